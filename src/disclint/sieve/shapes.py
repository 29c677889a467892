"""
What a rule of each kind asks of a report, as a function of plain values: how many instances hold, if all do.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from attrs import evolve

from disclint.facts.layout import Pattern
from disclint.facts.written import CELL_KINDS
from disclint.kinds.compiling import Compiler
from disclint.kinds.ratio import MOST
from disclint.kinds.statement import Looked
from disclint.rules.nodes import Address, Call, Listing, Node, parts
from disclint.rules.vocabulary import element
from disclint.sieve.instances import Passed, instances_of, made, source
from disclint.sieve.names import Code, Names, Unwritten
from disclint.sieve.plain import Plain
from disclint.sieve.support import Unsure
from disclint.sieve.writing import Writer
from disclint.syntax import CELL_STATES, NUMBER


def _assert(compiler: Compiler, writer: Writer) -> Passed:
    instances = instances_of(compiler, writer)
    check = instances.writer.truth(compiler.node(compiler.option("check"), "check"))
    return made(source(instances, f"if not {check}: return None\n"), writer.names)


def _match(compiler: Compiler, writer: Writer) -> Passed:
    claim = writer.names.variable()
    concepts = compiler.option("claims")
    instances = instances_of(compiler, writer, {"claim": Code(claim, "claim")})
    if compiler.option("foreach"):
        raise Unwritten
    listed = writer.claims(concepts)
    accept = compiler.option("accept")
    by_concept = accept if isinstance(accept, Mapping) else dict.fromkeys(concepts, accept)
    body = f"value = sure({claim}.value)\nconcept = {claim}.concept\n"
    branches: dict[str, list[str]] = {}
    for concept in dict.fromkeys(concepts):
        several = (instances.writer.number(compiler.node(each, "accept")) for each in by_concept[concept])
        numbers = "".join(f"sure({each}), " for each in several)
        branches.setdefault(f"if value not in ({numbers}): return None\n", []).append(concept)
    for lines, some in branches.items():
        if len(branches) == 1:
            body += lines
        else:
            body += f"if concept in {writer.names.constant(frozenset(some))}:\n    {lines}"
    # Here `when` is asked for each claim.
    skip = instances.before.replace("return 0", "continue") + instances.skip
    looped = evolve(instances, before="", skip=skip, loop=f"for {claim} in {listed}:")
    return made(source(looped, body), writer.names)


def _statement(compiler: Compiler, writer: Writer) -> Passed:
    scopes = compiler.scopes("in")
    required, forbidden = compiler.phrases("require"), compiler.phrases("forbid")
    if forbidden:
        return lambda plain: 1 if plain.lacks(plain.stretches(scopes), forbidden) else None
    if compiler.option("unless") or compiler.option("let"):
        raise Unwritten
    if compiler.option("where") or compiler.option("when"):
        instances = instances_of(compiler, writer, {"match": Code("None", "match", is_open=True)})
        admits = made(source(instances, ""), writer.names)
        return lambda plain: _required(plain, scopes, required, admits)
    return lambda plain: _required(plain, scopes, required, None)


def _required(
    plain: Plain, scopes: tuple[str, ...], phrases: tuple[Looked, ...], admits: Passed | None
) -> int | None:
    stretches = plain.stretches(scopes)
    if admits is not None and not admits(plain):
        return 0
    return None if plain.lacks(stretches, phrases) else 1


def _ratio(compiler: Compiler, writer: Writer) -> Passed:
    instances = instances_of(compiler, writer)
    inner = instances.writer
    numerator = inner.number(compiler.node(compiler.option("numerator"), "numerator"))
    percent = inner.percent(compiler.node(compiler.option("percent"), "percent"))
    # Bases are worked out one after the other, until there is one.
    base, denominators = (
        "".join(f"lambda: {inner.several(compiler.node(each, key))}, " for each in compiler.option(key, ()))
        for key in ("base", "denominators")
    )
    body = (
        f"if checked >= {MOST}: return None\n"
        f"if not shares({numerator}, {percent}, ({base}), ({denominators})): return None\n"
    )
    return made(source(instances, body), writer.names)


def _domain(compiler: Compiler, _: Writer) -> Passed:
    (written,) = compiler.option("foreach").values()
    match compiler.node(written, "foreach"):
        case Call(function="cells", arguments=(Address() as address,)):
            pattern = parts(address)
        case _:
            raise Unwritten
    states = frozenset((*CELL_STATES, *CELL_KINDS))
    refused = compiler.option("refuse")
    wrong = frozenset(refused) if refused else states.difference(compiler.option("accept"))
    if compiler.option("type") is not None or NUMBER in wrong:
        raise Unwritten
    return lambda plain: _in_domain(plain, pattern, wrong)


def _in_domain(plain: Plain, pattern: Pattern, wrong: frozenset[str]) -> int | None:
    odd = plain.facts.tabular.odd_cells
    if odd and not wrong.isdisjoint(odd.values()):
        looked_at = plain.facts.tabular.read_addresses(pattern)
        if any(state in wrong and address in looked_at for address, state in odd.items()):
            return None
    return len(plain.facts.tabular.read_addresses(pattern))


def _section(compiler: Compiler, writer: Writer) -> Passed:
    required = tuple(compiler.option("require"))
    if not compiler.option("when"):
        return lambda plain: _sections(plain, required, None)
    instances = instances_of(compiler, writer, {"missing": Code("None", "section", is_open=True)})
    admits = made(source(instances, ""), writer.names)
    return lambda plain: _sections(plain, required, admits)


def _sections(plain: Plain, required: tuple[str, ...], admits: Passed | None) -> int | None:
    if admits is not None and not admits(plain):
        return 0
    demanded, report = plain.demanded, plain.facts.report
    checked = 0
    for id in required:
        if id in demanded:
            section = report.section(id)
            if section is None or section.heading is None:
                return None
            checked += 1
    return checked


def _order(compiler: Compiler, writer: Writer) -> Passed:
    written = compiler.option("of")
    if written == "sections":
        return _sections_in_order
    domain = writer.write(compiler.node(written, "of"))
    if element(domain.type) not in ("row", "column"):
        raise Unwritten
    listed = made(f"def judge(plain):\n    return {domain.text}\n", writer.names)
    return lambda plain: _in_order(listed(plain))


def _sections_in_order(plain: Plain) -> int | None:
    order = plain.demanded
    seen: dict[str, int] = {}
    for each in plain.facts.report.sections:
        if each.id in order:
            seen.setdefault(each.id, order[each.id])
    return _rising(list(seen.values()))


def _in_order(lines: Any) -> int | None:
    # Lines without a label lie where their first cell does, which takes the whole evaluation.
    found = [each for each in lines if each.found]
    if not all(each.labels for each in found):
        raise Unsure
    places = sorted(
        (each.labels[0].span.start, each.labels[0].span.end, index) for index, each in enumerate(found)
    )
    # A label that stands around another has no place in an order, and which does is for the evaluation to say.
    if any(after[0] < before[1] for before, after in pairwise(places)):
        raise Unsure
    return _rising([index for _, _, index in places])


def _rising(indexes: list[int]) -> int | None:
    return len(indexes) if len(indexes) > 1 and indexes == sorted(indexes) else None


def _problem(compiler: Compiler, _: Writer) -> Passed:
    code = compiler.option("code")
    return lambda plain: None if any(each.code == code for each in plain.facts.report.problems) else 1


def _sides(compiler: Compiler, writer: Writer, left: str, right: str) -> Passed:
    instances = instances_of(compiler, writer)
    sums = [_summed(instances.writer, compiler.node(compiler.option(each), each)) for each in (left, right)]
    return made(source(instances, f"if {sums[0]} != {sums[1]}: return None\n"), writer.names)


def _summed(writer: Writer, node: Node) -> str:
    code = writer.write(node)
    if isinstance(node, Listing):
        raise Unwritten
    if code.type == f"{NUMBER}*":
        return f"added({code.text})"
    return f"sure({writer.number(node)})"


_SHAPES: Mapping[str, Callable[[Compiler, Writer], Passed]] = {
    "assert": _assert, "match": _match, "statement": _statement, "domain": _domain, "section": _section,
    "order": _order, "problem": _problem, "ratio": _ratio,
    "sum": lambda compiler, writer: _sides(compiler, writer, "total", "parts"),
    "identity": lambda compiler, writer: _sides(compiler, writer, "left", "right"),
}  # fmt: skip


def shaped(compiler: Compiler) -> Passed | None:
    """
    The plain form of a rule; None if it has none.
    """
    shape = _SHAPES.get(compiler.rule.kind)
    if shape is None:
        return None
    try:
        return shape(compiler, Writer(Names(), compiler.concepts))
    except Unwritten:
        return None
