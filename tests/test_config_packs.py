"""
Packs that a configuration names: what every command makes of them, and the lock beside it.
"""

import json
from pathlib import Path

import pytest
from bench.reports import sound
from click.testing import CliRunner, Result

from disclint.cli import main
from tests import packs

REPORT = "年报/甲.txt"
MILDER = "overrides:\n  TBL4-SUM-RECON: {severity: info}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    packs.house(Path("规则/本市"), MILDER, HOUSE_SIGNED=packs.SIGNED)
    write('packs = ["规则/本市"]\n')
    Path("年报").mkdir()
    Path(REPORT).write_bytes(sound(3, style="pipe").data)


def write(text: str, name: str = "disclint.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def listed(*arguments: str) -> dict[str, str]:
    found = json.loads(run("rules", "--output-format=json", *arguments).stdout)
    return {each["id"]: each["severity"] for each in found["rules"]}


def test_rules_and_explain_know_the_rules_that_check_uses() -> None:
    assert listed()["HOUSE-SIGNED"] == "warning"
    assert listed()["TBL4-SUM-RECON"] == "info"
    assert "HOUSE-SIGNED" not in listed("--isolated")
    told = run("explain", "HOUSE-SIGNED", REPORT)
    assert told.exit_code == 0, told.stderr
    assert "须写明编制机关" in told.stdout
    assert told.stderr == "按 disclint.toml 使用规则包: 规则/本市（不读配置: --isolated）\n"
    assert run("explain", "HOUSE-SIGNED", "--isolated").exit_code == 2
    assert json.loads(run("explain", "HOUSE-SIGNED", REPORT, "--output-format=json").stdout)["rule"]


def test_parse_reads_by_the_forms_and_concepts_of_packs() -> None:
    Path("规则/本市/concepts").mkdir()
    Path("规则/本市/concepts/issues.yaml").write_text(
        "id: issues\nlabel: {zh: 公报期数, en: issues}\nvalue: n\nphrases: ['编印公报{n:count}']\nscope: any\n",
        encoding="utf-8",
    )
    report = "甲市2024年政府信息公开工作年度报告\n一、总体情况\n全年编印公报12期。\n"
    Path("年报/乙.txt").write_text(report, encoding="utf-8")

    def claims(*arguments: str) -> list[str]:
        told = run("parse", "年报/乙.txt", *arguments)
        assert told.exit_code == 0, told.stderr
        return [each["concept"] for each in json.loads(told.stdout)["claims"]]

    assert "issues" in claims()
    assert "issues" not in claims("--isolated")
    assert "issues" in claims("--isolated", "--pack", "规则/本市")
    assert run("parse", "年报/乙.txt", "--pack", "没有").exit_code == 2


def test_the_configuration_is_found_from_the_report_and_its_language_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write('packs = ["规则/本市"]\nlang = "en"\n')
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run("explain", "HOUSE-SIGNED", "--isolated").exit_code == 2
    told = run("explain", "HOUSE-SIGNED", f"../{REPORT}")
    assert told.exit_code == 0
    assert "Say who wrote it" in told.stdout
    assert "rule packs by " in told.stderr


def test_packs_given_by_hand_come_to_those_of_the_configuration() -> None:
    more = "pack: {id: more, version: 1.0.0}\nextends: [{pack: house}]\noverrides: {HOUSE-SIGNED: {severity: info}}\n"
    packs.write(Path("更多"), {"pack.yaml": more})
    assert listed("--pack=更多")["HOUSE-SIGNED"] == "info"
    shown = run("check", REPORT, "--pack=更多", "--show-config").stdout
    assert 'packs = ["规则/本市", "更多"]  # disclint.toml:1, 命令行' in shown


def test_rules_are_listed_by_a_configuration_that_names_one_that_there_is_not() -> None:
    write('packs = ["规则/本市"]\nignore = ["NO-SUCH"]\n')
    assert run("check", REPORT).exit_code == 2
    assert "HOUSE-SIGNED" in listed()


def test_a_project_may_name_packs() -> None:
    Path("disclint.toml").unlink()
    write('[tool.disclint]\npacks = ["规则/本市"]\n', "pyproject.toml")
    assert "HOUSE-SIGNED" in listed()
    assert "按 pyproject.toml 使用规则包" in run("rules").stderr


@pytest.mark.parametrize("named", ["规则/没有", "没有"])
def test_a_pack_that_is_not_there_is_told_at_the_line_that_names_it(named: str) -> None:
    write(f'lang = "zh"\npacks = [\n  "规则/本市",\n  "{named}",\n]\n')
    for command in (["check", REPORT], ["rules"], ["explain", "HOUSE-SIGNED"], ["pack", "lock"]):
        done = run(*command)
        assert done.exit_code == 2
        assert "disclint.toml:4: " in done.stderr, done.stderr
        assert "没有" in done.stderr


def test_packs_are_the_same_for_all_files_of_a_configuration() -> None:
    write('[[paths]]\nmatch = "年报"\npacks = ["规则/本市"]\n')
    done = run("check", REPORT)
    assert done.exit_code == 2
    assert done.stderr.startswith("disclint: disclint.toml:3: [[paths]] 1 里不能写 packs")
    assert "另放一份 disclint.toml" in done.stderr
    Path("disclint.toml").unlink()
    write('packs = ["../规则/本市"]\n', "年报/disclint.toml")
    assert "HOUSE-SIGNED" in run("check", REPORT, "--select=HOUSE").stdout


# The lock.


def test_a_lock_beside_the_configuration_says_which_file_differs() -> None:
    done = run("pack", "lock")
    assert (done.exit_code, done.stdout) == (0, "disclint.lock\n"), done.stderr
    assert run("check", REPORT, "--select=HOUSE").exit_code == 0
    rule = Path("规则/本市/rules/HOUSE-SIGNED.yaml")
    before = rule.read_text(encoding="utf-8")
    rule.write_text(f"{before}# \n", encoding="utf-8")
    for command in (["check", REPORT], ["rules"], ["explain", "HOUSE-SIGNED"]):
        done = run(*command)
        assert done.exit_code == 2
        assert "disclint.lock:" in done.stderr
        assert "rules/HOUSE-SIGNED.yaml 内容不同" in done.stderr
        assert "disclint pack lock" in done.stderr
    assert run("check", REPORT, "--isolated", "--select=TBL4-SUM-RECON").exit_code == 0
    assert run("pack", "lock").exit_code == 0
    assert run("check", REPORT, "--select=HOUSE").exit_code == 0
    rule.unlink()
    assert "rules/HOUSE-SIGNED.yaml 不见了" in run("check", REPORT).stderr


def test_what_a_configuration_names_anew_is_not_locked() -> None:
    assert run("pack", "lock", "disclint.toml").exit_code == 0
    packs.write(Path("更多"), {"pack.yaml": "pack: {id: more, version: 1.0.0}\n"})
    write('packs = ["规则/本市", "更多"]\n')
    assert "没有锁定 more" in run("check", REPORT).stderr
    write('packs = ["更多"]\n')
    assert "已不再使用 " in run("check", REPORT).stderr
    write('packs = ["规则/本市"]\n')
    # What is given by hand is nobody's business but of who gives it.
    assert run("check", REPORT, "--select=HOUSE", "--pack=更多").exit_code == 0


def test_a_pack_with_a_configuration_in_its_folder_has_one_lock() -> None:
    write('packs = ["."]\n', "规则/本市/disclint.toml")
    assert run("pack", "lock", "规则/本市").stdout == "规则/本市/disclint.lock\n"
    Path("规则/本市/报告.txt").write_bytes(Path(REPORT).read_bytes())
    assert run("check", "规则/本市/报告.txt", "--select=HOUSE").exit_code == 0


def test_without_packs_there_is_nothing_to_lock() -> None:
    write('lang = "zh"\n')
    done = run("pack", "lock")
    assert done.exit_code == 2
    assert "disclint.toml: 没有可以锁定的" in done.stderr
    assert run("pack", "lock", "没有").exit_code == 2
