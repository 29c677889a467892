"""
What the commands are made of: help in two languages, options that several share.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click

from disclint.cli.speech import LANGUAGES, Speech
from disclint.errors import UsageError

_WIDTH = 100


def echo(words: str, *, nl: bool = True) -> None:
    """
    Say something at standard output, which may hold few letters, be full, or be read by nobody.
    """
    try:
        click.echo(words, nl=nl)
    except (OSError, UnicodeEncodeError):
        from disclint.cli import streams  # noqa: PLC0415 - `disclint --version` waits for nothing

        with streams.sink(None) as sink:
            sink.write(f"{words}\n" if nl else words)


class Command(click.Command):
    """
    A command whose help speaks the user's language.
    """

    def __init__(self, name: str, *, speech: Speech, **settings: Any) -> None:
        self.speech = speech
        settings["context_settings"] = {
            "help_option_names": ["-h", "--help"],
            "max_content_width": _WIDTH,
        }
        settings["options_metavar"] = speech("[选项]", "[OPTIONS]")
        if isinstance(self, click.Group):
            settings["subcommand_metavar"] = speech("命令 …", "COMMAND ...")
        super().__init__(name, **settings)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """
        The option `-h`, in the user's language.
        """
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = self.speech("显示这份说明。", "Show this message.")
            found.callback = _help
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """
        The line that shows how the command is called.
        """
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.speech("用法: ", "Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """
        The options, and the commands of a group.
        """
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [each.get_help_record(ctx) for each in options]
        with formatter.section(self.speech("选项", "Options")):
            formatter.write_dl([each for each in records if each is not None])
        if isinstance(self, click.Group):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            with formatter.section(self.speech("命令", "Commands")):
                formatter.write_dl(
                    [(name, each.get_short_help_str(_WIDTH)) for name, each in commands if each]
                )


def _help(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it
    if wanted and not context.resilient_parsing:
        echo(context.get_help())
        context.exit()


class Group(Command, click.Group):
    """
    Commands under one name, by their own names.
    """

    def __init__(
        self, name: str, commands: Sequence[click.Command], *, speech: Speech, **settings: Any
    ) -> None:
        super().__init__(name, speech=speech, commands=commands, **settings)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """
        The names, in the order in which they were given.
        """
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """
        The command that the arguments name.
        """
        if args and args[0] not in self.commands:
            near = get_close_matches(args[0], list(self.commands), 1, 0.5)
            listed = list(self.commands)
            raise UsageError(
                f"there is no command '{self.name} {args[0]}'",
                f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(listed)}",
                zh=(
                    f"没有名为“{self.name} {args[0]}”的命令",
                    f"是不是想写 {near[0]}？" if near else f"可以用: {'、'.join(listed)}",
                ),
            )
        return super().resolve_command(ctx, args)


class OneOf(click.ParamType[str]):
    """
    One of a few words; anything else is answered with the nearest of them.
    """

    name = "word"

    def __init__(self, option: str, words: Sequence[str]) -> None:
        self.option = option
        self.words = tuple(words)

    def convert(self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None) -> str:
        """
        The word, if it is one of them.
        """
        if str(value).lower() in self.words:
            return str(value).lower()
        from disclint.session.options import unknown_value  # noqa: PLC0415 - only for errors

        raise unknown_value(self.option, str(value), self.words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """
        All words, as the help shows them.
        """
        return f"[{'|'.join(self.words)}]"


def one_of(name: str, words: Sequence[str], default: str | None, help: str) -> click.Option:
    """
    An option that takes one of a few words.
    """
    return click.Option([name], type=OneOf(name, words), default=default, help=help)


def lang_option(speech: Speech) -> click.Option:
    """
    The option that `speech.language` has read already; here it is checked.
    """
    return one_of(
        "--lang",
        LANGUAGES,
        None,
        speech(
            "输出的语言，默认中文；也可用环境变量 DISCLINT_LANG。",
            "The language, Chinese by default; also the variable DISCLINT_LANG.",
        ),
    )


def output_option(speech: Speech) -> click.Option:
    """
    The option for a file to write to.
    """
    return click.Option(
        ["-o", "--output"],
        metavar="FILE",
        help=speech("把结果写入文件，不显示在屏幕上。", "Write to a file instead of the screen."),
    )


def color_option(speech: Speech) -> click.Option:
    """
    The option for colours.
    """
    return one_of(
        "--color",
        ("auto", "always", "never"),
        "auto",
        speech("是否使用颜色。", "Whether to use colours."),
    )


def pack_options(speech: Speech) -> list[click.Parameter]:
    """
    The options for rules that people write themselves.
    """
    return [
        click.Option(
            ["--pack", "packs"],
            multiple=True,
            metavar="DIR",
            help=speech(
                "使用这个规则包（文件夹，或已安装的规则包名），可多次给出。",
                "Use this rule pack: a folder, or the name of one that is installed; repeatable.",
            ),
        ),
        trust_option(speech),
        click.Option(
            ["--allow-final-off"],
            is_flag=True,
            help=speech("允许停用或放宽 final 规则。", "Let rules that are final be turned off or weakened."),
        ),
    ]


def rule_options(speech: Speech) -> list[click.Parameter]:
    """
    Which rules run.
    """
    return [
        click.Option(
            ["--select"],
            multiple=True,
            metavar="RULES",
            help=speech(
                "只检查这些规则：编号、开头(TBL3)或通配符，可用逗号分隔。",
                "Only these rules: ids, beginnings (TBL3) or patterns, apart or joined by commas.",
            ),
        ),
        click.Option(
            ["--ignore"],
            multiple=True,
            metavar="RULES",
            help=speech("不检查这些规则，写法同上。", "Not these rules, written likewise."),
        ),
        one_of(
            "--profile",
            ("default", "strict", "all"),
            None,
            speech(
                "规则的范围，默认 default；strict 把无法判断的也算问题，all 包括可能误报的提示。",
                "The set of rules; strict tells what could not be decided, all has hints that may be wrong.",
            ),
        ),
    ]


def trust_option(speech: Speech) -> click.Option:
    """
    The option for packs that may use regular expressions.
    """
    return click.Option(
        ["--trust"],
        multiple=True,
        metavar="ID",
        help=speech("允许这个编号的规则包使用 regex:。", "Let the pack with this id use `regex:`."),
    )


def stdin_option(speech: Speech) -> click.Option:
    """
    The option for the name of what comes in at standard input.
    """
    return click.Option(
        ["--stdin-filename"],
        metavar="NAME",
        help=speech(
            "从标准输入读取时，报告的文件名。",
            "What the report on standard input is called.",
        ),
    )


def previous_option(speech: Speech) -> click.Option:
    """
    The option for last year's report.
    """
    return click.Option(
        ["--previous"],
        metavar=speech("文件", "FILE"),
        help=speech(
            "上一年度报告，用来核对跨年数据。",
            "Last year's report, to compare this one with.",
        ),
    )
