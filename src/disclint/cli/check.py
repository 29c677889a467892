"""
`disclint check`: findings of files and folders.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click
from attrs import define, field

from disclint.cli import streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import (
    Command,
    color_option,
    lang_option,
    one_of,
    output_option,
    pack_options,
    stdin_option,
)

_FORMATS = ("text", "json", "concise")
_FAIL_ON = ("error", "warning", "info", "never")
_STDIN = "-"
# Fewer files are done before a bar could be looked at.
_LONG_RUN = 40


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "check",
        speech=speech,
        help=speech(
            "检查报告：文件、文件夹(含下级文件夹)或通配符；- 表示标准输入，不写则检查当前文件夹。\n\n"
            "退出码: 0 没有问题，1 有问题，2 用法不对，3 程序出错。",
            "Check reports: files, folders with all below, patterns; - is standard input, nothing"
            " the current folder.\n\nExit codes: 0 clean, 1 findings, 2 misuse, 3 a fault of disclint.",
        ),
        short_help=speech("检查报告。", "Check reports."),
        params=[
            click.Argument(["paths"], nargs=-1, metavar=speech("[文件或文件夹|-]…", "[PATH|-]...")),
            one_of(
                "--output-format",
                _FORMATS,
                "text",
                speech("输出的格式。", "The format of the output."),
            ),
            output_option(speech),
            *_rule_options(speech),
            *pack_options(speech),
            one_of(
                "--fail-on",
                _FAIL_ON,
                "error",
                speech(
                    "有这一级或更重的问题时退出码为 1。",
                    "The least severity that makes the exit code 1.",
                ),
            ),
            click.Option(
                ["--verdicts"],
                is_flag=True,
                help=speech("列出每条规则的结论。", "List how every rule ended."),
            ),
            stdin_option(speech),
            color_option(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _check(speech, **given),
    )


def _rule_options(speech: Speech) -> list[click.Parameter]:
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
            ("default", "all"),
            "default",
            speech(
                "规则的范围；all 包括可能误报的提示。",
                "The set of rules; all has hints that may be wrong.",
            ),
        ),
    ]


@define
class _Tally:
    """
    What the exit code depends on, counted as results pass by.
    """

    worst: tuple[str, ...]
    view: Any
    # Whether the output has no place for files that were not checked.
    tells_declined: bool = False
    found: bool = False
    failed: bool = False
    crashed: dict[str, str] = field(factory=dict)

    def watched(self, results: Iterable[Any]) -> Iterator[Any]:
        """
        The results, each looked at.
        """
        from disclint.outputs import names  # noqa: PLC0415
        from disclint.result import DECLINED  # noqa: PLC0415

        for result in results:
            self.found |= any(each.severity in self.worst for each in result.diagnostics)
            for verdict in result.verdicts:
                if verdict.status == "crashed":
                    reason = "; ".join(verdict.reasons)
                    self.crashed.setdefault(verdict.rule, f"{result.path}: {reason}")
            if self.tells_declined and result.status == DECLINED:
                words = names.declined(result.reason, self.view)
                streams.note(f"{self.view.pick('未检查', 'not checked')}: {result.path}: {words}")
            yield result

    def fail(self, name: str, trace: str) -> None:
        """
        Take note of a fault of ours.
        """
        self.failed = True
        streams.note(f"{name}\n{trace}")


def _check(
    speech: Speech,
    *,
    paths: Sequence[str],
    output_format: str,
    output: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str,
    packs: Sequence[str],
    trust: Sequence[str],
    allow_final_off: bool,
    fail_on: str,
    verdicts: bool,
    stdin_filename: str | None,
    color: str,
    lang: str | None,  # noqa: ARG001 - read from argv already
) -> int:
    from disclint.diagnostics import SEVERITIES  # noqa: PLC0415
    from disclint.outputs.registry import OUTPUTS  # noqa: PLC0415
    from disclint.session import check, data, files  # noqa: PLC0415
    from disclint.session.options import Options  # noqa: PLC0415

    kit = data.kit(packs, trust=trust, allow_final_off=allow_final_off)
    options = Options(select, ignore, profile, speech.lang, kit=kit, allow_final_off=allow_final_off)
    check.ensure_usable(options)
    given = list(paths) or ([_STDIN] if stdin_filename else ["."])
    found = files.find(each for each in given if each != _STDIN)
    view = streams.view(speech, color, output, verdicts=verdicts, editions=kit.editions)
    tally = _Tally(
        () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1],
        view,
        tells_declined=output_format == "concise",
    )

    def results() -> Iterator[Any]:
        if _STDIN in given:
            name = stdin_filename or "<stdin>"
            content = streams.standard_input(speech)
            yield check.guarded(lambda: check.check_bytes(content, name, options), name, options, tally.fail)
        yield from check.check_all(found, options, tally.fail)

    with streams.sink(output, found) as sink:
        pieces = OUTPUTS[output_format](_with_bar(tally.watched(results()), len(found), speech), view)
        # A bar and the findings cannot share a screen.
        shared = output is None and streams.is_screen(sys.stdout) and _has_bar(len(found))
        for piece in list(pieces) if shared else pieces:
            sink.write(piece)
    for rule, reason in tally.crashed.items():
        streams.note(speech(f"规则 {rule} 运行出错: {reason}", f"rule {rule} crashed: {reason}"))
    # A rule that did not come to an end has not said that nothing is wrong.
    return 3 if tally.failed or tally.crashed else int(tally.found)


def _has_bar(files: int) -> bool:
    return files >= _LONG_RUN and streams.is_screen(sys.stderr)


def _with_bar(results: Iterable[Any], files: int, speech: Speech) -> Iterator[Any]:
    if not _has_bar(files):
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, seldom needed
    from rich.progress import track  # noqa: PLC0415

    yield from track(
        results,
        speech("检查中", "checking"),
        total=files,
        console=Console(stderr=True),
        transient=True,
    )
