"""
Reads the forms under `rules/editions/` and the lexicon beside them.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from disclint import yamlfile
from disclint.editions.lexicon import Lexicon
from disclint.editions.model import (
    Block,
    Edition,
    Equation,
    Line,
    Named,
    SectionForm,
    TableForm,
)
from disclint.errors import UsageError, did_you_mean, did_you_mean_zh


def editions(files: Iterable[tuple[Path, bytes]]) -> dict[str, Edition]:
    """
    The editions in these YAML files, by id, the newest first.

    Raises UsageError where a file names a section, an axis or a line that it does not declare.
    """
    found = [edition(yamlfile.load(content, path).data, path) for path, content in files]
    return {each.id: each for each in sorted(found, key=lambda each: -each.first_year)}


def lexicon(content: bytes, path: Path | None = None) -> Lexicon:
    """
    The words of the trade in a lexicon file.
    """
    data = yamlfile.load(content, path).data
    kinds = sorted(
        ((ending, kind) for kind, endings in data["agency_kinds"].items() for ending in endings),
        key=lambda each: -len(each[0]),
    )
    return Lexicon(
        kinds=tuple(kinds),
        scopes={scope: tuple(words) for scope, words in data["agency_scopes"].items()},
        open_places=tuple(data["open_places"]),
        no_places=tuple(data["no_places"]),
        lookalikes=tuple(data["lookalikes"]),
        legacy_headings=tuple(data["legacy"]["headings"]),
        period_nouns=tuple(data["period"]["nouns"]),
    )


def edition(data: Mapping[str, Any], path: Path | None = None) -> Edition:
    """
    One edition from its parsed file.
    """
    years = data["report_years"]
    sections = [each["id"] for each in data["sections"]]
    for table in data["tables"]:
        if table["section"] not in sections:
            raise UsageError(
                f"table {table['id']!r} stands in no section {table['section']!r}",
                did_you_mean(table["section"], sections),
                path,
                zh=(
                    f"表“{table['id']}”所在的部分“{table['section']}”不存在",
                    did_you_mean_zh(table["section"], sections),
                ),
            )
    return Edition(
        id=data["id"],
        title=data["title"],
        first_year=years["from"],
        last_year=years.get("to"),
        number=data["number"],
        sections=tuple(_section(each) for each in data["sections"]),
        tables={each["id"]: _table(each, path) for each in data["tables"]},
    )


def _section(data: Mapping[str, Any]) -> SectionForm:
    return SectionForm(
        data["id"],
        data["numeral"],
        data["title"],
        tuple(data.get("also", ())),
        data.get("key", ""),
        data.get("hint", ""),
    )


def _table(data: Mapping[str, Any], path: Path | None) -> TableForm:
    blocks = tuple(
        Block(
            each["id"],
            _named(each["caption"]) if "caption" in each else None,
            tuple(map(_line, each["columns"])),
            tuple(map(_line, each["rows"])),
        )
        for each in data["blocks"]
    )
    lines = {line.id for block in blocks for line in (*block.rows, *block.columns)}
    axes: dict[str, tuple[str, ...]] = {}
    for name, ids in data.get("axes", {}).items():
        axes[name] = _expanded(ids, axes, lines, path)
    return TableForm(
        id=data["id"], section=data["section"], name=data["name"], layout=data["layout"], blocks=blocks, axes=axes,
        equations=tuple(_equation(each, axes, lines, path) for each in data.get("equations", ())),
        openers=tuple(data.get("openers", ())), header=tuple(map(_named, data.get("header", ()))),
        notes=tuple(map(_named, data.get("notes", ()))), groups=tuple(map(_named, data.get("groups", ()))),
    )  # fmt: skip


def _named(data: Mapping[str, Any]) -> Named:
    return Named(
        data["id"],
        data["label"],
        tuple(data.get("also", ())),
        tuple(data.get("seen", ())),
        data.get("key"),
    )


def _line(data: Mapping[str, Any]) -> Line:
    return Line(
        data["id"], data["label"], tuple(data.get("also", ())), tuple(data.get("seen", ())), data.get("key"),
        data.get("type", "count"), data.get("unit"), data.get("group"),
    )  # fmt: skip


def _equation(
    data: Mapping[str, Any],
    axes: Mapping[str, tuple[str, ...]],
    lines: set[str],
    path: Path | None,
) -> Equation:
    return Equation(
        data["id"],
        data["each"],
        _expanded(data["left"], axes, lines, path),
        _expanded(data["right"], axes, lines, path),
        _expanded(data.get("only", ()), axes, lines, path),
    )


def _expanded(
    ids: Sequence[str],
    axes: Mapping[str, tuple[str, ...]],
    lines: set[str],
    path: Path | None,
) -> tuple[str, ...]:
    found: list[str] = []
    for id in ids:
        if id.startswith("@") and id[1:] in axes:
            found.extend(axes[id[1:]])
        elif id in lines:
            found.append(id)
        else:
            known = sorted(lines | {f"@{each}" for each in axes})
            zh = (f"版式的表里没有“{id}”", did_you_mean_zh(id, known))
            raise UsageError(f"the form has no {id!r}", did_you_mean(id, known), path, zh=zh)
    return tuple(found)
