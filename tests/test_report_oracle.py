"""
Reports put together of parts, each of which is where it was put: years, sections, headings, tables and their states.
"""

from collections import Counter
from random import Random

import pytest
from attrs import evolve, field, mutable

from disclint.editions import Edition, TableForm
from disclint.grammar import parse
from disclint.source import Source, Span
from disclint.syntax import LOST, MISSING, READ, Report
from tests.forms import EDITION, EDITIONS, HEADINGS, LEXICON
from tests.test_written_tables import LAYOUTS, written

OLD = EDITIONS["2019"]
AGENCY = "甲市乙区水利局"
SAID = ["全年工作平稳。", "群众来信均已答复，没有积压。", "培训覆盖全体人员。", "另有 12 件、3 件转办。"]
PARTS = ["（一）组织领导情况", "（二）宣传培训情况", "（三）制度落实情况"]


def body(form: TableForm, drawn: Random) -> str:
    """
    The lines of a table without its heading.
    """
    text = written(form, LAYOUTS[drawn.choice(["bars", "tabs", "blanks"])], drawn).text
    # The head of Table 3 may be lost; what is its first row's is no heading.
    start = text.index(form.rows()[0].label) if form.id == "requests" and drawn.random() < 0.3 else 0
    return text[max(start, len(HEADINGS[form.id]) + 1) : text.index("\n五、存在")]


@mutable
class Paper:
    """
    A text, and where its parts stand in it.
    """

    text: str = ""
    title: int | None = None
    within: int | None = None
    period: Span | None = None
    # Where headings begin, and of which section.
    headings: list[tuple[int, str | None]] = field(factory=list)
    tables: dict[str, tuple[int, int]] = field(factory=dict)
    edition: str | None = None

    def put(self, words: str) -> int:
        start = len(self.text)
        self.text += words
        return start

    def section_at(self, at: int) -> str | None:
        return next((id for start, id in reversed(self.headings) if id and start <= at), None)


def paper(drawn: Random, years: list[int]) -> Paper:
    """
    A report with some of the parts that one has.
    """
    made = Paper()
    if drawn.random() < 0.7:
        made.title = drawn.choice(years)
        made.put(f"{AGENCY}{made.title}年政府信息公开工作年度报告\n")
    form = drawn.choice([EDITION, EDITION, OLD])
    told = drawn.random() < 0.6
    # Some number their sections as the form numbers their parts.
    marked = "（{}）" if drawn.random() < 0.2 else "{}、"
    if told and drawn.random() < 0.5:
        _put_period(made, drawn.choice(years))
    for each in EDITION.sections:
        if drawn.random() < 0.15:
            continue
        if drawn.random() < 0.9 or each.id == "overview":
            made.headings.append((made.put(f"{marked.format(each.numeral)}{each.title}\n"), each.id))
        for part in (
            PARTS if each.id in ("overview", "problems") and marked[0] == "{" and drawn.random() < 0.5 else ()
        ):
            made.headings.append((made.put(f"{part}\n"), None))
            made.put(f"{drawn.choice(SAID)}\n")
        if each.id in form.tables and drawn.random() < 0.75:
            start = made.put(body(form.tables[each.id], drawn) + "\n")
            made.tables[each.id] = start, len(made.text)
        else:
            made.put(f"{drawn.choice(SAID)}\n")
        if told and made.period is None and each.id in ("overview", "other"):
            _put_period(made, drawn.choice(years), drawn.choice(["统计期限", "时间范围"]))
        if made.period and made.section_at(len(made.text)) == each.id != "overview" and drawn.random() < 0.3:
            # What is said behind the overview counts only if nothing is before.
            made.put("另有统计期限为2015年1月1日至2015年12月31日。\n")
    made.edition = form.id
    return made


def _put_period(made: Paper, year: int, noun: str = "统计期限") -> None:
    made.put("数据" if noun == "统计期限" else "其")
    start = made.put(noun)
    words = f"{year}年1月1日至{year}年12月31日"
    at = made.put(f"为{words}") + 1
    made.put("。\n")
    made.within, made.period = year, Span(start, at + len(words))


def year_of(made: Paper, given: int | None) -> int | None:
    """
    The title's; the period's if that of the title is before the forms, or there is none; else what is given.
    """
    if made.title is None:
        return given or made.within
    return made.within if made.within and made.title < 2019 <= made.within else made.title


def edition_for(year: int | None) -> Edition | None:
    if year is None or year < 2019:
        return None
    return OLD if year < 2021 else EDITION


