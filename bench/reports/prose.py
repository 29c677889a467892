"""
Builds the text of a report; every sentence in it is true of the facts.
"""

from collections.abc import Callable
from random import Random

from attrs import evolve

from bench.reports import (
    sentences_aspects,
    sentences_closing,
    sentences_counts,
    sentences_preamble,
    sentences_scopes,
    tables,
)
from bench.reports import sentences_requests as requests
from bench.reports import sentences_shares as shares
from bench.reports.draft import (
    Chrome,
    Draft,
    Paragraph,
    Sentence,
    adding,
    line,
)
from bench.reports.facts import Facts
from bench.reports.forms import NUMERALS, SECTIONS

_HEADINGS = {
    "overview": ("总体工作情况", "工作总体情况"),
    "disclosure": ("主动公开政府信息的情况", "行政机关主动公开政府信息情况"),
    "requests": ("收到和处理政府信息公开申请的情况",),
    "disputes": (
        "政府信息公开行政复议和行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    "problems": ("政府信息公开工作存在的主要问题及改进情况", "存在问题及改进情况"),
    "other": ("其他报告的事项",),
}


def compose(facts: Facts, random: Random) -> Draft:
    """
    A sound report on these facts.
    """
    body: list[Paragraph] = [*_title(facts, random), *_preamble(facts, random)]
    for section in SECTIONS:
        body.append(line("heading", section, heading(section, random)))
        body += _SECTIONS[section](facts, random)
    if random.random() < 0.2:
        day = facts.published
        text = f"{facts.agency.name}{day.year}年{day.month}月{day.day}日"
        body.append(line("signature", "other", text))
    draft = Draft(
        facts=facts,
        paragraphs=tuple(body),
        tables=tables.build(facts.values, facts.edition, random),
        chrome=_chrome(random),
        half_width=random.random() < 0.5,
    )
    defined = any("以下简称《条例》" in each.text for each in draft.paragraphs)
    if defined and random.random() < 0.5:
        draft = adding(draft, "supervision", sentences_aspects.abbreviated(facts, random))
    return evolve(draft, facts=evolve(facts, stated=draft.topics()))


def heading(section: str, random: Random) -> str:
    """
    A heading with its numeral, now and then in tolerated words.
    """
    numeral = NUMERALS[list(SECTIONS).index(section)]
    common = SECTIONS[section]
    text = random.choice(_HEADINGS[section]) if random.random() < 0.05 else common
    return f"{numeral}、{text}"


def _chrome(random: Random) -> Chrome:
    return Chrome(
        breadcrumb=random.random() < 0.3,
        dateline=random.random() < 0.5,
        index=random.random() < 0.15,
        footer=random.random() < 0.3,
        lone_zero=random.random() < 0.15,
    )


def _title(facts: Facts, random: Random) -> list[Paragraph]:
    text = sentences_preamble.title(facts, random).text
    name = facts.agency.name
    if text.startswith(name) and random.random() < 0.15:
        return [
            line("title", "title", name),
            line("title", "title", text[len(name) :].strip()),
        ]
    return [line("title", "title", text)]


def _preamble(facts: Facts, random: Random) -> list[Paragraph]:
    basis = sentences_preamble.basis(facts, random, defines=random.random() < 0.6, edition=facts.edition)
    spoken = [basis]
    if random.random() < 0.35:
        spoken.append(sentences_preamble.composition(facts, random))
    spoken.append(sentences_preamble.period(facts, random))
    if random.random() < 0.35:
        spoken.append(sentences_preamble.electronic(facts, random))
    if random.random() < 0.35:
        spoken.append(sentences_preamble.contact(facts, random))
    at = random.choice((len(spoken), len(spoken), 1))
    pieces = [piece for piece in (spoken[:at], spoken[at:]) if piece]
    return [Paragraph("preamble", "preamble", tuple(piece), "preamble") for piece in pieces]


def _overview(facts: Facts, random: Random) -> list[Paragraph]:
    marks = random.choice(("（{}）{}。", "（{}）{}。", "（{}）{}\n", "（{}）{}：", "{1}。"))
    body = [Paragraph("text", "overview", (sentences_aspects.lead(facts, random),), "lead")]
    for at, (aspect, names) in enumerate(sentences_aspects.ASPECTS.items()):
        head = marks.format("一二三四五"[at], random.choice(names[:1] * 3 + names))
        said = _aspect(facts, random, aspect)
        if head.endswith("\n"):
            body.append(line("subheading", "overview", head[:-1]))
            head = ""
        opening = (Sentence("subheading", head),) if head else ()
        body.append(Paragraph("text", "overview", (*opening, *said), aspect))
    return body


def _aspect(facts: Facts, random: Random, aspect: str) -> list[Sentence]:
    said = sentences_aspects.filler(facts, random, aspect, random.choice((1, 2, 2)))
    if aspect == "proactive":
        said += _numbers(facts, random)
    if aspect == "requests":
        said += request_sentences(facts, random)
    if aspect == "platform" and random.random() < 0.4:
        said.append(sentences_counts.growth(facts, random))
    if aspect == "supervision":
        said += _supervision(facts, random)
    return said


def _numbers(facts: Facts, random: Random) -> list[Sentence]:
    said = []
    if random.random() < 0.7:
        said.append(sentences_counts.publicity(facts, random))
    if facts.edition == "2021" and random.random() < 0.5:
        said.append(sentences_counts.norms(facts, random))
    if facts.agency.kind in {"government", "office"} and random.random() < 0.15:
        said.append(sentences_scopes.other_norms(facts, random))
    if facts.edition == "2021" and facts.agency.kind == "department" and random.random() < 0.3:
        said.append(sentences_counts.decisions(facts, random))
    return said


def _supervision(facts: Facts, random: Random) -> list[Sentence]:
    said = []
    if random.random() < 0.5:
        said.append(sentences_counts.training(facts, random))
    if facts.agency.owes_results:
        said += sentences_aspects.results(facts, random)
    return said


def request_sentences(facts: Facts, random: Random) -> list[Sentence]:
    """
    What the text says of requests: a core, and details that may distract.
    """
    taken = facts.total("new_received") + facts.total("carried_over")
    said = [requests.none(facts, random)] if not taken else _core(facts, random) + _details(facts, random)
    if random.random() < 0.3:
        said.append(requests.other_business(facts, random))
    if facts.agency.kind == "government" and random.random() < 0.1:
        said.append(sentences_scopes.other_disputes(facts, random))
    return said


def _core(facts: Facts, random: Random) -> list[Sentence]:
    style = random.random()
    if style < 0.1:
        return []
    if style < 0.5:
        return [requests.balance(facts, random)]
    if style < 0.6:
        return [requests.handled(facts, random)]
    said = [requests.received(facts, random)]
    if facts.total("carried_over"):
        said.append(requests.carried_in(facts, random))
    said.append(requests.closed(facts, random))
    said.append(requests.carried_out(facts, random))
    return said


def _details(facts: Facts, random: Random) -> list[Sentence]:
    said = []
    received, closed = facts.total("new_received"), facts.total("disposed_total")
    if received > 1:
        chances: tuple[tuple[float, _Saying], ...] = (
            (0.25, shares.by_type),
            (0.15, shares.type_shares),
            (0.2, requests.channels),
            (0.15, requests.part),
            (0.1, requests.last_year),
            (0.1, sentences_scopes.year_on_year),
            (0.1, requests.no_fax),
        )
        said += _some(facts, random, chances)
    if closed:
        said += _some(
            facts,
            random,
            ((0.25, shares.by_result), (0.2, shares.result_shares), (0.2, requests.timely)),
        )
    if closed and not facts.total("carried_forward") and random.random() < 0.25:
        said.append(requests.all_closed(facts, random))
    return said


_Saying = Callable[[Facts, Random], Sentence]


def _some(facts: Facts, random: Random, chances: tuple[tuple[float, _Saying], ...]) -> list[Sentence]:
    return [saying(facts, random) for chance, saying in chances if random.random() < chance]


def _tabled(section: str) -> Paragraph:
    return Paragraph("table", section)


def _disclosure(_facts: Facts, _random: Random) -> list[Paragraph]:
    return [_tabled("disclosure")]


def _requests(_facts: Facts, _random: Random) -> list[Paragraph]:
    return [_tabled("requests")]


def _disputes(facts: Facts, random: Random) -> list[Paragraph]:
    if random.random() < 0.5:
        return [_tabled("disputes")]
    said = sentences_counts.disputes(facts, random)
    return [Paragraph("text", "disputes", (said,), "disputes"), _tabled("disputes")]


def _problems(facts: Facts, random: Random) -> list[Paragraph]:
    said = sentences_closing.problems(facts, random)
    if random.random() < 0.5:
        return [Paragraph("text", "problems", tuple(said), "problems")]
    return [Paragraph("text", "problems", (each,), "problems") for each in said]


def _other(facts: Facts, random: Random) -> list[Paragraph]:
    said = []
    if facts.edition == "2021":
        said.append(sentences_closing.fee(facts, random))
    if not said or random.random() < 0.5:
        said.append(sentences_closing.nothing(facts, random))
    return [Paragraph("text", "other", tuple(said), "other")]


_SECTIONS: dict[str, Callable[[Facts, Random], list[Paragraph]]] = {
    "overview": _overview,
    "disclosure": _disclosure,
    "requests": _requests,
    "disputes": _disputes,
    "problems": _problems,
    "other": _other,
}
