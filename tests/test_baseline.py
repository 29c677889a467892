"""
The baseline: what was known is no news, whatever the layout; what is gone is told; nothing gets lost.
"""

import json
import os
from pathlib import Path

import pytest
from attrs import evolve
from bench.reports import BARELESS, FAULTS, STYLES, faulty
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import disclint
from disclint.cli import main
from disclint.diagnostics import Diagnostic, numbered
from disclint.session import baseline
from disclint.session.baseline import Baseline, Entry
from disclint.session.options import Options
from disclint.session.suppress import settled
from disclint.source import Span
from tests.corpus import ROOT, needs_corpus

FAULT = "TBL4-SUM-RECON/total"
FAULTY = faulty(1, FAULT, style="pipe", edition="2021")
RULE = "TBL4-SUM-RECON"
FILE = "基线.json"


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    (tmp_path / "甲.txt").write_bytes(FAULTY.data)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", f"--baseline={FILE}", *arguments], catch_exceptions=False)


def found(*arguments: str) -> dict[str, list[str]]:
    data = json.loads(run(*arguments, "--output-format=json").stdout)
    return {
        each["path"]: [one["rule"] for one in each["diagnostics"] if "suppressed" not in one]
        for each in data["files"]
    }


def fingerprints(data: bytes, name: str) -> dict[str, tuple[str, str]]:
    result = disclint.check_bytes(data, name)
    listed = [each.fingerprint for each in result.diagnostics]
    assert len(set(listed)) == len(listed)
    return {each.fingerprint: (each.rule, each.address) for each in result.diagnostics}


# Fingerprints.


@pytest.mark.parametrize("fault", sorted(FAULTS)[::9])
def test_a_finding_is_known_in_every_layout_of_its_report(fault: str) -> None:
    shown = [each for each in sorted(STYLES) if each not in FAULTS[fault].avoid and each not in BARELESS]
    by_style = {}
    for style in shown:
        report = faulty(3, fault, style=style)
        by_style[style] = fingerprints(report.data, f"x{report.suffix}")
    if fault == "SEC-EXTRA":
        # Where all is one line nobody sees where a heading of the agency's own ends.
        del by_style["inline"]
    first = by_style[shown[0]]
    assert first
    assert {style: each for style, each in by_style.items() if each != first} == {}


@needs_corpus
@pytest.mark.parametrize("report", ["江苏淮安-洪泽区人民政府-2023", "江苏淮安-淮安市人民政府-2024"])
def test_the_forms_of_a_real_report_are_one_report(report: str) -> None:
    forms = sorted((ROOT / "reports").glob(f"{report}.*"))
    # A PDF is read where its extra is installed.
    results = [each for each in (disclint.check(one, config=False) for one in forms) if each.status == "ok"]
    assert len(results) > 1
    assert len({baseline.identity(each) for each in results}) == 1
    # One of them has put blanks into the text, which is a finding.
    found = [
        {one.fingerprint for one in each.diagnostics if not one.rule.startswith("PUN-SPACE")}
        for each in results
    ]
    assert found[0]
    assert [each for each in found if each != found[0]] == []


def test_the_same_words_in_other_letters_and_lines_are_one_finding() -> None:
    plain = Diagnostic(
        "A-B", "error", Span(0, 1), "document", {"zh": "甲"}, values={"x": "收到，５件", "y": "1"}
    )
    wrapped = evolve(
        plain, values={"y": "1", "x": "收\n 到,5件"}, severity="info", span=Span(7, 9), message={"zh": "乙"}
    )
    assert numbered([plain])[0].fingerprint == numbered([wrapped])[0].fingerprint
    for other in (
        evolve(plain, rule="A-C"),
        evolve(plain, address="x"),
        evolve(plain, values={"x": "收到6件", "y": "1"}),
    ):
        assert numbered([plain])[0].fingerprint != numbered([other])[0].fingerprint
    one, two = numbered([plain, plain])
    assert one.fingerprint != two.fingerprint


# From the first run to the last.


def test_what_is_known_is_no_news() -> None:
    assert run(".").exit_code == 2
    assert run(".", "--update-baseline").exit_code == 0
    shown = run(".")
    assert shown.exit_code == 0
    assert "没有发现问题" in shown.stdout
    assert "基线" in shown.stdout
    data = json.loads(run(".", "--output-format=json").stdout)["files"][0]
    assert {each["suppressed"]["kind"] for each in data["diagnostics"]} == {"baseline"}
    assert data["diagnostics"][0]["suppressed"]["where"].startswith(f"{FILE}:")


def test_the_same_report_laid_out_anew_has_no_news_and_another_report_has() -> None:
    run("甲.txt", "--update-baseline")
    for style in ("html", "markdown", "lines", "text_crlf", "text_gb18030"):
        report = faulty(1, FAULT, style=style, edition="2021")
        Path(f"改{style}{report.suffix}").write_bytes(report.data)
    assert {each for rules in found(".").values() for each in rules} == set()
    Path("乙.txt").write_bytes(faulty(2, FAULT, style="pipe", edition="2021").data)
    assert RULE in found("乙.txt")["乙.txt"]


