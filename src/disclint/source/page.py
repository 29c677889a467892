"""
A page as it was printed: characters in their boxes, and the straight lines between them.

Coordinates are points (1/72 inch) from the upper left corner of the page as it is shown.
"""

from typing import TypeAlias

from attrs import frozen

# A character and its box: x0, y0, x1, y1.  A bare tuple: a report has thousands.
Glyph: TypeAlias = tuple[str, float, float, float, float]
# A straight line that is level or upright: x0, y0, x1, y1 with x0 <= x1 and y0 <= y1.
Stroke: TypeAlias = tuple[float, float, float, float]


@frozen
class Page:
    """
    One page.

    `unmapped` counts characters that the file draws without saying which they are; `pictured` is the part
    of the page that pictures cover, up to 1; `recognised` tells that a machine read its characters from a picture.
    `pictures` are the boxes of those that may hold a table.  `turn` is by how many quarters clockwise most of its text is turned.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    unmapped: int = 0
    pictured: float = 0.0
    recognised: bool = False
    turn: int = 0
    pictures: tuple[Stroke, ...] = ()
