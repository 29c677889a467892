"""
What the kinds of rules say of reports, against the same questions answered cell by cell and word by word.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from disclint.diagnostics import FAIL, NOT_APPLICABLE, PASS, UNKNOWN, VACUOUS
from disclint.engine.judging import Judged, judge
from disclint.engine.program import compiled
from disclint.engine.tracing import traced
from disclint.errors import UsageError
from disclint.facts import Facts, facts_of
from disclint.facts.asked import EVERY, Asked
from disclint.grammar import parse
from disclint.kinds.asking import EVERYTHING, asked, asked_to_tell
from disclint.rules import files, tracing
from disclint.rules.model import Rule
from disclint.rules.tracing import Instance
from disclint.source import Source
from disclint.yamlfile import Document
from tests.forms import EDITIONS, LEXICON, REQUESTS
from tests.pack import PACK

TITLE = "甲市商务局2024年政府信息公开工作年度报告\n"
WORDS = {"zh": "不成立", "en": "it does not hold"}
FEW = settings(max_examples=25, deadline=None, derandomize=True, phases=(Phase.generate,))


def rule(options: dict[str, Any]) -> Rule:
    data = {
        "id": "HOUSE-MADE", "title": WORDS, "kind": "assert", "severity": "error", "message": WORDS, "why": WORDS,
        "fix": WORDS, "basis": [], **options,
    }  # fmt: skip
    return files.rule(Document(data, None))


def judged(report: Facts, /, **options: Any) -> Judged:
    """
    How a rule ends, which must be what is taken down while it judges.
    """
    made = rule(options)
    pack = evolve(PACK, rules=(made,))
    found = judge(compiled(made, pack, EDITIONS, strict=True), report)
    trace = traced(made, pack, EDITIONS, report)
    assert trace.verdict == found.verdict
    if found.verdict.status != NOT_APPLICABLE:
        assert_told(trace.instances, found, options)
    return found


def assert_told(instances: Sequence[Instance], found: Judged, options: Mapping[str, Any]) -> None:
    """
    What is taken down of a rule is what it found, instance by instance.
    """
    ended = {
        outcome: [each for each in instances if each.outcome == outcome]
        for outcome in (tracing.PASS, tracing.FAIL, tracing.UNKNOWN, tracing.EXCLUDED)
    }
    counted = {outcome: len(some) for outcome, some in ended.items()}
    tally = found.tally
    assert [each.variant for each in ended[tracing.FAIL]] == [each.variant for each in tally.findings]
    # Each cell of a table counts, however it ended; elsewhere what is open or excluded does not.
    decided = list(counted) if found.compiled.rule.kind == "domain" else [tracing.PASS, tracing.FAIL]
    assert sum(counted[each] for each in decided) == tally.checked
    assert [reason for each in ended[tracing.UNKNOWN] for reason in each.reasons] == list(tally.reasons)
    assert {each.by for each in ended[tracing.EXCLUDED]} <= {*options, "absent"}
    for each in instances:
        # What was asked of the report alone, or of a list that may go on, is of no instance.
        if each.by not in ("foreach", "when"):
            assert set(options.get("foreach", ())) <= set(each.names)
    for each, finding in zip(ended[tracing.FAIL], tally.findings, strict=True):
        assert set(each.names) >= set(finding.scope.names)


def facts(text: str) -> Facts:
    parsed = parse(Source(TITLE + text), EDITIONS, LEXICON, year=2024)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def places(found: Judged) -> list[str]:
    return [each.place.address for each in found.tally.findings]


# Tables.

ROWS = ("new_received", "carried_over", "granted", "disposed_total", "carried_forward")
LABELS = (
    "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（七）总计",
    "四、结转下年度继续办理",
)  # fmt: skip
COLUMNS = tuple(each.id for each in REQUESTS.columns())
HEAD = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |
自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
"""
Grid = list[list[int | None]]
GRIDS = st.lists(
    st.lists(st.integers(0, 5) | st.sampled_from([None, 1, 2, 3]), min_size=7, max_size=7),
    min_size=5,
    max_size=5,
)
APPLICANTS = [each for each in COLUMNS if each != "total"]


def table(grid: Grid) -> Facts:
    lines = [
        f"{label} | {' | '.join('' if each is None else str(each) for each in row)} |"
        for label, row in zip(LABELS, grid, strict=True)
    ]
    return facts(HEAD + "\n".join(lines) + "\n")


