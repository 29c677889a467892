"""
Faults in the tables: a wrong number, an empty or odd cell, a label, a row, a form.
"""

from random import Random

from attrs import evolve

from bench.reports import drawing, flatten, tables
from bench.reports.draft import Cell, Draft, recast, without
from bench.reports.fault import (
    Change,
    Fault,
    Injection,
    fit,
    other_number,
    quiet,
    rewrite,
    written,
)
from bench.reports.forms import APPLICANTS, DISPUTES, FORM_2019, FORMS, OUTCOMES
from bench.reports.render import BARELESS, GLUED


def _wrong(rule: str, rows: str, columns: str, *also: str) -> Change:
    """
    Another number in one cell of table 3; `rows` may be `leaf`, `columns` `applicant`.
    """

    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        fit(draft.facts.total("disposed_total") > 0)
        named = FORMS[draft.facts.edition].leaves if rows == "leaf" else (rows,)
        row = random.choice(_busy(draft, named))
        column = random.choice(APPLICANTS) if columns == "applicant" else columns
        return _misprint(draft, random, f"requests/{row}/{column}", rule, *also)

    return change


def _busy(draft: Draft, rows: tuple[str, ...]) -> list[str]:
    """
    Mostly the rows in which something stands.
    """
    busy = [row for row in rows if draft.facts.values[f"requests/{row}/total"]]
    return busy + list(rows[:2]) if busy else list(rows)


def _misprint(draft: Draft, random: Random, address: str, rule: str, *also: str) -> tuple[Draft, Fault]:
    was = int(draft.facts.values[address])
    now = _digit_slip(random, was)
    fault = Fault(rule, address, f"{was} became {now}", also=also)
    return rewrite(draft, address, str(now)), fault


def _digit_slip(random: Random, number: int) -> int:
    text = str(number)
    swapped = int(text[:-2] + text[:-3:-1]) if number > 9 else number
    if swapped != number and len(str(swapped)) == len(text) and random.random() < 0.4:
        return swapped
    return other_number(random, number)


