"""
What is made for a release: archives that anybody can make again, a bill of materials, the list of licences.
"""

import hashlib
import json
import os
import re
import sys
import tarfile
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from release import archives, licences, sbom

import disclint
from disclint.session import data

ROOT = Path(__file__).resolve().parents[1]


def needs(module: str, extra: str) -> None:
    if find_spec(module) is None:
        if os.environ.get("DISCLINT_SITE"):
            pytest.fail(f"{module} is not installed")
        pytest.skip(f"{module} is not installed: pip install -e '.[{extra}]'")


def test_archives_are_the_same_when_made_again(tmp_path: Path) -> None:
    needs("hatchling", "release")
    if not hasattr(tarfile, "tar_filter"):
        pytest.skip("Python before 3.11.4 unpacks archives in another way")
    at = "1700000000"
    built = archives.build(ROOT, tmp_path, at)
    assert [each.name.rsplit(".", 1)[1] for each in built] == ["gz", "whl"]
    again = archives.rebuilt(built, tmp_path / "again", at)
    for one, two in zip(built, again, strict=True):
        assert one.name == two.name
        assert hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(two.read_bytes()).digest(), (
            one.name
        )
    with tarfile.open(built[0]) as archive:
        assert {each.mtime for each in archive} == {int(at)}
        names = {each.name.split("/", 1)[1] for each in archive}
    assert {"pyproject.toml", "LICENSE", "tests/test_release.py", "release/archives.py"} <= names
    assert not [
        each for each in names if "__pycache__" in each or each.startswith((".venv", "build/", "dist/"))
    ]
    assert {each.date_time[0] for each in zipfile.ZipFile(built[1]).infolist()} == {2023}


def test_everything_is_of_one_version() -> None:
    version = disclint.__version__
    assert "version" not in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    heading = re.search(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heading
    assert re.fullmatch(rf"{re.escape(version)} \(\d{{4}}-\d\d-\d\d\)", heading[1])
    for name in ("package.json", "package-lock.json"):
        assert json.loads((ROOT / "editors" / "vscode" / name).read_text("utf-8"))["version"] == version
    assert f"rev: v{version}\n" in (ROOT / "editors" / "README.md").read_text("utf-8")
    # Packs say which rules they were written for: those of this version.
    assert data.pack().version == version


def test_the_list_of_licences_is_in_step() -> None:
    needs("pandas", "dev")
    needs("rapidocr", "dev")
    kept = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| \[(.+?)\].*?\) \| (.+?) \|", kept, re.MULTILINE))
    found = {each.name: each.licence for each in licences.dependencies()}
    # What others need in turn differs between versions of Python; what is here must be listed.
    wrong = {name: found[name] for name in found if listed.get(name) != found[name]}
    assert not wrong, "run `python -m release.licences -o docs/dependencies.md`"
    direct = set(re.findall(r"^\| \[([^]]+)\][^|]*\|[^|]*\| [^|\s]", kept, re.MULTILINE))
    assert direct == {each.name for each in licences.dependencies() if each.direct}


def test_every_licence_is_one_that_allows_use_by_anybody() -> None:
    needs("pandas", "dev")
    needs("rapidocr", "dev")
    known = r"MIT|MIT-CMU|BSD-[23]-Clause|0BSD|Apache-2\.0|MPL-2\.0|PSF-2\.0|Zlib|CC0-1\.0|ISC|HPND"
    for each in licences.dependencies():
        assert re.fullmatch(rf"({known})( (AND|OR) ({known}))*", each.licence), each


def test_the_bill_of_materials_names_what_is_installed() -> None:
    needs("cyclonedx_py", "release")
    found = sbom.bill(Path(sys.executable), valid=True)
    components = {each["name"].lower(): each for each in found["components"]}
    for name in ("pyparsing", "attrs", "jsonschema", "pyyaml", "click", "rich", "wcwidth", "packaging"):
        assert components[name]["version"]
        assert components[name]["licenses"]
        assert components[name]["purl"].startswith("pkg:pypi/")
    shipped = {each.name.lower() for each in licences.dependencies()}
    assert [name for name in components.keys() & shipped if not components[name].get("licenses")] == []
    assert not components.keys() & {"pip", "setuptools", "disclint"}
    assert found["metadata"]["component"]["name"] == "disclint"
    assert found["metadata"]["component"]["version"] == disclint.__version__
    assert "timestamp" not in found["metadata"]
    refs = {each["bom-ref"] for each in found["components"]} | {"root-component"}
    assert {each["ref"] for each in found["dependencies"]} == refs
    (root,) = (each for each in found["dependencies"] if each["ref"] == "root-component")
    assert sbom.ECHARTS["bom-ref"] in root["dependsOn"]


def test_what_ships_inside_is_named_with_its_version() -> None:
    head = (
        (ROOT / "src/disclint/outputs/dashboard/vendor/README.md")
        .read_text(encoding="utf-8")
        .split("\n", 1)[0]
    )
    assert sbom.ECHARTS["version"] in head
    assert head.removeprefix("# ") in (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
