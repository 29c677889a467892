"""
An audit from its files to its tables: each file by itself, whose it is, compared, written down.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from attrs import define, evolve, field, fields

from disclint.audits import database, drawings, folders, lists, statefile, work
from disclint.audits.bench import Terms
from disclint.audits.kernel import Told
from disclint.audits.plain import unpacked
from disclint.audits.pool import Pool
from disclint.audits.result import Agency, Audited, Found, Summary
from disclint.audits.roster import Roster
from disclint.audits.state import State
from disclint.audits.tables import verdicts
from disclint.audits.work import Job
from disclint.diagnostics import Words
from disclint.result import CRASHED_RULE, LANGUAGES

JUDGING, COMPARING, WRITING, LISTING, DRAWING = (
    "judging", "comparing", "writing", "listing", "drawing",
)  # fmt: skip
# What an audit writes into its folder.
_PARTS = (statefile.NAME, database.NAME, work.PARQUET, lists.FOLDER, lists.STATISTICS)
# So many files go to a process at once, and so many reports into a part of a table.
_CHUNK, _PART = 16, 1000

T = TypeVar("T")
# Told of each stage how many of how many are done, and how many of those were done before.
Heard = Callable[[str, int, int, int], None]


def _batched(some: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(some)
    while found := list(islice(left, size)):
        yield found


def _nobody(_stage: str, _done: int, _all: int, _kept: int) -> None:
    return None


@define(eq=False)
class Audit:
    """
    An audit of `paths`, whose state and tables are in `folder`.

    `heard` is told how far it is.  `interrupted` says after `run` whether it was stopped half-way; what had been done by
    then is in the tables, and the next run goes on from there.
    """

    paths: Collection[str]
    folder: Path
    terms: Terms
    roster: Roster = field(factory=Roster)
    jobs: int = 1
    heard: Heard = _nobody
    # The language of the lists of what is to be put right, and of the dashboard.
    lang: str = "zh"
    lists: bool = False
    # Files that are not audited, among which last year's report may be.
    previous: Collection[str] = ()
    # The file of the dashboard, if one is wanted.
    dashboard: Path | None = None
    # Whether nothing of the last audit is used.
    fresh: bool = False
    interrupted: bool = field(default=False, init=False)
    _kept: int = field(default=0, init=False)
    _done: int = field(default=0, init=False)
    _figures: dict[str, Any] = field(factory=dict, init=False)

    def run(self) -> Summary:
        """
        Judge, compare and write down.

        Raises UsageError for settings, a roster or a folder that cannot be used, for one that another audit is using, and where
        the disk is full: what was done by then is kept, and the tables of the audit before are there.
        """
        database.ensure_installed()
        self.interrupted, self._kept, self._done = False, 0, 0
        terms = work.written(self.terms)
        # Configurations and baselines may have changed since this process audited last.
        work.bench.cache_clear()
        with folders.held(self.folder, _PARTS), folders.told(self.folder):
            if self.fresh:
                statefile.forget(self.folder)
            state = State(self.folder)
            try:
                self._passes(state, terms)
                return self._summary(state)
            finally:
                state.close()

    def _passes(self, state: State, terms: str) -> None:
        state.begin()
        try:
            with self._pool(terms) as pool:
                self._judge(state, pool)
                state.end()
                self._compare(state, pool)
        except KeyboardInterrupt:
            self.interrupted = True
        with self._pool(terms) as pool:
            if self.interrupted:
                list(pool.ordered([Job("match", (str(self.folder), self.roster, False))]))
            self._write(state, pool)

    def _pool(self, terms: str) -> Pool[Job, Any]:
        return Pool(
            self.jobs, partial(work.bench, terms), partial(work.done, terms), work.split, work.lost, work.end
        )

    def _judge(self, state: State, pool: Pool[Job, Any]) -> None:
        all_ = len(self.paths) + len(self.previous)
        chunk = max(1, min(_CHUNK, all_ // (self.jobs * 4)))
        pieces = (
            Job("judge", ([evolve(each, apart=apart) for each in state.known(some)],))
            for paths, apart in ((self.paths, False), (self.previous, True))
            for some in _batched(paths, chunk)
        )
        done = same = 0
        self.heard(JUDGING, done, all_, same)
        for found in pool.ordered(pieces):
            told: list[Told] = found
            state.take(enumerate(told, done))
            done += len(told)
            self._done = min(done, len(self.paths))
            same += sum(each.same for each in told)
            if done <= len(self.paths):
                self._kept = same
            self.heard(JUDGING, done, all_, same)

    def _compare(self, state: State, pool: Pool[Job, Any]) -> None:
        folder = str(self.folder)
        ((all_, kept),) = pool.ordered([Job("match", (folder, self.roster, True))])
        done = kept
        self.heard(COMPARING, done, all_, kept)
        pieces = (Job("compare", (folder, some)) for some in state.plans(_CHUNK))
        for rows in pool.ordered(pieces):
            state.keep_compared(rows)
            done += len(rows)
            self.heard(COMPARING, done, all_, kept)

    def _write(self, state: State, pool: Pool[Job, Any]) -> None:
        folders.fresh(self.folder, work.PARQUET)
        written = 0
        self.heard(WRITING, written, self._done, 0)
        jobs = (
            Job("export", (str(self.folder), number, year, ids))
            for number, (year, ids) in enumerate(state.parts(_PART))
        )
        for done in pool.ordered(jobs):
            written += done
            self.heard(WRITING, written, self._done, 0)
        (self._figures,) = pool.ordered([Job("build", (str(self.folder), self.lang))])
        folders.replace(self.folder, work.PARQUET)
        if self.lists:
            self._list(state, pool)
        if self.dashboard is not None:
            self._draw(state, pool, self.dashboard)

    def _draw(self, state: State, pool: Pool[Job, Any], made: Path) -> None:
        folder, left = str(self.folder), drawings.lacking(state, self.lang)
        done = kept = self._done - len(left)
        self.heard(DRAWING, done, self._done, kept)
        for rows in pool.ordered(Job("draw", (folder, self.lang, some)) for some in _batched(left, _CHUNK)):
            drawings.keep(state, rows)
            done += len(rows)
            self.heard(DRAWING, done, self._done, kept)
        list(pool.ordered([Job("show", (folder, str(made), self.lang, self.interrupted))]))

    def _list(self, state: State, pool: Pool[Job, Any]) -> None:
        folders.fresh(self.folder, lists.FOLDER)
        folder, seen = str(self.folder), Counter[str]()
        parts = list(state.agency_parts())
        jobs = [Job("lists", (folder, lists.WHOLE, None, self.lang))]
        for agency, ids in parts:
            name = lists.named(agency, seen[lists.named(agency, 0).casefold()])
            seen[lists.named(agency, 0).casefold()] += 1
            jobs.append(Job("lists", (folder, name, ids, self.lang)))
        for done, _ in enumerate(pool.ordered(jobs), 1):
            self.heard(LISTING, done, len(jobs), 0)
        folders.replace(self.folder, lists.FOLDER)

    def _summary(self, state: State) -> Summary:
        agencies = [Agency(*each) for each in state.agencies()]
        doubts = list(state.doubts())
        unread = [(path, reason, unpacked(judged)["findings"]) for path, reason, judged in state.unread()]
        return Summary(
            files=len(self.paths),
            done=self._done,
            kept=self._kept,
            statuses=self._figures["statuses"],
            severities=self._figures["severities"],
            rules=self._figures["rules"],
            unreadable=tuple((path, _why(reason, found)) for path, reason, found in unread),
            doubtful=tuple((path, doubt) for path, doubt, matched in doubts if matched is not None),
            unknown=tuple((path, doubt) for path, doubt, matched in doubts if matched is None),
            missing=tuple(each for each in agencies if each.path is None),
            crashed=self._figures["crashed"],
            failed=tuple(
                path for path, _, found in unread if any(each["rule"] == CRASHED_RULE for each in found)
            ),
            same=tuple(self._figures["same"]),
            moved=() if self.interrupted else tuple(state.moved()),
        )

    def results(self) -> Iterator[Audited]:
        """
        What came of each file, in order, once it was `run`.
        """
        with folders.told(self.folder):
            state = State(self.folder, reads=True)
            try:
                for row in state.results():
                    yield _audited(row)
            finally:
                state.close()


def _why(reason: str, findings: Sequence[Mapping[str, Any]]) -> Words:
    # There is no finding where nobody asked for it.
    return findings[0]["message"] if findings else dict.fromkeys(LANGUAGES, reason)


def _audited(row: Any) -> Audited:
    own = unpacked(row["judged"])
    compared = unpacked(row["compared"]) if row["compared"] else {}
    found = [*own["findings"], *compared.get("findings", ())]
    return Audited(
        path=row["path"],
        status=row["status"],
        reason=row["reason"],
        agency=row["agency"],
        matched=row["matched"],
        doubt=row["doubt"],
        kind=row["kind"],
        year=row["year"],
        findings=tuple(map(_found, found)),
        verdicts={rule: verdict for rule, verdict, _ in verdicts(own, compared)},
    )


def _found(told: Mapping[str, Any]) -> Found:
    return Found(**{each: told[each] for each in _FOUND} | {"folded": tuple(told["folded"])})


_FOUND = tuple(each.name for each in fields(Found))


def query(folder: Path, question: str) -> database.Answer:
    """
    The answer to a question in SQL about the audit in `folder`.  Raises UsageError.
    """
    return database.asked(folder, question)
