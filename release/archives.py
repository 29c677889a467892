"""
Wheel and source archive: `python -m release.archives -o dist` builds both, twice, and compares the bytes.

The second time they are built from what the first source archive holds, in another folder, at another time and with another umask: whoever
has the archive can build the same wheel.  Times inside are those of SOURCE_DATE_EPOCH, by default the last commit's.
Writes `SHA256SUMS` beside them.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EPOCH = "SOURCE_DATE_EPOCH"


def main(arguments: Sequence[str]) -> int:
    """
    Build into the folder after `-o`; 1 where the two builds differ.
    """
    folder = Path(arguments[1]) if arguments[:1] == ["-o"] else ROOT / "dist"
    folder.mkdir(parents=True, exist_ok=True)
    built = build(ROOT, folder, epoch())
    with tempfile.TemporaryDirectory() as other:
        again = rebuilt(built, Path(other), epoch())
        different = [
            one.name for one, two in zip(built, again, strict=True) if one.read_bytes() != two.read_bytes()
        ]
    sums = "".join(f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in built)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    sys.stdout.write(sums)
    if different:
        sys.stderr.write(f"not reproducible: {', '.join(different)}\n")
    return 1 if different else 0


def epoch() -> str:
    """
    The time of all that is in the archives, in seconds since 1970: SOURCE_DATE_EPOCH, else the last commit's.
    """
    if EPOCH in os.environ:
        return os.environ[EPOCH]
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def build(source: Path, folder: Path, at: str) -> tuple[Path, Path]:
    """
    Source archive and wheel of the project in `source`.
    """
    with tempfile.TemporaryDirectory() as fresh:
        command = [sys.executable, "-m", "hatchling", "build", "-d", fresh]
        subprocess.run(command, cwd=source, check=True, capture_output=True, env={**os.environ, EPOCH: at})
        found = sorted(Path(fresh).iterdir(), key=lambda each: each.suffix)
        archive, wheel = (folder / each.name for each in found)
        for each in found:
            (folder / each.name).write_bytes(each.read_bytes())
    return archive, wheel


def rebuilt(built: tuple[Path, Path], folder: Path, at: str) -> tuple[Path, Path]:
    """
    Both once more, from what the source archive holds.
    """
    before = os.umask(0o077)
    try:
        with tarfile.open(built[0]) as archive:
            archive.extractall(folder / "source", filter="tar")
        (source,) = (folder / "source").iterdir()
        for each in source.rglob("*"):
            os.utime(each, (1, 1))
        (folder / "dist").mkdir()
        return build(source, folder / "dist", at)
    finally:
        os.umask(before)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
