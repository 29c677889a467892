"""
Pages that disclint itself wrote, found among the reports.
"""

from pathlib import Path

import pytest

import disclint
from disclint.audits import Audit, Terms


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """
    The dashboard of an audit of one report.
    """
    report = tmp_path / "report.txt"
    report.write_text("甲市商务局2024年政府信息公开工作年度报告\n一、总体情况\n公开信息30条。\n", "utf-8")
    audit = Audit([str(report)], tmp_path / "out", Terms({}, named=False))
    audit.dashboard = tmp_path / "old.html"
    audit.run()
    return audit.dashboard


def found(page: Path) -> list[tuple[str, str]]:
    return [(each.rule, each.severity) for each in disclint.check(page).diagnostics]


def test_a_dashboard_among_the_reports_is_known_for_what_it_is(page: Path) -> None:
    assert found(page) == [("IO-EMPTY-BODY", "info")]
    assert "仪表盘" in disclint.check(page).diagnostics[0].message["zh"]


def test_another_page_that_a_script_fills_was_not_read(page: Path) -> None:
    page.write_text(page.read_text("utf-8").replace('id="sheet"', 'id="page"'), "utf-8")
    assert found(page) == [("IO-EMPTY-BODY", "error")]
