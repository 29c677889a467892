"""
Archives of parts, such as Word writes: put together, looked into and changed.
"""

import io
import zipfile
from collections.abc import Callable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(body: str, numbering: str = "", styles: str = "", comments: str = "") -> bytes:
    """
    A .docx of these parts.
    """
    parts = {"numbering": numbering, "styles": styles, "comments": comments}
    main = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for at, (name, content) in enumerate(parts.items())
        if content
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}">{_types([*parts])}</Types>')
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        file.writestr("word/document.xml", f"<w:document {NAMESPACES}>{body}</w:document>")
        file.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{main}</Relationships>'
        )
        for name, content in parts.items():
            if content:
                file.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return stream.getvalue()


def _types(parts: list[str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = [("document", "document.main"), *((name, name) for name in parts)]
    return (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    ) + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{sort}+xml"/>' for name, sort in overrides
    )


def member(data: bytes, name: str) -> str:
    """
    A member of an archive as text.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """
    An archive with another text in one member.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(stream, "w") as other:
        for each in file.namelist():
            text = file.read(each)
            other.writestr(each, change(text.decode()) if each == name else text)
    return stream.getvalue()
