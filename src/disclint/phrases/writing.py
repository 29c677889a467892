"""
Phrases written down again, folded and without blanks.
"""

from disclint.phrases.nodes import Choice, Edge, Gap, Guard, Item, Sequence, Typed, Words


def written(phrase: Sequence) -> str:
    """
    The words that write a phrase.
    """
    return "".join(map(item, phrase.items))


def item(one: Item) -> str:
    """
    The words that write a part of a phrase.
    """
    match one:
        case Words(text=text):
            return text
        case Gap(kind=kind, reach=reach):
            return f"{{{kind}{reach}}}"
        case Typed(name=name, type=type):
            return f"{{{name}:{type}}}"
        case Edge(side=side):
            return f"{{{side}}}"
        case Choice(options=options, optional=optional):
            return f"{{{_options(options)}}}{'?' if optional else ''}"
        case Guard(options=options, before=before):
            return f"{{{'<!' if before else '!'}{_options(options)}}}"


def _options(options: tuple[Sequence, ...]) -> str:
    return "|".join(map(written, options))
