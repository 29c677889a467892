"""
A row by what was bound to its label: where it stands, how its label is worded, how sure its cells are.
"""

from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named
from disclint.grammar.dealing import Segment
from disclint.grammar.found import Found, found
from disclint.grammar.labels import Hit, normal_flow, row_forms
from disclint.grammar.plainrows import plain_rows
from disclint.grammar.rows import absent, row_of, row_of_plain, segment_of_plain
from disclint.grammar.values import Value
from disclint.source import Flow, Span
from disclint.syntax import ABSENT, AMBIGUOUS, BLANK, NUMBER, TEXT, Cell, Label, Row

COLUMNS = (Line("x", "城镇"), Line("y", "乡村"), Line("s", "全部"))
ROWS = (Line("a", "属于机密的事项", (), (), "属于机密"), Line("b", "乙事"), Line("c", "丙事"))
FORM = TableForm(
    "made", "requests", {"zh": "表"}, "rows", (Block("one", Named("top", "第二款"), COLUMNS, ROWS),), {}, (), (),
    (Named("head", "指标名称"),),
)  # fmt: skip
A = row_forms(FORM)["a"]


def labels_of(text: str) -> tuple[Flow, Found]:
    flow = Flow.of(text)
    return flow, found(FORM, flow, normal_flow(flow), (0, len(flow.text)))


def value(text: str, words: str) -> Value:
    at = text.index(words)
    is_number = words.isdigit()
    return Value(
        Span(at, at + len(words)), words, NUMBER if is_number else TEXT, Decimal(words) if is_number else None
    )


def test_a_row_that_is_not_there_has_cells_that_are_absent() -> None:
    flow, labels = labels_of("乙事 1 2 3")
    nowhere = Span(0, 0)
    want = Row("a", nowhere, None, tuple(Cell(f"made/a/{each}", nowhere, "", ABSENT) for each in "xys"))
    assert row_of(FORM, flow, None, None, A, labels=labels) == absent(A) == want


def test_a_row_that_leaves_no_choice_is_the_same_the_short_way_and_the_long_one() -> None:
    drawn, seen = Random(1), Counter[bool]()
    for _ in range(500):
        parts = list[str]()
        for label in drawn.sample(["属于机密的事项", "属于机密", "属于机密甚么", "乙事", "丙事"], 3):
            bar = drawn.choice(["|", " ", "\t", "\n"])
            around = bar if bar == "|" else ""
            cells = [str(drawn.randrange(99)) for _ in range(3)]
            parts += [
                label,
                around * drawn.randrange(3),
                bar,
                bar.join(cells),
                around * drawn.randrange(3),
                "\n",
            ]
            parts += ["第二款\n"] if drawn.random() < 0.2 else []
        text = "前言\n" + "".join(parts).rstrip()
        flow, labels = labels_of(text)
        for plain in plain_rows(flow, labels, len(flow.text)):
            if plain is None or plain.glued:
                continue
            segment = segment_of_plain(plain, labels)
            assert (segment.id, segment.hit, segment.end) == (
                plain.form.row.id,
                labels.hits[plain.number],
                plain.end,
            )
            assert (segment.columns, segment.values, segment.certain) == (3, plain.values(), True)
            assert (segment.cells is None) == (not plain.apart)
            if segment.cells is not None:
                assert tuple(each for each in segment.cells if each.state != BLANK) == segment.values
                blank = plain.bars_before
                assert segment.cells[blank : blank + 3] == segment.values
                others = (*segment.cells[:blank], *segment.cells[blank + 3 :])
                assert {*others} <= {Value(Span(0, 0), "", BLANK)}
                assert len(segment.cells) == blank + 3 + plain.bars_behind
            short = row_of_plain(FORM, flow, plain, labels)
            assert short == row_of(FORM, flow, segment, [plain.values()], plain.form, labels=labels), text
            assert short.numbers is not None
            assert short.label is not None
            assert short.span == Span(short.label.span.start, plain.values()[-1].span.end)
            seen[plain.apart] += 1
    assert min(seen.values()) > 200


LABELS = [
    # What stands there, and what of it is the label.
    ("属于机密的事项 1 2 3 甚么", "属于机密的事项"),
    ("属于机密 1 2 3", "属于机密"),
    ("属于机密甚么 1 2 3", "属于机密甚么"),
    ("属于机密 甚么 1 2 3 别的", "属于机密甚么别的"),
    ("属于机密 的事 1 2 3 项", "属于机密的事项"),
    ("属于机密 甚么 1 2 3 第二款 的事项", "属于机密甚么"),
    ("属于机密 甚么 1 2 3 指标名称 的事项", "属于机密甚么"),
    ("属于机密第二款甚么 1 2 3", "属于机密"),
    ("属于机密 城镇 甚么 1 2 3", "属于机密城镇甚么"),
    ("属于机密 甚么 1 2 3\n乙事 的事项 4", "属于机密甚么"),
    ("第二款 指标名称 属于机密 甚么 1 2 3", "属于机密甚么"),
]


