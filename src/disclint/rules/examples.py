"""
Examples as reports: the text of an example, its tables written out, its marks taken away.

Refuses to read or judge them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from disclint.editions import Block, Edition, TableForm
from disclint.errors import UsageError, did_you_mean, did_you_mean_zh
from disclint.rules.completing import completed
from disclint.rules.model import Example, Rule
from disclint.source import Span

_MARK = re.compile("[⟦⟧]")
_LINE = "line"

# What a cell without a value is written as; a table may be given one value for all others.
Cells = Mapping[str, Any]


@frozen
class Fragment:
    """
    The text of an example, and the places that were marked in it.
    """

    text: str
    marks: tuple[Span, ...]


def fragment(rule: Rule, example: Example, edition: Edition) -> Fragment:
    """
    The report that an example is; `edition` gives the labels of its tables.
    """
    written = example.text or ""
    _check(rule, edition, example)
    tables = {_of(key) for key in example.cells}
    for form in [each for each in edition.tables.values() if each.id in tables]:
        table = "\n".join(_table(form, _values(rule, form, example)))
        written = _inserted(written, edition, form, table)
    return unmarked(written)


def unmarked(text: str) -> Fragment:
    """
    The text without `⟦` and `⟧`, and what stood between them.
    """
    marks, opened = [], list[int]()
    for taken, found in enumerate(_MARK.finditer(text)):
        at = found.start() - taken
        if found.group() == "⟦":
            opened.append(at)
        elif opened:
            marks.append(Span(opened.pop(), at))
    return Fragment(_MARK.sub("", text), tuple(sorted(marks)))


def _of(key: str) -> str:
    return key.split("/", 1)[0]


def _check(rule: Rule, edition: Edition, example: Example) -> None:
    for key in example.cells:
        if _of(key) not in edition.tables:
            raise rule.error(
                f"example {example.name!r}: the form has no table {_of(key)!r}",
                did_you_mean(_of(key), list(edition.tables)),
                *_place(example),
                zh=(
                    f"例子“{example.name}”: 版式里没有名为“{_of(key)}”的表",
                    did_you_mean_zh(_of(key), list(edition.tables)),
                ),
            )


def _values(rule: Rule, form: TableForm, example: Example) -> dict[str, Any]:
    """
    What each cell holds, by address; cells that are not here are not written.
    """
    addresses = form.addresses()
    values: dict[str, Any] = {}
    if form.id in example.cells:
        values = dict.fromkeys(addresses, example.cells[form.id])
    for key, given in example.cells.items():
        row = [each for each in addresses if each.startswith(f"{key}/")]
        if key in addresses:
            values[key] = given
        elif row and isinstance(given, list) and len(given) == len(row):
            values.update(zip(row, given, strict=True))
        elif _of(key) == form.id and key != form.id:
            raise _unfit(rule, example, key, row, addresses)
    if not example.complete:
        return values
    whole = completed(form, values)
    if whole is None:
        raise rule.error(
            f"example {example.name!r}: no {form.id} table with these cells keeps the form's equations",
            "correct the cells, or take out `complete:`",
            *_place(example),
            zh=(
                f"例子“{example.name}”: 写出的这些格无论怎样补齐，{form.id} 表的勾稽关系都不能成立",
                "改正这些数，或者去掉 complete:",
            ),
        )
    return whole


def _unfit(rule: Rule, example: Example, key: str, row: list[str], addresses: tuple[str, ...]) -> UsageError:
    rows = sorted({each.rsplit("/", 1)[0] for each in addresses})
    remedy = f"give {len(row)} values" if row else did_you_mean(key, rows)
    problem = "has another number of cells" if row else "is no row of the form"
    zh = (
        (f"{key} 的格数不对", f"写 {len(row)} 个数")
        if row
        else (f"版式里没有 {key} 这一行", did_you_mean_zh(key, rows))
    )
    return rule.error(
        f"example {example.name!r}: {key} {problem}", remedy, *_place(example),
        zh=(f"例子“{example.name}”: {zh[0]}", zh[1]),
    )  # fmt: skip


def _place(example: Example) -> tuple[str | int, ...]:
    return ("examples", example.expect, example.index, "cells")


def _inserted(text: str, edition: Edition, form: TableForm, table: str) -> str:
    # Under its heading if there is one, and else before the heading of a later section.
    order = [each.id for each in edition.sections]
    section = edition.sections[order.index(form.section)]
    heading = f"{section.numeral}、{section.title}"
    lines = text.splitlines()
    later = [each.title for each in edition.sections[order.index(form.section) + 1 :]]
    end = next((at for at, line in enumerate(lines) if any(each in line for each in later)), len(lines))
    has_heading = any(section.title in line for line in lines[:end])
    new = [table] if has_heading else [heading, table]
    return "\n".join([*lines[:end], *new, *lines[end:], ""])


def _table(form: TableForm, values: Mapping[str, Any]) -> Iterator[str]:
    if form.layout == _LINE:
        yield from _line(form, values)
        return
    for note in form.notes:
        yield f"{note.label} | {' | '.join(each.label for each in form.header)} |"
    for block in form.blocks:
        yield from _block(form, block, values)


def _block(form: TableForm, block: Block, values: Mapping[str, Any]) -> Iterator[str]:
    if block.caption is not None:
        yield f"{block.caption.label} |"
    corner = [] if form.notes else [each.label for each in form.header]
    yield _joined([*corner, *(each.label for each in block.columns)])
    groups = {each.id: each.label for each in form.groups}
    opened = None
    for row in block.rows:
        addresses = [f"{form.id}/{row.id}/{each.id}" for each in block.columns]
        if not any(each in values for each in addresses):
            continue
        group = [groups[row.group]] if row.group in groups and row.group != opened else []
        opened = row.group
        yield _joined([*group, row.label, *(_cell(values.get(each)) for each in addresses)])


def _line(form: TableForm, values: Mapping[str, Any]) -> Iterator[str]:
    # One line of numbers under labels that repeat for each group.
    (block,) = form.blocks
    yield _joined([each.label for each in form.header])
    groups = {each.label for each in form.header}
    yield _joined([each.label for each in block.rows if each.label not in groups])
    yield _joined([each.label for _ in block.rows for each in block.columns])
    yield _joined([_cell(values.get(each)) for each in form.addresses()])


def _joined(cells: list[str]) -> str:
    return f"{' | '.join(cells)} |"


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
