"""
What stands between labels, word by word and cell by cell, held against reading it letter by letter.
"""

from collections import Counter
from itertools import product
from random import Random

import pytest

from disclint.grammar.lexemes import number
from disclint.grammar.values import Value, barred, barred_line, cell_of, marked, stream
from disclint.source import Flow, Span
from disclint.syntax import BLANK, DASH, NUMBER, TEXT

UNITS = ["件", "条", "个", "份", "项", "次", "宗", "起", "元", "万元", "亿元", "人次", "笔"]
DIGITS = "0123456789"
# The words, what they are, and whether digits ran together with something.
Seen = tuple[int, str, str, bool]


def number_at(words: str, at: int) -> int:
    """
    Where a number ends that begins at `at`; nowhere if there is none.
    """
    end = at + (words[at] in "+-")
    if end >= len(words) or words[end] not in DIGITS:
        return at
    while end < len(words) and words[end] in DIGITS + ",":
        end += 1
    if words[end : end + 1] == "." and words[end + 1 : end + 2] in [*DIGITS]:
        end += 1
        while end < len(words) and words[end] in DIGITS:
            end += 1
    return end


def is_counted(words: str) -> bool:
    """
    A number with its unit, or a change: 增3, 减少12.
    """
    end = number_at(words, 0)
    bare = words.removeprefix("增").removeprefix("减") if words[:1] in ("增", "减") else ""
    bare = bare.removeprefix("加") if bare.startswith("加") else bare.removeprefix("少")
    return (end > 0 and words[end:] in UNITS) or (bare != "" and all(each in DIGITS for each in bare))


def is_misread(words: str) -> bool:
    letters = words.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return letters != words and letters[:1] in [*DIGITS] and words.isalnum() and words.isascii()


def read(words: str) -> list[Seen]:  # noqa: C901 - one case a sort of word
    """
    The values of a word.
    """
    if all(each in DIGITS for each in words):
        return [(0, words, NUMBER, False)]
    if words in ("-", "--", "/", "无", "N/A"):
        return [(0, words, DASH, False)]
    if not any(each in DIGITS for each in words):
        return []
    if is_counted(words) or is_misread(words):
        return [(0, words, TEXT, False)]
    found = list[Seen]()
    at = 0
    if "--" in words and all(each in DIGITS + "-" for each in words):
        while at < len(words):
            end = at + 1
            while words[at] != "-" and end < len(words) and words[end] != "-":
                end += 1
            found.append((at, words[at:end], DASH if words[at] == "-" else NUMBER, True))
            at = end
        return found
    while at < len(words):
        end = number_at(words, at)
        if end == at:
            at += 1
            continue
        rest = words[end:]
        ends = not rest or rest[0] in "-+元" or rest.startswith("万元") or (at == 0 and rest[0] == "第")
        if ends or end - at > 14:
            found.append((at, words[at:end], NUMBER, end - at < len(words)))
        at = end
    return found


def shown(values: list[Value]) -> list[Seen]:
    return [(each.span.start, each.raw, each.state, each.glued) for each in values]


def ensure_read(words: str) -> None:
    flow = Flow.of(f"甲 {words} 乙")
    found = stream(flow, 1, 1 + len(words))
    assert shown(found) == [(at + 2, *rest) for at, *rest in read(words)], words
    for each in found:
        assert each.span.end - each.span.start == len(each.raw)
        assert each.value == (number(each.raw) if each.state == NUMBER else None)


def test_every_short_word_is_the_values_in_it() -> None:
    for length in (1, 2, 3, 4):
        for letters in product("12-+,.元件" if length > 3 else "12-+,.元万件第甲增少a/", repeat=length):
            ensure_read("".join(letters))


def test_words_of_numbers_units_marks_and_letters_are_the_values_in_them() -> None:
    drawn, seen = Random(1), Counter[str]()
    pieces = ["1", "23", "1,234", "4.5", "-", "--", "-", "+", "件", "元", "万元", "亿元", "人次", "甲", "第", "增", "减", "增加", "减少", "少", "加", "a", "B", ",", ".", "9" * 14, "9" * 15]  # fmt: skip
    for _ in range(4000):
        words = "".join(drawn.choice(pieces) for _ in range(drawn.randrange(1, 6)))
        if words.startswith("---") or "----" in words:
            continue
        ensure_read(words)
        seen.update(each[2] for each in read(words))
    assert min(seen[each] for each in (NUMBER, TEXT, DASH)) > 50


def test_blanks_bars_and_line_ends_part_values() -> None:
    flow = Flow.of("甲 1|2\n-  无\u200b3件 乙 45 6")
    assert [each.raw for each in stream(flow, 1, len(flow.text))] == ["1", "2", "-", "无", "3件", "45", "6"]
    assert [each.raw for each in stream(flow, 2, 4)] == ["2", "-"]
    assert stream(flow, 3, 3) == stream(flow, 4, 3) == []
    # What the stretch cuts is as long as the stretch.
    assert [each.raw for each in stream(flow, 8, 9)] == ["4"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3///0", "3///0"), ("3/0", "3/0"), ("3-0", "3-0"), ("1,2~3.5", "1,2~3.5"), ("3*0*", "3*0*"), ("3\\0", "3\\0"), ("3/0/5", "3/0/5"),
        ("3/", None), ("/3/0", None), ("3", None), ("3件/0", None), ("无 3/0", "3/0"), ("无 3 3/0", None), ("见 3/0|5", "3/0"), ("无", None), ("", None), ("件3 3/0", None),
    ],
)  # fmt: skip
def test_several_numbers_with_marks_between_them_are_no_number(text: str, words: str | None) -> None:
    flow = Flow.of(f"甲{' ' if text else ''}{text}")
    found = marked(flow, 1, len(flow.text))
    assert (None if found is None else (found.raw, found.state, found.value)) == (
        words and (words, TEXT, None)
    )
    if found is not None:
        assert flow.folded[found.span.start : found.span.end] == words


