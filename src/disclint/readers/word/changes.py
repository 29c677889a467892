"""
What an unfinished document still holds beside its text: tracked changes and comments.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from attrs import define, field

from disclint.readers.word.names import W
from disclint.source import Notice, Span

# Whose comments are our own, which `annotate` wrote: they are taken away by it, and are no remarks of an office.
OWN = "disclint"
_AUTHOR = f"{W}author"
_ID = f"{W}id"
_MOST_AUTHORS = 5
_LONGEST = 40


@define
class Changes:
    """
    What was met while reading, and where first.
    """

    counts: dict[str, int] = field(factory=dict)
    authors: dict[str, None] = field(factory=dict)
    first: Span | None = None
    comments: dict[str, Span] = field(factory=dict)
    _open: dict[str, int] = field(factory=dict)

    def changed(self, sort: str, element: Element, span: Span) -> None:
        """
        Take note of an insertion, a deletion or a move; `span` is what is left of it.
        """
        self.counts[sort] = self.counts.get(sort, 0) + 1
        self.authors.setdefault(element.get(_AUTHOR) or "", None)
        self.first = span if self.first is None else self.first

    def comment_begins(self, element: Element, at: int) -> None:
        """
        Take note of where the words begin that a comment is about.
        """
        self._open.setdefault(element.get(_ID) or "", at)

    def comment_ends(self, element: Element, at: int) -> None:
        """
        Take note of the words, or the place alone, that a comment is about.
        """
        id = element.get(_ID) or ""
        start = self._open.get(id, at)
        self.comments.setdefault(id, Span(min(start, at), at))

    def notices(self, formatted: int, comments: Mapping[str, str | None]) -> Iterator[Notice]:
        """
        What to tell; `formatted` is the number of tracked changes of format, `comments` what each says, None for our own.
        """
        if self.counts or formatted:
            counts = {each: self.counts.get(each, 0) for each in ("inserted", "deleted", "moved")}
            total = sum(counts.values()) + formatted
            authors = tuple(each for each in self.authors if each)[:_MOST_AUTHORS]
            values = {"count": total, "formatted": formatted, "authors": authors, **counts}
            # What is left of words that were deleted is empty, and somewhere all the same.
            yield Notice("tracked-changes", Span(0, 0) if self.first is None else self.first, values)
        left = {each: span for each, span in self.comments.items() if comments.get(each, "") is not None}
        if left:
            first = next((said for each in left if (said := comments.get(each))), "")
            shown = first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"
            yield Notice("comments", min(left.values()), {"count": len(left), "first": shown})


def comments(root: Element | None) -> dict[str, str | None]:
    """
    What each comment of `word/comments.xml` says, by its id; None for those that disclint wrote.
    """
    return {
        each.get(_ID) or "": None if each.get(_AUTHOR) == OWN else _said(each)
        for each in (() if root is None else root.findall(f"{W}comment"))
    }


def _said(comment: Element) -> str:
    return "".join(text.text or "" for text in comment.iter(f"{W}t"))
