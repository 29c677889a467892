"""
Where a second report begins, held against trying every heading.
"""

from collections import Counter
from random import Random

from disclint.grammar.front import is_title
from disclint.grammar.several import second
from disclint.source import Flow, Span
from disclint.syntax import Heading
from tests.forms import EDITION

FORM = EDITION.sections
TITLE = "甲市水利局2023年政府信息公开工作年度报告"
# What may stand between the last heading of a report and the first of the next.
BETWEEN = ["", "\n", "无。\n", "\n无。\n"]
LINES = [
    "",
    f"{TITLE}\n",
    f"{TITLE}\n2024年1月3日\n",
    f"2024年1月3日\n{TITLE}\n",
    f"{TITLE} ",
    f"首页\n{TITLE}\n{TITLE}\n",
    f"{TITLE}。另见\n",
]


def drawn_file(drawn: Random) -> tuple[str, list[Heading]]:
    text, found = "", list[Heading]()
    for number in range(drawn.choice([1, 2, 2, 2, 3])):
        ids = [each for each in FORM if drawn.random() < 0.8]
        if drawn.random() < 0.3:
            ids = drawn.choices(FORM, k=drawn.randrange(1, 7))
        if drawn.random() < 0.5:
            ids = [FORM[0], *[each for each in ids if each is not FORM[0]]]
        text += drawn.choice(LINES) if number else ""
        for form in ids:
            start = len(text)
            text += f"{form.numeral}、{form.title}"
            found.append(Heading(Span(start, len(text)), 1, f"{form.numeral}、", form.title, form.id))
            text += drawn.choice(BETWEEN)
    return text, found


def expected(text: str, found: list[Heading]) -> int | None:
    """
    Where a report begins: at its first heading, or at the title between that and the last one of the report before.
    """
    ids = [each.id for each in FORM]
    for at in range(1, len(found)):
        before, behind = found[:at], found[at:]
        if before[-1].section not in ids[-2:] or behind[0].section != ids[0]:
            continue
        if len({each.section for each in before}) < 4 or len({each.section for each in behind}) < 4:
            continue
        start, end = before[-1].span.end, behind[0].span.start
        for line in text[start:end].split("\n"):
            flow = Flow.of(line)
            if is_title(flow, 0, len(flow.text)):
                return start
            start += len(line) + 1
        return end
    return None


def test_a_second_report_begins_where_the_form_is_through_and_begins_again() -> None:
    drawn, seen = Random(1), Counter[str]()
    for _ in range(4000):
        text, found = drawn_file(drawn)
        flow = Flow.of(text)
        at, wanted = second(flow, EDITION, found), expected(text, found)
        assert at == (None if wanted is None else flow.offset(wanted)), text
        is_heading = wanted is not None and any(each.span.start == wanted for each in found)
        seen["none" if wanted is None else "heading" if is_heading else "title"] += 1
    assert min(seen.values()) > 80
