"""
`disclint pack`, `rules diff`, `rules --as-of` and `schema`, as people use them.
"""

import json
import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner, Result

from disclint import schemas
from disclint.cli import main
from disclint.engine.examples import OUTCOMES
from disclint.packs import beginning, reasoning
from disclint.packs.phrasing import shadowed
from disclint.rules import dating
from disclint.rules.pack import Reference
from disclint.rules.reading import parse
from disclint.session import data
from tests.packs import SIGNED, house, load, refused, write

PLACE = re.compile(r"^(?P<file>\S+):(?P<line>\d+): (?P<problem>.+)$", re.MULTILINE)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


# New.


@pytest.mark.parametrize(
    "name", ["wenzhou-house", "温州市规则", "A.b 2024", "规则: [市] {县} # '甲' \"乙\" \\ 丙", "2024", "true"]
)
def test_a_new_pack_passes_its_checks_and_tests(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    made = run("pack", "new", root)
    assert made.exit_code == 0, made.output
    assert (root / "pack.yaml").is_file()
    assert "# " in (root / "pack.yaml").read_text(encoding="utf-8")
    checked = run("pack", "check", root)
    assert (checked.exit_code, checked.stderr) == (0, "")
    tested = run("pack", "test", root, "--output-format", "json")
    assert tested.exit_code == 0
    found = json.loads(tested.stdout)
    assert found["counts"]["validated"] > 3
    assert found["counts"]["reported"] > 3
    rules = {each["rule"] for each in found["examples"]}
    assert rules > {path.stem for path in (root / "rules").glob("*.yaml")}


def test_a_new_pack_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "x").write_text("mine")
    assert run("pack", "new", tmp_path / "there").exit_code == 2
    assert [each.name for each in (tmp_path / "there").iterdir()] == ["x"]
    assert run("pack", "new", tmp_path / "there" / "x").exit_code == 2


def test_ids_are_made_of_names() -> None:
    assert [beginning.identifier(each) for each in ("Wenzhou House", "温州", "2024")] == [
        "wenzhou-house", "house-rules", "house-rules",
    ]  # fmt: skip


# Check.

WRONG = {
    "HOUSE-SCHEMA": SIGNED.replace("severity: warning", "severity: warnin").replace("en: Say it", "xx: Say it"),
    "HOUSE-NAMES": SIGNED.replace("[overview]", "[overvew]"),
    "HOUSE-YEARS": SIGNED + 'applies_to: {year: "<=2018"}\n',
    "HOUSE-FORM": SIGNED + 'applies_to: {edition: ["2012"]}\n',
    "HOUSE-RANGE": SIGNED + 'applies_to: {year: "2023-2021"}\n',
    "HOUSE-NEVER": SIGNED + "when: report.year > 2022 and report.year < 2021\n",
    "HOUSE-APART": SIGNED + 'applies_to: {year: ">=2021"}\nwhen: report.year <= 2020\n',
    "HOUSE-KIND": SIGNED + 'when: report.kind == "city"\n',
    "HOUSE-SHADOW": SIGNED.replace("[编制机关]", "[编制机关, 编制机关名称]"),
    "HOUSE-ENGLISH": SIGNED.replace("en: So that one can ask", "en: 便于核实"),
    "HOUSE-NAMESAKES": SIGNED.replace("name: 没写", "name: 写明"),
    "HOUSE-INSTEAD": SIGNED.replace("name: 没写", "instead: {丙: [丁]}, name: 没写"),
    "HOUSE-BASIS": SIGNED.replace("ref: city", "ref: town"),
}  # fmt: skip


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    texts = {id.replace("-", "_"): text.replace("HOUSE-SIGNED", id) for id, text in WRONG.items()}
    more = "overrides:\n  NO-SUCH: {severity: info}\ntemplates:\n  t:\n    params: {a: text}\n    kind: sum\n"
    result = run("pack", "check", house(tmp_path, more, **texts), "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    found = {
        (Path(each["file"]).stem, int(each["line"])): each["problem"]
        for each in PLACE.finditer(result.stderr)
    }
    for place, problem in {
        ("HOUSE-SCHEMA", 4): "'warnin' is not allowed",
        ("HOUSE-SCHEMA", 9): "the key 'xx' is not known",
        ("HOUSE-NAMES", 5): "there is no scope 'overvew'",
        ("HOUSE-YEARS", 14): "no report meets this",
        ("HOUSE-FORM", 14): "there is no edition '2012'",
        ("HOUSE-RANGE", 14): "no year is in this range",
        ("HOUSE-NEVER", 14): "always is false",
        ("HOUSE-APART", 15): "always is false",
        ("HOUSE-KIND", 14): "always is false",
        ("HOUSE-SHADOW", 6): "'编制机关名称' is useless beside '编制机关'",
        ("HOUSE-ENGLISH", 8): "the English of why is not English",
        ("HOUSE-NAMESAKES", 13): "two examples are called",
        ("HOUSE-INSTEAD", 13): "'丙' does not stand in the example's text",
        ("HOUSE-BASIS", 10): "no source 'town'",
        ("pack", 6): "no inherited rule 'NO-SUCH'",
        ("pack", 9): "does not use its parameter 'a'",
    }.items():
        assert problem in found.get(place, ""), (place, found)
    assert result.stderr.count("  fix: ") >= len(found)