def cells(grid: Grid) -> dict[tuple[str, str], int | None]:
    return {
        (row, column): value
        for row, values in zip(ROWS, grid, strict=True)
        for column, value in zip(COLUMNS, values, strict=True)
    }


@FEW
@given(GRIDS)
def test_rows_that_add_up_are_those_whose_parts_give_the_total(grid: Grid) -> None:
    known = cells(grid)
    found = judged(
        table(grid), kind="sum", foreach={"row": "rows(requests)"}, total="requests/$row/total",
        parts="requests/$row/@applicants", blame="table",
    )  # fmt: skip
    wrong, right, is_open = [], 0, False
    for row in ROWS:
        total, parts = known[row, "total"], [known[row, each] for each in APPLICANTS]
        least = sum(each or 0 for each in parts)
        if total is None or (None in parts and least <= total):
            is_open = True
        elif None in parts or least != total:
            wrong.append(row)
        else:
            right += 1
    assert places(found) == [f"requests/{row}/total" for row in wrong]
    assert found.tally.checked == len(wrong) + right
    assert bool(found.tally.reasons) is is_open
    assert len(found.tally.equations) == right
    assert found.verdict.status == (FAIL if wrong else UNKNOWN if is_open else PASS)
    for row, each in zip(wrong, found.tally.findings, strict=True):
        parts = [known[row, one] for one in APPLICANTS]
        names = {name: value.value for name, value in each.scope.names.items() if hasattr(value, "value")}
        assert each.related[0].address.startswith(f"requests/{row}/")
        if None in parts:
            assert each.equation is None
            continue
        added = sum(one or 0 for one in parts)
        assert (names["total"], names["parts"]) == (known[row, "total"], added)
        assert names["delta"] == abs(added - (known[row, "total"] or 0))
        assert each.equation is not None
        assert abs(each.equation.residual) == names["delta"]
        assert {address.split("/")[2] for address in each.equation.terms} == set(COLUMNS)
        assert (
            sum(
                weight * (known[row, address.split("/")[2]] or 0)
                for address, weight in each.equation.terms.items()
            )
            == each.equation.residual
        )
        # Numbers stand before noughts.
        noughts = [known[tuple(one.address.split("/")[1:])] == 0 for one in each.related]  # type: ignore[index]
        assert noughts == sorted(noughts)


# What an equation says of a column, in the order of `ROWS`.
SIDES: Mapping[tuple[str, str], Callable[[Sequence[int]], tuple[int, int]]] = {
    (
        "requests/new_received/$column + requests/carried_over/$column",
        "requests/disposed_total/$column + requests/carried_forward/$column",
    ): lambda row: (row[0] + row[1], row[3] + row[4]),
    ("requests/granted/$column", "requests/disposed_total/$column"): lambda row: (row[2], row[3]),
    (
        "requests/new_received/$column - requests/carried_over/$column + requests/disposed_total/$column",
        "requests/granted/$column",
    ): lambda row: (row[0] - row[1] + row[3], row[2]),
    (
        "sum([requests/new_received/$column, requests/granted/$column])",
        "requests/granted/$column + requests/granted/$column",
    ): lambda row: (row[0] + row[2], row[2] + row[2]),
}  # fmt: skip


@FEW
@given(GRIDS, st.sampled_from(list(SIDES)))
def test_an_equation_ends_the_same_however_it_is_written(grid: Grid, sides: tuple[str, str]) -> None:
    of, known = table(grid), cells(grid)
    left, right = sides
    domain = {"foreach": {"column": "columns(requests)"}}
    ends = []
    for column in COLUMNS:
        here = [known[row, column] for row in ROWS]
        one, another = SIDES[sides]([each or 0 for each in here])
        ends.append(None if None in here else one == another)
    plain = judged(of, kind="identity", left=left, right=right, **domain)
    # One that is filtered is no equation of whole columns, and one that multiplies none of cells.
    filtered = judged(of, kind="identity", left=left, right=right, where="1 == 1", **domain)
    product = judged(of, kind="identity", left=f"1 * ({left})", right=right, **domain)
    if None not in ends:
        assert plain.tally.checked == len(ends)
        assert len(plain.tally.equations) == ends.count(True)
        first = sides[1].split(" ")[0]
        assert places(plain) == [
            first.replace("$column", column) for column, end in zip(COLUMNS, ends, strict=True) if not end
        ]
    for other in (filtered, product):
        assert other.verdict == plain.verdict
        assert [(each.place, each.related) for each in other.tally.findings] == [
            (each.place, each.related) for each in plain.tally.findings
        ]
    assert [each.equation for each in filtered.tally.findings] == [
        each.equation for each in plain.tally.findings
    ]
    assert filtered.tally.equations == plain.tally.equations
    assert (product.tally.equations, [each.equation for each in product.tally.findings if each.equation]) == (
        (),
        [],
    )
    for each in (*plain.tally.equations, *(one.equation for one in plain.tally.findings if one.equation)):
        values = {address: known[tuple(address.split("/")[1:])] for address in each.terms}  # type: ignore[index]
        assert sum(weight * (values[address] or 0) for address, weight in each.terms.items()) == each.residual
        assert all(each.terms.values())


