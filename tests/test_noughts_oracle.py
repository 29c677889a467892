"""
How much proof it takes that a table leaves its noughts out, counted; and brackets near digits, gone over one by one.
"""

from itertools import product

import pytest

import disclint
from disclint.facts import typography
from disclint.facts.noughts import left_out
from disclint.source import Flow, Source
from tests.forms import EDITIONS
from tests.test_noughts import FORM, noughts, report

# Rows with a total that parts, some of them blank, come to; and one whose total is another.
PROVING = ("new_received", "granted", "partially_granted", "unable_not_held")
PROOF, SLIP = "1 1 . . . . 2", "1 1 . . . . 3"
SLIPPING = ("deny_state_secret", "deny_third_party", "refuse_duplicate")
WRITTEN = FORM.rows()


def rows(proofs: int, slips: int) -> dict[str, str]:
    return {**dict.fromkeys(PROVING[:proofs], PROOF), **dict.fromkeys(SLIPPING[:slips], SLIP)}


@pytest.mark.parametrize(("proofs", "slips"), list(product(range(5), range(4))))
@pytest.mark.parametrize("blank", ["", "-"])
def test_two_rows_prove_it_and_two_more_for_each_that_speaks_against_it(
    proofs: int, slips: int, blank: str
) -> None:
    assert set(rows(proofs, slips)) <= {each.id for each in WRITTEN}
    found = noughts(report(rows(proofs, slips), blank))
    assert bool(found) == (proofs >= 2 and proofs >= 2 * slips), (proofs, slips)


def test_full_rows_prove_nothing() -> None:
    full = dict.fromkeys(PROVING, "1 1 1 1 1 1 6")
    assert not noughts(report(full, ""))
    assert not noughts(report({**full, "granted": PROOF}, ""))
    assert noughts(report({**full, "granted": PROOF, "partially_granted": PROOF}, ""))


def test_a_row_that_is_wholly_blank_neither_proves_nor_disproves() -> None:
    assert not noughts(report({"granted": PROOF}, "-"))
    assert len(noughts(report(rows(2, 0), "-"))) == len(FORM.rows()) * len(FORM.columns()) - 2 * 3


def test_of_a_table_as_short_as_table_four_one_row_is_proof_enough() -> None:
    lines = ["甲县水利局2024年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"]
    head = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    groups = "行政复议 | 行政诉讼"
    under = "未经复议直接起诉 | 复议后起诉"
    form = EDITIONS["2021"].tables["disputes"]
    for numbers, is_proof in (
        ("1 | | | 1 | 2 | | | | | | | | | | ", True),
        ("1 | | | 1 | 3 | | | | | | | | | | ", False),
    ):
        text = "\n".join([*lines, groups, under, " | ".join([head] * 3), numbers, ""])
        table = disclint.parse_text(text).table("disputes")
        assert table is not None
        assert table.state == "read", text
        assert bool(left_out(table, form)) == is_proof


KEPT = "甲〔2021〕乙〔2022〕丙〔2023〕丁。\n"


def unpaired(text: str) -> list[int]:
    flow = Flow.of(text)
    return [each.start for each in typography.unpaired(Source(text), flow, (0, len(flow.text)))]


@pytest.mark.parametrize("width", ["()", "（）"])
def test_a_lone_bracket_near_a_digit_is_told_only_where_brackets_near_digits_were_kept(width: str) -> None:
    opening, closing = width
    for gap in (1, 5, 28, 29, 30, 31, 40):
        words = "甲" * gap
        behind, before = f"{opening}{words}5。", f"5{words}{closing}。"
        # Thirty characters are near, the bracket among them.
        assert unpaired(behind) == ([0] if gap >= 29 else []), gap
        assert unpaired(before) == ([gap + 1] if gap >= 30 else []), gap
        assert unpaired(KEPT + behind) == [len(KEPT)]
        assert unpaired(KEPT + before) == [len(KEPT) + gap + 1]
    # In another sentence is not near; two that were kept are too few; and where some were lost, others may be.
    assert unpaired(f"5。甲{closing}乙") == [3]
    assert unpaired(f"{opening}甲。5") == [0]
    assert unpaired("甲〔2021〕乙\n" + f"{opening}甲5。") == []
    assert unpaired(KEPT + f"丙202130号。{opening}甲5。") == []


def test_what_a_wrongly_decoded_character_may_have_taken_along_is_not_told() -> None:
    assert unpaired("甲（乙?。丙") == []
    assert unpaired("甲\ufffd乙）丙") == []
    far = "丁" * 31
    assert unpaired(f"甲（乙{far}?。丙") == [1]
    assert unpaired(f"甲?。{far}（乙") == [3 + len(far)]
