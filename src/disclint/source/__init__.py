"""
Characters, and where in the user's file each of them is.

Refuses to know what the characters mean.
"""

from disclint.source.editing import Edit, edited
from disclint.source.flow import Flow
from disclint.source.fold import NO_WIDTH, fold
from disclint.source.page import Glyph, Page, Stroke
from disclint.source.places import Location, Place, Span
from disclint.source.shifting import Shift
from disclint.source.text import Gap, Grid, GridCell, Notice, Piece, Remark, Source, Tag

__all__ = [
    "NO_WIDTH",
    "Edit",
    "Flow",
    "Gap",
    "Glyph",
    "Grid",
    "GridCell",
    "Location",
    "Notice",
    "Page",
    "Piece",
    "Place",
    "Remark",
    "Shift",
    "Source",
    "Span",
    "Stroke",
    "Tag",
    "edited",
    "fold",
]
