"""
What is remembered of a document between two checks: what comes of it is what a fresh check finds.
"""

import os
import random
from itertools import islice
from pathlib import Path

import pytest
from bench import editing
from bench.reports import FAULTS, faulty, sound

from disclint.facts.claims import Reader
from disclint.kinds.asking import EVERYTHING, asked, asked_to_tell
from disclint.readers import decode
from disclint.rules.nodes import calls
from disclint.rules.reading import parse
from disclint.session import check, data
from disclint.session.options import Options
from disclint.session.past import Past
from tests.edits import drawn

EXAMPLES = Path(__file__).parent.parent / "examples"
FAULTY = (EXAMPLES / "2021-faulty.html").read_text(encoding="utf-8")
OPTIONS = Options()
EDITS = 24
LONG = int(os.environ.get("DISCLINT_LONG", "1"))


def came_of(result):
    source = result.source
    read = [
        getattr(source, each) for each in ("text", "file", "pieces", "grids", "pictures", "tags", "notices")
    ]
    return result.diagnostics, result.verdicts, result.suppressed, result.report, read


def documents():
    yield "example.html", FAULTY
    yield "example.txt", (EXAMPLES / "2019-faulty.txt").read_text(encoding="utf-8")
    for seed in range(6):
        fault = sorted(FAULTS)[seed * 13 % len(FAULTS)]
        made = sound(seed) if seed % 4 == 0 else faulty(seed, fault)
        if made.suffix in (".txt", ".md", ".html"):
            yield f"{seed}{made.suffix}", decode.decode(made.data)


DOCUMENTS = tuple(documents())


@pytest.mark.parametrize(("name", "text"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
def test_an_edited_document_is_judged_as_if_it_were_new(name, text) -> None:
    whole = text
    dice, past, still = random.Random(name), Past(), 0
    for number in range(EDITS * LONG):
        if number % (10 * EDITS) == EDITS * 10 - 1:
            # Of a report that was edited beyond recognition nothing is remembered.
            text = whole
        found = came_of(check.check_text(text, name, OPTIONS, past))
        assert found == came_of(check.check_text(text, name, OPTIONS)), number
        still += len(past.memory.still)
        start, end, new = drawn(dice, text)
        text = text[:start] + new + text[end:]
    # A few edits are such that all is judged anew.
    assert still / (EDITS * LONG) > 20


@pytest.mark.parametrize("changes", [editing._typed, editing._digit], ids=["typed", "digit"])  # noqa: SLF001
def test_who_types_in_prose_and_cells_gets_what_a_fresh_check_finds(changes) -> None:
    past, still = Past(), []
    for change in islice(changes(FAULTY), EDITS):
        found = came_of(check.check_text(change.text, "a.html", OPTIONS, past))
        assert found == came_of(check.check_text(change.text, "a.html", OPTIONS))
        still.append(len(past.memory.still))
    assert sorted(still)[EDITS // 2] > 100


def after(*texts):
    """
    The rules that were not judged anew when the last of some texts took the place of the one before.
    """
    past = Past()
    for each in texts:
        check.check_text(each, "a.html", OPTIONS, past)
    return past.memory.still


def test_the_rules_of_a_table_are_not_judged_anew_for_a_word_of_prose() -> None:
    still = after(FAULTY, FAULTY.replace("维护政务新媒体", "维护好政务新媒体"))
    assert {"TBL3-SUM-ROW", "TBL3-LABEL-EXACT", "CEL-BLANK"} <= still
    assert "PUN-DOUBLE" not in still


def test_those_of_prose_are_not_for_a_cell() -> None:
    at = FAULTY.rindex("<p>", 0, FAULTY.index("结转下年度")) + len("<p>")
    still = after(FAULTY, f"{FAULTY[:at]}7{FAULTY[at:]}")
    assert "TBL3-SUM-ROW" not in still
    assert {"SEC-ENUM-SEQ", "TBL3-LABEL-EXACT", "TBL2-LABEL-NORM", "NUM-REDUND"} <= still


def test_the_claims_of_prose_are_not_read_again_for_a_cell(monkeypatch) -> None:
    at = FAULTY.rindex("<p>", 0, FAULTY.index("结转下年度")) + len("<p>")
    texts = (FAULTY, f"{FAULTY[:at]}7{FAULTY[at:]}")
    read, claims = [], Reader.claims
    monkeypatch.setattr(Reader, "claims", lambda *given: read.append(given[1].id) or claims(*given))
    after(*texts)
    # Some are refused by what stands in cells.
    by_cells = {id for each in data.program().pack.vocabulary.guards if each.wholes for id in each.concepts}
    again = [each for each in set(read) if read.count(each) > 1]
    assert len(set(read)) > 10
    assert by_cells.issuperset(again)


@pytest.mark.parametrize(
    ("old", "new"),
    [("二、主动", "三、主动"), ("2023年政府", "2022年政府"), ("年度报告</h1>", "年报</h1>")],
    ids=["heading", "year", "title"],
)
def test_nothing_is_taken_over_where_the_outline_changed(old, new) -> None:
    assert old in FAULTY
    assert after(FAULTY, FAULTY.replace(old, new)) == frozenset()


def test_nothing_is_taken_over_by_other_rules() -> None:
    past = Past()
    check.check_text(FAULTY, "a.html", OPTIONS, past)
    others = Options(select=("TBL3",))
    found = check.check_text(FAULTY, "a.html", others, past)
    assert past.memory.still == frozenset()
    assert came_of(found) == came_of(check.check_text(FAULTY, "a.html", others))


def test_the_same_text_again_is_not_judged_at_all() -> None:
    still = after(FAULTY, FAULTY)
    ran = {
        each.rule
        for each in check.check_text(FAULTY, "a.html", OPTIONS).verdicts
        if each.status != "not_applicable"
    }
    assert ran <= still | {"PCT-SHARE", "PCT-TRUNC"}


def test_a_rule_asks_for_whatever_it_names() -> None:
    for rule in data.program().pack.rules:
        whole = asked(rule) | asked_to_tell(rule)
        for each in filter(None, map(rule.options.get, ("check", "when", "where"))):
            for call in calls(parse(str(each).lower() if isinstance(each, bool) else each)):
                if call.function == "claims":
                    assert whole.concepts, rule.id
                if call.function in ("rows", "columns", "labels", "table"):
                    assert whole.lines, rule.id
                if call.function in ("unpaired", "slips", "identifiers"):
                    assert whole | EVERYTHING == whole, rule.id
        if rule.applies_to.needs:
            assert whole | EVERYTHING == whole, rule.id
