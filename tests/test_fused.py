"""
What is fused reads as its definition does: the same matches, and the same tree of every report.
"""

import re
from collections.abc import Callable, Sequence

import pyparsing as pp
import pytest
from bench.reports import STYLES, faulty, sound
from bench.reports.faults import FAULTS
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.grammar import found, naming, outline, parse
from disclint.grammar.fusing import fused, repeated
from disclint.grammar.labels import label_grammar
from disclint.grammar.plainrows import BARRED, GLUED, LINE, LINED, SORTS, SPACED, TABBED, row_grammar
from disclint.readers import read, read_text
from disclint.source import Source, fold
from tests import corpus
from tests.forms import EDITIONS, LEXICON

# A report of each layout as text, to be damaged.
TEXTS = [
    read(made.data, "report" + made.suffix).text
    for seed, style in enumerate(sorted(STYLES))
    for made in (sound(700 + seed, style=style),)
]
SCRAPS = [
    "0", "1", "12", "3.5", "-", "无", "|", " | ", "\t", " ", "\u200b", "\u3000", "\n", "\n\n", "\n-3-\n", "，", "、", "件", "（一）",
    "总计", "其他", "三、本年度办理结果", "（一）予以公开", "2.重复申请", "一、", "六、其他需要报告的事项", "规章", "１", "0" * 9,
]  # fmt: skip
ROW_SCRAPS = ["0", "12", "3.5", "|", "|", " ", " | ", "\n", "\t", "\u200b", "-", "公开", "1|2", "\n|"]


def ensure_alike(source: Source) -> None:
    fast = parse(source, EDITIONS, LEXICON).report
    slow = parse(source, EDITIONS, LEXICON, reference=True).report
    assert fast == slow


@corpus.needs_corpus
def test_real_reports_give_the_same_tree() -> None:
    for path in corpus.files():
        ensure_alike(read(path.read_bytes(), path.name))


@pytest.mark.parametrize("style", sorted(STYLES))
def test_generated_reports_give_the_same_tree(style: str) -> None:
    for seed in range(15):
        made = sound(3000 + seed, style=style)
        ensure_alike(read(made.data, "report" + made.suffix))


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_faulty_reports_give_the_same_tree(fault: str) -> None:
    made = faulty(11, fault)
    ensure_alike(read(made.data, "report" + made.suffix))


def test_what_other_reports_left_in_mind_changes_nothing() -> None:
    sources = [read_text(text) for text in TEXTS]
    if corpus.files():
        sources += [read(path.read_bytes(), path.name) for path in corpus.files()]
    after_others = [parse(each, EDITIONS, LEXICON).report for each in sources]
    for source, report in zip(sources, after_others, strict=True):
        naming.names_of.cache_clear()
        found.worded.cache_clear()
        assert parse(source, EDITIONS, LEXICON).report == report


@given(
    st.lists(st.sampled_from([*SCRAPS, "第", "部分", "(", ")", "十", ".", "。"]), max_size=40).map("".join)
)
def test_fused_numerals_are_the_leftmost_ones(text: str) -> None:
    words = fold(text)
    plain = re.compile(outline.NUMERAL.re.pattern)
    leftmost = [each.span() for each in plain.finditer(words)]
    assert outline.numerals(words, reference=False) == leftmost
    assert outline.numerals(words, reference=True) == leftmost


Edit = Callable[[list[str], int], list[str]]


def dropped(parts: list[str], at: int) -> list[str]:
    return parts[:at] + parts[at + 1 :]


def doubled(parts: list[str], at: int) -> list[str]:
    return parts[: at + 1] + parts[at:]


def swapped(parts: list[str], at: int) -> list[str]:
    return parts[:at] + parts[at + 1 : at + 2] + parts[at : at + 1] + parts[at + 2 :]


def put(scrap: str) -> Edit:
    return lambda parts, at: [*parts[:at], scrap, *parts[at:]]


def set_to(scrap: str) -> Edit:
    return lambda parts, at: [*parts[:at], scrap, *parts[at + 1 :]]


EDITS = st.sampled_from([dropped, doubled, swapped, *map(put, SCRAPS), *map(set_to, SCRAPS)])
CUTS = st.sampled_from([r"(?s).", r"[^\n]*\n?", r"[^\s|]+|[\s|]+"])


def damaged(text: str, edits: Sequence[tuple[str, Edit, float]]) -> str:
    for cut, edit, place in edits:
        parts = re.findall(cut, text)
        text = "".join(edit(parts, int(place * len(parts))))
    return text


@given(
    st.sampled_from(TEXTS), st.lists(st.tuples(CUTS, EDITS, st.floats(0, 1, exclude_max=True)), max_size=12)
)
@settings(max_examples=300)
def test_damaged_reports_give_the_same_tree(text: str, edits: Sequence[tuple[str, Edit, float]]) -> None:
    ensure_alike(read_text(damaged(text, edits)))


