"""
The files of a pack as documents, sorted by what they are.

Refuses to open files, and to say what they mean; each is held against its schema.
"""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from types import TracebackType

from disclint import schemas, yamlfile
from disclint.errors import UsageError
from disclint.rules.files import EXAMPLES
from disclint.yamlfile import Document

HEAD, GUARDS, CONCEPTS, EDITIONS = "pack.yaml", "scopes.yaml", "concepts", "editions"
RULE_FILE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+\.yaml\Z")

_PURPOSES = {HEAD: "pack", GUARDS: "scopes"}
EDITION = "edition"
_FOLDERS = {CONCEPTS: "concept", EDITIONS: EDITION}

File = tuple[Path, bytes]
# Takes an error; what raises it stops at the first.
Refuse = Callable[[UsageError], None]


def raised(error: UsageError) -> None:
    """
    Stop at the first error.
    """
    raise error


def purpose(path: PurePath | str) -> str:
    """
    What a file of a pack is: `pack`, `scopes`, `concept`, `edition` or `rule`.
    """
    _, folder, name = f"{os.sep}{os.sep}{path}".rsplit(os.sep, 2)
    return _PURPOSES.get(name) or _FOLDERS.get(folder) or "rule"


class told_to:  # noqa: N801 - a function to those who use it; a generator takes five times as long
    """
    Give an error that is raised inside to `refuse`.
    """

    __slots__ = ("_refuse",)

    def __init__(self, refuse: Refuse) -> None:
        self._refuse = refuse

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: TracebackType | None) -> bool:
        if not isinstance(error, UsageError):
            return False
        self._refuse(error)
        return True


class Documents:
    """
    The files of a pack by what they are, each held against its schema.
    """

    def __init__(self, refuse: Refuse, *, strict: bool) -> None:
        self._refuse = refuse
        self._strict = strict
        self._found: dict[str, list[Document]] = {}

    def read(self, given: Iterable[File]) -> None:
        """
        Read the files, in the order of their paths.
        """
        later = None if self._strict else EXAMPLES
        for path, content in sorted(given):
            if purpose(path) != EDITION:
                with told_to(self._refuse):
                    self.take(purpose(path), yamlfile.load(content, path, later))

    def take(self, what: str, document: Document) -> None:
        """
        Take a file as it was read, if it is valid for what it is.
        """
        if self._is_valid(document, what):
            self._found.setdefault(what, []).append(document)

    def _is_valid(self, document: Document, what: str) -> bool:
        problems = schemas.problems(document, what) if self._strict else []
        for each in problems:
            self._refuse(each)
        return not problems

    def of(self, what: str) -> list[Document]:
        """
        The documents that are a `pack`, `scopes`, `concept` or `rule`.
        """
        return self._found.get(what, [])