def ensure_is(report: Report, made: Paper, given: int | None) -> None:
    year = year_of(made, given)
    form = edition_for(year)
    assert report.year == year
    assert report.expected_edition == (form.id if form else None)
    # Table 4 is the same in both.
    own = report.table("disputes")
    fourth = own.edition if own and own.edition in EDITIONS else None
    if "disputes" in made.tables and (known := edition_for(made.title or given)):
        assert fourth == known.id
    editions = {id: made.edition if id != "disputes" else fourth for id in made.tables}
    third_or_first = editions.get("requests", next(iter(editions.values()), report.expected_edition))
    assert report.edition == third_or_first
    assert (report.title.year if report.title else None) == made.title
    # Headings and sections.
    assert [(each.span.start, each.section) for each in report.headings] == made.headings
    opening = [(start, id) for start, id in made.headings if id]
    ends = [*(start for start, _ in opening[1:]), len(made.text)]
    assert [(each.id, each.span) for each in report.sections] == [
        (id, Span(start, end)) for (start, id), end in zip(opening, ends, strict=True)
    ]
    for section in report.sections:
        inside = [
            start for start, id in made.headings if section.span.start <= start < section.span.end and not id
        ]
        assert [each.span.start for each in section.headings] == inside
    first = opening[0][0] if opening else len(made.text)
    assert report.front == Span(0, first)
    assert report.preamble == Span(report.title.span.end if report.title else 0, first)
    # The period.
    assert (report.period.span if report.period else None) == made.period
    if made.within:
        assert report.period is not None
        days = [
            (each.year, each.month, each.day) for each in (report.period.start, report.period.end) if each
        ]
        assert days == [(made.within, 1, 1), (made.within, 12, 31)]
    # The tables, those that are not there as well.
    spans = {each.id: each for each in report.sections}
    assert [each.id for each in report.tables] == list((form or EDITION).tables)
    for table in report.tables:
        if table.id in made.tables:
            start, end = made.tables[table.id]
            assert (table.state, table.edition) == (READ, editions[table.id])
            assert start <= table.span.start < table.span.end < end
            assert table.section == made.section_at(start)
            continue
        own_section = spans.get(table.id)
        assert table.state == (LOST if report.sections and not made.tables else MISSING)
        assert table.section == (own_section.id if own_section else None)
        assert table.span == (
            Span(own_section.span.start, own_section.body.start) if own_section else Span(0, 0)
        )
        assert table.edition == (form or EDITION).id
    assert report.problems == ()


@pytest.mark.parametrize("seed", range(6))
def test_a_report_is_read_as_it_was_put_together(seed: int) -> None:
    drawn, seen = Random(seed), Counter[str]()
    for _ in range(12):
        made = paper(
            drawn,
            drawn.choice([[2023], [2020, 2024], [2018, 2022], [2018, 2019], [2016, 2018], [2019, 2021]]),
        )
        given = drawn.choice([None, None, 2020, 2024])
        report = parse(Source(made.text), EDITIONS, LEXICON, year=given).report
        if len({id for _, id in made.headings}) < 3:
            # Of fewer headings it is not certain that they are those of sections.
            continue
        ensure_is(report, made, given)
        seen.update(each.state for each in report.tables)
        # What a machine read from a picture is less sure.
        doubted = parse(Source(made.text, certainty=0.5), EDITIONS, LEXICON, year=given).report
        assert [
            evolve(each, confidence=each.confidence * 2) for table in doubted.tables for each in table.cells()
        ] == [each for table in report.tables for each in table.cells()]
    assert seen[READ] > seen[MISSING] > 0


@pytest.mark.parametrize("wanted", [None, "2019", "2021"])
@pytest.mark.parametrize("year", [None, 2018, 2020, 2021, 2030])
def test_the_edition_that_is_asked_for_is_the_expected_one_else_that_of_the_year(
    wanted: str | None, year: int | None
) -> None:
    text = f"{HEADINGS['requests']}\n无。\n五、存在的主要问题及改进情况\n无。"
    report = parse(Source(text), EDITIONS, LEXICON, year=year, edition=wanted).report
    of_year = edition_for(year)
    assert report.expected_edition == wanted or (of_year.id if of_year else None)
    assert report.expected_edition == (wanted or (of_year.id if of_year else None))
    assert {each.edition for each in report.tables} == {report.expected_edition or "2021"}


@pytest.mark.parametrize("kinds", [("2019", "2021"), ("2021", "2019")])
def test_a_report_is_by_the_edition_of_its_third_table(kinds: tuple[str, str]) -> None:
    drawn = Random(1)
    forms = [EDITIONS[kinds[0]].tables["disclosure"], EDITIONS[kinds[1]].tables["requests"]]
    text = "".join(f"{HEADINGS[each.id]}\n{body(each, drawn)}\n" for each in forms)
    for year in (2020, 2024):
        report = parse(Source(text), EDITIONS, LEXICON, year=year).report
        assert [each.edition for each in report.tables if each.state == READ] == list(kinds)
        assert report.edition == kinds[1]
        only = parse(Source(text[: text.index(HEADINGS["requests"])]), EDITIONS, LEXICON, year=year).report
        assert only.edition == kinds[0]


def test_what_is_left_of_a_table_tells_nothing_of_the_edition() -> None:
    form = OLD.tables["disclosure"]
    labels = "\n".join(
        each.label
        for block in form.blocks
        for each in (*([block.caption] if block.caption else []), *block.columns, *block.rows)
    )
    text = f"{HEADINGS['disclosure']}\n{labels}\n{HEADINGS['disputes']}\n{body(EDITION.tables['disputes'], Random(1))}\n"
    report = parse(Source(text), EDITIONS, LEXICON, year=2024).report
    assert [each.state for each in report.tables] == [LOST, MISSING, READ]
    assert report.edition == "2021"


