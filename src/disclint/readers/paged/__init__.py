"""
Printed pages to a `Source`: paragraphs in reading order and tables as grids, each character with its page and box.

Whatever drew the pages (PDF, OFD, a recogniser of pictures) comes here as characters and lines.
Refuses to know the form: only geometry, numbers and page numbers mean anything.
"""

from disclint.readers.paged.reading import read

__all__ = ["read"]
