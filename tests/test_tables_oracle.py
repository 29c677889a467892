"""
One table by itself: where it stands, its labels, the edition that it is by, and which labels are words of something else.
"""

from collections import Counter
from itertools import product
from random import Random

import pytest
from attrs import evolve

from disclint.editions import Edition, Equation, TableForm
from disclint.editions.model import Block, Line, Named, plain
from disclint.grammar.labels import normal_flow
from disclint.grammar.regions import Region
from disclint.grammar.tables import read_table
from disclint.source import Flow, Span
from disclint.syntax import LOST, NUMBER, READ, Label, Problem, Table
from tests.forms import EDITION
from tests.test_recovering_oracle import letters


def word(size: int) -> str:
    return plain(letters(size))


COLUMNS = tuple(Line(f"c{at}", word(4)) for at in range(3))
# The label of the last row is the last column's but for its numeral.
ROWS = (
    *(Line(f"r{at}", f"{at + 1}.{word(6)}") for at in range(5)),
    Line("all", f"(六){COLUMNS[-1].label}", seen=(COLUMNS[-1].label,)),
)
NOTE, HEAD, GROUP, CAPTION = word(7), word(5), word(6), word(8)
FORM = TableForm(
    "requests", "requests", {}, "rows", (Block("b", Named("cap", CAPTION), COLUMNS, ROWS),), {}, (),
    header=(Named("h", HEAD),), notes=(Named("n", NOTE),), groups=(Named("g", GROUP),),
)  # fmt: skip


def edition(id: str, form: TableForm) -> Edition:
    return evolve(EDITION, id=id, tables={form.id: form})


NEW = edition("new", FORM)


def tabled(
    text: str, *editions: Edition, start: int = 0, end: int | None = None, reference: bool = False
) -> tuple[Table, list[Problem], Flow]:
    """
    The table between two offsets of a text.
    """
    flow = Flow.of(text)
    last = len(flow.text) if end is None else flow.offset(end)
    region = Region("requests", flow.offset(start), last)
    table, problems = read_table(flow, region, editions or [NEW], normal_flow(flow), reference=reference)
    return table, problems, flow


def line(row: Line, *numbers: int, bar: str = " ") -> str:
    return bar.join([row.label, *map(str, numbers)])


def drawn_numbers(drawn: Random) -> dict[str, list[int]]:
    return {each.id: [drawn.randrange(10, 99) for _ in COLUMNS] for each in ROWS}


# Where it stands and what is said of it.


@pytest.mark.parametrize("bar", [" ", " | "])
@pytest.mark.parametrize("reference", [False, True])
def test_a_table_goes_from_where_it_was_found_to_its_last_cell(bar: str, reference: bool) -> None:  # noqa: FBT001 - a case
    drawn = Random(1)
    for number in range(60):
        numbers = drawn_numbers(drawn)
        kept = [each for each in ROWS if drawn.random() < 0.8] or [ROWS[2]]
        before = "前言如下。\n" if number % 2 else ""
        head = [CAPTION, HEAD, bar.join(each.label for each in COLUMNS)]
        if drawn.random() < 0.3:
            head.insert(drawn.randrange(3), NOTE)
        rows = [line(each, *numbers[each.id], bar=bar) for each in kept]
        if drawn.random() < 0.3:
            rows.insert(drawn.randrange(len(rows)), GROUP)
        body = "\n".join([*head, *rows])
        text = f"{before}{body}\n后文如下。"
        found, problems, flow = tabled(
            text, start=len(before), end=len(before) + len(body), reference=reference
        )
        assert (found.id, found.edition, found.state, problems) == ("requests", "new", READ, [])
        assert found.span == Span(len(before), len(before) + len(body)), text
        assert {each.id for each in found.rows if not each.is_absent} == {each.id for each in kept}
        values = {each.address: int(each.value or 0) for each in found.cells() if each.state == NUMBER}
        assert values == {
            f"requests/{row.id}/{column.id}": own
            for row in kept
            for column, own in zip(COLUMNS, numbers[row.id], strict=True)
        }
        labels = {**found.columns, **found.captions, **found.notes}
        there = [
            each
            for each in (
                *COLUMNS,
                Named("cap", CAPTION),
                Named("h", HEAD),
                Named("n", NOTE),
                Named("g", GROUP),
            )
            if each.label in text
        ]
        assert {*labels} == {each.id for each in there}
        for each in there:
            (own,) = labels[each.id]
            assert (own.written, text[own.span.start : own.span.end]) == (each.label, each.label)
        assert ({*found.columns}, {*found.captions}) == ({each.id for each in COLUMNS}, {"cap"})
        assert found.counted == len(values)
        assert flow.text


