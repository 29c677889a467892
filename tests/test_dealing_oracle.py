"""
Numbers that are dealt out among the labels they stand around, held against a plain way to do it.
"""

from collections import Counter
from decimal import Decimal
from itertools import product
from random import Random

from attrs import evolve

from disclint.editions import Equation, TableForm
from disclint.editions.model import Block, Line
from disclint.grammar.dealing import Segment, apart, dealt, unsettled
from disclint.grammar.labels import Hit
from disclint.grammar.values import Value, stream
from disclint.source import Flow, Span
from disclint.syntax import BLANK, DASH, NUMBER

# What each row is dealt, and whether it may be another's.
Dealt = list[tuple[str, tuple[int, ...], bool]]
NOWHERE = Hit(0, 0, ())
BLANK_CELL = Value(Span(0, 0), "", BLANK)


def value(number: int, *, glued: bool = False) -> Value:
    return Value(Span(0, 1), str(number), NUMBER, Decimal(number), glued)


def values(*numbers: int) -> tuple[Value, ...]:
    return tuple(value(each) for each in numbers)


def shown(segments: list[Segment]) -> Dealt:
    return [(each.id, tuple(int(one.value or 0) for one in each.values), each.doubtful) for each in segments]


def form(ids: list[str], width: int, *, total_last: bool, one_block: bool = True) -> TableForm:
    columns = tuple(Line(f"c{at}", f"列{at}") for at in range(width))
    names = [each.id for each in columns]
    sums = (Equation("e", "row", tuple(names[:-1]), (names[-1],)),) if total_last else ()
    rows = tuple(Line(each, each) for each in ids)
    blocks = (
        [Block("b", None, columns, rows)]
        if one_block
        else [Block("b", None, columns, rows[:1]), Block("c", None, (*columns, Line("more", "更")), rows[1:])]
    )
    return TableForm("t", "s", {}, "rows", tuple(blocks), {}, sums)


def summed(numbers: tuple[int, ...]) -> bool:
    return len(numbers) > 1 and sum(numbers[:-1]) == numbers[-1]


# A segment by itself.


def test_a_segment_is_whole_and_certain_if_it_holds_just_its_own_numbers() -> None:
    for columns, count, glued, doubtful, barred in product(
        (1, 2, 3), range(5), (False, True), (False, True), (False, True)
    ):
        own = tuple(value(1, glued=glued and not at) for at in range(count))
        each = Segment("r", NOWHERE, 0, columns, own, own if barred else None, doubtful)
        whole = barred or count == columns
        assert each.whole is whole
        assert each.certain is (whole and not doubtful and not (columns > 1 and glued and count > 0))


# Labels that stand behind each other.


def two_ways(numbers: tuple[int, ...], height: int, width: int) -> Dealt:
    rows = [numbers[at * width : (at + 1) * width] for at in range(height)]
    columns = [tuple(numbers[at + height * each] for each in range(width)) for at in range(height)]
    by_row, by_column = (sum(map(summed, way)) for way in (rows, columns))
    best, most = (rows, by_row) if by_row >= by_column else (columns, by_column)
    doubtful = (by_row == by_column and rows != columns) or most * 2 < height
    return [(f"r{at}", each, doubtful) for at, each in enumerate(best)]


def test_numbers_apart_from_their_labels_are_rows_or_columns_whichever_add_up() -> None:
    for height, width, most in ((1, 2, 4), (1, 3, 4), (2, 2, 4), (2, 3, 3), (3, 2, 3), (4, 2, 2), (3, 3, 2)):
        segments = [Segment(f"r{at}", NOWHERE, 0, width, ()) for at in range(height)]
        for numbers in product(range(most), repeat=height * width):
            assert shown(apart(segments, values(*numbers), width)) == two_ways(numbers, height, width)


# Labels with numbers around them.


