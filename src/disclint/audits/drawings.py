"""
The reports of an audit as they are drawn with their marks, kept beside what came of them.

Nothing is judged again: a report is read once more, and what was found in it is put on it.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from disclint.audits.bench import Bench
from disclint.audits.plain import diagnostic, unpacked
from disclint.audits.state import State
from disclint.editions import Edition
from disclint.errors import UsageError
from disclint.outputs import html
from disclint.outputs.check_json import ordered
from disclint.outputs.view import View
from disclint.readers import Unreadable
from disclint.result import UNREADABLE, Result
from disclint.session import notices, reading

# Number, language, the first finding of each rule as JSON, and the drawing, compressed.
Row = tuple[int, str, str, bytes]
_CHANGED = (
    "文件在审核之后改动过，或者移走了，这里只列出当时的问题；请重新审核。",
    "The file has changed since, or is gone: only what was found then is listed.  Audit it again.",
)


def prefix(id: int) -> str:
    """
    What all ids in the drawing of a report begin with.
    """
    return f"r{id}"


def draw(bench: Bench, row: Mapping[str, Any], editions: Mapping[str, Edition], lang: str) -> Row:
    """
    The drawing of a report whose results are in `row`; one that has changed since, or is gone, is only listed.
    """
    result = _result(bench, row, lang)
    view = View(lang=lang, editions=editions)
    drawn = html.fragment(result, view, prefix(row["id"]))
    if result.source is None and result.status != UNREADABLE:
        drawn = f'<p class="note">{view.pick(*_CHANGED)}</p>{drawn}'
    firsts: dict[str, int] = {}
    for number, each in enumerate(ordered(result), 1):
        firsts.setdefault(each.rule, number)
    return row["id"], lang, json.dumps(firsts), zlib.compress(drawn.encode("utf-8", "replace"), 9)


def _result(bench: Bench, row: Mapping[str, Any], lang: str) -> Result:
    own = unpacked(row["judged"])["findings"]
    compared = unpacked(row["compared"])["findings"] if row["compared"] else []
    found = [diagnostic(each) for each in (*own, *compared)]
    counted = tuple(each for each in found if each.suppressed is None)
    suppressed = tuple(each for each in found if each.suppressed is not None)
    path, status, reason = row["path"], row["status"], row["reason"]
    bare = Result(path, status, None, None, counted, (), reason, lang, suppressed)
    if status == UNREADABLE:
        return bare
    try:
        content = reading.content(Path(path))
        if sha256(content).hexdigest() != row["digest"]:
            return bare
        parsed = reading.parse_bytes(content, path, bench.options(path).kit)
    except (UsageError, Unreadable):
        return bare
    source = parsed.source
    if source.remarks:
        # Findings about comments to disclint lie behind the text.
        source, _ = notices.with_remarks(source, source.remarks)
    return Result(path, status, parsed.report, source, counted, (), reason, lang, suppressed)


def keep(state: State, rows: Iterable[Row]) -> None:
    """
    Keep drawings until what came of their reports changes.
    """
    state.base.executemany("INSERT OR REPLACE INTO drawn VALUES (?, ?, ?, ?)", rows)
    state.base.commit()


def lacking(state: State, lang: str) -> Sequence[int]:
    """
    The numbers of the reports that have no drawing in a language.
    """
    rows = state.base.execute(
        "SELECT reports.id FROM reports LEFT JOIN drawn ON drawn.id = reports.id AND lang = ?"
        " WHERE run = ? AND NOT apart AND drawn.id IS NULL ORDER BY place",
        (lang, state.run),
    )
    return [id for (id,) in rows]


def size(state: State) -> int:
    """
    How many bytes all drawings of this run have, compressed.
    """
    query = (
        "SELECT ifnull(sum(length(page)), 0) FROM drawn JOIN reports USING (id) WHERE run = ? AND NOT apart"
    )
    return int(state.base.execute(query, (state.run,)).fetchone()[0])


def firsts(state: State) -> Mapping[int, str]:
    """
    By the number of each report, as JSON, which finding is the first of each rule.
    """
    query = "SELECT id, firsts FROM drawn JOIN reports USING (id) WHERE run = ? AND NOT apart"
    return dict(state.base.execute(query, (state.run,)))


def all_(state: State) -> Iterator[tuple[int, str, bytes]]:
    """
    Number, path and drawing of each report, in order.
    """
    yield from state.base.execute(
        "SELECT id, path, page FROM drawn JOIN reports USING (id) WHERE run = ? AND NOT apart ORDER BY place",
        (state.run,),
    )
