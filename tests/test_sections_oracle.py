"""
Which headings open sections, and what stands under each, held against going through small texts line by line.
"""

from collections import Counter
from random import Random

from attrs import evolve

from disclint.grammar.sections import named_headings, outline, without_contents
from disclint.source import Flow, Span
from disclint.syntax import LOST, READ, Heading, Section, Table
from tests.forms import EDITION

FORM = EDITION.sections
IDS = [each.id for each in FORM]
HAN = [each.numeral for each in FORM]
LEADERS = ["", "……3", " - 4 -", "_____", "第2页", "；", "、，"]


def drawn_text(drawn: Random) -> tuple[Flow, list[Heading], list[bool]]:
    """
    A text, its headings, and whether nothing but what parts the lines of contents stands behind each.
    """
    text, found, empty = "前言\n" if drawn.random() < 0.5 else "", list[Heading](), list[bool]()
    ids: list[str | None] = (
        [*IDS] if drawn.random() < 0.5 else drawn.choices([*IDS[:4], None], k=drawn.randrange(1, 9))
    )
    if drawn.random() < 0.4:
        ids = [*drawn.choices(IDS, k=drawn.randrange(1, 5)), *ids]
    parts = drawn.choice([0.1, 0.1, 0.6, 1])
    for id in ids:
        level = 2 if drawn.random() < parts else 1
        numeral = HAN[IDS.index(id)] if id and drawn.random() < 0.8 else drawn.choice(HAN)
        mark = f"({numeral})" if level == 2 else f"{numeral}、"
        start = len(text)
        text += f"{mark}标题"
        numbered = None if drawn.random() < 0.05 else mark
        found.append(
            Heading(Span(start, len(text)), level, numbered, "标题", id, canonical=drawn.random() < 0.8)
        )
        empty.append(drawn.random() < 0.5)
        text += drawn.choice(LEADERS) if empty[-1] else drawn.choice(["\n正文", "正", "3正文", "\n正文\n4"])
        text += "\n"
    return Flow.of(text), found, empty


def without_lists(found: list[Heading], empty: list[bool]) -> list[Heading]:
    """
    The headings but for entries of tables of contents.
    """
    kept, listed = [], 0
    for at, each in enumerate(found):
        again = each.section in [one.section for one in found[at + 1 :]]
        if again and empty[at]:
            listed += 1
            continue
        if not again or listed < 2:
            kept.append(each)
        listed = 0
    return kept


def is_blank(flow: Flow, found: list[Heading]) -> list[bool]:
    """
    Whether nothing is told between a heading and the next of these.
    """
    blank = []
    for at, each in enumerate(found):
        end = found[at + 1].span.start if at + 1 < len(found) else len(flow.source_text)
        between = flow.text[flow.offset(each.span.end) : flow.offset(end)]
        blank.append(not set(between) - set(".…·-—_()第页;,、。0123456789"))
    return blank


def test_entries_of_a_table_of_contents_open_nothing() -> None:
    drawn, seen = Random(1), Counter[int]()
    for _ in range(1500):
        flow, found, empty = drawn_text(drawn)
        assert is_blank(flow, found)[:-1] == empty[:-1]
        wanted = without_lists(found, empty)
        assert without_contents(flow, found) == wanted
        seen[len(found) - len(wanted)] += 1
    assert min(seen[each] for each in range(4)) > 20


def numeral_of(heading: Heading) -> str:
    return (heading.numeral or "").strip("()、")


def misnumbered(named: list[Heading], first: list[Heading]) -> list[Heading]:
    """
    Parts in the form's words that stand where a section is wanting, with its numeral, behind the one before it.
    """
    starts = {each.section: each.span.start for each in first}
    found = []
    for each in named:
        at = IDS.index(each.section or "")
        if (
            each.section in starts
            or each.level == 1
            or not each.canonical
            or at == 0
            or IDS[at - 1] not in starts
        ):
            continue
        placed = all(
            (starts[id] < each.span.start) == (number < at) for number, id in enumerate(IDS) if id in starts
        )
        if placed and numeral_of(each) == HAN[at]:
            found.append(each)
    return found


def test_sections_are_of_the_first_level_but_where_parts_are_in_their_place() -> None:
    drawn, seen = Random(2), Counter[str]()
    for _ in range(3000):
        flow, found, _ = drawn_text(drawn)
        named = [each for each in found if each.section]
        first = [each for each in named if each.level == 1]
        more = misnumbered(named, first)
        is_numbered = len({each.section for each in first}) >= 2 or len({each.section for each in named}) < 3
        level = [*first, *more] if is_numbered else named
        right = {each.section for each in level if numeral_of(each) == HAN[IDS.index(each.section or "")]}
        likely = [
            each
            for each in level
            if each.section not in right or numeral_of(each) == HAN[IDS.index(each.section or "")]
        ]
        told = named_headings(flow, found, EDITION)
        # Parts stand behind all others in the list, wherever they stand in the text.
        blank = []
        for at, each in enumerate(likely):
            end = likely[at + 1].span.start if at + 1 < len(likely) else None
            between = "正" if end is None else flow.text[flow.offset(each.span.end) : flow.offset(end)]
            blank.append(not set(between) - set(".…·-—_()第页;,、。0123456789"))
        assert told == without_lists(likely, blank), flow.source_text
        seen["parts" if is_numbered and more else "numbered" if is_numbered else "all"] += 1
    assert min(seen.values()) > 50


def test_a_section_goes_to_the_next_and_has_the_headings_in_it_that_are_of_no_table() -> None:
    drawn, seen = Random(3), Counter[int]()
    for _ in range(1500):
        flow, found, _ = drawn_text(drawn)
        openers = [each for each in found if each.section and drawn.random() < 0.6]
        length = len(flow.source_text)
        tables = []
        for state in (READ, LOST):
            start = drawn.randrange(length + 1)
            tables.append(Table(state, "", Span(start, drawn.randrange(start, length + 1)), state))
        read = tables[0].span
        mixed = drawn.sample(found, len(found))
        given = drawn.sample(openers, len(openers))
        said = outline(flow, mixed, given, tables)
        others = [
            evolve(each, section=None)
            for each in mixed
            if all(each is not one for one in openers)
            and not (each.span.start < read.end and read.start < each.span.end)
        ]
        assert said.preamble_end == (openers[0].span.start if openers else length)
        ends = [*(each.span.start for each in openers[1:]), length]
        assert said.sections == tuple(
            Section(
                each.section or "", Span(each.span.start, end), each, Span(each.span.end, end),
                tuple(one for one in others if each.span.end <= one.span.start < end),
            )
            for each, end in zip(openers, ends, strict=False)
        )  # fmt: skip
        assert said.headings == tuple(sorted([*openers, *others], key=lambda each: each.span.start))
        seen[len(said.sections)] += 1
    assert min(seen[each] for each in range(4)) > 50
