"""
How tables are worded and laid out, and what rules are told of it.
"""

from decimal import Decimal

import pytest

from disclint.editions.model import plain
from disclint.facts import Facts, facts_of
from disclint.facts.concepts import Vocabulary
from disclint.grammar import parse
from disclint.source import Source
from disclint.syntax import BLANK, NUMBER, TEXT, Table
from disclint.values import Missing, Subject, Text, Value
from tests.forms import EDITIONS, LEXICON

HEAD = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 |
自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
"""
SPACED_HEAD = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 申请人情况
自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
一、本年新收政府信息公开申请数量 3 0 0 0 0 1 4
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
三、本年度办理结果 """


def facts(text: str, year: int = 2024) -> Facts:
    parsed = parse(Source(text), EDITIONS, LEXICON, year=year)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, Vocabulary({}, ()))


def table(text: str) -> Table:
    found = facts(text).report.table("requests")
    assert found is not None
    return found


def state(text: str, address: str) -> tuple[str, int | None]:
    cell = next(each for each in table(text).cells() if each.address == address)
    return cell.state, None if cell.value is None else int(cell.value)


def listed(value: Value) -> list[Subject]:
    assert isinstance(value, tuple)
    return [each for each in value if isinstance(each, Subject)]


def differing(text: str, row: str) -> tuple[str, str, str] | None:
    """
    The words that differ, those that are prescribed, and the words at the place of the finding.
    """
    whole = facts(text)
    rows = listed(whole.call("rows", (Text("requests"),)))
    found = next(each for each in rows if each.read("id") == Text(row)).read("differing")
    if isinstance(found, Missing):
        return None
    assert isinstance(found, Subject)
    assert found.span is not None
    assert found.address == f"requests/{row}"
    words = [found.read("text"), found.read("prescribed")]
    one, other = (each.text for each in words if isinstance(each, Text))
    return one, other, whole.source.slice(found.span)


FEE = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
ROWS = """一、本年新收政府信息公开申请数量 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
二、上年结转政府信息公开申请数量 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （六）其他处理 | {label} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
（七）总计 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (FEE, None),
        (FEE.replace("2.", "２、").replace("、行政", "，行政"), None),
        (
            FEE.replace("不再处理", "不再受理"),
            (
                "行政机关不再受理其政府信息公开申请",
                "行政机关不再处理其政府信息公开申请",
                "行政机关不再受理其政府信息公开申请",
            ),
        ),
        (
            FEE.replace("收费通知", "收费同知"),
            (
                "申请人逾期未按收费同知要求缴纳费用",
                "申请人逾期未按收费通知要求缴纳费用",
                "申请人逾期未按收费同知要求缴纳费用",
            ),
        ),
        ("2.逾期不缴费", ("2.逾期不缴费", FEE, "2.逾期不缴费")),
        # Letters that are gone and no known spelling: an extraction's doing.
        (FEE.replace("收费通知", "收知"), None),
    ],
)
def test_what_differs_in_a_label(label: str, expected: tuple[str, str, str] | None) -> None:
    assert differing(HEAD + ROWS.format(label=label), "other_fee_unpaid") == expected


@pytest.mark.parametrize(
    ("row", "label", "expected"),
    [
        (
            "unable_needs_creation",
            "2.没有现有信息需要另行制作",
            ("没有现有信息需要另行制作", "没有现成信息需要另行制作"),
        ),
        (
            "partially_granted",
            "（二）部分公开（区别处理的，只计这一情形，不计其他情形）",
            ("区别处理的", "区分处理的"),
        ),
        (
            "refuse_reconfirm",
            "5.要求行政机关确认或从新出具已获取信息",
            ("要求行政机关确认或从新出具已获取信息", "要求行政机关确认或重新出具已获取信息"),
        ),
    ],
)
def test_words_that_differ_are_quoted_as_words(row: str, label: str, expected: tuple[str, str]) -> None:
    text = HEAD + ROWS.replace("| （六）其他处理 | {label} |", f"{label} |")
    found = differing(text, row)
    assert found is not None
    assert found[:2] == expected
    assert found[2].replace("\n", "") == found[0]


def test_a_label_ends_before_the_next_caption() -> None:
    whole = facts(
        """二、主动公开政府信息情况
