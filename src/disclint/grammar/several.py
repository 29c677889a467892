"""
Where the second report of a file begins.

    file := report report*

A page may hold the reports of several years or agencies, or one report twice.  Refuses to see a second report in
a heading that stands there twice: most of the form has to come before it, and once more behind it.
"""

from collections.abc import Sequence
from itertools import accumulate

from disclint.editions import Edition
from disclint.grammar import front
from disclint.source import Flow
from disclint.syntax import Heading

# So many sections make a report of what stands there.
_ENOUGH = 4


def second(flow: Flow, edition: Edition, named: Sequence[Heading]) -> int | None:
    """
    The flow offset at which a second report begins, of the headings that name sections in a file; None without one.
    """
    order = [each.id for each in edition.sections]
    before: frozenset[str | None] = frozenset()
    behind = [*accumulate(reversed([each.section for each in named]), _with, initial=before)]
    for index, heading in enumerate(named):
        closed = named[index - 1].section in order[-2:]
        begins = closed and heading.section == order[0]
        if begins and len(before) >= _ENOUGH and len(behind[len(named) - index]) >= _ENOUGH:
            return _start(flow, flow.offset(named[index - 1].span.end), flow.offset(heading.span.start))
        before = _with(before, heading.section)
    return None


def _with(seen: frozenset[str | None], section: str | None) -> frozenset[str | None]:
    """
    The sections that were seen, and one more.
    """
    return seen if section in seen else seen | {section}


def _start(flow: Flow, after: int, heading: int) -> int:
    """
    The title of the second report if it stands between its first heading and the first report's last, else that heading.
    """
    start = after
    for at in (*(each for each in flow.lines if after < each < heading), heading):
        if front.is_title(flow, start, at):
            return start
        start = at
    return heading
