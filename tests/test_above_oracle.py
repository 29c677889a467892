"""
Numbers before their labels, told from numbers behind them by counting, on lists of words, which equations hold in either way.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from random import Random

import pytest

from disclint.editions import Equation, TableForm
from disclint.editions.model import Block, Line, Named
from disclint.grammar.above import above, holding
from disclint.grammar.dealing import Segment
from disclint.grammar.found import found
from disclint.grammar.labels import normal_flow
from disclint.grammar.values import Value, cell_of, stream
from disclint.source import Flow, Span
from disclint.syntax import BLANK, DASH, NUMBER

ROWS = {"a": "甲类事项", "b": "乙类事项", "t": "事项合计"}
# The name of a column may end with a digit, or be that of something else as well.
COLUMNS = (Line("x", "城镇"), Line("y", "乡村2"), Line("s", "全部"))
ACROSS = Equation("across", "row", ("x", "y"), ("s",))
DOWN = Equation("down", "column", ("a", "b"), ("t",))
# Equations for some lines only say nothing of the others.
ONLY = Equation("only", "column", ("a",), ("t",), ("x",)), Equation("some", "row", ("x",), ("y",), ("a",))


def made(blocks: Sequence[Block], equations: Sequence[Equation]) -> TableForm:
    return TableForm(
        "made", "requests", {"zh": "表"}, "rows", tuple(blocks), {}, tuple(equations), header=(Named("h", "项目名称"),),
        notes=(Named("n", "备注"), Named("o", "全部")),
    )  # fmt: skip


def lines(ids: str) -> tuple[Line, ...]:
    return tuple(Line(each, ROWS[each]) for each in ids)


def of(*equations: Equation) -> TableForm:
    return made([Block("one", None, COLUMNS, lines("abt"))], equations)


FORM = of(ACROSS, DOWN, *ONLY)
WIDTH = len(COLUMNS)
# What stands in a text, word by word.
Words = list[str]


def is_number(word: str) -> bool:
    return word.isdigit() or word == "-"


def segments(form: TableForm, words: Words, bars: Sequence[str] = ()) -> list[Segment] | None:
    """
    What `above` makes of the words; the cells of rows among `bars` are kept apart in the file.
    """
    flow = Flow.of(" ".join(words))
    labels = found(form, flow, normal_flow(flow), (0, len(flow.text)))
    hits = [each for each in labels.hits if each.row]
    behind, names = [], {flow.text[each.start : each.end] for each in labels.hits}
    widths = {row.id: len(block.columns) for block in form.blocks for row in block.rows}
    for at, hit in enumerate(hits):
        assert hit.row
        # What stands behind a label ends with the next row's; other labels are none of its values.
        stop = hits[at + 1].start if at + 1 < len(hits) else len(flow.text)
        values = []
        for begin, end in flow.chunks(hit.end, stop):
            values += stream(flow, begin, end) if flow.text[begin:end] not in names else []
        cells = tuple(values) if values and hit.row.id in bars else None
        behind.append(Segment(hit.row.id, hit, stop, widths[hit.row.id], tuple(values), cells))
    moved = above(form, flow, labels.hits, behind)
    if moved is not None:
        assert [each.hit for each in moved] == hits
        assert all(each.cells is None for each in moved)
    return moved


def read(form: TableForm, words: Words, bars: Sequence[str] = ()) -> list[tuple[str, Words]] | None:
    """
    The same row by row.
    """
    moved = segments(form, words, bars)
    if moved is None:
        return None
    # Whose head is lost, nobody knows for sure.
    assert len(form.blocks) == 1 or all(each.doubtful for each in moved)
    return [(each.id, [value.raw for value in each.values]) for each in moved]


def pieces_of(words: Words, rows: Mapping[str, str]) -> tuple[list[str], list[Words]]:
    """
    The rows in the order of their labels, and the words before, between and behind these.
    """
    order: list[str] = []
    pieces: list[Words] = [[]]
    ids = {label: id for id, label in rows.items()}
    for each in words:
        if each in ids:
            order.append(ids[each])
            pieces.append([])
        else:
            pieces[-1].append(each)
    return order, pieces


def run_before(words: Words, most: int) -> Words:
    """
    The last of the words, so many at most, as far as they are numbers.
    """
    start = len(words)
    while start > 0 and is_number(words[start - 1]) and len(words) - start < most:
        start -= 1
    return words[start:]


def count(rows: Mapping[str, Sequence[str | None]], *, down: bool = True) -> int:
    """
    How many rows and columns add up, of rows that have a number, a dash or nothing in each column.
    """
    held = 0
    for cells in rows.values():
        there = [each for each in cells if each is not None]
        if len(there) > 1 and "-" not in there:
            *parts, total = map(int, there)
            held += sum(parts) == total
    if down:
        for column in range(WIDTH):
            one, two, total_ = ([*rows.get(each, ()), *[None] * WIDTH][column] for each in "abt")
            if None not in (one, two, total_) and "-" not in (one, two, total_):
                held += int(one or 0) + int(two or 0) == int(total_ or 0)
    return held


def expected(words: Words, bars: Sequence[str] = ()) -> dict[str, Words] | None:
    """
    Which numbers are whose if they stand before their labels, nobody's where that cannot be told, None if they do not.

    A row whose cells are kept apart behind its label is whole there, however many they are.
    """
    order, pieces = pieces_of(words, ROWS)
    if not order:
        return None
    behind = [[each for each in piece if is_number(each)] for piece in pieces[1:]]
    everything = run_before(pieces[0], WIDTH * len(order))
    if not any(behind) and len(everything) > min(WIDTH, WIDTH * len(order) - 1):
        if len(everything) < WIDTH * len(order):
            return {id: [] for id in order}
        by_row = [everything[at : at + WIDTH] for at in range(0, len(everything), WIDTH)]
        by_column = [everything[at :: len(order)] for at in range(len(order))]
        one, two = (count(dict(zip(order, way, strict=True)), down=False) for way in (by_row, by_column))
        return dict(zip(order, by_row if one >= two else by_column, strict=True))
    first = run_before(pieces[0], WIDTH)
    if len(first) < 2 or first == [str(at) for at in range(1, len(first) + 1)]:
        return None
    before = [first, *behind[:-1]]
    scores, whole = [], []
    for way in (behind, before):
        cells = [each if len(each) == WIDTH else [] for each in way]
        scores.append(count(dict(zip(order, cells, strict=True))))
        whole.append([bool(each) for each in cells])
    whole[0] = [
        is_whole or (id in bars and own != [])
        for is_whole, id, own in zip(whole[0], order, behind, strict=True)
    ]
    if scores[0] == scores[1] and sum(whole[1]) >= sum(whole[0]) and not whole[0][-1]:
        return {id: [] for id in order}
    return dict(zip(order, before, strict=True)) if scores[1] > scores[0] else None


def numbers(drawn: Random) -> list[Words]:
    """
    The numbers of three rows, most of which add up, and most columns as well.
    """
    parts = [[drawn.randrange(6), drawn.randrange(6)] for _ in range(2)]
    parts.append([sum(each) for each in zip(*parts, strict=True)])
    slip = drawn.choice([0, 0, 1])
    return [[str(each) for each in (*row, sum(row) + slip * drawn.randrange(2))] for row in parts]


def shuffled(drawn: Random) -> Words:
    """
    Numbers before or behind their labels, some of them lost, changed, or replaced by dashes or words.
    """
    rows = numbers(drawn)
    labels = list(ROWS.values())[: drawn.choice([1, 2, 3, 3, 3])]
    words: Words = drawn.choice(
        [[], ["前言"], ["2024", "前言"], ["项目名称", *(each.label for each in COLUMNS)]]
    )
    is_before = drawn.random() < 0.6
    for own, label in zip(rows, labels, strict=False):
        row = list(own)
        for _ in range(drawn.choice([0, 0, 0, 1, 2])):
            at = drawn.randrange(len(row) + 1)
            row[at : at + drawn.randrange(2)] = drawn.choice([[], [], ["7"], ["-"], ["说明"], ["乡村2"]])
        words += [*row, label] if is_before else [label, *row]
    words += drawn.choice([[], [], ["3"], ["1", "2", "3"], [str(drawn.randrange(9)) for _ in range(3)]])
    first = drawn.choice([[], [], ["1", "2"], ["1", "2", "3"], ["5"], ["4", "0", "4"]])
    return [*words[:1], *first, *words[1:]] if not is_before else words


def sort_of(said: Mapping[str, Words] | None) -> str:
    if said is None:
        return "behind"
    return "before" if any(said.values()) else "nobody's"


def test_numbers_stand_where_more_equations_hold() -> None:
    drawn, sorts = Random(1), Counter[str]()
    for _ in range(1500):
        words, bars = shuffled(drawn), drawn.choice(["", "", "a", "b", "ab", "abt"])
        want = expected(words, bars)
        said = read(FORM, words, bars)
        assert (None if said is None else dict(said)) == want, (words, bars)
        sorts[sort_of(want)] += 1
    assert min(sorts["before"], sorts["behind"], sorts["nobody's"]) > 50


def is_sure(run: Words, height: int) -> bool:
    """
    Whether most of the rows add up as they were dealt, and not as many if they are dealt in the other way.
    """
    by_row = [run[at : at + WIDTH] for at in range(0, len(run), WIDTH)]
    by_column = [run[at::height] for at in range(height)]
    one, two = (count(dict(zip("abt", way, strict=False)), down=False) for way in (by_row, by_column))
    return 2 * max(one, two) >= height and (one != two or height == 1)


def test_all_numbers_before_all_labels_are_theirs_row_by_row_or_column_by_column() -> None:
    drawn, sorts = Random(2), Counter[str]()
    for _ in range(400):
        rows = numbers(drawn)[: drawn.choice([1, 2, 3])]
        flat = [each for row in rows for each in row]
        if drawn.random() < 0.4:
            flat = [each for column in zip(*rows, strict=True) for each in column]
        if drawn.random() < 0.3:
            del flat[drawn.randrange(len(flat))]
        if drawn.random() < 0.3:
            flat.insert(drawn.randrange(len(flat)), drawn.choice(["9", "前言"]))
        if drawn.random() < 0.2:
            flat = [each * drawn.choice([1, 9]) for each in flat]
        words = [*flat, *list(ROWS.values())[: len(rows)]]
        want = expected(words)
        found_ = segments(FORM, words)
        said = None if found_ is None else {each.id: [one.raw for one in each.values] for each in found_}
        assert said == want, words
        run = run_before(flat, WIDTH * len(rows))
        if found_ and len(run) == WIDTH * len(rows) > WIDTH:
            assert {each.doubtful for each in found_} == {not is_sure(run, len(rows))}, words
        sorts[sort_of(want)] += 1
    assert min(sorts["before"], sorts["behind"], sorts["nobody's"]) > 10


def test_a_form_without_equations_does_not_tell_where_its_numbers_stand() -> None:
    words = ["2", "3", "5", ROWS["a"], "1", "1", "2", ROWS["b"]]
    assert read(FORM, words) == [("a", ["2", "3", "5"]), ("b", ["1", "1", "2"])]
    assert read(of(), words) is None
    assert read(FORM, []) is None


@pytest.mark.parametrize("bars", ["", "a", "ab", "abt"])
def test_cells_that_the_file_keeps_apart_behind_their_labels_are_where_they_are(bars: str) -> None:
    # Each row adds up behind its label, and none before it.
    words = ["4", "4", "9", ROWS["a"], "2", "3", "5", ROWS["b"], "1", "1", "2", ROWS["t"], "3", "4", "7"]
    assert read(FORM, words, bars) is None
    # A row of which nothing is left is none that stands there.
    before = ["2", "3", "5", ROWS["a"], "1", "1", "2", ROWS["b"], "3", "4", "7", ROWS["t"]]
    said = [("a", ["2", "3", "5"]), ("b", ["1", "1", "2"]), ("t", ["3", "4", "7"])]
    assert read(FORM, before, bars) == said


# Blocks with heads of their own.

BLOCKS = made(
    [
        Block("one", Named("c1", "第一部分"), COLUMNS[:2], lines("a")),
        Block("two", Named("c2", "第二部分"), COLUMNS[2:], lines("bt")),
    ],
    (),
)
HEADS = {"第一部分", "第二部分", "项目名称", *(each.label for each in COLUMNS)}


def expected_in_blocks(words: Words) -> dict[str, Words] | None:
    order, pieces = pieces_of(words, ROWS)
    widths = {"a": 2, "b": 1, "t": 1}
    if not order:
        return None
    first = run_before(pieces[0], widths[order[0]])
    if any(map(is_number, pieces[-1])) and not first:
        return None
    if len(first) < widths[order[0]] or (len(first) > 1 and first == ["1", "2"]):
        first = []
    said: dict[str, Words] = {order[0]: first}
    before, behind = int(bool(first)), int(any(map(is_number, pieces[-1])))
    for id, piece in zip(order[1:], pieces[1:-1], strict=True):
        heads = [at for at, each in enumerate(piece) if each in HEADS]
        own = piece[heads[-1] + 1 :] if heads else piece
        said[id] = [each for each in own if is_number(each)]
        if heads:
            before += bool(said[id])
            behind += any(map(is_number, piece[: heads[0]]))
    return said if before > behind else None


def test_numbers_of_blocks_stand_before_their_labels_if_more_of_them_follow_a_head_than_a_last_row() -> None:
    drawn, sorts = Random(3), Counter[str]()

    def some(least: int = 0) -> Words:
        return [drawn.choice(["1", "2", "5", "-", "说明"]) for _ in range(drawn.randrange(least, 3))]

    for _ in range(1500):
        words: Words = []
        for heads, ids in ((["第一部分", "城镇", "乡村2"], "a"), (["第二部分", "全部"], "bt")):
            head = drawn.choice([heads, heads, heads[:1], heads[1:], []])
            for each in head:
                words += [each, *(some() if drawn.random() < 0.15 else [])]
            for id in ids:
                words += some() if drawn.random() < 0.6 else []
                words += ["备注", *some()] if drawn.random() < 0.1 else []
                words += [ROWS[id]] if drawn.random() < 0.9 else []
        words += some() if drawn.random() < 0.4 else []
        want = expected_in_blocks(words)
        said = read(BLOCKS, words)
        assert (None if said is None else dict(said)) == want, words
        sorts[sort_of(want)] += 1
    assert min(sorts["before"], sorts["behind"]) > 200


def cell(word: str | None, at: int) -> Value | None:
    if word is None:
        return None
    return (
        Value(Span(at, at + 1), word, NUMBER, Decimal(word))
        if word != "-"
        else Value(Span(at, at + 1), "-", DASH)
    )


@pytest.mark.parametrize(
    ("form", "scored"),
    [
        (FORM, count),
        (of(ACROSS), lambda rows: count(rows, down=False)),
        (of(DOWN), lambda rows: count(rows) - count(rows, down=False)),
        (of(*ONLY), lambda _: 0),
    ],
)
def test_each_row_and_each_column_that_adds_up_counts_once(
    form: TableForm, scored: Callable[[Mapping[str, Sequence[str | None]]], int]
) -> None:
    drawn = Random(4)
    seen = Counter[int]()
    for _ in range(300):
        rows: dict[str, list[str | None]] = dict(zip("abt", map(list, numbers(drawn)), strict=True))
        for _ in range(drawn.randrange(4)):
            rows[drawn.choice("abt")][drawn.randrange(WIDTH)] = drawn.choice(["0", "1", "-", None])
        if drawn.random() < 0.3:
            rows[drawn.choice("abt")] = []
        if drawn.random() < 0.2:
            del rows[drawn.choice("abt")]
        cells = {id: [cell(each, at) for at, each in enumerate(row)] for id, row in rows.items()}
        assert holding(form, cells) == scored(rows)
        seen[scored(rows)] += 1
    assert form.equations == ONLY or len(seen) > 3


def test_blank_cells_are_no_numbers_of_a_row() -> None:
    flow = Flow.of(" ".join(["9", "9", "9", *ROWS.values()]))
    labels = found(FORM, flow, normal_flow(flow), (0, len(flow.text)))
    blank = cell_of(flow, 0, 0)
    assert blank.state == BLANK
    numbered = [Value(Span(0, 1), each, NUMBER, Decimal(each)) for each in "235"]
    # Behind its label the first row adds up, with blank cells around it.
    segments = [
        Segment(hit.row.id, hit, hit.end, WIDTH, (), (blank, *numbered, blank) if hit.row.id == "a" else (blank,) * WIDTH)
        for hit in labels.hits
        if hit.row
    ]  # fmt: skip
    assert above(FORM, flow, labels.hits, segments) is None
