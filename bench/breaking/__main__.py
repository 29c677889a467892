"""
`python -m bench.breaking [ROOM…]`: how many breaks of the code the tests of a room notice.

With `--from FILE`, what `python -m coverage run -m pytest -p bench.breaking.watching …` wrote (CONTRIBUTING.md), each change
is shown only to the tests that run it, those that run little first; else to all of the room.  The sample hangs on the
seed and the code alone.  What survives is listed; what cannot be told apart from sound code stands, with its reason,
in `equivalent.yaml` and does not count.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from random import Random

import click
from attrs import evolve

from bench.breaking.equivalent import equivalents
from bench.breaking.learned import Learned, learned
from bench.breaking.running import (
    ANEW,
    HANGS,
    KILLED,
    SPENT,
    SURVIVED,
    UNTESTED,
    Outcome,
    ahead,
    copied,
    tried_anew,
    tried_at_once,
)  # fmt: skip
from bench.breaking.sites import Site, sites

HOME = Path(__file__).parent.parent.parent
PACKAGE = "src/disclint"
# The rooms that decide what is true, and the tests that are asked about them: quick ones, which start no other program.
TESTS = {
    room: tuple(f"tests/test_{each}.py" for each in names)
    for room, names in {
        "source": ("source_oracle", "flow", "editing", "places", "layout", "characters", "remarks", "several", "html", "readers", "lsp_text", "reports"),
        "phrases": ("phrases", "phrase_oracle", "words", "mutants", "hostile_packs", "claims", "rules"),
        "values": ("values", "expressions", "words", "explaining", "tracing", "rules"),
        "grammar": ("units_oracle", "windows_oracle", "wording_oracle", "earlier_oracle", "titles_oracle", "separated_oracle", "tables_oracle", "segments_oracle", "fastened_oracle", "heads_oracle", "rows_oracle", "runs_oracle", "several_oracle", "naming_oracle", "recognition_oracle", "recovered_oracle", "found_oracle", "sections_oracle", "headings_oracle", "binder_oracle", "labels_oracle", "cell_words_oracle", "plainrows_oracle", "stated_oracle", "wide_oracle", "split_oracle", "turning_oracle", "line_cells_oracle", "surplus_oracle", "dealing_oracle", "readings_oracle", "cells_oracle", "table_words", "report_oracle", "above_oracle", "jumbled_oracle", "recovering_oracle", "cutting_oracle", "dates_oracle", "choosing_oracle", "outline_oracle", "label_oracle", "regions_oracle", "misspelt_rows", "parting_oracle", "line_oracle", "marks_part", "row_oracle", "written_tables", "turned_oracle", "dealt_out", "told_elsewhere", "parted_cells", "cells_apart", "whose_report", "reparsed", "grammar", "tables", "readings", "outline", "several", "characters", "spliced", "turned", "stated", "arranged", "fused", "seeds", "reports", "corpus"),
        "facts": ("noughts_oracle", "unread_oracle", "sameness", "stretches", "subjects", "words", "series", "compared", "characters", "facts_oracle", "expressions", "tables", "respective", "noughts", "gaps", "claims", "reports", "seeds", "rules"),
        "rules": ("templates", "finality", "expression_cases", "example_texts", "dating", "inheriting", "completed", "expression_oracle", "expressions", "packs", "pack_errors", "strict", "completing", "explaining", "tracing", "diff", "compared", "rules"),
        "kinds": ("amid", "saying", "instances", "asking", "shares", "judges", "slips", "oracles", "conventions", "kinds", "expressions", "engine", "tracing", "explaining", "strict", "pack_errors", "rules"),
        "engine": ("engine_oracle", "wrong_rules", "verdicts", "assuring", "memory", "engine", "blame", "assurance", "tracing", "explaining", "conventions", "examples", "packs", "oracles", "rules"),
    }.items()
}  # fmt: skip
# A change and the tests that are asked about it.
_Asked = tuple[Site, Sequence[str]]
_NOTICED = (KILLED, HANGS)
# How many times the budget of a change those tests may take together that noticed any.
_CONTROL = 20


@click.command(help=__doc__)
@click.argument("rooms", nargs=-1, type=click.Choice(list(TESTS)))
@click.option(
    "--from", "files", multiple=True, type=click.Path(path_type=Path, exists=True), help="A file or a folder."
)
@click.option("--count", default=60, show_default=True, help="Changes a room; 0 for all.")
@click.option("--seed", default=1, show_default=True)
@click.option("--budget", default=60.0, show_default=True, help="Seconds of CPU for a change that survives.")
@click.option("--jobs", default=2, show_default=True)
@click.option("--at", "places", multiple=True, help="Only changes of the sample at PATH:LINE.")
@click.option("--at-least", default=0.0, help="Fail where fewer per cent are noticed.")
def main(
    *, rooms: tuple[str, ...], files: tuple[Path, ...], count: int, seed: int, budget: float, jobs: int,
    places: tuple[str, ...], at_least: float,
) -> None:  # fmt: skip
    """
    The whole way, room by room.
    """
    found = [
        each for file in files for each in (sorted(file.rglob(".coverage*")) if file.is_dir() else [file])
    ]
    known = learned(found, PACKAGE)
    same = equivalents()
    ahead()
    is_enough = True
    for room in rooms or TESTS:
        chosen = sample(room, count, seed)
        if places:
            chosen = [each for each in chosen if f"{each.path}:{each.line}".endswith(places)]
        work = [each for each in chosen if each.key not in same]
        outcomes = list(_outcomes({each: known.of(each, TESTS[room]) for each in work}, known, budget, jobs))
        print("\n".join(report(room, outcomes, len(chosen) - len(work))), flush=True)
        is_enough = is_enough and 100 * share(outcomes) >= at_least
    sys.exit(0 if is_enough else 1)


def _told(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for each in outcomes:
        print(f"{each.seconds:6.1f} s  {each.what}  {each.site}  {each.by}", file=sys.stderr, flush=True)
        yield each


def _outcomes(
    tests: Mapping[Site, Sequence[str]], known: Learned, budget: float, jobs: int
) -> Iterator[Outcome]:
    yield from (Outcome(each, UNTESTED) for each, asked in tests.items() if not asked)
    work = [each for each, asked in tests.items() if asked]
    again = [each for each in work if each.body is None]
    broken = set[str]()
    at_once = [(each, tests[each]) for each in work if each.body is not None]
    done = tried(lambda waiting: tried_at_once(HOME, waiting, budget, jobs), at_once, broken, budget)
    for site, outcome in done.items():
        if outcome.what in _NOTICED or (outcome.what != ANEW and not known.is_kept(site)):
            yield outcome
        else:
            again.append(site)
    anew = [(each, tests[each]) for each in again]
    yield from tried(lambda waiting: _anew(waiting, budget, jobs), anew, broken, budget).values()


def tried(
    trying: Callable[[Sequence[_Asked]], Iterator[Outcome]],
    work: Sequence[_Asked],
    broken: set[str],
    budget: float,
) -> dict[Site, Outcome]:
    """
    What came of each change; tests that fail on sound code, too, have noticed nothing and are entered in `broken`.
    """
    done: dict[Site, Outcome] = {}
    waiting = work
    while waiting:
        asking = [
            (site, [each for each in asked if broken.isdisjoint((each, each.partition("::")[0]))])
            for site, asked in waiting
        ]
        for outcome in _told(trying(asking)):
            done[outcome.site] = outcome
        broken.update(_failing(done.values(), budget))
        waiting = [each for each in work if _test(done[each[0]]) in broken]
    return done


def _test(outcome: Outcome) -> str:
    """
    The test that noticed a change, whatever its case; a file that could not be imported.
    """
    return outcome.by.partition("[")[0].partition(" (")[0]


def _failing(outcomes: Iterable[Outcome], budget: float) -> Iterator[str]:
    found = {_test(each): each.site for each in outcomes if each.by.startswith("tests/")}
    while found:
        site = next(iter(found.values()))
        work = [(evolve(site, after=site.before), tuple(found))]
        failing = _test(next(tried_at_once(HOME, work, _CONTROL * budget, 1)))
        if failing not in found:
            return
        yield failing
        del found[failing]


def _anew(work: Sequence[_Asked], budget: float, jobs: int) -> Iterator[Outcome]:
    with copied(HOME, jobs) as roots, ThreadPoolExecutor(jobs) as pool:
        copies = SimpleQueue[Path]()
        for each in roots:
            copies.put(each)

        def one(asked: _Asked) -> Outcome:
            site, tests = asked
            root = copies.get()
            try:
                return tried_anew(root, site, tests, budget) if tests else Outcome(site, UNTESTED)
            finally:
                copies.put(root)

        yield from pool.map(one, work)


def sample(room: str, count: int, seed: int) -> Sequence[Site]:
    """
    Changes of a room, `count` of them or all for 0.
    """
    paths = sorted(str(each.relative_to(HOME)) for each in (HOME / PACKAGE / room).rglob("*.py"))
    found = [site for path in paths for site in sites(HOME, path)]
    return Random(f"{room} {seed}").sample(found, count) if 0 < count < len(found) else found


def share(outcomes: Sequence[Outcome]) -> float:
    """
    How many of the changes were noticed; all of none.
    """
    return sum(each.what in _NOTICED for each in outcomes) / len(outcomes) if outcomes else 1.0


def report(room: str, outcomes: Sequence[Outcome], equivalent: int) -> Iterator[str]:
    """
    What is said of a room.
    """
    count = Counter(each.what for each in outcomes)
    noticed = sum(count[each] for each in _NOTICED)
    yield f"{room}: {share(outcomes):.1%} noticed, {noticed} of {len(outcomes)} ({count[HANGS]} hang); {equivalent} equivalent, not counted"
    for what in (SURVIVED, SPENT, UNTESTED):
        yield from (f"  {what}: {each.site}" for each in outcomes if each.what == what)


if __name__ == "__main__":
    main()
