"""
Several formats from one pass over the results.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee

from attrs import define

from disclint.outputs.registry import Output, Piece
from disclint.outputs.view import View
from disclint.result import Result


@define
class _Counted:
    """
    Results for one format, counted as it takes them.
    """

    results: Iterator[Result]
    taken: int = 0

    def __iter__(self) -> Iterator[Result]:
        for each in self.results:
            self.taken += 1
            yield each


def pieces(results: Iterable[Result], outputs: Sequence[tuple[Output, View]]) -> Iterator[tuple[int, Piece]]:
    """
    The pieces of each output with its index in `outputs`.

    The output that has taken the fewest results goes on first, so that no more than one or two results are kept.
    """
    shares = [_Counted(each) for each in tee(results, len(outputs))]
    written = {
        at: write(share, view) for at, (share, (write, view)) in enumerate(zip(shares, outputs, strict=True))
    }
    # What has been handed to a format is its own; what none needs any more is let go.
    while written:
        at = min(written, key=lambda each: shares[each].taken)
        try:
            yield at, next(written[at])
        except StopIteration:
            del written[at]
