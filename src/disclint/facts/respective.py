"""
Lists told in order: 予以公开、部分公开和不予公开分别为9件、3件和2件; 公开9件、不公开3件,分别占75%、25%.

Refuses lists whose members cannot be counted: as many have to stand before the word as numbers behind it.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from attrs import frozen

from disclint.cache import compiled
from disclint.facts.concepts import Concept
from disclint.facts.ranges import Range
from disclint.facts.subjects import truth
from disclint.facts.words import TextFacts
from disclint.phrases import Capture, Match, phrase
from disclint.phrases.numbers import STARTS
from disclint.source import Flow
from disclint.values import Missing, Subject, Value

# No report has more of them.
_MOST = 60
# No sentence of a report is this long; hostile text has no stops at all.
_FARTHEST = 600
_WORDS = ("分别", "依次", "各占")
_NUMBERS = ("{n:percent}", "{n:count}")
# Between the word and the first number: 分别占申请总数的.
_LINK = r"[^0-9。;!?、]{0,16}"
_BETWEEN = frozenset(("、", ",", "和", "及", "以及", "与", "、和", ",和"))
# Behind the last number more of the list would begin so.
_MORE = ("、", "和", "及", "与")
_FULL_STOPS = "。!?"
# 12件和部分公开3件 are two members, 公开和部分公开12件 is one.
_PARTED = r"[、,;:]|其中|(?<=[件份条宗起例项])(?:以及|和|及|与)"
_NAMED, _LAST = r"、(?:以及|和|及|与)?", r"以及|和|及|与"
# What stands before the first member.
_OPENS = (",", ";", ":", "其中")
# What is known of the occurrence of the list.
_OF_MATCH = ("text", "passage", "lead", "rest", "earlier", "section", "value", "unit")
# 其中 does not matter: it is said of what is divided up.
_LISTED = Concept("respective", {}, (), allow=("part",))


@frozen
class Member:
    """
    One of a list: its words, the count in them if there is one, its number behind, and all of the list.
    """

    name: Range
    count: Capture | None
    value: Capture
    whole: Range


_Named = Sequence[tuple[Range, Capture | None]]


def members(flow: Flow, stretch: Range) -> Iterator[Member]:
    """
    The members of the lists in a stretch, left to right.
    """
    for at, behind in _words(flow.text, stretch):
        first, last = _passage(flow, at)
        values, end = _values(flow, behind, min(last, stretch[1]))
        if not values:
            continue
        before = max(first, stretch[0]), at
        named = _counted(flow, before, len(values)) if values[0].kind == "percent" else ()
        named = named or _plain(flow, before, len(values))
        for (name, count), value in zip(named, values, strict=False):
            yield Member(name, count, value, (named[0][0][0], end))


def respective(
    words: TextFacts, stretches: Sequence[Range], is_whole: Callable[[Concept, Match], bool]
) -> Value:
    """
    The members as subjects; `is_whole` tells whether an occurrence speaks of the report's own totals.
    """
    found = (each for stretch in stretches for each in members(words.flow, stretch))
    return tuple(_subject(words, each, is_whole) for each in islice(found, _MOST))


def _subject(words: TextFacts, of: Member, is_whole: Callable[[Concept, Match], bool]) -> Subject:
    match = Match(*of.whole, {"value": of.value})
    span = words.flow.span(of.value.start, of.value.end)
    address = words.address(span)
    return Subject("member", span, address, {
        "name": words.text(of.name),
        "n": Missing("count of the member") if of.count is None else words.capture(of.count, address),
        "own": lambda: truth(is_whole(_LISTED, match)),
    } | {each: partial(words.match(match).read, each) for each in _OF_MATCH})  # fmt: skip


def _words(text: str, stretch: Range) -> list[Range]:
    found = list[Range]()
    for word in _WORDS:
        at = text.find(word, *stretch)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word), stretch[1])
    return sorted(found)


def _passage(flow: Flow, at: int) -> Range:
    """
    From the full stop before as far as a list may go: none goes on behind the next one.
    """
    first, last = flow.paragraph(at)
    first = max(first, at - _FARTHEST)
    start = max(first, *(flow.text.rfind(each, first, at) + 1 for each in _FULL_STOPS))
    return start, min(last, at + _FARTHEST)


def _values(flow: Flow, at: int, end: int) -> tuple[list[Capture], int]:
    """
    The numbers of one kind that follow, and where they end; none if they are no list.
    """
    # Most words that are no list's have no number near them.
    if compiled(f"{_LINK}[{STARTS}]").match(flow.text, at, end) is None:
        return [], at
    for words in _NUMBERS:
        found, behind = list[Capture](), at
        for match in phrase(words).find(flow, at, end):
            between = flow.text[behind : match.start]
            if not (between in _BETWEEN if found else compiled(_LINK).fullmatch(between)):
                break
            found.append(match.captures["n"])
            behind = match.end
        if len(found) > 1 and not flow.text.startswith(_MORE, behind):
            return found, behind
    return [], at


def _counted(flow: Flow, stretch: Range, number: int) -> _Named:
    """
    The last members before the word, if each has one count.
    """
    text = flow.text
    counts = [each.captures["n"] for each in phrase("{n:count}").find(flow, *stretch)]
    parts = [
        (part, [each for each in counts if part[0] <= each.start < part[1]])
        for part in _parted(text, stretch)
    ]
    # The word may have others before it: 占总数的比例分别是.
    if parts and not parts[-1][1]:
        parts.pop()
    before, chosen = parts[:-number], parts[-number:]
    if len(chosen) < number or any(len(counted) != 1 for _, counted in chosen):
        return ()
    first = chosen[0][0][0]
    # One more, or one in brackets, and it is not clear which are meant.
    if (before and before[-1][1] and text[first - 1] == "、") or "(" in text[first : stretch[1]]:
        return ()
    return [(part, counted[0]) for part, counted in chosen]


def _plain(flow: Flow, stretch: Range, number: int) -> _Named:
    """
    As many members without counts, of the clause before the word.
    """
    text, (start, end) = flow.text, stretch
    end -= text[end - 1] == ","
    start = max(
        start, *(found + len(each) for each in _OPENS if (found := text.rfind(each, start, end)) >= 0), start
    )
    if next(iter(phrase("{n:count}").find(flow, start, end)), None) is not None:
        return ()
    names = _split(text, (start, end), _NAMED)
    if len(names) == number - 1:
        names[-1:] = _split(text, names[-1], _LAST)
    return [(each, None) for each in names] if len(names) == number else ()


def _parted(text: str, stretch: Range) -> list[Range]:
    return [each for each in _split(text, stretch, _PARTED) if each[0] < each[1]]


def _split(text: str, stretch: Range, pattern: str) -> list[Range]:
    edges = [each.span() for each in compiled(pattern).finditer(text, *stretch)]
    return list(
        zip(
            (stretch[0], *(end for _, end in edges)),
            (*(start for start, _ in edges), stretch[1]),
            strict=True,
        )
    )
