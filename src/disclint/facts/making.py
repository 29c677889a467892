"""
What stretches of text are made of: digits put side by side, brackets, words, letters of a longer name.
"""

from collections import Counter
from itertools import pairwise

from disclint.phrases import Capture
from disclint.source import NO_WIDTH, Flow

# No word of `made_of` is longer.
_LONGEST_WORD = 12
# A shorter name would be an abbreviation of too many; behind 县 it goes on for so many characters.
_ABBREVIATION = 3
_NAME_GOES_ON = 8


def glued(flow: Flow, value: Capture) -> bool:
    """
    Whether a number is made of digits that layout put side by side: two cells, a page number.
    """
    stretches = flow.chunks(value.start, value.end)
    return any(
        flow.text[left[1] - 1].isdigit()
        and flow.text[right[0]].isdigit()
        # What nobody sees parts no number.  Blanks part cells as well: a number without measure word may be a row of them.
        and (gap := flow.between(left[1] - 1, right[0]).replace(NO_WIDTH, "")) != ""
        and (value.kind == "number" or not gap.isspace())
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
    if not text or text in words:
        return True
    ends = {0}
    for start in range(len(text)):
        if start in ends:
            ends.update(
                start + length
                for length in range(1, _LONGEST_WORD + 1)
                if text[start : start + length] in words
            )
    return len(text) in ends


def unnamed(text: str, agency: str) -> str:
    """
    The text without the agency's name, if that stands in it; letters but those of its end may be left out.
    """
    if len(agency) < _ABBREVIATION or (start := text.find(agency[-_ABBREVIATION:])) < 0:
        return text
    end, left = start + _ABBREVIATION, len(agency) - _ABBREVIATION
    while start and (left := agency.rfind(text[start - 1], 0, left)) >= 0:
        start -= 1
    return text[:start] + text[end:]


def abbreviates(text: str, start: int, end: int, agency: str) -> bool:
    """
    Whether a name in which text[start:end] stands consists of the agency's characters, in their order.

    市人社局 is the 人力资源和社会保障局 of the city; both end alike.  区公安分局, too, is 市公安局…区分局, in another order.
    """
    if not agency:
        return False
    stop = text.find(agency[-1], end - 1, end + _NAME_GOES_ON) + 1
    if not stop:
        return False
    name = text[min(start, max(0, stop - _ABBREVIATION)) : stop]
    return len(name) >= _ABBREVIATION and (shortens(name, agency) or _rearranges(name, agency))


def _rearranges(name: str, agency: str) -> bool:
    return name[-2:] == agency[-2:] and len(name) > _ABBREVIATION and not Counter(name) - Counter(agency)


def shortens(name: str, agency: str) -> bool:
    """
    Whether all letters of a name stand in another, in their order.
    """
    rest = iter(agency)
    return all(each in rest for each in name)


def in_full(name: str | None, titled: str | None) -> str | None:
    """
    The agency of a title where a name says no other, else the name.
    """
    return titled if name and titled and (shortens(name, titled) or shortens(titled, name)) else name
