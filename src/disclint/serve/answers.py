"""
What a page asks and what it is told, as plain data: the same for a server and for a worker in the browser.

    open(content, name, lang) → answer
    check({id, lang, edits, change?}) → answer
    download({id, lang, edits, kind}) → a file
    close({id})

An answer has the report drawn (`html`, escaped, without a script), its `text`, and `edits` with what they replaced. Offsets are code
points: those of `edits` count in the text as it was read, all others in the text as it is now.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from disclint import __version__
from disclint.editions import Edition
from disclint.outputs import checklist, html, place
from disclint.outputs.html.report import counts
from disclint.outputs.view import View
from disclint.result import LANGUAGES, Result
from disclint.rules.model import Rule
from disclint.serve import downloads, working
from disclint.serve.downloads import Download
from disclint.serve.papers import Paper, Papers
from disclint.source import Edit, Span

Answer = dict[str, Any]
_NO_RULES: Mapping[str, Rule] = {}


@frozen(eq=False)
class Answers:
    """
    Answers from what is open; `editions` are the forms whose labels are printed, `rules` those that outputs describe.
    """

    papers: Papers
    editions: Mapping[str, Edition]
    rules: Callable[[], Mapping[str, Rule]] = lambda: _NO_RULES

    def open(self, content: bytes, name: str, lang: str) -> Answer:
        """
        A file, opened.
        """
        began = time.perf_counter()
        paper = self.papers.opened(content, name, _language(lang))
        return self._answer(paper, (), paper.result, began)

    def check(self, asked: Mapping[str, Any]) -> Answer:
        """
        A report that is open, with `edits`, and then a `change` (`[start, end, text]`) of what came of them.

        Raises LookupError for a report that is no longer open, UsageError for changes that do not fit it.
        """
        began = time.perf_counter()
        paper, edits, lang = self._asked(asked)
        wanted = asked.get("change")
        result = self.papers.checked(paper, edits, lang)
        if wanted is not None:
            span, new = working.change(wanted, result)
            span = working.refilled(result, edits, span)
            edits = working.replaced(paper.source.text, edits, span, new)
            result = self.papers.checked(paper, edits, lang)
        return self._answer(paper, edits, result, began)

    def download(self, asked: Mapping[str, Any]) -> Download:
        """
        A file to keep: `kind` is one of those that an answer lists as `downloads`.  Raises as `check`.
        """
        paper, edits, lang = self._asked(asked)
        kind = str(asked.get("kind"))
        result = self.papers.checked(paper, edits, lang)
        as_read = self.papers.checked(paper, (), lang) if kind in downloads.OF_THE_FILE else result
        return downloads.made(kind, paper.content, as_read, self._view(lang))

    def close(self, asked: Mapping[str, Any]) -> None:
        """
        Forget a report.
        """
        self.papers.forget(asked.get("id"))

    def _asked(self, asked: Mapping[str, Any]) -> tuple[Paper, tuple[Edit, ...], str]:
        paper = self.papers.paper(asked.get("id"))
        return paper, working.given(asked.get("edits", []), paper.source), _language(asked.get("lang"))

    def _view(self, lang: str) -> View:
        return View(lang=lang, version=__version__, editions=self.editions, rules=self.rules)

    def _answer(self, paper: Paper, edits: Sequence[Edit], result: Result, began: float) -> Answer:
        view = self._view(result.lang)
        report = result.report
        return {
            "id": paper.id,
            "name": paper.name,
            "status": result.status,
            "agency": (report.agency or "") if report else "",
            "year": report.year if report else None,
            "media": paper.source.media if paper.result.source else "",
            "text": result.source.text if result.source else "",
            "html": html.fragment(result, view, placed=True),
            "counts": dict(counts(result)),
            "edits": [_told(each, paper.result, result, grown, view) for each, grown in _with_growth(edits)],
            "downloads": downloads.kinds(paper.content, paper.result),
            "milliseconds": round((time.perf_counter() - began) * 1000, 1),
        }


def _with_growth(edits: Sequence[Edit]) -> Sequence[tuple[Edit, int]]:
    found, grown = [], 0
    for each in edits:
        found.append((each, grown))
        grown += each.growth
    return found


def _told(edit: Edit, before: Result, after: Result, grown: int, view: View) -> Answer:
    now = Span(edit.span.start + grown, edit.span.start + grown + len(edit.text))
    text = before.source.text if before.source else ""
    cells = [each for table in after.report.tables for each in table.cells()] if after.report else []
    address = next((each.address for each in cells if each.span == now), "")
    trail = place.trail(after, address, view)
    if not trail and before.report and edit.span:
        # A cell that was emptied stands nowhere in particular now; people look for it where it was.
        cells = [each for table in before.report.tables for each in table.cells()]
        address = next((each.address for each in cells if each.span == edit.span), "")
        trail = place.trail(before, address, view)
    at = before.locate(edit.span)
    if at.line is not None:
        # Who reads a page drawn as a document has seen no lines.
        trail = trail or _section(edit.span, before, view)
    return {
        "start": edit.span.start,
        "end": edit.span.end,
        "text": edit.text,
        "was": text[edit.span.start : edit.span.end],
        "at": [now.start, now.end],
        "place": trail or checklist.spot(at, view),
    }


def _section(span: Span, result: Result, view: View) -> str:
    """
    The section that a stretch lies in, or begins in; empty outside of them.
    """
    sections = result.report.sections if result.report else ()
    found = next((each for each in sections if each.span.start <= span.start < each.span.end), None)
    return "" if found is None else place.trail(result, f"section:{found.id}", view)


def _language(asked: object) -> str:
    return asked if isinstance(asked, str) and asked in LANGUAGES else LANGUAGES[0]
