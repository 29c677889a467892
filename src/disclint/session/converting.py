"""
Old and foreign office files made readable by LibreOffice, where it is installed: .doc and .wps, .rtf, .odt, .xls, .ods, XML.

Each process has a profile of its own, so that an open LibreOffice is not in the way; files are copied into a
private folder and nothing is written beside them.  Macros stay off, links are not followed, and what takes
too long is stopped.  Several files of a folder are converted at once, since starting takes longest.
"""

import os
import signal
import subprocess
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from attrs import define, field

from disclint.errors import UsageError, system_words
from disclint.readers import Unreadable, sniff, whole

# What each kind of `sniff.container` is made into, and the filter that makes it.
_WORD = ("docx", "docx:MS Word 2007 XML")
_SHEET = ("xlsx", "xlsx:Calc MS Excel 2007 XML")
TARGETS: Mapping[str, tuple[str, str]] = {
    "doc": _WORD, "rtf": _WORD, "odt": _WORD, "xls": _SHEET, "ods": _SHEET,
    "wordml": _WORD, "uof": _WORD, "fodt": _WORD, "fods": _SHEET, "sheetml": _SHEET,
}  # fmt: skip
_SUFFIXES = frozenset(
    (".doc", ".wps", ".dot", ".rtf", ".odt", ".uot", ".uof", ".fodt", ".xls", ".et", ".ods", ".fods", ".xml")
)
_PROGRAMS = ("soffice", "libreoffice")
_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/opt/libreoffice/program/soffice",
)
_BATCH = 20
_SECONDS, _SECONDS_EACH = 40, 5
# No links that a document brings along, no macros, and a proxy that leads nowhere.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "xs:boolean", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "xs:boolean", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "xs:int", "3"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "xs:int", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "xs:string", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "xs:int", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "xs:string", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "xs:int", "9"),
    # A LibreOffice that is newer than the last one first tests how it draws, which takes twice as long as the rest.
    ("org.openoffice.Setup/Product", "ooSetupLastVersion", "xs:string", "9999.0"),
)
_INSTALL = {
    "zh": "也可以安装 LibreOffice(免费)，disclint 会自动用它转换。",
    "en": "Or install LibreOffice (free), and disclint converts it by itself.",
}


