"""
`disclint schema`: the JSON Schemas of what disclint reads and writes.
"""

import click

from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, echo, lang_option


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """

    def schema(name: str | None, lang: str | None) -> int:  # noqa: ARG001 - read from argv already
        from disclint import schemas  # noqa: PLC0415
        from disclint.resources import schema_path  # noqa: PLC0415
        from disclint.session.options import unknown_value  # noqa: PLC0415

        known = schemas.names()
        if name is None:
            echo("\n".join(known))
        elif name in known:
            echo(schema_path(name).read_text(encoding="utf-8"), nl=False)
        else:
            raise unknown_value("schema", name, known)
        return 0

    return Command(
        "schema",
        speech=speech,
        help=speech(
            "显示 JSON Schema：规则(rule)、规则包(pack)、版式(edition)、输出(output)等；不写名称则列出全部名称。",
            "Print a JSON Schema: rule, pack, edition, output and others; without a name, list the names.",
        ),
        short_help=speech("显示 JSON Schema。", "Print a JSON Schema."),
        params=[
            click.Argument(["name"], required=False, metavar=speech("[名称]", "[NAME]")),
            lang_option(speech),
        ],
        callback=schema,
    )
