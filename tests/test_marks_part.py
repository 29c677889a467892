"""
Tables whose cells marks of punctuation part: they are read as if bars stood there, and nothing else is changed.
"""

from random import Random

import pytest

from disclint.editions import TableForm
from disclint.grammar import parse
from disclint.source import Source
from tests.forms import DISCLOSURE, DISPUTES, EDITIONS, HEADINGS, LEXICON, REQUESTS
from tests.test_written_tables import NAMES, Bars, ensure_read, written

MARKS = ["，", ";", "；", "、", "/"]


def seen(text: str) -> str:
    """
    The text as it is looked at in the end.
    """
    return parse(Source(text), EDITIONS, LEXICON, year=2024).flow.source_text


@NAMES
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("blank", ["", " "])
def test_cells_that_marks_part_are_read_where_they_stand(form: TableForm, mark: str, blank: str) -> None:
    if mark == "/" and (blank or form is DISCLOSURE):
        # Apart from numbers a stroke is a cell of its own, for none.
        return
    paper = written(form, Bars("\n", f"{blank}{mark}{blank}", ""), Random(mark))
    ensure_read(paper, form)
    barred = written(form, Bars("\n", f"{blank}|{blank}", ""), Random(mark))
    if form is DISCLOSURE and mark != ";":
        # Two names beside each other are no head.
        for block in form.blocks[1:]:
            head = f"信息内容{blank}|{blank}{block.columns[0].label}"
            barred.text = barred.text.replace(head, head.replace("|", mark))
    assert seen(paper.text) == barred.text


@pytest.mark.parametrize("form", [DISCLOSURE, REQUESTS])
@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("all_quoted", [False, True])
def test_in_quotation_marks_no_mark_parts_anything(form: TableForm, mark: str, *, all_quoted: bool) -> None:
    drawn = Random(mark)
    lines, bars = [], []
    for block in form.blocks:
        names = [each.label for each in (*form.header[:1], *block.columns)]
        numbers = {row.label: [str(drawn.randrange(90)) for _ in block.columns] for row in block.rows}
        for label, cells in [(names[0], names[1:]), *numbers.items()]:
            quoted = [f'"{label}"', *(f'"{each}"' if all_quoted else each for each in cells)]
            lines.append(mark.join(quoted))
            bars.append("|".join(quoted).replace('"', " "))
    before, behind = (
        f'“一，二；三”,;"四"\n{HEADINGS[form.id]}\n',
        "\n五、存在的主要问题及改进情况\n人少;事多,钱少;\n",
    )
    assert seen(before + "\n".join(lines) + behind) == before + "\n".join(bars) + behind


@pytest.mark.parametrize("blank", ["", " "])
def test_of_a_file_of_comma_separated_values_only_labels_with_commas_want_quotation_marks(blank: str) -> None:
    drawn = Random(blank)
    rows = [each for each in REQUESTS.rows() if "," not in each.label]
    head = ["项目", *(each.label for each in REQUESTS.columns())]
    lines = [head, *([each.label, *(str(drawn.randrange(90)) for _ in REQUESTS.columns())] for each in rows)]
    before, behind = (
        f"甲,乙,3,4,5\n{HEADINGS['requests']}\n",
        "\n五、存在的主要问题及改进情况\n人少,事多,3,4,5\n",
    )
    text, bars = (
        before + "\n".join(f"{blank}{bar}{blank}".join(each) for each in lines) + behind for bar in ",|"
    )
    assert seen(text) == bars


@pytest.mark.parametrize("mark", ["，", "；", "、"])
@pytest.mark.parametrize("first", ["：", ":", " "])
def test_between_a_label_and_the_first_value_another_mark_may_stand(mark: str, first: str) -> None:
    lines = [
        f"{row.label}{first}{mark.join(str(3 * at) for at, _ in enumerate(REQUESTS.columns()))}"
        for row in REQUESTS.rows()
    ]
    head = mark.join(each.label for each in REQUESTS.columns())
    text = "\n".join([HEADINGS["requests"], head, *lines, "五、存在的主要问题及改进情况"])
    bars = [
        f"{row.label}|{'|'.join(str(3 * at) for at, _ in enumerate(REQUESTS.columns()))}"
        for row in REQUESTS.rows()
    ]
    assert seen(text) == "\n".join(
        [HEADINGS["requests"], head.replace(mark, "|"), *bars, "五、存在的主要问题及改进情况"]
    )


@pytest.mark.parametrize("mark", ["，", ";", "；"])
@pytest.mark.parametrize(
    "line",
    ["全年共收到申请{}依法办理。", "注{}" + "这一行是说明" * 11 + "{}3{}4{}5", "3{}4{}5！"],
)
def test_sentences_and_long_lines_in_a_table_keep_their_marks(mark: str, line: str) -> None:
    paper = written(REQUESTS, Bars("\n", mark, ""), Random(1))
    at = paper.text.index("\n四、结转")
    odd = line.replace("{}", mark)
    text = f"{paper.text[:at]}\n{odd}{paper.text[at:]}"
    bars = written(REQUESTS, Bars("\n", "|", ""), Random(1)).text
    assert seen(text) == f"{bars[:at]}\n{odd}{bars[at:]}"


def test_marks_are_no_bars_where_they_part_no_values() -> None:
    # The labels' own, those of prose, and too few to be a table's.
    for text in (
        written(REQUESTS, Bars("\n", " ", ""), Random(2)).text,
        f"{HEADINGS['requests']}\n我局收到申请3件，办结2件，结转1件，无其他。\n五、存在的主要问题及改进情况\n",
        f"{HEADINGS['disputes']}\n行政复议，0，无\n五、存在的主要问题及改进情况\n",
    ):
        assert seen(text) == text


def test_a_number_may_have_commas_of_its_own() -> None:
    lines = [
        f"{row.label} {' '.join(['1,234,567,890'] * 7)}" for row in REQUESTS.rows() if "," not in row.label
    ]
    text = "\n".join([HEADINGS["requests"], *lines, "五、存在的主要问题及改进情况"])
    assert seen(text) == text


def test_the_marks_of_one_table_say_nothing_of_the_sections_around_it() -> None:
    paper = written(DISPUTES, Bars("\n", "，", ""), Random(3))
    before = "一、总体情况\n新增，0，1，2，3，4，5\n二、主动公开政府信息情况\n"
    after = "\n六、其他需要报告的事项\n新增，0，1，2，3，4，5\n"
    bars = written(DISPUTES, Bars("\n", "|", ""), Random(3))
    assert seen(before + paper.text + after) == before + bars.text + after
