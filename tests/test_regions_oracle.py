"""
Where tables stand: from their heads to the next heading, the next table or the end, in whatever order, with or without headings.
"""

from itertools import permutations, product
from random import Random

import pytest

from disclint.editions import TableForm
from disclint.grammar.regions import regions
from disclint.source import Flow
from tests.forms import DISCLOSURE, DISPUTES, EDITIONS, HEADINGS, REQUESTS
from tests.test_written_tables import FORMS, LAYOUTS, written

ALL = list(EDITIONS.values())
PROSE = "全年公开政府信息30条，办理申请3件，行政复议1件、行政诉讼2件，未经复议直接起诉1件，复议后起诉的2件，规章2件。"
BARS = LAYOUTS["bars"]


def body(form: TableForm) -> str:
    """
    The lines of a table without its heading.
    """
    text = written(form, BARS, Random(1)).text
    return text[len(HEADINGS[form.id]) + 1 : text.index("\n五、存在")]


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("headed", list(product([True, False], repeat=3))[::2])
def test_a_table_goes_from_its_head_to_the_next_heading_the_next_table_or_the_end(
    order: tuple[int, ...], headed: tuple[bool, ...]
) -> None:
    text, marks, starts = f"前言。{PROSE}\n", [], {}
    for number in order:
        form = FORMS[number]
        if headed[number]:
            marks.append(len(text))
            text += f"{HEADINGS[form.id]}\n"
        starts[form.id] = len(text)
        text += body(form) + "\n"
    marks.append(len(text))
    text += f"五、存在的主要问题及改进情况\n{PROSE}\n"
    flow = Flow.of(text)
    ends = sorted([*marks, *starts.values(), len(text)])
    expected = [
        (id, flow.offset(start), flow.offset(next(each for each in ends if each > start)))
        for id, start in sorted(starts.items(), key=lambda each: each[1])
    ]
    boundaries = [flow.offset(each) for each in marks]
    found = [(each.id, each.start, each.end) for each in regions(flow, ALL, boundaries)]
    assert found == expected
    assert [(each.id, each.start, each.end) for each in regions(flow, ALL, boundaries[::-1])] == expected


@pytest.mark.parametrize(
    "text",
    [
        "", PROSE, PROSE * 5, "行政复议、行政诉讼情况", "规章", "行政许可2件，行政处罚3件。", "其中1件未经复议直接起诉，结果维持。",
        "一、本年新收政府信息公开申请数量为3件。" + "没有更多情况。" * 80 + "（一）予以公开",
    ],
)  # fmt: skip
def test_prose_is_no_table(text: str) -> None:
    flow = Flow.of(text)
    assert regions(flow, ALL, []) == []
    assert regions(flow, ALL, [0]) == []


def test_labels_behind_the_next_heading_do_not_make_a_table_of_a_sentence() -> None:
    lines = [each.label for each in REQUESTS.rows()[1:4]]
    first = f"{REQUESTS.rows()[0].label}如下\n"
    flow = Flow.of(first + "\n".join(lines))
    assert [each.id for each in regions(flow, ALL, [])] == ["requests"]
    assert regions(flow, ALL, [flow.offset(len(first))]) == []
    # Too far away they do not, either.
    flow = Flow.of(first + "长" * 400 + "\n".join(lines))
    assert [each.start for each in regions(flow, ALL, [])] != [0]


def test_headings_among_the_rows_end_nothing() -> None:
    text = f"{body(REQUESTS)}\n五、存在的主要问题及改进情况\n"
    flow = Flow.of(text)
    at = text.index("\n1.属于") + 1
    end = flow.offset(text.index("五、存在"))
    (found,) = regions(flow, ALL, [flow.offset(at), end])
    assert (found.start, found.end) == (0, end)
    (found,) = regions(flow, ALL, [])
    assert found.end == len(flow.text)


@pytest.mark.parametrize("lead", ["我局的规章", "以下为：", "数量 "])
def test_the_head_of_a_table_is_its_labels_and_nothing_before_them(lead: str) -> None:
    for form in (DISCLOSURE, REQUESTS, DISPUTES):
        text = f"甲乙。{lead}\n{body(form)}"
        flow = Flow.of(text)
        (found,) = (each for each in regions(flow, ALL, []) if each.id == form.id)
        assert found.start <= flow.offset(len(f"甲乙。{lead}\n"))
        assert found.start >= flow.offset(3)