# An expression that adds and subtracts, and how often it has each cell.
Weighed = tuple[str, dict[tuple[str, str], int]]


def weighed(*parts: tuple[int, Weighed]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for by, (_, cells_) in parts:
        for cell, weight in cells_.items():
            found[cell] = found.get(cell, 0) + by * weight
    return found


def leaf(row: str, column: str) -> Weighed:
    of = APPLICANTS if column == "@applicants" else [column]
    written = f"requests/{row}/{column}"
    return (f"sum({written})" if len(of) > 1 else written), {(row, each): 1 for each in of}


LEAVES = st.builds(leaf, st.sampled_from(ROWS), st.sampled_from(["total", "research", "@applicants"]))


def grown(inner: st.SearchStrategy[Weighed]) -> st.SearchStrategy[Weighed]:
    def chained(first: Weighed, *others: tuple[int, Weighed]) -> Weighed:
        words = "".join(f" {'+' if by > 0 else '-'} ({each[0]})" for by, each in others)
        return f"({first[0]}){words}", weighed((1, first), *others)

    def listed(some: list[Weighed]) -> Weighed:
        return f"sum([{', '.join(each[0] for each in some)}])", weighed(*((1, each) for each in some))

    signed = st.tuples(st.sampled_from([1, -1]), inner)
    return (
        st.builds(chained, inner, signed)
        | st.builds(chained, inner, signed, signed)
        | st.builds(listed, st.lists(inner, min_size=1, max_size=3))
    )


@settings(max_examples=60, deadline=None, derandomize=True, phases=(Phase.generate,))
@given(
    st.recursive(LEAVES, grown, max_leaves=5), st.recursive(LEAVES, grown, max_leaves=3), st.integers(0, 3)
)
def test_an_equation_has_each_cell_as_often_as_it_is_added(left: Weighed, right: Weighed, seed: int) -> None:
    grid: Grid = [[(seed + 3 * row + column * row) % 5 for column in range(7)] for row in range(5)]
    known = cells(grid)
    found = judged(table(grid), kind="identity", left=left[0], right=right[0])
    weights = {cell: weight for cell, weight in weighed((1, left), (-1, right)).items() if weight}
    residual = sum(weight * (known[cell] or 0) for cell, weight in weights.items())
    (told,) = found.tally.equations or [each.equation for each in found.tally.findings]
    assert told is not None
    assert {tuple(address.split("/")[1:]): weight for address, weight in told.terms.items()} == weights
    assert (told.residual, found.verdict.status) == (residual, FAIL if residual else PASS)


@pytest.mark.parametrize(
    "left",
    [
        "requests/granted/$column + 1",
        "1 + requests/granted/$column",
        "sum([requests/granted/$column, 1])",
        "abs(requests/granted/$column) + 1",
    ],
)
def test_what_adds_more_than_cells_is_compared_and_is_no_equation_of_them(left: str) -> None:
    of = table([[1] * 7, [1] * 7, [1, 2, 3, 4, 5, 6, 7], [2, 3, 4, 5, 6, 7, 9], [1] * 7])
    found = judged(
        of,
        kind="identity",
        foreach={"column": "columns(requests)"},
        left=left,
        right="requests/disposed_total/$column",
    )
    assert places(found) == ["requests/disposed_total/total"]
    assert (found.tally.checked, found.tally.equations) == (7, ())
    assert found.tally.findings[0].scope.names["delta"].value == 1  # type: ignore[union-attr]


def test_a_rule_over_rows_and_something_else_looks_at_each_row_with_each_of_it() -> None:
    of = table([[1, 0, 0, 0, 0, 0, 1]] * 4 + [[1, 0, 0, 0, 0, 0, 2]])
    options = {"kind": "sum", "total": "requests/$row/total", "parts": "requests/$row/@applicants"}
    for more in ({}, {"n": "[1, 2]"}, {"n": "[1, 2]", "m": "[1, 2, 3]"}):
        found = judged(of, foreach={"row": "rows(requests)", **more}, **options)
        times = {0: 1, 1: 2, 2: 6}[len(more)]
        assert found.tally.checked == 5 * times
        assert places(found) == ["requests/carried_forward/total"] * times
        assert len(found.tally.equations) == 4 * times


COMPARED = {
    ">": int.__gt__,
    "<": int.__lt__,
    "==": int.__eq__,
    "!=": int.__ne__,
    ">=": int.__ge__,
    "<=": int.__le__,
}


@FEW
@given(GRIDS, st.sampled_from(sorted(COMPARED)), st.integers(0, 3), st.integers(0, 3))
def test_an_assertion_is_asked_of_each_row_and_column(grid: Grid, sign: str, least: int, other: int) -> None:
    known = cells(grid)
    found = judged(
        table(grid),
        foreach={"row": "rows(requests)", "column": "columns(requests)"},
        let={"here": "requests/$row/$column", "total": "requests/$row/total"},
        where=f"row.found and column.index > {other}",
        when=f"total > {least}",
        check=f"here {sign} {other}",
        at="cells(requests/$row/$column)",
        related=["cells(requests/$row/total)"],
        variants={"big": "here > 3", "small": "here < 1"},
        message=dict.fromkeys(("fail", "big", "small"), WORDS),
    )
    expected, checked, is_open = [], 0, False
    for row in ROWS:
        for index, column in enumerate(COLUMNS, 1):
            total = known[row, "total"]
            # A blank may be any number.
            may_be = range(12) if known[row, column] is None else [known[row, column] or 0]
            if index <= other or (total is not None and total <= least):
                continue
            ends = {COMPARED[sign](each, other) for each in may_be}
            if total is None or len(ends) == 2:
                is_open = True
                continue
            checked += 1
            if ends == {False}:
                variant = "big" if min(may_be) > 3 else "small" if max(may_be) < 1 else "fail"
                expected.append((f"requests/{row}/{column}", variant))
    assert [(each.place.address, each.variant) for each in found.tally.findings] == expected
    assert found.tally.checked == checked
    assert bool(found.tally.reasons) is is_open
    for each in found.tally.findings:
        others = [one.address for one in each.related]
        last = f"{each.place.address.rsplit('/', 1)[0]}/total"
        assert each.place.address == last or others[0] == last
        assert each.place.address not in others


@FEW
@given(GRIDS, st.sampled_from([{"number"}, {"blank"}, {"number", "blank"}]))
def test_cells_hold_what_they_may(grid: Grid, states: set[str]) -> None:
    known = {each: "blank" if value is None else "number" for each, value in cells(grid).items()}
    of = table(grid)
    accepting = judged(
        of, kind="domain", foreach={"cell": "cells(requests/*/*)"}, accept=[*sorted(states), "absent"]
    )
    refusing = judged(of, kind="domain", foreach={"cell": "cells(requests/*/*)"}, refuse=sorted(states))
    assert places(accepting) == [
        f"requests/{row}/{column}" for (row, column), state in known.items() if state not in states
    ]
    assert places(refusing) == [
        f"requests/{row}/{column}" for (row, column), state in known.items() if state in states
    ]
    for each in (accepting, refusing):
        assert each.tally.checked == len(REQUESTS.addresses())
    assert {each.variant for each in accepting.tally.findings} <= {"number", "blank"} - states


def test_an_assertion_lies_at_what_it_is_asked_of_or_at_what_it_reads() -> None:
    of = table([[1, 0, 0, 0, 0, 0, 1]] * 5)
    asked_of_rows = judged(
        of, foreach={"row": "rows(requests)"}, where="row.found", check="requests/$row/total > 3"
    )
    assert places(asked_of_rows) == [f"requests/{row}" for row in ROWS]
    assert [each.related[0].address for each in asked_of_rows.tally.findings] == [
        f"requests/{row}/total" for row in ROWS
    ]
    assert places(judged(of, check="requests/granted/total > 3")) == ["requests/granted/total"]


SENTENCE = "本机关收到政府信息公开申请{}件。"


@FEW
@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.sampled_from([1, 2, None]), st.integers(0, 3))
def test_what_sentences_say_is_what_the_table_says(said: list[int], total: int | None, least: int) -> None:
    row = f"{LABELS[0]} | 0 | 0 | 0 | 0 | 0 | 0 | {'' if total is None else total} |\n"
    text = "".join(map(SENTENCE.format, said))
    of = facts(f"一、总体情况\n{text}\n{HEAD}{row}")
    found = judged(
        of, kind="match", claims=["new_received"], accept=["requests/new_received/total"], where=f"claim.value > {least}",
    )  # fmt: skip
    wanted = [each for each in said if each > least]
    wrong = [] if total is None else [each for each in wanted if each != total]
    assert [of.source.slice(each.place.span) for each in found.tally.findings] == [
        f"{each}件" for each in wrong
    ]
    assert found.tally.checked == (0 if total is None else len(wanted))
    assert len(found.tally.reasons) == (len(wanted) if total is None else 0)
    for each in found.tally.findings:
        assert [one.address for one in each.related] == ["requests/new_received/total"]


