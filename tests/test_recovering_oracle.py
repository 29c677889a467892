"""
Rows whose labels are misspelt, held against looking at each line of a table and counting the letters that are right.
"""

from collections import Counter
from itertools import count
from random import Random

from attrs import frozen

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named
from disclint.grammar.found import Found, found
from disclint.grammar.labels import Hit, normal_flow
from disclint.grammar.recovering import recovered
from disclint.source import Flow

# Words of which no letter comes twice, and letters that are in none of them.
_LETTERS = count(0x5100, 3)
SIZE = 10


def letters(size: int = SIZE) -> str:
    return "".join(chr(next(_LETTERS)) for _ in range(size))


def misspelt(words: str, wrong: int, drawn: Random) -> str:
    """
    The words with so many letters changed.
    """
    places = drawn.sample(range(len(words)), wrong)
    return "".join(chr(ord(each) + 1) if at in places else each for at, each in enumerate(words))


# The numerals of the rows, and how else the same number is written.
NUMERALS = {"一、": 1, "(一)": 1, "1.": 1, "(2)": 2, "③": 3, "4)": 4, "七、": 7}
WRITTEN = {
    number: [
        f"{'一二三四五六七'[number - 1]}{mark}" for mark in "、.)"
    ] + [f"({'一二三四五六七'[number - 1]})", f"({number})", f"{number}.", f"{number}、", f"{number})", "①②③④⑤⑥⑦⑧"[number - 1]]
    for number in {*NUMERALS.values(), 5}
}  # fmt: skip
WORDS = {f"r{at}": letters() for at in range(len(NUMERALS))}
# Two rows may be much alike.
WORDS["r6"] = misspelt(WORDS["r5"], 3, Random(6))
MARKS = dict(zip(WORDS, NUMERALS, strict=True))
COLUMN, HEADER, CAPTION = letters(3), letters(4), letters(5)
# What the form prints for another purpose may be much like the label of a row.
NOTE = f"1.{misspelt(WORDS['r2'], 1, Random(0))}"
FORM = TableForm(
    "made", "requests", {"zh": "表"}, "rows",
    (
        Block(
            "one", Named("c", CAPTION), (Line("x", COLUMN),),
            tuple(Line(id, MARKS[id] + words, key=words) for id, words in WORDS.items()),
        ),
    ),
    {}, (), header=(Named("h", HEADER),), notes=(Named("n", NOTE),),
)  # fmt: skip


@frozen
class Written:
    """
    A line that may be a row's: where it begins in the flow, the number before its words, and these.
    """

    start: int
    end: int
    number: int | None
    words: str


def likeness(line: Written, row: str) -> float:
    """
    How much of the row's label stands in a line; a numeral that counts alike is as good as the row's own.
    """
    mark = 0 if line.number is None else len(MARKS[row])
    alike = sum(one == two for one, two in zip(line.words, WORDS[row], strict=True))
    return (mark + alike) / (mark + SIZE)


def below_head(flow: Flow, hits: list[Hit], start: int, end: int) -> int | None:
    """
    Where a number stands with no label, and a word before it at the most, between the name of the column and the next label.
    """
    stops = [*(each.start for each in hits[1:]), end]
    for hit, stop in zip(hits, stops, strict=True):
        if hit.others == (("column", "x"),) and start <= hit.end <= end:
            words = flow.source_text[flow.origin(hit.end - 1) + 1 : flow.origin(stop)].split()
            if len(words) in (1, 2) and words[-1].isdigit() and not (len(words) == 2 and words[0].isdigit()):
                return hit.end
    return None


def expected(
    flow: Flow, lines: list[Written], hits: list[Hit], bounds: tuple[int, int], *, bare: bool
) -> dict[str, tuple[int, int]]:
    """
    Where each row is that is not among the labels.
    """
    places = {each.row.id: (each.start, each.end) for each in hits if each.row}
    known = {*places}
    order = [*WORDS]
    for at, row in enumerate(order):
        if row in places:
            continue
        above = [places[each] for each in order[:at] if each in places]
        behind = [places[each] for each in order[at + 1 :] if each in places]
        if not above and not behind:
            continue
        end = behind[0][0] if behind else bounds[1]
        heads = [
            each.end for each in hits if not each.row and each.end <= end and each.others[0][0] != "caption"
        ]
        start = above[-1][1] if above else max([bounds[0], *heads])
        among = [
            each
            for each in lines
            if start <= each.start < end
            and not any(hit.start <= each.start < hit.end for hit in hits)
            and (each.number == NUMERALS[MARKS[row]] or (each.number is None and bare))
            and likeness(each, row) > 0.6
        ]
        if among:
            best = max(among, key=lambda each: likeness(each, row))
            places[row] = best.start, best.end
        elif at == 0 and (place := below_head(flow, hits, start, end)):
            places[row] = place, place
    return {row: place for row, place in places.items() if row not in known}


