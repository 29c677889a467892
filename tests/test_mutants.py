"""
Mutants: what is changed, that it is written down again, and that examples are held against it.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from disclint.cli import main
from disclint.packs import mutation
from disclint.packs.mutants import expressions, mutants, phrases
from disclint.phrases.grammar import parse as parse_phrase
from disclint.phrases.writing import written as phrase_written
from disclint.rules.reading import parse
from disclint.rules.writing import written
from disclint.session import data
from tests.packs import house

RULE = """
id: HOUSE-FEE
title: {zh: 收费, en: Fees}
kind: assert
severity: {fail: error, small: warning}
applies_to: {year: ">=2021"}
foreach: {match: 'matches(other, "{收取|收费}{..8}{n:count}")'}
where: match.n > 0
check: match.n == 7
variants: {small: match.n < 5}
message: {zh: 收费, en: A fee}
why: {zh: 要查, en: to be looked at}
fix: {zh: 核对, en: look}
basis: [{ref: city}]
examples:
  pass:
    - {name: 七笔, text: "六、其他需要报告的事项\\n收费7笔。\\n", verdict: pass}
  fail:
    - {name: 九笔, text: "六、其他需要报告的事项\\n⟦收费9笔⟧。\\n"}
"""
STRONG = """
  pass:
    - {name: 七笔, text: "六、其他需要报告的事项\\n收费7笔。\\n", verdict: pass}
    - {name: 离得太远, text: "六、其他需要报告的事项\\n收费按照标准执行以后共计9笔。\\n"}
    - {name: 零笔, text: "六、其他需要报告的事项\\n收费0笔。\\n", verdict: vacuous}
  fail:
    - {name: 九笔, text: "六、其他需要报告的事项\\n⟦收费仅有如下的9笔⟧。\\n", variant: fail, severity: error, instead: {收费: [收取]}}
    - {name: 八笔, text: "六、其他需要报告的事项\\n⟦收费8笔⟧。\\n"}
    - {name: 六笔, text: "六、其他需要报告的事项\\n⟦收费6笔⟧。\\n"}
    - {name: 五笔, text: "六、其他需要报告的事项\\n⟦收费5笔⟧。\\n", variant: fail}
    - {name: 四笔, text: "六、其他需要报告的事项\\n⟦收费4笔⟧。\\n", variant: small, severity: warning}
    - {name: 一笔, text: "六、其他需要报告的事项\\n⟦收费1笔⟧。\\n", year: 2021}
  not_applicable:
    - {name: 早先, text: "六、其他需要报告的事项\\n收费9笔。\\n", year: 2020}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.mark.parametrize(
    ("expression", "changed"),
    [
        ("a == b", ["a != b"]),
        ("a <= b", ["a < b"]),
        ("a < 1", ["a <= 1", "a < 2", "a < 0"]),
        ("a and b", ["a or b", "b", "a"]),
        ("a + b - c", ["a - b - c", "a + b + c", "b - c", "a - c", "a + b"]),
        ("a - b", ["a + b", "0 - b", "a"]),
        ("a implies b", ["b", "a and b"]),
        ("not a", ["a"]),
        ("exists(a)", ["not exists(a)"]),
        ("all(x in y: x)", ["any(x in y: x)"]),
        ("filter(x in y: x)", ["y"]),
        ("claims(one, other)", ["claims(other)", "claims(one)"]),
        ('a matches "{甲|乙}"', ['not (a matches "{甲|乙}")', 'a matches "{乙}"', 'a matches "{甲}"']),
        ('a matches "{甲}?乙{丙}?"', ['not (a matches "{甲}?乙{丙}?")']),
        ("first(cells(t/r/c)).value", []),
        ("first(cells(t/*/c)).value", ["last(cells(t/*/c)).value"]),
    ],
)
def test_an_expression_is_changed_in_one_place(expression: str, changed: list[str]) -> None:
    found = [written(new) for _, new in expressions.variations(parse(expression))]
    assert found == changed


