"""
What all kinds of rules share: which instances count, where a finding lies and what it tells, on reports that leave something open.
"""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve
from bench.reports import sound

from disclint.diagnostics import FAIL, NOT_APPLICABLE, PASS, UNKNOWN, VACUOUS
from disclint.engine.judging import Judged, judge
from disclint.engine.program import compiled
from disclint.engine.tracing import traced
from disclint.facts import Facts, facts_of
from disclint.grammar import parse
from disclint.rules import tracing
from disclint.rules.nodes import Call
from disclint.rules.tracing import Trace, walked
from disclint.source import Gap, Notice, Source, Span
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK
from tests.test_judges import COLUMNS, HEAD, LABELS, ROWS, TITLE, WORDS, facts, judged, places, rule, table

NUMBERS = table([[1, 2, 3, 0, 0, 0, 6]] * 5)
# A page behind the only sentence was not read.
UNREAD = "page 2 was not read"


def with_gap(text: str, mark: str = "@") -> Facts:
    whole = TITLE + text
    source = Source(whole.replace(mark, ""), media="pdf", gaps=(Gap(whole.index(mark), "page 2", cuts=True),))
    parsed = parse(source, EDITIONS, LEXICON, year=2024)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def trace(of: Facts, **options: Any) -> Trace:
    made = rule(options)
    return traced(made, evolve(PACK, rules=(made,)), EDITIONS, of)


def told(of: Trace) -> list[tuple[str, str | None, list[str]]]:
    """
    How each instance ended, by which key, and what it binds.
    """
    return [(each.outcome, each.by, sorted(each.names)) for each in of.instances]


SENTENCES = "一、总体情况\n{}\n二、主动公开政府信息情况\n{}\n"


def untraced(of: Facts, **options: Any) -> Judged:
    made = rule(options)
    return judge(compiled(made, evolve(PACK, rules=(made,)), EDITIONS, strict=True), of)


# Which instances count.


@pytest.mark.parametrize(
    "domains", [{"x": "sentences(overview)"}, {"x": "sentences(overview)", "y": "[1, 2]"}]
)
def test_of_a_list_that_may_go_on_unread_the_rest_is_open(domains: Mapping[str, str]) -> None:
    of = with_gap(SENTENCES.format("甲一。甲二。甲三。\n甲四。\n@\n甲五。\n甲六。", "无。"))
    found = judged(of, foreach=domains, check='x.text matches "甲"')
    assert found.verdict.status == UNKNOWN
    assert set(found.verdict.reasons) == {UNREAD}
    assert found.tally.checked == 6 * len(domains)
    assert len(found.tally.reasons) == len(domains)
    noted = [each for each in told(trace(of, foreach=domains, check="1 == 1")) if each[0] == tracing.UNKNOWN]
    assert noted == [(tracing.UNKNOWN, "foreach", [])] * len(domains)
    # What is known to be wrong is told all the same.
    wrong = judged(
        of,
        foreach=domains,
        where='not (x.text matches "{甲四|甲五}")',
        check='x.text matches "{甲二|甲三|甲六}"',
    )
    assert wrong.verdict.status == FAIL
    assert len(places(wrong)) == len(domains)


@pytest.mark.parametrize(
    "domains", [{"x": "sentences(overview)"}, {"x": "sentences(overview)", "y": "sentences(disclosure)"}]
)
@pytest.mark.parametrize("more", [0, 1])
def test_no_more_is_looked_at_than_a_report_can_have(domains: Mapping[str, str], more: int) -> None:
    sizes = [50, 100] if len(domains) == 2 else [5000, 1]
    of = facts(SENTENCES.format("甲。" * (sizes[0] + more), "甲。" * sizes[1]))
    found = untraced(of, foreach=domains, check='x.text == "甲。"')
    assert found.tally.checked == 5000
    assert found.verdict.status == (UNKNOWN if more else PASS)
    assert list(found.verdict.reasons) == (["only the first 5000 were looked at"] if more else [])