def test_a_region_in_which_nothing_is_read_is_a_lost_table() -> None:
    text = "\n".join([CAPTION, *(each.label for each in (*COLUMNS, *ROWS))])
    found, problems, _ = tabled(text)
    assert (found.state, found.span, problems) == (LOST, Span(0, len(text)), [])
    # An edition without the table has no form for it.
    other = evolve(EDITION, id="other", tables={})
    table, problems, _ = tabled(text, other)
    assert (table, problems) == (Table("requests", "", Span(0, len(text)), LOST), [])
    assert tabled(f"{text} 5", other, NEW)[0].edition == "new"


def test_rows_with_too_many_numbers_subtotals_and_rows_that_come_again_are_told() -> None:
    numbers = drawn_numbers(Random(3))
    rows = [line(each, *numbers[each.id]) for each in ROWS]
    head = " ".join(each.label for each in COLUMNS)
    rows[1] += " 7"
    text = "\n".join([head, *rows, ""])
    _, problems, _ = tabled(text)
    at = text.index(ROWS[1].label)
    assert problems == [
        Problem("surplus-cells", Span(at, at + len(ROWS[1].label)), "requests",
                {"label": ROWS[1].label, "table": "requests", "columns": 3, "counted": 4})
    ]  # fmt: skip
    rows[1] = rows[1].removesuffix(" 7")
    text = "\n".join([head, f"{GROUP} 1 2 3", *rows, line(ROWS[4], 1, 2, 3), ""])
    _, problems, _ = tabled(text)
    group, again = text.index(GROUP), text.rindex(ROWS[4].label)
    assert problems == [
        Problem("subtotal-row", Span(group, group + len(GROUP)), "requests", {"label": GROUP}),
        Problem(
            "repeated-row", Span(again, again + len(ROWS[4].label)), "requests", {"label": ROWS[4].label}
        ),
    ]


# By whose form.


def test_a_table_is_read_by_the_form_that_explains_most_of_its_labels_and_the_first_of_equals() -> None:
    drawn, seen = Random(4), Counter[str]()
    more = (*ROWS, Line("more", f"7.{word(6)}"), Line("most", f"8.{word(6)}"))
    richer = evolve(FORM, blocks=(evolve(FORM.blocks[0], rows=more),))
    same = evolve(FORM, blocks=(evolve(FORM.blocks[0]),))
    editions = {"new": NEW, "richer": edition("richer", richer), "same": edition("same", same)}
    for _ in range(200):
        order = drawn.sample([*editions], drawn.choice([2, 3]))
        rows = [each for each in more if drawn.random() < 0.8]
        text = "\n".join([" ".join(each.label for each in COLUMNS), *(line(each, 1, 2, 3) for each in rows)])
        found, _, _ = tabled(text, *(editions[each] for each in order))
        is_more = any(each not in ROWS for each in rows)
        best = "richer" if is_more and "richer" in order else order[0]
        assert found.edition == best
        seen[best] += 1
    assert min(seen.values()) > 10


def test_rows_are_known_by_their_words_where_four_more_are_found_so() -> None:
    head = " ".join(each.label for each in COLUMNS)
    for lost in range(len(ROWS) - 1):
        rows = [line(each, 1, 2, 3) for each in ROWS]
        rows[:lost] = [each.removeprefix(f"{at + 1}.") for at, each in enumerate(rows[:lost])]
        # Words alone, so that they are none of the form's misspelt ones.
        rows[:lost] = [each.replace(" 1 2 3", " 4 5 6") for each in rows[:lost]]
        found, _, _ = tabled("\n".join([head, *rows]))
        read = [int(each.cells[0].value or 0) for each in found.rows if each.cells[0].state == NUMBER]
        assert read == [4] * lost + [1] * (len(ROWS) - lost)


# Labels of columns.


