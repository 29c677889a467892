"""
The forms of the report that packs bring or change: `editions/*.yaml`.

A file with `extends: ID` is that edition with changes, written like overrides; if it keeps the id it stands in its
place.  Refuses editions that name lines which do not exist, as those that ship do.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from disclint import schemas, yamlfile
from disclint.editions import Edition
from disclint.editions.load import edition as read
from disclint.errors import did_you_mean
from disclint.packs.folder import Folder
from disclint.rules.documents import EDITIONS, Refuse
from disclint.rules.merging import merged
from disclint.yamlfile import Document

_BASE, _ID = "extends", "id"


def editions(
    given: Mapping[str, Edition], written: Mapping[str, Document], refuse: Refuse
) -> Mapping[str, Edition]:
    """
    The editions in `given` with those that `written` says by id; the newest first.
    """
    found = dict(given)
    for id, document in written.items():
        for error in schemas.problems(document, "edition"):
            refuse(error)
            break
        else:
            found[id] = read(document.data, document.where)
    return {each.id: each for each in sorted(found.values(), key=lambda each: -each.first_year)}


def written(folders: list[Folder], shipped: Path, refuse: Refuse) -> dict[str, Document]:
    """
    The editions that the packs in these folders write, each on top of the ones before; by id.
    """
    found: dict[str, Document] = {}
    for folder in folders:
        for name, content in folder.files.items():
            if not name.startswith(f"{EDITIONS}/"):
                continue
            document = yamlfile.load(content, folder.root / name)
            made = _made(document, found, shipped, refuse)
            if made is not None:
                found[str(made.data[_ID])] = made
    return found


def _made(
    document: Document, found: Mapping[str, Document], shipped: Path, refuse: Refuse
) -> Document | None:
    data: Any = document.data
    known = {each.stem for each in shipped.glob("*.yaml")} | found.keys()
    if not isinstance(data, Mapping) or _ID not in data:
        refuse(document.error("the edition has no id", "add `id:`", zh=("版式文件没有 id", "写上 id:")))
        return None
    id, base = str(data[_ID]), data.get(_BASE)
    if base is not None and not isinstance(base, str):
        refuse(
            document.error(
                f"{base!r} is no id of an edition",
                'write it in quotes, as in extends: "2021"',
                _BASE,
                zh=(f"{base!r} 不是版式的 id", '加上引号，例如 extends: "2021"'),
            )
        )
        return None
    if base is None:
        if id not in known:
            return document
        refuse(
            document.error(
                f"there is an edition {id!r} already",
                f'to change it, write `extends: "{id}"` and the changes; else choose another id',
                _ID,
                zh=(f"已有版式“{id}”", f'要修改它，写 extends: "{id}" 和改动；否则换一个 id'),
            )
        )
        return None
    if base not in known:
        refuse(
            document.error(
                f"there is no edition {base!r}",
                did_you_mean(base, sorted(known)),
                _BASE,
                zh=(f"没有版式“{base}”", f"可以用: {'、'.join(sorted(known))}"),
            )
        )
        return None
    path = shipped / f"{base}.yaml"
    old = found.get(base) or yamlfile.load(path.read_bytes(), path)
    changes = {key: value for key, value in data.items() if key != _BASE}
    return merged(old, document.derived(changes, {}))[0].seated(document)
