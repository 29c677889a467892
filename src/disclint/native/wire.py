"""
How pages and refusals go from the child process to its parent: a line of JSON, then numbers.

Nothing here can run code when it is read: the child may have been taken over by a file.
"""

import json
import math
import signal
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

MOST_PAGES: Final = 400
MOST_GLYPHS: Final = 200_000
MOST_STROKES: Final = 200_000
# Nothing is printed as far, in points, from a page's corner.
FAR: Final = 1e5

# Pages that pictures cover so far, with fewer characters than this, were scanned.
_PICTURE, _FEW = 0.3, 15

# Points; smaller pictures are seals, logos and icons.  Nobody pastes more of them on a page.
_WIDE, _HIGH = 190.0, 55.0
MOST_PICTURES: Final = 100

# Seconds of the processor that a file may take, by its size in bytes.
_SMALL = 2 * 1024 * 1024
_SHORT, _LONG = 1.5, 8.0
# The signal by which a system ends a process whose time is over; 0 where there is none.
ENDS_ITSELF: Final = int(getattr(signal, "SIGPROF", 0))

Glyph: TypeAlias = tuple[str, float, float, float, float]
Stroke: TypeAlias = tuple[float, float, float, float]


class Refused(Exception):  # noqa: N818
    """
    The bytes give no pages; `reason` says why in a word.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Sheet(NamedTuple):
    """
    A page in plain values, as `disclint.source.Page`; `turn` is how many quarters its text is turned clockwise.
    """

    width: float = 0.0
    height: float = 0.0
    glyphs: Sequence[Glyph] = ()
    strokes: Sequence[Stroke] = ()
    unmapped: int = 0
    pictured: float = 0.0
    recognised: bool = False
    turn: int = 0
    pictures: Sequence[Stroke] = ()


def seconds(size: int) -> float:
    """
    How many seconds of the processor a file of so many bytes may take.
    """
    return _SHORT if size <= _SMALL else _LONG


def is_large(box: Stroke) -> bool:
    """
    Whether a picture is as large as a table is.
    """
    return box[2] - box[0] >= _WIDE and box[3] - box[1] >= _HIGH and max(map(abs, box)) < FAR


def is_scanned(characters: int, pictured: float) -> bool:
    """
    Whether a page with so many characters, so far covered by pictures, is a picture of a page.
    """
    return characters < _FEW and pictured > _PICTURE


def packed(sheets: Iterable[Sheet]) -> bytes:
    """
    Pages as bytes.
    """
    heads = []
    body: list[bytes] = []
    for each in sheets:
        chars = "".join([glyph[0] for glyph in each.glyphs])
        numbers = array("f", chain.from_iterable([glyph[1:] for glyph in each.glyphs]))
        numbers.extend(chain.from_iterable(each.strokes))
        body.append(numbers.tobytes())
        heads.append([each.width, each.height, chars, len(each.strokes), each.unmapped,
                      each.pictured, each.recognised, each.turn, each.pictures])  # fmt: skip
    return b"".join([json.dumps({"sheets": heads}).encode(), b"\n", *body])


def _box(told: Sequence[float]) -> Stroke:
    left, top, right, bottom = map(float, told)
    return left, top, right, bottom


def refusal(reason: str) -> bytes:
    """
    A refusal as bytes.
    """
    return json.dumps({"refused": reason}).encode() + b"\n"


def unpacked(data: bytes) -> list[Sheet]:
    """
    The pages that the bytes hold.  Raises Refused, and ValueError for bytes that are no answer.
    """
    line, _, body = data.partition(b"\n")
    try:
        head = json.loads(line)
        if "refused" in head:
            raise Refused(str(head["refused"]))
        numbers = array("f")
        numbers.frombytes(body)
        values = numbers.tolist()
        if values and not (math.isfinite(sum(values)) and min(values) >= -FAR and max(values) <= FAR):
            raise ValueError("a box that is nowhere")
        found = []
        at = 0
        for width, height, chars, count, unmapped, pictured, recognised, turn, pictures in head["sheets"]:
            if not isinstance(chars, str) or not all(map(math.isfinite, (width, height, pictured))):
                raise ValueError("no page")
            end = at + 4 * len(chars)
            stop = end + 4 * count
            glyphs = list(zip(chars, values[at:end:4], values[at + 1:end:4], values[at + 2:end:4],
                              values[at + 3:end:4], strict=True))  # fmt: skip
            strokes = list(zip(values[end:stop:4], values[end + 1:stop:4], values[end + 2:stop:4],
                               values[end + 3:stop:4], strict=True))  # fmt: skip
            found.append(Sheet(float(width), float(height), glyphs, strokes, int(unmapped),
                               float(pictured), bool(recognised), int(turn) % 4,
                               [_box(each) for each in pictures[:MOST_PICTURES]]))  # fmt: skip
            at = stop
    except (KeyError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return found
