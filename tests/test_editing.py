"""
A text after edits, and what two texts have in common, against the same questions answered character by character.
"""

from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.source import Edit, Gap, Grid, GridCell, Place, Source, Span, edited
from disclint.source.shifting import Shift, differing

WORDS = st.text("甲乙丙丁1 \n", max_size=12)


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    places = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    spans = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=False)]
    # What was put in at one place is one edit.
    apart = [each for at, each in enumerate(spans) if each not in spans[:at]]
    return [Edit(each, draw(st.text("戊己庚2", max_size=4))) for each in apart]


def after(text: str, made: Sequence[Edit]) -> str:
    for each in reversed(made):
        text = text[: each.span.start] + each.text + text[each.span.end :]
    return text


def ranges(length: int, made: Sequence[Edit]) -> list[tuple[int, int]]:
    """
    Where each character stands in the file after edits.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for each in made:
        found += [(kept, kept + 1) for kept in range(at, each.span.start)]
        first, at = each.span.start, each.span.end
        alike = len(each.text) == at - first
        found += [(first + new, first + new + 1) if alike else (first, at) for new in range(len(each.text))]
    return found + [(kept, kept + 1) for kept in range(at, length)]


@given(st.data(), WORDS)
def test_a_character_leads_to_its_place_in_the_file_or_to_what_it_replaced(
    data: st.DataObject, text: str
) -> None:
    made = data.draw(edits(len(text)))
    found = edited(Source(text), made)
    assert found.text == after(text, made)
    assert found.file == (text if made else None)
    assert [found.file_range(Span(at, at + 1)) for at in range(len(found.text))] == ranges(len(text), made)
    assert [each.growth for each in made] == [
        len(each.text) - len(text[each.span.start : each.span.end]) for each in made
    ]


@given(st.data(), WORDS)
def test_a_table_holds_what_was_put_into_it(data: st.DataObject, text: str) -> None:
    made = data.draw(edits(len(text)))
    inside = {at for each in made for at in range(each.span.start + 1, each.span.end)}
    ends = sorted(
        data.draw(
            st.sets(st.sampled_from([at for at in range(len(text) + 1) if at not in inside]), min_size=1)
        )
    )
    span = Span(ends[0], ends[-1])
    cell = GridCell(span, 1, 2, 3, 4)
    source = Source(
        text, grids=(Grid(span, (cell,)),), places=(Place(span.start, len(text[span.start : span.end]), 1),)
    )
    found = edited(source, made)
    (grid,) = found.grids
    assert grid.cells == (GridCell(grid.span, 1, 2, 3, 4),)
    if span:
        # What was put in right before its first character is its own, right behind the last it is not.
        own = [each for each in made if span.start <= each.span.start < span.end]
        moved = [
            Edit(Span(each.span.start - span.start, each.span.end - span.start), each.text) for each in own
        ]
        assert found.slice(grid.span) == after(source.slice(span), moved)
    else:
        assert found.slice(grid.span) == "".join(each.text for each in made if each.span == span)
    if made:
        (place,) = found.places
        assert (place.start, place.start + place.length) == (grid.span.start, grid.span.end)


def test_of_places_replaced_together_the_first_has_what_is_new() -> None:
    source = Source("甲乙丙", places=tuple(Place(at, 1, at + 1) for at in range(3)))
    found = edited(source, [Edit(Span(0, 2), "戊己庚")])
    assert [(each.start, each.length) for each in found.places] == [(0, 3), (3, 0), (3, 1)]


@pytest.mark.parametrize("spans", [[(1, 3), (2, 4)], [(2, 1)], [(-1, 0)], [(3, 4)], [(2, 3), (0, 1)]])
def test_edits_that_overlap_or_lie_outside_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlap, or lie outside"):
        edited(Source("甲乙丙"), [Edit(Span(*each), "") for each in spans])


def test_what_was_not_read_stands_behind_the_words_that_it_stood_behind() -> None:
    source = Source(
        "甲 |  | 丁", gaps=(Gap(1, "page 2", cuts=False),), pending=frozenset((4,)), pictures=(0, 8)
    )
    found = edited(source, [Edit(Span(0, 1), "戊己庚")])
    assert found.text == "戊己庚 |  | 丁"
    assert found.gaps == (Gap(3, "page 2", cuts=False),)
    assert found.is_pending(found.text.index("|  |") + 2)
    assert found.pictures == (0, 10)


def test_without_edits_it_is_the_same() -> None:
    source = Source("甲")
    assert edited(source, []) is source


@given(WORDS, WORDS)
def test_two_texts_differ_between_what_they_begin_and_end_with(one: str, other: str) -> None:
    found = differing(one, other)
    same = [a == b for a, b in zip(one, other, strict=False)]
    assert found.start == sum(accumulate(same, lambda a, b: a and b))
    rests = one[found.start :][::-1], other[found.start :][::-1]
    assert len(one) - found.end == sum(
        accumulate([a == b for a, b in zip(*rests, strict=False)], lambda a, b: a and b)
    )
    assert found.by == len(other) - len(one)
    assert one[: found.start] + other[found.start : found.end + found.by] + one[found.end :] == other


@given(st.integers(0, 6), st.integers(0, 6), st.integers(-3, 3), st.integers(0, 9), st.integers(0, 9))
def test_what_did_not_change_has_moved_with_it(
    start: int, length: int, by: int, first: int, size: int
) -> None:
    shift, span = Shift(start, start + length, by), Span(first, first + size)
    moved = Span(span.start + by, span.end + by)
    if span:
        expected = span if span.end <= start else moved if span.start >= shift.end else None
    elif first < start or first == 0:
        expected = span
    else:
        # What is put where there was nothing may belong to it.
        expected = None if first == start or first < shift.end else moved
    assert shift.moved(span) == expected
    assert shift.keeps(span, span) is (expected == span)
    assert shift.keeps(None, None)
    assert not shift.keeps(span, None)
    assert not shift.keeps(None, span)
    for new in range(-3, 14):
        before, behind = first <= start and new == first, first >= shift.end and new == first + by
        assert shift.leads(first, new) is (before or behind)
        other = Span(max(0, new), max(0, new) + size)
        assert shift.spans(span, other) is (
            shift.leads(span.start, other.start) and shift.leads(span.end, other.end)
        )


def test_cells_are_of_one_row_and_column() -> None:
    assert GridCell(Span(0, 1), 0, 0) == GridCell(Span(0, 1), 0, 0, 1, 1)


@pytest.mark.parametrize(
    ("media", "is_wrapped"), [("text", True), ("pdf", True), ("html", False), ("word", False)]
)
def test_only_where_lines_are_drawn_may_they_end_inside_a_sentence(media: str, *, is_wrapped: bool) -> None:
    assert Source("甲", media=media).is_wrapped is is_wrapped
