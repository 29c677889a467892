"""
Faults of the title, of the preamble, and of what section one has to speak of.
"""

from collections.abc import Callable
from random import Random

from attrs import evolve

from bench.reports.draft import Draft, Paragraph, Sentence, adding, by_paragraph, line, without
from bench.reports.facts import Facts
from bench.reports.fault import Change, Fault, Injection, fit
from bench.reports.forms import SECTIONS
from bench.reports.wording import say

_HERE = "section:overview"
# The parts of section one, in the order of the rules that ask for them.
_ASPECTS = ("proactive", "requests", "management", "platform", "supervision")


def _said(draft: Draft, topic: str, change: Callable[[str], str]) -> Draft:
    """
    The draft with the words of a topic changed; raises `Unfit` if they were not.
    """

    def swap(paragraph: Paragraph) -> Paragraph:
        every = (
            Sentence(each.topic, change(each.text)) if each.topic == topic else each
            for each in paragraph.sentences
        )
        return evolve(paragraph, sentences=tuple(every))

    changed = by_paragraph(draft, swap)
    fit(changed.paragraphs != draft.paragraphs)
    return changed


def _reworded(
    rule: str, topic: str, address: str, *pairs: tuple[str, str], also: tuple[str, ...] = ()
) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        text = "".join(each.text for one in draft.paragraphs for each in one.sentences if each.topic == topic)
        fitting = [each for each in pairs if each[0] in text]
        fit(fitting)
        old, new = random.choice(fitting)
        changed = _said(draft, topic, lambda said: said.replace(old, new, 1))
        return changed, Fault(rule, address, f"{old} became {new}", also=also)

    return change


def _title(rule: str, make: Callable[[Facts], str]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        titles = [each for each in draft.paragraphs if each.kind == "title"]
        fit(len(titles) == 1)
        said = make(draft.facts)
        changed = by_paragraph(
            draft, lambda each: line("title", "title", said) if each is titles[0] else each
        )
        return changed, Fault(rule, "title", said, also=("WRD-TYPO",))

    return change


def _composition(rule: str, *, drops: int, says: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        names = list(SECTIONS.values())
        for _ in range(drops):
            names.pop(random.randrange(1, len(names)))
        said = Sentence("composition", f"本报告包括{'、'.join(names)}等{says}个部分。")
        changed = adding(without(draft, "composition"), "preamble", said)
        return changed, Fault(
            rule, "section:preamble", said.text, also=("PRE-COMPOSITION-COUNT", "PRE-COMPOSITION-SET")
        )

    return change


# A section one that speaks of each aspect in one sentence, and in no word of another.
_ONLY = {
    "proactive": "一年来主动公开政府信息{n}条，其中政策文件{m}件，群众看得到、看得懂。",
    "requests": "依申请办理方面，全年的申请均依法及时作了答复，答复文书内容完整、用语准确。",
    "management": "严格信息资源管理，坚持先审查后上线，动态清理失效内容，做好归档。",
    "platform": "优化门户网站和政务新媒体，完善检索功能，方便各类人群使用。",
    "supervision": "落实监督保障措施，组织业务培训{m}次，年底进行考核。",
}


def _no_aspect(number: int) -> Change:
    wanted = _ASPECTS[number - 1]

    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(facts.edition == "2021" and facts.agency.kind != "government" and not facts.agency.owes_results)
        numbers = {"n": random.randint(60, 900), "m": random.randint(2, 9)}
        said = [
            say(part, (text,), facts, random, **numbers) for part, text in _ONLY.items() if part != wanted
        ]
        body: list[Paragraph] = []
        for each in draft.paragraphs:
            if each.section != "overview":
                body.append(each)
            elif each.kind == "heading":
                body += [each, *(Paragraph("text", "overview", (one,), one.topic) for one in said)]
        fault = Fault(f"REQ-S1-ASPECT-{number}", _HERE, f"nothing on {wanted}")
        return evolve(draft, paragraphs=tuple(body)), fault

    return change


def _no_results(rule: str, words: tuple[str, ...]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        fit(draft.facts.agency.kind == "government")
        kept = by_paragraph(
            draft,
            lambda each: evolve(
                each,
                sentences=tuple(one for one in each.sentences if not any(word in one.text for word in words)),
            ) if each.sentences else each,
        )  # fmt: skip
        fit(kept.paragraphs != draft.paragraphs)
        fit(not any(word in each.text for word in words for each in kept.paragraphs))
        return kept, Fault(rule, _HERE, f"nothing on {words[0]}")

    return change


_LAW = "《中华人民共和国政府信息公开条例》"

FRONT_FAULTS: dict[str, Injection] = {
    "DOC-TITLE-NOYEAR": Injection(_title("DOC-TITLE-NOYEAR", lambda facts: f"{facts.agency.name}政府信息公开工作年度报告"), frozenset({"glued"})),
    "DOC-TITLE-WORD": Injection(_title("DOC-TITLE-WORD", lambda facts: f"{facts.agency.name}{facts.year}年政府信息公开工作告年度报")),
    "DOC-TITLE-WORD/short": Injection(_title("DOC-TITLE-WORD", lambda facts: f"{facts.agency.name}{facts.year}年政府信息公开年度报告")),
    "DOC-TITLE-DUPYEAR": Injection(_title("DOC-TITLE-DUPYEAR", lambda facts: f"{facts.agency.name}{facts.year}年度政府信息公开工作年度报告")),
    "PRE-PERIOD-TYPO": Injection(_reworded("PRE-PERIOD-TYPO", "period", "section:preamble", ("31日止", "31止"), ("31日。", "31日止日。"))),
    "PRE-LAW-NAME": Injection(_reworded("PRE-LAW-NAME", "basis", "section:preamble", (_LAW, "《中华人民共和国政府信息公开工作条例》"), (_LAW, "《中华人民共和国政府信息公开条列》"))),
    "PRE-LAW-NUMBER": Injection(_reworded("PRE-LAW-NUMBER", "basis", "section:preamble", ("第711号", "第492号"), ("第711号", "第117号"))),
    "REF-DOCNO-KNOWN/format": Injection(_reworded("REF-DOCNO-KNOWN", "basis", "section:preamble", ("国办公开办函〔2021〕30号", "国办发〔2021〕30号"), ("国办公开办函〔2021〕30号", "国办公开办函〔2021〕3号"), also=("PRE-EDITION-CITE",))),
    "PRE-COMPOSITION-COUNT": Injection(_composition("PRE-COMPOSITION-COUNT", drops=1, says="六")),
    "PRE-COMPOSITION-SET": Injection(_composition("PRE-COMPOSITION-SET", drops=1, says="五")),
    **{f"REQ-S1-ASPECT-{number}": Injection(_no_aspect(number)) for number in range(1, 6)},
    "REQ-S1-GOV-ASSESS": Injection(_no_results("REQ-S1-GOV-ASSESS", ("考核", "考评"))),
    "REQ-S1-GOV-SOCIAL": Injection(_no_results("REQ-S1-GOV-SOCIAL", ("评议", "满意度", "第三方"))),
    "REQ-S1-GOV-ACCOUNT": Injection(_no_results("REQ-S1-GOV-ACCOUNT", ("追究", "问责"))),
}  # fmt: skip
