"""
Real editors: a report is opened, its findings arrive, the suggested value is applied, and the finding goes.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
SCRIPTS = Path(__file__).parent / "clients"
SERVER = [sys.executable, "-m", "disclint", "lsp"]
PATIENCE = 300
EXPECTED = ["at 25", "action 改为“22”", "gone 19", "ok"]


def needed(program: str) -> str:
    found = shutil.which(program)
    if found is None and "CI" not in os.environ:
        pytest.skip(f"{program} is not installed")
    assert found is not None, f"{program} is not installed; .ci/run installs it"
    return found


def told(command: list[str], folder: Path, **environment: str) -> list[str]:
    report = folder / "报告.html"
    shutil.copy(HOME / "examples" / "2021-faulty.html", report)
    out = folder / "out"
    run = subprocess.run(
        command,
        cwd=folder,
        env={
            **os.environ,
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "DISCLINT_LANG": "zh",
            "DISCLINT_OUT": str(out),
            "DISCLINT_REPORT": str(report),
            **environment,
        },
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert out.exists(), run.stderr.decode(errors="replace")
    return out.read_text(encoding="utf-8").splitlines()


def test_neovim(tmp_path) -> None:
    command = ", ".join(f"'{each}'" for each in SERVER)
    arguments = [
        needed("nvim"), "--clean", "--headless",
        "--cmd", f"let g:disclint_command=[{command}]",
        "--cmd", "filetype on",
        "--cmd", f"luafile {HOME / 'editors' / 'neovim.lua'}",
        "报告.html",
        "-c", f"luafile {SCRIPTS / 'neovim.lua'}",
    ]  # fmt: skip
    assert told(arguments, tmp_path) == EXPECTED


def test_emacs(tmp_path) -> None:
    arguments = [needed("emacs"), "--batch", "-l", str(SCRIPTS / "emacs.el")]
    found = told(
        arguments, tmp_path, DISCLINT_EL=str(HOME / "editors" / "emacs.el"), DISCLINT_SERVER=" ".join(SERVER)
    )
    assert found == EXPECTED
