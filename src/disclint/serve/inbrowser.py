"""
The same answers inside a browser, where there is neither YAML nor JSON Schema: what was read and compiled ahead comes along.

    begun(folder, site) → a desk      what is kept lies in the folder, one file a sort; packs in the site
    desk.asked(method, words, content) → (trouble, words, content)      words are JSON

Runs under Pyodide, but needs nothing of it.
"""

import compileall
import gc
import json
import py_compile
import zipfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from attrs import field, frozen

from disclint import cache
from disclint.errors import UsageError
from disclint.native import worker
from disclint.phrases.match import Phrase
from disclint.readers import sniff
from disclint.resources import sample_file
from disclint.serve import carrying
from disclint.serve.answers import Answers
from disclint.serve.papers import Papers, gone
from disclint.session import check

_SITE, _KEPT = "site.zip", "kept.zip"
# Rules are written plainly as of the fifth report.
_REPORTS = 6
# A check makes some ten thousand objects; one that makes as many as this may be interrupted, for memory has an end.
_MOST = 250_000


@frozen(eq=False)
class Desk:
    """
    What a page asks, in words that cross from JavaScript.
    """

    answers: Answers
    # What is kept stays in use as long as the page does.
    _kept: ExitStack = field(factory=ExitStack, repr=False)

    def asked(self, method: str, words: str, content: Any = None) -> tuple[str, str, bytes]:
        """
        An answer; of the three one is empty that does not apply.  `trouble` has the words of an error, by language.
        """
        given = json.loads(words)
        try:
            if method == "open":
                taken = bytes(content.to_bytes() if hasattr(content, "to_bytes") else content)
                _ensure_readable(taken)
                return "", _told(self.answers.open(taken, given["name"], given["lang"])), b""
            if method == "download":
                made = self.answers.download(given)
                return "", _told({"name": made.name, "media": made.media}), made.content
            if method == "close":
                self.answers.close(given)
                return "", "null", b""
            return "", _told(self.answers.check(given)), b""
        except UsageError as error:
            return _trouble(error), "", b""
        except LookupError:
            return _trouble(gone(), is_gone=True), "", b""

    def warm(self) -> None:
        """
        Check a report, so that the next need not wait for what is made once.
        """
        answer = self.answers.open(sample_file().read_bytes(), "sample.html", "zh")
        self.answers.close(answer)

    def prepare(self) -> None:
        """
        Make ahead what the first reports would make: rules written plainly, and the patterns of all phrases.
        """
        for _ in range(_REPORTS):
            self.warm()
        # Whatever rule, form or concept they are of; nobody else has them all.
        for each in gc.get_objects():
            if isinstance(each, Phrase):
                _ = each.lowered.exact

    def settle(self) -> None:
        """
        Look no more for garbage in what stays, for rules and forms are a hundred thousand objects, and in no check.
        """
        gc.set_threshold(_MOST)
        gc.collect()
        gc.freeze()

    def tidy(self) -> None:
        """
        Look for garbage, when nobody waits.
        """
        gc.collect(1)


def begun(folder: str, site: str | None = None) -> Desk:
    """
    A desk that uses what is kept in a folder, and the packs of a site.
    """
    kept = ExitStack()
    kept.enter_context(cache.carried(_contents(folder)))
    return Desk(answers(site), kept)


def answers(site: str | None = None) -> Answers:
    """
    Answers by the rules and forms that ship and those of a site, ready to be asked.
    """
    configuration = carrying.configuration(None if site is None else Path(site))
    options = configuration.options(None)
    check.check_text("", "<text>", options)
    return Answers(Papers(lambda: options), configuration.editions)


def made_ahead(site: str, kept: str) -> None:
    """
    Put beside `site` and `kept` one zip of each: byte code of this very Python instead of sources, patterns it has compiled.
    """
    with cache.carried(_contents(kept)) as told:
        Desk(answers(site)).prepare()
    for name, content in told.items():
        (Path(kept) / name).write_bytes(content)
    compileall.compile_dir(
        site, quiet=1, legacy=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    _zipped(Path(site), Path(site).with_name(_SITE))
    _zipped(Path(kept), Path(kept).with_name(_KEPT))


def _zipped(folder: Path, to: Path) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written:
        for each in sorted(folder.rglob("*")):
            if each.is_file() and each.suffix != ".py" and each.parent.name != "__pycache__":
                # Without a time of its own, so that the same is the same.
                entry = zipfile.ZipInfo(each.relative_to(folder).as_posix())
                entry.compress_type = zipfile.ZIP_DEFLATED
                written.writestr(entry, each.read_bytes())


def _contents(folder: str) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(Path(folder).iterdir()) if each.is_file()}


def _ensure_readable(content: bytes) -> None:
    kind = sniff.container(content)
    if kind == "image":
        raise UsageError(
            "this page cannot read pictures",
            "open the report as a Word file, a web page or text; `disclint serve` can recognise pictures",
            zh=(
                "本页读不了图片",
                "请打开报告的 Word 版、网页版或文本；安装 disclint 和文字识别组件后，用 disclint serve 可以识别图片",
            ),
        )
    if kind == "pdf" and not worker.is_installed():
        raise UsageError(
            "this page cannot read PDF",
            "open it in WPS or Word, copy all and paste it here, or save it as .docx; `disclint serve` reads it",
            zh=(
                "本页读不了 PDF",
                "请在 WPS 或 Word 中打开，全选复制后粘贴到这里，或者另存为 .docx；安装 disclint 后用 disclint serve 可以直接读",
            ),
        )


def _told(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _trouble(error: UsageError, *, is_gone: bool = False) -> str:
    said = {lang: {"message": error.said(lang), "remedy": error.to_do(lang)} for lang in ("zh", "en")}
    return _told({"error": said, "gone": is_gone})
