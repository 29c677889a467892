"""
Labels as subjects: rows, columns, and whatever else the form prints in a table; how the report words them.

Refuses to mind width, quotes and punctuation, and to call words that an extraction lost an author's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from attrs import frozen

from disclint import values
from disclint.editions import Line, Named, TableForm
from disclint.editions.model import plain
from disclint.facts.layout import Placed
from disclint.source import Source, Span, fold
from disclint.syntax import ABSENT, Label
from disclint.values import Missing, Subject, Text, Truth, Value

# A label that is no longer than this is looked at as a whole.
_SHORT = 12
# A part of a label between two marks that is no longer than this is quoted whole.
_PART = 20
# What is quoted around the letters that differ in a longer one, so that they are words.
_BEFORE, _AFTER = 2, 1

# What a label begins with; where more of them stand in one than the form has there, an extraction ran several together.
_BEGINS = re.compile(r"[(（][一二三四五六七八九十]{1,2}[)）]|(?<![\d.])\d{1,2}[.．、](?!\d)")

# ① is 1 in another hand.
_CIRCLED = {0x2460 + at: str(at + 1) for at in range(9)}

CAPTION = "caption"
_SORTS = (CAPTION, "header", "group", "note")


@frozen
class _Difference:
    """
    The words of a label that are not the form's, where they stand, and the form's.
    """

    span: Span
    written: str
    prescribed: str


@frozen(eq=False)
class _Printed:
    """
    Something the form prints in a table, the labels that the report has for it, and whence they are.
    """

    name: Named
    labels: tuple[Label, ...]
    address: str
    placed: Placed
    source: Source
    sort: str = ""
    index: int = 0
    first: Subject | None = None

    def missing(self) -> Missing:
        """
        What stands for a label that is not there.
        """
        return Missing(f"label of {self.name.id}")


def _written(of: _Printed) -> Value:
    return Text(of.labels[0].written, of.labels[0].span) if of.labels else of.missing()


_WORDING: Mapping[str, Callable[[_Printed], Value]] = {
    "id": lambda of: Text(of.name.id),
    "label": lambda of: Text(of.name.label),
    "written": _written,
    "accepted": lambda of: tuple(Text(each) for each in sorted(of.name.accepted())),
    "times": lambda of: values.number(len(of.labels)),
    "place": lambda of: values.number(of.labels[0].span.start) if of.labels else of.missing(),
    "differing": lambda of: differing(of.name, of.labels, of.address, of.placed, of.source),
}
_LINE: Mapping[str, Callable[[_Printed], Value]] = {
    **_WORDING,
    "found": lambda of: Truth(bool(of.labels) or of.first is not None),
    "first": lambda of: of.first or Missing(f"cells of {of.name.id}"),
    "type": lambda of: Text(of.name.type if isinstance(of.name, Line) else ""),
    "index": lambda of: values.number(of.placed.layout.index(of.name.id)),
}
_LABEL: Mapping[str, Callable[[_Printed], Value]] = {
    **_WORDING,
    "sort": lambda of: Text(of.sort),
    "found": lambda of: Truth(bool(of.labels)),
    "index": lambda of: values.number(of.index),
    "demanded": lambda of: Truth(of.name.id not in empty_blocks(of.placed)),
}


def line_subject(kind: str, line: Line, placed: Placed, source: Source) -> Subject:
    """
    A row or a column that the form demands, and how the report has it.
    """
    labels, first = _found(kind, line, placed)
    span = labels[0].span if labels else first.span if first else _nowhere(placed)
    address = f"{placed.table.id}/{line.id}" if kind == "row" else f"{placed.table.id}/*/{line.id}"
    of = _Printed(line, labels, address, placed, source, first=first)
    return Subject(kind, span, address, getters=_LINE, of=of)


def label_subjects(placed: Placed, source: Source) -> Iterator[Subject]:
    """
    The captions, heads, groups and notes that the form prints in a table, and how the report has them.
    """
    for index, (sort, name) in enumerate(printed(placed.layout.form), 1):
        labels = (placed.table.captions if sort == CAPTION else placed.table.notes).get(name.id, ())
        span = labels[0].span if labels else _nowhere(placed)
        of = _Printed(name, labels, f"{placed.table.id}/{name.id}", placed, source, sort, index)
        yield Subject("label", span, of.address, getters=_LABEL, of=of)


def empty_blocks(placed: Placed) -> frozenset[str]:
    """
    The captions of the blocks of which no row is there.
    """
    # Where all rows of a block are missing, so is its caption, and that is one cause.
    return frozenset(
        block.caption.id
        for block in placed.layout.form.blocks
        if block.caption
        and not any(row.id in placed.rows and placed.rows[row.id].label for row in block.rows)
    )


def printed(form: TableForm) -> Iterator[tuple[str, Named]]:
    """
    Whatever the form prints in a table but rows and columns, and what sort it is of.
    """
    captions = tuple(each.caption for each in form.blocks if each.caption is not None)
    for sort, names in zip(_SORTS, (captions, form.header, form.groups, form.notes), strict=True):
        for each in names:
            yield sort, each


def _nowhere(placed: Placed) -> Span:
    return Span(placed.table.span.start, placed.table.span.start)


def differing(name: Named, labels: tuple[Label, ...], address: str, placed: Placed, source: Source) -> Value:
    """
    The words of a label that are not the form's, and those that are; missing if none differ.
    """
    known = _spellings(name)
    side = _side(placed.layout.form)
    found = (_difference(known, each, side, source) for each in labels if each.written not in known.plain)
    first = next((each for each in found if each is not None), None)
    if first is None:
        return Missing(f"differing label of {name.id}")
    return Subject(
        "wording", first.span, address,
        {"text": Text(first.written, first.span), "prescribed": Text(first.prescribed)},
    )  # fmt: skip


def _found(kind: str, line: Line, placed: Placed) -> tuple[tuple[Label, ...], Subject | None]:
    table = placed.table
    if kind == "row":
        row = placed.rows.get(line.id)
        labels: tuple[Label, ...] = (row.label,) if row and row.label else ()
        cell = row.cells[0] if row and row.cells else None
    else:
        labels = table.columns.get(line.id, ())
        cell = placed.cell(next(iter(placed.layout.addresses("*", line.id))))
    if cell is None or cell.state == ABSENT:
        return labels, None
    return labels, Subject("cell", cell.span, cell.address, {"raw": Text(cell.raw, cell.span)})


@frozen
class _Spellings:
    """
    How a label may be spelt: as the flow has it, by its letters alone, and what is met but wrong.
    """

    plain: frozenset[str]
    by_letters: Mapping[str, str]
    seen: frozenset[str]


@lru_cache(maxsize=1024)
def _spellings(name: Named) -> _Spellings:
    return _Spellings(
        name.accepted(),
        {_letters(each): each for each in (name.label, *name.also)},
        frozenset(_letters(each) for each in name.seen),
    )


@lru_cache(maxsize=64)
def _side(form: TableForm) -> frozenset[str]:
    return frozenset("".join(_letters(each.label) for each in form.groups))


def _difference(known: _Spellings, label: Label, side: frozenset[str], source: Source) -> _Difference | None:
    written, spellings = _without_side(label.written, side), known.by_letters
    words = _letters(written)
    if words in spellings:
        return None
    nearest = max(sorted(spellings), key=lambda each: _matcher(each, words).ratio())
    changes = [
        (first, last, begin, end)
        for tag, first, last, begin, end in _matcher(nearest, words).get_opcodes()
        if tag != "equal" and not side.issuperset(words[begin:end])
    ]
    if not changes:
        # Letters lost, or letters of the side header in between: an extraction does that, and copying loses numerals.
        whole = words in known.seen and nearest[1:] != words
        changes = [(0, len(nearest), 0, len(words))] if whole else []
    if not changes or _beginnings(written) > _beginnings(spellings[nearest]):
        return None
    where = _letter_places(words, label.span, source)
    if len(words) <= _SHORT or where is None:
        return _Difference(label.span, written, spellings[nearest])
    # Before the first change and behind the last one both have the same letters.
    before, behind = _around(spellings[nearest], changes[0][0], changes[-1][1])
    # Letters that were lost at its ends were not counted as changes.
    begin, end = max(0, changes[0][2] - before), min(len(words), changes[-1][3] + behind)
    first, last = changes[0][0] - before, changes[-1][1] + behind
    return _Difference(Span(where[begin], where[end - 1] + 1), words[begin:end], nearest[first:last])


def _without_side(written: str, side: frozenset[str]) -> str:
    """
    A label without what stands behind it of the side header, where a printed page has that between its lines.
    """
    *_, last = (0, *(each.start() for each in _BEGINS.finditer(written)))
    return written[:last] if last and side.issuperset(_letters(written[last:])) else written


def _beginnings(words: str) -> int:
    return sum(1 for _ in _BEGINS.finditer(words))


def _around(spelling: str, first: int, last: int) -> tuple[int, int]:
    """
    How many letters are quoted before and behind those between two places in the letters of a spelling.
    """
    length, marks = 0, [0]
    for char in plain(spelling):
        if char.isalnum():
            length += 1
        else:
            marks.append(length)
    marks.append(length)
    start = max(each for each in marks if each <= first)
    stop = min(each for each in marks if each >= last)
    if stop - start <= _PART:
        return first - start, stop - last
    return min(first, _BEFORE), min(length - last, _AFTER)


def _matcher(spelling: str, words: str) -> SequenceMatcher[str]:
    return SequenceMatcher(None, spelling, words, autojunk=False)


def _letters(words: str) -> str:
    return "".join(each for each in plain(words).translate(_CIRCLED) if each.isalnum())


def _letter_places(words: str, span: Span, source: Source) -> list[int] | None:
    """
    Where the letters of a label stand in the text; its own numbers may be in between.
    """
    places, at = [], span.start
    folded = fold(source.slice(span))
    for letter in words:
        at = folded.find(letter, at - span.start) + span.start
        if at < span.start:
            return None
        places.append(at)
        at += 1
    return places
