"""
Provinces of agencies, each with reports for several years that go on from each other and add up.

A province has counties; a county has a government, its office, bureaus and towns.  What the government reports is the sum of what they report.
Faults are within a report (`EVERY`), between years, between a government and its bodies, or between agencies.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from random import Random

from attrs import evolve, field, frozen

from bench.reports import prose
from bench.reports.agencies import Agency
from bench.reports.draft import Draft, Paragraph, Sentence, adding, narrow, without
from bench.reports.drawing import Number
from bench.reports.facts import Facts, Fee, sound_facts
from bench.reports.fault import Fault, Unfit, written
from bench.reports.faults import EVERY
from bench.reports.forms import APPLICANTS
from bench.reports.render import BARELESS, GLUED, STYLES
from bench.reports.series import dated, following
from bench.reports.variety import varied
from bench.reports.wording import percent

_FIRST = "青长石平东白望北新梅南松清临安云柳枫官龙宁泰永昌和"
_SECOND = ("溪县", "桥县", "泉县", "乐县", "坪县", "沙县", "江区", "苑区", "港区", "林区")
_BUREAUS = (
    "水利局", "教育局", "民政局", "商务局", "司法局", "审计局", "统计局", "财政局", "交通运输局", "应急管理局", "医疗保障局", "农业农村局",
)  # fmt: skip
_TOWNS = ("双塘镇", "大石镇", "枫林乡", "三合镇", "柳湾乡", "白果街道")
COUNTIES, BODIES, PROVINCES = 50, 20, 5
_YEARS = ((2021, 2022, 2023, 2024),) * 4 + ((2020, 2021, 2022, 2023),)
CLEAR = tuple(sorted(set(STYLES) - BARELESS - GLUED))
_ALL = tuple(sorted(STYLES))

# What may be wrong between reports: the rule, and those that the same cause may break.
BETWEEN: Mapping[str, tuple[str, ...]] = {
    "XYR-CARRY": (),
    "XYR-NORM-STOCK": (),
    "XYR-YEAR-COPY": (),
    "XYR-SECTION-COPY": (),
    "REQ-S5-COPY": (),
    "XYR-STALE-YEAR": ("DOC-YEAR-STALE",),
    "XYR-NUMBER-REPEAT": (),
    "PCT-YOY-CROSS": (),
    "PUB-MULTI": (),
    "PEER-COPY": (),
    "AGG-T3-SUM": ("AGG-GE-UNIT",),
    "AGG-T2-SUM": (),
    "AGG-T4-SUM": (),
    "AGG-GE-UNIT": ("AGG-T3-SUM",),
}
_OF_GOVERNMENTS = tuple(each for each in BETWEEN if each.startswith("AGG"))
_OF_BODIES = tuple(each for each in BETWEEN if not each.startswith("AGG"))


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
class _Told:
    """
    A report and last year's as they are told, where they are not as they were; another copy of it; what is wrong.
    """

    now: Draft | None = None
    last: Draft | None = None
    copy: Draft | None = None
    fault: Fault | None = None


@frozen
class _Body:
    """
    An agency, and what is true of it by year.
    """

    agency: Agency
    parent: str | None
    facts: Mapping[int, Facts] = field(factory=dict)


class Rotation:
    """
    Kinds of faults in turn, those that are behind first.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self.counts = dict.fromkeys(keys, 0)

    def waiting(self) -> list[str]:
        """
        The kinds, those that were made least often first.
        """
        return sorted(self.counts, key=lambda each: self.counts[each])

    def made(self, key: str) -> None:
        """
        One more was made.
        """
        self.counts[key] += 1


