"""
Many reports: whose they are, what they are compared with, what is kept, and what is written down.
"""

import csv
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner, Result
from openpyxl import load_workbook

import disclint
from disclint import audits
from disclint.audits import Audit, Audited, Roster, Summary, Terms, kernel
from disclint.audits.company import MOST_TWINS, Head, Register
from disclint.audits.database import VIEWS
from disclint.audits.kernel import Known, Told
from disclint.audits.pool import Pool
from disclint.audits.roster import area, of
from disclint.audits.rosterfile import read
from disclint.audits.state import State
from disclint.audits.tables import TABLES
from disclint.cache.bundle import Bundle
from disclint.cli import main
from disclint.cli.auditing import Progress
from disclint.cli.speech import Speech
from disclint.errors import UsageError
from disclint.session import reading
from tests.packs import house

DOCUMENTED = Path(__file__).parents[1] / "docs" / "audit.md"
OVERVIEW = (
    "本机关坚持以公开为常态，围绕年度重点工作主动公开各类政府信息{n}条，其中概况类信息41条、政务动态205条。"
    "依申请公开方面，畅通当面、邮寄和网上渠道，均按期答复。信息管理方面，落实发布前审查和动态更新，清理过期栏目3个。"
    "平台建设方面，门户网站设政府信息公开专栏，政务新媒体发布稿件96篇。监督保障方面，组织业务培训2次，按要求接受社会评议。"
)
ROSTER = """agency,parent,aliases
乙县人民政府,,
乙县水利局,乙县人民政府,县水利局；乙县水务局
乙县教育局,乙县人民政府,
乙县粮食局,乙县人民政府,
"""


