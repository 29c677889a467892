"""
`disclint rules`: the list of rules.
"""

from collections.abc import Sequence

import click

from disclint.cli import streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, color_option, lang_option, one_of, output_option, pack_options


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "rules",
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
                help=speech("写出全部规则的手册。", "Write the reference of all rules."),
            ),
            *pack_options(speech),
            output_option(speech),
            color_option(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _rules(speech, **given),
    )


def _rules(
    speech: Speech,
    *,
    output_format: str,
    markdown: bool,
    packs: Sequence[str],
    trust: Sequence[str],
    allow_final_off: bool,
    output: str | None,
    color: str,
    lang: str | None,  # noqa: ARG001 - read from argv already
) -> int:
    from disclint.outputs.rule_list import RULE_LISTS  # noqa: PLC0415
    from disclint.session import data, explaining  # noqa: PLC0415

    write = RULE_LISTS["markdown" if markdown else output_format]
    with streams.sink(output) as sink:
        kit = data.kit(packs, trust=trust, allow_final_off=allow_final_off)
        for piece in write(explaining.all_rules(kit), streams.view(speech, color, output)):
            sink.write(piece)
    return 0
