"""
Which lists name their parts in one form.
"""

import pytest

from disclint.facts.parallel import is_parallel
from disclint.phrases import compile_phrase
from disclint.source import Flow

LIST = compile_phrase("{n:count}{*20}{a:count}{*20}{b:count}{{*20}{c:count}}?")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("60条，其中政策文件40条、工作动态30条", True),
        ("60条（含政策文件共40条、工作动态30条）", True),
        ("60条，包括行政许可类40条，处罚类30条", True),
        ("60件，其中自然人40件、法人30件", True),
        ("60条，其中网上申请40条、信函申请30条", True),
        # Names as short as these are of one length by chance, three of them are not.
        ("60条，其中通知40条、公告30条", False),
        ("60条，其中通知40条、公告30条和动态20条", True),
        ("60条，其中通知40条，公告30条以及工作动态20条", False),
        # An ending of one character is no sort of things.
        ("60件，其中直接起诉40件，胜诉30件", False),
        ("60次，其中宣讲政策40次，为企业解决用工难题30次", False),
        # A number without a name.
        ("60件，其中40件、法人30件", False),
    ],
)
def test_parts_of_one_form_have_names_of_one_length_or_ending(words: str, *, expected: bool) -> None:
    flow = Flow.of(words)
    (match,) = LIST.find(flow, 0, len(flow.text))
    assert is_parallel(match, flow) is expected
