"""
Faults of tables: values of another kind, labels, rows and whole tables that are not as the form has them.
"""

from collections.abc import Callable
from random import Random

from attrs import evolve

from bench.reports.draft import Cell, Draft, Grid, recast, without
from bench.reports.fault import Change, Fault, Injection, fit, rewrite, written
from bench.reports.forms import APPLICANTS, FORMS
from bench.reports.render import BARELESS, GLUED


def _cell(
    rule: str,
    make: Callable[[str, Random], str],
    *,
    zero: bool | None = None,
    also: tuple[str, ...] = (),
) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        fit(draft.facts.edition == "2021")
        found = written(draft)
        rows = FORMS[draft.facts.edition].leaves
        plain = [f"requests/{row}/{each}" for row in rows for each in APPLICANTS]
        suited = [each for each in plain if zero is None or (found[each] == "0") == zero]
        fit(suited)
        address = random.choice(suited)
        text = make(found[address], random)
        return rewrite(draft, address, text), Fault(
            rule, address, f"{found[address]} became {text}", also=also
        )

    return change


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _thousands(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    found = {each: text for each, text in written(draft).items() if text.isdigit() and len(text) in (4, 5, 6)}
    fit(found)
    address = random.choice(sorted(found))
    text = f"{int(found[address]):,}"
    return rewrite(draft, address, text), Fault("CEL-THOUSANDS", address, text)


def _authority(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    fit(
        facts.edition == "2021"
        and facts.agency.kind in {"township", "government"}
        and not facts.agency.makes_rules
    )
    fit(facts.agency.level in "县区" or facts.agency.kind == "township")
    n = random.randint(1, 4)
    changed = rewrite(draft, "disclosure/government_rules/issued", str(n))
    changed = rewrite(changed, "disclosure/government_rules/in_force", str(n + 1))
    return changed, Fault("CEL-REGULATION-AUTHORITY", "disclosure/government_rules", f"{n} 规章")


def _stock_short(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021")
    issued, repealed = (draft.facts.norms(each) for each in ("issued", "repealed"))
    fit(issued - repealed >= 3)
    text = str(random.randint(0, issued - repealed - 1))
    address = "disclosure/normative_documents/in_force"
    return rewrite(draft, address, text), Fault("TBL2-VALID-LT-ISSUED", address, f"{text} in force")


def _new_over_total(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2019")
    total = draft.facts.norms("total_public")
    text = str(total + random.randint(2, 20))
    address = "disclosure/normative_documents/newly_disclosed"
    return rewrite(draft, address, text), Fault("TBL2-NEW-GT-TOTAL", address, f"{text} > {total}")


def _spent_nothing(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2019")
    values = draft.facts.values
    bought = int(values["disclosure/procurement/projects"])
    address = "disclosure/procurement/amount" if bought else "disclosure/procurement/projects"
    text = "0" if bought else str(random.randint(2, 40))
    return rewrite(draft, address, text), Fault("TBL2-PROC-ZERO-AMOUNT", address, text)


def _label(
    rule: str,
    table: str,
    where: str,
    old: str,
    new: str,
    *,
    also: tuple[str, ...] = (),
) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        fit(draft.facts.edition == "2021")
        first: list[Cell] = []

        def swap(cell: Cell) -> Cell:
            if cell.address or old not in cell.text or (first and cell is not first[0]):
                return cell
            first.append(cell)
            return evolve(cell, text=cell.text.replace(old, new))

        changed = recast(draft, table, swap)
        fit(first)
        return changed, Fault(rule, where, f"{old} became {new}", also=also)

    return change


def _no_table(table: str, number: int) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        bare = without(draft, "disputes") if table == "disputes" else draft
        kept = tuple(each for each in bare.paragraphs if not (each.kind == "table" and each.section == table))
        fault = Fault(f"TBL{number}-MISSING", table, "no table", also=("DOC-EMPTY-SECTION",))
        return evolve(bare, paragraphs=kept), fault

    return change


def _no_enforcement(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021")
    row = random.choice(("licences", "coercive_measures"))
    grid = [
        each
        for each in draft.tables["disclosure"]
        if not any(cell.address.startswith(f"disclosure/{row}/") for cell in each)
    ]
    fault = Fault("TBL2-ROWS", f"disclosure/{row}", "row left out")
    return evolve(
        without(draft, "norms", "decisions"), tables={**draft.tables, "disclosure": tuple(grid)}
    ), fault


def _rows_of(draft: Draft, wanted: Callable[[str], bool]) -> list[int]:
    return [
        at
        for at, row in enumerate(draft.tables["requests"])
        if any(cell.address and wanted(cell.address.split("/")[1]) for cell in row)
    ]


def _row_twice(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    grid: Grid = draft.tables["requests"]
    at = random.choice(
        _rows_of(draft, lambda row: row in ("new_received", "carried_over", "carried_forward"))
    )
    row = grid[at][-1].address.split("/")[1]
    doubled = (*grid[: at + 1], grid[at], *grid[at + 1 :])
    return evolve(draft, tables={**draft.tables, "requests": doubled}), Fault(
        "TBL3-ROW-TWICE", f"requests/{row}", "row twice"
    )


def _row_order(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random
    grid = list(draft.tables["requests"])
    first, second = _rows_of(draft, lambda row: row in ("new_received", "carried_over"))
    fit([cell.text for cell in grid[first]][1:] != [cell.text for cell in grid[second]][1:])
    grid[first], grid[second] = grid[second], grid[first]
    return evolve(draft, tables={**draft.tables, "requests": tuple(grid)}), Fault(
        "TBL3-ROW-ORDER", "requests/new_received", "rows 1 and 2 swapped"
    )


def _columns_alike(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    """
    Two applicants' columns that are the same; the totals are those of the copy.
    """
    del random
    values = dict(draft.facts.values)
    rows = [row.id for row in FORMS[draft.facts.edition].requests]
    busy = sum(int(values[f"requests/{row}/natural_person"]) > 0 for row in rows)
    fit(busy >= 5 and int(values["requests/new_received/natural_person"]) >= 5)
    fit(draft.facts.edition == "2021")
    texts = {}
    for row in rows:
        natural, old = (int(values[f"requests/{row}/{each}"]) for each in ("natural_person", "commercial"))
        texts[f"requests/{row}/commercial"] = str(natural)
        texts[f"requests/{row}/total"] = str(int(values[f"requests/{row}/total"]) + natural - old)
    changed = recast(
        without(draft, "requests"), "requests",
        lambda cell: evolve(cell, text=texts.get(cell.address, cell.text)) if cell.address else cell,
    )  # fmt: skip
    return changed, Fault("TBL-DUPLICATE-BLOCK", "requests", "commercial is natural_person again")


GRID_FAULTS: dict[str, Injection] = {
    "CEL-DECIMAL": Injection(_cell("CEL-DECIMAL", lambda text, _: f"{text}.5", zero=False, also=("TBL3-SUM-ROW", "TBL3-SUM-DISPOSED")), GLUED),
    "CEL-FULLWIDTH": Injection(_cell("CEL-FULLWIDTH", lambda text, _: text.translate(_WIDE), zero=False), GLUED),
    "CEL-LEADING-ZERO": Injection(_cell("CEL-LEADING-ZERO", lambda text, _: f"0{text}", zero=False), GLUED),
    "CEL-TEXT": Injection(_cell("CEL-TEXT", lambda _, random: random.choice(("若干", "见附件", "不详")), also=("CEL-DASH", "CEL-BLANK", "TBL3-CELLCOUNT")), BARELESS),
    "CEL-THOUSANDS": Injection(_thousands, GLUED),
    "CEL-REGULATION-AUTHORITY": Injection(_authority, GLUED),
    "TBL2-VALID-LT-ISSUED": Injection(_stock_short, GLUED),
    "TBL2-NEW-GT-TOTAL": Injection(_new_over_total, GLUED),
    "TBL2-PROC-ZERO-AMOUNT": Injection(_spent_nothing, GLUED),
    "TBL2-LABEL-COL": Injection(_label("TBL2-LABEL-COL", "disclosure", "disclosure", "现行有效件数", "现行有效件")),
    "TBL2-UNIT-LABEL": Injection(_label("TBL2-UNIT-LABEL", "disclosure", "disclosure", "（单位：万元）", "", also=("TBL2-LABEL-COL",))),
    "TBL2-CAPTION": Injection(_label("TBL2-CAPTION", "disclosure", "disclosure", "第（五）项", "第（六）项")),
    "TBL3-LABEL-EXACT/typo": Injection(_label("TBL3-LABEL-EXACT", "requests", "requests", "内部事务", "内容事务", also=("TBL3-LABEL-TYPO", "WRD-TYPO"))),
    "TBL3-LABEL-EXACT/this": Injection(_label("TBL3-LABEL-EXACT", "requests", "requests", "只计这一情形", "只计这一情况", also=("TBL3-LABEL-TYPO", "WRD-TYPO"))),
    "TBL3-LABEL-EXACT/doubled": Injection(_label("TBL3-LABEL-EXACT", "requests", "requests", "过程性信息", "过程性性信息", also=("TBL3-LABEL-TYPO", "WRD-CHONGFU"))),
    "TBL2-MISSING": Injection(_no_table("disclosure", 2)),
    "TBL3-MISSING": Injection(_no_table("requests", 3)),
    "TBL4-MISSING": Injection(_no_table("disputes", 4)),
    "TBL2-ROWS": Injection(_no_enforcement, BARELESS),
    "TBL3-ROW-TWICE": Injection(_row_twice, GLUED),
    "TBL3-ROW-ORDER": Injection(_row_order, GLUED),
    "TBL-DUPLICATE-BLOCK": Injection(_columns_alike, GLUED),
}  # fmt: skip
