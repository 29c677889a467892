"""
A small writer of PDF files, for pages that are known and for files that mean harm.
"""

import zlib
from collections.abc import Sequence

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(
    contents: Sequence[bytes],
    *,
    page: bytes = b"",
    resources: bytes = b"",
    fonts: bytes = b"",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
    packed: bool = False,
) -> bytes:
    """
    A PDF of one page for each content stream.

    `page` and `resources` are added to the dictionaries of each page; `more` are objects from number 4 on.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", HELVETICA, *more]
    kids = []
    for content in contents:
        data, filters = (zlib.compress(content, 9), b" /Filter /FlateDecode") if packed else (content, b"")
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), filters, data))
        stream = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R %s >> %s >> %s >>" % (stream, fonts, resources, page)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % each for each in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def endless() -> bytes:
    """
    A small PDF that any program takes hours to read, in little memory: a form of millions of steps, drawn thousands of times.
    """
    steps = zlib.compress(b"q Q " * 5_000_000, 9)
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(steps), steps)
    )
    return pdf([b"/X1 Do " * 5_000], resources=b"/XObject << /X1 4 0 R >>", more=[form])


def words(*placed: tuple[float, float, str], size: int = 12) -> bytes:
    """
    A content stream that writes words, each at a place counted from the lower left corner.
    """
    return b"".join(
        b"BT /F1 %d Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET\n" % (size, x, y, text.encode())
        for x, y, text in placed
    )
