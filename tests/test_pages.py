"""
What the pages of `docs/` show happens, and is the same in both languages.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from disclint.cli import main

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# What does not end by itself, or needs what is not installed everywhere, and the tests that run it.
ELSEWHERE = {
    "disclint serve": "test_serve_browser.py",
    "disclint lsp": "test_lsp_clients.py",
    "disclint bundle": "test_serve_bundle.py",
}
PAGES = sorted((ROOT / "docs").glob("*.md"))


def test_what_is_run_elsewhere_is() -> None:
    for command, test in ELSEWHERE.items():
        assert command.split()[1] in (ROOT / "tests" / test).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["audit.md", "audit.zh.md", "outputs.md", "outputs.zh.md"])
def test_the_commands_of_a_page_do_what_they_say(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("reports", "年报"):
        shutil.copytree(ROOT / "examples", tmp_path / name, ignore=shutil.ignore_patterns("custom-pack"))
    (tmp_path / "名册.csv").write_text("agency,parent,aliases\n临江县人民政府,,\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made: list[str] = []
    for kind, content in _BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8")):
        for command in re.findall(r"^(disclint .*?)(?:\s+#.*)?$", content, re.MULTILINE) if not kind else ():
            done = CliRunner().invoke(main, shlex.split(command)[1:])
            assert done.exit_code in (0, 1), f"{command}\n{done.output}"
            made.append(done.stdout)
        if kind == "sql":
            (folder,) = {each.parent.name for each in tmp_path.glob("*/audit.duckdb")}
            done = CliRunner().invoke(main, ["audit", "-o", folder, "--sql", content])
            assert done.stdout.startswith("agency\tyear\t"), done.output
        if kind == "python":
            done = subprocess.run([sys.executable, "-c", content], check=False, capture_output=True, text=True,
                                  env={**os.environ, "PYTHONPATH": str(ROOT / "src")})  # fmt: skip
            assert done.returncode == 0, done.stderr
            assert done.stdout.count("\n") == 4
    assert made
    assert all(made)


def test_no_page_shows_a_command_that_nothing_runs() -> None:
    run = {"audit.md", "audit.zh.md", "outputs.md", "outputs.zh.md"}
    for page in PAGES:
        for kind, content in _BLOCK.findall(page.read_text(encoding="utf-8")):
            for line in content.splitlines() if kind in {"", "sh", "console"} else ():
                if line.startswith(("disclint ", "$ disclint ")) and page.name not in run:
                    assert any(line.startswith(each) for each in ELSEWHERE), (page.name, line)


@pytest.mark.parametrize("page", ["configuration.md", "configuration.zh.md"])
def test_the_library_is_used_as_a_page_says(page: str) -> None:
    blocks = _BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    (code,) = (content for kind, content in blocks if kind == "python")
    (settings,) = (content for kind, content in blocks if kind == "toml")
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(len(disclint.check('examples/2021-faulty.html', config=False).diagnostics))"],
        cwd=ROOT, check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 3
    assert {"severity", "paths", "suppress"} <= tomllib.loads(settings).keys()


@pytest.mark.parametrize("name", ["audit", "configuration", "formats", "outputs"])
def test_a_page_says_the_same_in_both_languages(name: str) -> None:
    zh, en = ((ROOT / "docs" / f"{name}{each}.md").read_text(encoding="utf-8") for each in (".zh", ""))
    assert zh.count("\n## ") == en.count("\n## ")
    assert [kind for kind, _ in _BLOCK.findall(zh)] == [kind for kind, _ in _BLOCK.findall(en)]
    rows = [
        [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| `")]
        for text in (zh, en)
    ]
    assert rows[0] == rows[1]
    nav = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    assert f'"{name}.zh.md"' in nav
    assert f'"{name}.md"' in nav
