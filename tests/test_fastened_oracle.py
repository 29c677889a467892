"""
Sections whose headings lost the line end before them, held against the sections that a text was put together from.
"""

from collections import Counter
from random import Random

import pytest

from disclint.grammar.fastened import fastened, merged
from disclint.grammar.outline import Mark
from disclint.source import Flow
from disclint.syntax import Heading
from tests.forms import EDITION

SECTIONS = EDITION.sections
# What a heading does not begin behind.
PARTLY = ["第", "十", "三", "、", "，", "和", "（"]
# What no words go on with, and what they do.
ENDS, GOES_ON = ["。", " 甚么", "\n甚么", "：", "3", ""], ["甚么", "的甚么", "的。"]


def heading(flow: Flow, start: int, section: str) -> Heading:
    return Heading(flow.span(start, start + 2), 1, "一", "", section)


def test_a_section_that_is_wanting_begins_where_its_numeral_and_its_title_stand_between_the_others() -> None:
    drawn, seen = Random(1), Counter[int]()
    for _ in range(1500):
        text, named, glued = (
            drawn.choice(["开", "开头甚么"]),
            list[tuple[int, str]](),
            list[tuple[int, str, bool]](),
        )
        order = [*SECTIONS]
        if drawn.random() < 0.2:
            drawn.shuffle(order)
        lost = drawn.sample([each.id for each in SECTIONS], drawn.choice([0, 1, 1, 2, 3, 4, 5]))
        for section in [*order, *drawn.sample(SECTIONS, drawn.randrange(2))]:
            words = f"{section.numeral}、{section.title}"
            if section.id not in lost:
                text += "\n"
                named.append((len(text.replace("\n", "").replace(" ", "")), section.id))
                text += words + "\n甚么"
            elif drawn.random() < 0.85:
                before, behind = drawn.choice(["", "", "", *PARTLY]), drawn.choice([*ENDS, *ENDS, *GOES_ON])
                behind = behind or "\n"
                if drawn.random() < 0.1:
                    # The wording of another section.
                    words = f"{section.numeral}、{drawn.choice([each for each in SECTIONS if each is not section]).title}"
                    behind = "的"
                text += before
                glued.append(
                    (
                        len(text.replace("\n", "").replace(" ", "")),
                        section.id,
                        not before and behind not in (*GOES_ON, "的"),
                    )
                )
                text += words + behind + "甚么"
            else:
                text += "甚么"
        flow = Flow.of(text)
        want = list[tuple[int, int]]()
        ids = [each.id for each in SECTIONS]
        if len({section for _, section in named}) > 1:
            for number, id in enumerate(ids):
                if id not in [section for _, section in named]:
                    start = max((at for at, section in named if section in ids[:number]), default=0)
                    limits = [at for at, section in named if section in ids[number + 1 :] and at > start]
                    found = [
                        at
                        for at, section, opens in glued
                        if section == id and opens and start < at < min([*limits, len(flow.text)])
                    ]
                    want += [(at, at + 2) for at in found[:1]]
        marks = fastened(flow, EDITION, [heading(flow, at, section) for at, section in named])
        assert [(each.start, each.end) for each in marks] == want, text
        assert {each.level for each in marks} <= {1}
        seen[len(want)] += 1
    assert min(seen[each] for each in range(3)) > 30


@pytest.mark.parametrize(
    ("named", "is_found"),
    [([], False), (["overview"], False), (["overview", "requests"], True), (["overview", "requests", "disputes"], True),
     (["overview", "requests", "disputes", "problems", "other"], True), (["overview", "disclosure", "requests"], False)],
)  # fmt: skip
def test_two_sections_tell_where_the_others_belong(named: list[str], is_found: bool) -> None:  # noqa: FBT001 - a case
    text = "前一、总体情况\n甚么二、主动公开政府信息情况。甚么\n三四五六七八"
    flow = Flow.of(text)
    places = {"overview": 1, "disclosure": 9}
    at = flow.text.index("三四五") - 1
    headings = [heading(flow, places.get(each, at + number), each) for number, each in enumerate(named)]
    found = fastened(flow, EDITION, headings)
    assert [flow.text[each.start : each.end] for each in found] == (["二、"] if is_found else [])


def test_a_heading_stands_wholly_between_the_others_and_not_where_they_begin() -> None:
    text = "前。一、总体情况甚么二、主动公开政府信息情况"
    flow = Flow.of(text)
    own = flow.text.index("二、")
    for first, last, is_found in [
        (2, len(flow.text), True), (own - 1, len(flow.text), True), (own, len(flow.text), False), (2, own + 12, True),
        (2, own + 1, False), (2, own, False),
    ]:  # fmt: skip
        headings = [
            heading(flow, first, "overview"),
            *([heading(flow, last, "requests")] if last < len(flow.text) else [heading(flow, 0, "problems")]),
        ]
        assert len(fastened(flow, EDITION, headings)) == is_found, (first, last)


def test_a_heading_in_other_words_is_one_up_to_the_next_and_within_the_length_of_a_title() -> None:
    flow = Flow.of("前一、基本情况。甚么二、政府信息主动公开工作情况。甚么")
    own = flow.text.index("二、")
    for last, is_found in [(own + 14, True), (own + 13, False)]:
        headings = [heading(flow, 1, "overview"), heading(flow, last, "requests")]
        found = fastened(flow, EDITION, headings)
        assert [each.start for each in found] == ([own] if is_found else []), last


def test_marks_that_are_known_are_not_added_again() -> None:
    marks, more = (
        [Mark(3, 5, 2), Mark(9, 11, 1)],
        [Mark(1, 3, 1), Mark(3, 5, 1), Mark(7, 9, 1), Mark(12, 14, 1)],
    )
    assert merged(marks, more) == [
        Mark(1, 3, 1),
        Mark(3, 5, 2),
        Mark(7, 9, 1),
        Mark(9, 11, 1),
        Mark(12, 14, 1),
    ]
    assert merged(marks, []) == marks
    assert merged([], more) == more
