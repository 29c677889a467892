"""
What the dashboard of an audit tells, as plain data: a row for each report, from which a page can count what it likes.

Refuses to count for the page: it filters, and all its numbers come from the same rows.
"""

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import define, field

from disclint import __version__
from disclint.audits import drawings
from disclint.audits.bench import Bench
from disclint.audits.plain import unpacked
from disclint.audits.roster import worded
from disclint.audits.state import State
from disclint.diagnostics import SEVERITIES
from disclint.facts.record import number_in
from disclint.outputs import dashboard, names
from disclint.outputs.view import View
from disclint.result import DECLINED, OK, UNREADABLE
from disclint.rules.model import Rule
from disclint.session import check

# Drawings of so many bytes fit into the page; more of them lie beside it.
_MOST_INSIDE = 48_000_000
_RECEIVED, _OVER, _DISPOSED = (
    f"requests/{row}/total" for row in ("new_received", "carried_over", "disposed_total")
)


@define
class _Names:
    """
    Words that rows name by their number.
    """

    known: dict[str, int] = field(factory=dict)

    def number(self, name: str) -> int:
        """
        The number of a name, its next if it is new.
        """
        return self.known.setdefault(name, len(self.known))


def write(bench: Bench, folder: Path, made: Path, lang: str, interrupted: bool) -> None:  # noqa: FBT001 - given by place
    """
    Write the dashboard of the audit in `folder` to the file `made`; the drawings lie in it, or in a folder beside it.
    """
    state = State(folder, reads=True)
    try:
        kit = check.kit_of(bench.options(""))
        rules = {each.id: each for each in kit.pack.rules}
        view = View(lang=lang, version=__version__, editions=kit.editions, rules=lambda: rules)
        inside = drawings.size(state) <= _MOST_INSIDE
        data = _data(state, view, rules) | {"interrupted": interrupted}
        dashboard.write(made, data, drawings.all_(state), view, inside=inside)
    finally:
        state.close()


def _data(state: State, view: View, rules: Mapping[str, Rule]) -> dict[str, Any]:
    ids, agencies = _Names(), _Names()
    firsts = drawings.firsts(state)
    paths: list[str] = []
    rows = []
    for each in state.results():
        paths.append(each["path"])
        rows.append(_row(each, json.loads(firsts.get(each["id"], "{}")), ids, agencies, view))
    shared = _shared(paths)
    for row, path in zip(rows, paths, strict=True):
        row[1] = path[len(shared) :]
    missing = [[agency, parent, year] for agency, parent, year, path, _ in state.agencies() if path is None]
    return {
        "folder": shared,
        "rules": [_rule(each, rules, view) for each in ids.known],
        "agencies": list(agencies.known),
        "reports": rows,
        "missing": missing,
    }


def _row(
    each: Mapping[str, Any], firsts: Mapping[str, int], ids: _Names, agencies: _Names, view: View
) -> list[Any]:
    own = unpacked(each["judged"])
    compared = unpacked(each["compared"])["findings"] if each["compared"] else []
    found = [one for one in (*own["findings"], *compared) if one["suppressed"] is None]
    counted = Counter((one["rule"], SEVERITIES.index(one["severity"])) for one in found)
    counts = [
        [ids.number(rule), severity, number, firsts.get(rule, 0)]
        for (rule, severity), number in counted.items()
    ]
    agency = each["matched"] or each["agency"]
    received, rate, sure = _figures(each, own)
    return [
        each["id"], each["path"], agencies.number(agency) if agency else -1, each["year"], each["status"],
        received, rate, sure, counts, _reason(each, own, view), worded(each["doubt"] or "", view.lang), each["matched"] is not None,
    ]  # fmt: skip


def _reason(each: Mapping[str, Any], own: Mapping[str, Any], view: View) -> str:
    if each["status"] == DECLINED:
        return names.declined(each["reason"], view)
    if each["status"] == UNREADABLE and own["findings"]:
        return view.say(own["findings"][0]["message"])
    return each["reason"] or ""


def _figures(
    each: Mapping[str, Any], own: Mapping[str, Any]
) -> tuple[int | None, float | None, float | None]:
    """
    Requests received, the share of all requests that was disposed of, and how sure the reading of the cells is.
    """
    if not each["record"] or each["status"] != OK:
        return None, None, None
    cells = unpacked(each["record"])["cells"]
    received, over, disposed = (
        None if (written := cells.get(address)) is None else number_in(written)
        for address in (_RECEIVED, _OVER, _DISPOSED)
    )
    all_ = None if received is None or over is None else received + over
    rate = round(float(disposed / all_), 4) if disposed is not None and all_ else None
    sure = [confidence for _, _, confidence in own.get("cells", {}).values()]
    mean = round((len(cells) - len(sure) + sum(sure)) / len(cells), 4) if cells else None
    return None if received is None else int(received), rate, mean


def _rule(id: str, rules: Mapping[str, Rule], view: View) -> Sequence[str]:
    rule = rules.get(id)
    return id, view.say(rule.title) if rule else view.pick(*names.PLAIN[id][0])


def _shared(paths: Sequence[str]) -> str:
    """
    The folder that all files lie in, with its slash; nothing if there is none.
    """
    try:
        folder = os.path.commonpath([os.path.dirname(each) for each in paths])  # noqa: PTH120 - not paths, but their text
    except ValueError:
        return ""
    return os.path.join(folder, "") if folder else ""  # noqa: PTH118