# Sections.

HEADINGS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip


def rising(numbers: Iterable[int]) -> bool:
    some = list(numbers)
    return some == sorted(some)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.permutations(range(6)), st.integers(1, 6))
def test_as_few_sections_as_may_be_are_out_of_order(order: list[int], size: int) -> None:
    shown = order[:size]
    of = facts("\n".join(f"{HEADINGS[each]}\n本部分无。" for each in shown) + "\n")
    found = judged(of, kind="order", of="sections", message={"early": WORDS, "late": WORDS})
    if size < 2:
        assert found.verdict.status == NOT_APPLICABLE
        return
    ids = [each.id for each in EDITIONS["2021"].sections]
    moved = [ids.index(each.removeprefix("section:")) for each in places(found)]
    kept = [each for each in shown if each not in moved]
    assert found.tally.checked == size
    assert moved == [each for each in shown if each in moved]
    assert rising(kept)
    assert not any(rising(some) for some in combinations(shown, len(kept) + 1))
    for each, number in zip(found.tally.findings, moved, strict=True):
        at = shown.index(number)
        before = [one for one in kept if shown.index(one) < at and one > number]
        behind = [one for one in kept if shown.index(one) > at and one < number]
        other = each.scope.names["other"]
        assert each.variant == ("late" if before else "early")
        assert other.address == f"section:{ids[before[0] if before else behind[-1]]}"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("shown", "moved"),
    [
        ((1, 0), (1,)),
        ((0, 2, 1), (2,)),
        ((1, 2, 0), (0,)),
        ((2, 0, 1), (2,)),
        ((0, 1, 2), ()),
        ((2, 1, 0), (2, 1)),
    ],
)
def test_what_is_named_is_what_a_reader_first_finds_out_of_place(
    shown: tuple[int, ...], moved: tuple[int, ...]
) -> None:
    of = facts("\n".join(f"{HEADINGS[each]}\n本部分无。" for each in shown) + "\n")
    found = judged(of, kind="order", of="sections", message={"early": WORDS, "late": WORDS})
    ids = [each.id for each in EDITIONS["2021"].sections]
    assert places(found) == [f"section:{ids[each]}" for each in moved]


