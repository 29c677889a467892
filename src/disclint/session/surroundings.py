"""
What is around disclint on this machine: packages that let it read and write more, programs, rule packs, its cache.

Which packages there may be is told by disclint's own metadata, so that an extra is declared in one place only.
"""

import locale
import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from attrs import frozen
from packaging.requirements import InvalidRequirement, Requirement

from disclint import __version__
from disclint.cache import place
from disclint.diagnostics import Words
from disclint.errors import UsageError, system_words
from disclint.packs import installed
from disclint.session import converting
from disclint.session.configured import Configuration

# How a thing stands: there, not there (which only takes possibilities away), or there and not as it should be.
THERE, ABSENT, WRONG = "there", "absent", "wrong"
# Extras that are for those who develop disclint.
_DEVELOPMENT = ("dev", "docs", "fuzz", "release", "test", "test-core")
# What only stands for others, or for nothing.
_STANDING_IN = ("all", "word")
_PURPOSES: dict[str, Words] = {
    "audit": {"zh": "审查许多报告，写入 Parquet、DuckDB", "en": "audit many reports, Parquet and DuckDB"},
    "lsp": {"zh": "供编辑器使用的语言服务器", "en": "the language server for editors"},
    "ocr": {"zh": "读扫描的 PDF 和图片", "en": "read scanned PDF and pictures"},
    "pdf": {"zh": "读 PDF，在 PDF 里写批注", "en": "read PDF, write notes into it"},
    "regex": {"zh": "受信任规则包里的 regex:", "en": "regex: in trusted packs"},
    "serve": {"zh": "在浏览器里检查", "en": "the page for people without an editor"},
    "spark": {"zh": "在 Spark 集群上审查", "en": "audit on a Spark cluster"},
    "xlsx": {"zh": "写出 Excel 整改清单", "en": "write lists as Excel"},
}


@frozen
class Item:
    """
    One thing: what it is called and is for, how it stands, what was found (versions, a place), and what to do about it.
    """

    group: str
    name: str
    state: str
    purpose: Words
    found: str = ""
    remedy: Words | None = None


def look() -> list[Item]:
    """
    All there is to be said, in order: disclint, its extras, programs, packs, configuration, cache.
    """
    return [*_itself(), *_extras(), _office(), *_packs(), _configuration(), _cache()]


def _itself() -> Iterator[Item]:
    yield Item(
        "disclint",
        "disclint",
        THERE,
        {"zh": "版本", "en": "version"},
        f"{__version__} ({Path(__file__).parents[1]})",
    )
    system = f"{platform.python_version()}, {platform.system()} {platform.machine()}"
    yield Item("disclint", "Python", THERE, {"zh": "运行环境", "en": "what runs it"}, system)
    encoding = getattr(sys.stdout, "encoding", None) or locale.getpreferredencoding(do_setlocale=False)
    yield Item(
        "disclint", "encoding", THERE, {"zh": "屏幕的字符编码", "en": "encoding of the screen"}, encoding
    )


def _extras() -> Iterator[Item]:
    """
    Each extra, with the versions of its packages.
    """
    try:
        lines = metadata.requires("disclint") or []
        names = metadata.metadata("disclint").get_all("Provides-Extra") or []
    except metadata.PackageNotFoundError:
        purpose: Words = {"zh": "附加的软件包", "en": "packages for more"}
        words: Words = {
            "zh": "没有安装，直接运行源代码，无法得知",
            "en": "run from the sources, not installed: cannot be told",
        }
        yield Item("extras", "extras", ABSENT, purpose, remedy=words)
        return
    wanted = [found for line in lines if (found := _requirement(line)) is not None]
    for extra in sorted(set(names) - {*_DEVELOPMENT, *_STANDING_IN}):
        yield _extra(extra, [each for each in wanted if _is_for(each, extra)])


