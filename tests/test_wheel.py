"""
The wheel, installed into an environment that has never heard of this repository.
"""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_NO_INDEX = (
    "No matching distribution found",
    "Connection",
    "Temporary failure in name resolution",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel: pip install -e '.[test]'")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    found = folder / ("Scripts" if os.name == "nt" else "bin")
    installed = subprocess.run(
        [found / "python", "-m", "pip", "install", "-q", str(wheel)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if installed.returncode:
        if not os.environ.get("CI") and any(each in installed.stderr for each in _NO_INDEX):
            pytest.skip("no package index to install the dependencies from; CI has one")
        pytest.fail(installed.stderr)
    return found


def run(scripts: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    # Nothing of the checkout may be found by accident.
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [scripts / "disclint", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        env=env,
    )


def test_rules_and_schemas_are_inside(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "schemas"):
        shipped = [each for each in (ROOT / folder).rglob("*") if each.is_file()]
        assert shipped
        for each in shipped:
            assert f"disclint/_data/{each.relative_to(ROOT).as_posix()}" in inside
    assert "disclint/py.typed" in inside
    page = [each for each in (ROOT / "src" / "disclint" / "serve").glob("*/*") if each.suffix != ".pyc"]
    assert {each.suffix for each in page} >= {".html", ".css", ".js", ".mjs", ".svg"}
    assert {f"disclint/serve/{each.parent.name}/{each.name}" for each in page} <= inside
    assert "disclint/_data/examples/2021-faulty.html" in inside
    assert {f"disclint/_data/docs/rule-language{each}.md" for each in ("", ".zh")} <= inside


def test_it_checks_a_report(scripts: Path, tmp_path: Path) -> None:
    report = ROOT / "examples" / "2021-faulty.html"
    result = run(scripts, tmp_path, "check", str(report), "--output-format=json")
    assert (result.returncode, result.stderr) == (1, b"")
    (found,) = json.loads(result.stdout)["files"]
    assert (found["status"], found["report"]["edition"]) == ("ok", "2021")
    assert found["diagnostics"]
    assert found["verdicts"]["crashed"] == 0


def test_it_tells_of_its_rules(scripts: Path, tmp_path: Path) -> None:
    listed = json.loads(run(scripts, tmp_path, "rules", "--output-format=json").stdout)
    files = (ROOT / "rules" / "annual-report").rglob("*-*.yaml")
    assert sorted(each["id"] for each in listed["rules"]) == sorted(each.stem for each in files)
    assert run(scripts, tmp_path, "rules", "--language").stdout.decode().startswith("# 规则语言")
    assert run(scripts, tmp_path, "--version").stdout.decode().startswith("disclint ")
