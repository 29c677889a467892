"""
Faults of sections and headings: what they lack, repeat or have too much of.
"""

from datetime import date, timedelta
from random import Random

from attrs import evolve

from bench.reports.draft import Draft, Paragraph, Sentence, by_paragraph, line, without
from bench.reports.fault import Change, Fault, Injection, fit, published
from bench.reports.wording import say

_HERE = "section:overview"


def _problems(rule: str, topic: str, *texts: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        said = say(topic, texts, draft.facts, random)
        kept = without(draft, "problems", "measures")
        body: list[Paragraph] = []
        for each in kept.paragraphs:
            body.append(each)
            if each.kind == "heading" and each.section == "problems":
                body.append(Paragraph("text", "problems", (said,), "problems"))
        return evolve(kept, paragraphs=tuple(body)), Fault(rule, "section:problems", said.text)

    return change


def _empty(section: str, rule: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        gone = [each for each in draft.paragraphs if each.section == section and each.kind != "heading"]
        kept = tuple(each for each in draft.paragraphs if each not in gone)
        bare = evolve(draft.chrome, footer=False, lone_zero=False)
        return evolve(draft, paragraphs=kept, chrome=bare), Fault(
            rule,
            f"section:{section}",
            "nothing in it",
            also=("DOC-EMPTY-SECTION", "REQ-S6-EMPTY", "FEE-MISSING"),
        )

    return change


def _last(rule: str, drops: tuple[str, ...], *texts: str, also: tuple[str, ...] = ()) -> Change:
    """
    Section six with another paragraph at its end, and without a year in what stands before.
    """

    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(facts.edition == "2021" and not facts.fee.notices)
        said = say("wrong", texts, facts, random, m=random.randint(2, 9), n=random.randint(20, 90))
        fee = Sentence(
            "fee",
            random.choice(
                (
                    "本年度未收取信息处理费。",
                    "全年未发出信息处理费收费通知，通知收取金额0元，实际收取金额0元。",
                )
            ),
        )
        body = [each for each in without(draft, *drops, "fee").paragraphs if each.kind != "signature"]
        signed = [each for each in draft.paragraphs if each.kind == "signature"]
        more = (Paragraph("text", "other", (fee,), "other"), Paragraph("text", "other", (said,), "wrong"))
        return evolve(draft, paragraphs=(*body, *more, *signed)), Fault(
            rule, "section:other", said.text, also=also
        )

    return change


def _extra(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    name = random.choice(("回应解读情况", "下一步工作打算", "重点领域信息公开情况"))
    more = (line("heading", "other", f"七、{name}"), line("text", "other", "持续做好各项工作，进展顺利。"))
    body = [each for each in draft.paragraphs if each.kind != "signature"]
    signed = [each for each in draft.paragraphs if each.kind == "signature"]
    return evolve(draft, paragraphs=(*body, *more, *signed)), Fault("SEC-EXTRA", "document", name)


def _sub_sequence(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random
    heads = [
        each
        for each in draft.paragraphs
        for one in each.sentences
        if one.topic == "subheading" and one.text.startswith("（三）")
    ]
    heads += [
        each for each in draft.paragraphs if each.kind == "subheading" and each.text.startswith("（三）")
    ]
    fit(len(heads) == 1)
    (third,) = heads

    def swap(each: Paragraph) -> Paragraph:
        if each is not third:
            return each
        every = tuple(Sentence(one.topic, one.text.replace("（三）", "（二）", 1)) for one in each.sentences)
        return evolve(each, sentences=every)

    return by_paragraph(draft, swap), Fault("SEC-SUB-SEQ", _HERE, "（二） twice")


def _level_mix(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random

    def swap(each: Paragraph) -> Paragraph:
        every = []
        for one in each.sentences:
            text = one.text
            if (
                (one.topic == "subheading" or each.kind == "subheading")
                and text[0] == "（"
                and text[2] == "）"
            ):
                text = f"{text[1]}、{text[3:]}"
            every.append(Sentence(one.topic, text))
        return evolve(each, sentences=tuple(every))

    changed = by_paragraph(draft, swap)
    fit(changed.paragraphs != draft.paragraphs)
    # On a line of their own, as headings are.
    fit(any(each.kind == "subheading" for each in draft.paragraphs))
    return changed, Fault("SEC-LEVEL-MIX", _HERE, "一、 inside 一、")


def _duplicate(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    long = [
        each
        for each in draft.paragraphs
        if each.kind == "text" and each.section == "overview" and len(each.text) >= 60
    ]
    fit(long)
    again = random.choice(long)
    sentences = tuple(each for each in again.sentences if each.topic != "subheading")
    fit(sum(len(each.text) for each in sentences) >= 50)
    copy = Paragraph("text", "overview", sentences, "copy")
    body: list[Paragraph] = []
    for each in draft.paragraphs:
        body.append(each)
        if each is again:
            body += [copy, copy]
    return evolve(draft, paragraphs=tuple(body)), Fault("DOC-DUPLICATE-PARA", _HERE, "a paragraph twice")


def _published(rule: str, days: tuple[int, int]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        day = date(draft.facts.year + 1, 1, 1) - timedelta(days=random.randint(*days))
        return published(draft, day), Fault(rule, "document", f"published {day}")

    return change


PART_FAULTS: dict[str, Injection] = {
    "REQ-S5-MEASURE": Injection(_problems("REQ-S5-MEASURE", "problems", "当前存在的问题是：政策解读形式单一，栏目更新滞后，人员流动频繁，与群众的期待有差距。", "{we}存在以下不足：公开内容不够丰富，答复文书质量不高，协同不够紧密。")),
    "REQ-S5-PROBLEM": Injection(_problems("REQ-S5-PROBLEM", "measures", "{next}年，{we}将继续抓好政务公开，丰富解读形式，及时更新栏目，组织业务学习，让群众看得到、看得懂。", "今后，{we}将拓宽公开渠道，加强队伍建设，持续做好各项工作。")),
    "REQ-S5-THIN": Injection(_problems("REQ-S5-THIN", "problems", "存在问题：解读不够。改进：加强解读。", "问题是更新不及时，下一步将改进。")),
    "REQ-S6-EMPTY": Injection(_empty("other", "REQ-S6-EMPTY")),
    "DOC-EMPTY-SECTION": Injection(_empty("problems", "DOC-EMPTY-SECTION")),
    "SEC-EXTRA": Injection(_extra),
    "DOC-YEAR-STALE": Injection(_last("DOC-YEAR-STALE", ("nothing",), "{last}年，没有其他需要报告的事项。", "{last}年，共组织业务培训{m}次。", "{last}年度，累计发布政策解读{n}篇。", also=("DOC-YEAR-CONFLICT", "XYR-STALE-YEAR")), frozenset({"glued", "inline"})),
    "REQ-S6-CONTRADICT": Injection(_last("REQ-S6-CONTRADICT", ("nothing",), "无其他需要报告的事项。一是持续推进基层政务公开标准化规范化；二是完成了专栏改版。", "无。一是改造了政务公开专区；二是新增查询设备{m}台。"), frozenset({"glued", "inline"})),
    "SEC-SUB-SEQ": Injection(_sub_sequence),
    "SEC-LEVEL-MIX": Injection(_level_mix),
    "DOC-DUPLICATE-PARA": Injection(_duplicate, frozenset({"glued", "inline"})),
    "DAT-TOO-EARLY": Injection(_published("DAT-TOO-EARLY", (3, 120))),
}  # fmt: skip
