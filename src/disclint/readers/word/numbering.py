"""
The numbers that Word puts before paragraphs: 一、 and （一） stand in no text, only in `word/numbering.xml`.

Lists that share an abstract list go on counting together; a level begins again after a higher one.
"""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from attrs import evolve, field, frozen

from disclint.readers.word.names import W, flag, number, value
from disclint.readers.word.numerals import numeral
from disclint.readers.word.styles import Numbered, Styles, numbered
from disclint.readers.xmltree import whole

_LEVELS = 9
_SLOT = re.compile(r"%([1-9])")
_LOST = re.compile(r"(%[1-9])\?\Z")


@frozen
class Level:
    """
    A level of a list: `text` has `%1` for the number of the first level.

    `restart` is the level from 1 after which this one begins again, 0 for never, None for every higher one.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    is_legal: bool = False
    style: str | None = None


@frozen
class _List:
    """
    A list that paragraphs name: its abstract list, its own levels, and where it begins to count anew.
    """

    abstract: str
    levels: Mapping[int, Level] = field(factory=dict)
    starts: Mapping[int, int] = field(factory=dict)


@frozen
class Numbering:
    """
    The lists of a document; `counted` is where each stands, and changes as paragraphs are labelled.
    """

    styles: Styles
    lists: Mapping[str, _List] = field(factory=dict)
    abstract: Mapping[str, Mapping[int, Level]] = field(factory=dict)
    counted: dict[str, dict[int, int]] = field(factory=dict)
    begun: set[tuple[str, int]] = field(factory=set)

    def label(self, properties: Element | None) -> str:
        """
        What stands before the next paragraph, whose properties these are; nothing if it has no number.
        """
        chosen = self._chosen(properties)
        if chosen is None or chosen.list is None:
            return ""
        named = self.lists.get(chosen.list)
        at = min(max(0, chosen.level or 0), _LEVELS - 1)
        if named is None:
            return ""
        levels = dict(self.abstract.get(named.abstract, {})) | dict(named.levels)
        if at not in levels:
            return ""
        self._count(chosen.list, named, levels, at)
        return _written(levels, self.counted[named.abstract], at)

    def _chosen(self, properties: Element | None) -> Numbered | None:
        own = numbered(properties)
        if own is not None and own.list is not None:
            return own
        style = None if properties is None else value(properties.find(f"{W}pStyle"))
        found, at = self.styles.numbering(style or self.styles.default)
        if found is None or found.list is None:
            return None
        if own is not None and own.level is not None:
            return evolve(found, level=own.level)
        # A level that names the style says which level the style has.
        named = self.lists.get(found.list)
        levels = self.abstract.get(named.abstract, {}) if named else {}
        return evolve(found, level=next((id for id, each in levels.items() if each.style == at), found.level))

    def _count(self, id: str, named: _List, levels: Mapping[int, Level], at: int) -> None:
        counts = self.counted.setdefault(named.abstract, {})
        for level, start in named.starts.items():
            # The list's own start counts when its level is first reached.
            if level <= at and (id, level) not in self.begun:
                self.begun.add((id, level))
                counts[level] = start - 1
                if level < at:
                    counts[level] = start
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for level in [each for each in counts if each > at]:
            restart = levels[level].restart if level in levels else None
            if restart is None or at < restart:
                del counts[level]


def read(root: Element | None, styles: Styles) -> Numbering:
    """
    The lists of `word/numbering.xml`, nothing counted yet.
    """
    if root is None:
        return Numbering(styles)
    abstract: dict[str, Mapping[int, Level]] = {}
    linked: dict[str, str] = {}
    stands_for: dict[str, str] = {}
    for each in root.findall(f"{W}abstractNum"):
        id = each.get(f"{W}abstractNumId") or ""
        abstract[id] = _levels(each.findall(f"{W}lvl"))
        if (name := value(each.find(f"{W}styleLink"))) is not None:
            linked[name] = id
        if (name := value(each.find(f"{W}numStyleLink"))) is not None:
            stands_for[id] = name
    lists = {each.get(f"{W}numId") or "": _list(each) for each in root.findall(f"{W}num")}
    for id, named in lists.items():
        # A list may borrow the levels of a list style.
        style = stands_for.get(named.abstract)
        if style is not None and style in linked:
            lists[id] = evolve(named, abstract=linked[style])
    return Numbering(styles, lists, abstract)


def _list(element: Element) -> _List:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for each in element.findall(f"{W}lvlOverride"):
        levels |= _levels(each.findall(f"{W}lvl"))
        at = whole(each.get(f"{W}ilvl"))
        start = number(each.find(f"{W}startOverride"))
        if at is not None and start is not None:
            starts[at] = start
    return _List(value(element.find(f"{W}abstractNumId")) or "", levels, starts)


def _levels(elements: Iterable[Element]) -> dict[int, Level]:
    found = {}
    for each in elements:
        at = whole(each.get(f"{W}ilvl"))
        if at is None:
            continue
        start, format = number(each.find(f"{W}start")), value(_format(each))
        found[at] = Level(
            start=1 if start is None else start,
            format=format or "decimal",
            text=value(each.find(f"{W}lvlText")) or "",
            suffix=value(each.find(f"{W}suff")) or "tab",
            restart=number(each.find(f"{W}lvlRestart")),
            is_legal=flag(each, f"{W}isLgl") or False,
            style=value(each.find(f"{W}pStyle")),
        )
    return found


def _format(level: Element) -> Element | None:
    direct = level.find(f"{W}numFmt")
    # A format of a later Word stands in an alternative, with one that everybody knows to fall back on.
    return direct if direct is not None else next(reversed(list(level.iter(f"{W}numFmt"))), None)


def _written(levels: Mapping[int, Level], counts: Mapping[int, int], at: int) -> str:
    level = levels[at]
    if level.format == "bullet":
        return ""

    def slot(match: re.Match[str]) -> str:
        named = int(match[1]) - 1
        if named > at:
            return ""
        shown = levels.get(named, Level())
        format = "decimal" if level.is_legal else shown.format
        return numeral(format, counts.get(named, shown.start))

    # LibreOffice writes lists to RTF with a question mark in place of 、 after the numeral.
    text = _LOST.sub(r"\1、", level.text) if level.format.startswith("chinese") else level.text
    label = _SLOT.sub(slot, text).strip()
    # 1. and 2024年 must not become 1.2024年.
    return f"{label} " if label and level.suffix != "nothing" and label[-1].isascii() else label
