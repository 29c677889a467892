"""
What the engine remembers of a document from one check to the next: nothing that a fresh check would tell otherwise.
"""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from attrs import evolve
from bench.reports import faulty
from hypothesis import given
from hypothesis import strategies as st

from disclint.diagnostics import CRASHED, FAIL, UNKNOWN, Verdict
from disclint.engine import Outcome, Program, Settings, blame, memory, run, wording
from disclint.engine.judging import Judged
from disclint.engine.memory import Known, Memory
from disclint.engine.planning import Plan, planned
from disclint.facts import Facts, facts_of
from disclint.grammar import Parsed, parse
from disclint.kinds.core import Finding, Place, Scope, Tally
from disclint.readers import read
from disclint.source import Source, Span
from disclint.source.shifting import Shift
from tests.edits import drawn
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK, PROGRAM

ROUNDS = {each.rule.id for each in PROGRAM.rules if each.rule.kind == "ratio"}
# What a program is planned for is kept by the function that chooses: it is one and the same.
SETTINGS = Settings(runs=lambda _id, _profile: True, sieved=True)


def text(seed: int, fault: str) -> str:
    report = faulty(seed, fault, style="pipe")
    return read(report.data, f"x{report.suffix}").text


WRONG = text(3, "TBL3-SUM-DISPOSED")


class Document:
    """
    A document that somebody edits, with its memory.
    """

    def __init__(self, program: Program = PROGRAM, settings: Settings = SETTINGS) -> None:
        self.program, self.settings = program, settings
        self.memory, self.parsed = Memory(), None
        self.plan: Plan = planned(program, settings.runs)

    def check(self, text: str) -> Outcome:
        self.parsed = parse(Source(text), EDITIONS, LEXICON, before=self.parsed)
        return run(self.program, facts(self.parsed), self.settings, self.memory)

    @property
    def troubled(self) -> set[str]:
        return {self.plan.wanted[each].rule.id for each in self.memory.troubled}


def facts(parsed: Parsed) -> Facts:
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def fresh(text: str) -> Outcome:
    return run(PROGRAM, facts(parse(Source(text), EDITIONS, LEXICON)), evolve(SETTINGS, sieved=False))


def statuses(outcome: Outcome) -> dict[str, str]:
    return {each.rule: each.status for each in outcome.verdicts}


@pytest.mark.parametrize("fault", ["TBL3-SUM-ROW", "PCT-TRUNC", "NAR-T3-RECEIVED"])
def test_whatever_is_edited_the_outcome_is_that_of_a_fresh_check(fault: str) -> None:
    whole = WRONG if fault == "TBL3-SUM-ROW" else text(5, fault)
    dice, document, now = Random(fault), Document(), whole
    before, kept = None, 0
    for number in range(12):
        found = document.check(now)
        assert found == fresh(now), number
        ended = statuses(found)
        if before is not None and document.memory.still:
            # Who ends as before ended so before; who had something to say is known by it.
            assert all(ended[each] == before[each] for each in document.memory.still)
            spoke = {id for id, status in before.items() if status in (FAIL, UNKNOWN)}
            assert spoke <= document.troubled <= spoke | ROUNDS
        kept += len(document.memory.still)
        before = ended
        start, end, new = drawn(dice, now)
        now = now[:start] + new + now[end:]
    assert kept > 300


def test_findings_move_with_what_is_put_in_above_them() -> None:
    document = Document()
    before = document.check(WRONG)
    at = WRONG.index("。") + 1
    moved = document.check(f"{WRONG[:at]}今年又是一年。{WRONG[at:]}")
    by = len("今年又是一年。")
    below = [each for each in before.diagnostics if each.address.startswith("requests/")]
    assert below
    assert document.memory.still.issuperset({each.rule for each in below})
    for each in below:
        assert evolve(each, span=Span(each.span.start + by, each.span.end + by), related=()) in [
            evolve(one, related=()) for one in moved.diagnostics
        ]


def counted(ran: Counter[str], judge: Callable[[Facts], Tally], id: str) -> Callable[[Facts], Tally]:
    def judged(facts: Facts) -> Tally:
        ran[id] += 1
        return judge(facts)

    return judged


def test_the_same_text_again_is_judged_and_said_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = Counter[str]()
    rules = tuple(evolve(each, judge=counted(ran, each.judge, each.rule.id)) for each in PROGRAM.rules)
    said, solved = Counter[str](), Counter[str]()
    monkeypatch.setattr(memory, "worded", lambda *given: said.update("a") or wording.worded(*given))
    monkeypatch.setattr(memory, "causes", lambda *given: solved.update("a") or blame.causes(*given))
    document = Document(Program(PACK, rules))
    first = document.check(WRONG)
    assert ran
    assert said.total() == len(first.diagnostics)
    assert solved.total() == 1
    for _ in range(3):
        ran.clear()
        said.clear()
        solved.clear()
        assert document.check(WRONG) == first
        assert set(ran) <= ROUNDS
        assert (said.total(), solved.total()) == (0, 0)
    assert first.diagnostics