def test_a_condition_on_the_report_is_asked_once_and_one_on_an_instance_of_each() -> None:
    rows = {"foreach": {"row": "rows(requests)"}, "check": "1 == 1", "where": "row.found"}
    count = len(ROWS)
    general = "requests/granted/total > {}"
    assert told(trace(NUMBERS, **rows, when=general.format(6))) == [(tracing.EXCLUDED, "when", [])]
    assert told(trace(NUMBERS, **rows, when=general.format(5))) != [(tracing.EXCLUDED, "when", [])]
    assert judged(NUMBERS, **rows, when=general.format(6)).verdict.status == VACUOUS
    assert judged(NUMBERS, **rows, when=general.format(5)).tally.checked == count
    missing = "requests/refuse_petition/total > 1"
    found = trace(NUMBERS, **rows, when=missing)
    assert told(found) == [(tracing.UNKNOWN, "when", [])]
    assert found.instances[0].reasons
    # One that speaks of the row, or of a name that does, is asked row by row.
    each = [(tracing.EXCLUDED, "when", ["row"])] * count
    assert [one for one in told(trace(NUMBERS, **rows, when="row.index > 99")) if one[1] == "when"] == each
    let = {"let": {"a": "row.index", "b": "a + 1"}}
    named = told(trace(NUMBERS, **rows, **let, when="b > 99"))
    assert [one for one in named if one[1] == "when"] == [
        (tracing.EXCLUDED, "when", ["a", "b", "row"])
    ] * count


def test_what_is_missing_in_a_list_hides_nothing_behind_it() -> None:
    of = facts("一、总体情况\n甲。\n")
    some = '[first(matches(report, "丁")), 2, 3]'
    for domains in ({"x": some}, {"x": some, "y": "[1, 2]"}, {"y": "[1, 2]", "x": some}):
        found = judged(of, foreach=domains, check="x > 2")
        assert (found.verdict.status, found.tally.checked, len(found.tally.reasons)) == (
            FAIL,
            2 * len(domains),
            len(domains),
        )


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"where": "row.index > 2"}, ROWS[2:]),
        ({"when": "row.index > 2"}, ROWS[2:]),
        ({"let": {"a": "row.index"}, "where": "a > 2"}, ROWS[2:]),
        ({"let": {"a": "row.index"}, "when": "a > 2 and row.index < 1000"}, ROWS[2:]),
        ({"let": {"a": "row.index"}}, ROWS),
        ({"when": "requests/granted/total > 9"}, ()),
    ],
)
def test_of_sums_only_those_that_the_rule_is_about_are_looked_at(
    filters: dict[str, Any], left: tuple[str, ...]
) -> None:
    of = table([[1, 0, 0, 0, 0, 0, 2]] * 5)
    found = judged(
        of,
        kind="sum",
        foreach={"row": "rows(requests)"},
        total="requests/$row/total",
        parts="requests/$row/@applicants",
        **filters,
    )
    assert places(found) == [f"requests/{each}/total" for each in left]


def test_what_is_the_same_for_all_is_worked_out_once() -> None:
    rows = {"foreach": {"row": "rows(requests)"}, "where": "row.found"}
    let = {"a": "count(sentences(report))", "b": "a + 1", "c": "a + row.index"}

    def times(check: str) -> tuple[int, int]:
        found = trace(NUMBERS, **rows, let=let, check=check)
        nodes = [
            step.node
            for each in found.instances
            for part in each.parts
            if part.path == ("check",)
            for step in walked(part.step)
        ]
        counted = [each for each in nodes if isinstance(each, Call) and each.function == "count"]
        return len(counted), len([each for each in found.instances if each.outcome == tracing.PASS])

    assert times("a >= 0") == (1, len(ROWS))
    assert times("b >= 0") == (1, len(ROWS))
    assert times("c >= 0") == (1, len(ROWS))
    assert times("count(sentences(report)) >= 0") == (len(ROWS), len(ROWS))
    # And what is not, for each.
    found = judged(NUMBERS, **rows, let={"c": "row.index", "d": "c + 1"}, check="d != 3 and c != 1")
    assert places(found) == ["requests/new_received", "requests/carried_over"]


