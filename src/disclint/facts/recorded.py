"""
Another report in expressions: what `of(prev, …)` is evaluated in.

It has no places, so that nothing read in it can be taken for a place of the report that is judged.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from disclint import values
from disclint.editions import Edition
from disclint.facts.layout import CHANGE, Inapplicable, Layout, Pattern, layout_of
from disclint.facts.ranges import BEFORE_TABLES, PREAMBLE, PROSE, TITLE, WHOLE
from disclint.facts.record import ABSENT, SINGLE, Company, Record, Said, number_in, options_in, state_in
from disclint.phrases import Phrase
from disclint.source import fold
from disclint.values import Leaf, Missing, Number, Subject, Text, Truth, Value

if TYPE_CHECKING:
    from disclint.facts.facts import Facts

_STOP = re.compile("[。;!?]")
_NAMES = {
    "prev": "last year's",
    "earlier": "the earlier",
    "children": "a subordinate's",
    "peers": "a peer's",
    "twins": "the other",
}


@frozen(eq=False)
class Recorded:
    """
    The record of another report as a scope; `relation` is what that report is to the one that is judged.
    """

    record: Record
    editions: Mapping[str, Edition]
    relation: str

    def name(self, id: str) -> Value:
        """
        The report or its title.
        """
        if id == "report":
            return other(self)
        title = "".join(self.record.words.get(TITLE, ()))
        return Subject("title", fields={"text": Text(title)}) if title else self._missing("title")

    def address(self, pattern: Pattern) -> Value:
        """
        The number in a cell, or those of a group.  Inapplicable if the form of that report has no such cells.
        """
        table, row, column = pattern
        if table == "*":
            raise Inapplicable("another report is asked for cells of one table at a time")
        layout = self._layout(table)
        found = layout.addresses(row, column)
        if row[0] not in "@*" and column[0] not in "@*":
            return self._number(found[0], layout)
        return tuple(self._number(each, layout) for each in found)

    def cells(self, _: Pattern) -> Value:
        """
        Cells stand somewhere; those of another report do not.
        """
        return ()

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        """
        A section, the paragraphs or sentences of one, or what it says.
        """
        if function == "claims":
            return self._claims(tuple(each.text for each in arguments if isinstance(each, Text)))
        scope = arguments[0].text if isinstance(arguments[0], Text) else ""
        if function == "section":
            return self._section(scope)
        paragraphs = self._paragraphs(scope)
        if function == "sentences":
            return tuple(_stretch("sentence", *one, scope) for each in paragraphs for one in _sentences(each))
        return tuple(_stretch("paragraph", each, fold(each), scope) for each in paragraphs)

    def occurrences(self, _where: Value, _phrases: tuple[Phrase, ...]) -> Value:
        """
        Occurrences stand somewhere; those in another report do not.
        """
        return ()

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        """
        Whether the phrase occurs in a text or in a subject's text.
        """
        text = where.read("text") if isinstance(where, Subject) else where
        if isinstance(text, Missing):
            return values.unknown(text.reason)
        found = isinstance(text, Text) and phrase.search("".join(text.text.split())) is not None
        return values.TRUE if found else values.FALSE

    def _claims(self, concepts: tuple[str, ...]) -> Value:
        known = self.record.claims
        if known is None or self.record.status == ABSENT:
            return (self._missing("claims"),)
        return tuple(_claim(id, said) for id in concepts for said in known.get(id, ()))

    def _paragraphs(self, scope: str) -> tuple[str, ...]:
        words = self.record.words
        if scope in (WHOLE, PROSE):
            return tuple(one for id, each in words.items() if id != TITLE for one in each)
        if scope == BEFORE_TABLES:
            return (*words.get(PREAMBLE, ()), *words.get("overview", ()))
        return words.get(scope, ())

    def _section(self, scope: str) -> Value:
        found = self._paragraphs(scope)
        if not found:
            return self._missing(f"section {scope}")
        text = "".join(found)
        return Subject(
            "section",
            fields={
                "id": Text(scope),
                "text": Text(text),
                "length": values.number(len(text)),
                "exists": values.TRUE,
            },
        )

    def _layout(self, table: str) -> Layout:
        record = self.record
        edition = self.editions.get(
            record.tables.get(table) or record.edition or record.expected_edition or ""
        ) or next(iter(self.editions.values()))
        if table not in edition.tables:
            raise Inapplicable(f"the form has no table {table}")
        return layout_of(edition.tables[table])

    def _number(self, address: str, layout: Layout) -> Number:
        written = self.record.cells.get(address)
        label = f"{self.relation}/{address}"
        value = None if written is None else number_in(written)
        if value is not None:
            return Number(value, value, leaves=(Leaf(f"{value:f}", None),))
        is_change = layout.columns[address.rsplit("/", 1)[1]].type == CHANGE
        least = None if is_change else Decimal(0)
        if written is None:
            table = address.split("/", 1)[0]
            state = self.record.states.get(table, "absent")
            return Number(least, None, frozenset([f"{label}: {state}"]))
        options = options_in(written)
        missing = frozenset([f"{label}: {state_in(written)}"])
        if options:
            return Number(options[0], options[-1], missing, (), options)
        return Number(least, None, missing)

    def _missing(self, what: str) -> Missing:
        return Missing(f"{_NAMES.get(self.relation, 'the other')} report: {what}")


def other(of: Recorded) -> Subject:
    """
    Another report as a subject: `of(…)` looks into it.
    """
    record = of.record
    known = {"year": record.year, "agency": record.agency, "kind": record.kind, "scope": record.scope,
             "edition": record.edition, "expected_edition": record.expected_edition}  # fmt: skip
    fields: dict[str, Value] = {"path": Text(record.path), "status": Text(record.status)}
    for name, value in known.items():
        if value is None:
            fields[name] = Missing(f"{_NAMES.get(of.relation, 'the other')} report: {name}")
        else:
            fields[name] = Text(value) if isinstance(value, str) else values.number(value)
    return Subject("other", fields=fields, of=of)


def others(facts: "Facts", relation: str) -> Value:
    """
    The other reports that a report is compared with in one relation: one, or a list.
    """
    records = facts.company.get(relation, ())
    found = tuple(other(Recorded(each, facts.editions, relation)) for each in records)
    if relation in SINGLE:
        return found[0] if found else Missing(f"no report is known as {relation}")
    return found


def why_alone(relation: str, company: Company, year: int | None) -> str | None:
    """
    Why a report of `year` cannot be compared with others of a relation; None if it can.
    """
    found = company.get(relation, ())
    if not found:
        return f"no {relation} is given"
    if relation not in SINGLE:
        return None
    (first, *_) = found
    if first.status != "ok":
        return f"the report given as {relation} is {first.status}"
    if year is None or first.year is None:
        return "scope unknown: report year"
    if first.year != (year - 1 if relation == "prev" else year):
        return f"the report given as {relation} is of {first.year}"
    return None


def _sentences(paragraph: str) -> Iterator[tuple[str, str]]:
    folded, at = fold(paragraph), 0
    ends = [stop.end() for stop in _STOP.finditer(folded)]
    for end in (*ends, len(paragraph)):
        if at < end:
            yield paragraph[at:end], folded[at:end]
        at = end


def _claim(concept: str, said: Said) -> Subject:
    low, high, words = said
    value = Number(None if low is None else Decimal(low), None if high is None else Decimal(high))
    fields: dict[str, Value] = {"concept": Text(concept), "text": Text(words), "sentence": Text(words)}
    return Subject("claim", fields=fields if low is None and high is None else {**fields, "value": value})


def _stretch(kind: str, text: str, folded: str, scope: str) -> Subject:
    fields: dict[str, Value] = {
        "text": Text(text),
        "folded": Text(folded),
        "length": values.number(len(text)),
        "section": Text(scope),
    }
    return Subject(kind, fields=fields)
