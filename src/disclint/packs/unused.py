"""
What a pack declares and none of its rules uses, and what its overrides leave as it was.

These are notes, no faults: a pack may hold things for others to use.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from disclint.errors import UsageError
from disclint.packs.kit import Kit
from disclint.packs.lints import fault
from disclint.rules.model import Rule
from disclint.yamlfile import Document


def notes(kit: Kit, head: Document, rules: tuple[Rule, ...]) -> Iterator[UsageError]:
    """
    Concepts, templates and sources of a pack that none of its rules uses.
    """
    said = "\n".join(_strings([each.document.data for each in rules]))
    used = {str(each.written.data.get("use")) for each in rules if each.written is not None}
    used |= {str(each.document.data.get("use")) for each in kit.pack.templates.values()}
    cited = {each.ref for rule in rules for each in rule.basis}
    own = [
        id
        for id, each in kit.pack.concepts.items()
        if each.origin(())[0].where == head.where or _beside(each, head)
    ]
    unused = [
        *(("概念", "concept", ("concepts", id), id) for id in own if not re.search(rf"\b{id}\b", said)),
        *(
            ("模板", "template", ("templates", id), id)
            for id in head.data.get("templates", {})
            if id not in used
        ),
        *(("依据", "source", ("sources", id), id) for id in head.data.get("sources", {}) if id not in cited),
    ]
    for zh, en, path, id in unused:
        document = kit.pack.concepts[id] if en == "concept" else head
        at = () if en == "concept" else path
        yield fault(
            document, f"{zh}“{id}”没有被用到", f"no rule of this pack uses the {en} {id!r}",
            "用上它，或者删去；留给别的规则包用的，不必理会", "use it or take it out, unless it is meant for other packs", *at,
        )  # fmt: skip


def idle(kit: Kit) -> Iterator[UsageError]:
    """
    Overrides of single rules by the last pack that leave a value as it was.
    """
    for id, made in kit.pack.changes.items():
        for each in made:
            change = each.change
            document, at = change.at
            if (
                each.pack == kit.pack.id
                and at[1:2] == (id,)
                and not change.sign
                and change.was == change.value
            ):
                key = ".".join(map(str, change.path))
                yield fault(
                    document, f"{id} 的 {key} 本来就是这个值", f"{key} of {id} has this value already",
                    "删去这一处", "take it out", *at,
                )  # fmt: skip


def _beside(document: Document, head: Document) -> bool:
    return (
        document.where is not None and head.where is not None and head.where.parent in document.where.parents
    )


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, each in data.items():
            yield str(key)
            yield from _strings(each)
    elif isinstance(data, list):
        for each in data:
            yield from _strings(each)
    elif isinstance(data, str):
        yield data