def test_what_was_worked_out_for_a_list_is_told_before_all_that_is_in_it() -> None:
    check = {"check": "row.index > 0", "where": "row.found"}
    for domains in ({"row": "rows(requests)"}, {"row": "rows(requests)", "n": "[1, 2]"}):
        found = trace(NUMBERS, foreach=domains, when="report.year > 2000", **check)
        assert [each.path for each in found.before] == [("when",), *(("foreach", each) for each in domains)]
        passed = [each for each in found.instances if each.outcome == tracing.PASS]
        assert len(passed) == len(ROWS) * len(domains)
        assert {tuple(part.path for part in each.parts) for each in passed} == {(("where",), ("check",))}


def test_of_which_concepts_claims_were_asked_for_is_taken_down() -> None:
    asked = trace(
        NUMBERS,
        let={"a": "count(claims(new_received, received_here))"},
        check="a + count(claims(new_received)) > 5",
    )
    assert asked.concepts == ("new_received", "received_here")
    match = trace(NUMBERS, kind="match", claims=["new_received"], accept=["count(claims(received_here))"])
    assert match.concepts == ("new_received",)
    assert trace(NUMBERS, check="count(rows(requests)) > 5").concepts == ()


# Where a finding lies.


def test_a_finding_lies_where_the_rule_wants_it_else_at_what_it_is_about() -> None:
    row = {"foreach": {"row": "rows(requests)"}, "where": 'row.id == "granted"'}
    wrong = {"check": "requests/granted/total > 9"}
    assert places(judged(NUMBERS, **row, **wrong)) == ["requests/granted"]
    assert places(judged(NUMBERS, **row, **wrong, at="cells(requests/$row/other_org)")) == [
        "requests/granted/other_org"
    ]
    assert places(judged(NUMBERS, **row, **wrong, at="requests/$row/other_org + requests/$row/total")) == [
        "requests/granted/other_org"
    ]
    # What is not there is no place.
    assert places(judged(NUMBERS, **row, **wrong, at='first(matches(report, "丁"))')) == places(
        judged(NUMBERS, **row, **wrong)
    )
    # The last of those that have one.
    both = {"foreach": {"row": "rows(requests)", "n": "[1, 2]", "column": "columns(requests)", "m": "[1]"}}
    where = {"where": 'row.id == "granted" and column.id == "other_org"'}
    (last,) = set(places(judged(NUMBERS, **both, **where, **wrong)))
    assert last == "requests/*/other_org"
    assert places(judged(NUMBERS, **wrong)) == ["requests/granted/total"]
    (nowhere,) = judged(NUMBERS, check="1 == 2").tally.findings
    assert (nowhere.place.address, nowhere.place.span) == ("document", Span(0, 0))


def test_what_it_was_held_against_stands_beside_each_once_and_never_where_it_lies() -> None:
    def beside(**options: Any) -> list[str]:
        (finding,) = judged(
            NUMBERS, check="requests/granted/total > requests/granted/other_org + 9", **options
        ).tally.findings
        return [each.address for each in finding.related]

    assert beside() == ["requests/granted/other_org"]
    assert beside(at="requests/granted/other_org") == ["requests/granted/total"]
    wanted = ["requests/new_received/total", "[requests/granted/other_org, requests/new_received/total]"]
    assert beside(related=wanted) == ["requests/new_received/total", "requests/granted/other_org"]
    # What the rule itself says stands nowhere, nor does what is not there.
    assert beside(related=['"甲"', "1", 'first(matches(report, "丁"))']) == beside()
    # A truth, a list of things, words, what is not there.
    shown = beside(related=["requests/new_received/total > 1", "rows(requests)", "section(overview)"])
    assert shown[0] == "requests/new_received/total"
    assert {f"requests/{each}" for each in ROWS} <= set(shown)
    assert shown[-1] == "requests/granted/other_org"
    of = facts("一、总体情况\n甲乙。\n")
    (finding,) = judged(
        of,
        check="1 == 2",
        at='first(matches(overview, "乙"))',
        related=['first(matches(overview, "甲")).text'],
    ).tally.findings
    assert of.source.slice(finding.place.span) == "乙"
    assert [of.source.slice(each.span) for each in finding.related] == ["甲"]
    assert [each.address for each in finding.related] == ["section:overview"]


