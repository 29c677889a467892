"""
Reports as HTML: clean, with words split by spans, inside layout tables, in GB18030.
"""

from collections.abc import Callable
from html import escape
from random import Random

from bench.reports import chrome
from bench.reports.draft import Cell, Draft, Grid
from bench.reports.render_text import Rendered, Renderer

_FONT = '<span style="font-family: 仿宋">'


def html(draft: Draft, random: Random) -> Rendered:
    """
    Tables with rowspan and colspan, paragraphs in `p`.
    """
    return _page(_body(draft, random, _clean_text, _clean_cell), draft, "html", "utf-8")


def html_gb(draft: Draft, random: Random) -> Rendered:
    """
    The same in GB18030, declared as gb2312.
    """
    body = _body(draft, random, _clean_text, _clean_cell)
    return _page(body, draft, "html_gb", "gb18030", declared="gb2312")


def html_nested(draft: Draft, random: Random) -> Rendered:
    """
    What an office suite makes: `p` in `td`, spans inside words and numbers, &nbsp;.
    """
    body = _body(draft, random, _split_text, _nested_cell)
    return _page(body, draft, "html_nested", "utf-8")


def html_layout(draft: Draft, random: Random) -> Rendered:
    """
    A layout table around everything, `td`, `tr` and `p` never closed.
    """
    inside = _body(draft, random, _open_text, _open_cell)
    body = f'<table width="960" align="center"><tr><td valign="top">\n{inside}\n</table>'
    return _page(body, draft, "html_layout", "utf-8")


HTML_STYLES: dict[str, Renderer] = {
    "html": html,
    "html_nested": html_nested,
    "html_layout": html_layout,
    "html_gb": html_gb,
}


def _page(body: str, draft: Draft, style: str, encoding: str, declared: str = "") -> Rendered:
    title = escape(draft.facts.agency.name)
    text = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{declared or encoding}">'
        f"<title>{title}</title></head>\n<body>\n{body}\n</body></html>\n"
    )
    return Rendered(text.encode(encoding), ".html", style)


_Words = Callable[[str, Random], str]
_Celled = Callable[[Cell, Random], str]


def _body(draft: Draft, random: Random, words: _Words, celled: _Celled) -> str:
    parts = [f"<div>{escape(each)}</div>" for each in chrome.before(draft, random)]
    dated = False
    for paragraph in draft.paragraphs:
        if paragraph.kind != "title" and not dated:
            below = chrome.below_title(draft, random)
            parts += [f'<div class="info">{escape(each)}</div>' for each in below]
            dated = True
        if paragraph.kind == "table":
            parts.append(_table(draft.tables[paragraph.section], random, celled))
        elif paragraph.kind == "title":
            parts.append(f"<h1>{escape(paragraph.text)}</h1>")
        else:
            parts.append(words(paragraph.text, random))
    parts += [f"<div>{escape(each)}</div>" for each in chrome.after(draft, random)]
    return "\n".join(parts)


def _table(grid: Grid, random: Random, celled: _Celled) -> str:
    end = "" if celled is _open_cell else "</tr>"
    rows = ["<tr>" + "".join(celled(cell, random) for cell in row) + end for row in grid]
    return '<table border="1">\n' + "\n".join(rows) + "\n</table>"


def _clean_text(text: str, _random: Random) -> str:
    return f"<p>{escape(text)}</p>"


def _open_text(text: str, _random: Random) -> str:
    return f"<p>　　{escape(text)}"


def _split_text(text: str, random: Random) -> str:
    return f'<p style="text-indent: 2em">{_spans(text, random, 9)}</p>'


def _clean_cell(cell: Cell, _random: Random) -> str:
    return f"<td{_extent(cell)}>{escape(cell.text)}</td>"


def _open_cell(cell: Cell, _random: Random) -> str:
    return f"<td{_extent(cell)}>{escape(cell.text)}"


def _nested_cell(cell: Cell, random: Random) -> str:
    inside = _spans(cell.text, random, 4)
    if not cell.address and len(cell.text) > 3 and random.random() < 0.3:
        half = len(cell.text) // 2
        first, rest = (
            _spans(cell.text[:half], random, 4),
            _spans(cell.text[half:], random, 4),
        )
        inside = f"{first}<br>{rest}"
    pad = random.choice(("", "&nbsp;", "&nbsp;"))
    return f'<td{_extent(cell)}><p style="text-align: center">{pad}{inside}{pad}</p></td>'


def _extent(cell: Cell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return rows + columns


def _spans(text: str, random: Random, longest: int) -> str:
    """
    The text in nested spans of random lengths.
    """
    out, at = [], 0
    while at < len(text):
        size = random.randint(1, longest)
        piece = escape(text[at : at + size])
        out.append(f"{_FONT}<font>{piece}</font></span>" if random.random() < 0.5 else piece)
        at += size
    return "<span>" + "".join(out) + "</span>"
