"""
What must hold of whatever is read, parsed and judged: an `AssertionError` says what does not.
"""

import html
import re
from collections import Counter
from zlib import crc32

from disclint.diagnostics import CRASHED, VERDICTS
from disclint.engine import Settings, run
from disclint.facts import Facts, facts_of
from disclint.grammar import Parsed, parse
from disclint.packs.kit import Kit
from disclint.session import data
from disclint.source import Source, Span, fold
from disclint.syntax import NUMBER, Report

_BLANKS = re.compile(r"\s")
_MARKUP = re.compile(r"<[^<>]*>")
_ALL_DIGITS = re.compile(r"\d+")
# Where a law costs much, one input in so many is held to it; which is told by the input alone.
SELDOM = 4


def seldom(given: bytes) -> bool:
    """
    Whether an input is one of those that costly laws are tried on.
    """
    return crc32(given) % SELDOM == 0


def ensure_whole(source: Source) -> None:
    """
    A source leads back from each of its characters to the file, and its tables do not overlap.
    """
    text, file = source.text, source.text if source.file is None else source.file
    assert "\r" not in text, "a line end of another system"
    at = 0
    for piece in source.pieces:
        assert piece.start == at, "pieces leave out a stretch of the text"
        assert piece.length > 0 or not text, "an empty piece"
        assert 0 <= piece.file_start <= piece.file_start + piece.file_length <= len(file), (
            "a piece is out of the file"
        )
        if piece.length == piece.file_length:
            kept = file[piece.file_start : piece.file_start + piece.file_length]
            _ensure_same(kept, text[at : at + piece.length])
        at += piece.length
    assert not source.pieces or at == len(text), "pieces end before the text"
    before = 0
    for place in source.places:
        assert before <= place.start <= place.end <= len(text), "places overlap or are out of the text"
        before = place.end
    for grid in source.grids:
        taken = [(each.row, each.column) for each in grid.cells]
        assert len(set(taken)) == len(taken), "two cells in one place"
        for cell in grid.cells:
            assert grid.span.holds(cell.span), "a cell is out of its table"
    for gap in source.gaps:
        assert 0 <= gap.at <= len(text), "a gap is out of the text"
    for span in (Span(0, 0), Span(0, len(text)), Span(len(text), len(text)), *_samples(text)):
        ensure_located(source, span)


def _ensure_same(written: str, read: str) -> None:
    if _BLANKS.sub(" ", written) != _BLANKS.sub(" ", read):
        # Marks of Markdown are blank in the text.
        assert all(one == other or other.isspace() for one, other in zip(written, read, strict=True)), (
            "a piece has other words"
        )


def _samples(text: str) -> list[Span]:
    step = max(1, len(text) // 7)
    return [Span(at, min(len(text), at + 3)) for at in range(0, len(text), step)]


def ensure_located(source: Source, span: Span) -> None:
    """
    A stretch of the text has a place in the file.
    """
    assert 0 <= span.start <= span.end <= len(source.text), f"{span} is out of the text"
    found = source.locate(span)
    if found.line is not None and found.end_line is not None:
        assert found.column is not None and found.end_column is not None  # noqa: PT018 - one thing
        lines = (source.text if source.file is None else source.file).count("\n") + 1
        assert 1 <= found.line <= found.end_line, "it ends before it begins"
        assert source.file is not None or found.end_line <= lines, "it is behind the last line"
        assert (found.line, found.column) <= (found.end_line, found.end_column), "it ends before it begins"


def ensure_parsed(parsed: Parsed) -> None:
    """
    A tree has every character, and what it says of a cell stands where the cell is said to stand.
    """
    source, report = parsed.source, parsed.report
    at = 0
    for span in sorted([report.front, *(each.span for each in report.sections)]):
        assert span.start <= at, "a stretch of the text is in no section"
        at = max(at, span.end)
    # What stands behind the first report of a file is left alone, and a problem says where it begins.
    others = [each.span.start for each in report.problems if each.code == "several-reports"]
    assert at >= min([len(source.text), *others]), "the end of the text is in no section"
    nodes = (report.headings, report.sections, report.citations, report.tables, report.problems)
    for span in [each.span for listed in nodes for each in listed]:
        ensure_located(source, span)
    _ensure_cells(source, report)


def _ensure_cells(source: Source, report: Report) -> None:
    addresses = Counter(cell.address for table in report.tables for cell in table.cells())
    for table in report.tables:
        for cell in table.cells():
            ensure_located(source, cell.span)
            if cell.state != NUMBER:
                continue
            assert cell.value is not None, f"{cell.address} is a number without a value"
            assert cell.value.is_finite(), f"{cell.address} is no finite number"
            if cell.confidence == 1.0:
                written = _ALL_DIGITS.findall(fold(source.slice(cell.span)))
                assert "".join(written) == "".join(_ALL_DIGITS.findall(fold(cell.raw))), (
                    f"{cell.address} stands elsewhere"
                )
                assert source.places or "".join(written) in _digits_of_file(source, cell.span), (
                    f"{cell.address} leads elsewhere"
                )
    several = [each for each, count in addresses.items() if count > 1]
    assert not several, f"{several[:1]} is there twice"


def _digits_of_file(source: Source, span: Span) -> str:
    start, end = source.file_range(span)
    written = (source.text if source.file is None else source.file)[start:end]
    return "".join(_ALL_DIGITS.findall(fold(html.unescape(_MARKUP.sub("", written)))))


def ensure_alike(source: Source) -> None:
    """
    The definitions of the grammar, and what is fused from them, read the same.
    """
    fast = parse(source, data.editions(), data.lexicon()).report
    slow = parse(source, data.editions(), data.lexicon(), reference=True).report
    assert fast == slow, "the fused grammar reads another report than its definitions"


def ensure_judged(parsed: Parsed, given: bytes) -> None:
    """
    Every rule ends in one verdict, none crashes, and every finding has its place and its words.
    """
    program = data.program()
    facts = facts_of(parsed.report, parsed.flow, parsed.source, data.editions(), program.pack.vocabulary)
    every = Settings(runs=lambda _, __: True)
    outcome = run(program, facts, every)
    ended = Counter(each.rule for each in outcome.verdicts)
    assert ended == Counter(each.id for each in program.pack.rules), "a rule has no verdict, or two"
    assert all(each.status in VERDICTS for each in outcome.verdicts)
    crashed = [each for each in outcome.verdicts if each.status == CRASHED]
    assert not crashed, f"{crashed[0].rule} crashed"
    for found in outcome.diagnostics:
        ensure_located(parsed.source, found.span)
        for other in found.related:
            ensure_located(parsed.source, other.span)
        assert found.message["zh"] and found.message["en"], f"{found.rule} says nothing"  # noqa: PT018 - one thing
    if seldom(given):
        plain = run(program, facts, Settings(runs=every.runs, sieved=False))
        assert plain.diagnostics == outcome.diagnostics, "the short way finds something else"
        assert plain.verdicts == outcome.verdicts, "the short way ends otherwise"


def ensure_judged_by(kit: Kit, facts: Facts) -> None:
    """
    A report is judged by a pack: each of its rules ends in one verdict, and none crashes.
    """
    outcome = run(kit.program, facts, Settings(runs=lambda _, __: True))
    assert Counter(each.rule for each in outcome.verdicts) == Counter(
        each.id for each in kit.pack.rules if each.disabled is None
    ), "a rule has no verdict, or two"
    crashed = [each for each in outcome.verdicts if each.status == CRASHED]
    assert not crashed, f"a rule crashed: {crashed[0].reasons}"
