"""
The assurance map: what each cell and each number of the text was checked against, and what no rule covers.
"""

import gc
import json
import time

import jsonschema
import pytest
from bench.reports import sound
from click.testing import CliRunner

import disclint
from disclint.cli import main
from disclint.diagnostics import ALONE, OPEN, REFUSED, TABLE, TEXT, UNCHECKED, Assurance
from disclint.engine.quantities import Quantity, quantities
from disclint.facts import facts_of
from disclint.resources import schema_path
from disclint.session import data, reading
from tests.corpus import ROOT, needs_corpus

SOUND, FAULTY = "examples/2021-sound.txt", "examples/2021-faulty.html"


def told(body: str) -> list[str]:
    text = f"某县教育局2024年政府信息公开工作年度报告\n一、总体情况\n{body}\n"
    parsed = reading.parse_text(text, "a.txt")
    facts = facts_of(parsed.report, parsed.flow, parsed.source, data.editions(), data.pack().vocabulary)
    return [each.text for each in quantities(facts)]


def number(of: Assurance, text: str) -> tuple[str, tuple[str, ...]]:
    (found,) = [each for each in of.numbers if each.text == text]
    return found.checked, tuple(each.rule for each in found.judgements)


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("全年收到申请12件，占75.2%，收取115元。", ["12件", "75.2%", "115元"]),
        ("2024年1月1日至2024年12月31日，依据《条例》第三十条和国办公开办函〔2021〕30号编制。", []),
        ("（一）主动公开。1.公开信息30条。一是设立一个窗口。", ["30条"]),
        ("联系电话：0577-88963796，邮政编码325009。在15个工作日内答复。", []),
        ("自然人、企业分别为5、3件。", ["5", "3件"]),
        ("全年公开信息约1.2万条。", ["约1.2万条"]),
        ("全年收到政府信息公开申请一件。", ["一件"]),
    ],
)
def test_numbers_of_the_text_are_those_that_tell_something(body: str, numbers: list[str]) -> None:
    assert told(body) == numbers


def test_many_numbers_take_no_more_time_each() -> None:
    start = time.process_time()
    assert len(told("".join(f"办理甲{number}件。" for number in range(10_000)))) == 10_000
    assert time.process_time() - start < 5


def test_nothing_of_a_report_is_held_on_to() -> None:
    def kept() -> int:
        gc.collect()
        return sum(isinstance(each, Quantity) for each in gc.get_objects())

    before = kept()
    disclint.assurance(SOUND)
    assert kept() == before


@pytest.fixture(scope="module")
def sure() -> Assurance:
    return disclint.assurance(SOUND)


def test_every_cell_of_table_3_is_checked(sure: Assurance) -> None:
    cells = sure.of_table("requests")
    assert len(cells) == 175
    assert all(each.is_checked for each in cells)


def test_cells_that_nothing_can_check_are_named(sure: Assurance) -> None:
    alone = {each.address for each in sure.of_table("disclosure") if not each.is_checked}
    assert alone == {
        "disclosure/licences/decisions", "disclosure/penalties/decisions",
        "disclosure/coercive_measures/decisions", "disclosure/administrative_fees/amount",
    }  # fmt: skip


def test_numbers_are_checked_against_tables_and_each_other(sure: Assurance) -> None:
    assert number(sure, "24件") == (TABLE, ("NAR-T3-BYTYPE",))
    assert number(sure, "846条")[0] == TEXT
    assert number(sure, "96人次") == (UNCHECKED, ())
    refused = [each for each in sure.numbers if each.checked == REFUSED]
    assert [(each.text, each.refused["zh"] if each.refused else "") for each in refused] == [
        ("12件", "另一期间")
    ]


def test_a_blank_leaves_its_row_open_and_no_more() -> None:
    found = disclint.assurance(FAULTY)
    states = {each.address: each.checked for each in found.of_table("requests")}
    assert states.pop("requests/refuse_excessive/research") == OPEN
    assert set(states.values()) == {TABLE}


def test_rules_that_do_not_run_check_nothing() -> None:
    found = disclint.assurance(SOUND, select=["CEL"])
    assert {each.checked for each in found.cells} == {ALONE}
    assert {each.checked for each in found.numbers} <= {UNCHECKED, REFUSED}


def test_a_wrong_number_is_checked_and_fails() -> None:
    found = disclint.check(FAULTY, assurance=True).assurance()
    (wrong,) = [each for each in found.numbers if each.text == "112件"]
    assert ("NAR-T3-RECEIVED", "fail") in [(each.rule, each.outcome) for each in wrong.judgements]


def test_nothing_is_made_unless_asked_for() -> None:
    result = disclint.check(SOUND)
    assert result.assured is None
    with pytest.raises(disclint.UsageError, match="assurance=True"):
        result.assurance()


def test_what_is_declined_has_no_map() -> None:
    assert disclint.check("README.md", assurance=True).assurance().cells == ()


def test_the_command_tells_it_in_text_and_json() -> None:
    text = CliRunner().invoke(main, ["check", SOUND, "--assurance"]).stdout
    assert "表二 6/10，表三 175/175，表四 15/15 格已核对" in text
    assert "正文 23 个数字中 11 个已与表格核对" in text
    assert "“行政许可”“本年处理决定数量”: 1842" in text
    english = CliRunner().invoke(main, ["check", SOUND, "--assurance", "--lang=en"]).stdout
    assert "Table 3 175/175" in english
    written = CliRunner().invoke(main, ["check", SOUND, "--assurance", "--output-format=json"]).stdout
    found = json.loads(written)
    jsonschema.validate(found, json.loads(schema_path("output").read_text(encoding="utf-8")))
    assert found["files"][0]["assurance"]["tables"]["requests"] == {"cells": 175, "checked": 175}
    plain = CliRunner().invoke(main, ["check", SOUND, "--output-format=json"]).stdout
    assert "assurance" not in json.loads(plain)["files"][0]


@pytest.mark.parametrize("seed", range(6))
def test_places_of_numbers_are_their_words(seed: int) -> None:
    report = sound(seed)
    result = disclint.check_bytes(report.data, f"a{report.suffix}")
    assert result.source is not None
    parsed = reading.parse_bytes(report.data, f"a{report.suffix}")
    facts = facts_of(parsed.report, parsed.flow, parsed.source, data.editions(), data.pack().vocabulary)
    for each in quantities(facts):
        assert "".join(parsed.source.slice(each.span).split()) == each.text
        assert any(char.isdigit() or char in "一二两三四五六七八九十百千万零〇" for char in each.text)


@needs_corpus
@pytest.mark.parametrize("seed", ["000", "001", "003"])
def test_seeds_with_tables_are_mapped(seed: str) -> None:
    (path,) = ROOT.glob(f"seeds/{seed}_*.txt")
    found = disclint.assurance(path, config=False)
    assert len(found.of_table("requests")) >= 161
    assert sum(each.is_checked for each in found.of_table("requests")) > 150
    assert found.numbers
