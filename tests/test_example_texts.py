"""
Examples as reports: what they give in cells is read from their text again, and marks are where they were set.
"""

from decimal import Decimal
from itertools import groupby
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from disclint.editions import TableForm
from disclint.errors import UsageError
from disclint.grammar import parse
from disclint.rules.completing import completed
from disclint.rules.examples import fragment, unmarked
from disclint.rules.files import applicability, rule
from disclint.rules.model import Applicability, Basis, Example, Other, Rule
from disclint.source import Source, Span
from disclint.yamlfile import Document, load
from tests.forms import EDITIONS, HEADINGS, LEXICON

FEW = settings(deadline=None, derandomize=True, phases=(Phase.generate,))
WORDS = {"zh": "甲", "en": "A"}
DATA: dict[str, Any] = {
    "id": "A-B", "kind": "assert", "severity": "error", "title": WORDS, "message": WORDS, "why": WORDS, "fix": WORDS, "basis": [{"ref": "city"}],
    "examples": {},
}  # fmt: skip
EDITION = EDITIONS["2021"]
REQUESTS, DISPUTES, DISCLOSURE = (EDITION.tables[each] for each in ("requests", "disputes", "disclosure"))


def made(**more: Any) -> Rule:
    return rule(Document({**DATA, **more}, None))


def text_of(
    cells: dict[str, Any], text: str | None = None, edition: str = "2021", *, complete: bool = False
) -> str:
    example = Example("例", "pass", text, cells, complete=complete)
    return fragment(made(), example, EDITIONS[edition]).text


def read_back(text: str, table: str, edition: str) -> dict[str, tuple[str, Any]]:
    found = parse(
        Source(text), EDITIONS, LEXICON, year=2024 if edition == "2021" else 2020, edition=edition
    ).report.table(table)
    assert found is not None
    return {str(each.address): (each.state, each.value) for each in found.cells()}


FORMS = [(edition, table) for edition, form in EDITIONS.items() for table in form.tables]


@pytest.mark.parametrize(("edition", "table"), FORMS)
@settings(FEW, max_examples=6)
@given(data=st.data())
def test_cells_are_read_as_they_are_given(edition: str, table: str, data: st.DataObject) -> None:
    form = EDITIONS[edition].tables[table]
    addresses = form.addresses()
    rest = data.draw(st.integers(0, 9))
    rows = sorted({each.rpartition("/")[0] for each in addresses})
    one, other = data.draw(st.permutations(rows))[:2]
    columns = [each for each in addresses if each.startswith(f"{one}/")]
    several = data.draw(st.lists(st.integers(10, 99), min_size=len(columns), max_size=len(columns)))
    single = next(each for each in addresses if each.startswith(f"{other}/"))
    cells = {table: rest, one: several, single: "/"}
    expected = {**dict.fromkeys(addresses, rest), **dict(zip(columns, several, strict=True)), single: None}
    found = read_back(text_of(cells, edition=edition), table, edition)
    assert {each: value for each, (_, value) in found.items()} == expected
    assert found[single][0] == "dash"