def words_of(text: str, cells: tuple[Value, ...] | None) -> str:
    flow, labels = labels_of(text)
    hits = labels.hits
    number = next(at for at, each in enumerate(hits) if each.row and each.row.id == "a")
    end = next((each.start for each in hits[number + 1 :] if each.row), len(flow.text))
    values = tuple(value(text, each) for each in "123" if each in text)
    segment = Segment("a", hits[number], end, 3, values, cells)
    row = row_of(FORM, flow, segment, [values], A, labels=labels)
    assert row.label is not None
    assert row.label.span.start == text.index("属于")
    return row.label.written


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_the_label_of_a_row_goes_on_behind_its_numbers_up_to_the_head_of_the_next_block(
    text: str, label: str
) -> None:
    for before in ("", "前言\n"):
        assert words_of(before + text, None) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("属于机密|甚么|1|2|3", "属于机密"), ("属于机密\n甚么|1|2|3|", "属于机密甚么"), ("属于机密甚么 |1|2|3|别的", "属于机密甚么"),
        ("属于机密\t甚么\t1\t2\t3", "属于机密甚么"), ("属于机密 1 2 3 第二款 甚么|", "属于机密"), ("甲|乙|属于机密甚么|1|2|3", "属于机密甚么"),
        ("属于|机密甚么|1|2|3", "属于机密甚么"), ("属于机密甚么 1 2 3\n乙事|的事项", "属于机密甚么"),
    ],
)  # fmt: skip
def test_between_bars_a_label_ends_with_its_cell(text: str, label: str) -> None:
    assert words_of(text, ()) == label


def test_words_in_cells_are_none_of_the_label() -> None:
    text = "属于机密 见附 甚么 1 2 3"
    assert words_of(text, None) == "属于机密见附甚么"
    flow, labels = labels_of(text)
    cells = (value(text, "见附"), value(text, "2"))
    segment = Segment("a", labels.hits[0], len(flow.text), 3, cells[1:], cells)
    row = row_of(FORM, flow, segment, [(cells[0], cells[1], None)], A, labels=labels)
    assert row.label == Label(Span(0, text.index("么") + 1), "属于机密甚么")


def test_how_sure_cells_are_and_where_the_row_stands() -> None:
    text = "前 9 属于机密的事项 1 2 3 后"
    flow, labels = labels_of(text)
    (hit,) = labels.hits
    place = flow.span(hit.start, hit.end)
    values = tuple(value(text, each) for each in "123")
    blank = Value(Span(0, 0), "", BLANK)

    def row(segment: Segment, *ways: tuple[Value | None, ...], none: bool = False) -> Row:
        return row_of(FORM, flow, segment, None if none else ways, A, labels=labels)

    def sure(row: Row) -> set[float]:
        return {each.confidence for each in row.cells}

    whole = Segment("a", hit, len(flow.text), 3, values)
    assert row(whole, values).span == Span(place.start, values[-1].span.end)
    assert sure(row(whole, values)) == {1.0}
    assert sure(row(Segment("a", hit, len(flow.text), 3, values, doubtful=True), values)) == {0.85}
    assert sure(row(Segment("a", hit, len(flow.text), 3, values[:2]), (*values[:2], None))) == {0.85}
    # Blank cells stand nowhere, numbers also before the label.
    assert row(whole, (blank, *values[:2])).span == Span(place.start, values[1].span.end)
    assert row(whole, (value(text, "9"), *values[:2])).span == Span(text.index("9"), values[1].span.end)
    assert row(whole, (None, None, None)).span == place
    assert [each.span for each in row(whole, (None, None, None)).cells] == [Span(place.end, place.end)] * 3
    assert row(whole, (None, None, None)).label == Label(place, "属于机密的事项")
    # Without a reading: numbers that are somebody's, or none.
    assert {each.state for each in row(whole).cells} == {AMBIGUOUS}
    assert {each.state for each in row(whole, none=True).cells} == {AMBIGUOUS}
    assert {each.state for each in row(Segment("a", hit, len(flow.text), 3, ())).cells} == {ABSENT}
    # Without its label a row is known by its place alone.
    lost = Segment("a", Hit(hit.start, hit.start, ()), len(flow.text), 3, values)
    assert row(lost, values).label is None
    assert sure(row(lost, values)) == {0.85}