def report(agency: str, year: int, *, new: int = 5, before: int = 0, after: int = 0, text: str = "") -> str:
    requests = "\n".join(
        f"{label} | {number} | 0 | 0 | 0 | 0 | 0 | {number} |"
        for label, number in (
            ("一、本年新收政府信息公开申请数量", new),
            ("二、上年结转政府信息公开申请数量", before),
            ("（七）总计", new + before - after),
            ("四、结转下年度继续办理", after),
        )
    )
    return (
        f"{agency}{year}年政府信息公开工作年度报告\n一、总体情况\n{text or f'{agency}{year}年公开信息{new}条。'}\n"
        f"三、收到和处理政府信息公开申请情况\n{requests}\n六、其他需要报告的事项\n无其他需要报告的事项。\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    write(place, "2023-水利局.txt", report("乙县水利局", 2023, after=4))
    write(place, "2024-水利局.txt", report("乙县水利局", 2024, new=8, before=3))
    write(place, "2024-教育局.txt", report("乙县教育局", 2024, new=2))
    write(place, "2024-政府.txt", report("乙县人民政府", 2024, new=9, before=3))
    (place / "坏的.pdf").write_bytes(b"%PDF-1.4 nothing")
    write(tmp_path, "名册.csv", ROSTER)
    return place


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def made(folder: Path, *, roster: Roster | None = None, jobs: int = 1, **given: Any) -> Audit:
    paths = [str(each) for each in sorted(folder.iterdir())]
    return Audit(paths, folder.parent / "out", Terms(given, named=False), roster or Roster(), jobs)


def audited(folder: Path, *, roster: Roster | None = None, jobs: int = 1) -> dict[str, Audited]:
    whole = made(folder, roster=roster, jobs=jobs)
    whole.run()
    return {Path(each.path).name: each for each in whole.results()}


def rules(found: Audited, family: str) -> dict[str, str]:
    return {each.rule: each.severity for each in found.findings if each.rule.startswith(family)}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


# What is compared with what.


def test_last_years_report_is_found_and_compared(folder: Path) -> None:
    found = audited(folder)
    assert rules(found["2024-水利局.txt"], "XYR-CARRY") == {"XYR-CARRY": "error"}
    assert rules(found["2024-教育局.txt"], "XYR") == {}
    assert found["2023-水利局.txt"].verdicts["XYR-CARRY"] == "not_applicable"
    assert found["2024-水利局.txt"].verdicts["XYR-CARRY"] == "fail"


def test_an_audit_finds_what_check_finds(folder: Path) -> None:
    found = audited(folder)["2024-水利局.txt"]
    alone = disclint.check(
        folder / "2024-水利局.txt", previous=folder / "2023-水利局.txt", config=False, profile="default"
    )
    kept = [each for each in found.findings if not each.rule.startswith(("AGG", "PEER", "PUB-MULTI"))]
    assert sorted((each.rule, each.address, each.fingerprint) for each in kept) == sorted(
        (each.rule, each.address, each.fingerprint) for each in alone.diagnostics
    )
    assert {rule: verdict for rule, verdict in found.verdicts.items() if not rule.startswith("AGG")} == {
        each.rule: each.status for each in alone.verdicts if not each.rule.startswith("AGG")
    }


def test_a_government_is_the_sum_of_the_bodies_on_the_roster(folder: Path, tmp_path: Path) -> None:
    roster = read(tmp_path / "名册.csv")
    found = audited(folder, roster=roster)["2024-政府.txt"]
    # One has not submitted: only what exceeds the whole is known to be wrong.
    assert rules(found, "AGG-T3") == {"AGG-T3-SUM": "warning"}
    write(folder, "2024-粮食局.txt", report("乙县粮食局", 2024, new=1))
    found = audited(folder, roster=roster)["2024-政府.txt"]
    assert rules(found, "AGG-T3") == {"AGG-T3-SUM": "error"}
    write(folder, "2024-粮食局.txt", report("乙县粮食局", 2024, new=0))
    write(folder, "2024-政府.txt", report("乙县人民政府", 2024, new=10, before=3))
    assert rules(audited(folder, roster=roster)["2024-政府.txt"], "AGG-T3") == {}


def test_without_a_roster_no_sum_is_an_error(folder: Path) -> None:
    write(folder, "2024-政府.txt", report("乙县人民政府", 2024, new=1))
    found = rules(audited(folder)["2024-政府.txt"], "AGG")
    assert set(found) == {"AGG-T3-SUM", "AGG-GE-UNIT"}
    assert set(found.values()) == {"warning"}


def test_nearly_the_same_section_of_another_agency_is_found(folder: Path) -> None:
    write(folder, "2024-水利局.txt", report("乙县水利局", 2024, text=OVERVIEW.format(n=312)))
    write(folder, "2024-教育局.txt", report("乙县教育局", 2024, text=OVERVIEW.format(n=318)))
    found = audited(folder)
    (finding,) = [each for each in found["2024-教育局.txt"].findings if each.rule == "PEER-COPY"]
    assert "乙县水利局" in finding.message["zh"]
    assert "PEER-COPY" in rules(found["2024-水利局.txt"], "PEER")
    assert rules(found["2024-政府.txt"], "PEER") == {}


def test_two_reports_of_one_year_are_held_against_each_other(folder: Path) -> None:
    write(folder, "2024-教育局-2.txt", report("乙县教育局", 2024, new=3))
    found = audited(folder)
    assert rules(found["2024-教育局-2.txt"], "PUB-MULTI") == {"PUB-MULTI": "warning"}
    write(folder, "2024-教育局-2.txt", report("乙县教育局", 2024, new=2) + "\n")
    assert rules(audited(folder)["2024-教育局-2.txt"], "PUB-MULTI") == {}


def test_no_error_comes_of_taking_one_of_several_copies(folder: Path, tmp_path: Path) -> None:
    roster = read(tmp_path / "名册.csv")
    write(folder, "2024-粮食局.txt", report("乙县粮食局", 2024, new=0))
    write(folder, "2024-政府.txt", report("乙县人民政府", 2024, new=10, before=3))
    # Of two copies one fits, whichever comes first: of a body's report below the government's, and of last year's.
    for wrong, right in (("1", "2"), ("2", "1")):
        write(folder, f"2024-教育局-{wrong}.txt", report("乙县教育局", 2024, new=7))
        write(folder, f"2024-教育局-{right}.txt", report("乙县教育局", 2024, new=2))
        write(folder, f"2023-水利局-{wrong}.txt", report("乙县水利局", 2023, after=4))
        write(folder, f"2023-水利局-{right}.txt", report("乙县水利局", 2023, after=3))
        found = audited(folder, roster=roster)
        assert rules(found["2024-政府.txt"], "AGG-T3") == {}
        assert found["2024-政府.txt"].verdicts["AGG-T3-SUM"] == "unknown"
        assert rules(found["2024-水利局.txt"], "XYR-CARRY") == {}
        assert rules(found["2024-教育局-1.txt"], "PUB-MULTI") == {"PUB-MULTI": "warning"}
    # Neither fits.
    for number in (1, 2):
        write(folder, f"2024-教育局-{number}.txt", report("乙县教育局", 2024, new=6 + number))
        write(folder, f"2023-水利局-{number}.txt", report("乙县水利局", 2023, after=4 + number))
    (folder / "2024-教育局.txt").unlink()
    found = audited(folder, roster=roster)
    assert rules(found["2024-政府.txt"], "AGG-T3") == {"AGG-T3-SUM": "error"}
    (folder / "2023-水利局.txt").unlink()
    assert rules(audited(folder, roster=roster)["2024-水利局.txt"], "XYR-CARRY") == {"XYR-CARRY": "error"}


def test_last_years_reports_may_lie_elsewhere_and_are_not_audited(folder: Path, tmp_path: Path) -> None:
    last = tmp_path / "last"
    last.mkdir()
    (folder / "2023-水利局.txt").rename(last / "2023-水利局.txt")
    (last / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    write(last, "2023-政府.txt", report("乙县人民政府", 2023, after=1))
    # Those of the year before the last are nobody's.
    write(last, "2022-水利局.txt", report("乙县水利局", 2022, after=9))
    _, alone = summary(folder)
    assert "XYR-CARRY" not in alone["rules"]
    _, found = summary(folder, "--previous", last, "--dashboard", tmp_path / "a.html")
    assert found["rules"]["XYR-CARRY"] == 2
    assert (found["files"], found["done"], sum(found["statuses"].values())) == (4, 4, 4)
    assert [Path(each["path"]).name for each in found["unreadable"]] == ["坏的.pdf", "坏.pdf"]
    asked = partial(run, "audit", "-o", folder.parent / "out", "--sql")
    assert asked("SELECT DISTINCT year FROM reports WHERE year IS NOT NULL").stdout.split() == [
        "year",
        "2024",
    ]
    assert (
        "2023-水利局"
        not in (tmp_path / "a.html").read_text("utf-8").partition('id="data"')[2].partition("</script>")[0]
    )
    # It is kept as any other, and read again when it changes.
    assert summary(folder, "--previous", last)[1]["unchanged"] == 4
    write(last, "2023-水利局.txt", report("乙县水利局", 2023, after=3))
    write(folder, "2024-教育局.txt", report("乙县教育局", 2024, new=3))
    # Of those that are audited; all of last year's but one are as they were, too.
    _, changed = summary(folder, "--previous", last)
    assert (changed["rules"]["XYR-CARRY"], changed["unchanged"]) == (1, 3)
    # Named as what is audited, it is audited.
    _, both = summary(folder, last, "--previous", last)
    assert (both["files"], both["statuses"]["ok"]) == (8, 6)


def test_what_could_not_be_decided_counts_where_it_is_to(folder: Path) -> None:
    row = "四、结转下年度继续办理 | {0} | 0 | 0 | 0 | 0 | 0 | {0} |"
    last = report("乙县水利局", 2023, after=4)
    write(folder, "2023-水利局.txt", last.replace(row.format(4), row.format("")))
    _, plain = summary(folder, "--select", "XYR-CARRY")
    assert plain["rules"].get("XYR-CARRY") is None
    _, strict = summary(folder, "--select", "XYR-CARRY", "--strict")
    assert strict["rules"]["XYR-CARRY"] == 1
    (found,) = [each for each in made(folder).results() for each in each.findings if each.rule == "XYR-CARRY"]
    assert found.variant == "unknown"


def test_findings_of_the_baseline_are_no_news_also_between_reports(folder: Path, tmp_path: Path) -> None:
    (folder / "坏的.pdf").unlink()
    known = tmp_path / "known.json"
    assert summary(folder, "--select", "XYR-CARRY")[0] == 1
    run(
        "check",
        folder / "2024-水利局.txt",
        "--previous",
        folder / "2023-水利局.txt",
        "--select",
        "XYR-CARRY",
        "--isolated",
        "--baseline",
        known,
        "--update-baseline",
    )
    code, found = summary(folder, "--select", "XYR-CARRY", "--baseline", known)
    assert (code, found["rules"]) == (0, {})
    (kept,) = [each for each in made(folder).results() for each in each.findings]
    assert kept.suppressed is not None
    # Another baseline, and it is news again.
    (fingerprint,) = re.findall('"fingerprint": "(.*?)"', known.read_text("utf-8"))
    known.write_text(known.read_text("utf-8").replace(fingerprint, fingerprint[::-1]), "utf-8")
    assert summary(folder, "--select", "XYR-CARRY", "--baseline", known)[0] == 1
    assert summary(folder, "--baseline", tmp_path / "none.json", code=True)[0] == 2


# Whose report it is.


def test_names_on_the_roster_and_near_them_are_matched() -> None:
    roster = of([("乙县水利局", None, ["县水务局"]), ("乙县教育局", None, []), ("丙县教育局", None, [])])
    assert roster.match("乙县水利局", "a").doubt is None
    assert roster.match("乙县水利局（河长办）", "a").agency == "乙县水利局"
    both = of([("乙县水利局(本级)", None, []), ("乙县水利局", None, ["县水务局"])])
    for written in ("乙县水利局", "乙县水利局（本级）", "县水务局"):
        expected = written.replace("（", "(").replace("）", ")").replace("县水务局", "乙县水利局")
        assert both.match(written, "a").agency == expected
    assert (roster.match("县水务局", "a").agency, roster.match("县水务局", "a").doubt) == ("乙县水利局", None)
    near = roster.match("水利局", "a")
    assert (near.agency, near.doubt) == ("乙县水利局", "水利局 ≈ 乙县水利局")
    # Governments are called by their places as well.
    counties = of(
        [("乙县人民政府", None, []), ("丙县", None, []), ("乙县人民政府办公室", "乙县人民政府", [])]
    )
    assert counties.match("乙县", "a") == counties.match("乙县人民政府", "a")
    assert counties.match("丙县人民政府", "a").agency == "丙县"
    assert counties.match("乙县人民政府办公室", "a").agency == "乙县人民政府办公室"
    assert Roster().match("乙县人民政府", "a").agency == Roster().match("乙 县", "a").agency == "乙县"
    # Two of them end so.
    assert roster.match("教育局", "a").agency is None
    assert roster.match("丁市审计局", "a").agency is None
    assert roster.match(None, "reports/丙县教育局/2024.html").agency == "丙县教育局"
    assert roster.match(None, "reports/2024.html").agency is None


def test_a_roster_as_workbooks_save_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(ROSTER.replace("\n", "\r\n").encode("gb18030"))
    roster = read(tmp_path / "a.csv")
    assert roster.children("乙县人民政府") == ["乙县水利局", "乙县教育局", "乙县粮食局"]
    assert roster.match("乙县水务局", "").agency == "乙县水利局"


def test_the_columns_of_a_roster_may_be_named_in_chinese(tmp_path: Path) -> None:
    text = "单位名称, 上级单位 ,别名\n乙县人民政府,,乙县\n,,\n乙县水利局,乙县人民政府,县水利局；水务局,\n"
    write(tmp_path, "a.csv", text)
    roster = read(tmp_path / "a.csv")
    assert roster.children("乙县人民政府") == ["乙县水利局"]
    assert roster.match("水务局", "").agency == "乙县水利局"


def test_a_workbook_is_no_roster_and_what_to_do_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(UsageError) as refused:
        read(tmp_path / "a.xlsx")
    assert "CSV" in refused.value.to_do("zh")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("名称,上级\n甲,乙\n", 1),
        ("agency;parent\n甲;乙\n", 1),
        ("", 1),
        ("agency,parent\n", 1),
        ("agency,parent\n甲,\n甲,\n", 3),
        ("agency,parent\n甲（本级）,\n甲 (本级),\n", 3),
        # What is nearly a column of ours.
        ("agency,parnt\n甲,\n", 1),
        ("agency,parent,alias,note\n甲,,乙,\n", 1),
        ("agency,parent\n甲,乙\n", 2),
        # Whoever is above himself has nobody above.
        ("agency,parent\n甲,\n乙,乙\n", 3),
        ("agency,parent\n丁,甲\n甲,乙\n乙,丙\n丙,甲\n", 3),
        # One name of two agencies.
        ("agency,parent,aliases\n甲,,丙\n乙,,丁;丙\n", 3),
        ("agency,parent,aliases\n甲,,乙\n乙,,\n", 2),
        # Aliases between commas, and a line without a name.
        ("agency,parent,aliases\n甲,,\n乙,,丙,丁\n", 3),
        ("agency,parent,aliases\n甲,,\n,甲,丁\n", 3),
    ],
)
def test_what_is_no_roster_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    write(tmp_path, "a.csv", text)
    with pytest.raises(UsageError) as refused:
        read(tmp_path / "a.csv")
    assert refused.value.line == line


