"""
Words of labels in sentences, in enumerations and with a word more, remarks behind labels, and lines that tabs part.
"""

from itertools import product
from random import Random

import pytest

from disclint.syntax import BLANK, DASH, NUMBER, Table
from tests.forms import DISCLOSURE, DISPUTES, REQUESTS, read, rows_of, values
from tests.test_misspelt_rows import bare
from tests.test_written_tables import LAYOUTS, numbers, written

SHORT = [each for each in DISCLOSURE.rows() if len(each.label) <= 4]
REFERENCE = pytest.mark.parametrize("reference", [False, True])


def filled(seed: int) -> dict[str, int]:
    drawn = Random(seed)
    return {
        f"disclosure/{row.id}/{id}": int(words) + 11
        for block in DISCLOSURE.blocks
        for row in block.rows
        for id, words in numbers(drawn, block, 80).items()
    }


def lines_of(known: dict[str, int], bar: str) -> list[list[str]]:
    """
    The table block by block: its caption, its head, its rows.
    """
    rows = iter(rows_of(DISCLOSURE, known))
    found = []
    for block in DISCLOSURE.blocks:
        assert block.caption
        head = [block.caption.label, bar.join(["信息内容", *(each.label for each in block.columns)])]
        found.append([*head, *(bar.join([label, *own]) for label, own in (next(rows) for _ in block.rows))])
    return found


def flat(blocks: list[list[str]]) -> list[str]:
    return [line for block in blocks for line in block]


@REFERENCE
@pytest.mark.parametrize("bar", [" | ", " "])
@pytest.mark.parametrize(
    "sentence",
    [
        "{}工作有序推进。", "注：含{}等内容。", "其中{}、备案均已公示。", "公示{}和备案事项。", "办理{}及备案事项。",
        "规范{}行为。", "{}事项清单已更新。", "另见、{}。", "{}制度健全。",
    ],
)  # fmt: skip
def test_a_label_that_is_a_word_of_a_sentence_is_no_row(sentence: str, bar: str, reference: bool) -> None:  # noqa: FBT001 - a case
    for row in SHORT:
        known = filled(len(sentence))
        blocks = lines_of(known, bar)
        # Before its own row, where it would be the first that is met.
        at = next(at for at, block in enumerate(blocks) if any(each.startswith(row.label) for each in block))
        place = next(number for number, each in enumerate(blocks[at]) if each.startswith(row.label))
        blocks[at].insert(place, sentence.format(row.label))
        found = read(DISCLOSURE, flat(blocks), reference=reference)
        assert values(found) == known
        (own,) = (each for each in found.rows if each.id == row.id)
        assert own.label is not None
        text_before = "\n".join(
            ["二、主动公开政府信息情况", *flat(blocks[:at]), *blocks[at][: place + 1], ""]
        )
        assert own.label.span.start == len(text_before)


@REFERENCE
@pytest.mark.parametrize("bar", [" | ", " "])
@pytest.mark.parametrize("sentence", ["另见、{} 9", "含{} 9", "{}、备案 9", "{}和备案 9", "{}制度 9件"])
def test_numbers_behind_such_a_word_are_none_of_the_row_s(sentence: str, bar: str, reference: bool) -> None:  # noqa: FBT001 - a case
    for row in SHORT:
        known = filled(len(sentence))
        first, *lines = flat(lines_of(known, bar))
        found = read(DISCLOSURE, [first, sentence.format(row.label), *lines], reference=reference)
        assert values(found) == known


@REFERENCE
@pytest.mark.parametrize("row", [each.label for each in SHORT])
def test_a_number_glued_to_a_label_makes_no_sentence_of_it(row: str, reference: bool) -> None:  # noqa: FBT001 - a case
    known = filled(3)
    lines = [each.replace(f"{row} ", row) for each in flat(lines_of(known, " "))]
    assert f"{row} " not in "".join(lines)
    assert values(read(DISCLOSURE, lines, reference=reference)) == known


@pytest.mark.parametrize("layout", ["bars", "tabs", "blanks"])
def test_without_its_numeral_the_label_of_the_last_row_is_a_column_s_in_the_head(layout: str) -> None:
    paper = written(REQUESTS, LAYOUTS[layout], Random(layout))
    lines = bare(paper.text).split("\n")
    found = read(REQUESTS, lines[1 : lines.index("五、存在的主要问题及改进情况")])
    sound = read(
        REQUESTS, paper.text.split("\n")[1 : paper.text.split("\n").index("五、存在的主要问题及改进情况")]
    )
    assert {id: labels[0].written for id, labels in found.columns.items()} == {
        id: labels[0].written for id, labels in sound.columns.items()
    }
    assert values(found) == {address: int(words) for address, (_, words) in paper.cells.items()}