def test_a_new_finding_is_news_and_one_that_was_mended_is_told() -> None:
    run(".", "--update-baseline")
    words = FAULTY.data.decode()
    known = disclint.check("甲.txt", select=RULE, config=False)
    span = known.diagnostics[0].span
    Path("甲.txt").write_text(words[: span.start] + "77" + words[span.end :], encoding="utf-8")
    after = found(".")
    assert after["甲.txt"] == [RULE]
    assert after[FILE] == ["SUP-GONE"]
    # What nobody asked about is not gone.
    assert FILE not in found(".", "--ignore=TBL4")
    run(".", "--update-baseline")
    assert found(".") == {"甲.txt": []}


def test_an_update_keeps_what_it_did_not_look_at_and_what_was_written_by_hand() -> None:
    Path("乙.txt").write_bytes(faulty(2, FAULT, style="pipe", edition="2021").data)
    run(".", "--update-baseline")
    whole = Path(FILE).read_text(encoding="utf-8")
    data = json.loads(whole)
    for report in data["reports"]:
        for each in report["findings"]:
            each.update(reason="核对过", until="2999-12-31")
    Path(FILE).write_text(json.dumps(data), encoding="utf-8")
    run("甲.txt", "--update-baseline", "--select=TBL4")
    again = json.loads(Path(FILE).read_text(encoding="utf-8"))
    assert again == data
    assert found(".") == {"甲.txt": [], "乙.txt": []}
    shown = json.loads(run("甲.txt", "--output-format=json").stdout)["files"][0]["diagnostics"]
    assert {each["suppressed"]["reason"] for each in shown} == {"核对过"}


def test_an_entry_that_has_run_out_counts_again_and_is_told() -> None:
    run(".", "--update-baseline")
    data = json.loads(Path(FILE).read_text(encoding="utf-8"))
    entries = data["reports"][0]["findings"]
    (one,) = [each for each in entries if each["rule"] == RULE]
    one["until"] = "2001-01-01"
    Path(FILE).write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
    assert found(".") == {"甲.txt": [RULE], FILE: ["SUP-EXPIRED"]}
    shown = run(".", "--output-format=concise").stdout.splitlines()[-1]
    line = int(shown.split(":")[1])
    assert one["fingerprint"] in Path(FILE).read_text(encoding="utf-8").splitlines()[line - 1]
    run(".", "--update-baseline")
    assert "until" not in Path(FILE).read_text(encoding="utf-8")


def test_a_report_that_is_not_there_any_more_is_told_once_all_was_looked_at() -> None:
    Path("乙.txt").write_bytes(faulty(2, FAULT, style="pipe", edition="2021").data)
    run(".", "--update-baseline")
    Path("乙.txt").unlink()
    assert found("甲.txt")[FILE] == ["SUP-GONE"]
    Path("丙.txt").write_bytes(FAULTY.data)
    assert FILE not in found("甲.txt")
    assert found(".")[FILE] == ["SUP-GONE"]
    run("甲.txt", "--update-baseline")
    assert len(json.loads(Path(FILE).read_text(encoding="utf-8"))["reports"]) == 2
    run(".", "--update-baseline")
    assert len(json.loads(Path(FILE).read_text(encoding="utf-8"))["reports"]) == 1


def test_the_file_is_sorted_and_the_same_each_time() -> None:
    for seed in (5, 3, 4):
        Path(f"{seed}.txt").write_bytes(faulty(seed, FAULT, style="pipe", edition="2021").data)
    run(".", "--update-baseline")
    first = Path(FILE).read_bytes()
    run("5.txt", "甲.txt", "3.txt", "4.txt", "--update-baseline", "--lang=en")
    assert Path(FILE).read_bytes() == first
    reports = json.loads(first)["reports"]
    assert reports == sorted(reports, key=lambda each: (each["agency"], each["year"]))
    for each in reports:
        assert each["findings"] == sorted(each["findings"], key=lambda one: (one["rule"], one["address"]))
    assert [each for each in Path().iterdir() if each.name.startswith(f".{FILE}")] == []


def test_a_baseline_in_the_configuration_lies_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("disclint.toml").write_text('baseline = "基线.json"\n', encoding="utf-8")
    Path("下").mkdir()
    Path("甲.txt").rename("下/甲.txt")
    monkeypatch.chdir("下")
    runner = CliRunner()
    assert runner.invoke(main, ["check", "甲.txt", "--update-baseline"]).exit_code == 0
    assert Path("../基线.json").is_file()
    assert runner.invoke(main, ["check", "甲.txt"]).exit_code == 0
    assert disclint.check("甲.txt").diagnostics == ()
    assert disclint.check("甲.txt", config=False).diagnostics != ()


