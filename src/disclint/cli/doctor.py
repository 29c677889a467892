"""
`disclint doctor`: what this installation can do, and what is missing for the rest.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from disclint.cli import streams
from disclint.cli.codes import CLEAN, FOUND
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, lang_option, one_of, output_option

if TYPE_CHECKING:
    from disclint.session.surroundings import Item

_GROUPS = {
    "disclint": ("程序", "The program"),
    "extras": ("附加功能", "Extras"),
    "programs": ("其他程序", "Other programs"),
    "packs": ("规则包", "Rule packs"),
    "files": ("文件", "Files"),
}
# Told apart without colour, and on a console that has few characters.
_MARKS = {"there": "+", "absent": "-", "wrong": "!"}


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "doctor",
        speech=speech,
        help=speech(
            "列出这里能用的功能：附加的软件包、LibreOffice、规则包、配置和缓存；缺少的怎么安装。有不正常的，退出码为 1。",
            "What works here: extras, LibreOffice, rule packs, configuration and cache; how to install what is missing."
            " The exit code is 1 if something is not as it should be.",
        ),
        short_help=speech("这里能用哪些功能，缺什么。", "What works here, and what is missing."),
        params=[
            one_of(
                "--output-format",
                ("text", "json"),
                "text",
                speech("输出的格式。", "The format of the output."),
            ),
            output_option(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _doctor(speech, **given),
    )


def _doctor(
    speech: Speech,
    *,
    output_format: str,
    output: str | None,
    lang: str | None,  # noqa: ARG001 - read from argv already
) -> int:
    from disclint.session import surroundings  # noqa: PLC0415 - slow to import, and no other command needs it

    items = surroundings.look()
    with streams.sink(output) as sink:
        for piece in _json(items) if output_format == "json" else _text(items, speech):
            sink.write(piece)
    return FOUND if any(each.state == surroundings.WRONG for each in items) else CLEAN


def _json(items: Sequence["Item"]) -> Iterator[str]:
    from attrs import asdict  # noqa: PLC0415 - as above

    things = [asdict(each) for each in items]
    yield json.dumps({"version": 1, "items": things}, ensure_ascii=False, indent=2) + "\n"


def _text(items: Sequence["Item"], speech: Speech) -> Iterator[str]:
    for number, (group, each) in enumerate(groupby(items, lambda item: item.group)):
        yield ("\n" if number else "") + speech(*_GROUPS[group]) + "\n"
        for item in each:
            found = f": {item.found}" if item.found else ""
            yield f"  {_MARKS[item.state]} {item.name} ({item.purpose[speech.lang]}){found}\n"
            if item.remedy is not None:
                yield "".join(f"      {line}\n" for line in item.remedy[speech.lang].splitlines())
