"""
Faults of one sentence: what a report should not say anywhere, or not so.

Each is a few ways to say it, in words of our own; `{Y}`, `{we}` and the others are those of `wording`.
"""

from collections.abc import Callable, Mapping
from random import Random

from attrs import evolve, frozen

from bench.reports.draft import Draft, Paragraph, Sentence, adding, without
from bench.reports.facts import Facts
from bench.reports.fault import Change, Fault, Injection, card, fit, identity
from bench.reports.wording import say

_PARTS = ("management", "platform", "supervision")


@frozen
class Said:
    """
    What is said, in which part (one of the lower aspects by default), once the sentences on `drops` are gone; `suits` tells for which facts it is false.
    """

    variants: tuple[str, ...]
    parts: tuple[str, ...] = _PARTS
    drops: tuple[str, ...] = ()
    suits: Callable[[Facts], object] = lambda _: True
    address: str = "section:overview"
    also: tuple[str, ...] = ()


def _with(**numbers: Callable[[Random], object]) -> Callable[[Random], dict[str, object]]:
    return lambda random: {key: make(random) for key, make in numbers.items()}


_NUMBERS = _with(
    a=lambda random: random.randint(40, 90),
    b=lambda random: random.randint(110, 190),
    n=lambda random: random.randint(12, 96),
    m=lambda random: random.randint(3, 9),
    street=lambda random: random.randint(1, 300),
    mobile=lambda random: f"1{random.choice('35789')}{random.randint(100000000, 999999999)}",
)


def _identity(random: Random) -> str:
    body = f"3303{random.choice(('02', '24', '81'))}19{random.randint(60, 99)}0{random.randint(1, 9)}{random.randint(10, 28)}{random.randint(100, 999)}"
    return identity(body)


def _card(random: Random) -> str:
    return card("622" + "".join(str(random.randint(0, 9)) for _ in range(15)))


# Days that no calendar has.
_NO_DAYS = ("2月30日", "4月31日", "6月31日", "9月31日", "11月31日", "13月5日", "2月31日")

