"""
What the sieve tells is what the evaluation finds: the same verdicts and the same diagnostics, whatever the report.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from attrs import evolve
from bench.reports import FAULTS, STYLES, faulty, sound
from bench.reports import series as years
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.engine import Program, Settings, compile_pack, run
from disclint.engine.judging import judge
from disclint.facts import Company, Facts, Inapplicable, facts_of, record_of
from disclint.facts.record import ALONE, PREV
from disclint.grammar import parse
from disclint.readers import read
from disclint.rules import files
from disclint.rules.vocabulary import PROPERTIES
from disclint.sieve import sifted
from disclint.sieve.names import HELPERS
from disclint.sieve.plain import Plain
from disclint.sieve.support import Unsure
from disclint.sieve.things import Found
from disclint.source import Source
from disclint.yamlfile import Document
from tests import corpus
from tests.forms import EDITIONS, LEXICON
from tests.pack import EVERY_RULE, PACK, PROGRAM


def facts(source: Source, company: Company = ALONE) -> Callable[[], Facts]:
    parsed = parse(source, EDITIONS, LEXICON)
    return lambda: facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary, company)


def agree(
    source: Source, program: Program = PROGRAM, chosen: Settings = EVERY_RULE, company: Company = ALONE
) -> None:
    # Each with facts of its own, so that neither finds what the other left.
    make = facts(source, company)
    expected = run(program, make(), evolve(chosen, sieved=False))
    found = run(program, make(), evolve(chosen, sieved=True))
    assert found.verdicts == expected.verdicts
    assert found.diagnostics == expected.diagnostics


def text_of(seed: int, style: str) -> str:
    report = sound(seed, style=style)
    return read(report.data, f"x{report.suffix}").text


@corpus.needs_corpus
@pytest.mark.parametrize("path", corpus.files(), ids=lambda path: path.name)
def test_on_real_reports(path: Path) -> None:
    agree(read(path.read_bytes(), path.name))


@pytest.mark.parametrize("style", sorted(STYLES))
def test_on_sound_reports_by_the_rules_of_the_default_profile(style: str) -> None:
    number = sorted(STYLES).index(style)
    report = sound(number, style=style, edition=sorted(EDITIONS)[number % len(EDITIONS)])
    agree(read(report.data, f"x{report.suffix}"), chosen=Settings())


@pytest.mark.parametrize("fault", sorted(FAULTS)[::3])
def test_on_faulty_reports(fault: str) -> None:
    report = faulty(11, fault)
    agree(read(report.data, f"x{report.suffix}"))


WORDS = st.sampled_from(
    ["", " ", "-", "—", "/", "无", "12", "0", "007", "1,234", "3.5", "-2", "５", "十二", "5件", "1 2", "9" * 30, "|",
     "\n", "。", "一是", "三是", "共收到申请12件，", "占50.5%，", "约300件", "2023年", "2019年", "《条例》", "其中自然人3件、企业4件。", "同比增长20%",
     "一、总体情况\n", "五、存在的主要问题及改进情况\n", "XX", "见附件", "我局", "我镇", "（一）", "3.", "无行政复议。", "收取信息处理费100元。"]
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(sorted(STYLES)), st.data())
def test_on_reports_in_which_words_were_changed(seed: int, style: str, data: st.DataObject) -> None:
    text = text_of(seed, style)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(WORDS) + text[at + data.draw(st.integers(0, 12)) :]
    agree(Source(text))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(sorted(STYLES)), st.data())
def test_on_reports_in_which_cells_were_changed(seed: int, style: str, data: st.DataObject) -> None:
    text = text_of(seed, style)
    cells = [each.span() for each in re.finditer(r"(?<=[|\n\t ])[0-9]+(?=[|\n\t ])", text)]
    changed = data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=5)) if cells else []
    for first, last in sorted(set(changed), reverse=True):
        text = text[:first] + data.draw(WORDS) + text[last:]
    agree(Source(text))


@settings(max_examples=20, deadline=None)
@given(st.lists(WORDS | st.text(max_size=8), max_size=60).map("".join))
def test_on_any_text(text: str) -> None:
    agree(Source(text))


# Conditions of all sorts, by the list whose items `x` is.
DOMAINS = {
    "rows(requests)": ["x.found", "not exists(x.differing)", "x.index > 3", "requests/$x/total >= 0", "x.times == 1",
                       'x.id in ["granted", "new_received"]', "x.label != x.written", 'x.written matches "申请"',
                       "sum(requests/$x/@applicants) == requests/$x/total"],
    "columns(disclosure)": ['x.type == "count"', "exists(x.written)", "x.place < 900", "x.index == 1 implies x.found"],
    "labels(disputes)": ["x.demanded", 'x.sort == "header"', "x.found", "x.place > 100"],
    "cells(requests/*/total)": ['x.state == "number"', "x.value <= 50", "x.row.index < x.column.index", "x.confidence == 1",
                                'x.raw matches "{0|1}"', "x.table.counted > 3"],
    "headings()": ["x.level == 1", "exists(x.section)", "x.number == x.previous.number + 1", "x.canonical", "not x.inline",
                   'x.title matches "{情况|问题}"', "exists(x.twin)", 'x.within == "overview"', "x.index > 2"],
    'matches(prose, "{n:count}", "{y:year}")': ["x.n > 5", "exists(x.y)", "x.y == report.year", 'x.clause matches "{收到|申请}"',
                                               "length(x.sentence) > 10", 'x.unit in ["件", "条"]', "count(x.units) == 1",
                                               "exists(x.previous)", "x.parallel", 'exists(matches(x.lead, "申请"))', "x.value < 100",
                                               "x.section == x.previous.section", 'x.rest matches "。"', 'x.earlier matches "年"'],
    "claims(new_received, closed, lawsuits, reconsiderations)": [
        "x.value == requests/new_received/total", "not x.approximate", "not x.doubtful", 'x.concept == "closed"', 'x.sentence matches "件"',
        "any(y in claims(new_received): y.sentence == x.sentence)", "first(claims(closed)) == x", "exists(x.y)"],
    "paragraphs(prose)": ["x.length > 40", 'x.text matches "{公开|申请}"', 'x.section != "preamble"'],
    "sentences(overview)": ["x.length < 60", 'x.text matches "{^}{..8}年"'],
    "[section(overview), section(other), section(problems)]": ["x.exists", "x.length > 80", "exists(x.heading)",
                                                               'x matches "{问题|不足}"', "x.heading.canonical"],
    "[table(requests), table(disputes)]": ['x.state == "read"', "x.counted == x.expected", "x.extra == 0", "not x.cut",
                                           "section(x.belongs).exists", "x.edition == report.edition"],
}  # fmt: skip
ANYWHERE = [
    "report.year >= 2021", 'report.kind in ["department", "government"]', "exists(title.agency)", "exists(published)",
    'title.text matches "{y:year}"', "period.end.month == 12", "exists(period)", 'report.agency matches "{局|政府}"',
    "requests/new_received/total > 3", "sum(requests/@outcomes/total) == requests/disposed_total/total", "true",
    "min(requests/granted/total, 3) < 2", "abs(requests/granted/total - 5) <= 4", "section(overview).length > 200",
    "count(filter(z in headings(): z.level == 1)) == 6", "all(z in columns(requests): z.found)",
    'exists(last(matches(other, "{^}{d:day}{$}")).d)', "published.ordinal < ordinal(report.year + 1, 3, 31)",
    "sum(z in claims(new_received): z.value) >= requests/new_received/total", "disclosure/licences/decisions >= 0",
    "multiple(requests/granted/total, 2)", "similarity(title.text, report.agency) > 0", "length(title.text) > 20",
    'count(matches(prose, "{n:count}")) > 4', "exists(repeated(paragraphs(prose)))", "report.year == title.year",
    "max(requests/granted/total, requests/new_received/total) < 9",
]  # fmt: skip
# Nobody asks so, and the evaluation does it.
UNWRITTEN = "requests/granted/total in [1, 2]"


def conditions(leaves: list[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(leaves).map(lambda leaf: f"({leaf})"),
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(["and", "or", "implies"]), inner).map(
                lambda parts: f"({' '.join(parts)})"
            ),
            inner.map(lambda one: f"(not {one})"),
        ),
        max_leaves=4,
    )


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    domain = draw(st.sampled_from([None, *sorted(DOMAINS)]))
    leaves = [*ANYWHERE, UNWRITTEN] if domain is None else [*DOMAINS[domain], *DOMAINS[domain], *ANYWHERE]
    found: dict[str, Any] = {} if domain is None else {"foreach": {"x": domain}}
    if draw(st.booleans()):
        found["let"] = {"known": draw(conditions(leaves))}
        leaves = [*leaves, "known"]
    keys = [each for each in ("where", "when") if draw(st.booleans())]
    return found | {key: draw(conditions(leaves)) for key in (*keys, "check")}


def program_of(written: list[dict[str, Any]]) -> Program:
    words = {"zh": "不成立", "en": "it does not hold"}
    head = {
        "title": words, "kind": "assert", "severity": "error", "message": words, "why": words, "fix": words, "basis": [],
    }  # fmt: skip
    documents = (
        Document({"id": f"RND-{number}", **head, **each}, None) for number, each in enumerate(written)
    )
    return compile_pack(evolve(PACK, rules=tuple(map(files.rule, documents))), EDITIONS)


REPORTS = [Source(text_of(seed, style)) for seed, style in enumerate(sorted(STYLES)[::4])]


@settings(max_examples=20, deadline=None)
@given(st.lists(rules(), min_size=4, max_size=8), st.sampled_from(REPORTS))
def test_on_rules_of_all_sorts(written: list[dict[str, Any]], source: Source) -> None:
    agree(source, program_of(written))


@settings(max_examples=20, deadline=None)
@given(conditions(ANYWHERE), st.sampled_from(REPORTS))
def test_on_rules_that_look_at_one_thing_under_a_condition(when: str, source: Source) -> None:
    kinds = [
        {"kind": "section", "require": ["overview", "other"]},
        {"kind": "statement", "in": ["overview"], "require": ["公开"]},
        {"kind": "statement", "in": ["overview"], "forbid": ["甲乙丙丁"]},
    ]
    agree(source, program_of([{**each, "when": when} for each in kinds]))


def test_the_conditions_of_these_rules_have_a_plain_form() -> None:
    # Else the test above would compare the evaluation with itself.
    written = [{"foreach": {"x": domain}, "check": each} for domain, some in DOMAINS.items() for each in some]
    program = program_of([*written, *({"check": each} for each in (*ANYWHERE, UNWRITTEN))])
    unwritten = [each.rule.options["check"] for each in program.rules if each.plain() is None]
    assert unwritten == [UNWRITTEN]


def test_nearly_all_that_holds_is_told_by_the_sieve() -> None:
    told, held = 0, 0
    for source in REPORTS:
        make = facts(source)
        known = make()
        ended = [(each.plain(), judge(each, known).verdict.status) for each in PROGRAM.rules]
        plain = [each for each, status in ended if status in ("pass", "vacuous")]
        held += len(plain)
        told += len(sifted(make(), [(number, each) for number, each in enumerate(plain) if each]))
    assert told > 0.98 * held


# Rules that compare, but for those that look through several reports or at what is claimed there.
COMPARING = {
    "PCT-YOY-CROSS", "REQ-S5-COPY", "XYR-2020-2021", "XYR-CARRY", "XYR-JUMP", "XYR-NORM-STOCK", "XYR-NUMBER-REPEAT",
    "XYR-ORG-NAME", "XYR-PENDING", "XYR-SECTION-COPY", "XYR-STALE-YEAR", "XYR-YEAR-COPY",
}  # fmt: skip


@pytest.mark.parametrize(("seed", "fault"), [*enumerate([None, *sorted(years.FAULTS)])])
def test_on_reports_that_are_compared_with_last_years(seed: int, fault: str | None) -> None:
    faults = {} if fault is None else {2023: fault}
    company: Company = ALONE
    told = set[str]()
    for _, suffix, content in years.series(seed, "青溪县水利局", (2022, 2023, 2024), faults=faults):
        source = read(content, f"x{suffix}")
        agree(source, company=company)
        make = facts(source, company)
        if company is not ALONE:
            plain = Plain(make())
            for each in PROGRAM.rules:
                if each.rule.id in COMPARING - {"XYR-2020-2021"}:
                    form = each.plain()
                    assert form is not None, each.rule.id
                    try:
                        told |= {each.rule.id} if form(plain) is not None else set()
                    except Unsure:
                        continue
        company = {PREV: (record_of(make(), "last.txt"),)}
    assert len(told) > len(COMPARING) / 2, told


@pytest.mark.parametrize("seed", range(24))
def test_no_plain_form_has_a_fault_that_falling_back_would_hide(seed: int) -> None:
    """
    It holds, does not apply, or cannot be told: for want of a number, which nothing can be compared with.
    """
    fault = sorted(FAULTS)[seed * 5 % len(FAULTS)]
    for report in (sound(seed), faulty(seed, fault)):
        plain = Plain(facts(read(report.data, f"x{report.suffix}"))())
        for each in PROGRAM.rules:
            form = each.plain()
            if form is None or not plain.is_plain:
                continue
            try:
                form(plain)
            except (Inapplicable, Unsure):
                continue
            except TypeError as error:
                assert "NoneType" in str(error), each.rule.id  # noqa: PT017 - whatever else it is, it is a fault


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)


NAMES = {
    *(each.__name__ for each in HELPERS), *(each for each in dir(Plain) if each[0] != "_"), "plain", "known", "unset", "judge",
    *(each for each in dir(Found) if each[0] != "_"), "checked", "value", "concept", "id", "at", "similarity", "ordinal",
    "multiple", "len", "abs", "all", "any", "<genexpr>", "<listcomp>", "<lambda>", ".0", "_",
    *(f"{name}{end}" for some in PROPERTIES.values() for name in some for end in ("", "_at")),
}  # fmt: skip


def test_no_word_of_a_rule_gets_into_the_code() -> None:
    seen = 0
    for each in PROGRAM.rules:
        found = each.plain()
        if isinstance(found, FunctionType) and found.__code__.co_filename == "<rule>":
            seen += 1
            for code in codes(found.__code__):
                words = {
                    *code.co_names,
                    *code.co_varnames,
                    *code.co_freevars,
                    *code.co_cellvars,
                    code.co_name,
                }
                words |= {one for one in code.co_consts if isinstance(one, str) and "<locals>" not in one}
                assert {word for word in words if not re.fullmatch("[kv][0-9]+", word)} <= NAMES
    assert seen > 100


def test_words_that_look_like_code_are_words() -> None:
    evil = "'); raise SystemExit(1) # {0} __import__"
    program = program_of([{"let": {"exit": "report.year"}, "check": f'title.text != "{evil}" and exit > 0'}])
    assert program.rules[0].plain() is not None
    agree(REPORTS[0], program)
