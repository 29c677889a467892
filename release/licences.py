"""
What disclint is made with and under which licences: `python -m release.licences -o docs/dependencies.md` writes it anew.

Names and licences come from what the installed packages say of themselves; what they need in turn is listed, too.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from attrs import frozen
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
OWN = "disclint"
CORE = ""
# Extras that users install; what tests, checks and the site are made with does not ship.
SHIPPED = (CORE, "xlsx", "pdf", "ocr", "lsp", "serve", "audit", "spark", "regex")
_SPDX = {
    "MIT": r"MIT( License)?",
    "BSD-2-Clause": r"BSD[ -]2-Clause( License)?",
    "BSD-3-Clause": r"(new )?BSD[ -]3-Clause( License)?|3-Clause BSD License|BSD License|Modified BSD",
    "Apache-2.0": r"Apache([ -]Software)?[ -](License)?( Version)?,? ?2(\.0)?( License)?|Apache Software License|Apache License,? (Version )?2\.0",
    "BSD-3-Clause AND Apache-2.0": r"BSD-3-Clause, Apache-2\.0, dependency licenses",
    "PSF-2.0": r"(PSF|Python Software Foundation) ?(License|-2\.0)?",
    "MPL-2.0": r"MPL[ -]2\.0|Mozilla Public License 2\.0.*",
    "ISC": r"ISC( License)?.*",
    "HPND": r"Historical Permission Notice.*",
}


@frozen
class Dependency:
    """
    A package: its licence as an SPDX expression where it can be told, and the extras that bring it ("" is none).
    """

    name: str
    licence: str
    direct: tuple[str, ...]
    indirect: tuple[str, ...]


def dependencies() -> Iterator[Dependency]:
    """
    All packages that come with disclint or one of its extras, by name.

    Raises PackageNotFoundError if one of those that disclint itself names is not installed.
    """
    direct: dict[str, set[str]] = {}
    indirect: dict[str, set[str]] = {}
    for extra in SHIPPED:
        first = {str(canonicalize_name(each.name)): each for each in _declared(extra)}
        for name in first:
            metadata(name)
            direct.setdefault(name, set()).add(extra)
        for name in _below(first) - first.keys():
            indirect.setdefault(name, set()).add(extra)
    for name in sorted({*direct, *indirect}):
        yield Dependency(
            str(metadata(name)["Name"]), licence(name),
            _sorted(direct.get(name, set())), _sorted(indirect.get(name, set()) - direct.get(name, set())),
        )  # fmt: skip


def _sorted(extras: set[str]) -> tuple[str, ...]:
    return tuple(each for each in SHIPPED if each in extras)


def _declared(extra: str) -> Iterator[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for each in project["optional-dependencies"][extra] if extra else project["dependencies"]:
        found = Requirement(each)
        if canonicalize_name(found.name) == OWN:
            for other in found.extras:
                yield from _declared(other)
        else:
            yield found


def _below(first: Mapping[str, Requirement]) -> set[str]:
    known: set[tuple[str, frozenset[str]]] = set()
    wanted = [(name, frozenset(each.extras)) for name, each in first.items()]
    while wanted:
        name, extras = wanted.pop()
        if (name, extras) in known:
            continue
        try:
            needed = metadata(name).get_all("Requires-Dist") or []
        except PackageNotFoundError:
            continue
        known.add((name, extras))
        wanted += [
            (str(canonicalize_name(each.name)), frozenset(each.extras))
            for each in map(Requirement, needed)
            if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras | {""})
        ]
    return {name for name, _ in known}


def licence(name: str) -> str:
    """
    The licence that a package names, as an SPDX expression where it is one of the common ones.
    """
    found = metadata(name)
    classified = [
        each.rsplit(" :: ", 1)[1]
        for each in found.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    said = ("".join(found.get_all("License") or [])).strip().split("\n", 1)[0]
    expressions = found.get_all("License-Expression")
    if expressions:
        return str(expressions[0])
    for each in [said, *classified]:
        for id, pattern in _SPDX.items():
            if re.fullmatch(pattern, each, re.IGNORECASE):
                return id
    return said if 0 < len(said) < 60 else "; ".join(classified) or "?"


_HEAD = """\
# 依赖及其许可 / Dependencies and their licences

disclint 自身是 [MIT](../LICENSE)。下表由 `python -m release.licences -o docs/dependencies.md` 写出，不要手改：
直接依赖写明由哪个附加组件（extra）带来，“核心”为必装；间接依赖是它们自己所需的。

disclint itself is [MIT](../LICENSE). Written by `python -m release.licences -o docs/dependencies.md`, not to be edited:
each package with the extra that brings it; *core* is always installed; indirect ones are what the others need.

| 软件包 package | 许可 licence | 直接 direct | 间接 indirect |
|---|---|---|---|
"""
_FOOT = """
随软件包一起发布的 / What ships inside the wheel: Apache ECharts 6.1.0 (Apache-2.0, with parts of zrender and d3, BSD-3-Clause), in
`src/disclint/outputs/dashboard/vendor/`.

`python -m release.sbom` 写出带版本的 CycloneDX 清单 / writes the bill of materials with versions (CycloneDX).
"""


def page() -> str:
    """
    The list as Markdown, in Chinese and English.
    """
    rows = (
        f"| [{each.name}](https://pypi.org/project/{each.name}/) | {each.licence} | {_extras(each.direct)} | {_extras(each.indirect)} |\n"
        for each in dependencies()
    )
    return _HEAD + "".join(rows) + _FOOT


def _extras(names: tuple[str, ...]) -> str:
    return " ".join(f"`{each}`" if each else "核心 core" for each in names)


if __name__ == "__main__":
    if sys.argv[1:2] == ["-o"]:
        Path(sys.argv[2]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