def test_a_section_that_stands_twice_has_the_place_of_the_first_and_others_have_none() -> None:
    def moved(*headings: str) -> tuple[list[str], int]:
        of = facts("".join(f"{each}\n本部分无。\n" for each in headings))
        found = judged(of, kind="order", of="sections", message={"early": WORDS, "late": WORDS})
        return places(found), found.tally.checked

    first, second, third = HEADINGS[0], HEADINGS[1], HEADINGS[4]
    assert moved(first, second, first, third) == ([], 3)
    assert moved(first, third, second, third) == (["section:problems"], 3)
    assert moved(first, second, "三、附件目录", third) == ([], 3)


# Words.

PIECES = st.lists(st.sampled_from(["甲乙", "丙", "甲", "丁丁", "。", "，"]), max_size=14).map("".join)


def occurrences(text: str, phrases: list[str], unless: list[str]) -> list[tuple[int, str]]:
    """
    Where the phrases stand, the longest of those that begin together, none inside another; without excused sentences.
    """
    found, at = [], 0
    while at < len(text):
        here = max((each for each in phrases if text.startswith(each, at)), key=len, default=None)
        if here is None:
            at += 1
            continue
        start = text.rfind("。", 0, at) + 1
        end = text.find("。", at)
        sentence = text[start : len(text) if end < 0 else end + 1]
        if any(each in sentence for each in unless):
            at += 1
        else:
            found.append((at, here))
            at += len(here)
    return found


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    PIECES,
    st.lists(st.sampled_from(["甲乙", "甲", "乙丙", "丁"]), min_size=1, unique=True),
    st.lists(st.sampled_from(["丙", "丁丁"]), unique=True),
)
def test_words_are_forbidden_or_required_where_they_stand(
    text: str, phrases: list[str], unless: list[str]
) -> None:
    body = f"本机关{text}好。"
    of = facts(f"一、总体情况\n{body}\n二、主动公开政府信息情况\n无甲乙丙丁丁。\n")
    start = of.source.text.index(body)
    expected = occurrences(body, phrases, unless)
    options = {"kind": "statement", "in": ["overview"], **({"unless": unless} if unless else {})}
    forbidden = judged(of, forbid=phrases, **options)
    assert [
        (each.place.span.start - start, of.source.slice(each.place.span)) for each in forbidden.tally.findings
    ] == expected
    assert forbidden.tally.checked == max(1, len(expected))
    assert forbidden.verdict.status == (FAIL if expected else PASS)
    required = judged(
        of, require=phrases, partial=["好"], message={"fail": WORDS, "partial": WORDS}, **options
    )
    assert required.tally.checked == 1
    if expected:
        assert required.verdict.status == PASS
        return
    (finding,) = required.tally.findings
    partly = occurrences(body, ["好"], unless)
    assert finding.variant == ("partial" if partly else "fail")
    if partly:
        assert finding.place.span.start - start == partly[0][0]
    else:
        assert finding.place.address == "section:overview"


