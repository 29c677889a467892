"""
Figures of a pack's tests: what examples show, which mutants they kill, how often rules fire.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

from disclint.outputs import ink, jsontext
from disclint.outputs.view import View

VERSION = 1


@frozen
class Covered:
    """
    What the examples of a rule show, by outcome how many; what is lacking, and what cannot be shown, and why.
    """

    rule: str
    shown: Mapping[str, int]
    lacking: Sequence[str]
    excused: Mapping[str, str]
    idle: Sequence[str]


@frozen
class Survivor:
    """
    A change of a rule that no example notices.
    """

    id: str
    key: str
    change: str
    where: Path | None
    line: int | None


@frozen
class Score:
    """
    How many mutants of a rule were killed, and those that were not.
    """

    rule: str
    killed: int
    spared: int
    survivors: Sequence[Survivor]
    stale: Sequence[str]
    failing: Sequence[str]


@frozen
class Rate:
    """
    A rule's share of reports in percent, by verdict, and its change in points.
    """

    rule: str
    percent: Mapping[str, Decimal]
    change: Mapping[str, Decimal] | None


def coverage_text(pack: str, rules: Sequence[Covered], view: View) -> Iterator[str]:
    """
    A line for each rule.
    """
    for each in rules:
        shown = " ".join(f"{outcome}:{number}" for outcome, number in each.shown.items())
        # Findings of a variant are fails, too.
        plain = view.pick("fail（不带变体）", "fail (without a variant)") if "fail" in each.shown else "fail"
        lacking = " ".join(plain if one == "fail" else one for one in each.lacking)
        lacks = view.pick("缺 ", "lacks ") + lacking if lacking else ""
        yield f"{each.rule}  {shown}{'  ' if lacks else ''}{ink.paint(lacks, ink.YELLOW, color=view.color)}\n"
        for outcome, reason in each.excused.items():
            yield view.pick(f"    {outcome} 不可能：{reason}\n", f"    no {outcome}: {reason}\n")
        for outcome in each.idle:
            yield view.pick(
                f"    lacks 里的 {outcome} 已经有例子，或者本来就不需要\n",
                f"    `lacks` names {outcome}, which an example shows or nobody asks for\n",
            )
    whole = sum(not each.lacking for each in rules)
    yield view.pick(
        f"\n{pack}：{len(rules)} 条规则，其中 {whole} 条的例子齐全\n",
        f"\n{pack}: {len(rules)} rules, the examples of {whole} show every outcome\n",
    )


def coverage_json(pack: str, rules: Sequence[Covered], view: View) -> Iterator[str]:
    """
    One object, a rule a line.
    """
    found = [
        {
            "rule": each.rule,
            "shown": dict(each.shown),
            "lacks": list(each.lacking),
            "excused": dict(each.excused),
            "idle": list(each.idle),
        }
        for each in rules
    ]
    yield _json({"version": VERSION, "pack": pack, "rules": found}, view)


def mutation_text(scores: Sequence[Score], view: View) -> Iterator[str]:
    """
    A line for each rule, and one for each change that survived.
    """
    for each in scores:
        total = each.killed + len(each.survivors)
        style = ink.YELLOW if each.survivors else ink.GREEN
        spared = view.pick(f"，等价 {each.spared}", f", {each.spared} equivalent") if each.spared else ""
        told = ink.paint(f"{each.killed}/{total}  {_percent(each.killed, total)}%", style, color=view.color)
        yield f"{each.rule}  {told}{spared}\n"
        for name in each.failing:
            yield view.pick(
                f"    例子“{name}”本身不通过，未用\n", f"    example {name!r} fails and was left out\n"
            )
        for survivor in each.survivors:
            place = "" if survivor.where is None else f"{survivor.where}:{survivor.line}"
            yield view.pick(f"    存活  {place}  {survivor.id}\n", f"    survived  {place}  {survivor.id}\n")
        for id in each.stale:
            yield view.pick(
                f"    equivalent 中的“{id}”没有对应的存活变异\n",
                f"    `equivalent` names {id!r}, and no such mutant survives\n",
            )


def mutation_total(pack: str, killed: int, total: int, view: View) -> Iterator[str]:
    """
    The score of all rules together.
    """
    yield view.pick(
        f"\n{pack}：{total} 个变异，例子发现 {killed} 个，{_percent(killed, total)}%\n",
        f"\n{pack}: {total} mutants, {killed} killed, {_percent(killed, total)}%\n",
    )


def mutation_json(pack: str, scores: Sequence[Score], view: View) -> Iterator[str]:
    """
    One object, a rule a line.
    """
    killed = sum(each.killed for each in scores)
    total = killed + sum(len(each.survivors) for each in scores)
    found = {
        "version": VERSION,
        "pack": pack,
        "killed": killed,
        "total": total,
        "percent": _percent(killed, total),
        "rules": [_score(each) for each in scores],
    }
    yield _json(found, view)


def _score(score: Score) -> dict[str, Any]:
    total = score.killed + len(score.survivors)
    return {
        "rule": score.rule,
        "killed": score.killed,
        "total": total,
        "percent": _percent(score.killed, total),
        "equivalent": score.spared,
        "survivors": [
            {
                "id": each.id,
                "key": each.key,
                "change": each.change,
                "path": None if each.where is None else str(each.where),
                "line": each.line,
            }
            for each in score.survivors
        ],
        "stale": list(score.stale),
        "failing_examples": list(score.failing),
    }


def _percent(killed: int, total: int) -> Decimal:
    # Cut off, so that nothing below a bar seems to reach it.
    return Decimal(1000 * killed // total if total else 1000) / 10


def rates_text(pack: str, reports: int, unread: int, rules: Sequence[Rate], view: View) -> Iterator[str]:
    """
    A line for each rule: percent of reports by verdict, and what changed.
    """
    is_compared = any(each.change is not None for each in rules)
    for each in rules:
        told = "  ".join(
            f"{verdict} {number}%{_points(each.change, verdict)}"
            for verdict, number in each.percent.items()
            if number or (each.change and each.change[verdict])
        )
        new = (
            view.pick("  （上次没有）", "  (not known before)") if is_compared and each.change is None else ""
        )
        yield f"{each.rule}  {told}{new}\n"
    missed = view.pick(f"，{unread} 个文件读不出", f", {unread} files could not be read") if unread else ""
    yield view.pick(
        f"\n{pack}：{len(rules)} 条规则，{reports} 份报告{missed}\n",
        f"\n{pack}: {len(rules)} rules, {reports} reports{missed}\n",
    )


def _points(change: Mapping[str, Decimal] | None, verdict: str) -> str:
    by = change[verdict] if change else 0
    return f" ({by:+})" if by else ""


def rates_json(pack: str, reports: int, unread: int, rules: Sequence[Rate], view: View) -> Iterator[str]:
    """
    One object, a rule a line.
    """
    found = [
        {
            "rule": each.rule,
            "percent": dict(each.percent),
            "change": None if each.change is None else dict(each.change),
        }
        for each in rules
    ]
    yield _json(
        {"version": VERSION, "pack": pack, "reports": reports, "unread": unread, "rules": found}, view
    )


def _json(found: Mapping[str, Any], view: View) -> str:
    return jsontext.spread(found, ascii_only=view.ascii_only) + "\n"
