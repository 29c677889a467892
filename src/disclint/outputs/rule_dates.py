"""
Which rules have a basis in force on a day: a line each for people, data for programs.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from disclint.outputs import ink, jsontext, names
from disclint.outputs.view import View
from disclint.rules.dating import Dated, Standing

VERSION = 1


def text(rules: Sequence[Dated], day: date, view: View) -> Iterator[str]:
    """
    The rules with the bases that are in force, then those that have none.
    """
    standing = [each for each in rules if each.in_force is not False]
    widest = max((len(each.rule.id) for each in rules), default=0)
    for each in standing:
        bases = [_basis(one, view) for one in each.bases if one.in_force is not False]
        severity = names.severity(each.rule.severity_of("fail"), view)
        yield f"{severity}  {each.rule.id.ljust(widest)}  {view.pick('；', '; ').join(bases)}\n"
    for each in rules:
        if each.in_force is False:
            bases = [_basis(one, view) for one in each.bases]
            none = ink.paint(view.pick("无依据", "no basis"), ink.DIM, color=view.color)
            yield f"{none}  {each.rule.id.ljust(widest)}  {view.pick('；', '; ').join(bases)}\n"
    gone = len(rules) - len(standing)
    yield view.pick(
        f"\n{day}：{len(standing)} 条规则的依据有效或者日期不详，{gone} 条没有有效的依据。\n",
        f"\n{day}: {len(standing)} rules rest on something in force or of unknown date, {gone} do not.\n",
    )


def _basis(standing: Standing, view: View) -> str:
    source = standing.source
    number = f"({source.number})" if source.number else ""
    since, until = source.start or source.issued, source.until
    dates = "" if not (since or until) else f" [{since or '?'}–{until or ''}]"
    unknown = view.pick(" 日期不详", " date unknown") if standing.in_force is None else ""
    return f"{view.say(source.title)}{number}{dates}{unknown}"


def json(rules: Sequence[Dated], day: date, view: View) -> Iterator[str]:
    """
    One object, a rule a line; `in_force` is null where the dates do not tell.
    """
    data = {
        "version": VERSION,
        "as_of": day.isoformat(),
        "rules": [_data(each, view) for each in rules],
    }
    yield jsontext.spread(data, ascii_only=view.ascii_only) + "\n"


def _data(dated: Dated, view: View) -> dict[str, Any]:
    return {
        "id": dated.rule.id,
        "title": view.say(dated.rule.title),
        "in_force": dated.in_force,
        "bases": [
            {
                "ref": each.source.id,
                "title": view.say(each.source.title),
                "number": each.source.number,
                "issued": each.source.issued,
                "start": each.source.start,
                "until": each.source.until,
                "in_force": each.in_force,
            }
            for each in dated.bases
        ],
    }


RULE_DATES: dict[str, Callable[[Sequence[Dated], date, View], Iterator[str]]] = {"text": text, "json": json}
