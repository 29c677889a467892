"""
The page written down, piece by piece: style, data, drawings, scripts.

The page may run its own scripts, which its policy knows by their digests, and nothing else.
"""

import base64
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from disclint import disk
from disclint.errors import UsageError, system_words
from disclint.outputs.dashboard.words import WORDS
from disclint.outputs.html.marking import plain
from disclint.outputs.html.style import STYLE
from disclint.outputs.view import View

_HERE = Path(__file__).parent
_LIBRARY = _HERE / "vendor" / "echarts.min.js"
# In this order: the later ones use the earlier ones.
_SCRIPTS = ("data.js", "making.js", "tables.js", "charts.js", "sections.js", "start.js")
# Number, path, and the drawing, compressed by zlib.
Drawn = tuple[int, str, bytes]


def write(made: Path, data: Mapping[str, Any], drawn: Iterable[Drawn], view: View, *, inside: bool) -> None:
    """
    Write the page to the file `made`, the drawings in it or as files in a folder beside it.

    Whoever opens the file while it is written finds the old page.  Raises UsageError if it cannot be written.
    """
    try:
        _write(made, data, drawn, view, inside=inside)
    except OSError as error:
        why = system_words(error)
        raise UsageError(
            f"the dashboard '{made}' cannot be written: {why['en']}",
            "name another file; what was audited is kept, and nothing is checked again",
            zh=(f"仪表盘“{made}”不能写出：{why['zh']}", "换一个文件名；审核的结果都在，不会重新检查"),
        ) from error


def beside(made: Path) -> Path:
    """
    The folder for drawings that are too many for the page `made`.
    """
    return made.with_name(f"{made.stem}-reports")


def _write(made: Path, data: Mapping[str, Any], drawn: Iterable[Drawn], view: View, *, inside: bool) -> None:
    made.parent.mkdir(parents=True, exist_ok=True)
    folder = beside(made)
    with disk.whole(made) as file:
        if not inside:
            _beside(folder, drawn, view)
        told = {**data, "beside": None if inside else f"{quote(os.fsencode(folder.name))}/"}
        for each in _pieces(told, drawn if inside else (), view):
            file.write(each.encode("utf-8", "replace"))


def _pieces(data: Mapping[str, Any], drawn: Iterable[Drawn], view: View) -> Iterator[str]:
    words = {name: view.pick(*both) for name, both in WORDS.items()}
    scripts = [_LIBRARY.read_text("utf-8"), _own()]
    policy = (
        f"default-src 'none'; script-src {' '.join(map(_digest, scripts))}; style-src 'unsafe-inline';"
        " img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    yield _head(words["title"], policy, view, (_HERE / "style.css").read_text("utf-8"))
    body = (_HERE / "page.html").read_text("utf-8")
    for name, said in words.items():
        body = body.replace(f"{{{{{name}}}}}", plain(said))
    yield body
    yield _island("words", words)
    yield _island("data", {**data, "lang": view.lang, "version": view.version})
    for id, _, page in drawn:
        yield f'<script type="text/plain" id="drawn-{id}">{base64.b64encode(page).decode()}</script>\n'
    for each in scripts:
        yield f"<script>{each}</script>\n"
    yield "</body>\n</html>\n"


def _head(title: str, policy: str, view: View, style: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{view.pick("zh-CN", "en")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{plain(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n"
    )


def _own() -> str:
    # One script, in which what a file declares is known to the others and to nobody else.
    parts = "\n".join((_HERE / each).read_text("utf-8") for each in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}'"


def _island(id: str, data: object) -> str:
    # No sign in it can end the element.
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{id}">{written}</script>\n'


def _beside(folder: Path, drawn: Iterable[Drawn], view: View) -> None:
    disk.refuse_link(folder)
    folder.mkdir(disk.PRIVATE_FOLDER, exist_ok=True)
    # Of an audit before; whatever else somebody put there stays.
    for each in folder.glob("*.html"):
        if each.stem.isdecimal():
            each.unlink()
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    for id, path, page in drawn:
        head = _head(path, policy, view)
        content = f"{head}<main>\n{zlib.decompress(page).decode()}\n</main>\n</body>\n</html>\n"
        disk.put(folder / f"{id}.html", content.encode("utf-8", "replace"), sync=False)
