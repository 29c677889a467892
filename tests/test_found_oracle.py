"""
What labels mean wherever they stand, held against counting them one by one; and forms whose rows are known by their words.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from random import Random

import pytest
from attrs import evolve

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named, plain
from disclint.grammar.found import Found, found
from disclint.grammar.labels import CAPTION, COLUMN, GROUP, HEADER, NOTE, ROW
from disclint.grammar.loosened import loosened
from disclint.source import Flow
from tests.test_recovering_oracle import letters


def word(size: int) -> str:
    return plain(letters(size))


SHARED = word(3)
FIRST = Block(
    "b", Named("cap", word(5)),
    (Line("x", word(3)), Line("y", word(3), group="g"), Line("z", word(3), group="g"), Line("t", SHARED)),
    (Line("r0", word(4)), Line("r1", word(5)), Line("r2", SHARED)),
)  # fmt: skip
SECOND = Block(
    "d",
    None,
    (Line("x", FIRST.columns[0].label), Line("w", word(3))),
    (Line("s0", word(6)), Line("s1", word(3))),
)
FORM = TableForm(
    "t", "s", {}, "rows", (FIRST, SECOND), {}, (),
    header=(Named("h", word(4)),), notes=(Named("n", word(7)),), groups=(Named("g", word(5)),),
)  # fmt: skip
LINE = evolve(FORM, layout="line", blocks=(FIRST,))

# What each spelling means: its sort, its id, its block.
Meaning = tuple[str, str, str]


def meanings(form: TableForm) -> dict[str, list[Meaning]]:
    by: dict[str, list[Meaning]] = {}
    for block in form.blocks:
        for sort, names in (
            (CAPTION, [block.caption] if block.caption else []), (COLUMN, block.columns), (ROW, block.rows),
        ):  # fmt: skip
            for each in names:
                by.setdefault(each.label, []).append((sort, each.id, block.id))
    for sort, named in ((HEADER, form.header), (GROUP, form.groups), (NOTE, form.notes)):
        for each in named:
            by.setdefault(each.label, []).append((sort, each.id, ""))
    return by


def order_of(form: TableForm, block: Block, meant: Sequence[Sequence[Meaning]]) -> tuple[str, ...] | None:
    """
    The order in which a block's columns are named, if each is and it is another than the form's.
    """
    width = len(block.columns)
    named: list[str] = []
    for each in meant:
        rows = [id for sort, _, id in each if sort == ROW] if form.layout == "rows" else []
        if block.id in rows[:1]:
            break
        # What stands above the rows of another block is its head.
        named = [] if rows else named
        named += [id for sort, id, of in each if sort == COLUMN and of == block.id]
    chunks = (
        [named[at : at + width] for at in range(0, len(named), width)]
        if form.layout == "line"
        else [named[-width:]]
    )
    own = [each.id for each in block.columns]
    lined = [
        *(each.id for each in block.columns if not each.group),
        *(each.id for each in block.columns if each.group),
    ]
    if any(each != chunks[0] for each in chunks) or not chunks or sorted(chunks[0]) != sorted(own):
        return None
    return None if chunks[0] in (own, lined) else tuple(chunks[0])


@pytest.mark.parametrize("form", [FORM, LINE], ids=["rows", "line"])
def test_labels_mean_what_the_form_calls_so(form: TableForm) -> None:
    drawn, seen = Random(1), Counter[str]()
    known = meanings(form)
    heads = [each.label for each in FIRST.columns]
    for _ in range(1500):
        words = drawn.choices([*known], k=drawn.randrange(0, 9))
        if drawn.random() < 0.5:
            # All columns, in any order, perhaps above the rows.
            words = [
                *drawn.choice([[], words[:1]]),
                *drawn.sample(heads, len(heads)) * drawn.choice([1, 1, 2]),
                *words,
            ]
        if drawn.random() < 0.2:
            words = drawn.sample([*known], len(known))
        text = "".join(f"{each}{drawn.choice(['', ' ', ' 12 '])}" for each in words)
        flow = Flow.of(text)
        labels = found(form, flow, flow.text, (0, len(flow.text)))
        assert [flow.text[slice(*each)] for each in labels.spans] == words
        meant = [known[each] for each in words]
        ids = {
            sort: {id for each in meant for one, id, _ in each if one == sort}
            for sort in (ROW, COLUMN, CAPTION)
        }
        rows = [next((id for sort, id, _ in each if sort == ROW), None) for each in meant]
        steps = [at for at, each in enumerate(meant) if {ROW, GROUP} & {sort for sort, _, _ in each}]
        said = labels.wording
        assert said.score == (sum(map(len, ids.values())), len(ids[ROW]))
        all_rows, all_columns = {each.id for each in form.rows()}, {each.id for each in form.columns()}
        assert said.has_all_rows == (ids[ROW] == all_rows)
        assert said.has_all_columns == (ids[COLUMN] == all_columns)
        assert said.whole == (ids[ROW] == all_rows and ids[COLUMN] == all_columns)
        named = [each for each in rows if each]
        assert said.is_regular == (
            bool(named) and len(named) == len({*named}) and rows[steps[-1]] is not None
        )
        assert [(at, after, row and row.row.id) for at, after, row in said.steps] == [
            (at, after, rows[at]) for at, after in zip_longest(steps, steps[1:])
        ]
        assert said.short == tuple(at for at, each in enumerate(rows) if each and len(words[at]) <= 4)
        others = [(at, sort, id) for at, each in enumerate(meant) for sort, id, _ in each if sort != ROW]
        assert said.unlike_rows == tuple(dict.fromkeys(at for at, _, _ in others))
        assert {
            (at, sort, id) for sort, by in said.others.items() for id, ats in by.items() for at in ats
        } == {*others}
        assert all([*ats] == sorted({*ats}) for by in said.others.values() for ats in by.values())
        orders = {block.id: order for block in form.blocks if (order := order_of(form, block, meant))}
        assert said.heads == orders
        # Where they stand.
        assert labels.places == [flow.span(*each) for each in labels.spans]
        assert [(each.start, each.end, each.row and each.row.id) for each in labels.hits] == [
            (*place, row) for place, row in zip(labels.spans, rows, strict=True)
        ]
        again = Found.of(form, flow, labels.hits)
        assert (again.spans, again.wording.short, again.wording.heads) == (
            labels.spans,
            said.short,
            said.heads,
        )
        seen[
            "heads" if said.heads else "whole" if said.whole else "regular" if said.is_regular else "other"
        ] += 1
    assert min(seen.values()) > 15
    assert len(seen) == 4


def test_labels_outside_the_bounds_are_none_of_the_table_s() -> None:
    text = " ".join(each.label for each in (*FIRST.columns, *FIRST.rows))
    flow = Flow.of(text)
    whole = found(FORM, flow, flow.text, (0, len(flow.text))).spans
    for start in range(len(flow.text) + 1):
        inside = found(FORM, flow, flow.text, (start, len(flow.text))).spans
        assert inside == [each for each in whole if each[0] >= start]
        assert found(FORM, flow, flow.text, (0, start)).spans == [each for each in whole if each[1] <= start]
        assert found(FORM, flow, flow.text, (0, start), reference=True).spans == [
            each for each in whole if each[1] <= start
        ]


# Rows that are known by their words.

WORDS = "甲乙丙丁"


@pytest.mark.parametrize(
    ("label", "spellings"),
    [
        ("3.甲乙丙丁", ["甲乙丙丁", "(3)甲乙丙丁", "3)甲乙丙丁", "③甲乙丙丁"]), ("1.甲", ["甲", "(1)甲", "1)甲", "①甲"]), ("0.甲", ["甲", "(0)甲", "0)甲", "⓪甲"]),
        ("9.甲", ["甲", "(9)甲", "9)甲", "⑨甲"]), ("（三）甲乙", ["甲乙", "三、甲乙", "三)甲乙"]), ("九、甲乙", ["甲乙", "(九)甲乙"]), ("十、甲乙", []),
        ("甲乙", []), ("3.", []), ("12.甲", []), ("3、甲", []), ("3甲", []),
    ],
)  # fmt: skip
def test_a_label_with_a_numeral_may_have_lost_it_or_have_it_of_another_hand(
    label: str, spellings: list[str]
) -> None:
    row = Line("r", label, also=(f"{label}丁",), seen=("见过",), key="钥")
    block = Block("b", None, (Line("x", f"1.{WORDS}"),), (row,))
    made = TableForm(
        "t", "s", {}, "rows", (block,), {}, (), groups=(Named("g", label),), notes=(Named("n", label),)
    )
    loose = loosened(made)
    (one,), (group,) = loose.rows(), loose.groups
    more = spellings if label != "3." else []
    also = [f"{each}丁" for each in spellings]
    if label == "3.":
        also = ["丁", "(3)丁", "3)丁", "③丁"]
    assert one == evolve(row, seen=("见过", *more, *also))
    assert group == evolve(made.groups[0], seen=tuple(more))
    # Columns and notes are called as they are.
    assert (loose.columns(), loose.notes, loose.id) == (made.columns(), made.notes, "t")
