"""
One cause, one finding, at the cell that is wrong.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import pytest
from attrs import evolve
from bench.reports import faulty, sound
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclint.diagnostics import Diagnostic
from disclint.engine import Program, compile_pack, run
from disclint.engine.blame import causes
from disclint.engine.run import Settings
from disclint.facts import facts_of
from disclint.grammar import parse
from disclint.grammar.report import Parsed
from disclint.kinds.core import Equation
from disclint.readers import read
from disclint.resources import rules_directory
from disclint.rules import load
from tests.forms import EDITIONS, LEXICON
from tests.pack import check

SUMS = ("TBL3-SUM", "TBL3-BALANCE", "TBL4-SUM", "CEL-NEGATIVE")
REPORTS = 40


@lru_cache(maxsize=1)
def program() -> Program:
    files = sorted((rules_directory() / "annual-report").rglob("*.yaml"))
    sections = [each.id for each in next(iter(EDITIONS.values())).sections]
    pack = load.pack([(each, each.read_bytes()) for each in files], sections, strict=False)
    return compile_pack(pack, EDITIONS)


@lru_cache(maxsize=REPORTS)
def parsed(seed: int) -> Parsed:
    report = sound(seed, style="pipe", edition="2019" if seed % 5 == 4 else "2021")
    return parse(read(report.data, f"x{report.suffix}"), EDITIONS, LEXICON)


def addresses(seed: int, table: str) -> list[str]:
    found = parsed(seed).report.table(table)
    assert found is not None
    return [each.address for each in found.cells()]


def value(seed: int, address: str) -> Decimal:
    table = parsed(seed).report.table(address.split("/", 1)[0])
    assert table is not None
    found = next(each.value for each in table.cells() if each.address == address)
    assert found is not None
    return found


def found(seed: int, changes: dict[str, Decimal]) -> list[Diagnostic]:
    """
    What the arithmetic rules say of a sound report with other numbers in some cells.
    """
    whole = parsed(seed)
    tables = tuple(
        evolve(table, rows=tuple(
            evolve(row, cells=tuple(
                evolve(cell, value=changes.get(cell.address, cell.value)) for cell in row.cells
            )) for row in table.rows
        )) for table in whole.report.tables
    )  # fmt: skip
    report = evolve(whole.report, tables=tables)
    facts = facts_of(report, whole.flow, whole.source, EDITIONS, program().pack.vocabulary)
    outcome = run(program(), facts, Settings(runs=lambda rule, _: rule.startswith(SUMS)))
    assert not [each for each in outcome.verdicts if each.status == "crashed"]
    return list(outcome.diagnostics)


def named(diagnostics: list[Diagnostic]) -> set[str]:
    return {place for each in diagnostics for place in (each.address, *(r.address for r in each.related))}


@st.composite
def wrong_cells(draw: st.DrawFn, table: str, most: int) -> tuple[int, dict[str, Decimal]]:
    seed = draw(st.integers(0, REPORTS - 1))
    cells = draw(st.lists(st.sampled_from(addresses(seed, table)), min_size=1, max_size=most, unique=True))
    changes = {}
    for each in cells:
        was = int(value(seed, each))
        now = draw(st.integers(0, 3 * was + 9).filter(lambda new, was=was: new != was))
        changes[each] = Decimal(now)
    return seed, changes


QUICK = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@pytest.mark.parametrize("seed", range(REPORTS))
def test_a_sound_report_adds_up(seed: int) -> None:
    assert found(seed, {}) == []


@QUICK
@given(wrong_cells("requests", 1))
def test_the_wrong_cell_of_table_3_is_found(wrong: tuple[int, dict[str, Decimal]]) -> None:
    seed, changes = wrong
    (address,) = changes
    (finding,) = found(seed, changes)
    assert finding.address == address
    assert finding.suggestion is not None
    assert finding.suggestion.replacement == str(value(seed, address))


@QUICK
@given(wrong_cells("disputes", 1))
def test_the_wrong_cell_of_table_4_is_among_those_shown(wrong: tuple[int, dict[str, Decimal]]) -> None:
    seed, changes = wrong
    (finding,) = found(seed, changes)
    assert set(changes) <= named([finding])


@QUICK
@given(wrong_cells("requests", 2))
def test_two_wrong_cells_are_two_causes_at_most(wrong: tuple[int, dict[str, Decimal]]) -> None:
    seed, changes = wrong
    findings = found(seed, changes)
    assert 1 <= len(findings) <= len(changes)
    assert set(changes) <= named(findings)


@QUICK
@given(wrong_cells("requests", 6))
def test_however_many_cells_are_wrong_something_is_said(wrong: tuple[int, dict[str, Decimal]]) -> None:
    seed, changes = wrong
    findings = found(seed, changes)
    assert findings
    assert len({(each.rule, each.address) for each in findings}) == len(findings)


def row_total(*cells: str) -> dict[str, int]:
    return {**dict.fromkeys(cells[:-1], 1), cells[-1]: -1}


def equations(values: dict[str, int]) -> Iterator[Equation]:
    """
    A table of two rows and a row of totals, two columns and a column of totals.
    """
    lines = [row_total(f"{row}1", f"{row}2", f"{row}t") for row in "abt"]
    lines += [row_total(f"a{column}", f"b{column}", f"t{column}") for column in "12t"]
    for terms in lines:
        residual = sum(weight * values[cell] for cell, weight in terms.items())
        yield Equation(terms, Decimal(residual))


RIGHT = {"a1": 5, "a2": 3, "at": 8, "b1": 2, "b2": 4, "bt": 6, "t1": 7, "t2": 7, "tt": 14}


def causes_of(**wrong: int) -> list[tuple[str | None, Decimal | None, list[str]]]:
    values = {**RIGHT, **wrong}
    told = causes(list(equations(values)), {cell: Decimal(each) for cell, each in values.items()})
    return [(each.cell, each.value, [cell for cell, _ in each.candidates]) for each in told]


def test_nothing_is_wrong() -> None:
    assert causes_of() == []


def test_a_cell_stands_where_the_failing_lines_cross() -> None:
    assert causes_of(a1=9) == [("a1", Decimal(5), [])]


def test_two_cells_of_one_row_are_two_causes() -> None:
    assert {cell for cell, _, _ in causes_of(a1=9, a2=5)} == {"a1", "a2"}


def test_a_row_that_adds_up_but_is_wrong_is_one_cause() -> None:
    ((cell, _, candidates),) = causes_of(a1=6, at=9)
    assert cell is None
    assert {"a1", "at"} <= set(candidates)


def test_what_was_entered_in_the_next_column_is_one_cause() -> None:
    ((cell, _, candidates),) = causes_of(a1=4, a2=4)
    assert cell is None
    assert {"a1", "a2"} <= set(candidates)


def test_an_impossible_repair_is_none() -> None:
    # Only a1 can be wrong by so much without becoming negative.
    assert causes_of(a1=90) == [("a1", Decimal(5), [])]


def test_the_wrong_cell_is_named_whatever_rules_were_chosen() -> None:
    made = faulty(5, "TBL3-SUM-DISPOSED", style="pipe")
    (fault,) = made.faults
    source = read(made.data, f"x{made.suffix}")
    for chosen in ("TBL3-SUM-ROW", "TBL3-SUM-DISPOSED"):
        only = Settings(runs=lambda id, _, chosen=chosen: id == chosen)
        found = check(source, settings=only).outcome
        assert [(each.rule, each.address, each.folded) for each in found.diagnostics] == [
            (chosen, fault.address, ())
        ]
        assert [each.rule for each in found.verdicts] == [chosen]


def test_a_wrong_number_that_is_written_oddly_is_wrong_all_the_same() -> None:
    report = faulty(3, "TBL3-SUM-ROW", style="pipe", edition="2021")
    text = report.data.decode()
    plain = [
        each
        for each in check(read(text.encode(), "a")).outcome.diagnostics
        if each.rule.startswith("TBL3-SUM")
    ]
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    cell = plain[0].span
    source = read(text.encode(), "a")
    changed = source.text[: cell.start] + source.slice(cell).translate(wide) + source.text[cell.end :]
    found = {each.rule: each for each in check(read(changed.encode(), "a")).outcome.diagnostics}
    assert found["CEL-FULLWIDTH"].span == cell
    assert (found[plain[0].rule].address, found[plain[0].rule].severity) == (plain[0].address, "error")
