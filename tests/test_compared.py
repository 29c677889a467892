"""
Rules that compare a report with others: what they see of them, and from where.
"""

from pathlib import Path

import pytest
from attrs import evolve
from bench.reports import sound
from click.testing import CliRunner

import disclint
from disclint.cli import main
from disclint.diagnostics import FAIL, NOT_APPLICABLE, PASS
from disclint.facts import Facts, facts_of, merged, record_of
from disclint.facts.record import number_in, read_back, written_down
from disclint.facts.recorded import Recorded
from disclint.grammar import parse
from disclint.rules import expressions, reading
from disclint.rules.checking import check as type_of
from disclint.rules.expressions import ExpressionError
from disclint.rules.vocabulary import NAMES, OTHERS, VOCABULARY
from disclint.source import Source
from disclint.values import Missing, Number, Subject, Text
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK

REPORT = """乙县水利局{year}年政府信息公开工作年度报告
一、总体情况
{year}年，本机关主动公开信息{n}条。全年收到申请{n}件。
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 | 5 | 1 | 0 | 0 | 0 | 0 | 6 |
二、上年结转政府信息公开申请数量 | {before} | 0 | 0 | 0 | 0 | 0 | {before} |
四、结转下年度继续办理 | {after} | 0 | 0 | 0 | 0 | 0 | {after} |
六、其他需要报告的事项
无其他需要报告的事项。
"""


def report(year: int, *, before: int = 0, after: int = 0) -> str:
    return REPORT.format(year=year, n=year - 2000, before=before, after=after)


def facts(text: str) -> Facts:
    parsed = parse(Source(text), EDITIONS, LEXICON)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    last, this = tmp_path / "2023.txt", tmp_path / "2024.txt"
    last.write_text(report(2023, after=4), "utf-8")
    this.write_text(report(2024, before=3), "utf-8")
    return last, this


def test_a_record_is_written_down_and_read_back() -> None:
    record = record_of(facts(report(2024, after=4)), "a.txt")
    assert read_back(written_down(record)) == record
    assert (record.agency, record.year, record.status) == ("乙县水利局", 2024, "ok")
    assert record.words["overview"] == ("2024年，本机关主动公开信息24条。全年收到申请24件。",)


@pytest.mark.parametrize("style", ["pipe", "lines", "pdf", "glued", "inline"])
def test_a_record_has_the_numbers_and_sections_that_the_report_has(style: str) -> None:
    whole = facts(sound(7, style=style).data.decode())
    other = Recorded(record_of(whole, "a"), EDITIONS, "prev")
    for table, placed in whole.tabular.tables.items():
        for address in placed.layout.form.addresses() if placed.is_read else ():
            row, column = address.split("/")[1:]
            own, there = whole.address((table, row, column)), other.address((table, row, column))
            assert isinstance(own, Number)
            assert isinstance(there, Number)
            assert (own.low, own.high) == (there.low, there.high), address
    for scope in ("overview", "problems", "other", "preamble"):
        for function in ("paragraphs", "sentences"):
            for wanted in ("text", "folded"):
                own, there = whole.call(function, (Text(scope),)), other.call(function, (Text(scope),))
                assert texts(own, wanted) == texts(there, wanted)


def texts(found: object, wanted: str) -> list[str]:
    assert isinstance(found, tuple)
    read = [each.read(wanted) for each in found if isinstance(each, Subject)]
    return [each.text for each in read if isinstance(each, Text) and each.text]


def test_what_a_cell_of_a_record_holds_is_a_number_or_a_state() -> None:
    record = record_of(facts(report(2024).replace("| 5 | 1 |", "| 5 | — |")), "a")
    assert number_in(record.cells["requests/new_received/natural_person"]) == 5
    assert number_in(record.cells["requests/new_received/commercial"]) is None


