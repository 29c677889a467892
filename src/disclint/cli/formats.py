"""
`--output-format`, given once or several times: which formats are written, and where.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from disclint.cli.speech import Speech
from disclint.cli.widgets import OneOf
from disclint.errors import UsageError

# By their names, so that help does not wait for what writes them; as in `disclint.outputs.registry`.
FORMATS = (
    "text", "json", "concise", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "xlsx",
    "html",
)  # fmt: skip


@frozen
class Wanted:
    """
    A format and the file to write it to; None is standard output.
    """

    format: str
    file: str | None = None


class Format(OneOf):
    """
    A format, or a format and a file: `sarif:out.sarif`.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """
        The format by its name, with its file as it was given.
        """
        name, colon, file = str(value).partition(":")
        found = super().convert(name, param, ctx)
        if colon and not file:
            raise UsageError(
                f"{self.option} {found}: names no file behind the colon",
                f"write {found}:FILE, or only {found}",
                zh=(f"{self.option} {found}: 的冒号后面没有写文件", f"请写成 {found}:文件，或只写 {found}"),
            )
        return f"{found}:{file}" if colon else found

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """
        All formats, and that a file may follow.
        """
        return f"{super().get_metavar(param, ctx)}[:FILE]"


def option(speech: Speech) -> click.Option:
    """
    The option, which may be given several times.
    """
    return click.Option(
        ["--output-format"],
        type=Format("--output-format", FORMATS),
        multiple=True,
        help=speech(
            "输出的格式，默认 text；写成 sarif:out.sarif 则写入文件，可以多次给出。",
            "The format of the output, text by default; sarif:out.sarif writes to a file; repeatable.",
        ),
    )


def wanted(given: Sequence[str], configured: Sequence[str], output: str | None) -> list[Wanted]:
    """
    What is to be written: what was `given` by hand, else what is `configured`.

    `output` is the file of the one format that names none.  Raises UsageError if two formats would be written to
    one place.
    """
    found = [_read(each) for each in given or configured]
    plain = [each for each in found if each.file is None]
    if output is not None and not plain:
        plain = [each for each in map(_read, configured) if each.file is None][:1] or [Wanted(FORMATS[0])]
    if len(plain) > 1:
        raise UsageError(
            f"{' and '.join(each.format for each in plain)} cannot both be written to one place",
            f"give all but one a file: --output-format {plain[-1].format}:FILE",
            zh=(
                f"{'、'.join(each.format for each in plain)} 不能输出到同一处",
                f"只能有一种不写文件，其余请写明: --output-format {plain[-1].format}:文件",
            ),
        )
    everything = [*(Wanted(each.format, output) for each in plain), *(each for each in found if each.file)]
    _ensure_apart([each.file for each in everything if each.file is not None])
    return everything


def _read(written: str) -> Wanted:
    name, _, file = written.partition(":")
    return Wanted(name, file or None)


def _ensure_apart(files: Sequence[str]) -> None:
    seen: set[Path] = set()
    for each in files:
        where = Path(each).resolve()
        if where in seen:
            raise UsageError(
                f"two outputs would be written to '{each}'",
                "give each its own file",
                zh=(f"两种输出都要写入“{each}”", "请分别写不同的文件"),
            )
        seen.add(where)
