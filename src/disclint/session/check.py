"""
One file to its result: read, parsed, judged.

A file that cannot be read is a finding.  So is one that disclint fails on, where many are checked.
"""

import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from attrs import evolve

from disclint.diagnostics import ERROR, Diagnostic, Suggestion, Words
from disclint.engine import Memory, Settings, run
from disclint.errors import UsageError
from disclint.facts import Facts, facts_of
from disclint.grammar import Parsed
from disclint.packs.kit import Kit
from disclint.readers import Unreadable
from disclint.result import (
    CRASHED_RULE,
    DECLINED,
    LANGUAGES,
    OK,
    UNREADABLE,
    UNREADABLE_RULE,
    Result,
)
from disclint.session import data, reading, undecided
from disclint.session.options import Options
from disclint.session.past import Past
from disclint.session.suppress import settled
from disclint.source import Source, Span

# Told of a failure of ours: the file, and the traceback.
Listener = Callable[[str, str], None]

_REPORT_IT = {
    "zh": "其余文件不受影响。这是 disclint 自身的缺陷，请把上面的出错信息和该文件报告给开发者。",
    "en": "Other files are not affected.  This is a fault of disclint: please report it with the file.",
}


def kit_of(options: Options) -> Kit:
    """
    What reports are read and judged by.
    """
    return options.kit or data.builtin()


def check_path(path: Path, options: Options) -> Result:
    """
    What comes of the file at `path`.  Raises UsageError if there is none.
    """
    name = str(path)
    try:
        content = reading.content(path)
    except Unreadable as error:
        return unreadable(name, error, options)
    return check_bytes(content, name, options)


def check_bytes(content: bytes, name: str, options: Options, past: Past | None = None) -> Result:
    """
    What comes of a file that was read already; `name` is what it is called in the result.  A `past` takes note of it.
    """
    try:
        source = reading.source(content, name)
    except Unreadable as error:
        return unreadable(name, error, options)
    return check_source(source, name, options, past)


def check_source(source: Source, name: str, options: Options, past: Past | None = None) -> Result:
    """
    What comes of a text that a reader read, maybe with edits; `past` as in `check_text`.
    """
    if past is None:
        return check_parsed(reading.parse(source, options.kit), name, options)
    past.parsed = reading.parse(source, options.kit, past.parsed)
    return judged(past.parsed, name, options, past.memory)[0]


def check_text(text: str, name: str, options: Options, past: Past | None = None) -> Result:
    """
    What comes of text; locations count in `text`.  With a `past`, that of the document whose text it is now, it takes less time.
    """
    if past is None:
        return check_parsed(reading.parse_text(text, name, options.kit), name, options)
    parsed = past.parsed = reading.parse_text(text, name, options.kit, past.parsed)
    return judged(parsed, name, options, past.memory)[0]


def check_parsed(parsed: Parsed, name: str, options: Options) -> Result:
    """
    What comes of a report that was parsed already.
    """
    return judged(parsed, name, options)[0]


def judged(parsed: Parsed, name: str, options: Options, memory: Memory | None = None) -> tuple[Result, Facts]:
    """
    What comes of a report that was parsed already, and its facts for whoever asks it more.
    """
    report, kit = parsed.report, kit_of(options)
    program = kit.program
    vocabulary = program.pack.vocabulary
    facts = facts_of(report, parsed.flow, parsed.source, kit.editions, vocabulary, options.company)
    outcome = run(program, facts, Settings(runs=options.runs, severity=options.severity), memory)
    result = Result(
        path=name,
        status=DECLINED if report.status == DECLINED else OK,
        report=report,
        source=parsed.source,
        diagnostics=outcome.diagnostics,
        verdicts=outcome.verdicts,
        reason=report.reason,
        lang=options.lang,
    )
    if options.assurance:
        from disclint.session.assured import assured  # noqa: PLC0415 - seldom asked for

        result = evolve(result, assured=assured(kit, facts, options))
    if options.tells_unknown:
        result = undecided.told(result, program, facts, options)
    return settled(result, options, kit_of(options).pack.rules), facts


def check_listed(path: Path, options: Options) -> Result:
    """
    As `check_path`; what has gone since it was listed, and what a link leads nowhere to, is a finding.
    """
    name = str(path)
    try:
        content = reading.content(path)
    except UsageError as error:
        message = {lang: error.said(lang) for lang in LANGUAGES}
        remedy = {lang: error.to_do(lang) for lang in LANGUAGES}
        return unreadable(name, Unreadable("unopened", message, remedy), options)
    except Unreadable as error:
        return unreadable(name, error, options)
    return check_bytes(content, name, options)


def guarded(
    action: Callable[[], Result],
    name: str,
    options: Options,
    failed: Listener | None = None,
) -> Result:
    """
    The result of `action`; a finding if it fails.
    """
    try:
        return action()
    except UsageError:
        # A rule that cannot be used is no file's fault.
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours, told to the listener
        if failed is not None:
            failed(name, traceback.format_exc())
        what = f"{type(error).__name__}: {error}"
        message = {
            "zh": f"disclint 检查这个文件时出错：{what}",
            "en": f"disclint failed on this file: {what}",
        }
        return _found(name, CRASHED_RULE, message, _REPORT_IT, options)


def unreadable(name: str, error: Unreadable, options: Options) -> Result:
    """
    What comes of a file that cannot be read.
    """
    message = {
        "zh": f"无法读取：{error.message['zh']}",
        "en": f"Cannot be read: {error.message['en']}",
    }
    return _found(name, UNREADABLE_RULE, message, error.remedy, options)


def _found(name: str, rule: str, message: Words, remedy: Words, options: Options) -> Result:
    finding = Diagnostic(
        rule=rule,
        severity=options.severity(rule, "fail") or ERROR,
        span=Span(0, 0),
        address="document",
        message=message,
        suggestion=Suggestion(remedy),
        fingerprint=sha256(repr((rule, "document", message["en"])).encode()).hexdigest()[:16],
    )
    # Whoever ignores files that cannot be read still wants to know that disclint failed.
    found = () if options.ignores(rule) and rule != CRASHED_RULE else (finding,)
    result = Result(name, UNREADABLE, diagnostics=found, reason=message["en"], lang=options.lang)
    return settled(result, options, kit_of(options).pack.rules)
