"""
A pack to begin with: a head, three rules with examples, a page that says what to do next.

Refuses to touch what is there.
"""

import re
from pathlib import Path

from disclint import disk
from disclint.errors import UsageError, system_words
from disclint.packs.layer import Builtin
from disclint.resources import rules_directory

_TEMPLATE = "new-pack"
_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_OTHER, _NAMELESS = "house-rules", "本地规则"
# YAML takes these for something else than words.
_NO_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def begin(target: Path, builtin: Builtin) -> tuple[Path, ...]:
    """
    Write a pack into the folder `target`, which must not exist or be empty; the files that were written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(
            f"'{target}' is there already",
            "choose another name, or an empty folder",
            zh=(f"“{target}”已经存在", "换一个名称，或者用空文件夹"),
        )
    id = identifier(target.resolve().name)
    family = re.sub(r"[^A-Z0-9]", "", id.split("-")[0].upper()) or "HOUSE"
    major, minor, *_ = builtin.version.split(".")
    names = {
        "house-rules": id,
        "HOUSE-": f"{family}-",
        # It stands in quotes there, and in a comment.
        "本地规则": re.sub(r'["\\\x00-\x1f\x7f-\x9f]', "", target.resolve().name) or _NAMELESS,
        "~=0.0": f"~={major}.{minor}",
    }
    source = rules_directory() / _TEMPLATE
    written = []
    for path in sorted(each for each in source.rglob("*") if each.is_file()):
        name = str(path.relative_to(source)).replace("HOUSE-", names["HOUSE-"])
        text = path.read_text(encoding="utf-8")
        for word, instead in names.items():
            text = text.replace(word, instead)
        written.append(_write(target / name, text))
    return tuple(written)


def identifier(name: str) -> str:
    """
    The id of a pack in a folder of this name; a Chinese name has none, nor has `true`, and gets a plain one.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return plain if _ID.match(plain) and plain not in _NO_WORDS else _OTHER


def _write(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Never through a link, and never over what someone else has just written.
        disk.begin(path, text.encode())
    except OSError as error:
        why = system_words(error)
        raise UsageError(
            f"'{path}' cannot be written ({why['en']})",
            "choose a folder that you may write to",
            zh=(f"“{path}”写不了（{why['zh']}）", "换一个有权写入的文件夹"),
        ) from error
    return path
