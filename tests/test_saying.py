"""
What a rule says: words with values in braces, as a reader sees them in each language.
"""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from disclint.engine.program import compiled
from disclint.kinds.core import Scope
from disclint.kinds.messages import Message, placeholders, plain, rendered
from disclint.values import Missing, Number, Subject, Text, Truth, Value, number
from tests.forms import EDITIONS
from tests.pack import PACK
from tests.test_judges import WORDS, facts, judged, rule, table

LONG = "甲" * 60
TWO, THREE = number(2), number(3)


def options(*some: int) -> Number:
    return Number(Decimal(min(some)), Decimal(max(some)), options=tuple(map(Decimal, some)))


def thing(**fields: Value) -> Subject:
    return Subject("match", None, "section:overview", fields)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (TWO, "2", "2"),
        (number(Decimal("2.50")), "2.5", "2.5"),
        (number(Decimal("100.0")), "100", "100"),
        (number(Decimal("1E+3")), "1000", "1000"),
        (number(100), "100", "100"),
        (number(0), "0", "0"),
        (number(Decimal("-0.10")), "-0.1", "-0.1"),
        (options(1, 12), "1或12", "1 or 12"),
        (options(1, 2, 3, 4, 5, 6), "1或2或3或4或5或6", "1 or 2 or 3 or 4 or 5 or 6"),
        (options(1, 2, 3, 4, 5, 6, 7), "1或2或3或4或5或6或…", "1 or 2 or 3 or 4 or 5 or 6 or …"),
        (Number(Decimal(5), None), "≥5", "≥5"),
        (Number(Decimal(5), Decimal("7.0")), "5–7", "5–7"),
        (Number(None, Decimal(7)), "–7", "–7"),
        (Number(None, None), "≥", "≥"),
        (Text("甲乙"), "甲乙", "甲乙"),
        (Text(LONG), LONG, LONG),
        (Text(f"{LONG}乙"), f"{LONG[:59]}…", f"{LONG[:59]}…"),
        (Truth(value=True), "true", "true"),
        (Truth(value=False), "false", "false"),
        (Truth(None), "?", "?"),
        (Missing("甲"), "—", "—"),
        ((TWO, Text("甲"), Missing("乙")), "2、甲、—", "2, 甲, —"),
        ((), "", ""),
        ((options(1, 2), THREE), "1或2、3", "1 or 2, 3"),
        (thing(text=Text("甲"), label=Text("乙")), "甲", "甲"),
        (thing(title=Text("丙"), label=Text("乙")), "乙", "乙"),
        (thing(title=Text("丙"), written=Text("丁")), "丙", "丙"),
        (thing(raw=Text("戊"), written=Text("丁")), "丁", "丁"),
        (thing(raw=Text("戊"), id=Text("己")), "戊", "戊"),
        (thing(id=Text("己"), other=Text("庚")), "己", "己"),
        (thing(other=Text("庚")), "section:overview", "section:overview"),
        (Subject("match", None, None, {}), "match", "match"),
        (Subject("words", None, None, {"zh": Text("表三"), "en": Text("Table 3")}), "表三", "Table 3"),
        (Subject("words", None, None, {"zh": Text("表三")}), "表三", "表三"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_its_reader_would_write_it(value: Value, zh: str, en: str) -> None:
    assert (rendered(value, "zh"), rendered(value, "en")) == (zh, en)
    # A language of which nothing is known is written as English.
    if not (isinstance(value, Subject) and value.kind == "words"):
        assert rendered(value, "fr") == en


def test_a_plain_number_is_worth_what_it_was() -> None:
    for written in ("0", "10", "1E+2", "1.10", "0.5", "-3.00", "12345678901234567890.10"):
        shown = plain(Decimal(written))
        assert Decimal(shown) == Decimal(written)
        assert "E" not in shown
        assert not shown.endswith(".")
        assert not ("." in shown and shown.endswith("0"))


def said(words: dict[str, str], **names: Value) -> tuple[dict[str, str], dict[str, str]]:
    """
    What is told of a report with these numbers by name, and what the placeholders are worth.
    """
    made = rule({"check": "1 == 1", "let": dict.fromkeys(names, "1"), "message": words})
    spoken = compiled(made, evolve(PACK, rules=(made,)), EDITIONS, strict=True).spoken()
    return spoken.message("fail").told(Scope(facts("一、总体情况\n无。\n"), dict(names)))


def test_words_stand_around_their_values_in_each_language() -> None:
    words = {"zh": "共{a}件，{b}件；{a}", "en": "{b} and {a}{a} of {c}."}
    a, b, c = TWO, options(1, 3), number(Decimal("7.50"))
    told, worth = said(words, a=a, b=b, c=c)
    assert told == {"zh": "共2件，1或3件；2", "en": "1 or 3 and 22 of 7.5."}
    # The first language's; what only another says was not asked for then.
    assert worth == {"a": "2", "b": "1或3"}
    assert said({"zh": "没有", "en": "none"})[0] == {"zh": "没有", "en": "none"}
    assert said({"zh": "没有", "en": "none"})[1] == {}
    assert said({"zh": "", "en": "{a}"}, a=a) == ({"zh": "", "en": "2"}, {})


def test_a_sum_and_an_equation_tell_both_sides_and_by_how_much_they_differ() -> None:
    of = table([[1, 2, 0, 0, 0, 3, 8], *[[0] * 7] * 4])
    options: dict[str, Any] = {"foreach": {"row": "rows(requests)"}}
    added = {
        "kind": "sum",
        "total": "requests/$row/total",
        "parts": "requests/$row/@applicants",
        **options,
    }
    words = {"zh": "{total}≠{summands}={parts}，差{delta}", "en": "{delta}"}
    found = judged(of, **added, message=words)
    (finding,) = found.tally.findings
    assert found.compiled.spoken().message("fail").said(finding.scope) == {
        "zh": "8≠1+2+0+0+0+3=6，差2",
        "en": "2",
    }
    words = {"zh": "{left}≠{right}，差{delta}", "en": "{delta}"}
    for left, right, said in (("total", "research", "8≠0，差8"), ("research", "total", "0≠8，差8")):
        found = judged(
            of,
            kind="identity",
            left=f"requests/$row/{left}",
            right=f"requests/$row/{right}",
            message=words,
            **options,
        )
        (finding,) = found.tally.findings
        assert finding.place.address == f"requests/new_received/{right}"
        assert found.compiled.spoken().message("fail").said(finding.scope)["zh"] == said
    # Of a part that is missing it is told that it is.
    of = table([[9, None, 0, 0, 0, 3, 8], *[[0] * 7] * 4])
    words = {"zh": "{total}≠{summands}", "en": "{parts}"}
    found = judged(of, **added, message=words)
    (finding,) = found.tally.findings
    assert found.compiled.spoken().message("fail").said(finding.scope) == {"zh": "8≠9+?+0+0+0+3", "en": "≥12"}


def test_what_stands_in_braces_is_what_is_asked() -> None:
    assert placeholders({"zh": "共{a}件，{b + 1}", "en": "{a} of {c}"}) == {"a", "b + 1", "c"}
    assert placeholders(WORDS) == frozenset()


def test_a_message_is_made_when_it_is_first_said_and_once() -> None:
    asked: list[Any] = []
    made = rule({"check": "1 == 1", "let": {"a": "1"}})
    spoken = compiled(made, evolve(PACK, rules=(made,)), EDITIONS, strict=True).spoken()
    known = spoken.fix.compiler().bind(a="number")

    def compiler() -> Any:
        asked.append(1)
        return known

    message = Message({"zh": "{a}、{a}、{a + 1}", "en": "{a}"}, compiler, ("message",))
    assert asked == []
    scope = Scope(facts("一、总体情况\n无。\n"), {"a": TWO})
    for _ in range(2):
        assert message.said(scope) == {"zh": "2、2、3", "en": "2"}
    # Once for each expression, however often and in however many languages it stands.
    assert len(asked) == 2
