"""
Expressions at their edges: what is missing, what is told at once, how much there may be, which type a thing has.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

from disclint import values
from disclint.phrases import Phrase, compile_phrase
from disclint.rules import expressions, functions, reading
from disclint.rules.checking import check
from disclint.rules.comparing import compare
from disclint.rules.evaluation import compile_expression
from disclint.rules.expressions import ExpressionError
from disclint.rules.functions import EvaluationError
from disclint.rules.nodes import Name, children, names, variables, walk
from disclint.rules.scope import Abroad, Pattern, Within
from disclint.rules.telling import telling
from disclint.rules.tracing import ask, part, recorded, recording, walked, watch
from disclint.rules.vocabulary import VOCABULARY
from disclint.source import Span
from disclint.values import FALSE, TRUE, Leaf, Missing, Number, Subject, Text, Truth, Value

PAGE = Path("docs/rule-language.md")


@frozen
class Sheet:
    """
    A scope that has what it is told, by name and address; `said` is what each function gives.
    """

    known: Mapping[str, Value] = field(factory=dict)
    said: Mapping[str, Value] = field(factory=dict)

    def name(self, id: str) -> Value:
        return self.known[id]

    def address(self, pattern: Pattern) -> Value:
        return self.known["/".join(pattern)]

    def cells(self, pattern: Pattern) -> Value:
        return (self.known["/".join(pattern)],)

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        return self.said[
            f"{function} {' '.join(each.text for each in arguments if isinstance(each, Text))}".strip()
        ]

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        return (
            (Text(f"{where.text} {' '.join(each.words for each in phrases)}"),)
            if isinstance(where, Text)
            else ()
        )

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        return values.TRUE if isinstance(where, Text) and phrase.search(where.text) else values.FALSE


def number(low: int | None, high: int | None = None, *missing: str) -> Number:
    return Number(*(None if each is None else Decimal(each) for each in (low, high)), frozenset(missing))


GONE = Missing("gone")
OPEN = Truth(None, frozenset(["open"]), (Leaf("open"),))
THING = Subject(
    "row", Span(3, 4), "t/a", {"id": Text("a"), "text": Text("甲", Span(3, 4)), "value": values.number(3)}
)
KNOWN: Mapping[str, Value] = {
    "gone": GONE, "unread": Missing("page 2", unread=True), "open": OPEN, "one": values.number(1), "some": number(0, None, "t/b"),
    "word": Text("甲乙", Span(0, 2)), "thing": THING, "other_thing": Subject("row", Span(5, 6), "t/b", {"id": Text("b")}),
    "twin": Subject("row", Span(3, 4), "t/a"), "bare": Subject("row"), "plain": Subject("row"),
    "things": (THING, GONE), "nothing": (), "numbers": (values.number(1), values.number(5)), "maybe": (GONE,),
    "several": (Text("甲", Span(0, 1)), GONE, Text("乙", Span(1, 2)), Text("甲", Span(2, 3))),
    "t/a/x": values.number(7), "requests/a/x": values.number(7), "yes": TRUE, "no": FALSE,
}  # fmt: skip
VOCAB = VOCABULARY
for each in KNOWN:
    VOCAB = VOCAB.bind(each)


def worth(text: str, scope: Any = None) -> Value:
    return compile_expression(reading.parse(text), VOCAB)(scope or Sheet(KNOWN))


def truth(text: str) -> tuple[bool | None, frozenset[str]]:
    value = worth(text)
    assert isinstance(value, Truth), value
    return value.value, value.reasons


@pytest.mark.parametrize(
    ("text", "expected", "reasons"),
    [
        # What is missing equals nothing for certain, and differs from nothing for certain.
        ("gone == one", None, {"gone"}),
        ("one != gone", None, {"gone"}),
        ("gone < some", None, {"gone", "t/b"}),
        ("gone == gone", None, {"gone"}),
        ("gone == word", None, {"gone"}),
        ("word in gone", None, {"gone"}),
        ("gone in word", None, {"gone"}),
        ("gone in [one]", None, {"gone"}),
        ("one in [gone, one]", True, set()),
        ("one in [gone, some]", None, {"gone", "t/b"}),
        ("word in []", False, set()),
        # A word is in a text, or in a list of texts.
        ('"甲" in word', True, set()),
        ('"丙" in word', False, set()),
        ('"甲" in ["甲乙"]', False, set()),
        # Truths.
        ("open == open", None, {"open"}),
        ("yes == no", False, set()),
        ("no == no", True, set()),
        ("yes != no", True, set()),
        ("open != yes", None, {"open"}),
        ("not gone", None, {"gone"}),
        ("not open", None, {"open"}),
        # The same thing may have been looked up twice; two things of which nobody knows where they are differ.
        ("thing == thing", True, set()),
        ("thing == twin", True, set()),
        ("thing == other_thing", False, set()),
        ("thing != other_thing", True, set()),
        ("bare == plain", False, set()),
        ("bare == bare", True, set()),
        # Lists.
        ("[one, word] == [one, word]", True, set()),
        ("[one] == [some]", None, {"t/b"}),
        ("[one] == [one, one]", False, set()),
        ("[one, some] == [one]", False, set()),
        ("[] == []", True, set()),
        ("[one] != [one]", False, set()),
        # What there is.
        ("exists(gone)", False, set()),
        ("exists(unread)", None, {"page 2"}),
        ("exists(thing)", True, set()),
        ("exists(nothing)", False, set()),
        ("exists(maybe)", None, {"gone"}),
        ("exists(things)", True, set()),
        ("count(things) == 1", None, {"gone"}),
        ("count(things) >= 1", True, set()),
        ("count(things) > 2", False, set()),
        ("count(gone) == 0", True, set()),
        ("count(thing) == 1", True, set()),
        ("count(nothing) == 0", True, set()),
        ("sum(numbers) == 6", True, set()),
        ("sum(nothing) == 0", True, set()),
        ("sum(some) < 0", False, set()),
        ("first(nothing) == 1", None, {"first of an empty list"}),
        ("last(nothing) == 1", None, {"last of an empty list"}),
        ("last(numbers) - first(numbers) == 4", True, set()),
        ("first(one) == 1", True, set()),
        ("count(repeated(several)) == 1", True, set()),
        ("min(nothing) == 1", None, {"the least or greatest of nothing"}),
        # What quantifiers say of what may be there.
        ("all(x in maybe: x == 1)", None, {"gone"}),
        ("any(x in maybe: x == 1)", None, {"gone"}),
        ("all(x in nothing: false)", True, set()),
        ("any(x in nothing: true)", False, set()),
        ("all(x in one: x == 1)", True, set()),
        ("exists(filter(x in numbers: x > 1 and open))", None, {"open"}),
        ("exists(filter(x in numbers: open or x > 1))", True, set()),
        ("count(x in numbers: x > 1 and open) <= 1", True, set()),
        ("count(x in numbers: x > 1 and open) == 1", None, {"open"}),
        ("sum(x in numbers: x * 2) == 12", True, set()),
        # A number is that of a cell or claim, too.
        ("thing + 1 == 4", True, set()),
        ("gone + 1 == 4", None, {"gone"}),
        ("abs(gone) >= 0", True, set()),
        ("abs(0 - some) >= 0", True, set()),
        ("abs(0 - some) == 5", None, {"t/b"}),
        ("length(gone) == 1", None, {"gone"}),
        ("length(thing) == 1", True, set()),
        ("similarity(gone, word) == 1", None, {"gone"}),
        ("similarity(word, gone) == 1", None, {"gone"}),
        ("thing.nosuch == 1", None, {"t/a.nosuch"}),
        ("gone.x.y == 1", None, {"gone"}),
        ("open implies yes", True, set()),
        ("open implies no", None, {"open"}),
        ("no implies gone", True, set()),
        ("yes implies open", None, {"open"}),
        ("ordinal(gone, 1, 1) == 3", None, {"gone"}),
        ("ordinal(some, 1, 1) == 3", None, {"t/b"}),
        ("ordinal(2023, 2, 29) == 3", None, {"no such day: 2023-2-29"}),
        ("ordinal(99999999999, 1, 1) == 3", None, {"no such day: 99999999999-1-1"}),
        ("multiple(gone, 2)", None, {"gone"}),
        ("multiple(some, 2)", None, {"t/b"}),
        ("multiple(4, some)", None, {"t/b"}),
        ("multiple(4, 0)", None, {"about so much"}),
        ("explicable(4, gone)", None, {"gone"}),
        ("explicable(4, 0)", None, {"about so much"}),
        ("explicable(some, 4)", None, {"t/b"}),
    ],
)  # fmt: skip
def test_what_is_missing_and_what_is_there(text: str, expected: bool | None, reasons: set[str]) -> None:  # noqa: FBT001
    assert truth(text) == (expected, reasons)
    told = telling(reading.parse(text))(Sheet(KNOWN))
    assert told in (None, expected)


@pytest.mark.parametrize(
    ("arguments", "low", "high"),
    [
        ("min(one, some)", 0, 1),
        ("min(5, some)", 0, 5),
        ("max(one, some)", 1, None),
        ("max(one, 0 - some)", 1, 1),
        ("min(one, 0 - some)", None, 0),
        ("min(numbers)", 1, 1),
        ("max(numbers, 9)", 9, 9),
        ("abs(some)", 0, None),
        ("abs(some - 3)", 0, None),
        ("abs(0 - some)", 0, None),
        ("abs(0 - one)", 1, 1),
        ("abs(one)", 1, 1),
        ("abs(min(some, 2) - 5)", 3, 5),
        ("abs(min(some, 9) - 2)", 0, 7),
        ("abs(2 - min(some, 9))", 0, 7),
        ("some * 2 + 1", 1, None),
        ("abs(min(some, 5.5) - 5)", 0, 5),
        ("abs(min(some, 4.5) - 5) * 2", 1, 10),
        ("abs(5 - min(some, 4.5)) * 2", 1, 10),
    ],
)  # fmt: skip
def test_what_is_known_of_a_number_in_part(arguments: str, low: int | None, high: int | None) -> None:
    found = worth(arguments)
    assert isinstance(found, Number)
    assert (found.low, found.high) == (low, high)
    assert found.missing == ({"t/b"} if "some" in arguments else set())


@pytest.mark.parametrize(
    "text",
    [
        "one == 1", "one != 2", 'word == "甲乙"', 'word != "甲"', "yes == no", "one < 2", "one + 1 >= 2", "not (one > 2)",
        "one == 1 and word == word", "one == 2 or yes", "one == 2 implies open", "all(x in numbers: x > 0)",
        "any(x in numbers: x > 4)", "all(x in numbers: x > 1)", "any(x in numbers: x > 9)", "open and no", "open or yes", "no implies open",
        "exists(thing)", "true", "all(x in numbers: x > 1 and open)", "any(x in numbers: x > 1 or open)", "all(x in nothing: open)",
        'thing.text == "甲"', "first(numbers) == 1",
    ],
)  # fmt: skip
def test_plain_conditions_are_told_at_once(text: str) -> None:
    assert telling(reading.parse(text))(Sheet(KNOWN)) is truth(text)[0]
    assert truth(text)[0] is not None


@pytest.mark.parametrize(
    "text",
    ["open", "not open", "open and yes", "open or no", "gone == 1", "some == 3", "[one] == [one]", "one == word", "yes < no",
     "word < word", "all(x in numbers: open)", "any(x in numbers: open)", "yes implies open"],
)  # fmt: skip
def test_what_is_not_told_at_once_is_left_open(text: str) -> None:
    assert telling(reading.parse(text))(Sheet(KNOWN)) is None


def test_a_text_and_a_thing_are_found_where_they_stand() -> None:
    for text, places in {
        'word == "甲乙"': [(0, 2)], '"甲" in word': [(0, 2)], "thing == other_thing": [(3, 4), (5, 6)], "thing == twin": [(3, 4)],
        "word == word": [(0, 2)], "count(several) >= 3": [(0, 1), (1, 2), (2, 3)], "count(thing) == 1": [(3, 4)],
    }.items():  # fmt: skip
        value = worth(text)
        assert isinstance(value, Truth)
        assert [(each.span.start, each.span.end) for each in value.leaves if each.span] == places, text
        assert len(value.leaves) == len(places)
    (leaf,) = worth("count(thing) == 1").leaves  # type: ignore[union-attr]
    assert (leaf.label, leaf.address) == ("row", "t/a")
    (leaf,) = worth('"甲" in word').leaves  # type: ignore[union-attr]
    assert leaf.label == "甲乙"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("word < word", "a text < a text: only numbers have an order"),
        ("thing >= thing", "a row >= a row: only numbers have an order"),
        ("one == word", "a number and a text cannot be equal"),
        ("[one] == one", "a list and a number cannot be equal"),
        ("yes == one", "a truth and a number cannot be equal"),
        ("one in one", "nothing is in a number"),
        ("one in word", "nothing is in a text"),
        ("word + 1", "a text is no number"),
        ("other_thing + 1", "a row is no number"),
        ("sum(word)", "a text is no number"),
        ("one and yes", "a number is neither true nor false"),
        ("not word", "a text is neither true nor false"),
        ("length(one)", "a number is no text"),
        ("length(nothing)", "a list is no text"),
        ("requests/$one/x", "$one has no id and cannot stand in an address"),
        ("one.x", "no .x here: only a subject of the report has properties"),
        ("nothing.x", "no .x here"),
        ("of(one, 1)", "of looks into another report"),
        ("of(thing, 1)", "of looks into another report"),
    ],
)
def test_what_a_value_does_not_have_is_the_fault_of_the_rule(text: str, problem: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        worth(text)
    assert problem in str(caught.value)


def test_a_variable_in_an_address_is_an_id_or_a_thing_with_one() -> None:
    scope = Sheet({**KNOWN, "id": Text("a")})
    vocabulary = VOCAB.bind("id")
    for text in ("requests/$thing/x", "requests/$id/x"):
        assert compile_expression(reading.parse(text), vocabulary)(scope) == values.number(7)
        assert compile_expression(reading.parse(f"cells({text})"), vocabulary)(scope) == (values.number(7),)
    assert worth("requests/$gone/x") == GONE
    assert worth("cells(requests/$gone/x)") == GONE
    assert worth("requests/$bare/x") == Missing("row.id")


# Functions against plain ways to work them out.


def test_the_number_of_a_day_counts_days() -> None:
    for at in (date(2024, 2, 28), date(1999, 12, 31), date(2023, 7, 1)):
        text = f"ordinal({at.year}, {at.month}, {at.day})"
        following = date.fromordinal(at.toordinal() + 1)
        assert (
            truth(f"ordinal({following.year}, {following.month}, {following.day}) - {text} == 1")[0] is True
        )
        assert worth(text) == values.number(at.toordinal())


def test_multiples() -> None:
    for value, step in product(["0", "3", "6", "7.5", "0.3"], ["3", "2.5", "0.1"]):
        whole = Fraction(value) / Fraction(step)
        assert truth(f"multiple({value}, {step})")[0] is (whole.denominator == 1)


def can_be(count: int, percent: str) -> bool:
    """
    Whether a count is so much per cent of some whole number, more than it, or less, as far as the last digit tells.
    """
    stated, unit = Fraction(percent), Fraction(1, 10 ** len(percent.partition(".")[2]))
    for share in (100 + stated, 100 - stated, stated):
        least, most = share - unit, share + unit
        if most > 0 and any(whole * least <= 100 * count <= whole * most for whole in range(3000)):
            return True
    return False


@pytest.mark.parametrize("percent", ["1", "7", "25", "33.3", "50", "99.5", "100", "150", "12.5", "0.703"])
def test_a_percentage_is_of_a_whole_number(percent: str) -> None:
    leaf = Leaf(f"{percent}%", span=Span(0, 1))
    for count in range(14):
        found = functions.explicable(
            values.number(count, Leaf("n")), Number(Decimal(percent), Decimal(percent), leaves=(leaf,))
        )
        assert found.value is can_be(count, percent), count
        assert found.leaves == (Leaf("n"), leaf)


@pytest.mark.parametrize(
    ("label", "places"),
    [("12.5%", 1), ("12%", 0), ("0.25", 2), ("１．５０％", 2), ("3.", 0), ("", 0), ("约1.5万", 1)],
)
def test_decimals_are_counted_as_they_are_written(label: str, places: int) -> None:
    assert functions.decimals(values.number(1, Leaf(label), Leaf("9.999"))) == places
    assert functions.decimals(values.number(1)) == 0


@pytest.mark.parametrize("one", ["", "甲", "甲乙", "甲乙丙", "甲乙甲乙", "乙甲", "甲,乙"])
@pytest.mark.parametrize("other", ["", "甲", "甲乙", "乙丙", "甲乙甲", "甲，乙"])
def test_texts_are_alike_as_far_as_their_pairs_are(one: str, other: str) -> None:
    left, right = (Counter(pairwise(each.replace("，", ","))) for each in (one, other))
    both, all_ = sum((left & right).values()), sum(left.values()) + sum(right.values())
    found = functions.similarity(Text(one), Text(other))
    assert isinstance(found, Number)
    assert found.value is not None
    assert abs(found.value - (Decimal(2 * both) / all_ if all_ else Decimal(one == other))) < Decimal(
        "0.00006"
    )


def test_what_is_repeated_is_what_was_there_before() -> None:
    again = worth("repeated(several)")
    assert again == (Text("甲", Span(2, 3)),)
    assert functions.repeated((THING, Text("甲"), THING)) == (Text("甲"), THING)


# How much there may be.


def arities() -> Iterator[tuple[str, int, int]]:
    """
    The functions that the page about the language shows, with the least and the most arguments.
    """
    section = PAGE.read_text("utf-8").partition("## 3.")[2].partition("## 4.")[0]
    for line in section.splitlines():
        if line.startswith("| `"):
            for name, given in re.findall(r"`([a-z]+)\(([^()`]*)\)`", line.split("|")[1]):
                listed = [each.strip() for each in given.split(",") if each.strip()]
                yield name, len(listed) - ("…" in listed), 20 if "…" in listed else len(listed)
    yield "of", 2, 2


ARITIES = sorted(set(arities()))


def test_all_functions_are_on_the_page() -> None:
    assert {each for each, _, _ in ARITIES} == expressions.FUNCTIONS.keys()


@pytest.mark.parametrize(("name", "least", "most"), ARITIES)
def test_a_function_takes_as_many_arguments_as_the_page_says(name: str, least: int, most: int) -> None:
    for count in (least - 1, least, most, most + 1):
        if count < 0:
            continue
        text = f"{name}({', '.join(['a'] * count)})"
        for read in (reading.parse, expressions.parse):
            if least <= count <= most:
                assert len(read(text).arguments) == count  # type: ignore[union-attr]
                continue
            with pytest.raises(ExpressionError) as caught:
                read(text)
            said = str(least) if least == most else f"{least} to {most}"
            assert f"{name} takes {said} argument" in caught.value.problem
            assert caught.value.problem.endswith("s") is (said != "1")


def test_brackets_nest_sixteen_deep_and_properties_eight() -> None:
    for opening, closing in (("(", ")"), ("[", "]"), ("abs(", ")")):
        for depth in (16, 17):
            text = opening * depth + "a" + closing * depth
            if depth == 16:
                assert reading.quick(text) == expressions.parse(text)
                assert expressions.parse(text)
                continue
            assert reading.quick(text) is None
            with pytest.raises(ExpressionError, match="nest deeper than 16") as caught:
                expressions.parse(text)
            assert caught.value.at == len(opening * 17) - 1
    # Brackets that are closed again are no deeper.
    wide = "+".join(["(a)"] * 40)
    assert reading.quick(wide) == expressions.parse(wide)
    assert expressions.parse('"((((((((((((((((((((" == a')
    for count in (8, 9):
        text = "a" + ".b" * count
        if count == 8:
            assert reading.quick(text) == expressions.parse(text)
            continue
        assert reading.quick(text) is None
        with pytest.raises(ExpressionError):
            expressions.parse(text)


def test_an_expression_has_two_thousand_characters_at_most() -> None:
    for size in (2000, 2001):
        text = "a" * size
        if size == 2000:
            assert reading.quick(text) == expressions.parse(text) == Name(0, text)
            continue
        assert reading.quick(text) is None
        with pytest.raises(ExpressionError, match="longer than 2000"):
            expressions.parse(text)


# Which type a thing has.

TYPED = (
    VOCABULARY.bind("row", "row")
    .bind("note", "text")
    .bind("year", "number")
    .bind("things", "row*")
    .bind("any_", None)
)
TYPED = TYPED.bind("prev", "other").bind("peers", "other*").bind("claim", "claim")


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("1", "number"), ('"甲"', "text"), ("true", "truth"), ("year", "number"), ("note", "text"), ("row", "row"), ("any_", None),
        ("requests/a/x", "number"), ("requests/*/x", "number*"), ("requests/@g/x", "number*"), ("requests/$row/x", "number"),
        ("row.id", "text"), ("row.index", "number"), ("row.found", "truth"), ("row.first", "cell"), ("row.first.value", "number"),
        ("any_.x", None), ("claim.n", None), ("claim.value", "number"), ("row.accepted", "text*"),
        ("[1, 2]", "number*"), ('["甲"]', "text*"), ('[1, "甲"]', None), ("[]", None), ("[any_]", None), ("[row]", "row*"), ("[1, any_]", None),
        ("not true", "truth"), ("1 == 2", "truth"), ("1 < 2", "truth"), ("1 in [2]", "truth"), ('"甲" in note', "truth"), ('note matches "甲"', "truth"),
        ("true and true", "truth"), ("true or true", "truth"), ("true implies true", "truth"), ("1 + 2", "number"), ("1 - 2", "number"), ("1 * 2", "number"),
        ("all(x in things: true)", "truth"), ("any(x in things: true)", "truth"), ("count(x in things: true)", "number"),
        ("sum(x in things: 1)", "number"), ("filter(x in things: true)", "row*"), ("filter(x in any_: true)", None),
        ("sum(x in things: x.index)", "number"), ("all(x in [1]: x > 0)", "truth"),
        ("first(things)", "row"), ("last(things)", "row"), ("first(row)", "row"), ("first(any_)", None), ("first([1])", "number"),
        ("repeated(things)", "row*"), ("rows(requests)", "row*"), ("headings()", "heading*"), ("table(requests)", "table"),
        ("section(overview)", "section"), ("exists(things)", "truth"), ("count(things)", "number"), ("abs(1)", "number"),
        ("multiple(1, 2)", "truth"), ("explicable(1, 2)", "truth"), ("ordinal(1, 2, 3)", "number"), ("length(note)", "number"),
        ("cells(requests/*/*)", "cell*"), ('matches(other, "甲")', "match*"), ("claims(a, b)", "claim*"),
        ("of(prev, requests/a/x)", "number"), ("of(peers, requests/a/x)", "number*"), ("prev/requests/a/x", "number"),
        ("of(any_, 1)", "number"), ("of(prev, report)", "other"), ("of(peers, any_)", None), ("of(prev, requests/*/x)", "number*"),
    ],
)  # fmt: skip
def test_the_type_of_an_expression(text: str, type: str | None) -> None:
    assert check(reading.parse(text), TYPED) == type
    assert reading.quick(text) == expressions.parse(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("not 1", 4), ("1 and true", 0), ("true or note", 8), ("true implies 1", 13), ("note + 1", 0), ("1 - note", 4), ("2 * row", 4),
        ("note < 1", 0), ("1 >= note", 5), ("things > 1", 0), ("1 == note", 0), ("row == things", 0), ("true != 1", 0), ("[1] == note", 0),
        ("1 in 2", 5), ("1 in row", 5), ('row in "甲"', 7), ("sum(x in things: x.id)", 17), ("all(x in things: 1)", 17), ("count(x in things: x)", 19),
        ("filter(x in things: x.index)", 20), ("all(x in 1: true)", 9), ("any(x in note: true)", 9), ("sum(x in true: 1)", 9),
        ("all(note in things: true)", 0), ("abs(note)", 4), ("ordinal(1, 2, note)", 14), ("multiple(row, 1)", 9), ("explicable(1, true)", 14),
        ("nosuch", 0), ("$nosuch", 0), ("requests/$nosuch/x", 0), ("row.nosuch", 0), ("things.id", 0), ("row.id.x", 0), ("1 + row.id", 4),
        ("of(1, 2)", 3), ("of(note, 2)", 3), ("of(row, 2)", 3), ("of(prev, headings())", 9), ("of(prev, claims(a) == nosuch)", 22), ("of(prev, published)", 9),
        ("of(prev, period.start)", 9), ("of(peers, requests/*/x)", 10), ("of(prev, section(prose))", 9), ("of(prev, unpaired(prose))", 9), ("of(prev, exists(cells(a/b/c)))", 16),
        ("of(prev, report.stated)", 9), ("of(prev, nosuch)", 9), ("cells(1)", 0), ("cells(note)", 0), ("matches(other, note)", 15), ("note matches 1", 13),
        ("all(a in [1]: any(b in [1]: count(c in [1]: sum(d in [1]: 1) > 0) > 0))", 44),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_where_it_stands(text: str, at: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        check(reading.parse(text), TYPED)
    assert caught.value.at == at
    assert all(caught.value.zh)


def test_of_a_type_that_nobody_knows_anything_may_be_asked() -> None:
    for text in (
        "any_ + 1",
        "any_ and true",
        "any_.x.y > 1",
        "any_ == note",
        "note in any_",
        "all(x in any_: x.y)",
        "of(any_, section(other).text)",
        "abs(any_)",
        "not any_.x",
    ):
        assert check(reading.parse(text), TYPED) in ("number", "truth", "text")
    for text in (
        "of(prev, section(other).text)",
        "of(prev, count(paragraphs(other)))",
        "of(prev, title.year) == 1",
        "of(peers, report.agency) == []",
    ):
        assert check(reading.parse(text), TYPED) is not None


def test_another_type_than_is_demanded_is_refused() -> None:
    both = frozenset(("number", "truth"))
    assert check(reading.parse("1"), TYPED, both) == "number"
    assert check(reading.parse("any_"), TYPED, frozenset(["truth"])) == "truth"
    assert check(reading.parse("any_"), TYPED, frozenset(["number"])) == "number"
    for text, demanded, needed in (
        ("note", both, "truth"),
        ("note", frozenset(["number"]), "number"),
        ("1", frozenset(["truth"]), "truth"),
    ):
        with pytest.raises(ExpressionError, match=f"a {needed} is needed"):
            check(reading.parse(text), TYPED, demanded)
        with pytest.raises(ExpressionError):
            compile_expression(reading.parse(text), TYPED, demanded=demanded)


# Scopes in scopes.


@frozen
class Echo:
    """
    A scope that answers with the question.
    """

    own: str

    def name(self, id: str) -> Value:
        return Text(f"{self.own} name {id}")

    def address(self, pattern: Pattern) -> Value:
        return Text(f"{self.own} address {pattern}")

    def cells(self, pattern: Pattern) -> Value:
        return Text(f"{self.own} cells {pattern}")

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        return Text(f"{self.own} call {function} {arguments}")

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        return Text(f"{self.own} occurrences {where} {len(phrases)}")

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        return Truth(None, frozenset([f"{self.own} matches {where} {phrase.words}"]))


def asked(scope: Any) -> list[Value]:
    phrase = compile_phrase("甲")
    return [
        scope.address(("a", "b", "c")), scope.cells(("a", "*", "c")), scope.call("rows", (Text("requests"),)),
        scope.occurrences(Text("other"), (phrase, phrase)), scope.matches(Text("乙"), phrase),
    ]  # fmt: skip


def test_a_scope_within_another_knows_one_name_more() -> None:
    outer = Echo("outer")
    within = Within(outer, "x", Text("item"))
    assert within.name("x") == Text("item")
    assert within.name("y") == outer.name("y")
    assert asked(within) == asked(outer)


def test_abroad_is_the_other_report_with_the_names_bound_here() -> None:
    outer, other = Echo("outer"), Echo("other")
    abroad = Abroad(outer, other)
    assert [abroad.name(each) for each in ("report", "title", "x", "period")] == [
        other.name("report"), other.name("title"), outer.name("x"), outer.name("period"),
    ]  # fmt: skip
    assert asked(abroad) == asked(other)


def test_an_expression_is_worth_in_other_reports_what_it_is_there() -> None:
    there = [Sheet({"requests/a/x": values.number(each)}) for each in (3, 5)]
    reports = [Subject("other", of=each) for each in there]
    scope = Sheet({**KNOWN, "prev": reports[0], "peers": (*reports, GONE), "none": GONE})
    for text, expected in {
        "of(prev, requests/a/x)": values.number(3),
        "prev/requests/a/x": values.number(3),
        "of(peers, requests/a/x)": (values.number(3), values.number(5), GONE),
        "of(none, requests/a/x)": GONE,
        "of(prev, requests/$thing/x) + one": values.number(4),
        "sum(peer in [prev, prev]: of(peer, requests/a/x))": values.number(6),
    }.items():
        assert (
            compile_expression(
                reading.parse(text), VOCAB.bind("prev", "other").bind("peers", "other*").bind("none")
            )(scope)
            == expected
        ), text


def test_functions_of_the_report_get_words_and_values() -> None:
    scope = Sheet(
        KNOWN,
        {
            "rows requests": Text("rows"),
            "claims a b": Text("claims"),
            "headings": Text("headings"),
            "sentences": Text("all"),
            "sentences other": Text("sentences"),
        },
    )
    for text, said in {
        "rows(requests)": "rows",
        "claims(a, b)": "claims",
        "headings()": "headings",
        "sentences(other)": "sentences",
        "sentences($thing)": "all",
    }.items():
        assert compile_expression(reading.parse(text), VOCAB)(scope) == Text(said)
    assert worth('matches(other, "甲", "乙")') == (Text("other 甲 乙"),)
    assert worth('matches(section(other), "甲")', Sheet(KNOWN, {"section other": Text("丙")})) == (
        Text("丙 甲"),
    )
    assert truth('word matches "甲"') == (True, set())
    assert truth('word matches "丙"') == (False, set())


# What is taken down.


def test_of_a_long_list_four_hundred_items_are_shown() -> None:
    node = reading.parse("sum(x in long: x)")
    scope = Sheet({"long": tuple(map(values.number, range(500)))})
    looked = part(("total",), compile_expression(node, VOCAB.bind("long"), watch))
    with recorded() as record:
        assert looked(scope) == values.number(sum(range(500)))
        record.note({"x": TRUE}, "fail", reasons=["r"], variant="v", by="where")
    (instance,) = record.instances
    assert len(instance.parts[0].step.steps) == 400
    assert (instance.outcome, instance.reasons, instance.variant, instance.by) == (
        "fail",
        ("r",),
        "v",
        "where",
    )


def test_what_is_evaluated_belongs_to_the_instance_that_ends_next() -> None:
    one, two = (part((key,), compile_expression(reading.parse(key), VOCAB, watch)) for key in ("one", "yes"))
    with recorded() as record:
        assert recording() is record
        one(Sheet(KNOWN))
        record.begin()
        two(Sheet(KNOWN))
        record.note({"a": GONE}, "pass")
        record.note({}, "unknown")
        one(Sheet(KNOWN))
        two(Sheet(KNOWN))
        record.note({}, "fail")
        ask(["x", "y"])
        ask(["y", "z"])
    assert recording() is None
    ask(["nobody"])
    assert [each.path for each in record.before] == [("one",)]
    assert [[each.path for each in one.parts] for one in record.instances] == [
        [("yes",)],
        [],
        [("one",), ("yes",)],
    ]
    assert record.concepts == ["x", "y", "z"]
    assert record.instances[0].names == {"a": GONE}


def test_an_expression_that_fails_leaves_nothing_open() -> None:
    node = reading.parse("one + word")
    looked = part(("check",), compile_expression(node, VOCAB, watch))
    fine = part(("when",), compile_expression(reading.parse("one + one"), VOCAB, watch))
    with recorded() as record:
        with pytest.raises(EvaluationError):
            looked(Sheet(KNOWN))
        fine(Sheet(KNOWN))
        record.note({}, "pass")
    (instance,) = record.instances
    assert [each.path for each in instance.parts] == [("when",)]
    assert [each.value for each in walked(instance.parts[0].step)] == [
        values.number(2),
        values.number(1),
        values.number(1),
    ]


def test_what_is_worked_out_inside_an_expression_is_part_of_it() -> None:
    inner = part(("let", "x"), compile_expression(reading.parse("one + one"), VOCAB, watch))

    @frozen
    class Lazy(Sheet):
        def name(self, id: str) -> Value:
            return inner(self) if id == "x" else self.known[id]

    outer = part(("check",), compile_expression(reading.parse("x == 2"), VOCAB.bind("x"), watch))
    with recorded() as record:
        outer(Lazy(KNOWN))
        record.note({}, "pass")
    (found,) = record.instances[0].parts
    assert found.path == ("check",)
    assert [each.node for each in walked(found.step)] == [
        *(node for node in walk(reading.parse("x == 2")) if node.at == 0), *walk(reading.parse("one + one")), *walk(found.step.node.operands[1]),
    ]  # fmt: skip


# What a tree is made of.

TREE = 'all(r in rows(requests): not (requests/$r/x + $n > 1.5)) and [a.b, f] == ["甲"] or prev/requests/@g/$m in [true]'


def test_a_tree_is_walked_as_it_is_written() -> None:
    tree = reading.parse(TREE)
    found = list(walk(tree))
    ats = [each.at for each in found]
    assert found[0] is tree
    assert len(found) == 1 + sum(len(children(each)) for each in found)
    assert ats == sorted(ats)
    assert names(tree) == {"requests", "n", "a", "f", "prev", "m"}
    assert variables(tree) == {"r", "n", "m"}
    assert len(expressions.addresses(tree)) == 2
    assert [each.function for each in expressions.calls(tree)] == ["rows", "of"]


def test_values_are_compared_as_they_are() -> None:
    assert compare(values.number(1), "<", values.number(2)) == TRUE
    assert compare(number(0, 5, "a"), "==", GONE).reasons == {"a", "gone"}
    leaf = Leaf("a")
    assert compare(values.number(1, leaf), "==", GONE).leaves == (leaf,)