第二十条第（一）项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
规范性文件 | 2 | 0 | 17 |
第二十条第（五）项 |
信息内容 | 本年处理决定数量 |
行政许可 | 33 |
"""
    )
    found = whole.report.table("disclosure")
    assert found is not None
    label = next(each.label for each in found.rows if each.id == "normative_documents")
    assert label is not None
    assert label.written == "规范性文件"


def test_all_that_a_form_prints_has_a_label() -> None:
    whole = facts(HEAD + ROWS.format(label=FEE))
    sorts = {
        (each.read("sort").text, each.read("id").text): each.read("found")  # type: ignore[union-attr]
        for each in listed(whole.call("labels", (Text("requests"),)))
    }
    assert ("note", "balance") in sorts
    assert ("header", "applicants") in sorts
    assert ("group", "denied") in sorts


def test_a_column_label_may_be_parted_by_the_lines_of_others() -> None:
    text = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 申请人情况
自然人 商业 科研 社会公益 法律服务 其他 总计
企业 机构 组织 机构
一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
（七）总计 1 0 0 0 0 0 1
四、结转下年度继续办理 0 0 0 0 0 0 0
"""
    assert set(table(text).columns) == {
        "natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org", "total",
    }  # fmt: skip


def test_a_blank_at_the_end_of_a_row_does_not_shift_it() -> None:
    text = HEAD + ROWS.format(label=FEE).replace(
        "| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n（七）", "| 1 | 0 | 0 | 0 | 0 | 0 | |\n（七）"
    )
    assert state(text, "requests/other_fee_unpaid/natural_person") == (NUMBER, 1)
    assert state(text, "requests/other_fee_unpaid/total") == (BLANK, None)


def test_a_lone_bar_is_a_blank_cell() -> None:
    text = """三、收到和处理政府信息公开申请情况 |
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） |
申请人情况 |
一、本年新收政府信息公开申请数量 |
4 |
 |
0 |
0 |
0 |
0 |
4 |
||||
二、上年结转政府信息公开申请数量 |
0 |
0 |
0 |
0 |
0 |
0 |
0 |
（七）总计 |
4 |
0 |
0 |
0 |
0 |
0 |
4 |
四、结转下年度继续办理 |
0 |
0 |
0 |
0 |
0 |
0 |
0 |
"""
    assert state(text, "requests/new_received/commercial") == (BLANK, None)
    assert state(text, "requests/new_received/total") == (NUMBER, 4)


def test_a_sentence_before_the_heading_begins_no_table() -> None:
    text = f"""一、总体情况
定期检查信息内容。规章制度健全。
二、主动公开政府信息情况
第二十条第（一）项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 0 | 17 |
{HEAD}"""
    found = facts(text).report.table("disclosure")
    assert found is not None
    assert found.section == "disclosure"
    assert plain(text[found.span.start : found.span.end]).startswith(plain("第二十条第（一）项"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12", NUMBER), ("１２", "fullwidth"), ("1,012", "separated"), ("012", "padded"), ("12件", "unit"),
        ("十二", "numeral"), ("O", "numeral"), ("12（含上年1件）", "text"), ("-3", "negative"), ("1.5", "decimal"),
        ("—", "dash"), ("", BLANK),
    ],
)  # fmt: skip
def test_how_a_cell_is_filled(written: str, expected: str) -> None:
    text = HEAD + ROWS.format(label=FEE).replace(
        "| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n（七）", f"| {written} | 0 | 0 | 0 | 0 | 0 | 1 |\n（七）"
    )
    whole = facts(text)
    assert whole.tabular.tables["requests"].state("requests/other_fee_unpaid/natural_person") == expected