def run_by_run(held: list[tuple[str, tuple[int, ...]]], width: int, *, total_last: bool) -> Dealt:
    """
    The shortest stretches of rows from the first on that hold as many numbers as cells.
    """
    found: Dealt = []
    while held:
        for count in range(1, len(held) + 1):
            together = [each for _, own in held[:count] for each in own]
            if len(together) == width * count:
                rows = [tuple(together[at * width : (at + 1) * width]) for at in range(count)]
                sure = count == 1 or (total_last and all(map(summed, rows)))
                found += [(held[at][0], row, not sure) for at, row in enumerate(rows)]
                held = held[count:]
                break
        else:
            found.append((held[0][0], held[0][1], False))
            held = held[1:]
    return found


def expected(
    ids: list[str], held: list[tuple[str | None, tuple[int, ...]]], width: int, *, total_last: bool
) -> Dealt:
    """
    What becomes of the labels of rows and of groups, which have no id, with the numbers behind them.
    """
    rows = [(id, own) for id, own in held if id is not None]
    as_found: Dealt = [(id, own, False) for id, own in rows]
    everything = tuple(each for _, own in held for each in own)
    there = [id for id, _ in rows]
    if len(everything) == width * len(rows) and not any(own for _, own in rows[:-1]):
        return [
            (id, own, doubt)
            for id, (_, own, doubt) in zip(there, two_ways(everything, len(rows), width), strict=True)
        ]
    # Rows whose labels are gone stand where the form has them only if the others do.
    for order in (there, ids) if there == sorted(there) else (there,):
        if len(everything) == width * len(order):
            cells = [everything[at * width : (at + 1) * width] for at in range(len(order))]
            if total_last and sum(map(summed, cells)) * 2 < len(order):
                return as_found
            return [(id, own, False) for id, own in zip(order, cells, strict=True)]
    loose: list[tuple[str, tuple[int, ...]]] = []
    for id, own in held:
        if id is not None:
            loose.append((id, own))
        elif loose:
            loose[-1] = loose[-1][0], loose[-1][1] + own
    return run_by_run(loose, width, total_last=total_last)


def test_numbers_around_labels_are_dealt_out_in_order_where_they_are_as_many_as_the_cells() -> None:
    drawn, seen = Random(1), Counter[str]()
    for _ in range(2500):
        width, total_last = drawn.choice([2, 2, 3]), drawn.random() < 0.6
        ids = [f"r{at}" for at in range(drawn.randrange(1, 6))]
        there = [each for each in ids if drawn.random() < 0.85] or ids[:1]
        if drawn.random() < 0.2:
            drawn.shuffle(there)
        held: list[tuple[str | None, tuple[int, ...]]] = []
        numbers = [
            each
            for _ in range(8)
            for part in [[drawn.randrange(3) for _ in range(width - 1)]]
            for each in (*part, sum(part) + (drawn.random() < 0.3))
        ]
        at = 0
        shape = drawn.choice(["whole", "last", "any", "any"])
        for id in there:
            if drawn.random() < 0.15:
                count = drawn.randrange(2)
                held.append((None, tuple(numbers[at : at + count])))
                at += count
            count = {
                "whole": width, "last": 0 if id != there[-1] else width * drawn.choice([len(there), len(ids)]),
                "any": drawn.choice([width, 0, width - 1, width + 1, 2 * width]),
            }[shape]  # fmt: skip
            held.append((id, tuple(numbers[at : at + count])))
            at += count
        segments, groups = list[Segment](), list[Segment]()
        for at, (name, own) in enumerate(held):
            hit = Hit(10 * at, 10 * at + 1, ())
            (segments if name is not None else groups).append(
                Segment(name or "", hit, 10 * at + 10, width, values(*own))
            )
        made = form(ids, width, total_last=total_last)
        columns = dict.fromkeys(ids, made.blocks[0].columns)
        found, extra = dealt(made, segments, groups, columns)
        assert extra == []
        assert shown(found) == expected(ids, held, width, total_last=total_last), held
        # Rows keep their labels; of those that have none nothing is known but where the table begins.
        hits = {each.id: each.hit for each in segments}
        for each in found:
            first = segments[0].hit
            assert each.hit == hits.get(each.id, Hit(first.start, first.start, ()))
            assert each.end == (each.hit.start + 10 if each.id in hits else first.end)
            assert each.columns == width
        same = [(each.id, each.values) for each in found] == [(each.id, each.values) for each in segments]
        seen["as found" if same else "dealt"] += 1
        seen["doubtful"] += any(each.doubtful for each in found)
        seen["without a label"] += len(found) > len(segments)
        # Where it cannot be known whose a number is, none is moved.
        if any(own for _, own in held):
            stuck = [evolve(each, values=(*each.values[:-1], value(1, glued=True))) if each.values else each for each in (*segments, *groups)]  # fmt: skip
            assert dealt(made, stuck[: len(segments)], stuck[len(segments) :], columns) == (
                stuck[: len(segments)], [],
            )  # fmt: skip
        barred = [*segments[:-1], evolve(segments[-1], cells=())]
        assert dealt(made, barred, groups, columns) == (barred, [])
    assert min(seen.values()) > 80


