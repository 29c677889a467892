"""
Numerals, headings and lines that may be either, held against looking at each place of small texts.
"""

from collections import Counter
from itertools import product
from random import Random

from attrs import evolve, frozen

from disclint.grammar.outline import headings, loosely_named, marks, numerals, unnumbered
from disclint.source import Flow, Span
from disclint.syntax import Heading
from tests.forms import EDITION

FORM = EDITION.sections
TITLES = [Flow.of(each.title).text for each in FORM]
ENDS = "。;:!?.)]}#*>”\"'》」』"


def level(numeral: str) -> int:
    return 2 if numeral[0] == "(" else 3 if numeral[0].isdigit() else 1


def can_open(text: str, flow: Flow, start: int, end: int) -> bool:
    """
    Whether a numeral stands at the beginning of a line, behind what ends a sentence, or before the title of a section.
    """
    before = text[start - 1 : start]
    numeral = text[start:end]
    if before != "第":
        if start in flow.lines:
            return True
        ends = "。;:!?" if numeral[-1] == "." else ENDS + "0123456789"
        if before in [*ends] or (numeral[-1] != "." and flow.opens_chunk(start)):
            return True
    is_apart = level(numeral) == 1 or (level(numeral) == 3 and flow.opens_chunk(start))
    return text.startswith(tuple(TITLES), end) and is_apart and before not in '、,和及与为括含"“《('


def expected(flow: Flow) -> list[tuple[int, int, int]]:
    text, found = flow.text, []
    for begin, end in numerals(text):
        start = begin
        *_, digit, _ = text[begin:end]
        if digit.isdigit() and end - 1 in flow.lines:
            # The number of a cell, and a mark on the line below.
            continue
        if digit.isdigit() and (end - 2 in flow.lines or (end - begin == 3 and flow.opens_chunk(end - 2))):
            start = end - 2
        if can_open(text, flow, start, end):
            found.append((start, end, level(text[begin:end])))
    return found


PIECES = [
    "一、",
    "（二）",
    "3.",
    "四.",
    "12、",
    "第",
    "第五部分",
    "。",
    "；",
    "）",
    "和",
    "字",
    "7",
    " ",
    "\n",
    TITLES[2],
    "“",
]


def test_a_numeral_opens_a_heading_where_a_line_or_a_sentence_ends_or_a_section_begins() -> None:
    seen = Counter[int]()
    for pieces in product(PIECES, repeat=3):
        for text in ("".join(pieces), f"字{''.join(pieces)}强化"):
            flow = Flow.of(text)
            found = [(each.start, each.end, each.level) for each in marks(flow, EDITION)]
            assert found == expected(flow), text
            assert found == [
                (each.start, each.end, each.level) for each in marks(flow, EDITION, reference=True)
            ]
            seen[len(found)] += 1
    assert min(seen[each] for each in range(4)) > 5


def test_the_digit_of_a_heading_below_a_cell_is_its_own() -> None:
    for above, between, number, mark in product(
        ["", "字", "5", "12"], [" ", "\n", "|"], ["3", "4"], [".", "、"]
    ):
        flow = Flow.of(f"{above}{between}{number}{mark}强化公开")
        at = flow.text.index(f"{number}{mark}")
        found = [(each.start, each.end) for each in marks(flow, EDITION)]
        is_heading = between == "\n" or not above or mark == "、" or above[-1] in ENDS
        assert found == ([(at, at + 2)] if is_heading else []), flow.source_text
    # A mark alone on its line lost the numeral that stood there.
    for above, mark in product(["5", "12", "字5"], [".", "、"]):
        assert marks(Flow.of(f"{above}\n{mark}强化公开"), EDITION) == []
        flow = Flow.of(f"{above}\n{mark}强化公开\n一、甲")
        assert [flow.text[each.start :] for each in marks(flow, EDITION)] == ["一、甲"]


def test_a_text_has_ten_thousand_headings_at_most() -> None:
    for count in (9_999, 10_000, 10_001):
        assert len(marks(Flow.of("一、甲\n" * count), EDITION)) == min(count, 10_000)


