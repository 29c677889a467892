"""
How the pack fares with paraphrases: which wrong numbers it finds, and what it finds besides.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random

from attrs import field, frozen

from bench.paraphrase.paragraphs import Pair, pair
from bench.reports import GLUED, STYLES
from bench.reports.draft import Draft, narrow
from disclint.diagnostics import ERROR, INFO, Diagnostic
from disclint.engine import Program, run
from disclint.facts import facts_of
from disclint.grammar import parse
from disclint.readers import read
from disclint.session import data
from disclint.source import Source

# Layouts in which a paragraph stays in one piece, so that a place in it can be told.
LAYOUTS: Sequence[str] = sorted(set(STYLES) - GLUED - {"pdf"})
# Rules that judge what sentences say.
NARRATIVE = ("NAR-", "PCT-", "NUM-", "FEE-", "DOC-YEAR")


@frozen
class Outcome:
    """
    What came of a pair.

    `found` are the findings that the wrong number causes, in its sentence; `astray` errors that it causes elsewhere; `alarms` errors
    about the sound report.  Each is an id, a severity, and the words of the message with those it is about.
    """

    pair: Pair
    found: tuple[tuple[str, str, str], ...]
    astray: tuple[tuple[str, str, str], ...] = ()
    alarms: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[tuple[str, str, str], ...] = ()
    named: bool = False

    @property
    def error(self) -> bool:
        """
        Whether one of the findings is an error.
        """
        return any(severity == ERROR for _, severity, _ in self.found)


@frozen
class Tally:
    """
    Of the pairs of a kind: how many, how many found, found as errors, named at the number; and false alarms.
    """

    pairs: int = 0
    found: int = 0
    errors: int = 0
    named: int = 0
    alarms: int = 0
    warnings: int = 0


@frozen
class _Judged:
    source: Source
    findings: tuple[Diagnostic, ...] = field(factory=tuple)


def outcome(seed: int, program: Program, wording: str = "first") -> Outcome:
    """
    What comes of the pair of this seed, laid out in one of `LAYOUTS`.
    """
    made = pair(seed, wording)
    layout = Random(f"{seed}/layout").choice(LAYOUTS)
    sound, faulty = (_judged(each, layout, seed, program) for each in (made.sound, made.faulty))
    known = {_key(each) for each in sound.findings}
    new = [each for each in faulty.findings if _key(each) not in known]
    place = _place(made, faulty.source)
    here = [each for each in new if _near(each, place)]
    narrative = [each for each in sound.findings if each.rule.startswith(NARRATIVE)]
    return Outcome(
        made,
        _told(here, faulty.source),
        _told((each for each in new if not _near(each, place) and each.severity == ERROR), faulty.source),
        _told((each for each in narrative if each.severity == ERROR), sound.source),
        _told((each for each in narrative if each.severity != ERROR), sound.source),
        any(_at_number(each, made, faulty.source) for each in here),
    )


def _judged(draft: Draft, layout: str, seed: int, program: Program) -> _Judged:
    shown = narrow(draft) if draft.half_width else draft
    rendered = STYLES[layout](shown, Random(f"{seed}/{layout}"))
    editions = data.editions()
    parsed = parse(read(rendered.data, f"report{rendered.suffix}"), editions, data.lexicon())
    facts = facts_of(parsed.report, parsed.flow, parsed.source, editions, program.pack.vocabulary)
    return _Judged(
        parsed.source, tuple(each for each in run(program, facts).diagnostics if each.severity != INFO)
    )


def _key(found: Diagnostic) -> tuple[str, str, str]:
    return found.rule, found.variant, found.message["zh"]


def _place(made: Pair, source: Source) -> tuple[int, int]:
    for text in (made.said, made.said.translate(str.maketrans("，：；（）？！", ",:;()?!"))):
        at = source.text.find(text)
        if at >= 0:
            return at, at + len(text)
    return 0, len(source.text)


def _near(found: Diagnostic, place: tuple[int, int]) -> bool:
    start, end = place
    spans = [found.span, *(each.span for each in found.related)]
    return any(each.start < end and each.end > start for each in spans)


def _at_number(found: Diagnostic, made: Pair, source: Source) -> bool:
    return (
        not made.number
        or made.number in source.slice(found.span)
        or made.number.strip("件份宗起条例个篇元万%") in found.message["zh"]
    )


def _told(found: Iterable[Diagnostic], source: Source) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (each.rule, each.severity, f"{each.message['zh']} ← {_around(each, source)}") for each in found
    )


def _around(found: Diagnostic, source: Source) -> str:
    start = max(source.text.rfind(mark, 0, found.span.start) for mark in "。\n") + 1
    return source.text[max(start, found.span.start - 80) : found.span.end + 10].replace("\n", " ")


def outcomes(seeds: Iterable[int], wording: str = "first") -> Iterator[Outcome]:
    """
    What comes of the pairs of these seeds in one of the wordings.
    """
    program = data.program()
    return (outcome(seed, program, wording) for seed in seeds)


def tallied(found: Iterable[Outcome]) -> Mapping[str, Tally]:
    """
    The outcomes by kind.
    """
    counted: dict[str, Counter[str]] = {}
    for each in found:
        counter = counted.setdefault(each.pair.kind, Counter())
        counter["pairs"] += 1
        counter["found"] += bool(each.found)
        counter["errors"] += each.error
        counter["named"] += bool(each.found) and each.named
        counter["alarms"] += len(each.alarms) + len(each.astray)
        counter["warnings"] += len(each.warnings)
    return {kind: Tally(**counter) for kind, counter in counted.items()}
