"""
Invented reports whose every number and every fault is known.

`sound(seed)` is right in all it says; `faulty(seed, key)` has one thing wrong.  The
same arguments give the same bytes.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from random import Random

from attrs import evolve, frozen

from bench.reports import prose
from bench.reports.agencies import KINDS
from bench.reports.draft import Chrome, Draft, narrow
from bench.reports.drawing import Number
from bench.reports.facts import Facts, sound_facts
from bench.reports.fault import Unfit, written
from bench.reports.faults import EVERY, FAULTS, Fault, Injection
from bench.reports.render import BARELESS, GLUED, STYLES

__all__ = [
    "BARELESS",
    "EVERY",
    "FAULTS",
    "GLUED",
    "KINDS",
    "STYLES",
    "Facts",
    "Fault",
    "Injection",
    "Report",
    "drafted",
    "faulty",
    "sound",
    "truth",
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
    draft, random = _sound_draft(seed, edition, kind)
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
    A report with one fault, a key of `EVERY`; raises ValueError if none can have it.

    Without a style, one is chosen in which the fault can be seen.
    """
    draft, random, made = _faulty_draft(seed, fault, edition, kind)
    shown = [each for each in sorted(STYLES) if each not in EVERY[fault].avoid]
    return _report(draft, random, style or random.choice(shown), (made,))


def drafted(
    seed: int, fault: str | None = None, *, edition: str | None = None, kind: str | None = None
) -> Draft:
    """
    The same reports before they are laid out, with nothing around them; for layouts of one's own.
    """
    found = (
        _sound_draft(seed, edition, kind)[0]
        if fault is None
        else _faulty_draft(seed, fault, edition, kind)[0]
    )
    return evolve(narrow(found) if found.half_width else found, chrome=Chrome())


def truth(draft: Draft) -> dict[str, Number | None]:
    """
    What each printed cell of the tables says: a number, or None if it is blank or no number.
    """
    return {address: _number(text) for address, text in written(draft).items()}


def _sound_draft(seed: int, edition: str | None, kind: str | None) -> tuple[Draft, Random]:
    random = Random(f"{seed}/sound")
    return prose.compose(sound_facts(random, edition=edition, kind=kind), random), random


def _faulty_draft(
    seed: int, fault: str, edition: str | None, kind: str | None
) -> tuple[Draft, Random, Fault]:
    random = Random(f"{seed}/{fault}")
    injection = EVERY[fault]
    for _ in range(_TRIES):
        draft = prose.compose(sound_facts(random, edition=edition, kind=kind), random)
        try:
            changed, made = injection(draft, random)
        except Unfit:
            continue
        return changed, random, made
    raise ValueError(f"no {kind or 'agency'} of {edition or 'any edition'} can have {fault}")


def _report(draft: Draft, random: Random, style: str, faults: tuple[Fault, ...]) -> Report:
    shown = narrow(draft) if draft.half_width else draft
    rendered = STYLES[style](shown, random)
    return Report(
        data=rendered.data,
        suffix=rendered.suffix,
        style=style,
        truth=truth(draft),
        facts=draft.facts,
        faults=faults,
    )


def _number(text: str) -> Number | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if "." in text else int(number)
