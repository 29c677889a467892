"""
What a folder of the page judges by: packs of the user's own, and which rules of them all.

Packs lie in the folder as they lay to each other, with what was read of them ahead; `settings.json` beside them says the rest.

    packs/settings.json    {"packs": [FOLDER…], "select": […], "ignore": […], "profile": …, "allow-final-off": …}
    packs/…                the packs, and those that they extend
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from disclint import cache
from disclint.packs.layer import Layer
from disclint.packs.locking import NAME as LOCK
from disclint.rules.documents import raised
from disclint.session import configured, data
from disclint.session.configured import Configuration

_FOLDER, _SETTINGS = "packs", "settings.json"
# What of that which is kept holds for any Python.
_READ = ("documents", "valid", "sound")

Settings = Mapping[str, Any]


def files(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """
    The files of that folder, by their paths in the site, for settings as a command line gives them: `packs` are folders or names.

    Raises UsageError.
    """
    layers = [each for each in data.kit(settings.get("packs", ())).layers if not each.is_builtin]
    places = _places(layers)
    for layer, place in zip(layers, places, strict=True):
        for name, content in layer.folder.files.items():
            yield f"{_FOLDER}/{place}/{name}", content
        lock = layer.root / LOCK
        if lock.is_file():
            yield f"{_FOLDER}/{place}/{LOCK}", lock.read_bytes()
    if settings:
        told = {**settings, "packs": [f"{_FOLDER}/{each}" for each in places]}
        yield f"{_FOLDER}/{_SETTINGS}", json.dumps(told, ensure_ascii=False).encode()


def _places(layers: Sequence[Layer]) -> list[str]:
    """
    Where packs lie to each other, for one may name another by its path.
    """
    roots = [each.root.resolve() for each in layers]
    if not roots:
        return []
    common = Path(os.path.commonpath(roots))
    if common in roots:
        common = common.parent
    return [each.relative_to(common).as_posix() for each in roots]


def read_ahead(settings: Settings) -> dict[str, bytes]:
    """
    What was read from YAML of all packs, and that they keep to their schemas and can be compiled; by sort.
    """
    with cache.carried({}) as told:
        data.read_again()
        if settings.get("packs"):
            # Not what was made of them before, of which nothing would be read now.
            allowed = bool(settings.get("allow-final-off"))
            data.kit(settings["packs"], allow_final_off=allowed, refuse=raised)
    return {name: content for name, content in told.items() if name.startswith(_READ)}


def configuration(site: Path | None) -> Configuration:
    """
    The configuration that a site brings along; without one what holds by default.
    """
    written = None if site is None else site / _FOLDER / _SETTINGS
    settings = {} if written is None or not written.is_file() else json.loads(written.read_bytes())
    if site is not None and "packs" in settings:
        settings["packs"] = [str(site / each) for each in settings["packs"]]
    return configured.of(settings, named=False)
