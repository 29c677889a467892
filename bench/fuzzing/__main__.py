"""
The command: `python -m bench.fuzzing TARGET|all --seconds N [--corpus DIR] [--inputs N] [--seed N]`.
"""

import argparse
import os
import sys
from pathlib import Path

# What was kept for the next command was compiled without the instruments.
os.environ["DISCLINT_CACHE"] = "off"


def main() -> int:
    """
    Fuzz one target, or all in turn, and print what came of each; 1 if a law was broken.
    """
    asked = argparse.ArgumentParser(prog="python -m bench.fuzzing", description=__doc__)
    asked.add_argument("target", help="a target, `all`, or `list`")
    asked.add_argument(
        "--seconds", type=float, default=60.0, help="of the processor, for each target; 0 is no limit"
    )
    asked.add_argument("--inputs", type=int, default=0, help="so many inputs and no more")
    asked.add_argument(
        "--seed", type=int, default=0, help="of chance; the same seed and --inputs, the same run"
    )
    asked.add_argument("--patience", type=float, default=1.0, help="how many times as long an input may take")
    asked.add_argument("--corpus", type=Path, help="a folder that keeps what reaches more, for the next run")
    asked.add_argument("--failures", type=Path, help="a folder for inputs that break a law")
    given = asked.parse_args()
    return run(given)


def run(given: argparse.Namespace) -> int:
    """
    Do what was asked on the command line.
    """
    from bench.fuzzing import running  # noqa: PLC0415 - imports disclint under instruments
    from bench.fuzzing.trial import Limits  # noqa: PLC0415 - as it does

    targets = running.every()
    if given.target == "list":
        for each in targets.values():
            print(f"{each.name:12} {each.what}")
        return 0
    if given.target not in (*targets, "all"):
        print(f"no target '{given.target}'; one of {', '.join(targets)}, all", file=sys.stderr)
        return 2
    running.warm()
    chosen = [each for each in targets.values() if given.target in (each.name, "all")]
    print(f"{'target':12}{'inputs':>9}{'edges':>15}{'features':>17}{'kept':>7}{'CPU s':>8}  failures")
    broken = 0
    for each in chosen:
        found = running.fuzz(
            each, Limits(given.seconds, given.inputs, given.seed, given.patience),
            given.corpus and given.corpus / each.name, given.failures and given.failures / each.name,
        )  # fmt: skip
        edges, features = (
            f"{before} → {after}" for before, after in zip(found.began, found.reached, strict=True)
        )
        print(
            f"{each.name:12}{found.inputs:9,}{edges:>15}{features:>17}{found.corpus:7,}{found.seconds:8.0f}  {len(found.failures)}",
            flush=True,
        )
        for told in found.failures:
            print("    " + told.replace("\n", "\n    "), flush=True)
        broken += len(found.failures)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
