"""
Which tests run a line, as coverage wrote it down with `bench.breaking.watching`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import frozen
from coverage import CoverageData


@frozen
class Learned:
    """
    The tests of each line of each file, by the path below the repository; and how many lines each test runs.
    """

    by_line: Mapping[str, Mapping[int, frozenset[str]]]
    size: Mapping[str, int]
    # The lines that are run before there is a test, while modules are imported.
    imported: Mapping[str, frozenset[int]]

    def of(self, path: str, first: int, last: int) -> tuple[str, ...]:
        """
        The tests that run one of these lines, then the others that run the file; those first that run little.

        What is made once and kept is run by one test only, but others use it: so they follow.
        """
        lines = self.by_line.get(path, {})
        near = {each for line in range(first, last + 1) for each in lines.get(line, ())}
        far = {each for found in lines.values() for each in found} - near
        return *self._by_size(near), *self._by_size(far)

    def is_kept(self, path: str, body: tuple[int, int] | None) -> bool:
        """
        Whether what a function gave while modules were imported may still be used; also of what is no function.
        """
        return body is None or any(body[0] <= each <= body[1] for each in self.imported.get(path, ()))

    def _by_size(self, tests: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(tests, key=lambda each: (self.size[each], each)))


def learned(files: Sequence[Path], package: str, without: Iterable[str] = ()) -> Learned:
    """
    What coverage wrote into `files`, of the modules of `package`; nothing of the test files `without`.
    """
    left_out = frozenset(without)
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
            inside = measured.rpartition(f"/{package}/")[2]
            lines = by_line.setdefault(f"{package}/{inside}", {})
            for line, contexts in data.contexts_by_lineno(measured).items():
                tests = [each for each in contexts if each and each.partition("::")[0] not in left_out]
                lines.setdefault(line, set()).update(tests)
                size.update(tests)
                if "" in contexts:
                    imported.setdefault(f"{package}/{inside}", set()).add(line)
    return Learned(
        {path: {at: frozenset(each) for at, each in lines.items()} for path, lines in by_line.items()},
        size,
        {path: frozenset(lines) for path, lines in imported.items()},
    )
