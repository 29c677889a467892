"""
The YAML files of a folder together, as they were read the last time if none has changed since.

Whether one has is told by its size, its times and its number in the file system: opening hundreds of files takes
longer than taking back what was kept of all of them.  What is kept is their data; whoever asks for a line, or for
what was left for later, has the file read.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from disclint import cache
from disclint.cache.bundle import digest
from disclint.yamlfile import Document, keeping, load

# A folder's values are put in the place of those that were kept of it before.
SHELF = f"folders-{keeping.READING}"
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
            if each.is_dir():
                yield from _below(each.path)
            elif each.name.endswith(SUFFIX):
                status = each.stat()
                yield each.path, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def documents(given: Mapping[str, Stamp], later: str | None = None) -> list[Document]:
    """
    The documents in these files, in their order; `later` as for `load`, whose UsageErrors are raised.
    """
    shelf = cache.shelf(SHELF)
    if shelf is None:
        return _read(given, later)
    key = digest(os.fsencode("\n".join((later or "", *given)))).hex()
    stamps = repr([*given.values()])
    stored = shelf.get(key)
    match [] if stored is None else keeping.restored(stored):
        case [[str(before), list(data)]] if before == stamps and len(data) == len(given):
            return [Document(each, name, None) for name, each in zip(given, data, strict=True)]
    read = _read(given, later)
    shelf.put(key, keeping.kept([stamps, [each.data for each in read]]))
    return read


def _read(given: Iterable[str], later: str | None) -> list[Document]:
    return [load(each.read_bytes(), each, later) for each in map(Path, given)]
