"""
Runs the examples of rules through the real grammar, and says what came out differently.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from disclint.diagnostics import CRASHED, FAIL, Diagnostic, Verdict, Words
from disclint.editions import Edition
from disclint.editions.lexicon import Lexicon
from disclint.engine.program import Program
from disclint.engine.run import Outcome, Settings, run
from disclint.facts import Company, Facts, Record, facts_of, record_of
from disclint.facts.record import PREV, SINGLE
from disclint.grammar import parse
from disclint.rules.examples import Fragment, fragment
from disclint.rules.model import Example, Other, Rule
from disclint.rules.reasons import said
from disclint.source import Notice, Source, Span

# What may come of an example.
VALIDATED, REPORTED, NOISY, MISSING = OUTCOMES = ("validated", "reported", "noisy", "missing")

# In place of what a reader noticed: that a picture stands there.
_PICTURE = "picture"
DEFAULT_YEAR, DEFAULT_KIND = 2024, "department"


@frozen
class Complaint:
    """
    One way in which a rule ended otherwise than its example says; `outcome` is `noisy` or `missing`.
    """

    outcome: str
    words: Words


@frozen
class Tried:
    """
    How a rule ended on one of its examples.

    `outcome` is `validated` (rightly without a finding), `reported` (the findings are those that are wanted), `noisy`
    (it found more) or `missing` (it found less, or ended otherwise); `complaints` say how it differs.
    """

    example: Example
    verdict: Verdict
    complaints: tuple[Complaint, ...] = ()

    @property
    def outcome(self) -> str:
        """
        One of the four outcomes.
        """
        if self.complaints:
            found = {each.outcome for each in self.complaints}
            return MISSING if MISSING in found else NOISY
        return REPORTED if self.example.expect == FAIL else VALIDATED


def tried(
    program: Program,
    rule: Rule,
    example: Example,
    editions: Mapping[str, Edition],
    lexicon: Lexicon,
) -> Tried:
    """
    How the rule ends on its example.  Raises UsageError for an example that is no report.
    """
    written, facts = staged(program, rule, example, editions, lexicon)
    # Rules that blame a table together can only be judged together.
    outcome = run(program, facts, Settings(runs=lambda _id, _profile: True))
    verdict = next(each for each in outcome.verdicts if each.rule == rule.id)
    return Tried(example, verdict, differences(rule, example, written, outcome))


def differences(rule: Rule, example: Example, written: Fragment, outcome: Outcome) -> tuple[Complaint, ...]:
    """
    How an outcome differs from what the example says of the rule.
    """
    return tuple(_differences(rule, example, written, outcome))


def complaints(
    program: Program,
    rule: Rule,
    example: Example,
    editions: Mapping[str, Edition],
    lexicon: Lexicon,
) -> list[str]:
    """
    How the rule's end on its example differs from what is expected; empty if it does not.
    """
    found = tried(program, rule, example, editions, lexicon).complaints
    return [each.words["en"] for each in found]


def staged(
    program: Program,
    rule: Rule,
    example: Example,
    editions: Mapping[str, Edition],
    lexicon: Lexicon,
) -> tuple[Fragment, Facts]:
    """
    An example as text with its marks, and as the report that rules judge.
    """
    company = {
        relation: tuple(_record(program, rule, example, each, relation, editions, lexicon) for each in found)
        for relation, found in example.others.items()
    }
    return _read(program, rule, example, editions, lexicon, company)


def _read(
    program: Program,
    rule: Rule,
    example: Example,
    editions: Mapping[str, Edition],
    lexicon: Lexicon,
    company: Company,
) -> tuple[Fragment, Facts]:
    year = example.year or DEFAULT_YEAR
    written = fragment(rule, example, form_of(example, editions))
    given: dict[str, Any] = {"year": year, "kind": example.kind or DEFAULT_KIND, "edition": example.edition}
    parsed = parse(_source(example, written), editions, lexicon, **({} if example.whole else given))
    vocabulary = program.pack.vocabulary
    return written, facts_of(parsed.report, parsed.flow, parsed.source, editions, vocabulary, company)


def form_of(example: Example, editions: Mapping[str, Edition]) -> Edition:
    """
    The form that an example's cells are written by.
    """
    year = example.year or DEFAULT_YEAR
    return editions.get(example.edition or "") or next(
        (each for each in editions.values() if each.covers(year)), next(iter(editions.values()))
    )


def _record(
    program: Program,
    rule: Rule,
    example: Example,
    other: Other,
    relation: str,
    editions: Mapping[str, Edition],
    lexicon: Lexicon,
) -> Record:
    own = other.example
    year = own.year or (example.year or DEFAULT_YEAR) - (relation == PREV)
    if other.status != "ok":
        return Record(other.path or own.name, other.status, other.agency, year=year)
    # Last year's report is of the same agency, unless the example says otherwise.
    kind = own.kind or (example.kind if relation in SINGLE else None)
    _, facts = _read(program, rule, evolve(own, year=year, kind=kind), editions, lexicon, {})
    found = record_of(facts, other.path or own.name)
    return evolve(found, agency=other.agency) if other.agency else found


def _source(example: Example, written: Fragment) -> Source:
    place = written.marks[0] if written.marks else Span(0, 0)
    told = {code: values for code, values in example.notices.items() if code != _PICTURE}
    noticed = tuple(Notice(code, place, values) for code, values in told.items())
    pictures = (place.start,) if _PICTURE in example.notices else ()
    return Source(written.text, media=example.media, notices=noticed, pictures=pictures)


def _differences(rule: Rule, example: Example, written: Fragment, outcome: Outcome) -> Iterator[Complaint]:
    verdict = next(each for each in outcome.verdicts if each.rule == rule.id)
    found = [each for each in outcome.diagnostics if each.rule == rule.id or rule.id in each.folded]
    shown = {
        lang: f"{verdict.status} ({'; '.join(said(each, lang) for each in verdict.reasons) or '-'})"
        for lang in ("zh", "en")
    }
    if verdict.status == CRASHED:
        yield _missing(f"规则运行出错: {shown['zh']}", f"the rule crashed: {shown['en']}")
        return
    wanted = example.verdict or (None if example.expect == "pass" else example.expect)
    if verdict.status == FAIL and wanted != FAIL:
        yield Complaint(
            NOISY, {"zh": f"报告了 {_listed(found, 'zh')}", "en": f"finds {_listed(found, 'en')}"}
        )
    elif wanted is not None and verdict.status != wanted:
        yield _missing(f"结论是 {shown['zh']}，应为 {wanted}", f"ends in {shown['en']}, not {wanted}")
    if example.expect == FAIL and verdict.status == FAIL:
        yield from _wrong(example, written, found)


def _missing(zh: str, en: str) -> Complaint:
    return Complaint(MISSING, {"zh": zh, "en": en})


def _wrong(example: Example, written: Fragment, found: list[Diagnostic]) -> Iterator[Complaint]:
    places = sorted({each.span for each in found})
    if written.marks and tuple(places) != written.marks:
        lies = [written.text[each.start : each.end] for each in places]
        marked = [written.text[each.start : each.end] for each in written.marks]
        is_more = set(written.marks) <= set(places)
        yield Complaint(
            NOISY if is_more else MISSING,
            {"zh": f"位置是 {lies}，标出的是 {marked}", "en": f"lies at {lies}, marked is {marked}"},
        )
    count = example.count or (None if not written.marks else len(written.marks))
    if count is not None and len(found) != count:
        yield Complaint(
            NOISY if len(found) > count else MISSING,
            {
                "zh": f"报告了 {len(found)} 处，应为 {count} 处: {_listed(found, 'zh')}",
                "en": f"finds {len(found)} instead of {count}: {_listed(found, 'en')}",
            },
        )
    for wanted, has in (
        (example.at, [each.address for each in found]),
        (example.variant, [each.variant for each in found]),
        (example.severity, [each.severity for each in found]),
        (example.suggests, [each.suggestion.replacement for each in found if each.suggestion]),
    ):
        if wanted is not None and wanted not in has:
            yield _missing(f"有 {has}，没有 {wanted!r}", f"there is {has}, not {wanted!r}")


def _listed(found: list[Diagnostic], lang: str) -> str:
    return (
        "; ".join(f"{each.address} {each.message[lang]}" for each in found)
        or {"zh": "空", "en": "nothing"}[lang]
    )
