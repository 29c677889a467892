"""
What runs disclint elsewhere: the GitHub Action and the GitLab template do what they say, with names that no shell may read.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from disclint.session.files import SUFFIXES

HOME = Path(__file__).parent.parent
GITHUB = HOME / "editors" / "github" / "action.yml"
GITLAB = HOME / "editors" / "gitlab" / "disclint.yml"
# As an environment that was installed: the command of this one.
STUB = f'#!/bin/sh\nexec "{sys.executable}" -m disclint "$@"\n'


@pytest.fixture
def project(tmp_path):
    """
    A folder of reports, one of them with a name like a command.
    """
    reports = tmp_path / "年 报"
    reports.mkdir()
    shutil.copy(HOME / "examples" / "2021-faulty.html", reports / "$(touch harmed).html")
    shutil.copy(HOME / "examples" / "2021-sound.txt", reports / "sound.txt")
    return tmp_path


def stub(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "disclint").write_text(STUB, encoding="utf-8")
    (folder / "disclint").chmod(0o755)


def ran(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder, env={**os.environ, **environment}, capture_output=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_action_annotates_and_leaves_sarif(project) -> None:
    action = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))
    stub(project / "temp" / "disclint" / "bin")
    check = next(each for each in action["runs"]["steps"] if each.get("id") == "check")
    # Everything that users give is in the environment; the script holds none of it.
    assert "${{" not in check["run"]
    given = {key: str(value["default"]) for key, value in action["inputs"].items()}
    given |= {"paths": "年 报\n", "options": "--select\nTBL3,DAT\n", "fail-on": "error"}
    environment = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in check["env"].items()
    }
    run = ran(
        check["run"],
        project,
        **environment,
        RUNNER_TEMP=str(project / "temp"),
        GITHUB_OUTPUT=str(project / "output"),
    )
    said = run.stdout.decode()
    assert run.returncode == 1, run.stderr.decode()
    assert "::error file=年 报/$(touch harmed).html,line=" in said.replace("%20", " ")
    sarif = json.loads((project / "disclint.sarif").read_text(encoding="utf-8"))
    assert {each["ruleId"].split("-")[0] for each in sarif["runs"][0]["results"]} == {"TBL3", "DAT"}
    assert (project / "output").read_text(encoding="utf-8") == "sarif=disclint.sarif\n"
    assert not (project / "harmed").exists()


def test_the_action_installs_what_lies_above_it() -> None:
    action = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))
    install = action["runs"]["steps"][0]["run"]
    assert "$GITHUB_ACTION_PATH/../.." in install
    assert (GITHUB.parent / "../../pyproject.toml").resolve() == HOME / "pyproject.toml"


def test_the_template_leaves_its_reports(project) -> None:
    job = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["disclint"]
    stub(project / ".disclint-venv" / "bin")
    run = ran("\n".join(job["script"]), project, **{**job["variables"], "DISCLINT_PATHS": "年 报"})
    assert run.returncode == 1, run.stderr.decode()
    reports = job["artifacts"]["reports"]
    quality = json.loads((project / reports["codequality"]).read_text(encoding="utf-8"))
    tests = ET.parse(project / reports["junit"]).getroot()  # noqa: S314
    assert {"TBL3-SUM-ROW"} <= {each["check_name"] for each in quality}
    assert list(tests.iter("failure"))
    assert all((project / each).stat().st_size for each in job["artifacts"]["paths"])
    assert not (project / "harmed").exists()


def test_the_hook_takes_what_the_core_reads() -> None:
    (hook,) = yaml.safe_load((HOME / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    taken = re.compile(hook["files"])
    # The others need LibreOffice, or an extra, which the hook's own environment lacks.
    elsewhere = {
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
        ".uot",
        ".uof",
        ".fodt",
        ".pdf",
        ".xls",
        ".et",
        ".ods",
        ".fods",
    }
    assert {each for each in SUFFIXES if taken.search("a" + each)} == set(SUFFIXES) - elsewhere
