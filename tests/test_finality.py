"""
Changes laid over a rule, against laying them by hand; and what a final rule lets nobody change.
"""

from copy import deepcopy
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import yamlfile
from disclint.errors import UsageError
from disclint.rules import files
from disclint.rules.finality import ensure_may_go, ensure_no_weaker
from disclint.rules.merging import merged, touched
from disclint.yamlfile import Document

WORDS = {"zh": "甲", "en": "A"}
RULE = {
    "id": "A-B", "title": WORDS, "kind": "statement", "severity": "warning", "message": WORDS, "why": WORDS,
    "fix": WORDS, "basis": [{"ref": "city"}], "require": ["甲"], "final": True,
}  # fmt: skip
SEVERITIES = ("error", "warning", "info")


def is_refused(old: dict[str, Any], changes: dict[str, Any]) -> bool:
    document = Document(old, None)
    new, made = merged(document, Document(changes, None))
    try:
        ensure_no_weaker(files.rule(document, pack="house"), new, made, "A-B")
    except UsageError:
        return True
    return False


def worst(severity: Any, variant: str) -> int:
    given = severity if isinstance(severity, dict) else {"fail": severity}
    return SEVERITIES.index(given.get(variant, given["fail"]))


OLD = [*SEVERITIES, *({"fail": one, "partial": other} for one, other in product(SEVERITIES, SEVERITIES))]
NEW = [*OLD, *({"partial": each} for each in SEVERITIES), *({"fail": each} for each in SEVERITIES)]


@pytest.mark.parametrize("old", OLD, ids=str)
def test_a_final_rule_may_become_worse_in_no_variant_milder(old: Any) -> None:
    for new in NEW:
        both = new
        if isinstance(new, dict):
            both = {**(old if isinstance(old, dict) else {"fail": old}), **new}
        is_milder = any(worst(both, each) > worst(old, each) for each in ("fail", "partial"))
        assert is_refused({**RULE, "severity": old}, {"severity": new}) is is_milder, new


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": WORDS}, False),
        ({"message": {"zh": "乙"}}, False),
        ({"why": WORDS, "fix": WORDS, "repair": WORDS, "several": WORDS}, False),
        ({"basis+": [{"ref": "county"}]}, False),
        ({"rank": 9}, False),
        ({"examples": {}}, False),
        ({"lacks": "无"}, False),
        ({"equivalent": ["C-D"]}, False),
        ({"final": True}, False),
        ({"final": False}, True),
        ({"profile": "default"}, False),
        ({"profile": "all"}, True),
        ({"require": ["乙"]}, True),
        ({"require+": ["乙"]}, True),
        ({"applies_to": {"year": "2030"}}, True),
        ({"unless": ["乙"]}, True),
        ({"kind": "assert"}, True),
        # One change that weakens is enough.
        ({"title": WORDS, "require": ["乙"]}, True),
        ({"severity": "error", "rank": 2}, False),
        ({"severity": "odd"}, True),
    ],
)
def test_only_words_and_worse_severities_may_change(changes: dict[str, Any], *, refused: bool) -> None:
    assert is_refused(RULE, changes) is refused


HEAD = """\
overrides:
  A-B:
    title: {zh: 乙}
    require: [乙]
"""


def test_it_is_told_where_the_change_is_written() -> None:
    head = yamlfile.load(HEAD)
    new, made = merged(Document(RULE, None), head.part("overrides", "A-B"))
    assert list(touched(made)) == ["title", "require"]
    with pytest.raises(UsageError, match="A-B is final in pack 'house'; changing its require") as caught:
        ensure_no_weaker(files.rule(Document(RULE, None), pack="house"), new, made, "A-B")
    assert "--allow-final-off" in caught.value.remedy
    assert caught.value.line == 4
    assert "A-B" in caught.value.remedy


def test_only_a_final_rule_may_not_go() -> None:
    head = yamlfile.load("overrides:\n  A-B: {disabled: true}\n")
    at = ("overrides", "A-B", "disabled")
    ensure_may_go(files.rule(Document({**RULE, "final": False}, None)), head, at)
    with pytest.raises(UsageError, match="A-B is final in pack 'house' and cannot be turned off") as caught:
        ensure_may_go(files.rule(Document(RULE, None), pack="house"), head, at)
    assert caught.value.line == 2


KEYS = st.sampled_from("abc")
NUMBERS = st.lists(st.integers(0, 3), max_size=4)
PLAIN = st.recursive(
    st.integers(0, 3) | NUMBERS, lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)
SIGNED = st.recursive(
    st.integers(0, 3) | NUMBERS,
    lambda inner: st.dictionaries(
        st.tuples(KEYS, st.sampled_from(["", "", "+", "-"])).map("".join), inner, max_size=3
    ),
    max_leaves=6,
)


class RefusedError(Exception):
    """
    What cannot be laid over.
    """


