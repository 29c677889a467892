"""
Numbers too many in a row, held against counting them on the lines as they were written.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

import pytest
from attrs import evolve, frozen

from disclint.grammar.dealing import Segment
from disclint.grammar.labels import Hit
from disclint.grammar.surplus import has_ambiguous, surplus_lines, surplus_of
from disclint.grammar.values import Value, stream
from disclint.source import Flow, Span
from disclint.syntax import ABSENT, AMBIGUOUS, BLANK, DASH, NUMBER, TEXT, Cell, Numbers, Row

SOME = [0, 1, 2, 3, 7, 10, 12, 13, 20, 102, 120]


def cut(word: str, drawn: Random) -> list[str]:
    """
    A number of several digits as a blank cuts it.
    """
    at = drawn.randrange(1, len(word))
    return [word[:at], word[at:]]


def adds_up(numbers: Sequence[Decimal]) -> bool:
    return sum(numbers[:-1]) == numbers[-1]


def was_cut(words: list[str], wanted: int, width: int) -> bool:
    """
    Whether one blank less makes as many numbers as are wanted, in rows that add up.
    """
    for at in range(len(words) - 1 if all(map(str.isdigit, words)) else 0):
        joined = [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]
        rows = [joined[first : first + width] for first in range(0, len(joined), width)]
        if (
            words[at][0] != "0"
            and len(joined) == wanted
            and all(adds_up([*map(Decimal, each)]) for each in rows)
        ):
            return True
    return False


# Lines of numbers.


def lines_of(text: str, start: int, end: int, wanted: int, width: int) -> Iterator[tuple[int, int, int]]:
    first = start
    for line in text[start:end].split("\n"):
        words = line.replace("|", " ").split()
        if all(map(str.isdigit, words)):
            is_one = "|" in line or not was_cut(words, wanted, width)
            if len(words) in (wanted + 1, wanted + 2) and is_one:
                at = first + line.index(words[0])
                yield at, first + len(line.rstrip(" |")), len(words)
        first += len(line) + 1


@pytest.mark.parametrize(("wanted", "width"), [(2, 2), (3, 3), (4, 2), (6, 3)])
def test_a_line_of_numbers_that_are_one_or_two_too_many_is_told_where_it_stands(
    wanted: int, width: int
) -> None:
    drawn, seen = Random(wanted), Counter[bool]()
    for _ in range(700):
        lines = []
        for _ in range(drawn.randrange(1, 5)):
            count = max(1, wanted + drawn.choice([-1, 0, 1, 1, 1, 2, 3]))
            words = [str(drawn.choice([0, 0, 1, 2, 3, 12, 13])) for _ in range(count)]
            if drawn.random() < 0.5:
                # Rows that add up, one number cut in two.
                rows = [[drawn.choice(SOME) for _ in range(width - 1)] for _ in range(wanted // width)]
                words = [str(each) for row in rows for each in (*row, sum(row))]
                long = [at for at, each in enumerate(words) if len(each) > 1]
                if long:
                    at = drawn.choice(long)
                    words[at : at + 1] = cut(words[at], drawn)
            bar = drawn.choice([" ", " ", "  ", "|", " | ", "\t"])
            words[0] = drawn.choice(["", "", "", "共", " ", "| "]) + words[0]
            lines.append(bar.join(words) + drawn.choice(["", "", " ", " |", "|", "件"]))
        text = "\n".join(lines)
        flow = Flow.of(text)
        start = drawn.choice([0, 0, drawn.randrange(len(flow.text))])
        end = drawn.choice([len(flow.text), len(flow.text), drawn.randrange(start, len(flow.text) + 1)])
        told = [*surplus_lines(flow, start, end, wanted, width)]
        assert told == [*lines_of(flow.folded, flow.origin(start), flow.origin(end), wanted, width)], text
        seen[bool(told)] += 1
    assert min(seen[True], seen[False]) > 100


# Rows with labels.


@frozen
class Written:
    """
    A row as it is written: its numbers, what parts them, and what stands behind the last one.
    """

    columns: int
    words: list[str]
    between: list[str]
    tail: str
    # What ran into the first number.
    lead: str = ""
    bars: bool = False
    doubtful: bool = False


def drawn_row(drawn: Random) -> Written:
    columns = drawn.choice([1, 2, 3, 3])
    count = max(1, columns + drawn.choice([-1, 0, 1, 1, 1, 2, 2, 3]))
    words = [drawn.choice(["0", "0", "1", "2", "3", "12"]) for _ in range(count)]
    if drawn.random() < 0.5:
        row = [drawn.choice(SOME) for _ in range(max(1, columns - 1))]
        words = [str(each) for each in ([*row, sum(row)] if columns > 1 else row)]
        at = drawn.randrange(len(words))
        if len(words[at]) > 1:
            words[at : at + 1] = cut(words[at], drawn)
        else:
            words.insert(at, drawn.choice(["0", "0", words[at]]))
    if drawn.random() < 0.1:
        words[drawn.randrange(len(words))] = drawn.choice(["-", "无", "1.5", "0.5", "1,000", "-3"])
    parts = drawn.choice(
        [[" "], ["\n"], ["\n"], [" ", "\n"], [" ", "\n\n"], ["  ", " \n", "\n ", "\t"], [" ", "|"]]
    )
    between = [drawn.choice(parts) for _ in words[1:]]
    tail = drawn.choice(["\n", "\n", "\n", " \n", " 件\n", ""])
    if drawn.random() < 0.3:
        return Written(columns, words, between, tail, bars=True, doubtful=drawn.random() < 0.1)
    lead = drawn.choice([*[""] * 9, "共"]) if words[0].isdigit() else ""
    return Written(columns, words, between, tail, lead, doubtful=drawn.random() < 0.1)


def text_of(row: Written) -> str:
    return (
        row.lead
        + row.words[0]
        + "".join(map("".join, zip(row.between, row.words[1:], strict=True)))
        + row.tail
    )


def held(row: Written, *, total_last: bool, is_last: bool) -> int:
    """
    How many numbers a row holds for certain; those that are as many as its columns, or fewer, do not matter.
    """
    counts = [each for each in row.words if each[-1].isdigit()]
    if row.doubtful:
        return 0
    if row.bars:
        return 1 if row.columns == 1 and len({*counts}) == 1 else len(counts)
    if row.lead or row.tail not in ("\n", " \n") or len(counts) < len(row.words):
        return 0
    is_few = row.columns < len(counts) <= row.columns + 2
    return len(counts) if is_few and is_row(row, total_last=total_last, is_last=is_last) else 0


def is_row(row: Written, *, total_last: bool, is_last: bool) -> bool:
    """
    Whether numbers that stand by themselves are all the row's.
    """
    between = {each.strip(" \t") for each in row.between}
    if between == {""}:
        return not (total_last and was_cut(row.words, row.columns, row.columns))
    without = {
        word
        for at, word in enumerate(row.words)
        if adds_up([Decimal(each.replace(",", "")) for number, each in enumerate(row.words) if number != at])
    }
    return between <= {"", "\n"} and total_last and not is_last and without == {"0"}


def segment_of(flow: Flow, number: int, row: Written, start: int, end: int) -> Segment:
    values = tuple(stream(flow, flow.offset(start), flow.offset(end)))
    hit = Hit(flow.offset(start) - 1, flow.offset(start), ())
    cells = (*values, Value(Span(0, 0), "", BLANK)) if row.bars else None
    return Segment(str(number), hit, flow.offset(end), row.columns, values, cells, doubtful=row.doubtful)


def test_rows_with_more_numbers_than_columns_are_told_with_how_many_they_have() -> None:
    drawn, seen = Random(3), Counter[int]()
    for _ in range(4000):
        rows = [drawn_row(drawn) for _ in range(drawn.randrange(1, 4))]
        text, places = "", list[tuple[int, int]]()
        for row in rows:
            text += "标"
            places.append((len(text), len(text) + len(text_of(row))))
            text += text_of(row)
        flow = Flow.of(text)
        segments = [
            segment_of(flow, number, row, *place)
            for number, (row, place) in enumerate(zip(rows, places, strict=True))
        ]
        # What ran into the next label is no line of its own.
        total_last = drawn.random() < 0.6
        told = surplus_of(flow, segments, total_last=total_last)
        counts = [held(row, total_last=total_last, is_last=row is rows[-1]) for row in rows]
        more = [
            (segment, count)
            for segment, count, row in zip(segments, counts, rows, strict=True)
            if count > row.columns
        ]
        assert told == (more if len(more) < 2 else []), text
        seen[len(more)] += 1
    assert min(seen[each] for each in range(3)) > 200


@pytest.mark.parametrize("rows", [1, 2, 7, 8, 9, 15, 16, 17, 23, 24])
def test_where_more_than_one_row_in_eight_has_too_many_the_table_has_columns_of_its_own(rows: int) -> None:
    flow = Flow.of("标 1 2 3\n标")
    (one,) = [segment_of(flow, 0, Written(2, ["1", "2", "3"], [" "] * 2, "\n"), 1, 9)]
    for many in range(min(rows, 5) + 1):
        for at in {0, rows - many}:
            segments = [
                evolve(one, id=str(each), columns=2 if at <= each < at + many else 3) for each in range(rows)
            ]
            told = surplus_of(flow, segments, total_last=False)
            allowed = many <= 1 or many * 8 <= rows
            assert [(each.id, count) for each, count in told] == (
                [(str(each), 3) for each in range(at, at + many)] if allowed else []
            )


def test_a_row_is_ambiguous_if_one_of_its_cells_is() -> None:
    place = Span(0, 1)
    states = [NUMBER, BLANK, ABSENT, TEXT, DASH, AMBIGUOUS]
    for one in states:
        for other in states:
            row = Row("r", place, None, (Cell("t/r/a", place, "", one), Cell("t/r/b", place, "", other)))
            assert has_ambiguous(row) == (AMBIGUOUS in (one, other))
    plain = Row("r", place, None, Numbers(("t/r/a",), ("5",), ((0, 1),), exact=True))
    assert plain.cells[0].value == Decimal(5)
    assert not has_ambiguous(plain)
