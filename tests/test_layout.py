"""
What the layout makes of characters and strokes whose places are known.
"""

from itertools import pairwise

from disclint.readers import paged
from disclint.source import Glyph, Page, Source, Stroke

SIZE = 10.0


def write(x: float, y: float, text: str, size: float = SIZE) -> list[Glyph]:
    """
    A text from a place on; letters and digits are half as wide as high.
    """
    glyphs = []
    for char in text:
        width = size / 2 if char.isascii() else size
        if char != " ":
            glyphs.append((char, x, y, x + width, y + size))
        x += width
    return glyphs


def ruled(xs: list[float], ys: list[float]) -> list[Stroke]:
    """
    The borders of a grid.
    """
    level = [(xs[0], y, xs[-1], y) for y in ys]
    return level + [(x, ys[0], x, ys[-1]) for x in xs]


def source(*pages: tuple[list[Glyph], list[Stroke]]) -> Source:
    """
    The source of pages given as characters and strokes.
    """
    return paged.read(
        [Page(595.0, 842.0, tuple(glyphs), tuple(strokes)) for glyphs, strokes in pages], "报告", "pdf"
    )


def rows(*pages: tuple[list[Glyph], list[Stroke]]) -> list[str]:
    """
    The lines of what pages say.
    """
    return source(*pages).text.rstrip("\n").split("\n")


XS, YS = [100.0, 200.0, 260.0, 320.0], [100.0, 120.0, 140.0]
GRID = ruled(XS, YS)
WORDS = [
    *write(105, 105, "名称"), *write(225, 105, "甲"), *write(285, 105, "乙"),
    *write(105, 125, "件数"), *write(225, 125, "12"), *write(285, 125, "0"),
]  # fmt: skip


def test_a_ruled_table_is_a_grid() -> None:
    made = source((WORDS, GRID))
    assert made.text == "名称 | 甲 | 乙\n件数 | 12 | 0\n"
    (grid,) = made.grids
    assert [(each.row, each.column, made.slice(each.span)) for each in grid.cells][3:] == [
        (1, 0, "件数"), (1, 1, "12"), (1, 2, "0"),
    ]  # fmt: skip
    assert made.locate(grid.cells[4].span).box == (225.0, 125.0, 235.0, 135.0)


def test_borders_in_pieces_doubled_or_dotted_are_borders() -> None:
    pieces = [(x, 100.0, x + 9, 100.0) for x in range(100, 320, 10)]
    dots = [(x, 140.0, x + 0.7, 140.0) for x in range(100, 320, 2)]
    doubled = [(at + 1.5, y0, at + 1.5, y1) for at, y0, _, y1 in GRID if y1 - y0 > 30]
    strokes = [each for each in GRID if each[1] not in {100.0, 140.0} or each[3] > each[1]]
    assert rows((WORDS, [*strokes, *pieces, *dots, *doubled])) == ["名称 | 甲 | 乙", "件数 | 12 | 0"]


def test_cells_over_several_rows_and_columns_have_their_spans() -> None:
    strokes = [each for each in GRID if each != (100.0, 120.0, 320.0, 120.0)]
    strokes.append((200.0, 120.0, 320.0, 120.0))
    made = source(([*write(105, 115, "合计"), *write(225, 105, "1"), *write(225, 125, "2")], strokes))
    (grid,) = made.grids
    assert (grid.cells[0].row_span, made.text) == (2, "合计 | 1 | \n2 | \n")


def test_a_side_header_of_one_character_a_line_is_a_word() -> None:
    strokes = ruled([100.0, 115.0, 200.0], [100.0, 200.0])
    glyphs = [glyph for at, char in enumerate("办理结果") for glyph in write(102, 110 + 20 * at, char)]
    assert rows((glyphs + write(120, 150, "予以公开"), strokes)) == ["办理结果 | 予以公开"]


