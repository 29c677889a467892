"""
Templates against filling in blanks by hand, and which values their parameters may have.
"""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import yamlfile
from disclint.errors import UsageError
from disclint.rules.parameters import ensured
from disclint.rules.templates import Template, ensure_acyclic, expanded, templates
from disclint.yamlfile import Document

WORDS = {
    "table": ("requests", "disputes"), "row": ("granted",), "column": ("total",), "section": ("overview",),
    "concept": ("new_received",),
}  # fmt: skip


def template(name: str, data: dict[str, Any]) -> Template:
    return Template(name, Document(data, None))


def filled(rule: dict[str, Any], **known: dict[str, Any]) -> dict[str, Any]:
    head = Document({"templates": known} if known else {}, None)
    found: dict[str, Any] = expanded(Document(rule, None), templates(head), WORDS).data
    return found


def refused(rule: dict[str, Any], **known: dict[str, Any]) -> str:
    with pytest.raises(UsageError) as caught:
        filled(rule, **known)
    assert caught.value.zh
    return str(caught.value)


VALUES = st.one_of(st.integers(0, 99), st.sampled_from(["甲", "乙丙", "x > 1"]))
TEXTS = st.lists(
    st.sampled_from(["${a}", "${b}", "甲", " > ", "$", "{a}", "${", "}"]), min_size=1, max_size=4
).map("".join)


def by_hand(value: Any, values: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: by_hand(each, values) for key, each in value.items()}
    if isinstance(value, list):
        return [by_hand(each, values) for each in value]
    if not isinstance(value, str):
        return value
    for name, each in values.items():
        if value == f"${{{name}}}":
            return each
    return re.sub(r"\$\{([ab])\}", lambda found: str(values[found[1]]), value)


@given(
    st.recursive(
        TEXTS | st.integers(0, 3),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
        ),
        max_leaves=6,
    ),
    VALUES,
    st.none() | VALUES,
)
def test_blanks_are_filled_in_wherever_they_stand(body: Any, a: Any, b: Any) -> None:
    given = {"a": a} if b is None else {"a": a, "b": b}
    # What stands between the braces of a blank is a name.
    if any("${" in each.replace("${a}", "").replace("${b}", "") and "}" in each for each in texts(body)):
        return
    known = {
        "params": {"a": "text", "b": {"type": "text", "default": "无"}},
        "check": body,
        "examples": {"x": "${a}"},
    }
    rule = {"use": "t", "with": given, "id": "A-B"}
    assert filled(rule, t=known) == {
        "check": by_hand(body, {"b": "无", **given}), "examples": {"x": "${a}"}, "id": "A-B",
    }  # fmt: skip
    # A rule may have blanks of its own, which are filled by their defaults.
    alone = {
        "params": {"a": {"type": "text", "default": a}, "b": {"type": "text", "default": 1}},
        "check": body,
    }
    assert filled(alone) == {"check": by_hand(body, {"a": a, "b": 1})}


def texts(body: Any) -> list[str]:
    if isinstance(body, str):
        return [body]
    below = body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    return [one for each in below for one in texts(each)]


def test_a_rule_without_blanks_is_as_it_is_written() -> None:
    plain = Document({"id": "A-B", "check": "${a}"}, None)
    assert expanded(plain, {}, WORDS) is plain


def test_a_template_may_use_another_and_says_more_than_it() -> None:
    inner = {
        "params": {"n": "count", "m": {"type": "count", "default": 7}},
        "check": "x > ${n} + ${m}",
        "where": "${n}",
        "rank": 1,
    }
    outer = {"params": {"k": "count"}, "use": "inner", "with": {"n": "${k}"}, "when": "y == ${k}", "rank": 2}
    rule = {"use": "outer", "with": {"k": 3}, "id": "A-B", "rank": 3}
    assert filled(rule, inner=inner, outer=outer) == {
        "check": "x > 3 + 7", "where": 3, "when": "y == 3", "rank": 3, "id": "A-B",
    }  # fmt: skip
    # A rule's own parameters reach the templates.
    mine = {
        "params": {"p": {"type": "count", "default": 5}},
        "use": "outer",
        "with": {"k": "${p}"},
        "title": "${p}",
    }
    assert filled(mine, inner=inner, outer=outer) == {
        "check": "x > 5 + 7", "where": 5, "when": "y == 5", "rank": 2, "title": 5,
    }  # fmt: skip


