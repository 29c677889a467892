"""
What others build on, as a text: `python -m release.public -o docs/api.txt` writes it anew.

Functions and value classes of the library with their signatures, commands with their options and exit codes, and the shape of
what is printed for programs.  The text is committed, so that a change of it is seen and made on purpose; a line that
goes away or changes is a break, and waits for the next major version.
"""

import inspect
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import attrs
import click
from click.testing import CliRunner

import disclint
import disclint.audits
import disclint.lake
from disclint.cli import codes, main
from disclint.cli.app import COMMANDS
from disclint.cli.formats import FORMATS
from disclint.cli.speech import Speech
from release import shapes

ROOT = Path(__file__).resolve().parents[1]
PROMISED = ("output", "explain", "baseline", "config", "lock")
# Value classes that lead to others; what lies behind a rule or a pack is its file's business.
_VALUES = (
    "disclint.diagnostics",
    "disclint.source",
    "disclint.syntax",
    "disclint.result",
    "disclint.audits.result",
)
_EXAMPLES = ("2019-faulty.txt", "2019-sound.md", "2021-faulty.html", "2021-sound.txt")


def text() -> str:
    """
    The whole of it.
    """
    parts = {
        "disclint": _library(),
        "disclint.audits": _room(disclint.audits),
        "disclint.lake": _room(disclint.lake),
        "commands": _commands(),
        "check --output-format sarif, over the examples": shapes.of_documents(_printed("check", "sarif")),
        "parse --output-format json, over the examples": shapes.of_documents(_printed("parse", "json")),
    }
    for name in PROMISED:
        schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
        parts[f"schemas/{name}.schema.json"] = shapes.of_schema(schema)
    head = (
        "# The public interface. Written by `python -m release.public -o docs/api.txt`; not to be edited.\n"
    )
    return head + "".join(f"\n## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in parts.items())


def _library() -> Iterator[str]:
    names = {name: getattr(disclint, name) for name in disclint.__all__}
    yield from (
        line for name, found in names.items() if not inspect.isclass(found) for line in _function(name, found)
    )
    classes = {found for found in names.values() if inspect.isclass(found)}
    for each in sorted(_reached(classes), key=_called):
        yield from _class(_called(each), each)


def _room(module: Any) -> Iterator[str]:
    for name in module.__all__:
        found = getattr(module, name)
        if inspect.isclass(found):
            yield from _class(f"{module.__name__}.{name}", found)
        elif callable(found):
            yield from _function(name, found)
        else:
            yield f"{name} = {str(found).replace(chr(10), ', ')}"


def _called(found: type) -> str:
    return (
        f"{found.__module__}.{found.__qualname__}"
        if found.__name__ not in disclint.__all__
        else f"disclint.{found.__name__}"
    )


def _reached(classes: Iterable[type]) -> set[type]:
    known: set[type] = set()
    wanted = list(classes)
    while wanted:
        found = wanted.pop()
        if found in known:
            continue
        known.add(found)
        if attrs.has(found) and found.__module__.startswith(_VALUES):
            wanted += [
                each for one in attrs.fields(found) if not one.name.startswith("_")
                for each in _named(one.type) if each.__module__.startswith(_VALUES)
            ]  # fmt: skip
    return known


def _named(kind: object) -> Iterator[type]:
    if isinstance(kind, type) and not get_args(kind):
        yield kind
    for each in get_args(kind):
        yield from _named(each)


def _function(name: str, function: Any) -> Iterator[str]:
    yield f"{name}{_plain(inspect.signature(function))}"


def _class(name: str, found: type) -> Iterator[str]:
    bases = ", ".join(each.__name__ for each in found.__bases__ if each is not object)
    yield ""
    yield f"class {name}" + (f"({bases})" if bases else "")
    fields = {each.name: each for each in attrs.fields(found)} if attrs.has(found) else {}
    for each in fields.values():
        if not each.name.startswith("_"):
            yield f"    {each.name}: {_plain(_type(each.type))}{_default(each.default)}"
    for key, value in sorted(vars(found).items()):
        if key.startswith("_") or key in fields:
            continue
        if isinstance(value, property):
            yield f"    {key} -> {_plain(_type(inspect.signature(value.fget).return_annotation))}  # property"  # type: ignore[arg-type]
        elif isinstance(value, classmethod | staticmethod):
            yield f"    {type(value).__name__} {key}{_plain(inspect.signature(value.__func__))}"
        elif inspect.isfunction(value):
            yield f"    {key}{_plain(inspect.signature(value))}"


def _type(kind: object) -> str:
    return inspect.formatannotation(kind)


def _default(value: object) -> str:
    if value is attrs.NOTHING:
        return ""
    return " = ..." if callable(value) or isinstance(value, attrs.Factory) else f" = {value!r}"  # type: ignore[arg-type]


def _plain(written: object) -> str:
    # Where a type lives may change; addresses in memory do with each run.
    told = re.sub(r" at 0x\w+", "", str(written)).replace("(self, ", "(").replace("(self)", "()")
    return re.sub(r"\b(?:disclint|collections\.abc|typing|pathlib|os|decimal)(?:\.\w+)*\.(?=[A-Z])", "", told)


def _commands() -> Iterator[str]:
    yield f"formats: {' '.join(FORMATS)}"
    yield "exit codes: " + ", ".join(
        f"{value} {name}" for name, value in vars(codes).items() if name.isupper()
    )
    for name in COMMANDS:
        yield from _command(f"disclint {name}", import_module(f"disclint.cli.{name}").command(Speech("en")))


def _command(name: str, command: click.Command) -> Iterator[str]:
    yield " ".join([name, *(_parameter(each) for each in command.params if each.name != "help")])
    if isinstance(command, click.Group):
        for each in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), each)
            if found is not None:
                yield from _command(f"{name} {each}", found)


def _parameter(each: click.Parameter) -> str:
    if isinstance(each, click.Argument):
        return each.human_readable_name
    value = "" if getattr(each, "is_flag", False) else f" {each.type.name}"
    return f"[{'/'.join(each.opts)}{value}]" + ("..." if getattr(each, "multiple", False) else "")


def _printed(command: str, format: str) -> list[Any]:
    found = []
    for each in _EXAMPLES:
        done = CliRunner().invoke(
            main,  # type: ignore[arg-type]
            [
                command,
                str(ROOT / "examples" / each),
                "--output-format",
                format,
                *(["--isolated"] if command == "check" else []),
            ],
        )
        found.append(json.loads(done.stdout))
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["-o"]:
        Path(sys.argv[2]).write_text(text(), encoding="utf-8")
    else:
        sys.stdout.write(text())