@define
class Converter:
    """
    Converts by the LibreOffice at `program`; None if there is none.

    Results wait in `ready`, by the digest of what was converted, until they are asked for.
    """

    program: str | None
    ready: dict[bytes, bytes | Unreadable] = field(factory=dict)
    _home: Path | None = None
    _running: "subprocess.Popen[bytes] | None" = None

    def converted(self, content: bytes, kind: str) -> bytes:
        """
        The bytes of a .docx or .xlsx with the same content.  Raises Unreadable, saying what to do.
        """
        broken = whole.broken(content, kind)
        if broken is not None:
            # LibreOffice would need seconds to say the same.
            raise broken
        if self.program is None:
            error = Unreadable.of(kind)
            remedy = {lang: f"{words}{_INSTALL[lang]}" for lang, words in error.remedy.items()}
            raise Unreadable(error.reason, error.message, remedy)
        digest = sha256(content).digest()
        if digest not in self.ready:
            self.ahead([(content, kind)])
        found = self.ready.pop(digest)
        if isinstance(found, Unreadable):
            raise found
        return found

    def ahead(self, files: Sequence[tuple[bytes, str]]) -> None:
        """
        Convert several files, and keep what comes of them; not of those that are damaged.
        """
        files = [each for each in files if whole.broken(*each) is None]
        for target in dict.fromkeys(TARGETS[kind] for _, kind in files):
            same = [each for each in files if TARGETS[each[1]] == target]
            self._convert(same, *target)
            for content, kind in same:
                if sha256(content).digest() not in self.ready:
                    # One bad file ends the run for those after it.
                    self._convert([(content, kind)], *target)
                self.ready.setdefault(sha256(content).digest(), _failed(kind))

    def _convert(self, files: Sequence[tuple[bytes, str]], suffix: str, filter: str) -> None:
        try:
            self._converted(files, suffix, filter)
        except OSError as error:
            for content, kind in files:
                self.ready.setdefault(sha256(content).digest(), _no_room(kind, error))

    def _converted(self, files: Sequence[tuple[bytes, str]], suffix: str, filter: str) -> None:
        home = self._folder()
        from tempfile import TemporaryDirectory  # noqa: PLC0415 - slow to import, and most runs convert nothing

        with TemporaryDirectory(dir=home) as folder:
            given = {}
            for at, (content, kind) in enumerate(files):
                path = Path(folder) / f"{at}.{kind}"
                path.write_bytes(content)
                given[path] = content
            self._run([*self._command(home), "--convert-to", filter, "--outdir", folder, *map(str, given)],
                      home, _SECONDS + _SECONDS_EACH * len(files))  # fmt: skip
            for path, content in given.items():
                made = path.with_suffix(f".{suffix}")
                if made.is_file():
                    self.ready[sha256(content).digest()] = made.read_bytes()

    def _command(self, home: Path) -> list[str]:
        profile = (home / "profile").as_uri()
        options = (
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            "--nofirststartwizard",
        )
        return [self.program or "", f"-env:UserInstallation={profile}", *options]

    def _folder(self) -> Path:
        if self._home is None:
            from shutil import rmtree  # noqa: PLC0415 - as above
            from tempfile import mkdtemp  # noqa: PLC0415 - as above

            self._home = Path(mkdtemp(prefix="disclint-"))
            weakref.finalize(self, rmtree, self._home, ignore_errors=True)
            user = self._home / "profile" / "user"
            user.mkdir(parents=True)
            (user / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
        return self._home

    def stop(self) -> None:
        """
        End a conversion that is going on, as the process is about to end.
        """
        if self._running is not None:
            _kill(self._running)

    def _run(self, command: list[str], home: Path, seconds: int) -> None:
        environment = os.environ | {"HOME": str(home), "TMPDIR": str(home)}
        with subprocess.Popen(  # noqa: S603 - a program that the user installed, on files in our own folder
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env=environment,
            start_new_session=True,
        ) as process:
            self._running = process
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                _kill(process)
                process.wait()
            except BaseException:
                # Whoever is interrupted leaves nothing running.
                _kill(process)
                raise
            finally:
                self._running = None


@cache
def converter() -> Converter:
    """
    The converter of this process.
    """
    return Converter(program())


def program() -> str | None:
    """
    Where LibreOffice is; `DISCLINT_SOFFICE` may say it.
    """
    stated = os.environ.get("DISCLINT_SOFFICE")
    if stated is not None:
        return stated if stated and Path(stated).is_file() else None
    from shutil import which  # noqa: PLC0415 - as above

    found = next((path for each in _PROGRAMS if (path := which(each))), None)
    return found or next((each for each in _ELSEWHERE if Path(each).is_file()), None)


def in_batches(paths: Iterable[Path], content: Callable[[Path], bytes]) -> Iterator[Path]:
    """
    The paths in order; before the first of several files that must be converted, all of the next are.

    `content` gives what a file holds, or raises UsageError or Unreadable.
    """
    waiting = list(paths)
    done: set[Path] = set()
    for at, path in enumerate(waiting):
        if path not in done and path.suffix.lower() in _SUFFIXES and converter().program is not None:
            batch = [each for each in waiting[at:] if each.suffix.lower() in _SUFFIXES][:_BATCH]
            done.update(batch)
            wanted = [each for each in _peeked(batch, content) if each[1] in TARGETS]
            if len(wanted) > 1:
                converter().ahead(wanted)
        yield path


def _peeked(paths: Iterable[Path], content: Callable[[Path], bytes]) -> Iterator[tuple[bytes, str]]:
    for path in paths:
        try:
            given = content(path)
        except (UsageError, Unreadable):
            # What cannot be opened is told when its turn comes.
            continue
        yield given, sniff.container(given) or ""


def _failed(kind: str) -> Unreadable:
    error = Unreadable.of(kind)
    message = {
        "zh": f"{error.message['zh']}，LibreOffice 没有能转换它(可能已损坏或设有密码)",
        "en": f"{error.message['en']}, and LibreOffice could not convert it (it may be damaged or have a password)",
    }
    return Unreadable("not-converted", message, error.remedy)


def _no_room(kind: str, error: OSError) -> Unreadable:
    message, why = Unreadable.of(kind).message, system_words(error)
    return Unreadable(
        "not-converted",
        {
            "zh": f"{message['zh']}，转换时不能使用临时文件夹({why['zh']})",
            "en": f"{message['en']}, and the folder for temporary files cannot be used to convert it ({why['en']})",
        },
        {
            "zh": "请腾出临时文件夹的空间，或者用环境变量 TMPDIR 换一个，再检查一次。",
            "en": "Make room in the folder for temporary files, or name another one in TMPDIR, and check again.",
        },
    )


def _kill(process: "subprocess.Popen[bytes]") -> None:
    # What is called `soffice` is a script that waits for the real one.
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse" oor:type="{type_}">'
        f"<value>{value}</value></prop></item>"
        for path, name, type_, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