def _extra(extra: str, wanted: list[Requirement]) -> Item:
    versions = {each.name: _version(each.name) for each in wanted}
    missing = sorted(name for name, version in versions.items() if version is None)
    old = sorted(
        f"{each.name}{each.specifier}"
        for each in wanted
        if (version := versions[each.name]) is not None
        and not each.specifier.contains(version, prereleases=True)
    )
    there = ", ".join(
        f"{name} {version}" for name, version in sorted(versions.items()) if version is not None
    )
    purpose = _PURPOSES.get(extra, {"zh": extra, "en": extra})
    line = f"pip install 'disclint[{extra}]'"
    if old:
        return Item(
            "extras",
            extra,
            WRONG,
            purpose,
            there,
            {"zh": f"版本不符（需要 {', '.join(old)}）: {line}", "en": f"needs {', '.join(old)}: {line}"},
        )
    if missing:
        absent = {
            "zh": f"缺少 {', '.join(missing)}；安装: {line}",
            "en": f"missing: {', '.join(missing)}; install: {line}",
        }
        return Item("extras", extra, ABSENT, purpose, there, absent)
    return Item("extras", extra, THERE, purpose, there)


def _requirement(line: str) -> Requirement | None:
    try:
        return Requirement(line)
    except InvalidRequirement:
        return None


def _is_for(wanted: Requirement, extra: str) -> bool:
    """
    Whether it is needed for an extra, and not without it; what an extra takes over from another is left to that.
    """
    marker = wanted.marker
    apart = marker is not None and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""})
    return apart and wanted.name != "disclint"


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _office() -> Item:
    purpose: Words = {
        "zh": "读 .doc、.wps、.rtf、.odt、.xls、.et、.ods",
        "en": "read .doc, .wps, .rtf, .odt, .xls, .et, .ods",
    }
    found = converting.program()
    if found is not None:
        return Item("programs", "LibreOffice", THERE, purpose, found)
    stated = os.environ.get("DISCLINT_SOFFICE")
    if stated:
        wrong = {
            "zh": f"环境变量 DISCLINT_SOFFICE 指的文件不存在: {stated}",
            "en": f"DISCLINT_SOFFICE names no file: {stated}",
        }
        return Item("programs", "LibreOffice", WRONG, purpose, remedy=wrong)
    remedy: Words = {
        "zh": "安装 LibreOffice，或者先另存为 .docx、.xlsx",
        "en": "install LibreOffice, or save as .docx or .xlsx",
    }
    return Item("programs", "LibreOffice", ABSENT, purpose, remedy=remedy)


def _packs() -> Iterator[Item]:
    purpose: Words = {"zh": "已安装的规则包", "en": "an installed rule pack"}
    for name in installed.names():
        try:
            folder = installed.find(name)
        except UsageError as error:
            yield Item(
                "packs", name, WRONG, purpose, remedy={"zh": error.worded("zh"), "en": error.worded("en")}
            )
        else:
            yield Item("packs", name, THERE, purpose, str(folder))


def _configuration() -> Item:
    purpose: Words = {"zh": "当前文件夹适用的配置", "en": "the configuration that applies in this folder"}
    try:
        found = Configuration().config(Path("disclint").absolute())
    except UsageError as error:
        return Item(
            "files",
            "disclint.toml",
            WRONG,
            purpose,
            remedy={"zh": error.worded("zh"), "en": error.worded("en")},
        )
    if found is None:
        remedy: Words = {
            "zh": "不需要也可以；disclint init 生成一份",
            "en": "none is needed; disclint init makes one",
        }
        return Item("files", "disclint.toml", ABSENT, purpose, remedy=remedy)
    return Item("files", "disclint.toml", THERE, purpose, str(found.folder / found.name))


def _cache() -> Item:
    purpose: Words = {"zh": "缓存，下一次运行更快", "en": "what makes the next run faster"}
    where = place.path(os.environ)
    if where is None:
        return Item("files", "cache", ABSENT, purpose, remedy={"zh": "已关闭", "en": "turned off"})
    error = place.problem(where)
    if error is None:
        return Item("files", "cache", THERE, purpose, where)
    why = system_words(error)
    words: Words = {
        "zh": f"用不了（{why['zh']}），每次都重新准备；文件夹应归本人所有，别人无权访问（chmod 700）",
        "en": f"cannot be used ({why['en']}): all is made anew each time; the folder must be yours alone (chmod 700)",
    }
    return Item("files", "cache", WRONG, purpose, where, words)
