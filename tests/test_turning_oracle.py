"""
Tables told by the names of their columns, held against the list of labels and numbers that they were written from.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from random import Random

import pytest

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named
from disclint.grammar.found import Found, found
from disclint.grammar.labels import COLUMN, ROW, Hit, Meaning, normal_flow, row_forms
from disclint.grammar.turned import behind, grouped, told, turned
from disclint.grammar.values import Value
from disclint.source import Flow
from disclint.syntax import BLANK, NUMBER

COLUMNS = (Line("x", "城镇"), Line("y", "乡村"), Line("z", "全部"))
ROWS = (Line("a", "甲事"), Line("b", "乙事"), Line("c", "丙事"), Line("d", "丁事"))
FORM = TableForm("made", "requests", {"zh": "表"}, "rows", (Block("one", None, COLUMNS, ROWS),), {}, ())
BLOCKS = (
    Block("one", Named("first", "第一款"), COLUMNS[:2], ROWS[:2]),
    Block("two", Named("second", "第二款"), (Line("u", "金额"),), (Line("e", "戊事"),)),
    Block("three", Named("third", "第三款"), (Line("v", "件数"), Line("w", "次数")), (Line("f", "己事"), Line("g", "庚事"), Line("h", "辛事"))),
)  # fmt: skip
PARTED = TableForm("made", "disclosure", {"zh": "表"}, "rows", BLOCKS, {}, ())
LINE = TableForm("made", "disputes", {"zh": "表"}, "line", (Block("one", None, COLUMNS, ROWS[:2]),), {}, ())
# A label, by its id, or a number, by its digits.
Token = str


def labels_of(form: TableForm, text: str) -> tuple[Flow, Found]:
    flow = Flow.of(text)
    return flow, found(form, flow, normal_flow(flow), (0, len(flow.text)))


def words(form: TableForm) -> Mapping[str, str]:
    captions = [each.caption for each in form.blocks if each.caption]
    return {each.id: each.label for each in (*captions, *form.columns(), *form.rows())}


def shown(cells: Mapping[str, Sequence[Value]] | None) -> dict[str, list[str]] | None:
    return None if cells is None else {id: [each.raw for each in own] for id, own in cells.items()}


def written(form: TableForm, tokens: Sequence[Token], drawn: Random) -> str:
    said, parts = words(form), list[str]()
    for at, each in enumerate(tokens):
        is_label = each in said
        # Labels may stand side by side; behind a number, one begins a line.
        between = (
            " " if not is_label else drawn.choice(["\n", " ", ""]) if at and tokens[at - 1] in said else "\n"
        )
        parts += [between if at else "", said.get(each, each)]
    return "".join(parts)


def numbers_behind(tokens: Sequence[Token], at: int) -> list[str]:
    found = list[str]()
    for each in tokens[at + 1 :]:
        if not each.isdigit():
            break
        found.append(each)
    return found


def expected(tokens: Sequence[Token]) -> dict[str, list[str]] | None:
    """
    The cells of a table of one block whose rows and columns changed places.
    """
    rows = [at for at, each in enumerate(tokens) if each in "abcd"]
    if len(rows) < 3 or any(each.isdigit() for each in tokens[rows[0] : rows[-1]]):
        return None
    labels = [at for at, each in enumerate(tokens) if at >= rows[-1] and not each.isdigit()]
    if len(labels) > 30:
        return None
    cells = [(tokens[at], numbers_behind(tokens, at)) for at in labels[1:]]
    if len([own for _, own in cells if len(own) >= 3]) * 2 <= 3:
        return None
    names = [tokens[at] for at in rows]
    is_whole = len(set(names)) == len(names) and sorted(id for id, _ in cells) == ["x", "y", "z"]
    if not is_whole or any(len(own) != len(rows) for _, own in cells):
        return {}
    by_column = dict(cells)
    return {id: [by_column[each][at] for each in "xyz"] for at, id in enumerate(names)}


def test_rows_whose_labels_stand_side_by_side_have_their_numbers_behind_the_columns() -> None:
    drawn, seen = Random(1), Counter[str]()
    for _ in range(1500):
        rows = drawn.sample("abcd", drawn.choice([2, 3, 3, 4, 4]))
        columns = drawn.sample("xyz", drawn.choice([2, 3, 3, 3, 3]))
        if drawn.random() < 0.1:
            rows.insert(drawn.randrange(len(rows)), drawn.choice(rows))
        if drawn.random() < 0.1:
            columns.insert(drawn.randrange(len(columns)), drawn.choice("xyz"))
        tokens = [*drawn.choice([[], [], ["x"], ["7"]]), *rows]
        for each in columns:
            count = len(rows) - (drawn.random() < 0.1) - (drawn.random() < 0.1)
            tokens += [each, *(str(drawn.randrange(90)) for _ in range(count))]
        if drawn.random() < 0.15:
            tokens.insert(drawn.randrange(1, len(tokens)), drawn.choice(["5", "5", "x", "a"]))
        flow, labels = labels_of(FORM, written(FORM, tokens, drawn))
        result = shown(turned(FORM, flow, labels, len(flow.text)))
        assert result == expected(tokens), tokens
        seen["none" if result is None else "told" if result else "lost"] += 1
    assert min(seen.values()) > 200, seen


@pytest.mark.parametrize("count", [26, 27, 28, 29, 30, 31])
def test_so_many_labels_are_no_turned_table(count: int) -> None:
    tokens = [*"abc"]
    for at in range(count):
        tokens += ["xyz"[at % 3], "1", "2", "3"]
    flow, labels = labels_of(FORM, written(FORM, tokens, Random(1)))
    assert (turned(FORM, flow, labels, len(flow.text)) is None) == (count > 29)
    assert expected(tokens) == (None if count > 29 else {})


@pytest.mark.parametrize("filled", range(5))
def test_of_more_than_half_of_the_columns_several_numbers_are_known(filled: int) -> None:
    columns = (*COLUMNS, Line("q", "其余"))
    form = TableForm("made", "requests", {"zh": "表"}, "rows", (Block("one", None, columns, ROWS),), {}, ())
    tokens = [*"abcd"]
    for at, each in enumerate("xyzq"):
        tokens += [each, *["1"] * (3 if at < filled else 2)]
    flow, labels = labels_of(form, written(form, tokens, Random(1)))
    assert turned(form, flow, labels, len(flow.text)) == ({} if filled > 2 else None)


def test_what_stands_behind_the_end_of_a_table_is_none_of_it() -> None:
    text = "甲事 乙事 丙事\n城镇 1 2 3\n乡村 4 5 6\n全部 7 8 9 10"
    flow, labels = labels_of(FORM, text)
    assert shown(turned(FORM, flow, labels, len(flow.text))) == {}
    assert shown(turned(FORM, flow, labels, len(flow.text) - 2)) == {
        "a": ["1", "4", "7"], "b": ["2", "5", "8"], "c": ["3", "6", "9"],
    }  # fmt: skip


# Tables of several blocks.


def expected_in_blocks(tokens: Sequence[Token]) -> dict[str, list[str]] | None:
    """
    The cells of the rows that can be read, if a block of several rows is turned.
    """
    block_of = {row.id: block for block in BLOCKS for row in block.rows}
    rows = [at for at, each in enumerate(tokens) if each in block_of]
    blocks = [[*own] for _, own in groupby(rows, key=lambda at: block_of[tokens[at]].id)]
    if len({block_of[tokens[own[0]]].id for own in blocks}) < len(blocks) or not blocks:
        return None
    cells, is_turned = dict[str, list[str]](), False
    for own, after in zip(blocks, [*blocks[1:], [len(tokens)]], strict=True):
        block = block_of[tokens[own[0]]]
        between = [*range(own[-1] + 1, after[0])]
        caption = [at for at in between if tokens[at] in ("first", "second", "third")]
        between = [at for at in between if not caption or at < caption[0]]
        columns = [(tokens[at], at) for at in between if not tokens[at].isdigit()]
        wanted = [each.id for each in block.columns]
        straight = [(tokens[at], numbers_behind(tokens, at)) for at in own]
        told = {id: numbers_behind(tokens, at) for id, at in columns}
        if (
            sorted(id for id, _ in columns) == sorted(wanted)
            and not any(each.isdigit() for each in tokens[own[0] : columns[0][1]])
            and all(len(each) == len(own) for each in told.values())
        ):
            cells |= {tokens[at]: [told[id][index] for id in wanted] for index, at in enumerate(own)}
            is_turned = is_turned or len(own) > 1
        else:
            cells |= {id: each for id, each in straight if len(each) == len(wanted)}
    return cells if is_turned else None


def test_each_block_may_be_turned_by_itself() -> None:
    drawn, seen = Random(2), Counter[str]()
    for _ in range(1500):
        tokens = list[str]()
        for block in drawn.sample(BLOCKS, 3) if drawn.random() < 0.2 else BLOCKS:
            assert block.caption
            rows, columns = [each.id for each in block.rows], [each.id for each in block.columns]
            drawn.shuffle(columns)
            number = [str(each) for each in range(10, 10 + len(rows) * len(columns))]
            tokens += [block.caption.id] if drawn.random() < 0.7 else []
            if drawn.random() < 0.5:
                tokens += rows
                for at, id in enumerate(columns):
                    tokens += [id, *number[at * len(rows) : (at + 1) * len(rows)]]
            else:
                # A head before the rows would be the turned columns' of the block before.
                tokens += columns if drawn.random() < 0.6 else []
                for at, id in enumerate(rows):
                    tokens += [id, *number[at * len(columns) : (at + 1) * len(columns)]]
        for _ in range(drawn.choice([0, 0, 0, 1, 2])):
            at = drawn.randrange(len(tokens))
            tokens[at : at + drawn.randrange(2)] = drawn.choice(
                [[], ["5"], ["5"], ["x"], ["v"], ["a"], ["f"]]
            )
        flow, labels = labels_of(PARTED, written(PARTED, tokens, drawn))
        result = shown(turned(PARTED, flow, labels, len(flow.text)))
        assert result == expected_in_blocks(tokens), tokens
        seen["none" if result is None else "whole" if len(result) == 6 else "some"] += 1
    assert min(seen.values()) > 100, seen


def test_bars_behind_labels_of_the_head_are_no_cells_of_a_turned_block() -> None:
    text = "第一款\n甲事|乙事|\n城镇|||\n乡村|||\n第三款\n己事|庚事|辛事\n件数|1|2|3\n次数|4|5|6"
    flow, labels = labels_of(PARTED, text)
    found = shown(turned(PARTED, flow, labels, len(flow.text)))
    assert found == {"f": ["1", "4"], "g": ["2", "5"], "h": ["3", "6"]}


# The cells behind a label.


def hits_at(*spans: tuple[int, int]) -> list[Hit]:
    return [Hit(start, end, ()) for start, end in spans]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_cells_behind_a_label_are_those_of_its_line_or_up_to_the_next_label(count: int) -> None:
    drawn, seen = Random(count), Counter[bool]()
    for _ in range(400):
        lines = [["7"] * drawn.randrange(4) for _ in range(drawn.randrange(1, 4))]
        lines = [[str(drawn.randrange(1, 99)) for _ in each] for each in lines]
        text = "前 名 " + "\n".join(" ".join(each) for each in lines)
        follows = drawn.random() < 0.5
        text += "\n末 9" if follows else ""
        flow = Flow.of(text)
        hits = (
            hits_at((1, 2), (flow.text.index("末"), flow.text.index("末") + 1))
            if follows
            else hits_at((1, 2))
        )
        # A number right before the next label stands before a line end.
        own = [lines[0], [each for line in lines for each in line]]
        want = next((each for each in own if len(each) == count), None)
        found = behind(flow, hits, 0, len(flow.text), count)
        assert (None if found is None else [each.raw for each in found]) == want
        seen[want is None] += 1
    assert min(seen.values()) > 50


def test_glued_numbers_behind_a_label_are_not_sure_to_be_its_cells() -> None:
    for text, is_sure in [
        ("名 1 2", True),
        ("名 件1 2", False),
        ("名 1 件2", False),
        ("名 1 2\n件3", True),
        ("名 1\n件3", False),
    ]:
        flow = Flow.of(text)
        assert (behind(flow, hits_at((0, 1)), 0, len(flow.text), 2) is not None) == is_sure


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("名|1|2|3", ["1", "2", "3"]), ("名|1|2|3||", ["1", "2", "3"]), ("名||1|2|3", ["1", "2", "3"]),
        ("名|1||3", ["1", "", "3"]), ("名|1|2||", ["1", "2", ""]), ("名||1|2", ["", "1", "2"]),
        ("名|||", ["", "", ""]), ("名|1|2|3|4", None), ("名|1||2|3", None), ("名||1|2||", ["", "1", "2"]),
    ],
)  # fmt: skip
def test_of_cells_between_bars_the_leftmost_that_leave_out_nothing(
    line: str, cells: list[str] | None
) -> None:
    flow = Flow.of(line)
    found = behind(flow, hits_at((0, 1)), 0, len(flow.text), 3)
    assert (None if found is None else [each.raw for each in found]) == cells


# Rows as sentences.

SAID = {"x": "城镇", "y": "乡村", "z": "全部"}


def test_a_row_is_told_if_each_number_stands_behind_the_name_of_its_column() -> None:
    drawn, seen = Random(3), Counter[bool]()
    rows = row_forms(FORM)
    for _ in range(1500):
        order = drawn.sample("xyz", 3)
        is_whole = True
        if drawn.random() < 0.2:
            is_whole = False
            order = drawn.choice([order[:2], [*order[:2], order[0]], [order[0], order[0], *order[1:]]])
        numbers = {
            each: drawn.choice(["0", "7", "12", "1,234", "12,345", "3.5", "-2", "1234"]) for each in "xyz"
        }
        pieces = list[str]()
        for each in order:
            link, unit = (
                drawn.choice(["", "", "：", "是", "为"]),
                drawn.choice(["", "件", "件", "条", "万元"]),
            )
            pieces.append(f"{SAID[each]}{link}{numbers[each]}{unit}")
        # What is no number's end, or no link, or no number.
        odd = drawn.choice([""] * 12 + ["约", "1 ", ".", "第"])
        if odd:
            at = drawn.randrange(len(order))
            numbers[order[at]] = "12"
            pieces[at] = f"{SAID[order[at]]}{odd}{numbers[order[at]]}"
        text = (
            f"甲事：{drawn.choice(['，', '；', '。'])[: drawn.randrange(2)]}"
            + "，".join(pieces)
            + drawn.choice(["。", "", "\n完"])
        )
        flow, labels = labels_of(FORM, text)
        found = told(flow, labels.hits, 0, rows["a"])
        is_told = is_whole and not odd
        assert (None if found is None else [each.raw for each in found]) == (
            [numbers[each] for each in "xyz"] if is_told else None
        ), text
        for each in found or ():
            assert (each.state, str(each.value)) == (NUMBER, each.raw.replace(",", ""))
            assert text[each.span.start : each.span.end] == each.raw
        seen[is_told] += 1
    assert min(seen.values()) > 400


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("甲事城镇1件,乡村2件,全部3件", True),
        ("乙事\n甲事城镇1件,乡村2件,全部3件", False),
        ("乙事:\n甲事城镇1件,乡村2件,全部3件", True),
        ("城镇\n甲事城镇1件,乡村2件,全部3件", True),
        ("甲事城镇1件,乡村2件,丙事3件", False),
        ("甲事城镇1件,乡村2件,全部3件,城镇", True),
        ("甲事城镇1件,乡村2件,全部3", True),
        ("甲事城镇1件,乡村2件,全部", False),
        ("甲事城镇1件,乡村2件", False),
        ("甲事,乙事城镇1件,乡村2件,全部3件", False),
    ],
)
def test_the_row_and_its_columns_stand_one_behind_the_other(text: str, is_told: bool) -> None:  # noqa: FBT001 - a case
    flow, labels = labels_of(FORM, text)
    number = next(at for at, each in enumerate(labels.hits) if each.row and each.row.id == "a")
    assert (told(flow, labels.hits, number, row_forms(FORM)["a"]) is not None) == is_told


def test_a_label_of_several_columns_is_that_of_the_row_s() -> None:
    flow = Flow.of("甲事一1,二2,三3")
    meanings = [[("other", "q"), (COLUMN, "q"), (COLUMN, "x")], [(ROW, "y"), (COLUMN, "y")], [(COLUMN, "z")]]
    hits = [Hit(0, 2, (Meaning(ROW, "a", "one"),))]
    for at, own in enumerate(meanings):
        start = flow.text.index("一二三"[at])
        hits.append(Hit(start, start + 1, tuple(Meaning(sort, id, "one") for sort, id in own)))
    found = told(flow, hits, 0, row_forms(FORM)["a"])
    assert [each.raw for each in found or ()] == ["1", "2", "3"]


# The groups of a line.


def expected_groups(tokens: Sequence[Token]) -> list[str] | None:
    by_id = dict[str, list[str]]()
    for at, each in enumerate(tokens):
        if not each.isdigit():
            count = 3 if each in "ab" else 2
            own = numbers_behind(tokens, at)
            if len(own) == count:
                by_id.setdefault(each, own)
    if {*"ab"} <= by_id.keys():
        return [*by_id["a"], *by_id["b"]]
    if {*"xyz"} <= by_id.keys():
        return [by_id[each][at] for at in range(2) for each in "xyz"]
    return None


def test_the_groups_of_a_line_stand_behind_their_labels_or_are_its_columns() -> None:
    drawn, seen = Random(4), Counter[str]()
    for _ in range(1500):
        by_row = drawn.random() < 0.5
        tokens = list(drawn.choice(["", "", "xyz", "ab"]))
        for each in drawn.sample("ab", 2) if by_row else drawn.sample("xyz", 3):
            tokens += [each, *(str(drawn.randrange(90)) for _ in range(3 if by_row else 2))]
        for _ in range(drawn.choice([0, 0, 0, 0, 1, 2])):
            at = drawn.randrange(len(tokens))
            tokens[at : at + drawn.randrange(2)] = drawn.choice(
                [[], ["5"], ["x"], ["a"], ["b", "1", "2", "3"], ["y", "1", "2"]]
            )
        flow, labels = labels_of(LINE, written(LINE, tokens, drawn))
        found = grouped(LINE, flow, labels.hits, len(flow.text))
        result = None if found is None else [each.raw for each in found]
        assert result == expected_groups(tokens), tokens
        seen["none" if result is None else "rows" if by_row else "columns"] += 1
    assert min(seen.values()) > 200, seen


def test_groups_of_blank_cells_are_none() -> None:
    for text in (
        "甲事|||\n乙事|1|2|3",
        "甲事|||\n乙事|||",
        "城镇||\n乡村|1|2\n全部|3|4",
        "乙事\t1\t2\t3\n甲事\t\t\t",
        "乡村\t1\t2\n全部\t3\t4\n城镇\t\t",
    ):
        flow, labels = labels_of(LINE, text)
        assert grouped(LINE, flow, labels.hits, len(flow.text)) is None
    flow, labels = labels_of(LINE, "甲事|||5\n乙事|1|2|3")
    found = grouped(LINE, flow, labels.hits, len(flow.text))
    assert [each.raw for each in found or ()] == ["", "", "5", "1", "2", "3"]
    assert [each.state for each in found or ()].count(BLANK) == 2
    # A group may be told.
    flow, labels = labels_of(LINE, "甲事：乡村2件，城镇1件，全部3件。乙事 4 5 9")
    found = grouped(LINE, flow, labels.hits, len(flow.text))
    assert [each.raw for each in found or ()] == ["1", "2", "3", "4", "5", "9"]
