"""
What callers give, as settings.
"""

import pathlib
from collections.abc import Iterable, Mapping
from os import PathLike

from disclint.packs.loading import LoadedPack
from disclint.session import configured
from disclint.session.config import listed
from disclint.session.configured import Configuration

Path = str | PathLike[str]
# One pack, or several.
Packs = Path | LoadedPack | Iterable[Path | LoadedPack]
# Where settings come from: the disclint.toml nearest to each file (True), none (False), a file, or what it would say.
Config = bool | Path | Mapping[str, object]


def configuration_of(
    select: Iterable[str],
    ignore: Iterable[str],
    profile: str | None,
    packs: Packs,
    trust: Iterable[str],
    lang: str | None,
    config: Config,
) -> Configuration:
    """
    What applies, by what was given over what is configured; nothing that is empty was given.
    """
    given = {
        "select": listed(select),
        "ignore": listed(ignore),
        "profile": profile,
        "packs": several(packs),
        "trust": listed(trust),
        "lang": lang,
    }
    return configured.of({key: each for key, each in given.items() if each}, config)


def several(packs: Packs) -> tuple[Path | LoadedPack, ...]:
    """
    The packs that are given, which may be one by itself.
    """
    return (packs,) if isinstance(packs, str | PathLike | LoadedPack) else tuple(packs)


def named(name: str) -> pathlib.Path | None:
    """
    The path that a name tells, if it is a file's.
    """
    # As `<text>`: no file's name.
    return None if name.startswith("<") else pathlib.Path(name)
