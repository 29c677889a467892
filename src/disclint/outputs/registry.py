"""
The formats that `check` writes, by name.
"""

from collections.abc import Callable, Iterable, Iterator

from disclint.outputs import check_json, concise, text
from disclint.outputs.view import View
from disclint.result import Result

# Pieces of the output as they come, so that a folder of thousands need not fit in memory.
Output = Callable[[Iterable[Result], View], Iterator[str]]

OUTPUTS: dict[str, Output] = {
    "text": text.write,
    "json": check_json.write,
    "concise": concise.write,
}
