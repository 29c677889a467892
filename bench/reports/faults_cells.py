"""
More faults in the tables: odd cells, impossible numbers, labels, rows and columns in disorder, tables that are not there.
"""

from itertools import pairwise
from random import Random

from attrs import evolve

from bench.reports.draft import Cell, Draft, Grid, line, recast
from bench.reports.fault import Change, Fault, Injection, fit, quiet, rewrite, written
from bench.reports.forms import APPLICANTS, FORMS
from bench.reports.render import BARELESS, GLUED

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_SUMS = ("TBL3-SUM-ROW", "TBL3-SUM-DISPOSED", "TBL3-BALANCE")


def _busy(draft: Draft) -> list[str]:
    found = written(draft)
    leaves = FORMS[draft.facts.edition].leaves
    return [
        f"requests/{row}/{each}"
        for row in leaves
        for each in APPLICANTS
        if found[f"requests/{row}/{each}"] != "0"
    ]


def _odd(rule: str, text: str, *also: str) -> Change:
    """
    A cell of Table 3 that says `text`, or, where that is empty, its number in full-width digits.
    """

    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        busy = _busy(draft)
        fit(busy)
        address = random.choice(busy)
        new = text or written(draft)[address].translate(_WIDE)
        return rewrite(draft, address, new), Fault(rule, address, new, also=also)

    return change


