"""
The derivation of a verdict for people: what a rule looked at, one by one, with the numbers and where they stand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from disclint.outputs import frame, ink, names, place
from disclint.outputs.view import View
from disclint.result import Evidence, Explanation, Looked, Result, Working

_MARGIN = "  "
# What fails is told first; of what holds a few are enough to see how it is done.
_MOST_BAD, _MOST_GOOD, _MOST_LEFT_OUT = 20, 3, 3
_MOST_READ = 12
_LONGEST = 220
OUTCOMES: Mapping[str, tuple[str, str]] = {
    "fail": ("不成立", "fails"),
    "unknown": ("不能确定", "unknown"),
    "pass": ("成立", "holds"),
    "excluded": ("不看", "left out"),
}
_KEYS: Mapping[str, tuple[str, str]] = {
    "foreach": ("检查", "for each"),
    "let": ("其中", "let"),
    "where": ("只看", "where"),
    "when": ("前提", "when"),
    "check": ("要求", "check"),
    "total": ("总计", "total"),
    "parts": ("各项", "parts"),
    "left": ("左边", "left"),
    "right": ("右边", "right"),
    "numerator": ("部分", "part"),
    "percent": ("百分数", "percent"),
    "base": ("总数", "whole"),
    "denominators": ("也可以是", "or"),
    "adjusted": ("调平", "adjusted"),
    "accept": ("可以是", "accepted"),
    "variants": ("分类", "variant"),
    "of": ("次序", "order"),
}
_REASONS: Mapping[str, tuple[str, str]] = {
    "where": ("不在规则所看的范围之内(where)", "outside what the rule looks at (where)"),
    "when": ("前提不成立(when)", "the condition does not hold (when)"),
    "unless": ("同一句中有排除的说法(unless)", "excused by words in the sentence (unless)"),
    "absent": ("这几格都没有，由别的规则报告", "none of these cells is there; another rule says so"),
    "foreach": ("不知道有没有", "it is not known whether there is one"),
    "only": ("由另一条规则报告", "another rule reports it"),
    "habit": ("这份报告处处如此，不逐个报告", "the report does so throughout, which is one note"),
}
# What is said where a condition could not be decided.
_OPEN: Mapping[str, tuple[str, str]] = {
    "where": (
        "不知道在不在规则所看的范围之内(where)",
        "it is not known whether the rule looks at this (where)",
    ),
    "when": ("不知道前提成立不成立(when)", "it is not known whether the condition holds (when)"),
}
# Where a finding is put is no part of why it is one.
_SILENT = frozenset(("at", "related", "replace", "message"))


def write(explanation: Explanation, view: View, *, complete: bool = False) -> Iterator[str]:
    """
    The lines of a derivation; `complete` tells all that was looked at.
    """
    result = explanation.result
    if result is None:
        return
    for working in explanation.before:
        if _is_told(working):
            yield from _working(working, result, view, _MARGIN)
    by_outcome = {
        outcome: [each for each in explanation.looked if each.outcome == outcome] for outcome in OUTCOMES
    }
    bad = [*by_outcome["fail"], *by_outcome["unknown"]]
    shown = bad if complete else bad[:_MOST_BAD]
    for each in shown:
        yield from _looked(each, result, view)
    yield from _left(len(bad) - len(shown), "fail", view)
    good = by_outcome["pass"]
    most = len(good) if complete else 0 if bad else _MOST_GOOD
    for each in good[:most]:
        yield from _looked(each, result, view)
    yield from _left(len(good) - len(good[:most]), "pass", view)
    yield from _excluded(by_outcome["excluded"], result, view, complete=complete)


def _excluded(found: Sequence[Looked], result: Result, view: View, *, complete: bool) -> Iterator[str]:
    shown = found if complete else found[:_MOST_LEFT_OUT]
    for each in shown:
        yield from _looked(each, result, view)
    left = Counter(each.by or "" for each in found[len(shown) :])
    for by, number in left.items():
        why = view.pick(*_REASONS.get(by, (by, by)))
        yield _MARGIN + view.pick(f"另有 {number} 处不看：{why}", f"{number} more left out: {why}")


def _left(number: int, outcome: str, view: View) -> Iterator[str]:
    if number > 0:
        word = view.pick(*OUTCOMES[outcome])
        yield _MARGIN + view.pick(
            f"另有 {number} 处{word}（--all 列出）", f"{number} more: {word} (--all lists them)"
        )


def _looked(each: Looked, result: Result, view: View) -> Iterator[str]:
    word = view.pick(*OUTCOMES[each.outcome])
    variant = f" ({each.variant})" if each.variant not in (None, "fail") else ""
    where = f"{_at(result, each, view)}  " if each.span is not None else ""
    what = frame.visible(view.say(each.what))
    head = f"{word}{variant}: {where}{what}".rstrip(": ")
    yield _MARGIN + ink.paint(head, ink.BOLD, color=view.color)
    inner = _MARGIN * 2
    if each.by is not None:
        open_ = _OPEN if each.outcome == "unknown" else {}
        yield inner + view.pick(*(open_.get(each.by) or _REASONS.get(each.by, (each.by, each.by))))
    for reason in each.reasons:
        yield inner + view.pick("缺: ", "missing: ") + names.reason(reason, result, view)
    if each.conclusion is not None and view.say(each.conclusion):
        yield inner + _clipped(ink.still(view.say(each.conclusion)))
    for working in each.workings:
        if _is_told(working):
            yield from _working(working, result, view, inner)


def _is_told(working: Working) -> bool:
    return working.key.split("/", 1)[0] not in _SILENT


def _working(each: Working, result: Result, view: View, margin: str) -> Iterator[str]:
    key = view.pick(*_KEYS.get(each.key.split("/", 1)[0], (each.key, each.key)))
    filled, value = ink.still(view.say(each.filled)), ink.still(view.say(each.value))
    came = f" → {value}" if filled != value else ""
    if each.step.value == ():
        # Of an empty list it is told what was looked for.
        filled, came = each.expression, f" → {value}"
    yield margin + f"{key}: {_clipped(filled)}{_clipped(came)}"
    for read in each.read[:_MOST_READ]:
        yield f"{margin}{_MARGIN}{_at(result, read, view).ljust(8)} {frame.visible(_clipped(view.say(read.words)))}"
    left = len(each.read) - _MOST_READ
    if left > 0:
        yield f"{margin}{_MARGIN}" + view.pick(f"……另有 {left} 处", f"... and {left} more")
    for reason in each.missing:
        yield f"{margin}{_MARGIN}" + view.pick("缺: ", "missing: ") + names.reason(reason, result, view)


def _at(result: Result, each: Looked | Evidence, view: View) -> str:
    return "" if each.span is None else place.spot(result.locate(each.span), view)


def _clipped(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
