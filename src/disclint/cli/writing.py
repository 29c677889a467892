"""
The outputs of `check`, each to its place, from one pass over the results.
"""

import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from attrs import frozen

from disclint.cli import streams
from disclint.cli.formats import Wanted
from disclint.cli.speech import Speech
from disclint.errors import UsageError
from disclint.outputs import together
from disclint.outputs.registry import BINARY, ONLY_FINDINGS, OUTPUTS, Piece
from disclint.outputs.view import View
from disclint.result import Result
from disclint.session.configured import Configuration


@frozen
class Writing:
    """
    What is written, and for whom; the two are of one length, and there is at least one.
    """

    wanted: tuple[Wanted, ...]
    views: tuple[View, ...]

    @classmethod
    def of(
        cls,
        wanted: Sequence[Wanted],
        verdicts: bool,  # noqa: FBT001 - as the settings have it
        configuration: Configuration,
        speech: Speech,
        color: str,
    ) -> "Writing":
        """
        The outputs that are wanted.  Raises UsageError for one that a screen cannot show.
        """
        for each in wanted:
            if each.format in BINARY and each.file is None and streams.is_screen(sys.stdout):
                raise UsageError(
                    f"{each.format} is no text and cannot be shown on a screen",
                    f"write it to a file: --output-format {each.format}:FILE",
                    zh=(
                        f"{each.format} 不是文本，不能显示在屏幕上",
                        f"请写入文件: --output-format {each.format}:文件",
                    ),
                )
        views = [
            streams.view(
                speech,
                color,
                each.file,
                verdicts=verdicts,
                editions=configuration.editions,
                rules=configuration.rules,
            )
            for each in wanted
        ]
        return cls(tuple(wanted), tuple(views))

    @property
    def tells_only_findings(self) -> bool:
        """
        Whether no output has a place for files that were not checked.
        """
        return all(each.format in ONLY_FINDINGS for each in self.wanted)

    @property
    def is_on_screen(self) -> bool:
        """
        Whether someone watches as it is written.
        """
        return any(each.file is None for each in self.wanted) and streams.is_screen(sys.stdout)

    @property
    def only_files(self) -> Sequence[str]:
        """
        The files, where nothing is written to standard output; none else.
        """
        files = [each.file for each in self.wanted if each.file is not None]
        return files if len(files) == len(self.wanted) else []

    def write(self, results: Iterable[Result], inputs: Sequence[Path], *, at_once: bool) -> None:
        """
        Write everything; files appear when all is written.  Unless `at_once`, the screen waits for the last result.
        """
        outputs = [(OUTPUTS[each.format], view) for each, view in zip(self.wanted, self.views, strict=True)]
        waiting: list[tuple[int, Piece]] = []
        with ExitStack() as stack:
            sinks = [stack.enter_context(streams.sink(each.file, inputs)) for each in self.wanted]
            for at, piece in together.pieces(results, outputs):
                if at_once or self.wanted[at].file is not None:
                    sinks[at].write(piece)
                else:
                    waiting.append((at, piece))
            for at, piece in waiting:
                sinks[at].write(piece)
