"""
Where output goes: the screen with its colours and encoding, or a file that is whole or not there.
"""

import codecs
import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import IO, Protocol, TextIO

from attrs import frozen
from click.exceptions import Exit

from disclint import __version__, disk
from disclint.cli.codes import NOBODY_READS
from disclint.cli.speech import Speech
from disclint.diagnostics import Words
from disclint.editions import Edition
from disclint.errors import UsageError, system_words
from disclint.outputs.view import WIDTH, View
from disclint.rules.model import Rule
from disclint.session import data

_NARROWEST = 60


class Sink(Protocol):
    """
    Something to write text to, or the bytes of what is no text.
    """

    def write(self, piece: str | bytes, /) -> object:
        """
        Take a piece.
        """


@frozen
class _Bytes:
    """
    A file that takes text as UTF-8 whatever the system's encoding and line ends are.
    """

    file: IO[bytes]

    def write(self, piece: str | bytes, /) -> object:
        """
        Take a piece.
        """
        return self.file.write(
            piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")
        )


@frozen
class _Screen:
    """
    Standard output.
    """

    file: IO[str]

    def write(self, piece: str | bytes, /) -> object:
        """
        Take a piece.
        """
        with _told():
            if isinstance(piece, str):
                return self.file.write(piece)
            self.file.flush()
            binary = getattr(self.file, "buffer", None)
            return binary.write(piece) if binary is not None else 0


def view(
    speech: Speech,
    color: str,
    output: str | None,
    *,
    verdicts: bool = False,
    editions: Mapping[str, Edition] | None = None,
    rules: Callable[[], Mapping[str, Rule]] = dict,
) -> View:
    """
    For whom standard output, or a file, is written.
    """
    screen = output is None and is_screen(sys.stdout)
    encoding = "utf-8" if output is not None else _encoding(sys.stdout)
    return View(
        lang=speech.lang,
        color=_colored(color, screen=screen),
        width=max(_NARROWEST, _columns()) if screen else WIDTH,
        ascii_only=not encoding.lower().replace("-", "").startswith("utf"),
        verdicts=verdicts,
        version=__version__,
        editions=editions or data.editions(),
        rules=rules,
    )


def _columns() -> int:
    # It brings along all the ways to compress files.
    from shutil import get_terminal_size  # noqa: PLC0415

    return get_terminal_size((WIDTH, 24)).columns


def is_screen(stream: TextIO | None) -> bool:
    """
    Whether someone looks at what is written there; a stream that the caller has closed is None.
    """
    return stream is not None and stream.isatty()


def _encoding(stream: TextIO | None) -> str:
    return (stream.encoding if stream is not None else None) or "utf-8"


def _colored(color: str, *, screen: bool) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return screen


@contextmanager
def sink(output: str | None, inputs: Iterable[Path] = ()) -> Iterator[Sink]:
    """
    Standard output, or a file that appears when all has been written.

    Raises UsageError if the file cannot be written, is a link, or is one of those that are read.
    """
    if output is None:
        yield from _printing()
        return
    target = Path(output)
    if any(each.resolve() == target.resolve() for each in inputs):
        raise UsageError(
            f"'{output}' is one of the files to check and would be overwritten",
            "choose another name for the output",
            zh=(f"“{output}”是要检查的文件，会被结果覆盖", "请给结果换一个文件名"),
        )
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if _is_device(target):
            with target.open("ab") as device:
                yield _Bytes(device)
            return
        with disk.whole(target) as file:
            yield _Bytes(file)
    except OSError as error:
        raise disk.unwritable(output, error) from error


def _is_device(path: Path) -> bool:
    # What is no ordinary file cannot be replaced by one, and neither can those that the system names /dev/stdout.
    return path.exists() and (not path.is_file() or (path.is_symlink() and path.is_relative_to("/dev")))


def _printing() -> Iterator[Sink]:
    screen = _standard_output()
    yield _Screen(screen)
    with _told():
        screen.flush()


@contextmanager
def _told() -> Iterator[None]:
    """
    Say of standard output what goes wrong with it, whatever else is being written.
    """
    try:
        yield
    except OSError as error:
        # The interpreter would try once more at exit, and complain.
        _silence()
        # Whoever read us, as `head` does, has stopped: that is nobody's mistake, and no finding.
        if error.errno in (errno.EPIPE, errno.EINVAL):
            raise Exit(NOBODY_READS) from error
        why = system_words(error)
        raise UsageError(
            f"standard output cannot be written to: {why['en']}",
            "check where the output is sent to",
            zh=(f"无法写到标准输出：{why['zh']}", "请核对输出重定向到的位置"),
        ) from error


def _silence() -> None:
    """
    Send to nowhere what has not been written yet.
    """
    # What stands in for standard output, as in a test, may be no file.
    with suppress(OSError):
        shown = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, shown)
        os.close(nowhere)


def unreadable(name: str, message: Words, remedy: Words, speech: Speech) -> str:
    """
    What to say of a file that a command cannot do without.
    """
    what, to_do = speech(message["zh"], message["en"]), speech(remedy["zh"], remedy["en"])
    error = UsageError(f"{name} cannot be read: {what}", to_do, zh=(f"无法读取“{name}”：{what}", to_do))
    return f"disclint: {error.worded(speech.lang)}"


def findings_in(files: Sequence[str], speech: Speech) -> str:
    """
    That something was found, for someone who sees none of it because it went to files.
    """
    return speech(f"有问题，详见 {'、'.join(files)}", f"findings: see {', '.join(files)}")


def standard_input(speech: Speech) -> bytes:
    """
    What comes in at standard input, no more than tells that it is too much; who has to type it is told so.
    """
    if sys.stdin is None:
        raise UsageError(
            "standard input is closed",
            "send the report in: disclint check - < FILE",
            zh=("标准输入是关闭的", "请把报告送入标准输入: disclint check - < 文件"),
        )
    if is_screen(sys.stdin):
        note(
            speech(
                "请粘贴报告，然后按 Ctrl-D 结束(Windows: Ctrl-Z 和回车)。",
                "Paste the report, then press Ctrl-D (on Windows Ctrl-Z and Enter).",
            )
        )
    from disclint.session.reading import LARGEST  # noqa: PLC0415 - who reads it needs all of that anyway

    return sys.stdin.buffer.read(LARGEST + 1)


def note(words: str) -> None:
    """
    Say something that is not part of the output; the name of a file in it cannot move the cursor.
    """
    if sys.stderr is not None:
        from disclint.outputs import ink  # noqa: PLC0415 - `disclint --version` has nothing to say

        sys.stderr.write("".join(f"{ink.named(each)}\n" for each in words.split("\n")))


def errors() -> TextIO | None:
    """
    Where notes go; None if it is closed.
    """
    return sys.stderr


def draw(words: str) -> None:
    """
    Write over the line that somebody looks at.
    """
    if sys.stderr is not None:
        sys.stderr.write(words)
        sys.stderr.flush()


def _standard_output() -> IO[str]:
    if sys.stdout is None:
        return StringIO()
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # A GBK console cannot hold every character; half an answer is better than none.  One that
        # claims to be ASCII, as under LANG=C, could hold no Chinese at all; it mostly shows UTF-8.
        ascii_only = codecs.lookup(_encoding(sys.stdout)).name == "ascii"
        reconfigure(encoding="utf-8" if ascii_only else None, errors="backslashreplace")
    return sys.stdout
