"""
The numbers of a table with one line of them (表四), where blanks or line ends part them and words may stand between its groups.

    run := (value | bullet)*        behind the first label, up to the next words

Refuses groups whose names do not say which is whose.
"""

from collections.abc import Sequence

from disclint.editions import TableForm
from disclint.grammar.labels import ROW, Hit
from disclint.grammar.values import ROW_OF_DIGITS, Value, stream
from disclint.source import Flow
from disclint.syntax import DASH

# What may stand before each cell of a list.
_BULLETS = frozenset("·•●○▪■□◆◇*")


def runs_of(flow: Flow, hits: Sequence[Hit], end: int) -> list[list[Value]]:
    """
    Stretches of values that no words interrupt, behind the first label.
    """
    if not hits:
        return []
    runs: list[list[Value]] = [[]]
    for begin, stop in flow.chunks(hits[0].end, end):
        words = flow.text[begin:stop]
        values = stream(flow, begin, stop)
        if values and all(not char.isalpha() for char in words):
            runs[-1].extend(values)
        elif values and values[0].state == DASH:
            # A word for nothing is a cell only among its like: after numbers it is a sentence.
            if any(each.state != DASH for each in runs[-1]):
                runs.append([])
            runs[-1].extend(values)
        elif (
            values
            and values[0].glued
            and (words.endswith(values[-1].raw) or len(values[-1].raw) >= ROW_OF_DIGITS)
        ):
            runs.append(list(values[-1:]))
        elif words not in _BULLETS:
            runs.append([])
    return [each for each in runs if each]


def _in_groups(form: TableForm, hits: Sequence[Hit], runs: Sequence[list[Value]], width: int) -> list[Value]:
    """
    The values of runs that are whole groups, all of which are named: in the form's order, or each with a run.
    """
    named = [*dict.fromkeys(row.id for each in hits if (row := each.of(ROW)))]
    order = [each.id for each in form.rows()]
    if any(len(each) % width for each in runs) or sorted(named) != sorted(order):
        return []
    if len(runs) == len(order):
        return [value for id in order for value in runs[named.index(id)]]
    return [value for each in runs for value in each] if named == order else []


def best_run(
    runs: Sequence[list[Value]], size: tuple[int, int], form: TableForm, hits: Sequence[Hit]
) -> list[Value]:
    """
    The run with the wanted number of values, else the one with the most digits.

    If the groups are named in the form's order, runs of groups that are as many values together come before the latter.
    """
    if not runs:
        return []
    wanted = size[0] * size[1]
    exact = next((each for each in runs if len(each) == wanted), None)
    if exact is None and sum(map(len, runs)) == wanted:
        exact = _in_groups(form, hits, runs, size[0])
    return exact or max(runs, key=lambda run: sum(len(each.raw) for each in run))
