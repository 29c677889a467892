"""
A phrase as one regular expression, and what it costs to look for it.

Nothing is repeated but characters of a gap, and that at most `MAX_REACH` times, so that a place of the
text costs at most `Lowered.cost` steps.  Gaps are lazy: what follows is looked for nearest first.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import count, groupby

from attrs import field, frozen

from disclint.cache import compiled
from disclint.phrases.anchors import anchors, firsts
from disclint.phrases.cost import cost, shortest_item, shortest_of
from disclint.phrases.errors import PhraseError
from disclint.phrases.nodes import Choice, Edge, Gap, Guard, Item, Sequence, Typed, Words
from disclint.phrases.numbers import PATTERNS
from disclint.phrases.sketch import Sketch, sketch

MAX_COST = 50_000
MAX_SPELLINGS = 200

_GAPS = {"..": "[^,。;:!?0-9]", "~": "[^。;!?0-9]", "*": "[^。;!?]"}
_EDGES = {"^": r"\A", "$": r"\Z"}


@frozen(slots=False)
class Lowered:
    """
    `exact` tries every reading; `nearest` lets each gap end at the first place that fits, in linear time.

    `captures` are the names and types of the patterns' groups, in order.
    """

    phrase: Sequence
    captures: tuple[tuple[str, str], ...]
    cost: int
    # How often the pattern was asked for while it was not compiled.
    asked: Iterator[int] = field(factory=count, init=False, eq=False, repr=False)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """
        Words of which one stands in any match; none if nothing can be said.
        """
        return anchors(self.phrase) or frozenset()

    @cached_property
    def firsts(self) -> frozenset[str]:
        """
        What any match begins with; none if nothing can be said.
        """
        return firsts(self.phrase) or frozenset()

    @property
    def is_compiled(self) -> bool:
        """
        Whether looking for the phrase itself costs nothing more than the looking.
        """
        return "exact" in self.__dict__ or "nearest" in self.__dict__

    @cached_property
    def sketch(self) -> Sketch | None:
        """
        A pattern that is found wherever the phrase is, and that costs little to compile.
        """
        return sketch(self.phrase)

    # Most phrases of a pack do not occur in a report, and compiling one takes milliseconds.
    @cached_property
    def exact(self) -> re.Pattern[str]:
        """
        The pattern that tries every reading.
        """
        return compiled(_lead(self.phrase) + _sequence(self.phrase, nearest=False))

    @cached_property
    def nearest(self) -> re.Pattern[str]:
        """
        The pattern that commits each gap to the first place that fits.
        """
        return compiled(_lead(self.phrase) + _sequence(self.phrase, nearest=True))


def lower(phrase: Sequence) -> Lowered:
    """
    What `phrase` compiles to; PhraseError if it can match nothing or costs too much.
    """
    if not shortest_of(phrase):
        raise PhraseError(
            "the phrase can match nothing at all", "let one part be required", phrase.at,
            ("短语的每一部分都可有可无", "至少留一部分不带“?”"),
        )  # fmt: skip
    _check_gaps(phrase)
    _check_guards(phrase)
    steps, _ = cost(phrase)
    if steps > MAX_COST:
        raise PhraseError(
            f"the gaps allow {steps} readings of one place, more than {MAX_COST}",
            "shorten the gaps or split the phrase",
            next((each.at for each in phrase.items if isinstance(each, Gap)), phrase.at),
            (f"间隔太多太长：一处就有 {steps} 种读法，最多 {MAX_COST} 种", "缩短间隔，或者拆成几条短语"),
        )
    return Lowered(
        phrase,
        tuple(_captures(phrase)),
        steps,
    )


def _check_gaps(phrase: Sequence) -> None:
    first = phrase.items[0]
    if isinstance(first, Gap):
        raise PhraseError(
            "the phrase begins with a gap", "remove it", first.at, ("短语不能以间隔开头", "删去开头的间隔")
        )
    if not any(isinstance(each, Gap) for each in phrase.items):
        return
    # A lazy gap before what may be missing always stays empty, which nobody means.
    last = max(at for at, each in enumerate(phrase.items) if not _is_optional(each))
    gap = next((each for each in phrase.items[last + 1 :] if isinstance(each, Gap)), None)
    if gap is not None and any(isinstance(each, Choice) for each in phrase.items[last + 1 :]):
        raise PhraseError(
            "all that follows the gap may be missing",
            "put the gap inside: {{..8}甲}?",
            gap.at,
            ("间隔后面的都可有可无，间隔就不起作用", "把间隔放进去：{{..8}甲}?"),
        )


def _check_guards(phrase: Sequence) -> None:
    for item in phrase.items:
        if isinstance(item, Guard) and item.before:
            for each in item.options:
                _spellings(each)
        elif isinstance(item, (Guard, Choice)):
            for each in item.options:
                _check_guards(each)


def _is_optional(item: Item) -> bool:
    return isinstance(item, Gap) or (isinstance(item, Choice) and not shortest_item(item))


def _lead(phrase: Sequence) -> str:
    # Looking back at every place of a text costs more than all the rest; one character tells where to.
    first = phrase.items[0]
    begins = firsts(phrase) if isinstance(first, Guard) and first.before else None
    return f"(?=[{re.escape(''.join(sorted({each[0] for each in begins})))}])" if begins else ""


def _sequence(phrase: Sequence, *, nearest: bool) -> str:
    parts = [_item(each, nearest=nearest) for each in phrase.items]
    if nearest:
        gaps = [at for at, each in enumerate(phrase.items) if isinstance(each, Gap)]
        # A gap and what follows it, up to the next gap, are settled once and for all.
        for at, end in zip(gaps, [*gaps, len(parts)][1:], strict=True):
            parts[at] = f"(?>{parts[at]}"
            parts[end - 1] += ")"
    return "".join(parts)


def _item(item: Item, *, nearest: bool) -> str:
    match item:
        case Words(text=text):
            pattern = re.escape(text)
        case Gap(kind=kind, reach=reach):
            pattern = f"{_GAPS[kind]}{{0,{reach}}}?"
        case Typed(type=type):
            pattern = f"({PATTERNS[type]})"
        case Edge(side=side):
            pattern = _EDGES[side]
        case Guard(options=options, before=True):
            # In one order every time, for patterns are kept by what they say.
            spellings = sorted(sorted({each for option in options for each in _spellings(option)}), key=len)
            pattern = "".join(f"(?<!{'|'.join(map(re.escape, each))})" for _, each in groupby(spellings, len))
        case Guard(options=options):
            pattern = f"(?!{_options(options, nearest=nearest)})"
        case Choice(options=options, optional=optional):
            pattern = f"(?:{_options(options, nearest=nearest)}){'?' if optional else ''}"
    return pattern


def _options(options: tuple[Sequence, ...], *, nearest: bool) -> str:
    return "|".join(_sequence(each, nearest=nearest) for each in options)


def _spellings(phrase: Sequence) -> list[str]:
    # Looking back needs to know how far, so that all spellings are written out.
    found = [""]
    for item in phrase.items:
        match item:
            case Words(text=text):
                endings = [text]
            case Choice(options=options, optional=optional):
                endings = [each for option in options for each in _spellings(option)]
                endings += [""] if optional else []
            case _:
                raise PhraseError(
                    "only words can be looked for before a place",
                    "list the words: {<!甲|乙}",
                    item.at,
                    ("{<!…} 里只能写词", "逐个列出：{<!甲|乙}"),
                )
        found = [start + end for start in found for end in endings]
        if len(found) > MAX_SPELLINGS:
            raise PhraseError(
                "the guard has too many spellings", "shorten it", item.at,
                ("{<!…} 展开以后的写法太多", "写短一些"),
            )  # fmt: skip
    return found


def _captures(phrase: Sequence) -> Iterator[tuple[str, str]]:
    for item in phrase.items:
        if isinstance(item, Typed):
            yield item.name, item.type
        elif isinstance(item, Choice):
            for each in item.options:
                yield from _captures(each)