# Cells.


def test_a_cell_is_what_stands_there_but_for_blanks_around_it() -> None:
    for before, inner, behind in product(
        ("", " ", "\n", "\u200b "), ("", "3", "1 2", "无", "3\u200b件", "-4", "说明"), ("", "  ", "\n\u200b")
    ):
        words = f"{before}{inner}{behind}"
        flow = Flow.of(f"甲|{words}|乙")
        found = cell_of(flow, 2, 2 + len(words))
        assert found.raw == inner
        at = 2 + len(before) if inner else 2
        assert found.span == Span(at, at + len(inner))
        state = {"": BLANK, "3": NUMBER, "无": DASH, "-4": NUMBER}.get(inner, TEXT)
        assert (found.state, found.value) == (state, number(inner) if state == NUMBER else None)


@pytest.mark.parametrize("bar", ["|", "\t"])
def test_the_cells_of_a_stretch_are_as_many_as_its_bars_and_one(bar: str) -> None:
    for cells in product(["", "3", "无"], repeat=3):
        text = bar.join(cells)
        flow = Flow.of(f"甲{bar}{text}{bar}乙")
        found = barred_line(flow, 2, 2 + len(text), bar)
        assert [each.raw for each in found] == list(cells)
        if bar == "|":
            assert found == barred_line(flow, 2, 2 + len(text))
        starts = [2, 3 + len(cells[0]), 4 + len(cells[0] + cells[1])]
        assert [each.span.start for each in found] == starts
    assert [each.raw for each in barred_line(Flow.of("|3"), 0, 2)] == ["", "3"]
    flow = Flow.of("甲|3|")
    assert [each.raw for each in barred_line(flow, 4, 4)] == [""]


def expected(lines: list[str], at: int, first: int, columns: int) -> list[str] | None:
    """
    The cells behind the label that ends at character `first` of a line.
    """
    rest = lines[at][first:]
    if "|" not in rest:
        tabs = rest.count("\t")
        beside = {each.count("\t") for each in lines[max(0, at - 1) : at + 2 : 2] if at} | {
            each.count("\t") for each in lines[at + 1 : at + 2]
        }
        if tabs and (tabs == columns or (tabs > columns and lines[at].count("\t") in beside)):
            cells = [each.strip() for each in rest.split("\t")[1:]]
            return cells if len(cells) >= columns else None
        return None
    before, *cells = (each.strip() for each in rest.replace("\t", " ").split("|"))
    filled = [number for number, each in enumerate(cells, 1) if each]
    # The first number may have lost its bar, if there is room.
    if before.removeprefix("-").isdigit() and (not filled or filled[-1] < columns):
        cells = [before, *cells]
    return cells if len(cells) >= columns else None


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_cells_behind_a_label_are_kept_apart_by_bars_or_as_in_a_sheet(columns: int) -> None:
    drawn, seen = Random(columns), Counter[bool]()
    for _ in range(2500):
        lines = list[str]()
        mark = drawn.choice(["|", "\t", "\t", "\t"])
        most = columns + drawn.randrange(3)
        for _ in range(drawn.randrange(1, 6)):
            bar = mark if drawn.random() < 0.9 else " "
            cells = [
                drawn.choice(["1", "23", "", "无", "-4"]) for _ in range(most - drawn.choice([0, 0, 0, 1]))
            ]
            lines.append(
                drawn.choice(["", "", "7\t"])
                + "名"
                + drawn.choice([bar, bar, bar, " 5" + bar])
                + bar.join(cells)
            )
        at = drawn.randrange(len(lines))
        lines[at] = lines[at].replace("名", "甲")
        text = "\n".join(lines)
        flow = Flow.of(text)
        if flow.folded.count("|") != text.count("|"):
            # Bars that border no cell.
            continue
        found = barred(flow, flow.text.index("甲") + 1, len(flow.text), columns)
        want = expected(lines, at, lines[at].index("甲") + 1, columns)
        assert (None if found is None else [each.raw for each in found]) == want, text
        seen[want is None] += 1
    assert min(seen.values()) > 300


def test_cells_end_where_the_next_label_begins() -> None:
    flow = Flow.of("甲|1|2|乙|3")
    for stop, cells in [(4, ["1", "2", "乙", "3"]), (3, ["1", "2", ""]), (2, ["1", ""])]:
        found = barred(flow, 1, stop + (stop == 4), 1)
        assert [each.raw for each in found or ()] == cells
    assert barred(flow, 1, 3, 4) is None
    assert barred(flow, 1, 1, 1) is not None
