"""
`disclint annotate`: the report with its findings in it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from disclint.cli import crashes, settings, streams
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, lang_option, pack_options, rule_options
from disclint.errors import UsageError

if TYPE_CHECKING:
    from disclint.outputs.view import View
    from disclint.result import Result

_PAGES = (".html", ".htm")
_DOCUMENTS = (".docx", ".docm")


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "annotate",
        speech=speech,
        help=speech(
            "把问题标注在报告里，另存为一个文件；原文件不变。Word 文件(.docx)和 PDF 写成批注；网页标在原网页上；"
            "其他文件写成网页。\n\n退出码: 0 没有问题，1 有问题，2 用法不对，3 程序出错。",
            "Write the report with its findings in it to another file: comments in a Word document (.docx) or PDF,"
            " marks in a web page; others become a page.\n\n"
            "Exit codes: 0 clean, 1 findings, 2 misuse, 3 a fault of disclint.",
        ),
        short_help=speech("把问题标注在报告里。", "Write the findings into the report."),
        params=[
            click.Argument(["file"], metavar=speech("文件", "FILE")),
            click.Option(
                ["-o", "--output"],
                required=True,
                metavar="OUT",
                help=speech(
                    "写到哪里: .docx(仅 Word 文件)、.pdf(仅 PDF)或 .html。",
                    "Where to: .docx (for Word), .pdf (for PDF) or .html.",
                ),
            ),
            *rule_options(speech),
            *pack_options(speech),
            *settings.file_options(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _annotate(speech, **given),
    )


def _annotate(
    speech: Speech,
    *,
    file: str,
    output: str,
    lang: str | None,  # noqa: ARG001 - read from argv already
    config: str | None,
    isolated: bool,
    **given: Any,
) -> int:
    from disclint.readers import Unreadable  # noqa: PLC0415
    from disclint.result import DECLINED, UNREADABLE  # noqa: PLC0415
    from disclint.session import check, reading  # noqa: PLC0415

    named = {key.replace("_", "-"): each for key, each in given.items()}
    configuration = settings.configuration(named, config, isolated=isolated, speech=speech)
    path = Path(file)
    options = configuration.options(path)
    speech = Speech(options.lang)
    try:
        content = reading.content(path)
    except Unreadable as error:
        streams.note(streams.unreadable(file, error.message, error.remedy, speech))
        return 1
    result = check.check_bytes(content, file, options)
    view = streams.view(speech, "never", output, editions=configuration.editions, rules=configuration.rules)
    if result.status == UNREADABLE:
        # There is nothing to write into; what is wrong is said all the same.
        for each in result.diagnostics:
            fix = view.say(each.suggestion.text) if each.suggestion else ""
            streams.note(f"disclint: {file}: {view.say(each.message)}\n  {speech('处理', 'fix')}: {fix}")
        return 1
    if result.status == DECLINED:
        from disclint.outputs import names  # noqa: PLC0415

        said = names.declined(result.reason, view)
        streams.note(f"{speech('未检查', 'not checked')}: {file}: {said}")
    pieces = _pieces(content, result, output, view)
    with streams.sink(output, [path]) as sink:
        for piece in pieces:
            sink.write(piece)
    if result.fails:
        streams.note(streams.findings_in([output], speech))
    return crashes.code([result], result.fails, view, speech)


def _pieces(content: bytes, result: "Result", output: str, view: "View") -> Sequence[str | bytes]:
    suffix = Path(output).suffix.lower()
    from disclint.readers import sniff  # noqa: PLC0415

    media = result.source.media if result.source else ""
    if suffix in _PAGES:
        from disclint.outputs import html  # noqa: PLC0415
        from disclint.outputs.annotated import webpage  # noqa: PLC0415

        return [webpage.annotated(result, view)] if media == "html" else list(html.write([result], view))
    if suffix in _DOCUMENTS and media == "word" and sniff.container(content) == "docx":
        from disclint.outputs.annotated import word  # noqa: PLC0415

        _ensure_suffix(suffix, word.suffix(content))
        return [word.annotated(content, result, view)]
    if suffix == ".pdf" and media == "pdf" and sniff.container(content) == "pdf":
        from disclint.outputs.annotated import pdf  # noqa: PLC0415

        return [pdf.annotated(content, result, view)]
    if suffix in (*_DOCUMENTS, ".pdf"):
        raise UsageError(
            f"'{result.path}' is no {suffix} file; comments cannot be written into it",
            f"write a page (-o FILE.html), or save it as {suffix} first",
            zh=(
                f"“{result.path}”不是 {suffix} 文件，不能写批注",
                f"请输出网页（-o 文件.html），或者先另存为 {suffix}",
            ),
        )
    raise UsageError(
        f"'{output}' has to end in .docx, .pdf or .html",
        "comments are written into .docx and .pdf files, marks into .html pages",
        zh=(
            f"“{output}”的后缀应为 .docx、.pdf 或 .html",
            "Word 文件写成 .docx，PDF 写成 .pdf（批注），其他文件写成 .html（网页）",
        ),
    )


def _ensure_suffix(given: str, needed: str) -> None:
    if given != needed:
        raise UsageError(
            f"Word opens this file only if its name ends in {needed}",
            f"write it to a file that does: -o FILE{needed}",
            zh=(f"这个文件的后缀必须是 {needed}，Word 才能打开", f"请输出到 {needed} 文件: -o 文件{needed}"),
        )
