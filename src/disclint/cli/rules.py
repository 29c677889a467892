"""
`disclint rules`: the list of rules, those with a basis in force on a day, and what differs between two packs.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from disclint import disk
from disclint.cli import settings, streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import (
    Command,
    Group,
    color_option,
    lang_option,
    one_of,
    output_option,
    pack_options,
    trust_option,
)
from disclint.errors import UsageError
from disclint.resources import language_file


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Group(
        "rules",
        [_diff_command(speech)],
        speech=speech,
        help=speech("列出全部规则。", "List the rules."),
        params=[
            one_of(
                "--output-format",
                ("text", "json", "markdown"),
                "text",
                speech("输出的格式。", "The format of the output."),
            ),
            click.Option(
                ["--markdown"],
                is_flag=True,
                help=speech(
                    "写出全部规则的手册；-o 文件夹 写成每条规则一页。",
                    "Write the reference of all rules; with -o FOLDER a page for each.",
                ),
            ),
            click.Option(
                ["--as-of"],
                metavar="YYYY-MM-DD",
                help=speech("这一天哪些规则的依据有效。", "Which rules have a basis in force on this day."),
            ),
            click.Option(
                ["--language"],
                is_flag=True,
                help=speech(
                    "规则语言的说明：怎样写规则、概念和规则包。",
                    "What the rule language is: how rules, concepts and packs are written.",
                ),
            ),
            *pack_options(speech),
            *settings.file_options(speech),
            output_option(speech),
            color_option(speech),
            lang_option(speech),
        ],
        invoke_without_command=True,
        callback=lambda **given: _rules(speech, **given),
    )


def _rules(
    speech: Speech,
    *,
    output_format: str,
    markdown: bool,
    language: bool,
    as_of: str | None,
    packs: Sequence[str],
    trust: Sequence[str],
    allow_final_off: bool,
    config: str | None,
    isolated: bool,
    output: str | None,
    color: str,
    lang: str | None,  # noqa: ARG001 - read from argv already
) -> int:
    if click.get_current_context().invoked_subcommand is not None:
        return 0
    if language:
        with streams.sink(output) as sink:
            sink.write(language_file(speech.lang).read_text(encoding="utf-8"))
        return 0
    from disclint.outputs.rule_dates import RULE_DATES  # noqa: PLC0415
    from disclint.outputs.rule_list import RULE_LISTS  # noqa: PLC0415
    from disclint.rules import dating  # noqa: PLC0415
    from disclint.session import explaining  # noqa: PLC0415

    given = {"packs": packs, "trust": trust, "allow-final-off": allow_final_off}
    kit, speech = settings.ruled(given, config, isolated=isolated, speech=speech)
    if markdown and output is not None and Path(output).suffix != ".md":
        return _pages(Path(output), explaining.reference(kit), speech)
    view = streams.view(speech, color, output)
    if as_of is not None:
        day = _day(as_of)
        write_dates = RULE_DATES["json" if output_format == "json" else "text"]
        pieces = write_dates(dating.on(kit.pack, day), day, view)
    else:
        pieces = RULE_LISTS["markdown" if markdown else output_format](explaining.all_rules(kit), view)
    with streams.sink(output) as sink:
        for piece in pieces:
            sink.write(piece)
    return 0


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise UsageError(
            f"'{written}' is no day",
            "write it as 2024-03-31",
            zh=(f"“{written}”不是日期", "写成 2024-03-31 的样子"),
        ) from error


def _diff_command(speech: Speech) -> click.Command:
    return Command(
        "diff",
        speech=speech,
        help=speech(
            "两个规则包实际效果的差别：新增、去掉、停用(和理由)、改动的键(旧值 → 新值)。"
            "A、B 是文件夹或规则包编号，自带的规则包是 annual-report。",
            "What differs between two packs in effect: rules added, removed, turned off (and why), keys changed"
            " (old -> new).  A and B are folders or ids; the one that ships is annual-report.",
        ),
        short_help=speech("两个规则包的差别。", "What differs between two packs."),
        params=[
            click.Argument(["old"], metavar="A"),
            click.Argument(["new"], metavar="B"),
            one_of(
                "--output-format",
                ("text", "json"),
                "text",
                speech("输出的格式。", "The format of the output."),
            ),
            trust_option(speech),
            output_option(speech),
            color_option(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _diff(speech, **given),
    )


def _diff(
    speech: Speech,
    *,
    old: str,
    new: str,
    output_format: str,
    trust: Sequence[str],
    output: str | None,
    color: str,
    lang: str | None,  # noqa: ARG001 - read from argv already
) -> int:
    from disclint.outputs.rule_diff import RULE_DIFFS  # noqa: PLC0415
    from disclint.rules.differences import difference  # noqa: PLC0415
    from disclint.session import data  # noqa: PLC0415

    found = difference(*(data.kit([each], trust=trust, allow_final_off=True).pack for each in (old, new)))
    with streams.sink(output) as sink:
        for piece in RULE_DIFFS[output_format](found, streams.view(speech, color, output)):
            sink.write(piece)
    return 0


def _pages(folder: Path, rules: Sequence[Any], speech: Speech) -> int:
    from disclint.outputs import reference  # noqa: PLC0415

    pages = dict(reference.pages(rules))
    try:
        for name, text in pages.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            disk.put(target, text.encode(), disk.SHARED)
        for each in folder.glob("*/*.md"):
            # The page of a rule that is no more; what is no such page is left alone.
            if each.relative_to(folder).as_posix() not in pages and _is_page(each):
                each.unlink()
    except OSError as error:
        raise disk.unwritable(str(folder), error) from error
    streams.note(speech(f"已写出 {len(pages)} 页: {folder}", f"wrote {len(pages)} pages: {folder}"))
    return 0


def _is_page(path: Path) -> bool:
    return path.read_text(encoding="utf-8", errors="replace").startswith(f"# {path.stem} ")