SAID: Mapping[str, Said] = {
    "DAT-INVALID": Said((
        "{Y}年{no_day}组织了业务培训，参训人员覆盖各科室。",
        "{no_day}，{we}召开政务公开工作推进会，部署下一阶段任务。",
        "培训班于{Y}年{no_day}举办，效果良好。",
    )),
    "DAT-FUTURE-FACT": Said((
        "{next}年，共组织培训{m}次。",
        "{next}年，已完成栏目改版。",
        "{next}年累计发布信息{n}条。",
    )),
    "DOC-YEAR-RANGE": Said((
        "截至{far}年底，各栏目运行平稳。",
        "截至{far}年12月31日，专栏共有栏目{n}个。",
        "{far}年，本单位开展了集中清理。",
    )),
    "GBN-YEAR-2DIGIT": Said((
        "{short_year}年底完成了专栏改版。",
        "{short_year}年上半年组织自查{m}次。",
        "{short_year}年度组织业务学习{n}次。",
    )),
    "GBN-PERCENT-HAN": Said((
        "群众满意率达到百分之{n}，栏目及时率达到{a}%。",
        "栏目更新及时率为百分之{n}.5，合格率为{a}%。",
        "信息合格率达{a}%，满意率达百分之{n}。",
    )),
    "GBN-APPROX": Said((
        "全年发放宣传资料约{n}份左右。",
        "网站日均访问近{n}余次。",
        "接待群众大约{n}人次上下。",
    )),
    "PII-ID": Said((
        "申请材料中留有身份证号{identity}，已按规定归档。",
        "其身份证号码为{identity}。",
        "（身份证：{identity}）",
    )),
    "PII-BANKCARD": Said((
        "退款账户银行卡号为{card}。",
        "缴费请汇至卡号{card}。",
        "收款银行账号：{card}。",
    )),
    "PII-MOBILE": Said((
        "具体事宜可联系经办人，手机{mobile}。",
        "咨询请拨打{mobile}。",
        "联系方式：{mobile}。",
    )),
    "PUN-ASCII-STOP": Said((
        "{we}持续完善公开目录，做到应公开尽公开.",
        "定期核查链接是否有效，加强日常管理.",
        "各科室按职责分工抓好落实.",
    )),
    "PUN-BRACKET": Said((
        "加强与新闻单位的合作（包括报刊、电台和网络，扩大传播范围。",
        "落实“先审后发制度，确保内容准确。",
        "组织学习《政务公开工作指引，提高业务水平。",
    )),
    "PUN-DOUBLE": Said((
        "建立常态化巡查机制。。",
        "及时回应群众关切，，增强互动实效。",
        "做好日常维护；。",
    )),
    "PUN-SPACE-BEFORE": Said((
        "认真做好栏目的日常维护 。",
        "加强督促检查 ，压实工作责任。",
        "对照目录 ；逐项核对。",
    )),
    "REF-DOCNO-FORM": Said((
        "按照《关于加强政务信息管理的通知》（云政办发〔{Y}〕第{n}号）要求开展自查。",
        "落实《政务公开工作任务清单》（云政办发〔{Y}〕0{m}号），细化责任分工。",
        "根据《关于规范信息发布的意见》（云政发〔{Y}〕第{m}号）完善制度。",
    )),
    "REF-DOCNO-KNOWN": Said((
        "依据《政府信息公开信息处理费管理办法》（国办函〔2020〕{wrong}号）规范收费。",
        "按照《政府信息公开信息处理费管理办法》（国办发〔2020〕109号）执行。",
        "组织学习《政府信息公开信息处理费管理办法》（国办函〔2021〕109号）。",
    ), suits=lambda facts: facts.year >= 2021),
    "REF-ARTICLE": Said((
        "依照《中华人民共和国政府信息公开条例》第六十{han}条规定受理申请。",
        "对照《中华人民共和国政府信息公开条例》第七十{han}条逐项落实。",
        "《中华人民共和国政府信息公开条例》第八十{han}条规定的事项均已公开。",
    )),
    "WRD-JIEZHI": Said((
        "截止{Y}年12月31日，专栏共有栏目{n}个。",
        "截止{Y}年底，政务新媒体关注人数稳步增长。",
        "截止目前，各项制度运行顺畅。",
    )),
    "WRD-TYPO": Said((
        "及时回应群众述求，做到件件有着落。",
        "抓好各项任务布署，定期通报进展。",
        "引导群众登陆网站查询办事指南。",
    )),
    "SEC-ENUM-SEQ": Said((
        "一是完善制度，二是强化培训，四是加强督查。",
        "一是明确责任，三是严格考核。",
        "一是抓学习，二是抓培训，三是抓督查，五是抓整改。",
    ), parts=("other",), drops=("nothing",), address="section:other"),
    "SEC-ENUM-COUNT": Said((
        "具体做法主要是以下三个方面：一是完善要素，二是加强校对。",
        "采取了以下四项措施：一是建立账册，二是定期通报，三是限期整改。",
        "主要做了以下三项工作：一是优化界面，二是加强演练。",
    )),
    "PCT-RANGE": Said((
        "信息及时率达到{b}%。",
        "栏目合格率为{b}.5%。",
        "群众满意率达{b}%，反响良好。",
    )),
    "PCT-SIGN": Said((
        "发布政策解读由{b}篇增加到{a}篇，增长{down}%。",
        "专栏信息由{b}条增加到{a}条，增幅{down}%。",
        "图解材料由{a}个减少到{b}个，下降{up}%。",
    ), drops=("growth",), also=("PCT-GROWTH", "PCT-SIGN-BOTH")),
    "PCT-SIGN-BOTH": Said((
        "发布政策解读由{b}篇减少到{a}篇，增长{down}%。",
        "专栏信息由{a}条增加到{b}条，下降{up}%。",
    ), drops=("growth",), also=("PCT-GROWTH", "PCT-SIGN")),
    "PCT-GROWTH-TRUNC": Said((
        "发布政策解读由{ca}篇增加到{cb}篇，增长{cut}%。",
        "专栏信息由{ca}条增加到{cb}条，增幅{cut}%。",
        "举办活动由{ca}场增加到{cb}场，增长{cut}%。",
    ), drops=("growth",)),
    "NUM-PARTS-SUM": Said((
        "主动公开的信息包括政务动态{a}条、政策文件{n}条、公告{m}条，共计{summed}条。",
        "发布的稿件由动态{a}篇、解读{n}篇、公告{m}篇组成，共计{summed}篇。",
    ), drops=("publicity",), parts=("proactive",), also=("NUM-PARTS-EXCEED",)),
    "NUM-UNIT-SCALE": Said((
        "全年共公开信息{wan}万条，其中门户网站{a}0条，政务新媒体{b}0条。",
        "累计发布信息{wan}万条，其中网站发布{a}0条，新媒体发布{b}0条。",
    ), drops=("publicity",), parts=("proactive",), also=("NUM-PARTS-EXCEED", "NUM-PARTS-SUM")),
    "NUM-REDUND": Said((
        "全年共举办培训共计{n}次。",
        "累计发布稿件总计{n}篇。",
    )),
    "FEE-PERSONAL": Said((
        "上述费用的缴费人为张{given}。",
        "信息处理费缴费人：李{given}。",
        "付款人是王{given}。",
    ), parts=("other",), address="section:other", suits=lambda facts: facts.edition == "2021", also=("FEE-INCOMPLETE",)),
    "FEE-ANACHRONISM": Said((
        "按照国办函〔2020〕109号规定，未收取信息处理费。",
        "依据《政府信息公开信息处理费管理办法》，本年度收取信息处理费0元。",
    ), parts=("other",), address="section:other", suits=lambda facts: facts.year <= 2019),
    "DOC-ENCODING": Said((
        "门户网站共设栏目\ufffd\ufffd个，更新及时。",
        "持续优化锟斤拷检索功能。",
        "定期核查链接\ufffd，保证可用。",
    )),
    "FEE-UNPAID-ROW": Said((
        "{we}本年度未收取信息处理费，未发出收费通知。",
        "全年发出信息处理费收费通知0件，通知收取金额0元，实际收取金额0元。",
    ), parts=("other",), drops=("fee", "nothing"), address="section:other",
        suits=lambda facts: facts.edition == "2021" and facts.total("other_fee_unpaid") > 0),
    "FEE-ZERO-COUNT": Said((
        "全年发出信息处理费收费通知0件，通知收取总金额{n}0元，实际收取总金额0元。",
        "{Y}年，{we}发出信息处理费收费通知{m}件，通知收取总金额0元，实际收取总金额0元。",
    ), parts=("other",), drops=("fee", "nothing"), address="section:other",
        suits=lambda facts: facts.edition == "2021" and not facts.total("other_fee_unpaid")),
}  # fmt: skip