@pytest.mark.parametrize(
    ("row", "states"),
    [
        ("（一）予以公开 见附件 0 0 0 0 0 4", [TEXT, *[NUMBER] * 6]),
        ("（一）予以公开 3 0 0 0 0 1 见附件", [*[NUMBER] * 6, TEXT]),
        ("（一）予以公开 详见附表 见附件 0 0 0 0 4", [TEXT, TEXT, *[NUMBER] * 5]),
        ("（一）予以公开 未公布 0 0 0 0 0 4", [TEXT, *[NUMBER] * 6]),
    ],
)
@pytest.mark.parametrize("apart", [" ", "\n", " |\n", "\n|\n"])
def test_words_in_place_of_numbers_are_cells(row: str, states: list[str], apart: str) -> None:
    text = (
        SPACED_HEAD.replace(" ", apart)
        + row.replace(" ", apart)
        + apart.rstrip(" ")
        + "（七）总计 3 0 0 0 0 1 4\n".replace(" ", apart)
    )
    assert [
        each.state for each in table(text).cells() if each.address.startswith("requests/granted/")
    ] == states


def test_a_word_at_the_end_of_a_row_may_be_the_next_label_s() -> None:
    text = SPACED_HEAD + "（一）予以公开 3 0 0 0 0 1 未公布\n（七）总计 3 0 0 0 0 1 4\n"
    assert TEXT not in [each.state for each in table(text).cells()]


@pytest.mark.parametrize("apart", [" ", "\n", "\n|\n"])
def test_words_in_place_of_the_only_number_of_a_row_are_its_cell(apart: str) -> None:
    text = """二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 0 0 0
行政规范性文件 2 见附件 17
第二十条第（五）项
信息内容 本年处理决定数量
行政许可 见附件
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚 若干
行政强制 2
"""
    text = (text.replace("\n", apart) if "|" in apart else text).replace(" ", apart)
    found = facts(text).report.table("disclosure")
    assert found is not None
    states = {each.address: each.state for each in found.cells()}
    assert states["disclosure/normative_documents/repealed"] == TEXT
    assert states["disclosure/licences/decisions"] == TEXT
    assert states["disclosure/penalties/decisions"] == TEXT
    assert states["disclosure/coercive_measures/decisions"] == NUMBER


def test_a_numbered_label_may_be_cut_by_its_own_numbers() -> None:
    text = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）
申请人情况
自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
一、本年新收政府信息
3 1 0 0 0 0 4
公开申请数量
二、上年结转政府信息
0 0 0 0 0 0 0
公开申请数量
（一）予以公开 2 1 0 0 0 0 3
1.信访举报投诉类申
1 0 0 0 0 0 1
请
（七）总计 3 1 0 0 0 0 4
四、结转下年度继续办理 0 0 0 0 0 0 0
"""
    assert state(text, "requests/new_received/total") == (NUMBER, 4)
    assert state(text, "requests/carried_over/total") == (NUMBER, 0)
    assert state(text, "requests/refuse_petition/natural_person") == (NUMBER, 1)
    assert differing(text, "new_received") is None


def test_the_line_of_table_four_may_have_a_lone_bar_for_a_blank_cell() -> None:
    heads = "".join(f"{each} |\n" for each in ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"])
    text = f"""四、政府信息公开行政复议、行政诉讼情况