def test_numbers_that_no_border_parts_are_parted_by_their_columns() -> None:
    framed = [each for each in GRID if each[1] == each[3] or each[0] in {100.0, 320.0}]
    more = [*WORDS[:4], *write(105, 125, "件数"), *write(225, 125, "12"), *write(285, 125, "0")]
    assert rows((more, framed))[-1] == "件数 | 12 | 0"
    level = [each for each in GRID if each[1] == each[3]]
    assert rows((WORDS, level))[-1] == "件数 | 12 | 0"


def test_numbers_below_each_other_in_one_row_are_rows() -> None:
    stacked = [*write(105, 105, "甲"), *write(105, 122, "乙"),
               *write(225, 105, "1"), *write(225, 122, "2"), *write(285, 105, "3"), *write(285, 122, "4")]  # fmt: skip
    assert rows((stacked, ruled(XS, [100.0, 140.0]))) == ["甲 | 1 | 3", "乙 | 2 | 4"]


def test_a_number_whose_digits_were_wrapped_is_one() -> None:
    # Two narrow cells with room for four digits, as Word sets them at the left; one for a label.
    xs = [100.0, 200.0, 231.0, 262.0]
    wrapped = [*write(105.5, 105, "甲"), *write(205.5, 105, "1256"), *write(205.5, 115, "1"),
               *write(236.5, 105, "1429"), *write(236.5, 115, "92")]  # fmt: skip
    assert rows((wrapped, ruled(xs, [100.0, 140.0]))) == ["甲 | 12561 | 142992"]
    apart = [*write(105.5, 105, "甲"), *write(205.5, 105, "125"), *write(205.5, 115, "130"),
             *write(236.5, 105, "142"), *write(236.5, 115, "9")]  # fmt: skip
    assert len(rows((apart, ruled(xs, [100.0, 140.0])))) == 2


def test_a_row_whose_label_goes_on_behind_a_page_break_is_one() -> None:
    # The margins are wider than usual: the label's first line is full all the same.
    xs = [100.0, 140.5, 200.0]
    upper = [each for each in ruled(xs, [700.0, 720.0, 740.0]) if each[1] != 740.0 or each[3] > each[1]]
    lower = [each for each in ruled(xs, [50.0, 70.0, 90.0]) if each[1] != 50.0 or each[3] > each[1]]
    first = [
        *write(105.5, 705, "一名"),
        *write(150, 705, "7"),
        *write(105.5, 725, "4."),
        *write(115.5, 725, "保"),
        *write(150, 725, "3"),
    ]
    second = [*write(105.5, 55, "护权"), *write(105.5, 75, "其他"), *write(150, 75, "9")]
    assert rows((first, upper), (second, lower)) == ["一名 | 7", "4.保护权 | 3", "其他 | 9"]
    for begins in ("5.无", "(二)"):
        other = [*write(105.5, 55, begins), *write(105.5, 75, "其他"), *write(150, 75, "9")]
        assert rows((first, upper), (other, lower))[1:3] == ["4.保 | 3", f"{begins} | "]


def test_a_row_that_a_page_break_cuts_is_one_below_a_repeated_header() -> None:
    upper, lower = ruled(XS, [680.0, 700.0, 720.0]), ruled(XS, [50.0, 70.0, 90.0, 110.0])
    first = [*write(105, 685, "名称"), *write(225, 685, "甲"), *write(285, 685, "乙"),
             *write(105, 705, "5.申请公开全部事"), *write(225, 705, "12"), *write(285, 705, "0")]  # fmt: skip
    second = [*write(105, 55, "名称"), *write(225, 55, "甲"), *write(285, 55, "乙"), *write(105, 75, "项"),
              *write(105, 95, "6.其他"), *write(225, 95, "7"), *write(285, 95, "8")]  # fmt: skip
    found = rows((first, upper), (second, lower))
    assert found == ["名称 | 甲 | 乙", "5.申请公开全部事项 | 12 | 0", "6.其他 | 7 | 8"]


