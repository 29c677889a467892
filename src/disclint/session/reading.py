"""
Files to reports, with what an output needs beside them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from disclint import grammar, readers
from disclint.errors import UsageError, system_words
from disclint.facts import Facts, facts_of
from disclint.grammar import Parsed
from disclint.readers import Unreadable, sniff
from disclint.session import converting, data
from disclint.source import Source

if TYPE_CHECKING:
    from disclint.packs.kit import Kit

# Reports with pictures inside reach a few megabytes; a disk image dropped by mistake does not fit.
LARGEST = 64 * 1024 * 1024
# A report is some ten thousand characters in some hundred lines.
LONGEST, MOST_LINES = 2_000_000, 20_000
_HEAD = 8192


def content(path: Path) -> bytes:
    """
    What a file holds.

    Raises UsageError if there is no such file or it is a folder, Unreadable if it cannot be opened or
    is too large.
    """
    try:
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise missing(str(path)) from error
    except IsADirectoryError as error:
        raise _folder(str(path)) from error
    except OSError as error:
        raise _unopened(error) from error
    ensure_not_too_large(len(found))
    return found


def ensure_not_too_large(size: int) -> None:
    """
    Raise Unreadable for more bytes than a report can have.
    """
    if size > LARGEST:
        raise _too_large()


def is_document(path: Path) -> bool:
    """
    Whether an XML file is of an office program, or a page, as its first bytes tell.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        # Whoever opens it says why.
        return True
    return sniff.container(head) in sniff.FLAT or b"<html" in head


def parse(source: Source, kit: "Kit | None" = None, before: Parsed | None = None) -> Parsed:
    """
    The report in `source`, read by the forms of `kit`, or those that ship with disclint.

    `before` is what was read of the same document before its last edit; it saves time.
    """
    return grammar.parse(source, kit.editions if kit else data.editions(), data.lexicon(), before=before)


def parse_bytes(given: bytes, name: str, kit: "Kit | None" = None) -> Parsed:
    """
    The report that a file's bytes hold.  Raises Unreadable.
    """
    return parse(source(given, name), kit)


def source(given: bytes, name: str) -> Source:
    """
    The text that a file's bytes hold; old office files are converted first.

    Raises Unreadable, also for more bytes or more text than any report has.
    """
    ensure_not_too_large(len(given))
    kind = sniff.container(given) or ""
    if kind in converting.TARGETS:
        given = converting.converter().converted(given, kind)
    found = readers.read(given, name)
    if len(found.text) > LONGEST or found.text.count("\n") > MOST_LINES:
        raise _too_long()
    return found


def parse_text(text: str, name: str, kit: "Kit | None" = None, before: Parsed | None = None) -> Parsed:
    """
    The report that already decoded text holds; `before` as in `parse`.
    """
    source = None if before is None else before.source
    return parse(readers.read_text(text, name, source), kit, before)


def facts(parsed: Parsed, kit: "Kit | None" = None) -> Facts:
    """
    A report by address, with what its sentences say, by the forms and concepts of `kit`, or those that ship.
    """
    if kit is None or kit is data.builtin():
        return facts_of(parsed.report, parsed.flow, parsed.source, data.editions(), data.vocabulary())
    return facts_of(parsed.report, parsed.flow, parsed.source, kit.editions, kit.pack.vocabulary)


def missing(name: str) -> UsageError:
    """
    The error for a file that is not there.
    """
    return UsageError(
        f"there is no file or folder '{name}'",
        "check the spelling and the current folder; put quotes round a name with blanks",
        zh=(
            f"找不到“{name}”：没有这个文件或文件夹",
            "请核对名称和所在的文件夹；名称中有空格时，请用引号括起来",
        ),
    )


def _folder(name: str) -> UsageError:
    return UsageError(
        f"'{name}' is a folder, not a file",
        "name one file; `disclint check` takes folders",
        zh=(
            f"“{name}”是文件夹，不是文件",
            "请写出一个文件；检查整个文件夹用 disclint check",
        ),
    )


def _unopened(error: OSError) -> Unreadable:
    why = system_words(error)
    return Unreadable(
        "unopened",
        {
            "zh": f"文件打不开({why['zh']})",
            "en": f"the file cannot be opened ({why['en']})",
        },
        {
            "zh": "请核对文件的权限，关闭正在使用它的程序，再检查一次。",
            "en": "Check the permissions, close programs that use it, and try again.",
        },
    )


def _too_long() -> Unreadable:
    return Unreadable(
        "too-long",
        {
            "zh": f"文字太长(超过 {LONGEST // 10_000} 万字或 {MOST_LINES // 10_000} 万行)，不像一份报告",
            "en": f"the text is too long for a report (more than {LONGEST:,} characters or {MOST_LINES:,} lines)",
        },
        {
            "zh": "年度报告不会这么长，请核对是不是选错了文件。",
            "en": "No annual report is as long; check that it is the right file.",
        },
    )


def _too_large() -> Unreadable:
    size = LARGEST // 1024 // 1024
    return Unreadable(
        "too-large",
        {"zh": f"文件大于 {size} MB", "en": f"the file is larger than {size} MB"},
        {
            "zh": "年度报告不会这么大，请核对是不是选错了文件。",
            "en": "No annual report is as large; check that it is the right file.",
        },
    )
