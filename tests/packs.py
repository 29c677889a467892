"""
Packs that tests write: folders from their files, and what comes of them.
"""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from disclint.errors import UsageError
from disclint.packs.kit import Kit
from disclint.session import data

HEAD = """\
pack: {id: house, version: 1.0.0}
extends: [{pack: annual-report}]
sources:
  city: {title: {zh: 本市办法, en: City measures}}
"""
SIGNED = """\
id: HOUSE-SIGNED
title: {zh: 须写明编制机关, en: Say who wrote it}
kind: statement
severity: warning
in: [overview]
require: [编制机关]
message: {zh: 未写明编制机关, en: It does not say who wrote it}
why: {zh: 便于核实, en: So that one can ask}
fix: {zh: 写明编制机关, en: Say it}
basis: [{ref: city}]
examples:
  pass: [{name: 写明, text: "一、总体情况\\n编制机关：某局。\\n"}]
  fail: [{name: 没写, text: "一、总体情况\\n某局编制。\\n"}]
"""


def write(root: Path, files: Mapping[str, str]) -> Path:
    """
    A folder with these files.
    """
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(content), encoding="utf-8")
    return root


def house(root: Path, more: str = "", **rules: str) -> Path:
    """
    A pack that extends the one that ships; `more` are lines of its head, `rules` texts by id with `_` for `-`.
    """
    files = {f"rules/{id.replace('_', '-')}.yaml": text for id, text in rules.items()}
    return write(root, {"pack.yaml": HEAD + dedent(more), **files})


def load(*roots: Path, trust: tuple[str, ...] = (), allow_final_off: bool = False) -> Kit:
    """
    What comes of packs.
    """
    return data.kit([str(each) for each in roots], trust=trust, allow_final_off=allow_final_off)


def refused(*roots: Path, trust: tuple[str, ...] = ()) -> UsageError:
    """
    The error that packs are refused with.
    """
    with pytest.raises(UsageError) as caught:
        load(*roots, trust=trust)
    return caught.value
