"""
Tables by the names of their columns: turned, told in sentences, group by group; each number is read where it stands and is nobody else's.
"""

from collections.abc import Callable, Sequence
from random import Random

import pytest

from disclint.editions import TableForm
from disclint.syntax import NUMBER
from tests.forms import DISCLOSURE, DISPUTES, HEADINGS, REQUESTS
from tests.test_written_tables import Bars, Paper, reported, the_table

BARS = {"bars": Bars("\n", " | ", ""), "around": Bars("\n| ", " | ", " |"), "behind": Bars("\n", "|", "|||"), "tabs": Bars("\n", "\t", ""), "blanks": Bars("\n", " ", " "), "lines": Bars("\n", "\n", "")}  # fmt: skip
END = "\n五、存在的主要问题及改进情况\n宣传不够。"


def ensure_certain(paper: Paper, form: TableForm, *, all_of_them: bool = True) -> None:
    """
    What is certain was written so, and there; with `all_of_them`, everything is certain.
    """
    found = the_table(paper, form)
    for cell in found.cells():
        if cell.state == NUMBER and cell.confidence == 1:
            place, words = paper.cells[cell.address]
            assert (cell.address, cell.raw, cell.span) == (cell.address, words, place)
            assert cell.value is not None
            assert float(cell.value) == float(words.replace(",", ""))
        else:
            assert not all_of_them
    if all_of_them:
        assert found.extra == ()
        assert found.counted == len(paper.cells)


def line(paper: Paper, bars: Bars, first: str, cells: Sequence[tuple[str, str]]) -> None:
    """
    A label and its cells, each an address and what stands there.
    """
    paper.put(bars.before)
    paper.put(first)
    for address, words in cells:
        paper.put(bars.between)
        paper.cells[address] = paper.put(words), words
    paper.put(bars.behind)


def turned(form: TableForm, bars: Bars, drawn: Random, *, lost: str = "", first: str = "项目") -> Paper:
    """
    A table in whose blocks rows and columns changed places, without the column `lost`.
    """
    paper = Paper()
    paper.put(HEADINGS[form.id])
    for block in form.blocks:
        if block.caption:
            paper.put(f"\n{block.caption.label}")
        paper.put(
            bars.before + bars.between.join([first, *(each.label for each in block.rows)]) + bars.behind
        )
        columns = list(block.columns)
        drawn.shuffle(columns)
        for column in columns:
            if column.id != lost:
                cells = [(f"{form.id}/{row.id}/{column.id}", str(drawn.randrange(500))) for row in block.rows]
                line(paper, bars, column.label, cells)
    paper.put(END)
    return paper


@pytest.mark.parametrize("bars", sorted(BARS))
@pytest.mark.parametrize("form", [REQUESTS, DISCLOSURE], ids=["requests", "disclosure"])
def test_where_rows_and_columns_changed_places_each_number_is_read_where_it_stands(
    form: TableForm, bars: str
) -> None:
    ensure_certain(turned(form, BARS[bars], Random(bars)), form)


@pytest.mark.parametrize("bars", sorted(BARS))
@pytest.mark.parametrize("lost", [each.id for each in REQUESTS.columns()])
def test_without_one_of_its_columns_a_turned_table_gives_no_number_to_another(bars: str, lost: str) -> None:
    paper = turned(REQUESTS, BARS[bars], Random(lost), lost=lost)
    found = reported(paper).table("requests")
    assert found is not None
    assert not [each for each in found.cells() if each.state == NUMBER and each.confidence == 1]


# Rows as sentences.

UNITS = ["", "件"]
MARKS = ["，", "、", "；", "；\n"]


def told(
    form: TableForm, drawn: Random, unit: str, mark: str, *, number: Callable[[Random], str], link: str = "",
    lost: tuple[str, str] | None = None,
) -> Paper:  # fmt: skip
    paper = Paper()
    paper.put(HEADINGS[form.id])
    if form is DISPUTES:
        paper.put("\n行政诉讼")
    for block in form.blocks:
        for row in block.rows:
            paper.put(f"\n{row.label}：")
            columns = [each for each in block.columns if (row.id, each.id) != lost]
            if form is REQUESTS:
                drawn.shuffle(columns)
            for at, column in enumerate(columns):
                paper.put(f"{mark if at else ''}{column.label}{link}")
                words = number(drawn)
                paper.cells[f"{form.id}/{row.id}/{column.id}"] = paper.put(words), words
                paper.put(unit)
            paper.put("。")
    paper.put(END)
    return paper