def test_bodies_are_found_by_the_name_of_the_area() -> None:
    assert area("乙县人民政府") == "乙县"
    heads = [
        Head(number, agency, kind, 2024, str(number))
        for number, (agency, kind) in enumerate(
            [("甲市人民政府", "government"), ("甲市乙区人民政府", "government"), ("甲市水利局", "department"),
             ("甲市乙区水利局", "department"), ("丙县水利局", "department")]
        )
    ]  # fmt: skip
    found = {each.id: each.related["children"] for each in Register(heads, Roster()).all()}
    assert found == {0: (1, 2), 1: (3,)}


def test_where_hundreds_bear_one_name_each_is_held_against_a_few() -> None:
    heads = [Head(number, "市场监督管理局", "department", 2024, str(number % 150)) for number in range(300)]
    found = {each.id: each.related["twins"] for each in Register(heads, Roster()).all()}
    assert found.keys() == set(range(300))
    for id, twins in found.items():
        assert len(twins) == len({heads[each].digest for each in twins} - {heads[id].digest}) == MOST_TWINS


# What is kept.


def test_what_has_not_changed_is_not_read_again(folder: Path) -> None:
    first, again = made(folder), made(folder)
    assert (first.run().kept, again.run().kept) == (0, 5)
    before = list(again.results())
    os.utime(folder / "2024-教育局.txt", (1, 1))
    touched = made(folder)
    assert touched.run().kept == 5
    assert list(touched.results()) == before