def _insertion(rule: str, said: Said) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(said.suits(facts))
        sentence = say("wrong", said.variants, facts, random, **_more(facts, random))
        changed = _placed(
            without(draft, *said.drops), random.choice(said.parts), Sentence("wrong", sentence.text)
        )
        return changed, Fault(rule, said.address, sentence.text, also=said.also)

    return change


def _placed(draft: Draft, part: str, said: Sentence) -> Draft:
    if any(each.part == part for each in draft.paragraphs):
        return adding(draft, part, said)
    # Nothing is left of the part: it begins anew below its heading.
    body: list[Paragraph] = []
    for each in draft.paragraphs:
        body.append(each)
        if each.kind == "heading" and each.section == part:
            body.append(Paragraph("text", part, (said,), part))
    fit(len(body) > len(draft.paragraphs))
    return evolve(draft, paragraphs=tuple(body))


def _more(facts: Facts, random: Random) -> dict[str, object]:
    found = _NUMBERS(random)
    a, b, n, m = (int(str(found[each])) for each in "abnm")
    ca = random.choice((37, 53, 59, 61, 67, 71, 73))
    cb = next(each for each in range(ca + 11, ca * 2) if (each - ca) * 1000 % ca * 2 > ca)
    return {
        **found,
        "far": random.choice((2041, 2063, 2087, 2094)),
        "no_day": random.choice(_NO_DAYS),
        "short_year": facts.year % 100,
        "identity": _identity(random),
        "card": _card(random),
        "wrong": random.choice((18, 28, 36, 190)),
        "han": random.choice("一二三四五六"),
        "up": round((b - a) / a * 100, 1),
        "down": round((b - a) / b * 100, 1),
        "ca": ca,
        "cb": cb,
        "cut": f"{(cb - ca) * 1000 // ca / 10:.1f}",
        "summed": a + n + m + random.randint(2, 9),
        "wan": f"{(a + b) * 10}",
        "given": random.choice(("建国", "秀英", "志强", "桂兰")),
    }


TEXT_FAULTS: dict[str, Injection] = {rule: Injection(_insertion(rule, said)) for rule, said in SAID.items()}