def test_rows_with_other_columns_share_no_numbers() -> None:
    made = form(["r0", "r1"], 2, total_last=False, one_block=False)
    columns = {row.id: block.columns for block in made.blocks for row in block.rows}
    segments = [
        Segment("r0", Hit(0, 1, ()), 10, 2, ()),
        Segment("r1", Hit(10, 11, ()), 20, 3, values(1, 2, 3, 4)),
    ]
    assert dealt(made, segments, [], columns) == (segments, [])
    alike = dict.fromkeys(columns, made.blocks[0].columns)
    assert shown(dealt(made, segments, [], alike)[0]) == [("r0", (1, 2), True), ("r1", (3, 4), True)]


# What may be another's.


def test_numbers_are_doubtful_where_words_part_them_or_they_stand_below_two_labels() -> None:
    drawn, seen = Random(2), Counter[bool]()
    for _ in range(1500):
        text, rows = "", list[tuple[int, int, int, list[str], bool, bool]]()
        for _ in range(drawn.randrange(1, 4)):
            start = len(text)
            text += "标签"
            label_end = len(text)
            words = [str(drawn.choice([0, 1, 1, 2])) for _ in range(drawn.choice([0, 1, 2, 3, 3]))]
            # Cells may be blank.
            barred = drawn.random() < 0.15
            between = [drawn.choice([" ", " ", "\n", " | ", "\u200b", " 页 ", " | 页 |"]) for _ in words[1:]]
            below = drawn.random() < 0.5
            text += ("\n" if below else " ") if words else drawn.choice(["", "", "\n", " 注 "])
            for at, word in enumerate(words):
                text += (between[at - 1] if at else "") + word
            rows.append((start, label_end, len(text), words, barred, "页" in "".join(between)))
            text += "\n" if words else ""
        flow = Flow.of(text)
        segments = []
        for at, (start, label_end, end, _, barred, _) in enumerate(rows):
            own = tuple(stream(flow, flow.offset(label_end), flow.offset(end)))
            hit = Hit(flow.offset(start), flow.offset(label_end), ())
            segments.append(
                Segment(f"r{at}", hit, flow.offset(end), 3, own, (*own, BLANK_CELL) if barred else None)
            )
        want = []
        for at, (_, _, _, words, barred, parted) in enumerate(rows):
            loose = not barred and len(words) > 1 and not summed(tuple(map(int, words)))
            last = rows[at - 1] if at else None
            label = rows[at][1]
            below = (
                last is not None and not last[3] and not last[4] and flow.offset(last[1]) == flow.offset(rows[at][0])
                and text[label : label + 1] == "\n"
            )  # fmt: skip
            want.append(loose and (parted or below))
        mixed = drawn.sample(segments, len(segments))
        found = unsettled(flow, mixed)
        assert [each.id for each in found] == [each.id for each in segments]
        assert [each.doubtful for each in found] == want, text
        assert all(
            one is other or evolve(other, doubtful=True) == one
            for one, other in zip(found, segments, strict=True)
        )
        seen[any(want)] += 1
    assert min(seen.values()) > 150


def test_a_dash_is_no_number_that_is_the_sum_of_others() -> None:
    flow = Flow.of("标签 0 页 -")
    own = tuple(stream(flow, 2, len(flow.text)))
    assert [each.state for each in own] == [NUMBER, DASH]
    assert [each.doubtful for each in unsettled(flow, [Segment("r", Hit(0, 2, ()), 5, 2, own)])] == [True]
