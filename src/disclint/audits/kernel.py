"""
What is done to one file, in whichever process: read, judged, compared, told as plain data.

Refuses to know other files but as records.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from disclint.audits import plain
from disclint.audits.bench import Bench
from disclint.audits.marks import mark
from disclint.engine import run
from disclint.errors import UsageError
from disclint.facts import Company, Facts, facts_of, record_of
from disclint.facts.record import ABSENT, Record, written_down
from disclint.grammar import Parsed
from disclint.readers import Unreadable
from disclint.result import DECLINED, LANGUAGES, OK, UNREADABLE, Result
from disclint.session import check, reading, undecided
from disclint.session.options import Options
from disclint.session.suppress import settled

# Why a file that brought its process down was not checked.
LOST = "the process that read it ended"


@frozen
class Known:
    """
    A file, and what was known of it: size, time of change, digest, and the print of what it was judged by.

    One that is `apart` is not judged: others are compared with it.
    """

    path: str
    size: int | None = None
    changed: int | None = None
    digest: str | None = None
    print: str | None = None
    apart: bool = False


@frozen
class Told:
    """
    What came of a file by itself; `same` if it is as it was known to be, and nothing else is given.

    `head` has the columns of the table of reports that `plain.head` gives, or status and reason only.  `record` and `judged` are compressed JSON.
    """

    path: str
    same: bool = False
    size: int = 0
    changed: int = 0
    digest: str = ""
    print: str = ""
    head: Mapping[str, Any] = {}
    record: bytes | None = None
    judged: bytes = b""
    mark: bytes | None = None
    apart: bool = False


def judged(bench: Bench, known: Known) -> Told:
    """
    What comes of a file by itself.  Raises UsageError for settings that cannot be used.
    """
    options = bench.options(known.path)
    print_ = f"{bench.print(options)}{_APART if known.apart else ''}"
    path = Path(known.path)
    try:
        size, changed = _stamp(path.stat())
    except OSError:
        size, changed = -1, -1
    if (size, changed, print_) == (known.size, known.changed, known.print) and changed > 0:
        return Told(known.path, same=True)
    try:
        content = reading.content(path)
    except UsageError as error:
        gone = Unreadable(
            "unopened",
            {lang: error.said(lang) for lang in LANGUAGES},
            {lang: error.to_do(lang) for lang in LANGUAGES},
        )
        return _unread(known, check.unreadable(known.path, gone, options), print_)
    except Unreadable as error:
        return _unread(known, check.unreadable(known.path, error, options), print_)
    digest = sha256(content).hexdigest()
    if (digest, print_) == (known.digest, known.print):
        return Told(known.path, same=True, size=size, changed=changed)
    judge = _unjudged if known.apart else check.judged
    result, facts = examined(
        options, known.path, lambda: reading.parse_bytes(content, known.path, options.kit), judge
    )
    if facts is None:
        return evolve(_unread(known, result, print_), size=size, changed=changed, digest=digest)
    return _told(known, result, facts, (size, changed, digest, print_))


# In nanoseconds; file systems tell times to a hundredth of a second, or better.
_TICK = 50_000_000


def _stamp(status: os.stat_result) -> tuple[int, int]:
    """
    The size of a file, and what changes whenever it is written to; 0 if that cannot be told yet.
    """
    times = status.st_mtime_ns, status.st_ctime_ns
    # Clocks tick: what was written just now may be written once more without a sign of it, and the next audit reads it again.
    # So it does where the clock has been set back.
    is_settled = max(times) < time.time_ns() - _TICK
    # Who sets one of them back, as copying may, changes the other.
    return status.st_size, sum(times) if is_settled else 0


def examined(
    options: Options,
    name: str,
    read: Callable[[], Parsed],
    judge: Callable[[Parsed, str, Options], tuple[Result, Facts]] = check.judged,
) -> tuple[Result, Facts | None]:
    """
    What comes of a document, and its facts; None where it cannot be read, or disclint fails on it.
    """
    facts: list[Facts] = []

    def action() -> Result:
        try:
            parsed = read()
        except Unreadable as error:
            return check.unreadable(name, error, options)
        result, found = judge(parsed, name, options)
        facts.append(found)
        return result

    result = check.guarded(action, name, options)
    return result, facts[0] if facts and result.status != UNREADABLE else None


# Behind the print of a file that is not judged.
_APART = "/apart"


def _unjudged(parsed: Parsed, _name: str, options: Options) -> tuple[Result, Facts]:
    """
    A report without findings, and its facts, for others to be compared with.
    """
    kit, report = check.kit_of(options), parsed.report
    facts = facts_of(report, parsed.flow, parsed.source, kit.editions, kit.pack.vocabulary)
    return Result(
        parsed.source.name, DECLINED if report.status == DECLINED else OK, report, parsed.source
    ), facts


def lost(known: Known) -> Told:
    """
    What is said of a file that brought its process down.
    """
    head = {"status": UNREADABLE, "reason": LOST}
    judged = plain.packed({"findings": [plain.lost()]})
    return Told(known.path, head=head, judged=judged, apart=known.apart)


def _unread(known: Known, result: Result, print_: str) -> Told:
    head = {"status": result.status, "reason": result.reason}
    judged = plain.packed({"findings": plain.findings(result)})
    return Told(known.path, print=print_, head=head, judged=judged, apart=known.apart)


def _told(known: Known, result: Result, facts: Facts, prints: tuple[int, int, str, str]) -> Told:
    size, changed, digest, print_ = prints
    record = record_of(facts, known.path)
    judged = (
        {}
        if known.apart
        else {
            "findings": plain.findings(result),
            "verdicts": plain.verdicts(result),
            "cells": plain.odd_cells(facts),
            "claims": plain.claims(facts) if result.status == "ok" else [],
        }
    )
    return Told(
        known.path,
        size=size,
        changed=changed,
        digest=digest,
        print=print_,
        head=plain.head(result, facts.report),
        record=plain.packed(written_down(record)),
        judged=plain.packed(judged),
        mark=mark(record) if result.status == OK and not known.apart else None,
        apart=known.apart,
    )


def compared(bench: Bench, path: str, digest: str | None, company: Company) -> bytes | None:
    """
    What comes of comparing a file with other reports: findings and verdicts of the rules that do so.

    None if it is not what was judged, whose `digest` is given, any more.
    """
    options = bench.options(path)
    try:
        content = reading.content(Path(path))
    except (UsageError, Unreadable):
        return None
    if sha256(content).hexdigest() != digest:
        return None
    try:
        parsed = reading.parse_bytes(content, path, options.kit)
    except Unreadable:
        return plain.packed({"findings": [], "verdicts": {}})
    found = comparison(bench, options, path, parsed, company)
    return plain.packed({"findings": plain.findings(found), "verdicts": plain.verdicts(found)})


def comparison(bench: Bench, options: Options, name: str, parsed: Parsed, company: Company) -> Result:
    """
    What comes of comparing a report with others: findings and verdicts of the rules that do so.
    """
    kit = check.kit_of(options)
    vocabulary = kit.pack.vocabulary
    facts = facts_of(parsed.report, parsed.flow, parsed.source, kit.editions, vocabulary, company)
    outcome = run(kit.program, facts, bench.comparing(options))
    result = Result(
        name, OK, parsed.report, parsed.source, outcome.diagnostics, outcome.verdicts, lang=options.lang
    )
    if options.tells_unknown:
        result = undecided.told(result, kit.program, facts, options)
    # Comments in the file were told of when it was judged by itself.
    settled_ = settled(result, options, kit.pack.rules)
    ours = {each.rule for each in outcome.verdicts}
    kept = tuple(each for each in settled_.diagnostics if each.rule in ours)
    return evolve(settled_, diagnostics=kept)


def absent(agency: str, year: int) -> Record:
    """
    The report that an agency should have submitted.
    """
    return Record("", ABSENT, agency, year=year)


def company_of(records: Mapping[str, Sequence[Record]]) -> Company:
    """
    The records as rules take them.
    """
    return {relation: tuple(each) for relation, each in records.items() if each}
