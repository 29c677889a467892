"""
How inputs that have a structure are changed, so that changes reach what lies behind it.

A mutator takes an input, a source of chance, and what changes bytes as the fuzzer would; it gives another input.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast

from bench.fuzzing import scraps
from disclint.native import wire

# Changes bytes as the fuzzer would, to at most so many.
Change = Callable[[bytes, int], bytes]
Mutator = Callable[[bytes, Random, Change], bytes]

_ROOT = Path(__file__).resolve().parents[2]
# How a text is cut into what is changed.
_CUTS = (
    r"(?s).",
    r"[^\n]*\n?",
    r"[^\s|<>]+|[\s|]+|<[^<>]*>|<|>",
    r"\d+|\D+",
    r"[，。；：、（）]|[^，。；：、（）]+",
)


def _put(parts: list[str], at: int, _: int, __: Random, scrap: str) -> list[str]:
    return [*parts[:at], scrap, *parts[at:]]


def _set(parts: list[str], at: int, to: int, _: Random, scrap: str) -> list[str]:
    return [*parts[:at], scrap, *parts[to:]]


def _left_out(parts: list[str], at: int, to: int, _: Random, __: str) -> list[str]:
    return parts[:at] + parts[to:]


def _repeated(parts: list[str], at: int, to: int, random: Random, _: str) -> list[str]:
    return parts[:at] + parts[at:to] * random.choice((1, 1, 2, 9)) + parts[at:]


def _turned(parts: list[str], at: int, to: int, _: Random, __: str) -> list[str]:
    return parts[:at] + parts[at:to][::-1] + parts[to:]


def _copied(parts: list[str], at: int, to: int, random: Random, _: str) -> list[str]:
    other = random.randrange(len(parts))
    return parts[:other] + parts[at:to] + parts[other:]


# A text in parts, a stretch of them, chance, and something to put in.
_EDITS: tuple[Callable[[list[str], int, int, Random, str], list[str]], ...] = (
    _put, _set, _left_out, _repeated, _turned, _copied,
)  # fmt: skip


def texts(scraps: Sequence[str], *, whole: Sequence[str] = ()) -> Mutator:
    """
    Changes a text piece by piece: leaves out, doubles, swaps, puts in scraps; now and then begins with a `whole` one.
    """

    def mutate(given: bytes, random: Random, change: Change) -> bytes:
        if random.random() < 0.25:
            return change(given, len(given) + 64)
        text = given.decode("utf-8", "surrogateescape")
        if whole and random.random() < 0.02:
            text += random.choice(whole)
        for _ in range(random.choice((1, 1, 2, 4, 8))):
            parts = re.findall(random.choice(_CUTS), text) or [""]
            at = random.randrange(len(parts))
            to = min(len(parts), at + random.choice((1, 1, 1, 2, 5, 20)))
            text = "".join(random.choice(_EDITS)(parts, at, to, random, random.choice(scraps)))
        try:
            return text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return text.encode("utf-8", "surrogatepass")

    return mutate


_XML = texts(scraps.XML)


def packages(given: bytes, random: Random, change: Change) -> bytes:
    """
    Changes a part of an archive, or leaves one out, or doubles it; what is no archive changes as bytes do.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(given)) as archive:
            members = [(each, archive.read(each)) for each in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return change(given, len(given) + 64)
    if not members or random.random() < 0.05:
        return change(given, len(given) + 64)
    at = random.randrange(len(members))
    name, content = members[at]
    what = random.random()
    if what < 0.03:
        del members[at]
    elif what < 0.06:
        members[at] = random.choice(members)[0], content
    else:
        members[at] = name, _XML(content, random, change)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in dict(members).items():
            # As early as a file may be; the same input is the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


_FLOATS = (
    0.0,
    -1.0,
    1e-9,
    0.5,
    12.0,
    300.0,
    595.0,
    1e5,
    -1e5,
    3e38,
    float("inf"),
    float("-inf"),
    float("nan"),
)


def pages(given: bytes, random: Random, change: Change) -> bytes:
    """
    Changes the characters and strokes of printed pages: moves, leaves out, doubles, stretches, turns.
    """
    try:
        sheets = wire.unpacked(given)
    except (ValueError, wire.Refused):
        return change(given, len(given) + 64)
    if not sheets or random.random() < 0.1:
        return change(given, len(given) + 64)
    at = random.randrange(len(sheets))
    sheet = sheets[at]
    glyphs, strokes = list(sheet.glyphs), list(sheet.strokes)
    for _ in range(random.choice((1, 1, 3, 9))):
        if random.random() < 0.5:
            glyphs = _drawn_otherwise(glyphs, random)
        else:
            strokes = _drawn_otherwise(strokes, random)
    sheets[at] = sheet._replace(glyphs=glyphs, strokes=strokes)
    if random.random() < 0.1:
        sheets[at] = sheets[at]._replace(
            turn=random.randrange(4), width=random.choice(_FLOATS), height=random.choice(_FLOATS)
        )
    if random.random() < 0.05:
        sheets.insert(random.randrange(len(sheets)), random.choice(sheets))
    try:
        return wire.packed(sheets)
    except (OverflowError, UnicodeEncodeError):
        return given


_Drawn = TypeVar("_Drawn", bound=tuple[Any, ...])


def _drawn_otherwise(drawn: list[_Drawn], random: Random) -> list[_Drawn]:
    """
    Characters or strokes with some of them changed.
    """
    if not drawn:
        return drawn
    first = random.randrange(len(drawn))
    last = min(len(drawn), first + random.choice((1, 1, 4, 30)))
    head, some, tail = drawn[:first], drawn[first:last], drawn[last:]
    by = [random.choice((0.0, 0.0, 1.0, -3.0, 20.0, 400.0)) for _ in range(4)]
    far = [random.choice(_FLOATS) for _ in range(4)]
    choices: tuple[Callable[[], list[_Drawn]], ...] = (
        list, lambda: some + some, lambda: some[::-1], lambda: [_moved(each, by) for each in some],
        lambda: [_moved(some[0], far), *some[1:]], lambda: [_named(each, random) for each in some],
    )  # fmt: skip
    return [*head, *random.choice(choices)(), *tail]


def _moved(each: _Drawn, by: Sequence[float]) -> _Drawn:
    moved = (*each[:-4], *(value + more for value, more in zip(each[-4:], by, strict=True)))
    return cast("_Drawn", moved)


def _named(each: _Drawn, random: Random) -> _Drawn:
    """
    A character as another one; a stroke stays.
    """
    return cast("_Drawn", (random.choice(scraps.REPORT)[:1] or "0", *each[1:])) if len(each) > 4 else each


@cache
def rules() -> tuple[str, ...]:
    """
    Rules that ship, each as a file of a pack under another name: what mutated packs are grown from.
    """
    found = []
    for path in sorted((_ROOT / "rules" / "annual-report").glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if path.stem.isupper() and zlib.crc32(path.stem.encode()) % 4 == 0 and len(text) < 3_000:
            found.append(
                f"\n=== rules/HOUSE-{path.stem}.yaml\n"
                + text.replace(f"id: {path.stem}", f"id: HOUSE-{path.stem}")
            )
    return tuple(found)


def sessions(given: bytes, random: Random, change: Change) -> bytes:
    """
    Changes the messages of a session: their order, their values, and their text.
    """
    lines = given.split(b"\n")
    what = random.random()
    at = random.randrange(len(lines))
    if what < 0.15:
        del lines[at]
    elif what < 0.35:
        lines.insert(random.randrange(len(lines) + 1), lines[at])
    elif what < 0.45:
        random.shuffle(lines)
    elif what < 0.85:
        try:
            message = json.loads(lines[at])
        except (ValueError, RecursionError):
            message = {}
        lines[at] = json.dumps(_otherwise(message, random)).encode()
    else:
        return _MESSAGES(given, random, change)
    return b"\n".join(lines)


_MESSAGES = texts(scraps.MESSAGE)
_VALUES: tuple[object, ...] = (
    None,
    True,
    0,
    1,
    -1,
    2**31 - 1,
    2**32,
    1.5,
    "",
    "x",
    "报告",
    [],
    {},
    "file:///b.txt",
    "file:///rules/HOUSE-A.yaml",
    "😀\ud800",
)


def _otherwise(value: object, random: Random) -> object:
    """
    The same with one value in it changed, wherever that is.
    """
    if isinstance(value, dict) and value and random.random() < 0.93:
        key = random.choice(list(value))
        if random.random() < 0.05:
            return {name: each for name, each in value.items() if name != key}
        return {**value, key: _otherwise(value[key], random)}
    if isinstance(value, list) and value and random.random() < 0.93:
        at = random.randrange(len(value))
        return [*value[:at], _otherwise(value[at], random), *value[at + 1 :]]
    if isinstance(value, str) and value and random.random() < 0.7:
        at = random.randrange(len(value) + 1)
        return value[:at] + random.choice(scraps.REPORT) + value[at + random.choice((0, 0, 1, 3)) :]
    if isinstance(value, int) and random.random() < 0.6:
        return value + random.choice((1, -1, 10, -10))
    return random.choice(_VALUES)