# What the headings say.


def test_a_title_ends_with_its_line_its_sentence_or_before_the_next_numeral() -> None:
    drawn, seen = Random(1), Counter[bool]()
    for _ in range(1500):
        text, wanted = "", list[tuple[int, int, str, str, bool]]()
        for _ in range(drawn.randrange(1, 4)):
            numeral = drawn.choice(["一、", "(二)", "3.", "第四部分:"])
            words = "公" * drawn.choice([1, 5, 44, 45, 46])
            title = words[:45]
            end = drawn.choice(["\n", "。", ";", ":", "!", "?", " ", ""])
            start = len(text)
            text += f"{numeral}{words}{end}"
            rest = drawn.choice(["", "公正"]) if end else ""
            # Behind a blank the title goes on.
            goes_on = end == " " and len(title) < 45
            title = (title + rest)[:45] if goes_on else title
            text += rest
            stop = start + len(numeral) + len(words[:45])
            if goes_on:
                stop += len(title) - len(words) + (1 if len(title) > len(words) else 0)
            wanted.append((start, stop, numeral, title, True))
            text += drawn.choice(["\n", "\n\n"])
        flow = Flow.of(text)
        found = headings(flow, EDITION, marks(flow, EDITION))
        assert [(each.span.start, each.span.end, each.numeral, each.title) for each in found] == [
            each[:4] for each in wanted
        ], text
        for each in found:
            rest = text[each.span.end :]
            assert each.inline == (rest.lstrip(" ") != "" and not rest.lstrip(" ").startswith("\n"))
            assert (each.section, each.canonical) == (None, False)
            seen[each.inline] += 1
    assert min(seen.values()) > 200


def test_the_next_numeral_ends_what_a_heading_may_name() -> None:
    flow = Flow.of("一、本局今年 二、总体情况")
    found = [(each.title, each.section) for each in headings(flow, EDITION, marks(flow, EDITION))]
    assert found == [("本局今年", None), ("总体情况", "overview")]


def test_a_line_longer_than_any_title_is_none() -> None:
    for length in (44, 45, 46):
        for before in ("", "甲\n", "甲乙\n"):
            found = unnumbered(Flow.of(f"{before}{TITLES[0].ljust(length, '》')}\n没有。"), EDITION, [])
            assert [each.section for each in found] == (["overview"] if length <= 45 else [])


def test_what_a_mark_names_is_found_once_and_kept() -> None:
    text = "\n".join(f"{each.numeral}、{each.title}\n无。" for each in FORM)
    flow = Flow.of(text)
    found = marks(flow, EDITION)
    known: dict[tuple[str, int, int], object] = {}
    first = headings(flow, EDITION, found, known)  # type: ignore[arg-type]
    assert [(each.section, each.canonical, each.level) for each in first] == [
        (each.id, True, 1) for each in FORM
    ]
    assert len(known) == len(FORM)
    assert headings(flow, EDITION, found, dict.fromkeys(known)) == [  # type: ignore[arg-type]
        evolve(each, section=None, canonical=False) for each in first
    ]
    assert headings(flow, EDITION, found, known) == headings(flow, EDITION, found) == first  # type: ignore[arg-type]


# Lines without a numeral, or without its mark.


@frozen
class Written:
    """
    A line: what stands before, in and behind the words; which section they name, and whether it is known where others have numerals or not.
    """

    text: str
    section: str | None = None
    words: str = ""
    strictly: bool = False


