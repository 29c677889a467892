"""
Marks of punctuation that part cells: which of them become bars, and from how many on.
"""

import pytest

from disclint.grammar.separated import separated
from disclint.source import Flow, Span
from disclint.syntax import ABSENT, READ, Cell, Report, Row, Section, Table

NOWHERE = Span(0, 0)
ROW = Row("r", NOWHERE, None, (Cell("t/r/c", NOWHERE, "", ABSENT),))
MARKS = [",", ";", "，", "；", "、", "/"]
BOTH = pytest.mark.parametrize("mark", MARKS)


def report(*tables: Table, sections: tuple[Section, ...] = ()) -> Report:
    return Report(None, None, None, None, None, None, None, NOWHERE, NOWHERE, None, (), (), sections, tables)


def read(text: str, start: int = 0, end: int | None = None) -> str | None:
    """
    The text where a table with rows stands between two offsets.
    """
    last = len(text) if end is None else end
    return separated(Flow.of(text), report(Table("t", "", Span(start, last), READ, (ROW,))))


@BOTH
def test_a_mark_parts_cells_if_numbers_stand_between_three_pairs_of_them(mark: str) -> None:
    for count in range(6):
        cells = ["标签", *["5"] * count, "6"]
        line = mark.join(cells)
        # Between the first and the last of so many marks.
        pairs = count if mark != "/" else count - 1
        assert read(line) == (line.replace(mark, "|") if pairs >= 3 else None), line
        # On any lines.
        lines = "\n".join([f"标签{mark}5{mark}6"] * count)
        found = read(lines)
        if mark == "/":
            assert found is None
        else:
            assert found == (lines.replace(mark, "|") if count >= 3 else None)
    # Nothing between two marks is a cell; a stroke is one itself.
    line = mark.join(["标签", "", "", "", "6"])
    assert read(line) == (None if mark == "/" else line.replace(mark, "|"))
    for word in ("标", "5件", "5 6", "-"):
        assert read(mark.join(["标签", *[word] * 4, "标"])) is None
    for word in ("-5", " 5 ", "5.5", "12"):
        line = mark.join(["标签", *[word] * 4, "6"])
        assert read(line) == (line.replace(mark, "|") if mark != "/" or word in ("5.5", "12") else None)


def test_the_first_of_the_marks_that_part_cells_does_it_alone() -> None:
    lines = {mark: mark.join(["标签", "5", "5", "5", "5", "6"]) for mark in MARKS}
    for at, first in enumerate(MARKS):
        for other in MARKS[at + 1 :]:
            text = f"{lines[other]}\n{lines[first]}"
            assert read(text) == f"{lines[other]}\n{lines[first].replace(first, '|')}"


def test_a_comma_behind_a_digit_parts_thousands_if_it_is_the_first_of_its_line() -> None:
    for before, is_cell in (
        ("标签", True),
        ("标签5", False),
        ("5", False),
        ('"标签"', True),
        ('"5"', False),
        ("标签5 ", False),
        ("", True),
    ):
        line = f"{before},5,6,7,8"
        assert (read(line) is not None) == is_cell
        # Other marks part no thousands.
        assert read(line.replace(",", ";")) is not None
        # Each line counts by itself.
        assert (read(f"{line}\n注") is not None) == (read(f"注\n{line}") is not None) == is_cell
        assert read(f"标签5,5,6\n标签5,6,7\n{before},1,2") is None
        assert (read(f"标签5,5,6,7,8\n{before},1,2,3,4") is not None) == is_cell


@BOTH
def test_sentences_and_lines_with_long_cells_keep_their_marks(mark: str) -> None:
    row = mark.join(["标签", *"555556"])
    bars = row.replace(mark, "|")
    for length in (59, 60, 61):
        line = mark.join(["字" * length, "5", "6"])
        assert read(f"{row}\n{line}") == f"{bars}\n{line if length > 60 else line.replace(mark, '|')}"
    for end in "。！？":
        line = mark.join(["标签", "5", f"6{end}"])
        assert read(f"{row}\n{line}") == f"{bars}\n{line}"
    assert read(f"{row}\n没有") == f"{bars}\n没有"


