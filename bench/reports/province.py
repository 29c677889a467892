"""
Provinces of agencies, each with reports for several years that go on from each other and add up.

A province has counties; a county has a government, its office, bureaus and towns.  What the government reports is the sum of what they report.
Faults are within a report (`EVERY`), between years, between a government and its bodies, or between agencies.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from random import Random

from attrs import evolve, field, frozen

from bench.reports.agencies import Agency
from bench.reports.between import Told, add, composed, unlike
from bench.reports.draft import Draft, narrow
from bench.reports.drawing import Number
from bench.reports.facts import Facts, Fee, sound_facts
from bench.reports.fault import Fault, Unfit, written
from bench.reports.faults import EVERY
from bench.reports.render import BARELESS, GLUED, STYLES
from bench.reports.series import dated, following
from bench.reports.turns import BETWEEN, Turns

_FIRST = "青长石平东白望北新梅南松清临安云柳枫官龙宁泰永昌和"
_SECOND = ("溪县", "桥县", "泉县", "乐县", "坪县", "沙县", "江区", "苑区", "港区", "林区")
_BUREAUS = (
    "水利局", "教育局", "民政局", "商务局", "司法局", "审计局", "统计局", "财政局", "交通运输局", "应急管理局", "医疗保障局", "农业农村局",
)  # fmt: skip
_TOWNS = ("双塘镇", "大石镇", "枫林乡", "三合镇", "柳湾乡", "白果街道")
BODIES, PROVINCES = 20, 5
_YEARS = ((2021, 2022, 2023, 2024),) * 4 + ((2020, 2021, 2022, 2023),)
CLEAR = tuple(sorted(set(STYLES) - BARELESS - GLUED))
_ALL = tuple(sorted(STYLES))


@frozen
class Made:
    """
    A report: whose, for which year, its bytes, and what was made wrong; `shows` says whether its tables differ from what is true.
    """

    agency: str
    parent: str | None
    year: int
    name: str
    data: bytes
    fault: Fault | None = None
    shows: bool = False


@frozen
class _Body:
    """
    An agency, and what is true of it by year.
    """

    agency: Agency
    parent: str | None
    facts: Mapping[int, Facts] = field(factory=dict)


def provinces(counties: int, turns: Turns) -> Iterator[Made]:
    """
    The reports of so many counties, five provinces in turn: each has twenty agencies and four years, eighty reports.
    """
    names = ["".join(each) for each in product(_FIRST, _SECOND)]
    for number in range(counties):
        # Names near each other lie in different provinces.
        place = names[number]
        yield from county(number, place, _YEARS[number % PROVINCES], turns)


def county(seed: int, place: str, years: Sequence[int], turns: Turns) -> Iterator[Made]:
    """
    The reports of a county's agencies.
    """
    random = Random(f"{seed}/county")
    bodies = [_grown(random, agency, f"{place}人民政府", years) for agency in _bodies(place)]
    whole = _whole(random, place, bodies, years)
    # The year in which the government's sums are wrong; its bodies' reports are sound then, and can be read.
    summed = random.choice(years)
    for body in (*bodies, whole):
        yield from _reports(random, body, years, summed, turns)


def _bodies(place: str) -> Iterator[Agency]:
    level = place[-1]
    yield Agency(f"{place}人民政府办公室", "office", place, level, "本机关", f"{level}自然资源和规划局")
    for each in _BUREAUS:
        yield Agency(f"{place}{each}", "department", place, level, "本机关", "执法监督科")
    for each in _TOWNS:
        name = f"{place}{each}{'办事处' if each.endswith('街道') else '人民政府'}"
        yield Agency(
            name,
            "township",
            place,
            level,
            "我街道" if each.endswith("街道") else f"我{each[-1]}",
            "党政综合办公室",
        )


def _grown(random: Random, agency: Agency, parent: str, years: Sequence[int]) -> _Body:
    found: dict[int, Facts] = {}
    last: Facts | None = None
    for year in years:
        edition = "2019" if year <= 2020 else "2021"
        drawn = sound_facts(random, edition=edition, kind=agency.kind)
        values = {key: 0 if "government_rules" in key else number for key, number in drawn.values.items()}
        facts = evolve(drawn, year=year, agency=agency, values=values)
        facts = evolve(facts, published=dated(facts.published, year + 1), fee=_fee(facts))
        last = found[year] = following(facts, last) if last is not None else facts
    return _Body(agency, parent, found)


def _fee(facts: Facts) -> Fee:
    return facts.fee if facts.year > 2020 else Fee()


def _whole(random: Random, place: str, bodies: Sequence[_Body], years: Sequence[int]) -> _Body:
    agency = Agency(
        f"{place}人民政府", "government", place, place[-1], f"我{place[-1]}", f"{place[-1]}自然资源和规划局"
    )
    found: dict[int, Facts] = {}
    for year in years:
        parts = [each.facts[year] for each in bodies]
        values: dict[str, Number] = {
            key: sum((each.values[key] for each in parts), start=Decimal(0) if key.endswith("amount") else 0)
            for key in parts[0].values
        }
        fee = Fee(
            *(
                sum(getattr(each.fee, name) for each in parts)
                for name in ("notices", "notified_yuan", "collected_yuan")
            )
        )
        received = int(values["requests/new_received/total"])
        online = sum(each.channels[0] for each in parts)
        mail = sum(each.channels[1] for each in parts)
        drawn = sound_facts(random, edition=parts[0].edition, kind="government")
        last = found.get(year - 1)
        found[year] = evolve(
            parts[0], agency=agency, values=values, fee=fee, published=dated(drawn.published, year + 1),
            channels=(online, mail, received - online - mail),
            last_year=max(int(last.values["requests/new_received/total"]), 1) if last else received + 1,
        )  # fmt: skip
    return _Body(agency, None, found)


def _reports(random: Random, body: _Body, years: Sequence[int], summed: int, turns: Turns) -> Iterator[Made]:
    kind = body.agency.kind
    drafts = {year: composed(body.facts[year], random) for year in years}
    between, told = 0, Told()
    later = [year for year in years[1:] if summed not in (year, year - 1)]
    if kind != "government" and later and random.random() < 0.5:
        between = random.choice(later)
        told = unlike(drafts[between], drafts[between - 1], random, turns)
        drafts[between], drafts[between - 1] = told.now or drafts[between], told.last or drafts[between - 1]
    for year in years:
        fault: Fault | None = None
        clear = year in (summed, between, between - 1)
        if kind == "government" and year == summed:
            drafts[year], fault = _misadded(drafts[year], random, body, turns)
        elif year == between:
            fault = told.fault
        elif not clear and random.random() < 0.75:
            draft, fault, style = _within(drafts[year], random, turns)
            yield _made(body, year, draft, random, style, fault)
            continue
        style = random.choice(CLEAR if clear else _ALL)
        yield _made(body, year, drafts[year], random, style, fault)
        if fault is None and style in CLEAR:
            # Whoever copies of another agency copies of this one.
            turns.seen[year] = drafts[year]
        if year == between and told.copy is not None:
            yield _made(body, year, told.copy, random, random.choice(CLEAR), None, copy=True)


def _made(
    body: _Body,
    year: int,
    draft: Draft,
    random: Random,
    style: str,
    fault: Fault | None,
    *,
    copy: bool = False,
) -> Made:
    rendered = STYLES[style](narrow(draft) if draft.half_width else draft, random)
    true = {key: str(number) for key, number in body.facts[year].values.items()}
    shows = {key: text for key, text in written(draft).items() if true.get(key) != text}
    name = f"{body.agency.name}-{year}{'-副本' if copy else ''}{rendered.suffix}"
    return Made(
        body.agency.name,
        body.parent,
        year,
        name,
        rendered.data,
        fault,
        bool(shows) or len(written(draft)) < len(true),
    )


def _within(draft: Draft, random: Random, turns: Turns) -> tuple[Draft, Fault | None, str]:
    for key in turns.within.waiting():
        try:
            changed, fault = EVERY[key](draft, random)
        except (Unfit, ValueError, StopIteration):
            continue
        turns.within.made(key)
        style = random.choice([each for each in _ALL if each not in EVERY[key].avoid])
        return changed, evolve(fault, note=key), style
    return draft, None, random.choice(_ALL)


def _misadded(draft: Draft, random: Random, body: _Body, turns: Turns) -> tuple[Draft, Fault | None]:
    """
    The government's report with a part of one body left out, or counted too much.
    """
    facts = draft.facts
    for key in turns.governments.waiting():
        values = dict(facts.values)
        if key == "AGG-T3-SUM":
            add(values, random.randint(2, 9))
        elif key == "AGG-GE-UNIT":
            if facts.total("new_received") < 20:
                continue
            for each in [one for one in values if one.startswith("requests/")]:
                values[each] = 0
            add(values, 1)
        elif key == "AGG-T2-SUM":
            if facts.edition != "2021":
                continue
            for column in ("issued", "in_force"):
                values[f"disclosure/normative_documents/{column}"] = (
                    int(values[f"disclosure/normative_documents/{column}"]) + 3
                )
        else:
            for column in ("upheld", "total"):
                values[f"disputes/reconsideration/{column}"] = (
                    int(values[f"disputes/reconsideration/{column}"]) + 2
                )
        wrong = evolve(facts, values=values, channels=(int(values["requests/new_received/total"]), 0, 0))
        turns.governments.made(key)
        also = (*BETWEEN[key], "XYR-CARRY", "XYR-NORM-STOCK", "XYR-PENDING", "XYR-JUMP", "PCT-YOY-CROSS")
        return composed(wrong, random), Fault(key, "", f"{body.agency.name} does not add up", key, also)
    return draft, None