def drawn_line(drawn: Random) -> Written:
    at = drawn.randrange(len(FORM))
    form, own = FORM[at], TITLES[at]
    other = FORM[(at + 1) % len(FORM)].numeral
    words = drawn.choice([own, own, own, own.replace("、", "")]) if "、" in own else own
    if drawn.random() < 0.25:
        words = {"overview": "工作概况", "problems": "存在问题及改进措施"}.get(form.id, words)
    lead = drawn.choice(
        [
            "",
            "",
            "",
            form.numeral,
            f"{form.numeral};",
            f"{form.numeral}-",
            "、",
            other,
            f"{other}:",
            "#",
            "第一部分",
            "3",
            "《",
            "(1)",
        ]
    )
    tail = drawn.choice(["", "", "", ":", "。", "》", "3", ",", "的说明", " ", "#"])
    is_line = tail.strip() in ("", ":", "。", "》", "#")
    is_own = words.replace("、", "") == own.replace("、", "")
    marked = lead in ("", form.numeral, f"{form.numeral};", f"{form.numeral}-", "、")
    text = f"{lead}{words}{tail}"
    return Written(text, form.id if is_line else None, words, strictly=marked and is_own and not tail.strip())


def lines_of(lines: list[Written], missing: set[str], *, loosely: bool) -> list[tuple[int, str, str]]:
    """
    The lines that are titles of missing sections, but for those of a table of contents.
    """
    runs, is_open = list[list[tuple[int, str, str]]](), False
    for at, line in enumerate(lines):
        if line.section in missing and (loosely or line.strictly):
            if not is_open:
                runs.append([])
            runs[-1].append((at, line.section or "", line.words))
            is_open = True
        else:
            is_open = False
    kept = []
    for run in runs:
        if len(run) < 3:
            kept += run
        elif run[-1][1] in {id for _, id, _ in run[:-1]}:
            kept.append(run[-1])
    return kept


def chosen(lines: list[tuple[int, str, str]], missing: set[str]) -> list[tuple[int, str]]:
    """
    One line for each section: behind those before it if there is one, in the form's own words if there is one.
    """
    added, last = list[tuple[int, str]](), -1
    for form, title in zip(FORM, TITLES, strict=True):
        own = [each for each in lines if each[1] == form.id] if form.id in missing else []
        behind = [each for each in own if each[0] > last] or own
        best = [each for each in behind if each[2] == title] or behind
        if best:
            added.append((best[0][0], best[0][2]))
            last = best[0][0]
    return added


def test_a_line_that_is_a_title_names_the_section_that_no_numeral_names() -> None:
    drawn, seen = Random(2), Counter[int]()
    for _ in range(4000):
        lines = [
            drawn_line(drawn)
            if drawn.random() < 0.6
            else Written(drawn.choice(["全年工作有序。", "没有。", "公" * 46]))
            for _ in range(drawn.randrange(1, 8))
        ]
        text, starts = "", list[int]()
        for line in lines:
            starts.append(len(text))
            text += f"{line.text}\n"
        numbered = drawn.sample(FORM, drawn.choice([0, 1, 2, 3, 6]))
        there = [Heading(Span(0, 1), 1, "一、", each.title, each.id) for each in numbered]
        missing = {each.id for each in FORM} - {each.id for each in numbered}
        loosely = len(numbered) < 2
        found = unnumbered(Flow.of(text), EDITION, there)
        wanted = chosen(lines_of(lines, missing, loosely=loosely), missing)
        assert [(each.span.start, each.title) for each in found] == [
            (starts[at] + lines[at].text.index(words), words) for at, words in wanted
        ], (text, [each.id for each in numbered])
        for each, (at, words) in zip(found, wanted, strict=True):
            form = next(one for one in FORM if one.id == lines[at].section)
            assert each == Heading(
                each.span, 1, None, words, form.id, canonical=words == Flow.of(form.title).text
            )
            assert text[each.span.start : each.span.end] == words
        seen[len(found)] += 1
    assert min(seen[each] for each in range(4)) > 100


# First-level headings in other words.