@BOTH
def test_between_words_a_mark_is_a_bar_in_a_head_or_a_file_alone(mark: str) -> None:
    row = mark.join(["标签", *"555556"])
    bars = row.replace(mark, "|")
    for count, length, more in [
        (3, 2, ""),
        (4, 2, ""),
        (5, 12, ""),
        (4, 12, ""),
        (4, 13, ""),
        (4, 2, "3"),
        (5, 2, ""),
    ]:
        line = mark.join(["字" * (length - len(more)) + more] + ["字" * 2] * (count - 2) + ["字" * length])
        is_bar = mark in ",;" or (count >= 4 and length <= 12 and not more)
        assert read(f"{line}\n{row}") == f"{line.replace(mark, '|') if is_bar else line}\n{bars}"
    # Beside a number or nothing.
    line = mark.join(["甲乙", "丙丁", "5", "戊己", "庚辛"])
    apart = line.replace(mark, "|") if mark in ",;" else f"甲乙{mark}丙丁|5|戊己{mark}庚辛"
    assert read(f"{line}\n{row}") == f"{apart}\n{bars}"
    for word in ("5件", "5.5万元", "-5", "+3", "1,2" if mark != "," else "7", "-", "无", " 5 ", "", "—"):
        line = mark.join(["甲乙丙", word, "丁戊己"])
        assert read(f"{line}\n{row}") == f"{line.replace(mark, '|')}\n{bars}", word


@BOTH
def test_in_quotation_marks_nothing_is_parted(mark: str) -> None:
    row = mark.join(["标签", *"555556"])
    line = f'"甲{mark}乙"{mark}"5"{mark}6'
    blanked = line.replace('"', " ") if mark in ",;" else line
    marks = [at for at, each in enumerate(line) if each == mark][1:]
    wanted = "".join("|" if at in marks else each for at, each in enumerate(blanked))
    assert (read(f"{row}\n{line}") or "").split("\n")[1] == wanted


@pytest.mark.parametrize("first", [":", "：", " "])
def test_between_a_label_and_its_first_number_another_mark_may_stand(first: str) -> None:
    for mark in MARKS[1:]:
        row = mark.join(["标签", *"555556"])
        line = mark.join([f"甲乙{first}5", "6", "7"])
        assert (read(f"{row}\n{line}") or "").split("\n")[1] == "甲乙|5|6|7"
        assert (read(f"{row}\n甲乙{first}5{mark}丙丁") or "").split("\n")[
            1
        ] == f"甲乙{first}5{'|' if mark == ';' else mark}丙丁"
        line = mark.join([f"甲乙{first}5件", "6"])
        assert (read(f"{row}\n{line}") or "").split("\n")[1] == f"甲乙{first}5件|6"


def test_a_table_has_two_lines_above_it_and_the_rest_of_its_last_and_one_without_rows_its_section() -> None:
    row = "标签;5;5;5;5;6"
    lines = [row] * 8
    text = "\n".join(lines)
    bars = row.replace(";", "|")
    size = len(row) + 1
    for first in range(8):
        for last in range(first, 8):
            # From within a line, that one is of the two.
            for within, above in ((0, 2), (1, 1), (3, 1)):
                found = read(text, first * size + within, last * size + 4)
                assert found == "\n".join(bars if first - above <= at <= last else row for at in range(8))
    # Without a row, all of the section that it belongs to.
    section = Section("s", Span(0, 6 * size), None, Span(2 * size, 5 * size - 1))
    flow = Flow.of(text)
    told = separated(flow, report(Table("t", "", NOWHERE, READ, (), section="s"), sections=(section,)))
    assert told == "\n".join(bars if 2 <= at <= 4 else row for at in range(8))
    assert (
        separated(flow, report(Table("t", "", NOWHERE, READ, (), section="other"), sections=(section,)))
        is None
    )
    # Two tables that share lines.
    tables = [Table("t", "", Span(at * size, at * size + 5), READ, (ROW,)) for at in (5, 3)]
    assert separated(flow, report(*tables)) == "\n".join(bars if 1 <= at <= 5 else row for at in range(8))
    assert separated(flow, report()) is None
    # A line that stands in both counts for each by itself.
    text = "标签,5,6\n标签,5,6\n标签5,5,6"
    line = len("标签,5,6\n")
    for spans in ([(0, 3 * line), (0, line)], [(0, 3 * line), (0, 2 * line - 1)]):
        own = [Table("t", "", Span(*each), READ, (ROW,)) for each in spans]
        assert separated(Flow.of(text), report(*own)) == "标签|5|6\n标签|5|6\n标签5|5|6"
