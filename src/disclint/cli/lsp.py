"""
`disclint lsp`: the server that editors talk to.
"""

from importlib.util import find_spec

import click

from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, lang_option
from disclint.errors import UsageError

_NEEDED = ("pygls", "lsprotocol")


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """

    def lsp(*, stdio: bool, lang: str | None) -> int:  # noqa: ARG001 - there is no other way, and argv was read already
        if any(find_spec(each) is None for each in _NEEDED):
            raise _missing()
        from disclint.lsp import server  # noqa: PLC0415 - the libraries take a third of a second

        server.serve(speech.lang if speech.given else None)
        return 0

    return Command(
        "lsp",
        speech=speech,
        help=speech(
            "供编辑器使用的语言服务器(Language Server Protocol)，通过标准输入输出通信。见 docs/editors.md。",
            "The language server for editors, over standard input and output.  See docs/editors.md.",
        ),
        short_help=speech("供编辑器使用的语言服务器。", "The language server for editors."),
        params=[
            click.Option(
                ["--stdio"],
                is_flag=True,
                help=speech(
                    "通过标准输入输出通信(本来就是这样)。",
                    "Talk over standard input and output, which it does anyway.",
                ),
            ),
            lang_option(speech),
        ],
        callback=lsp,
    )


def _missing() -> UsageError:
    return UsageError(
        "the language server needs pygls, which is not installed",
        "install it: pip install 'disclint[lsp]', or in a copy of the sources pip install '.[lsp]'",
        zh=(
            "语言服务器需要 pygls，尚未安装",
            "请安装: pip install 'disclint[lsp]'；在源代码文件夹里是 pip install '.[lsp]'",
        ),
    )