def test_the_command_compares_with_last_years_report(files: tuple[Path, Path]) -> None:
    last, this = files
    alone = CliRunner().invoke(main, ["check", str(this), "--select", "XYR-CARRY", "--isolated"])
    assert (alone.exit_code, "XYR-CARRY" in alone.stdout) == (0, False)
    both = CliRunner().invoke(
        main, ["check", str(this), "--previous", str(last), "--select", "XYR-CARRY", "--isolated"]
    )
    assert (both.exit_code, both.stdout.count("XYR-CARRY")) == (1, 1)


def test_the_library_compares_as_the_command_does(files: tuple[Path, Path]) -> None:
    last, this = files
    result = disclint.check(this, previous=last, config=False)
    (found,) = [each for each in result.diagnostics if each.rule == "XYR-CARRY"]
    assert found.severity == "error"
    assert found.address == "requests/carried_over/natural_person"
    assert "2023" in result.say(found.message)


def test_explain_tells_what_was_compared(files: tuple[Path, Path]) -> None:
    last, this = files
    found = disclint.explain("XYR-CARRY", this, previous=last)
    assert found.verdict is not None
    assert found.verdict.status == FAIL
    assert {each.outcome for each in found.looked} == {FAIL, PASS}
    alone = disclint.explain("XYR-CARRY", this)
    assert alone.verdict is not None
    assert alone.verdict.status == NOT_APPLICABLE


def test_a_report_of_another_year_is_not_compared(files: tuple[Path, Path]) -> None:
    _, this = files
    result = disclint.check(this, previous=this, config=False)
    (verdict,) = [each for each in result.verdicts if each.rule == "XYR-CARRY"]
    assert (verdict.status, verdict.reasons) == (NOT_APPLICABLE, ("the report given as prev is of 2024",))


def test_what_speaks_against_last_years_report_is_said(files: tuple[Path, Path], tmp_path: Path) -> None:
    last, this = files
    other = tmp_path / "other.txt"
    other.write_text(last.read_text("utf-8").replace("水利局", "教育局"), "utf-8")
    none = tmp_path / "none.txt"
    none.write_text("关于开会的通知\n请各单位参加。\n", "utf-8")
    for command in (["check", str(this)], ["diff", str(this), str(this)]):
        asked = [*command, "--isolated", "--previous"]
        assert "注意" not in CliRunner().invoke(main, [*asked, str(last)]).stderr
        found = CliRunner().invoke(main, [*asked, str(this)])
        assert "它是 2024 年度的报告，上一年度是 2023 年" in found.stderr
        found = CliRunner().invoke(main, [*asked, str(other)])
        assert "是“乙县教育局”的报告，所检查的是“乙县水利局”的" in found.stderr
        found = CliRunner().invoke(main, [*asked, str(none)])
        assert (found.exit_code, "不是 2019 年以来格式的年度报告" in found.stderr) == (2, True)


def test_copies_of_a_record_hold_any_of_their_numbers() -> None:
    one = record_of(facts(report(2024)), "a")
    two = record_of(facts(report(2024).replace("| 5 | 1 |", "| 7 | 1 |")), "b")
    blank = record_of(facts(report(2024).replace("| 5 | 1 |", "| — | 1 |")), "c")
    at = "requests/new_received/natural_person"
    assert merged([one, two]).cells[at] == merged([two, one]).cells[at] == "|5|7"
    assert merged([blank, one]).cells[at] == merged([one, blank]).cells[at] == "5"
    assert {key: cell for key, cell in merged([one, two]).cells.items() if key != at} == {
        key: cell for key, cell in one.cells.items() if key != at
    }
    assert merged([one, one]) == one
    lost = evolve(one, states={**one.states, "requests": "lost"}, cells={}, claims=None)
    assert (merged([lost, one]).cells, merged([lost, one]).claims) == (one.cells, None)


def test_last_years_report_goes_with_one_file(files: tuple[Path, Path]) -> None:
    last, this = files
    found = CliRunner().invoke(main, ["check", str(last), str(this), "--previous", str(last), "--lang", "en"])
    assert (found.exit_code, "audit" in found.stderr) == (2, True)