@pytest.mark.parametrize("form", [REQUESTS, DISPUTES], ids=["requests", "disputes"])
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("link", ["", "：", "是"])
def test_a_row_may_say_its_numbers_by_the_names_of_their_columns(
    form: TableForm, unit: str, mark: str, link: str
) -> None:
    if (form is REQUESTS and mark == "、" and not unit) or (form is DISPUTES and unit):
        # 3、其他 is a row's label; with units Table 4 is prose.
        return
    paper = told(
        form, Random(mark + link), unit, mark, number=lambda drawn: str(drawn.randrange(300)), link=link
    )
    ensure_certain(paper, form)


@pytest.mark.parametrize("number", ["1,234", "12,345", "1,234,567", "0", "7"])
@pytest.mark.parametrize("unit", UNITS)
def test_numbers_in_sentences_may_have_commas(number: str, unit: str) -> None:
    paper = told(REQUESTS, Random(number), unit, "，", number=lambda _: number, link="：")
    ensure_certain(paper, REQUESTS)


@pytest.mark.parametrize("lost", [("granted", 0), ("new_received", 6), ("carried_forward", 5)])
@pytest.mark.parametrize("unit", UNITS)
def test_a_row_that_says_too_little_is_not_certain(lost: tuple[str, int], unit: str) -> None:
    paper = told(
        REQUESTS,
        Random(1),
        unit,
        "，",
        number=lambda drawn: str(drawn.randrange(300)),
        lost=(lost[0], REQUESTS.columns()[lost[1]].id),
    )
    found = the_table(paper, REQUESTS)
    row = next(each for each in found.rows if each.id == lost[0])
    assert all(each.confidence < 1 for each in row.cells if each.state == NUMBER)
    # The others are.
    others = [each for own in found.rows if own.id != lost[0] for each in own.cells]
    assert all(each.confidence == 1 and each.raw == paper.cells[each.address][1] for each in others)


# Table 4, group by group.


@pytest.mark.parametrize("bars", sorted(BARS))
@pytest.mark.parametrize("seed", range(2))
def test_the_groups_of_table_four_may_stand_each_behind_its_label_in_any_order(bars: str, seed: int) -> None:
    drawn, own = Random(f"{bars} {seed}"), BARS[bars]
    (block,) = DISPUTES.blocks
    rows = list(block.rows)
    drawn.shuffle(rows)
    paper = Paper()
    paper.put(HEADINGS["disputes"])
    paper.put(own.before + own.between.join(["类别", *(each.label for each in block.columns)]) + own.behind)
    for row in rows:
        cells = [(f"disputes/{row.id}/{each.id}", str(drawn.randrange(90))) for each in block.columns]
        line(paper, own, row.label, cells)
    paper.put(END)
    ensure_certain(paper, DISPUTES)


@pytest.mark.parametrize("bars", sorted(set(BARS) - {"lines"}))
@pytest.mark.parametrize("seed", range(2))
def test_the_groups_of_table_four_may_be_its_columns(bars: str, seed: int) -> None:
    drawn, own = Random(f"{bars} {seed}"), BARS[bars]
    (block,) = DISPUTES.blocks
    columns = block.columns
    paper = Paper()
    paper.put(HEADINGS["disputes"])
    paper.put(own.before + own.between.join(["类别", *(each.label for each in block.rows)]) + own.behind)
    for column in columns:
        cells = [(f"disputes/{row.id}/{column.id}", str(drawn.randrange(90))) for row in block.rows]
        line(paper, own, column.label, cells)
    paper.put(END)
    ensure_certain(paper, DISPUTES)


# Columns in another order.


@pytest.mark.parametrize("bars", sorted(BARS))
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("summing", [True, False])
def test_where_the_head_names_the_columns_in_another_order_each_number_is_its_column_s(
    bars: str, seed: int, *, summing: bool
) -> None:
    drawn, own = Random(f"{bars} {seed}"), BARS[bars]
    (block,) = REQUESTS.blocks
    *parts, total = block.columns
    order = [*parts, total]
    drawn.shuffle(order)
    paper = Paper()
    paper.put(HEADINGS["requests"])
    paper.put(own.before + own.between.join(["项目", *(each.label for each in order)]) + own.behind)
    for row in block.rows:
        numbers = {each.id: drawn.randrange(1, 90) for each in parts}
        numbers[total.id] = sum(numbers.values()) + (0 if summing else 1)
        line(
            paper, own, row.label, [(f"requests/{row.id}/{each.id}", str(numbers[each.id])) for each in order]
        )
    paper.put(END)
    # Where the total stays the last, sums cannot tell one order from the other.
    ensure_certain(
        paper, REQUESTS, all_of_them=summing and (order[-1] is not total or order == [*parts, total])
    )
    found = the_table(paper, REQUESTS)
    for cell in found.cells():
        assert (cell.address, cell.raw) == (cell.address, paper.cells[cell.address][1])
