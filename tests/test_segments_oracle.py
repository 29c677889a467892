"""
What stands behind each label of a table, in one way and in the short one; whose it is when a label comes again.
"""

from collections.abc import Mapping
from random import Random

import pytest

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named
from disclint.grammar.dealing import Segment
from disclint.grammar.found import Found, found
from disclint.grammar.labels import normal_flow, row_forms
from disclint.grammar.plainrows import plain_rows
from disclint.grammar.segments import Segments, segments_of, values_between
from disclint.grammar.values import Value
from disclint.source import Flow

COLUMNS = (Line("x", "城镇"), Line("y", "乡村"), Line("s", "全部"))
ROWS = (Line("a", "甲事"), Line("b", "乙事"), Line("c", "属于机密的事项", (), (), "属于机密"))
GROUP = (Named("g", "各项"),)
WIDE = TableForm(
    "made", "requests", {"zh": "表"}, "rows", (Block("one", None, COLUMNS, ROWS),), {}, (), groups=GROUP
)
NARROW = TableForm("made", "disclosure", {"zh": "表"}, "rows", (Block("one", None, COLUMNS[:1], ROWS),), {}, (), groups=GROUP)  # fmt: skip
# Its id, its values, its cells, whether it may be another's.
Shown = tuple[str, list[str], list[str] | None, bool]


def labels_of(form: TableForm, text: str) -> tuple[Flow, Found]:
    flow = Flow.of(text)
    return flow, found(form, flow, normal_flow(flow), (0, len(flow.text)))


def columns_of(form: TableForm) -> Mapping[str, tuple[Line, ...]]:
    return {id: each.columns for id, each in row_forms(form).items()}


def the_long_way(form: TableForm, text: str) -> Segments:
    flow, labels = labels_of(form, text)
    return segments_of(flow, labels, columns_of(form), [None] * len(labels.wording.steps), len(flow.text))


def shown(segment: Segment) -> Shown:
    cells = None if segment.cells is None else [each.raw for each in segment.cells]
    return segment.id, [each.raw for each in segment.values], cells, segment.doubtful


CASES: list[tuple[str, list[Shown]]] = [
    ("甲事 1 2 3\n乙事 4 5 6", [("a", ["1", "2", "3"], None, False), ("b", ["4", "5", "6"], None, False)]),
    ("甲事|1|2|3\n乙事|4|5|6", [("a", ["1", "2", "3"], ["1", "2", "3"], False), ("b", ["4", "5", "6"], ["4", "5", "6"], False)]),
    # A label behind cells on the same line says that they are none, and so in a text of one line.
    ("甲事|1|2|3|乙事\n4|5|6", [("a", ["1", "2", "3"], None, False), ("b", ["4", "5", "6"], None, False)]),
    ("甲\n事|1|2|3|乙事\n4|5|6", [("a", ["1", "2", "3"], None, False), ("b", ["4", "5", "6"], None, False)]),
    ("甲事|1|2|3|乙事|4|5|6", [("a", ["1", "2", "3"], None, False), ("b", ["4", "5", "6"], ["4", "5", "6"], False)]),
    # More than half of the cells are filled, or all there is stands in them.
    ("甲事|1|2|\n3 9\n乙事|4|5|6", [("a", ["1", "2"], ["1", "2", ""], False), ("b", ["4", "5", "6"], ["4", "5", "6"], False)]),
    ("甲事|1||\n2 3\n乙事|4|5|6", [("a", ["1", "2", "3"], None, False), ("b", ["4", "5", "6"], ["4", "5", "6"], False)]),
    ("甲事|1||\n乙事|4|5|6", [("a", ["1"], ["1", "", ""], False), ("b", ["4", "5", "6"], ["4", "5", "6"], False)]),
    ("甲事|||1\n城镇\n乙事|4|5|6", [("a", ["1"], ["", "", "1"], False), ("b", ["4", "5", "6"], ["4", "5", "6"], False)]),
    ("甲事|说明|1|\n乙事|4|5|6", [("a", ["说明", "1"], ["说明", "1", ""], False), ("b", ["4", "5", "6"], ["4", "5", "6"], False)]),
    # Words among the numbers, behind a label that is whole also as the first.
    ("甲事 1 见附件 3\n乙事 4 5 6", [("a", ["1", "3"], ["1", "见附件", "3"], False), ("b", ["4", "5", "6"], None, False)]),
    ("甲事 另报 2 3\n乙事 4 5 6", [("a", ["2", "3"], ["另报", "2", "3"], False), ("b", ["4", "5", "6"], None, False)]),
    ("属于机密 另报 2 3\n乙事 4 5 6", [("c", ["2", "3"], None, False), ("b", ["4", "5", "6"], None, False)]),
    ("甲事 1 2\n乙事 4 5 6", [("a", ["1", "2"], None, False), ("b", ["4", "5", "6"], None, False)]),
    # Blanks between any two characters.
    ("甲事 1 0  2  1 2\n乙事 4 5 6", [("a", ["10", "2", "12"], None, False), ("b", ["4", "5", "6"], None, False)]),
    ("甲事 1 0  2  1 3\n乙事 4 5 6", [("a", ["10", "2", "13"], None, True), ("b", ["4", "5", "6"], None, False)]),
    ("甲事 1 0 2 1 3\n乙事 4 5 6", [("a", ["1", "0", "2", "1", "3"], None, False), ("b", ["4", "5", "6"], None, False)]),
    # Labels of columns are no end, a row as a sentence is told.
    ("甲事 1 城镇 2 乡村 3\n乙事 4 5 6", [("a", ["1", "2", "3"], None, False), ("b", ["4", "5", "6"], None, False)]),
    ("甲事：乡村2件，城镇1件，全部3件。\n乙事 4 5 6", [("a", ["1", "2", "3"], ["1", "2", "3"], False), ("b", ["4", "5", "6"], None, False)]),
    ("甲事\n乙事 4 5 6", [("a", [], None, False), ("b", ["4", "5", "6"], None, False)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), CASES)
def test_behind_a_label_stand_its_cells_or_the_values_up_to_the_next(text: str, want: list[Shown]) -> None:
    for before, behind in (("", ""), ("前言\n", ""), ("", "\n属于机密的事项 7 8 9")):
        if (before and "\n" not in text) or (behind and "\n" not in text) or (behind and "属于" in text):
            continue
        segments, groups, again, plainly = the_long_way(WIDE, before + text + behind)
        assert list(map(shown, segments)) == [
            *want,
            *([("c", ["7", "8", "9"], None, False)] if behind else []),
        ]
        assert {each.columns for each in segments} == {3}
        assert (groups, again, plainly) == ([], [], {})


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("3", ("a", ["3"], None, False)), ("3///0", ("a", ["3///0"], None, True)), ("不详", ("a", [], ["不详"], False)), ("见附件 5", ("a", ["5"], None, False)),
        ("|3", ("a", ["3"], ["3"], False)), ("|\n3///0", ("a", ["0"], None, False)), ("|3///0", ("a", ["3///0"], ["3///0"], False)), ("|不详", ("a", ["不详"], ["不详"], False)), ("|", ("a", [], [""], False)), ("甚么", ("a", [], None, False)),
        ("1 2", ("a", ["1", "2"], None, False)), ("1 0  2", ("a", ["1", "0", "2"], None, False)), ("|\n不详|", ("a", [], ["不详"], False)), ("|\n3|", ("a", ["3"], None, False)),
    ],
)  # fmt: skip
def test_behind_a_label_of_one_column_stands_a_number_or_what_takes_its_place(
    words: str, want: Shown
) -> None:
    text = f"甲事{'' if words[0] == '|' else ' '}{words}\n乙事 4"
    segments, *_ = the_long_way(NARROW, text)
    assert [shown(each) for each in segments] == [want, ("b", ["4"], None, False)]
    assert {each.columns for each in segments} == {1}


