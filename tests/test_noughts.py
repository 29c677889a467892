"""
Tables that leave their noughts out: what is blank or a dash in them stands for one, where their sums prove it.
"""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import disclint
from disclint.facts.noughts import left_out
from disclint.session import check
from disclint.session.options import Options
from disclint.session.past import Past
from disclint.source import Source
from tests.forms import EDITIONS
from tests.test_sieve import agree

FORM = EDITIONS["2021"].tables["requests"]
COLUMNS = [each.id for each in FORM.columns()]


def report(rows: Mapping[str, str], blank: str) -> str:
    """
    A report whose third table has these rows, numbers parted by blanks, and `blank` in all other cells.
    """
    lines = []
    for row in FORM.rows():
        cells = rows.get(row.id, " ".join("." * len(COLUMNS))).split()
        lines.append(" | ".join([row.label, *(blank if each == "." else each for each in cells)]))
    return "\n".join(
        [
            "甲县水利局2024年政府信息公开工作年度报告",
            "三、收到和处理政府信息公开申请情况",
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况",
            "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计",
            *lines,
        ]
    )


def noughts(text: str) -> frozenset[str]:
    table = disclint.parse_text(text).table("requests")
    assert table is not None
    return left_out(table, FORM)


def errors(text: str) -> list[tuple[str, str]]:
    """
    The errors about sums and the words at their places.
    """
    found = disclint.check_text(text, select=["TBL3"])
    return [(each.rule, text[each.span.start : each.span.end]) for each in found.diagnostics]


SOUND = {
    "new_received": "3 1 . . . . 4",
    "granted": "2 . . . . . 2",
    "unable_not_held": "1 1 . . . . 2",
    "disposed_total": "3 1 . . . . 4",
}


@pytest.mark.parametrize("blank", ["", "-", "/"])
def test_blanks_and_dashes_are_noughts_where_sums_prove_it(blank: str) -> None:
    text = report(SOUND, blank)
    assert "requests/carried_over/total" in noughts(text)
    assert errors(text) == []


@pytest.mark.parametrize("blank", ["", "-"])
def test_a_wrong_number_among_them_is_named(blank: str) -> None:
    text = report({**SOUND, "granted": "7 . . . . . 2"}, blank)
    assert errors(text) == [("TBL3-SUM-ROW", "7")]


def test_a_number_in_a_row_of_dashes_is_found() -> None:
    found = errors(report({**SOUND, "refuse_duplicate": ". 5 . . . . ."}, "-"))
    assert found
    assert {words for _, words in found} == {"5"}


@pytest.mark.parametrize(
    "rows",
    [
        # A nought is written: then it is not left out.
        {**SOUND, "carried_over": "0 . . . . . ."},
        # One row proves nothing.
        {"new_received": "3 1 . . . . 4"},
        # What is blank may be any number where sums fail.
        {"new_received": "3 1 . . . . 9", "granted": "2 . . . . . 8", "disposed_total": "3 1 . . . . 4"},
        # A word tells nothing.
        {**SOUND, "carried_over": "见附件 . . . . . ."},
    ],
)
def test_nothing_is_known_otherwise(rows: Mapping[str, str]) -> None:
    assert noughts(report(rows, "")) == frozenset()


def test_a_blank_total_of_parts_that_are_not_was_forgotten() -> None:
    found = noughts(report({**SOUND, "granted": "2 . . . . . ."}, ""))
    assert "requests/granted/commercial" in found
    assert "requests/granted/total" not in found


ROWS = st.dictionaries(
    st.sampled_from([each.id for each in FORM.rows()]),
    st.lists(st.sampled_from([".", ".", "1", "2", "0"]), min_size=len(COLUMNS), max_size=len(COLUMNS)),
)


@settings(max_examples=25, deadline=None)
@given(ROWS, st.sampled_from(["", "-"]))
def test_only_what_is_blank_or_a_dash_stands_for_a_nought(rows: dict[str, list[str]], blank: str) -> None:
    text = report({id: " ".join(cells) for id, cells in rows.items()}, blank)
    agree(Source(text))
    table = disclint.parse_text(text).table("requests")
    assert table is not None
    values = {each.address: each.value for each in table.cells()}
    assert all(values[address] is None for address in left_out(table, FORM))


def test_a_nought_that_is_written_elsewhere_in_the_table_changes_what_blanks_are() -> None:
    wrong = {**SOUND, "granted": "7 . . . . . 2"}
    texts = [report(wrong, "-"), report({**wrong, "carried_over": "0 . . . . . ."}, "-"), report(SOUND, "-")]
    past, options = Past(), Options()
    for text in (*texts, *texts[::-1], texts[1]):
        remembered = check.check_text(text, "a.txt", options, past)
        fresh = check.check_text(text, "a.txt", options)
        assert (remembered.diagnostics, remembered.verdicts) == (fresh.diagnostics, fresh.verdicts)
