"""
What facts are found of the characters and stretches of a report, held against going over them one by one.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise
from random import Random

import pytest
from bench.reports import sound
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.facts import Facts, facts_of, persons, record_of, typography
from disclint.facts.asked import Asked
from disclint.facts.changing import Change, change
from disclint.facts.ranges import merged, paragraphs, section_at, sentences, without
from disclint.facts.record import number_in, options_in, several, state_in
from disclint.facts.recorded import Recorded
from disclint.grammar import parse
from disclint.phrases.match import phrase
from disclint.source import Flow, Source, Span
from disclint.values import Missing, Number, Subject, Text
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK

OFTEN = settings(max_examples=80, deadline=None, derandomize=True)
TURNING = "\u202b\u202d\u202e\u2067"
MARKS = "[\n]甲乙丙，，。；：,;:?!（）()《》〈〉“”\"'、 " + TURNING[1:3]
FULL = "，；：？！（）"


def is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def is_closed(char: str) -> bool:
    """
    Whether Chinese stands there, or what closes a quotation.
    """
    return bool(char) and (is_han(char) or char in "》〉”’）")


def halves(text: str) -> Iterator[int]:
    for at, char in enumerate(text):
        before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if char in ",;:?!":
            found = is_closed(before) and bool(behind) and (is_han(behind) or behind in "“《（")
        elif char == "(":
            found = is_closed(before) and bool(behind) and is_han(behind)
        else:
            found = char == ")" and bool(before) and is_han(before)
        if found:
            yield at


def straights(text: str) -> Iterator[int]:
    for at, char in enumerate(text):
        before, behind = (
            bool(each) and is_han(each) for each in (text[at - 1 : at] if at else "", text[at + 1 : at + 2])
        )
        if (char in '"＂' and (before or behind)) or (char == "'" and before and behind):
            yield at


def doubles(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] in "。，；：、,;":
            end += 1
        if end - at > 1:
            yield at, end
        at = max(at + 1, end)


def nested(text: str) -> Iterator[int]:
    is_open = False
    for at, char in enumerate(text):
        if char == "《":
            if is_open:
                yield at
            is_open = not is_open
        elif char in "》\n":
            is_open = False


@OFTEN
@given(st.text(MARKS, max_size=60))
def test_marks_are_odd_where_their_neighbours_say_so(text: str) -> None:
    flow = Flow.of(text)
    whole = flow.span(0, len(flow.text))
    inside = text[whole.start : whole.end]
    half = list(halves(inside))
    expected = {("doubled", *each) for each in doubles(inside)}
    expected |= {("straight", at, at + 1) for at in straights(inside)}
    expected |= {("nested", at, at + 1) for at in nested(inside)}
    expected |= {("turned", at, at + 1) for at, char in enumerate(inside) if char in TURNING}
    if sum(char in FULL for char in inside) > 3 * len(half):
        expected |= {("halfwidth", at, at + 1) for at in half}
    found = [
        (each.sort, each.span.start - whole.start, each.span.end - whole.start)
        for each in typography.slips(Source(text), flow, [(0, len(flow.text))])
    ]
    assert sorted(found) == sorted(expected)


PAIRS = {")": "(", "）": "(", "》": "《", "”": "“"}


@pytest.mark.parametrize(
    "text", ["主要有：a）甲；b）乙。", "主要有：1）甲；12）乙。", "主要有：一）甲；十二）乙。"]
)
def test_the_bracket_of_a_list_needs_no_other(text: str) -> None:
    assert list(typography.unpaired(Source(text), Flow.of(text), (0, len(text)))) == []


# How much a digit of a card counts for where it is doubled.
DOUBLED = {"0": 0, "1": 2, "2": 4, "3": 6, "4": 8, "5": 1, "6": 3, "7": 5, "8": 7, "9": 9}


@OFTEN
@given(st.text("0123456789", min_size=14, max_size=17))
def test_a_number_is_of_a_bank_card_where_its_check_digit_says_so(rest: str) -> None:
    number = f"62{rest}"
    even = len(number) % 2
    total = sum(DOUBLED[each] if at % 2 == even else int(each) for at, each in enumerate(number))
    text = f"卡号{number}。"
    found = [each.sort for each in persons.identifiers(Flow.of(text), (0, len(text)))]
    if len(number) != 18:  # As many as an identity card has.
        assert found == ["bank"] * (total % 10 == 0)


@OFTEN
@given(st.text("甲乙，。（）()《》“”\n", max_size=40), st.booleans())
def test_a_bracket_is_lone_that_no_other_closes(text: str, straight: bool) -> None:  # noqa: FBT001 - a case
    # A straight quote may close a curly one, so that nothing is said of these.
    text = f"甲{text}甲" + ('"' if straight else "")
    opened: dict[str, list[int]] = {"(": [], "《": [], "“": []}
    lone = []
    for at, char in enumerate(text):
        if straight and char in "“”":
            continue
        opens = "(" if char == "（" else char
        if opens in opened:
            opened[opens].append(at)
        elif char in PAIRS:
            if opened[PAIRS[char]]:
                opened[PAIRS[char]].pop()
            elif not (char in ")）" and text[at - 1] == "\n"):
                # A line may begin with what is left of 1).
                lone.append(at)
    flow = Flow.of(text)
    found = [each.start for each in typography.unpaired(Source(text), flow, (0, len(flow.text)))]
    assert found == sorted(lone + [at for each in opened.values() for at in each])


@OFTEN
@given(st.text("甲乙 ，。、!|\n", max_size=30))
def test_blanks_before_a_mark_are_those_between_a_word_and_it(text: str) -> None:
    text = f"甲{text}甲"
    expected = [found.span(2) for found in re.finditer("([甲乙])( +)(?=[，。、!])", text)]
    flow = Flow.of(text)
    found = [(each.start, each.end) for each in typography.spaces(flow, (0, len(flow.text)))]
    assert found == expected


STRETCHES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda each: (each[0], sum(each))), max_size=5
)


def places(stretches: object) -> set[int]:
    return {at for first, last in stretches for at in range(first, last)}  # type: ignore[attr-defined]


@OFTEN
@given(STRETCHES, STRETCHES)
def test_what_is_left_without_holes_is_what_lies_in_none(
    stretches: list[tuple[int, int]], holes: list[tuple[int, int]]
) -> None:
    joined = merged(stretches)
    assert places(joined) == places(stretches)
    assert sorted(joined) == list(joined)
    assert all(one[1] <= two[0] for one, two in pairwise(joined))
    left = without(joined, sorted(holes))
    assert places(left) == places(joined) - places(holes)
    assert sum(last - first for first, last in left) == len(places(left))
    assert all(first < last for first, last in left)


@OFTEN
@given(st.lists(st.text("甲乙，。；!?", min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_paragraphs_and_sentences_are_the_lines_and_what_ends_in_a_stop(
    lines: list[str], data: st.DataObject
) -> None:
    flow = Flow.of("\n".join(lines), hard_wrapped=False)
    start = data.draw(st.integers(0, len(flow.text) - 1))
    end = data.draw(st.integers(start + 1, len(flow.text)))
    ends = set(accumulate(map(len, lines)))
    cuts = sorted({start, end} | {each for each in ends if start < each < end})
    assert list(paragraphs(flow, (start, end))) == list(pairwise(cuts))
    stops = {at + 1 for at, char in enumerate(flow.text) if char in "。;!?" and start <= at < end}
    assert list(sentences(flow, (start, end))) == list(pairwise(sorted({*cuts, *stops})))


REPORT = """乙县水利局2024年政府信息公开工作年度报告
本报告由乙县水利局编制。
一、总体情况
2024年，本机关主动公开信息24条。{told}
二、主动公开政府信息情况
五、存在的主要问题及改进情况
问题是公开不及时。今后改进。
六、其他需要报告的事项
无其他需要报告的事项。
"""


def facts(told: str = "") -> Facts:
    parsed = parse(Source(REPORT.format(told=told)), EDITIONS, LEXICON)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def test_every_character_is_in_the_section_that_it_stands_in() -> None:
    text = REPORT.format(told="")
    report = parse(Source(text), EDITIONS, LEXICON).report
    lines = [(0, "title"), (1, "preamble"), (2, "overview"), (3, "overview"), (4, "disclosure"), (5, "problems"), (6, "problems"), (7, "other"), (8, "other")]  # fmt: skip
    starts = list(accumulate((len(each) + 1 for each in text.split("\n")), initial=0))
    for line, section in lines:
        for at in (starts[line], starts[line + 1] - 2):
            assert section_at(report, Span(at, at + 1)) == section, (line, at)


@pytest.mark.parametrize("function", ["paragraphs", "sentences"])
def test_a_record_has_the_words_of_its_sections_once_each_and_not_the_title(function: str) -> None:
    record = Recorded(record_of(facts(), "a"), EDITIONS, "prev")

    def said(scope: str) -> list[str]:
        found = record.call(function, (Text(scope),))
        assert isinstance(found, tuple)
        read = [each.read("text") for each in found if isinstance(each, Subject)]
        return [each.text for each in read if isinstance(each, Text)]

    sections = [each for id in ("preamble", "overview", "problems", "other") for each in said(id)]
    assert sections
    assert said("report") == said("prose") == sections
    assert said("before_tables") == said("preamble") + said("overview")
    assert said("title") == ["乙县水利局2024年政府信息公开工作年度报告"]


def test_claims_that_touch_are_two() -> None:
    numbers = [
        each.value.value for each in facts("收到申请5件收到申请6件。").claims("new_received") if each.value
    ]
    assert numbers == [5, 6]


def test_a_report_alone_has_no_other_beside_it() -> None:
    alone = facts()
    for name in ("prev", "peers"):
        found = alone.name(name)
        assert found == () or isinstance(found, Missing)
    assert isinstance(alone.name("title"), Subject)
    assert isinstance(alone.name("nothing_of_this_name"), Missing)


def test_what_two_ask_is_what_either_asks() -> None:
    cells, phrases = [("requests", each, "total") for each in "ab"], [phrase("甲"), phrase("乙")]
    one, other = (
        Asked(*map(frozenset, ([cells[at]], [str(at)], [("prose", phrases[at])], [f"c{at}"], [f"s{at}"])))
        for at in range(2)
    )
    both = Asked(
        *map(frozenset, (cells, "01", [("prose", each) for each in phrases], ["c0", "c1"], ["s0", "s1"]))
    )
    assert one | other == other | one == both
    assert one | Asked() == one


def test_what_another_report_lacks_is_nothing_at_the_least() -> None:
    record = Recorded(record_of(facts(), "a"), EDITIONS, "prev")
    cell = record.address(("requests", "granted", "total"))
    assert isinstance(cell, Number)
    assert (cell.low, cell.high) == (0, None)
    title = record.name("title")
    assert isinstance(title, Subject)
    assert title.read("text") == Text("乙县水利局2024年政府信息公开工作年度报告")


def test_a_table_that_is_missing_is_where_its_section_is() -> None:
    places = facts().places
    for id, placed in places.tables.items():
        assert places.of_table(id) == places.of_section(placed.layout.form.section)
    old = whole(WHOLE)
    for id, placed in old.tabular.tables.items():
        assert old.places.of_table(id) == placed.table.span


def test_a_cell_is_called_by_its_row_and_its_column() -> None:
    old = whole(WHOLE)
    for placed in old.tabular.tables.values():
        form = placed.layout.form
        labels = {each.id: each.label for each in (*form.rows(), *form.columns())}
        for address, cell in placed.cells.items():
            _, row, column = address.split("/")
            said = old.places.words(address, cell.span)
            assert all(f"“{labels[each]}”" in said["zh"] for each in (row, column))
            assert said["zh"].endswith(f": {cell.raw}")
            assert old.tabular.value(address) == Decimal(cell.raw)


def test_an_occurrence_knows_the_one_before() -> None:
    found = facts("公开甲，公开乙，公开丙。").occurrences(
        Text("overview"), (phrase("公开{甲|乙}"), phrase("公开"))
    )
    assert isinstance(found, tuple)
    assert len(found) > 3
    for last, each in pairwise(found):
        assert isinstance(each, Subject)
        assert each.read("previous") == last


WHOLE = sound(7, style="pipe").data.decode()


def whole(text: str) -> Facts:
    parsed = parse(Source(text), EDITIONS, LEXICON)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def with_text(old: Facts, span: Span, words: str) -> Change | None:
    new = whole(old.source.text[: span.start] + words + old.source.text[span.end :])
    return change(old, new)


def ensure_same_around(found: Change) -> None:
    before, now = found.old.flow.text, found.new.flow.text
    assert before[: found.before[0]] == now[: found.now[0]]
    assert before[found.before[1] :] == now[found.now[1] :]


@pytest.mark.parametrize("seed", range(12))
def test_a_number_that_was_changed_is_all_that_is_otherwise_in_the_tables(seed: int) -> None:
    old, drawn = whole(WHOLE), Random(seed)
    placed = old.tabular.tables[drawn.choice(sorted(old.tabular.tables))]
    address = drawn.choice(sorted(placed.cells))
    cell = placed.cells[address]
    found = with_text(old, cell.span, drawn.choice(["987654", f"{cell.raw}7"]))
    assert found is not None
    assert (found.tables.cells, found.tables.ids) == ({address}, set())
    ensure_same_around(found)


@pytest.mark.parametrize("seed", range(12))
def test_words_that_were_changed_are_in_the_paragraph_that_is_otherwise(seed: int) -> None:
    old, drawn = whole(WHOLE), Random(seed)
    taken = [old.flow.bounds(each.span) for each in (*old.report.headings, *old.report.citations)]
    lines = [
        (start, end)
        for scope in ("overview", "problems")
        for stretch in old.ranges[scope]
        for start, end in paragraphs(old.flow, stretch)
        if not any(first < end and start < last for first, last in taken)
    ]
    start, end = drawn.choice(lines)
    at = drawn.choice([each for each in range(start + 4, end - 4) if is_han(old.flow.text[each])])
    found = with_text(old, old.flow.span(at, at + 1), drawn.choice(["甚", "甚至", "了解到"]))
    assert found is not None
    assert (found.tables.cells, found.tables.ids) == (set(), set())
    ensure_same_around(found)
    assert old.flow.paragraph(at) == found.before


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("一、总体情况", "一、总的情况"),
        ("一、总体情况", "总体情况"),
        ("2024年政府信息公开工作年度报告", "2023年政府信息公开工作年度报告"),
        ("乙县水利局2024年", "乙县水务局2024年"),
        ("本机关主动", "根据《国务院办公厅》（国办发〔2021〕9号），本机关主动"),
        ("问题是公开不及时。", "（一）公开不及时。\n问题是"),
        ("六、其他需要报告的事项\n", ""),
    ],
)
def test_of_a_report_with_another_outline_nothing_is_as_it_was(words: str, others: str) -> None:
    text = REPORT.format(told="")
    assert text.count(words) == 1
    assert change(whole(text), whole(text.replace(words, others))) is None


def test_a_report_that_is_as_it_was_is_not_otherwise() -> None:
    found = change(whole(WHOLE), whole(WHOLE))
    assert found is not None
    assert (found.before, found.now, found.tables.cells, found.tables.ids) == ((0, 0), (0, 0), set(), set())
    assert found.concepts == set()


def test_a_line_before_all_others_is_a_paragraph_of_its_own() -> None:
    found = change(whole(WHOLE), whole(f"甲乙\n{WHOLE}"))
    if found is not None:
        ensure_same_around(found)


def test_of_a_text_of_two_reports_words_may_be_otherwise_and_the_rest_the_same() -> None:
    both = f"{WHOLE}\n{WHOLE}"
    old = whole(both)
    assert [each.code for each in old.report.problems] == ["several-reports"]
    at = old.ranges["overview"][0][1] - 5
    found = with_text(old, old.flow.span(at, at + 1), "甚")
    assert found is not None
    assert (found.tables.cells, found.tables.ids) == (set(), set())


@pytest.mark.parametrize("stop", ["；\n其中", "。\n其中", "；\n", "。\n"])
def test_what_goes_on_from_a_sentence_is_heard_again_when_that_is_changed(stop: str) -> None:
    old, new = (facts(f"全年收到{what}5件，比上年有所下降{stop}自然人3件。") for what in ("申请", "行政复议"))
    found = change(old, new)
    assert found is not None
    for id in PACK.vocabulary.concepts:
        claims = [[each.value and each.value.value for each in of.all_claims(id)] for of in (old, new)]
        assert id in found.concepts or claims[0] == claims[1]


def test_a_cell_of_a_record_is_a_number_several_or_a_state() -> None:
    record = record_of(whole(WHOLE), "a")
    assert {state_in(each) for each in record.cells.values()} == {"number"}
    assert all(number_in(each) is not None and "." not in each for each in record.cells.values())
    either = several([Decimal(3), Decimal("4.5")])
    assert (state_in(either), number_in(either), options_in(either)) == (
        "ambiguous",
        None,
        (3, Decimal("4.5")),
    )
    cells = old_cells(WHOLE)
    first = cells["requests/new_received/natural_person"]
    for words, state in (("—", "dash"), ("甲", "text"), (" ", "blank")):
        text = WHOLE[: first.start] + words + WHOLE[first.end :]
        written = record_of(whole(text), "a").cells["requests/new_received/natural_person"]
        assert (state_in(written), number_in(written), options_in(written)) == (state, None, ())


def old_cells(text: str) -> dict[str, Span]:
    return {
        address: each.span
        for placed in whole(text).tabular.tables.values()
        for address, each in placed.cells.items()
    }
