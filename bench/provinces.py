"""
Twenty thousand reports, audited: `python -m bench.provinces [REPORTS] [JOBS] [FOLDER]`.

Five provinces of invented agencies (a thousand each), four years, every layout; half of the reports have one thing wrong, within
the report, against last year's, against those of its bodies or of another agency.  Prints for each class of fault how many were found, and every
error that nothing explains; exits 1 if a class is below the bar, or if there is such an error.  Nothing of disclint makes the reports.
"""

import csv
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import define, field, frozen

from bench.reports.province import BODIES, Made, provinces
from bench.reports.turns import Turns
from disclint.audits import Audit, Audited, Terms, read_roster
from disclint.diagnostics import ERROR, WARNING

_REPORTS = 20_000
# Reports of a county: its bodies and its government, four years.
_COUNTY = BODIES * 4
BAR = 0.98
# What may come of it elsewhere that a report's numbers are not what they were: next year, and above.
_LATER = ("XYR-", "PCT-YOY-CROSS")
_ABOVE = ("AGG-",)


@frozen
class Truth:
    """
    What is known of a report: the class of its fault, the rules that may speak of it; families of rules that may speak of other reports' faults.
    """

    agency: str
    year: int
    fault: str | None
    rule: str
    also: tuple[str, ...]
    shows: bool
    parent: str | None
    excused: tuple[str, ...] = ()


@define
class Score:
    """
    Of each class of faults how many were made, found, and found by the very rule; alarms that nothing explains, by rule, with a file.
    """

    made: Counter[str] = field(factory=Counter)
    found: Counter[str] = field(factory=Counter)
    exact: Counter[str] = field(factory=Counter)
    missed: dict[str, str] = field(factory=dict)
    errors: list[tuple[str, str, str]] = field(factory=list)
    warnings: Counter[str] = field(factory=Counter)
    warned: dict[str, str] = field(factory=dict)
    sound: int = 0
    warned_reports: int = 0

    def recall(self, fault: str) -> float:
        """
        The share of a class that was found.
        """
        return self.found[fault] / self.made[fault]

    @property
    def short(self) -> list[str]:
        """
        The classes below the bar.
        """
        return [each for each in sorted(self.made) if self.recall(each) < BAR]


def write(folder: Path, reports: int) -> Mapping[str, Truth]:
    """
    Write so many reports (whole counties) and their roster; what is true of them, by file name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    truths: dict[str, Truth] = {}
    roster: dict[str, str | None] = {}
    for each in provinces(max(1, reports // _COUNTY), Turns()):
        (folder / each.name).write_bytes(each.data)
        truths[each.name] = _truth(each)
        roster[each.agency] = each.parent
    with (folder.parent / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("agency", "parent", "aliases"))
        rows.writerows((agency, parent or "", "") for agency, parent in roster.items())
    return truths


def _truth(made: Made) -> Truth:
    fault = made.fault
    return Truth(
        made.agency, made.year, fault.note if fault else None, fault.rule if fault else "", fault.also if fault else (),
        made.shows, made.parent,
    )  # fmt: skip


def _excused(truths: Mapping[str, Truth]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """
    Families of rules that may speak, by agency and year, because the numbers of another report are not what they were.
    """
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for each in truths.values():
        if each.shows:
            for key, families in (
                ((each.agency, each.year + 1), _LATER),
                ((each.parent or "", each.year), _ABOVE),
                ((each.agency, each.year), ("PUB-MULTI", *_LATER, *_ABOVE)),
            ):
                found[key] = (*found.get(key, ()), *families)
    return found


def score(truths: Mapping[str, Truth], results: Iterable[Audited]) -> Score:
    """
    What was found of what was made.
    """
    told = Score()
    excused = _excused(truths)
    for result in results:
        truth = truths[Path(result.path).name]
        mine = {truth.rule, *truth.also} - {""}
        if truth.fault:
            told.made[truth.fault] += 1
            rules = {rule for each in result.findings for rule in (each.rule, *each.folded)}
            told.exact[truth.fault] += truth.rule in rules
            told.found[truth.fault] += bool(mine & rules)
            if not mine & rules:
                told.missed.setdefault(truth.fault, Path(result.path).name)
        else:
            told.sound += 1
        _alarms(told, result, mine, excused.get((truth.agency, truth.year), ()), sound=truth.fault is None)
    return told


def _alarms(told: Score, result: Audited, mine: set[str], excused: tuple[str, ...], *, sound: bool) -> None:
    warned = False
    for each in result.findings:
        if mine & {each.rule, *each.folded} or each.rule.startswith(excused):
            continue
        if each.severity == ERROR:
            told.errors.append((each.rule, Path(result.path).name, each.message["zh"]))
        elif each.severity == WARNING and sound:
            told.warnings[each.rule] += 1
            told.warned.setdefault(each.rule, f"{Path(result.path).name}: {each.message['zh']}")
            warned = True
    told.warned_reports += warned


def lines(told: Score) -> Iterator[str]:
    """
    The score as a table.
    """
    yield f"{'class':34} {'made':>5} {'found':>6} {'recall':>7} {'by rule':>8}"
    for each in sorted(told.made):
        exact = told.exact[each] / told.made[each]
        mark = "" if told.recall(each) >= BAR else f"  short: {told.missed.get(each)}"
        yield f"{each:34} {told.made[each]:5} {told.found[each]:6} {told.recall(each):7.1%} {exact:8.1%}{mark}"
    whole = sum(told.made.values())
    yield f"{len(told.made)} classes, {whole:,} faults, {sum(told.found.values()) / whole:.2%} found; {len(told.short)} classes below {BAR:.0%}"
    yield (
        f"{told.sound:,} sound reports; {len(told.errors)} errors that nothing explains; "
        f"{told.warned_reports / max(told.sound, 1):.1%} of the sound have a warning"
    )
    for rule, count in Counter(each[0] for each in told.errors).most_common():
        name, message = next(each[1:] for each in told.errors if each[0] == rule)
        yield f"false error {rule}: {count}, as in {name}: {message}"
    for rule, count in told.warnings.most_common():
        yield f"warning {rule}: {count}, as in {told.warned[rule]}"


def main(arguments: Sequence[str] = ()) -> int:
    """
    Write, audit, print.
    """
    reports = int(arguments[0]) if arguments else _REPORTS
    jobs = int(arguments[1]) if len(arguments) > 1 else 2
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(arguments[2]) if len(arguments) > 2 else Path(temporary)
        begun = time.perf_counter()
        truths = write(place / "reports", reports)
        print(f"{len(truths):,} reports written in {time.perf_counter() - begun:.0f} s", flush=True)
        begun = time.perf_counter()
        paths = [str(place / "reports" / each) for each in sorted(truths)]
        audit = Audit(paths, place / "audit", Terms({}, named=False), read_roster(place / "roster.csv"), jobs)
        audit.run()
        print(f"audited in {time.perf_counter() - begun:.0f} s with {jobs} processes", flush=True)
        told = score(truths, audit.results())
    for line in lines(told):
        print(line)
    return int(bool(told.short or told.errors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
