"""
Rows with a blank between any two digits, held against looking at each line.
"""

import re
from collections import Counter
from decimal import Decimal
from random import Random

from disclint.grammar.values import Value
from disclint.grammar.wide import widely
from disclint.source import Flow, Span
from disclint.syntax import NUMBER


def cells_of(text: str, start: int, end: int, columns: int) -> list[tuple[int, int, str]] | None:
    """
    The cells of the first line that begins with a digit and has a blank in it, each as its place and its digits.
    """
    first = start
    for line in text[start:end].split("\n"):
        words = line.strip(" ")
        if words[:1].isdigit() and " " in words:
            found = [(first + each.start(), first + each.end()) for each in re.finditer(r"\S(?: ?\S)*", line)]
            written = [text[slice(*each)] for each in found]
            is_row = any(" " in each for each in written) and len(found) == columns
            if not is_row or any(set(each) - set("0123456789 ") for each in written):
                return None
            return [(*place, words.replace(" ", "")) for place, words in zip(found, written, strict=True)]
        first += len(line) + 1
    return None


def drawn_line(drawn: Random) -> str:
    numbers = [str(drawn.choice([0, 5, 5, 12, 12, 340])) for _ in range(drawn.randrange(1, 5))]
    between = drawn.choice([" ", " ", ""])
    cells = [between.join(each) for each in numbers]
    if drawn.random() < 0.2:
        cells[drawn.randrange(len(cells))] = drawn.choice(["-", "1.5", "件", "1-2", "1件"])
    line = drawn.choice([" ", "  ", "  ", "  ", "   "]).join(cells)
    return drawn.choice(["", "", "", " ", "   ", "件 "]) + line + drawn.choice(["", "", " ", "  "])


def test_wide_gaps_part_the_cells_of_the_first_line_of_digits() -> None:
    drawn, seen = Random(1), Counter[int]()
    for _ in range(3000):
        label = drawn.choice(["", "标", "标签", "标\n"])
        text = label + "\n".join(drawn_line(drawn) for _ in range(drawn.randrange(1, 4)))
        text += drawn.choice(["", "\n", "\n标签 1 2  3"])
        flow = Flow.of(text)
        start = len(label.strip())
        end = flow.offset(text.rindex("标签")) if text.endswith("3") and "\n标签" in text else len(flow.text)
        end = drawn.choice([end, end, end, drawn.randrange(start, len(flow.text) + 1)])
        columns = drawn.choice([1, 2, 3, 4])
        # Right behind the label, blanks and all.
        want = cells_of(flow.folded, start, flow.origin(end), columns)
        found = widely(flow, start, end, columns)
        assert found == (
            None
            if want is None
            else tuple(Value(Span(one, two), raw, NUMBER, Decimal(raw)) for one, two, raw in want)
        ), text
        seen[0 if want is None else len(want)] += 1
    assert min(seen[each] for each in range(5)) > 20