@frozen
class Turns:
    """
    The faults of all provinces, in turn.
    """

    within: Rotation = field(factory=lambda: Rotation(tuple(EVERY)))
    bodies: Rotation = field(factory=lambda: Rotation(_OF_BODIES))
    governments: Rotation = field(factory=lambda: Rotation(_OF_GOVERNMENTS))
    # The last sound report of each year that every reader can read.
    seen: dict[int, Draft] = field(factory=dict)


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
    drafts = {year: _draft(body.facts[year], random) for year in years}
    between, told = 0, _Told()
    later = [year for year in years[1:] if summed not in (year, year - 1)]
    if kind != "government" and later and random.random() < 0.5:
        between = random.choice(later)
        told = _unlike(drafts[between], drafts[between - 1], random, turns)
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


def _draft(facts: Facts, random: Random) -> Draft:
    return varied(prose.compose(facts, random), random)


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
            _more(values, random.randint(2, 9))
        elif key == "AGG-GE-UNIT":
            if facts.total("new_received") < 20:
                continue
            for each in [one for one in values if one.startswith("requests/")]:
                values[each] = 0
            _more(values, 1)
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
        return _draft(wrong, random), Fault(key, "", f"{body.agency.name} does not add up", key, also)
    return draft, None


def _more(values: dict[str, Number], number: int) -> None:
    # As many more were received and granted; the report itself adds up.
    for row in ("new_received", "granted", "disposed_total"):
        for column in (APPLICANTS[0], "total"):
            values[f"requests/{row}/{column}"] = int(values[f"requests/{row}/{column}"]) + number


def _topics(draft: Draft, section: str) -> list[Paragraph]:
    return [
        each for each in draft.paragraphs if each.section == section and each.kind not in ("heading", "table")
    ]


def _section_of(draft: Draft, other: Draft, *sections: str) -> Draft:
    """
    The draft with sections of another in place of its own.
    """
    body: list[Paragraph] = []
    for each in draft.paragraphs:
        if each.section in sections and each.kind not in ("heading", "table"):
            continue
        body.append(each)
        if each.kind == "heading" and each.section in sections:
            body += _topics(other, each.section)
    return evolve(draft, paragraphs=tuple(body))


_BARE = ("requests", "norms", "decisions", "disputes", "growth", "publicity", "training")


def _unlike(draft: Draft, last: Draft, random: Random, turns: Turns) -> _Told:
    for key in turns.bodies.waiting():
        try:
            told = _copied_of(draft, turns) if key == "PEER-COPY" else _BETWEEN[key](draft, last, random)
        except Unfit:
            continue
        turns.bodies.made(key)
        return evolve(told, fault=Fault(key, "", key, key, BETWEEN[key]))
    return _Told()


_Between = Callable[[Draft, Draft, Random], _Told]


def _carry(draft: Draft, last: Draft, random: Random) -> _Told:
    del last
    values = dict(draft.facts.values)
    more = random.randint(1, 6)
    for row in ("carried_over", "granted", "disposed_total"):
        for column in (APPLICANTS[0], "total"):
            values[f"requests/{row}/{column}"] = int(values[f"requests/{row}/{column}"]) + more
    return _Told(_draft(evolve(draft.facts, values=values), random))


def _stock(draft: Draft, last: Draft, random: Random) -> _Told:
    if draft.facts.edition != last.facts.edition:
        raise Unfit
    values = dict(draft.facts.values)
    address = "disclosure/normative_documents/in_force"
    values[address] = int(values[address]) + random.randint(2, 9)
    return _Told(_draft(evolve(draft.facts, values=values), random))


def _without_last(draft: Draft) -> Draft:
    # What was said of a year's own numbers would be wrong of another's, and that is another fault.
    return without(draft, *_BARE)


def _dated(draft: Draft, other: Draft) -> Draft:
    old, new = other.facts.year, draft.facts.year
    swap = {str(old): str(new), str(old + 1): str(new + 1), str(old - 1): str(old)}

    def moved(text: str) -> str:
        for was in sorted(swap, reverse=True):
            text = text.replace(was, f"\0{was}\0")
        for was, now in swap.items():
            text = text.replace(f"\0{was}\0", now)
        return text

    paragraphs = tuple(
        evolve(each, sentences=tuple(Sentence(one.topic, moved(one.text)) for one in each.sentences))
        for each in other.paragraphs
    )
    return evolve(other, paragraphs=paragraphs)