REPORTED = """\
id: HOUSE-REPORTED
title: {zh: 写了甲字, en: A word}
kind: assert
severity: warning
foreach: {match: 'matches(prose, "甲")'}
check: false
message: {zh: 写了甲字, en: It says so}
why: {zh: 不写, en: Nobody writes it}
fix: {zh: 改为“乙”, en: Write “乙甲乙甲乙甲乙甲乙甲”}
basis: [{ref: city}]
examples:
  pass:
    - {name: 没写, text: "一、总体情况\\n好。"}
  fail:
    - {name: 写了, text: "一、总体情况\\n⟦甲⟧。"}
"""


def test_reporting_all_that_is_left_and_quoting_chinese_are_no_faults(tmp_path: Path) -> None:
    assert run("pack", "check", house(tmp_path, HOUSE_REPORTED=REPORTED)).exit_code == 0


def test_nothing_is_wrong_with_the_built_in_rules() -> None:
    assert run("pack", "check", Path(__file__).parents[1] / "rules/annual-report").exit_code == 0


def test_a_check_that_fails_on_every_report_is_told(tmp_path: Path) -> None:
    everywhere = REPORTED.replace("""foreach: {match: 'matches(prose, "甲")'}\n""", "")
    result = run("pack", "check", house(tmp_path, HOUSE_REPORTED=everywhere), "--lang", "en")
    assert "HOUSE-REPORTED.yaml:5: HOUSE-REPORTED: this condition always is false" in result.stderr


def test_what_is_not_used_is_a_note(tmp_path: Path) -> None:
    more = "concepts:\n  lonely: {label: {zh: 孤, en: lonely}, phrases: [孤独]}\n"
    result = run("pack", "check", house(tmp_path, more, HOUSE_SIGNED=SIGNED), "--lang", "en")
    assert result.exit_code == 0
    assert "uses the concept 'lonely'" in result.stderr


def test_an_override_that_changes_nothing_is_a_note(tmp_path: Path) -> None:
    more = "overrides:\n  FEE-MISSING: {severity: warning}\n  TBL3-SUM-ROW: {severity: info}\n  TBL3-*: {severity: error}\n"
    result = run("pack", "check", house(tmp_path, more), "--lang", "en")
    assert result.exit_code == 0
    notes = [each["problem"] for each in PLACE.finditer(result.stderr) if "already" in each["problem"]]
    assert notes == ["severity of FEE-MISSING has this value already"]


def test_ids_given_twice_are_told(tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_SIGNED=SIGNED)
    write(root, {"rules/more/HOUSE-SIGNED.yaml": SIGNED})
    result = run("pack", "check", root, "--lang", "en")
    assert result.exit_code == 2
    assert "rules/more/HOUSE-SIGNED.yaml:1: the rule id 'HOUSE-SIGNED' is taken" in result.stderr


def test_files_are_checked_even_if_what_they_extend_is_gone(tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_SIGNED=SIGNED.replace("severity: warning", "severity: bad"))
    head = (root / "pack.yaml").read_text().replace("annual-report", "gone")
    (root / "pack.yaml").write_text(head)
    result = run("pack", "check", root, "--lang", "en")
    assert "pack.yaml:2: there is no pack 'gone'" in result.stderr
    assert "HOUSE-SIGNED.yaml:4: 'bad' is not allowed" in result.stderr


