"""
Invented reports whose every number and every fault is known.

`sound(seed)` is right in all it says; `faulty(seed, key)` has one thing wrong.  The
same arguments give the same bytes.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from random import Random

from attrs import frozen

from bench.reports import prose
from bench.reports.agencies import KINDS
from bench.reports.draft import Draft, narrow
from bench.reports.drawing import Number
from bench.reports.facts import Facts, sound_facts
from bench.reports.fault import Unfit, written
from bench.reports.faults import FAULTS, Fault, Injection
from bench.reports.render import BARELESS, GLUED, STYLES

__all__ = [
    "BARELESS",
    "FAULTS",
    "GLUED",
    "KINDS",
    "STYLES",
    "Facts",
    "Fault",
    "Injection",
    "Report",
    "faulty",
    "sound",
]

_TRIES = 1000


@frozen
class Report:
    """
    A file and what is known of it.

    `truth` has what each printed cell of the tables says: a number, or None if it is
    blank or no number.  In the styles of `GLUED` a reader need not be able to tell.
    """

    data: bytes
    suffix: str
    style: str
    truth: Mapping[str, Number | None]
    facts: Facts
    faults: tuple[Fault, ...]


def sound(
    seed: int,
    *,
    style: str | None = None,
    edition: str | None = None,
    kind: str | None = None,
) -> Report:
    """
    A report without any fault; edition and kind as in `facts.sound_facts`.
    """
    random = Random(f"{seed}/sound")
    draft = prose.compose(sound_facts(random, edition=edition, kind=kind), random)
    return _report(draft, random, style or random.choice(sorted(STYLES)), ())


def faulty(
    seed: int,
    fault: str,
    *,
    style: str | None = None,
    edition: str | None = None,
    kind: str | None = None,
) -> Report:
    """
    A report with one fault, a key of `FAULTS`; raises ValueError if none can have it.

    Without a style, one is chosen in which the fault can be seen.
    """
    random = Random(f"{seed}/{fault}")
    injection = FAULTS[fault]
    shown = [each for each in sorted(STYLES) if each not in injection.avoid]
    for _ in range(_TRIES):
        draft = prose.compose(sound_facts(random, edition=edition, kind=kind), random)
        try:
            changed, made = injection(draft, random)
        except Unfit:
            continue
        return _report(changed, random, style or random.choice(shown), (made,))
    raise ValueError(f"no {kind or 'agency'} of {edition or 'any edition'} can have {fault}")


def _report(draft: Draft, random: Random, style: str, faults: tuple[Fault, ...]) -> Report:
    shown = narrow(draft) if draft.half_width else draft
    rendered = STYLES[style](shown, random)
    return Report(
        data=rendered.data,
        suffix=rendered.suffix,
        style=style,
        truth={address: _number(text) for address, text in written(draft).items()},
        facts=draft.facts,
        faults=faults,
    )


def _number(text: str) -> Number | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if "." in text else int(number)
