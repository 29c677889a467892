"""
The page as a folder of files for any web server: disclint runs in the browser, in Pyodide, and no request leaves the folder.

    OUT/  index.html app.js …   the page, with another `backend.js`
          worker.js             starts Pyodide and answers
          pyodide/, pdfium/     from the npm packages
          site.zip              disclint and what it imports, as byte code; kept.zip: what was read and compiled ahead

Byte code and patterns are made by that very Pyodide, under node.
"""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from disclint import disk
from disclint.errors import UsageError
from disclint.resources import data_directory, rules_directory, sample_file, schema_path
from disclint.schemas import names
from disclint.serve import assets, carrying

# What Pyodide cannot do without; scripts are called `.js`, which every web server knows.
_PYODIDE = {
    "pyodide.mjs": "pyodide.js", "pyodide.asm.mjs": "pyodide.asm.js", "pyodide.asm.wasm": "pyodide.asm.wasm",
    "python_stdlib.zip": "python_stdlib.zip", "pyodide-lock.json": "pyodide-lock.json",
}  # fmt: skip
# What disclint imports in a browser, by distribution.
_LIBRARIES = {
    "attrs": ("attr", "attrs"),
    "pyparsing": ("pyparsing",),
    "openpyxl": ("openpyxl",),
    "et-xmlfile": ("et_xmlfile",),
    "packaging": ("packaging",),
}
# What reads PDF, under the names that are imported.
_PDFIUM = {"index.esm.browser.js": "pdfium.js", "pdfium.wasm": "pdfium.wasm"}
_DIST = "dist"
_STAND_IN = "pypdfium2_raw.py"
# Processes, and what recognises pictures in one, there are none in a browser.
_LEFT_OUT = frozenset(("cli", "lsp", "page", "worker", "child.py", "ocr.py", "__pycache__", "_data"))
_WORKER = Path(__file__).parent / "worker"
_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_SECONDS, _LONG = 600, 300
_NO_SETTINGS: carrying.Settings = {}


def write(
    out: Path,
    pyodide: Path,
    node: str = "node",
    settings: carrying.Settings = _NO_SETTINGS,
    pdfium: Path | None = None,
) -> None:
    """
    Write the page to the folder `out`; `pyodide` and `pdfium` are unpacked npm packages, `node` a program.

    Without `pdfium` the page reads no PDF.  `settings` are those of a command line that say which packs and rules are
    used.  Raises UsageError if something of this cannot be used, or if `out` is there and not empty.
    """
    _ensure_package(pyodide, _PYODIDE, "pyodide", "--pyodide")
    if pdfium is not None:
        _ensure_package(pdfium / _DIST, _PDFIUM, "@hyzyla/pdfium", "--pdfium")
    program = shutil.which(node)
    if program is None:
        raise _no_node(node)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(
            f"'{out}' is there and not empty",
            "name a new folder",
            zh=(f"“{out}”已经存在，而且不是空的", "请写一个新文件夹"),
        )
    try:
        _write(out, pyodide, program, settings, pdfium)
    except OSError as error:
        # There was nothing in it before.
        shutil.rmtree(out, ignore_errors=True)
        raise disk.unwritable(str(out), error) from error


def _write(out: Path, pyodide: Path, program: str, settings: carrying.Settings, pdfium: Path | None) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        sources = (*_sources(), *carrying.files(settings), *(() if pdfium is None else _stand_in()))
        _zip(folder / "sources.zip", iter(sources))
        _zip(folder / "documents.zip", iter(carrying.read_ahead(settings).items()))
        _compile(program, pyodide, folder)
        out.mkdir(parents=True, exist_ok=True)
        for name in ("site.zip", "kept.zip", "memory.gz"):
            shutil.copyfile(folder / name, out / name)
    for name, content in _page(reads_pdf=pdfium is not None):
        (out / name).write_bytes(content)
    _copy(pyodide, _PYODIDE, out / "pyodide")
    if pdfium is not None:
        _copy(pdfium / _DIST, _PDFIUM, out / "pdfium")
    (out / "LICENSES.txt").write_text("\n\n".join(_licences(pdfium)), encoding="utf-8")


def _copy(package: Path, names: Mapping[str, str], to: Path) -> None:
    to.mkdir()
    for name, called in names.items():
        content = (package / name).read_bytes()
        if called.endswith(".js"):
            content = content.replace(b"pyodide.asm.mjs", b"pyodide.asm.js")
        (to / called).write_bytes(content)


