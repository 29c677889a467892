"""
What judging a report takes, with the sieve and without it: `python -m bench.judging [REPORTS]`.

Both ways take turns on each report, and must end the same; times are the processor's, the best of five.  Every report
is a different one, in turn in all layouts; none was seen before but for warming up.
"""

import cProfile
import pstats
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from bench.reports import STYLES, sound
from disclint.engine import Program, Settings, run
from disclint.facts import Facts, facts_of
from disclint.grammar import parse
from disclint.readers import read
from disclint.session import data
from disclint.sieve import sifted

_REPORTS = 105
_ROUNDS = 5
_FIRST_SEED = 90_000
_LAYOUTS = sorted(STYLES)
WAYS = {"evaluated": False, "sieved": True}


def reports(program: Program, first: int, count: int) -> list[Callable[[], Facts]]:
    """
    The facts of some generated reports, each made anew when it is asked for.
    """
    found: list[Callable[[], Facts]] = []
    for seed in range(first, first + count):
        report = sound(seed, style=_LAYOUTS[seed % len(_LAYOUTS)])
        parsed = parse(read(report.data, f"report{report.suffix}"), data.editions(), data.lexicon())
        found.append(
            partial(
                facts_of, parsed.report, parsed.flow, parsed.source, data.editions(), program.pack.vocabulary
            )
        )
    return found


def timed(program: Program, make: Callable[[], Facts]) -> dict[str, float]:
    """
    The milliseconds that each way takes on a report.
    """
    best = dict.fromkeys(WAYS, float("inf"))
    outcomes = {}
    for _ in range(_ROUNDS):
        for way, is_sieved in WAYS.items():
            start = time.process_time()
            outcomes[way] = run(program, make(), Settings(sieved=is_sieved))
            best[way] = min(best[way], time.process_time() - start)
    if outcomes["evaluated"] != outcomes["sieved"]:
        raise ValueError("the sieve and the evaluation differ")
    return {way: seconds * 1000 for way, seconds in best.items()}


def calls(program: Program, made: list[Callable[[], Facts]], *, is_sieved: bool) -> float:
    """
    How many functions are called to judge a report.
    """
    profile = cProfile.Profile()
    profile.enable()
    for make in made:
        run(program, make(), Settings(sieved=is_sieved))
    profile.disable()
    return int(pstats.Stats(profile).total_calls) / len(made)  # type: ignore[attr-defined]


def told(program: Program, make: Callable[[], Facts]) -> tuple[int, int]:
    """
    Of how many verdicts of the default profile the sieve tells how many.
    """
    known = {each.rule.id: each for each in program.rules}
    verdicts = [
        each
        for each in run(program, make(), Settings(sieved=False)).verdicts
        if each.status != "not_applicable"
    ]
    forms = ((number, known[each.rule].plain()) for number, each in enumerate(verdicts))
    return len(sifted(make(), [(number, form) for number, form in forms if form])), len(verdicts)


def main(count: int = _REPORTS) -> None:
    """
    Print times, calls and the share of verdicts that the sieve tells.
    """
    program = data.program()
    for make in reports(program, _FIRST_SEED - len(_LAYOUTS), len(_LAYOUTS)):
        timed(program, make)  # Patterns are compiled when they are first needed.
    made = reports(program, _FIRST_SEED, count)
    times = [timed(program, make) for make in made]
    shares = [told(program, make) for make in made]
    print(f"{count} reports, {len(program.rules)} rules; milliseconds of the processor a report")
    for way, is_sieved in WAYS.items():
        found = sorted(each[way] for each in times)
        print(
            f"{way:10} mean {statistics.mean(found):6.2f}  median {statistics.median(found):6.2f}"
            f"  p95 {found[int(len(found) * 0.95)]:6.2f}  calls {calls(program, made, is_sieved=is_sieved):8.0f}"
        )
    ratio = statistics.median(each["evaluated"] / each["sieved"] for each in times)
    some, whole = (sum(each) for each in zip(*shares, strict=True))
    print(f"times faster {ratio:.2f}; the sieve tells {some / whole:.1%} of the verdicts on what applies")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
