"""
What the readings of a row agree on, and whose the numbers are that stand around labels, held against counting cell by cell.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pytest

from disclint.editions import Equation, TableForm
from disclint.editions.model import Block, Line
from disclint.grammar.cells import cells_of
from disclint.grammar.dealing import Segment, dealt
from disclint.grammar.labels import Hit, row_forms
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import ABSENT, AMBIGUOUS, BLANK, DASH, NUMBER, TEXT

COLUMNS = (Line("x", "城镇"), Line("y", "乡村"), Line("s", "全部"))
ROWS = "abcd"
BLOCK = Block("one", None, COLUMNS, tuple(Line(each, f"事项{each}") for each in ROWS))
ACROSS = Equation("across", "row", ("x", "y"), ("s",))
FORM = TableForm("made", "requests", {"zh": "表"}, "rows", (BLOCK,), {}, (ACROSS,))
PLAIN = TableForm("made", "requests", {"zh": "表"}, "rows", (BLOCK,), {}, ())
WIDTH = len(COLUMNS)
NOWHERE = Span(99, 99)
STATES = {"-": DASH, "": BLANK, "见附件": TEXT}
# What stands where; None where a blank vanished.
Piece = tuple[str, int] | None


def value(piece: Piece, *, glued: bool = False) -> Value | None:
    if piece is None:
        return None
    words, at = piece
    state = STATES.get(words, NUMBER)
    return Value(Span(at, at + len(words)), words, state, Decimal(words) if state == NUMBER else None, glued)


def known(piece: Piece) -> int | None:
    return int(piece[0]) if piece and piece[0].isdigit() else None


@pytest.mark.parametrize("certain", [False, True])
@pytest.mark.parametrize("filled", [False, True])
def test_a_cell_is_what_all_readings_of_its_row_agree_on(certain: bool, filled: bool) -> None:  # noqa: FBT001 - a case
    drawn, seen = Random(f"{certain} {filled}"), Counter[str]()
    row = row_forms(FORM)["a"]
    for _ in range(600):
        same: list[Piece] = [
            (drawn.choice(["4", "4", "5", "-", "见附件", ""]), 7 * at) for at in range(WIDTH)
        ]
        ways = []
        for _ in range(drawn.choice([0, 1, 1, 2, 3])):
            way = list(same)
            for _ in range(drawn.randrange(2)):
                at = drawn.randrange(WIDTH)
                way[at] = drawn.choice([None, ("4", 7 * at + 3), ("6", 7 * at + 2), ("-", 7 * at + 4)])
            ways.append(tuple(way))
        found = cells_of(
            row, [tuple(map(value, way)) for way in ways], NOWHERE, certain=certain, filled=filled
        )
        assert [each.address for each in found] == ["made/a/x", "made/a/y", "made/a/s"]
        for at, cell in enumerate(found):
            pieces = [way[at] for way in ways]
            numbers = [known(each) for each in pieces]
            sure = {True: 1.0, False: 0.85}[certain and len(ways) == 1]
            if not pieces:
                assert (cell.state, cell.confidence) == (AMBIGUOUS if filled else ABSENT, 0)
            elif len({*pieces}) == 1 or (len({*numbers}) == 1 and numbers[0] is not None):
                first = pieces[0]
                assert cell.state == (STATES.get(first[0], NUMBER) if first else BLANK)
                assert (cell.raw, cell.value, cell.confidence) == (
                    first[0] if first else "",
                    numbers[0],
                    sure,
                )
                assert cell.span == (Span(first[1], first[1] + len(first[0])) if first else NOWHERE)
            else:
                assert (cell.state, cell.raw, cell.value, cell.confidence) == (AMBIGUOUS, "", None, 0)
                # A cell that may be without a number may hold anything.
                assert cell.options == (
                    () if None in numbers else tuple(sorted({each for each in numbers if each is not None}))
                )
                spans = [(each[1], each[1] + len(each[0])) for each in pieces if each]
                assert cell.span == Span(min(start for start, _ in spans), max(end for _, end in spans))
            seen[cell.state] += 1
    assert {NUMBER, DASH, TEXT, BLANK, AMBIGUOUS} <= {*seen}


# Numbers around labels.

# A label of a row, or of a group, and the numbers behind it.
Standing = tuple[str, list[str]]


def adds_up(row: Sequence[str]) -> bool:
    *parts, total = map(int, row)
    return bool(parts) and sum(parts) == total


def expected(table: Sequence[Standing], *, total_last: bool) -> dict[str, tuple[list[str], bool]]:
    """
    The numbers of each row, and whether they may be another's.
    """
    rows = [(id, numbers) for id, numbers in table if id in ROWS]
    as_it_is = {id: (numbers, False) for id, numbers in rows}
    flat = [each for _, numbers in table for each in numbers]
    height = len(rows)
    if len(flat) == WIDTH * height and not any(numbers for _, numbers in rows[:-1]):
        # All labels stand before all numbers, which may be dealt out down the columns as well.
        ways = (
            [flat[at : at + WIDTH] for at in range(0, len(flat), WIDTH)],
            [flat[at::height] for at in range(height)],
        )
        one, two = (sum(map(adds_up, way)) for way in ways)
        doubtful = 2 * max(one, two) < height or (one == two and height > 1)
        return {id: (row, doubtful) for (id, _), row in zip(rows, ways[one < two], strict=True)}
    for ids in ("".join(id for id, _ in rows), ROWS):
        if len(flat) == WIDTH * len(ids):
            cut = [flat[at : at + WIDTH] for at in range(0, len(flat), WIDTH)]
            if total_last and 2 * sum(map(adds_up, cut)) < len(ids):
                return as_it_is
            return {id: (row, False) for id, row in zip(ids, cut, strict=True)}
    # What stands behind the label of a group belongs to the row above it.
    joined: list[Standing] = []
    for id, numbers in table:
        if id in ROWS:
            joined.append((id, list(numbers)))
        elif joined:
            joined[-1][1].extend(numbers)
    said: dict[str, tuple[list[str], bool]] = {}
    while joined:
        counts = [
            sum(len(numbers) for _, numbers in joined[:end]) == WIDTH * end
            for end in range(1, len(joined) + 1)
        ]
        end = counts.index(True) + 1 if True in counts else 0
        if not end:
            id, numbers = joined.pop(0)
            said[id] = numbers, False
            continue
        run = [each for _, numbers in joined[:end] for each in numbers]
        cut = [run[at : at + WIDTH] for at in range(0, len(run), WIDTH)]
        doubtful = end > 1 and not (total_last and all(map(adds_up, cut)))
        said |= {id: (row, doubtful) for (id, _), row in zip(joined[:end], cut, strict=True)}
        del joined[:end]
    return said


@pytest.mark.parametrize("total_last", [False, True])
def test_numbers_around_labels_are_dealt_out_in_order_all_at_once_or_run_by_run(total_last: bool) -> None:  # noqa: FBT001 - a case
    drawn, seen = Random(7), Counter[bool]()
    form = FORM if total_last else PLAIN
    columns = {id: each.columns for id, each in row_forms(form).items()}
    for _ in range(1500):
        ids = [each for each in ROWS if drawn.random() < 0.85] or ["a"]
        numbers = []
        for _ in range(drawn.choice([len(ids), len(ids), 4, 2])):
            parts = [drawn.randrange(5), drawn.randrange(5)]
            numbers += [str(each) for each in (*parts, sum(parts) + (drawn.random() < 0.3))]
        for _ in range(drawn.choice([0, 0, 1, 2])):
            numbers.insert(drawn.randrange(len(numbers) + 1), "7") if drawn.random() < 0.5 else numbers.pop()
        table: list[Standing] = []
        for at, id in enumerate(ids):
            if drawn.random() < 0.2:
                table.append(
                    (f"group {at}", [numbers.pop(0) for _ in range(min(len(numbers), drawn.randrange(3)))])
                )
            most = len(numbers) if at == len(ids) - 1 else drawn.choice([0, WIDTH, WIDTH, 1, 2, 4, 6])
            table.append((id, [numbers.pop(0) for _ in range(min(len(numbers), most))]))
        segments, groups = list[Segment](), list[Segment]()
        for at, (id, own) in enumerate(table):
            values = tuple(one for each in own if (one := value((each, 10 * at))))
            made = Segment(id, Hit(10 * at, 10 * at + 1, ()), 10 * at + 9, WIDTH if id in ROWS else 0, values)
            (segments if id in ROWS else groups).append(made)
        found, extra = dealt(form, segments, groups, columns)
        said = {each.id: ([one.raw for one in each.values], each.doubtful) for each in found}
        assert said == expected(table, total_last=total_last), table
        assert extra == []
        for each in found:
            assert each.hit in [one.hit for one in segments if one.id == each.id] or each.id not in ids
        seen[any(is_doubtful for _, is_doubtful in said.values())] += 1
        # Where bars keep cells apart, or digits ran together, nothing is dealt out.
        glued = [
            Segment(
                one.id,
                one.hit,
                one.end,
                WIDTH,
                (*one.values[:-1], Value(NOWHERE, "1", NUMBER, Decimal(1), glued=True)),
            )
            for one in segments
        ]
        assert dealt(form, glued, groups, columns) == (glued, [])
        barred = [*segments[:-1], Segment(segments[-1].id, segments[-1].hit, 9, WIDTH, (), ())]
        assert dealt(form, barred, groups, columns) == (barred, [])
        mixed = {**columns, "a": COLUMNS[:2]}
        assert dealt(form, segments, groups, mixed) == (segments, [])
    assert min(seen[True], seen[False]) > 50