行政复议 |
行政诉讼 |
{heads}未经复议直接起诉 |
复议后起诉 |
{heads}{heads}|
2 |
|
|
2 |
1 |
|
|
|
1 |
|
|
|
|
0 |
五、存在的主要问题及改进情况
"""
    disputes = facts(text).report.table("disputes")
    assert disputes is not None
    values = [None if cell.value is None else int(cell.value) for row in disputes.rows for cell in row.cells]
    assert values == [None, 2, None, None, 2, 1, None, None, None, 1, None, None, None, None, 0]


@pytest.mark.parametrize("between", ["\n", " | "])
def test_the_line_of_table_four_may_be_filled_with_a_word_for_nothing(between: str) -> None:
    heads = "结果维持 结果纠正 其他结果 尚未审结 总计"
    text = f"""四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
{heads} 未经复议直接起诉 复议后起诉
{heads} {heads}
{between.join(["无"] * 15)}
五、存在的主要问题及改进情况
"""
    disputes = facts(text).report.table("disputes")
    assert disputes is not None
    assert (disputes.state, [each.state for each in disputes.cells()]) == ("read", ["dash"] * 15)


@pytest.mark.parametrize("bar", ["\t", " | "])
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([""] * 15, [None] * 15),
        (
            ["1", "", "", "1", "2", *[""] * 9, "0"],
            [1, None, None, 1, 2, *[None] * 9, 0],
        ),
    ],
)
def test_the_line_of_table_four_may_be_pasted_from_a_sheet(
    bar: str, cells: list[str], expected: list[int | None]
) -> None:
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    text = f"""四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
未经复议直接起诉 复议后起诉
{bar.join(heads)}
{bar.join(cells)}
五、存在的主要问题及改进情况
"""
    disputes = facts(text).report.table("disputes")
    assert disputes is not None
    assert disputes.state == "read"
    assert [None if each.value is None else int(each.value) for each in disputes.cells()] == expected


SPARSE = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 申请人情况
自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计
一、本年新收政府信息公开申请数量 57 9 1 4 2 73
二、上年结转政府信息公开申请数量 3 1 4
（一）予以公开 26 5 1 2 1 35
（二）部分公开（区分处理的，只计这一情形，不计其他情形） 4 1 5
（三）不予公开 1.属于国家秘密
2.其他法律行政法规禁止公开 1 1
（四）无法提供 1.本机关不掌握相关政府信息 27 3 1 31
（七）总计 56 9 1 4 2 72
四、结转下年度继续办理 4 1 5
"""


def test_a_row_whose_blanks_vanished_still_ends_in_its_total() -> None:
    whole = table(SPARSE)
    totals = {each.id: each.cells[-1] for each in whole.rows if each.cells[-1].value is not None}
    assert {id: int(cell.value or 0) for id, cell in totals.items()} == {
        "new_received": 73, "carried_over": 4, "granted": 35, "partially_granted": 5, "deny_prohibited_by_law": 1,
        "unable_not_held": 31, "disposed_total": 72, "carried_forward": 5,
    }  # fmt: skip
    assert all(cell.confidence < 1 for cell in totals.values())
    # Which applicants the others are of is not told, and a cell that may be blank is bound to no number.
    first = whole.rows[0].cells[0]
    assert (first.state, first.options) == ("ambiguous", ())


def test_numbers_that_do_not_end_in_their_sums_are_no_totals() -> None:
    text = SPARSE.replace(" 73\n", " 74\n").replace(" 35\n", " 36\n").replace("3 1 4\n", "3 1 5\n")
    assert state(text, "requests/new_received/total")[0] == "ambiguous"


@pytest.mark.parametrize(
    "row",
    [
        "（一）予以公开 3 0 见附件 0 0 1 4",
        "（一）予以公开\n3\n0\n见附件\n0\n0\n1\n4",
        # A label that is wrapped round its numbers.
        "（二）部分公开（区分处理的，只计这一情形，不计其他情 3 0 见附件 0 0 1 4\n形）",
    ],
)
def test_a_word_among_the_numbers_of_a_full_row_is_a_cell(row: str) -> None:
    id = "granted" if "予以" in row else "partially_granted"
    text = f"{SPACED_HEAD}{row}\n（三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0\n"
    assert state(text, f"requests/{id}/research") == (TEXT, None)
    assert state(text, f"requests/{id}/natural_person") == (NUMBER, 3)
    assert state(text, f"requests/{id}/total") == (NUMBER, 4)
    found = next(each for each in table(text).rows if each.id == id)
    assert found.label is not None
    assert "附" not in found.label.written


def test_a_word_behind_a_whole_label_is_a_cell_and_behind_a_part_of_one_is_not() -> None:
    row = "（一）予以公开 见附件 0 0 0 0 1 4\n"
    assert state(SPACED_HEAD + row, "requests/granted/natural_person") == (TEXT, None)
    row = "（二）部分公开（区分处理的，只计 其他情形） 0 0 0 0 1 4\n"
    assert state(SPACED_HEAD + row, "requests/partially_granted/natural_person") != (TEXT, None)


