"""
The pages that tell what the rule language is: they say the same in both languages, and all that there is.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from disclint.cli import main
from disclint.facts.record import RELATIONS
from disclint.kinds import KINDS
from disclint.resources import language_file
from disclint.rules.expressions import FUNCTIONS
from disclint.rules.vocabulary import NAMES, PROPERTIES

LANGS = ("zh", "en")
# What is read by its kind, and not by its name.
QUIET = {"words", "repetition", "problem", "other", "day"}


def page(lang: str) -> str:
    return language_file(lang).read_text(encoding="utf-8")


def blocks(lang: str) -> list[str]:
    return re.findall(r"```(?:yaml)\n(.*?)```", page(lang), re.DOTALL)


def keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from keys(value)
    elif isinstance(data, list):
        for each in data:
            yield from keys(each)


@pytest.mark.parametrize("lang", LANGS)
def test_all_that_there_is_is_told(lang: str) -> None:
    text = page(lang)
    wanted = {
        *(f"`{each}`" for each in KINDS),
        *(f"{each}(" for each in FUNCTIONS if each not in ("all", "any", "filter")),
        *(f"`{each}`" for each in (*NAMES, *RELATIONS) if each in ("report", *RELATIONS)),
    }
    assert sorted(each for each in wanted if each not in text) == []
    properties = {
        name for kind, known in PROPERTIES.items() if kind not in QUIET for name in known if name != "id"
    }
    assert sorted(each for each in properties if f".{each}" not in text) == []


def test_both_pages_have_the_same_parts_tables_and_commands() -> None:
    zh, en = page("zh"), page("en")
    assert re.findall(r"^## (\d)\.", zh, re.MULTILINE) == re.findall(r"^## (\d)\.", en, re.MULTILINE)
    for pattern in (r"^\| `(\w+)`", r"^\| `(\{[^`]*\}\??)`", r"`(--[a-z-]+)"):
        assert {*re.findall(pattern, zh, re.MULTILINE)} == {*re.findall(pattern, en, re.MULTILINE)}, pattern
    commands = r"^\| `disclint (pack \w+|rules \S+|schema)"
    assert re.findall(commands, zh, re.MULTILINE) == re.findall(commands, en, re.MULTILINE)


def test_what_is_shown_is_yaml_and_the_same() -> None:
    zh, en = ([yaml.safe_load(each.replace("…", "x")) for each in blocks(lang)] for lang in LANGS)
    assert len(zh) == len(en) > 3
    for one, other in zip(zh, en, strict=True):
        assert list(keys(one)) == list(keys(other))


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_prints_it(lang: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["rules", "--language", f"--lang={lang}"])
    assert (told.exit_code, told.stdout) == (0, page(lang))
    file = tmp_path / "a.md"
    assert CliRunner().invoke(main, ["rules", "--language", "-o", str(file), f"--lang={lang}"]).exit_code == 0
    assert file.read_text(encoding="utf-8") == page(lang)
