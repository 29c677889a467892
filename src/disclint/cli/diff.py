"""
`disclint diff`: what became of the findings of a report in a newer copy of it.
"""

from pathlib import Path
from typing import Any

import click

from disclint.cli import crashes, settings, streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import (
    Command,
    color_option,
    lang_option,
    one_of,
    output_option,
    pack_options,
    previous_option,
    rule_options,
)


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "diff",
        speech=speech,
        help=speech(
            "比较一份报告退回前后的两个版本：哪些问题已整改、仍存在、新出现，哪些数字改动了。\n\n"
            "退出码: 0 新版没有问题，1 仍有问题，2 用法不对，3 程序出错。",
            "Compare two copies of a report: what is mended, what remains, what is new, which numbers changed."
            "\n\nExit codes: 0 the new copy is clean, 1 it has findings, 2 misuse, 3 a fault of disclint.",
        ),
        short_help=speech("比较一份报告的两个版本。", "Compare two copies of a report."),
        params=[
            click.Argument(["old"], metavar=speech("旧版", "OLD")),
            click.Argument(["new"], metavar=speech("新版", "NEW")),
            one_of(
                "--output-format",
                ("text", "json"),
                "text",
                speech("输出的格式。", "The format of the output."),
            ),
            one_of(
                "--fail-on",
                ("error", "warning", "info", "never"),
                None,
                speech(
                    "新版有这一级或更重的问题时退出码为 1，默认 error。",
                    "The least severity in the new copy that makes the exit code 1; error by default.",
                ),
            ),
            previous_option(speech),
            output_option(speech),
            *rule_options(speech),
            *pack_options(speech),
            *settings.file_options(speech),
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
    output: str | None,
    previous: str | None,
    color: str,
    config: str | None,
    isolated: bool,
    lang: str | None,  # noqa: ARG001 - read from argv already
    **given: Any,
) -> int:
    from disclint.outputs.report_diff import REPORT_DIFFS  # noqa: PLC0415
    from disclint.session import compared, differing  # noqa: PLC0415

    named = {key.replace("_", "-"): each for key, each in given.items()}
    configuration = settings.configuration(named, config, isolated=isolated, speech=speech)
    paths = Path(old), Path(new)
    before, after = (configuration.options(each) for each in paths)
    if previous is not None:
        before, after = (compared.with_previous(each, Path(previous)) for each in (before, after))
    found = differing.different(*paths, before, after)
    view = streams.view(speech, color, output, editions=configuration.editions)
    with streams.sink(output, paths) as sink:
        for piece in REPORT_DIFFS[output_format](found, view):
            sink.write(piece)
    for each, options in ((found.old, before), (found.new, after)):
        doubt = compared.doubt(options, each.report)
        if doubt is not None:
            streams.note(speech(f"注意：{doubt['zh']}", f"note: {doubt['en']}"))
            break
    return crashes.code((found.old, found.new), found.fails, view, speech)