def test_it_is_enough_that_one_of_the_sections_is_there() -> None:
    of = facts("二、主动公开政府信息情况\n甲。\n")
    for scopes in (["overview", "disclosure"], ["disclosure", "overview"]):
        assert judged(of, kind="statement", **{"in": scopes}, forbid=["甲"]).verdict.status == FAIL
        assert judged(of, kind="statement", **{"in": scopes}, require=["甲"]).verdict.status == PASS


def test_where_there_is_no_such_section_nothing_is_asked() -> None:
    of = facts("二、主动公开政府信息情况\n甲。\n")
    for options in ({"forbid": ["甲"]}, {"require": ["甲"]}):
        assert (
            judged(of, kind="statement", **{"in": ["overview"]}, **options).verdict.status == NOT_APPLICABLE
        )
    assert judged(of, foreach={"x": "sentences(overview)"}, check="false").verdict.status in (
        NOT_APPLICABLE,
        VACUOUS,
    )


# Shares.


@pytest.mark.parametrize(
    ("part", "percent", "status", "variant"),
    [
        # A third, rounded and cut off.
        ("1", "33", PASS, None), ("2", "67", PASS, None), ("2", "66", FAIL, "truncated"), ("2", "70", FAIL, "fail"),
        ("3", "100", PASS, None), ("0", "0", PASS, None), ("3", "99.9", FAIL, "fail"),
    ],
)  # fmt: skip
def test_a_share_is_rounded_cut_off_or_wrong(
    part: str, percent: str, status: str, variant: str | None
) -> None:
    of = facts("一、总体情况\n无。\n")
    found = judged(
        of, kind="ratio", numerator=part, percent=percent, base=["3"], denominators=[],
        message={"fail": WORDS, "truncated": WORDS},
    )  # fmt: skip
    assert found.verdict.status == status
    assert [each.variant for each in found.tally.findings] == ([] if variant is None else [variant])


# What rules ask.


def known(found: Asked) -> dict[str, Any]:
    said = {
        "cells": {"/".join(each) for each in found.cells},
        "lines": set(found.lines),
        "phrases": {scope for scope, _ in found.phrases},
        "concepts": set(found.concepts),
        "scopes": set(found.scopes),
    }
    return {name: each for name, each in said.items() if each}


