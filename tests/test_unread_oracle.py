"""
A gap at every line of a report in turn: what it makes unknown, and what it leaves alone, by where it is.

A slow reading of the lines says which headings stand around a gap; the facts have to agree.
"""

from collections.abc import Iterator
from functools import cache

import pytest
from bench.reports import sound

from disclint.facts import Facts, facts_of
from disclint.facts.gaps import Gaps
from disclint.grammar import parse
from disclint.phrases.match import phrase
from disclint.source import Gap, Source, Span
from disclint.values import FALSE, TRUE, Missing, Number, Subject, Text, Truth, Value
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK

HEADINGS = {
    "一、总体情况": "overview",
    "二、主动公开政府信息情况": "disclosure",
    "三、收到和处理政府信息公开申请情况": "requests",
    "四、政府信息公开行政复议、行政诉讼情况": "disputes",
    "五、存在的主要问题及改进情况": "problems",
    "六、其他需要报告的事项": "other",
}
PART_OF = {"disclosure": "disclosure", "requests": "requests", "disputes": "disputes"}
# The sixth section is not there at all; one row of Table 3 has lost its line.
LOST_ROW, LOST = "一)予以公开 |", "other"


@cache
def text() -> str:
    lines = sound(1, style="pipe").data.decode().rstrip("\n").split("\n")
    lines = lines[: lines.index("六、其他需要报告的事项")]
    return "\n".join(each for each in lines if LOST_ROW not in each) + "\n"


def starts() -> Iterator[int]:
    at = 0
    for line in text().splitlines(keepends=True):
        yield at
        at += len(line)
    yield at


def some() -> list[int]:
    """
    A few gaps of each part, at its heading and between its lines.
    """
    return [at for number, (at, line) in enumerate(lined()) if line in HEADINGS or number % 7 == 1]


def around(at: int) -> set[str]:
    """
    The parts of a report that a gap may belong to: the one it is in, or the two that it is between.
    """
    first = {at_line: HEADINGS[line] for at_line, line in lined() if line in HEADINGS}
    before = [first[each] for each in sorted(first) if each < at]
    found = {before[-1] if before else "preamble"}
    if at in first:
        found.add(first[at])
    return found


def lined() -> Iterator[tuple[int, str]]:
    return zip(starts(), text().split("\n"), strict=True)


@cache
def facts(at: int | None) -> Facts:
    source = Source(text(), gaps=() if at is None else (Gap(at, "page 2", cuts=True),))
    parsed = parse(source, EDITIONS, LEXICON)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def unread(value: Value) -> bool:
    return isinstance(value, Missing) and value.unread


def called(of: Facts, function: str, word: str) -> Value:
    return of.call(function, (Text(word, None),))


def test_a_gap_is_in_the_parts_that_its_lines_are_of() -> None:
    for at in starts():
        gaps = facts(at).gaps
        assert gaps
        for scope in (*HEADINGS.values(), "preamble"):
            if scope == LOST:
                # What is nowhere may be in any gap.
                assert gaps.missing([scope])
            elif scope in around(at):
                assert gaps.missing([scope]), (at, scope)
            else:
                assert not gaps.missing([scope]), (at, scope)
        assert gaps.missing(["document"])
        assert gaps.missing(["prose"])
        assert bool(gaps.missing(["title"])) == bool(gaps.missing(["preamble"]))
        assert len(gaps.missing(["overview", "problems", LOST])) == 1
    assert not facts(None).gaps
    assert not facts(None).gaps.missing(["document"])


def test_a_section_with_a_gap_has_a_length_that_is_not_known_above() -> None:
    whole = facts(None)
    for at in some():
        for scope in HEADINGS.values():
            is_open = bool(facts(at).gaps.missing([scope]))
            found, sound_ = called(facts(at), "section", scope), called(whole, "section", scope)
            assert isinstance(found, Subject)
            assert isinstance(sound_, Subject)
            if scope == LOST:
                assert sound_.read("exists") == FALSE
                exists = found.read("exists")
                assert isinstance(exists, Truth)
                assert exists.value is None
                assert exists.reasons
                continue
            assert found.read("exists") == TRUE
            length, known = found.read("length"), sound_.read("length")
            assert isinstance(length, Number)
            assert isinstance(known, Number)
            assert length.low == known.low
            assert length.high == (None if is_open else known.high)
            assert bool(length.missing) == is_open


@pytest.mark.parametrize("table", PART_OF)
def test_rows_that_are_not_there_may_be_in_a_gap_of_their_section(table: str) -> None:
    whole = {each.address: each for each in subjects(facts(None), "rows", table)}
    assert table != "requests" or any(each.read("found") == FALSE for each in whole.values())
    for at in some():
        is_open = bool(facts(at).gaps.missing([PART_OF[table]]))
        for row in subjects(facts(at), "rows", table):
            before = whole[row.address]
            if not is_open:
                assert all(row.read(each) == before.read(each) for each in ("found", "times", "written"))
                continue
            found, times = row.read("found"), row.read("times")
            assert isinstance(times, Number)
            assert times.high is None
            assert times.missing
            if before.read("found") == FALSE:
                assert isinstance(found, Truth)
                assert found.value is None
                assert found.reasons
                assert unread(row.read("written"))
            else:
                assert found == TRUE
                assert row.read("written") == before.read("written")