def test_a_line_of_another_page_among_numbers_is_no_cell() -> None:
    row = "（一）予以公开\n3\n0\n某某市政府信息公开年度报告\n0\n0\n1\n4"
    assert state(f"{SPACED_HEAD}{row}\n", "requests/granted/research") != (TEXT, None)


HEADS = "行政复议 | 行政诉讼 |\n" + " | ".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)


@pytest.mark.parametrize(
    "line",
    [
        "|  |  | 2 | 2 | 4 | 1 |  |  |  | 1 |  |  |  |  |  |",
        "|  |  | 2 | 2 | 4 | 1 |  |  |  | 1 |  |  |  |  |",
        " |  | 2 | 2 | 4 | 1 |  |  |  | 1 |  |  |  |  | ",
    ],
)
def test_bars_around_the_line_of_table_four_are_no_cells(line: str) -> None:
    found = facts(f"四、政府信息公开行政复议、行政诉讼情况\n{HEADS}\n{line}\n").report.table("disputes")
    assert found is not None
    values = {each.address.split("/", 1)[1]: each.value for each in found.cells()}
    assert values["reconsideration/pending"] == 2
    assert values["reconsideration/total"] == 4
    assert values["litigation_direct/upheld"] == values["litigation_direct/total"] == 1
    assert values["reconsideration/upheld"] is values["litigation_after_reconsideration/upheld"] is None


def test_cells_that_were_merged_and_are_written_for_each_column_are_one() -> None:
    text = """二、主动公开政府信息情况
| 第二十条第（五）项 | 第二十条第（五）项 | 第二十条第（五）项 | 第二十条第（五）项 |
| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |
| 行政许可 | 12 | 12 | 12 |
| 第二十条第（六）项 | 第二十条第（六）项 | 第二十条第（六）项 | 第二十条第（六）项 |
| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |
| 行政处罚 | 3 | 3 | 3 |
| 行政强制 | 0 | 0 | 0 |
"""
    found = facts(text).report.table("disclosure")
    assert found is not None
    values = {each.address: (each.value, each.confidence) for each in found.cells() if each.value is not None}
    assert values == {
        "disclosure/licences/decisions": (12, 1.0),
        "disclosure/penalties/decisions": (3, 1.0),
        "disclosure/coercive_measures/decisions": (0, 1.0),
    }


def test_a_label_in_the_words_of_another_row_is_no_row_that_comes_twice() -> None:
    text = """二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章（有立法权的填写） | 0 | 0 | 0
规范性文件（标题为决定、通告的公文，一般属于规范性文件） | 87 | 1 | 2
其他主动公开文件（正式签发的、除规范性文件以外的文件） | 5 | 0 | 0
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/ | 处理决定数量
行政许可 | 18 | 0 | 1625
"""
    found = facts(text, 2020)
    table = found.report.table("disclosure")
    assert table is not None
    values = {each.address.split("/", 1)[1]: each.value for each in table.cells()}
    assert values["normative_documents/newly_made"] == 87
    assert values["licences/decisions"] == 1625
    assert not found.report.problems


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ("new_received", "本年新收政府信息公开申请数量"),
        ("carried_forward", "结转下年度继续办理"),
        ("deny_state_secret", "①属于国家秘密"),
        ("deny_state_secret", "（1）属于国家秘密"),
    ],
)
def test_a_numeral_that_is_gone_or_of_another_hand_is_no_other_label(row: str, label: str) -> None:
    labels = {
        "new_received": "一、本年新收政府信息公开申请数量",
        "carried_over": "二、上年结转政府信息公开申请数量",
        "deny_state_secret": "1.属于国家秘密",
        "carried_forward": "四、结转下年度继续办理",
    } | {row: label}
    text = HEAD + "".join(f"{each} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n" for each in labels.values())
    assert differing(text, row) is None


