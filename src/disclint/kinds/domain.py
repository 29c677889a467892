"""
Cells must hold what cells of their kind may hold.
"""

from collections.abc import Iterator

from disclint.facts import Facts
from disclint.facts.written import CELL_KINDS
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Judge, Tally, note
from disclint.rules.nodes import Address, Call, parts
from disclint.rules.tracing import PASS, UNKNOWN, recording
from disclint.syntax import ABSENT, AMBIGUOUS, BLANK, CELL_STATES, NUMBER
from disclint.values import Subject

NAME = "domain"
VARIANTS = frozenset((*CELL_STATES, *CELL_KINDS))


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails for each cell whose state is not accepted; the state is the variant.
    """
    domains = compiler.option("foreach")
    nodes = [compiler.node(each, "foreach", name) for name, each in domains.items()]
    match nodes:
        case [Call(function="cells", arguments=(Address() as address,))]:
            pattern = parts(address)
        case _:
            raise compiler.rule.error(
                "a domain rule looks at one cell at a time", "write `foreach: {cell: cells(…)}`", "foreach",
                zh=("domain 类规则逐格检查", "写成 foreach: {cell: cells(…)}"),
            )  # fmt: skip
    binding = bind(compiler)
    refused = compiler.option("refuse")
    accepted = VARIANTS.difference(refused) if refused else frozenset(compiler.option("accept"))
    type = compiler.option("type")
    return lambda facts: _judged(facts, binding, (pattern, accepted, type)), binding


_Options = tuple[tuple[str, str, str], frozenset[str], str | None]


def _judged(facts: Facts, binding: Binding, options: _Options) -> Tally:
    findings, reasons = [], list[str]()
    name = binding.domains[0][0]
    for address, state in _refused(facts, options):
        cell = facts.tabular.cell(address)
        scope = binding.scope(facts, **{name: cell})
        if not binding.admits(scope, reasons):
            continue
        if _is_open(facts, cell, address, state):
            reasons.append(f"{address}: {state}")
            note(scope, UNKNOWN, reasons=reasons[-1:])
        else:
            findings.append(binding.finding(scope, variant=state))
            note(scope, FAIL, variant=findings[-1].variant)
    if recording() is not None:
        _note_sound(facts, binding, options)
    return Tally(findings, len(facts.tabular.read_addresses(options[0])), reasons)


def _is_open(facts: Facts, cell: Subject, address: str, state: str) -> bool:
    """
    Whether nobody can tell what stands there.
    """
    if state == BLANK:
        return cell.span is not None and facts.tabular.source.is_pending(cell.span.start)
    return state == AMBIGUOUS or (state == ABSENT and bool(facts.gaps.of_table(address.partition("/")[0])))


def _note_sound(facts: Facts, binding: Binding, options: _Options) -> None:
    refused = {address for address, _ in _refused(facts, options)}
    for address in facts.tabular.read_addresses(options[0]):
        if address not in refused:
            note(binding.scope(facts, **{binding.domains[0][0]: facts.tabular.cell(address)}), PASS)


def _refused(facts: Facts, options: _Options) -> Iterator[tuple[str, str]]:
    pattern, accepted, type = options
    looked_at = facts.tabular.read_addresses(pattern)
    if type is not None or NUMBER not in accepted:
        for address in looked_at:
            state = facts.tabular.tables[address.partition("/")[0]].state(address, type)
            if state not in accepted:
                yield address, state
        return
    # Nearly all cells hold plain numbers; the few others are known.
    for address, state in facts.tabular.odd_cells.items():
        if state not in accepted and address in looked_at:
            yield address, state
