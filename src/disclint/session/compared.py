"""
Other reports that a report is compared with, read from their files.
"""

from pathlib import Path

from attrs import evolve

from disclint.errors import UsageError
from disclint.facts import Record, facts_of, record_of
from disclint.facts.record import PREV
from disclint.readers import Unreadable
from disclint.session import check, reading
from disclint.session.options import Options


def record(path: Path, options: Options) -> Record:
    """
    The report at `path` as others see it.  Raises UsageError if it cannot be read or is none.
    """
    kit = check.kit_of(options)
    try:
        parsed = reading.parse_bytes(reading.content(path), str(path), kit)
    except Unreadable as error:
        raise UsageError(
            f"'{path}' cannot be compared with: {error.message['en']}",
            error.remedy["en"],
            zh=(f"“{path}”不能用来比对：{error.message['zh']}", error.remedy["zh"]),
        ) from error
    facts = facts_of(parsed.report, parsed.flow, parsed.source, kit.editions, kit.pack.vocabulary)
    return record_of(facts, str(path))


def with_previous(options: Options, path: Path) -> Options:
    """
    The options with the report at `path` as that of the year before.  Raises UsageError.
    """
    return evolve(options, company={**options.company, PREV: (record(path, options),)})