ALL = {"cells": {f"{EVERY}/{EVERY}/{EVERY}"}, "lines": {EVERY}, "scopes": {"report"}}


ASKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("1 == 1", {}),
    ("report.year > 2020", {}),
    ("requests/granted/total > 1", {"cells": {"requests/granted/total"}}),
    ("sum(requests/granted/@applicants) > 1", {"cells": {f"requests/granted/{EVERY}"}}),
    ("count(rows(requests)) > 1", {"lines": {"requests"}}),
    ("count(columns(requests)) > 1", {"lines": {"requests"}}),
    ("table(requests).exists", {"cells": {f"requests/{EVERY}/{EVERY}"}, "lines": {"requests"}}),
    (
        "any(x in cells(requests/granted/total): x.value > 1)",
        {"cells": {"requests/granted/total"}, "lines": {"requests"}},
    ),
    ("count(claims(new_received)) > 1", {"concepts": {"new_received"}}),
    ("count(claims(new_received, received_here)) > 1", {"concepts": {"new_received", "received_here"}}),
    ("count(sentences(overview)) > 1", {"scopes": {"overview"}}),
    ("count(paragraphs(overview)) > 1", {"scopes": {"overview"}}),
    ('count(matches(overview, "甲")) > 1', {"phrases": {"overview"}}),
    ('count(matches(report, "甲")) > 1', {"phrases": {"report"}}),
    ('section(overview).text matches "甲"', {"scopes": {"overview"}}),
    ("section(overview).exists", {}),
    ('section(overview).title == "甲"', {}),
    ('first(matches(overview, "甲")).before == "乙"', ALL),
    ("count(headings()) > 1", {}),
    ("not (requests/granted/total > 1)", {"cells": {"requests/granted/total"}}),
    ("all(x in rows(requests): x.first > 1)", {"lines": {"requests"}, "cells": {f"{EVERY}/{EVERY}/{EVERY}"}}),
    ("count(labels(requests)) > 1", {"lines": {"requests"}}),
    (
        "any(x in rows(requests): requests/$x/total > 1)",
        {"lines": {"requests"}, "cells": {f"requests/{EVERY}/total"}},
    ),
    (
        "any(x in cells(requests/*/total): x.value > 1)",
        {"cells": {f"requests/{EVERY}/total"}, "lines": {"requests"}},
    ),
    (
        "requests/granted/total + disputes/reconsideration/total > 1",
        {"cells": {"requests/granted/total", "disputes/reconsideration/total"}},
    ),
    ('any(x in sentences(overview): x.text matches "甲")', {"scopes": {"overview"}}),
    ('count(matches(section(overview).text, "甲")) > 1', {"scopes": {"overview"}}),
    ('section(overview).title matches "甲"', {}),
    ("section(overview).length > 1", {"scopes": {"overview"}}),
    ('section(overview).heading.title == "甲"', {}),
    ('first(claims(new_received)).before == "甲"', ALL),
    ("count(citations()) > 1", {}),
    ("count(slips(overview)) > 1", ALL),
    ("of(prev, count(claims(fee_collected))) > 1", ALL | {"concepts": {"fee_collected"}}),
    ("max(requests/granted/total, 1) > 1", {"cells": {"requests/granted/total"}}),
)


@pytest.mark.parametrize(("check", "expected"), ASKS)
def test_a_rule_asks_for_what_it_names(check: str, expected: dict[str, Any]) -> None:
    made = rule({"check": check})
    assert known(asked(made)) == expected
    assert known(asked_to_tell(made)) == {}


def test_conditions_and_lists_are_asked_places_and_words_only_told() -> None:
    made = rule(
        {
            "foreach": {"row": "rows(requests)"},
            "let": {"a": "count(claims(new_received))"},
            "when": "count(sentences(overview)) > 1",
            "where": "requests/granted/total > 1",
            "check": True,
            "at": "cells(disputes/*/*)",
            "related": ['matches(report, "甲")'],
            "variants": {"x": "count(claims(received_here)) > 1"},
            "message": {"zh": "{requests/carried_over/total}", "en": "{section(overview).text}"},
            "several": {"zh": "{count(columns(disclosure))}", "en": "{number}"},
        }
    )
    assert known(asked(made)) == {
        "cells": {"requests/granted/total"}, "lines": {"requests"}, "scopes": {"overview"}, "concepts": {"new_received"},
    }  # fmt: skip
    told = known(asked_to_tell(made))
    assert told == {
        "cells": {f"disputes/{EVERY}/{EVERY}", "requests/carried_over/total"}, "lines": {"disputes", "disclosure"},
        "phrases": {"report"}, "concepts": {"received_here"}, "scopes": {"overview"},
    }  # fmt: skip