def test_a_truth_value_is_written_as_in_expressions() -> None:
    rule = {"use": "t", "with": {"f": True}}
    assert filled(rule, t={"params": {"f": "boolean"}, "check": "x == ${f}", "final": "${f}"}) == {
        "check": "x == true", "final": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "known", "problem"),
    [
        ({"use": "s"}, {}, "there is no template 's'"),
        ({"use": 3}, {}, "there is no template 3"),
        ({"use": "t"}, {"params": {"a": "text"}}, "the parameter 'a' is not given"),
        ({"use": "t", "with": {"b": 1}}, {"params": {"a": {"type": "text", "default": 1}}}, "the template has no parameter 'b'"),
        ({"use": "t", "with": {"a": 1}}, {"check": "${a}"}, "the template has no parameter 'a'"),
        ({"use": "t"}, {"check": "${a}"}, "there is no parameter 'a'"),
        ({"use": "t"}, {"check": ["x", {"y": "1 + ${a}"}]}, "there is no parameter 'a'"),
        ({"use": "t", "with": {"a": [1]}}, {"params": {"a": "list"}, "check": "x${a}"}, "'a' is a list and cannot stand inside a text"),
        ({"use": "t", "with": {"a": {"zh": "甲", "en": "A"}}}, {"params": {"a": "words"}, "check": "x${a}"}, "'a' is a list"),
        ({"params": {"a": "text"}, "check": "${a}"}, {}, "the parameter 'a' has no value"),
        ({"use": "t", "with": {"a": "甲" * 3000}}, {"params": {"a": "text"}, "check": "${a}${a}"}, "too large"),
        ({"use": "t", "with": {"a": [0] * 900}}, {"params": {"a": "list"}, "check": ["${a}"] * 6}, "too large"),
        ({"use": "t", "with": {"a": [0] * 900}, "x": [0] * 3000}, {"params": {"a": "list"}, "check": ["${a}"] * 3}, "too large"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(rule: dict[str, Any], known: dict[str, Any], problem: str) -> None:
    assert problem in refused(rule, t=known)


def test_what_is_just_small_enough_is_filled_in() -> None:
    known = {"params": {"a": "list", "b": "text"}, "check": ["${a}"] * 5, "when": "${b}${b}"}
    found = filled({"use": "t", "with": {"a": [0] * 900, "b": "甲" * 2000}}, t=known)
    assert sum(map(len, found["check"])) == 4500
    assert len(found["when"]) == 4000


FILE = """\
id: A-B
use: t
with:
  a: 1
  b: 2
"""
HEAD = """\
templates:
  t:
    params:
      a: {type: count, default: -1}
      b: {type: count}
    check:
      - ${a}
      - x: ${c}
"""


def placed(file: str, head: str) -> int | None:
    written = yamlfile.load(head)
    known = {"t": Template("t", written.part("templates", "t"))}
    with pytest.raises(UsageError) as caught:
        expanded(yamlfile.load(file), known, WORDS)
    return caught.value.line


def test_what_is_wrong_is_told_in_its_line() -> None:
    # In the template, the blank; of the rule, the value.
    assert placed(FILE, HEAD) == 8
    assert placed(FILE.replace("b: 2", "b: 甲"), HEAD) == 5
    assert placed(FILE.replace("b: 2", "d: 2"), HEAD) == 5
    assert placed(FILE.replace("use: t", "use: s"), HEAD) == 2
    assert placed(FILE.replace("  a: 1\n", ""), HEAD) == 4
    assert placed("id: A-B\nparams:\n  a: {type: count, default: 甲}\n", HEAD) == 3
    assert placed("id: A-B\nparams:\n  a: count\n", HEAD) == 3


def test_what_came_of_a_template_stands_in_it_and_the_rest_in_the_rule() -> None:
    head = yamlfile.load(HEAD.replace("${c}", "1"))
    rule = yamlfile.load(f"{FILE}\nwhere: x\n")
    found = expanded(rule, {"t": Template("t", head.part("templates", "t"))}, WORDS)
    assert found.data == {"check": [1, {"x": 1}], "id": "A-B", "where": "x"}
    assert found.origin(("check",))[0].text == head.text
    assert found.line_of(("check",)) == 6
    assert found.line_of(("where",)) == 7


def chain(length: int, last: str | None) -> dict[str, Template]:
    """
    Templates of which each uses the next.
    """
    uses = [*(f"t{number}" for number in range(1, length)), last]
    return {
        f"t{number}": template(f"t{number}", {"check": "x"} if use is None else {"use": use})
        for number, use in enumerate(uses)
    }


def test_eight_templates_may_use_one_another_and_none_itself() -> None:
    for length in range(1, 9):
        known = chain(length, None)
        ensure_acyclic(known["t0"], known)
        assert expanded(Document({"use": "t0"}, None), known, WORDS).data == {"check": "x"}
    for known, problem in (
        (chain(9, None), "t7 → t8"),
        (chain(1, "t0"), "t0 → t0"),
        (chain(3, "t1"), "t0 → t1 → t2 → t1"),
        (chain(2, "nosuch"), "there is no template 'nosuch'"),
    ):
        with pytest.raises(UsageError, match=problem):
            ensure_acyclic(known["t0"], known)
    for known in (chain(1, "t0"), chain(3, "t1")):
        with pytest.raises(UsageError, match="in a circle or too deep"):
            expanded(Document({"use": "t0"}, None), known, WORDS)


def test_a_template_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        filled({"use": "s"}, t={"check": "x"}, u={"check": "y"})
    assert (caught.value.zh or ("", ""))[1] == "可以用: t、u"
    with pytest.raises(UsageError) as caught:
        filled({"use": "s"})
    assert (caught.value.zh or ("", ""))[1] == "在 pack.yaml 的 templates 下定义它"


def test_a_rule_holds_five_thousand_values_at_most() -> None:
    assert len(filled({"params": {}, "x": [0] * 4999})["x"]) == 4999
    assert "too large" in refused({"params": {}, "x": [0] * 5000})


def test_the_blanks_of_a_template_are_those_of_its_text() -> None:
    data = {
        "params": {"a": {"type": "text", "default": "${x}"}},
        "check": "${a} > ${b}",
        "let": {"c": ["${c}"]},
    }
    assert template("t", data).blanks() == {"a", "b", "c"}


GOOD: dict[str, list[Any]] = {
    "table": ["requests", "$t", "@a", "*"],
    "row": ["granted", "$row"],
    "column": ["total", "@applicants"],
    "section": ["overview"],
    "concept": ["new_received"],
    "text": ["甲", 3, Decimal("1.5"), ""],
    "expression": ["x > 1", 3, True],
    "address": ["requests/granted/total"],
    "phrase": ["共{n:count}件"],
    "number": [3, -1, Decimal("1.5")],
    "count": [0, 3],
    "percent": [40, Decimal("0.5"), "40%", "0.5%", "40.0%"],
    "list": [[1], ["甲", 2]],
    "phrases": [["甲"]],
    "boolean": [True, False],
    "words": [{"zh": "甲", "en": "A"}, {"zh": "甲", "en": "A", "ja": "a"}],
}
BAD: dict[str, list[Any]] = {
    "table": ["requsts", 3, ["requests"]],
    "row": ["grantd"],
    "column": ["totl", True],
    "section": ["nosuch"],
    "concept": ["nosuch"],
    "text": [["甲"], {"zh": "甲"}, None],
    "number": ["3", True, [3]],
    "count": [-1, Decimal("1.5"), "3", True],
    "percent": ["40", "甲", "4%%", "%", True, ["40%"]],
    "list": [[], "甲", {"a": 1}],
    "phrases": [[], "甲"],
    "boolean": ["true", 1, 0],
    "words": [{"zh": "甲"}, "甲", ["zh", "en"]],
}
SHOWN = {"40%": 40, "0.5%": Decimal("0.5"), "40.0%": 40}
DOCUMENT = yamlfile.load("params:\n  a: {default: 1}\nwith:\n  a: 1\n")


def test_values_of_each_type() -> None:
    for kind, values in GOOD.items():
        for each in values:
            found = ensured({"type": kind}, each, WORDS, DOCUMENT, ("with", "a"))
            expected = SHOWN.get(each, each) if kind == "percent" and isinstance(each, str) else each
            assert (found, type(found)) == (expected, type(expected)), (kind, each)


@pytest.mark.parametrize(("kind", "value"), [(kind, each) for kind, values in BAD.items() for each in values])
def test_what_is_of_another_type_is_refused_at_its_place(kind: str, value: Any) -> None:
    with pytest.raises(UsageError) as caught:
        ensured({"type": kind}, value, WORDS, DOCUMENT, ("with", "a"))
    assert caught.value.line == 4
    problem, _ = caught.value.zh or ("", "")
    assert problem.startswith("参数“a”的值不对: ")
    if kind in WORDS and isinstance(value, str):
        assert caught.value.problem == f"there is no {kind} {value!r}"
    else:
        assert caught.value.problem.startswith(f"{value!r} is no ")
    assert ("它" in problem) == isinstance(value, list | dict | type(None))


def test_near_names_are_offered() -> None:
    with pytest.raises(UsageError) as caught:
        ensured({"type": "table"}, "requsts", WORDS, DOCUMENT, ("params", "a", "default"))
    assert "requests" in caught.value.remedy
    assert "requests" in (caught.value.zh or ("", ""))[1]
    assert caught.value.line == 2
    assert (caught.value.zh or ("", ""))[0].startswith("参数“a”的值不对")
    # Names that nobody knows may be any.
    assert ensured({"type": "table"}, "anything", {}, DOCUMENT, ("with", "a")) == "anything"
    with pytest.raises(UsageError) as caught:
        ensured({"type": "count"}, "甲", WORDS, DOCUMENT, ("with", "a"))
    assert caught.value.remedy == "give a count"


@pytest.mark.parametrize("kind", ["number", "count", "percent"])
@pytest.mark.parametrize("least", [None, 2])
@pytest.mark.parametrize("most", [None, 5])
def test_numbers_are_within_their_bounds(kind: str, least: int | None, most: int | None) -> None:
    about = {
        "type": kind,
        **({} if least is None else {"min": least}),
        **({} if most is None else {"max": most}),
    }
    for value in range(9):
        is_fine = (least is None or value >= least) and (most is None or value <= most)
        for written in (value, f"{value}%") if kind == "percent" else (value,):
            if is_fine:
                assert ensured(about, written, WORDS, DOCUMENT, ("with", "a")) == value
            else:
                with pytest.raises(UsageError) as caught:
                    ensured(about, written, WORDS, DOCUMENT, ("with", "a"))
                low, high = "-∞" if least is None else least, "∞" if most is None else most
                assert caught.value.problem == f"{value} is not between {low} and {high}"


def test_one_of_a_list_is_no_other() -> None:
    about = {"type": "text", "one_of": ["甲", 2]}
    assert [ensured(about, each, WORDS, DOCUMENT, ("with", "a")) for each in ("甲", 2)] == ["甲", 2]
    with pytest.raises(UsageError, match="'乙' is none of 甲, 2"):
        ensured(about, "乙", WORDS, DOCUMENT, ("with", "a"))
    with pytest.raises(UsageError, match="9 is none of 1, 2"):
        ensured({"type": "count", "one_of": [1, 2], "max": 5}, 9, WORDS, DOCUMENT, ("with", "a"))
    # Of another type it is told so first.
    with pytest.raises(UsageError, match="is no text"):
        ensured(about, ["乙"], WORDS, DOCUMENT, ("with", "a"))
