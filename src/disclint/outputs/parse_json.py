"""
The machine-readable form of `parse`: the report as data, version 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclint.diagnostics import Words
from disclint.facts import Claim, Facts
from disclint.outputs import jsontext
from disclint.outputs.check_json import location
from disclint.outputs.view import View
from disclint.source import Source, Span
from disclint.syntax import (
    ABSENT,
    NUMBER,
    Cell,
    Citation,
    Day,
    Heading,
    Period,
    Section,
    Table,
)

VERSION = 1


def write(facts: Facts, name: str, view: View) -> Iterator[str]:
    """
    One object, a cell a line.
    """
    yield jsontext.spread(report(facts, name, view), ascii_only=view.ascii_only) + "\n"


def report(facts: Facts, name: str, view: View) -> dict[str, Any]:
    """
    The report as plain values.
    """
    tree, source = facts.report, facts.source
    title = tree.title
    return {
        "version": VERSION,
        "path": name,
        "status": tree.status,
        "reason": tree.reason,
        "year": tree.year,
        "agency": tree.agency,
        "agency_kind": tree.agency_kind,
        "agency_scope": tree.agency_scope,
        "edition": tree.edition,
        "expected_edition": tree.expected_edition,
        "title": title.text if title else None,
        "title_location": _place(source, title.span) if title else None,
        "period": _period(tree.period, source),
        "citations": [_citation(each, source) for each in tree.citations],
        "sections": [_section(each, facts) for each in tree.sections],
        "headings": [_heading(each, source) for each in tree.headings],
        "tables": [_table(each, source) for each in tree.tables],
        "cells": cells(facts),
        "claims": [_claim(each, facts, view) for each in _claims(facts)],
        "problems": [
            {
                "code": each.code,
                "address": each.address,
                "location": _place(source, each.span),
            }
            for each in tree.problems
        ],
    }


def cells(facts: Facts) -> Mapping[str, Mapping[str, Any]]:
    """
    Every cell of the report's form by address; none for what is no report of a known form.
    """
    tree = facts.report
    if tree.edition is None and tree.expected_edition is None:
        return {}
    found: dict[str, Mapping[str, Any]] = {}
    for placed in facts.tabular.tables.values():
        for address in placed.layout.form.addresses():
            cell = placed.cells.get(address)
            found[address] = _absent(facts, placed.table.id) if cell is None else _cell(cell, facts.source)
    return found


def _absent(facts: Facts, table: str) -> Mapping[str, Any]:
    start = facts.places.of_table(table).start
    return {
        "value": None,
        "state": ABSENT,
        "raw": "",
        "confidence": 0.0,
        "location": _place(facts.source, Span(start, start)),
    }


def _cell(cell: Cell, source: Source) -> Mapping[str, Any]:
    value = cell.value if cell.state == NUMBER else None
    whole = value is not None and value == value.to_integral_value()
    found: dict[str, Any] = {
        "value": int(value) if value is not None and whole else value,
        "state": cell.state,
        "raw": cell.raw,
        "confidence": cell.confidence,
        "location": _place(source, cell.span),
    }
    return found | ({"options": list(cell.options)} if cell.options else {})


def _claims(facts: Facts) -> Sequence[Claim]:
    found = (claim for id in facts.vocabulary.claimed for claim in facts.all_claims(id))
    return sorted(found, key=lambda each: (each.match.start, each.concept.id))


def _claim(claim: Claim, facts: Facts, view: View) -> Mapping[str, Any]:
    value, match = claim.value, claim.match
    return {
        "concept": claim.concept.id,
        "label": view.say(claim.concept.label),
        "value": value.value if value else None,
        "unit": value.unit if value else None,
        "approximation": value.approximation if value else None,
        "text": facts.flow.text[match.start : match.end],
        "cell": claim.concept.cell,
        "refused": claim.refused and _refusal(claim.refused, facts, view),
        "location": _place(facts.source, facts.flow.span(match.start, match.end)),
    }


def _refusal(id: str, facts: Facts, view: View) -> str:
    labels: dict[str, Words] = {each.id: each.label for each in facts.vocabulary.guards}
    return view.say(labels[id]) if id in labels else id


def _period(period: Period | None, source: Source) -> Mapping[str, Any] | None:
    if period is None:
        return None
    first = period.start.year if period.start else None
    return {
        "start": _day(period.start, first),
        "end": _day(period.end, first),
        "location": _place(source, period.span),
    }


def _day(day: Day | None, year: int | None) -> str | None:
    # The second day of a period mostly leaves out the year that the first one names.
    if day is None:
        return None
    known = day.year or year
    written = "----" if known is None else f"{known:04d}"
    return f"{written}-{day.month:02d}-{day.day:02d}"


def _citation(each: Citation, source: Source) -> Mapping[str, Any]:
    return {
        "office": each.office,
        "year": each.year,
        "number": each.number,
        "written": each.written,
        "location": _place(source, each.span),
    }


def _section(each: Section, facts: Facts) -> Mapping[str, Any]:
    form = next((form for form in facts.expected.sections if form.id == each.id), None)
    heading = each.heading
    return {
        "id": each.id,
        "numeral": heading.numeral if heading else None,
        "title": heading.title if heading else (form.title if form else None),
        "location": _place(facts.source, heading.span if heading else each.span),
        "body": _place(facts.source, each.body),
    }


def _heading(each: Heading, source: Source) -> Mapping[str, Any]:
    return {
        "level": each.level,
        "numeral": each.numeral,
        "title": each.title,
        "section": each.section,
        "location": _place(source, each.span),
    }


def _table(each: Table, source: Source) -> Mapping[str, Any]:
    return {
        "id": each.id,
        "state": each.state,
        "edition": each.edition,
        "section": each.section,
        "location": _place(source, each.span),
    }


def _place(source: Source, span: Span) -> Mapping[str, Any]:
    return location(source.locate(span))
