"""
Whose reports they are and what each is to be compared with, worked out from the state and kept in it.

All reports are looked at together, so this is a piece of work for a process of its own.
"""

import json
from collections.abc import Iterator, Mapping

from disclint.audits import alike
from disclint.audits.company import Head, Others, Register
from disclint.audits.roster import Roster
from disclint.audits.state import Plan, State, Submission
from disclint.result import OK


def matched(state: State, roster: Roster, *, compares: bool) -> tuple[int, int]:
    """
    Keep whose reports they are, who has submitted, and with `compares` the plan of what is to be compared.

    Gives the number of reports that are compared with others, and of those whose comparison stands.
    """
    heads, paths, doubts = _heads(state, roster)
    register = Register(heads, roster, alike.peers(state.marks()) if compares else {})
    state.submissions(_submissions(register, paths, doubts))
    if not compares:
        return 0, 0
    known = state.compared_with()
    digests = {each.id: each.digest for each in heads}
    all_: set[int] = set()
    state.plan(_plans(register, paths, known, digests, all_))
    state.forget_compared(known.keys() - all_)
    return len(all_), len(all_) - state.planned()


def _heads(state: State, roster: Roster) -> tuple[list[Head], dict[int, str], dict[int, str]]:
    """
    The reports that can be compared, and by their numbers their paths and the doubts about whose they are.
    """
    heads: list[Head] = []
    paths: dict[int, str] = {}
    doubts: dict[int, str] = {}
    whose: list[tuple[str | None, str | None, int]] = []
    for id, path, status, agency, kind, year, digest, apart in state.heads():
        if status != OK:
            continue
        match = roster.match(agency, path)
        whose.append((match.agency, match.doubt, id))
        if match.doubt:
            doubts[id] = match.doubt
        if year is not None:
            heads.append(Head(id, match.agency, kind, year, digest, bool(apart)))
            paths[id] = path
    state.match(whose)
    return heads, paths, doubts


def _plans(
    register: Register,
    paths: Mapping[int, str],
    known: Mapping[int, str],
    digests: Mapping[int, str | None],
    all_: set[int],
) -> Iterator[Plan]:
    for each in register.all():
        all_.add(each.id)
        print_ = each.print(digests)
        if known.get(each.id) != print_:
            yield each.id, paths[each.id], print_, written(each)


def written(others: Others) -> str:
    """
    What a report is compared with, as JSON.
    """
    told = [others.id, others.year, others.related, others.absent, list(others.copies.items())]
    return json.dumps(told, ensure_ascii=False)


def read(text: str) -> Others:
    """
    What was written.
    """
    id, year, related, absent, copies = json.loads(text)
    return Others(
        id, year, {name: tuple(ids) for name, ids in related.items()}, tuple(absent),
        {first: tuple(ids) for first, ids in copies},
    )  # fmt: skip


def _submissions(
    register: Register, paths: Mapping[int, str], doubts: Mapping[int, str]
) -> Iterator[Submission]:
    roster = register.roster
    for year in register.years() if roster else ():
        for entry in roster.entries.values():
            found = register.of(entry.agency, year)
            for each in found:
                yield entry.agency, entry.parent, year, paths[each.id], doubts.get(each.id)
            if not found:
                yield entry.agency, entry.parent, year, None, None