def test_a_changed_report_is_compared_anew_and_so_is_next_years(folder: Path) -> None:
    assert "XYR-CARRY" in rules(audited(folder)["2024-水利局.txt"], "XYR")
    write(folder, "2023-水利局.txt", report("乙县水利局", 2023, after=3))
    whole = made(folder)
    assert whole.run().kept == 4
    found = {Path(each.path).name: each for each in whole.results()}
    assert rules(found["2024-水利局.txt"], "XYR-CARRY") == {}
    (folder / "2023-水利局.txt").unlink()
    found = audited(folder)
    assert sorted(found) == ["2024-政府.txt", "2024-教育局.txt", "2024-水利局.txt", "坏的.pdf"]
    assert found["2024-水利局.txt"].verdicts["XYR-CARRY"] == "not_applicable"


def test_other_settings_judge_all_anew(folder: Path) -> None:
    made(folder).run()
    other = made(folder, select=("XYR-CARRY",))
    assert other.run().kept == 0
    assert {each.rule for one in other.results() for each in one.findings} == {"XYR-CARRY", "IO-UNREADABLE"}


def test_another_form_of_a_pack_judges_all_anew(folder: Path, tmp_path: Path) -> None:
    pack = house(tmp_path / "规则")
    form = pack / "editions" / "2021.yaml"
    form.parent.mkdir()
    form.write_text('id: "2021"\nextends: "2021"\n', "utf-8")
    assert made(folder, packs=(str(pack),)).run().kept == 0
    assert made(folder, packs=(str(pack),)).run().kept == 5
    form.write_text('id: "2021"\nextends: "2021"\ntitle: {zh: 另一个名称, en: another name}\n', "utf-8")
    assert made(folder, packs=(str(pack),)).run().kept == 0


def test_several_processes_come_to_the_same_in_the_same_order(folder: Path) -> None:
    for number in range(12):
        write(folder, f"z{number:02}.txt", report(f"丙县第{number}局", 2024, new=number))
    one = made(folder)
    one.run()
    two = evolve(made(folder, jobs=2), folder=folder.parent / "two")
    assert two.run() == evolve(one.run(), kept=0)
    assert list(two.results()) == list(one.results())


def test_an_interruption_leaves_what_was_done(folder: Path) -> None:
    for number in range(12):
        write(folder, f"z{number:02}.txt", report(f"丙县第{number}局", 2024, new=number))

    def heard(stage: str, done: int, _all: int, _kept: int) -> None:
        if stage == "judging" and done >= 8:
            raise KeyboardInterrupt

    whole = evolve(made(folder), heard=heard)
    summary = whole.run()
    assert whole.interrupted
    assert (summary.files, summary.done) == (17, 8)
    assert len(list(whole.results())) == 8
    assert next(audits.query(whole.folder, "SELECT count(*) FROM reports").rows) == (8,)
    again = made(folder)
    assert (again.run().kept, again.run().done) == (8, 17)
    assert len(list(again.results())) == 17