def test_a_column_is_there_if_its_letters_are_in_the_head() -> None:
    rows = [line(each, 1, 2, 3) for each in ROWS]
    one, two, three = (each.label for each in COLUMNS)
    for head, there in [
        (f"{one} {two} {three}", "abc"), (f"{one} {two}", "ab"), (f"{two}", "b"), (f"{one[:2]} {two[:2]}\n{one[2:]} {two[2:]}", "AB"),
        (f"{two[:2]} {one}\n{two[2:]} {three}", "aBc"), (f"{one[:2]} {two}\n{one[2:]}", "Ab"), (f"{one[:2]} {two}", "b"), (f"{one} {two[::-1]}", "aB"),
    ]:  # fmt: skip
        text = "\n".join([HEAD, head, *rows])
        found, _, flow = tabled(text)
        own = {each.id: found.columns.get(each.id) for each in COLUMNS}
        for letter, column in zip("abc", COLUMNS, strict=True):
            labels = own[column.id]
            if letter in there:
                assert labels is not None
                at = text.index(column.label)
                assert [(each.written, each.span) for each in labels] == [(column.label, Span(at, at + 4))]
            elif letter.upper() in there:
                # Somewhere in the head, as a whole.
                assert labels is not None
                (label,) = labels
                assert label.written == column.label
                assert label.span == Span(0, text.index(rows[0]) - 1)
            else:
                assert labels is None
        assert flow.text


def test_a_head_that_begins_above_what_the_table_is_known_by_is_its_head_if_it_has_all() -> None:
    rows = [line(each, 1, 2, 3) for each in ROWS]
    one, two, three = (each.label for each in COLUMNS)
    for first, second, start in [
        (f"{one[:2]} {two[:2]}", f"{one[2:]} {two[2:]} {three}", 0), (f"{one[:2]} {two[:2]}", f"{one[2:]} {three}", None), (f"无关 {one[:2]}", f"{one[2:]} {two} {three}", None),
    ]:  # fmt: skip
        lines = [first, second, *rows]
        text = "\n".join(lines)
        found, _, _ = tabled(text, start=len(first) + 1)
        scattered = found.columns.get("c0")
        if start is None:
            assert scattered is None
        else:
            assert scattered is not None
            assert [(each.written, each.span) for each in scattered] == [
                (one, Span(start, len(first) + 1 + len(second)))
            ]
        # The table stands where it did.
        assert found.span == Span(len(first) + 1, len(text))


# Labels that are words.


def test_the_label_of_the_last_row_without_its_numeral_is_a_column_s_only_before_all_rows() -> None:
    numbers = drawn_numbers(Random(5))
    bare = COLUMNS[-1].label
    rows = [line(each, *numbers[each.id]) for each in ROWS[:-1]]
    last = " ".join([bare, *map(str, numbers["all"])])
    head = " ".join(each.label for each in COLUMNS)
    found, problems, _ = tabled("\n".join([head, *rows, last]))
    read = {
        each.id: [int(cell.value or 0) for cell in each.cells] for each in found.rows if not each.is_absent
    }
    assert (read, problems) == (numbers, [])
    assert [each.written for each in found.columns["c2"]][:1] == [bare]
    # Alone in the head it is no row.
    found, problems, _ = tabled("\n".join([head, *rows]))
    assert next(each for each in found.rows if each.id == "all").is_absent
    assert problems == []


# What stands around it.

SUMMED = evolve(FORM, equations=(Equation("e", "row", ("c0", "c1"), ("c2",)),))
PLAIN_ROWS = ROWS[:-1]


def test_numbers_above_the_first_label_are_of_the_table_that_begins_with_it() -> None:
    for count in range(2, 6):
        lines = [f"{at} 5 {at + 5}\n{each.label}" for at, each in enumerate(PLAIN_ROWS[:count])]
        text = "\n".join(["说明如下", *lines])
        found, _, _ = tabled(text, edition("summed", SUMMED), start=text.index(PLAIN_ROWS[0].label))
        read = [[int(cell.value or 0) for cell in each.cells] for each in found.rows[:count]]
        assert read == [[at, 5, at + 5] for at in range(count)]
        assert found.span == Span(5, len(text))
    # One row alone may have another's above it.
    text = f"说明如下\n1 5 6\n{ROWS[0].label}"
    found, _, _ = tabled(text, edition("summed", SUMMED), start=text.index(ROWS[0].label))
    assert found.span == Span(text.index(ROWS[0].label), len(text))