def test_a_numbered_label_goes_on_behind_a_page_break_though_its_line_was_not_full() -> None:
    # Word does not part “及“三安”, so that the first line ends early.
    upper, lower = ruled(XS, [680.0, 700.0, 720.0]), ruled(XS, [50.0, 70.0, 90.0])
    first = [*write(105, 685, "2.其他"), *write(225, 685, "1"), *write(285, 685, "1"),
             *write(105, 705, "3.危"), *write(225, 705, "12"), *write(285, 705, "0")]  # fmt: skip
    rest = [*write(105, 75, "4.保护"), *write(225, 75, "7"), *write(285, 75, "8")]
    found = rows((first, upper), (write(105, 55, "及“三安全") + rest, lower))
    assert found == ["2.其他 | 1 | 1", "3.危及“三安全 | 12 | 0", "4.保护 | 7 | 8"]
    # Nor is a row that has numbers of its own, or a label without a number above it, taken for a rest.
    own = [*write(105, 55, "重复"), *write(225, 55, "5"), *write(285, 55, "6")]
    assert rows((first, upper), (own + rest, lower))[1:3] == ["3.危 | 12 | 0", "重复 | 5 | 6"]
    plain = [*write(105, 685, "规章"), *write(225, 685, "1"), *write(285, 685, "1")]
    found = rows((plain, ruled(XS, [680.0, 700.0])), (write(105, 55, "规范性文件") + rest, lower))
    assert found[:2] == ["规章 | 1 | 1", "规范性文件 |  | "]


def test_a_header_row_that_a_page_break_cuts_is_one() -> None:
    upper, lower = ruled(XS, [700.0, 720.0]), ruled(XS, [50.0, 70.0, 90.0])
    first = [*write(105, 705, "名称"), *write(205, 705, "法律服务的"), *write(265, 705, "其他")]
    below = [*write(105, 75, "件数"), *write(225, 75, "7"), *write(285, 75, "8")]
    found = rows((first, upper), (write(205, 55, "机构") + below, lower))
    assert found == ["名称 | 法律服务的机构 | 其他", "件数 | 7 | 8"]
    # Where there was room for more, what stands below is another row.
    assert rows((first, upper), (write(265, 55, "机构") + below, lower))[0] == "名称 | 法律服务的 | 其他"


def test_a_table_that_a_page_break_cuts_is_one() -> None:
    number = [write(290, 800, f"- {at} -") for at in (1, 2)]
    upper = [each for each in ruled(XS, [700.0, 720.0, 760.0]) if each[1] != 760.0]
    lower = [each for each in ruled(XS, [50.0, 70.0, 90.0]) if each[1] != 50.0 or each[3] > each[1]]
    first = [
        *write(105, 705, "名称"),
        *write(225, 705, "甲"),
        *write(285, 705, "乙"),
        *write(105, 725, "申请公开的全部事项"),
    ]
    second = [*write(105, 55, "合计"), *write(225, 55, "31"), *write(285, 55, "2"),
              *write(105, 75, "其他"), *write(225, 75, "1"), *write(285, 75, "0")]  # fmt: skip
    found = rows((first + number[0], upper), (second + number[1], lower))
    assert found == ["名称 | 甲 | 乙", "申请公开的全部事项合计 | 31 | 2", "其他 | 1 | 0"]


def test_header_rows_that_the_next_page_repeats_are_left_out() -> None:
    below = [*WORDS[:4], *write(105, 125, "其他"), *write(225, 125, "7"), *write(285, 125, "8")]
    assert rows((WORDS, GRID), (below, GRID)) == ["名称 | 甲 | 乙", "件数 | 12 | 0", "其他 | 7 | 8"]


def test_page_numbers_and_running_heads_are_left_out() -> None:
    pages = [
        (
            [
                *write(200, 40, "某机关年度报告"),
                *write(80, 300 + at, f"第{'一二三'[at]}段说了一些话。"),
                *write(290, 800, str(at + 1)),
            ],
            [],
        )
        for at in range(3)
    ]
    assert rows(*pages) == ["第一段说了一些话。", "第二段说了一些话。", "第三段说了一些话。"]