def _unbalanced(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    """
    结转下年度 wrong in a column and in its total alike, so that rows still add up.
    """
    fit(draft.facts.total("disposed_total") > 0)
    column = random.choice(APPLICANTS)
    values, row = draft.facts.values, "requests/carried_forward"
    more = random.randint(1, 5)
    for each in (column, "total"):
        draft = rewrite(draft, f"{row}/{each}", str(int(values[f"{row}/{each}"]) + more))
    note = f"{row}/{column} and the total both {more} too many; the row still adds up"
    return draft, Fault("TBL3-BALANCE", f"{row}/total", f"off by {more}", note)


def _dispute(rule: str, row: str, outcomes: tuple[str, ...]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        address = f"disputes/{row}/{random.choice(outcomes)}"
        return _misprint(draft, random, address, rule)

    return change


def _plain_cells(draft: Draft, *, zero: bool | None = None) -> list[str]:
    """
    Cells of table 3 that are no totals.
    """
    found = written(draft)
    plain = [f"requests/{row}/{column}" for row in FORMS[draft.facts.edition].leaves for column in APPLICANTS]
    return [each for each in plain if zero is None or (found[each] == "0") == zero]


def _blank(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021")
    address = random.choice(_plain_cells(draft))
    was = written(draft)[address]
    return rewrite(draft, address, ""), Fault("CEL-BLANK", address, f"{was} left out")


def _blank_total(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    rows = (*FORMS[draft.facts.edition].leaves, "disposed_total", "new_received")
    busy = [row for row in rows if draft.facts.values[f"requests/{row}/total"]]
    fit(busy)
    address = f"requests/{random.choice(busy)}/total"
    was = written(draft)[address]
    return rewrite(draft, address, ""), Fault("CEL-BLANK-TOTAL", address, f"{was} left out")


def _dash(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    address = random.choice(_plain_cells(draft, zero=True))
    mark = random.choice(("—", "-", "/", "无"))
    return rewrite(draft, address, mark), Fault("CEL-DASH", address, f"0 written as {mark}")


def _unit(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021")
    busy = _plain_cells(draft, zero=False)
    address = random.choice(busy or _plain_cells(draft))
    text = f"{written(draft)[address]}件"
    return rewrite(draft, address, text), Fault("CEL-UNIT", address, text, also=("CEL-TEXT",))


def _negative(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    address = random.choice(_plain_cells(draft))
    text = f"-{random.randint(1, 9)}"
    also = ("TBL3-SUM-ROW", "TBL3-SUM-DISPOSED")
    return rewrite(draft, address, text), Fault("CEL-NEGATIVE", address, text, also=also)


def _relabel(rule: str, row: str, start: str, old: str, new: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        fit(draft.facts.edition == "2021")

        def swap(cell: Cell) -> Cell:
            hit = not cell.address and cell.text.startswith(start)
            return evolve(cell, text=cell.text.replace(old, new)) if hit else cell

        fault = Fault(rule, row, f"{old} written as {new}")
        return recast(draft, row.split("/", maxsplit=1)[0], swap), fault

    return change


def _row_missing(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    grid = draft.tables["requests"]
    values = draft.facts.values
    follows = [row for row in grid if sum(not cell.address for cell in row) == 1]
    heads = [row[1].address.split("/")[1] for row in follows[1:] if row[1].address]
    leaves = FORMS[draft.facts.edition].leaves
    idle = [row for row in heads if row in leaves and not values[f"requests/{row}/total"]]
    fit(idle)
    row = random.choice(idle)
    address = f"requests/{row}/total"
    shorter = {**draft.tables, "requests": flatten.without_row(grid, address)}
    fault = Fault("TBL3-ROW-MISSING", address.removesuffix("/total"), "row of zeros left out")
    return evolve(quiet(draft, address), tables=shorter), fault


def _old_disclosure(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021")
    numbers = drawing.disclosure_2019(random, draft.facts.agency)
    old = {**draft.tables, "disclosure": tables.disclosure(FORM_2019, numbers)}
    fault = Fault("FMT-EDITION-TABLE2", "disclosure", "2019 form of 表二", also=("FMT-EDITION-MIX",))
    return evolve(without(draft, "norms", "decisions"), tables=old), fault


def _old_requests(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random
    facts = draft.facts
    fit(facts.edition == "2021")
    numbers = dict(facts.values)
    for column in (*APPLICANTS, "total"):
        numbers[f"requests/other_handling/{column}"] = facts.of("other_", column)
    old = {**draft.tables, "requests": tables.requests(FORM_2019, numbers)}
    fault = Fault("FMT-EDITION-TABLE3", "requests", "2019 form of 表三", also=("FMT-EDITION-MIX",))
    return evolve(draft, tables=old), fault


_PARTS = tuple(outcome.id for outcome in OUTCOMES[:-1])
_SUMS = {"reconsideration": "RECON", "litigation_direct": "DIRECT"}
_CHECKS = ("TBL3-SUM-ROW", "TBL3-SUM-DISPOSED", "TBL3-BALANCE")

_NUMBERS: dict[str, Change] = {
    "TBL3-SUM-ROW": _wrong(_CHECKS[0], "leaf", "applicant", _CHECKS[1]),
    "TBL3-SUM-ROW/total": _wrong(_CHECKS[0], "leaf", "total", _CHECKS[1]),
    "TBL3-SUM-DISPOSED": _wrong(_CHECKS[1], "disposed_total", "applicant", _CHECKS[0], _CHECKS[2]),
    "TBL3-SUM-DISPOSED/total": _wrong(_CHECKS[1], "disposed_total", "total", _CHECKS[0], _CHECKS[2]),
    **{
        f"TBL3-BALANCE/{row}/{column}": _wrong(_CHECKS[2], row, column, _CHECKS[0])
        for row in ("new_received", "carried_over", "carried_forward")
        for column in ("applicant", "total")
    },
    "TBL3-BALANCE": _unbalanced,
}
for _row in DISPUTES:
    _rule = f"TBL4-SUM-{_SUMS.get(_row.id, 'AFTER')}"
    _NUMBERS[_rule] = _dispute(_rule, _row.id, _PARTS)
    _NUMBERS[f"{_rule}/total"] = _dispute(_rule, _row.id, ("total",))

_NORMS = ("行政规范性", "行政规范性", "规范性")
_EXACT = ("不再处理", "不再受理")
_LABELS: dict[str, Change] = {
    "TBL2-LABEL-NORM": _relabel("TBL2-LABEL-NORM", "disclosure/normative_documents", *_NORMS),
    "TBL3-LABEL-EXACT": _relabel("TBL3-LABEL-EXACT", "requests/other_not_corrected", "1.申请人", *_EXACT),
    "TBL3-LABEL-EXACT/fee": _relabel("TBL3-LABEL-EXACT", "requests/other_fee_unpaid", "2.申请人", *_EXACT),
}

TABLE_FAULTS: dict[str, Injection] = {
    **{key: Injection(change, GLUED) for key, change in _NUMBERS.items()},
    "CEL-BLANK": Injection(_blank, BARELESS),
    "CEL-BLANK-TOTAL": Injection(_blank_total, BARELESS),
    "CEL-DASH": Injection(_dash, GLUED),
    "CEL-UNIT": Injection(_unit, GLUED),
    "CEL-NEGATIVE": Injection(_negative, GLUED),
    **{key: Injection(change) for key, change in _LABELS.items()},
    "TBL3-ROW-MISSING": Injection(_row_missing),
    "FMT-EDITION-TABLE2": Injection(_old_disclosure),
    "FMT-EDITION-TABLE3": Injection(_old_requests),
}