def test_a_finding_tells_what_to_write_instead() -> None:
    of = facts("一、总体情况\n甲乙。\n")

    def instead(replace: str | None) -> str | None:
        more = {} if replace is None else {"replace": replace}
        (finding,) = judged(of, check="1 == 2", **more).tally.findings
        return finding.replacement

    assert instead(None) is None
    assert instead('"丙"') == "丙"
    assert instead('first(matches(overview, "乙"))') == "乙"
    assert instead("1") is None
    assert instead('first(matches(overview, "丁"))') is None


def test_the_first_variant_that_holds_is_told() -> None:
    variants = {"big": "row.index > 3", "open": "requests/refuse_petition/total > 1", "some": "row.index > 1"}
    found = judged(
        NUMBERS, foreach={"row": "rows(requests)"}, where="row.found", check="1 == 2", variants=variants,
        message=dict.fromkeys(("fail", *variants), WORDS),
    )  # fmt: skip
    assert [each.variant for each in found.tally.findings] == ["fail", "some", "some", "big", "big"]


# What only some kinds have.


def sections(of: Facts, *required: str, **options: Any) -> Judged:
    message = {"message": {"fail": WORDS, "lost": WORDS}}
    return judged(of, kind="section", require=list(required), **message, **options)


IDS = [each.id for each in EDITIONS["2021"].sections]


def test_a_section_is_missing_where_it_would_stand() -> None:
    whole = sound(3).data.decode("utf-8")
    second = re.sub("(?s)二、主动公开政府信息情况.*?(?=三、收到)", "", whole)
    for text, gone, behind in (
        (second, 1, "三、收到"),
        (re.sub("(?s)五、存在.*?(?=六、其他)", "", whole), 4, "六、其他"),
    ):
        parsed = parse(Source(text), EDITIONS, LEXICON)
        of = facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)
        found = sections(of, *IDS)
        (finding,) = found.tally.findings
        assert (finding.place.address, finding.variant) == (f"section:{IDS[gone]}", "fail")
        assert finding.place.span.start == text.index(behind)
        assert finding.scope.names["missing"].address == finding.place.address  # type: ignore[union-attr]
        assert found.tally.checked == len(IDS)
        assert sections(of, *IDS[:gone]).verdict.status == PASS
    noted = told(trace(of, kind="section", require=IDS[3:5], message={"fail": WORDS, "lost": WORDS}))
    assert noted == [(tracing.PASS, None, ["section"]), (tracing.FAIL, None, ["missing"])]
    # Where there is none of the tables the extraction lost them, and more with them.
    bare = sections(facts("一、总体情况\n无。\n五、存在的主要问题及改进情况\n无。\n"), *IDS)
    assert [(each.place.address, each.variant) for each in bare.tally.findings] == [
        (f"section:{each}", "lost") for each in IDS if each not in (IDS[0], IDS[4])
    ]


def test_sections_are_demanded_where_the_condition_holds() -> None:
    of = facts("一、总体情况\n无。\n")
    assert sections(of, *IDS, when="report.year > 2030").verdict.status == VACUOUS
    assert sections(of, *IDS, when="requests/granted/total > 1").verdict.status == UNKNOWN
    assert sections(of, *IDS, when="report.year > 2020").verdict.status == FAIL


