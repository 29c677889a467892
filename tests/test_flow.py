"""
The flow of a text against the same questions answered character by character.
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint.source import Source, Span
from disclint.source.flow import Flow

# What is kept, what is left out, and what is one or the other by what stands around it.
_SIGNS = "甲乙一第页1０。、  \u3000|\n\n-+=\u200bā（）"
_PARTS = ("第1页", "- 2 -", "+---+", "甲(jiǎ)", "\n", " | ", "甲乙丙丁", "12，345", "。", "一、", "\t")
TEXTS = st.one_of(st.text(_SIGNS, max_size=40), st.lists(st.sampled_from(_PARTS), max_size=12).map("".join))


def origins(flow: Flow) -> list[int]:
    return [at for at, sign in enumerate(flow.folded) if sign not in " |\n\u200b"]


@given(TEXTS)
def test_each_character_leads_back_to_where_it_stands(text: str) -> None:
    flow = Flow.of(text)
    assert len(flow.folded) == len(text)
    kept = origins(flow)
    assert flow.text == "".join(flow.folded[at] for at in kept)
    assert [flow.origin(at) for at in range(len(kept))] == kept
    assert flow.origin(len(kept)) == len(text)
    for at in range(len(text) + 2):
        assert flow.offset(at) == sum(each < at for each in kept)


@given(TEXTS, st.data())
def test_stretches_are_those_from_the_first_to_the_last_character(text: str, data: st.DataObject) -> None:
    flow = Flow.of(text)
    kept = origins(flow)
    start = data.draw(st.integers(0, len(kept)))
    end = data.draw(st.integers(0, len(kept)))
    span = flow.span(start, end)
    if end <= start:
        assert (span.start, span.end) == (flow.origin(start),) * 2
        assert list(flow.pieces(start, end)) == flow.chunks(start, end) == []
        assert flow.line_end(start, end) == end
        return
    assert (span.start, span.end) == (kept[start], kept[end - 1] + 1)
    assert flow.spans([(start, end)]) == [span]
    assert flow.bounds(span) == (start, end)
    assert "".join(each.group() for each in flow.pieces(start, end)) == flow.text[start:end]
    assert all(text[each.start() : each.end()] for each in flow.pieces(start, end))
    # Parts that nothing interrupts, as far as they go.
    cuts = [at for at in range(start + 1, end) if kept[at] != kept[at - 1] + 1]
    assert flow.chunks(start, end) == list(pairwise([start, *cuts, end]))
    ends = [at for at in range(start + 1, end) if "\n" in flow.folded[kept[at - 1] : kept[at]]]
    assert flow.line_end(start, end) == (ends[0] if ends else end)
    assert flow.between(start, end - 1) == flow.folded[kept[start] + 1 : kept[end - 1]]


@given(TEXTS)
def test_what_opens_a_chunk_a_line_and_a_paragraph(text: str) -> None:
    flow = Flow.of(text)
    kept = origins(flow)
    apart = [at for at in range(len(kept)) if not at or kept[at] != kept[at - 1] + 1]
    assert [at for at in range(len(kept) + 1) if flow.opens_chunk(at)] == apart
    lines = [at for at in range(len(kept)) if not at or "\n" in flow.folded[kept[at - 1] : kept[at]]]
    assert [at for at in range(len(kept)) if flow.opens_line(at)] == lines
    whole = Flow.of(text, hard_wrapped=False)
    assert [*whole.breaks] == (lines or [0])
    assert set(flow.breaks) <= set(whole.breaks)
    assert flow.has_tabs == ("\t" in text)
    for at in range(len(kept)):
        begin, end = flow.paragraph(at)
        assert begin == max(each for each in flow.breaks if each <= at)
        assert end == min((each for each in flow.breaks if each > at), default=len(kept))
        for other in range(at, len(kept) + 1):
            assert flow.broken(at, other) == any(at < each < other for each in flow.breaks)


LONG = "本机关收到公开申请若干件并且均已按期予以答"


@pytest.mark.parametrize(
    ("first", "between", "second", "is_one"),
    [
        (LONG, "\n", "复申请人", True),
        # A line of eighteen characters may be wrapped, one of seventeen ended.
        (LONG[:18], "\n", "复申请人", True),
        (LONG[:17], "\n", "复申请人", False),
        (f"{LONG}。", "\n", "复申请人", False),
        (LONG, "\n\n", "复申请人", False),
        (LONG, "|\n", "复申请人", False),
        (LONG, "\n", "一、概况", False),
        (LONG, "\n", "(二)概况", False),
        (LONG, "\n", "3.概况", False),
        (LONG, "\n", "3.5件申请", True),
        (LONG, "\n", "第三条规定", False),
        # A page number may stand in a sentence, with two blank lines at most.
        (LONG, "\n- 3 -\n", "复申请人", True),
        (LONG, "\n\n- 3 -\n\n", "复申请人", True),
        (LONG, "\n\n\n- 3 -\n\n", "复申请人", False),
    ],
)
@pytest.mark.parametrize("before", ["前言。", "前言" * 30 + "。"])
def test_a_line_that_was_wrapped_goes_on(
    first: str, between: str, second: str, before: str, *, is_one: bool
) -> None:
    flow = Flow.of(f"{before}\n{first}{between}{second}\n")
    begin = len(before)
    assert flow.paragraph(begin) == (begin, begin + len(first.replace("|", "")) + len(second) * is_one)
    assert flow.broken(begin, len(flow.text)) is not is_one


@pytest.mark.parametrize(
    ("line", "is_drawn"),
    [
        ("+----+----+", True),
        ("+====+====+", True),
        ("| +--+ |", True),
        ("+---", False),
        ("+-+", False),
        ("1+--2+", False),
    ],
)
def test_lines_drawn_with_characters_are_no_text(line: str, *, is_drawn: bool) -> None:
    flow = Flow.of(f"甲 1\n{line}\n乙 2\n")
    assert (flow.text == "甲1乙2") is is_drawn
    assert [flow.text[at] for at in sorted(flow.lines)] == [
        "甲",
        *([] if is_drawn else [line.strip("| ")[0]]),
        "乙",
    ]


def test_a_line_ends_before_the_next_begins_wherever_a_stretch_does() -> None:
    flow = Flow.of("甲乙\n丙 丁\n\n戊\n")
    assert flow.text == "甲乙丙丁戊"
    assert [flow.line_end(0, end) for end in range(6)] == [0, 1, 2, 2, 2, 2]
    assert [flow.line_end(2, end) for end in range(6)] == [0, 1, 2, 3, 4, 4]
    assert [flow.line_end(4, end) for end in (4, 5)] == [4, 5]


def test_a_stretch_holds_itself_and_meets_no_neighbour() -> None:
    outer = Span(2, 5)
    inside = [
        Span(start, end) for start in range(8) for end in range(start, 8) if outer.holds(Span(start, end))
    ]
    assert inside == [Span(start, end) for start in range(2, 6) for end in range(start, 6)]
    meeting = [each for each in map(Span, range(8), range(1, 9)) if outer.meets(each)]
    assert meeting == [Span(2, 3), Span(3, 4), Span(4, 5)]


@pytest.mark.parametrize(
    ("at", "is_pending"), [(3, False), (4, True), (5, True), (6, True), (7, True), (8, True), (9, False)]
)
def test_an_empty_cell_may_begin_two_blanks_before_or_behind(at: int, *, is_pending: bool) -> None:
    source = Source("甲 |      | 乙", pending=frozenset({6}))
    assert source.is_pending(at) is is_pending


def test_nothing_but_blanks_stands_between_a_cell_and_its_place() -> None:
    source = Source("甲|乙| 丙", pending=frozenset({4}))
    assert [source.is_pending(at) for at in range(7)] == [False, False, False, False, True, True, False]


@pytest.mark.parametrize("number", ["第2页", "第 2 页 共 9 页", "- 2 -"])
@pytest.mark.parametrize("blanks", ["", " ", "\u3000\u3000", "\t"])
def test_a_page_number_inside_a_sentence_is_left_out(number: str, blanks: str) -> None:
    before, behind = "本机关全年主动公开政府信息共计一百二十条,其中通过", "政府网站公开一百条。"
    flow = Flow.of(f"{before}\n{number}{blanks}\n{behind}\n")
    assert flow.text == before + behind
    assert flow.breaks == (0,)
    assert Flow.of(f"{before}\n{number}{blanks}").text == before
