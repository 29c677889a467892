"""
The words of a paragraph as they read once all changes are accepted.

Left out are deleted and moved-away words, codes of fields, hidden words, notes, and the second writing of what
old programs do not know.  Text boxes stand behind the paragraph that they hang on.
"""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from attrs import define, field

from disclint.readers.unreadable import Unreadable
from disclint.readers.word import objects
from disclint.readers.word.changes import Changes
from disclint.readers.word.names import MATH, MC, W, flag, value
from disclint.readers.word.page import Block, Page
from disclint.readers.word.styles import Styles
from disclint.source import Gap, Span

TEXT, RUN_PROPERTIES, ALTERNATIVES = f"{W}t", f"{W}rPr", f"{MC}AlternateContent"
INSERTED: Mapping[str, str] = {f"{W}ins": "inserted", f"{W}moveTo": "moved"}
# What was moved is counted where it went.
GONE: Mapping[str, str] = {f"{W}del": "deleted", f"{W}moveFrom": ""}
_UNSEEN_NAMES = (
    "pPr rPr sdtPr sdtEndPr tblPr trPr tcPr tblGrid sectPr instrText delText delInstrText rt rubyPr"
    " smartTagPr customXmlPr altChunk"
)
UNSEEN = frozenset(f"{W}{each}" for each in _UNSEEN_NAMES.split()) | {f"{MATH}ctrlPr", f"{MATH}rPr"}
# What a symbol of a picture font looks like; of others it is only known that something is there.
_SYMBOLS = {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x76: "❖", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
            0xD8: "➢", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑"}  # fmt: skip
_SOME_SYMBOL = "•"
_PRIVATE, _SURROGATE, _LAST = range(0xE000, 0xF900), range(0xD800, 0xE000), 0xFFFD
_DEEPEST = 40


@define
class Inline:
    """
    Reads paragraphs: `origins` has where each `w:t` begins among the characters of all of them.

    `at` is behind the last character read; `has_pictures` whether any was met, `pictures` where large ones stand, `gaps`
    where something that was not read does.
    """

    origins: Mapping[Element, int]
    styles: Styles
    page: Page = field(factory=Page)
    changes: Changes = field(factory=Changes)
    at: int = 0
    has_pictures: bool = False
    pictures: list[int] = field(factory=list)
    gaps: list[Gap] = field(factory=list)
    _depth: int = 0
    # The fields of the paragraph that are open, true while in their code; the text boxes that hang on it.
    _codes: list[bool] = field(factory=list)
    _boxes: list[Element] = field(factory=list)
    _handlers: Mapping[str, Callable[[Element, Block], None]] = field(init=False)

    @_handlers.default
    def _handled(self) -> Mapping[str, Callable[[Element, Block], None]]:
        return {
            f"{W}r": self._run,
            TEXT: self._text,
            f"{W}tab": self._tab,
            f"{W}ptab": self._tab,
            f"{W}br": self._break,
            f"{W}cr": self._break,
            f"{W}noBreakHyphen": self._hyphen,
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field,
            f"{W}drawing": self._picture,
            f"{W}pict": self._picture,
            f"{W}object": self._object,
            f"{W}txbxContent": self._box,
            f"{MATH}t": self._formula,
            ALTERNATIVES: self._alternatives,
            **dict.fromkeys(INSERTED, self._inserted),
            **dict.fromkeys(GONE, self._gone),
            f"{W}commentRangeStart": self._comment_begins,
            f"{W}commentRangeEnd": self._comment_ends,
            f"{W}commentReference": self._comment_ends,
        }

    def words(self, paragraph: Element, block: Block) -> list[Element]:
        """
        Write the words of a paragraph; its text boxes.  Raises Unreadable for nesting that nobody writes.
        """
        self._codes, self._boxes = [], []
        self._inside(paragraph, block)
        return self._boxes

    def span(self, start: int) -> Span:
        """
        What was written since the text was `start` long.
        """
        return Span(min(start, self.page.length), self.page.length)

    def _inside(self, parent: Element, block: Block) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable.of("damaged")
        for each in parent:
            handle = self._handlers.get(each.tag)
            if handle is not None:
                handle(each, block)
            elif len(each) and each.tag not in UNSEEN:
                self._inside(each, block)
        self._depth -= 1

    def _run(self, run: Element, block: Block) -> None:
        properties = run.find(RUN_PROPERTIES)
        if properties is None or not self._hidden(properties):
            self._inside(run, block)

    def _hidden(self, properties: Element) -> bool:
        own = flag(properties, f"{W}vanish")
        if own is not None:
            return own
        style = properties.find(f"{W}rStyle")
        return style is not None and self.styles.hides(value(style))

    def _text(self, element: Element, block: Block) -> None:
        shown = element.text or ""
        start = self.origins[element]
        self.at = start + len(shown)
        if shown and not any(self._codes):
            self.page.write(block, shown, start, len(shown))

    def _put(self, block: Block, shown: str) -> None:
        if not any(self._codes):
            self.page.write(block, shown, self.at, 0)

    def _tab(self, _element: Element, block: Block) -> None:
        if not any(self._codes):
            self.page.tab(block, self.at)

    def _break(self, element: Element, block: Block) -> None:
        # A page that is broken ends a paragraph, too.
        if element.get(f"{W}type") in (None, "textWrapping"):
            self.page.break_line(block, self.at)
        else:
            self.page.end_line(block, self.at)

    def _hyphen(self, _element: Element, block: Block) -> None:
        self._put(block, "-")

    def _formula(self, element: Element, block: Block) -> None:
        self._put(block, element.text or "")

    def _symbol(self, element: Element, block: Block) -> None:
        try:
            code = int(element.get(f"{W}char") or "", 16)
        except ValueError:
            return
        if code in _PRIVATE:
            self._put(block, _SYMBOLS.get(code & 0xFF, _SOME_SYMBOL))
        elif ord(" ") < code <= _LAST and code not in _SURROGATE:
            self._put(block, chr(code))

    def _field(self, element: Element, _block: Block) -> None:
        sort = element.get(f"{W}fldCharType")
        if sort == "begin":
            self._codes.append(True)
        elif sort == "separate" and self._codes:
            self._codes[-1] = False
        elif sort == "end" and self._codes:
            self._codes.pop()

    def _picture(self, element: Element, block: Block) -> None:
        self.has_pictures = True
        if objects.is_large_picture(element):
            self.pictures.append(self.page.length)
        self._inside(element, block)

    def _object(self, element: Element, block: Block) -> None:
        if objects.holds_a_document(element):
            self.gaps.append(Gap(self.page.length, objects.OBJECT, cuts=False))
        self._picture(element, block)

    def _box(self, element: Element, _block: Block) -> None:
        self._boxes.append(element)

    def _alternatives(self, element: Element, block: Block) -> None:
        self._inside(chosen(element), block)

    def _inserted(self, element: Element, block: Block) -> None:
        start = self.page.length
        self._inside(element, block)
        self.changes.changed(INSERTED[element.tag], element, self.span(start))

    def _gone(self, element: Element, _block: Block) -> None:
        if sort := GONE[element.tag]:
            self.changes.changed(sort, element, self.span(self.page.length))

    def _comment_begins(self, element: Element, _block: Block) -> None:
        self.changes.comment_begins(element, self.page.length)

    def _comment_ends(self, element: Element, _block: Block) -> None:
        self.changes.comment_ends(element, self.page.length)


def chosen(alternatives: Element) -> Element:
    """
    The first alternative: what follows is the same for programs that do not know it.
    """
    first = alternatives.find(f"{MC}Choice")
    if first is None:
        first = alternatives.find(f"{MC}Fallback")
    return alternatives if first is None else first