def test_lines_that_were_full_go_on_also_on_the_next_page() -> None:
    full = "字" * 40
    first = [
        *write(120, 100, full[:38]),
        *write(100, 120, full),
        *write(100, 140, "完。"),
        *write(120, 160, full[:38]),
    ]
    second = [*write(100, 60, "也完。"), *write(120, 80, "另起一段。")]
    assert rows((first, []), (second, [])) == [f"{full[:38]}{full}完。", f"{full[:38]}也完。", "另起一段。"]


def test_a_heading_behind_a_full_line_that_ends_a_sentence_is_a_line() -> None:
    full = "全年主动公开信息三百条其中通知公告一百条" * 2
    lines = [
        full[:-1] + "。",
        "一、总体情况",
        full[:-1] + "。",
        "（一）主动公开",
        full,
        "一、二类信息另行公开。",
    ]
    page = [each for at, line in enumerate(lines) for each in write(60, 100 + 16 * at, line)]
    assert rows((page, [])) == [*lines[:4], lines[4] + lines[5]]


def test_a_character_printed_twice_is_one() -> None:
    glyphs = write(100, 100, "粗体")
    twice = [(char, x0 + 0.3, y0, x1 + 0.3, y1) for char, x0, y0, x1, y1 in glyphs]
    assert rows(([*glyphs, *twice, *write(130, 100, "11")], [])) == ["粗体11"]


def test_column_labels_without_borders_go_on_below_themselves() -> None:
    labels = ["结果维", "结果纠", "其他结", "尚未审"]
    first = [glyph for at, each in enumerate(labels) for glyph in write(100 + 60 * at, 100, each)]
    second = [glyph for at, each in enumerate("持正果结") for glyph in write(110 + 60 * at, 113, each)]
    values = [glyph for at in range(4) for glyph in write(110 + 60 * at, 130, str(at))]
    assert rows(([*first, *second, *values], [])) == ["结果维持 结果纠正 其他结果 尚未审结", "0 1 2 3"]


def test_every_place_is_a_character_in_the_order_of_the_text() -> None:
    made = source((WORDS, GRID), (write(100, 100, "后面一页"), []))
    assert all(a.end <= b.start for a, b in pairwise(made.places))
    assert {made.text[each.start] for each in made.places} == set("名称甲乙件数120后面一页")
    assert made.places[-1].page == 2


def test_a_word_that_a_narrow_column_without_borders_wraps_stands_in_its_row() -> None:
    page = []
    for at, numbers in enumerate(
        [(1, 2, 3, 4, 5), (4, None, 6, 7, 8), (None, 8, 9, 1, 2), (10, 11, 12, 1, 2)]
    ):
        y = 100 + 30 * at
        page += write(60, y, f"第{at}行")
        for column, number in enumerate(numbers):
            x = 200 + 60 * column
            if number is None:
                # Centred beside its row, and above it with its rest in the row.
                page += [
                    *write(x, y - 8 if column else y, "见附"),
                    *write(x, y + 8 if column else y + 15, "件"),
                ]
            else:
                page += write(x, y, str(number))
    assert rows((page, [])) == [
        "第0行 1 2 3 4 5",
        "第1行 4 见附件 6 7 8",
        "第2行 见附件 8 9 1 2",
        "第3行 10 11 12 1 2",
    ]


def test_characters_whose_sides_changed_places_are_read_as_others_are() -> None:
    prose = [(f"第{at}行讲的是一件事也讲另一件事", 100.0 + 14 * at) for at in range(20)]
    columns = [glyph for x in (60.0, 320.0) for words, y in prose for glyph in write(x, y, words)]
    mirrored = [(char, x1, y1, x0, y0) for char, x0, y0, x1, y1 in columns]
    assert rows((mirrored, [])) == rows((columns, []))