@REFERENCE
@pytest.mark.parametrize("more", ["事项", "决定书", "类"])
def test_a_label_with_a_word_more_is_the_row_if_its_number_alone_stands_behind_it(
    more: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    known = filled(5)
    single = [
        row for block in DISCLOSURE.blocks for row in block.rows if len(block.columns) == 1 and row in SHORT
    ]
    assert len(single) > 2
    for row in single:
        address = next(each for each in known if f"/{row.id}/" in each)
        for words, is_row in (
            (f"{row.label}{more} {known[address]}", True),
            (f"{row.label}{more}\n{known[address]}", True),
            (f"{row.label}{more} {known[address]}件", False),
            (f"{row.label}{more}{known[address]}", False),
            (f"{row.label}{(more + '目录一览')[:4]} {known[address]}", False),
            (f"全部{row.label}{more} {known[address]}", False),
        ):
            lines = [words if each.startswith(row.label) else each for each in flat(lines_of(known, " "))]
            table = read(DISCLOSURE, lines, reference=reference)
            sure = {each.address for each in table.cells() if each.state == NUMBER and each.confidence == 1}
            # What is no row's makes another's numbers uncertain at the most.
            assert values(table).items() <= known.items(), words
            assert (address in sure) == is_row, words
            assert not is_row or values(table) == known, words


@pytest.mark.parametrize(
    ("remark", "kept"),
    [
        ("（历史累计）", True),
        ("（全部）", True),
        ("（含往年及历史上累计总数）", False),
        ("（件）", False),
        ("（2024年）", False),
        ("历史累计", False),
        ("（规章数）", False),
    ],
)
@pytest.mark.parametrize("bar", [" | ", " "])
def test_a_remark_in_brackets_is_of_the_column_s_label(remark: str, kept: bool, bar: str) -> None:  # noqa: FBT001 - a case
    known = filled(2)
    column = DISCLOSURE.blocks[0].columns[-1]
    lines = [each.replace(column.label, column.label + remark) for each in flat(lines_of(known, bar))]
    found = read(DISCLOSURE, lines)
    written = remark.replace("（", "(").replace("）", ")") if kept else ""
    assert [each.written for each in found.columns[column.id]] == [column.label + written]
    assert values(found) == known


# Table 4 on a line that tabs part.

HEAD = "\t".join(
    ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", *(each.label for each in DISPUTES.columns()) , *(each.label for each in DISPUTES.columns()), *(each.label for each in DISPUTES.columns())]
)  # fmt: skip


def line_of(cells: list[str], *, reference: bool) -> Table:
    return read(DISPUTES, [HEAD, "\t".join(cells)], reference=reference)


@REFERENCE
@pytest.mark.parametrize("words", ["", "无", "-", "/"])
def test_a_pasted_line_without_numbers_is_a_form_that_nobody_filled_in(words: str, reference: bool) -> None:  # noqa: FBT001 - a case
    found = line_of([words] * 15, reference=reference)
    assert [each.state for each in found.cells()] == [DASH if words else BLANK] * 15


@REFERENCE
@pytest.mark.parametrize("word", ["无", "/"])
@pytest.mark.parametrize("seed", range(3))
def test_on_a_pasted_line_words_for_nothing_stand_where_they_were_put(
    word: str,
    seed: int,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    drawn = Random(seed)
    # Its first and its last cell are filled, so that blanks around them are not lost with the line's.
    cells = [word, *(drawn.choice([word, ""]) for _ in range(13)), word]
    found = line_of(cells, reference=reference)
    assert [each.state for each in found.cells()] == [DASH if each else BLANK for each in cells]


@REFERENCE
@pytest.mark.parametrize("sign", ["", "无", "-"])
def test_a_cell_of_a_pasted_line_may_be_without_a_number(sign: str, reference: bool) -> None:  # noqa: FBT001 - a case
    drawn = Random(sign)
    own = [str(each) for _ in range(3) for each in (1, 2, 3, 4, 10)]
    for at in drawn.sample(range(15), 6):
        line = [*own[:at], sign, *own[at + 1 :]]
        found = line_of(line, reference=reference)
        assert [each.raw for each in found.cells()] == line
        assert [each.state == NUMBER for each in found.cells()] == [each.isdigit() for each in line]


@REFERENCE
def test_a_pasted_line_with_another_number_of_cells_is_not_kept_apart(reference: bool) -> None:  # noqa: FBT001 - a case
    own = [str(each) for _ in range(3) for each in (1, 2, 3, 4, 10)]
    for line in (own[:-1], [*own, "7"]):
        found = line_of(line, reference=reference)
        assert not [
            each
            for each, written in zip(found.cells(), own, strict=True)
            if each.confidence == 1 and each.value is not None and each.raw != written
        ]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("order", list(product([False, True], repeat=2)))
def test_a_pasted_line_is_read_whatever_else_is_a_line_of_cells(
    layout: str, order: tuple[bool, bool]
) -> None:
    own = [str(each) for _ in range(3) for each in (1, 2, 3, 4, 10)]
    empty = LAYOUTS[layout].between.strip("\n").join(["无"] * 15)
    lines = [*([empty] if order[0] else []), "\t".join(own), *([empty] if order[1] else [])]
    assert [each.raw for each in read(DISPUTES, [HEAD, *lines]).cells()] == own