@pytest.mark.parametrize(
    ("edition", "table"), [each for each in FORMS if EDITIONS[each[0]].tables[each[1]].equations]
)
def test_a_completed_example_keeps_the_equations(edition: str, table: str) -> None:
    form = EDITIONS[edition].tables[table]
    for at, address in enumerate(form.addresses()[:: len(form.addresses()) // 3]):
        whole = completed(form, {address: at + 2})
        assert whole is not None
        found = read_back(text_of({address: at + 2}, edition=edition, complete=True), table, edition)
        assert {each: value for each, (_, value) in found.items()} == {
            each: Decimal(value) for each, value in whole.items()
        }


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_rows_of_which_nothing_is_given_are_not_written() -> None:
    text = text_of({"requests/granted": [1, 0, 0, 0, 0, 0, 1], "requests/deny_state_secret/total": 3})
    labels = {each.id: each.label for each in REQUESTS.rows()}
    rows = [line for line in lines(text) if any(f"{each} |" in line for each in labels.values())]
    assert len(rows) == 2
    # The group stands before the first of its rows, blanks where nothing is given.
    group = next(
        each.label
        for each in REQUESTS.groups
        if each.id == next(row.group for row in REQUESTS.rows() if row.id == "deny_state_secret")
    )
    assert rows[1] == f"{group} | {labels['deny_state_secret']} |  |  |  |  |  |  | 3 |"
    assert rows[0].endswith(f"{labels['granted']} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |")


def test_a_group_is_named_before_the_first_of_its_rows() -> None:
    text = text_of({"requests": 0})
    labels = {each.id: each.label for each in REQUESTS.groups}
    named = [line.partition(" | ")[0] for line in lines(text)]
    assert [each for each in named if each in labels.values()] == [
        labels[group] for group, _ in groupby(row.group for row in REQUESTS.rows()) if group is not None
    ]
    assert sum(REQUESTS.notes[0].label in line for line in lines(text)) == 1
    for block in DISCLOSURE.blocks:
        assert block.caption is not None
        assert lines(text_of({"disclosure": 0})).count(f"{block.caption.label} |") == 1


@pytest.mark.parametrize(
    ("text", "order"),
    [
        # Without its heading the table has one, and stands before what comes later in a report.
        (None, ["三、", "TABLE"]),
        ("一、总体情况\n好\n", ["一、", "好", "三、", "TABLE"]),
        ("一、总体情况\n好\n五、存在的主要问题及改进情况\n无\n", ["一、", "好", "三、", "TABLE", "五、", "无"]),
        (f"{HEADINGS['requests']}\n五、存在的主要问题及改进情况\n", ["三、", "TABLE", "五、"]),
        (f"一、总体情况\n{HEADINGS['requests']}\n见表\n{HEADINGS['disputes']}\n完\n", ["一、", "三、", "见表", "TABLE", "四、", "完"]),
        (f"{HEADINGS['disclosure']}\n好\n", ["二、", "好", "三、", "TABLE"]),
        ("六、其他需要报告的事项\n无\n", ["三、", "TABLE", "六、", "无"]),
    ],
)  # fmt: skip
def test_a_table_stands_in_its_section(text: str | None, order: list[str]) -> None:
    written = lines(text_of({"requests/granted": [1, 0, 0, 0, 0, 0, 1]}, text))
    found = [line if "|" not in line else "TABLE" for line in written]
    found = [each for at, each in enumerate(found) if each != "TABLE" or found[at - 1] != "TABLE"]
    assert [each[: len(begin)] for each, begin in zip(found, order, strict=True)] == order


def test_tables_stand_in_the_order_of_the_form() -> None:
    written = lines(text_of({"disputes": 0, "requests": 0, "disclosure": 0}, "一、总体情况\n好\n"))
    assert [each for each in written if "|" not in each] == ["一、总体情况", "好", *HEADINGS.values()]
    assert text_of({}, "好\n") == "好\n"
    assert text_of({}) == ""


def refused(cells: dict[str, Any], **more: Any) -> UsageError:
    whole = load("id: A-B\nexamples:\n  pass:\n  - {name: x}\n  - name: 例\n    cells:\n      a: 1\n")
    written = rule(Document({**DATA, "examples": whole.data["examples"]}, None, whole.text))
    with pytest.raises(UsageError) as caught:
        fragment(written, Example("例", "pass", None, cells, index=1, **more), EDITION)
    assert caught.value.line == 6
    assert caught.value.problem.startswith("A-B: example '例': ")
    assert caught.value.zh
    assert caught.value.zh[0].startswith("A-B: 例子“例”: ")
    return caught.value


@pytest.mark.parametrize(
    ("cells", "problem", "remedy"),
    [
        (
            {"nosuch/granted": 1},
            "the form has no table 'nosuch'",
            "use one of disclosure, requests, disputes",
        ),
        ({"request/granted": 1}, "the form has no table 'request'", "did you mean 'requests'?"),
        (
            {"requests/grantd": [1]},
            "requests/grantd is no row of the form",
            "did you mean 'requests/granted'?",
        ),
        (
            {"requests/granted/totl": 1},
            "requests/granted/totl is no row of the form",
            "did you mean 'requests/granted'?",
        ),
        ({"requests/granted": [1, 2]}, "requests/granted has another number of cells", "give 7 values"),
        ({"requests/granted": 1}, "requests/granted has another number of cells", "give 7 values"),
        (
            {"requests": 0, "requests/granted": [1] * 8},
            "requests/granted has another number of cells",
            "give 7 values",
        ),
    ],
)
def test_cells_that_there_are_not_are_told(cells: dict[str, Any], problem: str, remedy: str) -> None:
    error = refused(cells)
    assert error.problem.endswith(problem)
    assert error.remedy == remedy


def test_cells_that_cannot_be_completed_are_told() -> None:
    error = refused({"requests/granted/total": 0, "requests/granted/natural_person": 5}, complete=True)
    assert "no requests table with these cells keeps the form's equations" in error.problem
    assert "complete" in error.remedy


@given(st.lists(st.sampled_from(["⟦", "⟧", "甲", "乙\n"]), max_size=12))
@settings(FEW, max_examples=150)
def test_marks_are_taken_out_and_each_closes_the_last_that_is_open(signs: list[str]) -> None:
    plain, open_, marks = "", [], []
    for each in signs:
        if each == "⟦":
            open_.append(len(plain))
        elif each != "⟧":
            plain += each
        elif open_:
            marks.append((open_.pop(), len(plain)))
    found = unmarked("".join(signs))
    assert found.text == plain
    assert list(found.marks) == [Span(*each) for each in sorted(marks)]


def test_marks_may_stand_around_what_a_table_follows() -> None:
    found = fragment(made(), Example("例", "fail", "一、总体情况\n⟦好⟧\n⟦无⟧", {"disputes": 0}), EDITION)
    assert [found.text[each.start : each.end] for each in found.marks] == ["好", "无"]
    assert "⟦" not in found.text


# Rule files.


def test_a_rule_is_what_its_file_says() -> None:
    plain = made()
    assert (plain.severity, plain.profile, plain.rank, plain.only, plain.options, plain.final, plain.pack) == (
        {"fail": "error"}, "default", 1000, (), {}, False, "",
    )  # fmt: skip
    assert (plain.title, plain.message, plain.why, plain.fix, plain.repair, plain.several) == (
        WORDS,
        {"fail": WORDS},
        WORDS,
        WORDS,
        None,
        None,
    )
    assert (plain.basis, plain.applies_to, plain.plain_message, plain.lacks, plain.equivalent) == (
        (Basis("city"),),
        Applicability(),
        WORDS,
        {},
        {},
    )
    other = {"zh": "乙", "en": "B"}
    full = made(
        severity={"fail": "info", "partial": "error"}, profile="all", rank=3, only=["x"], final=True, check="1 == 1", foreach={"a": "b"}, repair=other, several=other,
        message={"fail": WORDS, "partial": other}, basis=[{"ref": "city", "at": WORDS}, {"ref": "town"}], lacks={"unknown": "x"}, equivalent={"a": "b"}, needs=["prev"],
    )  # fmt: skip
    assert (full.severity, full.profile, full.rank, full.only, full.final) == (
        {"fail": "info", "partial": "error"},
        "all",
        3,
        ("x",),
        True,
    )
    assert full.options == {"check": "1 == 1", "foreach": {"a": "b"}}
    assert (full.repair, full.several, full.message, full.plain_message) == (
        other,
        other,
        {"fail": WORDS, "partial": other},
        None,
    )
    assert full.basis == (Basis("city", WORDS), Basis("town"))
    assert (full.lacks, full.equivalent) == ({"unknown": "x"}, {"a": "b"})
    assert full.applies_to == Applicability(needs=("prev",))
    assert [full.severity_of(each) for each in ("fail", "partial", "other")] == ["info", "error", "info"]
    assert made(severity={"partial": "error"}).severity_of("other") == "error"
    new = full.reworded(title=other)
    assert (new.title, new.why, full.title) == (other, WORDS, WORDS)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021", 2021, 2021), (2021, 2021, 2021), ("==2021", 2021, 2021), (">=2021", 2021, None), ("<=2021", None, 2021), ("2019-2020", 2019, 2020),
        ("20211", None, None), ("x", None, None),
    ],
)  # fmt: skip
def test_the_years_of_a_rule(written: Any, first: int | None, last: int | None) -> None:
    found = applicability({"year": written})
    assert (found.first_year, found.last_year) == (first, last)
    assert found == Applicability(first, last)


