"""
`disclint explain`: a rule in words, and how it ends on a report.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from disclint.cli import settings, streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import (
    Command,
    color_option,
    lang_option,
    one_of,
    output_option,
    pack_options,
    previous_option,
    stdin_option,
)

_STDIN = "-"


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "explain",
        speech=speech,
        help=speech(
            "说明一条规则：为什么、怎么改、依据和例子；给出文件时，说明它在这份报告上为什么通过、不通过或无法判断。",
            "What a rule means: why, what to do, its basis, examples; with a file, why it passed, failed"
            " or could not decide there.",
        ),
        short_help=speech("说明一条规则。", "Explain a rule."),
        params=[
            click.Argument(["rule"], metavar=speech("规则编号", "RULE")),
            click.Argument(["file"], required=False, metavar=speech("[文件|-]", "[FILE|-]")),
            one_of(
                "--output-format",
                ("text", "json"),
                "text",
                speech("输出的格式。", "The format of the output."),
            ),
            click.Option(
                ["--all"],
                is_flag=True,
                help=speech(
                    "列出规则看过的每一处，通过的也列出。",
                    "Tell of all that the rule looked at, also of what holds.",
                ),
            ),
            previous_option(speech),
            output_option(speech),
            *pack_options(speech),
            *settings.file_options(speech),
            stdin_option(speech),
            color_option(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _explain(speech, **given),
    )


def _explain(
    speech: Speech,
    *,
    rule: str,
    file: str | None,
    output_format: str,
    all: bool,
    previous: str | None,
    output: str | None,
    packs: Sequence[str],
    trust: Sequence[str],
    allow_final_off: bool,
    config: str | None,
    isolated: bool,
    stdin_filename: str | None,
    color: str,
    lang: str | None,  # noqa: ARG001 - read from argv already
) -> int:
    from disclint.outputs import explain_json, explain_text, names  # noqa: PLC0415
    from disclint.readers import Unreadable  # noqa: PLC0415
    from disclint.session import explaining, reading  # noqa: PLC0415

    if rule.strip().upper() in names.PLAIN:
        with streams.sink(output) as sink:
            view = streams.view(speech, color, output)
            write_plain = explain_json.write_plain if output_format == "json" else explain_text.write_plain
            sink.write("".join(write_plain(rule.strip().upper(), view)))
        return 0
    given = {"packs": packs, "trust": trust, "allow-final-off": allow_final_off}
    about = stdin_filename if file == _STDIN else file
    kit, speech = settings.ruled(
        given, config, isolated=isolated, speech=speech, about=None if about is None else Path(about)
    )
    explanation = explaining.explained(rule, kit)
    if file is not None:
        name = (stdin_filename or "<stdin>") if file == _STDIN else file
        try:
            content = streams.standard_input(speech) if file == _STDIN else reading.content(Path(file))
            parsed = reading.parse_bytes(content, name, kit)
        except Unreadable as error:
            streams.note(streams.unreadable(name, error.message, error.remedy, speech))
            return 1
        last = Path(previous) if previous else None
        explanation = explaining.explained_on(rule, parsed, name, speech.lang, kit, last)
    with streams.sink(output, [Path(file)] if file and file != _STDIN else []) as sink:
        view = streams.view(speech, color, output, editions=kit.editions)
        pieces = (
            explain_json.write(explanation, view)
            if output_format == "json"
            else explain_text.write(explanation, view, complete=all)
        )
        for piece in pieces:
            sink.write(piece)
    return 0
