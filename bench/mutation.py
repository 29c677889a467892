"""
How many changed cells are noticed: `python -m bench.mutation [REPORTS]`.

Every report is sound and a different one, in turn in all layouts whose cells can be told apart; then one number,
or two, of Table 3 or 4 is another.  A change is noticed if the report has an error or a warning that it did not
have before; it is named if such a finding lies at the changed cell, and listed if the cell is among its places.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from random import Random

from attrs import evolve, frozen

from bench.reports import GLUED, STYLES, prose
from bench.reports.draft import Draft, narrow, recast
from bench.reports.facts import sound_facts
from bench.reports.fault import written
from disclint.diagnostics import Diagnostic
from disclint.engine import Program, run
from disclint.facts import facts_of
from disclint.grammar import parse
from disclint.readers import read
from disclint.session import data

_REPORTS = 60
_FIRST_SEED = 70_000
# Changes for each report: of one cell of a table, and of two.
_SINGLE = {"requests": 12, "disputes": 6}
_PAIRS = {"requests": 6}
_LAYOUTS = sorted(set(STYLES) - GLUED)
_LARGEST_STEP = 9
SEEN, NAMED, LISTED = "noticed", "named", "among the places"


@frozen
class Change:
    """
    The cells of a table that were changed, what they say now, and which of `SEEN`, `NAMED`, `LISTED` came of it.
    """

    layout: str
    table: str
    cells: Mapping[str, int]
    came: frozenset[str]


def changes(seed: int, program: Program) -> Iterator[Change]:
    """
    What comes of changes to one report.
    """
    random = Random(f"{seed}/mutation")
    draft = prose.compose(sound_facts(random), random)
    layout = _LAYOUTS[seed % len(_LAYOUTS)]
    judge = _Judge(seed, layout, program)
    before = {_key(each) for each in judge(draft)}
    addresses = sorted(written(draft))
    for how_many, numbers in ((1, _SINGLE), (2, _PAIRS)):
        for table, number in numbers.items():
            among = [each for each in addresses if each.startswith(f"{table}/")]
            for _ in range(number):
                cells = {
                    each: _other(random, int(draft.facts.values[each]))
                    for each in random.sample(among, how_many)
                }
                found = [each for each in judge(_with(draft, cells)) if _key(each) not in before]
                yield Change(layout, table, cells, _came(found, cells))


@frozen
class _Judge:
    seed: int
    layout: str
    program: Program

    def __call__(self, draft: Draft) -> list[Diagnostic]:
        """
        The errors and warnings of a report, laid out the same way each time.
        """
        shown = narrow(draft) if draft.half_width else draft
        rendered = STYLES[self.layout](shown, Random(f"{self.seed}/layout"))
        editions = data.editions()
        source = read(rendered.data, f"report{rendered.suffix}")
        parsed = parse(source, editions, data.lexicon())
        facts = facts_of(parsed.report, parsed.flow, parsed.source, editions, self.program.pack.vocabulary)
        return [each for each in run(self.program, facts).diagnostics if each.severity != "info"]


def _key(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.rule, diagnostic.variant, diagnostic.address


def _came(found: Iterable[Diagnostic], cells: Mapping[str, int]) -> frozenset[str]:
    came = set[str]()
    for each in found:
        came.add(SEEN)
        if each.address in cells:
            came.add(NAMED)
        if cells.keys() & {each.address, *(place.address for place in each.related)}:
            came.add(LISTED)
    return frozenset(came)


def _other(random: Random, number: int) -> int:
    """
    A number that a slip makes of this one: a digit swapped, dropped, doubled or another, or one nearby.
    """
    text = str(number)
    at = random.randrange(len(text))
    slips = {
        number + random.randint(1, _LARGEST_STEP),
        max(0, number - random.randint(1, _LARGEST_STEP)),
        int(text[:at] + text[at] + text[at:]),
        int(text[:at] + str(random.randint(0, 9)) + text[at + 1 :]),
        int(text[:at] + text[at + 1 :] or "0"),
        int(text[:-2] + text[:-3:-1]),
    }
    return random.choice(sorted(slips - {number}))


def _with(draft: Draft, cells: Mapping[str, int]) -> Draft:
    table = next(iter(cells)).split("/", maxsplit=1)[0]
    return recast(
        draft,
        table,
        lambda cell: evolve(cell, text=str(cells[cell.address])) if cell.address in cells else cell,
    )


def score(found: Iterable[Change]) -> Mapping[tuple[str, int], Counter[str]]:
    """
    How many changes there were, by table and number of cells, under "", and how many ended so.
    """
    counted: dict[tuple[str, int], Counter[str]] = {}
    for each in found:
        counter = counted.setdefault((each.table, len(each.cells)), Counter())
        counter.update(["", *each.came])
    return counted


def main(reports: int = _REPORTS) -> None:
    """
    Print the score, and the single changes that nobody noticed.
    """
    program = data.program()
    seeds = range(_FIRST_SEED, _FIRST_SEED + reports)
    found = [change for seed in seeds for change in changes(seed, program)]
    print(f"{reports} reports, {len(found)} changes")
    for (table, cells), counter in score(found).items():
        shares = "  ".join(f"{each} {counter[each] / counter['']:7.2%}" for each in (SEEN, NAMED, LISTED))
        print(f"{table:9} {cells} cell{'s' if cells > 1 else ' '} {counter['']:6}  {shares}")
    for each in found:
        if SEEN not in each.came and len(each.cells) == 1:
            print(f"unnoticed: {each.layout}: {dict(each.cells)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
