"""
Names of WordprocessingML, and how its values are written.
"""

from xml.etree.ElementTree import Element

from disclint.readers.xmltree import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OFF = frozenset(("0", "false", "off"))


def value(element: Element | None) -> str | None:
    """
    The `w:val` of an element.
    """
    return None if element is None else element.get(f"{W}val")


def number(element: Element | None) -> int | None:
    """
    The `w:val` of an element as a whole number; None for what is none.
    """
    return whole(value(element))


def flag(properties: Element | None, name: str) -> bool | None:
    """
    Whether a property is on; None where nothing is said.
    """
    said = None if properties is None else properties.find(name)
    return None if said is None else value(said) not in _OFF
