"""
`disclint config`: which settings apply to a file, and where each comes from.
"""

from pathlib import Path

import click

from disclint.cli import settings, streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, lang_option


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "config",
        speech=speech,
        help=speech(
            "列出某个文件(不写则为当前文件夹)适用的设置，以及每项设置来自哪里。",
            "The settings that apply to a file (without one, to the current folder), and where each comes from.",
        ),
        short_help=speech("查看设置及其来源。", "Show settings and their origins."),
        params=[
            click.Argument(["file"], required=False, metavar=speech("[文件或文件夹]", "[PATH]")),
            *settings.file_options(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _config(speech, **given),
    )


def _config(
    speech: Speech,
    *,
    file: str | None,
    config: str | None,
    isolated: bool,
    lang: str | None,  # noqa: ARG001 - read from argv already
) -> int:
    configuration = settings.configuration({}, config, isolated=isolated, speech=speech)
    path = Path(file or ".")
    if not path.exists():
        from disclint.session.reading import missing  # noqa: PLC0415 - only for the error

        raise missing(str(path))
    at = path / "*" if path.is_dir() else path
    with streams.sink(None) as sink:
        for piece in settings.shown(configuration, [at], speech):
            sink.write(piece)
    return 0
