"""
DOCX: what a Word document reads like once all its changes are accepted; one line a paragraph, one a table row.

Numbers of headings are written out, headers, footers and notes are left out, cells stand between bars and
are kept as grids too.  What an unfinished document still holds (tracked changes, comments) is a notice.

Two ways lead from the text back into the file.  `Source.places` names the paragraph or cell and the column in it.
`Source.file` is the characters of all `w:t` elements below `w:body`, in document order, the skipped ones
included, and `Source.pieces` leads there: `file_range(span)` gives offsets in it.  Whoever wants to
mark exactly these characters adds up the lengths of the `w:t` elements in the same order, finds those that the
range meets, and splits their runs; what has no length in the file (a numeral, a bar, a tab) lies between two of them.
"""

import re
from collections.abc import Iterator
from functools import partial

from disclint.readers.word import changes, numbering, objects, package, styles
from disclint.readers.word.walk import file_text, grids, walked
from disclint.source import Notice, Source

_BLANKS = re.compile(r"\s+")
# A report of one page has several hundred characters; a title above pictures of pages has fewer.
_ALMOST_NOTHING = 200


def read(data: bytes, name: str) -> Source:
    """
    The source of a .docx file.  Raises Unreadable.
    """
    document = package.opened(data)
    lists = numbering.read(document.numbering, styles.read(document.styles))
    walk = walked(document.body, lists, document.chunks)
    page = walk.page
    text = page.writer.text()
    return Source(
        text,
        name,
        "word",
        file_text(document.body),
        page.writer.pieces,
        partial(grids, tuple(walk.grids), text),
        places=page.places(),
        notices=(
            *walk.inline.changes.notices(document.format_changes, changes.comments(document.comments)),
            *_emptiness(text, has_pictures=walk.inline.has_pictures),
            *objects.notices(walk.inline.gaps),
        ),
        gaps=tuple(walk.inline.gaps),
        pictures=tuple(walk.inline.pictures),
    )


def _emptiness(text: str, *, has_pictures: bool) -> Iterator[Notice]:
    if has_pictures and len(_BLANKS.sub("", text)) < _ALMOST_NOTHING:
        yield Notice("empty-body", values={"loader": "picture"})
