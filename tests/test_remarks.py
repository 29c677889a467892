"""
Comments to disclint: they are no part of the report, and every place still leads to the file.
"""

import pytest
from bench.reports import STYLES, sound
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import readers
from disclint.readers.decode import decode
from disclint.session import reading
from disclint.source import Source, Span

LINE = "<!-- disclint: ignore TBL3-SUM-ROW 理由：核对过 -->"
HASH = "# disclint: ignore TBL3-SUM-ROW：核对过"
FILES = {style: sound(5, style=style) for style in sorted(STYLES)}


def file_of(style: str) -> tuple[str, str]:
    return decode(FILES[style].data), f"x{FILES[style].suffix}"


def places(source: Source) -> list[str]:
    """
    Each character of the text as the file has it.
    """
    file = source.text if source.file is None else source.file
    return [
        file[first:last]
        for first, last in (source.file_range(Span(at, at + 1)) for at in range(len(source.text)))
    ]


@pytest.mark.parametrize("style", sorted(STYLES))
@settings(max_examples=8)
@given(data=st.data())
def test_lines_with_comments_change_nothing_but_lines(style: str, data: st.DataObject) -> None:
    file, name = file_of(style)
    ends = [at + 1 for at, each in enumerate(file) if each == "\n"]
    chosen = sorted(data.draw(st.sets(st.sampled_from([0, *ends]), min_size=1, max_size=4)))
    comment = LINE if name.endswith(("html", "htm")) else data.draw(st.sampled_from([LINE, HASH]))
    newline = "\r\n" if "\r\n" in file else "\n"
    changed = file
    for at in reversed(chosen):
        changed = f"{changed[:at]}{comment}{newline}{changed[at:]}"
    plain, remarked = readers.read_text(file, name), readers.read_text(changed, name)
    assert (remarked.text, remarked.grids, remarked.tags) == (plain.text, plain.grids, plain.tags)
    assert places(remarked) == places(plain)
    assert len(remarked.remarks) == len(chosen)
    for each in remarked.remarks:
        assert changed[each.file_start : each.file_start + each.file_length] == each.written == comment


@settings(max_examples=10)
@given(st.data())
def test_comments_inside_lines_change_nothing(data: st.DataObject) -> None:
    file, name = file_of(data.draw(st.sampled_from(["html", "markdown", "pipe"])))
    at = data.draw(st.sampled_from([at for at, each in enumerate(file) if each in "|。，"]))
    changed = f"{file[:at]}{LINE}{file[at:]}"
    plain, remarked = readers.read_text(file, name), readers.read_text(changed, name)
    assert remarked.text == plain.text
    assert places(remarked) == places(plain)
    assert reading.parse(remarked).report == reading.parse(plain).report


@given(
    st.lists(
        st.sampled_from(
            [
                "一",
                "|",
                " ",
                "\t",
                "\n",
                "\r\n",
                "\r",
                LINE,
                HASH,
                "<!-- disclint:",
                "-->",
                "&amp;",
                "<td>",
                "</td>",
                "<p>",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_every_character_stands_where_it_stood(file: str) -> None:
    source = readers.read_text(file, "x.html" if "<td>" in file else "x.txt")
    written = source.text if source.file is None else source.file
    for at, each in enumerate(source.text):
        first, last = source.file_range(Span(at, at + 1))
        if last == first + 1 and each not in " |\n&":
            assert written[first:last] == each


def test_a_comment_that_nobody_closed_hides_only_its_line() -> None:
    source = readers.read_text("一\n<!-- disclint: ignore X 理由\n二\n", "x.txt")
    assert source.text == "一\n二\n"


def test_a_title_in_a_report_is_no_comment() -> None:
    text = "# 年度报告\n关于 disclint: ignore 的说明\n<!-- 其他 -->\n"
    assert readers.read_text(text, "x.txt").remarks == ()
