"""
The extension for Visual Studio Code: its types and tests hold, and what is packed is whole.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from bench.reports import drafted, office
from openpyxl import load_workbook

import disclint

HOME = Path(__file__).parent.parent
EXTENSION = HOME / "editors" / "vscode"
CLIENTS = Path(__file__).parent / "clients"
PATIENCE = 400
PACKED = {
    "LICENSE.txt", "package.json", "package.nls.json", "package.nls.zh-cn.json", "readme.md", "dist/extension.js",
    "l10n/bundle.l10n.zh-cn.json",
}  # fmt: skip


def _ran(command: list[str], folder: Path) -> str:
    run = subprocess.run(command, cwd=folder, capture_output=True, timeout=PATIENCE, check=False)
    said = (run.stdout + run.stderr).decode(errors="replace")
    assert run.returncode == 0, said
    return said


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """
    A copy with its packages, so that nothing is left beside the sources.
    """
    npm = shutil.which("npm")
    if npm is None and "CI" not in os.environ:
        pytest.skip("npm is not installed")
    assert npm is not None, "npm is not installed; .ci/run installs it"
    copy = tmp_path_factory.mktemp("vscode") / "vscode"
    shutil.copytree(EXTENSION, copy, ignore=shutil.ignore_patterns("node_modules", "dist", "*.vsix"))
    if "CI" not in os.environ:
        run = subprocess.run([npm, "ci"], cwd=copy, capture_output=True, timeout=PATIENCE, check=False)
        if run.returncode:
            pytest.skip("npm reaches no registry here")
    else:
        _ran([npm, "ci"], copy)
    return copy


def test_what_needs_no_editor(folder) -> None:
    said = _ran(["npm", "test"], folder)
    assert re.search(r"^# fail 0$", said, re.MULTILINE)
    assert int(re.search(r"^# pass (\d+)$", said, re.MULTILINE)[1]) >= 10


def test_the_package_has_all_that_runs_and_nothing_else(folder) -> None:
    _ran(["npm", "run", "package"], folder)
    with zipfile.ZipFile(folder / "disclint.vsix") as packed:
        names = {
            each.removeprefix("extension/") for each in packed.namelist() if each.startswith("extension/")
        }
        assert names == PACKED
        manifest = json.loads(packed.read("extension/package.json"))
        code = packed.read("extension/dist/extension.js").decode()
    declared = {each["command"] for each in manifest["contributes"]["commands"]}
    assert declared
    assert {each for each in declared if f'"{each}"' not in code} == set()


def test_a_real_workbench(folder, tmp_path) -> None:
    """
    By command only, for it compiles an editor: DISCLINT_WORKBENCH=FOLDER python -m pytest tests/test_vscode.py
    """
    where = os.environ.get("DISCLINT_WORKBENCH")
    if where is None:
        pytest.skip("a workbench is driven where DISCLINT_WORKBENCH names a folder to set it up in")
    bench = Path(where).absolute()
    subprocess.run(["bash", str(CLIENTS / "workbench.sh"), str(bench)], check=True, timeout=1800)
    _ran(["npm", "run", "package"], folder)
    opened = tmp_path / "opened"
    opened.mkdir()
    shutil.copy(HOME / "examples" / "2021-faulty.html", opened / "报告.html")
    shutil.copy(HOME / "examples" / "2021-faulty.html", opened / "又一份.html")
    (opened / "报告.docx").write_bytes(office.by_python_docx(drafted(1, "TBL3-SUM-ROW")))
    (opened / "notes.txt").write_text("milk, bread\n", encoding="utf-8")
    settings = tmp_path / "data" / "User" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        json.dumps(
            {
                "disclint.command": [sys.executable, "-m", "disclint"],
                "disclint.lang": "zh",
                "security.workspace.trust.enabled": False,
                "workbench.startupEditor": "none",
            }
        ),
        encoding="utf-8",
    )
    server = [
        "node", str(bench / "node_modules" / "code-server" / "out" / "node" / "entry.js"),
        "--user-data-dir", str(tmp_path / "data"), "--extensions-dir", str(tmp_path / "extensions"),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(
        [*server, "--install-extension", str(folder / "disclint.vsix")],
        env=environment,
        check=True,
        timeout=120,
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    alone = ["--auth", "none", "--bind-addr", address, "--disable-telemetry", "--disable-update-check"]
    running = subprocess.Popen([*server, *alone], env=environment)
    try:
        _listening(port)
        pictures = Path(os.environ.get("DISCLINT_PICTURES", tmp_path))
        script = [
            "node",
            str(CLIENTS / "workbench.mjs"),
            f"http://{address}",
            shutil.which("chromium"),
            str(pictures),
        ]
        said = _ran([*script, str(opened)], bench).splitlines()
    finally:
        running.terminate()
        running.wait(30)
    assert said[-1] == "done", said
    assert "marks in notes 0" in said
    assert {"marks in report true", "fix 改为“22”", "gone true", "tables in page true"} <= set(said)
    assert {"tables of Word true", "explained"} <= set(said)
    assert load_workbook(opened / "清单.xlsx").active.max_row > 10
    assert "<p>22</p>" in (opened / "报告.html").read_text(encoding="utf-8")


def _listening(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.3)
    pytest.fail("the workbench does not listen")


def test_each_word_is_there_in_both_languages() -> None:
    manifest = (EXTENSION / "package.json").read_text(encoding="utf-8")
    asked = set(re.findall(r'"%([\w.]+)%"', manifest))
    english, chinese = (
        json.loads((EXTENSION / name).read_text(encoding="utf-8"))
        for name in ("package.nls.json", "package.nls.zh-cn.json")
    )
    assert asked == set(english) == set(chinese)
    sources = "".join(each.read_text(encoding="utf-8") for each in sorted((EXTENSION / "src").glob("*.ts")))
    said = set(re.findall(r'l10n\.t\(\s*"([^"]+)"', sources))
    bundle = json.loads((EXTENSION / "l10n" / "bundle.l10n.zh-cn.json").read_text(encoding="utf-8"))
    assert said == set(bundle)


def test_the_version_is_that_of_the_command() -> None:
    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert manifest["version"] == disclint.__version__
