"""
Many files by their configurations; in the end, what no file needed: suppressions, entries of baselines.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path

from attrs import define, evolve, field

from disclint.diagnostics import BASELINE, Diagnostic, Words, normal
from disclint.readers import plain
from disclint.result import GONE_RULE, OK, PLAIN_RULES, Result
from disclint.session import baseline, check, compared, converting, files, notices, patterns, reading
from disclint.session.baseline import Baseline, Entry, Identity
from disclint.session.check import Listener
from disclint.session.config import Config, listed
from disclint.session.configured import Configuration, suppressions
from disclint.session.options import Options, is_known
from disclint.session.patterns import stands_for
from disclint.session.undecided import MISSING
from disclint.source import Span


@define
class _Seen:
    """
    What was found in the reports of one identity: by fingerprint, whether suppressed or not.
    """

    found: dict[str, Diagnostic] = field(factory=dict)
    ran: set[str] = field(factory=set)
    strict: bool = False


class Run:
    """
    One run over files; it keeps what the end of the run is told from.
    """

    def __init__(
        self,
        configuration: Configuration,
        failed: Listener | None = None,
        *,
        assurance: bool = False,
        previous: Path | None = None,
    ) -> None:
        self.configuration = configuration
        self.previous = previous
        self.assurance = assurance
        self.failed = failed
        self.checked: set[str] = set()
        self.used: set[str] = set()
        self.ran: dict[str, set[str]] = {}
        self.seen: dict[Path, dict[Identity, _Seen]] = {}
        # What speaks against `previous`.
        self.doubt: Words | None = None

    def path(self, path: Path) -> Result:
        """
        What comes of a file; one that cannot be read, or that disclint fails on, is a finding.
        """
        options = self._options(path)
        found = check.guarded(partial(check.check_listed, path, options), str(path), options, self.failed)
        return self._noted(found, path, options)

    def content(self, content: bytes, name: str, path: Path | None) -> Result:
        """
        What comes of bytes that are called `name`, by the configuration for `path`.
        """
        options = self._options(path)
        action: Callable[[], Result] = partial(check.check_bytes, content, name, options)
        return self._noted(check.guarded(action, name, options, self.failed), path, options)

    def all(self, paths: Iterable[Path]) -> Iterator[Result]:
        """
        What comes of each file, in this order, and what is to be said at the end.
        """
        for each in converting.in_batches(paths, reading.content):
            yield self.path(each)
        yield from self.end()

    def end(self) -> Iterator[Result]:
        """
        Findings about configurations and baselines, by file; baselines that are brought up to date are written.
        """
        for each in list(self.configuration.configs.values()):
            yield from self._of_file(each.document.text, each.name, self._unneeded(each), each)
        for known in list(self.configuration.baselines.values()):
            if known.accepting:
                baseline.save(known.path, baseline.written(self._renewed(known)))
            else:
                yield from self._of_file(known.text, str(known.path), self._gone(known), None)

    def _options(self, path: Path | None) -> Options:
        options = evolve(self.configuration.options(path), assurance=self.assurance)
        if self.previous is not None:
            options = compared.with_previous(options, self.previous)
        return options

    def _noted(self, result: Result, path: Path | None, options: Options) -> Result:
        self.doubt = compared.doubt(options, result.report)
        if path is not None:
            self.checked.add(_absolute(path))
        self.used.update(each.suppressed.where for each in result.suppressed if each.suppressed)
        ran = {each.rule for each in result.verdicts if result.status == OK}
        for each in options.suppressions:
            if each.concerns(result.report):
                self.ran.setdefault(each.where, set()).update(ran)
        if options.baseline is not None:
            reports = self.seen.setdefault(options.baseline.path, {})
            seen = reports.setdefault(baseline.identity(result), _Seen())
            for finding in (*result.diagnostics, *result.suppressed):
                # Of two copies of a report one may be suppressed: the other still needs its entry.
                if finding.suppressed is None or finding.suppressed.kind == BASELINE:
                    seen.found[finding.fingerprint] = finding
                else:
                    seen.found.setdefault(finding.fingerprint, finding)
            seen.ran |= ran
            seen.strict |= options.tells_unknown
        return result

    def _of_file(
        self, text: str, name: str, found: Iterable[tuple[int, Diagnostic]], config: Config | None
    ) -> Iterator[Result]:
        source = plain.read(text.removeprefix("\ufeff"), name)
        options = self._options_of(config) if config else self.configuration.options(None)
        lines = source.text.split("\n")
        starts = [0, *accumulate(len(each) + 1 for each in lines)]
        placed = [_at(each, lines, starts, line) for line, each in found]
        wanted = notices.wanted(placed, options)
        if wanted:
            yield Result(
                name,
                OK,
                source=source,
                diagnostics=wanted,
                lang=options.lang,
                fail_on=options.fail_on,
                is_report=False,
            )

    def _options_of(self, config: Config) -> Options:
        return self.configuration.options(config.folder / Path(config.name).name)

    def _unneeded(self, config: Config) -> Iterator[tuple[int, Diagnostic]]:
        """
        What is wrong with the sections [[suppress]] of a configuration, with its line.
        """
        if not config.document.text:
            return
        options = self._options_of(config)
        kit, today = check.kit_of(options), options.today
        known = [each.id for each in kit.pack.rules]
        for at, entry in enumerate(suppressions(config)):
            line = config.document.line_of(("suppress", at)) or 1
            paths = listed(config.data["suppress"][at].get("path", ()))
            rules = [each for each in entry.rules if is_known(each, known)]
            yield from ((line, each) for each in notices.misnamed(_NOWHERE, entry, kit.pack.rules, options))
            if entry.until is not None and entry.until < today:
                yield line, notices.expired(_NOWHERE, entry.until, [entry.where, *entry.rules])
            elif entry.where not in self.used and rules and (covered := self._covered(config.folder, paths)):
                ran = self.ran.get(entry.where)
                if covered == "none":
                    yield line, notices.idle(_NOWHERE, "、".join(paths))
                elif ran is None or all(any(stands_for([rule], id) for id in ran) for rule in rules):
                    yield line, notices.unused(_NOWHERE, "、".join(rules))

    def _covered(self, folder: Path, wanted: Sequence[str] = ()) -> str | None:
        """
        `all` if all files in a folder that patterns are for were looked at, `none` if there are no such files; else None.

        That there are none is only said where all the others were looked at.
        """
        matched = missed = False
        for number, each in enumerate(files.below(folder, self.configuration.excludes)):
            is_checked = _absolute(each) in self.checked
            if not wanted or patterns.fits(wanted, patterns.relative(each, folder)):
                matched = True
                if not is_checked:
                    return None
            missed |= not is_checked
            if number > _MOST_FILES:
                return None
        return "all" if matched else None if missed or not self.checked else "none"

    def _gone(self, known: Baseline) -> Iterator[tuple[int, Diagnostic]]:
        """
        The entries of reports that were looked at which nothing was found for, or which have expired.
        """
        today = self.configuration.options(None).today
        for id, seen in self.seen.get(known.path, {}).items():
            for each in known.reports.get(id, {}).values():
                if each.has_expired(today):
                    yield each.line, notices.expired(_NOWHERE, each.until or "", [each.fingerprint, *id[:1]])
                elif _is_gone(each, seen):
                    message = {
                        "zh": f"基线中的 {each.rule}（{each.address}）这次没有发现：已经改好，或者不再存在",
                        "en": f"{each.rule} ({each.address}) of the baseline was not found: mended, or gone",
                    }
                    yield each.line, notices.notice(GONE_RULE, _NOWHERE, message, [each.fingerprint, *id[:1]])
        for id in self._vanished(known):
            first = min(known.reports[id].values(), key=lambda each: each.line)
            agency, year, file = id
            name = " ".join(str(each) for each in (agency or file, year) if each)
            message = {
                "zh": f"基线中的“{name}”这份报告（{len(known.reports[id])} 条）已经不在了",
                "en": f"the report “{name}” of the baseline ({len(known.reports[id])} findings) is not there any more",
            }
            yield first.line, notices.notice(GONE_RULE, _NOWHERE, message, [name])

    def _vanished(self, known: Baseline) -> list[Identity]:
        """
        The reports of a baseline that were not met although all in its folder was looked at.
        """
        seen = self.seen.get(known.path, {})
        unmet = [id for id, entries in known.reports.items() if entries and id not in seen]
        return unmet if unmet and self._covered(known.path.absolute().parent) == "all" else []

    def _renewed(self, known: Baseline) -> dict[Identity, list[Entry]]:
        vanished = self._vanished(known)
        reports = {id: dict(entries) for id, entries in known.reports.items() if id not in vanished}
        for id, seen in self.seen.get(known.path, {}).items():
            before = reports.get(id, {})
            kept = {each.fingerprint: each for each in before.values() if not _is_gone(each, seen)}
            reports[id] = kept | {
                fingerprint: _accepted(
                    each, before.get(fingerprint), today=self.configuration.options(None).today
                )
                for fingerprint, each in seen.found.items()
                if each.suppressed is not None and each.suppressed.kind == BASELINE
            }
        return {id: list(entries.values()) for id, entries in reports.items() if entries}


_NOWHERE = Span(0, 0)
# In a larger folder nobody waits for us to find out whether all was looked at.
_MOST_FILES = 20_000


def _accepted(finding: Diagnostic, before: Entry | None, today: str) -> Entry:
    until = before.until if before and not before.has_expired(today) else None
    return Entry(
        finding.rule, finding.address, finding.fingerprint, normal(finding.values),
        before.reason if before else "", until,
    )  # fmt: skip


def _is_gone(entry: Entry, seen: _Seen) -> bool:
    if entry.fingerprint in seen.found:
        return False
    # Of a rule that was not asked nobody knows.
    asked = entry.rule in seen.ran or entry.rule in PLAIN_RULES
    return asked and (seen.strict or MISSING not in entry.values)


def _at(found: Diagnostic, lines: Sequence[str], starts: Sequence[int], line: int) -> Diagnostic:
    number = min(line, len(lines)) - 1
    start, written = starts[number], lines[number]
    first = start + len(written) - len(written.lstrip())
    return evolve(found, span=Span(first, start + len(written.rstrip())))


def _absolute(path: Path) -> str:
    return os.path.realpath(path)