def of_columns(count: int) -> TableForm:
    columns = tuple(Line(f"c{at}", f"第{at}栏") for at in range(count))
    return TableForm("made", "requests", {"zh": "表"}, "rows", (Block("one", None, columns, ROWS),), {}, ())


def test_half_of_the_cells_are_not_more_than_half() -> None:
    for count in (4, 5, 6, 7, 8):
        for filled in range(1, count):
            cells = ["1"] * filled + [""] * (count - filled)
            text = f"甲事|{'|'.join(cells)}|\n{' '.join(['2'] * (count - filled))}\n乙事 4"
            segment = the_long_way(of_columns(count), text)[0][0]
            if filled > count // 2:
                assert segment.cells is not None
                assert raws(segment.values) == ["1"] * filled
            else:
                assert segment.cells is None
                assert raws(segment.values) == ["1"] * filled + ["2"] * (count - filled)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_wide_gaps_part_the_cells_of_rows_of_any_width(count: int) -> None:
    row = "  ".join(["1 2", *["3"] * (count - 1)])
    segment = the_long_way(of_columns(count), f"甲事 {row}\n乙事 4")[0][0]
    assert raws(segment.values) == ["12", *["3"] * (count - 1)]
    # Not where bars part them.
    segment = the_long_way(of_columns(count), f"甲事{'|' * count}|\n{row}\n乙事 4")[0][0]
    assert raws(segment.values) == ["1", "2", *["3"] * (count - 1)]