@given(st.integers(1, 9), st.lists(st.sampled_from(ROW_SCRAPS), max_size=24).map("".join))
@settings(max_examples=400)
def test_a_fused_row_is_what_its_grammar_matches(columns: int, text: str) -> None:
    for sort in SORTS:
        grammar = row_grammar(sort, columns)
        match = fused(grammar).match(text)
        assert (None if match is None else (match.end(), list(match.groups()))) == parsed(grammar, text)


def parsed(grammar: pp.ParserElement, text: str) -> tuple[int, list[str]] | None:
    try:
        found = (
            (grammar + pp.Regex(r"[\s\S]*")("rest")).leave_whitespace().parse_with_tabs().parse_string(text)
        )
    except pp.ParseException:
        return None
    return len(text) - len(found.rest), list(found.number)


def test_the_row_grammars_take_all_that_a_row_without_choice_can_be() -> None:
    def matches(sort: str, columns: int, text: str) -> bool:
        return fused(row_grammar(sort, columns)).match(text) is not None

    assert matches(BARRED, 3, "件数 | | 1 | 2|3 | |\n")
    assert matches(BARRED, 1, "(单位:万元) | 2.5 |")
    assert matches(TABBED, 3, "\t1\t2\t3")
    assert matches(SPACED, 3, " 1 2\n3\n")
    assert matches(LINED, 3, " |\n1 |\n2 |\n3 |\n")
    assert matches(LINE, 3, "| 1 | 2 | 3 | |")
    assert not matches(BARRED, 3, " | 1 | 2件 | 3\n")
    assert not matches(SPACED, 3, " 1 2\n3\n4")
    assert matches(SPACED, 1, "2.5\n")
    assert matches(GLUED, 3, " 102\n")
    assert not matches(GLUED, 3, " 1 02\n")


@given(st.lists(st.sampled_from(SCRAPS) | st.characters(), max_size=60).map("".join))
def test_fused_labels_are_those_of_their_grammar(text: str) -> None:
    for edition in EDITIONS.values():
        for form in edition.tables.values():
            grammar = label_grammar(form)
            for start in (0, len(text) // 3):
                assert grammar.spans(text, start, len(text)) == grammar.spans(
                    text, start, len(text), reference=True
                )


def test_all_sorts_of_expressions_are_fused() -> None:
    a, b = pp.Regex("a+"), pp.Regex("b")
    grammar = pp.Opt(a) + (b | a + b)[1, ...] + ~a + b("b")[...] + pp.FollowedBy(pp.Regex("c"))[0, 1]
    pattern = fused(grammar.leave_whitespace(recursive=True).parse_with_tabs())
    assert pattern.fullmatch("aabaabb")
    assert [each.group() for each in repeated(re.compile("ab?"), "abaabba")] == ["ab", "a", "ab"]


def test_an_element_does_not_give_back_what_it_took() -> None:
    grammar = (pp.Regex("a*") + pp.Regex("ab")).leave_whitespace(recursive=True)
    assert fused(grammar).match("aab") is None
    with pytest.raises(pp.ParseException):
        grammar.parse_string("aab")


@pytest.mark.parametrize(
    "expression",
    [
        pp.Regex("a"),
        pp.Regex("a", flags=re.IGNORECASE).leave_whitespace(),
        pp.Regex("a").leave_whitespace().add_parse_action(lambda: None),
        pp.Word("ab").leave_whitespace(),
    ],
)
def test_what_cannot_be_fused_is_refused(expression: pp.ParserElement) -> None:
    with pytest.raises(TypeError, match=r"cannot be fused|flags"):
        fused(expression)


@given(st.text(), st.lists(st.integers(0x2E80, 0xFFFF).map(chr), max_size=300).map("".join))
def test_folding_is_the_same_letter_by_letter(some: str, more: str) -> None:
    assert fold(some + more) == "".join(map(fold, some + more))
    assert fold(fold(some + more)) == fold(some + more)


@pytest.mark.parametrize("cell", ["-00", "-0", "-1", "00", "-01", "-0.5", "-00.5"])
@pytest.mark.parametrize("bar", [" | ", " "])
def test_a_sign_before_a_nought_is_read_alike_with_and_without_the_short_way(cell: str, bar: str) -> None:
    row = bar.join(["2.其他法律行政法规禁止公开", "7", "0", "0", "0", "0", cell, "70"])
    head = bar.join(["一、本年新收政府信息公开申请数量", "314", "0", "3", "0", "0", "0", "317"])
    both = [
        parse(Source(f"{head}\n{row}"), EDITIONS, LEXICON, reference=reference).report
        for reference in (False, True)
    ]
    assert both[0] == both[1]
