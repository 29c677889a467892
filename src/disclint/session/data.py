"""
What ships with disclint, read once a process: the forms, the words of the trade, the rules.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from disclint import schemas, yamlfile
from disclint.editions import Edition
from disclint.editions import load as editions_load
from disclint.editions.lexicon import Lexicon
from disclint.facts import Vocabulary
from disclint.resources import rules_directory
from disclint.rules import load as rules_load
from disclint.rules.documents import CONCEPTS, GUARDS
from disclint.rules.model import Pack

if TYPE_CHECKING:
    from disclint.engine import Program
    from disclint.packs.chain import Builtin, Configured
    from disclint.packs.kit import Kit
    from disclint.packs.loading import LoadedPack
    from disclint.rules.documents import Refuse

_PACK = "annual-report"
# What loading files trips over that do not keep to their schema.  The schemas are asked only then: the
# files were held against them when they were tested, and it takes a second.
_NONSENSE = (KeyError, TypeError, AttributeError, ValueError)


@cache
def editions() -> Mapping[str, Edition]:
    """
    The forms, by id, the newest first.
    """
    files = sorted(rules_directory().glob("editions/*.yaml"))
    given = [(each, each.read_bytes()) for each in files]
    try:
        return editions_load.editions(given)
    except _NONSENSE:
        for path, content in given:
            schemas.validate(yamlfile.load(content, path), "edition")
        raise


@cache
def lexicon() -> Lexicon:
    """
    The words that the grammar reads by.
    """
    path = rules_directory() / "lexicon.yaml"
    return editions_load.lexicon(path.read_bytes(), path)


@cache
def vocabulary() -> Vocabulary:
    """
    What sentences may be read as, for those who want no rules.
    """
    folder = rules_directory() / _PACK
    return _pack([folder / GUARDS, *folder.glob(f"{CONCEPTS}/*.yaml")]).vocabulary


@cache
def pack() -> Pack:
    """
    The built-in rules as they are written.
    """
    return _pack(_files())


@cache
def program() -> "Program":
    """
    The built-in rules ready to run.
    """
    from disclint.engine import compile_pack  # noqa: PLC0415 - `parse` does without

    try:
        return compile_pack(pack(), editions(), strict=False)
    except _NONSENSE:
        _ensure_valid(_files())
        raise


@cache
def builtin() -> "Kit":
    """
    What ships with disclint, to read and judge reports by; the rules are read when they are first asked for.
    """
    from disclint.packs.kit import Kit  # noqa: PLC0415 - `parse` does without rules

    # By their names, for that is how tests take them away.
    return Kit(editions(), lexicon(), lambda: pack(), lambda: program())  # noqa: PLW0108


def shipped() -> "Builtin":
    """
    The pack that ships with disclint, as others extend it.
    """
    from disclint.packs.chain import Builtin  # noqa: PLC0415 - most runs use none

    return Builtin(_PACK, pack().version, rules_directory() / _PACK)


def kit(
    packs: "Iterable[str | PathLike[str] | LoadedPack]" = (),
    *,
    trust: Iterable[str] = (),
    allow_final_off: bool = False,
    configured: "Configured | None" = None,
    refuse: "Refuse | None" = None,
) -> "Kit":
    """
    What reports are read and judged by where these packs are used; without any, what ships.

    A pack is a folder, the id of one that ships or is installed, or one that was loaded; those that a configuration
    names come before them.  Packs whose ids are in `trust` may use `regex:`; `allow_final_off` lets packs turn off rules that are `final`.
    A pack's own `disclint.lock`, and that of the configuration, must fit.  Raises the first UsageError, or gives each to
    `refuse` and leaves out what it is about.  What was loaded once is not loaded again while its files are the same.
    """
    given = tuple(packs)
    if not given and configured is None:
        return builtin()
    from disclint.packs import loading  # noqa: PLC0415 - most runs use none

    return loading.kit_of(
        given,
        builtin(),
        shipped(),
        loading.Terms(frozenset(trust), allow_final_off),
        configured=configured,
        refuse=refuse,
    )


def _files() -> Sequence[Path]:
    return sorted((rules_directory() / _PACK).rglob("*.yaml"))


@contextmanager
def _undisturbed() -> Iterator[None]:
    # All that is made stays, and looking through it for garbage doubles the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _pack(files: Iterable[Path]) -> Pack:
    try:
        return _loaded(files, strict=False)
    except _NONSENSE:
        _ensure_valid(files)
        raise


def _ensure_valid(files: Iterable[Path]) -> None:
    """
    Raise UsageError, with file and line, if one of the files has been edited into nonsense.
    """
    _loaded(files, strict=True)


def _loaded(files: Iterable[Path], *, strict: bool) -> Pack:
    sections = dict.fromkeys(each.id for form in editions().values() for each in form.sections)
    given = [(each, each.read_bytes()) for each in sorted(files)]
    with _undisturbed():
        return rules_load.pack(given, list(sections), strict=strict)