@pytest.mark.parametrize(
    ("words", "said"),
    [("{", "不是 JSON"), ("[]", "这不是基线文件"), ('{"version": 2, "reports": []}', "version"),
     ('{"version": 1, "reports": [{"findings": [{"rule": "X"}]}]}', "reports.0.findings.0")],
)  # fmt: skip
def test_what_is_no_baseline_is_refused_and_not_overwritten(words: str, said: str) -> None:
    Path(FILE).write_text(words, encoding="utf-8")
    for update in ([], ["--update-baseline"]):
        result = run(".", *update)
        assert result.exit_code == 2
        assert said in result.stderr
        assert Path(FILE).read_text(encoding="utf-8") == words


@pytest.mark.parametrize("day", ["2026-1-1", "2026-02-31", "明年"])
def test_a_day_that_is_none_is_told_at_its_line(day: str) -> None:
    entry = f'{{"rule": "X", "address": "document", "until": "{day}", "fingerprint": "{"0" * 16}"}}'
    text = f'{{"version": 1, "reports": [{{"agency": "甲", "year": 2023, "findings": [\n{entry}]}}]}}\n'
    Path(FILE).write_text(text, encoding="utf-8")
    result = run(".")
    assert result.exit_code == 2
    assert f"{FILE}:2: until 写的“{day}”不是日期" in result.stderr


def test_an_update_must_know_where_to() -> None:
    result = CliRunner().invoke(main, ["check", ".", "--update-baseline"])
    assert result.exit_code == 2
    assert "--baseline" in result.stderr


def test_a_baseline_that_cannot_be_written_is_misuse() -> None:
    result = CliRunner().invoke(main, ["check", ".", "--baseline=没有/基线.json", "--update-baseline"])
    assert result.exit_code == 2
    assert "没有这个文件或文件夹" in result.stderr


# Laws.

ENTRIES = st.builds(
    Entry,
    rule=st.sampled_from(["A-B", "C-D"]),
    address=st.sampled_from(["document", "requests/granted/total"]),
    # The same finding may be in several reports.
    fingerprint=st.sampled_from(["0" * 16, "1" * 16, "ab" * 8])
    | st.text("0123456789abcdef", min_size=16, max_size=16),
    values=st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
    reason=st.text(max_size=3),
    until=st.none() | st.just("2026-12-31"),
)
IDENTITIES = st.one_of(
    st.tuples(st.text(min_size=1, max_size=3), st.integers(2000, 2100) | st.just(0), st.just("")),
    st.tuples(st.just(""), st.integers(2000, 2100) | st.just(0), st.text(min_size=1, max_size=3)),
)


@settings(max_examples=50)
@given(
    st.dictionaries(
        IDENTITIES,
        st.lists(ENTRIES, min_size=1, max_size=3, unique_by=lambda each: each.fingerprint),
        max_size=3,
    )
)
def test_what_is_written_is_read(reports: dict[baseline.Identity, list[Entry]]) -> None:
    text = baseline.written(reports)
    read = baseline.read(Path("x.json"), text)
    assert {
        id: {each.fingerprint: evolve(each, line=1, where="") for each in entries.values()}
        for id, entries in read.reports.items()
    } == {id: {each.fingerprint: each for each in entries} for id, entries in reports.items()}
    lines = text.split("\n")
    entries = [each for some in read.reports.values() for each in some.values()]
    for each in entries:
        assert each.fingerprint in lines[each.line - 1]
    assert len({each.line for each in entries}) == len(entries)


@settings(max_examples=15)
@given(st.data())
def test_what_is_known_and_what_is_new_are_the_whole(data: st.DataObject) -> None:
    fault = data.draw(st.sampled_from(sorted(FAULTS)))
    report = faulty(7, fault)
    whole = disclint.check_bytes(report.data, f"x{report.suffix}")
    known = data.draw(
        st.sets(st.sampled_from([each.fingerprint for each in whole.diagnostics]))
        if whole.diagnostics
        else st.just(set())
    )
    entries = {each: Entry("A-B", "document", each, where="x:1") for each in known}
    made = Baseline(Path("x.json"), reports={baseline.identity(whole): entries})
    result = settled(whole, Options(baseline=made), [])
    assert {each.fingerprint for each in result.suppressed} == known
    assert sorted(each.fingerprint for each in (*result.diagnostics, *result.suppressed)) == sorted(
        each.fingerprint for each in whole.diagnostics
    )


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_report_is_known_again_by_a_name_that_is_no_text() -> None:
    name = os.fsdecode(b"\xff.txt")
    # Without an agency a report is known by its file.
    Path(name).write_bytes(b"\0\1\2")
    assert run("--update-baseline", name).exit_code == 0
    assert run(name).exit_code == 0
