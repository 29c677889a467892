"""
The sheets of a workbook that are shown, with the words and formats that their cells refer to.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from attrs import frozen

from disclint.readers import archive, relations, xmltree
from disclint.readers.archive import Archive
from disclint.readers.unreadable import Unreadable
from disclint.readers.workbook import numbers

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "xl/workbook.xml"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ON = frozenset(("1", "true"))
# All that the sheets of a report say together is a fraction of this, which one sheet alone may have.
_MOST_BYTES = archive.LARGEST_MEMBER


@frozen
class Look:
    """
    What a cell style says: how numbers are shown, and whether there is a line around the cell.
    """

    format: str | None = None
    is_framed: bool = False


@frozen
class Book:
    """
    The sheets by their names in order, each with its root; `strings` and `looks` as cells count them.
    """

    sheets: tuple[tuple[str, Element], ...]
    strings: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    since_1904: bool = False


def opened(data: bytes) -> Book:
    """
    The workbook in the bytes of an .xlsx file.  Raises Unreadable.
    """
    file = archive.opened(data)
    main = relations.by_type(file, "").get("officedocument", _MAIN)
    content = file.read(main)
    if content is None:
        raise Unreadable.of("damaged")
    root = xmltree.parse(content)
    beside = relations.by_type(file, main)
    properties = root.find(f"{S}workbookPr")
    return Book(
        tuple(_sheets(file, main, root)),
        tuple(_strings(_part(file, beside.get("sharedstrings")))),
        tuple(_looks(_part(file, beside.get("styles")))),
        properties is not None and properties.get("date1904") in _ON,
    )


def words(element: Element | None) -> str:
    """
    The words of a string item; how they are read aloud is left out.
    """
    if element is None:
        return ""
    runs = [each for each in element if each.tag in (f"{S}t", f"{S}r")]
    texts = [each if each.tag == f"{S}t" else each.find(f"{S}t") for each in runs]
    written = "".join(each.text or "" for each in texts if each is not None)
    return _ESCAPED.sub(_character, written) if "_x" in written else written


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code < 0xE000 else chr(code)


def _part(file: Archive, name: str | None) -> Element | None:
    content = None if name is None else file.read(name)
    return None if content is None else xmltree.parse(content)


def _sheets(file: Archive, main: str, root: Element) -> Iterator[tuple[str, Element]]:
    targets = relations.by_id(file, main)
    left, seen = _MOST_BYTES, set[str]()
    for each in root.iter(f"{S}sheet"):
        sort, target = targets.get(each.get(f"{_R}id") or "", ("", ""))
        if each.get("state", "visible") != "visible" or sort != "worksheet" or target in seen:
            continue
        seen.add(target)
        content = file.read(target)
        if content is None:
            continue
        left -= len(content)
        if left < 0:
            raise Unreadable.of("oversized")
        yield each.get("name") or target.rpartition("/")[2], xmltree.parse(content)


def _strings(root: Element | None) -> Iterator[str]:
    return (words(each) for each in (() if root is None else root.findall(f"{S}si")))


def _looks(root: Element | None) -> Iterator[Look]:
    if root is None:
        return
    declared: Mapping[int, str] = {
        id: each.get("formatCode") or ""
        for each in root.iter(f"{S}numFmt")
        if (id := xmltree.whole(each.get("numFmtId"))) is not None
    }
    borders = root.find(f"{S}borders")
    framed = [_is_framed(each) for each in (() if borders is None else borders)]
    formats = root.find(f"{S}cellXfs")
    for each in () if formats is None else formats:
        id, border = xmltree.whole(each.get("numFmtId")), xmltree.whole(each.get("borderId"))
        format = None if id is None else declared.get(id) or numbers.built_in(id)
        yield Look(format, border is not None and 0 <= border < len(framed) and framed[border])


def _is_framed(border: Element) -> bool:
    return any(each.get("style", "none") != "none" for each in border)