@pytest.mark.parametrize(
    ("phrase", "changed"),
    [
        ("收到{..8}件", ["收到{..4}件", "收到{..16}件"]),
        ("收到{..1}件", ["收到件", "收到{..2}件"]),
        ("收到{..60}件", ["收到件"]),
        ("收到{~60}件", ["收到件"]),
        ("{收|接}到", ["{接}到", "{收}到"]),
        ("收{到}?了", ["收了", "收{到}了"]),
        ("收到{!甲|乙}", ["收到", "收到{!乙}", "收到{!甲}"]),
        ("{^}收到", ["收到"]),
        ("收到", []),
    ],
)
def test_a_phrase_is_changed_in_one_place(phrase: str, changed: list[str]) -> None:
    assert [new for _, new in phrases.variations(phrase)] == changed


def test_phrases_and_expressions_are_written_as_they_are_read() -> None:
    rules = data.pack().rules
    words = [
        each
        for rule in rules
        if rule.kind == "statement"
        for key in ("require", "forbid", "unless", "partial")
        for each in rule.options.get(key, ())
    ]
    conditions = [
        each
        for rule in rules
        for key in ("check", "where", "when")
        if isinstance(each := rule.options.get(key), str)
    ]
    assert len(words) > 50
    assert len(conditions) > 100
    for each in words:
        tree = parse_phrase(each)
        assert without_columns(parse_phrase(phrase_written(tree))) == without_columns(tree)
    for each in conditions:
        node = parse(each)
        assert without_columns(parse(written(node))) == without_columns(node)


def without_columns(tree: object) -> str:
    return re.sub(r"at=\d+, ", "", repr(tree))


def mutated(tmp_path: Path, rule: str, *options: str) -> tuple[int, dict[str, Any]]:
    result = run(
        "pack", "test", house(tmp_path, HOUSE_FEE=rule), "--mutate", "--output-format=json", *options
    )
    assert result.stderr == ""
    (found,) = json.loads(result.stdout)["rules"]
    return result.exit_code, found


def test_what_no_example_notices_is_told_with_its_line(tmp_path: Path) -> None:
    code, found = mutated(tmp_path, RULE, "--min-score=90")
    assert code == 1
    keys = {each["key"] for each in found["survivors"]}
    assert {"applies_to.year", "where", "variants.small", "severity", "foreach.match"} <= keys
    lines = RULE.split("\n")
    for each in found["survivors"]:
        assert each["path"].endswith("HOUSE-FEE.yaml")
        assert lines[each["line"] - 1].lstrip().startswith(each["key"].split(".")[0])
    assert found["killed"] + len(found["survivors"]) == found["total"]
    assert found["percent"] < 90


def test_examples_that_notice_everything_kill_all(tmp_path: Path) -> None:
    code, found = mutated(tmp_path, RULE[: RULE.index("\n  pass:")] + STRONG, "--min-score=100")
    assert [each["id"] for each in found["survivors"]] == []
    assert (code, found["percent"]) == (0, 100)
    assert found["total"] > 15


def test_mutants_that_are_called_equivalent_do_not_count(tmp_path: Path) -> None:
    strong = RULE[: RULE.index("\n  pass:")] + STRONG.replace(
        '    - {name: 一笔, text: "六、其他需要报告的事项\\n⟦收费1笔⟧。\\n", year: 2021}\n', ""
    )
    _, found = mutated(tmp_path, strong)
    ids = [each["id"] for each in found["survivors"]]
    assert "applies_to.year:1 >=2021 → >=2022" in ids
    marked = "".join(f"  {json.dumps(each, ensure_ascii=False)}: 试试\n" for each in [*ids, "nothing"])
    (tmp_path / "second").mkdir()
    code, again = mutated(tmp_path / "second", strong.replace("examples:", f"equivalent:\n{marked}examples:"))
    assert (again["equivalent"], again["survivors"]) == (len(ids), [])
    assert (code, again["stale"]) == (1, ["nothing"])


def test_an_example_that_fails_tells_nothing(tmp_path: Path) -> None:
    code, found = mutated(tmp_path, RULE.replace("⟦收费9笔⟧", "收费⟦9笔⟧"))
    assert (code, found["failing_examples"]) == (1, ["九笔"])


