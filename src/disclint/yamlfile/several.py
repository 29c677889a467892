"""
The YAML files of a folder together, as they were read the last time if none has changed since.

Whether one has is told by its size, its times and its number in the file system: opening hundreds of files takes
longer than taking back what was kept of all of them.  What is kept is their data, some keys apart from the others: whoever asks for one of
these has the second half read, whoever asks for a line, or for what was left for later, the file.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from attrs import frozen

from disclint import cache
from disclint.cache import Shelf
from disclint.cache.bundle import digest
from disclint.yamlfile import Document, keeping, load

# A folder's values are put in the place of those that were kept of it before.
SHELF, APART = f"folders-{keeping.READING}", f"folders-apart-{keeping.READING}"
SUFFIX = ".yaml"

# What changes whenever a file does.
Stamp = tuple[int, int, int, int]


def files(root: Path) -> Mapping[str, Stamp]:
    """
    The YAML files below a folder, in the order of their paths, and what tells whether they have changed.
    """
    # Folder by folder, as paths are sorted.
    return dict(sorted(_below(os.fspath(root)), key=lambda each: each[0].replace(os.sep, "\0")))


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for each in entries:
            if not each.name.endswith(SUFFIX):
                if each.is_dir():
                    yield from _below(each.path)
            elif each.is_file():
                status = each.stat()
                yield each.path, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


@frozen(eq=False)
class Reading:
    """
    Documents that were read.  Where they were not kept, `keep` keeps them, for who has found them sound.
    """

    documents: list[Document]
    is_kept: bool
    keep: Callable[[], None] = lambda: None


def documents(
    given: Mapping[str, Stamp],
    later: str | None = None,
    apart: Collection[str] = (),
    *,
    anew: bool = False,
) -> Reading:
    """
    The documents in these files, in their order; `later` as for `load`, whose UsageErrors are raised.

    Values of the outermost keys `apart` are not among the `first` of a document that was kept.  What was kept is not looked at
    to read them `anew`.
    """
    shelf, second = cache.shelf(SHELF), cache.shelf(APART)
    if shelf is None or second is None:
        return Reading(_read(given, later), is_kept=False)
    key = digest(os.fsencode("\n".join((later or "", *apart, "", *given)))).hex()
    stamps = repr([*given.values()])
    stored = None if anew else shelf.get(key)
    match [] if stored is None else keeping.restored(stored):
        case [[str(before), list(first), list(numbers)]] if before == stamps and (
            len(first) == len(numbers) == len(given)
        ):
            rest = _Rest(second, key, stamps)
            kept = [
                Document(data, name, None, _HERE, number and partial(rest.joined, number, data, name, later))
                for name, data, number in zip(given, first, numbers, strict=True)
            ]
            return Reading(kept, is_kept=True)
    read = _read(given, later)

    def keep() -> None:
        first, numbers, others = _parted([each.data for each in read], apart)
        shelf.put(key, keeping.kept([stamps, first, numbers]))
        second.put(key, keeping.kept([stamps, others]))

    return Reading(read, is_kept=False, keep=keep)


def _parted(given: Iterable[Any], apart: Collection[str]) -> tuple[list[Any], list[int | None], list[Any]]:
    # Data without what is apart, where that is in the third list, from 1, and what it is with all keys in their order.
    first, numbers, others = list[Any](), list[int | None](), list[Any]()
    for data in given:
        own = {name: data[name] for name in apart if name in data} if isinstance(data, dict) else {}
        first.append({name: value for name, value in data.items() if name not in own} if own else data)
        if own:
            others.append([[*data], own])
        numbers.append(len(others) if own else None)
    return first, numbers, others


_HERE: Mapping[Any, Any] = {}


class _Rest:
    """
    What was kept apart of some documents, read when the first of them is asked for.
    """

    def __init__(self, shelf: Shelf, key: str, stamps: str) -> None:
        self._shelf = shelf
        self._key = key
        self._stamps = stamps

    @cached_property
    def _parts(self) -> list[Any]:
        stored = self._shelf.get(self._key)
        match [] if stored is None else keeping.restored(stored):
            case [[str(before), list(parts)]] if before == self._stamps:
                return parts
        return []

    def joined(self, number: int, first: Mapping[str, Any], where: str, later: str | None) -> Any:
        """
        The data of which these are the first, in the order in which they are written.
        """
        match self._parts[number - 1 : number] if isinstance(number, int) else []:
            case [[list(names), dict(own)]] if sorted(names, key=str) == sorted({**first, **own}):
                return {name: own[name] if name in own else first[name] for name in names}
        return load(Path(where).read_bytes(), Path(where), later).data


def _read(given: Iterable[str], later: str | None) -> list[Document]:
    return [load(each.read_bytes(), each, later) for each in map(Path, given)]
