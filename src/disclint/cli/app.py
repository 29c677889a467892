"""
The command `disclint`: chooses language and command, and turns errors into words and exit codes.
"""

import os
import traceback
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from disclint import __version__, cache
from disclint.cli.codes import CLEAN, FAILED, INTERRUPTED, MISUSED
from disclint.cli.misuse import worded
from disclint.cli.speech import Speech, spoken
from disclint.cli.widgets import Command, echo, lang_option
from disclint.errors import UsageError

# Each is the module `disclint.cli.NAME`, imported when it is asked for.
COMMANDS = (
    "check",
    "annotate",
    "parse",
    "explain",
    "rules",
    "pack",
    "audit",
    "diff",
    "init",
    "config",
    "schema",
    "lsp",
    "doctor",
    "serve",
    "bundle",
)


class _Group(Command, click.Group):
    """
    The commands by name.
    """

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        super().__init__(
            "disclint",
            speech=speech,
            help=speech(
                "检查《政府信息公开工作年度报告》:格式、表格勾稽、文字与表格是否一致。\n\n"
                "\b\n常用:\n"
                "  disclint check 报告.html          检查一份报告\n"
                "  disclint check 文件夹             检查文件夹里的全部报告\n"
                "  disclint explain TBL3-SUM-ROW     一条规则的含义和依据",
                "Check annual reports on government-information disclosure: the form, the sums of"
                " the tables, the text against the tables.\n\n"
                "\b\nFor example:\n"
                "  disclint check report.html        check a report\n"
                "  disclint check folder             check all reports in a folder\n"
                "  disclint explain TBL3-SUM-ROW     what a rule means, and its basis",
            ),
            params=[
                lang_option(speech),
                click.Option(
                    ["--version"],
                    is_flag=True,
                    is_eager=True,
                    expose_value=False,
                    callback=_version,
                    help=speech("显示版本。", "Show the version."),
                ),
            ],
            invoke_without_command=True,
            callback=self._bare,
        )

    def _bare(self, lang: str | None = None) -> None:  # noqa: ARG002 - read from argv already
        context = click.get_current_context()
        if context.invoked_subcommand is None:
            echo(context.get_help())

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"disclint.cli.{cmd_name}").command(self.speech)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            raise _unknown_command(args[0])
        return super().resolve_command(ctx, args)


def run(argv: list[str], prog_name: str, extra: dict[str, Any]) -> int:
    """
    Run a command; the exit code is 0 clean, 1 findings, 2 misuse, 3 a fault of ours.
    """
    speech = spoken(argv, os.environ)
    try:
        with cache.used(os.environ, __version__):
            code = _Group(speech).main(argv, prog_name, **(extra | {"standalone_mode": False}))
    except click.UsageError as error:
        command = next((each for each in argv if each in COMMANDS), None)
        return _misused(worded(error, command), speech)
    except UsageError as error:
        return _misused(error, speech)
    except (KeyboardInterrupt, click.exceptions.Abort):
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - told with its traceback
        return _failed(speech)
    return code if isinstance(code, int) else CLEAN


def _misused(error: UsageError, speech: Speech) -> int:
    from disclint.cli import streams  # noqa: PLC0415 - `disclint --version` has nothing to say there

    streams.note(f"disclint: {error.worded(speech.lang)}")
    return MISUSED


def _failed(speech: Speech) -> int:
    traceback.print_exc()
    click.echo(
        speech(
            "disclint: 程序自身出错。请把上面的信息和所用的命令、文件报告给开发者。",
            "disclint: this is a fault of disclint.  Please report it with the command and the file.",
        ),
        err=True,
    )
    return FAILED


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it
    if wanted and not context.resilient_parsing:
        echo(f"disclint {__version__}")
        context.exit()


def _unknown_command(given: str) -> UsageError:
    listed = ", ".join(COMMANDS)
    near = get_close_matches(given, COMMANDS, 1, 0.5)
    if os.path.exists(given):  # noqa: PTH110 - pathlib is slow to import here
        return UsageError(
            f"'{given}' is a file, not a command",
            f"to check it: disclint check {given}",
            zh=(f"“{given}”是文件，不是命令", f"要检查它，请写: disclint check {given}"),
        )
    return UsageError(
        f"there is no command '{given}'",
        f"did you mean {near[0]!r}?" if near else f"use one of {listed}",
        zh=(
            f"没有名为“{given}”的命令",
            f"是不是想写 {near[0]}？" if near else f"可以用: {'、'.join(COMMANDS)}",
        ),
    )