def test_mutants_are_the_same_every_time(tmp_path: Path) -> None:
    assert mutated(tmp_path, RULE) == mutated(tmp_path, RULE)
    rule = data.pack().rule("FEE-ORDER")
    assert rule is not None
    ids = [each.id for each in mutants(rule)]
    assert len(ids) == len(set(ids))


# With `blame` and with percentages rules are heard together.
@pytest.mark.parametrize("id", ["TBL3-SUM-ROW", "TBL3-BALANCE", "PCT-TRUNC", "CEL-NEGATIVE"])
def test_a_rule_by_itself_ends_on_its_examples_as_among_all(id: str) -> None:
    rule = data.pack().rule(id)
    assert rule is not None
    assert mutation.score(data.builtin(), rule).failing == ()


# Coverage.


def test_outcomes_that_no_example_shows_are_told(tmp_path: Path) -> None:
    root = house(
        tmp_path, HOUSE_FEE=RULE.replace("examples:", "lacks: {unknown: 只看文字, pass: 没有}\nexamples:")
    )
    result = run("pack", "test", root, "--coverage", "--output-format=json")
    assert result.exit_code == 0
    (found,) = json.loads(result.stdout)["rules"]
    assert found["shown"] == {"pass": 1, "fail": 1}
    assert found["lacks"] == ["small", "not_applicable"]
    assert (found["excused"], found["idle"]) == ({"unknown": "只看文字"}, ["pass"])
    shown = run("pack", "test", root, "--coverage", "--lang=en").stdout
    assert "lacks small not_applicable" in shown
    assert "no unknown: 只看文字" in shown
    assert "which an example shows" in shown


# Corpus.


def test_rates_and_what_changed(tmp_path: Path) -> None:
    root = house(tmp_path / "pack", HOUSE_FEE=RULE)
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, fee in (("a", 9), ("b", 7), ("c", 0), ("d", 9)):
        text = f"某局2024年政府信息公开工作年度报告\n一、总体情况\n某局编制。\n六、其他需要报告的事项\n收费{fee}笔。\n"
        (reports / f"{name}.txt").write_text(text, encoding="utf-8")
    kept = tmp_path / "kept.json"

    def told(*options: str) -> dict[str, Any]:
        result = run("pack", "test", root, "--corpus", reports, "--output-format=json", *options)
        assert (result.exit_code, result.stderr) == (0, "")
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    first = told("--save", str(kept))
    assert (first["reports"], first["unread"]) == (4, 0)
    (rule,) = first["rules"]
    assert {key: each for key, each in rule["percent"].items() if each} == {
        "pass": 25,
        "fail": 50,
        "vacuous": 25,
    }
    assert rule["change"] is None
    (reports / "a.txt").write_text((reports / "b.txt").read_text(encoding="utf-8"), encoding="utf-8")
    (rule,) = told("--since", str(kept))["rules"]
    assert {key: each for key, each in rule["change"].items() if each} == {"pass": 25, "fail": -25}
    assert "fail 25.00% (-25.00)" in run("pack", "test", root, "--corpus", reports, "--since", kept).stdout
    kept.write_text("{}", encoding="utf-8")
    assert run("pack", "test", root, "--corpus", reports, "--since", kept).exit_code == 2
    assert run("pack", "test", root, "--corpus", reports, "--since", tmp_path / "none").exit_code == 2


@pytest.mark.parametrize(
    "options",
    [
        ["--coverage", "--mutate"],
        ["--min-score=9"],
        ["--save=x"],
        ["--rule=HOUSE-NONE"],
        ["--mutate", "--rule=TBL*"],
    ],
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, options: list[str]) -> None:
    result = run("pack", "test", house(tmp_path, HOUSE_FEE=RULE), *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_figures_are_told_in_words(tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_FEE=RULE)
    shown = run("pack", "test", root, "--mutate", "--lang=en").stdout
    assert "HOUSE-FEE.yaml:8  where:" in shown
    assert "killed, " in shown
    assert "个变异" in run("pack", "test", root, "--mutate").stdout
