"""
`disclint audit`: many reports, compared with each other, as tables.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from disclint.cli import settings, streams
from disclint.cli.codes import CLEAN, FAILED, FOUND, INTERRUPTED
from disclint.cli.speech import Speech
from disclint.cli.widgets import Command, lang_option, one_of, pack_options, rule_options
from disclint.errors import UsageError

_FOLDER = "disclint-audit"


def command(speech: Speech) -> click.Command:
    """
    The command in one language.
    """
    return Command(
        "audit",
        speech=speech,
        help=speech(
            "审核许多报告：逐份检查，再与上一年度、下级单位和其他单位的报告比对，结果写成 Parquet 和 DuckDB。\n\n"
            "没有变化的文件不再读取；按 Ctrl-C 中断后，已完成的部分可以使用，再次运行时接着做。",
            "Audit many reports: each by itself, then against last year's and those of other agencies; the results"
            " are written as Parquet and DuckDB.\n\nFiles that have not changed are not read again; after"
            " Ctrl-C what was done can be used, and the next run goes on from there.",
        ),
        short_help=speech("审核许多报告。", "Audit many reports."),
        params=[
            click.Argument(["paths"], nargs=-1, metavar=speech("[文件夹]…", "[DIR]...")),
            click.Option(
                ["--output", "-o"],
                default=_FOLDER,
                metavar="DIR",
                help=speech(
                    f"结果所在的文件夹，默认 {_FOLDER}。",
                    f"The folder for the results; {_FOLDER} by default.",
                ),
            ),
            click.Option(
                ["--jobs", "-j"],
                type=click.IntRange(1, 512),
                default=None,
                metavar="N",
                help=speech(
                    "进程数，默认与处理器个数相同。", "How many processes; as many as processors by default."
                ),
            ),
            click.Option(
                ["--roster"],
                metavar="FILE",
                help=speech(
                    "单位名册：CSV，列为 agency,parent,aliases。",
                    "The roster of agencies: CSV with the columns agency,parent,aliases.",
                ),
            ),
            click.Option(
                ["--previous"],
                multiple=True,
                metavar="DIR",
                help=speech(
                    "上一年度的报告，只用来比对，不检查；可多次给出。文件夹里已有的年度不必给出。",
                    "Last year's reports, which are compared with and not audited; repeatable.  Those below DIR need not be named.",
                ),
            ),
            click.Option(
                ["--fresh"],
                is_flag=True,
                help=speech(
                    "不用上次的结果，全部重新检查。", "Use nothing of the last audit; check all anew."
                ),
            ),
            click.Option(
                ["--lists"],
                is_flag=True,
                help=speech(
                    "写出整改清单：每个单位一个 xlsx，另有一个总的。",
                    "Write what is to be put right: an xlsx for each agency, and one for all.",
                ),
            ),
            click.Option(
                ["--dashboard"],
                metavar="FILE",
                help=speech(
                    "写出仪表盘：一个网页，有图表、各单位各规则的问题数，点开是标出错处的报告。",
                    "Write a dashboard: a page with charts and numbers that lead to the reports with their marks.",
                ),
            ),
            click.Option(
                ["--sql"],
                metavar=speech("查询", "QUERY"),
                help=speech(
                    "不审核，对已有的结果执行一条 SQL 查询。",
                    "Audit nothing; put a question in SQL to the results.",
                ),
            ),
            one_of(
                "--output-format",
                ("text", "json", "csv"),
                "text",
                speech("小结的格式；csv 只用于 --sql。", "The format of the summary; csv is for --sql only."),
            ),
            *settings.verdict_options(speech, "error"),
            *rule_options(speech),
            *pack_options(speech),
            *settings.file_options(speech),
            lang_option(speech),
        ],
        callback=lambda **given: _audit(speech, **given),
    )


def _audit(
    speech: Speech,
    *,
    paths: Sequence[str],
    output: str,
    jobs: int | None,
    roster: str | None,
    previous: Sequence[str],
    fresh: bool,
    lists: bool,
    dashboard: str | None,
    sql: str | None,
    output_format: str,
    fail_on: str,
    config: str | None,
    isolated: bool,
    lang: str | None,  # noqa: ARG001 - read from argv already
    **given: Any,
) -> int:
    from disclint import audits  # noqa: PLC0415
    from disclint.cli import auditing  # noqa: PLC0415

    folder = Path(output)
    if sql is not None:
        if paths:
            raise UsageError(
                f"--sql asks the results in '{folder}' and reads no reports ({' '.join(paths)})",
                "leave the folders out; name that of the results with -o",
                zh=(
                    f"--sql 只查询“{folder}”里的结果，不读报告（{' '.join(paths)}）",
                    "去掉文件夹；结果所在的文件夹用 -o 写",
                ),
            )
        answer = audits.query(folder, sql)
        with streams.sink(None) as sink:
            for piece in auditing.ANSWERS[output_format](answer.columns, answer.rows):
                sink.write(piece)
        return 0
    if output_format == "csv":
        raise UsageError(
            "--output-format csv is for answers to --sql",
            "use text or json; the tables of an audit are in its folder",
            zh=("--output-format csv 只用于 --sql", "请用 text 或 json；各表在结果文件夹里"),
        )
    named = {key.replace("_", "-"): each for key, each in given.items()}
    configuration = settings.configuration(named, config, isolated=isolated, speech=speech)
    whole = audits.planned(
        paths or ["."], folder, configuration, config or not isolated, previous=previous, known=roster,
        jobs=jobs, dashboard=Path(dashboard) if dashboard else None,
    )  # fmt: skip
    progress = auditing.Progress(speech)
    whole.heard, whole.lang, whole.lists, whole.fresh = progress.heard, speech.lang, lists, fresh
    try:
        summary = whole.run()
    finally:
        progress.end()
    with streams.sink(None) as sink:
        write = auditing.SUMMARIES[output_format]
        for piece in write(summary, str(folder), speech, interrupted=whole.interrupted):
            sink.write(piece)
    if whole.interrupted:
        return INTERRUPTED
    if summary.crashed or summary.failed:
        return FAILED
    return FOUND if summary.fails(fail_on) else CLEAN
