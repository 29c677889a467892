"""
A page saved as one file (.mht, .mhtml): its HTML part, read as a page; lines and columns count in that part.

Pictures and style sheets beside it are left out.  Where the page itself is empty, as one that only holds frames,
the part with the longest text is read.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from disclint.readers import decode, html
from disclint.readers.unreadable import Unreadable
from disclint.source import Source

_MOST_PARTS = 2000
_BOUNDARY = re.compile(rb"(?i)\bboundary\s*=")
_MOST_BOUNDARIES = 20
_EMPTY = "empty-body"


def read(data: bytes, name: str) -> Source:
    """
    The source of a page saved as one file.  Raises Unreadable if there is no page in it.
    """
    if len(_BOUNDARY.findall(data)) > _MOST_BOUNDARIES:
        raise Unreadable.of("oversized")
    try:
        # The old policy parses no address and no date, and fails on nothing.
        message = message_from_bytes(data, policy=policy.compat32)
        pages = [each for each in map(_page, _leaves(message)) if each is not None]
    except (ValueError, LookupError, RecursionError) as error:
        raise Unreadable.of("damaged") from error
    if not pages:
        raise Unreadable.of("damaged")
    if any(each.count("<") > html.MOST_TAGS for each in pages):
        raise Unreadable.of("oversized")
    sources = [html.read(each, name) for each in pages[:1]]
    if any(each.code == _EMPTY for each in sources[0].notices):
        sources += [html.read(each, name) for each in pages[1:]]
    return max(sources, key=lambda each: len(each.text))


def _leaves(message: Message) -> Iterator[Message]:
    for number, each in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            raise Unreadable.of("oversized")
        if not each.is_multipart():
            yield each


def _page(part: Message) -> str | None:
    if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return None
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return None
    charset = part.get_content_charset() or ""
    return decode.decode(content, charset)