def test_a_section_that_the_form_of_a_report_does_not_have_is_not_demanded_of_it() -> None:
    form = EDITIONS["2021"]
    later = evolve(
        form,
        id="2050",
        first_year=2050,
        sections=(*form.sections, evolve(form.sections[-1], id="annex", title="附则")),
    )
    made = rule(
        {"kind": "section", "require": ["annex", "overview"], "message": {"fail": WORDS, "lost": WORDS}}
    )
    found = judge(
        compiled(made, evolve(PACK, rules=(made,)), {**EDITIONS, "2050": later}, strict=True),
        facts("一、总体情况\n无。\n"),
    )
    assert (found.verdict.status, found.tally.checked) == (PASS, 1)


def test_a_section_that_may_stand_where_nothing_was_read_is_not_missing() -> None:
    of = with_gap("一、总体情况\n无。\n@\n五、存在的主要问题及改进情况\n无。\n")
    found = sections(of, *IDS)
    assert (found.verdict.status, found.tally.checked) == (UNKNOWN, 2)
    assert list(found.tally.reasons) == [UNREAD] * 4
    noted = trace(of, kind="section", require=IDS, message={"fail": WORDS, "lost": WORDS})
    open_ = tracing.UNKNOWN
    assert [each.outcome for each in noted.instances] == [
        tracing.PASS,
        open_,
        open_,
        open_,
        tracing.PASS,
        open_,
    ]
    assert all(set(each.names) == {"section"} for each in noted.instances)


def statement(of: Facts, *scopes: str, **options: Any) -> Judged:
    return judged(
        of, kind="statement", **{"in": list(scopes)}, message={"fail": WORDS, "partial": WORDS}, **options
    )


def test_what_may_be_said_where_nothing_was_read_is_not_missing() -> None:
    of = with_gap("一、总体情况\n甲。\n@\n乙。\n二、主动公开政府信息情况\n丙。\n")
    assert statement(of, "overview", require=["甲"]).verdict.status == PASS
    found = statement(of, "overview", require=["丁"], partial=["甲"])
    assert (found.verdict.status, found.verdict.reasons, found.tally.checked) == (UNKNOWN, (UNREAD,), 0)
    assert statement(of, "disclosure", require=["丁"]).verdict.status == FAIL
    # What is said there is known, and what is forbidden may be more.
    assert statement(of, "disclosure", forbid=["丙"]).verdict.status == FAIL


def test_what_is_not_said_is_missing_at_the_section_or_the_title() -> None:
    of = facts("一、总体情况\n甲。\n二、主动公开政府信息情况\n丙。\n")

    def where(*scopes: str) -> str:
        (finding,) = statement(of, *scopes, require=["丁"]).tally.findings
        assert of.source.slice(finding.place.span) in (
            "一、总体情况",
            "二、主动公开政府信息情况",
            TITLE.strip(),
        )
        return finding.place.address

    assert where("overview") == where("prose", "overview", "disclosure") == "section:overview"
    assert where("disclosure", "overview") == "section:disclosure"
    assert where("prose") == where("report") == where("title")
    untitled = parse(Source("一、总体情况\n甲。\n"), EDITIONS, LEXICON, year=2024)
    bare = facts_of(untitled.report, untitled.flow, untitled.source, EDITIONS, PACK.vocabulary)
    assert places(statement(bare, "report", require=["丁"])) == ["document"]


