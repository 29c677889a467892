"""
A part of a Word document as a tree that knows where each element stands in the part's bytes, and what is put into these.

Nothing is written anew: whatever no edit touches stays byte for byte as it was.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element
from xml.parsers import expat
from xml.sax.saxutils import escape

from attrs import define, field, frozen

from disclint.readers import xmltree
from disclint.readers.unreadable import Unreadable
from disclint.readers.word.inline import TEXT

_SEPARATOR = "}"
_START_TAG = re.compile(rb"""<([^\s/>]+)[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
_CLOSED = b"/>"
# What the text of an element is written as; comments and instructions have no part in it.
_CONTENT = re.compile(
    rb"(?P<plain>[^<&]+)|(?P<reference>&[^;]*;)|<!\[CDATA\[(?P<section>.*?)\]\]>|<!--.*?-->|<\?.*?\?>",
    re.DOTALL,
)
# A line end of two characters is read as one.
_LINES = re.compile(rb"[^\r]+|\r\n?")
# Prefix for elements of a part whose own names have none, or one that means something else in places.
_PREFIX = "w"


@frozen
class Opening:
    """
    A place where something may be put in: bytes from `start` to `end` make way for `before`, what is put in, and `after`.
    """

    start: int
    end: int
    before: bytes = b""
    after: bytes = b""


@define(eq=False)
class Part:
    """
    What a part holds; offsets count bytes of its text in UTF-8, in whatever encoding it came.
    """

    root: Element
    # The namespace of the root as the part writes it, which is another one in the strict form of the standard.
    namespace: str
    parents: Mapping[Element, Element] = field(repr=False)
    _bytes: bytes = field(repr=False)
    _mark: bytes
    _encoding: str
    _places: Mapping[Element, tuple[int, int]] = field(repr=False)
    _prefixes: Mapping[str, set[str]] = field(repr=False)
    _edits: list[tuple[int, bool, int, int, bytes]] = field(factory=list, repr=False)

    def naming(self, *, qualified: bool) -> tuple[str, str]:
        """
        What begins the names of elements like the root, anywhere in the part, and what has to declare it, if anything.

        Names of attributes can begin with it where they are `qualified`.
        """
        usable = (each for each, meant in self._prefixes.items() if meant == {self.namespace})
        found = next((each for each in usable if each or not qualified), None)
        if found is not None:
            return (f"{found}:" if found else ""), ""
        if qualified:
            return f"{_PREFIX}:", f' xmlns:{_PREFIX}="{self.namespace}"'
        return "", f' xmlns="{self.namespace}"'

    def before(self, element: Element) -> Opening:
        """
        The place in front of an element.
        """
        start = self._places[element][0]
        return Opening(start, start)

    def behind(self, element: Element) -> Opening:
        """
        The place behind an element.
        """
        end = self.end(element)
        return Opening(end, end)

    def within(self, element: Element) -> Opening:
        """
        The place behind all that an element holds.
        """
        tag = self._tag(element)
        if tag.group().endswith(_CLOSED):
            return Opening(tag.end() - len(_CLOSED), tag.end(), b">", b"</" + tag.group(1) + b">")
        close = self._places[element][1]
        return Opening(close, close)

    def first_within(self, element: Element) -> Opening:
        """
        The place in front of all that an element holds.
        """
        tag = self._tag(element)
        return self.within(element) if tag.group().endswith(_CLOSED) else Opening(tag.end(), tag.end())

    def end(self, element: Element) -> int:
        """
        Where an element ends.
        """
        tag = self._tag(element)
        if tag.group().endswith(_CLOSED):
            return tag.end()
        return self._bytes.index(b">", self._places[element][1]) + 1

    def start_tag(self, element: Element) -> bytes:
        """
        The tag that begins an element.
        """
        return self._tag(element).group()

    def end_tag(self, element: Element) -> bytes:
        """
        The tag that ends an element which holds something.
        """
        return b"</" + self._tag(element).group(1) + b">"

    def raw(self, element: Element) -> bytes:
        """
        An element as it is written.
        """
        return self._bytes[self._places[element][0] : self.end(element)]

    def character(self, element: Element, index: int) -> tuple[int, bool]:
        """
        Where a character of the text of a `w:t` is, and whether it stands in a CDATA section.
        """
        at, left = self._tag(element).end(), index
        for token in _CONTENT.finditer(self._bytes, at, self._places[element][1]):
            if token.lastgroup is None:
                continue
            if token.lastgroup == "reference":
                at, left = token.end(), left - 1
            else:
                at, left = _advanced(self._bytes, *token.span(token.lastgroup), left)
            if not left and token.lastgroup == "section" and at < token.end("section"):
                return at, True
            if not left:
                return max(at, token.end() if token.lastgroup == "section" else 0), False
        return at, False

    def put(self, opening: Opening, content: str) -> None:
        """
        Put something into a place; what is put there later follows it.
        """
        self._edit(opening.start, opening.end, opening.before + content.encode() + opening.after)

    def begin_otherwise(self, element: Element, tag: bytes) -> None:
        """
        Begin an element with another tag.
        """
        found = self._tag(element)
        self._edit(found.start(), found.end(), tag)

    def remove(self, element: Element) -> None:
        """
        Take an element away.
        """
        self._edit(self._places[element][0], self.end(element), b"")

    def written(self) -> bytes:
        """
        The part with all edits, in its own encoding.
        """
        kept, at = [], 0
        for start, _, _, end, content in sorted(self._edits):
            # What lies in something that was taken away has gone with it.
            if start >= at:
                kept += [self._bytes[at:start], content]
                at = end
        text = b"".join((*kept, self._bytes[at:]))
        return self._mark + (text if self._encoding == "utf-8" else text.decode().encode(self._encoding))

    def _edit(self, start: int, end: int, content: bytes) -> None:
        # In front of what begins at the same place comes what is only put in, in the order in which it was.
        self._edits.append((start, end > start, len(self._edits), end, content))

    def _tag(self, element: Element) -> re.Match[bytes]:
        found = _START_TAG.match(self._bytes, self._places[element][0])
        if found is None:
            raise Unreadable.of("damaged")
        return found


def _advanced(content: bytes, start: int, end: int, count: int) -> tuple[int, int]:
    """
    Where one is `count` characters behind the start of a stretch, or at its end, and how many are left.
    """
    for line in _LINES.finditer(content, start, end):
        shown = "\n" if line.group()[:1] == b"\r" else line.group().decode()
        if len(shown) > count:
            return line.start() + len(shown[:count].encode()), 0
        count -= len(shown)
    return end, count


def quoted(value: str) -> str:
    """
    A value as it stands in an attribute, between the quotes.
    """
    return escape(value, {'"': "&quot;"})


def parsed(data: bytes) -> Part:
    """
    A part.  Raises Unreadable as `xmltree.parse`.
    """
    text, mark, encoding = xmltree.decoded(data)
    reading = _Reading(text.encode())
    root = reading.root()
    namespace = next(iter(reading.names)).rpartition(_SEPARATOR)[0]
    return Part(
        root, namespace, reading.parents, reading.bytes, mark, encoding, reading.places, reading.prefixes
    )


@define(eq=False)
class _Reading:
    """
    A part while it is read.
    """

    bytes: bytes
    parents: dict[Element, Element] = field(factory=dict)
    places: dict[Element, tuple[int, int]] = field(factory=dict)
    # What the prefixes mean that the root declares, everywhere in the part.
    prefixes: dict[str, set[str]] = field(factory=dict)
    # Names as expat tells them, and as everybody else writes them.
    names: dict[str, str] = field(factory=dict)
    _open: list[tuple[Element, int, list[str]]] = field(factory=list)

    def root(self) -> Element:
        """
        Read it; the root element.
        """
        # An encoding that is given goes before one that the part declares.
        parser = expat.ParserCreate("utf-8", _SEPARATOR)
        parser.StartNamespaceDeclHandler = self._declared
        parser.StartElementHandler = lambda name, given: self._begun(name, given, parser.CurrentByteIndex)
        parser.EndElementHandler = lambda _: self._ended(parser.CurrentByteIndex)
        parser.CharacterDataHandler = self._said
        try:
            parser.Parse(self.bytes, True)  # noqa: FBT003 - its signature
        except (expat.ExpatError, ValueError) as error:
            raise Unreadable.of("damaged") from error
        return next(iter(self.places))

    def _declared(self, prefix: str | None, namespace: str | None) -> None:
        name = prefix or ""
        if not self.names:
            self.prefixes[name] = {namespace or ""}
        elif name in self.prefixes:
            self.prefixes[name].add(namespace or "")

    def _begun(self, name: str, given: Mapping[str, str], at: int) -> None:
        element = Element(self._name(name), {self._name(key): value for key, value in given.items()})
        if self._open:
            parent, _, _ = self._open[-1]
            parent.append(element)
            self.parents[element] = parent
        self._open.append((element, at, []))
        self.places[element] = (at, at)

    def _ended(self, at: int) -> None:
        element, start, words = self._open.pop()
        self.places[element] = (start, at)
        if words:
            element.text = "".join(words)

    def _said(self, shown: str) -> None:
        element, _, words = self._open[-1]
        # What stands behind an element in it, where none belongs, is not its text.
        if element.tag == TEXT and not len(element):
            words.append(shown)

    def _name(self, name: str) -> str:
        found = self.names.get(name)
        if found is None:
            space, separator, local = xmltree.transitional(name).rpartition(_SEPARATOR)
            found = self.names[name] = f"{{{space}}}{local}" if separator else local
        return found
