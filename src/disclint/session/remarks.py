"""
The words of comments to disclint: which rules they silence, where, until when, and why.

```
words  := ("ignore" | "ignore-file") rules until? reason
rules  := RULE (("," | blank) RULE)*                 ids, beginnings, patterns
until  := ("until=" | "至") YYYY-MM-DD
reason := ("理由" | "reason" | ":") ":"? words (blank until)?
```
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from attrs import frozen

from disclint.diagnostics import COMMENT, Words
from disclint.errors import did_you_mean
from disclint.session.suppression import Suppression
from disclint.source import Remark, Source, Span

HERE, FILE = "ignore", "ignore-file"
_VERBS = (HERE, FILE)

_HEAD = re.compile(r"(?:<!--|[#＃])\s*disclint\s*[:：]\s*", re.IGNORECASE)
_VERB = re.compile(r"([\w-]+)\s*")
_REASON = re.compile(
    r"\s(?:理由|原因|reason(?![\w-]))\s*[:：]?\s*|\s*[:：]\s*(?:(?:理由|原因|reason)\s*[:：]\s*)?",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:until[=＝]|截?至)(\S+)\Z", re.IGNORECASE)
# A last day behind the reason; 截至 is about the report's numbers there.
_LAST = re.compile(r"(?<=\S)\s((?:until[=＝]|至)\d\S*)\Z", re.IGNORECASE)
_RULE = re.compile(r"[A-Za-z0-9][A-Za-z0-9*?-]*\Z|\*[A-Za-z0-9*?-]+\Z")
_BETWEEN = re.compile(r"[,，、;；\s]+")
_LINE_END = re.compile(r"\r\n|\n|\r")
# What holds nothing that a reader sees.
_BARE = " \t|\u3000\u200b"


@frozen
class Malformed:
    """
    What is wrong with a comment.
    """

    message: Words


def of(source: Source, name: str) -> list[Suppression | Malformed]:
    """
    What each comment in the file called `name` stands for, in their order.
    """
    file = source.text if source.file is None else source.file
    ends = [each.end() for each in _LINE_END.finditer(file)] if source.remarks else []
    return [
        understood(each, source, f"{name}:{bisect_right(ends, each.file_start) + 1}")
        for each in source.remarks
    ]


def understood(remark: Remark, source: Source, where: str) -> Suppression | Malformed:
    """
    The suppression that a comment stands for; `where` is `path:line`.
    """
    words = _HEAD.sub("", remark.written, count=1)
    if words == remark.written:
        return _wrong("disclint 后面没有冒号", "there is no colon behind 'disclint'")
    if remark.written.startswith("<!--"):
        if not words.endswith("-->"):
            return _wrong("没有用 --> 结束", "it is not closed by -->")
        words = words.removesuffix("-->")
    verb = _VERB.match(words)
    if verb is None or verb[1].lower() not in _VERBS:
        given = verb[1] if verb else ""
        return _wrong(
            f"“{given}”不是可用的指令，可以用: {'、'.join(_VERBS)}",
            f"there is no directive '{given}': {did_you_mean(given, _VERBS)}",
        )
    named, reason = _parted(words[verb.end() :])
    given = [each for each in _BETWEEN.split(named) if each]
    rules = [each for each in given if not _UNTIL.match(each)]
    problem = _problem(rules, reason)
    if problem is not None:
        return problem
    limits = [each for each in given if _UNTIL.match(each)]
    if not limits and (last := _LAST.search(reason)):
        limits, reason = [last[1]], reason[: last.start()]
    until = _day(limits[0]) if limits else None
    if limits and until is None:
        return _wrong(
            f"“{limits[0]}”不是日期，请写成 至2026-12-31", f"'{limits[0]}' is no date as until=2026-12-31"
        )
    span = None if verb[1].lower() == FILE else _line(source.text, remark.at)
    return Suppression(COMMENT, tuple(each.upper() for each in rules), reason, where, until, span)


def _parted(words: str) -> tuple[str, str]:
    found = _REASON.search(f" {words}")
    if found is None:
        return words, ""
    start, end = max(0, found.start() - 1), found.end() - 1
    return words[:start], " ".join(words[end:].split())


def _problem(rules: Sequence[str], reason: str) -> Malformed | None:
    for each in rules:
        if not _RULE.match(each):
            return _wrong(
                f"“{each}”不是规则编号；理由要写在“理由：”之后",
                f"'{each}' is no rule id; a reason stands behind 'reason:'",
            )
    if not rules:
        return _wrong("没有写明规则编号", "it names no rule")
    return None if reason else _wrong("没有写理由", "it gives no reason")


def _day(limit: str) -> str | None:
    match = _UNTIL.match(limit)
    try:
        return date.fromisoformat(match[1]).isoformat() if match else None
    except ValueError:
        return None


def _line(text: str, at: int) -> Span:
    """
    The line that a comment stands in, if something is written before it there; else the next that is not bare.
    """
    start = text.rfind("\n", 0, at) + 1
    if text[start:at].strip(_BARE):
        return Span(start, _end(text, start))
    end = _end(text, start)
    while not text[start:end].strip(_BARE) and end < len(text):
        start = end + 1
        end = _end(text, start)
    return Span(start, end)


def _end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _wrong(zh: str, en: str) -> Malformed:
    return Malformed({"zh": zh, "en": en})
