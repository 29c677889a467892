"""
Numbers that are wrong amid numbers that are right: the words of the form, and how many digits have to agree.
"""

import pytest

from tests.packs import house, load, refused, write
from tests.test_claims import PACK, facts

WORDS = {id: each for id, each in PACK.vocabulary.concepts.items() if id.startswith("beside_")}


def read(sentence: str) -> dict[str, list[int]]:
    report = facts(sentence)
    found = {id: [int(each.value.value) for each in report.claims(id)] for id in WORDS}
    return {id.removeprefix("beside_"): each for id, each in found.items() if each}


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("各单位共登记35件，应办36件，办结33件，剩余3件。", {"total": [35, 36, 33, 3]}),
        ("另有3件结转至2025年办理。", {"total": [3]}),
        ("两项合计36件。", {"sum": [36]}),
        ("自然人28件，企业7件。", {"natural": [28], "commercial": [7]}),
        ("28件由居民个人提出，7件来自单位。", {"natural": [28], "bodies": [7]}),
        ("科研机构2件、社会公益组织3件、律师事务所4件。", {"research": [2], "welfare": [3], "legal": [4]}),
        ("公开11件，不公开4件，不能提供的19件，不予受理2件，其他处理1件。",
         {"granted": [11], "denied": [4], "unable": [19], "refused": [2], "other": [1]}),
        ("国家秘密的7件，禁止公开的8件，社会稳定的3件。",
         {"ground_secret": [7], "ground_prohibited": [8], "ground_security": [3]}),
        ("第三方权益4件、内部事务5件、过程性信息6件、执法案卷7件、行政查询8件。",
         {"ground_third_party": [4], "ground_internal": [5], "ground_process": [6], "ground_file": [7],
          "ground_query": [8]}),
        ("不掌握的6件，另行制作的2件，仍不明确的1件。",
         {"ground_not_held": [6], "ground_creation": [2], "ground_unclear": [1]}),
        ("信访举报1件、重复申请2件、出版物3件、反复申请4件、再次确认5件。",
         {"ground_petition": [1], "ground_duplicate": [2], "ground_publication": [3], "ground_excessive": [4],
          "ground_reconfirm": [5]}),
        ("逾期未补正9件，未缴费8件。", {"ground_overdue": [9], "ground_unpaid": [8]}),
        ("复议27起，维持14起、纠正5起，其余3起，另有6起正在审理。",
         {"recon": [27], "upheld": [14], "corrected": [5], "other_outcome": [3], "pending": [6]}),
        ("行政诉讼30件，直接起诉20件。", {"suits": [30, 20]}),
        ("制发规章3件、规范性文件38件，废止13件，现行有效513件。",
         {"rules": [3], "norms": [38], "repealed": [13], "in_force": [513]}),
        ("行政许可120件、处罚45件、行政强制2件。", {"licences": [120], "penalties": [45], "coercive": [2]}),
        # What narrows down, and what only sounds like it.
        ("网上申请20件，征地类12件，教育领域5件。", {}),
        ("公开信息300条，解读规范性文件5件，公示行政许可信息30件。", {}),
        ("答复留言20件，办理建议3件、提案4件。", {}),
        ("上年收到申请31件，同比增加4件。", {}),
    ],
)  # fmt: skip
def test_words_of_the_form_are_read_with_their_numbers(sentence: str, numbers: dict[str, list[int]]) -> None:
    assert read(sentence) == numbers


def test_whether_a_claim_is_the_whole_cannot_depend_on_itself(tmp_path):
    scopes = """\
        groups:
          - id: house_some
            label: {zh: 甲, en: A}
            window: before
            concepts: [house_a, house_b]
            phrases: ["{n:count}"]
            whole: [WHOLE]
    """
    for name, whole, wrong in (("a", "house_a", False), ("b", "house_a, house_b", True)):
        root = house(tmp_path / name)
        write(root, {"scopes.yaml": scopes.replace("WHOLE", whole)})
        if not wrong:
            load(root)
            continue
        error = refused(root)
        assert "depend on itself" in str(error)
        assert "scopes.yaml:7" in str(error)


def test_rows_that_acquit_each_other_are_read_at_once():
    assert [
        each.value.value for each in facts("未办结的100件，重复申请3件、信访类4件。").claims("carried_out")
    ] == [100]