def test_each_kind_asks_for_its_own() -> None:
    phrases = {
        "kind": "statement",
        "in": ["overview", "requests"],
        "require": ["甲"],
        "unless": [{"regex": "乙"}],
    }
    assert known(asked(rule(phrases))) == {"phrases": {"overview", "requests"}}
    assert len(asked(rule(phrases)).phrases) == 4
    assert known(asked(rule({"kind": "section", "require": ["overview"]}))) == {}
    assert known(asked(rule({"kind": "order", "of": "sections"}))) == {}
    assert known(asked(rule({"kind": "order", "of": "rows(requests)"}))) == {"lines": {"requests"}}
    match = {
        "kind": "match",
        "claims": ["new_received"],
        "accept": {"new_received": ["requests/granted/total"]},
    }
    assert known(asked(rule(match))) == {"concepts": {"new_received"}, "cells": {"requests/granted/total"}}
    needs = rule({"check": "1 == 1", "needs": ["prev"]})
    assert asked(needs) | EVERYTHING == asked(needs)
    assert known(asked(needs)) == ALL


def test_rows_stand_in_the_order_of_the_form() -> None:
    def moved(*order: int) -> list[tuple[str, str]]:
        lines = [f"{LABELS[each]} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n" for each in order]
        words = {"early": WORDS, "late": WORDS}
        found = judged(facts(HEAD + "".join(lines)), kind="order", of="rows(requests)", message=words)
        return [(each.place.address, each.variant) for each in found.tally.findings]

    assert moved(0, 1, 2, 3, 4) == []
    assert moved(0, 2, 4) == []
    assert moved(1, 0, 2, 3, 4) == [("requests/carried_over", "early")]
    assert moved(0, 1, 2, 4, 3) == [("requests/carried_forward", "early")]


def test_labels_that_are_parted_over_lines_stand_in_no_order_and_the_others_do() -> None:
    row = f"{LABELS[0]} 1 0 0 0 0 0 1\n{LABELS[1]} 0 0 0 0 0 0 0\n"

    def moved(*head: str) -> list[str]:
        of = facts("三、收到和处理政府信息公开申请情况\n申请人情况\n" + "\n".join(head) + f"\n{row}")
        words = {"early": WORDS, "late": WORDS}
        found = judged(of, kind="order", of="columns(requests)", message=words)
        return [each.place.address.split("/")[2] for each in found.tally.findings]

    assert moved("自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计") == []
    assert moved("商业企业 自然人 科研机构 社会公益组织 法律服务机构 其他 总计") == ["commercial"]
    assert moved("自然人 商业企业 科研机构 社会公益组 法律服务机 其他 总计", "织 构") == []
    assert moved("商业企业 自然人 科研机构 社会公益组 法律服务机 其他 总计", "织 构") == ["commercial"]
    assert moved("自然人 商业企业 科研机构 社会公益 法律服务机构 其他 总计", "组织") == []
    assert moved("商业 科研 社会公益 法律服务", "自然人 其他 总计", "企业 机构 组织 机构") == []
    assert moved("商业 科研 社会公益 法律服务", "自然人 总计 其他", "企业 机构 组织 机构") == ["total"]


def test_of_each_claim_it_is_told_what_is_accepted_for_it() -> None:
    of = facts(f"一、总体情况\n{SENTENCE.format(3)}\n{HEAD}{LABELS[0]} | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n")
    claims = ["new_received", "received_here"]
    given = {"new_received": ["requests/new_received/total"], "received_here": ["0"]}
    assert judged(of, kind="match", claims=claims, accept=given).verdict.status == PASS
    with pytest.raises(UsageError, match="nothing is accepted for 'received_here'"):
        judged(of, kind="match", claims=claims, accept={"new_received": ["1"]})
    silent = next(each.id for each in PACK.vocabulary.concepts.values() if each.value is None)
    with pytest.raises(UsageError, match="have no value"):
        judged(of, kind="match", claims=[silent], accept=["1"])
