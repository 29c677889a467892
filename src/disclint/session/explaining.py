"""
Why a rule ended as it did on a report: its findings, and the cells and sentences it looked at.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclint.diagnostics import Words
from disclint.engine.program import Compiled
from disclint.facts import Claim, Facts, Inapplicable, facts_of
from disclint.grammar import Parsed
from disclint.outputs.names import STATES
from disclint.packs.kit import Kit
from disclint.result import LANGUAGES, Evidence, Explanation
from disclint.rules.model import Rule
from disclint.session import data
from disclint.session.check import check_parsed
from disclint.session.options import ALL, Options, unknown_rule
from disclint.syntax import ABSENT

_ADDRESS = re.compile(r"(?<![\w$@/])([a-z_]+)/([@$]?[a-z_]+|\*)/([@$]?[a-z_]+|\*)")
_CLAIMS = re.compile(r"claims\(([a-z0-9_, ]+)\)")
# A rule over a whole table is told row by row.
_MOST_CELLS = 12
_LONGEST = 60


def all_rules(kit: Kit | None = None) -> tuple[Explanation, ...]:
    """
    Every rule of `kit`, or that ships with disclint, with its basis, by id.
    """
    found = sorted((kit or data.builtin()).program.rules, key=lambda each: each.rule.id)
    return tuple(Explanation(each.rule, _sources(each)) for each in found)


def _sources(compiled: Compiled) -> tuple[Words, ...]:
    return tuple(each.words for each in compiled.cited)


def explained(id: str, kit: Kit | None = None) -> Explanation:
    """
    The rule called `id`.  Raises UsageError if there is none.
    """
    program = (kit or data.builtin()).program
    known = {each.rule.id: each for each in program.rules}
    found = known.get(id.strip().upper())
    if found is None:
        raise unknown_rule(id, sorted(known))
    return Explanation(found.rule, _sources(found))


def explained_on(id: str, parsed: Parsed, name: str, lang: str, kit: Kit | None = None) -> Explanation:
    """
    The rule called `id`, and how it ended on a report.
    """
    plain = explained(id, kit)
    # With all the others, for another rule may speak for it.
    result = check_parsed(parsed, name, Options(profile=ALL, lang=lang, kit=kit))
    wanted = plain.rule.id
    return Explanation(
        plain.rule,
        plain.sources,
        result,
        next((each for each in result.verdicts if each.rule == wanted), None),
        tuple(
            each
            for each in (*result.diagnostics, *result.suppressed)
            if wanted == each.rule or wanted in each.folded
        ),
        tuple(_evidence(plain.rule, parsed, kit or data.builtin())),
    )


def _evidence(rule: Rule, parsed: Parsed, kit: Kit) -> Iterator[Evidence]:
    facts = facts_of(parsed.report, parsed.flow, parsed.source, kit.editions, kit.pack.vocabulary)
    written = list(_strings(rule.options))
    addresses = dict.fromkeys(address for each in written for address in _cells(each, facts))
    yield from _numbers(list(addresses), facts)
    concepts = dict.fromkeys(id for each in written for id in _concepts(each))
    concepts |= dict.fromkeys(rule.options.get("claims", ()))
    for id in concepts:
        if id in facts.vocabulary.concepts:
            for claim in facts.all_claims(id):
                yield _sentence(claim, facts)


def _strings(options: Any) -> Iterator[str]:
    if isinstance(options, str):
        yield options
    elif isinstance(options, Mapping):
        for each in options.values():
            yield from _strings(each)
    elif isinstance(options, list | tuple):
        for each in options:
            yield from _strings(each)


def _cells(expression: str, facts: Facts) -> Iterator[str]:
    for table, row, column in _ADDRESS.findall(expression):
        pattern = (
            table,
            *("*" if each.startswith("$") else each for each in (row, column)),
        )
        try:
            yield from facts.tabular.addresses((pattern[0], pattern[1], pattern[2]))
        except Inapplicable:
            continue


def _concepts(expression: str) -> Iterator[str]:
    for listed in _CLAIMS.findall(expression):
        yield from (each.strip() for each in listed.split(","))


def _numbers(addresses: Sequence[str], facts: Facts) -> Iterator[Evidence]:
    if len(addresses) <= _MOST_CELLS:
        yield from (_cell(each, facts) for each in addresses)
        return
    # Cells of a row need not come together: a column's equation goes down the table.
    rows: dict[str, list[str]] = {}
    for each in addresses:
        rows.setdefault(each.rsplit("/", 1)[0], []).append(each)
    yield from (_row(row, cells, facts) for row, cells in rows.items())


def _row(row: str, addresses: Sequence[str], facts: Facts) -> Evidence:
    table, line = row.split("/")
    placed = facts.tabular.tables[table]
    form = placed.layout.form
    wanted = set(addresses)
    # As the report has them, whatever the order in which the rule speaks of them.
    ordered = [each for each in form.addresses() if each in wanted]
    first = _cell(ordered[0], facts)
    cells = [placed.cells.get(each) for each in ordered]
    label = placed.layout.rows[line].label
    words = {}
    for lang in LANGUAGES:
        written = " | ".join(
            (cell.raw if cell else "") or f"({_state(cell.state if cell else ABSENT, lang)})"
            for cell in cells
        )
        quoted = f"“{label}”" if lang == "zh" else f" “{label}”"
        words[lang] = f"{form.name[lang]}{quoted}: {written}"
    return Evidence(row, first.span, words)


def _state(id: str, lang: str) -> str:
    return STATES.get(id, id) if lang == "zh" else id


def _cell(address: str, facts: Facts) -> Evidence:
    placed = facts.tabular.tables[address.split("/", 1)[0]]
    cell = placed.cells.get(address)
    span = cell.span if cell else facts.places.of_table(placed.table.id)
    words = facts.places.words(address, span)
    if cell is None or cell.value is None:
        state = placed.state(address)
        words = {lang: f"{each} ({_state(state, lang)})" for lang, each in words.items()}
    return Evidence(address, span, words)


def _sentence(claim: Claim, facts: Facts) -> Evidence:
    span = facts.flow.span(claim.match.start, claim.match.end)
    quote = facts.flow.text[claim.match.start : claim.match.end]
    shown = quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"
    value = "" if claim.value is None else f" = {claim.value.value}"
    label = claim.concept.label
    guard = next((each for each in facts.vocabulary.guards if each.id == claim.refused), None)
    return Evidence(
        facts.words.address(span),
        span,
        {"zh": f"{label['zh']}{value}:“{shown}”", "en": f"{label['en']}{value}: “{shown}”"},
        None if guard is None else guard.label,
    )
