"""
What can go wrong while the page is made into a folder.
"""

import sys
from pathlib import Path

import pytest

from disclint.errors import UsageError
from disclint.serve import bundling


def _package(folder: Path) -> Path:
    """
    A package of Pyodide by the names of its files.
    """
    folder.mkdir()
    for name in (
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    ):
        (folder / name).write_bytes(b"")
    return folder


def test_a_bundle_is_not_written_over_anything(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no pyodide\.mjs"):
        bundling.write(tmp_path / "out", tmp_path)
    pyodide = _package(tmp_path / "pyodide")
    with pytest.raises(UsageError, match="no program"):
        bundling.write(tmp_path / "out", pyodide, "no-such-node")
    with pytest.raises(UsageError, match="not empty"):
        bundling.write(tmp_path, pyodide, sys.executable)
    with pytest.raises(UsageError, match="@hyzyla/pdfium: there is no index"):
        bundling.write(tmp_path / "out", pyodide, sys.executable, {}, tmp_path)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of a shell")
def test_a_node_that_does_not_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = _package(tmp_path / "pyodide")
    endless = tmp_path / "node"
    endless.write_text("#!/bin/sh\nexec sleep 60\n")
    endless.chmod(0o755)
    monkeypatch.setattr(bundling, "_SECONDS", 0.2)
    with pytest.raises(UsageError, match="has not prepared"):
        bundling.write(tmp_path / "out", package, str(endless))
    assert not (tmp_path / "out").exists()
