"""
Lists of words that phrases name: `{@channels}` is any word of the list, `@channels` in place of a phrase all of them.

Refuses to read phrases: what is named is written out in its place, and what comes of that is a phrase or none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from disclint.cache import compiled
from disclint.errors import UsageError, did_you_mean, did_you_mean_zh
from disclint.rules.documents import Refuse
from disclint.yamlfile import Document, NodePath

# A mark alone and an address (@example.com) are no names.
_NAME = r"@(?P<name>[ A-Za-z0-9_]+)"
_WITHIN, _ALONE = compiled(rf"(?<=[{{|!]){_NAME}(?=[|}}])"), compiled(rf"{_NAME}(?=\Z|\{{)")
# Words for people to read.
_LABEL = "label"


def spelled_out(document: Document, lists: Mapping[str, Sequence[str]], refuse: Refuse) -> Document:
    """
    The document with the words of `lists` (`words` of `scopes.yaml`) where phrases name them; `refuse` is told of each that there is not.
    """
    speller = _Speller(document, lists, refuse)
    data = speller.spelled(document.data, ())
    return document if data == document.data else document.derived(data, speller.origins)


@frozen
class _Speller:
    document: Document
    lists: Mapping[str, Sequence[str]]
    refuse: Refuse
    # Where phrases stand that lists have moved.
    origins: dict[NodePath, tuple[Document, NodePath]] = field(factory=dict, init=False)

    def spelled(self, data: Any, path: NodePath) -> Any:
        if isinstance(data, str):
            return _WITHIN.sub(lambda each: "|".join(self._listed(each, path)), data) if "@" in data else data
        if isinstance(data, dict):
            return {
                key: each if key == _LABEL else self.spelled(each, (*path, key)) for key, each in data.items()
            }
        if isinstance(data, list):
            return list(self._entries(data, path))
        return data

    def _entries(self, data: Sequence[Any], path: NodePath) -> Iterator[Any]:
        at = 0
        for index, each in enumerate(data):
            here = (*path, index)
            alone = _ALONE.match(each) if isinstance(each, str) else None
            entries = self._listed(alone, here) if alone else (self.spelled(each, here),)
            for entry in entries:
                if at != index:
                    self.origins[(*path, at)] = self.document.origin(here)
                at += 1
                yield entry

    def _listed(self, found: re.Match[str], path: NodePath) -> Sequence[str]:
        name = found["name"]
        if name in self.lists and (found.re is _WITHIN or found.end() == len(found.string)):
            return self.lists[name]
        self.refuse(self._error(name, found, path))
        # As it stands it would be refused once more, as a phrase.
        return (name,)

    def _error(self, name: str, found: re.Match[str], path: NodePath) -> UsageError:
        if name in self.lists:
            return self.document.error(
                f"'@{name}' stands for a whole phrase, and more stands behind it",
                f"write {{@{name}}} to name the list within a phrase", *path, at=found.start(),
                zh=(f"“@{name}”要单独成一条短语，后面不能再有别的", f"短语里面用词表写 {{@{name}}}"),
            )  # fmt: skip
        return self.document.error(
            f"there is no list of words {name!r}", did_you_mean(name, list(self.lists)), *path, at=found.start(),
            zh=(f"没有名为“{name}”的词表", did_you_mean_zh(name, list(self.lists))),
        )  # fmt: skip