@pytest.mark.parametrize(
    ("condition", "always"),
    [
        ("true", True), ("1 == 2", False), ('"a" == "a"', True), ("not false", True),
        ("x.a > 5 and x.a < 3", False), ("x.a >= 5 and x.a <= 5", None), ("x.a > 5 and x.a <= 5", False),
        ("x.a == 1 and x.a == 2", False), ('x.t == "a" and x.t == "b"', False), ('x.t == "a" or x.t == "b"', None),
        ("x.a > 5 or x.a <= 5", True), ("x.a > 5 or x.a < 7", True), ("x.a > 7 or x.a < 5", None),
        ("exists(x) and not exists(x)", False), ("exists(x) implies exists(x)", True), ("x.a != x.a", False),
        ('report.kind == "city"', False), ('report.kind in ["city", "town"]', False), ('report.kind in ["office"]', None),
        ("5 < x.a and x.a < 3", False), ("x.a > 5 and (exists(y) and x.a < 3)", False), ("not (x.a > 5 or true)", False),
        ("x.a == y.a", None), ("x.a > 1 and y.a < 0", None),
    ],
)  # fmt: skip
def test_what_is_always_so_is_told(condition: str, always: bool | None) -> None:  # noqa: FBT001
    domains = {"report.kind": frozenset(("office", "government"))}
    assert reasoning.always(parse(condition), domains) is always


@pytest.mark.parametrize(
    ("phrases", "useless"),
    [
        (["收到", "收到申请"], [1]),
        (["收到申请", "收到"], [0]),
        (["{收|接}到", "收到"], [1]),
        (["收到", "{收|接}到"], [0]),
        (["收到{n:count}", "收到"], []),
        (["收到{n:count}", "收到{n:count}"], [1]),
        (["收{到}?", "收到"], [1]),
        (["收到", "办结"], []),
    ],
)
def test_phrases_that_add_nothing_are_told(phrases: list[str], useless: list[int]) -> None:
    assert [index for index, _ in shadowed(phrases, by_part=True)] == useless


def test_thousands_of_phrases_are_compared_in_no_time() -> None:
    phrases = [f"甲{index}乙" for index in range(9000)]
    begun = process_time()
    assert not list(shadowed(phrases, by_part=True))
    assert [*shadowed([*phrases, "第甲7乙"], by_part=True)] == [(9000, "甲7乙")]
    # Each with each would be eighty million: ten seconds and more.
    assert process_time() - begun < 3


# Test.


@pytest.mark.parametrize(
    ("change", "to", "outcome"),
    [
        ("", "", None),
        ("编制机关：某局。", "某局。", "noisy"),
        ("某局编制。", "编制机关某局。", "missing"),
        ('某局编制。\\n"}]', '某局编制。\\n", variant: partial}]', "missing"),
        ('某局编制。\\n"}]', '某局编制。\\n", count: 2}]', "missing"),
        ("fail: [", "unknown: [{name: 不知, text: 一、总体情况}]\n  fail: [", "noisy"),
        ("fail: [", 'not_applicable: [{name: 不用, text: "一、总体情况\\n编制机关\\n"}]\n  fail: [', "missing"),
    ],
)  # fmt: skip
def test_four_outcomes_are_told_apart(tmp_path: Path, change: str, to: str, outcome: str | None) -> None:
    assert change in SIGNED
    root = house(tmp_path, HOUSE_SIGNED=SIGNED.replace(change, to, 1) if change else SIGNED)
    result = run("pack", "test", root, "--output-format=json")
    found = json.loads(result.stdout)
    assert list(found["counts"]) == list(OUTCOMES)
    bad = [each for each in found["examples"] if each["outcome"] in ("noisy", "missing")]
    assert [each["outcome"] for each in bad] == ([outcome] if outcome else [])
    assert result.exit_code == bool(outcome)
    for each in bad:
        assert each["complaints"]
        assert each["path"].endswith("HOUSE-SIGNED.yaml")
        assert each["line"] >= 12
        shown = run("pack", "test", root).stdout
        assert f"{each['path']}:{each['line']}" in shown


