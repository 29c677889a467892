"""
The agency's own page with marks and a list beside it, as one file that runs and loads nothing.

Scripts, frames and what a page would fetch are left out; its words and its styles stay.  Marks of an earlier time make way
for the new ones.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

from attrs import frozen

from disclint.diagnostics import Diagnostic
from disclint.outputs import checklist
from disclint.outputs.annotated import words
from disclint.outputs.view import View
from disclint.readers import own
from disclint.result import Result
from disclint.source import Span

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
# Left out with all that is in them; of the others only the tags.
_DROPPED = frozenset(("script", "iframe", "frame", "object", "applet", "noframes", "template", "svg", "math"))
_UNTAGGED = frozenset(("base", "link", "meta", "embed", "frameset", "noscript", "portal", "plaintext", "xmp",
                      "noembed"))  # fmt: skip
# What stands in these is no text of the page.
_NO_MARKS = frozenset(("style", "title", "textarea", "option", "select"))
_VOID = frozenset(("base", "link", "meta", "embed", "frame"))
_LINKS = frozenset(("href", "xlink:href", "src", "srcset", "background", "poster", "action", "formaction", "data",
                    "cite", "longdesc", "ping", "codebase", "classid", "usemap", "manifest", "srcdoc"))  # fmt: skip
_HARMLESS = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)
_STYLE = """
.disclint-m{background:#fbdcd9!important;color:#1c1e21!important;border-bottom:2px solid #b3261e;text-decoration:none!important}
.disclint-warning{background:#ffedc2!important;border-color:#7a5200}.disclint-info{background:#d9edf9!important;border-color:#0b5a8a}
.disclint-m sup{font-size:.65em;line-height:0;font-weight:700}
.disclint-list{position:fixed;top:0;right:0;width:24rem;max-width:100%;max-height:100vh;overflow:auto;z-index:2147483647;
background:#fff;color:#1c1e21;border-left:1px solid #cfd4da;padding:.5rem .8rem;font:14px/1.6 system-ui,"Microsoft YaHei",sans-serif;
text-align:left;box-sizing:border-box}
.disclint-list summary{font-weight:700;cursor:pointer}
.disclint-list ol{margin:0;padding:0;list-style:none}
.disclint-list li{border-left:.3rem solid #b3261e;margin:.5rem 0;padding:.2rem .6rem;background:#f4f5f7;white-space:pre-line}
.disclint-list li.disclint-warning{border-color:#7a5200}.disclint-list li.disclint-info{border-color:#0b5a8a}
.disclint-list a{color:#0b5a8a}
.disclint-m:target,.disclint-list li:target{outline:3px solid #0b5a8a}
@media (min-width:60rem){body{padding-right:25rem!important}}
@media (max-width:59.9rem),print{.disclint-list{position:static;width:auto;max-height:none}}
"""


@frozen
class _Mark:
    """
    A stretch of the decoded file, and the finding that is about it.
    """

    first: int
    last: int
    number: int
    severity: str


def annotated(result: Result, view: View) -> str:
    """
    The page from which `result` was made, with its findings, in UTF-8.
    """
    source = result.source
    page = "" if source is None else source.text if source.file is None else source.file
    marks = []
    for number, each in enumerate(result.diagnostics, 1):
        if source is not None and each.span != Span(0, 0):
            marks.append(_Mark(*source.file_range(each.span), number, each.severity))
    rewriting = _Rewriting(page, marks)
    body = "".join(rewriting.pieces())
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style class="disclint-style">{_STYLE}</style>'
    )
    listed = _list(result.diagnostics, rewriting.drawn, view)
    # Before all that the page says but its kind, so that nothing of it comes first.
    return f"{rewriting.doctype}{head}{body}{listed}\n"


def _list(findings: Sequence[Diagnostic], drawn: frozenset[int] | set[int], view: View) -> str:
    items = []
    for number, each in enumerate(findings, 1):
        told = escape(checklist.printable("\n".join(words.lines(each, view))))
        name = f'<a href="#disclint-m{number}">{number}</a>' if number in drawn else str(number)
        items.append(f'<li id="disclint-f{number}" class="disclint-{each.severity}">{name}. {told}</li>')
    count = view.pick(f"disclint: {len(findings)} 个问题", f"disclint: {len(findings)} findings")
    return (
        f'<aside class="disclint-list" aria-label="disclint"><details open><summary>{count}</summary>'
        f"<ol>{''.join(items)}</ol></details></aside>"
    )


class _Rewriting(HTMLParser):
    """
    A page taken apart into tokens, each with the offset at which it begins, and put together again.
    """

    def __init__(self, page: str, marks: Sequence[_Mark]) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.marks = marks
        self.drawn: set[int] = set()
        self.doctype = "<!DOCTYPE html>"
        self._lines = [0, *(at + 1 for at, each in enumerate(page) if each == "\n")]
        # Offset, whether it is text of the page, and what is written for it; None is as it was.
        self._tokens: list[tuple[int, bool, str | None]] = []
        self._dropping: list[str] = []
        self._unmarked: list[str] = []
        self.feed(page)
        self.close()

    def pieces(self) -> Iterator[str]:
        """
        The page with its marks.
        """
        ends = [*(each[0] for each in self._tokens[1:]), len(self.page)]
        earlier = deque(own.stretches(self.page))
        waiting = deque(sorted(self.marks, key=lambda each: each.first))
        near: list[_Mark] = []
        for (start, is_text, written), end in zip(self._tokens, ends, strict=True):
            # A page has some ten thousand tokens, and few of its marks are at each.
            while waiting and waiting[0].first <= end:
                near.append(waiting.popleft())
            near = [each for each in near if each.last >= start]
            here = sorted(near, key=lambda each: each.number)
            empty = [each for each in here if each.first == each.last == start]
            if empty and start < end:
                yield self._marked("&#9647;", empty)
            while earlier and earlier[0][1] <= start:
                earlier.popleft()
            if earlier and earlier[0][0] <= start:
                continue
            if is_text:
                yield from self._text(start, end, here)
            else:
                yield checklist.printable(self.page[start:end] if written is None else written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """
        A tag without what it would run or load.
        """
        if tag in _DROPPED and tag not in _VOID:
            self._dropping.append(tag)
        if tag in _NO_MARKS:
            self._unmarked.append(tag)
        self._add("" if self._dropping or tag in _DROPPED | _UNTAGGED else _tag(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """
        A tag that closes itself.
        """
        self._add("" if self._dropping or tag in _DROPPED | _UNTAGGED else _tag(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        """
        The end of an element.
        """
        for waiting in (self._dropping, self._unmarked):
            if tag in waiting:
                del waiting[waiting.index(tag) :]
                if waiting is self._dropping:
                    self._add("")
                    return
        self._add("" if self._dropping or tag in _DROPPED | _UNTAGGED else f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """
        Words, if it is a place for words.
        """
        if self._dropping:
            self._add("")
        elif self._unmarked:
            self._add(_style(data) if self._unmarked[-1] == "style" else escape(data, quote=False))
        else:
            self._add(None, is_text=True)

    def handle_entityref(self, name: str) -> None:
        """
        A character by its name: words like others.
        """
        self._reference(name)

    def handle_charref(self, name: str) -> None:
        """
        A character by its number.
        """
        self._reference(name)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - left out
        """
        Comments are left out: some browsers read pages in them.
        """
        self._add("")

    def handle_decl(self, decl: str) -> None:
        """
        The kind of the page decides how it looks.
        """
        if decl.lower().startswith("doctype") and len(decl) < 300 and decl.isprintable():
            self.doctype = f"<!{decl.replace('<', '').replace('>', '')}>"
        self._add("")

    def handle_pi(self, data: str) -> None:  # noqa: ARG002 - left out
        """
        Instructions to others.
        """
        self._add("")

    def unknown_decl(self, data: str) -> None:  # noqa: ARG002 - left out
        """
        What no browser shows.
        """
        self._add("")

    def _reference(self, name: str) -> None:  # noqa: ARG002 - it stays as it is written
        if self._dropping:
            self._add("")
        else:
            self._add(None, is_text=not self._unmarked)

    def _add(self, written: str | None, *, is_text: bool = False) -> None:
        line, column = self.getpos()
        at = min(self._lines[line - 1] + column, len(self.page))
        self._tokens.append((at, is_text, written))

    def _text(self, start: int, end: int, near: Sequence[_Mark]) -> Iterator[str]:
        stops = {start, end}
        for each in near:
            stops |= {at for at in (each.first, each.last) if start < at < end}
        # A reference to a character is not cut.
        edges = sorted(stops) if not self.page.startswith("&", start) else [start, end]
        for first, last in pairwise(edges):
            empty = [each for each in near if each.first == each.last == first]
            if empty and first > start:
                yield self._marked("&#9647;", empty)
            active = [each for each in near if each.first < last and first < each.last]
            shown = checklist.printable(self.page[first:last]).replace("<", "&lt;")
            yield self._marked(shown, active) if active and shown.strip() else shown

    def _marked(self, inner: str, marks: Sequence[_Mark]) -> str:
        first = min(marks, key=lambda each: ("error", "warning", "info").index(each.severity))
        anchors = "".join(
            f'<span id="disclint-m{each.number}"></span>'
            for each in marks
            if each.number not in self.drawn and each is not first
        )
        id = "" if first.number in self.drawn else f' id="disclint-m{first.number}"'
        self.drawn |= {each.number for each in marks}
        numbers = ",".join(str(each.number) for each in marks)
        # A link in a link of the page would end that one.
        return (
            f'{anchors}<mark class="disclint-m disclint-{first.severity}"{id} title="disclint {numbers}">{inner}'
            f"<sup>{numbers}</sup></mark>"
        )


def _style(data: str) -> str:
    # A style sheet needs no `<`; a browser may take one for a tag where we do not.
    return data.replace("<!--", "").replace("-->", "").replace("<", "\\3c ")


def _tag(tag: str, attributes: Sequence[tuple[str, str | None]]) -> str:
    kept = [(name, value) for name, value in attributes if _is_kept(tag, name, value or "")]
    if tag == "img" and not any(name == "src" for name, _ in kept):
        # The frame of a picture that is not loaded hides what is beside it.
        return ""
    written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept)
    return f"<{tag}{written}>"


def _is_kept(tag: str, name: str, value: str) -> bool:
    if name.startswith("on") or not re.fullmatch(r"[a-z_][a-z0-9_.:-]*", name):
        return False
    if name in _LINKS:
        plain = value.strip()
        fits = _PICTURE if tag == "img" and name == "src" else _HARMLESS
        return (
            (name in ("src", "href")) and fits.match(plain) is not None and (name == "src") == (tag == "img")
        )
    return not name.startswith("disclint")
