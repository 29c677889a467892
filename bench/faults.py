"""
Which faults are found, in which layout and format: `python -m bench.faults [SEEDS] [--sound N] [--markdown FILE]`.

Every kind of fault of `bench.reports` is put into sound reports, in every layout of text, Markdown and HTML and in Word and
Excel files; with the corpus of real reports beside the repository, cells of these are changed, too.  For each class of faults and each layout:

* recall: reports in which the rule that must say so does, or one that the same cause breaks;
* precision: findings (errors and warnings) that are of the fault, of all findings;
* blame: of the faults that were found, those with a finding that lies at the place that was made wrong, or names it among those that disagree.

Sound reports with varied wording follow: errors about them are false alarms.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from random import Random

from attrs import frozen

from bench import corpus
from bench.paraphrase import pair
from bench.reports import FAULTS, STYLES, drafted, faulty, office, sound
from bench.reports.draft import Draft, narrow
from bench.reports.fault import Fault
from disclint.diagnostics import ERROR, INFO, Diagnostic
from disclint.readers import Unreadable
from disclint.session.check import check_bytes
from disclint.session.options import Options

_SEEDS = 2
_SOUND = 2000
_FIRST_SEED = 500_000
OFFICE: Mapping[str, Callable[[Draft, Random], bytes]] = {
    "docx": lambda draft, _random: office.by_python_docx(draft),
    "docx by hand": lambda draft, random: office.ByHand(draft, random).data(),
    "xlsx": lambda draft, _random: office.by_openpyxl(draft),
}
LAYOUTS: tuple[str, ...] = (*sorted(STYLES), *OFFICE)
_DATED = frozenset({"DAT-DEADLINE-DEPT", "DAT-DEADLINE-GOV", "DAT-TOO-EARLY"})
# Findings about a file as a whole that come with the format and not with a fault.
_OF_FORMAT = frozenset({"DOC-TRACKED", "DOC-COMMENTS"})
# Classes by the beginning of the rule's id, in the order of the catalogue.
CLASSES: Mapping[str, tuple[str, ...]] = {
    "title and document": ("DOC-",),
    "preamble and period": ("PRE-",),
    "sections": ("SEC-",),
    "required statements": ("REQ-",),
    "edition of the form": ("FMT-",),
    "table shape and labels": ("TBL2-LABEL", "TBL2-UNIT", "TBL2-CAPTION", "TBL3-LABEL", "TBL3-ROW", "TBL3-COL", "TBL2-MISSING", "TBL3-MISSING", "TBL4-MISSING"),
    "cells": ("CEL-",),
    "arithmetic of Table 2": ("TBL2-",),
    "arithmetic of Table 3": ("TBL3-",),
    "arithmetic of Table 4": ("TBL4-",),
    "text against tables": ("NAR-",),
    "numbers in the text": ("NUM-",),
    "percentages": ("PCT-",),
    "fees": ("FEE-",),
    "dates and deadlines": ("DAT-",),
    "wording and citations": ("WRD-", "REF-", "PUN-", "GBN-"),
    "personal data": ("PII-",),
}  # fmt: skip


@frozen
class Trial:
    """
    A report with a fault in a layout, and what came of it.
    """

    fault: Fault
    layout: str
    found: bool
    named: bool
    stray: tuple[tuple[str, str], ...]
    mine: int


def trials(seeds: Iterable[int]) -> Iterator[Trial]:
    """
    Every fault in every layout in which it can be seen, once for each seed.
    """
    for seed in seeds:
        for key, injection in FAULTS.items():
            for layout in LAYOUTS:
                # Office files say nothing about the day on which they were published.
                if layout not in injection.avoid and not (layout in OFFICE and key in _DATED):
                    yield trial(seed, key, layout)


def trial(seed: int, key: str, layout: str) -> Trial:
    """
    What comes of a report with the fault `key` in a layout.
    """
    report = faulty(seed, key, style=layout if layout in STYLES else "html")
    (fault,) = report.faults
    data, name = report.data, f"report{report.suffix}"
    if layout in OFFICE:
        draft = drafted(seed, key)
        data, name = OFFICE[layout](draft, Random(seed)), f"report.{layout.split(maxsplit=1)[0]}"
    found = _findings(data, name)
    mine = [each for each in found if {fault.rule, *fault.also} & {each.rule, *each.folded}]
    places = {place for one in mine for place in (one.address, *(each.address for each in one.related))}
    stray = tuple((each.rule, each.address) for each in found if each not in mine)
    return Trial(fault, layout, bool(mine), _at(fault.address, places), stray, len(mine))


def _at(address: str, places: Iterable[str]) -> bool:
    return any(each == address or each.startswith(f"{address}/") for each in places)


def _findings(data: bytes, name: str) -> list[Diagnostic]:
    try:
        found = check_bytes(data, name, Options()).diagnostics
    except Unreadable:
        return []
    return [each for each in found if each.severity != INFO and each.rule not in _OF_FORMAT]


def class_of(rule: str) -> str:
    """
    The class of `CLASSES` that a rule belongs to.
    """
    return next(name for name, starts in CLASSES.items() if rule.startswith(starts))


@frozen
class Row:
    """
    A row of the table.
    """

    name: str
    reports: int
    recall: float
    precision: float
    blame: float


def rows(found: Iterable[Trial], key: Callable[[Trial], str]) -> list[Row]:
    """
    The trials by what `key` says of them.
    """
    counted: dict[str, Counter[str]] = {}
    for each in found:
        counter = counted.setdefault(key(each), Counter())
        counter.update(
            reports=1,
            found=each.found,
            named=each.found and each.named,
            mine=each.mine,
            stray=len(each.stray),
        )
    return [_row(name, counter) for name, counter in counted.items()]


def _row(name: str, counter: Mapping[str, int]) -> Row:
    findings = counter["mine"] + counter["stray"]
    return Row(
        name,
        counter["reports"],
        counter["found"] / counter["reports"],
        counter["mine"] / findings if findings else 1,
        counter["named"] / counter["found"] if counter["found"] else 0,
    )


def alarms(number: int) -> Iterator[str]:
    """
    Errors about sound reports, half of them of `bench.reports`, half with the sentences of `bench.paraphrase`.
    """
    for at in range(number):
        seed, layout = _FIRST_SEED + at, LAYOUTS[at // 2 % len(LAYOUTS)]
        if at % 2:
            draft = pair(seed).sound
            shown = narrow(draft) if draft.half_width else draft
            rendered = STYLES[layout](shown, Random(seed)) if layout in STYLES else None
            data, name = (
                (rendered.data, f"report{rendered.suffix}")
                if rendered
                else (OFFICE[layout](shown, Random(seed)), "report")
            )
        elif layout in STYLES:
            report = sound(seed, style=layout)
            data, name = report.data, f"report{report.suffix}"
        else:
            data, name = OFFICE[layout](drafted(seed), Random(seed)), "report"
        for each in _findings(data, name):
            if each.severity == ERROR:
                yield f"{seed} {layout}: {each.rule} {each.message['zh']}"


def _table(heading: str, found: Iterable[Row]) -> str:
    lines = [f"| {heading} | reports | recall | precision | blame |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {each.name} | {each.reports} | {each.recall:.2%} | {each.precision:.2%} | {each.blame:.2%} |"
        for each in found
    ]
    return "\n".join(lines)


def main() -> None:
    """
    Print the tables, or write them.
    """
    arguments = _parser().parse_args()
    found = list(trials(range(_FIRST_SEED, _FIRST_SEED + arguments.seeds)))
    order = list(CLASSES)
    classes = sorted(
        rows(found, lambda each: class_of(each.fault.rule)), key=lambda each: order.index(each.name)
    )
    parts = [
        _table("all", rows(found, lambda _: "all faults, all layouts")),
        _table("class of faults", classes),
        _table(
            "layout", sorted(rows(found, lambda each: each.layout), key=lambda each: LAYOUTS.index(each.name))
        ),
    ]
    wrong = list(alarms(arguments.sound))
    parts.append(f"Errors about {arguments.sound} sound reports with varied wording: {len(wrong)}.")
    parts += [f"* {each}" for each in wrong]
    parts += corpus.told()
    if arguments.list:
        parts += [
            f"missed {each.layout}: {each.fault.rule} {each.fault.description}"
            for each in found
            if not each.found
        ]
        parts += [
            f"stray {each.layout}: {each.fault.rule} {each.fault.description}: {each.stray}"
            for each in found
            if each.stray
        ]
        parts += [
            f"elsewhere {each.layout}: {each.fault.rule} {each.fault.address}"
            for each in found
            if each.found and not each.named
        ]
    text = "\n\n".join(parts) + "\n"
    if arguments.markdown:
        arguments.markdown.write_text(
            f"{_PREFACE.format(seeds=arguments.seeds, sound=arguments.sound, keys=len(FAULTS))}\n\n{text}",
            encoding="utf-8",
        )
    else:
        print(text)


_PREFACE = """# How well faults are found

Written by `python -m bench.faults {seeds} --sound {sound} --markdown docs/faults.md`: {keys} kinds of faults are put into invented sound reports, one at a time, in every
layout in which each can be seen. *Recall* is the share of reports in which the rule that must say so does, *precision* the share of the errors and warnings that
are about the fault, *blame* the share of the faults found whose finding lies at the very cell, section or line, or
names it among those that disagree (of an equation that stands alone, as in Table 4, any cell may be the wrong one)."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("seeds", type=int, nargs="?", default=_SEEDS)
    parser.add_argument("--sound", type=int, default=_SOUND)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument(
        "--list", action="store_true", help="list what was missed, and what was found besides"
    )
    return parser


if __name__ == "__main__":
    main()
