"""
Faults of what the text tells of the tables, or of itself where there are none.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from attrs import evolve

from bench.reports.draft import Draft, adding, without
from bench.reports.facts import Facts
from bench.reports.fault import Change, Fault, Injection, fit, other_number
from bench.reports.wording import say

_HERE = "section:overview"


def _false(rule: str, texts: tuple[str, ...], value: Callable[[Facts], int], *, drops: tuple[str, ...] = ("requests",),
           part: str = "requests", suits: Callable[[Facts], object] = lambda _: True, also: tuple[str, ...] = (),
           true: Callable[[Facts], tuple[int, ...]] = lambda _: ()) -> Change:  # fmt: skip
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(suits(facts))
        right = value(facts)
        wrong = other_number(random, right, *true(facts))
        said = say("wrong", texts, facts, random, wrong=wrong, right=right)
        changed = adding(without(draft, *drops), part, said)
        return changed, Fault(rule, _HERE, said.text, f"it is {right}", also=also)

    return change


def _norm(column: str) -> Callable[[Facts], int]:
    return lambda facts: facts.norms(column)


def _in_2021(facts: Facts) -> bool:
    return facts.edition == "2021"


def _taken(facts: Facts) -> bool:
    return facts.edition == "2021" and facts.total("disposed_total") > 0


def _every(facts: Facts) -> tuple[int, ...]:
    return tuple(
        {
            int(each)
            for address, each in facts.values.items()
            if address.startswith(("requests/", "disputes/"))
        }
    )


_LOST = ("TBL2-MISSING", "TBL3-MISSING", "TBL4-MISSING", "DOC-EMPTY-SECTION", "EXT-TABLE-LOST")


def _lost(draft: Draft) -> Draft:
    """
    The draft as it is where tables got lost on the way.
    """
    bare = without(draft, "requests", "disputes", "norms", "decisions")
    return evolve(bare, paragraphs=tuple(each for each in bare.paragraphs if each.kind != "table"))


def _without_tables(rule: str, *texts: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(_taken(facts))
        bare = _lost(draft)
        said = say("wrong", texts, facts, random, wrong=facts.total("disposed_total") + random.randint(1, 9),
                   more=facts.total("new_received") + facts.total("carried_over") + random.randint(2, 9))  # fmt: skip
        return adding(bare, "requests", said), Fault(rule, _HERE, said.text, also=_LOST)

    return change


def _channels(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    received = facts.total("new_received")
    fit(received >= 6)
    a = received // 2
    b = received - a - random.randint(1, 2) - 1
    fit(b > 0)
    said = say("wrong", (
        "{Y}年收到政府信息公开申请{received}件，按申请渠道分，网络申请{a}件、信函申请{b}件、当面申请1件。",
        "收到政府信息公开申请{received}件，申请方式为网络申请{a}件、信函申请{b}件、当面申请1件。",
    ), facts, random, a=a, b=b)  # fmt: skip
    fit(a + b + 1 != received)
    return adding(without(draft, "requests"), "requests", said), Fault("NAR-T3-CHANNEL-SUM", _HERE, said.text)


def _no_loss(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    lost = sum(
        int(facts.values[f"disputes/{row}/corrected"])
        for row in ("litigation_direct", "litigation_after_reconsideration")
    )
    fit(lost)
    said = say(
        "wrong",
        (
            "政府信息公开行政诉讼案件保持零败诉。",
            "全年因政府信息公开引发的行政诉讼零败诉。",
            "政府信息公开行政诉讼无一败诉。",
        ),
        facts,
        random,
    )
    return adding(without(draft, "disputes"), "supervision", said), Fault(
        "NAR-T4-NOLOSS", _HERE, f"{lost} lost"
    )


def _of_department(facts: Facts) -> bool:
    return _in_2021(facts) and facts.agency.kind == "department"


def _applicants(facts: Facts) -> int:
    return facts.of("new_received", "natural_person")


def _of_natural_persons(facts: Facts) -> tuple[int, ...]:
    # Of natural persons' requests, as many are new, had come before, were closed; a sentence may speak of any.
    new, before, closed = (
        facts.of(row, "natural_person") for row in ("new_received", "carried_over", "disposed_total")
    )
    return new + before, closed


TOLD_FAULTS: dict[str, Injection] = {
    "NAR-T3-TEXT-BALANCE": Injection(_without_tables("NAR-T3-TEXT-BALANCE", "{Y}年新收政府信息公开申请{received}件，上年结转{over}件，办结{wrong}件，结转下年度{forward}件。", "本年度收到政府信息公开申请{received}件，上年结转{over}件，共办结{wrong}件，结转下一年度继续办理{forward}件。")),
    "NAR-SELF-CONFLICT": Injection(_without_tables("NAR-SELF-CONFLICT", "{Y}年，{we}收到政府信息公开申请{received}件。全年共收到政府信息公开申请{more}件，均依法答复。", "本年度新收政府信息公开申请{received}件，{we}共收到政府信息公开申请{more}件。")),
    "NAR-T3-CHANNEL-SUM": Injection(_channels),
    "NAR-T3-BYTYPE": Injection(_false("NAR-T3-BYTYPE", ("在新收的政府信息公开申请中，自然人申请{wrong}件。", "新收政府信息公开申请{received}件，其中自然人申请{wrong}件。"), _applicants, true=_of_natural_persons, suits=lambda facts: _taken(facts) and facts.total("new_received") > 3, also=("NUM-PART-EXCEEDS", "NUM-PARTS-EXCEED"))),
    "NAR-T3-BYRESULT": Injection(_false("NAR-T3-BYRESULT", ("在办结的申请中，予以公开{wrong}件。", "从办理结果看，予以公开{wrong}件。"), lambda facts: facts.total("granted"), suits=_taken, true=_every, also=("NUM-PART-EXCEEDS",))),
    "NAR-T3-NOCARRY": Injection(_false("NAR-T3-NOCARRY", ("全年政府信息公开申请无结转下年度办理的情况。", "本年度没有结转下年度继续办理的政府信息公开申请。"), lambda facts: facts.total("carried_forward"), suits=lambda facts: facts.total("carried_forward") > 0)),
    "NAR-T4-COMBINED": Injection(_false("NAR-T4-COMBINED", ("全年发生政府信息公开行政复议和行政诉讼案件{wrong}件。", "因政府信息公开引发的行政复议、行政诉讼案件共{wrong}件。"), lambda facts: facts.disputed("reconsideration") + facts.disputed("litigation"), drops=("disputes",), true=_every)),
    "NAR-T4-NOLOSS": Injection(_no_loss),
    "NAR-T4-RECON-RESULT": Injection(_false("NAR-T4-RECON-RESULT", ("因政府信息公开被申请行政复议{recon}件，其中维持{wrong}件。", "政府信息公开行政复议案件{recon}件，结果维持{wrong}件。"), lambda facts: int(facts.values["disputes/reconsideration/upheld"]), drops=("disputes",), suits=lambda facts: facts.disputed("reconsideration") > 4, also=("NUM-PART-EXCEEDS", "NUM-PARTS-EXCEED"))),
    "NAR-T2-NONE": Injection(_false("NAR-T2-NONE", ("{Y}年未制发行政规范性文件。", "本年度没有制定行政规范性文件。"), _norm("issued"), drops=("norms",), part="proactive", suits=lambda facts: _in_2021(facts) and facts.norms("issued") > 0, also=("NAR-T2-NORM-ISSUED",))),
    "NAR-T2-REPEALED": Injection(_false("NAR-T2-REPEALED", ("全年废止行政规范性文件{wrong}件。", "{Y}年，{we}废止行政规范性文件{wrong}件。"), _norm("repealed"), drops=("norms",), part="proactive", suits=_in_2021)),
    "NAR-T2-PERMIT": Injection(_false("NAR-T2-PERMIT", ("全年作出行政许可决定{wrong}件。", "{Y}年，{we}办理行政许可{wrong}件。"), lambda facts: int(facts.values["disclosure/licences/decisions"]), drops=("decisions",), part="proactive", suits=_of_department)),
    "NAR-T2-PERMIT/penalty": Injection(_false("NAR-T2-PERMIT", ("全年作出行政处罚决定{wrong}件。", "{Y}年，{we}作出行政处罚{wrong}件。"), lambda facts: int(facts.values["disclosure/penalties/decisions"]), drops=("decisions",), part="proactive", suits=_of_department)),
    "NAR-T2-FEE": Injection(_false("NAR-T2-FEE", ("全年行政事业性收费{wrong}万元。", "{Y}年，{we}收取行政事业性收费{wrong}万元。"), lambda facts: int(Decimal(facts.values["disclosure/administrative_fees/amount"])), drops=("decisions",), part="proactive", suits=lambda facts: _of_department(facts) and facts.values["disclosure/administrative_fees/amount"] > 20, true=lambda facts: (round(Decimal(facts.values["disclosure/administrative_fees/amount"])),))),
}  # fmt: skip
