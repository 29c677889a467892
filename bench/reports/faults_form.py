"""
Faults of form: period, citation, headings, fee statement, residue, wording, date.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from attrs import evolve

from bench.reports import sentences_aspects, sentences_closing, sentences_preamble
from bench.reports.draft import (
    Draft,
    Paragraph,
    Sentence,
    adding,
    line,
    replacing,
    without,
)
from bench.reports.facts import Facts, Fee
from bench.reports.fault import Change, Fault, Injection, fit, published
from bench.reports.forms import NUMERALS, SECTIONS

_DAYS = (("1月1日", "12月21日"), ("1月2日", "12月31日"), ("1月1日", "11月30日"))
_RESIDUES = (
    "更多内容可登录政府门户网站（具体网址）查询。",
    "该部分以表格形式报告。",
    "全年共组织培训××场次。",
    "联系电话为XX，欢迎来电咨询。",
    "全年开展检查___次。",
    "（此处填写工作亮点）",
)
_MISSING = (
    "全年共主动公开政府信息条。",
    "累计发布信息 条，较好满足了公众需求。",
    "通过门户网站共公开信息条，更新及时。",
    "全年累计发布政府信息件。",
    "政务新媒体共发布信息篇。",
    "本年度共公开 条政府信息。",
)


def _no_period(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random
    return without(draft, "period"), Fault("PRE-PERIOD-MISSING", "section:preamble", "no period")


def _period_year(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    past = evolve(facts, year=facts.year - 1)
    said = sentences_preamble.period(past, random)
    fault = Fault("PRE-PERIOD-YEAR", "section:preamble", said.text)
    return replacing(draft, "period", said), fault


def _period_value(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    said = sentences_preamble.period(draft.facts, random, days=random.choice(_DAYS))
    fault = Fault("PRE-PERIOD-VALUE", "section:preamble", said.text)
    return replacing(draft, "period", said), fault


def _citation(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021")
    defined = any("以下简称" in each.text for each in draft.paragraphs)
    said = sentences_preamble.basis(draft.facts, random, defines=defined, edition="2019")
    fault = Fault("PRE-EDITION-CITE", "section:preamble", "cites 〔2019〕60号")
    return replacing(draft, "basis", said), fault


def _undefined(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    basis = sentences_preamble.basis(facts, random, defines=False, edition=facts.edition)
    said = sentences_aspects.abbreviated(facts, random)
    changed = replacing(without(draft, "abbreviated"), "basis", basis)
    fault = Fault("WRD-ABBR-UNDEFINED", "section:overview", said.text)
    return adding(changed, "supervision", said), fault


def _no_heading(section: str, number: int) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        kept = tuple(each for each in draft.paragraphs if not _heads(each, section))
        fault = Fault(f"SEC-MISS-{number}", f"section:{section}", "heading left out")
        return evolve(draft, paragraphs=kept), fault

    return change


def _heads(paragraph: Paragraph, section: str) -> bool:
    return paragraph.kind == "heading" and paragraph.section == section


def _order(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    first, second = random.choice((("disputes", "problems"), ("problems", "other")))
    order = ["title", "preamble", *SECTIONS]
    at, to = order.index(first), order.index(second)
    order[at], order[to] = second, first
    body = [each for each in draft.paragraphs if each.kind != "signature"]
    moved = sorted(body, key=lambda each: order.index(each.section))
    moved += [each for each in draft.paragraphs if each.kind == "signature"]
    fault = Fault("SEC-ORDER", f"section:{second}", f"{second} stands before {first}")
    return evolve(draft, paragraphs=tuple(moved)), fault


def _numeral(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    section = random.choice(list(SECTIONS)[1:])
    right = NUMERALS[list(SECTIONS).index(section)]
    wrong = NUMERALS[NUMERALS.index(right) - 1]

    def change(each: Paragraph) -> Paragraph:
        text = wrong + each.text[1:]
        return line("heading", section, text) if _heads(each, section) else each

    fault = Fault("SEC-NUMERAL", f"section:{section}", f"{wrong} for {right}")
    return evolve(draft, paragraphs=tuple(map(change, draft.paragraphs))), fault


def _doubled_heading(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    section = random.choice(list(SECTIONS))
    body: list[Paragraph] = []
    for each in draft.paragraphs:
        body += [each, each] if _heads(each, section) else [each]
    fault = Fault("SEC-DUPLICATE", f"section:{section}", "heading twice")
    return evolve(draft, paragraphs=tuple(body)), fault


def _fee(rule: str, make: Callable[[Facts, Random], Sentence]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        fit(draft.facts.edition == "2021")
        fit(not draft.facts.values["requests/other_fee_unpaid/total"])
        said = make(draft.facts, random)
        alone = without(draft, "nothing") if said.topic == "nothing" else draft
        return replacing(alone, "fee", said), Fault(rule, "section:other", said.text)

    return change


def _fee_missing(facts: Facts, random: Random) -> Sentence:
    return sentences_closing.nothing(facts, random)


def _fee_incomplete(facts: Facts, random: Random) -> Sentence:
    charged = Fee(1, 0, 10 * random.randint(1, 60))
    return sentences_closing.fee_short(evolve(facts, fee=charged), random)


def _fee_tariff(facts: Facts, random: Random) -> Sentence:
    paid = 10 * random.randint(1, 60)
    charged = Fee(random.randint(1, 3), paid + random.randint(1, 9), paid)
    return sentences_closing.fee(evolve(facts, fee=charged), random)


def _fee_order(facts: Facts, random: Random) -> Sentence:
    asked = 10 * random.randint(1, 60)
    charged = Fee(random.randint(1, 3), asked, asked + 10 * random.randint(1, 20))
    return sentences_closing.fee(evolve(facts, fee=charged), random)


def _inserted(rule: str, variants: tuple[str, ...]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        said = Sentence("residue", random.choice(variants))
        part = random.choice(("management", "platform", "supervision"))
        return adding(draft, part, said), Fault(rule, "section:overview", said.text)

    return change


def _doubled_word(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    places = [
        (sentence, at)
        for paragraph in draft.paragraphs
        for sentence in paragraph.sentences
        if sentence.topic == "filler"
        for at, letter in enumerate(sentence.text)
        if letter in "的在和与对将为性"
    ]
    fit(places)
    said, at = random.choice(places)
    wrong = Sentence("doubled", said.text[: at + 1] + said.text[at:])
    body = tuple(
        evolve(
            each,
            sentences=tuple(wrong if one is said else one for one in each.sentences),
        )
        for each in draft.paragraphs
    )
    fault = Fault("WRD-CHONGFU", "section:overview", said.text[at] * 2)
    return evolve(draft, paragraphs=body), fault


def _late(rule: str, kinds: tuple[str, ...], month: int) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(facts.agency.kind in kinds)
        day = date(facts.year + 1, month, 1) + timedelta(days=random.randint(0, 60))
        return published(draft, day), Fault(rule, "document", f"published {day}")

    return change


FORM_FAULTS: dict[str, Injection] = {
    key: Injection(change)
    for key, change in {
        "PRE-PERIOD-MISSING": _no_period,
        "PRE-PERIOD-YEAR": _period_year,
        "PRE-PERIOD-VALUE": _period_value,
        "PRE-EDITION-CITE": _citation,
        **{f"SEC-MISS-{number}": _no_heading(section, number) for number, section in enumerate(SECTIONS, 1)},
        "SEC-ORDER": _order,
        "SEC-NUMERAL": _numeral,
        "SEC-DUPLICATE": _doubled_heading,
        "FEE-MISSING": _fee("FEE-MISSING", _fee_missing),
        "FEE-INCOMPLETE": _fee("FEE-INCOMPLETE", _fee_incomplete),
        "FEE-TARIFF": _fee("FEE-TARIFF", _fee_tariff),
        "FEE-ORDER": _fee("FEE-ORDER", _fee_order),
        "DOC-TEMPLATE-RESIDUE": _inserted("DOC-TEMPLATE-RESIDUE", _RESIDUES),
        "NUM-MISSING": _inserted("NUM-MISSING", _MISSING),
        "WRD-CHONGFU": _doubled_word,
        "WRD-ABBR-UNDEFINED": _undefined,
        "DAT-DEADLINE-DEPT": _late("DAT-DEADLINE-DEPT", ("department", "office"), 2),
        "DAT-DEADLINE-GOV": _late("DAT-DEADLINE-GOV", ("government",), 4),
    }.items()
}
