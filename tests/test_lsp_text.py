"""
Places and texts as editors count and change them.
"""

import re

from hypothesis import given, settings
from hypothesis import strategies as some
from lsprotocol.types import (
    Position,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from disclint.lsp.documents import Document, changed
from disclint.lsp.positions import UTF8, UTF16, UTF32, Lines

TEXTS = some.text(some.sampled_from("ab表三😀𠮷\n\r\t｜"), max_size=40)
ENCODINGS = some.sampled_from([UTF8, UTF16, UTF32])


def units(words: str, encoding: str) -> int:
    if encoding == UTF32:
        return len(words)
    return len(words.encode()) if encoding == UTF8 else len(words.encode("utf-16-le")) // 2


def position(text: str, offset: int, encoding: str) -> Position:
    """
    By the letter of the protocol.
    """
    before = text[:offset]
    # A carriage return before the line feed of the same line end has not ended the line yet.
    ends = [each for each in re.finditer(r"\r\n|\n|\r", text) if each.end() <= offset]
    start = ends[-1].end() if ends else 0
    return Position(len(ends), units(before[start:], encoding))


@given(TEXTS, ENCODINGS, some.data())
def test_an_offset_and_its_position_lead_to_each_other(
    text: str, encoding: str, data: some.DataObject
) -> None:
    offset = data.draw(some.integers(0, len(text)))
    lines = Lines(text, encoding)
    there = lines.position(offset)
    assert there == position(text, offset, encoding)
    inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
    assert lines.offset(there) == (offset - 1 if inside_line_end else offset)


def test_places_behind_the_end_are_the_end() -> None:
    lines = Lines("总计\r\n12\n", UTF16)
    assert len(lines) == 3
    assert lines.offset(Position(0, 99)) == 2
    assert lines.offset(Position(7, 0)) == len(lines.text)
    assert lines.line(1) == (4, 6)


def test_half_a_character_is_the_place_before_it() -> None:
    assert Lines("𠮷a", UTF16).offset(Position(0, 1)) == 0
    assert Lines("表a", UTF8).offset(Position(0, 2)) == 0


@given(TEXTS, TEXTS, ENCODINGS, some.data())
@settings(max_examples=200)
def test_a_change_replaces_what_stands_in_its_range(
    text: str, new: str, encoding: str, data: some.DataObject
) -> None:
    marks = [each for each in range(len(text) + 1) if text[each - 1 : each + 1] != "\r\n" or each == 0]
    first, last = sorted((data.draw(some.sampled_from(marks)), data.draw(some.sampled_from(marks))))
    document = Document("untitled:1", 1, "plaintext", Lines(text, encoding))
    span = Range(position(text, first, encoding), position(text, last, encoding))
    found = changed(document, 2, [TextDocumentContentChangePartial(span, new)])
    assert found.text == text[:first] + new + text[last:]
    assert found.version == 2
    assert changed(found, 3, [TextDocumentContentChangeWholeDocument(text)]).text == text


def test_a_document_is_called_by_its_file_or_by_what_the_editor_takes_it_for() -> None:
    assert Document("file:///a/%E6%8A%A5%E5%91%8A.txt", 1, "", Lines("")).name == "/a/报告.txt"
    assert Document("untitled:Untitled-1", 1, "markdown", Lines("")).name == "untitled:Untitled-1.md"
