"""
What others build on is what was promised: a change of it is seen here, and made on purpose.
"""

import difflib
from pathlib import Path

from release import public, shapes

KEPT = Path(__file__).resolve().parents[1] / "docs" / "api.txt"
COMMAND = "python -m release.public -o docs/api.txt"


def test_the_public_interface_is_what_was_promised() -> None:
    kept, found = KEPT.read_text(encoding="utf-8"), public.text()
    changes = "\n".join(
        difflib.unified_diff(kept.splitlines(), found.splitlines(), "promised", "now", lineterm="", n=0)
    )
    assert kept == found, (
        f"{changes}\nThe public interface has changed.  Lines that went away or changed (-) break somebody's program.  If that is"
        f" meant, run `{COMMAND}`, commit docs/api.txt and say so in CHANGELOG.md"
    )


def test_a_break_of_a_schema_is_seen() -> None:
    schema = {
        "type": "object", "additionalProperties": False, "required": ["a"],
        "properties": {"a": {"$ref": "#/$defs/word"}, "b": {"type": "array", "items": {"enum": [1, 2]}}},
        "$defs": {"word": {"type": "string"}},
    }  # fmt: skip
    told = list(shapes.of_schema(schema))
    assert told == ["$.a: string", "$.b?: array", "$.b?[]: one of 1 2", "$: object closed"]
    for change in (
        {"required": []},
        {"additionalProperties": True},
        {"$defs": {"word": {"type": "integer"}}},
    ):
        assert list(shapes.of_schema(schema | change)) != told


def test_the_shape_of_documents_is_told() -> None:
    documents = [{"a": [{"x": 1}, {"x": None, "y": True}]}, {"a": [], "requests/granted/total": 3}]
    assert list(shapes.of_documents(documents)) == [
        "$: object", "$.a: array", "$.a[]: object", "$.a[].x: null number", "$.a[].y: boolean", "${}: number",
    ]  # fmt: skip


def test_value_classes_and_commands_are_in_it() -> None:
    kept = KEPT.read_text(encoding="utf-8")
    for line in (
        "class disclint.Result",
        "    address: str",
        "exit codes: 0 CLEAN, 1 FOUND, 2 MISUSED, 3 FAILED, 130 INTERRUPTED, 141 NOBODY_READS",
    ):
        assert f"\n{line}" in kept
    assert "\ndisclint check " in kept
    assert "$.runs[].results[].properties.address: string" in kept