def laid(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:  # noqa: C901 - one case each
    found = deepcopy(old)
    for key, value in new.items():
        name, sign = (key[0], key[1:])
        was = found.get(name)
        if sign and name in new:
            raise RefusedError
        if isinstance(value, dict) and isinstance(was, dict) and sign != "-":
            found[name] = laid(was, value)
        elif not sign:
            found[name] = value
        elif sign == "+":
            if not (was is None or isinstance(was, list)):
                raise RefusedError
            found[name] = [*(was or []), *(value if isinstance(value, list) else [value])]
        elif isinstance(was, dict):
            # Numbers are no keys.
            if value != []:
                raise RefusedError
        else:
            if not (was is None or isinstance(was, list)):
                raise RefusedError
            left = list(was or [])
            for each in value if isinstance(value, list) else [value]:
                if each not in left:
                    raise RefusedError
                left.remove(each)
            found[name] = left
    return found


@given(st.dictionaries(KEYS, PLAIN, max_size=3), SIGNED.filter(lambda each: isinstance(each, dict)))
def test_changes_are_laid_over_as_by_hand(old: dict[str, Any], new: dict[str, Any]) -> None:
    before = deepcopy((old, new))
    try:
        expected = laid(old, new)
    except RefusedError:
        with pytest.raises(UsageError):
            merged(Document(old, None), Document(new, None))
        return
    found, made = merged(Document(old, None), Document(new, None))
    assert found.data == expected
    assert (old, new) == before
    assert set(touched(made)) <= {each[0] for each in new}
    assert {each for each in expected if expected[each] != old.get(each)} <= set(touched(made))
    for each in made:
        assert each.sign in ("", "+", "-")


def at(document: Document, *path: str | int) -> tuple[str, int | None]:
    return document.origin(path)[0].text.partition("\n")[0], document.line_of(path)


def test_each_value_is_where_it_was_written() -> None:
    base = yamlfile.load("# base\na: [1, 2, 3]\nb: {x: 1, y: 2}\nc:\n- 4\n- 5\n- 6\n")
    changes = yamlfile.load("# new\na+:\n- 7\n- 8\nb:\n  y: 3\nc-: [5]\nd: 1\ne+: 9\n")
    found, _ = merged(base, changes)
    assert found.data == {"a": [1, 2, 3, 7, 8], "b": {"x": 1, "y": 3}, "c": [4, 6], "d": 1, "e": [9]}
    assert [at(found, "a", each) for each in range(5)] == [
        ("# base", 2), ("# base", 2), ("# base", 2), ("# new", 3), ("# new", 4),
    ]  # fmt: skip
    assert (at(found, "b", "x"), at(found, "b", "y")) == (("# base", 3), ("# new", 6))
    assert [at(found, "c", each) for each in range(2)] == [("# base", 5), ("# base", 7)]
    assert (at(found, "d"), at(found, "e"), at(found, "e", 0)) == (("# new", 8), ("# new", 9), ("# new", 9))


def test_what_is_kept_back_for_a_template_is_where_it_was_written() -> None:
    base = yamlfile.load("# base\nuse: t\nlet:\n  x+: [1]\n  y: 1\nrequire+: [甲]\n")
    changes = yamlfile.load("# new\nrequire+:\n- 乙\n- 丙\nlet:\n  x+: 2\nforbid+: [1]\n")
    found, made = merged(base, changes)
    assert found.data == {
        "use": "t", "let": {"x+": [1, 2], "y": 1}, "require+": ["甲", "乙", "丙"], "forbid+": [1],
    }  # fmt: skip
    assert list(touched(made)) == ["require", "let", "forbid"]
    assert [(each.path, each.sign) for each in made] == [
        (("require",), "+"),
        (("let", "x"), "+"),
        (("forbid",), "+"),
    ]
    assert [at(found, "require+", each) for each in (1, 2)] == [("# new", 3), ("# new", 4)]
    assert at(found, "let", "x+", 1) == ("# new", 6)
    assert at(found, "forbid+", 0) == ("# new", 7)
    assert at(found, "let", "y") == ("# base", 5)


def test_what_was_changed_is_told_with_what_was_there() -> None:
    old = {"a": 1, "b": [1, 2], "params": {"n": {"type": "count", "default": 1}}, "c": {"d": 3}}
    _, made = merged(
        Document(old, None), Document({"a": 2, "b-": [1], "params": {"n": 5}, "c": {"d": 4}, "e+": 6}, None)
    )
    assert [(each.path, each.sign, each.value, each.was) for each in made] == [
        (("a",), "", 2, 1),
        (("b",), "-", [1], None),
        (("params", "n", "default"), "", 5, None),
        (("c", "d"), "", 4, 3),
        (("e",), "+", 6, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Severities and messages have a short form and a long one.
        ({"severity": "info"}, {"severity": {"partial": "error"}}, {"severity": {"fail": "info", "partial": "error"}}),
        ({"severity": {"fail": "info", "partial": "info"}}, {"severity": "error"}, {"severity": "error"}),
        ({"message": {"zh": "甲", "en": "A"}}, {"message": {"zh": "乙"}}, {"message": {"zh": "乙", "en": "A"}}),
        (
            {"message": {"zh": "甲", "en": "A"}},
            {"message": {"partial": {"zh": "乙"}}},
            {"message": {"fail": {"zh": "甲", "en": "A"}, "partial": {"zh": "乙"}}},
        ),
        ({"message": {"fail": {"zh": "甲"}}}, {"message": {"zh": "乙"}}, {"message": {"zh": "乙"}}),
        (
            {"message": {"fail": {"zh": "甲", "en": "A"}}},
            {"message": {"fail": {"zh": "乙"}}},
            {"message": {"fail": {"zh": "乙", "en": "A"}}},
        ),
        # Elsewhere there are no such forms.
        ({"why": "甲"}, {"why": {"x": 1}}, {"why": {"x": 1}}),
        ({"let": {"message": {"zh": 1}}}, {"let": {"message": {"fail": 2}}}, {"let": {"message": {"zh": 1, "fail": 2}}}),
        # A parameter is set by giving its value.
        ({"params": {"n": {"type": "count", "default": 1}}}, {"params": {"n": 2}}, {"params": {"n": {"type": "count", "default": 2}}}),
        ({"params": {"n": {"type": "count"}}}, {"params": {"n": {"max": 2}}}, {"params": {"n": {"type": "count", "max": 2}}}),
        ({"params": {"n": "count"}}, {"params": {"n": 2}}, {"params": {"n": 2}}),
        ({"other": {"n": {"type": "count"}}}, {"other": {"n": 2}}, {"other": {"n": 2}}),
        # What is known by a name is taken away by it.
        ({"basis": [{"ref": "a"}, {"ref": "b"}]}, {"basis-": ["a"]}, {"basis": [{"ref": "b"}]}),
        ({"x": [{"id": "a"}, "a"]}, {"x-": ["a"]}, {"x": [{"id": "a"}]}),
        ({"x": {"a": 1, "b": 2}}, {"x-": ["a"]}, {"x": {"b": 2}}),
        ({"x": [1, 2, 1]}, {"x-": 1}, {"x": [2, 1]}),
        ({"x": {"a": 1}}, {"x+": {"b": 2}}, {"x": {"a": 1, "b": 2}}),
        ({"x": {"a": {"c": [1]}}}, {"x": {"a+": {"c+": 2}}}, {"x": {"a": {"c": [1, 2]}}}),
        # A sign alone is a name.
        ({"+": 1}, {"+": 2}, {"+": 2}),
        # What is a template's is kept back, sign and all.
        ({"use": "t"}, {"require+": ["甲"]}, {"use": "t", "require+": ["甲"]}),
        ({"use": "t", "require+": ["甲"]}, {"require+": "乙"}, {"use": "t", "require+": ["甲", "乙"]}),
        ({"use": "t", "require+": "甲"}, {"require+": ["乙"]}, {"use": "t", "require+": ["甲", "乙"]}),
        ({"use": "t", "let+": {"a": 1}}, {"let+": {"b": 2}}, {"use": "t", "let+": {"a": 1, "b": 2}}),
        ({"use": "t", "let+": "甲"}, {"let+": {"b": 2}}, {"use": "t", "let+": ["甲", {"b": 2}]}),
        ({"use": "t", "let+": {"b": 2}}, {"let+": "甲"}, {"use": "t", "let+": [{"b": 2}, "甲"]}),
        ({"use": "t", "require+": ["甲"]}, {"require": ["乙"]}, {"use": "t", "require": ["乙"]}),
        ({"use": "t", "require": ["甲"]}, {"require+": ["乙"]}, {"use": "t", "require": ["甲", "乙"]}),
        ({"use": "t"}, {"with": {"list+": [1]}}, {"use": "t", "with": {"list+": [1]}}),
    ],
)  # fmt: skip
def test_what_is_short_becomes_long_where_the_change_is(
    old: dict[str, Any], new: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert merged(Document(old, None), Document(new, None))[0].data == expected


@pytest.mark.parametrize(
    ("changes", "problem", "line"),
    [
        ("a+: [1]\n\na: [2]\n", "both 'a' and 'a+' are given", 1),
        ("x: 1\na-:\n- 2\n- 9\n", "9 cannot be removed: it is not there", 4),
        ("x: 1\na-: 9\n", "9 cannot be removed", 2),
        ("b+: [1]\n", "'b+' is no list", 1),
        ("b-: 2\n", "'b-' is no list", 1),
        ("m-: [x, z]\n", "'z' cannot be removed", 1),
        ("m-:\n- 1\n", "1 cannot be removed", 2),
    ],
)
def test_what_cannot_be_changed_is_refused_in_its_line(changes: str, problem: str, line: int) -> None:
    with pytest.raises(UsageError) as caught:
        merged(Document({"a": [1, 2, 3], "b": 1, "m": {"x": 1, "y": 1}}, None), yamlfile.load(changes))
    assert problem.replace("'b+'", "'b'").replace("'b-'", "'b'") in caught.value.problem
    assert caught.value.line == line
    _, remedy = caught.value.zh or ("", "")
    if "removed" in problem:
        assert remedy.startswith("现有: ")
        assert ("y" in remedy) == ("m-" in changes)
