"""
What a character costs in texts that nobody writes, short and a hundred times as long: `python -m bench.shapes [LENGTH]`.

Each shape is read and parsed at 4,000 characters and at LENGTH (400,000), and judged if asked to with `judge` behind
it; times are the processor's, the best of several.  What takes more than the length is more than linear.
"""

import sys
import time
from collections.abc import Callable, Mapping

from bench.reports import sound
from disclint.engine import run
from disclint.facts import facts_of
from disclint.grammar import Parsed, parse
from disclint.readers import read
from disclint.session import data

SHORT, LONG = 4_000, 400_000
# So much more may a character cost in a long text.
BAR = 2.0
_ROUNDS = 3
_SENTENCE = "全年收到政府信息公开申请12件，办结11件，结转下年度1件。"
_ROW = "（一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n"


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def _headings(length: int) -> str:
    return _repeated("".join(f"{each}、总体情况\n" for each in "一二三四五六七八九十"))(length)


def _nested(length: int) -> str:
    half = length // 2
    return "（" * half + "）" * half


def _spans(length: int) -> str:
    depth = length // len("<span>件</span>")
    return f"<html><body><p>{'<span>件' * depth}{'</span>' * depth}</p></body></html>"


def _table(length: int) -> str:
    made = read(sound(1, style="pipe").data, "report.txt").text
    start = made.index("一、本年新收")
    head = made[start : made.index("\n", start) + 1]
    return head + _repeated(_ROW)(max(0, length - len(head)))


# Shapes by name, each a function from a length to a text of about that length.
SHAPES: Mapping[str, Callable[[int], str]] = {
    "long lines": _repeated(_SENTENCE),
    "no punctuation": _repeated("政府信息公开工作年度报告"),
    "digits only": _repeated("1234567890"),
    # A file of nothing but blanks is not read at all.
    "tabs only": lambda length: "公" + _repeated("\t")(length - 1),
    "pipes only": _repeated("|"),
    "headings only": _headings,
    "nested brackets": _nested,
    "nested spans": _spans,
    "lines of one letter": _repeated("公\n"),
    "rows of a table": _table,
}


def cost(shape: str, length: int, *, judge: bool = False) -> float:
    """
    The nanoseconds that a character of a shape takes in a text of a length.
    """
    text = SHAPES[shape](length)
    file, name = text.encode(), "report.html" if text.startswith("<html>") else "report.txt"
    editions, lexicon = data.editions(), data.lexicon()
    program = data.program() if judge else None

    def once() -> Parsed:
        return parse(read(file, name), editions, lexicon)

    def whole() -> None:
        parsed = once()
        if program is not None:
            run(
                program,
                facts_of(parsed.report, parsed.flow, parsed.source, editions, program.pack.vocabulary),
            )

    best = float("inf")
    # What is short is measured often enough to be seen.
    for _ in range(_ROUNDS * (10 if length <= SHORT else 1)):
        start = time.process_time_ns()
        whole()
        best = min(best, time.process_time_ns() - start)
    return best / len(text)


def main(length: int = LONG, *, judge: bool = False) -> None:
    """
    Print what a character costs in each shape, short and long, and how much more in the long one.
    """
    print(f"{'nanoseconds a character':24}{SHORT:>12,}{length:>12,}{'times':>8}")
    for shape in SHAPES:
        short, long = (cost(shape, each, judge=judge) for each in (SHORT, length))
        print(f"{shape:24}{short:12.0f}{long:12.0f}{long / short:8.2f}{'' if long <= BAR * short else '  !'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), judge="judge" in sys.argv[2:])
