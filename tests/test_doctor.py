"""
What is said of the machine: what works, what is missing, what is wrong, in both languages.
"""

import json
import os
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

import disclint
from disclint.cli import main
from disclint.session import surroundings

SOURCES = Path(__file__).parent.parent / "pyproject.toml"


@pytest.fixture(autouse=True)
def _place(monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("DISCLINT_CACHE", raising=False)


def told(*arguments: str):
    run = CliRunner().invoke(main, ["doctor", *arguments])
    return run.exit_code, run.output


def items() -> dict[str, surroundings.Item]:
    return {each.name: each for each in surroundings.look()}


def test_what_is_there_is_said_with_its_version() -> None:
    code, text = told()
    assert code == 0, text
    assert f"{disclint.__version__} (" in text
    assert (
        items()["lsp"].found
        == f"lsprotocol {metadata.version('lsprotocol')}, pygls {metadata.version('pygls')}"
    )
    assert items()["cache"].state == surroundings.THERE


def test_each_extra_of_the_package_has_its_words() -> None:
    told = set(metadata.metadata("disclint").get_all("Provides-Extra"))
    extras = told - {"dev", "docs", "fuzz", "release", "test", "test-core"} - {"all", "word"}
    found = {each.name: each for each in surroundings.look() if each.group == "extras"}
    assert set(found) == extras
    assert all(each.purpose["zh"] != each.name for each in found.values())


def test_what_is_missing_or_old_is_said_with_the_line_that_installs_it(monkeypatch) -> None:
    known = metadata.version

    def version(name: str) -> str:
        if name == "pypdfium2":
            raise metadata.PackageNotFoundError(name)
        return "0.1" if name == "openpyxl" else known(name)

    monkeypatch.setattr(metadata, "version", version)
    missing, old = items()["pdf"], items()["xlsx"]
    assert missing.state == surroundings.ABSENT
    assert "pypdfium2" in missing.remedy["zh"]
    assert "pip install 'disclint[pdf]'" in missing.remedy["en"]
    assert old.state == surroundings.WRONG
    assert "openpyxl>=" in old.remedy["zh"]
    assert told()[0] == 1


def test_a_cache_that_others_can_read_is_wrong(tmp_path) -> None:
    folder = tmp_path / "cache" / "disclint"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    if os.geteuid() != folder.stat().st_uid:
        pytest.skip("files have other owners here")
    assert items()["cache"].state == surroundings.WRONG
    assert list(folder.iterdir()) == []


def test_a_configuration_that_cannot_be_used_is_wrong(tmp_path) -> None:
    (tmp_path / "disclint.toml").write_text("selct = []\n", encoding="utf-8")
    code, text = told("--lang", "en")
    assert code == 1
    assert "disclint.toml:1: " in text


def test_a_program_that_is_named_and_not_there_is_wrong(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("DISCLINT_SOFFICE", str(tmp_path / "gone"))
    assert items()["LibreOffice"].state == surroundings.WRONG
    monkeypatch.setenv("DISCLINT_SOFFICE", "")
    assert items()["LibreOffice"].state == surroundings.ABSENT


def test_as_json() -> None:
    code, text = told("--output-format", "json")
    found = json.loads(text)
    assert (code, found["version"]) == (0, 1)
    assert {each["state"] for each in found["items"]} <= {"there", "absent", "wrong"}
    assert all(set(each["purpose"]) == {"zh", "en"} for each in found["items"])