def by_place(found: list[Heading]) -> list[Heading]:
    """
    With the sections that numeral, place and a word tell: of each in turn, the first heading that could be it.
    """
    for form in FORM:
        named = [each for each in found if each.section]
        order = [each.id for each in FORM]
        for at, each in enumerate(found):
            # Where this stands among those that are named already, they are in the form's order on either side of it.
            sides = [
                (one.span.start < each.span.start) == (order.index(one.section or "") < order.index(form.id))
                for one in named
            ]
            if (
                len({one.section for one in named}) > 1
                and form.id not in {one.section for one in named}
                and not each.section
                and each.level == 1
                and not each.inline
                and len(each.title) <= 30
                and (each.numeral or "-")[0] == form.numeral
                and all(sides)
                and any(hint and hint in each.title for hint in form.hint.split("|"))
                and not any(
                    key in each.title for one in FORM if one is not form for key in one.key.split("|")
                )
            ):
                found = [*found[:at], evolve(each, section=form.id), *found[at + 1 :]]
                break
    return found


def test_headings_in_other_words_are_sections_by_numeral_and_key_each_once() -> None:
    drawn, seen = Random(3), Counter[int]()
    hints = ["职能", *(each for form in FORM for each in form.hint.split("|") if each)]
    for _ in range(4000):
        found = []
        for at in range(drawn.randrange(1, 8)):
            form = drawn.choice(FORM)
            key = drawn.choice(form.key.split("|"))
            words = drawn.choice(
                [
                    f"本局{key}",
                    f"本局{key}",
                    f"本局{drawn.choice(hints)}",
                    f"本局{drawn.choice(hints)}",
                    f"{key}{'说' * (30 - len(key))}",
                    f"{key}{'说' * (31 - len(key))}",
                ]
            )
            numeral = drawn.choice([form.numeral, form.numeral, drawn.choice(FORM).numeral])
            section = drawn.choice([None, None, None, drawn.choice(FORM).id])
            mark = drawn.choice([f"{numeral}、", f"{numeral}、", None])
            found.append(
                Heading(
                    Span(at, at + 1),
                    drawn.choice([1, 1, 1, 2]),
                    mark,
                    words,
                    section,
                    inline=drawn.random() < 0.1,
                )
            )
        missing = [each for each in FORM if each.id not in {one.section for one in found}]
        wanted = []
        for each in found:
            named = each.section
            if named is None and each.level == 1 and not each.inline and len(each.title) <= 30:
                own = [
                    form for form in missing
                    if (each.numeral or "-")[0] == form.numeral and any(key in each.title for key in form.key.split("|"))
                ]  # fmt: skip
                if own:
                    named = own[0].id
                    missing.remove(own[0])
            wanted.append(evolve(each, section=named))
        wanted = by_place(wanted)
        assert loosely_named(EDITION, found) == wanted
        seen[sum(one != other for one, other in zip(found, wanted, strict=True))] += 1
    assert min(seen[each] for each in range(3)) > 100


KEYED = tuple(evolve(each, hint="") for each in FORM)


def test_a_heading_between_its_neighbours_is_the_section_between_them() -> None:
    drawn, seen = Random(4), Counter[int]()
    hints = ["职能", *(each for form in FORM for each in form.hint.split("|") if each)]
    for _ in range(3000):
        order = list(FORM)
        if drawn.random() < 0.3:
            at = drawn.randrange(5)
            order[at : at + 2] = order[at + 1], order[at]
        found = []
        for at, form in enumerate(order):
            numeral = f"{drawn.choice([form, form, form, drawn.choice(FORM)]).numeral}、"
            if drawn.random() < 0.6:
                found.append(Heading(Span(at, at + 1), 1, numeral, form.title, form.id, canonical=True))
            else:
                words = drawn.choice(
                    [
                        drawn.choice((form.hint or "职能").split("|")),
                        drawn.choice(hints),
                        "存在不足的工作情况",
                    ]
                )
                inline = drawn.random() < 0.1
                found.append(
                    Heading(Span(at, at + 1), drawn.choice([1, 1, 1, 2]), numeral, words, inline=inline)
                )
        # Key words are looked for first; here none but those of section five stands in a heading that has no section.
        wanted = by_place(list(loosely_named(evolve(EDITION, sections=KEYED), found)))
        assert loosely_named(EDITION, found) == wanted
        seen[sum(one != other for one, other in zip(found, wanted, strict=True))] += 1
    assert min(seen[each] for each in range(3)) > 50