@pytest.mark.skipif(os.name == "nt", reason="processes have no groups there")
def test_who_is_killed_loses_nothing_and_doubles_nothing(folder: Path) -> None:
    for number in range(60):
        write(folder, f"z{number:02}.txt", report(f"丙县第{number}局", 2024, new=number))
    out, whole = folder.parent / "killed", made(folder)
    command = [sys.executable, "-m", "disclint", "audit", folder, "-o", out, "-j", "2", "--isolated"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while process.poll() is None and kept(out) < 10:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
    before = kept(out)
    assert 10 <= before < 65
    again = evolve(whole, folder=out)
    # What could not be read is tried again.
    assert before - 1 <= again.run().kept <= before
    whole.run()
    assert list(again.results()) == list(whole.results())
    assert next(audits.query(out, "SELECT count(*), count(DISTINCT path) FROM reports").rows) == (65, 65)


def kept(out: Path) -> int:
    """
    How many results there are so far.
    """
    try:
        base = sqlite3.connect(f"{(out / 'state.sqlite').as_uri()}?mode=ro", uri=True)
        try:
            return int(base.execute("SELECT count(*) FROM reports").fetchone()[0])
        finally:
            base.close()
    except sqlite3.Error:
        return 0


# Processes.


def _doubled(given: Sequence[int]) -> list[int]:
    if 7 in given:
        os._exit(1)
    return [2 * each for each in given]


def _nothing() -> None:
    return None


def _singly(given: Sequence[int]) -> Iterator[Sequence[int]]:
    return ([each] for each in given)


def _lost(given: Sequence[int]) -> list[int]:
    return [-each for each in given]


def test_a_process_that_ends_costs_one_piece_of_work() -> None:
    pool: Pool[Sequence[int], list[int]] = Pool(2, _nothing, _doubled, _singly, _lost, _nothing)
    with pool:
        found = [one for some in pool.ordered([[1, 2], [3, 7], [4], [5, 6], [8]]) for one in some]
    assert found == [2, 4, 6, -7, 8, 10, 12, 16]


def test_what_cannot_be_meant_is_refused(folder: Path) -> None:
    out = folder.parent / "out"
    asked = partial(run, "audit", "-j", 1, "--isolated", "-o")
    found = [
        asked(folder, folder),
        asked(out, folder, "--select", "XYR", "--ignore", "XYR-*"),
        asked(out, folder, "--sql", "SELECT 1"),
    ]
    assert [each.exit_code for each in found] == [2, 2, 2]
    assert not (out / "audit.duckdb").exists()
    # What one has written may be audited into once more.
    assert asked(out, folder).exit_code == 1
    assert asked(out, folder).exit_code == 1
    assert asked(out, "--sql", "SELECT 1; SELECT 2").exit_code == 2
    with pytest.raises(UsageError, match="processes"):
        list(disclint.audit(folder, folder=out, jobs=0))


def test_a_script_needs_no_guard(folder: Path) -> None:
    script = folder.parent / "script.py"
    write(
        folder.parent,
        script.name,
        f"import disclint\nfor each in disclint.audit({str(folder)!r}, folder='out', jobs=2):\n    print(each.status)\n",
    )
    found = subprocess.run(
        [sys.executable, str(script)], cwd=folder.parent, check=False, capture_output=True, text=True
    )
    assert (found.stdout.split(), found.stderr) == (["ok"] * 4 + ["unreadable"], "")


def test_a_file_that_ends_its_process_is_a_fault_of_ours(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_bench: object, known: Known) -> Told:
        return kernel.lost(known)

    last = folder.parent / "去年"
    last.mkdir()
    write(last, "2023-教育局.txt", report("乙县教育局", 2023))
    monkeypatch.setattr(kernel, "judged", ended)
    code, found = summary(folder, "--previous", last, "--fail-on", "never")
    assert code == 3
    assert [Path(each).name for each in found["failed"]] == [
        *(each.name for each in sorted(folder.iterdir())),
        "2023-教育局.txt",
    ]
    # What is only to be compared with stands in no table.
    assert found["statuses"] == {"unreadable": 5}


def test_a_fault_of_ours_cannot_be_ignored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise ZeroDivisionError("bad luck")

    monkeypatch.setattr(reading, "source", fails)
    code, found = summary(folder, "--ignore", "IO", "--fail-on", "never")
    assert (code, len(found["failed"])) == (3, 5)


def test_what_processes_leave_among_temporary_files_goes_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    pool: Pool[Sequence[int], list[int]] = Pool(2, _nothing, _leaving, _singly, _lost, _nothing)
    with pool:
        (some,) = pool.ordered([[1]])
        assert [each.parent.parent for each in map(Path, some)] == [tmp_path]
        # This ends its process.
        assert list(pool.ordered([[7]])) == [[-7]]
    assert not list(tmp_path.glob("disclint-*"))
    with suppress(KeyboardInterrupt), pool:
        next(pool.ordered([[1], [1]]))
        raise KeyboardInterrupt
    assert not list(tmp_path.glob("disclint-*"))


def _leaving(given: Sequence[int]) -> list[Any]:
    if given == [7]:
        os._exit(1)
    return [tempfile.mkdtemp()]


def test_who_is_to_end_stops_what_it_started(tmp_path: Path) -> None:
    end = partial(Path.touch, tmp_path / "stopped")
    pool: Pool[Path, None] = Pool(2, _nothing, _busy, _alone, _nobody, end)

    def pieces() -> Iterator[Path]:
        yield tmp_path / "begun"
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), pool:
        list(pool.ordered(pieces()))
    assert (tmp_path / "stopped").exists()


def _busy(begun: Path) -> None:
    begun.touch()
    time.sleep(60)


def _alone(given: Path) -> Iterator[Path]:
    yield given


def _nobody(_given: Path) -> None:
    return None


def test_wrong_settings_are_told_from_other_processes(folder: Path) -> None:
    whole = evolve(made(folder, jobs=2), terms=Terms({"select": ("NO-SUCH-RULE",)}, named=False))
    with pytest.raises(UsageError, match="NO-SUCH-RULE") as refused:
        whole.run()
    assert refused.value.remedy


# What is written down.


def summary(folder: Path, *arguments: object, code: bool = False) -> tuple[int, Any]:
    found = run(
        "audit",
        folder,
        "-o",
        folder.parent / "out",
        "--output-format",
        "json",
        "-j",
        1,
        "--isolated",
        *arguments,
    )
    return found.exit_code, None if code else json.loads(found.stdout)


def test_the_command_tells_what_is_missing_doubtful_and_unreadable(folder: Path, tmp_path: Path) -> None:
    write(folder, "2024-教育局.txt", report("县教育局", 2024, new=2))
    write(folder, "2024-别的.txt", report("丁市审计局", 2024))
    code, found = summary(folder, "--roster", tmp_path / "名册.csv")
    assert code == 1
    assert found["statuses"] == {"ok": 5, "unreadable": 1}
    ((path, why),) = [(Path(each["path"]).name, each["reason"]) for each in found["unreadable"]]
    assert (path, why.split("：")[0]) == ("坏的.pdf", "无法读取")
    assert {(each["year"], each["agency"]) for each in found["missing"]} == {
        (2023, "乙县人民政府"), (2023, "乙县教育局"), (2023, "乙县粮食局"), (2024, "乙县粮食局"),
    }  # fmt: skip
    assert [Path(each["path"]).name for each in found["doubtful"]] == ["2024-教育局.txt"]
    assert [Path(each["path"]).name for each in found["unknown"]] == ["2024-别的.txt"]
    assert found["rules"]["XYR-CARRY"] == 1


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_report_whose_name_is_no_text_is_audited_as_others_are(folder: Path, tmp_path: Path) -> None:
    # As of an archive from Windows that was unpacked elsewhere.
    odd = folder / os.fsdecode("2024-水利局.txt".encode("gbk"))
    shutil.copy(folder / "2024-水利局.txt", odd)
    (folder / os.fsdecode(b"\xff.pdf")).write_bytes(b"%PDF-1.4 nothing")
    board = tmp_path / "board.html"
    for unchanged in (0, 7):
        code, said = summary(folder, "--roster", tmp_path / "名册.csv", "--lists", "--dashboard", board)
        assert (code, said["done"], said["unchanged"]) == (1, 7, unchanged)
        assert len(said["unreadable"]) == 2
    found = library(folder)
    own, other = (
        {each.rule for each in found[name].findings if not each.rule.startswith("PUB-")}
        for name in (odd.name, "2024-水利局.txt")
    )
    assert own == other != set()
    answer = audits.query(
        tmp_path / "out", "SELECT path FROM reports WHERE agency = '乙县水利局' AND year = 2024"
    )
    listed = sorted(path for (path,) in answer.rows)
    # What is no text in a name stands there as Python writes it.
    assert ["\\udc" in each for each in listed] == [True, False]


