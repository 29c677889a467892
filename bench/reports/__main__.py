"""
Writes reports and what is true of them: `python -m bench.reports DIR --count N`.
"""

import argparse
import json
from pathlib import Path

from bench.reports import FAULTS, KINDS, STYLES, Report, faulty, sound


def main() -> None:
    """
    Write the files and `truth.jsonl`, one object a report.
    """
    arguments = _parser().parse_args()
    arguments.directory.mkdir(parents=True, exist_ok=True)
    lines = []
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        report = _one(seed, arguments)
        name = f"{seed:06}-{report.style}{report.suffix}"
        (arguments.directory / name).write_bytes(report.data)
        lines.append(json.dumps(_truth(name, seed, report), ensure_ascii=False))
    text = "".join(f"{each}\n" for each in lines)
    (arguments.directory / "truth.jsonl").write_text(text, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.reports")
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--style", choices=sorted(STYLES))
    parser.add_argument("--fault", choices=sorted(FAULTS))
    parser.add_argument("--edition", choices=("2019", "2021"))
    parser.add_argument("--kind", choices=KINDS)
    return parser


def _one(seed: int, arguments: argparse.Namespace) -> Report:
    wanted = {each: getattr(arguments, each) for each in ("style", "edition", "kind")}
    if arguments.fault:
        return faulty(seed, arguments.fault, **wanted)
    return sound(seed, **wanted)


def _truth(name: str, seed: int, report: Report) -> dict[str, object]:
    facts = report.facts
    return {
        "file": name,
        "seed": seed,
        "style": report.style,
        "year": facts.year,
        "edition": facts.edition,
        "agency": facts.agency.name,
        "kind": facts.agency.kind,
        "published": facts.published.isoformat(),
        "stated": sorted(facts.stated),
        "faults": [
            {
                "rule": each.rule,
                "address": each.address,
                "description": each.description,
                "note": each.note,
                "also": each.also,
            }
            for each in report.faults
        ],
        "cells": {
            address: number if isinstance(number, int | None) else str(number)
            for address, number in report.truth.items()
        },
    }


if __name__ == "__main__":
    main()
