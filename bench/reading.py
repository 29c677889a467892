"""
What reading costs in each layout, the short way and by the definitions: `python -m bench.reading [REPORTS]`.

Both ways take turns on the same reports, REPORTS of each layout; times are the processor's, the best of three.  The last
column says how many times faster the short way is than pyparsing with its own definitions; the lines below the mean say
so of the grammars alone, without all that both ways share.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from bench.reports import STYLES, sound
from disclint.editions import TableForm
from disclint.grammar import outline, parse
from disclint.grammar.labels import label_grammar, normal
from disclint.readers import read
from disclint.session import data
from disclint.source import Flow

_REPORTS = 10
_ROUNDS = 3
_FIRST_SEED = 70_000
WAYS = ("bytes to text", "text to report", "by definition")


class Way(Protocol):
    """
    Reads a text by a grammar, fused or as it is defined.
    """

    def __call__(self, *, reference: bool) -> object:
        """
        What was found.
        """


def timed(style: str, reports: int) -> list[float]:
    """
    The mean milliseconds that each way takes on a report of a layout.
    """
    found = [_report(style, _FIRST_SEED + seed) for seed in range(reports)]
    return [statistics.mean(each) for each in zip(*found, strict=True)]


def _report(style: str, seed: int) -> list[float]:
    made = sound(seed, style=style)
    name = f"report{made.suffix}"
    source = read(made.data, name)
    editions, lexicon = data.editions(), data.lexicon()
    return _best([
        lambda: read(made.data, name),
        lambda: parse(source, editions, lexicon),
        lambda: parse(source, editions, lexicon, reference=True),
    ])  # fmt: skip


def grammars(reports: int) -> Mapping[str, list[float]]:
    """
    The mean milliseconds that numerals, and the labels of all tables, take in a report, fused and by definition.
    """
    forms = [form for each in data.editions().values() for form in each.tables.values()]
    found: dict[str, list[list[float]]] = {"numerals": [], "labels": []}
    for seed in range(reports):
        made = sound(_FIRST_SEED + seed, style=sorted(STYLES)[seed % len(STYLES)])
        words = read(made.data, f"report{made.suffix}").text
        text = normal(Flow.of(words).text)
        for name, way in (("numerals", _numerals(text)), ("labels", _labels(forms, text))):
            found[name].append(_best([partial(way, reference=False), partial(way, reference=True)]))
    return {
        name: [statistics.mean(each) for each in zip(*times, strict=True)] for name, times in found.items()
    }


def _numerals(text: str) -> Way:
    return lambda *, reference: outline.numerals(text, reference=reference)


def _labels(forms: Sequence[TableForm], text: str) -> Way:
    return lambda *, reference: [
        each for form in forms for each in label_grammar(form).spans(text, 0, len(text), reference=reference)
    ]


def _best(ways: Sequence[Callable[[], object]]) -> list[float]:
    best = [float("inf")] * len(ways)
    for _ in range(_ROUNDS):
        for index, way in enumerate(ways):
            start = time.process_time()
            way()
            best[index] = min(best[index], (time.process_time() - start) * 1000)
    return best


def main(reports: int = _REPORTS) -> None:
    """
    Print a line for each layout, and the mean of all.
    """
    for style in STYLES:
        timed(style, 1)  # Expressions are compiled when they are first needed.
    print(f"{'milliseconds':16}" + "".join(f"{each:>16}" for each in (*WAYS, "times")))
    rows = {style: timed(style, reports) for style in sorted(STYLES)}
    rows["mean"] = [statistics.mean(each) for each in zip(*rows.values(), strict=True)]
    for style, times in rows.items():
        _, short, defined = times
        print(f"{style:16}" + "".join(f"{each:16.2f}" for each in (*times, defined / short)))
    for name, (short, defined) in grammars(reports).items():
        print(f"{name:32}" + "".join(f"{each:16.2f}" for each in (short, defined, defined / short)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
