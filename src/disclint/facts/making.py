"""
What stretches of text are made of: digits put side by side, brackets, words one after the other.
"""

from itertools import pairwise

from disclint.phrases import Capture
from disclint.source import Flow

# No word of `made_of` is longer.
_LONGEST_WORD = 12


def glued(flow: Flow, value: Capture) -> bool:
    """
    Whether a number is made of digits that layout put side by side: two cells, a page number.
    """
    stretches = flow.chunks(value.start, value.end)
    return any(
        flow.text[left[1] - 1].isdigit()
        and flow.text[right[0]].isdigit()
        and not flow.between(left[1] - 1, right[0]).isspace()
        for left, right in pairwise(stretches)
    )


def leaves_bracket(between: str) -> bool:
    """
    Whether a bracket closes in the text that was not opened in it.
    """
    depth = 0
    for char in between:
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                return True
            depth -= 1
    return False


def consists(text: str, words: frozenset[str]) -> bool:
    """
    Whether the text is nothing but words, one after the other.
    """
    ends = {0}
    for start in range(len(text)):
        if start in ends:
            ends.update(
                start + length
                for length in range(1, min(_LONGEST_WORD, len(text) - start) + 1)
                if text[start : start + length] in words
            )
    return len(text) in ends
