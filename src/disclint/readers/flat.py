"""
Word's "Word XML document": the parts of a .docx as elements of one XML file (flat Open Packaging).

The parts are put together as the archive that they would be in, which the reader of that format reads.
"""

import base64
import io
import struct
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from disclint.readers import word, xmltree
from disclint.readers.unreadable import Unreadable
from disclint.source import Source

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_NAME, _PART, _XML, _BINARY = f"{_PKG}name", f"{_PKG}part", f"{_PKG}xmlData", f"{_PKG}binaryData"


def read(data: bytes, name: str) -> Source:
    """
    The source of a Word document in one XML file.  Raises Unreadable.
    """
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(packed, "w") as archive:
            for part, content in _parts(xmltree.parse(data)):
                archive.writestr(part, content)
    except (ValueError, struct.error) as error:
        # What is no Base64, and a name that is too long for an archive.
        raise Unreadable.of("damaged") from error
    return word.read(packed.getvalue(), name)


def _parts(package: ET.Element) -> Iterator[tuple[str, bytes]]:
    seen = set()
    for part in package.findall(_PART):
        name = (part.get(_NAME) or "").lstrip("/")
        if not name or name in seen:
            continue
        seen.add(name)
        inside, coded = part.find(_XML), part.find(_BINARY)
        if inside is not None and len(inside):
            yield name, ET.tostring(inside[0])
        elif coded is not None:
            yield name, base64.b64decode(coded.text or "")