def test_a_statement_is_demanded_only_where_its_condition_holds() -> None:
    of = facts("一、总体情况\n甲乙。甲丙。\n")
    no, maybe = "report.year > 2030", "requests/granted/total > 1"
    for options in ({"require": ["丁"]}, {"require": ["甲"]}, {"require": ["丁"], "partial": ["甲"]}):
        assert statement(of, "overview", when=no, **options).tally.findings == ()
        assert statement(of, "overview", when=maybe, **options).verdict.status == UNKNOWN
    assert statement(of, "overview", when=no, forbid=["甲"]).verdict.status == PASS
    assert statement(of, "overview", when=maybe, forbid=["甲"]).verdict.status == UNKNOWN
    # Of each occurrence it is asked by itself.
    found = statement(of, "overview", where='match.rest matches "{^}乙"', forbid=["甲"])
    assert [each.place.span.start for each in found.tally.findings] == [of.source.text.index("甲乙")]
    noted = told(trace(of, kind="statement", **{"in": ["overview"]}, forbid=["甲"], unless=["丙"]))
    assert noted == [(tracing.EXCLUDED, "unless", ["match"]), (tracing.FAIL, None, ["match"])]


def test_words_at_the_very_beginning_are_looked_at() -> None:
    of = facts("一、总体情况\n甲。\n")
    found = statement(of, "report", forbid=["甲"])
    assert [each.place.span.start for each in found.tally.findings] == [0, of.source.text.index("甲。")]


def test_what_excuses_one_occurrence_excuses_no_other() -> None:
    of = facts("一、总体情况\n甲丙。甲乙。丙甲。乙甲乙甲。\n")
    found = statement(of, "overview", forbid=["甲", "甲乙"], unless=["丙"])
    assert [of.source.slice(each.place.span) for each in found.tally.findings] == ["甲乙", "甲乙", "甲"]
    outcomes = [
        each[0]
        for each in told(
            trace(of, kind="statement", **{"in": ["overview"]}, forbid=["甲", "甲乙"], unless=["丙"])
        )
    ]
    assert outcomes.count(tracing.EXCLUDED) == 2


def test_what_the_reader_or_the_grammar_noticed_is_told_at_its_place_with_what_it_tells() -> None:
    text = TITLE + "一、总体情况\n甲。\n"
    here = Span(text.index("甲"), text.index("甲") + 1)
    notices = (
        Notice("uncalculated", here, {"count": 3, "names": ("甲", "乙"), "words": "丙"}),
        Notice("comments", here, {"count": 1}),
    )
    parsed = parse(Source(text, media="workbook", notices=notices), EDITIONS, LEXICON, year=2024)
    of = facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)
    words = {"zh": "{problem.count + 1}、{count(problem.names)}、{problem.words}", "en": "{problem.names}"}
    options: dict[str, Any] = {"kind": "problem", "code": "uncalculated", "message": words}
    found = judged(of, **options)
    (finding,) = found.tally.findings
    assert (finding.place.span, found.tally.checked) == (here, 1)
    said = found.compiled.spoken().message("fail").said(finding.scope)
    assert said == {"zh": "4、2、丙", "en": "甲, 乙"}
    assert judged(of, **{**options, "code": "tracked-changes"}).tally.checked == 1
    assert judged(of, **{**options, "code": "tracked-changes"}).verdict.status == PASS


def cell_states(of: Facts, **options: Any) -> Judged:
    return judged(of, kind="domain", foreach={"cell": "cells(requests/granted/*)"}, **options)


def row(*cells: str) -> str:
    return HEAD + f"{LABELS[2]} | {' | '.join(cells)} |\n"


def test_a_cell_is_told_by_what_stands_in_it() -> None:
    of = facts(row("1", "", "-", "若干", "０1", "1.5", "2"))
    found = cell_states(of, accept=["number"])
    written = ["blank", "dash", "text", "fullwidth", "decimal"]
    assert [(each.place.address.split("/")[2], each.variant) for each in found.tally.findings] == list(
        zip(COLUMNS[1:], written, strict=False)
    )
    assert found.tally.checked == 7
    some = cell_states(of, accept=["number", "dash"], where='cell.column.id != "commercial"')
    assert [each.variant for each in some.tally.findings] == ["text", "fullwidth", "decimal"]
    # All other cells of the table are absent, which is told of each where a rule asks for them.
    everywhere = judged(
        of, kind="domain", foreach={"cell": "cells(requests/*/total)"}, refuse=["absent", "dash"]
    )
    assert len(everywhere.tally.findings) == everywhere.tally.checked - 1
    refused = [each for each in written if each != "text"]
    assert [each.variant for each in cell_states(of, type="count", refuse=refused).tally.findings] == refused
    # An amount of money may have a fraction.
    amounts = cell_states(of, type="amount", accept=["number", "blank", "dash"])
    assert [each.variant for each in amounts.tally.findings] == ["text", "fullwidth"]
    assert {name for each in found.tally.findings for name in each.scope.names} == {"cell"}


