"""
What the fuzzer begins with and what it has found breaks no law; a short run of it finds nothing new.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from attrs import evolve
from bench.fuzzing.targets import CORPORA, TARGETS, Target
from bench.fuzzing.trial import Limits, Trial

ROOT = Path(__file__).parent.parent
INPUTS = [
    (target, each)
    for target in TARGETS.values()
    for folder in (target.seeds, target.found)
    for each in sorted(folder.glob("*"))
]
# No wheels of it are made for other systems, and for the newest Python only after a while.
HAS_ATHERIS = find_spec("atheris") is not None
MUST_HAVE = bool(os.environ.get("CI")) and sys.version_info < (3, 14)
# Of each target, and how many times as long one may take on a machine that does other things, too.
FEW, PATIENCE = 60, 10


@pytest.mark.parametrize(
    ("target", "path"), INPUTS, ids=[f"{target.name}-{path.name}" for target, path in INPUTS]
)
def test_an_input_breaks_no_law(target: Target, path: Path) -> None:
    target.check(path.read_bytes())


def test_every_target_has_seeds_and_nothing_lies_there_for_none() -> None:
    assert all(list(each.seeds.glob("*")) for each in TARGETS.values())
    assert {each.name for folder in ("seeds", "found") for each in (CORPORA / folder).iterdir()} <= set(
        TARGETS
    )
    assert sum(path.stat().st_size for _, path in INPUTS) < 600_000


@pytest.mark.skipif(not HAS_ATHERIS and not MUST_HAVE, reason="pip install atheris (Linux on x86-64)")
def test_a_short_run_finds_nothing() -> None:
    command = [
        sys.executable,
        "-m",
        "bench.fuzzing",
        "all",
        "--seconds",
        "0",
        "--inputs",
        str(FEW),
        "--seed",
        "1",
        "--patience",
        str(PATIENCE),
    ]
    path = os.pathsep.join(each for each in (str(ROOT / "src"), os.environ.get("PYTHONPATH")) if each)
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    # Each line tells how many edges of the code the seeds reached, and how many the inputs made of them.
    reached = {line.split()[0]: int(line.split()[2]) for line in done.stdout.splitlines()[1:]}
    assert reached.keys() == TARGETS.keys()
    assert all(edges > 300 for edges in reached.values())


def test_a_broken_law_is_told_once_with_its_input(tmp_path: Path) -> None:
    def check(given: bytes) -> None:
        assert b"=" not in given, "an equals sign"
        if given == b"endless":
            raise RecursionError

    trial = Trial(
        evolve(TARGETS["settings"], check=check), Limits(), tmp_path, lambda data, most: data[:most]
    )
    for each in (b"a", b"b=", b"c=", b"endless", b"d"):
        trial(each)
    told = sorted(each.read_text("utf-8").splitlines()[0] for each in tmp_path.glob("*.txt"))
    assert len(told) == len(trial.known) == 2
    assert told[0].startswith("AssertionError")
    assert "an equals sign" in told[0]
    assert {each.read_bytes() for each in tmp_path.iterdir() if each.suffix != ".txt"} == {b"b=", b"endless"}


@pytest.mark.parametrize("name", TARGETS)
def test_a_mutated_input_is_another_one_of_at_most_the_length(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    trial = Trial(target, Limits(), tmp_path, lambda data, most: data[: most - 1] + b"x")
    seeds = [each.read_bytes() for each in sorted(target.seeds.glob("*"))[:4]]
    made = {trial.mutated(each, target.longest, seed) for each in seeds for seed in range(30)}
    assert len(made) > 40
    assert max(map(len, made)) <= target.longest
