"""
The rows of small tables, held against what was written behind each label.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from random import Random

import pytest
from attrs import evolve, field, mutable

from disclint.editions import Equation, TableForm
from disclint.editions.model import Block, Line, Named, plain
from disclint.grammar.binder import Bound, bind_rows
from disclint.grammar.cells import cells_of
from disclint.grammar.cutting import Reading
from disclint.grammar.found import found
from disclint.grammar.labels import normal_flow, row_forms
from disclint.grammar.readings import blanks, choose, readings, sums
from disclint.grammar.values import Value
from disclint.source import Flow, Span
from disclint.syntax import ABSENT, AMBIGUOUS, BLANK, NUMBER, Row
from tests.test_recovering_oracle import letters

WIDTH, HEIGHT = 4, 8
COLUMNS = tuple(Line(f"c{at}", plain(letters(3))) for at in range(WIDTH))
ROWS = tuple(Line(f"r{at}", plain(letters(6))) for at in range(HEIGHT))
GROUP = plain(letters(5))
ACROSS = Equation("across", "row", tuple(each.id for each in COLUMNS[:-1]), (COLUMNS[-1].id,))
# The last row is what all others come to.
DOWN = Equation("down", "column", tuple(each.id for each in ROWS[:-1]), (ROWS[-1].id,))


def form(*equations: Equation, columns: tuple[Line, ...] = COLUMNS) -> TableForm:
    block = Block("b", None, columns, ROWS)
    return TableForm("t", "s", {}, "rows", (block,), {}, equations, groups=(Named("g", GROUP),))


SUMMED, SUMMED_ACROSS, PLAIN, NARROW = form(ACROSS, DOWN), form(ACROSS), form(), form(columns=COLUMNS[:1])
LABELS = {each.id: each.label for each in ROWS}


def bound(made: TableForm, text: str, *, reference: bool = False) -> Bound:
    flow = Flow.of(text)
    labels = found(made, flow, normal_flow(flow), (0, len(flow.text)))
    return bind_rows(made, flow, labels, len(flow.text), reference=reference)


def table(lines: Sequence[str], columns: Sequence[Line] = COLUMNS) -> str:
    return "\n".join([" ".join(each.label for each in columns), *lines])


def line(id: str, *words: object, bar: str = " ") -> str:
    return bar.join([LABELS.get(id, GROUP), *map(str, words)])


def numbers_of(rows: Sequence[Row]) -> dict[str, list[int | None]]:
    return {
        each.id: [None if cell.value is None else int(cell.value) for cell in each.cells]
        for each in rows
        if not each.is_absent
    }


def drawn_row(drawn: Random, most: int = 9) -> list[int]:
    parts = [drawn.randrange(most) for _ in range(WIDTH - 1)]
    return [*parts, sum(parts)]


def sound(drawn: Random, most: int = 9) -> dict[str, list[int]]:
    rows = [drawn_row(drawn, most) for _ in ROWS[:-1]]
    return dict(zip(LABELS, [*rows, [sum(each) for each in zip(*rows, strict=True)]], strict=True))


BOTH = pytest.mark.parametrize("reference", [False, True])


# Tables in which each row is whole.


@BOTH
@pytest.mark.parametrize("made", [SUMMED, PLAIN], ids=["sums", "no sums"])
@pytest.mark.parametrize("bar", [" ", " | ", "\n", "\t"])
def test_a_whole_table_is_read_as_it_is_written(made: TableForm, bar: str, reference: bool) -> None:  # noqa: FBT001 - a case
    drawn = Random(bar)
    for _ in range(8):
        rows = sound(drawn)
        kept = {id: own for id, own in rows.items() if drawn.random() < 0.8} or rows
        text = table([line(id, *own, bar=bar) for id, own in kept.items()])
        read = bound(made, text, reference=reference)
        assert numbers_of(read.rows) == kept
        assert [each.id for each in read.rows] == [*LABELS]
        assert {each.id for each in read.rows if each.is_absent} == {*LABELS} - {*kept}
        assert {cell.confidence for each in read.rows for cell in each.cells if cell.state == NUMBER} == {1}
        assert read == Bound(read.rows, counted=WIDTH * len(kept))


@BOTH
def test_numbers_behind_the_label_of_a_group_are_no_row_s_and_a_row_of_them_is_told(reference: bool) -> None:  # noqa: FBT001 - a case
    drawn = Random(1)
    for count in range(WIDTH + 3):
        for at in range(HEIGHT + 1):
            rows = sound(drawn)
            lines = [line(id, *own) for id, own in rows.items()]
            more = [drawn.randrange(9) for _ in range(count)]
            lines.insert(at, line("g", *more))
            text = table(lines)
            read = bound(SUMMED, text, reference=reference)
            assert numbers_of(read.rows) == rows
            assert [text[each.start : each.end] for each in read.extra] == [*map(str, more)]
            assert read.counted == WIDTH * HEIGHT + count
            told = [(each.written, each.span.start) for each in read.subtotals]
            assert told == ([(GROUP, text.index(GROUP))] if count >= WIDTH else [])
            assert (read.lost, read.repeated, read.surplus) == (False, (), ())


@BOTH
def test_a_row_that_comes_again_is_told_and_a_table_that_does_is_not(reference: bool) -> None:  # noqa: FBT001 - a case
    drawn = Random(2)
    for size in range(1, HEIGHT + 1):
        rows = dict(list(sound(drawn).items())[:size])
        lines = [line(id, *own) for id, own in rows.items()]
        whole = table(lines)
        # On wide screens and on narrow ones.
        read = bound(SUMMED, f"{whole}\n{whole}", reference=reference)
        assert (numbers_of(read.rows), read.repeated, read.counted) == (rows, (), WIDTH * size)
        other = {id: [5, *own[1:]] for id, own in rows.items()}
        last = [*rows][-1]
        for again in ({last: rows[last]}, {**rows, last: other[last]}, other):
            more = [line(id, *own) for id, own in again.items()]
            text = "\n".join([whole, *more])
            read = bound(SUMMED, text, reference=reference)
            is_copy = again == rows
            assert numbers_of(read.rows) == rows
            assert [each.written for each in read.repeated] == (
                [] if is_copy else [LABELS[id] for id in again]
            )
            assert [each.span.start for each in read.repeated] == (
                [] if is_copy else [text.rindex(LABELS[id]) for id in again]
            )
        # What is not whole is no row that comes again.
        read = bound(SUMMED, "\n".join([whole, line(last, 1, 2)]), reference=reference)
        assert (numbers_of(read.rows), read.repeated) == (rows, ())


@BOTH
@pytest.mark.parametrize("made", [SUMMED, SUMMED_ACROSS, PLAIN], ids=["sums", "rows", "no sums"])
def test_a_number_too_many_is_told_but_not_where_sums_leave_open_which_it_is(
    made: TableForm,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    drawn, seen = Random(3), Counter[bool]()
    for _ in range(60):
        rows = sound(drawn, 4)
        id = drawn.choice([*rows][:-1])
        own = [*rows[id]]
        own.insert(drawn.randrange(WIDTH + 1), drawn.randrange(4))
        lines = [line(each, *(own if each == id else row)) for each, row in rows.items()]
        read = bound(made, table([*lines, ""]), reference=reference)
        row = next(each for each in read.rows if each.id == id)
        is_open = any(each.state == AMBIGUOUS for each in row.cells)
        told = [(label.written, columns, count) for label, columns, count in read.surplus]
        assert told == ([] if made is not PLAIN and is_open else [(LABELS[id], WIDTH, WIDTH + 1)]), lines
        seen[is_open] += 1
    assert seen[made is not SUMMED] > 5


def test_behind_a_label_with_one_column_the_first_number_is_its() -> None:
    drawn = Random(4)
    for _ in range(40):
        rows = {id: [drawn.randrange(30) for _ in range(drawn.choice([1, 1, 1, 2]))] for id in LABELS}
        read = bound(NARROW, table([line(id, *own) for id, own in rows.items()], COLUMNS[:1]))
        assert numbers_of(read.rows) == {id: own[:1] for id, own in rows.items()}
        sure = {id: len(own) == 1 for id, own in rows.items()}
        assert {each.id: each.cells[0].confidence == 1 for each in read.rows} == sure


# Tables in which numbers are wanting.


@mutable
class Written:
    """
    The words behind the label of a row, and where they stand.
    """

    words: list[str]
    values: list[Value] = field(factory=list)

    @property
    def is_whole(self) -> bool:
        return len(self.words) == WIDTH

    @property
    def digits(self) -> int:
        return sum(map(len, self.words))


def drawn_words(drawn: Random) -> list[str]:
    own = [*map(str, drawn_row(drawn, drawn.choice([2, 4, 13])))]
    shape = drawn.choice(
        ["whole", "whole", "glued", "glued", "blanks", "blanks", "some", "none", "padded", "pairs"]
    )
    if shape == "glued":
        return ["".join(own)]
    if shape == "blanks":
        return [each for each in own if each != "0"][: WIDTH - 1]
    if shape == "some":
        return [str(drawn.randrange(40)) for _ in range(drawn.randrange(1, WIDTH))]
    if shape == "padded":
        return (
            [f"0{drawn.randrange(30)}" for _ in range(drawn.randrange(1, 3))] if drawn.random() < 0.3 else own
        )
    if shape == "pairs":
        return [own[0] + own[1], own[2] + own[3]]
    return own if shape == "whole" else []


def is_padded(word: str) -> bool:
    return len(word) > 1 and word[0] == "0"


def may_be_dealt(rows: Sequence[Written]) -> bool:
    """
    Whether numbers of some rows may be others': they are as many as the cells of several.
    """
    counts = [len(each.words) for each in rows]
    together = [*accumulate(counts, initial=0)]
    return sum(counts) in (WIDTH * len(rows), WIDTH * HEIGHT) or any(
        counts[first] != WIDTH and together[last] - together[first] == WIDTH * (last - first)
        for first in range(len(rows))
        for last in range(first + 2, len(rows) + 1)
    )


def ways_of(row: Written, rows: Sequence[Written], *, total_last: bool) -> list[Reading]:
    """
    What a row can mean by itself.
    """
    values = row.values
    if row.is_whole:
        return [tuple(values)]
    if not values:
        return []
    gaps = any(not each.words for each in rows)
    noughtless = len([each for each in rows if 0 < each.digits < WIDTH]) >= 2
    every = readings(values, WIDTH, 1, total_last=total_last, gaps=gaps, noughtless=noughtless)
    padded = any(map(is_padded, row.words))
    filled = [each for each in rows if each.words]
    shown = any(len(each.words) > 1 or len(each.words[0]) < WIDTH for each in filled)
    shown = shown and not any(is_padded(word) for each in filled for word in each.words)
    # Numbers that stand apart are as they stand, or one of them is cut where that alone adds up.
    if padded or (len(values) == 1 and not shown):
        return every
    adding = [each for each in every if sums(each)] if total_last else every
    if total_last and len(adding) == 1:
        return adding
    return [*adding, *blanks(values, WIDTH, total_last=total_last)]


def is_lost(rows: Sequence[Written]) -> bool:
    """
    Whether blanks cannot explain that so few numbers are left.
    """
    filled = [each for each in rows if each.words]
    several = [each for each in filled if len(each.words) > 1]
    if len(rows) * 2 < HEIGHT or any(is_padded(word) for each in filled for word in each.words):
        return False
    if any(len(each.words) == 1 and len(each.words[0]) >= WIDTH for each in filled):
        return False
    totals = [sum(map(int, each.words[:-1])) == int(each.words[-1]) for each in several]
    if len(several) >= 4 and all(totals):
        return False
    return sum(len(each.words) for each in rows) * 3 < WIDTH * len(rows)


def drawn_table(drawn: Random) -> dict[str, Written]:
    some = drawn.random() < 0.3
    made = {}
    for id in LABELS:
        words = drawn_words(drawn)
        if some:
            # Hardly a number is left.
            words = words[: drawn.choice([0, 0, 1, 1, 2])] if len(words) > 1 else [each[:2] for each in words]
        made[id] = Written(words)
    for id in drawn.sample([*LABELS], drawn.choice([0, 0, 0, 1, 3, 4, 5])):
        del made[id]
    return made


@BOTH
@pytest.mark.parametrize("made", [SUMMED, PLAIN], ids=["sums", "no sums"])
def test_rows_with_numbers_wanting_mean_whatever_their_equations_leave(
    made: TableForm,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    drawn, seen = Random(7), Counter[str]()
    total_last = made is SUMMED
    forms = row_forms(made)
    for _ in range(350):
        rows = drawn_table(drawn)
        own = [*rows.values()]
        wrong = [
            each for each in own if each.is_whole and sum(map(int, each.words[:-1])) != int(each.words[-1])
        ]
        if all(each.is_whole for each in own) or may_be_dealt(own) or wrong:
            continue
        text = table([])
        ends = {}
        for id, row in rows.items():
            text += f"\n{LABELS[id]}"
            ends[id] = len(text)
            for word in row.words:
                number = Decimal(word)
                row.values.append(Value(Span(len(text) + 1, len(text) + 1 + len(word)), word, NUMBER, number))
                text += f" {word}"
        read = bound(made, text, reference=reference)
        ways = {id: ways_of(row, own, total_last=total_last) for id, row in rows.items()}
        chosen = choose({id: each for id, each in ways.items() if each}, made.equations, WIDTH)
        for each in read.rows:
            if each.id not in rows:
                assert each.is_absent
                continue
            row = rows[each.id]
            place = Span(ends[each.id], ends[each.id])
            want = cells_of(
                forms[each.id],
                chosen.get(each.id, ways[each.id]),
                place,
                certain=row.is_whole,
                filled=bool(row.words),
            )
            assert each.cells == want, text
            assert each.label is not None
        assert read.lost == is_lost(own), text
        assert read.counted == sum(len(each.words) for each in own)
        assert (read.extra, read.subtotals, read.repeated, read.surplus) == ((), (), (), ())
        seen["lost" if read.lost else "kept"] += 1
        seen["ambiguous"] += any(cell.state == AMBIGUOUS for row in read.rows for cell in row.cells)
        seen["blank"] += any(cell.state == BLANK for row in read.rows for cell in row.cells)
    assert min(seen[each] for each in ("lost", "kept", "ambiguous")) > 8
    assert made is PLAIN or seen["blank"] > 0


@pytest.mark.parametrize("labels", range(1, HEIGHT + 1))
def test_a_table_is_lost_from_half_its_rows_on_with_less_than_a_third_of_their_numbers(labels: int) -> None:
    for numbers in range(WIDTH * labels):
        drawn = Random(numbers)
        # Three of a row at most, none of which is the sum of the others.
        counts = [0] * labels
        for _ in range(numbers):
            free = [at for at, each in enumerate(counts) if each < WIDTH - 1]
            if free:
                counts[drawn.choice(free)] += 1
        if sum(counts) < numbers:
            break
        lines = [line(id, *range(5, 5 + count)) for id, count in zip(LABELS, counts, strict=False)]
        for made in (SUMMED, PLAIN):
            read = bound(made, table(lines))
            assert read.lost == (labels * 2 >= HEIGHT and numbers * 3 < WIDTH * labels)


@pytest.mark.parametrize("count", range(1, HEIGHT + 1))
def test_several_rows_that_end_in_their_totals_are_left_of_no_lost_table(count: int) -> None:
    rows = [line(id, *([5, 5] if at < count else ())) for at, id in enumerate(LABELS)]
    assert bound(SUMMED, table(rows)).lost == (count < 4)
    # One that does not is of a table of which most is gone.
    rows[0] = line("r0", 5, 6)
    assert bound(SUMMED, table(rows)).lost == (count * 2 * 3 < WIDTH * HEIGHT)


def test_rows_without_a_number_do_not_show_that_noughts_are_left_blank() -> None:
    rows = sound(Random(1))
    for second, is_open in (("", False), ("11", True)):
        lines = [line(id, *own) for id, own in rows.items()]
        # A nought before digits shows that numbers ran together.
        lines[:3] = [line("r0", "05"), line("r1", second), line("r2", second)]
        lines[5] = line("r5", "1005")
        read = numbers_of(bound(SUMMED_ACROSS, table(lines)).rows)["r5"]
        assert read == ([None] * WIDTH if is_open else [1, 0, 0, 5])


def test_a_number_below_the_label_of_a_group_is_of_the_row_that_lacks_it() -> None:
    drawn = Random(6)
    for at in range(HEIGHT):
        rows = sound(drawn)
        lines = [line(id, *own) for id, own in rows.items()]
        (id, own), *_ = [*rows.items()][at:]
        lines[at : at + 1] = [line(id, *own[:-1]), line("g", own[-1])]
        read = bound(SUMMED, table(lines))
        assert (numbers_of(read.rows), read.extra, read.subtotals) == (rows, (), ())
        assert read.counted == WIDTH * HEIGHT


@BOTH
def test_numbers_may_stand_before_the_labels_of_their_rows(reference: bool) -> None:  # noqa: FBT001 - a case
    drawn = Random(8)
    for _ in range(10):
        rows = sound(drawn)
        lines = [f"{' '.join(map(str, own))}\n{LABELS[id]}" for id, own in rows.items()]
        read = bound(SUMMED, table(lines), reference=reference)
        assert (numbers_of(read.rows), read.counted, read.surplus) == (rows, WIDTH * HEIGHT, ())


def test_numbers_in_an_order_of_their_own_are_no_rows() -> None:
    # Behind some labels stand too few, and the others add up in no way.
    for wrong in range(2, 7):
        lines = []
        for at, id in enumerate(LABELS):
            own = [7, 7, 7, 5 + at] if at < wrong else [1, 1, 1, 3] if at < 6 else [9, 9, 9]
            lines.append(line(id, *own))
        read = bound(SUMMED, table(lines))
        is_lost = wrong >= 4
        assert read.lost == is_lost
        assert all(each.is_absent for each in read.rows) == is_lost
        assert read == Bound(read.rows, lost=True) or not is_lost
        assert not bound(PLAIN, table(lines)).lost


# Tables of several blocks.

SECOND = Block(
    "d",
    None,
    (Line("d0", plain(letters(3))),),
    (Line("s0", plain(letters(6))), Line("s1", plain(letters(6)))),
)
IN_BLOCKS = evolve(SUMMED_ACROSS, blocks=(SUMMED.blocks[0], SECOND))


def in_blocks(lines: Sequence[str]) -> str:
    below = [SECOND.columns[0].label, *(f"{each.label} 5" for each in SECOND.rows)]
    return "\n".join([table(lines), *below, ""])


@BOTH
def test_a_group_s_numbers_are_a_row_s_if_they_are_as_many_as_the_widest_has(reference: bool) -> None:  # noqa: FBT001 - a case
    for count in range(WIDTH + 2):
        rows = sound(Random(count))
        lines = [line(id, *own) for id, own in rows.items()]
        lines.insert(3, line("g", *range(count)))
        read = bound(IN_BLOCKS, in_blocks(lines), reference=reference)
        assert numbers_of(read.rows) == {**rows, "s0": [5], "s1": [5]}
        assert [each.written for each in read.subtotals] == ([GROUP] if count >= WIDTH else [])
        assert len(read.extra) == count


def test_where_one_block_has_totals_a_row_of_it_that_is_ambiguous_has_no_number_too_many() -> None:
    rows = sound(Random(1))
    for own, is_open in (([1, 0, 2, 0, 3], True), ([1, 1, 2, 0, 4], False)):
        lines = [line(id, *(own if id == "r2" else row)) for id, row in rows.items()]
        read = bound(IN_BLOCKS, in_blocks(lines))
        assert [label.written for label, _, _ in read.surplus] == ([] if is_open else [LABELS["r2"]])


# However a table is written.


def noise(drawn: Random) -> str:
    """
    A table that nobody would write.
    """
    bar = drawn.choice([" ", " ", " | ", "\n", "\t", "  "])
    lines = []
    for id in LABELS:
        if drawn.random() < 0.1:
            continue
        own = [*map(str, drawn_row(drawn, 5))] if drawn.random() < 0.7 else drawn_words(drawn)
        if own and drawn.random() < 0.2:
            own[drawn.randrange(len(own))] = drawn.choice(
                ["-", "", "1件", "无", "05", "12", "3.5", "66%", "-3"]
            )
        if drawn.random() < 0.1:
            own.insert(drawn.randrange(len(own) + 1), drawn.choice(["0", "7", "", "注"]))
        lines.append(
            line(id, *own, bar=bar if drawn.random() < 0.9 else " ")
            + drawn.choice(["", "", "", " |", " 页", "\n7"])
        )
        if drawn.random() < 0.1:
            lines.append(line("g", *drawn_words(drawn), bar=bar))
        if drawn.random() < 0.05:
            lines.append(line(drawn.choice([*LABELS]), *drawn_words(drawn), bar=bar))
    return drawn.choice(["\n", "\n", "\n", ""]).join([table([]), *lines])


@pytest.mark.parametrize("made", [SUMMED, PLAIN, NARROW], ids=["sums", "no sums", "one column"])
def test_rows_that_leave_no_choice_are_what_they_are_without_the_short_way(made: TableForm) -> None:
    drawn, seen = Random(11), Counter[str]()
    for _ in range(200):
        text = noise(drawn)
        read = bound(made, text)
        assert read == bound(made, text, reference=True), text
        seen["plain"] += any(each.numbers is not None for each in read.rows)
        seen["other"] += any(each.numbers is None for each in read.rows)
        # What is read stands where it is said to stand.
        for row in read.rows:
            for cell in row.cells:
                assert cell.state != NUMBER or cell.raw in text
                assert cell.state == ABSENT or cell.address.split("/")[1] == row.id
    assert min(seen.values()) > 12


# Tables that are set in parts.


def test_a_table_in_parts_is_read_by_the_names_of_its_columns_and_lost_if_they_do_not_tell() -> None:
    drawn = Random(5)
    for first in range(1, WIDTH):
        rows = sound(drawn)
        short = drawn.choice([*LABELS])
        lines = []
        for start, end in ((0, first), (first, WIDTH)):
            lines += [
                " ".join(each.label for each in COLUMNS[start:end]),
                *(line(id, *own[start:end]) for id, own in rows.items()),
            ]
        read = bound(SUMMED, "\n".join(lines))
        assert numbers_of(read.rows) == rows
        assert read == Bound(read.rows, counted=WIDTH * HEIGHT)
        assert {cell.confidence for each in read.rows for cell in each.cells} == {1}
        # A row of which a part is wanting is there, and nobody knows what stands in it.
        wanting = [each for each in lines if each != line(short, *rows[short][first:])]
        read = bound(SUMMED, "\n".join(wanting))
        assert numbers_of(read.rows) == {id: own for id, own in rows.items() if id != short}
        row = next(each for each in read.rows if each.id == short)
        assert row.label is not None
        assert {each.state for each in row.cells} == {ABSENT}
        assert read.counted == WIDTH * (HEIGHT - 1)
        # A column that is named twice tells nothing.
        other = [each.replace(COLUMNS[0].label, COLUMNS[-1].label) for each in lines]
        read = bound(SUMMED, "\n".join(other))
        assert (numbers_of(read.rows), read.counted, read.lost) == ({}, 0, True)
        assert all(each.label is not None for each in read.rows)