def test_segments_know_their_labels_and_where_they_end() -> None:
    text = "各项 9 8\n甲事 1 2 3\n各项\n乙事：城镇1件，乡村2件，全部3件\n属于机密 4 5 6"
    flow, labels = labels_of(WIDE, text)
    segments, groups, _, _ = the_long_way(WIDE, text)
    assert [(flow.text[each.hit.start : each.hit.end], each.end) for each in segments] == [
        ("甲事", flow.text.index("各项", 3)), ("乙事", flow.text.index("乙事") + 2), ("属于机密", len(flow.text)),
    ]  # fmt: skip
    assert [(each.id, each.columns, each.end) for each in groups] == [
        ("g", 0, flow.text.index("甲事")), ("g", 0, flow.text.index("乙事")),
    ]  # fmt: skip
    assert [[value.raw for value in each.values] for each in groups] == [["9", "8"], []]
    # Up to the end of the table.
    none = [None] * len(labels.wording.steps)
    last = segments_of(flow, labels, columns_of(WIDE), none, len(flow.text) - 1)[0][-1]
    assert ([each.raw for each in last.values], last.end) == (["4", "5"], len(flow.text) - 1)


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        ("甲事 1 2 3\n乙事 4 5 6\n甲事 7 8 9", ["1", "2", "3"], [["7", "8", "9"]]), ("甲事 1 2 3\n乙事 4 5 6\n甲事 7 8", ["1", "2", "3"], []),
        ("甲事 1 2\n乙事 4 5 6\n甲事 7 8 9", ["1", "2"], []), ("甲事\n乙事 4 5 6\n甲事 7 8 9", ["7", "8", "9"], []),
        ("甲事|||\n乙事 4 5 6\n甲事 7 8 9", [], [["7", "8", "9"]]), ("甲事 1 2 3\n乙事 4 5 6 说甲事 7 8 9", ["1", "2", "3"], []),
        ("甲事 1 2 3\n乙事 4 5 6 )甲事 7 8 9", ["1", "2", "3"], [["7", "8", "9"]]), ("甲事 1 2 3\n乙事 4 5 6 一甲事 7 8 9", ["1", "2", "3"], []),
        ("甲事 1 2 3\n乙事 4 5 6 龥甲事 7 8 9", ["1", "2", "3"], []), ("甲事 1 2 3\n乙事 4 5 6 z甲事 7 8 9", ["1", "2", "3"], [["7", "8", "9"]]),
        ("甲事 1 2 3\n乙事 4 5 6 说 甲事 7 8 9\n甲事 1 1 2", ["1", "2", "3"], [["7", "8", "9"], ["1", "1", "2"]]),
    ],
)  # fmt: skip
def test_of_a_label_that_comes_again_the_first_that_has_values_is_the_row(
    text: str, first: list[str], others: list[list[str]]
) -> None:
    segments, _, again, _ = the_long_way(WIDE, text)
    by_id = {each.id: [value.raw for value in each.values] for each in segments}
    assert by_id["a"] == first
    assert [[value.raw for value in each.values] for each in again] == others
    starts = [each.hit.start for each in segments]
    assert starts == sorted(starts)


def raws(values: tuple[Value, ...] | None) -> list[str] | None:
    return None if values is None else [each.raw for each in values]


def told(each: Segment) -> tuple[object, ...]:
    words = raws(each.values), raws(each.cells)
    return each.id, each.hit, each.end, each.columns, words, each.doubtful


def test_rows_that_leave_no_choice_are_the_same_segments_in_the_short_way() -> None:
    drawn, seen = Random(1), 0
    for _ in range(800):
        parts = list[str]()
        for label in drawn.choices(
            ["甲事", "乙事", "属于机密的事项", "属于机密", "各项"], k=drawn.randrange(1, 5)
        ):
            bar = drawn.choice(["|", " ", " ", "\n", "\t", ""])
            count = drawn.choice([3, 3, 3, 2, 4, 0])
            cells = [
                drawn.choice(["0", "1", "12", "7"])
                if drawn.random() < 0.95
                else drawn.choice(["", "-", "说明"])
                for _ in range(count)
            ]
            around = drawn.choice(["", "", "|"]) if bar == "|" else ""
            parts += [label, bar or " ", around, bar.join(cells), around, drawn.choice(["\n", "\n", " "])]
        text = "".join(parts).rstrip()
        form = drawn.choice([WIDE, NARROW])
        flow, labels = labels_of(form, text)
        plain = [*plain_rows(flow, labels, len(flow.text))]
        short, long = (
            segments_of(flow, labels, columns_of(form), plain, len(flow.text)),
            the_long_way(form, text),
        )
        for ours, theirs in zip(short[:3], long[:3], strict=True):
            assert [*map(told, ours)] == [*map(told, theirs)], text
        by_id = {each.id: each for each in short[0]}
        sure = {labels.hits[each.number]: each for each in plain if each is not None and not each.glued}
        assert {*short[3]} == {id for id, each in by_id.items() if each.hit in sure}
        for id, (row, segment) in short[3].items():
            assert by_id[id] is segment
            assert row is sure[segment.hit]
            seen += 1
    assert seen > 250


def test_values_between_two_places_are_those_of_no_label() -> None:
    text = "甲事 1 城镇 2 乡村3 4 乙事 5"
    flow, labels = labels_of(WIDE, text)
    for start in range(len(flow.text)):
        for end in range(start, len(flow.text) + 1):
            inside = any(each.start < start < each.end or each.start < end < each.end for each in labels.hits)
            if not inside:
                want = [char for char in flow.text[start:end] if char.isdigit()]
                assert [each.raw for each in values_between(flow, labels.hits, start, end)] == want
