"""
The pieces of an audit that processes do: each is called by its name with plain arguments.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from disclint.audits import board, database, drawings, folders, kernel, matching, plain, tables
from disclint.audits import lists as write_lists
from disclint.audits.bench import Bench, Terms
from disclint.audits.company import Others
from disclint.audits.kernel import Known, Told
from disclint.audits.roster import Roster
from disclint.audits.state import Plan, State
from disclint.editions import Edition
from disclint.facts import merged
from disclint.facts.record import CHILDREN, PREV, Record
from disclint.session import check, converting

PARQUET, NEW = "parquet", f"parquet{folders.NEW}"


@frozen
class Job:
    """
    A piece of work: the name of a function in `DONE`, and what it is given.
    """

    name: str
    given: tuple[Any, ...]


@cache
def bench(terms: str) -> Bench:
    """
    The process's own rules and settings; `terms` is written down as JSON.
    """
    data = json.loads(terms)
    return Bench(Terms(data["given"], data["named"]))


def written(terms: Terms) -> str:
    """
    The terms as `bench` takes them.
    """
    given = {key: list(each) if isinstance(each, tuple) else each for key, each in terms.given.items()}
    return json.dumps({"given": given, "named": terms.named}, sort_keys=True)


def done(terms: str, job: Job) -> Any:
    """
    Do a piece of work.
    """
    return DONE[job.name](terms, *job.given)


def split(job: Job) -> Iterator[Job]:
    """
    A piece of work taken apart into the least there are.
    """
    if job.name in _SEVERAL:
        *others, some = job.given
        for each in some:
            yield Job(job.name, (*others, [each]))
    else:
        yield job


def end() -> None:
    """
    Stop what this process has started.
    """
    if converting.converter.cache_info().currsize:
        converting.converter().stop()


def lost(job: Job) -> Any:
    """
    What comes of a piece of work that brought its process down.
    """
    some = job.given[-1]
    if job.name == "judge":
        return [kernel.lost(each) for each in some]
    if job.name in ("compare", "draw"):
        return []
    raise RuntimeError(f"the process ended that was to {job.name}")


def judge(terms: str, some: Sequence[Known]) -> list[Told]:
    """
    What comes of some files, each by itself.
    """
    own = bench(terms)
    return [kernel.judged(own, each) for each in some]


def match(_terms: str, folder: str, roster: Roster, compares: bool) -> tuple[int, int]:  # noqa: FBT001 - given by place
    """
    Find out whose the reports are and what is to be compared: how many are, and for how many that stands.
    """
    state = State(Path(folder))
    try:
        return matching.matched(state, roster, compares=compares)
    finally:
        state.close()


def compare(terms: str, folder: str, some: Sequence[Plan]) -> list[tuple[str, bytes, int]]:
    """
    What comes of comparing some reports with others, whose records are in the state in `folder`; nothing of those that are not what was judged.
    """
    own, state = bench(terms), State(Path(folder), reads=True)
    try:
        digests = state.digests([each[0] for each in some])
        found = (
            (print_, _compared(own, state, path, digests[id], matching.read(text)), id)
            for id, path, print_, text in some
        )
        return [(print_, result, id) for print_, result, id in found if result is not None]
    finally:
        state.close()


def _compared(own: Bench, state: State, path: str, digest: str | None, others: Others) -> bytes | None:
    wanted = sorted({id for ids in (*others.related.values(), *others.copies.values()) for id in ids})
    packed = state.records(wanted)
    records = {id: _recorded(content) for id, content in packed.items()}

    def taken(relation: str, id: int) -> Record:
        copies = others.copies.get(id, ()) if relation in (PREV, CHILDREN) else ()
        return merged([records[each] for each in (id, *copies) if each in records])

    company: dict[str, list[Record]] = {
        relation: [taken(relation, id) for id in ids if id in records]
        for relation, ids in others.related.items()
    }
    if others.absent:
        company.setdefault(CHILDREN, []).extend(kernel.absent(each, others.year) for each in others.absent)
    return kernel.compared(own, path, digest, kernel.company_of(company))


@lru_cache(maxsize=64)
def _recorded(content: bytes) -> Record:
    return plain.recorded(content)


def export(terms: str, folder: str, part: int, year: int | None, ids: Sequence[int]) -> int:
    """
    Write a part of the tables; how many reports are in it.
    """
    state = State(Path(folder), reads=True)
    try:
        found = tables.rows(state.results(ids), _editions(terms))
        tables.write(Path(folder) / NEW, part, year, found)
    finally:
        state.close()
    return len(ids)


def lists(terms: str, folder: str, name: str, ids: Sequence[int] | None, lang: str) -> str:
    """
    Write the workbook `name` of some reports, or of all; its name.
    """
    state = State(Path(folder), reads=True)
    try:
        made = Path(folder) / f"{write_lists.FOLDER}{folders.NEW}" / name
        absent = [each[:3] for each in state.agencies() if each[3] is None] if ids is None else []
        write_lists.write(made, state.results(ids), _editions(terms), lang, absent)
    finally:
        state.close()
    return name


def draw(terms: str, folder: str, lang: str, some: Sequence[int]) -> list[drawings.Row]:
    """
    Draw some reports with their marks.
    """
    own, state = bench(terms), State(Path(folder), reads=True)
    try:
        editions = _editions(terms)
        return [drawings.draw(own, each, editions, lang) for each in state.results(some)]
    finally:
        state.close()


def show(terms: str, folder: str, made: str, lang: str, interrupted: bool) -> str:  # noqa: FBT001 - given by place
    """
    Write the dashboard to the file `made`; its name.
    """
    board.write(bench(terms), Path(folder), Path(made), lang, interrupted)
    return made


def _editions(terms: str) -> Mapping[str, Edition]:
    # Packs may bring forms of their own, other ones for other folders.
    own = bench(terms)
    return own.configuration.editions or check.kit_of(own.options("")).editions


def build(_terms: str, folder: str, lang: str) -> Mapping[str, Any]:
    """
    Write the last table and the database, and tell the audit in figures.
    """
    place = Path(folder)
    state = State(place, reads=True)
    try:
        rows = [list(each) for each in state.agencies()]
    finally:
        state.close()
    if rows:
        tables.write_whole(place / NEW, "agencies", rows)
    database.build(place, place / NEW)
    write_lists.statistics(place, folders.fresh(place, write_lists.STATISTICS), lang)
    folders.replace(place, write_lists.STATISTICS)
    return database.figures(place)


_SEVERAL = ("judge", "compare", "draw")
DONE: Mapping[str, Callable[..., Any]] = {
    "judge": judge, "compare": compare, "match": match, "export": export, "build": build,
    "lists": lists, "draw": draw, "show": show,
}  # fmt: skip

__all__ = ["DONE", "Job", "bench", "done", "lost", "split", "written"]