def test_last_years_report_has_to_be_there(files: tuple[Path, Path]) -> None:
    _, this = files
    found = CliRunner().invoke(main, ["check", str(this), "--previous", "none.txt"])
    assert found.exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "prev/requests/carried_forward/$column",
        "of(prev, section(overview).text)",
        "sum(children/requests/$row/total)",
        "any(peer in peers: of(peer, report.year) == 3)",
    ],
)
def test_both_ways_to_read_an_expression_read_it_the_same(text: str) -> None:
    assert reading.quick(text) == expressions.parse(text)


def test_what_a_report_says_of_recorded_concepts_is_in_its_record() -> None:
    text = report(2024) + "全年发出收费通知2件，通知收取总金额260元，实际收取总金额约160元。\n"
    record = record_of(facts(text), "a.txt")
    assert record.claims is not None
    assert read_back(written_down(record)) == record
    assert record.claims["fee_notices"][0][:2] == ("2", "2")
    assert "160元" in record.claims["fee_collected"][0][2]
    assert "new_received" not in record.claims
    other = Recorded(record, EDITIONS, "prev")
    (said,) = other.call("claims", (Text("fee_notified"),))  # type: ignore[misc]
    assert (said.read("value").low, said.read("concept")) == (260, Text("fee_notified"))
    # Of one that is not there nobody knows.
    (unknown,) = Recorded(evolve(record, status="absent"), EDITIONS, "prev").call(
        "claims", (Text("fee_notified"),)
    )  # type: ignore[misc]
    assert isinstance(unknown, Missing)


def test_only_recorded_concepts_may_be_asked_for_in_another_report(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "pack.yaml").write_text(
        "pack: {id: x, version: 1.0.0}\nextends: [{pack: annual-report}]\nconcepts:\n"
        '  told: {label: {zh: 甲, en: a}, phrases: ["甲"]}\n',
        "utf-8",
    )
    rule = (
        "id: X-Y\ntitle: {zh: 甲, en: a}\nkind: assert\nseverity: info\nneeds: [prev]\n"
        "check: 'not exists(of(prev, claims(told)))'\nmessage: {zh: 甲, en: a}\nwhy: {zh: 甲, en: a}\nfix: {zh: 甲, en: a}\n"
        "basis: [{ref: logic}]\nexamples: {pass: [{name: a, text: 乙, prev: {text: 丙}}], fail: [{name: b, text: 乙, prev: {text: 甲}}]}\n"
    )
    (tmp_path / "rules" / "X-Y.yaml").write_text(rule, "utf-8")
    found = CliRunner().invoke(main, ["pack", "check", str(tmp_path), "--lang", "en"])
    assert found.exit_code == 2
    assert "the claims of 'told' are not kept of other reports" in found.output
    pack = (tmp_path / "pack.yaml").read_text("utf-8").replace('["甲"]}', '["甲"], recorded: true}')
    (tmp_path / "pack.yaml").write_text(pack, "utf-8")
    assert CliRunner().invoke(main, ["pack", "test", str(tmp_path)]).exit_code == 0


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('of(prev, matches(overview, "甲"))', "cannot be asked for matches"),
        ("of(prev, section(prose).text)", "known by sections"),
        ("of(prev, period.text)", "cannot be asked for period"),
        ("of(report, title.text)", "looks into another report"),
        ("of(children, sentences(overview))", "list of lists"),
    ],
)
def test_what_another_report_cannot_be_asked_is_refused(text: str, problem: str) -> None:
    vocabulary = VOCABULARY
    for name, type in OTHERS.items():
        vocabulary = vocabulary.bind(name, type)
    with pytest.raises(ExpressionError, match=problem):
        type_of(expressions.parse(text), vocabulary)


def test_a_rule_that_does_not_say_what_it_needs_is_told_to() -> None:
    assert not NAMES.keys() & OTHERS.keys()
    with pytest.raises(ExpressionError, match="needs"):
        type_of(expressions.parse("prev.year"), VOCABULARY)
