"""
What README and CONTRIBUTING promise can be done as they say.
"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from disclint.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(kind: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_two_lines_set_up_and_try_and_test() -> None:
    lines = [each for each in blocks("") if each.startswith("python3 -m venv")]
    assert [each.count("\n") for each in lines] == [1, 1]
    assert "disclint check examples/" in lines[0]
    assert "-m pytest" in lines[1]
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_examples_of_the_library_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("README.md", "docs/rule-language.md"):
        (code,) = blocks("python", (ROOT / name).read_text(encoding="utf-8"))
        exec(compile(code, name, "exec"), {})  # noqa: S102 - our own text
        assert "TBL3-SUM-ROW" in capsys.readouterr().out


COMMANDS_SHOWN = ("check", "parse", "explain", "rules", "audit")


@pytest.mark.parametrize("option", sorted(set(re.findall(r"--[a-z][a-z-]+", README))))
def test_options_that_are_named_exist(option: str) -> None:
    helps = [CliRunner().invoke(main, [each, "-h"]).stdout for each in COMMANDS_SHOWN]
    assert any(option in each for each in helps)


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "docs/rule-language.md",
        "docs/rule-language.zh.md",
        "docs/editions.md",
        "docs/configuration.md",
        "docs/audit.md",
    ],
)
def test_files_that_are_named_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / name).parent / link).exists(), link
    for path in re.findall(r"`((?:src|rules|schemas|tests|docs|examples)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path


def test_what_is_shown_is_what_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sound = (ROOT / "examples" / "2021-sound.txt").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("报告.txt").write_text(
        re.sub(r"(（一）予以公开 .*)16$", r"\g<1>18", sound, flags=re.MULTILINE),
        encoding="utf-8",
    )
    shown = next(each for each in blocks("") if each.startswith("错误"))
    printed = (
        CliRunner().invoke(main, ["check", "报告.txt", "--select=TBL3-SUM-ROW,TBL3-SUM-DISPOSED"]).stdout
    )
    assert printed.startswith(shown)