def test_a_table_that_was_read_is_not_made_unknown_by_a_gap() -> None:
    for at in some():
        for table in PART_OF:
            assert called(facts(at), "table", table).read("state") == Text("read")  # type: ignore[union-attr]


@pytest.mark.parametrize("heading", ["四、政府信息公开行政复议、行政诉讼情况", "二、主动公开政府信息情况"])
def test_a_table_that_is_missing_may_be_in_a_gap_of_its_section(heading: str) -> None:
    """
    Of its own section only, which the table would have been in.
    """
    lines = text().split("\n")
    first, behind = (
        lines.index("三、收到和处理政府信息公开申请情况"),
        lines.index("四、政府信息公开行政复议、行政诉讼情况"),
    )
    short = "\n".join([*lines[: first + 1], *lines[behind:]])
    source = Source(short, gaps=(Gap(short.index(heading), "page 2", cuts=True),))
    parsed = parse(source, EDITIONS, LEXICON)
    found = facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)
    state = called(found, "table", "requests").read("state")  # type: ignore[union-attr]
    assert unread(state) == (heading == lines[behind])


def test_lists_and_phrases_are_open_where_a_gap_is() -> None:
    words = (phrase("政府信息公开"), phrase("这里没有的话"))
    for at in (*some()[::2], len(text())):
        for scope in ("preamble", *HEADINGS.values(), "document"):
            is_open = bool(facts(at).gaps.missing([scope]))
            for function in ("paragraphs", "sentences"):
                listed = called(facts(at), function, scope)
                assert isinstance(listed, tuple)
                assert any(map(unread, listed)) == is_open, (function, scope, at)
                assert len(listed) - is_open == len(called(facts(None), function, scope))  # type: ignore[arg-type]
            where = Text(scope, None)
            occurrences = facts(at).occurrences(where, words[:1])
            assert isinstance(occurrences, tuple)
            assert any(map(unread, occurrences)) == is_open
            gone = facts(at).matches(where, words[1])
            assert gone.value is (None if is_open else False)
            assert bool(gone.reasons) == is_open
            if facts(None).matches(where, words[0]).value:
                assert facts(at).matches(where, words[0]) == TRUE


def subjects(of: Facts, function: str, word: str) -> list[Subject]:
    found = called(of, function, word)
    assert isinstance(found, tuple)
    listed = [each for each in found if isinstance(each, Subject)]
    assert len(listed) == len(found)
    return listed


def test_something_between_two_places_was_not_read_if_a_gap_is_between_their_beginnings() -> None:
    source = Source("甲乙丙丁戊己庚\n", gaps=(Gap(3, "page 2", cuts=True),))
    gaps = Gaps(facts(None).report, source, {})
    for first in range(7):
        for second in range(first, 7):
            assert gaps.part(Span(first, first + 1), Span(second, second + 1)) == (first < 3 <= second)
    assert not gaps.part(None, Span(4, 5))
    assert not gaps.part(Span(0, 1), None)


def test_what_touches_the_lines_at_a_gap_is_cut_and_nothing_else_is() -> None:
    lines = ["甲乙", "", "丙丁", "戊", "", "己庚"]
    whole = "\n".join(lines) + "\n"
    at = whole.index("戊")
    gaps = Gaps(facts(None).report, Source(whole, gaps=(Gap(at, "page 2", cuts=True),)), {})
    first, last = whole.index("丙"), whole.index("戊") + 1
    for start in range(len(whole)):
        for end in range(start + 1, len(whole) + 1):
            found = gaps.cutting(Span(start, end))
            assert (found is not None) == (start < last and first < end), (start, end)
            assert found is None or (found.unread and found.reason == "page 2 was not read")


def test_whose_report_it_is_may_be_in_a_gap_of_the_front() -> None:
    nameless = "一、总体情况\n公开信息30条。\n"
    for before in ("", "本机关报告如下。\n"):
        whole = before + nameless
        for at in {0, len(before), len(whole)}:
            parsed = parse(Source(whole, gaps=(Gap(at, "page 2", cuts=True),)), EDITIONS, LEXICON)
            found = facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)
            is_open = at <= len(before)
            report = found.name("report")
            assert isinstance(report, Subject)
            assert unread(report.read("year")) == is_open
            assert unread(report.read("agency")) == is_open
            assert unread(found.name("title")) == is_open
    report, known = facts(0).name("report"), facts(None).name("report")
    assert isinstance(report, Subject)
    assert isinstance(known, Subject)
    assert report.read("year") == known.read("year")
