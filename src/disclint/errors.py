"""
What we say when something we were given cannot be used.

A report that is wrong is a diagnostic, never an exception.
"""

import errno
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import frozen

# What the system says in the system's language, clerks are told in theirs.
_SYSTEM = {
    errno.EACCES: ("没有权限", "permission denied"),
    errno.EPERM: ("没有权限", "not permitted"),
    errno.ENOENT: ("没有这个文件或文件夹", "no such file or folder"),
    errno.EEXIST: ("已经有同名的文件", "there is a file of this name"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EISDIR: ("这是文件夹", "it is a folder"),
    errno.ELOOP: ("链接指向自身", "the link leads to itself"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    errno.EDQUOT: ("磁盘配额已用完", "the quota of the disk is used up"),
    errno.EFBIG: ("文件超过允许的大小", "the file is larger than is allowed"),
    errno.EROFS: ("磁盘只能读取", "the disk is read-only"),
    errno.EIO: ("读写磁盘出错", "the disk cannot be read or written"),
    errno.EMFILE: ("打开的文件太多", "too many files are open"),
    errno.ENAMETOOLONG: ("名称太长", "the name is too long"),
}
# What was written is quoted; a whole screen of it hides what is wrong.
_MOST_SAID = 2_000


@frozen
class UsageError(Exception):
    """
    A pack, a configuration or an argument cannot be used: what, why, where, and what to do.

    `zh` are problem and remedy in Chinese, where the error is one that clerks meet.  `column` counts from 1, as
    `line` does, and is told where the error is about a part of what stands in the line.
    """

    problem: str
    remedy: str
    where: Path | None = None
    line: int | None = None
    zh: tuple[str, str] | None = None
    column: int | None = None

    def __str__(self) -> str:
        """
        Word it as `FILE:LINE: problem`, or `FILE:LINE: column N: problem`, with the remedy on its own line.
        """
        return self.worded("en")

    def worded(self, lang: str) -> str:
        """
        The same in `lang`, in English where there is no Chinese.
        """
        place = "" if self.where is None else f"{self.where}:"
        if place and self.line is not None:
            place += f"{self.line}:"
        label, column = (
            ("处理", f"第 {self.column} 列: ") if lang == "zh" else ("fix", f"column {self.column}: ")
        )
        problem, remedy = _clipped(self.said(lang)), _clipped(self.to_do(lang))
        said = problem if self.column is None else f"{column}{problem}"
        return f"{place}{' ' if place else ''}{said}\n  {label}: {remedy}"

    def said(self, lang: str) -> str:
        """
        The problem in `lang`, in English where there is no Chinese.
        """
        return self.zh[0] if lang == "zh" and self.zh else self.problem

    def to_do(self, lang: str) -> str:
        """
        The remedy in `lang`, in English where there is no Chinese.
        """
        return self.zh[1] if lang == "zh" and self.zh else self.remedy


def _clipped(words: str) -> str:
    return words if len(words) <= _MOST_SAID else f"{words[:_MOST_SAID]}…"


@frozen
class LanguageError(ValueError):
    """
    Words in one of the languages of packs cannot be used: what is wrong, at which character (from 0), and what to do.

    `zh` are both in Chinese.
    """

    problem: str
    remedy: str
    at: int
    zh: tuple[str, str]

    def __str__(self) -> str:
        """
        Word it as `column N: problem; remedy`, columns from 1.
        """
        return f"column {self.at + 1}: {self.problem}; {self.remedy}"


def system_words(error: OSError) -> Mapping[str, str]:
    """
    Why the system refused something, in zh and en.
    """
    plain = error.strerror or str(error) or type(error).__name__
    zh, en = _SYSTEM.get(error.errno or 0, (plain, plain))
    return {"zh": zh, "en": en}


def did_you_mean_zh(written: str, known: Iterable[str]) -> str:
    """
    The same remedy in Chinese.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - few runs need it

    words = list(known) if isinstance(known, Sequence) else sorted(known)
    near = get_close_matches(written, words, 1)
    if near:
        return f"是不是想写 {near[0]}？"
    return f"可以用: {'、'.join(words)}" if words else "删去它"


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """
    A remedy for a misspelt word: the nearest known one, else all of them.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - few runs need it

    words = list(known) if isinstance(known, Sequence) else sorted(known)
    near = get_close_matches(written, words, 1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"use one of {', '.join(words)}" if words else "remove it"
