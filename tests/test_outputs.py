"""
What results look like: for people, for editors, for programs.
"""

import json
import subprocess
import sys
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from disclint.diagnostics import Diagnostic, Related, Suggestion, Verdict
from disclint.grammar import parse
from disclint.outputs import checklist, frame, ink, jsontext, names, place, rule_list
from disclint.outputs.frame import Mark
from disclint.outputs.registry import OUTPUTS
from disclint.outputs.view import View
from disclint.result import Result
from disclint.session import explaining
from disclint.source import Location, Source, Span
from tests.forms import EDITIONS, LEXICON

TEXT = "三、申请情况\n（一）予以公开 | 367 | 5 | 376 |\n六、其他\n结余１２３件\n"
SOURCE = Source(TEXT)
ZH = View(editions=EDITIONS)
EN = View(lang="en", editions=EDITIONS)


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


FINDING = Diagnostic(
    rule="TBL3-SUM-ROW",
    severity="error",
    span=span("376"),
    address="requests/granted/total",
    message={"zh": "总计 376 ≠ 各列之和 372", "en": "the total says 376, the columns 372"},
    related=(
        Related(
            span("367"),
            "requests/granted/natural_person",
            {"zh": "自然人: 367", "en": "367"},
        ),
        Related(span("5"), "requests/granted/commercial", {"zh": "企业: 5", "en": "5"}),
        Related(span("１２３"), "section:other", {"zh": "“１２３”", "en": "“１２３”"}),
    ),
    basis=({"zh": "《格式》，附件表三", "en": "The form, Annex, Table 3"},),
    suggestion=Suggestion({"zh": "核对\n这一行。", "en": "Check the row."}, "372"),
    folded=("TBL3-BALANCE",),
    fingerprint="0123456789abcdef",
)
BLANKS = tuple(
    Diagnostic("CEL-BLANK", "warning", span(each), "document", {"zh": f"{each} 空", "en": each})
    for each in ("367", "5")
)


def result(*diagnostics: Diagnostic, **given: object) -> Result:
    return Result("年报.txt", "ok", None, SOURCE, diagnostics, **given)  # type: ignore[arg-type]


def written(format: str, view: View, *results: Result) -> str:
    return "".join(OUTPUTS[format](results, view))


def test_a_finding_in_chinese() -> None:
    assert written("text", ZH, result(FINDING)) == (
        "错误[TBL3-SUM-ROW]: 总计 376 ≠ 各列之和 372\n"
        "  ┌─ 年报.txt:2:21\n"
        "  │\n"
        " 2│ （一）予以公开 | 367 | 5 | 376 |\n"
        "  │                            ^^^ 应为 372\n"
        "  │                  ~~~   ~\n"
        "  = 对照: 4:3  “１２３”\n"
        "  = 处理: 核对 这一行。\n"
        "  = 依据: 《格式》，附件表三\n"
        "  = 同一原因，已合并: TBL3-BALANCE\n"
        "\n"
        "共检查 1 个文件，1 个错误。\n"
    )


def test_a_finding_in_english() -> None:
    text = written("text", EN, result(FINDING))
    assert text.startswith("error[TBL3-SUM-ROW]: the total says 376, the columns 372\n")
    assert "^^^ should be 372\n" in text
    assert "= fix: Check the row.\n" in text
    assert text.endswith("Checked 1 file; 1 error.\n")


def test_one_place_it_disagrees_with_is_said_beside_it() -> None:
    text = written("text", ZH, result(evolve(FINDING, related=FINDING.related[:1])))
    assert "  │                  ~~~ 自然人: 367\n" in text


def test_the_same_slip_in_one_line_is_shown_once() -> None:
    assert written("text", ZH, result(*BLANKS)) == (
        "警告[CEL-BLANK]: 367 空\n"
        "警告[CEL-BLANK]: 5 空\n"
        "  ┌─ 年报.txt:2:11\n"
        "  │\n"
        " 2│ （一）予以公开 | 367 | 5 | 376 |\n"
        "  │                  ^^^   ^\n"
        "\n"
        "共检查 1 个文件，2 个警告。\n"
    )


