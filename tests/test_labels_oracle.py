"""
The labels of a form in a text, held against trying every spelling at every character, and what each of them means.
"""

from collections import Counter
from itertools import product
from random import Random

import pytest

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named
from disclint.grammar.labels import (
    CAPTION,
    COLUMN,
    GROUP,
    HEADER,
    NOTE,
    ROW,
    Hit,
    Meaning,
    accepted_labels,
    label_grammar,
    meaning_as,
    named,
    normal,
    normal_flow,
    row_forms,
)  # fmt: skip
from disclint.source import Flow

ROWS = (
    Line("a", "行政许可", ("行政 许可类",), ("许可",)),
    Line("b", "行政", (), ("行",), "政"),
    Line("c", "（一）3、甲类", ("甲类",), ()),
    Line("d", "行政强制"),
)
COLUMNS = (Line("x", "许可"), Line("y", "-^]合计", ("合计",)))
BLOCKS = (
    Block("one", Named("top", "甲类合计"), COLUMNS, ROWS[:3]),
    Block("two", None, (Line("x", "许可"), Line("z", "全部", ("全体",))), ROWS[3:]),
)
FORM = TableForm(
    "made", "requests", {"zh": "表"}, "rows", BLOCKS, {}, (), (),
    (Named("head", "许可"),), (Named("note", "注："),), (Named("group", "行政", ("合计",)),),
)  # fmt: skip


def test_everything_that_the_form_prints_has_its_meaning() -> None:
    assert [(name.label, meaning.sort, meaning.id, meaning.block) for name, meaning in named(FORM)] == [
        ("甲类合计", CAPTION, "top", "one"), ("许可", COLUMN, "x", "one"), ("-^]合计", COLUMN, "y", "one"),
        ("行政许可", ROW, "a", "one"), ("行政", ROW, "b", "one"), ("（一）3、甲类", ROW, "c", "one"),
        ("许可", COLUMN, "x", "two"), ("全部", COLUMN, "z", "two"), ("行政强制", ROW, "d", "two"),
        ("许可", HEADER, "head", ""), ("行政", GROUP, "group", ""), ("注：", NOTE, "note", ""),
    ]  # fmt: skip


def is_han(char: str) -> bool:
    return "一" <= char <= "龥"


def expected_normal(words: str, *, opens: set[int] | None = None) -> str:
    """
    The words with the mark behind an item's number as a stop; of some marks only behind a digit that stands apart.
    """
    letters = [*words]
    for at, char in enumerate(words):
        is_mark = char == "、" or (char in ",:" and (opens is None or at - 1 in opens))
        if is_mark and at and words[at - 1].isdigit() and at + 1 < len(words) and is_han(words[at + 1]):
            letters[at] = "."
    return "".join(letters)


def test_the_mark_behind_the_number_of_an_item_is_a_stop() -> None:
    for length in range(5):
        for letters in product("1,、:.甲a", repeat=length):
            words = "".join(letters)
            assert normal(words) == expected_normal(words)
    assert normal("1、龥2、一3、\u4dff") == "1.龥2.一3、\u4dff"


def test_in_a_text_a_comma_is_one_only_behind_a_digit_that_stands_apart() -> None:
    drawn, seen = Random(1), Counter[bool]()
    for _ in range(3000):
        text = "".join(drawn.choice("123,,、:甲乙 |\n") for _ in range(drawn.randrange(1, 10)))
        flow = Flow.of(text)
        if flow.folded != text:
            continue
        opens, at = set[int](), 0
        for before, char in zip(f" {text}", text, strict=False):
            if char not in " |\n":
                opens |= {at} if before in " |\n" else set()
                at += 1
        found = normal_flow(flow)
        assert found == expected_normal(flow.text, opens=opens), text
        seen[found != flow.text] += 1
    assert min(seen.values()) > 100


SPELLINGS = ["行政许可", "行政许可类", "许可", "行政", "行", "政", "(一)3.甲类", "甲类", "行政强制", "-^]合计", "合计", "甲类合计", "全部", "全体", "注:"]  # fmt: skip


def expected_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """
    At each character the longest spelling that stands there.
    """
    found, at = list[tuple[int, int]](), start
    while at < end:
        long = max((len(each) for each in SPELLINGS if text[at:end].startswith(each)), default=0)
        found += [(at, at + long)] if long else []
        at += long or 1
    return found


def test_labels_are_the_longest_spellings_that_stand_there() -> None:
    drawn, seen = Random(2), Counter[int]()
    grammar = label_grammar(FORM)
    for _ in range(1500):
        pieces = [drawn.choice([*SPELLINGS, "行政许", "行政强", "甲", "(一)", "合", "3.", "类", "许可类", " ", "\t", "\n", "^", "-", "]", "乙"]) for _ in range(drawn.randrange(6))]  # fmt: skip
        text = "".join(pieces)
        start = drawn.choice([0, 0, drawn.randrange(len(text) + 1)])
        end = drawn.choice([len(text), len(text), drawn.randrange(start, len(text) + 1)])
        want = expected_spans(text, start, end)
        assert grammar.spans(text, start, end) == want, text
        assert grammar.spans(text, start, end, reference=True) == want, text
        seen[len(want)] += 1
    assert min(seen[each] for each in range(4)) > 50


def test_a_spelling_means_all_that_is_printed_so() -> None:
    meanings = label_grammar(FORM).meanings
    assert {*meanings} == {*SPELLINGS}
    for spelling in SPELLINGS:
        own = [
            meaning for name, meaning in named(FORM) if spelling in {normal(each) for each in name.known()}
        ]
        every, row, group, others = meanings[spelling]
        # What two blocks have in common is named once for each of them.
        assert every == tuple(own)
        assert row == next((each for each in own if each.sort == ROW), None)
        assert group == next((each for each in own if each.sort == GROUP), None)
        assert others == tuple(dict.fromkeys((each.sort, each.id) for each in own if each.sort != ROW))
        hit = Hit(0, 1, every, row, group, others)
        for sort in (ROW, COLUMN, CAPTION, GROUP, NOTE, HEADER):
            assert (
                hit.of(sort)
                == meaning_as(own, sort)
                == next((each for each in own if each.sort == sort), None)
            )
    assert [(each.sort, each.id) for each in meanings["许可"][0]] == [
        (COLUMN, "x"), (ROW, "a"), (COLUMN, "x"), (HEADER, "head"),
    ]  # fmt: skip
    assert meanings["许可"][3] == ((COLUMN, "x"), (HEADER, "head"))


@pytest.mark.parametrize("also", [(), ("甲-类",), ("甲类",), ("甲 类", "2、甲")])
def test_a_line_s_spellings_that_follow_the_form_are_those_of_the_text(also: tuple[str, ...]) -> None:
    line = Line("a", "1、甲 类", also, ("错",), "甲")
    accepted = frozenset(normal(each.replace(" ", "")) for each in ("1、甲 类", *also))
    assert accepted_labels(line) == accepted
    form = TableForm(
        "made", "requests", {"zh": "表"}, "rows", (Block("one", None, COLUMNS, (line,)), BLOCKS[1]), {}, ()
    )
    rows = row_forms(form)
    assert [*rows] == ["a", "d"]
    first, second = rows.values()
    assert (first.row, first.block, first.columns) == (line, "one", COLUMNS)
    assert first.addresses == ("made/a/x", "made/a/y")
    assert (first.plain, first.accepted) == ("1.甲类", accepted)
    assert (second.block, second.addresses) == ("two", ("made/d/x", "made/d/z"))
    assert label_grammar(form).meanings["1.甲类"][1] == Meaning(ROW, "a", "one")
