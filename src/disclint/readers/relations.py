"""
Which part of an office document another part names: the `_rels` of Open Packaging.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from disclint.readers import xmltree
from disclint.readers.archive import Archive
from disclint.readers.unreadable import Unreadable

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def by_type(file: Archive, part: str) -> Mapping[str, str]:
    """
    The parts that `part` names, by the last step of the relation's type in small letters; the first of a type.
    """
    found: dict[str, str] = {}
    for _, sort, target in _relations(file, part):
        found.setdefault(sort, target)
    return found


def by_id(file: Archive, part: str) -> Mapping[str, tuple[str, str]]:
    """
    The type and the name of each part that `part` names, by the relation's id.
    """
    return {id: (sort, target) for id, sort, target in _relations(file, part)}


def _relations(file: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    folder, _, name = part.rpartition("/")
    for each in _listed(file, f"{folder}/_rels/{name}.rels"):
        if each.get("TargetMode") != "External":
            sort = (each.get("Type") or "").rpartition("/")[2].lower()
            yield each.get("Id") or "", sort, _resolved(folder, each.get("Target") or "")


def _listed(file: Archive, name: str) -> list[Element]:
    # Without its relations a document has its parts where they usually are.
    try:
        content = file.read(name)
        return [] if content is None else list(xmltree.parse(content).iter(_RELATION))
    except Unreadable:
        return []


def _resolved(folder: str, target: str) -> str:
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(each for each in steps if each)