def test_more_findings_than_are_marked_are_noisy(tmp_path: Path) -> None:
    rule = SIGNED.replace("require: [编制机关]", "forbid: [某局]")
    rule = rule.replace("编制机关：某局。", "编制。").replace("某局编制。", "⟦某局⟧编制，某局印发。")
    result = run("pack", "test", house(tmp_path, HOUSE_SIGNED=rule), "--output-format=json")
    assert [each["outcome"] for each in json.loads(result.stdout)["examples"]] == ["validated", "noisy"]


def test_a_pack_that_cannot_be_loaded_is_told_of_whole(tmp_path: Path) -> None:
    texts = {
        id.replace("-", "_"): WRONG[id].replace("HOUSE-SIGNED", id) for id in ("HOUSE-SCHEMA", "HOUSE-NAMES")
    }
    result = run("pack", "test", house(tmp_path, **texts))
    assert (result.exit_code, result.stdout) == (2, "")
    assert {Path(each["file"]).stem for each in PLACE.finditer(result.stderr)} == {
        "HOUSE-SCHEMA",
        "HOUSE-NAMES",
    }


def test_rules_that_a_pack_changed_are_tested_too(tmp_path: Path) -> None:
    root = house(tmp_path, "overrides: {FEE-MISSING: {require+: [未收费]}}\n")
    found = json.loads(run("pack", "test", root, "--output-format=json").stdout)
    assert {each["rule"] for each in found["examples"]} == {"FEE-MISSING"}


def test_what_a_pack_only_makes_milder_is_not_mutated(tmp_path: Path) -> None:
    def mutated(*more: str) -> list[str]:
        told = run("pack", "test", root, "--mutate", "--output-format=json", *more)
        assert told.exit_code == 0, told.stderr
        return [each["rule"] for each in json.loads(told.stdout)["rules"]]

    milder = "overrides:\n  WRD-JIEZHI: {severity: info}\n  DAT-INVALID: {severity: warning"
    root = house(tmp_path, f"{milder}}}\n", HOUSE_SIGNED=SIGNED)
    assert mutated() == ["HOUSE-SIGNED"]
    assert mutated("--rule=WRD-JIEZHI") == ["WRD-JIEZHI"]
    house(tmp_path, f"{milder}, applies_to: {{year: '>=2020'}}}}\n", HOUSE_SIGNED=SIGNED)
    assert mutated() == ["DAT-INVALID", "HOUSE-SIGNED"]


# Lock.


def test_a_locked_pack_is_refused_once_a_file_differs(tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_SIGNED=SIGNED)
    assert run("pack", "lock", root).exit_code == 0
    locked = json.loads((root / "disclint.lock").read_text(encoding="utf-8"))
    assert [each["id"] for each in locked["packs"]] == ["annual-report", "house"]
    assert "rules/HOUSE-SIGNED.yaml" in locked["packs"][1]["files"]
    load(root)
    rule = root / "rules" / "HOUSE-SIGNED.yaml"
    rule.write_bytes(rule.read_bytes().replace(b"\n", b"\r\n"))
    load(root)
    rule.write_text(SIGNED.replace("warning", "error"), encoding="utf-8")
    error = refused(root)
    assert error.where == root / "disclint.lock"
    assert error.line is not None
    assert "rules/HOUSE-SIGNED.yaml" in (root / "disclint.lock").read_text().splitlines()[error.line - 1]
    assert "rules/HOUSE-SIGNED.yaml differs" in error.problem
    checked = run("check", "--pack", root, "-", "--lang=en")
    assert checked.exit_code == 2
    assert "rules/HOUSE-SIGNED.yaml differs" in checked.stderr
    rule.unlink()
    assert "rules/HOUSE-SIGNED.yaml is gone" in refused(root).problem
    write(root, {"rules/HOUSE-SIGNED.yaml": SIGNED, "rules/HOUSE-OTHER.yaml": SIGNED})
    assert "rules/HOUSE-OTHER.yaml is new" in refused(root).problem
    (root / "rules" / "HOUSE-OTHER.yaml").unlink()
    assert run("pack", "lock", root).exit_code == 0
    load(root)