def _fee_slip(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021" and draft.facts.agency.kind in {"department", "township"})
    address = "disclosure/administrative_fees/amount"
    number = str(random.randint(110_000, 900_000))
    fault = Fault("CEL-FEE-UNIT-SLIP", address, number, also=("TBL2-FEE-ZERO-PERMIT",))
    return rewrite(draft, address, number), fault


def _no_authority(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.agency.kind == "township" and draft.facts.edition == "2021")
    address = "disclosure/government_rules/in_force"
    return rewrite(draft, address, str(random.randint(1, 6))), Fault(
        "CEL-REGULATION-AUTHORITY", address, "rules of a town"
    )


def _stock(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    fit(facts.edition == "2021")
    net = facts.norms("issued") - facts.norms("repealed")
    fit(net > 1)
    address = "disclosure/normative_documents/in_force"
    fault = Fault(
        "TBL2-VALID-LT-ISSUED", address, "less in force than issued", also=("TBL2-REPEAL-NO-STOCK",)
    )
    return rewrite(draft, address, str(random.randint(0, net - 1))), fault


def _public(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2019")
    row = "disclosure/normative_documents"
    shown = int(draft.facts.values[f"{row}/newly_disclosed"])
    fit(shown > 1)
    fault = Fault("TBL2-NEW-GT-TOTAL", f"{row}/total_public", "less in all than new")
    return rewrite(draft, f"{row}/total_public", str(random.randint(0, shown - 1))), fault


def _bought(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2019")
    row = "disclosure/procurement"
    column = random.choice(("projects", "amount"))
    fit(int(draft.facts.values[f"{row}/projects"]))
    return rewrite(draft, f"{row}/{column}", "0"), Fault(
        "TBL2-PROC-ZERO-AMOUNT", f"{row}/{column}", f"{column} is 0"
    )


def _relabelled(rule: str, address: str, table: str, old: str, new: str, *also: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        fit(draft.facts.edition == "2021")
        labels = [cell.text for row in draft.tables[table] for cell in row if not cell.address]
        fit(any(old in each for each in labels))
        done = False

        def swap(cell: Cell) -> Cell:
            nonlocal done
            if done or cell.address or old not in cell.text:
                return cell
            done = True
            return evolve(cell, text=cell.text.replace(old, new))

        return recast(draft, table, swap), Fault(rule, address, f"{old} written as {new}", also=also)

    return change


def _columns_swapped(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random
    names = {"商业企业": "科研机构", "科研机构": "商业企业"}
    changed = recast(
        draft,
        "requests",
        lambda cell: evolve(cell, text=names.get(cell.text, cell.text)) if not cell.address else cell,
    )
    fit(changed.tables != draft.tables)
    return changed, Fault("TBL3-COL-ORDER", "requests", "商业企业 and 科研机构 swapped")


def _plain_rows(grid: Grid) -> list[int]:
    """
    Rows of one label and seven values: no group begins in them.
    """
    return [at for at, row in enumerate(grid) if sum(not cell.address for cell in row) == 1 and len(row) == 8]


def _rows_swapped(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    grid = draft.tables["requests"]
    rows = _plain_rows(grid)
    pairs = [(one, other) for one, other in pairwise(rows) if other == one + 1]
    pairs = [
        each for each in pairs if grid[each[0]][1].address and "disposed" not in grid[each[1]][1].address
    ]
    fit(pairs)
    one, other = random.choice(pairs)
    order = list(grid)
    order[one], order[other] = grid[other], grid[one]
    row = grid[other][1].address.rsplit("/", 1)[0]
    fault = Fault("TBL3-ROW-ORDER", row, "stands before the row that it follows")
    return evolve(draft, tables={**draft.tables, "requests": tuple(order)}), fault


def _gone(rule: str, section: str, *also: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        said = random.choice(("本年度按规定办理。", "本年度有关工作按要求开展。"))
        body = tuple(
            line("text", section, said) if each.kind == "table" and each.section == section else each
            for each in draft.paragraphs
        )
        # Whatever the text says of the table would be held against nothing.
        changed = quiet(evolve(draft, paragraphs=body), f"{section}/x/total")
        return changed, Fault(rule, f"section:{section}", "no table", also=also)

    return change


CELL_FAULTS: dict[str, Injection] = {
    "CEL-DECIMAL": Injection(_odd("CEL-DECIMAL", "3.5", *_SUMS), GLUED),
    "CEL-TEXT": Injection(_odd("CEL-TEXT", "见附件"), BARELESS),
    "CEL-FULLWIDTH": Injection(_odd("CEL-FULLWIDTH", ""), GLUED),
    "CEL-FEE-UNIT-SLIP": Injection(_fee_slip, GLUED),
    "CEL-REGULATION-AUTHORITY": Injection(_no_authority, GLUED),
    "TBL2-VALID-LT-ISSUED": Injection(_stock, GLUED),
    "TBL2-NEW-GT-TOTAL": Injection(_public, GLUED),
    "TBL2-PROC-ZERO-AMOUNT": Injection(_bought, GLUED),
    "TBL2-LABEL-COL": Injection(_relabelled("TBL2-LABEL-COL", "disclosure", "disclosure", "现行有效件数", "现行有效件")),
    "TBL2-UNIT-LABEL": Injection(_relabelled("TBL2-UNIT-LABEL", "disclosure", "disclosure", "（单位：万元）", "")),
    "TBL2-CAPTION": Injection(_relabelled("TBL2-CAPTION", "disclosure", "disclosure", "第（八）项", "第（九）项")),
    "TBL3-LABEL-EXACT/affairs": Injection(_relabelled("TBL3-LABEL-EXACT", "requests/deny_internal_affairs", "requests", "内部事务", "内容事务", "WRD-TYPO")),
    "TBL3-LABEL-EXACT/case": Injection(_relabelled("TBL3-LABEL-EXACT", "requests/partially_granted", "requests", "只计这一情形", "只计这一情况")),
    "TBL3-COL-ORDER": Injection(_columns_swapped),
    "TBL3-ROW-ORDER": Injection(_rows_swapped, GLUED),
    "TBL2-MISSING": Injection(_gone("TBL2-MISSING", "disclosure")),
    "TBL3-MISSING": Injection(_gone("TBL3-MISSING", "requests")),
    "TBL4-MISSING": Injection(_gone("TBL4-MISSING", "disputes")),
}  # fmt: skip
