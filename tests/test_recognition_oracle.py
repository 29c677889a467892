"""
Whose report it is and whether it is one, held against asking each question by itself.
"""

from collections import Counter
from itertools import product

import pytest
from attrs import evolve

from disclint.grammar.recognition import agency, judged
from disclint.grammar.sections import Outline
from disclint.source import Flow, Source, Span, Tag
from disclint.syntax import LOST, MISSING, READ, Heading, Report, Section, Table, Title
from tests.forms import EDITION, LEXICON

NOWHERE = Span(0, 0)
AGENCY = "甲市乙区水利局"
NO_REPORT, OLD = "not-a-report", "before-2019"


def title(text: str, name: str | None = None) -> Title:
    return Title(NOWHERE, text, name)


TITLES = [
    None,
    title("甲局2024年政府信息公开工作总结"),
    title("甲局2024年政府信息公开工作总结报告"),
    title("甲局2024年政府信息公开工作年度报告"),
]


def report(
    named: str | None, read: int, year: int | None, head: str | None, heading: Title | None, sections: int
) -> Report:
    states = [READ] * read + [LOST, MISSING, LOST][read:]
    tables = tuple(
        Table(id, "2021", NOWHERE, state) for id, state in zip(EDITION.tables, states, strict=True)
    )
    headings = (
        () if head is None else (Heading(NOWHERE, 1, "二、", "别的"), Heading(NOWHERE, 1, "二、", head))
    )
    own = tuple(Section(each.id, NOWHERE, None, NOWHERE) for each in EDITION.sections[:sections])
    return Report(
        heading, named, None, None, year, None, None, NOWHERE, NOWHERE, None, (), headings, own, tables
    )


def expected(
    named: str | None,
    read: int,
    year: int | None,
    head: str | None,
    heading: Title | None,
    sections: int,
    *,
    academic: bool,
) -> str | None:
    if read < 2 and (named == "甲市第一中学" or academic):
        return NO_REPORT
    if (year == 2018 and read < 3) or (head is not None and read == 0):
        return OLD
    is_named = heading is not None and "总结" not in heading.text
    return NO_REPORT if read == 0 and (sections == 0 or (sections == 1 and not is_named)) else None


def test_a_report_is_declined_with_the_first_reason_there_is() -> None:
    seen = Counter[str | None]()
    flows = {
        academic: Flow.of("2023-2024学年" if academic else "公开信息30条。") for academic in (True, False)
    }
    for academic, *case in product(
        (True, False),
        (None, AGENCY, "甲市第一中学"),
        range(4),
        (None, 2018, 2019),
        (None, "概述"),
        TITLES,
        range(3),
    ):
        made = report(*case)
        reason = expected(*case, academic=academic)
        said = judged(made, flows[academic], LEXICON, fragment=False)
        assert said == (made if reason is None else evolve(made, status="declined", reason=reason)), case
        assert judged(made, flows[academic], LEXICON, fragment=True) is made
        seen[reason] += 1
    assert min(seen.values()) > 100


@pytest.mark.parametrize("words", ["学年", "9月1日至8月31日", "9月1日起至次年8月31日"])
def test_a_school_year_is_looked_for_in_the_first_fifteen_hundred_characters(words: str) -> None:
    made = report(AGENCY, 0, 2024, None, TITLES[-1], 3)
    for before in (1499 - len(words), 1500 - len(words), 1501 - len(words)):
        said = judged(made, Flow.of("公" * before + words), LEXICON, fragment=False)
        assert said.reason == (NO_REPORT if before + len(words) <= 1500 else None)


def test_only_a_first_level_heading_of_no_section_tells_of_an_older_form() -> None:
    made = report(AGENCY, 0, 2024, "概述", TITLES[-1], 3)
    flow = Flow.of("公开")
    assert judged(made, flow, LEXICON, fragment=False).reason == OLD
    for other in (evolve(made.headings[1], level=2), evolve(made.headings[1], section="overview")):
        told = judged(evolve(made, headings=(made.headings[0], other)), flow, LEXICON, fragment=False)
        assert told.reason is None


# Whose report.


def named(
    text: str, *, heading: Title | None = None, tags: tuple[Tag, ...] = (), end: int | None = None
) -> str | None:
    source = evolve(Source(text), tags=tags)
    flow = Flow.of(text)
    told = agency(source, flow, LEXICON, heading, Outline((), (), len(text) if end is None else end))
    name = told[0]
    assert told == ((None, None, None) if name is None else (name, LEXICON.kind(name), LEXICON.scope(name)))
    return name


def test_who_reports_is_told_by_the_title_the_preamble_the_page_or_its_tags_in_this_order() -> None:
    words = {
        "preamble": "现公布甲市水利局2024年政府信息公开工作年度报告。\n", "acting": "2024年，乙县水利局认真工作。\n", "page": "来源：丙县水利局\n",
    }  # fmt: skip
    names = {
        "title": "丁县水利局",
        "preamble": "甲市水利局",
        "acting": "乙县水利局",
        "page": "丙县水利局",
        "tag": "戊县水利局",
    }
    for there in product((True, False), repeat=5):
        given = dict(zip(names, there, strict=True))
        text = "".join(line for key, line in words.items() if given[key]) or "无。"
        tags = (
            (Tag("other", "己县水利局"), Tag("source", names["tag"]))
            if given["tag"]
            else (Tag("other", "己县水利局"),)
        )
        heading = title("", names["title"]) if given["title"] else title("")
        first = next((names[key] for key in names if given[key]), None)
        assert named(text, heading=heading, tags=tags) == first
        assert given["title"] or named(text, tags=tags) == first


def test_a_page_says_in_its_head_where_it_is_from() -> None:
    line = f"来源：{AGENCY}"
    # A line that begins in the first two hundred characters, or in what is before the first section.
    for at in (0, 198, 199, 200, 201):
        text = f"{'公' * at}\n{line} 字体：大\n无。" if at else f"{line} 字体：大\n无。"
        # As far as the head goes.
        is_told = at + len(line) <= 200
        assert named(text, end=0) == (AGENCY if is_told else None), at
        assert named(text) == AGENCY
    for end in range(198, 202):
        text = f"{'公' * (end - len(line))}\n{line}"
        assert named(text, end=0) == (AGENCY if end <= 200 else None)
    for other in ("来源：王小明", "来自：甲市水利局", "来源：某某\n甲市水利局"):
        assert named(other) is None
        # The next line may tell.
        assert named(f"{other}\n发布机构：{AGENCY}") == AGENCY
    for behind in ("字体：大", "浏览：5", "发布日期", "", "。", "3"):
        for key in ("来源", "信息来源", "发布机构", "发布单位", "单位", "编制机关"):
            assert named(f"{key}：{AGENCY}{behind}") == AGENCY