def test_a_rule_that_crashed_is_tried_again() -> None:
    ran = Counter[str]()
    victim = next(each for each in PROGRAM.rules if each.rule.id == "SEC-ORDER")

    def broken(_: Facts) -> Tally:
        message = "no such thing"
        raise KeyError(message)

    broken = counted(ran, broken, "SEC-ORDER")
    rules = tuple(evolve(each, judge=broken) if each is victim else each for each in PROGRAM.rules)
    document = Document(Program(PACK, rules), evolve(SETTINGS, sieved=False))
    for times in (1, 2, 3):
        assert statuses(document.check(WRONG))["SEC-ORDER"] == CRASHED
        assert ran["SEC-ORDER"] == times
        assert "SEC-ORDER" not in document.memory.still
        # The others are remembered.
        assert times == 1 or len(document.memory.still) > 100


def test_after_64_checks_all_is_read_anew() -> None:
    chosen = Settings(runs=lambda id, _profile: id == "SEC-ORDER")
    document, anew = Document(settings=chosen), []
    for number in range(130):
        document.check("甲市商务局2024年政府信息公开工作年度报告\n一、总体情况\n无。\n")
        if not document.memory.still:
            anew.append(number)
    assert anew == [0, 64, 128]


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 12), st.integers(0, 4))
PLACES = st.builds(Place, SPANS, st.sampled_from(["requests/a/b", "overview"]))
SHIFTS = st.builds(
    lambda start, length, by: Shift(start, start + length, by),
    st.integers(0, 12), st.integers(0, 4), st.integers(-2, 2),
)  # fmt: skip


def finding(place: Place, related: list[Place]) -> Finding:
    return Finding(place, Scope(None, {}), related=tuple(related))  # type: ignore[arg-type]


def judged(findings: list[Finding], *, reasons: tuple[str, ...] = (), rounds: bool = False) -> Judged:
    tally = Tally(findings, 3, reasons, (), (None,) if rounds else ())  # type: ignore[arg-type]
    return Judged(PROGRAM.rules[0], Verdict("甲", FAIL), tally)


@given(st.lists(st.builds(finding, PLACES, st.lists(PLACES, max_size=2)), max_size=3), SHIFTS)
def test_what_was_found_is_where_all_its_places_are_now(findings: list[Finding], shift: Shift) -> None:
    known = Known(None, judged(findings, reasons=("不明",)), 5)
    places = [[each.place, *each.related] for each in findings]
    spans = [[shift.moved(each.span) for each in some] for some in places]
    still = known.moved(shift)
    if any(None in each for each in spans):
        assert still is None
        return
    assert still is not None
    assert still.judged is not None
    found = still.judged.tally
    assert [[each.span for each in (one.place, *one.related)] for one in found.findings] == spans
    assert [[each.address for each in (one.place, *one.related)] for one in found.findings] == [
        [each.address for each in some] for some in places
    ]
    assert (found.checked, found.reasons) == (3, ("不明",))
    assert (still.told, still.asked, still.judged.verdict) == (None, 5, known.judged and known.judged.verdict)
    if spans == [[each.span for each in some] for some in places]:
        assert still is known


@given(SHIFTS, st.sampled_from([None, 4, "不适用"]), st.booleans())
def test_of_how_it_rounds_only_what_was_told_is_kept(
    shift: Shift,
    told: int | str | None,
    is_judged: bool,  # noqa: FBT001 - drawn by position
) -> None:
    known = Known(told, judged([], rounds=True) if is_judged else None, 6)
    still = known.moved(shift)
    assert known.is_troubled is (is_judged and told is None)
    if is_judged and told is None:
        assert still is None
    else:
        assert still is not None
        assert (still.told, still.judged, still.asked) == (told, None, 6)


@pytest.mark.parametrize(
    ("tally", "is_troubled"),
    [
        (judged([]), False),
        (judged([], reasons=("不明",)), True),
        (judged([finding(Place(Span(0, 1), "a"), [])]), True),
        (judged([], rounds=True), True),
        (None, False),
    ],
)
def test_who_had_something_to_say_would_hardly_be_told_to_hold(
    tally: Judged | None, *, is_troubled: bool
) -> None:
    assert Known(None, tally, 0).is_troubled is is_troubled
    assert Known(1, tally, 0).is_troubled is False