def test_the_reports_that_a_rule_is_for() -> None:
    found = applicability(
        {
            "edition": ["2021"],
            "kind": ["office"],
            "scope": ["county"],
            "media": ["html", "pdf"],
            "status": ["declined"],
        },
        ["prev", "peers"],
    )
    assert found == Applicability(
        None, None, ("2021",), ("office",), ("county",), ("html", "pdf"), ("declined",), ("prev", "peers")
    )
    assert applicability({"kind": []}).kinds == ()
    assert applicability({}) == Applicability()
    assert applicability({}, ["prev"]).needs == ("prev",)
    assert applicability({"kind": ["office"]}).statuses == ("ok",)


def test_examples_come_in_the_order_of_their_expectations() -> None:
    listed = made(examples={
        "vacuous": [{"name": "e", "text": "五"}],
        "fail": [{"name": "b", "text": "二", "at": "x", "count": 2, "instead": {"二": ["贰", "两"], "x": ["y"]}}, {"name": "c", "cells": {"requests": 0}}],
        "pass": [{"name": "a", "text": "一", "year": 2020, "kind": "office", "complete": True}],
        "unknown": [{"name": "d", "text": "四"}],
    }).examples  # fmt: skip
    assert [(each.name, each.expect, each.index, each.text) for each in listed] == [
        ("a", "pass", 0, "一"), ("b", "fail", 0, "二"), ("b（贰）", "fail", 0, "贰"), ("b（两）", "fail", 0, "两"), ("b（y）", "fail", 0, "二"),
        ("c", "fail", 1, None), ("d", "unknown", 0, "四"), ("e", "vacuous", 0, "五"),
    ]  # fmt: skip
    assert [(each.at, each.count) for each in listed[1:5]] == [("x", 2)] * 4
    assert (listed[0].year, listed[0].kind, listed[0].complete) == (2020, "office", True)
    assert listed[5].cells == {"requests": 0}
    # They are made once.
    again = made(examples={"pass": [{"name": "a", "text": "一"}]})
    assert again.examples is again.examples


def test_an_example_may_have_other_reports_beside_it() -> None:
    (example,) = made(examples={"pass": [{
        "name": "a", "text": "一", "prev": {"text": "二", "agency": "某局"}, "children": [{"cells": {"requests": 0}, "path": "p"}, {"status": "absent"}],
    }]}).examples  # fmt: skip
    assert example.others == {
        "prev": (Other(Example("prev 1", "pass", "二"), "某局"),),
        "children": (Other(Example("children 1", "pass", cells={"requests": 0}), None, "p"), Other(Example("children 2", "pass"), status="absent")),
    }  # fmt: skip
    assert example.text == "一"


def test_every_form_has_its_tables_here() -> None:
    assert all(isinstance(EDITIONS[edition].tables[table], TableForm) for edition, table in FORMS)
    assert len(FORMS) == 6
    assert DISPUTES.layout == "line"
