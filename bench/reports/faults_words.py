"""
Faults of wording: a sentence too many that nobody would let pass, and slips in title, preamble, headings and closing.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

from attrs import evolve

from bench.reports.draft import Draft, Paragraph, Sentence, adding, line, replacing, without
from bench.reports.fault import Change, Fault, Injection, Unfit, card, fit, identity, published
from bench.reports.wording import cut_percent, percent, words

_HERE = "section:overview"
_OVERVIEW_PARTS = ("management", "platform", "supervision")

# Sentences that are wrong wherever they stand.
_SAID: Mapping[str, tuple[str, ...]] = {
    "DOC-YEAR-RANGE": ("截至{far}年底，各公开栏目运行平稳。", "{far}年，各公开栏目均按要求更新。"),
    "DAT-INVALID": ("截至{Y}年11月31日，各公开栏目运行平稳。", "{Y}年2月30日，召开工作推进会。", "9月31日前完成栏目自查。"),
    "DAT-FUTURE-FACT": ("{next}年，{we}共公开政府信息{n}条。", "{next}年，{we}共发布信息{n}条。"),
    "WRD-JIEZHI": ("截止{Y}年底，各栏目运行平稳。", "截止{Y}年12月31日，各栏目均已更新。"),
    "WRD-TYPO": ("及时回应群众述求。", "认真梳理企业述求，逐条研究办理。"),
    "PUN-ASCII-STOP": ("认真做好信息发布审核工作.", "全面落实信息发布审核责任."),
    "PUN-BRACKET": ("健全公开制度（含审核、发布制度，责任落实到人。", "严格执行“三审三校制度，确保内容准确。"),
    "GBN-YEAR-2DIGIT": ("{short}年底，各栏目更新完毕。", "{short}年度，组织开展栏目自查。"),
    "DOC-ENCODING": ("各栏目锟斤拷运行平稳。", "公开内容\ufffd\ufffd更新及时。"),
    "NUM-UNIT-SCALE": ("全年公开信息{both}万条，其中网站{a}条、报刊{b}条。",),
    "NUM-PARTS-SUM": ("公开信息包括政策文件{a}条、工作动态{b}条，合计{less}条。",),
    "NUM-PART-EXCEEDS": ("举办培训{k}期，其中专题培训{more}期。", "编发简报{k}期，其中专刊{more}期。"),
    "NUM-CHANGE": ("公报赠阅点{more}个，比上年的{k}个减少{step}个。",),
    "PCT-RANGE": ("群众满意率达10{digit}%。", "栏目更新及时率为1{digit}0%。"),
    "PCT-SIGN": ("公开查阅点由{more}个增加到{k}个。", "信息公开专栏由{k}个减少到{more}个。"),
    "PCT-RATE": ("全年排查问题{more}个，已整改{k}个，整改率{rate}%。",),
    "PCT-GROWTH-TRUNC": ("查阅点由{thirds}个增加到{risen}个，增幅{cut}%。",),
    "PII-MOBILE": ("联系电话：139{mobile}。", "咨询电话13{digit}{mobile}。"),
    "PII-ID": ("退费申请人的公民身份号码为{identity}。", "申请人身份证号：{identity}。"),
    "PII-BANKCARD": ("退费至申请人账户{card}。",),
    "REF-ARTICLE": ("严格落实《中华人民共和国政府信息公开条例》第五十八条规定。",),
    "REF-DOCNO-FORM": ("落实《{place}政务公开工作要点》（{first}政办发〔{Y}〕第{k}号）要求。",),
    "REF-FUTURE": ("落实《{place}政务公开工作要点》（{first}政办发〔{far}〕{k}号）要求。",),
}  # fmt: skip
_ALSO: Mapping[str, tuple[str, ...]] = {
    "DOC-YEAR-RANGE": ("DOC-YEAR-CONFLICT", "DAT-FUTURE-FACT"),
    "NUM-CHANGE": ("PCT-SIGN",),
    "REF-FUTURE": ("DOC-YEAR-RANGE",),
    "PII-MOBILE": ("PRE-CONTACT-PERSON",),
    "PCT-RANGE": ("PCT-RATE",),
    "NUM-UNIT-SCALE": ("NUM-PARTS-EXCEED",),
    "DOC-ENCODING": ("PUN-BRACKET",),
}


def _identity(random: Random) -> str:
    day = date(1950, 1, 1) + timedelta(days=random.randint(0, 18_000))
    return identity(f"11010119{day:%y%m%d}{random.randint(0, 999):03}")


def _card(random: Random) -> str:
    return card(f"622202{random.randint(0, 10**12 - 1):012}")


def _filled(draft: Draft, random: Random) -> dict[str, object]:
    facts = draft.facts
    a, b, k = random.randint(200, 9000), random.randint(200, 9000), random.randint(4, 40)
    step = random.randint(1, 3)
    thirds = random.choice((30, 60, 90))
    risen = thirds + thirds // 30 * random.choice((2, 5, 11, 17))
    more = k + step
    rates = percent(k, more, 0)
    return {
        **words(facts),
        "far": facts.year + random.randint(30, 70),
        "short": facts.year % 100,
        "n": random.randint(20, 400),
        "a": a, "b": b, "both": a + b, "less": a + b - random.randint(5, 90),
        "k": k, "more": more, "step": step,
        "digit": random.randint(2, 8),
        "rate": rates + (3 if rates < 90 else -7),
        "thirds": thirds, "risen": risen, "cut": cut_percent(risen - thirds, thirds, 0),
        "mobile": f"{random.randint(0, 10**8 - 1):08}",
        "identity": _identity(random), "card": _card(random),
        "first": facts.agency.place[0],
    }  # fmt: skip


def _inserted(rule: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        text = random.choice(_SAID[rule]).format(**_filled(draft, random))
        if rule == "PCT-GROWTH-TRUNC":
            a, b, p = map(int, re.findall(r"\d+", text))
            fit(percent(b - a, a, 0) != p)
        changed = adding(draft, random.choice(_OVERVIEW_PARTS), Sentence("fault", text))
        return changed, Fault(rule, _HERE, text, also=_ALSO.get(rule, ()))

    return change


def _respoken(rule: str, kind: str, place: str, edit: Callable[[str, Draft], str], *also: str) -> Change:
    """
    The first paragraph or sentence of a kind with other words.
    """

    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        for paragraph in draft.paragraphs:
            for said in paragraph.sentences:
                text = edit(said.text, draft) if said.topic == kind else said.text
                if text != said.text:
                    sentences = tuple(
                        Sentence(kind, text) if one is said else one for one in paragraph.sentences
                    )
                    new = evolve(paragraph, sentences=sentences)
                    body = tuple(new if each is paragraph else each for each in draft.paragraphs)
                    return evolve(draft, paragraphs=body), Fault(rule, place, text, also=also)
        raise Unfit

    return change


def _swapped(old: str, new: str) -> Callable[[str, Draft], str]:
    return lambda text, _draft: text.replace(old, new)


def _closing(rule: str, section: str, texts: tuple[str, ...], *also: str) -> Change:
    """
    Sections five and six with nothing but these paragraphs.
    """

    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        body: list[Paragraph] = []
        for each in draft.paragraphs:
            if each.section != section or each.kind == "signature":
                body.append(each)
            elif each.kind == "heading":
                body.append(each)
                body += [line("text", section, text.format(**words(draft.facts))) for text in texts]
        return evolve(draft, paragraphs=tuple(body)), Fault(
            rule, f"section:{section}", "".join(texts), also=also
        )

    return change


def _without_results(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random
    fit(draft.facts.agency.kind == "government")
    also = ("REQ-S1-GOV-ASSESS", "REQ-S1-GOV-SOCIAL")
    return without(draft, "results"), Fault("REQ-S1-GOV-ACCOUNT", _HERE, "no results", also=also)


def _extra(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    heading = random.choice(("七、下一年度工作打算", "七、回应解读情况"))
    body = [each for each in draft.paragraphs if each.kind != "signature"]
    body += [line("heading", "extra", heading), line("text", "extra", "继续做好各项公开工作。")]
    return evolve(draft, paragraphs=tuple(body)), Fault("SEC-EXTRA", "section:other", heading)


def _twice(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    text = "围绕财政预决算、民生保障、公共资源配置、社会救助、环境保护等领域，{we}及时更新公开内容，方便群众查询和监督。".format(
        **words(draft.facts)
    )
    first, second = random.sample(("management", "platform", "supervision", "requests"), 2)
    body: list[Paragraph] = []
    for each in draft.paragraphs:
        body.append(each)
        if each.part in {first, second}:
            body.append(line("text", "overview", text))
    return evolve(draft, paragraphs=tuple(body)), Fault("DOC-DUPLICATE-PARA", _HERE, text)


def _sub_sequence(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random
    numbered = [
        each for each in draft.paragraphs if each.text.startswith("（三）") and each.section == "overview"
    ]
    fit(numbered)
    wrong = evolve(numbered[0], sentences=(
        evolve(numbered[0].sentences[0], text="（二）" + numbered[0].sentences[0].text[3:]), *numbered[0].sentences[1:],
    ))  # fmt: skip
    body = tuple(wrong if each is numbered[0] else each for each in draft.paragraphs)
    return evolve(draft, paragraphs=body), Fault("SEC-SUB-SEQ", _HERE, "（二） twice")


def _early(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    day = date(draft.facts.year, 12, 1) + timedelta(days=random.randint(0, 28))
    return published(draft, day), Fault("DAT-TOO-EARLY", "document", f"published {day}")


def _fee(rule: str, text: str, *also: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        fit(draft.facts.edition == "2021")
        unpaid = draft.facts.total("other_fee_unpaid")
        fit((unpaid > 0) == (rule == "FEE-UNPAID-ROW"))
        said = text.format(**words(draft.facts), yuan=10 * random.randint(2, 60))
        return replacing(draft, "fee", Sentence("fee", said)), Fault(rule, "section:other", said, also=also)

    return change


_TITLE = "政府信息公开工作年度报告"
# Where the whole page is one line, nothing but its year tells a title from what stands around it, and no paragraph from another.
_AVOID = {"DOC-TITLE-NOYEAR": frozenset({"glued"}), "DOC-DUPLICATE-PARA": frozenset({"glued", "inline"})}
WORD_FAULTS: dict[str, Injection] = {
    key: Injection(change, _AVOID.get(key, frozenset()))
    for key, change in {
        **{rule: _inserted(rule) for rule in _SAID},
        "DOC-TITLE-WORD": _respoken("DOC-TITLE-WORD", "title", "title", _swapped(_TITLE, "政府信息公开工作总结")),
        "DOC-TITLE-WORD/short": _respoken("DOC-TITLE-WORD", "title", "title", _swapped("公开工作年度报告", "公开年度报告")),
        "DOC-TITLE-NOYEAR": _respoken("DOC-TITLE-NOYEAR", "title", "title", lambda text, draft: re.sub(rf"{draft.facts.year}年度?", "", text)),
        "PRE-PERIOD-TYPO": _respoken("PRE-PERIOD-TYPO", "period", "section:preamble", lambda text, _: text.replace("12月31日止", "12月31止"), "PRE-PERIOD-MISSING"),
        "PRE-COMPOSITION-COUNT": _respoken("PRE-COMPOSITION-COUNT", "composition", "section:preamble", _swapped("六", "五")),
        "PRE-COMPOSITION-SET": _respoken("PRE-COMPOSITION-SET", "composition", "section:preamble", lambda text, _: re.sub("[、，；]存在的主要问题及改进情况", "", text).replace("六", "五")),
        "PRE-LAW-NAME": _respoken("PRE-LAW-NAME", "basis", "section:preamble", _swapped("《中华人民共和国政府信息公开条例》", "《中华人民共和国信息公开条例》")),
        "PRE-LAW-NUMBER": _respoken("PRE-LAW-NUMBER", "basis", "section:preamble", _swapped("《中华人民共和国政府信息公开条例》", "《中华人民共和国政府信息公开条例》（国务院令第492号）")),
        "REF-DOCNO-KNOWN": _respoken("REF-DOCNO-KNOWN", "basis", "section:preamble", _swapped("国办公开办函", "国办发"), "PRE-EDITION-CITE"),
        "SEC-ENUM-SEQ": _respoken("SEC-ENUM-SEQ", "problems", "section:problems", _swapped("一是", "")),
        "REQ-S5-PROBLEM": _closing("REQ-S5-PROBLEM", "problems", ("无。",), "REQ-S5-MEASURE", "REQ-S5-THIN"),
        "REQ-S5-MEASURE": _closing("REQ-S5-MEASURE", "problems", ("从全年情况看，{we}政策解读形式单一，部分栏目更新不及时，群众查询不方便，人员力量不足。",)),
        "REQ-S6-EMPTY": _closing("REQ-S6-EMPTY", "other", (), "FEE-MISSING", "DOC-EMPTY-SECTION", "EXT-TRUNCATED"),
        "REQ-S6-CONTRADICT": _closing("REQ-S6-CONTRADICT", "other", ("无其他需要报告的事项。", "一是未收取信息处理费。", "二是承办建议3件。"), "FEE-UNPAID-ROW"),
        "REQ-S1-GOV-ACCOUNT": _without_results,
        "SEC-EXTRA": _extra,
        "SEC-SUB-SEQ": _sub_sequence,
        "DOC-DUPLICATE-PARA": _twice,
        "DAT-TOO-EARLY": _early,
        "FEE-ZERO-COUNT": _fee("FEE-ZERO-COUNT", "发出信息处理费收费通知0件，通知收取总金额{yuan}元，实际收取总金额0元。"),
        "FEE-UNPAID-ROW": _fee("FEE-UNPAID-ROW", "本年度未收取信息处理费，发出收费通知0件，通知收取金额0元，实际收取金额0元。"),
    }.items()
}  # fmt: skip
