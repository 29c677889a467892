"""
`disclint serve`: the page for people without an editor.
"""

import gc
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from disclint.cli import settings, streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, lang_option, pack_options, rule_options
from disclint.errors import UsageError

if TYPE_CHECKING:
    from disclint.serve.answers import Answers
    from disclint.session.configured import Configuration

_NEEDED = ("starlette", "uvicorn")
_MEGABYTE = 1024 * 1024
_LIMIT = 32


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "serve",
        speech=speech,
        help=speech(
            "在浏览器里检查报告：拖入文件或粘贴内容，就地修改，问题随改随查。只在本机使用，不联网，不保存任何内容。"
            "见 docs/serve.md。\n\n按 Ctrl+C 结束。",
            "Check reports in a browser: drop a file or paste, change it in place, see what is left. On this machine only,"
            " without the network, and nothing is stored. See docs/serve.md.\n\nCtrl+C ends it.",
        ),
        short_help=speech("在浏览器里检查报告。", "Check reports in a browser."),
        params=[
            click.Option(
                ["--port"],
                type=click.IntRange(0, 65535),
                default=0,
                metavar="PORT",
                help=speech("端口，默认任选一个空闲的。", "The port; any that is free by default."),
            ),
            click.Option(
                ["--no-browser"],
                is_flag=True,
                help=speech("不打开浏览器，只显示地址。", "Only show the address, open no browser."),
            ),
            click.Option(
                ["--max-size"],
                type=click.IntRange(1, 64),
                default=_LIMIT,
                metavar="MB",
                help=speech(
                    f"文件最大多少 MB，默认 {_LIMIT}。", f"The largest file in MB, {_LIMIT} by default."
                ),
            ),
            *rule_options(speech),
            *pack_options(speech),
            *settings.file_options(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _serve(speech, **given),
    )


def _serve(
    speech: Speech,
    *,
    port: int,
    no_browser: bool,
    max_size: int,
    lang: str | None,  # noqa: ARG001 - read from argv already
    config: str | None,
    isolated: bool,
    **given: Any,
) -> int:
    if any(find_spec(each) is None for each in _NEEDED):
        raise _missing()
    from disclint.serve import server  # noqa: PLC0415 - the libraries take a third of a second

    named = {key.replace("_", "-"): each for key, each in given.items()}
    configuration = settings.configuration(named, config, isolated=isolated, speech=speech)
    answers = _answers(configuration)

    def tell(address: str) -> None:
        streams.note(
            speech(
                f"在浏览器里打开：{address}&lang={speech.lang}\n只在本机使用，不联网，不保存。按 Ctrl+C 结束。",
                f"Open in a browser: {address}&lang={speech.lang}\nOn this machine only; nothing is stored. Ctrl+C ends it.",
            )
        )
        if not no_browser:
            import webbrowser  # noqa: PLC0415 - as above

            webbrowser.open(f"{address}&lang={speech.lang}")

    server.serve(answers, port, max_size * _MEGABYTE, tell)
    return 0


def _answers(configuration: "Configuration") -> "Answers":
    from disclint.serve.answers import Answers  # noqa: PLC0415 - as above
    from disclint.serve.papers import Papers  # noqa: PLC0415 - as above
    from disclint.session import check  # noqa: PLC0415 - as above

    options = configuration.options(None)
    # Rules that cannot be run are told now, and the first report need not wait.
    check.check_text("", "<text>", options)
    # Rules and forms stay; looking through them for garbage would take longer than a report.
    gc.collect()
    gc.freeze()
    papers = Papers(lambda: options, lambda name, trace: streams.note(f"disclint: {name}\n{trace}"))
    return Answers(papers, configuration.editions, configuration.rules)


def _missing() -> UsageError:
    return UsageError(
        "the page needs starlette and uvicorn, which are not installed",
        "install them: pip install 'disclint[serve]', or in a copy of the sources pip install '.[serve]'",
        zh=(
            "网页需要 starlette 和 uvicorn，尚未安装",
            "请安装: pip install 'disclint[serve]'；在源代码文件夹里是 pip install '.[serve]'",
        ),
    )
