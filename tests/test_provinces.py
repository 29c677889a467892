"""
Every class of fault is found where it was made, and nothing else is wrong; a sample of the provinces, audited, says so of reports together.
"""

from pathlib import Path
from random import Random

import pytest
from bench import provinces
from bench.reports import EVERY, FAULTS, faulty, sound
from bench.reports.province import CLEAR, county
from bench.reports.series import dated
from bench.reports.turns import BETWEEN, Turns
from bench.reports.variety import varied

from disclint.audits import Audited, Found
from disclint.diagnostics import ERROR, INFO
from disclint.session.check import check_bytes
from disclint.session.options import Options

NEW = sorted(EVERY.keys() - FAULTS.keys())


@pytest.mark.parametrize("fault", NEW)
def test_a_fault_is_found_and_nothing_else(fault: str) -> None:
    report = faulty(7204, fault)
    (made,) = report.faults
    assert made.rule == fault.split("/", maxsplit=1)[0]
    found = check_bytes(report.data, f"report{report.suffix}", Options()).diagnostics
    mine = {made.rule, *made.also}
    assert any(mine & {each.rule, *each.folded} for each in found), made.description
    others = [each for each in found if each.severity != INFO and not mine & {each.rule, *each.folded}]
    assert [(each.rule, each.message["zh"]) for each in others] == []


@pytest.mark.parametrize("fault", NEW)
def test_a_fault_changes_the_report(fault: str) -> None:
    made = faulty(7205, fault, style="pipe_leading")
    assert made == faulty(7205, fault, style="pipe_leading")
    assert made.data != sound(7205, style="pipe_leading").data
    assert made.faults[0].description


def test_a_sample_of_the_provinces_is_found_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert provinces.main(["160", "2", str(tmp_path)]) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert "100.00% found; 0 classes below 98%" in told
    assert "0 errors that nothing explains" in told


def test_a_county_goes_on_from_year_to_year_and_adds_up() -> None:
    made = list(county(3, "青溪县", (2021, 2022, 2023, 2024), Turns()))
    assert len({each.agency for each in made}) == 20
    assert {each.parent for each in made} == {None, "青溪县人民政府"}
    assert len({each.name for each in made}) == len(made) >= 80
    assert {each.name.rsplit(".", 1)[1] for each in made} == {"txt", "md", "html"}
    assert any(each.fault and each.fault.rule in BETWEEN for each in made)
    assert made == list(county(3, "青溪县", (2021, 2022, 2023, 2024), Turns()))


def test_what_was_not_found_and_what_was_found_wrongly_is_told() -> None:
    truths = {
        "a.txt": provinces.Truth("甲", 2024, "TBL3-SUM-ROW", "TBL3-SUM-ROW", (), shows=True, parent="乙"),
        "b.txt": provinces.Truth("乙", 2024, None, "", (), shows=False, parent=None),
        "c.txt": provinces.Truth("丙", 2024, None, "", (), shows=False, parent=None),
    }

    def result(path: str, *rules: str) -> Audited:
        said = {"zh": "话", "en": "words"}
        found = tuple(Found(each, ERROR, "fail", "", said, {}, said, said, None, "") for each in rules)
        return Audited(path, "ok", None, None, None, None, None, None, found)

    told = provinces.score(
        truths, [result("a.txt", "SEC-ORDER"), result("b.txt", "AGG-T3-SUM"), result("c.txt", "AGG-T3-SUM")]
    )
    assert told.short == ["TBL3-SUM-ROW"]
    # The sum of a report whose body has a wrong number is wrong as well.
    assert [each[:2] for each in told.errors] == [("SEC-ORDER", "a.txt"), ("AGG-T3-SUM", "c.txt")]
    assert any("short: a.txt" in each for each in provinces.lines(told))


def test_varied_reports_do_not_resemble_each_other() -> None:
    from bench.reports import drafted  # noqa: PLC0415 - made only here

    draft = drafted(5)
    said = {
        "".join(each.text for each in varied(draft, Random(seed)).paragraphs if each.section == "problems")
        for seed in range(60)
    }
    assert len(said) == 60


def test_every_year_has_the_day() -> None:
    from datetime import date  # noqa: PLC0415

    assert dated(date(2024, 2, 29), 2025) == date(2025, 2, 28)
    assert dated(date(2024, 3, 31), 2025) == date(2025, 3, 31)
    assert CLEAR
