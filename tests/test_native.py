"""
The child process that reads PDF: what it answers, and that it ends when nobody asks any more.
"""

import subprocess
import sys
from collections.abc import Sequence

import pytest

from disclint.native import wire
from disclint.native.child import SIZE
from disclint.native.wire import Refused, Sheet
from tests.drawn import pdf, words

pytest.importorskip("pypdfium2_raw")

BOX = b"50 400 200 60 re S 50 430 m 250 430 l S "


def answers(*requests: bytes) -> list[bytes]:
    """
    What a child of our own says to each request; it ends by itself.
    """
    asked = b"".join(len(each).to_bytes(SIZE, "little") + each for each in requests)
    command = [sys.executable, "-P", "-m", "disclint.native.child", "pdf"]
    done = subprocess.run(command, input=asked, capture_output=True, timeout=120, check=True)
    found, at = [], 0
    while at < len(done.stdout):
        size = int.from_bytes(done.stdout[at : at + SIZE], "little")
        found.append(done.stdout[at + SIZE : at + SIZE + size])
        at += SIZE + size
    return found


def sheets(data: bytes) -> Sequence[Sheet]:
    (answer,) = answers(data)
    return wire.unpacked(answer)


def refused(answer: bytes) -> str:
    with pytest.raises(Refused) as caught:
        wire.unpacked(answer)
    return caught.value.reason


def test_each_character_has_its_box_and_each_line_its_ends():
    (page,) = sheets(pdf([BOX + words((60, 410, "12"), (160, 440, "total"))]))
    assert "".join(glyph[0] for glyph in page.glyphs if not glyph[0].isspace()) == "12total"
    (digit,) = [glyph for glyph in page.glyphs if glyph[0] == "1"]
    _, left, top, right, bottom = digit
    # Counted from the upper left corner of a page of 842 points.
    assert 58 < left < right < 70
    assert 842 - 425 < top < bottom < 842 - 405
    levels = sorted({round(stroke[1]) for stroke in page.strokes if abs(stroke[1] - stroke[3]) < 1})
    assert levels == [842 - 460, 842 - 430, 842 - 400]
    assert (page.width, page.height, page.turn, page.unmapped) == (595, 842, 0, 0)


def test_a_page_that_is_turned_is_read_as_it_is_shown():
    upright, turned = (sheets(pdf([words((100, 700, "abc"))], page=each))[0] for each in (b"", b"/Rotate 90"))
    assert (turned.width, turned.height) == (upright.height, upright.width)
    assert turned.turn != upright.turn
    first, last = (next(each for each in turned.glyphs if each[0] == letter) for letter in "ac")
    # The words run downwards on it.
    assert abs(first[1] - last[1]) < 3 < last[2] - first[2]


def test_a_child_answers_one_file_after_the_other():
    good = pdf([words((60, 410, "one"))])
    other = pdf([words((60, 410, "two")), words((60, 410, "three"))])
    first, damaged, second = answers(good, b"no PDF at all", other)
    assert refused(damaged) == "damaged"
    told = [
        ["".join(each[0] for each in page.glyphs) for page in wire.unpacked(each)] for each in (first, second)
    ]
    assert told == [["one"], ["two", "three"]]


def test_what_no_reader_gets_open_is_told_in_a_word():
    assert refused(answers(pdf([b""] * (wire.MOST_PAGES + 1)))[0]) == "pages"


def test_an_answer_that_is_cut_off_is_none():
    (answer,) = answers(pdf([words((60, 410, "one"))]))
    with pytest.raises(ValueError, match=r"shorter|longer"):
        wire.unpacked(answer[:-4])
    with pytest.raises(ValueError, match="sheets"):
        wire.unpacked(b"{}\n")


def test_pages_come_back_from_bytes_as_they_were():
    page = Sheet(
        595.0, 842.0, [("甲", 1.0, 2.0, 3.0, 4.0), ("𠮷", 5.0, 6.0, 7.0, 8.0)], [(0.0, 1.0, 100.0, 1.0)],
        2, 0.5, recognised=True, turn=3, pictures=[(0.0, 0.0, 300.0, 200.0)],
    )  # fmt: skip
    assert wire.unpacked(wire.packed([page, Sheet()])) == [page, wire.unpacked(wire.packed([Sheet()]))[0]]