def test_a_cell_that_may_stand_where_nothing_was_read_or_worked_out_is_open() -> None:
    text = row("1", "  ", "3", "4", "5", "6", "7")
    whole = TITLE + text
    at = whole.index("1 |") + 4
    source = Source(whole, media="workbook", pending=frozenset((at,)))
    parsed = parse(source, EDITIONS, LEXICON, year=2024)
    of = facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)
    found = cell_states(of, accept=["number"])
    assert (found.verdict.status, found.verdict.reasons) == (UNKNOWN, ("requests/granted/commercial: blank",))
    assert cell_states(facts(text), accept=["number"]).verdict.status == FAIL
    absent = {"kind": "domain", "foreach": {"cell": "cells(requests/new_received/*)"}, "refuse": ["absent"]}
    assert judged(facts(text), **absent).verdict.status == FAIL
    gap = judged(with_gap(text + "@\n"), **absent)
    assert (gap.verdict.status, len(gap.tally.reasons), gap.tally.checked) == (UNKNOWN, 7, 7)
    elsewhere = judged(with_gap(text + "四、政府信息公开行政复议、行政诉讼情况\n无。\n@\n"), **absent)
    assert elsewhere.verdict.status == FAIL


def test_that_a_row_is_not_there_is_no_sum_that_is_wrong() -> None:
    of = facts(row("1", "0", "0", "0", "0", "0", "1"))
    options: dict[str, Any] = {
        "kind": "sum",
        "foreach": {"row": "rows(requests)"},
        "total": "requests/$row/total",
        "parts": "requests/$row/@applicants",
    }
    found = judged(of, **options)
    assert (found.verdict.status, found.tally.checked, found.tally.reasons) == (PASS, 1, [])
    assert len(found.tally.equations) == 1
    noted = trace(of, **options).instances
    assert [each.by for each in noted].count("absent") == len(noted) - 1
    assert all("absent" in each.reasons[0] for each in noted if each.by)
    # Where one of the cells is there, the others are missed.
    mixed = judged(
        of,
        kind="identity",
        foreach={"column": "columns(requests)"},
        left="requests/granted/$column",
        right="requests/disposed_total/$column",
    )
    assert (mixed.verdict.status, mixed.tally.checked) == (UNKNOWN, 0)
    gone = facts("一、总体情况\n无。\n")
    assert judged(gone, **options).verdict.status == NOT_APPLICABLE
    assert judged(gone, **options).verdict.reasons == ("table requests is lost",)


def test_what_is_no_line_of_a_table_makes_no_equation_of_its_cells() -> None:
    found = judged(
        NUMBERS,
        kind="identity",
        foreach={"n": "[1, 2]"},
        left="requests/$n/total",
        right="requests/granted/total",
    )
    assert (found.verdict.status, found.verdict.reasons) == (NOT_APPLICABLE, ("$n has no id",))
    # A name of `let` stands for the line that it is.
    options: dict[str, Any] = {"kind": "identity", "left": "requests/$a/total", "right": "requests/$b/total"}
    same = judged(
        NUMBERS,
        foreach={"row": "rows(requests)"},
        where="row.found",
        let={"a": "row", "b": "row.id"},
        **options,
    )
    assert (same.verdict.status, same.tally.checked) == (PASS, len(ROWS))
    assert [dict(each.terms) for each in same.tally.equations] == [{}] * len(ROWS)
