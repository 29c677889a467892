"""
The formats that `check` writes, by name.

A format takes results as they come and gives its output in pieces, so that a folder of thousands need not fit in
memory.  It gives at least one piece for each result, if an empty one: that is how several formats share one pass.
"""

from collections.abc import Callable, Iterable, Iterator

from disclint.outputs import (
    check_json,
    concise,
    csv,
    github,
    gitlab,
    html,
    junit,
    markdown,
    sarif,
    text,
    xlsx,
)
from disclint.outputs.view import View
from disclint.result import Result

Piece = str | bytes
Output = Callable[[Iterable[Result], View], Iterator[Piece]]

OUTPUTS: dict[str, Output] = {
    "text": text.write,
    "json": check_json.write,
    "concise": concise.write,
    "jsonl": check_json.write_lines,
    "sarif": sarif.write,
    "junit": junit.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "markdown": markdown.write,
    "csv": csv.write,
    "xlsx": xlsx.write,
    "html": html.write,
}
# Formats that are no text.
BINARY = frozenset(("xlsx",))
# Formats that have no place for files that were not checked.
ONLY_FINDINGS = frozenset(("concise", "csv", "gitlab"))
