"""
Trees of which one is the other after an edit: each leaf that is otherwise is told, whatever node it is of, and nothing else is.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs
import pytest

from disclint.facts.sameness import Tables, changed_tables
from disclint.source import Shift, Span
from disclint.syntax import (
    ABSENT,
    NUMBER,
    Cell,
    Citation,
    Day,
    Heading,
    Label,
    Numbers,
    Period,
    Problem,
    Report,
    Row,
    Section,
    Table,
    Title,
)

# Nodes stand in seven characters of ten; what gave way to others is between two of them, or before all or behind.
CHANGES = [
    Shift(18, 19, 3),
    Shift(208, 209, 1),
    Shift(448, 449, -1),
    Shift(608, 608, 2),
    Shift(9_000, 9_005, 0),
]
ROWS, COLUMNS = ("sure", "unsure", "far"), "uvw"
Path = tuple[Any, ...]


def report() -> Report:
    """
    A report in which nothing is left out.
    """
    places = (Span(at, at + 7) for at in range(10, 9_000, 10))

    def place() -> Span:
        return next(places)

    def heading(section: str | None) -> Heading:
        return Heading(place(), 2, "一", "甲", section, canonical=True, inline=True)

    def row(table: str, id: str) -> Row:
        addresses = tuple(f"{table}/{id}/{each}" for each in COLUMNS)
        _, first, *others = (place() for _ in f" {COLUMNS}")
        cells: Any = Numbers(
            addresses,
            ("1", "22", "3"),
            tuple((each.start, each.end) for each in (first, *others)),
            exact=True,
        )
        if id == "unsure":
            cells = tuple(
                Cell(address, each, "5", NUMBER, Decimal(5), 0.5, (Decimal(5), Decimal(6)))
                for address, each in zip(addresses, (first, *others), strict=True)
            )
        return Row(
            id,
            Span(first.start - 9, others[-1].end),
            Label(Span(first.start - 8, first.start - 2), "甲"),
            cells,
        )

    def labels() -> Mapping[str, tuple[Label, ...]]:
        return {each: (Label(place(), "乙"), Label(place(), "丙")) for each in "uv"}

    def table(id: str) -> Table:
        rows = tuple(row(id, each) for each in ROWS)
        return Table(
            id, "2021", place(), "read", rows, labels(), labels(), labels(), "s", (place(), place()), 9
        )

    return Report(
        Title(place(), "甲", "乙", place(), 2024, place(), (place(), place())),
        "甲", "department", "county", 2024, "2021", "2021", Span(0, 9_100), Span(9, 9_200),
        Period(place(), Day(place(), 2024, 1, 1), Day(place(), 2024, 12, 31)),
        (Citation(place(), "甲", 2021, 30, "乙"), Citation(place(), "丙", None, 1, "丁")),
        (heading("s"), heading(None)),
        tuple(Section(each, place(), heading(each), place(), (heading(None), heading(each))) for each in "st"),
        (table("a"), table("b")),
        (Problem("c", place(), "a", {"n": 1}), Problem("d", place(), "b", {"n": 2})),
        Day(place(), 2024, 1, 2), "ok", "none",
    )  # fmt: skip


def moved(node: Any, shift: Shift) -> Any:
    """
    The node with all places where they are after the change.
    """

    def now(at: int) -> int:
        return at + shift.by if at >= shift.end else at

    if isinstance(node, Span):
        return Span(now(node.start), now(node.end))
    if isinstance(node, Numbers):
        return attrs.evolve(node, places=tuple((now(first), now(last)) for first, last in node.places))
    if isinstance(node, tuple):
        return tuple(moved(each, shift) for each in node)
    if isinstance(node, Mapping):
        return {key: moved(each, shift) for key, each in node.items()}
    if attrs.has(type(node)):
        return attrs.evolve(node, **{key: moved(each, shift) for key, each in parts(node).items()})
    return node


def parts(node: Any) -> Mapping[Any, Any]:
    if isinstance(node, tuple):
        return dict(enumerate(node))
    if isinstance(node, Mapping):
        return node
    fields = [each for each in attrs.fields(type(node)) if each.init]
    return {each.alias or each.name: getattr(node, each.name) for each in fields}


def others(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """
    The node with one leaf, or the number of nodes in a list, otherwise; and where that is.
    """
    if isinstance(node, Numbers):
        for name, value in (("addresses", "~"), ("raws", "77"), ("places", (1, 2))):
            given = getattr(node, name)
            for at in range(len(given)):
                yield (*path, at, name), attrs.evolve(node, **{name: (*given[:at], value, *given[at + 1 :])})
        return
    if node is None or isinstance(node, str | int | float | Decimal):
        yield path, leaf(node)
        return
    if isinstance(node, Heading | Label | Day | Period | Title) or path[-1:] in (
        ("agency_span",),
        ("year_span",),
    ):
        yield path, None
    for key, value in parts(node).items():
        for where, each in others(value, (*path, key)):
            yield where, with_part(node, key, each)
    if isinstance(node, tuple):
        yield (*path, "fewer"), node[1:]
        yield (*path, "more"), (*node, *node[-1:])
    elif isinstance(node, Mapping):
        yield (*path, "fewer"), dict(list(node.items())[1:])
        yield (*path, "turned"), dict(reversed({**node, "w": ()}.items()))


def leaf(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return f"{value}~" if isinstance(value, str) else (value or 0) + 1


def with_part(node: Any, key: Any, value: Any) -> Any:
    if isinstance(node, tuple):
        # A list has no fewer nodes for one that is none.
        return (*node[:key], *(() if value is None else (value,)), *node[key + 1 :])
    return {**node, key: value} if isinstance(node, Mapping) else attrs.evolve(node, **{key: value})


def expected(path: Path) -> Tables | None:
    """
    What is told of a tree of which the leaf at a path is otherwise.
    """
    if path[0] != "tables" or not isinstance(path[1], int):
        return None
    id = "ab"[path[1]]
    name, *inside = path[2:]
    if name in ("id", "edition", "state", "section", "span"):
        return None
    # Of a row, of its cells, of one of these: by their addresses they are held against each other.
    if (
        name == "rows"
        and inside[1:2] == ["cells"]
        and len(inside) > 3
        and inside[3] not in ("address", "addresses")
    ):
        row, _, cell, *_ = inside
        return Tables(cells=frozenset((f"{id}/{ROWS[row]}/{COLUMNS[cell]}",)))
    return Tables(ids=frozenset((id,)))


@pytest.mark.parametrize("shift", [*CHANGES, Shift(0, 0, 0)])
def test_a_tree_that_only_moved_is_not_otherwise(shift: Shift) -> None:
    assert changed_tables(report(), moved(report(), shift), shift) == Tables()


@pytest.mark.parametrize("shift", CHANGES)
def test_whatever_leaf_is_otherwise_is_told(shift: Shift) -> None:
    old = report()
    possible = list(others(moved(old, shift)))
    assert len(possible) > 400
    for path, new in possible:
        assert changed_tables(old, new, shift) == expected(path), path


def test_what_is_left_out_of_both_trees_is_not_otherwise() -> None:
    bare = attrs.evolve(
        report(), title=None, period=None, published=None, citations=(), headings=(), problems=()
    )
    shift = CHANGES[1]
    assert changed_tables(bare, moved(bare, shift), shift) == Tables()
    (first, *sections), (table, *tables) = bare.sections, bare.tables
    rows = tuple(attrs.evolve(each, label=None) for each in table.rows)
    bare = attrs.evolve(
        bare,
        sections=(attrs.evolve(first, heading=None), *sections),
        tables=(attrs.evolve(table, rows=rows), *tables),
    )
    assert changed_tables(bare, moved(bare, shift), shift) == Tables()


@pytest.mark.parametrize("row", range(len(ROWS)))
@pytest.mark.parametrize("cell", range(len(COLUMNS)))
def test_a_cell_whose_characters_changed_is_otherwise_even_if_it_reads_the_same(row: int, cell: int) -> None:
    old = report()
    place = old.tables[1].rows[row].cells[cell].span
    # One digit became another of the same worth: １ and 1.
    shift = Shift(place.start + 2, place.start + 3, 0)
    assert changed_tables(old, old, shift) == Tables(cells=frozenset((f"b/{ROWS[row]}/{COLUMNS[cell]}",)))


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_a_cell_that_came_or_went_may_change_all_of_its_table(row: int) -> None:
    old = report()
    table = old.tables[0]
    line = table.rows[row]
    gone = (*line.cells[:2], attrs.evolve(line.cells[2], state=ABSENT, value=None))
    rows = (*table.rows[:row], attrs.evolve(line, cells=gone), *table.rows[row + 1 :])
    new = attrs.evolve(old, tables=(attrs.evolve(table, rows=rows), *old.tables[1:]))
    shift = CHANGES[-1]
    assert changed_tables(old, new, shift) == changed_tables(new, old, shift) == Tables(ids=frozenset("a"))


def test_a_row_of_numbers_is_what_it_was_however_it_was_read() -> None:
    old = report()
    tables = tuple(
        attrs.evolve(table, rows=tuple(attrs.evolve(row, cells=row.cells) for row in table.rows))
        for table in old.tables
    )
    new = attrs.evolve(old, tables=tables)
    for shift in CHANGES:
        assert changed_tables(old, moved(new, shift), shift) == Tables()
        assert changed_tables(new, moved(old, shift), shift) == Tables()


@pytest.mark.parametrize("shift", [CHANGES[0], CHANGES[-1]])
def test_of_rows_of_numbers_that_only_moved_no_cells_are_made(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = report()
    sure = tuple(
        attrs.evolve(table, rows=tuple(each for each in table.rows if each.numbers is not None))
        for table in old.tables
    )
    old = attrs.evolve(old, tables=sure)

    def made(_: Numbers) -> tuple[Cell, ...]:
        pytest.fail("cells were made")

    monkeypatch.setattr(Numbers, "cells", made)
    assert changed_tables(old, moved(old, shift), shift) == Tables()