def test_colour_paints_and_changes_nothing_else() -> None:
    painted = written("text", View(color=True, editions=EDITIONS), result(FINDING))
    assert "\x1b[1;31m错误[TBL3-SUM-ROW]\x1b[0m" in painted
    plain = painted
    for code in ("1;31", "1;33", "1", "31", "34", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == written("text", ZH, result(FINDING))


def test_the_way_to_a_cell_is_told_in_the_words_of_the_form() -> None:
    report = parse(Source("甲县2024年政府信息公开工作年度报告"), EDITIONS, LEXICON, year=2024).report
    here = Result("a", "ok", report, SOURCE)
    assert place.trail(here, "requests/granted/total", ZH) == (
        "三、收到和处理政府信息公开… > 表三 > (一)予以公开 > 总计"
    )
    assert place.trail(here, "section:other", ZH) == "六、其他需要报告的事项"
    assert place.trail(here, "document", ZH) == ""


@pytest.mark.parametrize(
    ("statuses", "zh", "en"),
    [
        ([], "没有检查任何文件。", "Nothing was checked."),
        (["ok"], "共检查 1 个文件，没有发现问题。", "Checked 1 file; nothing found."),
        (
            ["declined"],
            "共检查 1 个文件，1 个不属于检查范围。",
            "Checked 1 file; 1 not for these forms.",
        ),
        (
            ["ok", "unreadable"],
            "共检查 2 个文件，没有发现问题，1 个无法读取。",
            "Checked 2 files; nothing found; 1 unreadable.",
        ),
    ],
)
def test_the_last_line_sums_up(statuses: list[str], zh: str, en: str) -> None:
    results = [Result("a", each) for each in statuses]
    assert written("text", ZH, *results).splitlines()[-1] == zh
    assert written("text", EN, *results).splitlines()[-1] == en


def test_a_declined_file_is_noted() -> None:
    text = written("text", ZH, Result("a.txt", "declined", reason="before-2019"))
    assert text.startswith("未检查: a.txt: 这是2019年以前格式的年度报告，不在检查范围之内\n")


def test_rules_that_lack_data_are_counted_and_listed_on_demand() -> None:
    verdicts = (
        Verdict("AAA-ONE", "pass", checked=25),
        Verdict(
            "AAA-THREE",
            "unknown",
            ("requests/granted/total: blank", "scope unknown: report year"),
        ),
    )
    text = written("text", View(verdicts=True, editions=EDITIONS), result(verdicts=verdicts))
    assert "  AAA-ONE    通过\n" in text
    assert "  AAA-THREE  无法判断: requests/granted/total: 空白(等 2 处)\n" in text
    assert "1 条规则因缺少数据无法判断" in text


@pytest.mark.parametrize(
    ("reason", "zh"),
    [
        ("there is nothing to look at", "报告中没有这条规则要看的内容"),
        ("report year 2020", "不用于2020年度的报告"),
        ("edition 2019", "不用于2019年格式"),
        ("scope unknown: report year", "不知道是哪一年的报告"),
        ("the form has no requests/a/b", "这一年的格式没有 requests/a/b"),
        ("the form has no repealed in disclosure", "这一年的格式，表二没有 repealed"),
        ("table requests is lost", "没有读到表三：整张表没有提取出来"),
        ("agency kind department", "不用于这类机关（部门）"),
        ("scope unknown: agency scope", "不知道机关的级别"),
        ("day of publication", "没有找到公布日期"),
        ("requests/x/y: text", "requests/x/y: 填的不是数字"),
        ("something new", "something new"),
    ],
)
def test_reasons_are_worded(reason: str, zh: str) -> None:
    assert names.reason(reason, result(), ZH) == zh


def test_concise_is_a_line_a_finding() -> None:
    assert written("concise", EN, result(FINDING, *BLANKS)) == (
        "年报.txt:2:21: error[TBL3-SUM-ROW] the total says 376, the columns 372\n"
        "年报.txt:2:11: warning[CEL-BLANK] 367\n"
        "年报.txt:2:17: warning[CEL-BLANK] 5\n"
    )


def test_json_has_the_contract_s_keys() -> None:
    document = json.loads(written("json", ZH, result(FINDING), Result("b", "declined", reason="x")))
    assert document["version"] == 1
    first, second = document["files"]
    assert list(first) == ["path", "status", "report", "diagnostics", "verdicts"]
    assert second["report"]["reason"] == "x"
    (found,) = first["diagnostics"]
    assert found["location"] == {"line": 2, "column": 21, "end_line": 2, "end_column": 24}
    assert found["suggestion"] == {"text": "核对\n这一行。", "replacement": "372"}
    assert found["basis"] == "《格式》，附件表三"
    assert [each["address"] for each in found["related"]][:1] == ["requests/granted/natural_person"]
    assert found["message"] == "总计 376 ≠ 各列之和 372"


def test_json_for_a_stream_that_cannot_hold_every_character() -> None:
    plain = written("json", View(ascii_only=True), result(FINDING))
    assert plain.isascii()
    assert json.loads(plain) == json.loads(written("json", View(), result(FINDING)))


plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), plain_values, max_size=4), st.integers(0, 3), st.booleans())
def test_json_text_says_what_it_was_given(
    value: dict[str, object],
    depth: int,
    ascii_only: bool,  # noqa: FBT001 - hypothesis passes it
) -> None:
    assert json.loads(jsontext.dumps(value, ascii_only=ascii_only)) == value
    assert json.loads(jsontext.spread(value, depth=depth, ascii_only=ascii_only)) == value


