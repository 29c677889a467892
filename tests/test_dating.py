"""
Which rules have a basis in force on a day, against trying every day that a source may have begun or ended.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from disclint.facts.concepts import Vocabulary
from disclint.rules.dating import days, in_force, on
from disclint.rules.files import rule
from disclint.rules.model import Basis, Rule
from disclint.rules.pack import Pack, Reference
from disclint.yamlfile import Document

FEW = settings(deadline=None, derandomize=True, phases=(Phase.generate,))
WORDS = {"zh": "甲", "en": "A"}
CALENDAR = [date(2018, 1, 1) + timedelta(days=each) for each in range(4 * 365 + 1)]
BEFORE, BEHIND = date(1900, 1, 1), date(2100, 1, 1)


@lru_cache
def meant(written: str) -> list[date]:
    """
    The days that a date of which a part is known can mean.
    """
    return [each for each in CALENDAR if each.isoformat().startswith(written)]


@pytest.mark.parametrize(
    "written", sorted({each.isoformat()[:size] for each in CALENDAR for size in (4, 7, 10)})[::7]
)
def test_a_date_means_the_days_that_begin_like_it(written: str) -> None:
    assert days(written) == (meant(written)[0], meant(written)[-1])


DATES = st.sampled_from(
    ["2019", "2020", "2019-12", "2020-01", "2020-02", "2019-12-31", "2020-01-01", "2020-01-31", "2020-02-29"]
)
AROUND = st.sampled_from(CALENDAR) | st.sampled_from(
    [
        date.fromisoformat(each) + timedelta(days=one)
        for each in ("2019-12-31", "2020-01-01", "2020-01-31", "2020-02-29", "2020-12-31", "2019-01-01")
        for one in (-1, 0, 1)
    ]
)


def beginnings(source: Reference) -> list[date]:
    written = source.start or source.issued
    return [BEFORE, BEHIND] if written is None else [meant(written)[0], meant(written)[-1]]


def states(source: Reference, successor: Reference | None, day: date) -> Iterator[bool]:
    """
    Whether it is in force, for each way in which its dates may be meant.
    """
    if source.until is not None:
        lasts = [meant(source.until)[0], meant(source.until)[-1]]
    elif successor is None:
        lasts = [BEHIND]
    else:
        lasts = [each - timedelta(days=1) for each in beginnings(successor)]
    for first, last in product(beginnings(source), lasts):
        yield source.practice or first <= day <= last


def known(found: set[bool]) -> bool | None:
    return found.pop() if len(found) == 1 else None


SOURCES = st.builds(
    Reference, st.just("x"), st.just(WORDS), start=st.none() | DATES, issued=st.none() | DATES, until=st.none() | DATES,
    practice=st.sampled_from([False, False, False, True]),
)  # fmt: skip


@settings(FEW, max_examples=400)
@given(SOURCES, st.none() | SOURCES, AROUND)
def test_a_source_is_in_force_if_it_is_however_its_dates_are_meant(
    source: Reference, successor: Reference | None, day: date
) -> None:
    assert in_force(source, successor, day) is known(set(states(source, successor, day)))


def made(id: str, *refs: str) -> Rule:
    data: dict[str, Any] = {
        "id": id, "kind": "assert", "severity": "error", "title": WORDS, "message": WORDS, "why": WORDS, "fix": WORDS,
        "basis": [{"ref": each, "at": WORDS} for each in refs],
    }  # fmt: skip
    return rule(Document(data, None))


def standing(sources: Mapping[str, Reference], id: str, day: date) -> list[tuple[str, bool | None]]:
    """
    A source, and those before it as long as it is not in force.
    """
    successor = next((each for each in sources.values() if each.earlier == id), None)
    state = known(set(states(sources[id], successor, day)))
    earlier = sources[id].earlier
    more = standing(sources, earlier, day) if state is False and earlier is not None else []
    return [(id, state), *more]


@settings(FEW, max_examples=150)
@given(st.lists(SOURCES, min_size=3, max_size=3), AROUND, st.data())
def test_a_rule_stands_on_what_is_in_force_or_was_before(
    given_: list[Reference], day: date, data: st.DataObject
) -> None:
    # `new` stands in place of `old`, and that of `oldest`.
    ids = ["new", "old", "oldest"]
    sources = {
        id: evolve(each, id=id, earlier=earlier)
        for id, each, earlier in zip(ids, given_, ["old", "oldest", None], strict=True)
    }
    refs = [data.draw(st.lists(st.sampled_from(ids), max_size=2)) for _ in range(2)]
    pack = Pack("house", "1", (made("B-B", *refs[0]), made("A-A", *refs[1])), Vocabulary(), sources)
    found = on(pack, day)
    assert [each.rule.id for each in found] == ["A-A", "B-B"]
    for each, listed in zip(found, (refs[1], refs[0]), strict=True):
        expected = [one for ref in listed for one in standing(sources, ref, day)]
        assert [(one.source.id, one.in_force) for one in each.bases] == expected
        assert [one.basis for one in each.bases] == [Basis(id, WORDS) for id, _ in expected]
        assert all(one.source is sources[one.basis.ref] for one in each.bases)
        seen = {state for _, state in expected}
        assert each.in_force is (True if True in seen else None if None in seen else False)
