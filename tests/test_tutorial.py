"""
The tutorial of `examples/custom-pack` does what it shows, and ends at the pack that lies beside it.
"""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from disclint.cli import main
from tests.console import assert_shown, commands

TUTORIAL = Path(__file__).resolve().parents[1] / "examples" / "custom-pack"
README = (TUTORIAL / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LOCK = "disclint.lock"


def test_the_tutorial_does_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in TUTORIAL.parent.glob("2021-*"):
        (tmp_path / each.name).write_bytes(each.read_bytes())
    (tmp_path / "custom-pack").mkdir()
    monkeypatch.chdir(tmp_path / "custom-pack")
    for kind, content in _BLOCK.findall(README):
        if kind == "yaml":
            write(content)
        else:
            for command, code, shown in commands(content):
                done = CliRunner().invoke(main, shlex.split(command)[1:])
                assert done.exit_code == code, done.output
                assert_shown(shown, done.output)
    made = {str(each.relative_to("linjiang")): each for each in Path("linjiang").rglob("*") if each.is_file()}
    kept = {
        str(each.relative_to(TUTORIAL / "linjiang")): each
        for each in (TUTORIAL / "linjiang").rglob("*")
        if each.is_file()
    }
    # A lock of the rules that ship would have to be renewed with each of them.
    assert made.keys() - {_LOCK} == kept.keys()
    for name, path in kept.items():
        assert made[name].read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), name


def write(content: str) -> None:
    """
    Write the file that the first line names, or replace the key that it names there.
    """
    head, text = content.split("\n", 1)
    path, _, key = head.removeprefix("# ").partition(": ")
    if key:
        old = Path(path).read_text(encoding="utf-8")
        pattern = re.compile(rf"^{key}:.*?\n(?=[^\s]|\Z)", re.DOTALL | re.MULTILINE)
        assert pattern.search(old), key
        # What stands between two keys stays.
        found = pattern.search(old)
        tail = re.search(r"\n*\Z", found.group()).group()  # type: ignore[union-attr]
        text = pattern.sub(lambda _: text.rstrip("\n") + tail, old, count=1)
    Path(path).write_text(text, encoding="utf-8")
