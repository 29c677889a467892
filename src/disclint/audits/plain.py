"""
Results as plain data, which other processes and later runs can read.

Refuses to leave out anything that the tables hold, or that it takes to draw a finding, and to hold anything else.
"""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from disclint.diagnostics import ERROR, FAIL, PASS, VERDICTS, Diagnostic, Related, Suggestion, Suppressed
from disclint.facts import Facts
from disclint.facts.record import Record, read_back
from disclint.result import CRASHED_RULE, LANGUAGES, Result
from disclint.source import Span
from disclint.syntax import NUMBER, Report

_PLAIN_VERDICTS = frozenset((PASS, FAIL))


def findings(result: Result) -> list[dict[str, Any]]:
    """
    The findings, those that are suppressed among them, in the order of the text.
    """
    every = sorted(
        (*result.diagnostics, *result.suppressed), key=lambda each: (each.span, each.rule, each.address)
    )
    return [_finding(each, result) for each in every]


def _finding(each: Diagnostic, result: Result) -> dict[str, Any]:
    where = result.locate(each.span)
    names = ("line", "column", "end_line", "end_column", "part", "block", "page")
    return {
        "rule": each.rule,
        "severity": each.severity,
        "variant": each.variant,
        "address": each.address,
        "message": dict(each.message),
        "place": {name: value for name in names if (value := getattr(where, name)) is not None},
        "basis": {lang: "；".join(one[lang] for one in each.basis) for lang in LANGUAGES},
        "fix": dict(each.suggestion.text) if each.suggestion else dict.fromkeys(LANGUAGES, ""),
        "replacement": each.suggestion.replacement if each.suggestion else None,
        "fingerprint": each.fingerprint,
        "folded": list(each.folded),
        "suppressed": each.suppressed.reason if each.suppressed else None,
        # What it takes to draw it.
        "span": [each.span.start, each.span.end],
        "related": [[one.span.start, one.span.end, one.address, dict(one.message)] for one in each.related],
        "cited": [dict(one) for one in each.basis],
        "suppressed_at": each.suppressed.where if each.suppressed else None,
    }


def diagnostic(told: Mapping[str, Any]) -> Diagnostic:
    """
    The finding that was told, without its values.
    """
    start, end = told.get("span", (0, 0))
    fix, reason = told["fix"], told["suppressed"]
    return Diagnostic(
        rule=told["rule"],
        severity=told["severity"],
        span=Span(start, end),
        address=told["address"],
        message=told["message"],
        variant=told["variant"],
        related=tuple(
            Related(Span(first, last), address, message)
            for first, last, address, message in told.get("related", ())
        ),
        basis=tuple(told.get("cited", ())),
        suggestion=Suggestion(fix, told["replacement"]) if any(fix.values()) else None,
        folded=tuple(told["folded"]),
        fingerprint=told["fingerprint"],
        suppressed=None if reason is None else Suppressed("", reason, told.get("suppressed_at") or ""),
    )


def lost() -> dict[str, Any]:
    """
    The finding about a file that brought its process down.
    """
    return {
        "rule": CRASHED_RULE,
        "severity": ERROR,
        "variant": FAIL,
        "address": "document",
        "message": {
            "zh": "检查这个文件的进程意外退出",
            "en": "the process that checked this file ended unexpectedly",
        },
        "place": {"line": 1, "column": 1},
        "basis": {"zh": "", "en": ""},
        "fix": {
            "zh": "这是 disclint 自身的缺陷，请把该文件报告给开发者。",
            "en": "This is a fault of disclint: please report it with the file.",
        },
        "replacement": None,
        "fingerprint": "",
        "folded": [],
        "suppressed": None,
    }


def head(result: Result, report: Report) -> dict[str, Any]:
    """
    Whose report it is and what for, as the columns of the table of reports.
    """
    return {
        "status": result.status,
        "reason": result.reason,
        "agency": report.agency,
        "kind": report.agency_kind,
        "scope": report.agency_scope,
        "year": report.year,
        "edition": report.edition,
        "expected_edition": report.expected_edition,
        "title": report.title.text if report.title else None,
    }


def verdicts(result: Result) -> dict[str, Any]:
    """
    The rules by how they ended, with the reasons of those that tell some.
    """
    # Nearly all rules end in one of a few ways, and say no more.
    found: dict[str, Any] = {each: [] for each in VERDICTS}
    for each in result.verdicts:
        plain = each.status in _PLAIN_VERDICTS or not each.reasons
        found[each.status].append(each.rule if plain else [each.rule, list(each.reasons[:3])])
    return {status: rules for status, rules in found.items() if rules}


def odd_cells(facts: Facts) -> dict[str, Any]:
    """
    The cells that are no plain numbers, or of whose numbers we are not sure: state, what is written, how sure.
    """
    found: dict[str, Any] = {}
    for placed in facts.tabular.tables.values():
        for address, cell in placed.cells.items() if placed.is_read else ():
            if cell.state != NUMBER or cell.confidence < 1 or cell.raw != f"{cell.value:f}":
                found[address] = [cell.state, cell.raw, round(cell.confidence, 4)]
    return found


def claims(facts: Facts) -> list[list[Any]]:
    """
    What the text says: concept, number, unit, approximation, words, cell, why it is not compared, line.
    """
    found = [claim for id in facts.vocabulary.claimed for claim in facts.all_claims(id)]
    return [
        [
            each.concept.id,
            None if each.value is None or each.value.value is None else f"{each.value.value:f}",
            each.value.unit if each.value else None,
            each.value.approximation if each.value else None,
            facts.flow.text[each.match.start : each.match.end],
            each.concept.cell,
            each.refused,
            facts.source.locate(facts.flow.span(each.match.start, each.match.end)).line,
        ]
        for each in sorted(found, key=lambda each: (each.match.start, each.concept.id))
    ]


def packed(data: object) -> bytes:
    """
    Data as compressed JSON.
    """
    # It may name a file, and not every name of a file is text.
    return zlib.compress(
        json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 6
    )


def unpacked(content: bytes) -> Any:
    """
    The data that was packed.
    """
    return json.loads(zlib.decompress(content))


def recorded(content: bytes) -> Record:
    """
    The record that was packed.
    """
    return read_back(unpacked(content))
