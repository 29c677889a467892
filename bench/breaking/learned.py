"""
Which tests run a line, as coverage wrote it down with `bench.breaking.watching`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import frozen
from coverage import CoverageData

from bench.breaking.sites import Site

# How many of the tests that are known are asked before whole files.
_FIRST = 10


@frozen
class Learned:
    """
    The tests of each line of each file, by the path below the repository; and how many lines each test runs.
    """

    by_line: Mapping[str, Mapping[int, frozenset[str]]]
    size: Mapping[str, int]
    # The lines that are run before there is a test, while modules are imported.
    imported: Mapping[str, frozenset[int]]

    def of(self, site: Site, files: Iterable[str]) -> tuple[str, ...]:
        """
        The tests of some files that run a place, then the others that run its module; those first that run little.

        What is made once and kept is run by one test only, but others use it: so they follow.  A file of which
        nothing is known stands for all its tests, behind the first few that are known.
        """
        lines = self.by_line.get(site.path, {})
        near = {each for line in range(site.line, site.last + 1) for each in lines.get(line, ())}
        far = {each for found in lines.values() for each in found} - near
        known = {_file(each) for each in self.size}
        asked = [
            each for some in (near, far) for each in sorted(some, key=lambda each: (self.size[each], each))
        ]
        wanted = dict.fromkeys(files)
        unknown = [each for each in wanted if each not in known]
        ready = [each for each in asked if _file(each) in wanted]
        return *ready[:_FIRST], *unknown, *ready[_FIRST:]

    def is_kept(self, site: Site) -> bool:
        """
        Whether what a function gave while modules were imported may still be used; also of what is no function.
        """
        if site.body is None or not self.size:
            return True
        first, last = site.body
        return any(first <= each <= last for each in self.imported.get(site.path, ()))


def learned(files: Sequence[Path], package: str) -> Learned:
    """
    What coverage wrote into `files`, of the modules of `package`.
    """
    by_line: dict[str, dict[int, set[str]]] = {}
    size = Counter[str]()
    imported: dict[str, set[int]] = {}
    for file in files:
        data = CoverageData(str(file))
        data.read()
        # Programs that tests start know nothing of tests.
        if data.measured_contexts() <= {""}:
            continue
        for measured in data.measured_files():
            path = f"{package}/{measured.rpartition(f'/{package}/')[2]}"
            for line, contexts in data.contexts_by_lineno(measured).items():
                tests = [each for each in contexts if each]
                by_line.setdefault(path, {}).setdefault(line, set()).update(tests)
                size.update(tests)
                if "" in contexts:
                    imported.setdefault(path, set()).add(line)
    return Learned(
        {path: {at: frozenset(each) for at, each in lines.items()} for path, lines in by_line.items()},
        size,
        {path: frozenset(lines) for path, lines in imported.items()},
    )


def _file(test: str) -> str:
    return test.partition("::")[0]
