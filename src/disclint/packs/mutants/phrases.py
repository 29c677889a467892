"""
Mutants of phrases: gaps of half and of double their reach; alternatives, guards and edges left out.

A gap that reaches as far as any may is bounded by its clause or sentence, not by its number: it is left out.
"""

from collections.abc import Iterator

from attrs import evolve

from disclint.packs.mutants.change import Change
from disclint.phrases.errors import PhraseError
from disclint.phrases.grammar import MAX_REACH, parse
from disclint.phrases.nodes import Choice, Edge, Gap, Guard, Item, Sequence
from disclint.phrases.writing import item, written


def variations(phrase: str, *, asked: bool = False) -> Iterator[tuple[Change, str]]:
    """
    The changes of a phrase, and the phrase after each.  None for what is no phrase.

    If it is only `asked` whether the phrase occurs, what may stand at its ends does not matter.
    """
    try:
        tree = parse(phrase)
    except PhraseError:
        return
    for change, new in _sequence(_core(tree) if asked else tree):
        yield change, written(new)


def _core(phrase: Sequence) -> Sequence:
    needed = [at for at, each in enumerate(phrase.items) if not (isinstance(each, Choice) and each.optional)]
    return evolve(phrase, items=phrase.items[needed[0] : needed[-1] + 1])


def _sequence(phrase: Sequence) -> Iterator[tuple[Change, Sequence]]:
    for at, one in enumerate(phrase.items):
        for change, new in _item(one):
            items = (*phrase.items[:at], *((new,) if new is not None else ()), *phrase.items[at + 1 :])
            if items:
                yield change, evolve(phrase, items=items)


def _item(one: Item) -> Iterator[tuple[Change, Item | None]]:
    match one:
        case Gap():
            yield from _gap(one)
        case Edge():
            yield Change(one.at, item(one)), None
        case Guard():
            yield Change(one.at, item(one)), None
            yield from _options(one)
        case Choice(optional=optional):
            if optional:
                yield Change(one.at, item(one)), None
                yield (
                    Change(one.at, item(one), item(evolve(one, optional=False))),
                    evolve(one, optional=False),
                )
            yield from _options(one)
        case _:
            return


def _gap(gap: Gap) -> Iterator[tuple[Change, Item | None]]:
    half, double = gap.reach // 2, min(MAX_REACH, gap.reach * 2)
    if half and gap.reach < MAX_REACH:
        narrow = evolve(gap, reach=half)
        yield Change(gap.at, item(gap), item(narrow)), narrow
    else:
        yield Change(gap.at, item(gap)), None
    if double > gap.reach:
        wide = evolve(gap, reach=double)
        yield Change(gap.at, item(gap), item(wide)), wide


def _options(one: Choice | Guard) -> Iterator[tuple[Change, Item]]:
    for at, option in enumerate(one.options):
        if len(one.options) > 1:
            rest = (*one.options[:at], *one.options[at + 1 :])
            yield Change(option.at, written(option)), evolve(one, options=rest)
        for change, new in _sequence(option):
            yield change, evolve(one, options=(*one.options[:at], new, *one.options[at + 1 :]))
