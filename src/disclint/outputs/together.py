"""
Several formats from one pass over the results.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field

from disclint.outputs.registry import Output, Piece
from disclint.outputs.view import View
from disclint.result import Result


@define
class _Share:
    """
    The results for one format, counted as it takes them; what the others have not taken yet waits with them.
    """

    source: Iterator[Result]
    all: "list[_Share]"
    waiting: deque[Result] = field(factory=deque)
    taken: int = 0

    def __iter__(self) -> Iterator[Result]:
        while True:
            if not self.waiting and not self._pull():
                return
            self.taken += 1
            yield self.waiting.popleft()

    def _pull(self) -> bool:
        # Not `itertools.tee`: it lets go of results by the dozen.
        for each in self.source:
            for share in self.all:
                share.waiting.append(each)
            return True
        return False


def pieces(results: Iterable[Result], outputs: Sequence[tuple[Output, View]]) -> Iterator[tuple[int, Piece]]:
    """
    The pieces of each output with its index in `outputs`.

    The output that has taken the fewest results goes on first, so that no more than one or two results are kept.
    """
    source = iter(results)
    shares: list[_Share] = []
    shares += (_Share(source, shares) for _ in outputs)
    written = {
        at: write(share, view) for at, (share, (write, view)) in enumerate(zip(shares, outputs, strict=True))
    }
    while written:
        at = min(written, key=lambda each: shares[each].taken)
        try:
            yield at, next(written[at])
        except StopIteration:
            del written[at]
