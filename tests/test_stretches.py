"""
What stretches of text are found to be, held against trying all ways: names that abbreviate or resemble others, lists told in order, scopes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, permutations

import attrs
import pytest
from bench.reports import sound
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.facts import namesakes
from disclint.facts.making import abbreviates, consists, glued, in_full, leaves_bracket, shortens, unnamed
from disclint.facts.ranges import ranges_of, section_at
from disclint.facts.respective import members
from disclint.grammar import parse
from disclint.phrases.match import phrase
from disclint.source import Flow, Source, Span
from disclint.syntax import LOST, MISSING, READ
from tests.forms import EDITIONS, LEXICON
from tests.test_characters import found

OFTEN = settings(max_examples=150, deadline=None, derandomize=True)


def sub(words: str) -> set[str]:
    """
    All that is left of words when letters are left out.
    """
    return {"".join(each) for count in range(len(words) + 1) for each in combinations(words, count)}


@pytest.mark.parametrize(
    ("text", "kind", "is_glued"),
    [
        ("收到12345件", "count", False),
        # A blank may stand in a number, if its measure word tells that it is one.
        ("收到12 345件", "count", False),
        ("收到12 345", "number", True),
        ("收到12|345件", "count", True),
        ("收到1|2件", "count", True),
        ("收到12 | 345件", "count", True),
        ("收到12|345", "number", True),
        ("收到12345", "number", False),
        ("收到1.|5件", "count", False),
        ("收到1|.5件", "count", False),
        ("收到1|.5|6件", "count", True),
        ("收到12|件", "count", False),
        ("收到十|二件", "count", False),
    ],
)
def test_digits_are_put_side_by_side_where_layout_parts_them(text: str, kind: str, is_glued: bool) -> None:  # noqa: FBT001 - a case
    flow = Flow.of(text)
    (match,) = phrase(f"收到{{n:{kind}}}").find(flow, 0, len(flow.text))
    assert glued(flow, match.captures["n"]) is is_glued


@OFTEN
@given(st.text("甲()", max_size=12))
def test_a_bracket_closes_that_was_not_opened(text: str) -> None:
    depths = accumulate({"(": 1, ")": -1}.get(each, 0) for each in text)
    assert leaves_bracket(text) is any(each < 0 for each in depths)


@OFTEN
@given(st.text("甲乙丙", max_size=8), st.frozensets(st.text("甲乙丙", min_size=1, max_size=3), max_size=4))
def test_a_text_consists_of_words_that_stand_behind_each_other(text: str, words: frozenset[str]) -> None:
    pattern = "|".join(words) if words else "(?!)"
    assert consists(text, words) is (re.fullmatch(f"(?:{pattern})*", text) is not None)


@pytest.mark.parametrize(("length", "whole", "twice"), [(12, True, True), (13, True, False)])
def test_a_long_word_is_one_by_itself(length: int, whole: bool, twice: bool) -> None:  # noqa: FBT001 - a case
    word = "甲乙丙丁戊己庚辛壬癸子丑寅"[:length]
    assert consists(word, frozenset((word,))) is whole
    assert consists(word * 2, frozenset((word,))) is twice


LETTERS = "市区公安局水"


@OFTEN
@given(
    st.text(LETTERS, max_size=6).flatmap(
        lambda agency: st.tuples(
            st.one_of(
                st.text(LETTERS, max_size=10),
                st.builds(
                    lambda before, behind: before + agency[-3:] + behind,
                    st.text(LETTERS, max_size=5), st.text(LETTERS, max_size=3),
                ),
            ),
            st.just(agency),
        )
    )
)  # fmt: skip
def test_an_agency_goes_out_of_a_text_with_all_letters_before_it_that_are_its_own(
    said: tuple[str, str],
) -> None:
    text, agency = said
    at = text.find(agency[-3:]) if len(agency) >= 3 else -1
    if at < 0:
        assert unnamed(text, agency) == text
        return
    first = min(each for each in range(at + 1) if text[each:at] in sub(agency[:-3]))
    assert unnamed(text, agency) == text[:first] + text[at + 3 :]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("本县水利局共收到", "本共收到"),
        ("石梁县水利局收到", "收到"),
        ("石县水利局收到", "收到"),
        ("水利局石梁县", "石梁县"),
        ("水利厅收到", "水利厅收到"),
        ("", ""),
    ],
)
def test_an_agency_is_taken_out_of_a_sentence(text: str, left: str) -> None:
    assert unnamed(text, "石梁县水利局") == left


@OFTEN
@given(st.text(LETTERS, max_size=6), st.text(LETTERS, max_size=5), st.text(LETTERS, max_size=12), st.data())
def test_a_name_abbreviates_an_agency_by_its_letters(
    agency: str, before: str, behind: str, data: st.DataObject
) -> None:
    name = "".join(data.draw(st.permutations(agency)))[: data.draw(st.integers(0, 4))] + agency[-2:]
    text = f"市{before}{name}{behind}"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    # The name goes on to the letter that the agency ends in, and that is not far.
    ends = [at + 1 for at in range(end - 1, min(len(text), end + 8)) if agency and text[at] == agency[-1]]
    expected = False
    if ends:
        name = text[min(start, max(0, ends[0] - 3)) : ends[0]]
        turned = {"".join(each) for each in permutations(agency, len(name))}
        expected = len(name) >= 3 and (
            name in sub(agency) or (len(name) > 3 and name in turned and name[-2:] == agency[-2:])
        )
    assert abbreviates(text, start, end, agency) is expected


@pytest.mark.parametrize(
    ("text", "words", "agency", "expected"),
    [
        ("由市人社局答复", "市", "石梁市人力资源和社会保障局", True),
        ("由市人社局答复", "市人社局", "石梁市人力资源和社会保障局", True),
        ("由市教育局答复", "市", "石梁市人力资源和社会保障局", False),
        ("由区公安分局答复", "区", "石梁市公安局河东区分局", True),
        ("由分区公安局答复", "分区", "石梁市公安局河东区分局", False),
        # The end is too far behind, or too near.
        ("由市政府办公室会同各个部门和各局答复", "市", "石梁市水利局", False),
        ("由市局答复", "市", "石梁市水利局", False),
        ("由市局答复", "市", "", False),
    ],
)
def test_short_forms_of_agencies(text: str, words: str, agency: str, expected: bool) -> None:  # noqa: FBT001 - a case
    at = text.index(words)
    assert abbreviates(text, at, at + len(words), agency) is expected


@OFTEN
@given(st.text("甲乙丙", max_size=4), st.text("甲乙丙", max_size=5))
def test_a_name_and_the_title_say_one_agency_if_one_is_short_for_the_other(name: str, titled: str) -> None:
    assert shortens(name, titled) is (name in sub(titled))
    one = bool(name and titled) and (name in sub(titled) or titled in sub(name))
    assert in_full(name, titled) == (titled if one else name)
    assert in_full(name, None) == name
    assert in_full(None, titled) is None


# Agencies, and what their names begin with that may be a place's.
PLACED = [
    ("石梁镇人民政府", [("石梁", "镇")]),
    ("平畴河谷县水利局", [("平畴河谷", "县")]),
    ("石梁河区人民政府", [("石梁河", "区")]),
    ("石梁县河谷乡人民政府", [("石梁", "县"), ("河谷", "乡")]),
    ("国家税务总局石梁县税务局", [("石梁", "县")]),
    ("水利局", []),
]
NO_LETTERS = "的为7"


def resembling(
    text: str, stretch: tuple[int, int], names: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    for stem, suffix in names:
        own = stem + suffix
        for start in range(stretch[0], stretch[1] - len(own) + 1):
            name = text[start : start + len(own)]
            other = [at for at in range(len(own)) if name[at] != own[at]]
            is_alike = len(other) == 1 and other[0] < len(stem) and (other[0] or len(stem) > 2)
            if is_alike and name[other[0]] not in NO_LETTERS:
                yield start, start + len(own)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.sampled_from(PLACED), st.data())
def test_namesakes_are_names_in_which_one_letter_is_another(
    placed: tuple[str, list[tuple[str, str]]], data: st.DataObject
) -> None:
    agency, names = placed
    words = ["".join(each) for each in names] or ["石梁县"]
    slipped = st.builds(
        lambda name, at, letter: name[: at % len(name)] + letter + name[at % len(name) + 1 :],
        st.sampled_from(words), st.integers(0, 5), st.sampled_from("甲石梁县" + NO_LETTERS),
    )  # fmt: skip
    text = "".join(
        data.draw(
            st.lists(
                st.one_of(slipped, st.sampled_from([*words, "甲", "石"]), st.text("石梁河县区", max_size=4)),
                max_size=6,
            )
        )
    )
    start = data.draw(st.integers(0, min(3, len(text))))
    stretch = start, data.draw(st.integers(max(start, len(text) - 3), len(text)))
    listed = list(namesakes.found(Flow.of(text), stretch, agency))
    assert sorted(listed) == sorted(resembling(text, stretch, names))


def test_a_name_of_another_place_that_there_is_is_no_slip() -> None:
    flow = Flow.of("诸暨市，诸甲市")
    assert list(namesakes.found(flow, (0, len(flow.text)), "诸山市水利局")) == [(4, 7)]


NAMES = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理"]


@OFTEN
@given(
    st.integers(1, 5), st.integers(1, 5), st.sampled_from(["分别", "依次"]), st.sampled_from(["为", "是", "占总数的"]),
    st.sampled_from(["", "其中", "办理结果："]), st.sampled_from(["、", "和", "以及"]), st.booleans(),
)  # fmt: skip
def test_as_many_names_as_numbers_are_paired(
    names: int,
    numbers: int,
    word: str,
    link: str,
    opens: str,
    last: str,
    is_share: bool,  # noqa: FBT001 - a case
) -> None:
    def joined(each: Sequence[str], last: str) -> str:
        return "、".join(each[:-1]) + (last if len(each) > 1 else "") + each[-1]

    said = [f"{each + 3}{'%' if is_share else '件'}" for each in range(numbers)]
    text = f"收到申请。{opens}{joined(NAMES[:names], last)}{word}{link}{joined(said, '和')}。答复9件。"
    flow = Flow.of(text)
    listed = list(members(flow, (0, len(flow.text))))
    shown = [
        (flow.text[slice(*each.name)], flow.text[each.value.start : each.value.end], each.count)
        for each in listed
    ]
    # 部分公开和不予公开 may be one of the names.
    told = [*NAMES[: names - 2], joined(NAMES[names - 2 : names], last)] if names > 1 and last != "、" else []
    told = told if len(told) == numbers else NAMES[:names] if names == numbers else []
    expected = list(zip(told, said, strict=True)) if numbers > 1 and told else []
    assert shown == [(name, number, None) for name, number in expected]
    whole = flow.text[flow.text.index(NAMES[0]) : flow.text.rindex("。答复")]
    assert {flow.text[slice(*each.whole)] for each in listed} == ({whole} if expected else set())


@OFTEN
@given(
    st.integers(1, 5),
    st.integers(1, 5),
    st.sampled_from(["、", "，", "；", "和"]),
    st.sampled_from(["", "占总数的比例"]),
    st.booleans(),
)
def test_as_many_counts_as_shares_are_paired_from_the_last(
    counts: int,
    shares: int,
    between: str,
    behind: str,
    is_first: bool,  # noqa: FBT001 - a case
) -> None:
    parts = [
        f"{at + 5}件{name}" if is_first else f"{name}{at + 5}件" for at, name in enumerate(NAMES[:counts])
    ]
    said = [f"{at + 20}%" for at in range(shares)]
    text = f"答复90件，其中{between.join(parts)}，{behind}分别占{'、'.join(said)}。"
    flow = Flow.of(text)
    shown = [
        (
            flow.text[slice(*each.name)],
            each.count and int(each.count.value or 0),
            flow.text[each.value.start : each.value.end],
        )
        for each in members(flow, (0, len(flow.text)))
    ]
    # Behind 、 the list is one: some of it are not meant.
    if is_first and between == "和" and counts > 1:
        # 5件予以公开和6件部分公开 is told in one.
        assert shown == []
    elif shares > 1 and counts >= shares and (counts == shares or between != "、"):
        start = counts - shares
        names = [each.replace("，", ",") for each in parts[start:]]
        assert shown == [(name, start + at + 5, said[at]) for at, name in enumerate(names)]
    elif shares > 1 and counts == shares - 1:
        # What was answered is the first of them.
        assert [each[1] for each in shown] == [90, *range(5, 5 + counts)]
    else:
        assert shown == []


def listed(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, str]]:
    flow = Flow.of(text)
    return [
        (flow.text[slice(*each.name)], flow.text[each.value.start : each.value.end])
        for each in members(flow, (start, len(flow.text) if end is None else end))
    ]


PAIRED = [("予以公开", "9件"), ("部分公开", "3件")]
TWO = "予以公开、部分公开分别为9件、3件。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TWO, PAIRED),
        (f"其中{TWO}", PAIRED),
        (f"答复，办理，{TWO}", PAIRED),
        (f"其中答复：其中{TWO}", PAIRED),
        ("予以公开、部分公开，分别为9件、3件。", PAIRED),
        # Another list, or a word that is none's, before.
        (f"分别为9件、3件。{TWO}", PAIRED),
        (f"分别办理。{TWO}", PAIRED),
        (f"{TWO}依次办理。{TWO}", PAIRED * 2),
        (f"{TWO}不予公开、无法提供依次为7件、5件。", [*PAIRED, ("不予公开", "7件"), ("无法提供", "5件")]),
        # The list goes on.
        ("予以公开、部分公开分别为9件、3件、其他。", []),
        ("予以公开、部分公开分别为9件、3件和其他。", []),
        ("予以公开、部分公开分别为9件、3件，其他2件。", PAIRED),
        # So much may stand between, and no more.
        ("予以公开、部分公开分别为今年以来全部答复当中数量的9件、3件。", PAIRED),
        ("予以公开、部分公开分别为今年以来全部答复当中的总的数量的9件、3件。", []),
        # What stands before counts nothing.
        ("答复中、予以公开9件、部分公开3件，分别占45%、15%。", [("予以公开9件", "45%"), ("部分公开3件,", "15%")]),
        ("答复20件、予以公开9件、部分公开3件，分别占45%、15%。", []),
    ],
)  # fmt: skip
def test_a_list_is_of_the_names_right_before_the_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name.rstrip(","), value) for name, value in listed(text)] == [
        (name.rstrip(","), value) for name, value in expected
    ]


def test_of_a_stretch_only_what_stands_in_it_is_listed() -> None:
    text = f"{TWO}{TWO}"
    assert listed(text, end=len(TWO)) == listed(text, start=len(TWO)) == PAIRED
    assert listed(text, end=TWO.index("、3件")) == []
    assert listed(text, start=2, end=len(TWO)) == [("公开", "9件"), ("部分公开", "3件")]
    assert listed(f"予以公开、部分公开。分别为9件、3件。{TWO}") == PAIRED


@pytest.mark.parametrize(("count", "are_told"), [(90, True), (160, False)])
def test_no_sentence_is_as_long_as_a_list_without_end(count: int, are_told: bool) -> None:  # noqa: FBT001 - a case
    text = f"{'、'.join('甲' * count)}分别为{'、'.join(['1000件'] * count)}。"
    assert len(listed(text)) == (count if are_told else 0)


def test_of_lists_without_end_as_many_members_are_told_as_a_report_may_have() -> None:
    assert len(found("respective", "予以公开、部分公开分别为9件、3件。" * 29)) == 58
    assert len(found("respective", "予以公开、部分公开分别为9件、3件。" * 40)) == 60


@pytest.mark.parametrize("style", ["pipe", "lines"])
@pytest.mark.parametrize("state", [READ, LOST, MISSING])
def test_scopes_have_what_stands_in_them_but_for_tables_that_were_read(style: str, state: str) -> None:
    parsed = parse(Source(sound(7, style=style).data.decode()), EDITIONS, LEXICON)
    flow = parsed.flow
    (first, *tables) = parsed.report.tables
    report = attrs.evolve(parsed.report, tables=(attrs.evolve(first, state=state), *tables))

    def places(*spans: Span) -> set[int]:
        return {at for each in spans for at in range(*flow.bounds(each))}

    read = places(*(each.span for each in report.tables if each.state == READ))
    assert len([each for each in report.tables if each.state == READ]) == 2 + (state == READ)
    assert report.title is not None
    expected = {
        "report": set(range(len(flow.text))),
        "prose": set(range(len(flow.text))) - read,
        "preamble": places(report.preamble) - read,
        "title": places(report.title.span),
        **{each.id: places(each.body) - read for each in report.sections},
    }
    expected["before_tables"] = expected["preamble"] | expected["overview"]
    ranges = ranges_of(report, flow)
    assert {id: {at for each in found for at in range(*each)} for id, found in ranges.items()} == expected
    assert all(first < last for found in ranges.values() for first, last in found)


def test_a_scope_that_a_report_does_not_have_is_not_there() -> None:
    parsed = parse(Source("六、其他需要报告的事项\n无。\n"), EDITIONS, LEXICON, year=2024)
    ranges = ranges_of(parsed.report, parsed.flow)
    assert "title" not in ranges
    assert "overview" not in ranges
    assert ranges["before_tables"] == ranges["preamble"] == ()
    assert ranges["other"] == ((11, 13),)


def test_a_section_that_comes_twice_is_both() -> None:
    text = "五、存在的主要问题及改进情况\n甲。\n五、存在的主要问题及改进情况\n乙。\n"
    parsed = parse(Source(text), EDITIONS, LEXICON, year=2024)
    found = ranges_of(parsed.report, parsed.flow)["problems"]
    assert "".join(parsed.flow.text[slice(*each)] for each in found) == "甲。乙。"


def test_a_place_between_parts_is_in_the_document() -> None:
    lines = ["石梁县水利局2024年政府信息公开工作年度报告", "前言。", "一、总体情况", "甲。"]
    text = "\n".join((*lines, ""))
    report = parse(Source(text), EDITIONS, LEXICON).report
    title, preamble, heading, _ = (Span(text.index(each), text.index(each) + len(each)) for each in lines)
    for span, section in [
        (Span(0, 0), "document"), (Span(0, 3), "title"), (title, "title"), (Span(0, preamble.start), "document"),
        (preamble, "preamble"), (Span(preamble.start, preamble.start), "document"), (heading, "overview"),
        (Span(heading.start, heading.start), "overview"), (Span(heading.start - 1, heading.end), "document"),
        (Span(0, heading.end), "document"), (Span(len(text), len(text)), "document"), (Span(len(text) - 1, len(text)), "overview"),
    ]:  # fmt: skip
        assert section_at(report, span) == section, span


def test_a_section_of_no_length_is_where_it_begins() -> None:
    report = parse(Source("一、总体情况\n甲。\n"), EDITIONS, LEXICON, year=2024).report
    (section,) = report.sections
    empty = attrs.evolve(report, sections=(attrs.evolve(section, span=Span(3, 3)),))
    assert [section_at(empty, Span(at, at)) for at in (2, 3, 4)] == ["document", "overview", "document"]
