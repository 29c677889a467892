"""
Ways to write results down.  Refuses to decide anything: what is wrong was decided before.
"""

from collections.abc import Callable, Iterable, Iterator

from disclint.outputs import check_json, concise, text
from disclint.outputs.view import View
from disclint.result import Result

__all__ = ["OUTPUTS", "Output", "View"]

# Pieces of the output as they come, so that a folder of thousands need not fit in memory.
Output = Callable[[Iterable[Result], View], Iterator[str]]

OUTPUTS: dict[str, Output] = {
    "text": text.write,
    "json": check_json.write,
    "concise": concise.write,
}
