"""
`disclint check`: findings of files and folders.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import define, field

from disclint.cli import crashes, formats, garbage, settings, streams
from disclint.cli.codes import CLEAN, FAILED, FOUND
from disclint.cli.speech import Speech
from disclint.cli.widgets import (
    Command,
    color_option,
    lang_option,
    output_option,
    pack_options,
    previous_option,
    rule_options,
    stdin_option,
)
from disclint.errors import UsageError

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
            formats.option(speech),
            output_option(speech),
            *rule_options(speech),
            *pack_options(speech),
            *settings.check_options(speech),
            click.Option(
                ["--verdicts"],
                is_flag=True,
                help=speech("列出每条规则的结论。", "List how every rule ended."),
            ),
            click.Option(
                ["--assurance"],
                is_flag=True,
                help=speech(
                    "列出表格每一格、正文每个数字与什么核对过，哪些没有规则覆盖。",
                    "Tell what each cell and each number of the text was checked against, and what no rule covers.",
                ),
            ),
            previous_option(speech),
            stdin_option(speech),
            color_option(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _check(speech, **given),
    )


@define
class _Tally:
    """
    What the exit code depends on, counted as results pass by.
    """

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
            self.found |= result.fails
            if result.crashed:
                self.crashed = crashes.crashed(result, self.view) | self.crashed
            if self.tells_declined and result.status == DECLINED:
                words = names.declined(result.reason, self.view)
                streams.note(f"{self.view.pick('未检查', 'not checked')}: {result.path}: {words}")
            yield result
            garbage.settle()

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
    output: str | None,
    stdin_filename: str | None,
    color: str,
    lang: str | None,  # noqa: ARG001 - read from argv already
    config: str | None,
    isolated: bool,
    update_baseline: bool,
    show_config: bool,
    assurance: bool,
    previous: str | None,
    output_format: Sequence[str],
    **given: Any,
) -> int:
    from disclint.cli.writing import Writing  # noqa: PLC0415
    from disclint.session import files  # noqa: PLC0415
    from disclint.session.run import Run  # noqa: PLC0415

    named = {key.replace("_", "-"): each for key, each in given.items()}
    named["output-format"] = next((each for each in output_format if ":" not in each), None)
    configuration = settings.configuration(
        named, config, isolated=isolated, speech=speech, accepting=update_baseline
    )
    named_paths = list(paths) or ([_STDIN] if stdin_filename else ["."])
    piped = Path(stdin_filename) if stdin_filename else None
    first = piped if named_paths[0] == _STDIN else Path(named_paths[0])
    whole = settings.run_settings(configuration, first)
    speech = Speech(whole["lang"])
    wanted = formats.wanted(output_format, whole["output-format"], output)
    found = files.find((each for each in named_paths if each != _STDIN), configuration.excludes)
    _ensure_one(previous, found)
    everything = [*([piped] if _STDIN in named_paths else []), *found]
    for each in everything:
        # Whatever is wrong with a configuration is said before anything else.
        configuration.options(each)
    _ensure_baseline(configuration, update=update_baseline)
    if show_config:
        with streams.sink(output, found) as sink:
            for piece in settings.shown(configuration, everything, speech):
                sink.write(piece)
        return 0
    writing = Writing.of(wanted, whole["verdicts"], configuration, speech, color)
    tally = _Tally(writing.views[0], tells_declined=writing.tells_only_findings)
    last = Path(previous) if previous else None
    run = Run(configuration, tally.fail, assurance=assurance, previous=last)

    def results() -> Iterator[Any]:
        if _STDIN in named_paths:
            name = stdin_filename or "<stdin>"
            yield run.content(streams.standard_input(speech), name, piped)
        yield from run.all(found)

    # A bar and the findings cannot share a screen.
    shared = writing.is_on_screen and _has_bar(len(found))
    writing.write(_with_bar(tally.watched(results()), len(found), speech), found, at_once=not shared)
    for known in configuration.baselines.values() if update_baseline else ():
        streams.note(speech(f"已更新基线 {known.path}", f"brought the baseline {known.path} up to date"))
    if run.doubt is not None:
        streams.note(speech(f"注意：{run.doubt['zh']}", f"note: {run.doubt['en']}"))
    crashes.tell(tally.crashed, speech)
    if tally.found and writing.only_files:
        streams.note(streams.findings_in(writing.only_files, speech))
    return FAILED if tally.failed or tally.crashed else FOUND if tally.found else CLEAN


def _ensure_one(previous: str | None, found: Sequence[Path]) -> None:
    if previous and len(found) > 1:
        raise UsageError(
            f"--previous is last year's report of one agency, and {len(found)} files are to be checked",
            "name one file; for many, `disclint audit` finds last year's reports itself",
            zh=(
                f"--previous 是一个单位的上一年度报告，而要检查的文件有 {len(found)} 个",
                "只写一个文件；要检查许多报告，请用 disclint audit，它会自己找到上一年度的报告",
            ),
        )


def _ensure_baseline(configuration: Any, *, update: bool) -> None:
    if update and not configuration.baselines:
        raise UsageError(
            "--update-baseline does not know which file to write",
            'add --baseline FILE, or a line baseline = "FILE" to disclint.toml',
            zh=(
                "不知道 --update-baseline 要写入哪个文件",
                '请加上 --baseline 文件，或在 disclint.toml 里写一行 baseline = "文件"',
            ),
        )


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
