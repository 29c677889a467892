"""
What may be said of some requests only, and what is certainly said of all: doubts that refuse nothing.
"""

import pytest

from disclint.facts import Facts
from tests.test_claims import facts

# A sentence, and of which of its numbers it is doubtful that they are the year's.
SENTENCES = [
    ("收到申请35件，不予公开3件。", []),
    ("收到申请35件，不予公开3件，均按期答复。", []),
    ("收到申请35件，不予公开3件，均为行政查询事项。", []),
    ("收到申请35件，不予公开3件，其中2件均系网上提交。", []),
    ("收到申请35件，不予公开3件，均系窗口递交。", [3]),
    ("收到申请35件，部分公开4件，不予公开3件，均为下半年收到。", [4, 3]),
    # Said of one number, it is said of the last.
    ("收到申请35件，部分公开4件，不予公开3件，系传真来件。", [3]),
    ("收到申请35件，不予公开的3件申请来自村民。", [3]),
    ("收到申请35件，不予公开3件，自然人28件申请来自城区。", []),
    ("收到申请35件，不予公开3件，此件为结转件。", [3]),
    ("收到申请35件，不予公开3件，均经保密审查。", [3]),
    ("收到申请35件，不予公开3件，所有答复均经合法性审查。", []),
    # A sentence on its own narrows nothing.
    ("收到申请35件，不予公开3件。均系窗口递交。", []),
    ("收到申请35件，经党组研究，对3件申请作出不予公开决定。", [3]),
    ("收到申请35件，听取各方意见后，对3件申请作出不予公开决定。", [3]),
    ("收到申请35件，针对某楼盘业主的来件，对3件申请作出不予公开决定。", [3]),
    ("收到申请35件，不予公开3件，均在上半年。", [3]),
    ("收到申请35件，不予公开3件，均在平台上答复。", []),
    ("收到申请35件，召开研判会2次，对3件申请作出不予公开决定。", [3]),
    ("收到申请35件，经审查，对3件申请作出不予公开决定。", []),
    ("收到申请35件，对3件申请作出不予公开决定，对4件申请作出部分公开决定。", []),
]


def doubted(report: Facts) -> list[int]:
    several = report.claims("new_received", "result_denied", "result_partial")
    return [
        int(each.value.value)
        for each in several
        if each.value is not None and report.claim(each).read("doubtful").value
    ]


@pytest.mark.parametrize(("sentence", "numbers"), SENTENCES)
def test_what_narrows_a_number_down_makes_it_doubtful(sentence: str, numbers: list[int]) -> None:
    assert doubted(facts(sentence)) == numbers


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in SENTENCES])
def test_what_is_doubtful_is_a_claim_all_the_same(sentence: str) -> None:
    values = [int(each.value.value) for each in facts(sentence).claims("result_denied") if each.value]
    assert values == [3]
