"""
Lists of words that phrases name: `{@channels}` is any of the words of the list `channels` of `scopes.yaml`.

Refuses to read phrases: what is named is written out in its place, and what comes of that is a phrase or none.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from disclint.cache import compiled
from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.rules.documents import Refuse
from disclint.yamlfile import Document

_NAMED = compiled(r"(?<=[{|!])@([a-z][a-z0-9_]*)(?=[|}])")


def spelled_out(document: Document, lists: Mapping[str, Sequence[str]], refuse: Refuse) -> Document:
    """
    The document with the words of `lists` where its phrases name them; `refuse` is told of each that there is not.
    """

    def spelled(data: Any, *path: str | int) -> Any:
        if isinstance(data, str):
            return _NAMED.sub(lambda each: named(each, *path), data) if "@" in data else data
        if isinstance(data, dict):
            return {key: spelled(each, *path, key) for key, each in data.items()}
        if isinstance(data, list):
            return [spelled(each, *path, index) for index, each in enumerate(data)]
        return data

    def named(found: re.Match[str], *path: str | int) -> str:
        name = found[1]
        if name in lists:
            return "|".join(lists[name])
        refuse(
            document.error(
                f"there is no list of words {name!r}", did_you_mean(name, list(lists)), *path, at=found.start(),
                zh=(f"没有名为“{name}”的词表", did_you_mean_zh(name, list(lists))),
            )
        )  # fmt: skip
        # As it stands it would be refused once more, as a phrase.
        return name

    data = spelled(document.data)
    return document if data == document.data else document.derived(data, {})
