"""
Characters as typed: odd marks, persons' numbers, short forms, names of places.
"""

import time

import pytest

from disclint.facts import gazetteer
from disclint.values import Missing, Number, Subject, Text, Truth
from tests.test_words import facts

HEAD = "诸暨市水利局2024年政府信息公开工作年度报告\n一、总体情况\n"


def found(function: str, text: str) -> list[Subject]:
    """
    What a function of the rule language finds in a report that says this.
    """
    listed = facts(f"{HEAD}{text}\n").call(function, (Text("report"),))
    assert isinstance(listed, tuple)
    return [each for each in listed if isinstance(each, Subject)]


def said(subject: Subject, name: str) -> object:
    """
    A property as a plain value; None if it is missing.
    """
    value = subject.read(name)
    if isinstance(value, Text):
        return value.text
    return (
        value.value if isinstance(value, (Number, Truth)) else None if isinstance(value, Missing) else value
    )


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("公开信息，办理申请，回应关切，解读政策，没有复议,没有收费。", ["halfwidth"]),
        # As many half-width as full-width: an extraction was at work.
        ("公开信息，办理申请,没有收费,没有复议。", []),
        ("会议于9:30开始，发布1,200条，见https://a.cn/b,c，没有收费，没有复议。", []),
        ("公开信息。。办理申请，；没有收费。", ["doubled", "doubled"]),
        ("公开信息……办理申请。”没有收费。", []),
        ('开设"问答"专栏。', ["straight", "straight"]),
        ("落实《关于印发《要点》的通知》。", ["nested"]),
        ("落实《关于印发〈要点〉的通知》《条例》。", []),
    ],
)
def test_marks_that_were_typed_oddly(text: str, sorts: list[str]) -> None:
    assert [said(each, "sort") for each in found("slips", text)] == sorts


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("电话13900001234。", [("mobile", "139****1234")]),
        ("电话139-0000-1234。", [("mobile", "139****1234")]),
        ("号码110101199001010015。", [("identity", "110***********0015")]),
        ("卡号6222020000000000000。", [("bank", "622************0000")]),
        # Check digits that do not fit, impossible days, parts of longer numbers and codes.
        ("号码110101199001010016，卡号6222020000000000001。", []),
        ("号码110101199013010015。", []),
        ("电话0575-87012345，邮编311800，12345热线。", []),
        ("索引号002017003001004/2024-146310，编号X13900001234，13900001234567。", []),
        ("政府集中采购13900001234.5元，办理13900001234件。", []),
        ("账号139****1234。", []),
    ],
)
def test_numbers_of_persons(text: str, numbers: list[tuple[str, str]]) -> None:
    assert [(said(each, "sort"), said(each, "masked")) for each in found("identifiers", text)] == numbers


def test_short_forms_know_their_titles_and_uses() -> None:
    first, second, third = found(
        "definitions",
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）编制。"
        "按照《甲省办法》（下称“办法”）落实《条例》。学习《中华人民共和国政府信息公开条例》（以下简称《条例》）。",
    )
    assert (said(first, "short"), said(first, "full")) == ("条例", "中华人民共和国政府信息公开条例")
    assert said(first, "uses") == 2
    assert [said(each, "text") for each in first.read("restated")] == ["《中华人民共和国政府信息公开条例》"]  # type: ignore[union-attr]
    assert (said(second, "short"), said(second, "uses"), said(second, "twin")) == ("办法", 0, None)
    assert third.read("twin") is first


def test_places_are_of_a_level_and_kin_or_not() -> None:
    listed = found("places", "绍兴市与诸暨市，义乌市和杭州市，浙江省，岱山县，扩大同市场。")
    told = [(said(each, "text"), said(each, "same"), said(each, "kin")) for each in listed]
    assert told == [
        ("诸暨市", True, True),
        ("绍兴市", False, True),
        ("诸暨市", True, True),
        ("义乌市", True, False),
        ("杭州市", False, False),
        ("浙江省", False, True),
        ("岱山县", True, False),
    ]


@pytest.mark.parametrize(
    ("agency", "codes"),
    [("浙江省诸暨市水利局", {"330681"}), ("天津市和平区教育局", {"120101"}), ("乙县水利局", set())],
)
def test_an_agency_lies_in_the_lowest_place_that_its_name_tells(agency: str, codes: set[str]) -> None:
    assert gazetteer.codes_in(agency) == codes


def test_where_the_agency_is_not_known_no_place_is_told() -> None:
    report = facts("乙县水利局2024年政府信息公开工作年度报告\n一、总体情况\n义乌市人民政府。\n")
    assert report.call("places", (Text("report"),)) == ()


def test_a_pronunciation_is_no_blank_before_a_mark() -> None:
    assert found("spaces", "严格各个环节(jié)，规范答复 。")[0].span.start > 0
    assert len(found("spaces", "严格各个环节(jié)，规范答复 。")) == 1


def test_a_quote_next_to_a_character_that_was_decoded_wrongly_may_have_lost_its_partner() -> None:
    assert found("unpaired", "落实“三审三?！敝度，做好审核。") == []
    assert found("unpaired", "落实“三审三?!敝度,做好审核。") == []
    assert len(found("unpaired", "落实“三审三校制度，做好审核。")) == 1


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("公开信息（含解读30条。", 0),
        ("依据条例（国务院令第711号）、〔2021〕30号，公开信息（含解读30条。", 1),
        ("依据条例（国务院令第711号）、〔2021〕30号，公开信息含解读30条）。", 1),
        ("依据条例（国务院令第711号）、〔202130号，（2023年为28条），公开信息（含解读30条。", 0),
        ("20241月，依据条例（国务院令第711号），（2023年为28条），公开信息（含解读30条。", 0),
    ],
)
def test_a_bracket_near_digits_is_lone_where_others_were_kept(text: str, lone: int) -> None:
    assert len(found("unpaired", text)) == lone


@pytest.mark.parametrize(
    ("agency", "words", "told"),
    [
        ("平畴县鹿泉镇人民政府", "鹿泉镇，鹿溪镇，白泉镇，平岭县，平畴乡", ["鹿溪镇", "平岭县"]),
        ("秋浦市桐城门街道办事处", "铜城门街道，桐城西街道，桐城街道", ["铜城门街道", "桐城西街道"]),
        ("澜湾经济技术开发区管理委员会", "澜江经济技术开发区，澜湾经济开发区", ["澜江经济技术开发区"]),
        ("国家税务总局临汀县税务局", "临江县，临为县，临7县", ["临江县"]),
        ("岚川市市场监督管理局", "岚州市，岚市场", ["岚州市"]),
        ("平畴河谷县水利局", "平畴河洼县，平畴湖谷县", ["平畴河洼县", "平畴湖谷县"]),
        ("诸山市水利局", "诸暨市", []),
        ("水利局", "水务局", []),
    ],
)
def test_namesakes_are_places_of_the_agency_but_for_one_letter(
    agency: str, words: str, told: list[str]
) -> None:
    report = facts(f"{agency}2024年政府信息公开工作年度报告\n一、总体情况\n{words}。\n")
    listed = report.call("namesakes", (Text("overview"),))
    assert isinstance(listed, tuple)
    assert [said(each, "text") for each in listed if isinstance(each, Subject)] == told


@pytest.mark.parametrize(("function", "piece"), [("definitions", "简称甲乙，"), ("respective", "分别")])
def test_a_text_made_to_be_slow_is_not(function: str, piece: str) -> None:
    start = time.process_time()
    found(function, piece * 20_000)
    assert time.process_time() - start < 8
