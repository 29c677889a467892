"""
How the pack fares with wording that nobody tuned it for: `python -m bench.paraphrase [PAIRS] [FIRST] [second|third|fourth|fifth] [--list]`.

Prints by kind of sentence how many wrong numbers were found, and the precision of error-level findings; with `--list`
also what was missed and every false alarm.
"""

import sys

from bench.paraphrase.paragraphs import WORDINGS
from bench.paraphrase.score import Outcome, outcomes, tallied

_PAIRS = 2000
_FIRST_SEED = 400_000


def main(*arguments: str) -> None:
    """
    Print the table.
    """
    numbers = [int(each) for each in arguments if each.isdigit()]
    pairs, first = (*numbers, _PAIRS, _FIRST_SEED)[:2] if len(numbers) != 1 else (numbers[0], _FIRST_SEED)
    wording = next((each for each in arguments if each in WORDINGS), "first")
    found = list(outcomes(range(first, first + pairs), wording))
    if "--list" in arguments:
        for each in found:
            _listed(each)
    tallies = tallied(found)
    print(f"{'kind':30} pairs   recall   as error  at the number  false errors  warnings on sound")
    for kind, tally in tallies.items():
        shares = [count / tally.pairs for count in (tally.found, tally.errors)]
        named = tally.named / tally.found if tally.found else 0
        print(
            f"{kind:30} {tally.pairs:5} {shares[0]:8.1%} {shares[1]:9.1%} {named:13.1%} {tally.alarms:12} {tally.warnings:12}"
        )
    right = sum(each.errors for each in tallies.values())
    wrong = sum(each.alarms for each in tallies.values())
    hit = sum(each.found for each in tallies.values())
    print(
        f"all: {pairs} pairs, recall {hit / pairs:.2%}, precision of errors {right / (right + wrong or 1):.2%} ({wrong} false), {sum(each.warnings for each in tallies.values())} warnings on {pairs} sound reports"
    )


def _listed(found: Outcome) -> None:
    if not found.found:
        print(f"missed  {found.pair.kind}: {found.pair.said} [{found.pair.number}]")
    for rule, _, message in (*found.alarms, *found.astray):
        print(f"FALSE   {found.pair.kind}: {rule} {message}")
    for rule, _, message in found.warnings:
        print(f"warning {found.pair.kind}: {rule} {message}")


if __name__ == "__main__":
    main(*sys.argv[1:])