def test_a_table_without_a_number_or_with_hardly_any_is_lost() -> None:
    head = " ".join(each.label for each in COLUMNS)
    for labels, numbers, is_lost in [
        (2, 0, True),
        (2, 1, False),
        (5, 0, True),
        (5, 4, True),
        (5, 5, False),
        (1, 0, True),
    ]:
        rows = [line(each, *([7] if at < numbers else [])) for at, each in enumerate(PLAIN_ROWS[:labels])]
        found, _, _ = tabled("\n".join([head, *rows]))
        assert (found.state == LOST) == is_lost, (labels, numbers)


@pytest.mark.parametrize(
    ("remark", "is_kept"),
    [("（历史累计）", True), ("（件数）", True), ("（件）", False), ("（2024）", False), ("历史累计", False)],
)
def test_a_remark_behind_a_column_s_label_is_of_it_whatever_follows(remark: str, is_kept: bool) -> None:  # noqa: FBT001 - a case
    rows = [line(each, 1, 2, 3) for each in ROWS]
    for at, bar in product(range(3), ("", " ", "\n")):
        head = bar.join(each.label + (remark if number == at else "") for number, each in enumerate(COLUMNS))
        text = f"{head}\n" + "\n".join(rows)
        found, _, _ = tabled(text)
        for number, each in enumerate(COLUMNS):
            (own,) = found.columns[each.id]
            words = each.label + (remark if number == at and is_kept else "")
            start = text.index(each.label)
            assert own == Label(Span(start, start + len(words)), Flow.of(words).text)
    # In which a label of the form's begins, it is none.
    text = f"{COLUMNS[0].label}（{COLUMNS[1].label}） {COLUMNS[2].label}\n" + "\n".join(rows)
    assert tabled(text)[0].columns["c0"][0].written == COLUMNS[0].label


def test_a_head_that_has_all_columns_does_not_begin_above() -> None:
    rows = [line(each, 1, 2, 3) for each in ROWS]
    one, two, three = (each.label for each in COLUMNS)
    for above in (one[:2], HEAD, f"{two} {three}"):
        text = "\n".join([above, f"{two[:2]} {one}", f"{two[2:]} {three}", *rows])
        found, _, _ = tabled(text, start=len(above) + 1)
        (own,) = found.columns["c1"]
        assert own.span == Span(len(above) + 1, text.index(rows[0]) - 1)


def test_columns_in_another_order_are_read_by_their_names_with_the_last_row_s_among_them() -> None:
    bare = COLUMNS[-1].label
    for order in ([2, 0, 1], [0, 2, 1], [2, 1, 0]):
        head = " ".join(COLUMNS[at].label for at in order)
        rows = [line(each, *(10 + at for at in order)) for each in PLAIN_ROWS]
        found, _, _ = tabled("\n".join([head, *rows]))
        read = [[int(cell.value or 0) for cell in each.cells] for each in found.rows[:-1]]
        assert read == [[10, 11, 12]] * len(PLAIN_ROWS), order
    # Where no other row is, the label is a row's.
    found, _, _ = tabled(f"{bare} 5 6 7")
    assert [int(cell.value or 0) for cell in found.rows[-1].cells] == [5, 6, 7]


@pytest.mark.parametrize("lost", range(6))
def test_rows_in_any_order_are_known_by_their_words_if_that_makes_four_more(lost: int) -> None:
    rows = (*PLAIN_ROWS, Line("r5", f"6.{word(6)}"))
    made = edition("six", evolve(FORM, blocks=(evolve(FORM.blocks[0], rows=rows),)))
    head = " ".join(each.label for each in COLUMNS)
    for misspelt in (False, True):
        lines = [line(each, at, 2, 3) for at, each in enumerate(rows)]
        without = [each.partition(".")[2] for each in lines[:lost]]
        if misspelt and lost:
            without[0] = f"另有别的{without[0][-6:]}"
        found, _, _ = tabled("\n".join([head, *without[::-1], *lines[lost:]]), made)
        read = [None if each.cells[0].value is None else int(each.cells[0].value) for each in found.rows]
        wanted: list[int | None] = [*range(len(rows))]
        if lost - misspelt >= 4 or lost == 0:
            # Behind the first row's label stand another's numbers, too.
            own = slice(2, None) if misspelt and lost else slice(None)
            assert read[own] == wanted[own]
        elif lost > 1:
            # Between the rows that have their numerals no more than one is found in its place.
            assert read != wanted
            assert read[lost:] == wanted[lost:]