@pytest.mark.parametrize("remarked", ["12*", "12（注）", "12①", "12左右", "12。"])
@pytest.mark.parametrize("bar", [" ", "\n"])
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_number_with_something_behind_it_is_a_cell_of_a_row_without_bars(
    remarked: str, bar: str, place: int
) -> None:
    cells = ["3", "0", "0", "0", "0", "1", "4"]
    cells[place] = remarked
    text = (
        SPACED_HEAD
        + f"（一）予以公开{bar}{bar.join(cells)}\n（二）部分公开 0 0 0 0 0 0 0\n（七）总计 3 0 0 0 0 1 4\n"
    )
    row = next(each for each in table(text).rows if each.id == "granted")
    assert [each.state for each in row.cells] == [NUMBER] * place + [TEXT] + [NUMBER] * (6 - place)
    assert {each.confidence for each in row.cells} == {1.0}


@pytest.mark.parametrize(
    "said",
    [
        "未经复议直接起诉的1件，复议后起诉的2件",
        "1件未经复议直接起诉，2件为复议后起诉",
        "未经复议直接起诉案件共1件，复议后起诉两件",
        "未经复议直接起诉：1件，复议后起诉：2件",
    ],
)
def test_what_a_sentence_counts_above_table_four_is_no_part_of_it(said: str) -> None:
    text = (
        f"四、政府信息公开行政复议、行政诉讼情况\n行政诉讼3件，其中{said}。\n行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n"
        + "结果维持 结果纠正 其他结果 尚未审结 总计\n" * 3
        + "1 0 0 0 1 1 0 0 0 1 2 0 0 0 2\n五、存在的主要问题及改进情况\n宣传不够。\n"
    )
    whole = facts(text)
    found = whole.report.table("disputes")
    assert found is not None
    assert [cell.value for cell in found.cells()] == [1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 2, 0, 0, 0, 2]
    sentences = listed(whole.call("sentences", (Text("disputes"),)))
    assert any(plain(said) in str(each.read("folded")) for each in sentences)


def test_a_number_with_something_behind_it_is_a_cell_of_table_four() -> None:
    text = (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n"
        + "结果维持 结果纠正 其他结果 尚未审结 总计\n" * 3
        + "1 0 0 0 1 0 2（注） 0 0 2 0 0 0 0 0\n五、存在的主要问题及改进情况\n宣传不够。\n"
    )
    found = facts(text).report.table("disputes")
    assert found is not None
    states = [each.state for each in found.cells()]
    assert states == [NUMBER] * 6 + [TEXT] + [NUMBER] * 8


@pytest.mark.parametrize("apart", [" ", "\n", ""])
@pytest.mark.parametrize("written", ["3///0", "3/0", "3//0//", "3--0", "3*0", "12/3.5", "1~2"])
def test_several_numbers_with_marks_between_them_are_no_number_of_one_cell(written: str, apart: str) -> None:
    text = f"""二、主动公开政府信息情况
第二十条第（五）项
信息内容 本年处理决定数量
行政许可{apart}{written}
第二十条第（六）项
信息内容 本年处理决定数量
行政处罚{apart}1,234
行政强制{apart}-2
第二十条第（八）项
信息内容 本年收费金额（单位：万元）
行政事业性收费{apart}2.5
"""
    found = facts(text).report.table("disclosure")
    assert found is not None
    cells = {each.address.split("/")[1]: each for each in found.cells()}
    assert (cells["licences"].state, cells["licences"].raw) == (TEXT, written)
    assert cells["licences"].confidence < 1
    read = {id: (each.value, each.confidence) for id, each in cells.items() if each.state == NUMBER}
    certain = {"penalties": 1234, "coercive_measures": -2, "administrative_fees": Decimal("2.5")}
    assert {id: value for id, (value, _) in read.items()} == certain


@pytest.mark.parametrize(
    "written", ["3///0", "3///0//3", "3 /// 0 // 3", "3/0 0 0 0 0 3", "/// 3 // 3", "3---0--3"]
)
@pytest.mark.parametrize("apart", [" ", "\n"])
def test_marks_that_ran_together_leave_no_cell_of_a_row_certain(written: str, apart: str) -> None:
    row = written.replace(" ", apart)
    text = (
        f"{SPACED_HEAD}（一）予以公开{apart}{row}\n（二）部分公开 0 0 0 0 0 0 0\n（七）总计 3 0 0 0 0 0 3\n"
    )
    cells = next(each for each in table(text).rows if each.id == "granted").cells
    assert max(each.confidence for each in cells) < 1
