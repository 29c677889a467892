"""
The bill of materials: `python -m release.sbom dist/*.whl -o dist/disclint.cdx.json`.

Installs a wheel with its extras into an empty environment and writes what is there as CycloneDX, with what ships inside the wheel.

`--extra NAME` (repeatable) takes only these extras; `--python FILE` takes an environment that has the wheel already.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from disclint import __version__
from release.licences import SHIPPED, licence

ROOT = Path(__file__).resolve().parents[1]
# In the wheel, but no package of Python; the first line of its README says the same.
ECHARTS: Mapping[str, Any] = {
    "bom-ref": "pkg:npm/echarts@6.1.0", "type": "library", "name": "echarts", "version": "6.1.0",
    "purl": "pkg:npm/echarts@6.1.0", "licenses": [{"expression": "Apache-2.0 AND BSD-3-Clause"}],
    "description": "The charts of the dashboard, unchanged, in disclint/outputs/dashboard/vendor",
}  # fmt: skip

_TOOLS = frozenset({"pip", "setuptools", "disclint"})
_ROOT = "root-component"


def main(arguments: Sequence[str]) -> int:
    """
    Write the bill of materials of a wheel.
    """
    parser = argparse.ArgumentParser(prog="python -m release.sbom", description=__doc__)
    parser.add_argument("wheel", nargs="?")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--extra", action="append", default=[])
    parser.add_argument("--python")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        python = given.python or installed(
            Path(given.wheel).resolve(), given.extra or list(filter(None, SHIPPED)), Path(folder)
        )
        found = bill(Path(python))
    Path(given.output).write_text(
        json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    sys.stdout.write(f"{given.output}: {len(found['components'])} components\n")
    return 0


def installed(wheel: Path, extras: Sequence[str], folder: Path) -> str:
    """
    The Python of a new environment in `folder` with the wheel, its extras and nothing else.
    """
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    wanted = f"{wheel}[{','.join(extras)}]" if extras else str(wheel)
    subprocess.run([python, "-m", "pip", "install", "-q", wanted], check=True)
    subprocess.run([python, "-m", "pip", "uninstall", "-q", "-y", "setuptools", "pip"], check=True)
    return str(python)


def bill(python: Path, *, valid: bool = True) -> dict[str, Any]:
    """
    What is installed where `python` is, as CycloneDX, the same for the same packages.

    Licences that its writer does not know are those of `release.licences`.  `valid` holds it against the schema of CycloneDX, which may
    take ten seconds; raises ValueError if it does not fit.
    """
    command = [
        sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application",
        "--output-reproducible", "--no-validate", "--of", "JSON", str(python),
    ]  # fmt: skip
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    found: dict[str, Any] = json.loads(done.stdout)
    # The project's own file leaves it to the package.
    found["metadata"]["component"]["version"] = __version__
    # What installs packages is no part of them; disclint is what it is all about, and named above the components.
    left_out = {each["bom-ref"] for each in found["components"] if each["name"] in _TOOLS}
    found["components"] = [each for each in found["components"] if each["bom-ref"] not in left_out] + [
        dict(ECHARTS)
    ]
    found["dependencies"] = [
        {**each, "dependsOn": [*each.get("dependsOn", ()), *([ECHARTS["bom-ref"]] if each["ref"] == _ROOT else ())]}
        for each in found["dependencies"] if each["ref"] not in left_out
    ] + [{"ref": ECHARTS["bom-ref"]}]  # fmt: skip
    for each in found["components"]:
        if not each.get("licenses") and (known := licence(each["name"])) != "?":
            each["licenses"] = [{"expression": known}]
    if valid:
        _ensure_valid(found)
    return found


def _ensure_valid(found: Mapping[str, Any]) -> None:
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - an extra
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 - an extra

    version = SchemaVersion.from_version(found["specVersion"])
    error = JsonStrictValidator(version).validate_str(json.dumps(found))
    if error is not None:
        raise ValueError(f"no bill of materials: {error}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
