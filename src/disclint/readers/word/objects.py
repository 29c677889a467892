"""
What a Word document holds that is no text of its own: pictures, and objects and documents of other programs.

They are not opened; what they might say is not known.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from disclint.readers.word.names import W
from disclint.readers.xmltree import whole
from disclint.source import Gap, Notice, Span

# A document that Word takes in when it opens this one.
ALTERNATIVE_CHUNK = f"{W}altChunk"
OBJECT, DOCUMENT = "an embedded object", "an embedded document"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
# Formulas and small controls hold no table.
_HARMLESS = re.compile(r"(?:Equation|MathType|Forms|Shell\.Explorer|ShockwaveFlash)", re.IGNORECASE)
_IMAGES = ("}blip", "}imagedata")
# In units of which 12,700 are a point: what is smaller is a logo, a seal or an icon.
_SIZE, _WIDE, _HIGH = "}extent", 2_500_000, 700_000


def is_large_picture(element: Element) -> bool:
    """
    Whether a drawing shows a picture as large as a table is.
    """
    drawn = False
    for each in element.iter():
        drawn = drawn or each.tag.endswith(_IMAGES)
        if each.tag.endswith(_SIZE):
            width, height = (whole(each.get(name)) for name in ("cx", "cy"))
            if (width or _WIDE) < _WIDE or (height or _HIGH) < _HIGH:
                return False
    return drawn


def holds_a_document(element: Element) -> bool:
    """
    Whether an object is of a program for documents or sheets, such as a table pasted from Excel.
    """
    return any(not _HARMLESS.match(each.get("ProgID") or "") for each in element.iter(_OLE))


def notices(gaps: Sequence[Gap]) -> Iterator[Notice]:
    """
    What to tell of what was not read.
    """
    if gaps:
        at = gaps[0].at
        count = {"objects": sum(each.what == OBJECT for each in gaps)}
        yield Notice("unread-parts", Span(at, at), {"count": len(gaps), **count})