def test_the_exit_code_follows_the_severity(folder: Path) -> None:
    (folder / "坏的.pdf").unlink()
    assert summary(folder, "--select", "XYR-CARRY")[0] == 1
    assert summary(folder, "--select", "XYR-CARRY", "--fail-on", "never")[0] == 0
    assert summary(folder, "--select", "PEER-COPY")[0] == 0


def test_people_are_told_in_their_language(folder: Path) -> None:
    for lang, words, why in (
        ("zh", "共 5 份文件", "坏的.pdf: 无法读取："),
        ("en", "5 files", "坏的.pdf: Cannot be read: "),
    ):
        found = run("audit", folder, "-o", folder.parent / "out", "-j", 1, "--isolated", "--lang", lang)
        assert words in found.stdout
        assert why in found.stdout
        assert "5/5" in found.stderr
        assert ("，" in found.stdout.split("坏的")[0]) == (lang == "zh")


def test_questions_are_answered(folder: Path) -> None:
    summary(folder)
    asked = partial(run, "audit", "-o", folder.parent / "out", "--sql")
    found = asked("SELECT value FROM cells WHERE address = 'requests/new_received/total' ORDER BY path")
    assert found.stdout.split() == ["value", "5.0000", "9.0000", "2.0000", "8.0000"]
    found = asked("SELECT new_received FROM request_totals ORDER BY path")
    assert found.stdout.split() == ["new_received", "5", "9", "2", "8"]
    assert json.loads(asked("SELECT max(year) AS y FROM reports", "--output-format", "json").stdout) == {
        "y": 2024
    }
    for name in VIEWS:
        assert asked(f"FROM {name}").exit_code == 0, name
    assert asked("SELECT * FROM nothing").exit_code == 2
    assert asked("SELECT * FROM read_csv('/etc/passwd')").exit_code == 2
    assert asked("DELETE FROM reports").exit_code == 2
    assert run("audit", "-o", folder, "--sql", "SELECT 1").exit_code == 2


def test_tables_are_parts_by_year(folder: Path) -> None:
    summary(folder)
    parquet = folder.parent / "out" / "parquet"
    years = {each.parent.name for each in parquet.glob("reports/*/*.parquet")}
    assert years == {"year=2023", "year=2024", "year=__HIVE_DEFAULT_PARTITION__"}
    from pyarrow import parquet as reader  # noqa: PLC0415 - slow to import

    (part,) = parquet.glob("findings/year=2024/*.parquet")
    kept = reader.ParquetFile(part)
    assert kept.metadata.row_group(0).column(0).compression == "ZSTD"
    assert kept.schema_arrow.field("rule").metadata[b"en"] == b"the rule"


def test_each_agency_gets_its_list_and_one_has_all(folder: Path) -> None:
    write(folder, "2024-别的.txt", report("=丁/市审计局", 2024))
    summary(folder, "--lists", "--select", "XYR-CARRY,SEC-MISS-2")
    books = {each.name: load_workbook(each) for each in (folder.parent / "out" / "整改清单").iterdir()}
    assert set(books) == {
        "全部.xlsx", "乙县水利局.xlsx", "乙县教育局.xlsx", "乙县.xlsx", "（未署名）.xlsx",
        *(each for each in books if "审计局" in each),
    }  # fmt: skip
    rows = list(books["乙县水利局.xlsx"]["整改清单"].values)
    assert [(row[3], row[9]) for row in rows[1:]] == [
        (2023, "SEC-MISS-2"),
        (2024, "SEC-MISS-2"),
        (2024, "XYR-CARRY"),
    ]
    assert "表三" in rows[3][5]
    assert "2023年度报告" in rows[3][6]
    whole = books["全部.xlsx"]
    assert whole["整改清单"].max_row - 1 == sum(
        book["整改清单"].max_row - 1 for name, book in books.items() if name != "全部.xlsx"
    )
    assert whole["检查的文件"].max_row - 1 == 6


def test_who_is_missing_and_who_is_doubtful_stands_in_the_lists(folder: Path, tmp_path: Path) -> None:
    write(folder, "2024-教育局.txt", report("县教育局", 2024, new=2))
    write(folder, "2024-别的.txt", report("丁市审计局", 2024))
    summary(folder, "--lists", "--roster", tmp_path / "名册.csv")
    lists = folder.parent / "out" / "整改清单"
    whole = load_workbook(lists / "全部.xlsx")
    assert whole.sheetnames == ["整改清单", "检查的文件", "单位存疑", "没有提交"]
    doubts = {Path(str(row[0])).name: row[1:] for row in whole["单位存疑"].values}
    assert doubts["2024-教育局.txt"] == ("县教育局", "乙县教育局", "县教育局 ≈ 乙县教育局")
    assert doubts["2024-别的.txt"] == ("丁市审计局", None, "丁市审计局：不在名册中")
    assert ("乙县粮食局", "乙县人民政府", 2024) in list(whole["没有提交"].values)
    own = load_workbook(lists / "乙县教育局.xlsx")
    assert "单位存疑" in str(list(own["检查的文件"].values)[1][3])
    assert "没有提交" not in own.sheetnames


