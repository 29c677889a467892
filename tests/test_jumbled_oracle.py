"""
Which tables hold numbers in nobody's order, and which cells of a line are the row's, held against counting them one by one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, groupby
from random import Random

import pytest
from attrs import evolve

from disclint.editions import Equation, TableForm
from disclint.editions.model import Block, Line
from disclint.grammar.cutting import Reading
from disclint.grammar.dealing import Segment
from disclint.grammar.jumbled import is_jumbled
from disclint.grammar.labels import Hit
from disclint.grammar.readings import blanks
from disclint.grammar.values import Value
from disclint.grammar.windows import padding, windows
from disclint.source import Span
from disclint.syntax import BLANK, DASH, NUMBER, TEXT

COLUMNS = (Line("x", "城镇"), Line("y", "乡村"), Line("s", "全部"))
ROWS = "abcdet"
BLOCK = Block("one", None, COLUMNS, tuple(Line(each, f"事项{each}") for each in ROWS))
ACROSS = Equation("across", "row", ("x", "y"), ("s",))
DOWN = Equation("down", "column", ("a", "b"), ("t",))
BOTH = Equation("both", "column", ("d", "e"), ("t", "c"))
ONLY = Equation("some", "row", ("x",), ("y",), ("a",)), Equation("only", "column", ("a",), ("b",), ("x",))
FORM = TableForm("made", "requests", {"zh": "表"}, "rows", (BLOCK,), {}, (*ONLY, ACROSS, DOWN, BOTH))
WIDTH = len(COLUMNS)
# A row as it stands: what is in its cells, by words.
Words = tuple[str, ...]


def cell(word: str, at: int = 0) -> Value:
    if not word:
        return Value(Span(5 * at, 5 * at), "", BLANK)
    state = NUMBER if word.isdigit() else DASH if word == "-" else TEXT
    return Value(Span(5 * at, 5 * at + 1), word, state, Decimal(word) if state == NUMBER else None)


def segment(id: str, words: Sequence[str], *, glued: bool = False, barred: bool = False) -> Segment:
    values = tuple(evolve(cell(each, at), glued=glued and at == 0) for at, each in enumerate(words))
    return Segment(id, Hit(0, 1, ()), 2, WIDTH, values, values if barred else None)


def adds_up(left: Sequence[str | None], right: Sequence[str | None]) -> bool:
    """
    Whether numbers, not all of them noughts, come to as much as others.
    """
    known = [each for each in (*left, *right) if each is not None and each != "-"]
    if len(known) < len(left) + len(right) or {*known} == {"0"}:
        return False
    return sum(int(each or 0) for each in left) == sum(int(each or 0) for each in right)


# What is known of a row: its numbers, and the ways to read them.
Known = tuple[Words, list[tuple[str | None, ...]]]


def is_wrong(row: Known) -> bool:
    words, ways = row
    has_number = any(each not in ("0", "-") for each in words)
    return (
        len(words) >= WIDTH
        and has_number
        and not any(None in way or adds_up(way[:-1], way[-1:]) for way in ways)
    )


def expected(behind: Sequence[Words], rows: Mapping[str, Known], glued: str, barred: str) -> bool:
    """
    Whether the numbers are in nobody's order.
    """
    there = [each for each in behind if each]
    # Of one label in four at least stand behind it neither a row's numbers nor those of several.
    if any(each in rows for each in barred) or 4 * len([each for each in there if len(each) % WIDTH]) < len(
        there
    ):
        return False
    wrong = [id for id, row in rows.items() if id not in glued and is_wrong(row)]
    settled = {id: ways[0] for id, (_, ways) in rows.items() if len(ways) == 1}
    if any(len(rows[id][0]) > WIDTH for id in wrong) and len(settled) < len(rows) / 2:
        return True
    for at in range(WIDTH):
        down = {id: settled[id][at] if id in settled else None for id in ROWS}
        if adds_up([down["a"], down["b"]], [down["t"]]) or adds_up(
            [down["d"], down["e"]], [down["t"], down["c"]]
        ):
            return False
    return len(wrong) >= 4


def table(drawn: Random) -> dict[str, Known]:
    """
    Rows most of which do not add up, and of which some have too few numbers, too many, or can be read in several ways.
    """
    rows: dict[str, Known] = {}
    columns = drawn.random() < 0.3
    for id in ROWS[: drawn.choice([2, 3, 4, 5, 6, 6, 6])] if drawn.random() < 0.3 else ROWS:
        parts = [drawn.randrange(9), drawn.randrange(9)]
        total = sum(parts) + (drawn.random() < 0.8) * drawn.randrange(1, 4)
        words = [str(each) for each in (*parts, total)]
        if drawn.random() < 0.1:
            words[drawn.randrange(WIDTH)] = "-"
        if (
            columns
            and id == "t"
            and drawn.random() < 0.5
            and all(len(rows[each][0]) >= WIDTH for each in "cde")
        ):
            c, d, e = (int(rows[each][0][1].replace("-", "0")) for each in "cde")
            words[1] = str(max(0, d + e - drawn.choice([0, c])))
        if columns and id == "t" and "-" not in (rows["a"][0] + rows["b"][0]):
            words[0] = (
                str(int(rows["a"][0][0]) + int(rows["b"][0][0])) if rows["a"][0] and rows["b"][0] else "0"
            )
        words = drawn.choice([words] * 6 + [words[:2], [], ["0"] * WIDTH, ["0", "-", "0"]])
        more = [*words, "7"] if drawn.random() < 0.15 else words
        ways: list[tuple[str | None, ...]] = [tuple(words)] if len(words) == WIDTH else []
        if drawn.random() < 0.2:
            ways = []
        elif ways and drawn.random() < 0.35:
            ways.append((words[0], None, words[2]) if drawn.random() < 0.3 else (*words[1:], words[0]))
        rows[id] = tuple(more), ways
    return rows


def test_numbers_are_nobodys_where_many_rows_are_wrong_and_no_column_is_right() -> None:
    drawn, seen = Random(1), Counter[bool]()
    for _ in range(3000):
        rows = table(drawn)
        glued, barred = (drawn.choice(["", "", "", "", "a", "bc"]) for _ in range(2))
        barred = barred if drawn.random() < 0.3 else ""
        odd = drawn.randrange(4)
        behind = [
            ("1",) * drawn.choice([0, 3, 6] if drawn.randrange(4) >= odd else [0, 1, 2, 4, 5, 7]) for _ in ROWS
        ]  # fmt: skip
        chosen: dict[str, list[Reading]] = {
            id: [tuple(None if each is None else cell(each) for each in way) for way in ways]
            for id, (_, ways) in rows.items()
            if ways or drawn.random() < 0.5
        }
        segments = [
            segment(id, words, glued=id in glued, barred=id in barred) for id, (words, _) in rows.items()
        ]
        found = [segment("a", each) for each in behind]
        want = expected(behind, rows, glued, barred)
        assert is_jumbled(FORM, found, segments, chosen) == want, (rows, behind, glued)
        seen[want] += 1
    assert min(seen[True], seen[False]) > 300


def test_a_form_of_several_blocks_or_without_sums_of_rows_tells_nothing() -> None:
    words = {each: ["3", "3", "9"] if each == "c" else ["1", "1", "7"] for each in ROWS}
    rows = [segment(id, each) for id, each in words.items()]
    ways = {id: [tuple(map(cell, each))] for id, each in words.items()}
    behind = [segment("a", ["1"])]
    assert is_jumbled(FORM, behind, rows, ways)
    assert not is_jumbled(evolve(FORM, blocks=(BLOCK, BLOCK)), behind, rows, ways)
    assert not is_jumbled(evolve(FORM, equations=(*ONLY, DOWN)), behind, rows, ways)


# The cells of a row.


def leaving_out_blanks(row: Words) -> list[int]:
    """
    Where the runs of cells begin beside which nothing stands.
    """
    return [at for at in range(len(row) - WIDTH + 1) if not any(row[:at] + row[at + WIDTH :])]


def can_be(row: Words) -> bool:
    """
    Whether the last cell is the sum of the others, of which those without a number may hold anything.
    """
    known = [int(each) for each in row[:-1] if each.isdigit()]
    if not row[-1].isdigit():
        return True
    return sum(known) == int(row[-1]) if len(known) == len(row) - 1 else sum(known) <= int(row[-1])


def before_remark(row: Words, behind: int | None) -> Words | None:
    """
    The cells before a remark: the last word there is, or what stands where other rows have nothing.
    """
    filled = [at for at, each in enumerate(row) if each]
    end = filled[-1] if behind is None else len(row) - behind
    own, others = row[max(0, end - WIDTH) : end], [*row[: max(0, end - WIDTH)], *row[end:]]
    remarks = [each for each in others if each]
    if end < WIDTH or any(char.isdigit() for each in remarks for char in each):
        return None
    if behind is None and ("-" in remarks or not all(each.isdigit() for each in own)):
        return None
    return own


def expected_cells(row: Words, behind: int | None, *, total_last: bool) -> list[Words]:
    starts = leaving_out_blanks(row)
    if starts:
        if behind is not None and len(row) - WIDTH - behind in starts:
            starts = [len(row) - WIDTH - behind]
        ways = [row[at : at + WIDTH] for at in starts]
        adding = [each for each in ways if each[-1].isdigit() and can_be(each)]
        return ((adding if total_last else []) or ways)[:1]
    if (own := before_remark(row, behind)) is not None:
        return [own]
    filled = tuple(each for each in row if each)
    if len(" ".join(row).strip().split(" ")) == len(filled):
        # Nothing is blank amid them: cells that were merged come once for each column.
        once = filled[:WIDTH] if len(set(filled)) == 1 else tuple(word for word, _ in groupby(filled))
        if len(once) == WIDTH and (not total_last or can_be(once)):
            return [once]
    if len(filled) == WIDTH:
        return [filled]
    ways = list(combinations(filled, WIDTH))
    adding = [each for each in ways if can_be(each)]
    return (adding if total_last else []) or ways


@pytest.mark.parametrize("total_last", [False, True])
def test_no_cell_with_a_number_is_left_out_of_a_row(total_last: bool) -> None:  # noqa: FBT001 - a case
    drawn, seen = Random(2), Counter[int]()
    for _ in range(3000):
        inner = [
            drawn.choice(["0", "1", "2", "3", "3", "-", "说明", "3件"])
            for _ in range(drawn.choice([0, 2, 3, 3, 4, 5]))
        ]
        if len(inner) == WIDTH and drawn.random() < 0.5:
            inner = ["1", "2", "3"]
        if inner and drawn.random() < 0.3:
            inner[drawn.randrange(len(inner))] = drawn.choice(["", "说明"])
        row = (*[""] * drawn.randrange(3), *inner, *[""] * drawn.randrange(3))
        row = (*row, drawn.choice(["说明", "-", "见2"])) if drawn.random() < 0.3 else row
        behind = drawn.choice([None, None, 0, 1, 2, 3])
        if len(row) < WIDTH:
            continue
        values = [cell(each, at) for at, each in enumerate(row)]
        found = [
            tuple("" if one is None else one.raw for one in way)
            for way in windows(values, WIDTH, behind, total_last=total_last)
        ]
        want = expected_cells(row, behind, total_last=total_last)
        assert found == want, (row, behind)
        seen[len(want)] += 1
    assert seen[1] > 1000
    assert sum(seen.values()) - seen[1] > 50


@pytest.mark.parametrize("total_last", [False, True])
@pytest.mark.parametrize("row", [(), ("3",), ("", "3"), ("1", "1"), ("", "")])
def test_of_too_few_cells_some_are_blank(row: Words, total_last: bool) -> None:  # noqa: FBT001 - a case
    filled = [cell(each) for each in row if each]
    found = windows([cell(each) for each in row], WIDTH, 0, total_last=total_last)
    assert found == blanks(filled, WIDTH, total_last=total_last)


def test_of_most_rows_that_leave_no_choice_as_many_cells_stand_behind_the_values() -> None:
    drawn = Random(3)
    for _ in range(300):
        rows = [
            (*[""] * drawn.randrange(2), *drawn.choice([("1", "2", "3"), ("1", "", "3"), ("1", "2", "")]), *[""] * drawn.randrange(3))
            for _ in range(drawn.randrange(7))
        ]  # fmt: skip
        open_rows = [segment("t", ["1", "2", "3"])] * drawn.randrange(2)
        found = padding(
            [*open_rows, *(segment(id, row, barred=True) for id, row in zip(ROWS, rows, strict=False))]
        )
        certain = [(starts[0], row) for row in rows if len(starts := leaving_out_blanks(row)) == 1]
        counted = Counter(len(row) - WIDTH - start for start, row in certain)
        assert found.keys() == ({WIDTH} if counted else set())
        assert all(counted[each] == max(counted.values()) for each in found.values())
