"""
Something must be said, or must not.
"""

from collections.abc import Sequence

from attrs import frozen

from disclint.facts import Facts, Inapplicable
from disclint.facts.ranges import FIXED_SCOPES, Range
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Judge, Place, Scope, Tally, note, subject_place
from disclint.phrases import Match, Phrase, RegexPhrase, sentence
from disclint.rules.tracing import EXCLUDED, PASS, UNKNOWN
from disclint.values import Missing, Subject

Looked = Phrase | RegexPhrase

NAME = "statement"
PARTIAL = "partial"
VARIANTS = frozenset((FAIL, PARTIAL))
NAMES = {"match": "match"}


@frozen(eq=False)
class _Statement:
    """
    The phrases of a rule and where they are looked for.
    """

    scopes: tuple[str, ...]
    require: tuple[Looked, ...]
    forbid: tuple[Looked, ...]
    unless: tuple[Looked, ...]
    partial: tuple[Looked, ...]


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails at each forbidden occurrence; or once, where the required words should stand.
    """
    binding = bind(compiler, NAMES)
    statement = _Statement(
        compiler.scopes("in"),
        compiler.phrases("require"),
        compiler.phrases("forbid"),
        compiler.phrases("unless"),
        compiler.phrases("partial"),
    )
    judge = _required if statement.require else _forbidden
    return lambda facts: judge(facts, statement, binding), binding


def _forbidden(facts: Facts, statement: _Statement, binding: Binding) -> Tally:
    reasons = list[str]()
    found = _occurrences(facts, statement, statement.forbid, binding, reasons)
    findings = []
    for scope in found:
        findings.append(binding.finding(scope, subject_place(scope.names["match"], facts)))
        note(scope, FAIL, variant=findings[-1].variant)
    if not found:
        note(binding.scope(facts), PASS)
    # Words that are nowhere are one thing that was looked at.
    return Tally(findings, max(1, len(findings)), reasons)


def _required(facts: Facts, statement: _Statement, binding: Binding) -> Tally:
    reasons = list[str]()
    found = _occurrences(facts, statement, statement.require, binding, reasons)
    if found:
        note(found[0], PASS)
        return Tally(checked=1)
    unread = [each.reason for each in facts.gaps.missing(statement.scopes)]
    if unread:
        note(binding.scope(facts), UNKNOWN, reasons=unread)
    reasons += unread
    if reasons:
        return Tally(reasons=reasons)
    partial = _occurrences(facts, statement, statement.partial, binding, reasons)
    if partial:
        place = subject_place(partial[0].names["match"], facts)
        finding = binding.finding(partial[0], place, PARTIAL)
        note(partial[0], FAIL, variant=finding.variant)
        return Tally([finding], 1)
    scope = binding.scope(facts, match=Missing("match"))
    if not binding.admits(scope, reasons):
        return Tally(reasons=reasons)
    finding = binding.finding(scope, _where(facts, statement.scopes))
    note(scope, FAIL, variant=finding.variant)
    return Tally([finding], 1)


def _occurrences(
    facts: Facts,
    statement: _Statement,
    phrases: Sequence[Looked],
    binding: Binding,
    reasons: list[str],
) -> list[Scope]:
    where = stretches(facts, statement.scopes)
    found = [match for each in phrases for match in facts.words.find(each, where)]
    scopes, last = list[Scope](), 0
    for match in sorted(found, key=lambda each: (each.start, -each.end)):
        # Two phrases that find the same words have found one thing.
        if match.start < last:
            continue
        scope = binding.scope(facts, match=facts.match(match))
        if _excused(facts, statement.unless, match):
            note(scope, EXCLUDED, by="unless")
            continue
        if binding.admits(scope, reasons):
            scopes.append(scope)
            last = match.end
    return scopes


def stretches(facts: Facts, scopes: tuple[str, ...]) -> tuple[Range, ...]:
    """
    Where a rule looks.  Inapplicable if the report has none of its scopes.
    """
    if not any(each in facts.ranges for each in scopes):
        raise Inapplicable(f"the report has no {', '.join(scopes)}")
    return facts.stretches(scopes)


def _excused(facts: Facts, unless: Sequence[Looked], match: Match) -> bool:
    if not unless:
        return False
    around = [sentence(facts.flow, match.start)]
    return any(True for each in unless for _ in facts.words.find(each, around))


def _where(facts: Facts, scopes: tuple[str, ...]) -> Place | None:
    for scope in scopes:
        if scope not in FIXED_SCOPES:
            return Place(facts.places.of_section(scope), f"section:{scope}")
    section = facts.name("title")
    return subject_place(section, facts) if isinstance(section, Subject) else None
