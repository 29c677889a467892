"""
The pages of a PDF without a child process: in a browser, where pdfium is a program in a memory of its own.

Whatever a file makes of it, it can reach nothing; it is begun anew for each file.
"""

from disclint.native import wire
from disclint.native.wire import Refused


def sheets(data: bytes) -> list[wire.Sheet]:
    """
    The pages of a PDF.  Raises Refused as `native.pdf`, and `crashed`.
    """
    from disclint.native import pdf  # noqa: PLC0415 - pdfium comes when it is first needed

    try:
        # As they would come from the child, which rounds them.
        return wire.unpacked(wire.packed(pdf.pages(data)))
    except Refused:
        raise
    except Exception as error:
        # What JavaScript throws is none of Python's own.
        raise Refused("crashed") from error
