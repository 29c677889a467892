"""
Faults of parts: what a preamble, a section, a table or a heading lacks or has too much of.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from attrs import evolve

from bench.reports.draft import Cell, Draft, Grid, Paragraph, Sentence, adding, line, recast, without
from bench.reports.facts import Facts
from bench.reports.fault import Change, Fault, Injection, fit, other_number, rewrite, written
from bench.reports.forms import APPLICANTS, FORMS, SECTIONS
from bench.reports.render import BARELESS, GLUED
from bench.reports.wording import say

_HERE = "section:overview"
# Parts of section one, each with the phrases by which another part might speak of it.
_ASPECTS = ("proactive", "requests", "management", "platform", "supervision")


def _each(draft: Draft, change: Callable[[Paragraph], Paragraph | None]) -> Draft:
    kept = [each for paragraph in draft.paragraphs if (each := change(paragraph)) is not None]
    return evolve(draft, paragraphs=tuple(kept))


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

    changed = _each(draft, swap)
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
        changed = _each(draft, lambda each: line("title", "title", said) if each is titles[0] else each)
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
        kept = _each(
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

    return _each(draft, swap), Fault("SEC-SUB-SEQ", _HERE, "（二） twice")


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

    changed = _each(draft, swap)
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
        body.append(evolve(each, sentences=each.sentences) if each is not again else again)
        if each is again:
            body += [copy, copy]
    return evolve(draft, paragraphs=tuple(body)), Fault("DOC-DUPLICATE-PARA", _HERE, "a paragraph twice")


def _published(rule: str, days: tuple[int, int]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        day = date(facts.year + 1, 1, 1) - timedelta(days=random.randint(*days))
        changed = evolve(
            without(draft, "signature"),
            facts=evolve(facts, published=day),
            chrome=evolve(draft.chrome, dateline=True),
        )
        return changed, Fault(rule, "document", f"published {day}")

    return change


# Tables.


def _cell(
    rule: str,
    make: Callable[[str, Random], str],
    *,
    zero: bool | None = None,
    long: int = 1,
    also: tuple[str, ...] = (),
) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        fit(draft.facts.edition == "2021")
        found = written(draft)
        rows = FORMS[draft.facts.edition].leaves
        plain = [f"requests/{row}/{each}" for row in rows for each in APPLICANTS]
        suited = [
            each
            for each in plain
            if (zero is None or (found[each] == "0") == zero) and len(found[each]) >= long
        ]
        fit(suited)
        address = random.choice(suited)
        text = make(found[address], random)
        return rewrite(draft, address, text), Fault(
            rule, address, f"{found[address]} became {text}", also=also
        )

    return change


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _thousands(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    found = {each: text for each, text in written(draft).items() if text.isdigit() and len(text) in (4, 5, 6)}
    fit(found)
    address = random.choice(sorted(found))
    text = f"{int(found[address]):,}"
    return rewrite(draft, address, text), Fault("CEL-THOUSANDS", address, text)


def _authority(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    fit(
        facts.edition == "2021"
        and facts.agency.kind in {"township", "government"}
        and not facts.agency.makes_rules
    )
    fit(facts.agency.level in "县区" or facts.agency.kind == "township")
    n = random.randint(1, 4)
    changed = rewrite(draft, "disclosure/government_rules/issued", str(n))
    changed = rewrite(changed, "disclosure/government_rules/in_force", str(n + 1))
    return changed, Fault("CEL-REGULATION-AUTHORITY", "disclosure/government_rules", f"{n} 规章")


def _stock_short(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021")
    issued, repealed = (draft.facts.norms(each) for each in ("issued", "repealed"))
    fit(issued - repealed >= 3)
    text = str(random.randint(0, issued - repealed - 1))
    address = "disclosure/normative_documents/in_force"
    return rewrite(draft, address, text), Fault("TBL2-VALID-LT-ISSUED", address, f"{text} in force")


def _new_over_total(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2019")
    total = draft.facts.norms("total_public")
    text = str(total + random.randint(2, 20))
    address = "disclosure/normative_documents/newly_disclosed"
    return rewrite(draft, address, text), Fault("TBL2-NEW-GT-TOTAL", address, f"{text} > {total}")


def _spent_nothing(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2019")
    values = draft.facts.values
    bought = int(values["disclosure/procurement/projects"])
    address = "disclosure/procurement/amount" if bought else "disclosure/procurement/projects"
    text = "0" if bought else str(random.randint(2, 40))
    return rewrite(draft, address, text), Fault("TBL2-PROC-ZERO-AMOUNT", address, text)


def _label(
    rule: str,
    table: str,
    where: str,
    old: str,
    new: str,
    *,
    edition: str = "2021",
    also: tuple[str, ...] = (),
) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        fit(draft.facts.edition == edition)
        first: list[Cell] = []

        def swap(cell: Cell) -> Cell:
            if cell.address or old not in cell.text or (first and cell is not first[0]):
                return cell
            first.append(cell)
            return evolve(cell, text=cell.text.replace(old, new))

        changed = recast(draft, table, swap)
        fit(first)
        return changed, Fault(rule, where, f"{old} became {new}", also=also)

    return change


def _no_table(table: str, number: int) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        del random
        kept = tuple(
            each for each in draft.paragraphs if not (each.kind == "table" and each.section == table)
        )
        fault = Fault(f"TBL{number}-MISSING", table, "no table", also=("DOC-EMPTY-SECTION",))
        return evolve(without(draft, "disputes") if table == "disputes" else draft, paragraphs=kept), fault

    return change


def _no_enforcement(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    fit(draft.facts.edition == "2021")
    row = random.choice(("licences", "coercive_measures"))
    grid = [
        each
        for each in draft.tables["disclosure"]
        if not any(cell.address.startswith(f"disclosure/{row}/") for cell in each)
    ]
    fault = Fault("TBL2-ROWS", f"disclosure/{row}", "row left out")
    return evolve(
        without(draft, "norms", "decisions"), tables={**draft.tables, "disclosure": tuple(grid)}
    ), fault


def _rows_of(draft: Draft, wanted: Callable[[str], bool]) -> list[int]:
    return [
        at
        for at, row in enumerate(draft.tables["requests"])
        if any(cell.address and wanted(cell.address.split("/")[1]) for cell in row)
    ]


def _row_twice(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    grid: Grid = draft.tables["requests"]
    at = random.choice(
        _rows_of(draft, lambda row: row in ("new_received", "carried_over", "carried_forward"))
    )
    row = grid[at][-1].address.split("/")[1]
    doubled = (*grid[: at + 1], grid[at], *grid[at + 1 :])
    return evolve(draft, tables={**draft.tables, "requests": doubled}), Fault(
        "TBL3-ROW-TWICE", f"requests/{row}", "row twice"
    )


def _row_order(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    del random
    grid = list(draft.tables["requests"])
    first, second = _rows_of(draft, lambda row: row in ("new_received", "carried_over"))
    fit([cell.text for cell in grid[first]][1:] != [cell.text for cell in grid[second]][1:])
    grid[first], grid[second] = grid[second], grid[first]
    return evolve(draft, tables={**draft.tables, "requests": tuple(grid)}), Fault(
        "TBL3-ROW-ORDER", "requests/new_received", "rows 1 and 2 swapped"
    )


def _columns_alike(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    """
    Two applicants' columns that are the same; the totals are those of the copy.
    """
    del random
    values = dict(draft.facts.values)
    rows = [row.id for row in FORMS[draft.facts.edition].requests]
    busy = sum(int(values[f"requests/{row}/natural_person"]) > 0 for row in rows)
    fit(busy >= 5 and int(values["requests/new_received/natural_person"]) >= 5)
    fit(draft.facts.edition == "2021")
    texts = {}
    for row in rows:
        natural, old = (int(values[f"requests/{row}/{each}"]) for each in ("natural_person", "commercial"))
        texts[f"requests/{row}/commercial"] = str(natural)
        texts[f"requests/{row}/total"] = str(int(values[f"requests/{row}/total"]) + natural - old)
    changed = recast(
        without(draft, "requests"), "requests",
        lambda cell: evolve(cell, text=texts.get(cell.address, cell.text)) if cell.address else cell,
    )  # fmt: skip
    return changed, Fault("TBL-DUPLICATE-BLOCK", "requests", "commercial is natural_person again")


# The text against the tables.


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


def _norm(column: str, row: str = "normative_documents") -> Callable[[Facts], int]:
    return lambda facts: int(facts.values[f"disclosure/{row}/{column}"])


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
    kept = tuple(each for each in draft.paragraphs if each.kind != "table")
    return evolve(without(draft, "requests", "disputes", "norms", "decisions"), paragraphs=kept)


def _without_tables(rule: str, *texts: str) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(_taken(facts))
        bare = _lost(without(draft, "requests", "disputes", "norms", "decisions"))
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


def _unpaid_count(facts: Facts) -> bool:
    return _in_2021(facts) and facts.agency.kind == "department"


def _applicants(facts: Facts) -> int:
    return facts.of("new_received", "natural_person")


def _of_natural_persons(facts: Facts) -> tuple[int, ...]:
    # Of natural persons' requests, as many are new, had come before, were closed; a sentence may speak of any.
    new, before, closed = (
        facts.of(row, "natural_person") for row in ("new_received", "carried_over", "disposed_total")
    )
    return new + before, closed


_LAW = "《中华人民共和国政府信息公开条例》"

MORE_FAULTS: dict[str, Injection] = {
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
    "CEL-DECIMAL": Injection(_cell("CEL-DECIMAL", lambda text, _: f"{text}.5", zero=False, also=("TBL3-SUM-ROW", "TBL3-SUM-DISPOSED")), GLUED),
    "CEL-FULLWIDTH": Injection(_cell("CEL-FULLWIDTH", lambda text, _: text.translate(_WIDE), zero=False), GLUED),
    "CEL-LEADING-ZERO": Injection(_cell("CEL-LEADING-ZERO", lambda text, _: f"0{text}", zero=False), GLUED),
    "CEL-TEXT": Injection(_cell("CEL-TEXT", lambda _, random: random.choice(("若干", "见附件", "不详")), also=("CEL-DASH", "CEL-BLANK", "TBL3-CELLCOUNT")), BARELESS),
    "CEL-THOUSANDS": Injection(_thousands, GLUED),
    "CEL-REGULATION-AUTHORITY": Injection(_authority, GLUED),
    "TBL2-VALID-LT-ISSUED": Injection(_stock_short, GLUED),
    "TBL2-NEW-GT-TOTAL": Injection(_new_over_total, GLUED),
    "TBL2-PROC-ZERO-AMOUNT": Injection(_spent_nothing, GLUED),
    "TBL2-LABEL-COL": Injection(_label("TBL2-LABEL-COL", "disclosure", "disclosure", "现行有效件数", "现行有效件")),
    "TBL2-UNIT-LABEL": Injection(_label("TBL2-UNIT-LABEL", "disclosure", "disclosure", "（单位：万元）", "", also=("TBL2-LABEL-COL",))),
    "TBL2-CAPTION": Injection(_label("TBL2-CAPTION", "disclosure", "disclosure", "第（五）项", "第（六）项")),
    "TBL3-LABEL-EXACT/typo": Injection(_label("TBL3-LABEL-EXACT", "requests", "requests", "内部事务", "内容事务", also=("TBL3-LABEL-TYPO", "WRD-TYPO"))),
    "TBL3-LABEL-EXACT/this": Injection(_label("TBL3-LABEL-EXACT", "requests", "requests", "只计这一情形", "只计这一情况", also=("TBL3-LABEL-TYPO", "WRD-TYPO"))),
    "TBL3-LABEL-EXACT/doubled": Injection(_label("TBL3-LABEL-EXACT", "requests", "requests", "过程性信息", "过程性性信息", also=("TBL3-LABEL-TYPO", "WRD-CHONGFU"))),
    "TBL2-MISSING": Injection(_no_table("disclosure", 2)),
    "TBL3-MISSING": Injection(_no_table("requests", 3)),
    "TBL4-MISSING": Injection(_no_table("disputes", 4)),
    "TBL2-ROWS": Injection(_no_enforcement, BARELESS),
    "TBL3-ROW-TWICE": Injection(_row_twice, GLUED),
    "TBL3-ROW-ORDER": Injection(_row_order, GLUED),
    "TBL-DUPLICATE-BLOCK": Injection(_columns_alike, GLUED),
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
    "NAR-T2-PERMIT": Injection(_false("NAR-T2-PERMIT", ("全年作出行政许可决定{wrong}件。", "{Y}年，{we}办理行政许可{wrong}件。"), lambda facts: int(facts.values["disclosure/licences/decisions"]), drops=("decisions",), part="proactive", suits=_unpaid_count)),
    "NAR-T2-PERMIT/penalty": Injection(_false("NAR-T2-PERMIT", ("全年作出行政处罚决定{wrong}件。", "{Y}年，{we}作出行政处罚{wrong}件。"), lambda facts: int(facts.values["disclosure/penalties/decisions"]), drops=("decisions",), part="proactive", suits=_unpaid_count)),
    "NAR-T2-FEE": Injection(_false("NAR-T2-FEE", ("全年行政事业性收费{wrong}万元。", "{Y}年，{we}收取行政事业性收费{wrong}万元。"), lambda facts: int(Decimal(facts.values["disclosure/administrative_fees/amount"])), drops=("decisions",), part="proactive", suits=lambda facts: _unpaid_count(facts) and facts.values["disclosure/administrative_fees/amount"] > 20)),
}  # fmt: skip
