"""
What rules can ask of the parts of a report: a day, a heading, an occurrence, a label; and where each of them lies.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

import attrs
import pytest
from bench.reports import sound
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.facts import Facts, facts_of, record_of, subjects
from disclint.facts.ranges import section_at
from disclint.facts.record import read_back, written_down
from disclint.grammar import parse
from disclint.phrases.match import phrase
from disclint.source import Source, Span, fold
from disclint.syntax import LOST, Day
from disclint.values import Missing, Number, Subject, Text, Truth, Value
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK

OFTEN = settings(max_examples=60, deadline=None, derandomize=True)
TITLE = "石梁县水利局2024年政府信息公开工作年度报告"


def facts(text: str, year: int | None = None) -> Facts:
    parsed = parse(Source(text), EDITIONS, LEXICON, year=year)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def told(subject: Value, *names: str) -> object:
    """
    A property of a property… as a plain value; `?` and the reason where it is missing.
    """
    for name in names:
        assert isinstance(subject, Subject), names
        subject = subject.read(name)
    match subject:
        case Text(text=plain):
            return plain
        case Number() | Truth():
            return subject.value
        case Missing(reason=reason):
            return f"?{reason}"
        case tuple():
            return [told(each) for each in subject]
    return subject


def listed(value: Value) -> list[Subject]:
    assert isinstance(value, tuple)
    return [each for each in value if isinstance(each, Subject)]


DIGITS = "零一二三四五六七八九"


@given(st.integers(1, 99))
def test_a_heading_is_as_much_worth_as_its_numeral(number: int) -> None:
    tens, ones = divmod(number, 10)
    chinese = (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")
    for numeral in (chinese, f"（{chinese}）", f"第{chinese}部分", str(number), f"{number}."):
        assert subjects.numeral_value(numeral) == number


@pytest.mark.parametrize("numeral", ["", "、", "第部分", "甲"])
def test_a_numeral_that_is_none_is_worth_nothing(numeral: str) -> None:
    assert subjects.numeral_value(numeral) is None


@OFTEN
@given(st.one_of(st.none(), st.integers(0, 9999)), st.integers(0, 13), st.integers(0, 32))
def test_a_day_is_in_the_calendar_or_there_is_none(year: int | None, month: int, day: int) -> None:
    found = subjects.day_subject(Day(Span(3, 9), year, month, day), "day", "document")
    assert isinstance(found, Subject)
    assert (found.kind, found.span, found.address) == ("day", Span(3, 9), "document")
    assert (told(found, "month"), told(found, "day")) == (month, day)
    assert told(found, "year") == ("?year of day" if year is None else year)
    try:
        expected: object = date(year, month, day).toordinal() if year is not None else "?year"
    except ValueError:
        expected = f"?no such day: {year}-{month}-{day}"
    assert told(found, "ordinal") == expected


def test_a_report_lies_at_its_beginning_and_says_what_it_knows() -> None:
    found = facts(f"{TITLE}\n本报告由石梁县水利局编制。\n一、总体情况\n甲。\n").name("report")
    assert isinstance(found, Subject)
    assert (found.span, found.address) == (Span(0, 0), "document")
    shown = [told(found, each) for each in ("year", "agency", "status", "reason", "expected_edition")]
    assert shown == [2024, "石梁县水利局", "ok", "?reason to decline the report", "2021"]
    assert told(facts("一、总体情况\n甲。\n").name("report"), "year") == "?report year"


def test_a_title_says_its_agency_and_year_and_lies_in_its_line() -> None:
    found = facts(f"{TITLE}\n一、总体情况\n甲。\n").name("title")
    assert isinstance(found, Subject)
    assert (found.span, found.address) == (Span(0, len(TITLE)), "title")
    assert [told(found, each) for each in ("text", "year", "agency", "repeated")] == [
        TITLE,
        2024,
        "石梁县水利局",
        [],
    ]
    text = found.read("text")
    assert isinstance(text, Text)
    assert text.span == found.span
    # Of a title on two lines the words stand at no place.
    parted = facts("石梁县水利局2024年\n政府信息公开工作年度报告\n一、总体情况\n甲。\n").name("title")
    assert isinstance(parted, Subject)
    text = parted.read("text")
    assert isinstance(text, Text)
    assert (text.text, text.span) == (TITLE, None)
    missing = facts("一、总体情况\n甲。\n").name("title")
    assert isinstance(missing, Missing)
    assert missing.span == Span(0, 0)


HEADINGS = """一、总体情况
（一）甲
（二）乙
二、主动公开政府信息情况
（一）甲
1.丙
（四）丁
"""


def test_headings_follow_each_other_in_their_section_and_level() -> None:
    whole = facts(f"{TITLE}\n{HEADINGS}")
    found = listed(whole.call("headings", ()))
    expected: list[tuple[object, ...]] = [
        (1, "总体情况", 1, 1, "overview", None, None),
        (2, "甲", 1, 2, "overview", None, None),
        (3, "乙", 2, 2, "overview", 2, None),
        (4, "主动公开政府信息情况", 2, 1, "disclosure", None, None),
        (5, "甲", 1, 2, "disclosure", None, 2),
        (6, "丙", 1, 3, "disclosure", None, None),
        (7, "丁", 4, 2, "disclosure", 5, None),
    ]
    names = ("index", "title", "number", "level", "within")
    assert [tuple(told(each, name) for name in names) for each in found] == [each[:5] for each in expected]
    for each, (*_, previous, twin) in zip(found, expected, strict=True):
        assert told(each, "previous") == ("?previous heading" if previous is None else found[previous - 1])  # type: ignore[operator]
        assert told(each, "twin") == ("?heading of the same title" if twin is None else found[twin - 1])  # type: ignore[operator]
        title = each.read("title")
        assert title == each.read("text")
        assert isinstance(title, Text)
        assert title.span == each.span
        assert title.text in whole.source.slice(each.span or Span(0, 0))
    assert [told(each, "section") for each in found][:2] == ["overview", "?section"]
    assert [told(each, "canonical") for each in found][:2] == [True, False]
    assert [told(each, "inline") for each in found] == [False] * 7


@pytest.mark.parametrize(
    ("number", "bracket"),
    [
        ("国办函〔2021〕30号", "〔"),
        ("国办函[2021]30号", "["),
        ("国办函（2021）30号", "（"),
        ("国办函【2021】30号", "【"),
        ("国务院令第711号", None),
    ],
)
def test_a_document_number_shows_the_bracket_before_its_year(number: str, bracket: str | None) -> None:
    whole = facts(f"{TITLE}\n根据《办法》（{number}）编制。\n一、总体情况\n甲。\n")
    (found,) = listed(whole.call("citations", ()))
    assert told(found, "bracket") == (bracket or "?bracket of the document number")
    assert told(found, "number") == (30 if bracket else 711)
    assert told(found, "year") == (2021 if bracket else "?year of the document number")
    assert told(found, "text") == told(found, "written")
    assert whole.source.slice(found.span or Span(0, 0)) == number


def test_what_is_captured_is_a_number_at_its_place_or_a_day() -> None:
    whole = facts(f"{TITLE}\n一、总体情况\n截至2024年12月 31日，收到申请30余件。\n")
    (match,) = listed(whole.occurrences(Text("overview"), (phrase("截至{d:day}，收到申请{n:count}"),)))
    number, day = match.read("n"), match.read("d")
    assert isinstance(number, Number)
    assert number.low == 30
    assert number.high != 30
    (leaf,) = number.leaves
    assert (leaf.label, leaf.address) == ("30余件", "section:overview")
    assert leaf.span is not None
    assert whole.source.slice(leaf.span) == "30余件"
    assert [told(day, each) for each in ("year", "month", "day", "ordinal")] == [
        2024,
        12,
        31,
        date(2024, 12, 31).toordinal(),
    ]


MARKS = st.text("甲乙，；。！？", min_size=1, max_size=14)


@OFTEN
@given(st.lists(st.tuples(MARKS, MARKS), min_size=1, max_size=4))
def test_an_occurrence_knows_what_stands_around_it(parts: list[tuple[str, str]]) -> None:
    # A paragraph a line.
    lines = [f"{fold(before)}收到8件{fold(behind)}。" for before, behind in parts]
    whole = facts("\n".join((TITLE, "一、总体情况", *lines, "")))
    found = listed(whole.occurrences(Text("overview"), (phrase("收到{n:count}"),)))
    assert len(found) == len(lines)
    everything = "".join(whole.flow.text[slice(*each)] for each in whole.ranges["overview"])
    at = 0
    for line, match in zip(lines, found, strict=True):
        passages = re.findall("[^。!?]*[。!?]|[^。!?]+", line)
        index = next(each for each, words in enumerate(passages) if "收到" in words)
        passage = passages[index]
        lead, _, rest = passage.partition("收到8件")
        start = line.index("收到")
        expected = {
            "text": "收到8件", "passage": passage, "lead": lead, "rest": rest, "value": 8, "unit": "件", "units": ["件"], "section": "overview",
            "earlier": passages[index - 1] if index else "?passage before the first of a paragraph",
            "sentence": next(each for each in re.split("[。!?;]", line) if "收到" in each),
        }  # fmt: skip
        assert {each: told(match, each) for each in expected} == expected
        before = told(match, "before")
        assert isinstance(before, str)
        assert before.endswith(everything[: at + start])
        assert whole.source.slice(match.span or Span(0, 0)) == "收到8件"
        at += len(line)


def test_around_an_occurrence_no_more_is_read_than_a_sentence_may_be_long() -> None:
    whole = facts(f"{TITLE}\n一、总体情况\n{'甲' * 9_000}收到8件{'乙' * 900}\n")
    (match,) = listed(whole.occurrences(Text("overview"), (phrase("收到{n:count}"),)))
    assert told(match, "lead") == "甲" * 400
    assert told(match, "passage") == f"{'甲' * 400}收到8件{'乙' * 396}"
    assert told(match, "rest") == "乙" * 396
    assert told(match, "before") == "甲" * 5_000


def test_what_a_claim_says_and_what_it_does_not() -> None:
    whole = facts(f"{TITLE}\n一、总体情况\n2024年，收到申请约 5件。\n")
    (claim,) = listed(whole.call("claims", (Text("new_received"),)))
    assert [told(claim, each) for each in ("concept", "text", "unit", "approximate", "section", "sentence")] == [
        "new_received", "收到申请约5件", "件", True, "overview", "2024年，收到申请约5件",
    ]  # fmt: skip
    assert whole.source.slice(claim.span or Span(0, 0)).endswith("5件")
    label = PACK.vocabulary.concepts["new_received"].label
    assert {each: told(claim, "label", each) for each in label} == label


def test_a_section_has_words_and_a_heading_or_none() -> None:
    whole = facts(f"{TITLE}\n前言。\n一、总体情况\n甲 乙。\n丙。\n")

    def said(id: str) -> Value:
        return whole.call("section", (Text(id),))

    found = said("overview")
    assert {each: told(found, each) for each in ("id", "title", "numeral", "exists", "text", "length")} == {
        "id": "overview", "title": "总体情况", "numeral": "一", "exists": True, "text": "甲乙。丙。", "length": 5,
    }  # fmt: skip
    assert told(found, "heading", "title") == "总体情况"
    assert told(found, "heading", "within") == "overview"
    assert told(found, "heading", "index") == 0
    assert isinstance(found, Subject)
    assert whole.source.slice(found.span or Span(0, 0)) == "一、总体情况"
    scope = said("preamble")
    assert isinstance(scope, Subject)
    assert [told(scope, each) for each in ("id", "title", "numeral", "heading", "text", "exists")] == [
        "preamble", "preamble", "?numeral", "?heading of preamble", "前言。", True,
    ]  # fmt: skip
    assert whole.source.slice(scope.span or Span(0, 0)) == "前言。"
    missing = said("other")
    assert [told(missing, each) for each in ("id", "title", "numeral", "heading", "text", "length", "exists")] == [
        "other", "其他需要报告的事项", "六", "?heading of other", "?section other", "?section other", False,
    ]  # fmt: skip
    assert told(facts("一、总体情况\n甲。\n", 2024).call("section", (Text("title"),))) == "?section title"


def test_paragraphs_and_sentences_say_their_words_as_written_and_folded() -> None:
    whole = facts(f"{TITLE}\n一、总体情况\n甲，乙 ；丙。\n丁！\n")
    for function, expected in (
        ("paragraphs", [("甲，乙；丙。", "甲,乙;丙。", 6), ("丁！", "丁!", 2)]),
        ("sentences", [("甲，乙；", "甲,乙;", 4), ("丙。", "丙。", 2), ("丁！", "丁!", 2)]),
    ):
        found = listed(whole.call(function, (Text("overview"),)))
        assert [
            tuple(told(each, name) for name in ("text", "folded", "length")) for each in found
        ] == expected
        assert {told(each, "section") for each in found} == {"overview"}


WHOLE = sound(7, style="pipe").data.decode()


def test_a_place_has_the_address_of_the_section_that_it_lies_in() -> None:
    whole, drawn = facts(WHOLE), Random(1)
    edges = [at for each in whole.report.sections for at in (each.span.start, each.span.end)]
    for at in [*edges, *(each - 1 for each in edges), *(drawn.randrange(len(WHOLE)) for _ in range(50)), 0]:
        span = Span(at, at + drawn.randrange(2))
        id = section_at(whole.report, span)
        assert whole.words.address(span) == (id if id in ("document", "title") else f"section:{id}")


def test_what_is_missing_lies_where_it_belongs() -> None:
    lines = [TITLE, "一、总体情况", "甲。", "三、收到和处理政府信息公开申请情况", "乙。"]
    text = "\n".join((*lines, ""))
    places = facts(text).places
    requests, end = text.index(lines[3]), Span(len(text), len(text))
    assert places.of_section("overview") == Span(len(TITLE) + 1, len(TITLE) + 1 + len(lines[1]))
    assert places.of_section("disclosure") == Span(requests, requests)
    assert places.of_section("problems").start in (end.start, end.start - 1)
    assert not places.of_section("problems")
    assert places.of_section("nothing") == places.of_section("problems")
    assert facts("甲。\n", 2024).places.of_section("problems") == Span(0, 0)
    bare = facts(WHOLE)
    section = next(each for each in bare.report.sections if each.heading)
    without = attrs.evolve(bare.report, sections=(attrs.evolve(section, heading=None),))
    assert attrs.evolve(bare.places, report=without).of_section(section.id) == section.span


def test_a_table_that_was_lost_lies_where_it_was() -> None:
    whole = facts(WHOLE)
    for id, placed in whole.tabular.tables.items():
        lost = attrs.evolve(placed, table=attrs.evolve(placed.table, state=LOST))
        nowhere = attrs.evolve(placed, table=attrs.evolve(placed.table, state=LOST, span=Span(0, 0)))
        places = [attrs.evolve(whole.places, tables={id: each}) for each in (lost, nowhere)]
        assert places[0].of_table(id) == placed.table.span
        assert places[1].of_table(id) == whole.places.of_section(placed.layout.form.section)


def test_a_place_is_called_by_labels_or_by_its_words() -> None:
    whole = facts(WHOLE)

    def called(address: str | None, span: Span) -> Mapping[str, str]:
        return whole.places.words(address, span)

    form = whole.tabular.tables["requests"].layout.form
    row = next(each for each in form.rows() if each.id == "new_received")
    for address in ("requests/new_received", "requests/new_received/*"):
        assert called(address, Span(0, 3)) == {
            "zh": f"{form.name['zh']}“{row.label}”", "en": f"{form.name['en']} “{row.label}”",
        }  # fmt: skip
    cell = whole.tabular.tables["requests"].cells["requests/new_received/total"]
    assert called(cell.address, cell.span)["en"] == f"{form.name['en']} “{row.label}” “总计”: {cell.raw}"
    for note in form.notes:
        assert called(f"requests/{note.id}", Span(0, 3))["zh"] == f"{form.name['zh']}“{note.label}”"
    for address in (
        None,
        "requests",
        "requests/*",
        "requests/nothing",
        "section:overview",
        "nothing/new_received",
    ):
        assert called(address, Span(0, 6))["zh"] == f"“{WHOLE[:6]}”"
    at = max(range(len(WHOLE) - 60), key=lambda at: len(re.match("[^\\s|]*", WHOLE[at:])[0]))  # type: ignore[index]
    assert called(None, Span(at, at + 40))["zh"] == f"“{WHOLE[at : at + 40]}”"
    assert called(None, Span(at, at + 41))["zh"] == f"“{WHOLE[at : at + 39]}…”"


def labelled(text: str) -> dict[str, Subject]:
    whole = facts(text)
    return {
        f"{id}/{told(each, 'id')}": each
        for id in whole.tabular.tables
        for function in ("rows", "columns", "labels")
        for each in listed(whole.call(function, (Text(id),)))
    }


def test_all_labels_of_a_sound_report_are_the_forms() -> None:
    whole = facts(WHOLE)
    for id, placed in whole.tabular.tables.items():
        form = placed.layout.form
        for function, lines in (("rows", form.rows()), ("columns", form.columns())):
            found = listed(whole.call(function, (Text(id),)))
            assert [told(each, "id") for each in found] == [each.id for each in lines]
            assert [told(each, "index") for each in found] == list(range(1, len(lines) + 1))
            assert [told(each, "type") for each in found] == [each.type for each in lines]
            assert [told(each, "label") for each in found] == [each.label for each in lines]
            for each, line in zip(found, lines, strict=True):
                assert told(each, "found") is True
                assert told(each, "accepted") == sorted(line.accepted())
                assert told(each, "differing") == f"?differing label of {line.id}"
                cell = told(each, "first")
                assert isinstance(cell, Subject)
                assert cell.address in placed.cells
                assert told(cell, "raw") == placed.cells[cell.address or ""].raw
                pattern = f"{id}/{line.id}" if function == "rows" else f"{id}/*/{line.id}"
                assert each.address == pattern
        for index, each in enumerate(listed(whole.call("labels", (Text(id),))), 1):
            assert told(each, "index") == index
            assert told(each, "demanded") is True
            if told(each, "found"):
                assert told(each, "place") == (each.span or Span(0, 0)).start
                assert int(str(told(each, "times"))) > 0
            else:
                assert told(each, "place") == told(each, "written") == f"?label of {told(each, 'id')}"
                assert told(each, "times") == 0


@pytest.mark.parametrize("seed", range(10))
def test_a_letter_that_is_another_is_quoted_with_what_the_form_has_there(seed: int) -> None:
    drawn, labels = Random(seed), labelled(WHOLE)
    long = [
        each
        for each in labels.values()
        if each.kind == "row" and each.span and len(WHOLE[each.span.start : each.span.end]) > 9
    ]
    row = drawn.choice(long)
    assert row.span is not None
    whole = WHOLE[row.span.start : row.span.end]
    at = drawn.choice([each for each in range(5, len(whole) - 1) if "一" <= whole[each] <= "鿿"])
    changed = f"{whole[:at]}龘{whole[at + 1 :]}"
    text = f"{WHOLE[: row.span.start]}{changed}{WHOLE[row.span.end :]}"
    again = labelled(text)[row.address or ""]
    differing = again.read("differing")
    assert isinstance(differing, Subject)
    written, prescribed = told(differing, "text"), told(differing, "prescribed")
    assert isinstance(written, str)
    assert isinstance(prescribed, str)
    assert "龘" in written
    # What the form has, put there, makes the label the form's.
    assert differing.span is not None
    quoted = text[differing.span.start : differing.span.end]

    def letters(words: str) -> str:
        return "".join(each for each in words if each.isalnum())

    assert letters(quoted) == letters(written)
    mended = letters(str(told(again, "written"))).replace(letters(written), letters(prescribed))
    assert mended == letters(whole)


def test_a_row_that_is_not_there_has_no_label_and_no_cell() -> None:
    line = next(each for each in WHOLE.splitlines() if "行政许可" in each)
    address, sound_row = next(
        each for each in labelled(WHOLE).items() if told(each[1], "label") == "行政许可"
    )
    row = labelled(WHOLE.replace(f"{line}\n", ""))[address]
    id = told(sound_row, "id")
    assert told(row, "found") is False
    assert told(row, "first") == f"?cells of {id}"
    assert told(row, "written") == f"?label of {id}"
    assert not row.span


@pytest.mark.parametrize("style", ["pipe", "lines"])
def test_a_record_is_the_same_when_it_is_written_down_and_read_back(style: str) -> None:
    whole = facts(sound(3, style=style).data.decode())
    record = record_of(whole, "a")
    assert read_back(written_down(record)) == record
    values = {address: Decimal(each) for address, each in record.cells.items()}
    assert values == whole.tabular.known
    assert record.tables == {id: each.table.edition for id, each in whole.tabular.tables.items()}
    assert record.states == {}
    assert set(record.words) <= {"title", "preamble", *(each.id for each in whole.report.sections)}
    for scope, words in record.words.items():
        assert all(words)
        spoken = "".join(fold(each) for each in words)
        assert spoken == "".join(whole.flow.text[slice(*each)] for each in whole.ranges[scope])
    assert record.claims is not None
    for id, said in record.claims.items():
        assert PACK.vocabulary.concepts[id].recorded
        claims = whole.claims(id)
        assert len(said) == len(claims)
        for (low, high, words), claim in zip(said, claims, strict=True):
            value = claim.value
            assert low == (None if value is None or value.low is None else f"{value.low:f}")
            assert high == (None if value is None or value.high is None else f"{value.high:f}")
            assert fold(words) == whole.flow.text[slice(*claim.sentence)]


def test_a_record_of_a_report_without_a_table_says_why() -> None:
    record = record_of(facts(f"{TITLE}\n一、总体情况\n甲。\n三、收到和处理政府信息公开申请情况\n乙。\n"), "a")
    assert record.cells == {}
    assert set(record.states) == set(record.tables) == {"disclosure", "requests", "disputes"}
    assert set(record.states.values()) <= {"missing", "lost"}
