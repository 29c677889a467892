"""
The documentation site: what its pages show is what happens, and no link of it leads nowhere.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest
from bench.reports import drafted, office
from click.testing import CliRunner
from lxml import html
from release import site

from disclint.cli import main
from disclint.cli.app import COMMANDS
from tests.console import assert_shown, commands

ROOT = Path(__file__).resolve().parents[1]
STARTS = sorted((ROOT / "docs" / "start").glob("*/*.md"))
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("page", STARTS, ids=lambda each: f"{each.parent.name}-{each.stem}")
def test_a_start_does_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "报告.docx").write_bytes(
        office.by_python_docx(drafted(1, "TBL4-SUM-RECON/total", edition="2021"))
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    ran = 0
    for kind, content in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            for command, code, shown in commands(content):
                done = CliRunner().invoke(main, shlex.split(command)[1:])
                assert done.exit_code == code, f"{command}\n{done.output}"
                assert_shown(shown, done.stdout + done.stderr)
                ran += 1
        elif kind == "python":
            done = subprocess.run(
                [sys.executable, "-c", content], check=False, capture_output=True, text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            assert done.stdout.strip()
            ran += 1
    assert ran >= 3
    made = {each.suffix for each in tmp_path.iterdir()}
    assert page.stem != "clerk" or {".docx", ".html"} <= made


def test_each_user_has_a_start_in_both_languages() -> None:
    names = {"clerk", "reviewer", "researcher", "developer", "author"}
    assert {(each.parent.name, each.stem) for each in STARTS} == {
        (lang, name) for lang in ("zh", "en") for name in names
    }
    for name in names:
        zh, en = (
            (ROOT / "docs" / "start" / lang / f"{name}.md").read_text(encoding="utf-8")
            for lang in ("zh", "en")
        )
        assert [kind for kind, _ in _BLOCK.findall(zh)] == [kind for kind, _ in _BLOCK.findall(en)]


def test_what_a_start_installs_exists() -> None:
    for page in STARTS:
        text = page.read_text(encoding="utf-8")
        assert re.search(r"pip install '?\.", text), page
        for extras in re.findall(r"pip install '\.\[([\w,]+)\]'", text):
            assert set(extras.split(",")) <= PROJECT["optional-dependencies"].keys()


def _shown_commands() -> Iterator[tuple[str, str]]:
    for page in [*sorted((ROOT / "docs").glob("*.md")), *STARTS, ROOT / "README.md"]:
        for kind, content in _BLOCK.findall(page.read_text(encoding="utf-8")):
            if kind in {"", "sh", "console"}:
                for line in content.splitlines():
                    found = re.match(r"(?:\$ )?(disclint .*?)(?:\s+#.*)?$", line)
                    if found:
                        yield page.name, found[1]


@pytest.mark.parametrize(("page", "command"), sorted(set(_shown_commands())))
def test_a_command_that_is_shown_is_one(page: str, command: str) -> None:
    words = shlex.split(command)[1:]
    assert words[0] in COMMANDS, page
    help = CliRunner().invoke(main, [*words[:2], "-h"] if words[0] == "pack" else [words[0], "-h"]).stdout
    for option in words[1:]:
        if option.startswith("-") and option != "-":
            assert re.search(rf"(?<![\w-]){re.escape(option.split('=')[0])}(?![\w-])", help), (page, option)


def test_every_command_of_the_numbers_is_there() -> None:
    zh, en = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("numbers.zh.md", "numbers.md"))
    told = set(re.findall(r"python -m bench\.(\w+)", zh))
    assert told == set(re.findall(r"python -m bench\.(\w+)", en))
    there = {
        each.stem for each in (ROOT / "bench").glob("*.py") if "__main__" in each.read_text(encoding="utf-8")
    }
    assert told == there | {"breaking", "fuzzing", "paraphrase"}


def test_the_site_is_whole() -> None:
    # One test, so that it is built once: no link leads nowhere, nobody else is asked for anything, every page is there.
    if find_spec("zensical") is None:
        if os.environ.get("DISCLINT_SITE"):
            pytest.fail("zensical is not installed")
        pytest.skip("zensical is not installed: pip install -e '.[docs]'")
    done = subprocess.run(
        [sys.executable, "-m", "release.site"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, click.unstyle(done.stdout + done.stderr)
    built = site.BUILD / "html"
    pages = {each: html.parse(each).getroot() for each in built.rglob("*.html")}
    broken, seen = _broken(built, pages)
    assert not broken
    assert seen > 10_000
    for page in [built / "index.html", *(built / "start").rglob("*.html")]:
        for link in pages[page].xpath("//img/@src | //link[@rel='stylesheet']/@href | //script/@src"):
            assert not urlsplit(link).netloc, (page, link)
    for lang in ("zh", "en"):
        assert {each.stem for each in (built / "start" / lang).glob("*.html")} == {
            each.stem for each in STARTS
        }
        rules = {each.stem for each in (ROOT / "docs" / "rules" / lang).glob("*.md")}
        assert {each.stem for each in (built / "rules" / lang).glob("*.html")} == rules
    # What stands around the words is in the language of the words.
    for name, lang in (
        ("audit.zh", "zh"),
        ("audit", "en"),
        ("lake.zh", "zh"),
        ("start/en/clerk", "en"),
        ("index", "zh"),
    ):
        assert pages[built / f"{name}.html"].get("lang") == lang
    tutorial = built / "repo" / "examples" / "custom-pack"
    assert "pack new linjiang" in pages[tutorial / "index.html"].text_content()


def _broken(built: Path, pages: Mapping[Path, html.HtmlElement]) -> tuple[set[tuple[str, str]], int]:
    anchors = {page: {*tree.xpath("//@id"), *tree.xpath("//a/@name")} for page, tree in pages.items()}
    broken, seen = set(), 0
    for page, tree in pages.items():
        if page.name == "404.html":
            continue
        for link in tree.xpath("//a/@href | //img/@src | //link[@rel='stylesheet']/@href | //script/@src"):
            at = urlsplit(link)
            if at.scheme or at.netloc:
                continue
            seen += 1
            path = unquote(at.path)
            target = built / path[1:] if path.startswith("/") else Path(os.path.normpath(page.parent / path))
            target = target if path else page
            lost = at.fragment and target in pages and unquote(at.fragment) not in anchors[target]
            if not target.is_file() or lost:
                broken.add((page.relative_to(built).as_posix(), link))
    return broken, seen