def test_json_numbers_are_exact() -> None:
    assert jsontext.dumps({"a": Decimal("1234567890.10"), "b": 0.5}) == '{"a": 1234567890.10, "b": 0.5}'


def test_the_name_of_a_file_cannot_move_the_cursor() -> None:
    found = result(FINDING, verdicts=(Verdict("A-B", "pass"),))
    shown = written("text", evolve(ZH, verdicts=True), evolve(found, path="a\x1b[2J\n.txt"))
    assert "\x1b" not in shown
    assert shown.count("a?[2J?.txt") == 2


@pytest.mark.parametrize("format", ["concise", "markdown"])
def test_nor_can_it_in_lists_for_people(format: str) -> None:
    shown = written(format, ZH, evolve(result(FINDING), path="a\x1b[2J\x9b.txt"))
    assert "a?" in shown
    assert not {"\x1b", "\x9b"} & set(shown)


def test_the_name_of_a_sheet_may_have_a_colon() -> None:
    at = Location(part="2024:表三", block="B7")
    assert checklist.placed(at, "表三", ZH) == "工作表“2024:表三” B7 表三"
    assert checklist.placed(Location(line=3, column=5), "", EN) == "line 3, column 5"


def test_a_report_cannot_move_the_cursor() -> None:
    source = Source("前\x1b[2J\x07后\t\u202e12\u200b3")
    (line, *_) = frame.picture(source, [Mark(Span(0, 1))], [], ZH, 2).lines
    assert line == " 1│ 前 [2J 后    123"


def columns_of(line: str, sign: str) -> tuple[int, int]:
    first = line.index(sign)
    return wcswidth(line[:first]), wcswidth(line[: line.rindex(sign) + 1])


wide = st.text(st.sampled_from("一二三公开申请件，。(（１1aZ |é\u0301\t"), min_size=1, max_size=400)


@given(wide, st.data(), st.integers(60, 120))
def test_signs_stand_under_the_words_they_mark(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 12)))
    shown, under = frame.picture(Source(text), [Mark(Span(start, end))], [], View(width=width), 3).lines
    assert wcswidth(shown) <= width
    marked = "".join(ink.visible(each) for each in text[start:end])
    first, last = columns_of(under, "^")
    under_signs = in_columns(shown + " " * last)[first:last]
    assert under_signs == in_columns(marked)[: last - first] or not marked
    assert len(under_signs) == max(1, len(in_columns(marked))) or shown.endswith("...")


def in_columns(text: str) -> list[str]:
    return [char for char in text for _ in range(ink.width(char))]


def test_of_a_paragraph_of_one_line_the_surroundings_are_shown() -> None:
    text = "前" * 1500 + "共收到12件" + "后" * 1500
    at = text.index("12")
    shown, under = frame.picture(Source(text), [Mark(Span(at, at + 2))], [], View(width=80), 2).lines
    assert shown.startswith(" 1│ ...前")
    assert shown.endswith("后...")
    assert wcswidth(shown) <= 80
    assert shown[: shown.index("12")].count("前") > 10
    assert wcswidth(shown[: shown.index("12")]) == under.index("^^")


def test_what_lies_outside_the_window_is_not_underlined_elsewhere() -> None:
    text = "1" + "前" * 500 + "2"
    picture = frame.picture(
        Source(text), [Mark(Span(501, 502))], [Mark(Span(0, 1), "far")], View(width=80), 2
    )
    assert picture.outside == (Mark(Span(0, 1), "far"),)
    assert len(picture.lines) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_lists_of_rules(lang: str) -> None:
    view, rules = View(lang=lang), explaining.all_rules()
    text = "".join(rule_list.text(rules, view))
    assert all(each.rule.id in text for each in rules)
    starts = {
        wcswidth(line[: line.index(each.rule.id)])
        for line, each in zip(text.splitlines(), rules, strict=False)
    }
    assert len(starts) == 1
    data = json.loads("".join(rule_list.json(rules, view)))
    assert [each["id"] for each in data["rules"]] == [each.rule.id for each in rules]
    assert data["rules"][0]["title"] == rules[0].rule.title[lang]
    page = "".join(rule_list.markdown(rules, view))
    assert page.count("\n## ") == len(rules)


def test_characters_whose_width_is_known_without_tables_are_as_wide_as_the_tables_say() -> None:
    for char in map(chr, range(0x20, 0x10000)):
        if not "\ud800" <= char <= "\udfff":
            assert ink.width(f"中{char}") == 2 + max(0, wcwidth(char)), hex(ord(char))
            assert len(ink.visible(char)) == (wcwidth(char) != 0), hex(ord(char))


def test_what_a_report_is_written_in_needs_no_tables() -> None:
    script = "import sys; from disclint.outputs import ink; print(ink.width(sys.argv[1]), 'wcwidth' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", script, "“收到”申请12件（含3件）、"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["25", "False"]
