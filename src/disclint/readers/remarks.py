"""
Comments to disclint, what it wrote itself, and noughts: cut out before a reader sees the file, for they are no report.

```
remark := "<!--" "disclint" ":" words "-->"        anywhere
        | "#" "disclint" ":" words                 a line of its own
```

Where `ignore` follows, the colon may be forgotten: it is a comment to disclint all the same, and a wrong one.

Refuses to understand the words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from attrs import evolve, frozen

from disclint.readers import own
from disclint.source import Notice, Piece, Remark, Source, Span

NOUGHT = "\0"
_NOUGHTS = re.compile(f"{NOUGHT}+")
_NAME = re.compile("disclint", re.IGNORECASE)
# A comment that nobody closed ends with its line, lest it hide the report.
_REMARK = re.compile(
    r"<!--[ \t]*disclint[ \t]*(?:[:：]|(?<=[ \t])(?=ignore))(?:(?:(?!-->|<!--).)*-->|[^\r\n]*)"
    r"|(?:^|(?<=\r))[ \t]*[#＃][ \t]*disclint[ \t]*(?:[:：]|(?<=[ \t])(?=ignore))[^\r\n]*",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_BLANKS = " \t"


@frozen
class Cut:
    """
    What was cut out: where it stood in what is left and in the file, and the comment in it; "" where there is none.
    """

    kept_at: int
    start: int
    length: int
    remark_start: int
    remark: str


def cut(file: str) -> tuple[str, tuple[Cut, ...]]:
    """
    A decoded file without comments to disclint and marks of its own, and those; a comment alone on its line goes with it.
    """
    if not _NAME.search(file) and NOUGHT not in file:
        return file, ()
    cuts: list[Cut] = []
    kept: list[str] = []
    at = length = 0
    for start, end, remark_start, words in sorted((*_remarks(file), *_own(file), *_noughts(file))):
        if start < at:
            continue
        kept.append(file[at:start])
        length += start - at
        cuts.append(Cut(length, start, end - start, remark_start, words))
        at = end
    kept.append(file[at:])
    return "".join(kept), tuple(cuts)


def _remarks(file: str) -> Iterator[tuple[int, int, int, str]]:
    for match in _REMARK.finditer(file):
        words = match.group().strip()
        yield *_line(file, match.start(), match.end()), file.index(words, match.start()), words


def _own(file: str) -> Iterator[tuple[int, int, int, str]]:
    for start, end in own.stretches(file):
        yield start, end, start, ""


def _noughts(file: str) -> Iterator[tuple[int, int, int, str]]:
    for match in _NOUGHTS.finditer(file):
        yield match.start(), match.end(), match.start(), ""


def restored(source: Source, file: str, cuts: Sequence[Cut]) -> Source:
    """
    What a reader made of what was left, leading back to the whole file, with the comments beside it.
    """
    pieces = source.pieces or (Piece(0, len(source.text), 0, len(source.text)),)
    noughts = [_offset(pieces, each.kept_at) for each in cuts if file[each.start] == NOUGHT]
    told = [Notice("noughts", Span(noughts[0], noughts[0]), {"count": file.count(NOUGHT)})] if noughts else []
    return evolve(
        source,
        file=file,
        notices=(*source.notices, *told),
        pieces=tuple(_moved(pieces, cuts)),
        remarks=tuple(
            Remark(_offset(pieces, each.kept_at), each.remark_start, len(each.remark), each.remark)
            for each in cuts
            if each.remark
        ),
    )


def _line(file: str, start: int, end: int) -> tuple[int, int]:
    """
    The whole line, with its end, if there are only blanks round a comment; else the comment alone.
    """
    first, last = start, end
    while first > 0 and file[first - 1] in _BLANKS:
        first -= 1
    while last < len(file) and file[last] in _BLANKS:
        last += 1
    begins = first == 0 or file[first - 1] in "\r\n"
    ends = last == len(file) or file[last] in "\r\n"
    if not begins or not ends:
        return start, end
    if file.startswith("\r\n", last):
        return first, last + 2
    return first, min(last + 1, len(file))


def _moved(pieces: Sequence[Piece], cuts: Sequence[Cut]) -> Iterator[Piece]:
    places = [each.kept_at for each in cuts]
    gone = [0, *accumulate(each.length for each in cuts)]
    for each in pieces:
        if each.length != each.file_length:
            # What the reader put in belongs to what stands before it.
            first = each.file_start + gone[bisect_left(places, each.file_start)]
            stop = each.file_start + each.file_length
            last = stop + gone[bisect_left(places, stop)]
            yield Piece(each.start, each.length, first, max(0, last - first) if each.file_length else 0)
            continue
        end = each.file_start + each.length
        inside = places[bisect_right(places, each.file_start) : bisect_left(places, end)]
        edges = [each.file_start, *dict.fromkeys(inside), end]
        for first, last in pairwise(edges):
            yield Piece(
                each.start + first - each.file_start,
                last - first,
                first + gone[bisect_right(places, first)],
                last - first,
            )


def _offset(pieces: Sequence[Piece], kept_at: int) -> int:
    """
    Where in the text that stands which stands at an offset of what was left.
    """
    # Offsets in the file rise, but for what stands in a table outside its cells.
    before = bisect_left(pieces, kept_at, key=lambda each: each.file_start) - 1
    if before < 0:
        return 0
    piece = pieces[before]
    if piece.length == piece.file_length:
        return piece.start + min(kept_at - piece.file_start, piece.length)
    return piece.start + piece.length
