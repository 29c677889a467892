"""
`disclint bundle`: the page as a folder of files.
"""

from pathlib import Path
from typing import Any

import click

from disclint.cli import settings, streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, lang_option, pack_options, rule_options


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """

    def bundle(
        *,
        out: str,
        pyodide: str,
        pdfium: str | None,
        node: str,
        lang: str | None,  # noqa: ARG001 - read from argv already
        **given: Any,
    ) -> int:
        from disclint.serve import bundling  # noqa: PLC0415 - brings along all that checks

        named = {key.replace("_", "-"): each for key, each in given.items() if each not in (None, False, ())}
        # What cannot be used is told before anything is made.
        settings.configuration(named, None, isolated=True, speech=speech).options(None)
        beside = Path(pyodide).parent / "@hyzyla" / "pdfium"
        reader = Path(pdfium) if pdfium is not None else beside if beside.is_dir() else None
        bundling.write(Path(out), Path(pyodide), node, named, reader)
        size = sum(each.stat().st_size for each in Path(out).rglob("*") if each.is_file())
        streams.note(
            speech(
                f"已写入“{out}”（{size / 1e6:.1f} MB），用任何网页服务器打开这个文件夹即可。",
                f"Written to '{out}' ({size / 1e6:.1f} MB); any web server can serve that folder.",
            )
        )
        if reader is None:
            streams.note(
                speech(
                    "其中的网页读不了 PDF；要能读，请先 npm install @hyzyla/pdfium 再制作。",
                    "Its page reads no PDF; to have it do so, npm install @hyzyla/pdfium and make the folder again.",
                )
            )
        return 0

    return Command(
        "bundle",
        speech=speech,
        help=speech(
            "把网页写成一个文件夹，放到任何网页服务器上，在浏览器里检查，不用安装，不联网。需要 Node.js 和 npm 包 pyodide。见 docs/serve.md。",
            "Write the page as a folder for any web server: it checks inside the browser, with nothing to install and nobody to ask."
            " Needs Node.js and the npm package pyodide. See docs/serve.md.",
        ),
        short_help=speech("把网页写成静态文件夹。", "Write the page as a static folder."),
        params=[
            click.Argument(["out"], metavar=speech("文件夹", "FOLDER")),
            click.Option(
                ["--pyodide"],
                default="node_modules/pyodide",
                metavar="DIR",
                help=speech(
                    "npm 包 pyodide 的文件夹，默认 node_modules/pyodide。",
                    "The npm package pyodide; node_modules/pyodide by default.",
                ),
            ),
            click.Option(
                ["--pdfium"],
                metavar="DIR",
                help=speech(
                    "npm 包 @hyzyla/pdfium 的文件夹，用来读 PDF；默认在 pyodide 旁边找，没有就不读 PDF。",
                    "The npm package @hyzyla/pdfium, which reads PDF; looked for beside pyodide by default, and without it no PDF is read.",
                ),
            ),
            click.Option(
                ["--node"],
                default="node",
                metavar="PROGRAM",
                help=speech("Node.js 程序。", "The program Node.js."),
            ),
            *rule_options(speech),
            # There is no engine in the browser for regular expressions that one would have to trust.
            *(each for each in pack_options(speech) if each.name != "trust"),
            lang_option(speech),
        ],
        callback=bundle,
    )
