"""
Rows whose label lost its numeral, its marks or itself: where the words stand, to the letter.
"""

from itertools import product

import pytest

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named, plain
from disclint.grammar.found import Found, found
from disclint.grammar.labels import normal_flow
from disclint.grammar.recovering import recovered
from disclint.source import Flow
from tests.test_recovering_oracle import letters


def word(size: int) -> str:
    return plain(letters(size))


FIRST, LAST = word(8), word(8)
COLUMN = word(5)


def form(label: str, columns: int = 1) -> TableForm:
    rows = tuple(
        Line(id, words) for id, words in (("first", f"1.{FIRST}"), ("row", label), ("last", f"3.{LAST}"))
    )
    block = Block("b", None, tuple(Line(f"c{at}", COLUMN + "甲乙丙"[at]) for at in range(columns)), rows)
    return TableForm("t", "s", {}, "rows", (block,), {}, (), notes=(Named("n", word(6)),))


def place(made: TableForm, text: str, row: str = "row") -> str | None:
    """
    The words that are the row's label.
    """
    flow = Flow.of(text)
    bounds = 0, len(flow.text)
    said = recovered(made, flow, found(made, flow, normal_flow(flow), bounds), bounds)
    return next(
        (flow.text[each.start : each.end] for each in said.hits if each.row and each.row.id == row), None
    )


def lines(*between: str) -> str:
    return "\n".join([f"1.{FIRST} 5", *between, f"3.{LAST} 6"])


@pytest.mark.parametrize("first", ["一", "龥", "丁"])
@pytest.mark.parametrize("last", ["一", "龥", "丁"])
def test_all_the_letters_of_a_label_are_it_whatever_was_lost_of_its_marks(first: str, last: str) -> None:
    words = first + word(4) + last
    made = form(f"2.{words}")
    for before, behind in product(["", "2", "(", "“", "7("], ["", "5", "”", ")", "。"]):
        written = place(made, lines(f"{before}{words}{behind} 7"))
        # A bracket that closes behind the words is theirs.
        assert written is not None
        assert written.lstrip("2(“") == words + (")" if behind == ")" else "")


@pytest.mark.parametrize(("size", "is_it"), [(3, False), (4, True), (5, True)])
def test_four_letters_at_least_are_a_label(size: int, is_it: bool) -> None:  # noqa: FBT001 - a case
    words = word(size)
    assert place(form(f"(二)、{words}"), lines(f"{words} 7")) == (words if is_it else None)


def test_a_numeral_may_be_the_first_of_the_letters_that_are_lost() -> None:
    words = word(5)
    made = form(f"二、{words}")
    assert place(made, lines(f"{words} 7")) == words
    assert place(made, lines(f"二{words} 7")) == f"二{words}"
    assert place(made, lines(f"二“{words[:2]}”{words[2:]} 7")) == f'二"{words[:2]}"{words[2:]}'
    # Not the last, nor two of them.
    assert place(made, lines(f"{words[1:]} 7")) is None
    assert place(made, lines(f"{words[:-1]} 7")) is None
    assert place(made, lines(f"乙{words} 7")) is None
    # In brackets a part of the label is its, too.
    made = form(f"二、{words}(甲乙)")
    assert place(made, lines(f"{words}甲乙) 7")) == f"{words}甲乙)"
    assert place(made, lines(f"{words}(甲乙)7")) == f"{words}(甲乙)"
    assert place(made, lines(f"{words}甲乙)) 7")) == f"{words}甲乙)"


def test_words_stand_between_the_rows_around_them_and_are_no_other_label() -> None:
    words = word(5)
    made = form(f"二、{words}")
    assert place(made, f"{words} 7\n{lines()}") is None
    assert place(made, f"{lines()}\n{words} 7") is None
    assert place(made, f"{words} 9\n{lines(f'{words} 7')}") == words
    # Right between two labels, too.
    assert place(made, lines(words)) == words
    assert place(made, f"1.{FIRST}\n{words} 7\n3.{LAST} 6") == words
    # A note of the form's that has the same letters is none.
    noted = TableForm(
        "t",
        "s",
        {},
        "rows",
        form(f"二、{words}").blocks,
        {},
        (),
        notes=(Named("n", f"{words[:2]}、{words[2:]}"),),
    )
    assert place(noted, lines(f"{words[:2]}、{words[2:]} 7")) is None


# A row that lost its label.


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_numbers_below_the_head_are_the_first_row_s_if_they_are_as_many_as_its_columns(columns: int) -> None:
    made = form("2.甲乙丙丁戊己", columns)
    head = " ".join(each.label for each in made.columns())
    for count in range(columns + 3):
        numbers = " ".join(["5"] * count)
        for before in ("", "件数 "):
            if not numbers:
                continue
            text = f"{head}\n{before}{numbers}\n2.甲乙丙丁戊己 6\n3.{LAST} 7"
            flow = Flow.of(text)
            bounds = 0, len(flow.text)
            labels = found(made, flow, normal_flow(flow), bounds)
            said = recovered(made, flow, labels, bounds)
            own = [each for each in said.hits if each.row and each.row.id == "first"]
            at = flow.offset(len(head))
            assert [(each.start, each.end, each.meanings) for each in own] == (
                [(at, at, ())] if count == columns else []
            )
            assert said is labels or count == columns
    # Glued to the head they are its.
    text = f"{head}5\n2.甲乙丙丁戊己 6\n3.{LAST} 7"
    assert place(made, text, "first") is None


def test_numbers_below_the_head_of_another_block_are_none_of_this_one_s() -> None:
    blocks = [
        Block(
            id,
            None,
            (Line(f"{id}c", word(4)),),
            (Line(f"{id}0", f"1.{word(5)}"), Line(f"{id}1", f"2.{word(5)}")),
        )
        for id in "pq"
    ]
    made = TableForm("t", "s", {}, "rows", tuple(blocks), {}, ())
    for lost in product((True, False), repeat=2):
        text = ""
        for block, is_lost in zip(blocks, lost, strict=True):
            text += f"{block.columns[0].label}\n"
            text += "5\n" if is_lost else f"{block.rows[0].label} 5\n"
            text += f"{block.rows[1].label} 6\n"
        flow = Flow.of(text)
        said: Found = recovered(
            made, flow, found(made, flow, normal_flow(flow), (0, len(flow.text))), (0, len(flow.text))
        )
        rows = [each.row.id for each in said.hits if each.row]
        assert rows == ["p0", "p1", "q0", "q1"]
        at = {each.row.id: each.start for each in said.hits if each.row}
        for block, is_lost in zip(blocks, lost, strict=True):
            head = flow.text.index(block.columns[0].label) + 4
            assert at[f"{block.id}0"] == (head if is_lost else flow.text.index(block.rows[0].label))
        # The last label of all may be the head.
        above = text[: text.index(blocks[1].columns[0].label)]
        cut = Flow.of(f"{above}{blocks[1].columns[0].label}\n5")
        told = recovered(
            made, cut, found(made, cut, normal_flow(cut), (0, len(cut.text))), (0, len(cut.text))
        )
        assert [each.row.id for each in told.hits if each.row] == ["p0", "p1", "q0"]
        # And not without the rows between.
        bare = Flow.of(f"{blocks[1].columns[0].label}\n5\n{blocks[0].rows[1].label} 6")
        told = recovered(
            made, bare, found(made, bare, normal_flow(bare), (0, len(bare.text))), (0, len(bare.text))
        )
        assert [each.row.id for each in told.hits if each.row] == ["p1"]
