"""
The tests that should notice a change, run in a child that has it.

`tried_at_once` imports all once and puts each change into a fork; `tried_anew` changes a file of a copy of the
repository and imports everything again, which takes some seconds, but holds for whatever is made while modules
are imported.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from random import Random

import pytest
from attrs import define, field, frozen

from bench.breaking.patching import patched
from bench.breaking.sites import Site

KILLED, SURVIVED, SPENT, HANGS, UNTESTED, ANEW = (
    "killed", "survived", "survived so far", "hangs", "run by no test", "wants a new import",
)  # fmt: skip
# Exit codes of a child; others are those of pytest.
_SPENT, _ANEW = 40, 41
_MEMORY = 8 << 30
# What one test may take, in seconds of CPU; none takes a third of it.
_LONGEST = 30
# So many cases of each test are asked before the others are.
_FEW = 3
# On a busy machine a second of CPU may take so many.
_PATIENCE = 40
_PARTS = ("src", "rules", "schemas", "docs", "examples", "editors", "bench", "tests", "release", ".ci")
_OPTIONS = ("-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin", "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip


@frozen
class Outcome:
    """
    What came of a change: `by` is the test that failed first, `seconds` are of CPU.
    """

    site: Site
    what: str
    by: str = ""
    seconds: float = 0


def ahead() -> None:
    """
    Import what takes long and holds nothing of disclint that a change could reach.
    """
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    # What changed code compiled is not for other changes (tests/conftest.py).
    os.environ["DISCLINT_CACHE"] = "off"
    for name in (
        "hypothesis",
        "jsonschema",
        "pyparsing",
        "rich.console",
        "rich.table",
        "click",
        "attrs",
        "yaml",
    ):
        import_module(name)


@contextmanager
def copied(repository: Path, copies: int) -> Iterator[list[Path]]:
    """
    Copies of the repository, each beside what tests look for next to it.

    They are compiled; a file that is changed has another time than what was compiled.
    """
    with tempfile.TemporaryDirectory(prefix="disclint-breaking-") as made:
        roots = [Path(made) / str(each) / "copy" for each in range(copies)]
        for part in _PARTS:
            shutil.copytree(repository / part, roots[0] / part)
        for file in repository.glob("*.*"):
            if file.is_file():
                shutil.copy2(file, roots[0])
        subprocess.run([sys.executable, "-m", "compileall", "-q", "src"], cwd=roots[0], check=True)
        for each in roots[1:]:
            shutil.copytree(roots[0], each)
        for each in roots if (repository.parent / "shared").exists() else ():
            (each.parent / "shared").symlink_to((repository.parent / "shared").resolve())
        yield roots


def tried_anew(root: Path, site: Site, tests: Sequence[str], budget: float) -> Outcome:
    """
    What the tests say of a copy with this change.
    """
    file = root / site.path
    sound, stat = file.read_bytes(), file.stat()
    file.write_bytes(site.applied(sound))
    try:
        child = _forked(site, lambda told: _pytest(root, tests, [_Limits(budget, told)]), budget)
        outcome = child.outcome()
    finally:
        file.write_bytes(sound)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return outcome


def tried_at_once(
    root: Path, work: Sequence[tuple[Site, Sequence[str]]], budget: float, jobs: int
) -> Iterator[Outcome]:
    """
    What the tests say of each change, each with its tests; as they come, which is in no order.
    """
    out, told = os.pipe()
    conductor = os.fork()
    if conductor == 0:
        os.close(out)
        asked = sorted({each.partition("::")[0] for _, tests in work for each in tests})
        _pytest(root, asked, [_Loop(root, work, budget, jobs, told)])
    os.close(told)
    with os.fdopen(out) as lines:
        for line in lines:
            index, what, seconds, by = line.rstrip("\n").split("\t", 3)
            yield Outcome(work[int(index)][0], what, by, float(seconds))
    _, status = os.waitpid(conductor, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"pytest ended with {code}")


def _in_turn(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """
    A few of each test first, for a test of a thousand cases says little more than one of three.
    """
    first, later = list[pytest.Item](), list[pytest.Item]()
    seen = Counter[str]()
    for each in dict.fromkeys(items):
        test = each.nodeid.partition("[")[0]
        seen[test] += 1
        (first if seen[test] <= _FEW else later).append(each)
    return first + later


@define
class _Child:
    site: Site
    pid: int
    out: int
    is_done: bool = field(default=False, init=False)

    def outcome(self, status: int | None = None, used: "resource.struct_rusage | None" = None) -> Outcome:
        with os.fdopen(self.out) as lines:
            by = lines.read().partition("\n")[0]
        if status is None or used is None:
            _, status, used = os.wait4(self.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        unable = (
            pytest.ExitCode.USAGE_ERROR,
            pytest.ExitCode.INTERNAL_ERROR,
            pytest.ExitCode.NO_TESTS_COLLECTED,
        )
        # Tests of a module that cannot be imported are not found, either.
        if not by and code in unable:
            raise RuntimeError(f"pytest cannot try {self.site}: exit code {code}")
        ends = {0: SURVIVED, _SPENT: SPENT, -signal.SIGALRM: SPENT, _ANEW: ANEW, -signal.SIGPROF: HANGS}
        what = ends.get(code, KILLED)
        by = by or (f"exit code {code}" if what == KILLED else "")
        return Outcome(self.site, what, by, used.ru_utime + used.ru_stime)


def _forked(site: Site, act: Callable[[int], None], budget: float) -> _Child:
    out, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        # Nobody hears this signal, so that it ends the process, wherever that is.
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE * budget)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        act(told)
    os.close(told)
    return _Child(site, pid, out)


def _pytest(root: Path, tests: Sequence[str], plugins: Sequence[object]) -> None:
    """
    Run the tests of this copy, and end.
    """
    silent = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(silent, each)
    os.chdir(root)
    os.environ["PYTHONPATH"] = str(root / "src")
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.path[:] = [str(root / "src"), str(root), *sys.path]
    for name in [each for each in sys.modules if each.partition(".")[0] in {"bench", "disclint", "tests"}]:
        del sys.modules[name]
    code = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        code = int(pytest.main([*_OPTIONS, "--rootdir", str(root), *tests], plugins=plugins))
    finally:
        os._exit(code)


class _Limits:
    """
    A plugin of pytest: tells which test failed, stops when the budget is spent, and ends what a test never leaves.
    """

    def __init__(self, budget: float, told: int) -> None:
        self.budget = budget
        self.told = told

    def pytest_runtest_setup(self) -> None:
        if time.process_time() > self.budget:
            os._exit(_SPENT)
        signal.setitimer(signal.ITIMER_PROF, _LONGEST)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.told, f"{report.nodeid}\n".encode())

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            os.write(self.told, f"{report.nodeid} (cannot be imported)\n".encode())


class _Loop:
    """
    A plugin of pytest: instead of running the tests once, it runs some of them for each change, in a fork.
    """

    def __init__(
        self, root: Path, work: Sequence[tuple[Site, Sequence[str]]], budget: float, jobs: int, told: int
    ) -> None:
        self.root, self.work, self.budget, self.jobs, self.told = root, work, budget, jobs, told

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = defaultdict[str, list[pytest.Item]](list)
        for item in session.items:
            # Tests are asked for by name or by file.
            items[item.nodeid.partition("[")[0]].append(item)
            items[item.nodeid.partition("::")[0]].append(item)
        for name, found in items.items():
            # Neighbours are much alike; who asks them in another order knows sooner.
            Random(name).shuffle(found)
        running: dict[int, tuple[int, _Child]] = {}
        for index, (site, tests) in enumerate(self.work):
            if len(running) == self.jobs:
                self._wait(running)
            act = partial(self._run, session, items, site, tests)
            child = _forked(site, act, self.budget)
            running[child.pid] = index, child
        while running:
            self._wait(running)
        return True

    def _wait(self, running: dict[int, tuple[int, _Child]]) -> None:
        pid, status, used = os.wait4(-1, 0)
        if pid not in running:
            return
        index, child = running.pop(pid)
        found = child.outcome(status, used)
        os.write(self.told, f"{index}\t{found.what}\t{found.seconds:.2f}\t{found.by}\n".encode())

    def _run(
        self,
        session: pytest.Session,
        items: Mapping[str, Sequence[pytest.Item]],
        site: Site,
        tests: Sequence[str],
        told: int,
    ) -> None:
        code = int(pytest.ExitCode.INTERNAL_ERROR)
        try:
            if site.after != site.before and not patched(self.root, site):
                os._exit(_ANEW)
            session.config.pluginmanager.register(_Limits(self.budget, told))
            asked = _in_turn(item for each in tests for item in items.get(each, ()))
            code = 0
            for item, following in zip(asked, [*asked[1:], None], strict=True):
                item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed:
                    code = 1
                    break
        except BaseException as error:  # noqa: BLE001
            # Whatever ends a run of tests is something that whoever runs them sees.
            os.write(told, f"{type(error).__name__}\n".encode())
            code = 1
        finally:
            os._exit(code)
