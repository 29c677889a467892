"""
Where the second report of a file begins.

    file := report report*

A page may hold the reports of several years or agencies, or one report twice.  Refuses to see a second report in
a heading that stands there twice: most of the form has to come before it, and once more behind it.
"""

from collections.abc import Sequence

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
    for index, heading in enumerate(named):
        if index and heading.section == order[0] and _begins_again(order, named, index):
            return _start(flow, flow.offset(named[index - 1].span.end), flow.offset(heading.span.start))
    return None


def _begins_again(order: Sequence[str], named: Sequence[Heading], index: int) -> bool:
    before = {each.section for each in named[:index]}
    behind = {each.section for each in named[index:]}
    closed = named[index - 1].section in order[-2:]
    return closed and len(before) >= _ENOUGH and len(behind) >= _ENOUGH


def _start(flow: Flow, after: int, heading: int) -> int:
    """
    The title of the second report if it stands between its first heading and the first report's last, else that heading.
    """
    start = after
    for at in range(after, heading):
        if not flow.opens_line(at):
            continue
        if at > start and front.is_title(flow, start, at):
            return start
        start = at
    return start if start > after and front.is_title(flow, start, heading) else heading
