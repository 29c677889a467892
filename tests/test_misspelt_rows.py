"""
Rows whose labels are misspelt are read as the rows that the form has there, and tables that a page shows twice as one.
"""

from decimal import Decimal
from random import Random

import pytest

from disclint.grammar import parse
from disclint.source import Source
from disclint.syntax import NUMBER, Report
from tests.forms import EDITIONS, HEADINGS, LEXICON, REQUESTS
from tests.test_written_tables import LAYOUTS, Paper, written

ROWS = REQUESTS.rows()
LONG = [each for each in ROWS if 7 < len(each.label) < 20]


def report_of(text: str) -> Report:
    found = parse(Source(text), EDITIONS, LEXICON, year=2024).report
    assert found == parse(Source(text), EDITIONS, LEXICON, year=2024, reference=True).report
    return found


def numbers(report: Report) -> dict[str, Decimal | None]:
    table = report.table("requests")
    assert table is not None
    return {each.address: each.value for each in table.cells() if each.state == NUMBER}


def misspelt(label: str, drawn: Random) -> str:
    """
    The label with some of the letters of its words changed.
    """
    first = next(at for at, char in enumerate(label) if char in "、.)）") + 1
    # What begins and ends it is kept, and most of the rest.
    places = drawn.sample(range(first + 1, len(label) - 1), max(2, (len(label) - first) // 4))
    return "".join("甚" if at in places else char for at, char in enumerate(label))


@pytest.mark.parametrize("layout", ["bars", "blanks", "tabs"])
@pytest.mark.parametrize("row", [each.id for each in LONG])
def test_a_row_whose_label_is_misspelt_is_the_row_that_the_form_has_there(layout: str, row: str) -> None:
    drawn = Random(f"{layout} {row}")
    paper: Paper = written(REQUESTS, LAYOUTS[layout], drawn)
    label = next(each.label for each in ROWS if each.id == row)
    wrong = misspelt(label, drawn)
    assert paper.text.count(f"\n{label}") == 1
    report = report_of(paper.text.replace(f"\n{label}", f"\n{wrong}"))
    assert numbers(report) == {address: int(words) for address, (_, words) in paper.cells.items()}
    table = report.table("requests")
    assert table is not None
    (found,) = (each for each in table.rows if each.id == row)
    assert found.label is not None
    assert found.label.span.start == paper.labels[row][0].start


def bare(text: str) -> str:
    """
    The text of a table whose rows have lost their numerals.
    """
    for each in ROWS:
        first = next(at for at, char in enumerate(each.label) if char in "、.)）") + 1
        text = text.replace(f"\n{each.label}", f"\n{each.label[first:]}")
    return text


@pytest.mark.parametrize("row", [each.id for each in LONG if len(each.label) > 9][:8])
def test_words_alone_are_a_row_where_the_table_has_lost_its_numerals(row: str) -> None:
    drawn = Random(row)
    paper = written(REQUESTS, LAYOUTS["bars"], drawn)
    label = next(each.label for each in ROWS if each.id == row)
    wrong = misspelt(label, drawn)
    first = next(at for at, char in enumerate(label) if char in "、.)）") + 1
    text = bare(paper.text).replace(f"\n{label[first:]}", f"\n{wrong[first:]}")
    said = numbers(report_of(text))
    own = {address: int(words) for address, (_, words) in paper.cells.items() if f"/{row}/" in address}
    assert {address: said.get(address) for address in own} == own


@pytest.mark.parametrize("row", [each.id for each in LONG[1:8]])
def test_a_row_with_other_words_or_a_numeral_that_counts_otherwise_is_not_that_row(row: str) -> None:
    paper = written(REQUESTS, LAYOUTS["bars"], Random(row))
    label = next(each.label for each in ROWS if each.id == row)
    first = next(at for at, char in enumerate(label) if char in "、.)）") + 1
    for wrong in (label[:first] + "甚" * (len(label) - first), "9." + misspelt(label, Random(row))[first:]):
        said = numbers(report_of(paper.text.replace(f"\n{label}", f"\n{wrong}")))
        assert not [address for address in said if f"/{row}/" in address]


@pytest.mark.parametrize("layout", ["bars", "blanks"])
def test_a_table_that_a_page_shows_twice_is_one(layout: str) -> None:
    text = written(REQUESTS, LAYOUTS[layout], Random(1)).text
    other = written(REQUESTS, LAYOUTS[layout], Random(2)).text
    end = text.index("\n五、存在")
    lines, others = (
        text[len(HEADINGS["requests"]) : end],
        other[len(HEADINGS["requests"]) : other.index("\n五、存在")],
    )
    once = numbers(report_of(text))
    twice = report_of(text[:end] + lines + text[end:])
    assert numbers(twice) == once
    assert twice.problems == ()
    # With other numbers it is another.
    differing = report_of(text[:end] + others + text[end:])
    (problem,) = differing.problems
    assert problem.code == "repeated-table"
    assert problem.span.start == end + others.index(ROWS[0].label)
    # So it is with some rows only.
    some = lines[: lines.index(ROWS[3].label) - 1]
    assert len(report_of(text[:end] + some + text[end:]).problems) == 3
