"""
Other programs at the same work, in turn with disclint: on many texts in one process, and started for one file.

yamllint reads each report as YAML, every line of it a quoted item of a list, so that it has as much to read and nothing that makes it stop.
What is started is started the same way, and waited for.  Times of many texts are the processor's.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from disclint.session import check
from disclint.session.options import Options

# So many reports go before those that are counted: what is compiled once is no report's.
WARM = 40


@frozen
class Started:
    """
    Medians of a program that was started several times: seconds until it ended, and seconds of the processor.
    """

    wall: float
    processor: float


def as_yaml(text: str) -> str:
    """
    A text as a list of its lines.
    """
    quoted = (each.replace("'", "''") for each in text.splitlines() if each.strip())
    return "---\n" + "".join(f"- '{each}'\n" for each in quoted)


def on_texts(reports: Sequence[bytes]) -> Mapping[str, float]:
    """
    The mean milliseconds of the processor that each program takes on a report, all in turn on each of them.
    """
    import autocorrect_py  # noqa: PLC0415 - only who compares has it
    from yamllint import linter  # noqa: PLC0415
    from yamllint.config import YamlLintConfig  # noqa: PLC0415

    config, options = YamlLintConfig("extends: default"), Options()
    ways: Mapping[str, Callable[[bytes], object]] = {
        "disclint": lambda data: check.check_bytes(data, "report.txt", options),
        "yamllint": lambda data: list(linter.run(as_yaml(data.decode()), config)),
        "autocorrect": lambda data: autocorrect_py.lint_for(data.decode(), "text"),
    }
    spent = dict.fromkeys(ways, 0.0)
    for number, data in enumerate(reports):
        for name, way in ways.items():
            begun = time.process_time()
            way(data)
            if number >= WARM:
                spent[name] += time.process_time() - begun
    return {name: each * 1000 / (len(reports) - WARM) for name, each in spent.items()}


def started(report: bytes, folder: Path, rounds: int) -> Mapping[str, Started]:
    """
    How long each program takes from its start to its end, in turn; what disclint and Python keep for the next one lies in folders of their own.
    """
    text, yaml = folder / "report.txt", folder / "report.yaml"
    text.write_bytes(report)
    yaml.write_text(as_yaml(report.decode()), encoding="utf-8")
    commands = {
        "disclint check FILE": ("-m", "disclint", "check", str(text)),
        "yamllint FILE": ("-m", "yamllint", str(yaml)),
        "disclint --version": ("-m", "disclint", "--version"),
        "python": ("-c", "pass"),
    }
    found: dict[str, list[tuple[float, float]]] = {each: [] for each in commands}
    kept = {"DISCLINT_CACHE": str(folder / "kept"), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment = {**os.environ, **kept, "PYTHONDONTWRITEBYTECODE": ""}
    # The first round fills the caches.
    for number in range(rounds + 1):
        for name, command in commands.items():
            each = _run((sys.executable, *command), environment)
            if number:
                found[name].append(each)
    return {name: Started(*map(statistics.median, zip(*each, strict=True))) for name, each in found.items()}


def _run(command: tuple[str, ...], environment: Mapping[str, str]) -> tuple[float, float]:
    quiet = [(os.POSIX_SPAWN_OPEN, each, os.devnull, os.O_WRONLY, 0) for each in (1, 2)]
    begun = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=quiet)
    _, _, used = os.wait4(process, 0)
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime
