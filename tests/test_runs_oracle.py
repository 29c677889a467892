"""
The runs of numbers of a table of one line, held against going from word to word; which of them is the line.
"""

from collections import Counter
from itertools import permutations, product
from random import Random

from disclint.editions import TableForm
from disclint.editions.model import Block, Line
from disclint.grammar.labels import COLUMN, ROW, Hit, Meaning
from disclint.grammar.runs import best_run, runs_of
from disclint.grammar.values import Value
from disclint.source import Flow, Span
from disclint.syntax import NUMBER

ADDED, NOTHING, BEGUN, BROKEN, SKIPPED = "added", "nothing", "begun", "broken", "skipped"
LONG = "123456789012345"
# What each word does to the run, and with which values.
WORDS: dict[str, tuple[str, list[str]]] = {
    "12": (ADDED, ["12"]), "0": (ADDED, ["0"]), "-3": (ADDED, ["-3"]), "1,234": (ADDED, ["1,234"]), "-": (ADDED, ["-"]),
    "/": (ADDED, ["/"]), "5--6": (ADDED, ["5", "-", "-", "6"]),
    # A word for nothing goes with its like alone.
    "无": (NOTHING, ["无"]), "N/A": (NOTHING, ["N/A"]),
    # Digits behind words begin a run, if they are no word's.
    "件数5": (BEGUN, ["5"]), "5件6": (BEGUN, ["6"]), f"甲{LONG}乙": (BEGUN, [LONG]), "1元2": (BEGUN, ["2"]),
    f"甲{LONG[1:]}乙": (BROKEN, []), "件数5元": (BROKEN, []), "3件": (BROKEN, []), "a5": (BROKEN, []), "说明": (BROKEN, []),
    "2年": (BROKEN, []), "。": (BROKEN, []), "·": (SKIPPED, []), "●": (SKIPPED, []), "*": (SKIPPED, []), "··": (BROKEN, []),
    # Digits of other scripts are none of ours.
    "３": (ADDED, ["3"]), "٣": (ADDED, ["٣"]), "5第": (BROKEN, []),
}  # fmt: skip


def expected(words: list[str]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for word in words:
        what, values = WORDS[word]
        if what in (BEGUN, BROKEN) or (
            what == NOTHING and any(each not in ("无", "N/A", "-", "/") for each in runs[-1])
        ):
            runs.append([])
        runs[-1] += values
    return [each for each in runs if each]


def test_words_part_runs_of_numbers() -> None:
    drawn, seen = Random(1), Counter[int]()
    lists = [*map(list, product(WORDS, repeat=2))]
    lists += [[drawn.choice([*WORDS]) for _ in range(drawn.randrange(8))] for _ in range(1500)]
    for words in lists:
        text = "5 题 " + "".join(f"{each}{drawn.choice([' ', chr(10), '|'])}" for each in words) + "9"
        flow = Flow.of(text)
        if len(flow.text) != len("5题" + "".join(words) + "9"):
            # Lines of marks that are layout.
            continue
        hits = [Hit(1, 2, ())] * 2
        found = runs_of(flow, hits, len(flow.text) - 1)
        assert [[each.raw for each in run] for run in found] == expected(words), text
        for each in (value for run in found for value in run):
            assert flow.folded[each.span.start : each.span.end] == each.raw
            assert (each.value is not None) == (each.state == NUMBER)
        seen[len(found)] += 1
    assert min(seen[each] for each in range(4)) > 50
    assert runs_of(Flow.of("1 2"), [], 2) == []


def test_runs_begin_behind_the_first_label() -> None:
    flow = Flow.of("1 甲 2 乙 3")
    hits = [Hit(1, 2, ()), Hit(3, 4, ())]
    for some, want in [(hits, [["2"], ["3"]]), (hits[1:], [["3"]])]:
        found = runs_of(flow, some, len(flow.text))
        assert [[each.raw for each in run] for run in found] == want


# Which run is the line.

COLUMNS = (Line("x", "城镇"), Line("s", "全部"))
GROUPS = (Line("a", "甲类"), Line("b", "乙类"), Line("c", "丙类"))
FORM = TableForm("made", "disputes", {"zh": "表"}, "line", (Block("one", None, COLUMNS, GROUPS),), {}, ())


def run_of(words: list[str]) -> list[Value]:
    return [Value(Span(at, at + len(each)), each, NUMBER) for at, each in enumerate(words)]


def hits_of(ids: str) -> list[Hit]:
    return [
        Hit(at, at + 1, (Meaning(ROW if each in "abc" else COLUMN, each, "one"),))
        for at, each in enumerate(ids)
    ]


def expected_line(runs: list[list[str]], named: str) -> list[str]:
    """
    A whole run, the groups as they are named, or the run of most digits.
    """
    for each in runs:
        if len(each) == 6:
            return each
    flat = [each for run in runs for each in run]
    order = [*dict.fromkeys(each for each in named if each in "abc")]
    if len(flat) == 6 and not any(len(each) % 2 for each in runs) and {*order} == {*"abc"}:
        if len(runs) == 3:
            by_id = dict(zip(order, runs, strict=True))
            return [*by_id["a"], *by_id["b"], *by_id["c"]]
        if order == [*"abc"]:
            return flat
    return max(runs, key=lambda run: len("".join(run)), default=[])


def test_the_line_is_a_whole_run_or_whole_groups_by_their_names_or_most_digits() -> None:
    drawn, seen = Random(2), Counter[int]()
    orders = ["".join(each) for each in permutations("abc")]
    for _ in range(3000):
        sizes = drawn.choice(
            [
                [2, 2, 2],
                [4, 2],
                [2, 4],
                [6],
                [6, 6],
                [3, 3],
                [1, 5],
                [2, 2],
                [2, 2, 2, 2],
                [5],
                [4, 4],
                [1, 2, 2, 1],
                [2, 2, 1, 1],
                [2, 3, 1],
                [],
            ]
        )
        runs = [[str(drawn.choice([1, 7, 23, 456])) for _ in range(size)] for size in sizes]
        named = drawn.choice([*orders, "abc", "abc", "ab", "ba", "aabc", "xaxbxc", "abca", "cba", ""])
        found = best_run([run_of(each) for each in runs], (2, 3), FORM, hits_of(named))
        assert [each.raw for each in found] == expected_line(runs, named), (runs, named)
        seen[len(found)] += 1
    assert min(seen[each] for each in (0, 2, 4, 5, 6)) > 30
