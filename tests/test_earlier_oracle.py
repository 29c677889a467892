"""
Tables that were read before an edit: they are kept where no line of theirs, nor one beside them, was touched, and moved with the text.
"""

from decimal import Decimal
from itertools import product

import pytest

from disclint.grammar.earlier import Earlier, Read
from disclint.grammar.regions import Region
from disclint.source import Flow, Span
from disclint.syntax import ABSENT, AMBIGUOUS, NUMBER, READ, Cell, Label, Numbers, Problem, Row, Table
from tests.forms import EDITIONS

GIVEN = list(EDITIONS.values())
LINES = [f"{each}线上写着{each}号的字" for each in "零一二三四五六七八九"]
TEXT = "\n".join(LINES)
NOWHERE = Span(0, 0)


def made(at: int) -> tuple[Table, list[Problem]]:
    """
    A table with all that one may have, from a place on.
    """

    def span(start: int, end: int) -> Span:
        return Span(at + start, at + end)

    label = Label(span(1, 3), "标签")
    cells = (
        Cell("requests/a/x", span(4, 6), "12", NUMBER, Decimal(12), 0.85),
        Cell("requests/a/y", span(6, 7), "", AMBIGUOUS, None, 0.0, (Decimal(1), Decimal(2))),
        Cell("requests/a/z", NOWHERE, "", ABSENT),
    )
    numbers = Numbers(("requests/b/x",), ("5",), ((at + 8, at + 9),), exact=True)
    rows = (
        Row("a", span(1, 7), label, cells),
        Row("b", span(7, 9), None, numbers),
        Row("c", NOWHERE, None, (Cell("requests/c/x", NOWHERE, "", ABSENT),)),
    )
    table = Table(
        "requests", "2021", span(0, 9), READ, rows,
        columns={"x": (label, Label(span(2, 4), "列"))}, captions={"p": (Label(span(0, 1), "题"),)}, notes={"n": (Label(span(3, 4), "注"),)},
        section="requests", extra=(span(5, 6),), counted=7,
    )  # fmt: skip
    return table, [Problem("surplus-cells", span(2, 5), "requests", {"label": "标签"})]


def region_of(flow: Flow, first: int, last: int, moved: int = 0, tail: int = 5) -> Region:
    """
    From within one line to within another.
    """
    start = TEXT.index(LINES[first]) + 2 + moved
    end = TEXT.index(LINES[last]) + tail + moved
    return Region("requests", flow.offset(start), flow.offset(end))


@pytest.mark.parametrize("words", ["变", "变了样", "", "变\n了\n样"])
@pytest.mark.parametrize("first", range(len(LINES)))
def test_a_table_is_kept_if_neither_its_lines_nor_those_beside_it_were_touched(
    words: str, first: int
) -> None:
    before = Flow.of(TEXT)
    # From the first character of a line to its last, the region ends with it.
    ends = [(last, tail) for last in range(first, len(LINES)) for tail in (1, 5, len(LINES[last]))]
    for last, tail in ends:
        if (last, tail) == (first, 1):
            continue
        start = TEXT.index(LINES[first])
        table, problems = made(start)
        region = region_of(before, first, last, tail=tail)
        known = Earlier(before, GIVEN, [Read(region, table, problems)])
        for (touched, line), within in product(enumerate(LINES), (0, 3, len(LINES[0]) - 1)):
            at = TEXT.index(line) + within
            after = Flow.of(f"{TEXT[:at]}{words}{TEXT[at + 1 :]}")
            by = len(words) - 1 if touched < first else 0
            own = region_of(after, first, last, by, tail)
            found = known.read(after, GIVEN, [own])
            if first - 1 <= touched <= last + 1:
                assert found == {}
                continue
            moved, told = made(start + by)
            assert [*found] == ["requests"]
            assert (found["requests"].region, found["requests"].table) == (own, moved)
            assert [*found["requests"].problems] == told
            # What did not move is what it was.
            assert (found["requests"].table is table) == (by == 0)
            exact = found["requests"].table.rows[1].numbers
            assert exact is not None
            assert exact.exact


def test_a_table_is_read_again_by_other_editions_with_tabs_or_in_another_region() -> None:
    flow = Flow.of(TEXT)
    table, problems = made(TEXT.index(LINES[4]))
    region = region_of(flow, 4, 5)
    known = Earlier(flow, GIVEN, [Read(region, table, problems)])
    assert [*known.read(flow, GIVEN, [region])] == ["requests"]
    assert known.read(flow, GIVEN[::-1], [region]) == {}
    assert known.read(flow, GIVEN[:1], [region]) == {}
    assert known.read(flow, [GIVEN[0]] * len(GIVEN), [region]) == {}
    assert known.read(flow, [*GIVEN, GIVEN[0]], [region]) == {}
    assert known.read(Flow.of(f"{TEXT}\t"), GIVEN, [region]) == {}
    assert known.read(flow, GIVEN, []) == {}
    # Another table is not known, and hides none behind it.
    other = Region("disputes", region.start, region.end)
    assert [*known.read(flow, GIVEN, [other, region])] == ["requests"]
    for first, last in ((3, 5), (4, 6), (5, 5), (4, 4)):
        assert known.read(flow, GIVEN, [region_of(flow, first, last)]) == {}
