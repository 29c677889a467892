"""
Reports of one invented agency for several years, each of which goes on from the one before.

What one year carries forward the next carries over, documents in force follow from those of the year before, and
what is said of last year is what last year's report has.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random

from attrs import evolve

from bench.reports import prose
from bench.reports.draft import narrow
from bench.reports.drawing import Number
from bench.reports.facts import Facts, sound_facts
from bench.reports.forms import APPLICANTS
from bench.reports.render import STYLES

# What a year may get wrong against the year before.
CARRY, STOCK, COPY = FAULTS = ("carry", "stock", "copy")
_STOCKS = ("government_rules", "normative_documents")
# Layouts in which every number can be read.
_STYLES = ("pipe", "lines", "html", "markdown", "tabbed", "pdf")


def series(
    seed: int,
    name: str,
    years: Sequence[int],
    *,
    kind: str = "department",
    faults: Mapping[int, str] | None = None,
) -> Iterator[tuple[int, str, bytes]]:
    """
    Year, suffix and bytes of the reports of the agency `name`; `faults` are what is wrong in a year, one of `FAULTS`.
    """
    random = Random(f"{seed}/series")
    last: Facts | None = None
    for year in years:
        fault = (faults or {}).get(year)
        drawn = sound_facts(random, edition="2021", kind=kind)
        facts = evolve(drawn, year=year, agency=evolve(drawn.agency, name=name, itself="本机关"))
        facts = evolve(facts, published=dated(facts.published, year + 1))
        if last is not None:
            facts = following(facts, last, fault)
        state = random.getstate()
        style = random.choice(_STYLES)
        words = Random(f"{seed}/{year if fault != COPY else year - 1}/words")
        draft = prose.compose(facts if fault != COPY or last is None else evolve(last, year=year), words)
        random.setstate(state)
        rendered = STYLES[style](narrow(draft) if draft.half_width else draft, random)
        yield year, rendered.suffix, rendered.data
        last = facts


def dated(day: date, year: int) -> date:
    """
    The day in another year, which may have no 29th of February.
    """
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)


def following(facts: Facts, last: Facts, fault: str | None = None) -> Facts:
    """
    The facts as they go on from last year's; with a fault, one of `FAULTS`, they do not.
    """
    values = dict(facts.values)
    for each in APPLICANTS:
        _carry(values, each, int(last.values[f"requests/carried_forward/{each}"]))
    if fault == CARRY:
        _carry(values, APPLICANTS[0], int(values[f"requests/carried_over/{APPLICANTS[0]}"]) + 3)
    rows = {key.split("/")[1] for key in values if key.startswith("requests/")}
    for row in rows:
        values[f"requests/{row}/total"] = sum(int(values[f"requests/{row}/{each}"]) for each in APPLICANTS)
    # The form of 2019 has no stocks.
    for row in _STOCKS if facts.edition == last.edition == "2021" else ():
        before = int(last.values[f"disclosure/{row}/in_force"])
        issued, repealed = (int(values[f"disclosure/{row}/{each}"]) for each in ("issued", "repealed"))
        repealed = min(repealed, before + issued)
        values[f"disclosure/{row}/repealed"] = repealed
        values[f"disclosure/{row}/in_force"] = before + issued - repealed + (7 if fault == STOCK else 0)
    received = int(values["requests/new_received/total"])
    online = min(facts.channels[0], received)
    mail = min(facts.channels[1], received - online)
    return evolve(
        facts,
        values=values,
        channels=(online, mail, received - online - mail),
        last_year=max(int(last.values["requests/new_received/total"]), 1),
    )


def _carry(values: dict[str, Number], applicant: str, over: int) -> None:
    """
    Carry so many over, and take in as many fewer, or grant as many more.
    """

    def at(row: str) -> str:
        return f"requests/{row}/{applicant}"

    new = int(values[at("disposed_total")]) + int(values[at("carried_forward")]) - over
    if new < 0:
        values[at("granted")] = int(values[at("granted")]) - new
        values[at("disposed_total")] = int(values[at("disposed_total")]) - new
        new = 0
    values[at("carried_over")], values[at("new_received")] = over, new
