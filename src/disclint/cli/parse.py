"""
`disclint parse`: the report as data.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from disclint.cli import settings, streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, lang_option, one_of, output_option, pack_options, stdin_option

_STDIN = "-"


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "parse",
        speech=speech,
        help=speech(
            "把报告读成数据：标题、统计期间、各部分、三张表的每一格、正文里的数字，连同在文件中的位置。",
            "The report as data: title, period, sections, every cell of the three tables, numbers in"
            " the text, each with its place in the file.",
        ),
        short_help=speech("把报告读成数据。", "Print a report as data."),
        params=[
            click.Argument(["file"], metavar=speech("文件|-", "FILE|-")),
            one_of(
                "--output-format",
                ("json", "cells"),
                "json",
                speech("输出的格式。", "The format of the output."),
            ),
            click.Option(
                ["--cells"],
                is_flag=True,
                help=speech(
                    "只列表格各格，每行一个: 地址 = 数值。",
                    "Only the cells, one a line: address = value.",
                ),
            ),
            output_option(speech),
            *pack_options(speech),
            *settings.file_options(speech),
            stdin_option(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _parse(speech, **given),
    )


def _parse(
    speech: Speech,
    *,
    file: str,
    output_format: str,
    cells: bool,
    output: str | None,
    packs: Sequence[str],
    trust: Sequence[str],
    allow_final_off: bool,
    config: str | None,
    isolated: bool,
    stdin_filename: str | None,
    lang: str | None,  # noqa: ARG001 - read from argv already
) -> int:
    from disclint.outputs import cells as cells_output  # noqa: PLC0415
    from disclint.outputs import parse_json  # noqa: PLC0415
    from disclint.readers import Unreadable  # noqa: PLC0415
    from disclint.session import reading  # noqa: PLC0415

    name = (stdin_filename or "<stdin>") if file == _STDIN else file
    given = {"packs": packs, "trust": trust, "allow-final-off": allow_final_off}
    about = stdin_filename if file == _STDIN else file
    kit, speech = settings.ruled(
        given, config, isolated=isolated, speech=speech, about=None if about is None else Path(about)
    )
    try:
        content = streams.standard_input(speech) if file == _STDIN else reading.content(Path(file))
        facts = reading.facts(reading.parse_bytes(content, name, kit), kit)
    except Unreadable as error:
        streams.note(streams.unreadable(name, error.message, error.remedy, speech))
        return 1
    written = cells_output if cells or output_format == "cells" else parse_json
    inputs = [] if file == _STDIN else [Path(file)]
    with streams.sink(output, inputs) as sink:
        for piece in written.write(facts, name, streams.view(speech, "never", output, editions=kit.editions)):
            sink.write(piece)
    return 0
