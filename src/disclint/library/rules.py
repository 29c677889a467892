"""
Rules and packs, and what they mean.
"""

import pathlib
from collections.abc import Iterable

from disclint.library.settings import Packs, Path, configuration_of, several
from disclint.packs.loading import LoadedPack
from disclint.result import Explanation
from disclint.rules.model import Rule
from disclint.session import data, explaining, reading
from disclint.session.config import listed


def load_pack(path: Path, *, trust: Iterable[str] = (), allow_final_off: bool = False) -> LoadedPack:
    """
    The rule pack in the folder `path`, or the installed one of that name, checked whole.

    `pack.rules` of the result are its rules with those that it inherits, `editions` the forms it reads by.
    A pack whose id is in `trust` may use `regex:`; `allow_final_off` lets it turn off rules that are `final`.

    Raises UsageError, with file and line, at the first thing that is wrong with it.
    """
    return LoadedPack(data.kit([path], trust=listed(trust), allow_final_off=allow_final_off))


def all_rules(packs: Packs = (), *, trust: Iterable[str] = ()) -> tuple[Rule, ...]:
    """
    The built-in rules, or those of `packs`, by id: title, severity, why, what to do, legal basis, examples.
    """
    return tuple(sorted(data.kit(several(packs), trust=listed(trust)).pack.rules, key=lambda each: each.id))


def explain(
    rule: str,
    path: Path | None = None,
    *,
    packs: Packs = (),
    trust: Iterable[str] = (),
    lang: str = "zh",
    previous: Path | None = None,
) -> Explanation:
    """
    What the rule with the id `rule` means; with the file at `path`, how it ended there and on what.

    `previous` is last year's report, for rules that compare the two.

    The verdict is `pass`, `fail`, `unknown`, `not_applicable`, `vacuous` or `crashed`; `evidence`
    are the cells and sentences that the rule looked at.

    Raises UsageError if there is no such rule, file or language, and Unreadable for a file without text.
    """
    kit = configuration_of((), (), None, packs, trust, lang, config=False).options(None).kit
    if path is None:
        return explaining.explained(rule, kit)
    where = pathlib.Path(path)
    parsed = reading.parse_bytes(reading.content(where), str(where), kit)
    last = None if previous is None else pathlib.Path(previous)
    return explaining.explained_on(rule, parsed, str(where), lang, kit, last)
