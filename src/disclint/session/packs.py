"""
What people do with packs of their own: begin one, check it, run its examples, lock it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from disclint import disk
from disclint.errors import UsageError
from disclint.packs import beginning, chain, folder, lints, loading, locking, testing, unused
from disclint.packs.kit import Kit
from disclint.rules.documents import HEAD, Documents
from disclint.rules.model import Rule
from disclint.session import config, configured, data


@frozen(eq=False)
class Checked:
    """
    What is wrong with a pack, and what may be; `kit` if it can be used all the same.
    """

    problems: tuple[UsageError, ...]
    notes: tuple[UsageError, ...] = ()
    kit: Kit | None = None
    own: int = 0


def begin(name: str) -> tuple[Path, ...]:
    """
    Write a pack into the folder `name`; the files.  Raises UsageError if it is there already.
    """
    return beginning.begin(Path(name), data.shipped())


def check(root: str, trust: Iterable[str] = ()) -> Checked:
    """
    All that is wrong with the pack in a folder.
    """
    found: list[UsageError] = []
    try:
        kit = data.kit([root], trust=trust, refuse=found.append)
    except UsageError as error:
        # What it extends cannot be had; its own files can be looked at all the same.
        return Checked(_each_once([error, *_files(root)]))
    own = tuple(each for each in testing.own_rules(kit))
    head = next((each.head for each in kit.layers if each.id == kit.pack.id), None)
    found += lints.problems(kit, own)
    notes: list[UsageError] = []
    if head is not None:
        declared = head.data.get("templates", {})
        found += lints.template_problems([kit.pack.templates[each] for each in declared])
    # What a rule uses that is left out is not known.
    if head is not None and not found:
        notes += unused.idle(kit)
        notes += unused.notes(kit, head, tuple(each for each in kit.pack.rules if each.pack == kit.pack.id))
    return Checked(_each_once(found), _each_once(notes), kit, len(own))


def _files(root: str) -> Iterator[UsageError]:
    found: list[UsageError] = []
    try:
        Documents(found.append, strict=True).read(folder.read(Path(root)).given())
    except UsageError as error:
        found.append(error)
    yield from found


def _each_once(found: Iterable[UsageError]) -> tuple[UsageError, ...]:
    unique = {(str(each.where), each.line, each.problem): each for each in found}
    return tuple(sorted(unique.values(), key=lambda each: (str(each.where), each.line or 0)))


@frozen(eq=False)
class Chosen:
    """
    A pack that can be used, and the rules of it that are to be tested.
    """

    kit: Kit
    rules: tuple[Rule, ...]


class UnusableError(UsageError):
    """
    A pack cannot be loaded.
    """


def chosen(
    root: str, trust: Iterable[str] = (), ids: Iterable[str] = (), *, inherited: bool = False
) -> Chosen:
    """
    The rules of the pack in a folder, or those of them with these ids, which may be patterns.

    Raises UnusableError if it cannot be loaded, another UsageError if there is no such rule.
    """
    try:
        kit = data.kit([root], trust=trust)
        rules = testing.own_rules(kit, inherited=inherited)
        _ = kit.program
    except UsageError as error:
        raise UnusableError(
            error.problem, error.remedy, error.where, error.line, error.zh, error.column
        ) from error
    return Chosen(kit, testing.named(rules, ids))


def lock(name: str, trust: Iterable[str] = ()) -> Path:
    """
    Write `disclint.lock` beside the pack in a folder, else beside the configuration for it; its path.

    Raises UsageError if the packs cannot be used: who trusts a lock takes what it names for sound.  The configuration is the file of that name, or the one nearest to the folder, and names packs.
    """
    place, roots = Path(name), [name]
    if not (place / HEAD).is_file() and place.exists():
        place, roots = _configured(place)
    layers = chain.layers(roots, data.shipped())
    # The lock that is there may be the old one.
    _ = loading.kit(layers, data.builtin(), loading.Terms(frozenset(trust), allow_final_off=True)).program
    target = place / locking.NAME
    if target.is_symlink():
        raise UsageError("this is a link", "take it away", target, zh=("这是一个链接", "先删去它"))
    try:
        disk.put(target, locking.written(layers, place).encode(), disk.SHARED)
    except OSError as error:
        raise disk.unwritable(str(target), error) from error
    return target


def _configured(place: Path) -> tuple[Path, list[str]]:
    """
    The folder of the configuration for a folder, and those of the packs that it names.
    """
    if place.is_file():
        found = configured.Configuration(used=config.named(place), judges=False).config(None)
    else:
        found = configured.Configuration(judges=False).config(place / "_")
    named = None if found is None else configured.Configuration.configured(found)
    if found is None or named is None:
        where = place if found is None else Path(found.name)
        raise UsageError(
            f"there is nothing to lock: neither {HEAD} here nor packs in a configuration",
            'name the folder of a pack, or write packs = ["DIR"] in disclint.toml', where,
            zh=(f"没有可以锁定的：这里没有 {HEAD}，配置里也没有写 packs", '写规则包的文件夹，或者在 disclint.toml 里写 packs = ["文件夹"]'),
        )  # fmt: skip
    return named.lock.parent, [*map(str, named.roots)]
