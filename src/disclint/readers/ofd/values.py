"""
The values of OFD: numbers in a row, deltas, matrices, and elements by name whatever their namespace.
"""

import math
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

# Points in a millimetre.
POINTS = 72 / 25.4
# A run of equal deltas is no longer than the longest line of text.
_MOST_REPEATED = 10_000

# a, b, c, d, e, f of x' = ax + cy + e, y' = bx + dy + f.
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def tag(element: ET.Element) -> str:
    """
    The name of an element without its namespace.
    """
    return element.tag.rpartition("}")[2]


def named(root: ET.Element, name: str) -> list[ET.Element]:
    """
    The elements called `name` below `root`.
    """
    return [each for each in root.iter() if each.tag.rpartition("}")[2] == name]


def texts(root: ET.Element, name: str) -> Iterator[str]:
    """
    What the elements called `name` say.
    """
    return (each.text.strip() for each in named(root, name) if each.text)


def number(written: str | None, default: float = 0.0) -> float:
    """
    A number; the default for what is none.
    """
    try:
        found = float(written or "")
    except ValueError:
        return default
    return found if math.isfinite(found) else default


def numbers(written: str | None) -> list[float]:
    """
    The numbers of a row; those before the first word that is none.
    """
    found = []
    for each in (written or "").split():
        try:
            value = float(each)
        except ValueError:
            break
        if not math.isfinite(value):
            break
        found.append(value)
    return found


def deltas(written: str | None, most: int) -> list[float]:
    """
    How far each of at most `most` characters is from the next: `g 3 5.2` stands for `5.2 5.2 5.2`.
    """
    found: list[float] = []
    words = iter((written or "").split())
    for each in words:
        if each == "g":
            count, value = number(next(words, None)), number(next(words, None))
            found.extend([value] * min(max(0, int(count)), most, _MOST_REPEATED))
        else:
            found.append(number(each))
        if len(found) >= most:
            break
    return found[:most]


def matrix(written: str | None) -> Matrix:
    """
    A matrix; the one that changes nothing if it is not written.
    """
    found = numbers(written)
    if len(found) != 6:
        return IDENTITY
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def combined(outer: Matrix, inner: Matrix) -> Matrix:
    """
    First the inner matrix, then the outer one.
    """
    a, b, c, d, e, f = outer
    u, v, w, x, y, z = inner
    return (
        a * u + c * v, b * u + d * v, a * w + c * x, b * w + d * x,
        a * y + c * z + e, b * y + d * z + f,
    )  # fmt: skip


def at(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """
    Where a matrix moves a point.
    """
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def box(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """
    The upright box round a box that a matrix moves.
    """
    corners = [at(m, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
    return around(corners)


def around(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """
    The box round some points.
    """
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
