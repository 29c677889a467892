"""
Why a rule ended as it did on a report: its findings, and the cells and sentences it looked at.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from disclint.diagnostics import FAIL, PASS, Words
from disclint.engine.citing import cited
from disclint.engine.program import Compiled
from disclint.engine.tracing import traced
from disclint.facts import Claim, Facts, facts_of
from disclint.grammar import Parsed
from disclint.kinds import KINDS
from disclint.kinds.compiling import Compiler
from disclint.outputs.saying import formula
from disclint.packs.kit import Kit
from disclint.result import LANGUAGES, Evidence, Explanation, Formula, Looked
from disclint.rules.model import Rule
from disclint.rules.pack import Reference
from disclint.rules.reasons import STATES
from disclint.rules.tracing import Trace
from disclint.session import compared, data, deriving
from disclint.session.check import check_parsed
from disclint.session.miniatures import miniatures
from disclint.session.options import ALL, Options, unknown_rule
from disclint.syntax import ABSENT

# A rule over a whole table is told row by row.
_MOST_CELLS = 12
_LONGEST = 60


def all_rules(kit: Kit | None = None) -> tuple[Explanation, ...]:
    """
    Every rule of `kit`, or that ships with disclint, with its basis, by id.
    """
    found = sorted((kit or data.builtin()).program.rules, key=lambda each: each.rule.id)
    return tuple(Explanation(each.rule, _sources(each)) for each in found)


def dated(rule: Rule, kit: Kit) -> tuple[Words, ...]:
    """
    The basis of a rule with the days on which each source was issued, came into force and ceased to be.
    """
    pack = kit.pack
    return tuple(
        {lang: f"{each.words[lang]}{_days(pack.sources[basis.ref], lang)}" for lang in LANGUAGES}
        for basis, each in zip(rule.basis, cited(rule, pack), strict=True)
    )


def _days(source: Reference, lang: str) -> str:
    days = (
        (source.issued, "{}印发", "issued {}"),
        (source.start, "{}起施行", "in force from {}"),
        (source.until, "{}止", "until {}"),
    )
    said = [(zh if lang == "zh" else en).format(_day(day, lang)) for day, zh, en in days if day]
    if not said:
        return ""
    return f"（{'，'.join(said)}）" if lang == "zh" else f" ({', '.join(said)})"


def _day(day: str, lang: str) -> str:
    if lang != "zh":
        return day
    return "".join(f"{int(part)}{unit}" for part, unit in zip(day.split("-"), "年月日", strict=False))


def reference(kit: Kit | None = None) -> tuple[Explanation, ...]:
    """
    Every rule of `kit`, or that ships with disclint, with its basis, its formula and examples in miniature, by id.
    """
    used = kit or data.builtin()
    found = sorted(used.program.rules, key=lambda each: each.rule.id)
    return tuple(evolve(_plain(each, used), miniatures=miniatures(each.rule, used)) for each in found)


def _plain(compiled: Compiled, kit: Kit) -> Explanation:
    return Explanation(compiled.rule, dated(compiled.rule, kit), formula=_formula(compiled.rule, kit))


def _sources(compiled: Compiled) -> tuple[Words, ...]:
    return tuple(each.words for each in compiled.spoken().cited)


def _formula(rule: Rule, kit: Kit) -> Formula:
    concepts = kit.pack.vocabulary.concepts
    _, binding = KINDS[rule.kind](Compiler(rule, kit.editions, concepts))
    return formula(rule, binding.compiler.vocabulary.names, kit.editions, concepts)


def explained(id: str, kit: Kit | None = None) -> Explanation:
    """
    The rule called `id`.  Raises UsageError if there is none.
    """
    used = kit or data.builtin()
    program = used.program
    known = {each.rule.id: each for each in program.rules}
    found = known.get(id.strip().upper())
    if found is None:
        raise unknown_rule(id, sorted(known))
    return _plain(found, used)


def explained_on(
    id: str,
    parsed: Parsed,
    name: str,
    lang: str,
    kit: Kit | None = None,
    previous: Path | None = None,
) -> Explanation:
    """
    The rule called `id`, and how it ended on a report; `previous` is the file of last year's, if there is one.
    """
    used = kit or data.builtin()
    plain = explained(id, used)
    # With all the others, for another rule may speak for it.
    options = Options(profile=ALL, lang=lang, kit=kit)
    if previous is not None:
        options = compared.with_previous(options, previous)
    result = check_parsed(parsed, name, options)
    wanted = plain.rule.id
    verdict = next((each for each in result.verdicts if each.rule == wanted), None)
    facts = facts_of(
        parsed.report, parsed.flow, parsed.source, used.editions, used.pack.vocabulary, options.company
    )
    trace = traced(plain.rule, used.pack, used.editions, facts)
    looked, before = deriving.derived(trace, facts)
    if verdict is not None and verdict.status != trace.verdict.status:
        looked = tuple(_pardoned(each) for each in looked)
    return evolve(
        plain,
        result=result,
        verdict=verdict,
        diagnostics=tuple(
            each
            for each in (*result.diagnostics, *result.suppressed)
            if wanted == each.rule or wanted in each.folded
        ),
        evidence=tuple(_evidence(trace, facts)),
        looked=looked,
        before=before,
    )


def _pardoned(looked: Looked) -> Looked:
    # Alone it would be a finding; together with all others it is the report's way.
    return evolve(looked, outcome=PASS, by="habit") if looked.outcome == FAIL else looked


def _evidence(trace: Trace, facts: Facts) -> Iterator[Evidence]:
    yield from _numbers(list(deriving.read_by(trace, facts)), facts)
    # Where the rule does not apply it asked for nothing; what it would ask for helps to see why.
    for id in trace.concepts or trace.rule.options.get("claims", ()):
        if id in facts.vocabulary.concepts:
            for claim in facts.all_claims(id):
                yield _sentence(claim, facts)


def _numbers(addresses: Sequence[str], facts: Facts) -> Iterator[Evidence]:
    order = {each: at for at, each in enumerate(_all_addresses(facts))}
    # A label has an address, too, and is no cell.
    addresses = sorted((each for each in addresses if each in order), key=order.__getitem__)
    if len(addresses) <= _MOST_CELLS:
        yield from (_cell(each, facts) for each in addresses)
        return
    # Cells of a row need not come together: a column's equation goes down the table.
    rows: dict[str, list[str]] = {}
    for each in addresses:
        rows.setdefault(each.rsplit("/", 1)[0], []).append(each)
    yield from (_row(row, cells, facts) for row, cells in rows.items())


def _all_addresses(facts: Facts) -> Iterator[str]:
    for each in facts.tabular.tables.values():
        yield from each.layout.form.addresses()


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
