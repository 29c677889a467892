"""
All that is wrong with a rule is told at once: what is wrong by itself is told beside whatever else is wrong.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.engine.faults import changed, faults
from disclint.rules import files
from disclint.rules.model import RuleError
from disclint.yamlfile import Document
from tests.forms import EDITIONS
from tests.pack import PACK

HEAD = {
    "id": "HOUSE-WRONG",
    "title": {"zh": "甲", "en": "A"},
    "severity": {"fail": "warning"},
    "message": {"fail": {"zh": "{report.year}年，共{report.year}", "en": "in {report.year}"}},
    "why": {"zh": "乙", "en": "B"},
    "fix": {"zh": "改{report.year}", "en": "mend {report.year}"},
    "several": {"zh": "共{number}处", "en": "{number} places"},
    "only": ["fail"],
    "basis": [{"ref": "fmt2021"}, {"ref": "fmt2021"}],
    "fold": "report",
}
ASSERT = {
    **HEAD,
    "kind": "assert",
    "foreach": {"row": "rows(requests)"},
    "let": {"a": "requests/$row/total + 1", "b": "requests/$row/total + 2"},
    "where": "row.index > 2",
    "when": "requests/new_received/total > 0",
    "check": "row.index > a",
    "related": ["section(overview)", "section(requests)"],
    "message": {"fail": {"zh": "{row.label}有{a}，{b}", "en": "{row.label}: {a}"}},
}
STATEMENT = {
    **HEAD,
    "kind": "statement",
    "in": ["overview", "requests"],
    "require": ["编制{n:count}机关", "起草{n:count}机关", {"regex": "制定"}],
    "unless": ["未编制"],
    "partial": ["编制"],
    "message": {"fail": {"zh": "没有{match.n}", "en": "no {match.n}"}},
}
MATCH = {
    **HEAD,
    "kind": "match",
    "claims": ["new_received", "received_here"],
    "accept": ["requests/new_received/total", "requests/granted/total"],
    "message": {"fail": {"zh": "{claim.value}", "en": "{accepted}"}},
}
SECTION = {**HEAD, "kind": "section", "require": ["overview", "requests"]}

Break = tuple[tuple[str | int, ...], Any]
# What is wrong by itself: where in the rule, and what stands there.
WORDS: tuple[Break, ...] = (
    (("severity", "odd"), "info"),
    (("only", 0), "odder"),
    (("message", "oddest"), {"zh": "丙", "en": "C"}),
    (("fix", "zh"), "改{nix}{report.year}"),
    (("fix", "en"), "mend {report.year} {nixen}"),
    (("several", "zh"), "共{numbr}处{number}"),
    (("several", "en"), "{number} {place} s"),
    (("basis", 0, "ref"), "nowhere"),
    (("basis", 1, "ref"), "elsewhere"),
)
RULES: Mapping[str, tuple[dict[str, Any], tuple[Break, ...]]] = {
    "assert": (
        ASSERT,
        (
            (("let", "a"), "requests/nosuch/total + 1"),
            (("let", "b"), "1 + + 2"),
            (("where",), "requests/nosuch/total > 2"),
            (("when",), "requests/new_received/totl > 0"),
            (("check",), "row.index > aa"),
            (("related", 0), "section(overvew)"),
            (("related", 1), "section(rquests)"),
            (("foreach", "row"), "rows(rquests)"),
            (("message", "fail", "zh"), "{row.label}有{aa}，{b}"),
            (("message", "fail", "en"), "{row.label}: {bb}"),
            *WORDS,
        ),
    ),
    "statement": (
        STATEMENT,
        (
            (("in", 0), "overvew"),
            (("in", 1), "rquests"),
            (("require", 0), "编{|}制{n:count}机关"),
            (("require", 1), "起草{n:count}{x:noughts}机关"),
            (("require", 2), {"regex": "制(定"}),
            (("unless", 0), "未{编制"),
            (("partial", 0), "编制{..0}"),
            (("message", "fail", "zh"), "没有{mtch.n}"),
            *WORDS,
        ),
    ),
    "match": (
        MATCH,
        (
            (("claims", 0), "new_receved"),
            (("claims", 1), "nothing"),
            (("accept", 0), "requests/new_receved/total"),
            (("accept", 1), "requests/granted/totl"),
            (("message", "fail", "en"), "{acepted}"),
            *WORDS,
        ),
    ),
}  # fmt: skip


def put(data: Any, path: tuple[str | int, ...], new: Any) -> Any:
    found = deepcopy(data)
    inner = found
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return found


def told(data: dict[str, Any]) -> list[RuleError]:
    rule = files.rule(Document(data, None))
    found = faults(rule, PACK, EDITIONS)
    assert all(isinstance(each, RuleError) for each in found)
    return [each for each in found if isinstance(each, RuleError)]


def key(error: RuleError) -> tuple[Any, ...]:
    return error.path, error.at, str(error)


ALONE = {name: [(each, told(put(data, *each))) for each in broken] for name, (data, broken) in RULES.items()}


@pytest.mark.parametrize("name", sorted(RULES))
def test_nothing_is_wrong_with_a_sound_rule_and_each_slip_is_told_where_it_is(name: str) -> None:
    data, _ = RULES[name]
    assert told(data) == []
    for (path, _), found in ALONE[name]:
        (error,) = found
        assert error.path[: len(path)] == path


@pytest.mark.parametrize("name", sorted(RULES))
@settings(max_examples=12, deadline=None, derandomize=True)
@given(data=st.data())
def test_what_is_wrong_is_told_beside_whatever_else_is(name: str, data: st.DataObject) -> None:
    rule, _ = RULES[name]
    chosen = data.draw(st.lists(st.sampled_from(range(len(ALONE[name]))), min_size=2, unique=True))
    expected = []
    for at in chosen:
        slip, found = ALONE[name][at]
        rule = put(rule, *slip)
        expected += found
    together = told(rule)
    assert sorted(map(str, map(key, together))) == sorted(map(str, map(key, expected)))
    # The judge first, then the words, then the basis.
    is_basis = [each.path[0] == "basis" for each in together]
    assert is_basis == sorted(is_basis)


@pytest.mark.parametrize("name", sorted(RULES))
def test_all_slips_at_once_are_all_told(name: str) -> None:
    rule, _ = RULES[name]
    for slip, _ in ALONE[name]:
        rule = put(rule, *slip)
    assert len(told(rule)) == len(ALONE[name])


def test_each_wrong_word_of_a_message_is_told_at_its_place() -> None:
    text = "{a.b}甲{report.year}{c}乙{d}{report.yeer}"
    rule = put(ASSERT, ("message", "fail", "zh"), text)
    found = told(rule)
    assert [each.path for each in found] == [("message", "fail", "zh")] * 4
    assert [text[each.at or 0 :].partition("}")[0] for each in found] == ["a.b", "c", "d", "report.yeer"]


def test_no_more_is_told_than_anybody_reads() -> None:
    rule = put(ASSERT, ("message", "fail", "zh"), "".join(f"{{n{number}}}" for number in range(60)))
    assert len(told(rule)) == 40


@pytest.mark.parametrize(
    ("new", "first"),
    [
        # A section that is required and does not exist leaves no rule that could be looked at further.
        ((("require", 0), "overvew"), ("require", 0)),
    ],
)
def test_what_cannot_be_put_out_of_the_way_is_told_alone(new: Break, first: tuple[str | int, ...]) -> None:
    rule = put(put(SECTION, *new), ("fix", "zh"), "{nix}")
    assert [each.path for each in told(rule)] == [first]
    assert [each.path for each in told(put(SECTION, ("fix", "zh"), "{nix}"))] == [("fix", "zh")]


JSON = st.recursive(
    st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
PATHS = st.lists(st.sampled_from(["a", "b", "c", 0, 1, 2, 3]), max_size=3)


def looked_up(data: Any, path: list[Any]) -> tuple[Any] | None:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return (data,)


@given(JSON, PATHS)
def test_only_what_stands_at_a_path_is_changed(data: Any, path: list[Any]) -> None:
    before = deepcopy(data)
    found = changed(data, tuple(path), lambda old: [old, "new"])
    assert data == before
    known = looked_up(data, path)
    if known is None:
        assert found is None
        return
    assert looked_up(found, path) == ([known[0], "new"],)
    assert (put(found, tuple(path), known[0]) if path else known[0]) == data
    nothing: Callable[[Any], None] = lambda _: None  # noqa: E731
    assert changed(data, tuple(path), nothing) is None
