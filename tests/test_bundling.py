"""
What can go wrong while the page is made into a folder.
"""

import sys
from pathlib import Path

import pytest

from disclint.errors import UsageError
from disclint.serve import bundling


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script of a shell")
def test_a_node_that_does_not_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "pyodide"
    package.mkdir()
    for name in (
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    ):
        (package / name).write_bytes(b"")
    endless = tmp_path / "node"
    endless.write_text("#!/bin/sh\nexec sleep 60\n")
    endless.chmod(0o755)
    monkeypatch.setattr(bundling, "_SECONDS", 0.2)
    with pytest.raises(UsageError, match="has not prepared"):
        bundling.write(tmp_path / "out", package, str(endless))
    assert not (tmp_path / "out").exists()
