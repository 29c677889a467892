"""
The formats that `check` writes, by name.

A format takes results as they come and gives its output in pieces, so that a folder of thousands need not fit in
memory.  It gives at least one piece for each result, if an empty one: that is how several formats share one pass.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from disclint.outputs.view import View
from disclint.result import Result

Piece = str | bytes
Output = Callable[[Iterable[Result], View], Iterator[Piece]]


def _written_by(module: str, function: str = "write") -> Output:
    # A run writes one or two formats, and what writes the others takes as long to import as a report to judge.
    def write(results: Iterable[Result], view: View) -> Iterator[Piece]:
        writer: Output = getattr(import_module(f"disclint.outputs.{module}"), function)
        return writer(results, view)

    return write


OUTPUTS: dict[str, Output] = {
    "text": _written_by("text"),
    "json": _written_by("check_json"),
    "concise": _written_by("concise"),
    "jsonl": _written_by("check_json", "write_lines"),
    "sarif": _written_by("sarif"),
    "junit": _written_by("junit"),
    "github": _written_by("github"),
    "gitlab": _written_by("gitlab"),
    "markdown": _written_by("markdown"),
    "csv": _written_by("csv"),
    "xlsx": _written_by("xlsx"),
    "html": _written_by("html"),
}
# Formats that are no text.
BINARY = frozenset(("xlsx",))
# Formats that have no place for files that were not checked.
ONLY_FINDINGS = frozenset(("concise", "csv", "gitlab"))