@pytest.mark.parametrize(
    "wrong", [SIGNED.replace("kind: statement", "kind: sttement"), SIGNED.replace("[编制机关]", "['{编制']")]
)
def test_what_cannot_be_used_is_not_locked(wrong: str, tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_SIGNED=wrong)
    told = run("pack", "lock", root)
    assert told.exit_code == 2
    assert "HOUSE-SIGNED.yaml:" in told.stderr
    assert not (root / "disclint.lock").exists()
    # One that is locked may be locked anew once it is mended.
    (root / "rules" / "HOUSE-SIGNED.yaml").write_text(SIGNED, encoding="utf-8")
    assert run("pack", "lock", root).exit_code == 0
    (root / "rules" / "HOUSE-SIGNED.yaml").write_text(wrong, encoding="utf-8")
    before = (root / "disclint.lock").read_bytes()
    assert run("pack", "lock", root).exit_code == 2
    assert (root / "disclint.lock").read_bytes() == before


@pytest.mark.parametrize(
    "given", ["let: {a: max(1, 2), b: 3}", "related: [requests/granted/total, max(1, 2)]"]
)
def test_a_comma_that_ends_an_expression_is_told_as_that(given: str, tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_SIGNED=SIGNED.replace("in: [overview]", f"in: [overview]\n{given}"))
    told = run("pack", "check", root)
    assert told.exit_code == 2
    assert told.stderr.count("HOUSE-SIGNED.yaml:") == 1
    assert "HOUSE-SIGNED.yaml:6: “max(1”后面的逗号" in told.stderr
    assert "加上引号" in told.stderr


def test_another_version_is_told_before_its_files(tmp_path: Path) -> None:
    base = house(tmp_path / "base", HOUSE_SIGNED=SIGNED)
    city = write(
        tmp_path / "city", {"pack.yaml": "pack: {id: city, version: 1.0.0}\nextends: [{path: ../base}]\n"}
    )
    run("pack", "lock", city)
    load(city)
    (base / "pack.yaml").write_text((base / "pack.yaml").read_text().replace("1.0.0", "1.1.0"))
    assert "house 1.0.0 is locked, but this is version 1.1.0" in refused(city).problem


def test_a_lock_that_is_none_is_told(tmp_path: Path) -> None:
    root = house(tmp_path)
    (root / "disclint.lock").write_text('{"version": 1, "packs": [{"id": "x"}]}')
    assert (refused(root).where, refused(root).line) == (root / "disclint.lock", 1)


# Differences and dates.


def test_what_differs_is_told(tmp_path: Path) -> None:
    root = house(
        tmp_path,
        "overrides:\n  TBL3-SUM-ROW: {severity: warning}\n  FEE-MISSING: {disabled: true, reason: 另有规定}\n"
        "  FEE-TARIFF: {profile: all}\n  new_received: {unless+: [预约]}\n",
        HOUSE_SIGNED=SIGNED,
    )
    found = json.loads(run("rules", "diff", "annual-report", root, "--output-format=json").stdout)
    assert [each["id"] for each in found["added"]] == ["HOUSE-SIGNED"]
    assert found["disabled"] == [{"id": "FEE-MISSING", "reason": "另有规定"}]
    assert {each["id"]: each["keys"] for each in found["changed"]}["TBL3-SUM-ROW"] == [
        {"key": "severity", "old": "error", "new": "warning"}
    ]
    assert [each["id"] for each in found["concepts"]["changed"]] == ["new_received"]
    shown = run("rules", "diff", "annual-report", root, "--lang=en").stdout
    for line in (
        "+ added  HOUSE-SIGNED",
        "- off  FEE-MISSING",
        "另有规定",
        "severity: error → warning",
        "unless: + 预约",
    ):
        assert line in shown
    turned = json.loads(run("rules", "diff", root, "annual-report", "--output-format=json").stdout)
    assert [each["id"] for each in turned["removed"]] == ["HOUSE-SIGNED"]
    assert turned["enabled"] == [{"id": "FEE-MISSING"}]
    assert "no difference" in run("rules", "diff", root, root, "--lang=en").stdout


def test_what_is_off_is_shown_as_off(tmp_path: Path) -> None:
    root = house(
        tmp_path, "overrides: {FEE-MISSING: {disabled: true, reason: 另有规定}}\n", HOUSE_SIGNED=SIGNED
    )
    assert "已停用: 另有规定" in run("rules", "--pack", root).stdout
    listed = json.loads(run("rules", "--pack", root, "--output-format=json").stdout)["rules"]
    off = {each["id"]: each["disabled"] for each in listed if each["disabled"] is not None}
    assert off == {"FEE-MISSING": "另有规定"}
    assert "另有规定" in run("explain", "FEE-MISSING", "--pack", root).stdout
    assert run("explain", "HOUSE-SIGNED", "--pack", root).exit_code == 0
    assert run("explain", "HOUSE-SIGNED").exit_code == 2


