"""
Other reports that a report is compared with, read from their files.
"""

from pathlib import Path

from attrs import evolve

from disclint.diagnostics import Words
from disclint.errors import UsageError
from disclint.facts import Record, facts_of, record_of
from disclint.facts.record import PREV
from disclint.readers import Unreadable
from disclint.result import DECLINED
from disclint.session import check, reading
from disclint.session.options import Options
from disclint.source import fold
from disclint.syntax import Report


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
    last = record(path, options)
    if last.status == DECLINED:
        raise UsageError(
            f"'{path}' cannot be compared with: it is no annual report of the forms since 2019",
            "name last year's report of the agency",
            zh=(f"“{path}”不能用来比对：它不是 2019 年以来格式的年度报告", "请给出本单位上一年度的报告"),
        )
    return evolve(options, company={**options.company, PREV: (last,)})


def doubt(options: Options, report: Report | None) -> Words | None:
    """
    What speaks against the report that was given as that of the year before: another year, or another agency.
    """
    last = next(iter(options.company.get(PREV, ())), None)
    if last is None or report is None or report.status == DECLINED:
        return None
    if report.year is None or last.year is None:
        return {
            "zh": f"没有与“{last.path}”比对：看不出{'它' if last.year is None else '所检查的报告'}是哪一年度的",
            "en": f"not compared with '{last.path}': which year {'it' if last.year is None else 'the report that is checked'} is for cannot be seen",
        }
    if last.year != report.year - 1:
        return {
            "zh": f"没有与“{last.path}”比对：它是 {last.year} 年度的报告，上一年度是 {report.year - 1} 年",
            "en": f"not compared with '{last.path}': it is a report for {last.year}, and the year before is {report.year - 1}",
        }
    one, other = (_plain(each.agency) for each in (report, last))
    if one and other and not (one.endswith(other) or other.endswith(one)):
        return {
            "zh": f"“{last.path}”是“{last.agency}”的报告，所检查的是“{report.agency}”的：单位没有改名的，比对出的问题不能算数",
            "en": f"'{last.path}' is a report of {last.agency}, and the one that is checked is of {report.agency}: unless it was renamed, what the comparison says does not count",
        }
    return None


def _plain(agency: str | None) -> str:
    return "".join(fold(agency or "").split()).removesuffix("人民政府")
