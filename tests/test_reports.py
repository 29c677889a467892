"""
What is right about the real reports of the corpus: their errors, and no others.
"""

from pathlib import Path

import pytest

from disclint.diagnostics import ERROR, WARNING
from tests.corpus import ROOT, files, needs_corpus
from tests.pack import DEFAULT_RULES, Checked, check_bytes

pytestmark = needs_corpus

# By the beginning of the file's name: rule and address of each error, read in the report itself.
ERRORS = {
    # 予以公开及部分公开 258 件，占 33.9%: of the 805 answered it is 32.0 %; the other shares are of 805.
    "上海-上海市人民政府办公厅-2019": {("PCT-SHARE", "section:overview")},
    # (六)其他处理 is one row as in the form of 2019; the totals of 表四 say 0 where the results are 10+1 and 5+0.
    "江苏淮安-洪泽区人民政府-2023": {
        ("FMT-EDITION-TABLE3", "requests"),
        ("TBL4-SUM-RECON", "disputes/reconsideration/total"),
        ("TBL4-SUM-AFTER", "disputes/litigation_after_reconsideration/total"),
    },
    # The results add up to 26 and 27, (七)总计 says 20 and 21; the balance holds with 20 and 21.
    "福建平潭-平潭综合实验区-2020": {("TBL3-SUM-DISPOSED", "requests/disposed_total/natural_person")},
}
# Warnings and notes that a reader of these reports would expect.
NOTED = {
    # 表二 says 470 documents are in force, the text 393.
    "福建平潭-平潭综合实验区-2023": ("NAR-T2-NORM-VALID", "section:overview"),
    # 35 of 805 is 4.348 %, written 4.34 %.
    "上海-上海市人民政府办公厅-2019": ("PCT-TRUNC", "section:overview"),
    # A fee was charged; notices, amount notified and amount collected are not all there.
    "江苏淮安-淮安市人民政府-2024": ("FEE-INCOMPLETE", "section:other"),
    "江苏宿迁-宿迁市人民政府-2023": ("FEE-INCOMPLETE", "section:other"),
    "浙江杭州型-全市-2025": ("FEE-INCOMPLETE", "section:other"),
    "江苏宿迁-沭阳县发展和改革局-2023": ("CEL-BLANK", "requests/new_received/commercial"),
}
REPORTS = [each for each in files() if each.parent.name == "reports"]


def checked(path: Path) -> Checked:
    return check_bytes(path.read_bytes(), path.name, DEFAULT_RULES)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_the_errors_of_a_report_are_its_own(path: Path) -> None:
    expected = next((each for name, each in ERRORS.items() if path.name.startswith(name)), set())
    found = {
        (each.rule, each.address) for each in checked(path).outcome.diagnostics if each.severity == ERROR
    }
    assert found == expected


def test_every_report_that_is_spoken_of_is_there() -> None:
    names = [*ERRORS, *NOTED]
    assert [each for each in names if not any(path.name.startswith(each) for path in REPORTS)] == []


@pytest.mark.parametrize("name", NOTED)
def test_what_a_reader_would_note_is_noted(name: str) -> None:
    for path in REPORTS:
        if path.name.startswith(name):
            found = [(each.rule, each.address, each.severity) for each in checked(path).outcome.diagnostics]
            assert (*NOTED[name], WARNING) in found


def test_a_report_on_the_old_form_is_declined() -> None:
    (path,) = ROOT.glob("reports/*2018*")
    report = checked(path).facts.report
    assert (report.status, report.reason) == ("declined", "before-2019")


def test_the_other_column_that_is_wrong_is_named_beside_the_first() -> None:
    (path,) = ROOT.glob("reports/*平潭*2020*")
    (found,) = [each for each in checked(path).outcome.diagnostics if each.severity == ERROR]
    assert "requests/disposed_total/total" in [each.address for each in found.related]