@pytest.mark.skipif(not shutil.which("soffice") and not os.environ.get("CI"), reason="no LibreOffice here")
def test_libreoffice_opens_the_lists(folder: Path, tmp_path: Path) -> None:
    summary(folder, "--lists", "--roster", tmp_path / "名册.csv")
    book = folder.parent / "out" / "整改清单" / "全部.xlsx"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # 76 is UTF-8, -1 all sheets.
    kind = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path / "csv", book]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for sheet in load_workbook(book):
        (made_,) = (tmp_path / "csv").glob(f"*-{sheet.title}.csv")
        with made_.open(encoding="utf-8", newline="") as file:
            assert sum(1 for _ in csv.reader(file)) == sheet.max_row, sheet.title


def test_statistics_are_csv_that_workbooks_open(folder: Path) -> None:
    summary(folder)
    files = {each.stem: each for each in (folder.parent / "out" / "statistics").iterdir()}
    assert set(files) == set(VIEWS)
    written = files["by_year"].read_bytes()
    assert written.startswith(b"\xef\xbb\xbfyear,reports,")
    assert b"\r\n2024,3,3," in written


def test_the_tables_are_documented() -> None:
    text = DOCUMENTED.read_text("utf-8")
    for name, (_, columns) in TABLES.items():
        assert f"`{name}`" in text, name
        for column, _, _ in columns:
            assert f"`{column}`" in text, (name, column)
    for name in VIEWS:
        assert f"`{name}`" in text, name


def test_the_library_gives_results_in_order(folder: Path, tmp_path: Path) -> None:
    found = disclint.audit(folder, folder=tmp_path / "lib", jobs=1, config=False)
    results = list(found)
    assert [Path(each.path).name for each in results] == sorted(each.name for each in folder.iterdir())
    assert all(isinstance(each, Audited) for each in results)
    (found_,) = [each for each in results if each.status == "unreadable"]
    assert [each.rule for each in found_.at_least("error")] == ["IO-UNREADABLE"]


def library(folder: Path, **given: Any) -> dict[str, Audited]:
    found = disclint.audit(folder, folder=folder.parent / "lib", jobs=1, config=False, **given)
    return {Path(each.path).name: each for each in found}


def test_the_library_compares_with_last_years_reports_that_lie_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    last = tmp_path / "last"
    last.mkdir()
    (folder / "2023-水利局.txt").rename(last / "2023-水利局.txt")
    assert rules(library(folder)["2024-水利局.txt"], "XYR-CARRY") == {}
    for given in (last, str(last), [last / "2023-水利局.txt"], [folder, last]):
        found = library(folder, previous=given)
        assert rules(found["2024-水利局.txt"], "XYR-CARRY") == {"XYR-CARRY": "error"}
        assert "2023-水利局.txt" not in found
    with pytest.raises(UsageError, match="none"):
        library(folder, previous=tmp_path / "none")


def test_the_library_tells_of_rules_that_could_not_decide(folder: Path) -> None:
    row = "四、结转下年度继续办理 | {0} | 0 | 0 | 0 | 0 | 0 | {0} |"
    last = report("乙县水利局", 2023, after=4)
    write(folder, "2023-水利局.txt", last.replace(row.format(4), row.format("")))
    plain, strict = (library(folder, select="XYR-CARRY", strict=each) for each in (False, True))
    name = "2024-水利局.txt"
    assert (plain[name].verdicts["XYR-CARRY"], plain[name].findings) == ("unknown", ())
    assert [(each.rule, each.variant) for each in strict[name].findings] == [("XYR-CARRY", "unknown")]


def test_the_library_takes_findings_of_a_baseline_for_known(folder: Path, tmp_path: Path) -> None:
    known, name = tmp_path / "known.json", "2024-水利局.txt"
    only = ("--select", "XYR-CARRY", "--isolated")
    this, last = folder / name, folder / "2023-水利局.txt"
    run("check", this, "--previous", last, *only, "--baseline", known, "--update-baseline")
    for given, news in ((None, 1), (known, 0), (str(known), 0), (None, 1)):
        found = library(folder, select="XYR-CARRY", baseline=given)[name]
        assert [each.rule for each in found.findings] == ["XYR-CARRY"]
        assert (len(found.at_least("info")), found.findings[0].suppressed is None) == (news, bool(news))
    with pytest.raises(UsageError, match="none"):
        library(folder, baseline=tmp_path / "none.json")


def test_the_library_leaves_out_what_the_command_leaves_out(folder: Path, tmp_path: Path) -> None:
    (folder / "disclint.toml").write_text('exclude = ["2023*"]\n', "utf-8")
    inside = folder / "disclint-audit"
    for _ in range(2):
        found = run("audit", folder, "-o", inside, "-j", 1, "--output-format", "json")
        assert json.loads(found.stdout)["files"] == 4
        assert len(list(disclint.audit([folder], folder=inside, jobs=1))) == 4
    with pytest.raises(UsageError, match="roster"):
        next(disclint.audit(folder, folder=inside, jobs=1, roster=tmp_path / "none.csv"))


def test_the_folder_of_results_is_no_report(folder: Path) -> None:
    inside = folder / "disclint-audit"
    for _ in range(2):
        found = run("audit", folder, "-o", inside, "-j", 1, "--isolated", "--output-format", "json")
        assert json.loads(found.stdout)["files"] == 5


def test_progress_tells_rate_and_remaining_time(capsys: pytest.CaptureFixture[str]) -> None:
    now = iter([0.0, 10.0, 20.0, 40.0])
    progress = Progress(Speech("en"), lambda: next(now))
    for done in (0, 100, 200, 400):
        progress.heard("judging", done, 400, 0)
    progress.end()
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "checking 0/400 (0%)",
        "checking 200/400 (50%) 10/s 0:20 left",
        "checking 400/400 (100%) 10/s",
    ]


def test_a_summary_fails_by_severity() -> None:
    found = Summary(1, 1, 0, {}, {"warning": 2}, {}, (), (), (), (), {})
    assert [found.fails(each) for each in ("error", "warning", "info", "never")] == [False, True, True, False]


def _kept(given: Path) -> dict[str, bytes]:
    (file,) = (given / "disclint").glob("patterns-*")
    return dict(Bundle(file.read_bytes()).values())


