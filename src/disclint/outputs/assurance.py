"""
The assurance map for people and for programs: which cells and numbers were checked against what, and which not.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclint.diagnostics import (
    ALONE,
    OPEN,
    REFUSED,
    TABLE,
    TEXT,
    UNCHECKED,
    Assurance,
    AssuredCell,
    AssuredNumber,
    Judgement,
)
from disclint.outputs import check_json, frame, ink, place
from disclint.outputs.view import View
from disclint.result import Result

_MARGIN = "  "
# A table that nobody looked at is told by its number.
_MOST = 12
_NUMBERS = (
    (TABLE, ("个已与表格核对", "compared with the tables")),
    (TEXT, ("个已与正文其他数字核对", "compared with other numbers of the text")),
    (OPEN, ("个缺少数据无法核对", "undecided for lack of data")),
    (ALONE, ("个只单独看过", "looked at alone")),
    (REFUSED, ("个不是全年总数、不作比较", "no totals of the year, not compared")),
    (UNCHECKED, ("个无规则覆盖", "covered by no rule")),
)
_LISTED = (
    (REFUSED, ("不作比较的数字", "not compared")),
    (OPEN, ("无法核对的数字", "undecided")),
    (ALONE, ("只单独看过的数字", "looked at alone")),
    (UNCHECKED, ("无规则覆盖的数字", "covered by no rule")),
)


def summary(assurance: Assurance, view: View) -> str:
    """
    One line: how many cells of each table and numbers of the text were checked.
    """
    tables = []
    for id in assurance.tables():
        cells = assurance.of_table(id)
        checked = sum(each.is_checked for each in cells)
        tables.append(f"{_table(id, view)} {checked}/{len(cells)}")
    said = view.pick("，", ", ").join(tables)
    told = view.pick(f"{said} 格已核对", f"{said} cells checked") if tables else ""
    return view.pick("；", "; ").join(each for each in (told, _numbers(assurance, view)) if each) + view.pick(
        "。", "."
    )


def _numbers(assurance: Assurance, view: View) -> str:
    total = len(assurance.numbers)
    if not total:
        return view.pick("正文没有数字", "the text has no numbers")
    counted = [(assurance.counted(checked), words) for checked, words in _NUMBERS]
    parts = [view.pick(f"{number} {words[0]}", f"{number} {words[1]}") for number, words in counted if number]
    listed = view.pick("，", ", ").join(parts)
    return view.pick(f"正文 {total} 个数字中 {listed}", f"of {total} numbers in the text {listed}")


def lines(result: Result, view: View) -> Iterator[str]:
    """
    The map of one file.
    """
    assurance = result.assured
    if assurance is None:
        return
    head = view.pick("核对情况", "what was checked")
    yield ink.paint(f"{head} {ink.named(result.path)}", ink.BOLD, color=view.color)
    yield _MARGIN + summary(assurance, view)
    for id in assurance.tables():
        yield from _cells(assurance.of_table(id), result, view)
    for checked, words in _LISTED:
        found = [each for each in assurance.numbers if each.checked == checked]
        if found:
            yield f"{_MARGIN}{view.pick(*words)}"
            yield from (f"{_MARGIN * 2}{_number(each, result, view)}" for each in found)


def _cells(cells: Sequence[AssuredCell], result: Result, view: View) -> Iterator[str]:
    left = [each for each in cells if not each.is_checked]
    if not left:
        return
    table = _table(cells[0].address.split("/", 1)[0], view)
    yield _MARGIN + view.pick(
        f"{table}没有与别处核对的格（{len(left)}）", f"{table}: cells compared with nothing ({len(left)})"
    )
    for each in left[:_MOST]:
        how = view.pick("缺少数据", "undecided") if each.checked == OPEN else ""
        yield f"{_MARGIN * 2}{_at(each, result, view)}{frame.visible(view.say(each.words))} {how}".rstrip()
    if len(left) > _MOST:
        more = len(left) - _MOST
        yield f"{_MARGIN * 2}" + view.pick(f"……另有 {more} 格", f"... and {more} more")


def _number(each: AssuredNumber, result: Result, view: View) -> str:
    why = "" if each.refused is None else f"  {view.say(each.refused)}"
    return f"{_at(each, result, view)}{frame.visible(each.text)}{_context(each, result)}{why}"


def _context(each: AssuredNumber, result: Result) -> str:
    source = result.source
    if source is None:
        return ""
    start = max(0, each.span.start - _MOST)
    near = "".join(source.text[start : each.span.end].replace("|", " ").split())
    return f"  …{frame.visible(near)}" if near != each.text else ""


def _at(each: AssuredCell | AssuredNumber, result: Result, view: View) -> str:
    if each.span is None:
        return ""
    return place.spot(result.locate(each.span), view).ljust(8) + " "


def _table(id: str, view: View) -> str:
    named = (each.tables[id].name for each in view.editions.values() if id in each.tables)
    found = next(named, None)
    return id if found is None else view.say(found)


def data(result: Result, view: View) -> Mapping[str, Any] | None:
    """
    The map as the machine-readable output has it; None if it was not asked for.
    """
    assurance = result.assured
    if assurance is None:
        return None
    return {
        "summary": summary(assurance, view),
        "tables": {
            id: {
                "cells": len(assurance.of_table(id)),
                "checked": sum(each.is_checked for each in assurance.of_table(id)),
            }
            for id in assurance.tables()
        },
        "text": {"numbers": len(assurance.numbers)}
        | {checked: assurance.counted(checked) for checked, _ in _NUMBERS},
        "cells": [_cell_data(each, result) for each in assurance.cells],
        "numbers": [_number_data(each, result, view) for each in assurance.numbers],
    }


def _cell_data(each: AssuredCell, result: Result) -> Mapping[str, Any]:
    return {
        "address": each.address,
        "location": None if each.span is None else check_json.location(result.locate(each.span)),
        "state": each.state,
        "raw": each.raw,
        "checked": each.checked,
        "rules": _rules(each.judgements),
    }


def _number_data(each: AssuredNumber, result: Result, view: View) -> Mapping[str, Any]:
    return {
        "text": each.text,
        "address": each.address,
        "location": check_json.location(result.locate(each.span)),
        "checked": each.checked,
        "claims": list(each.claims),
        "refused": None if each.refused is None else view.say(each.refused),
        "rules": _rules(each.judgements),
    }


def _rules(judgements: Sequence[Judgement]) -> list[Mapping[str, str]]:
    return [{"rule": each.rule, "verdict": each.outcome} for each in judgements]
