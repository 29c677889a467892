"""
The fuzzer itself: atheris, which sees what an input reaches by instrumented bytecode, and keeps what reaches more.

An input that breaks a law does not end the run: it is kept with what was raised, one for each place, and the run goes on.
"""

import os
import re
import resource
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import atheris
from attrs import define, field

# Whoever imports this first has disclint instrumented; bytecode that is cached was not.
with atheris.instrument_imports(include=["disclint"]):
    from bench.fuzzing.targets import TARGETS, Target
    from bench.fuzzing.trial import Limits, Trial
    from disclint.session import data

_STATUS = re.compile(rb"#(\d+)\s+(\w+)\s+cov: (\d+) ft: (\d+) corp: (\d+)/")
# libFuzzer ends a process that holds more, in MB, or whose input takes longer, in seconds of the clock.
_MOST_MEMORY, _LONGEST = 3_000, 120
_WORDS = 300


@define
class Outcome:
    """
    What came of a run: inputs tried, edges and features reached by the seeds and in the end, inputs kept, and what broke a law.
    """

    target: str
    inputs: int = 0
    began: tuple[int, int] = (0, 0)
    reached: tuple[int, int] = (0, 0)
    corpus: int = 0
    seconds: float = 0.0
    failures: list[str] = field(factory=list)


def warm() -> None:
    """
    Read what ships, so that no input is charged with it.
    """
    data.program()
    for name in ("disclint.readers.word", "disclint.readers.workbook", "disclint.readers.ofd", "disclint.readers.mht", "disclint.readers.flat",
                 "disclint.readers.pdf", "disclint.packs.loading", "disclint.schemas", "disclint.session.explaining"):  # fmt: skip
        with atheris.instrument_imports(include=["disclint"]):
            import_module(name)


def fuzz(target: Target, limits: Limits, corpus: Path | None = None, failures: Path | None = None) -> Outcome:
    """
    Fuzz one target in a process that is forked off; `corpus` grows, `failures` gets what breaks a law.
    """
    with tempfile.TemporaryDirectory() as folder:
        kept = corpus or Path(folder, "corpus")
        broken = failures or Path(folder, "failures")
        for each in (kept, broken):
            each.mkdir(parents=True, exist_ok=True)
        log = Path(folder, "log")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = os.fork()
        if not child:
            _child(target, limits, kept, broken, log)
        _, status = os.waitpid(child, 0)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        outcome = _outcome(target, log)
        outcome.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        outcome.failures += _told(broken)
        if os.waitstatus_to_exitcode(status):
            # It ran out of time or memory, or died; libFuzzer has written the input down.
            outcome.failures.append(
                f"the process ended with {os.waitstatus_to_exitcode(status)}: {log.read_text(errors='replace')[-600:]}"
            )
            for each in kept.parent.glob("crash-*"):
                shutil.move(each, broken)
        return outcome


def _changed(given: bytes, longest: int) -> bytes:
    # Which function that is is settled when the fuzzer starts.
    changed: bytes = atheris.Mutate(given, longest)
    return changed


def _child(target: Target, limits: Limits, corpus: Path, failures: Path, log: Path) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    # What is printed is of no use beside the fuzzer's lines.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(descriptor, 2)
    try:
        trial = Trial(target, limits, failures, _changed)
        found = [target.found] if target.found.is_dir() else []
        options = [
            f"-seed={limits.seed or 1}", f"-max_len={target.longest}", "-len_control=0", "-use_value_profile=0", f"-artifact_prefix={failures}/",
            f"-rss_limit_mb={_MOST_MEMORY}", f"-timeout={_LONGEST}", "-print_final_stats=1", f"-report_slow_units={_LONGEST}",
        ]  # fmt: skip
        if limits.inputs:
            options.append(f"-runs={limits.inputs}")
        folders = [str(each) for each in (corpus, target.seeds, *found)]
        atheris.Setup([sys.argv[0], *options, *folders], trial, custom_mutator=trial.mutated)
        atheris.Fuzz()
    except BaseException:  # noqa: BLE001 - a child of a fork never returns
        os.write(2, traceback.format_exc().encode())
        os._exit(9)
    os._exit(0)


def _told(failures: Path) -> Iterator[str]:
    return (each.read_text(encoding="utf-8")[:_WORDS] for each in sorted(failures.glob("*.txt")))


def _outcome(target: Target, log: Path) -> Outcome:
    found = Outcome(target.name)
    for match in _STATUS.finditer(log.read_bytes() if log.is_file() else b""):
        inputs, what, edges, features, corpus = match.groups()
        found.inputs, found.reached, found.corpus = int(inputs), (int(edges), int(features)), int(corpus)
        if what == b"INITED":
            found.began = found.reached
    done = re.search(rb"done: inputs (\d+)", log.read_bytes())
    if done:
        found.inputs = int(done[1])
    return found


def every() -> dict[str, Target]:
    """
    The targets, instrumented.
    """
    return dict(TARGETS)