def _page(*, reads_pdf: bool) -> Iterator[tuple[str, bytes]]:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    for name, each in assets.assets().items():
        yield (
            name,
            each.content.replace(b"<meta charset", f"{policy}\n<meta charset".encode())
            if name == assets.INDEX
            else each.content,
        )
    for name in ("backend.js", "worker.js"):
        content = (_WORKER / name).read_bytes()
        # What the page says it can read.
        yield name, content.replace(b'"formatsworker"', b'"formatspdf"') if reads_pdf else content


def _stand_in() -> Iterator[tuple[str, bytes]]:
    yield _STAND_IN, (Path(__file__).parents[1] / "native" / "standin.py").read_bytes()


def _sources() -> Iterator[tuple[str, bytes]]:
    home = Path(__file__).parents[1]
    for each in sorted(home.rglob("*.py")):
        inside = each.relative_to(home)
        if not _LEFT_OUT & set(inside.parts):
            yield f"disclint/{inside.as_posix()}", each.read_bytes()
    schemas = (schema_path(each) for each in names())
    for each in (*sorted(rules_directory().rglob("*")), sample_file(), *schemas):
        if each.is_file():
            yield f"disclint/_data/{each.relative_to(data_directory()).as_posix()}", each.read_bytes()
    for packages in _LIBRARIES.values():
        for name in packages:
            yield from _library(name)


def _library(name: str) -> Iterator[tuple[str, bytes]]:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise UsageError(
            f"the page needs {name}, which is not installed",
            "pip install 'disclint[serve]'",
            zh=(f"网页需要 {name}，还没有安装", "请运行 pip install 'disclint[serve]'"),
        )
    home = Path(spec.submodule_search_locations[0])
    for each in sorted(home.rglob("*.py")):
        yield f"{name}/{each.relative_to(home).as_posix()}", each.read_bytes()


def _zip(to: Path, files: Iterator[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(to, "w") as written:
        for name, content in files:
            # Of no time: clocks may stand before 1980, which no archive can tell.
            written.writestr(zipfile.ZipInfo(name), content)


def _compile(program: str, pyodide: Path, folder: Path) -> None:
    command = [
        program, str(_WORKER / "ahead.mjs"), str(pyodide), str(folder / "sources.zip"),
        str(folder / "documents.zip"), str(folder),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 - the user's own node
    except subprocess.TimeoutExpired as error:
        raise UsageError(
            f"Pyodide has not prepared disclint in {_SECONDS // 60} minutes",
            "try again when the computer has less to do",
            zh=(f"Pyodide 在 {_SECONDS // 60} 分钟内没有准备好 disclint", "请在电脑不忙时再试"),
        ) from error
    if done.returncode:
        # Errors of Pyodide quote a line of a megabyte, and tell where in it they were.
        lines = done.stderr.decode("utf-8", "replace").splitlines()
        told = [
            line for line in lines if line.strip() and len(line) < _LONG and not line.startswith("    at ")
        ]
        raise UsageError(
            "Pyodide could not prepare disclint:\n" + "\n".join(told[-12:]),
            "use Node 18 or later and the version of pyodide that docs/serve.md names",
            zh=(
                "Pyodide 未能准备 disclint：\n" + "\n".join(told[-12:]),
                "请使用 Node 18 以上和 docs/serve.md 所写的 pyodide 版本",
            ),
        )


def _licences(pdfium: Path | None) -> Iterator[str]:
    for name in ("disclint", *_LIBRARIES):
        found = metadata.distribution(name)
        yield f"{name} {found.version}"
        for each in found.files or ():
            if "licen" in each.name.lower() and each.suffix not in (".py", ".pyc"):
                yield each.read_text(encoding="utf-8")
    if pdfium is not None:
        yield "@hyzyla/pdfium"
        yield (pdfium / "LICENSE.md").read_text(encoding="utf-8")
        yield "PDFium (Apache License 2.0): see https://pdfium.googlesource.com/pdfium/"
    yield "Pyodide (Mozilla Public License 2.0) and CPython (Python Software Foundation License): see https://pyodide.org"


def _ensure_package(folder: Path, names: Mapping[str, str], package: str, option: str) -> None:
    for name in names:
        if not (folder / name).is_file():
            raise UsageError(
                f"'{folder}' is not of the npm package {package}: there is no {name}",
                f"npm install {package}, then {option} node_modules/{package}",
                zh=(
                    f"“{folder}”不是 npm 包 {package} 的文件夹：没有 {name}",
                    f"请先 npm install {package}，再写 {option} node_modules/{package}",
                ),
            )


def _no_node(node: str) -> UsageError:
    return UsageError(
        f"there is no program '{node}'",
        "install Node.js 18 or later",
        zh=(f"找不到程序“{node}”", "请安装 Node.js 18 以上"),
    )