def test_check_takes_packs(tmp_path: Path) -> None:
    root = house(tmp_path / "pack", HOUSE_SIGNED=SIGNED)
    report = tmp_path / "report.txt"
    report.write_text("一、总体情况\n某局编制。\n六、其他需要报告的事项\n无\n", encoding="utf-8")
    result = run("check", report, "--pack", root, "--output-format=json", "--select=HOUSE")
    (file,) = json.loads(result.stdout)["files"]
    assert [each["rule"] for each in file["diagnostics"]] == ["HOUSE-SIGNED"]
    final = house(tmp_path / "final", HOUSE_SIGNED=SIGNED + "final: true\n")
    assert run("check", report, "--pack", final, "--ignore=HOUSE").exit_code == 2
    assert run("check", report, "--pack", final, "--ignore=HOUSE", "--allow-final-off").exit_code in (0, 1)
    nowhere = run("check", report, "--pack", tmp_path / "nowhere")
    assert nowhere.exit_code == 2
    assert "nowhere" in nowhere.stderr


def test_rules_of_a_day() -> None:
    def standing(day: str) -> dict[str, bool | None]:
        result = run("rules", "--as-of", day, "--output-format=json")
        return {each["id"]: each["in_force"] for each in json.loads(result.stdout)["rules"]}

    before, after = standing("2020-06-01"), standing("2024-01-01")
    assert before["FEE-TARIFF"] is False
    assert after["FEE-TARIFF"] is True
    assert before["TBL3-SUM-ROW"] is True
    assert set(before) == {each.id for each in data.pack().rules}
    (row,) = [
        each
        for each in json.loads(run("rules", "--as-of", "2020-06-01", "--output-format=json").stdout)["rules"]
        if each["id"] == "TBL3-SUM-ROW"
    ]
    assert [(each["ref"], each["in_force"]) for each in row["bases"]] == [
        ("fmt2021", False),
        ("fmt2019", True),
    ]
    assert "无依据" in run("rules", "--as-of", "2010-01-01").stdout
    assert run("rules", "--as-of", "yesterday").exit_code == 2


@pytest.mark.parametrize(
    ("dates", "day", "state"),
    [
        ({"start": "2020-02-01"}, date(2020, 2, 1), True),
        ({"start": "2020-02-01"}, date(2020, 1, 31), False),
        ({"issued": "2019"}, date(2019, 6, 1), None),
        ({"issued": "2019"}, date(2020, 1, 1), True),
        ({"issued": "2019-12"}, date(2019, 12, 31), True),
        ({"issued": "2007-04-05", "until": "2019-05-14"}, date(2019, 5, 14), True),
        ({"issued": "2007-04-05", "until": "2019-05-14"}, date(2019, 5, 15), False),
        ({}, date(2019, 5, 15), None),
        ({"practice": True}, date(1999, 5, 15), True),
    ],
)
def test_a_source_is_in_force_from_its_start_to_its_end(
    dates: dict[str, str],
    day: date,
    state: bool | None,  # noqa: FBT001
) -> None:
    assert dating.in_force(Reference("x", {"zh": "某"}, **dates), None, day) is state  # type: ignore[arg-type]


# Schemas.


def test_schemas_are_printed() -> None:
    assert run("schema").stdout.split() == list(schemas.names())
    for name in schemas.names():
        assert json.loads(run("schema", name).stdout)["$id"].endswith(f"/{name}.schema.json")
    wrong = run("schema", "rul")
    assert wrong.exit_code == 2
    assert "rule" in wrong.stderr


@pytest.mark.parametrize("command", ["new", "check", "test", "lock"])
def test_commands_have_help_in_both_languages(command: str) -> None:
    helps = {lang: run("pack", command, "-h", "--lang", lang).stdout for lang in ("zh", "en")}
    assert helps["zh"].startswith("用法")
    assert helps["en"].startswith("Usage")
    assert not re.search("[\u3400-\u9fff]", helps["en"])
