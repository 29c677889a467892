"""
What paragraph and character styles say that changes the text: numbers before it, and whether it is hidden.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from attrs import frozen

from disclint.readers.word.names import W, flag, number, value

_LONGEST_CHAIN = 20


@frozen
class Numbered:
    """
    A list and a level of it; each None where nothing is said.
    """

    list: str | None = None
    level: int | None = None


@frozen
class Style:
    """
    A style by itself, without what it is based on.
    """

    based_on: str | None
    numbered: Numbered | None
    is_hidden: bool | None


@frozen
class Styles:
    """
    The styles of a document by their ids, and the paragraph style that holds where none is named.
    """

    by_id: Mapping[str, Style]
    default: str | None = None

    def numbering(self, id: str | None) -> tuple[Numbered | None, str | None]:
        """
        The list of the nearest style in the chain that names one, and that style's id.
        """
        level = None
        for at, style in self._chain(id):
            if style.numbered is None:
                continue
            level = style.numbered.level if level is None else level
            if style.numbered.list is not None:
                return Numbered(style.numbered.list, level), at
        return None, None

    def hides(self, id: str | None) -> bool:
        """
        Whether text of the style is hidden.
        """
        return next((each.is_hidden for _, each in self._chain(id) if each.is_hidden is not None), False)

    def _chain(self, id: str | None) -> list[tuple[str, Style]]:
        found: list[tuple[str, Style]] = []
        while id is not None and id in self.by_id and len(found) < _LONGEST_CHAIN:
            found.append((id, self.by_id[id]))
            id = self.by_id[id].based_on
        return found


def read(root: Element | None) -> Styles:
    """
    The styles of `word/styles.xml`.
    """
    found: dict[str, Style] = {}
    default = None
    for each in () if root is None else root.findall(f"{W}style"):
        id = each.get(f"{W}styleId")
        if id is None:
            continue
        found[id] = Style(
            value(each.find(f"{W}basedOn")),
            numbered(each.find(f"{W}pPr")),
            flag(each.find(f"{W}rPr"), f"{W}vanish"),
        )
        is_default = each.get(f"{W}default") in ("1", "true", "on")
        if is_default and each.get(f"{W}type") == "paragraph":
            default = id
    return Styles(found, default)


def numbered(properties: Element | None) -> Numbered | None:
    """
    The list that paragraph properties name.
    """
    said = None if properties is None else properties.find(f"{W}numPr")
    if said is None:
        return None
    return Numbered(value(said.find(f"{W}numId")), number(said.find(f"{W}ilvl")))