def table(drawn: Random) -> tuple[Flow, list[Written]]:
    """
    Lines that are rows, or nearly, in the form's order, or nearly.
    """
    text, lines = "", list[tuple[int, int, int | None, str]]()
    bare = drawn.random() < 0.5

    def put(row: str, wrong: int) -> None:
        nonlocal text
        words = misspelt(WORDS[row], wrong, drawn)
        number: int | None = NUMERALS[MARKS[row]]
        numeral = MARKS[row]
        if bare if drawn.random() < 0.9 else not bare:
            number, numeral = None, ""
        elif wrong:
            number = number if drawn.random() < 0.8 else 5
            numeral = drawn.choice(WRITTEN[number or 5])
        start = len(text)
        text += f"{numeral}{words}"
        lines.append((start, len(text), number, words))
        # Words without a numeral end with their line.
        text += drawn.choice(["\n5", " 1.5", "\n12", "" if number is None else "\n7"]) + "\n"

    rows = [*WORDS]
    if drawn.random() < 0.3:
        at = drawn.randrange(len(rows) - 1)
        rows[at : at + 2] = rows[at : at + 2][::-1]
    if drawn.random() < 0.4:
        put("r0", 2)
    text += drawn.choice(
        ["", HEADER + "\n", f"{HEADER}\n{COLUMN}\n", f"{CAPTION}\n{HEADER}\n", f"{HEADER}\n{CAPTION}\n"]
    )
    wrongs: list[int | None] = drawn.choice(
        [[0, 0, 0, 1, 4, None], [0, 2, 3, 6, None], [0, 0, 0, 0, 0, 3], [4, 5, 6, 10]]
    )
    for row in rows:
        if drawn.random() < 0.15:
            text += drawn.choice([NOTE, COLUMN]) + "\n"
        wrong = drawn.choice(wrongs)
        if wrong is not None:
            put(row, wrong)
        if wrong != 0 and drawn.random() < 0.2:
            put(row, drawn.choice([1, 3, 5]))
    flow = Flow.of(text)
    return flow, [
        Written(flow.offset(start), flow.offset(end), number, words) for start, end, number, words in lines
    ]


def rows_of(labels: Found) -> dict[str, tuple[int, int]]:
    return {each.row.id: (each.start, each.end) for each in labels.hits if each.row}


def test_a_row_is_the_line_with_most_of_its_letters_between_the_rows_around_it() -> None:
    drawn, seen = Random(1), Counter[int]()
    for _ in range(1200):
        flow, lines = table(drawn)
        if not lines:
            continue
        bounds = drawn.choice([0, 0, 0, lines[0].end]), drawn.choice([len(flow.text)] * 3 + [lines[-1].start])
        labels = found(FORM, flow, normal_flow(flow), bounds)
        own = rows_of(labels)
        # Labels of rows without a numeral; half of them are not yet most.
        without = [row for row, (start, end) in own.items() if end - start == SIZE]
        bare = len(without) > len(own) / 2
        inside = [each for each in lines if bounds[0] <= each.start and each.end <= bounds[1]]
        want = expected(flow, inside, labels.hits, bounds, bare=bare)
        said = recovered(FORM, flow, labels, bounds)
        assert {row: place for row, place in rows_of(said).items() if row not in own} == want, flow.text
        assert [(each.start, each.end) for each in said.hits] == sorted(
            [*((each.start, each.end) for each in labels.hits), *want.values()]
        )
        assert (said is labels) == (not want)
        seen[len(want)] += 1
    assert min(seen[each] for each in range(4)) > 30


def test_words_that_end_where_the_next_numeral_begins_are_one_row() -> None:
    # On one line, with nothing between them.
    wrong = [MARKS[row] + misspelt(WORDS[row], 2, Random(row)) for row in ("r1", "r2", "r3")]
    text = "".join([MARKS["r0"] + WORDS["r0"], "5", *wrong, MARKS["r4"] + WORDS["r4"], "6"])
    flow = Flow.of(text)
    labels = found(FORM, flow, normal_flow(flow), (0, len(text)))
    assert {*rows_of(labels)} == {"r0", "r4"}
    said = rows_of(recovered(FORM, flow, labels, (0, len(text))))
    assert {row: text[start:end] for row, (start, end) in said.items()} == {
        "r0": MARKS["r0"] + WORDS["r0"],
        "r4": MARKS["r4"] + WORDS["r4"],
        **dict(zip(("r1", "r2", "r3"), wrong, strict=True)),
    }
