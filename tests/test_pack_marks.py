"""
What was found sound is not looked at again while it stays the same; what changes is.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from disclint import cache, schemas, yamlfile
from disclint.errors import UsageError
from disclint.packs import loading
from disclint.packs.kit import Kit
from disclint.session import data
from tests.packs import SIGNED, house

VERSION = "test"


class _Forgetful(dict[object, Kit]):
    def __contains__(self, _: object) -> bool:
        return False


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_kept", _Forgetful())


def kit(root: Path, store: Path, *, trust: tuple[str, ...] = ()) -> loading.LoadedPack:
    with cache.used({"DISCLINT_CACHE": str(store)}, VERSION):
        made = data.kit([root], trust=trust)
        assert made.program
    return loading.LoadedPack(made)


def test_a_sound_pack_is_checked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = house(tmp_path / "pack", HOUSE_SIGNED=SIGNED)
    first = kit(root, tmp_path / "store")

    def unasked(*_: object, **__: object) -> None:
        pytest.fail("it was looked at again")

    with monkeypatch.context() as patched:
        patched.setattr(schemas, "_validator", unasked)
        patched.setattr(loading.limits, "ensure_affordable", unasked)
        again = kit(root, tmp_path / "store")
    assert [each.id for each in again.pack.rules] == [each.id for each in first.pack.rules]
    rule = again.pack.rule("HOUSE-SIGNED")
    assert rule is not None
    assert len(rule.examples) == 2


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("severity: warning", "severity: warnin", "not allowed"),
        ("[overview]", "[overvew]", "no scope"),
        ("[编制机关]", '["编制{"]', "never closed"),
        ("ref: city", "ref: town", "no source"),
        ("[编制机关]", "[{regex: 编制}]", "trusted by name"),
    ],
)
def test_what_changes_is_checked(tmp_path: Path, old: str, new: str, problem: str) -> None:
    root = house(tmp_path / "pack", HOUSE_SIGNED=SIGNED)
    kit(root, tmp_path / "store")
    house(root, HOUSE_SIGNED=SIGNED.replace(old, new))
    for _ in range(2):
        with pytest.raises(UsageError, match=problem):
            kit(root, tmp_path / "store")


def test_trust_is_part_of_what_is_known(tmp_path: Path) -> None:
    pytest.importorskip("re2", reason="google-re2 is not installed")
    root = house(tmp_path / "pack", HOUSE_SIGNED=SIGNED.replace("[编制机关]", "[{regex: 编制}]"))
    kit(root, tmp_path / "store", trust=("house",))
    with pytest.raises(UsageError, match="trusted by name"):
        kit(root, tmp_path / "store")


def test_data_are_valid_by_a_schema_and_not_by_another(tmp_path: Path) -> None:
    document = yamlfile.load(SIGNED)
    with cache.used({"DISCLINT_CACHE": str(tmp_path)}, VERSION):
        assert not schemas.problems(document, "rule")
        assert not schemas.problems(document, "rule")
        assert schemas.problems(document, "concept")


def test_marks_take_the_schemas_away_from_a_command(tmp_path: Path) -> None:
    root = house(tmp_path / "pack", HOUSE_SIGNED=SIGNED)
    code = (
        "import sys; from disclint.cli import main\n"
        f"try: main(['rules', '--pack', {str(root)!r}, '--output-format', 'json'])\n"
        "except SystemExit: print('jsonschema' in sys.modules, file=sys.stderr)"
    )
    environment = {
        "DISCLINT_CACHE": str(tmp_path / "store"),
        "PYTHONPATH": str(Path(cache.__file__).parents[2]),
    }
    told = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
        )
        told.append(done.stderr.split()[-1])
        assert "HOUSE-SIGNED" in {each["id"] for each in json.loads(done.stdout)["rules"]}
    assert told == ["True", "False"]
