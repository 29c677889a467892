"""
Tables whose numbers stand elsewhere than the form has them, each behind a name, or whose rows have other numerals.
"""

import re
from collections.abc import Mapping

import pytest
from attrs import evolve

from disclint.editions import TableForm
from disclint.grammar import parse
from disclint.source import Source
from disclint.syntax import LOST, NUMBER
from tests.forms import DISCLOSURE, DISPUTES, EDITIONS, LEXICON, REQUESTS, read, values


def numbers(form: TableForm) -> Mapping[str, int]:
    """
    A number of its own for each cell.
    """
    return {address: 7 + 13 * at for at, address in enumerate(form.addresses())}


def turned(form: TableForm, bar: str, filled: Mapping[str, int]) -> list[str]:
    rows = [each.label for each in form.rows()]
    return [
        bar.join(["项目", *rows]),
        *(
            bar.join([column.label, *(str(filled[f"{form.id}/{row.id}/{column.id}"]) for row in form.rows())])
            for column in form.columns()
        ),
    ]


@pytest.mark.parametrize("bar", [" | ", "\t", " ", "\n"])
@pytest.mark.parametrize("reference", [False, True])
def test_a_table_whose_rows_and_columns_changed_places_is_read_by_its_names(
    bar: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    filled = numbers(REQUESTS)
    found = read(REQUESTS, turned(REQUESTS, bar, filled), reference=reference)
    assert values(found) == filled
    assert {each.confidence for each in found.cells()} == {1.0}


def blocks_turned(filled: Mapping[str, object], form: TableForm = DISCLOSURE) -> list[str]:
    """
    The lines of Table 2, in each block of which rows and columns changed places.
    """
    lines = []
    for block in form.blocks:
        lines += [block.caption.label] if block.caption else []
        lines.append(" ".join(["信息内容", *(each.label for each in block.rows)]))
        for column in block.columns:
            cells = (str(filled[f"disclosure/{row.id}/{column.id}"]) for row in block.rows)
            lines.append(" ".join([column.label, *cells]))
    return lines


@pytest.mark.parametrize("bar", [" | ", " ", "\n"])
@pytest.mark.parametrize("unit", ["", "件"])
@pytest.mark.parametrize("reference", [False, True])
def test_the_blocks_of_table_two_may_have_their_rows_as_columns(
    bar: str,
    unit: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    filled = {address: f"{number}{unit}" for address, number in numbers(DISCLOSURE).items()}
    lines = [each.replace(" ", bar) for each in blocks_turned(filled)]
    found = read(DISCLOSURE, lines, reference=reference)
    # A unit in a cell is there to be told.
    assert {each.address: each.raw for each in found.cells()} == filled
    assert {each.confidence for each in found.cells()} == {1.0}


@pytest.mark.parametrize("bar", [" | ", " ", "\n"])
@pytest.mark.parametrize("straight", ["documents", "licences", "enforcement", "fees"])
@pytest.mark.parametrize("reference", [False, True])
def test_one_block_of_table_two_may_stand_as_the_form_has_it(
    bar: str,
    straight: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    filled = numbers(DISCLOSURE)
    lines = []
    for block in DISCLOSURE.blocks:
        one = evolve(DISCLOSURE, blocks=(block,))
        if block.id != straight:
            lines += [each.replace(" ", bar) for each in blocks_turned(filled, one)]
            continue
        lines += [block.caption.label] if block.caption else []
        lines.append(bar.join(["信息内容", *(each.label for each in block.columns)]))
        for row in block.rows:
            cells = (str(filled[f"disclosure/{row.id}/{column.id}"]) for column in block.columns)
            lines.append(bar.join([row.label, *cells]))
    assert values(read(DISCLOSURE, lines, reference=reference)) == filled


@pytest.mark.parametrize("unit", ["", "件"])
@pytest.mark.parametrize("lost", range(len(DISCLOSURE.addresses())))
def test_a_turned_block_that_lost_a_number_gives_none_to_another_row(unit: str, lost: int) -> None:
    filled = {address: f"{number}{unit}" for address, number in numbers(DISCLOSURE).items()}
    there = {**filled, DISCLOSURE.addresses()[lost]: ""}
    found = read(DISCLOSURE, blocks_turned(there))
    certain = {each.address: each.raw for each in found.cells() if each.confidence == 1 and each.raw}
    assert {
        address: raw
        for address, raw in certain.items()
        if f"{raw.removesuffix('件')}{unit}" != filled[address]
    } == {}


def test_the_columns_of_a_turned_table_may_stand_in_any_order() -> None:
    filled = numbers(REQUESTS)
    head, *columns = turned(REQUESTS, " | ", filled)
    assert values(read(REQUESTS, [head, *reversed(columns)])) == filled


@pytest.mark.parametrize("lost", [1, 7])
def test_a_turned_table_that_lost_a_number_or_a_column_is_not_dealt_out(lost: int) -> None:
    filled = numbers(REQUESTS)
    lines = turned(REQUESTS, " ", filled)
    lines = lines[:-1] if lost == 7 else [*lines[:3], lines[3].rsplit(" ", 1)[0], *lines[4:]]
    found = read(REQUESTS, lines)
    assert not values(found)
    assert found.state == LOST


def test_a_row_may_say_its_numbers_by_the_names_of_their_columns() -> None:
    for form in (REQUESTS, DISCLOSURE):
        filled = numbers(form)
        lines = []
        for block in form.blocks:
            lines += [block.caption.label] if block.caption else []
            for row in block.rows:
                said = [f"{each.label}{filled[f'{form.id}/{row.id}/{each.id}']}" for each in block.columns]
                lines.append(f"{row.label}：{'，'.join(said)}。")
        assert values(read(form, lines)) == filled


@pytest.mark.parametrize(
    ("written", "is_read"), [("{:,}", True), ("{:,}件", True), ("{:.1f}", True), ("{},5", False)]
)
def test_a_number_that_a_row_says_is_read_whole_or_not_at_all(written: str, is_read: bool) -> None:  # noqa: FBT001 - a case
    filled = {address: 900 + 131 * at for at, address in enumerate(REQUESTS.addresses())}
    lines = [
        f"{row.label}："
        + "，".join(
            each.label + written.format(filled[f"requests/{row.id}/{each.id}"]) for each in REQUESTS.columns()
        )
        + "。"
        for row in REQUESTS.rows()
    ]
    found = read(REQUESTS, lines)
    certain = {
        each.address: each.value for each in found.cells() if each.state == NUMBER and each.confidence == 1
    }
    assert certain == (filled if is_read else {})


def test_a_digit_before_a_comma_is_no_numeral_of_the_next_name() -> None:
    filled = {address: at % 10 for at, address in enumerate(REQUESTS.addresses())}
    lines = [
        f"{row.label}："
        + "，".join(f"{each.label}{filled[f'requests/{row.id}/{each.id}']}" for each in REQUESTS.columns())
        + "。"
        for row in REQUESTS.rows()
    ]
    assert values(read(REQUESTS, lines)) == filled


def test_a_row_that_says_one_number_less_says_none_of_them_for_another() -> None:
    filled = numbers(REQUESTS)
    lines = [
        f"{row.label}："
        + "，".join(
            f"{each.label}{filled[f'requests/{row.id}/{each.id}']}"
            for each in REQUESTS.columns()
            if (row.id, each.id) != ("granted", "research")
        )
        + "。"
        for row in REQUESTS.rows()
    ]
    found = values(read(REQUESTS, lines))
    assert all(found[each] == filled[each] for each in found)
    assert "requests/granted/total" not in found


HEAD_OF_DISPUTES = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"


@pytest.mark.parametrize(
    "lines",
    [
        [
            f" | {HEAD_OF_DISPUTES}",
            "行政复议 | 1 | 2 | 3 | 4 | 10",
            "未经复议直接起诉 | 5 | 0 | 0 | 1 | 6",
            "复议后起诉 | 0 | 7 | 0 | 2 | 9",
        ],
        [
            f"| 类别 | | {HEAD_OF_DISPUTES} |",
            "| 行政复议 | | 1 | 2 | 3 | 4 | 10 |",
            "| 行政诉讼 | 未经复议直接起诉 | 5 | 0 | 0 | 1 | 6 |",
            "| | 复议后起诉 | 0 | 7 | 0 | 2 | 9 |",
        ],
        [
            HEAD_OF_DISPUTES.replace(" | ", " "),
            "行政复议 1 2 3 4 10",
            "未经复议直接起诉 5 0 0 1 6",
            "复议后起诉 0 7 0 2 9",
        ],
        [
            "结果 | 行政复议 | 未经复议直接起诉 | 复议后起诉",
            "结果维持 | 1 | 5 | 0",
            "结果纠正 | 2 | 0 | 7",
            "其他结果 | 3 | 0 | 0",
            "尚未审结 | 4 | 1 | 2",
            "总计 | 10 | 6 | 9",
        ],
        [
            "行政复议：结果维持1，结果纠正2，其他结果3，尚未审结4，总计10。",
            "行政诉讼",
            "未经复议直接起诉：结果维持5，结果纠正0，其他结果0，尚未审结1，总计6。",
            "复议后起诉：结果维持0，结果纠正7，其他结果0，尚未审结2，总计9。",
        ],
    ],
    ids=["bars", "more bars", "blanks", "columns", "said"],
)
@pytest.mark.parametrize("reference", [False, True])
def test_the_groups_of_a_line_may_be_rows_or_columns(
    lines: list[str],
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    found = read(DISPUTES, lines, reference=reference)
    wanted = [1, 2, 3, 4, 10, 5, 0, 0, 1, 6, 0, 7, 0, 2, 9]
    assert values(found) == dict(zip(DISPUTES.addresses(), wanted, strict=True))
    assert {each.confidence for each in found.cells()} == {1.0}


def test_a_remark_behind_the_name_of_a_column_belongs_to_it() -> None:
    found = read(
        DISCLOSURE,
        [
            "第二十条第（一）项",
            "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数（历史累计）",
            "规章 | 0 | 0 | 0",
            "行政规范性文件 | 1 | 0 | 3",
        ],
    )
    assert [each.written for each in found.columns["in_force"]] == ["现行有效件数(历史累计)"]
    assert [each.written for each in found.columns["issued"]] == ["本年制发件数"]


def renumbered(label: str, how: str) -> str:
    """
    A label of the form with another numeral.
    """
    match = re.match(r"(\d)\.|[(（](.)[)）]|(.)、", label)
    assert match is not None
    words, mark = label[match.end() :], match[1] or match[2] or match[3]
    if how == "①" and match[1]:
        return chr(0x245F + int(mark)) + words
    return {"": words, "(1)": f"（{mark}）{words}", "1)": f"{mark}）{words}"}.get(how, label)


@pytest.mark.parametrize("how", ["", "(1)", "1)", "①"])
@pytest.mark.parametrize("bar", [" | ", " ", "\n"])
def test_rows_are_known_by_their_words_where_their_numerals_are_gone_or_others(how: str, bar: str) -> None:
    filled = numbers(REQUESTS)
    groups = {each.id: each.label for each in REQUESTS.groups}
    lines = [bar.join(["申请人情况", *(each.label for each in REQUESTS.columns())])]
    seen: set[str] = set()
    for row in REQUESTS.rows():
        before = [renumbered(groups[row.group], how)] if row.group and row.group not in seen else []
        seen.add(row.group or "")
        cells = (str(filled[f"requests/{row.id}/{each.id}"]) for each in REQUESTS.columns())
        lines.append(bar.join([*before, renumbered(row.label, how), *cells]))
    for reference in (False, True):
        found = read(REQUESTS, lines, reference=reference)
        assert found.edition == "2021"
        assert values(found) == filled


def test_words_of_rows_in_a_sentence_below_a_table_with_numerals_are_no_rows() -> None:
    filled = numbers(REQUESTS)
    lines = [
        " ".join([row.label, *(str(filled[f"requests/{row.id}/{each.id}"]) for each in REQUESTS.columns())])
        for row in REQUESTS.rows()
    ]
    found = read(
        REQUESTS, [*lines, "其中予以公开1件，部分公开2件，重复申请3件，属于国家秘密0件，无法提供4件。"]
    )
    assert values(found) == filled


def test_heads_of_blocks_without_any_row_are_no_turned_table() -> None:
    heads = [
        line
        for block in DISCLOSURE.blocks
        for line in (block.caption.label if block.caption else "", "信息内容")
    ]
    columns = [each.label for each in DISCLOSURE.columns()]
    found = read(DISCLOSURE, [*heads, *columns])
    assert values(found) == {}


def in_parts(filled: Mapping[str, object], widths: tuple[int, ...], bar: str) -> list[str]:
    """
    The lines of Table 3 set in parts with so many columns each.
    """
    lines, at = [], 0
    for width in widths:
        columns = REQUESTS.columns()[at : at + width]
        at += width
        lines.append(bar.join(["申请人情况", *(each.label for each in columns)]))
        for row in REQUESTS.rows():
            cells = (str(filled[f"requests/{row.id}/{each.id}"]) for each in columns)
            lines.append(bar.join([row.label, *cells]))
    return lines


@pytest.mark.parametrize("bar", [" | ", " ", "\n", "\t"])
@pytest.mark.parametrize("widths", [(1, 5, 1), (1, 6), (4, 3), (6, 1), (2, 2, 3)])
def test_a_wide_table_may_be_set_in_parts_with_some_columns_each(widths: tuple[int, ...], bar: str) -> None:
    filled = numbers(REQUESTS)
    found = read(REQUESTS, in_parts(filled, widths, bar))
    assert values(found) == filled
    assert {each.confidence for each in found.cells()} == {1.0}


@pytest.mark.parametrize("reference", [False, True])
def test_a_table_of_which_a_row_is_whole_behind_its_label_is_not_set_in_parts(
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    # Labels of one table, twice, between which a single row has kept its numbers.
    labels = ["3.其他", "(七)总计", "四、结转下年度继续办理"]
    numbers_of_row = ["15372", "192", "0", "0", "34", "0", "15598"]
    lines = ["申请人情况", "自然人", *labels, "商业企业", *labels[:2], *numbers_of_row, labels[2]]
    parsed = parse(Source("\n".join(lines)), EDITIONS, LEXICON, reference=reference)
    found = parsed.report.table("requests")
    assert found is not None
    assert [str(each) for each in values(found).values()] == numbers_of_row


def test_a_row_that_lost_a_number_in_one_part_is_not_read_and_the_others_are() -> None:
    filled = numbers(REQUESTS)
    lines = in_parts(filled, (4, 3), " | ")
    lines[1] = " | ".join(lines[1].split(" | ")[:-1])
    found = read(REQUESTS, lines)
    assert values(found) == {id: each for id, each in filled.items() if "/new_received/" not in id}


@pytest.mark.parametrize("parts", [((0, 3), (2, 7)), ((0, 3), (3, 6)), ((0, 3), (0, 3))])
def test_parts_that_have_a_column_twice_or_lack_one_are_not_read(parts: tuple[tuple[int, int], ...]) -> None:
    filled = numbers(REQUESTS)
    columns = REQUESTS.columns()
    lines = []
    for first, last in parts:
        lines.append(" | ".join(["申请人情况", *(each.label for each in columns[first:last])]))
        for row in REQUESTS.rows():
            cells = (str(filled[f"requests/{row.id}/{each.id}"]) for each in columns[first:last])
            lines.append(" | ".join([row.label, *cells]))
    assert read(REQUESTS, lines).state == LOST