def test_without_headings_and_tables_none_is_lost() -> None:
    report = parse(Source("全年工作平稳。"), EDITIONS, LEXICON, year=2024).report
    assert [(each.state, each.span, each.section) for each in report.tables] == [
        (MISSING, Span(0, 0), None)
    ] * 3


@pytest.mark.parametrize(
    ("days", "year"),
    [
        ("2022年12月1日至2023年11月30日", 2023),
        ("2022年1月1日至12月31日", 2022),
        ("2022年1月1日至2022年12月31日", 2022),
    ],
)
def test_a_report_without_a_title_is_for_the_year_in_which_its_period_ends(days: str, year: int) -> None:
    text = f"数据统计期限为{days}。\n" + "".join(
        f"{each.numeral}、{each.title}\n无。\n" for each in EDITION.sections
    )
    assert parse(Source(text), EDITIONS, LEXICON).report.year == year


def test_where_the_title_stands_behind_the_first_heading_nothing_is_before_that() -> None:
    title = f"{AGENCY}2023年政府信息公开工作年度报告"
    sections = [f"{each.numeral}、{each.title}\n无。\n" for each in EDITION.sections]
    report = parse(Source(f"{sections[0]}{title}\n{''.join(sections[1:])}"), EDITIONS, LEXICON).report
    assert report.title is not None
    assert (report.year, report.front, report.preamble) == (2023, Span(0, 0), Span(0, 0))
    # And where nothing parts them, nothing is between.
    report = parse(Source(f"{title}{''.join(sections)}"), EDITIONS, LEXICON).report
    assert (report.year, report.front) == (2023, Span(0, len(title)))
    assert report.preamble == Span(len(title), len(title))


@pytest.mark.parametrize("before", [0, 120])
def test_the_day_of_publication_stands_before_the_first_heading_or_in_the_first_lines(before: int) -> None:
    title, day = f"{AGENCY}2023年政府信息公开工作年度报告\n", "发布日期：2024年1月9日\n"
    sections = "".join(f"{each.numeral}、{each.title}\n无。\n" for each in EDITION.sections)
    lead = title + "平" * before + "\n"
    found = parse(Source(lead + day + sections), EDITIONS, LEXICON).report.published
    assert found is not None
    assert found.span.start == len(lead) + len("发布日期：")
    # A text that begins with a heading may have it below that.
    assert parse(Source("一、总体情况\n" + day + sections), EDITIONS, LEXICON).report.published is not None
    assert parse(Source(f"{sections}{'平' * 60}\n{day}"), EDITIONS, LEXICON).report.published is None


def test_the_kind_of_an_agency_is_its_name_s_else_what_is_given() -> None:
    sections = "".join(f"{each.numeral}、{each.title}\n无。\n" for each in EDITION.sections)
    for lead, kind in ((f"{AGENCY}2023年政府信息公开工作年度报告\n", LEXICON.kind(AGENCY)), ("", "made-up")):
        assert (
            parse(Source(lead + sections), EDITIONS, LEXICON, year=2023, kind="made-up").report.agency_kind
            == kind
        )
    assert LEXICON.kind(AGENCY) not in (None, "made-up")


# What is left of a table.


@pytest.mark.parametrize("form", [*EDITION.tables.values()], ids=[*EDITION.tables])
def test_a_table_of_which_the_labels_are_left_alone_is_lost(form: TableForm) -> None:
    if form.layout == "line":
        names = [*form.header, *form.rows()[1:], *(list(form.columns()) * len(form.rows()))]
    else:
        names = [each for block in form.blocks for each in (*block.columns, *block.rows)]
    text = (
        f"{HEADINGS[form.id]}\n"
        + "\n".join(each.label for each in names)
        + "\n五、存在的主要问题及改进情况\n无。"
    )
    report = parse(Source(text), EDITIONS, LEXICON, year=2024).report
    assert {each.id: each.state for each in report.tables} == dict.fromkeys(EDITION.tables, LOST)
    # Nothing is known of its cells.
    table = report.table(form.id)
    assert table is not None
    assert not [each for each in table.cells() if each.value is not None]


def test_a_table_of_which_one_number_a_row_is_left_is_lost() -> None:
    form = EDITION.tables["requests"]
    lines = [
        " ".join(each.label for each in form.columns()),
        *(f"{each.label} {at + 3}" for at, each in enumerate(form.rows())),
    ]
    text = f"{HEADINGS[form.id]}\n" + "\n".join(lines) + "\n五、存在的主要问题及改进情况\n无。"
    report = parse(Source(text), EDITIONS, LEXICON, year=2024).report
    assert {each.id: each.state for each in report.tables} == dict.fromkeys(EDITION.tables, LOST)
