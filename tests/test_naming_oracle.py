"""
Which section words name, held against asking for each wording of each section.
"""

from collections import Counter
from random import Random

from attrs import evolve

from disclint.editions.model import SectionForm, plain
from disclint.grammar.naming import named_at
from disclint.phrases import compile_phrase
from disclint.source import Flow
from tests.forms import EDITION, EDITIONS

PIECES = [
    "政府信息", "公开", "工作", "主动公开", "情况", "的", "收到", "和", "处理", "申请", "行政复议", "、", "行政诉讼", "存在", "主要", "问题", "及", "改进",
    "措施", "其他", "需要", "报告", "事项", "总体", "概况", "概述", "本局", "，", "3", "\n", " ", "依申请公开", "因", "被",
]  # fmt: skip


def is_whole(flow: Flow, end: int) -> bool:
    """
    Whether no word goes on behind a wording, but for one of those that end most of them.
    """
    rest = flow.text[end : end + 1]
    return not rest or flow.opens_chunk(end) or not rest.isalpha() or flow.text[end - 1] in "况述项"


def expected(flow: Flow, at: int, stop: int) -> tuple[str, int] | None:
    near = min(stop, flow.paragraph(at)[1])
    ends = list[tuple[int, str]]()
    for section in EDITION.sections:
        title = plain(section.title)
        wordings = [match.end for each in section.also if (match := compile_phrase(each).at(flow, at, near))]
        ends += [(end, section.id) for end in wordings if is_whole(flow, end)]
        if flow.text.startswith(title, at):
            ends.append((at + len(title), section.id))
    # The form's own title goes before another of the same length.
    best = max((end for end, _ in ends), default=None)
    titled = [
        each.id
        for each in EDITION.sections
        if best == at + len(plain(each.title)) and flow.text.startswith(plain(each.title), at)
    ]
    return None if best is None else (next(iter([*titled, *(id for end, id in ends if end == best)])), best)


def test_of_wordings_the_longest_counts_and_of_those_as_long_the_first_section_s() -> None:
    sections = (
        SectionForm("one", "一", "甲乙情况", also=("甲乙", "{丙丁|戊己措施}", "庚辛{工作}?情况", "庚辛工作情况报告"), key="甲乙|丙丁|戊己|庚辛"),
        SectionForm("two", "二", "甲乙情况说明", also=("丙丁", "戊己措施打算", "庚辛工作情况", "丙丁办理"), key="甲|丙丁|戊己|庚辛"),
    )  # fmt: skip
    made = evolve(EDITION, id="made", sections=sections)
    for words, behind, found in [
        ("甲乙情况", "。", ("one", 4)), ("甲乙情况说明", "", ("two", 6)), ("甲乙情况说", "", ("one", 4)), ("甲乙", "。", ("one", 2)), ("甲乙", "工作", None),
        ("甲乙", "3", ("one", 2)), ("甲乙", "\n工作", ("one", 2)), ("甲乙", " 工作", ("one", 2)), ("丙丁", "", ("one", 2)), ("丙丁办理", "。", ("two", 4)),
        ("戊己措施", "。", ("one", 4)), ("戊己措施", "工作", None), ("戊己措施打算", "", ("two", 6)), ("庚辛工作情况", "工作", ("one", 6)),
        ("庚辛工作情况报告", "。", ("one", 8)), ("庚辛工作情况报告", "书", ("one", 6)), ("壬癸", "", None),
    ]:  # fmt: skip
        for before in ("", "前言\n"):
            flow = Flow.of(f"{before}{words}{behind}")
            at = len(before.strip())
            # Asked again, it is what it was.
            for _ in range(2):
                named = named_at(flow, made, at, len(flow.text))
                assert (named and (named[0].form.id, named[1] - at)) == found, (words, behind)


def test_words_name_the_section_of_which_the_longest_wording_stands_there() -> None:
    drawn, seen = Random(1), Counter[str | None]()
    for number in range(4000):
        words = drawn.choices(PIECES, k=drawn.randrange(1, 8))
        if drawn.random() < 0.6:
            words[drawn.randrange(len(words))] = drawn.choice(EDITION.sections).title
        if drawn.random() < 0.3:
            words = [
                drawn.choice(
                    [
                        "主动公开政府信息情况",
                        "政府信息主动公开情况",
                        "收到和处理申请情况",
                        "行政复议、诉讼情况",
                        "问题及改进情况",
                        "其他事项",
                    ]
                ),
                *words,
            ]
        lead = drawn.choice(["", "前言\n", "前"])
        flow = Flow.of(lead + "".join(words) + drawn.choice(["", "。", "\n无。", "工作"]))
        at = len(lead.strip())
        stop = drawn.choice(
            [
                len(flow.text),
                len(flow.text),
                min(len(flow.text), at + 45),
                drawn.randrange(at, len(flow.text) + 1),
            ]
        )
        found = named_at(flow, EDITION, at, stop)
        told = None if found is None else (found[0].form.id, found[1])
        # What was seen to name nothing is remembered.
        assert named_at(flow, EDITION, at, stop) == found
        assert told == expected(flow, at, stop), (flow.source_text, at, stop)
        seen[told and told[0]] += 1
        # Another edition's names are its own.
        assert number or named_at(flow, EDITIONS["2019"], at, stop) == named_at(
            flow, EDITIONS["2019"], at, stop
        )
    assert min(seen.values()) > 40
    assert len(seen) == len(EDITION.sections) + 1