def test_what_the_processes_of_an_audit_compiled_is_found_by_the_next(tmp_path: Path) -> None:
    def kept(reports: str, by: str) -> dict[str, bytes]:
        command = ("audit", "--jobs", "2", str(tmp_path / reports), "-o", str(tmp_path / f"{reports} {by}"))
        environ = os.environ | {"DISCLINT_CACHE": str(tmp_path / by)}
        told = subprocess.run(
            (sys.executable, "-m", "disclint", *command), env=environ, capture_output=True, check=False
        )
        assert told.returncode in {0, 1}, told.stderr
        return _kept(tmp_path / by)

    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "2024.txt").touch()
    (tmp_path / "reports").mkdir()
    for year in (2021, 2022, 2023, 2024):
        (tmp_path / "reports" / f"{year}.txt").write_text(report("乙县水利局", year), encoding="utf-8")
    first = kept("reports", "first")
    # The process that conducts reads no report.
    assert len(first) > len(kept("empty", "other"))
    shutil.rmtree(tmp_path / "reports first")
    # Two that end at once may lose what one of them made, never what was there.
    assert first.items() <= kept("reports", "first").items()


def test_an_audit_of_the_library_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for year in (2021, 2022, 2023, 2024):
        (tmp_path / "reports" / f"{year}.txt").write_text(report("乙县水利局", year), encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import disclint\nif __name__ == '__main__':\n"
        f"    print(len(list(disclint.audit([{str(tmp_path / 'reports')!r}], folder={str(tmp_path / 'out')!r}, jobs=2))))\n",
        encoding="utf-8",
    )
    environ = os.environ | {"DISCLINT_CACHE": str(tmp_path / "kept")}
    told = subprocess.run([sys.executable, str(script)], env=environ, capture_output=True, check=False)
    assert (told.returncode, told.stdout) == (0, b"4\n"), told.stderr
    assert not (tmp_path / "kept").exists()


# What is asked wrongly.


def test_results_of_other_audits_are_not_audited(folder: Path) -> None:
    inside = folder / "去年的结果"
    run("audit", folder, "-o", inside, "-j", 1, "--isolated", "--lists")
    assert (inside / "整改清单" / "全部.xlsx").is_file()
    _, found = summary(folder)
    assert found["files"] == 5
    refused = run("audit", inside, "-o", folder.parent / "more", "-j", 1, "--isolated")
    assert (refused.exit_code, "只有审核写出的结果" in refused.stderr) == (2, True)


def test_files_that_are_the_same_are_listed(folder: Path) -> None:
    again = folder / "2024-水利局.txt"
    again.write_bytes((folder / "2023-水利局.txt").read_bytes())
    (folder / "空的.txt").write_bytes(b"")
    (folder / "又是空的.txt").write_bytes(b"")
    _, found = summary(folder)
    assert found["same"] == [{"path": str(again), "as": str(folder / "2023-水利局.txt")}]
    said = run("audit", folder, "-o", folder.parent / "out", "-j", 1, "--isolated").stdout
    assert f"{again} = {folder / '2023-水利局.txt'}" in said


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ("不像政府信息公开工作年度报告", "无法读取：文件是空的", "不在名册中")),
     ("en", ("no title, sections or tables", "Cannot be read: the file is empty", "not on the roster"))],
)  # fmt: skip
def test_statistics_say_why_in_the_language_of_the_run(
    folder: Path, lang: str, words: tuple[str, ...]
) -> None:
    (folder / "空的.txt").write_bytes(b"")
    write(folder, "通知.txt", "关于开会的通知\n请各单位参加。\n")
    write(folder, "2024-审计局.txt", report("丁市审计局", 2024))
    run(
        "audit",
        folder,
        "-o",
        folder.parent / "out",
        "-j",
        1,
        "--isolated",
        "--lang",
        lang,
        "--roster",
        folder.parent / "名册.csv",
    )
    made = folder.parent / "out" / "statistics"
    said = "".join(
        (made / f"{each}.csv").read_text("utf-8-sig") for each in ("not_checked", "doubtful_agencies")
    )
    for each in words:
        assert each in said


def test_a_dashboard_is_no_folder_and_that_is_said_before_anything_is_read(folder: Path) -> None:
    for each in (folder, Path()):
        refused = run("audit", folder, "-o", folder.parent / "out", "--isolated", "--dashboard", each)
        assert (refused.exit_code, f"“{each}”是文件夹" in refused.stderr) == (2, True)
        assert not (folder.parent / "out").exists()


def test_a_dashboard_goes_into_a_folder_that_is_there_or_into_the_audit_s_own(folder: Path) -> None:
    out, missing = folder.parent / "out", folder.parent / "nowhere"
    refused = run("audit", folder, "-o", out, "--isolated", "--dashboard", missing / "a.html")
    assert (refused.exit_code, f"没有文件夹“{missing}”" in refused.stderr) == (2, True)
    assert not missing.exists()
    assert not (out / "audit.duckdb").exists()
    own = out / "pages" / "a.html"
    run("audit", folder, "-o", out, "-j", 1, "--isolated", "--dashboard", own)
    assert own.is_file()


def test_an_empty_question_is_refused(folder: Path) -> None:
    made(folder).run()
    for each in ("", "-- nothing"):
        refused = run("audit", "-o", folder.parent / "out", "--sql", each)
        assert (refused.exit_code, "没有写查询" in refused.stderr) == (2, True)


def test_a_file_in_the_place_of_the_folder_is_told_in_words(folder: Path) -> None:
    write(folder.parent, "结果", "")
    refused = run("audit", folder, "-o", folder.parent / "结果", "-j", 1, "--isolated")
    assert (refused.exit_code, "已经有同名的文件" in refused.stderr) == (2, True)


def test_more_reports_than_sqlite_takes_parameters_are_looked_up(tmp_path: Path) -> None:
    state = State(tmp_path)
    many = list(range(300_000))
    assert (state.digests(many), state.records(many), list(state.results(many))) == ({}, {}, [])
    state.close()
