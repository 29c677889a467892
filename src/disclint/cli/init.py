"""
`disclint init`: a configuration to begin with, every setting in it explained and commented out.
"""

from pathlib import Path

import click

from disclint import disk
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, echo, lang_option
from disclint.errors import UsageError, system_words
from disclint.resources import rules_directory

_NAME = "disclint.toml"


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "init",
        speech=speech,
        help=speech(
            "在当前文件夹(或写出的文件夹)生成带说明的 disclint.toml；已有的文件不会覆盖。",
            "Write a commented disclint.toml in the current folder, or in the one that is named; none is overwritten.",
        ),
        short_help=speech("生成配置文件。", "Write a configuration."),
        params=[
            click.Argument(["folder"], required=False, metavar=speech("[文件夹]", "[FOLDER]")),
            lang_option(speech),
        ],
        callback=lambda **given: _init(speech, **given),
    )


def _init(speech: Speech, *, folder: str | None, lang: str | None) -> int:  # noqa: ARG001 - read from argv already
    path = Path(folder or ".") / _NAME
    words = (rules_directory() / f"disclint.{speech.lang}.toml").read_text(encoding="utf-8")
    try:
        disk.begin(path, words.encode())
    except FileExistsError as error:
        raise UsageError(
            f"'{path}' is there already", "edit it, or move it away first",
            zh=(f"“{path}”已经存在，没有改动", "请直接修改它；要重新生成，请先把它移走"),
        ) from error  # fmt: skip
    except OSError as error:
        why = system_words(error)
        raise UsageError(
            f"'{path}' cannot be written: {why['en']}", "name a folder that exists and may be written to",
            zh=(f"无法写入“{path}”：{why['zh']}", "请写出一个存在并可写入的文件夹"),
        ) from error  # fmt: skip
    echo(
        speech(
            f"已生成 {path}。各项设置都有说明，去掉行首的 # 即生效。",
            f"Wrote {path}.  Every setting is explained; take the # away to use it.",
        )
    )
    return 0
