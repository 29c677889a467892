"""
The lines of a PDF page: dots and dashes are one line where no gap parts them, wherever they are drawn.
"""

import pytest

from disclint.native import pdf
from tests.drawn import pdf as written
from tests.drawn import words

FORM = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length %d >>\nstream\n%s\nendstream"
PIXEL = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n\x00\nendstream"


def boxes(*corners: tuple[float, float], width: float, height: float) -> bytes:
    return b" ".join(b"%g %g %g %g re" % (x, y, width, height) for x, y in corners)


def strokes(content: bytes) -> list[tuple[float, ...]]:
    (sheet,) = pdf.pages(written([content]))
    return [tuple(round(each, 1) for each in stroke) for stroke in sheet.strokes]


def test_dashes_of_one_path_are_one_line() -> None:
    level = boxes(*((100 + 5 * at, 700) for at in range(30)), width=3, height=1)
    upright = boxes(*((100, 700 - 5 * at) for at in range(20)), width=1, height=3)
    assert strokes(level + b" f") == [(100.0, 141.5, 248.0, 141.5)]
    assert strokes(upright + b" f") == [(100.5, 139.0, 100.5, 237.0)]


@pytest.mark.parametrize(
    "corners",
    [
        [(100 + 9 * at, 700) for at in range(4)],  # too far from each other
        [(100, 700), (105, 700), (110, 700), (180, 700)],  # two lines
        [(100, 700), (105, 700), (180, 700), (110, 700)],  # not in their order
    ],
)
def test_dashes_that_are_no_line_stay_what_they_are(corners: list[tuple[float, float]]) -> None:
    found = strokes(boxes(*corners, width=3, height=1) + b" f")
    assert sorted(found) == [(x, 141.5, x + 3, 141.5) for x, _ in sorted(corners)]


def test_lines_of_dots_end_where_their_dots_end_however_long_the_last_ones_were() -> None:
    """
    Lines that begin below each other are tried at the length of the one before.
    """
    lengths = [40, 40, 7, 60, 60, 2, 41, 40]
    dots = [
        b"%g %g 1 1 re f" % (100 + 2 * at, 700 - 20 * row)
        for row, many in enumerate(lengths)
        for at in range(many)
    ]
    level = [each for each in strokes(b"\n".join(dots)) if each[2] - each[0] > 1]
    assert [(each[0], each[2]) for each in level] == [(100.0, 99.0 + 2 * many) for many in lengths]


@pytest.mark.parametrize(
    ("lead", "lines"),
    [
        ((97, 700, 2, 1), [(97.0, 141.5, 139.0, 141.5)]),  # longer than its dots: it begins the line
        ((97, 703, 2, 1), [(97.0, 138.5, 99.0, 138.5), (100.0, 141.5, 139.0, 141.5)]),  # on another level
        ((90, 700, 2, 1), [(90.0, 141.5, 92.0, 141.5), (100.0, 141.5, 139.0, 141.5)]),  # too far away
        ((100, 698, 1, 2), [(100.5, 142.0, 100.5, 144.0), (100.0, 141.5, 139.0, 141.5)]),  # of another line
    ],
)
def test_what_begins_a_line_of_dots_may_be_longer_than_they_are(
    lead: tuple[int, ...], lines: list[tuple[float, ...]]
) -> None:
    dots = b" ".join(b"%d 700 1 1 re f" % (100 + 2 * at) for at in range(20))
    found = strokes(b"%d %d %d %d re f " % lead + dots)
    assert [each for each in found if max(each[2] - each[0], each[3] - each[1]) >= 2] == lines


def test_lines_and_words_inside_of_forms_are_seen_and_words_that_are_not_drawn_told() -> None:
    inner = b"0 g 10 10 1 100 re f 20 20 m 200 20 l S " + b" ".join(
        b"%d 300 1 1 re f" % (20 + 2 * at) for at in range(60)
    )
    found = [
        pdf.pages(
            written(
                [b"q 590 0 0 840 0 0 cm /I Do Q /F Do BT %d Tr ET " % mode + words((30, 200, "hidden"))],
                resources=b"/XObject << /F 4 0 R /I 5 0 R >>",
                more=[FORM % (len(inner), inner), PIXEL],
            )
        )[0]
        for mode in (0, 3)
    ]
    for sheet in found:
        assert [tuple(round(each, 1) for each in stroke) for stroke in sheet.strokes] == [
            (10.5, 732.0, 10.5, 832.0), (20.0, 822.0, 200.0, 822.0), (20.0, 541.5, 139.0, 541.5),
        ]  # fmt: skip
        assert "".join(glyph[0] for glyph in sheet.glyphs) == "hidden"
    assert [each.recognised for each in found] == [False, True]
