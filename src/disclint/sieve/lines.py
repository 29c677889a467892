"""
Rows, columns and labels of tables as plain objects, made in bulk.
"""

from functools import lru_cache

from attrs import frozen

from disclint.editions import Named
from disclint.facts import Facts, labels
from disclint.facts.layout import Layout, Placed
from disclint.sieve.things import Where
from disclint.syntax import ABSENT, Label
from disclint.values import Missing


@frozen(eq=False)
class _Printed:
    """
    A line of a form: its number from 1, its type, the spellings that are right, and for a column its first cell.
    """

    name: Named
    index: int
    type: str
    accepted: frozenset[str]
    first: str = ""


class Line:
    """
    A row, a column or another label of a table, and how the report has it.
    """

    __slots__ = ("_facts", "_placed", "found", "id", "index", "labels", "name", "printed", "type")

    def __init__(
        self, printed: _Printed, labels: tuple[Label, ...], *, found: bool, placed: Placed, facts: Facts
    ) -> None:
        self.printed = printed
        self.name = printed.name
        self.id = printed.name.id
        self.index = printed.index
        self.type = printed.type
        self.labels = labels
        self.found = found
        self._placed = placed
        self._facts = facts

    @property
    def key(self) -> str:
        """
        What tells it from others of its kind in its table.
        """
        return f"{self._placed.table.id}/{self.id}"

    @property
    def label(self) -> str:
        """
        The form's words.
        """
        return self.name.label

    @property
    def written(self) -> str | None:
        """
        The report's words.
        """
        return self.labels[0].written if self.labels else None

    @property
    def written_at(self) -> Where | None:
        """
        Where they stand.
        """
        if not self.labels:
            return None
        span = self.labels[0].span
        return (self._facts.flow.bounds(span),) if span else self.labels[0].written

    @property
    def times(self) -> int:
        """
        How often it is there.
        """
        return len(self.labels)

    @property
    def place(self) -> int | None:
        """
        Where it is first, as a number to compare.
        """
        return self.labels[0].span.start if self.labels else None

    @property
    def differing(self) -> object | None:
        """
        Something, if the report's words are not the form's.
        """
        accepted = self.printed.accepted
        for each in self.labels:
            if each.written not in accepted:
                found = labels.differing(self.name, self.labels, "", self._placed, self._facts.source)
                return None if isinstance(found, Missing) else found
        return None


class Printed(Line):
    """
    A caption, head, group or note.
    """

    __slots__ = ()

    @property
    def sort(self) -> str:
        """
        What it is.
        """
        return self.type

    @property
    def demanded(self) -> bool:
        """
        Whether the table needs it.
        """
        return self.id not in labels.empty_blocks(self._placed)


def rows(placed: Placed, facts: Facts) -> tuple[Line, ...]:
    """
    The rows that the form demands.
    """
    known, found = placed.rows, []
    for each in _lines(placed.layout, "row"):
        row = known.get(each.name.id)
        label = row.label if row else None
        there = label is not None or bool(row and row.cells and row.cells[0].state != ABSENT)
        found.append(Line(each, (label,) if label else (), found=there, placed=placed, facts=facts))
    return tuple(found)


def columns(placed: Placed, facts: Facts) -> tuple[Line, ...]:
    """
    The columns that the form demands.
    """
    known, found = placed.table.columns, list[Line]()
    for each in _lines(placed.layout, "column"):
        written = known.get(each.name.id, ())
        cell = None if written else placed.cell(each.first)
        there = bool(written) or (cell is not None and cell.state != ABSENT)
        found.append(Line(each, written, found=there, placed=placed, facts=facts))
    return tuple(found)


def printed(placed: Placed, facts: Facts) -> tuple[Line, ...]:
    """
    Whatever else the form prints.
    """
    table, found = placed.table, []
    for each in _labels(placed.layout):
        known = table.captions if each.type == labels.CAPTION else table.notes
        written = known.get(each.name.id, ())
        found.append(Printed(each, written, found=bool(written), placed=placed, facts=facts))
    return tuple(found)


@lru_cache(maxsize=64)
def _lines(layout: Layout, kind: str) -> tuple[_Printed, ...]:
    lines = layout.rows if kind == "row" else layout.columns
    return tuple(
        _Printed(line, layout.index(id), line.type, line.accepted(), _first(layout, kind, id))
        for id, line in lines.items()
    )


def _first(layout: Layout, kind: str, id: str) -> str:
    return layout.addresses("*", id)[0] if kind == "column" else ""


@lru_cache(maxsize=64)
def _labels(layout: Layout) -> tuple[_Printed, ...]:
    return tuple(
        _Printed(name, index, sort, name.accepted())
        for index, (sort, name) in enumerate(labels.printed(layout.form), 1)
    )