def _copied(*sections: str) -> _Between:
    def change(draft: Draft, last: Draft, random: Random) -> _Told:
        del random
        bare = _without_last(last)
        return _Told(_section_of(_without_last(draft), _dated(draft, bare), *sections), bare)

    return change


def _stale(draft: Draft, last: Draft, random: Random) -> _Told:
    old = [
        each
        for one in last.paragraphs
        for each in one.sentences
        if one.section == "overview"
        and each.text.startswith(f"{last.facts.year}年")
        and each.topic in ("lead", "training", "publicity")
    ]
    if not old:
        raise Unfit
    said = random.choice(old)
    first = said.text.split("。", maxsplit=1)[0] + "。"
    if any(each in first for each in "较比至起") or "上年" in first or len(first) < 14:
        raise Unfit
    if not any(each.part == "platform" for each in draft.paragraphs):
        raise Unfit
    kept = without(draft, "training") if said.topic == "training" else draft
    kept = without(kept, "publicity") if said.topic == "publicity" else kept
    return _Told(adding(kept, "platform", Sentence("stale", first)))


def _repeated(draft: Draft, last: Draft, random: Random) -> _Told:
    facts, before = draft.facts, last.facts
    if facts.edition != before.edition or facts.edition != "2021":
        raise Unfit
    rows = {key.split("/")[1] for key in facts.values if key.startswith("requests/")}
    alike = sum(int(before.values[f"requests/{row}/total"]) >= 10 for row in rows)
    if alike < 7 or any(before.values[f"requests/carried_forward/{each}"] for each in APPLICANTS):
        raise Unfit
    if any(before.values[f"requests/carried_over/{each}"] for each in APPLICANTS):
        raise Unfit
    values = {
        **facts.values,
        **{key: number for key, number in before.values.items() if key.startswith("requests/")},
    }
    if values["requests/other_fee_unpaid/total"]:
        raise Unfit
    changed = evolve(facts, values=values, channels=before.channels, fee=before.fee)
    return _Told(_draft(changed, random))


def _year_on_year(draft: Draft, last: Draft, random: Random) -> _Told:
    now, before = draft.facts.total("new_received"), last.facts.total("new_received")
    if before < 10 or now <= before:
        raise Unfit
    wrong = percent(now - before, before, 1) + random.randint(3, 9)
    said = say_growth(now, wrong)
    return _Told(adding(without(draft, "requests"), "requests", said))


def say_growth(now: int, share: Decimal) -> Sentence:
    """
    How many came, and by how much that grew.
    """
    return Sentence("wrong", f"全年收到政府信息公开申请{now}件，比上年增长{share}%。")


def _twice(draft: Draft, last: Draft, random: Random) -> _Told:
    del last
    values = dict(draft.facts.values)
    _more(values, random.randint(1, 5))
    facts = evolve(draft.facts, values=values, channels=(int(values["requests/new_received/total"]), 0, 0))
    return _Told(copy=_draft(facts, random))


def _copied_of(draft: Draft, turns: Turns) -> _Told:
    other = turns.seen.pop(draft.facts.year, None)
    if (
        other is None
        or other.facts.agency == draft.facts.agency
        or len("".join(each.text for each in _topics(other, "problems"))) < 130
    ):
        raise Unfit
    return _Told(_section_of(draft, other, "problems"))


_BETWEEN: Mapping[str, _Between] = {
    "XYR-CARRY": _carry,
    "XYR-NORM-STOCK": _stock,
    "XYR-YEAR-COPY": _copied("overview", "problems"),
    "XYR-SECTION-COPY": _copied("overview"),
    "REQ-S5-COPY": _copied("problems"),
    "XYR-STALE-YEAR": _stale,
    "XYR-NUMBER-REPEAT": _repeated,
    "PCT-YOY-CROSS": _year_on_year,
    "PUB-MULTI": _twice,
}
