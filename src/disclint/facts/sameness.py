"""
Whether two trees say the same of a text, one of which was read before some of its characters gave way to others.

Refuses to look at the text; what lies within the change is for whoever asks to look at.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from attrs import frozen

from disclint.source import Shift, Span
from disclint.syntax import (
    ABSENT,
    Cell,
    Citation,
    Day,
    Heading,
    Label,
    Period,
    Problem,
    Report,
    Row,
    Section,
    Table,
    Title,
)

# What a report has of its own, and at no place.
_SCALARS = (
    "agency", "agency_kind", "agency_scope", "year", "edition", "expected_edition", "status", "reason",
)  # fmt: skip

_Node = TypeVar("_Node")


@frozen
class Tables:
    """
    What is otherwise in tables: single `cells`, by address, or whatever is in those of `ids`.
    """

    ids: frozenset[str] = frozenset()
    cells: frozenset[str] = frozenset()


def changed_tables(old: Report, new: Report, shift: Shift) -> Tables | None:
    """
    What is otherwise in the tables of two reports; None if they differ in more than that.
    """
    if any(getattr(old, each) != getattr(new, each) for each in _SCALARS):
        return None
    if not (
        shift.spans(old.front, new.front)
        and shift.spans(old.preamble, new.preamble)
        and _title(old.title, new.title, shift)
        and _period(old.period, new.period, shift)
        and _day(old.published, new.published, shift)
        and _each(_citation, old.citations, new.citations, shift)
        and _each(_heading, old.headings, new.headings, shift)
        and _each(_section, old.sections, new.sections, shift)
        and _each(_problem, old.problems, new.problems, shift)
        and _each(_framed, old.tables, new.tables, shift)
    ):
        return None
    ids, cells = set[str](), set[str]()
    for one, other in zip(old.tables, new.tables, strict=True):
        differing = _cells(one, other, shift)
        if differing is None:
            ids.add(one.id)
        else:
            cells.update(differing)
    return Tables(frozenset(ids), frozenset(cells))


def _each(
    same: Callable[[_Node, _Node, Shift], bool], old: Sequence[_Node], new: Sequence[_Node], shift: Shift
) -> bool:
    return len(old) == len(new) and all(same(one, other, shift) for one, other in zip(old, new, strict=True))


def _title(old: Title | None, new: Title | None, shift: Shift) -> bool:
    if old is None or new is None:
        return old is new
    return (
        (old.text, old.agency, old.year) == (new.text, new.agency, new.year)
        and shift.keeps(old.span, new.span)
        and shift.keeps(old.agency_span, new.agency_span)
        and shift.keeps(old.year_span, new.year_span)
        and _each(_kept, old.repeated, new.repeated, shift)
    )


def _kept(old: Span, new: Span, shift: Shift) -> bool:
    return shift.keeps(old, new)


def _day(old: Day | None, new: Day | None, shift: Shift) -> bool:
    if old is None or new is None:
        return old is new
    return (old.year, old.month, old.day) == (new.year, new.month, new.day) and shift.keeps(
        old.span, new.span
    )


def _period(old: Period | None, new: Period | None, shift: Shift) -> bool:
    if old is None or new is None:
        return old is new
    return (
        shift.keeps(old.span, new.span)
        and _day(old.start, new.start, shift)
        and _day(old.end, new.end, shift)
    )


def _citation(old: Citation, new: Citation, shift: Shift) -> bool:
    return (
        old.written == new.written
        and (old.office, old.year, old.number) == (new.office, new.year, new.number)
        and shift.keeps(old.span, new.span)
    )


def _heading(old: Heading | None, new: Heading | None, shift: Shift) -> bool:
    if old is None or new is None:
        return old is new
    return (
        old.title == new.title
        and (old.level, old.numeral, old.section) == (new.level, new.numeral, new.section)
        and (old.canonical, old.inline) == (new.canonical, new.inline)
        and shift.keeps(old.span, new.span)
    )


def _section(old: Section, new: Section, shift: Shift) -> bool:
    return (
        old.id == new.id
        and shift.spans(old.span, new.span)
        and shift.spans(old.body, new.body)
        and _heading(old.heading, new.heading, shift)
        and _each(_heading, old.headings, new.headings, shift)
    )


def _problem(old: Problem, new: Problem, shift: Shift) -> bool:
    return (
        (old.code, old.address) == (new.code, new.address)
        and old.values == new.values
        and shift.keeps(old.span, new.span)
    )


def _framed(old: Table, new: Table, shift: Shift) -> bool:
    """
    Whether a table is what it was, seen from outside.
    """
    return (old.id, old.edition, old.state, old.section) == (
        new.id, new.edition, new.state, new.section,
    ) and shift.spans(old.span, new.span)  # fmt: skip


def _cells(old: Table, new: Table, shift: Shift) -> set[str] | None:
    """
    The cells in which a table is not what it was; None if its lines are not.
    """
    if (
        old.counted != new.counted
        or not _each(_framed_row, old.rows, new.rows, shift)
        or not _labelled(old.columns, new.columns, shift)
        or not _labelled(old.captions, new.captions, shift)
        or not _labelled(old.notes, new.notes, shift)
        or not _each(_kept, old.extra, new.extra, shift)
    ):
        return None
    found = set[str]()
    for one, other in zip(old.rows, new.rows, strict=True):
        if _numbers(one, other, shift):
            continue
        if [each.address for each in one.cells] != [each.address for each in other.cells]:
            return None
        for first, second in zip(one.cells, other.cells, strict=True):
            if not _cell(first, second, shift):
                # Whether a line is there hangs on whether its cells are.
                if ABSENT in (first.state, second.state):
                    return None
                found.add(first.address)
    return found


def _labelled(old: Mapping[str, Sequence[Label]], new: Mapping[str, Sequence[Label]], shift: Shift) -> bool:
    # Their order is that of the text, and what is listed by them has it.
    return list(old) == list(new) and all(_each(_label, old[each], new[each], shift) for each in old)


def _label(old: Label | None, new: Label | None, shift: Shift) -> bool:
    if old is None or new is None:
        return old is new
    return old.written == new.written and shift.keeps(old.span, new.span)


def _framed_row(old: Row, new: Row, shift: Shift) -> bool:
    return old.id == new.id and shift.spans(old.span, new.span) and _label(old.label, new.label, shift)


def _numbers(old: Row, new: Row, shift: Shift) -> bool:
    """
    Whether the cells of a row that leave no choice are what they were, told at once.
    """
    one, other = old.numbers, new.numbers
    if one is None or other is None or shift.moved(old.span) is None or one.raws != other.raws:
        return False
    # The row has not changed, and so all that is in it has moved alike.
    by = new.span.start - old.span.start
    places = one.places if not by else tuple([(start + by, end + by) for start, end in one.places])
    return places == other.places and one.addresses == other.addresses and one.exact == other.exact


def _cell(old: Cell, new: Cell, shift: Shift) -> bool:
    return (old.address, old.raw, old.state, old.value, old.confidence, old.options) == (
        new.address,
        new.raw,
        new.state,
        new.value,
        new.confidence,
        new.options,
    ) and shift.keeps(old.span, new.span)
