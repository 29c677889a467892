"""
How a highlight or a note in a PDF looks, as the page's own operators: many viewers draw what is given so, and nothing else.

Refuses to know what a finding says.
"""

from collections.abc import Sequence

# Dark enough for the edge of a note on white paper.
_DARKER = 0.45
# How far the lines on a note are from its edge, and from each other, in parts of its height.
_INSET, _LINES = 0.22, (0.3, 0.5, 0.7)

Colour = tuple[float, float, float]


def highlight(quads: Sequence[float], colour: Colour) -> bytes:
    """
    The operators that fill quadrilaterals: of each upper left, upper right, lower left, lower right.

    They are drawn with the graphics state `/M`, which lets the words below show.
    """
    drawn = [b"/M gs", _filling(colour)]
    for at in range(0, len(quads) - 7, 8):
        left, right, below, far = (quads[at + each : at + each + 2] for each in (0, 2, 4, 6))
        drawn.append(b" ".join([_path([left, right, far, below]), b"h f"]))
    return b"\n".join(drawn)


def note(rect: Sequence[float], colour: Colour) -> bytes:
    """
    The operators of a sheet with lines on it, which fills the rectangle.
    """
    x0, y0, x1, y1 = rect
    width, height = x1 - x0, y1 - y0
    edge = tuple(each * _DARKER for each in colour)
    sheet = f"{_number(x0 + 1)} {_number(y0 + 1)} {_number(width - 2)} {_number(height - 2)} re B"
    drawn = [_filling(colour), _stroking(edge), b"1 w", sheet.encode()]
    drawn += [
        b" ".join([
            _path([(x0 + _INSET * width, y0 + part * height), (x1 - _INSET * width, y0 + part * height)]), b"S",
        ])
        for part in _LINES
    ]  # fmt: skip
    return b"\n".join(drawn)


def _path(points: Sequence[Sequence[float]]) -> bytes:
    first, *others = (f"{_number(x)} {_number(y)}" for x, y in points)
    return " ".join([f"{first} m", *(f"{each} l" for each in others)]).encode()


def _filling(colour: Sequence[float]) -> bytes:
    return f"{' '.join(map(_number, colour))} rg".encode()


def _stroking(colour: Sequence[float]) -> bytes:
    return f"{' '.join(map(_number, colour))} RG".encode()


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
