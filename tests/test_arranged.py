"""
Tables whose numbers or columns stand elsewhere than the form has them: before their labels, apart from them, in another
order, or with marks of punctuation between them.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

import disclint
from disclint.editions import TableForm
from disclint.syntax import NUMBER, TEXT, Table
from tests.forms import DISCLOSURE, DISPUTES, HEADINGS, REQUESTS, read, rows_of, values

COLUMNS = [each.id for each in REQUESTS.columns()]
REFERENCE = pytest.mark.parametrize("reference", [False, True])


def adding_up(form: TableForm) -> Mapping[str, int]:
    """
    A number for each cell, so that each row of Tables 3 and 4 adds up, and each column of Table 3.
    """
    found: dict[str, int] = {}
    rows = [each.id for each in form.rows()]
    parts = [each.id for each in form.columns()][:-1]
    for at, row in enumerate(rows):
        for number, column in enumerate(parts):
            found[f"{form.id}/{row}/{column}"] = 1 + (at * 5 + number * 3) % 17
    for column in parts if form is REQUESTS else ():
        leaves = sum(found[f"requests/{row}/{column}"] for row in rows[2:-2])
        found[f"requests/disposed_total/{column}"] = leaves
        ends = leaves + found[f"requests/carried_forward/{column}"]
        found[f"requests/new_received/{column}"] = ends - found[f"requests/carried_over/{column}"]
    for row in rows:
        found[f"{form.id}/{row}/total"] = sum(found[f"{form.id}/{row}/{each}"] for each in parts)
    return found


def in_blocks() -> Mapping[str, int]:
    """
    A number of its own for each cell of Table 2.
    """
    return {address: 11 + 3 * at for at, address in enumerate(DISCLOSURE.addresses())}


def confidences(found: Table) -> set[float]:
    return {each.confidence for each in found.cells()}


HEAD = ["申请人情况", "自然人 法人或其他组织 总计", "商业企业 科研机构 社会公益组织 法律服务机构 其他"]


@REFERENCE
@pytest.mark.parametrize("between", ["\n", " "])
@pytest.mark.parametrize("bar", [" ", "\n", " | ", "\t"])
def test_numbers_before_their_labels_are_those_of_the_labels_behind_them(
    bar: str,
    between: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    filled = adding_up(REQUESTS)
    lines = [bar.join(numbers) + between + label for label, numbers in rows_of(REQUESTS, filled)]
    found = read(REQUESTS, [*HEAD, *lines], reference=reference)
    assert values(found) == filled
    assert confidences(found) == {1.0}


def test_numbers_before_their_labels_are_not_certain_where_blanks_vanished() -> None:
    filled = adding_up(REQUESTS)
    lines = [
        " ".join([*numbers[:2], *numbers[3:]]) + "\n" + label for label, numbers in rows_of(REQUESTS, filled)
    ]
    found = read(REQUESTS, [*HEAD, *lines])
    assert not [each for each in found.cells() if each.state == NUMBER and each.confidence == 1]


@pytest.mark.parametrize("lost", [None, 0, 40, -1])
def test_all_numbers_before_all_labels_are_theirs_if_none_was_lost(lost: int | None) -> None:
    filled = adding_up(REQUESTS)
    rows = rows_of(REQUESTS, filled)
    numbers = [each for _, row in rows for each in row]
    if lost is not None:
        del numbers[lost]
    found = read(REQUESTS, [*HEAD, " ".join(numbers), *(label for label, _ in rows)])
    if lost is None:
        assert values(found) == filled
    for each in found.cells():
        assert each.state != NUMBER or each.confidence < 1 or each.value == filled[each.address]


def test_a_line_that_numbers_the_columns_is_no_row_above_its_label() -> None:
    filled = adding_up(REQUESTS)
    lines = [" ".join([label, *numbers]) for label, numbers in rows_of(REQUESTS, filled)]
    found = values(read(REQUESTS, [*HEAD, "1 2 3 4 5 6 7", *lines[:-1], rows_of(REQUESTS, filled)[-1][0]]))
    kept = {each: value for each, value in filled.items() if "carried_forward" not in each}
    assert {each: found.get(each) for each in kept} == kept


@REFERENCE
def test_numbers_before_the_labels_of_blocks_are_read_and_not_certain(reference: bool) -> None:  # noqa: FBT001 - a case
    filled = in_blocks()
    lines = []
    for block in DISCLOSURE.blocks:
        assert block.caption
        lines += [block.caption.label, " ".join(["信息内容", *(each.label for each in block.columns)])]
        for row in block.rows:
            lines.append(" ".join(str(filled[f"disclosure/{row.id}/{each.id}"]) for each in block.columns))
            lines.append(row.label)
    found = read(DISCLOSURE, lines, reference=reference)
    assert values(found) == filled
    assert max(confidences(found)) < 1


def by_rows(rows: list[list[str]]) -> list[str]:
    return [" ".join(each) for each in rows]


def by_columns(rows: list[list[str]]) -> list[str]:
    return [each for column in zip(*rows, strict=True) for each in column]


@REFERENCE
@pytest.mark.parametrize("dealt", [by_rows, by_columns])
@pytest.mark.parametrize("numbers_first", [False, True])
def test_labels_and_numbers_apart_are_put_together_by_their_sums(
    dealt: Callable[[list[list[str]]], list[str]],
    numbers_first: bool,  # noqa: FBT001 - a case
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    filled = adding_up(REQUESTS)
    labels = [label for label, _ in rows_of(REQUESTS, filled)]
    numbers = dealt([numbers for _, numbers in rows_of(REQUESTS, filled)])
    lines = [*numbers, *labels] if numbers_first else [*labels, *numbers]
    found = read(REQUESTS, [*HEAD, *lines], reference=reference)
    assert values(found) == filled
    assert confidences(found) == {1.0}


def test_labels_and_numbers_apart_that_add_up_in_no_way_are_not_certain() -> None:
    labels = [each.label for each in REQUESTS.rows()]
    numbers = [str(at * at % 97) for at in range(len(labels) * 7)]
    found = read(REQUESTS, [*HEAD, *labels, *numbers])
    assert max(confidences(found)) < 1


def arranged(filled: Mapping[str, int], order: list[str], bar: str) -> list[str]:
    names = {each.id: each.label for each in REQUESTS.columns()}
    head = bar.join(["项目", *(names[each] for each in order)])
    lines = [
        bar.join([row.label, *(str(filled[f"requests/{row.id}/{each}"]) for each in order)])
        for row in REQUESTS.rows()
    ]
    return [head, *lines]


@REFERENCE
@pytest.mark.parametrize("bar", [" | ", "\t", " ", "\n"])
@pytest.mark.parametrize(
    ("order", "certain"),
    [
        (["total", *COLUMNS[:-1]], True),
        ([COLUMNS[0], COLUMNS[2], COLUMNS[1], *COLUMNS[3:]], False),
        ([*COLUMNS[::-1]], True),
    ],
)
def test_columns_in_another_order_are_read_by_their_names(
    order: list[str],
    certain: bool,  # noqa: FBT001 - a case
    bar: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    filled = adding_up(REQUESTS)
    found = read(REQUESTS, arranged(filled, order, bar), reference=reference)
    assert values(found) == filled
    assert [each.address for each in found.cells()] == [*REQUESTS.addresses()]
    assert (confidences(found) == {1.0}) is certain


@REFERENCE
def test_rows_that_add_up_in_the_order_of_the_form_are_in_it_whatever_the_head(reference: bool) -> None:  # noqa: FBT001 - a case
    filled = adding_up(REQUESTS)
    head = arranged(filled, ["total", *COLUMNS[:-1]], "\n")[0]
    found = read(REQUESTS, [head, *arranged(filled, COLUMNS, " ")[1:]], reference=reference)
    assert values(found) == filled
    assert confidences(found) == {1.0}


@REFERENCE
@pytest.mark.parametrize("bar", [" | ", "\t", " ", "\n"])
def test_the_totals_of_table_four_may_stand_first(bar: str, reference: bool) -> None:  # noqa: FBT001 - a case
    filled = adding_up(DISPUTES)
    order = ["total", "upheld", "corrected", "other_outcome", "pending"]
    names = {each.id: each.label for each in DISPUTES.columns()}
    lines = [bar.join(["类别", *(names[each] for each in order)])]
    lines += [
        bar.join([row.label, *(str(filled[f"disputes/{row.id}/{each}"]) for each in order)])
        for row in DISPUTES.rows()
    ]
    found = read(DISPUTES, lines, reference=reference)
    assert values(found) == filled
    assert confidences(found) == {1.0}


@REFERENCE
@pytest.mark.parametrize("groups", [[0, 1, 2], [2, 0, 1]])
def test_the_groups_of_table_four_may_have_their_heads_and_numbers_one_below_the_other(
    groups: list[int],
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    filled = adding_up(DISPUTES)
    rows = rows_of(DISPUTES, filled)
    lines = []
    for at in groups:
        label, numbers = rows[at]
        lines += [label, " ".join(each.label for each in DISPUTES.columns()), " ".join(numbers)]
    found = read(DISPUTES, lines, reference=reference)
    assert values(found) == filled
    assert confidences(found) == {1.0}


MARKS = [",", ";", "，", "；", "、"]


@REFERENCE
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("form", [REQUESTS, DISPUTES, DISCLOSURE])
def test_marks_of_punctuation_may_part_cells(
    form: TableForm,
    mark: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    filled = in_blocks() if form is DISCLOSURE else adding_up(form)
    lines = ["(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)"] if form is REQUESTS else []
    for block in form.blocks:
        if block.caption:
            lines.append(block.caption.label + mark * 3)
        lines.append(mark.join(["项目", *(each.label for each in block.columns)]))
        for row in block.rows:
            numbers = [str(filled[f"{form.id}/{row.id}/{each.id}"]) for each in block.columns]
            lines.append(mark.join([f'"{row.label}"' if mark in row.label else row.label, *numbers]))
    found = read(form, lines, reference=reference)
    assert values(found) == filled
    assert confidences(found) == {1.0}


@pytest.mark.parametrize("line", ["{}：{}", "{} {}"])
def test_a_colon_or_a_blank_may_stand_between_a_label_and_numbers_with_marks(line: str) -> None:
    filled = adding_up(REQUESTS)
    lines = [line.format(label, "、".join(numbers)) for label, numbers in rows_of(REQUESTS, filled)]
    assert values(read(REQUESTS, [*HEAD, *lines])) == filled


def test_nothing_between_two_marks_is_a_blank_cell() -> None:
    filled = {each: value for each, value in adding_up(REQUESTS).items() if "/research" not in each}
    lines = [
        ",".join([f'"{label}"', *numbers[:2], "", *numbers[3:]])
        for label, numbers in rows_of(REQUESTS, adding_up(REQUESTS))
    ]
    assert values(read(REQUESTS, [*HEAD, *lines])) == filled


def test_a_comma_in_a_number_parts_thousands() -> None:
    filled = {each: value * 1234 for each, value in adding_up(REQUESTS).items()}
    lines = [
        " ".join([label, *(f"{int(each):,}" for each in numbers)])
        for label, numbers in rows_of(REQUESTS, filled)
    ]
    assert values(read(REQUESTS, [*HEAD, *lines])) == filled


def test_cells_that_come_twice_by_chance_are_not_those_that_were_merged() -> None:
    lines = ["项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 小计 | 总计"]
    rows = rows_of(REQUESTS, adding_up(REQUESTS))
    lines += [f"{label} | 2 | 3 | 4 | 5 | 6 | 7 | 25 | 27" for label, _ in rows]
    lines[1] = f"{rows[0][0]} | 2 | 3 | 4 | 5 | 6 | 6 | 24 | 26"
    found = {each.address: each for each in read(REQUESTS, lines).cells()}
    total = found["requests/new_received/total"]
    assert total.confidence < 1 or total.value == Decimal(26)


@REFERENCE
def test_blanks_between_digits_are_none_between_cells_where_wider_gaps_part_these(reference: bool) -> None:  # noqa: FBT001 - a case
    for form in (REQUESTS, DISPUTES):
        filled = adding_up(form)
        rows = ["   ".join(" ".join(each) for each in numbers) for _, numbers in rows_of(form, filled)]
        if form is DISPUTES:
            lines = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉"]
            lines += [" ".join(each.label for each in form.columns() * 3), "   ".join(rows)]
        else:
            lines = [
                *HEAD,
                *(f"{' '.join(row.label)}   {cells}" for row, cells in zip(form.rows(), rows, strict=True)),
            ]
        found = values(read(form, lines, reference=reference))
        assert {each: found.get(each) for each in filled} == filled


def test_letters_among_digits_are_no_numbers() -> None:
    filled = adding_up(REQUESTS)
    lines = [" ".join([label, *numbers]) for label, numbers in rows_of(REQUESTS, filled)]
    lines[4] = lines[4].replace(rows_of(REQUESTS, filled)[4][1][-1], "l2")
    found = {each.address: each for each in read(REQUESTS, [*HEAD, *lines]).cells()}
    assert found["requests/deny_state_secret/total"].state == TEXT
    assert (
        found["requests/deny_state_secret/natural_person"].value
        == filled["requests/deny_state_secret/natural_person"]
    )


def test_a_table_without_numerals_is_known_by_its_head() -> None:
    filled = adding_up(REQUESTS)
    lines = arranged(filled, COLUMNS, "\t")
    lines = [re.sub(r"^(?:\d\.|[一二四]、|（[一二七]）|\([一二七]\))", "", each) for each in lines]
    assert values(read(REQUESTS, lines)) == filled


def test_a_number_before_a_caption_that_is_not_the_forms_is_its_rows() -> None:
    text = (
        "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件000第二十条第（六）项信息内容本年处理决定数量行政处罚122行政强制10"
        "第二十条第（九）项信息内容本年收费金额（单位：万元）行政事业性收费0"
    )
    found = values(read(DISCLOSURE, [text]))
    assert found["disclosure/coercive_measures/decisions"] == Decimal(10)


@REFERENCE
@pytest.mark.parametrize("dash", ["/", "-", "、"])
def test_marks_for_nothing_among_numbers_part_none(dash: str, reference: bool) -> None:  # noqa: FBT001 - a case
    filled = {each: value for each, value in adding_up(REQUESTS).items() if not each.endswith("search")}
    lines = [
        " ".join([label, *numbers[:2], dash, *numbers[3:]])
        for label, numbers in rows_of(REQUESTS, adding_up(REQUESTS))
    ]
    found = read(REQUESTS, [*HEAD, *lines], reference=reference)
    if dash == "、":
        assert max(confidences(found)) < 1 or values(found) == filled
    else:
        assert values(found) == filled


def test_numbers_with_units_before_their_labels_are_told() -> None:
    filled = adding_up(REQUESTS)
    lines = [
        " ".join(f"{each}件" for each in numbers) + "\n" + label
        for label, numbers in rows_of(REQUESTS, filled)
    ]
    found = read(REQUESTS, [*HEAD, *lines])
    assert not [each for each in found.cells() if each.confidence == 1 and each.raw]


WRAPPED = {
    "all but two": ["自然人 商业 科研 社会公益 法律服务 其他 总计", "企业 机构 组织 机构"],
    "the longest": ["自然人 商业企业 科研机构 社会公益组 法律服务机 其他 总计", "织 构"],
    "one": ["自然人 商业企业 科研机构 社会公益 法律服务机构 其他 总计", "组织"],
    "the last of them": ["自然人 商业企业 科研机构 社会公益组织 法律服务 其他 总计", "机构"],
    "around the others": ["商业 科研 社会公益 法律服务", "自然人 其他 总计", "企业 机构 组织 机构"],
    "above the others": ["社会公益 法律服务", "自然人 商业企业 科研机构 其他 总计", "组织 机构"],
    "on one line": ["社会公益 法律服务", "自然人 商业企业 科研机构 组织 机构 其他 总计"],
}


@REFERENCE
@pytest.mark.parametrize("bar", [" ", " | ", "\n"])
@pytest.mark.parametrize("head", WRAPPED)
def test_labels_of_columns_that_are_wrapped_are_there_and_in_no_order(
    head: str, bar: str, *, reference: bool
) -> None:
    filled = adding_up(REQUESTS)
    lines = [f"{label}{bar}{bar.join(numbers)}" for label, numbers in rows_of(REQUESTS, filled)]
    lines = ["申请人情况", *(each.replace(" ", bar) for each in WRAPPED[head]), *lines]
    found = read(REQUESTS, lines, reference=reference)
    assert values(found) == filled
    assert confidences(found) == {1.0}
    assert set(found.columns) == set(COLUMNS)
    told = disclint.check_text(
        "\n".join([HEADINGS["requests"], *lines, "五、存在的主要问题及改进情况", "不够。"])
    )
    assert [each.rule for each in told.diagnostics if each.rule.startswith("TBL3-COL")] == []


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        # A column that is not there, and two that changed places beside others that are wrapped.
        (["商业 科研 社会公益", "自然人 其他 总计", "企业 机构 组织"], "TBL3-COL-MISSING"),
        (
            ["申请人情况", "自然人 科研机构 商业企业 社会公益 法律服务 其他 总计", "组织 机构"],
            "TBL3-COL-ORDER",
        ),
    ],
)
def test_wrapped_labels_hide_no_column_that_is_wanting_or_out_of_place(head: list[str], rule: str) -> None:
    lines = [f"{label} {' '.join(numbers)}" for label, numbers in rows_of(REQUESTS, adding_up(REQUESTS))]
    text = "\n".join([HEADINGS["requests"], *head, *lines, "五、存在的主要问题及改进情况", "不够。"])
    assert rule in [each.rule for each in disclint.check_text(text).diagnostics]


def test_numbers_of_a_part_without_labels_belong_to_no_row() -> None:
    filled = adding_up(REQUESTS)
    rows = rows_of(REQUESTS, filled)
    lines = [
        *HEAD,
        *(f"{label} {' '.join(own[:4])}" for label, own in rows),
        *(" ".join(own[4:]) for _, own in rows),
    ]
    found = read(REQUESTS, lines)
    wrong = {
        each.address for each in found.cells() if each.state == NUMBER and each.value != filled[each.address]
    }
    assert not {each.address for each in found.cells() if each.confidence == 1} & wrong
    text = "\n".join([HEADINGS["requests"], *lines, "五、存在的主要问题及改进情况", "不够。"])
    told = [each.rule for each in disclint.check_text(text).diagnostics]
    assert [each for each in told if each.startswith(("TBL3-SUM", "TBL3-BALANCE"))] == []


def certain(found: Table) -> Mapping[str, Decimal | None]:
    return {
        each.address: each.value for each in found.cells() if each.state == NUMBER and each.confidence == 1
    }


@pytest.mark.parametrize("between", ["\n", " | "])
def test_numbers_below_two_labels_are_not_certainly_the_second_s(between: str) -> None:
    head = ["第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数"]
    apart = [*head, "规章", "行政规范性文件", f"3 3{between}120"]
    assert not any("normative" in each for each in certain(read(DISCLOSURE, apart)))
    beside = [*head, "规章", "行政规范性文件 3 3 120"]
    assert [each for each in certain(read(DISCLOSURE, beside)) if "normative" in each] != []


def test_numbers_with_words_between_them_are_certain_only_where_they_add_up() -> None:
    lines = [
        *HEAD,
        "一、本年新收政府信息公开申请数量 104 36 48 12 76 63 339",
        "二、上年结转政府\n2 5 7\n信息公开申请数量\n(一)\n1 3 1 5\n予以公开",
        "四、结转下年度继续办理 2 0 0\n人民\n0 0 0 2",
    ]
    sure = certain(read(REQUESTS, lines))
    assert not any("/carried_over/" in each for each in sure)
    assert sure["requests/carried_forward/total"] == 2
    assert sure["requests/new_received/total"] == 339


@pytest.mark.parametrize("row", ["规章 | 3 | 3", "规章 3 | 3", "规章 | 3 3"])
def test_a_bar_is_no_word_in_the_place_of_a_number(row: str) -> None:
    lines = [
        "第二十条第（一）项",
        "信息内容 本年制发件数 本年废止件数 现行有效件数",
        row,
        "行政规范性文件 | 1 | 0 | 9",
    ]
    found = read(DISCLOSURE, lines)
    assert TEXT not in {each.state for each in found.cells()}
    assert not any("government" in each for each in certain(found))
