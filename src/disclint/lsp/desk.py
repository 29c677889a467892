"""
What a server knows at a time: the documents that are open, what came of them, and the settings.

One thread checks and answers, for rules are not evaluated twice at the same time; the loop that reads messages goes
on meanwhile.  A result is published only if its document has not changed since.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from lsprotocol.types import Diagnostic, MessageType, PublishDiagnosticsParams, ShowMessageParams
from pygls.lsp.server import LanguageServer

from disclint.errors import UsageError
from disclint.lsp import packfiles, publishing
from disclint.lsp.checking import Checked, Judge
from disclint.lsp.documents import Document
from disclint.lsp.insight import Insight
from disclint.lsp.pages import Pages
from disclint.lsp.positions import UTF16
from disclint.lsp.resting import Rest
from disclint.lsp.settings import PULL, Settings
from disclint.session.past import Past

_LOG = logging.getLogger(__name__)
# A check that took no longer than this, in seconds, does not disturb who types.
_BEARABLE = 0.025
_LONGEST_REST = 2.0

_Answer = TypeVar("_Answer")


class Desk:
    """
    The state of a server; `asked` is the language that its command line or environment asked for.
    """

    def __init__(self, server: LanguageServer, asked: str | None = None) -> None:
        self.server = server
        self.asked = asked
        self.locale: str | None = None
        self.root: Path | None = None
        self.encoding: str = UTF16
        self.documents: dict[str, Document] = {}
        self.results: dict[str, Checked] = {}
        self.pages = Pages()
        self.settings = Settings()
        self.judge = Judge(self.settings, None, asked)
        # Files that are not open, and have findings shown.
        self.elsewhere: set[str] = set()
        self._thread = ThreadPoolExecutor(1, "disclint")
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._problems: set[str] = set()
        self._insights: dict[str, Insight] = {}
        # Only the thread that checks looks into them.
        self._pasts: dict[str, Past] = {}
        self._resting = Rest(self._thread)

    @property
    def lang(self) -> str:
        """
        The language of what is said about no file.
        """
        return self.judge.lang or "zh"

    def close(self) -> None:
        """
        Leave nothing behind.
        """
        self._resting.end()
        self._thread.shutdown(wait=False, cancel_futures=True)
        self.pages.close()

    def set(self, settings: Settings) -> None:
        """
        Go by other settings, or by what configurations say now.
        """
        self.settings = settings
        self.judge = Judge(settings, self.root, self.asked or self.locale, self.judge)
        for uri in self.documents:
            self.results.pop(uri, None)
            self.look_at(uri)
        self.publish_problems()

    def put(self, document: Document) -> None:
        """
        Take in a document that was opened or has changed, and have it checked.
        """
        self._resting.end()
        self.documents[document.uri] = document
        if document.path is not None and document.path.suffix in (".yaml", ".toml"):
            self.judge.texts[document.path] = document.text
            self._look_at_kin(document)
        self.look_at(document.uri)

    def _look_at_kin(self, document: Document) -> None:
        """
        Have the other open files of a pack checked again, for what one says the others rest on.
        """
        root = packfiles.root_of(document.path)
        for uri, each in self.documents.items():
            if root is not None and each is not document and packfiles.root_of(each.path) == root:
                self.results.pop(uri, None)
                self.look_at(uri)

    def drop(self, uri: str) -> None:
        """
        Forget a document, and what is shown of it.
        """
        document = self.documents.pop(uri, None)
        if document is not None and document.path is not None:
            self.judge.texts.pop(document.path, None)
        self.results.pop(uri, None)
        self._insights.pop(uri, None)
        if uri in self._tasks and self._tasks[uri].done():
            del self._tasks[uri]
        self._thread.submit(self._pasts.pop, uri, None)
        self._publish(uri, None, [])
        self.publish_problems()

    def clear(self, uris: Iterable[str]) -> None:
        """
        Show no findings any longer of files that are gone and not open.
        """
        for uri in self.elsewhere.intersection(uris):
            self.elsewhere.discard(uri)
            if uri not in self.documents:
                self._publish(uri, None, [])

    def look_at(self, uri: str) -> "asyncio.Task[None]":
        """
        The check of a document that is under way, or a new one.
        """
        task = self._tasks.get(uri)
        if task is None or task.done():
            task = self._tasks[uri] = asyncio.get_running_loop().create_task(self._settle(uri))
            task.add_done_callback(_tell)
        return task

    async def checked(self, uri: str) -> Checked | None:
        """
        What came of a document as it stands now; None of one that is not open or is no report.
        """
        while uri in self.documents and not self._is_settled(uri):
            # Whoever asked may lose interest; others still wait for the check.
            await asyncio.shield(self.look_at(uri))
        return self.results.get(uri)

    async def insight(self, uri: str) -> Insight | None:
        """
        A report as it stands now, to be looked at more closely; None of what is none.
        """
        checked = await self.checked(uri)
        if checked is None or not checked.is_report:
            return None
        known = self._insights.get(uri)
        if known is None or known.checked is not checked:
            known = self._insights[uri] = Insight(checked)
        return known

    async def apart(self, action: Callable[..., _Answer], *given: object) -> _Answer:
        """
        What an action answers that takes time or evaluates rules.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, action, *given)

    def shown(self, checked: Checked) -> list[Diagnostic]:
        """
        The findings of a document as they are shown.
        """
        if checked.errors or checked.notes:
            return publishing.of_checked(checked)
        kit, lang = checked.kit, checked.lang
        return publishing.diagnostics(checked, lambda rule: self.pages.uri(rule, kit, lang))

    def publish_problems(self) -> None:
        """
        Show what is wrong with configurations, and no longer what was.
        """
        found = {path: error for path, error in self.judge.problems.items() if path is not None}
        uris = {path.as_uri(): error for path, error in found.items()}
        for uri in self._problems - set(uris):
            if uri not in self.documents:
                self._publish(uri, None, [])
        for uri, error in uris.items():
            if uri not in self.documents:
                self._publish(uri, None, [publishing.of_error(error, self.lang)])
        if None in self.judge.problems:
            error = self.judge.problems.pop(None)
            self.complain(error)
        self._problems = set(uris)

    def complain(self, error: UsageError) -> None:
        """
        Tell of an error that is in no file.
        """
        words = f"disclint: {error.worded(self.lang)}"
        self.server.window_show_message(ShowMessageParams(MessageType.Error, words))

    def _is_settled(self, uri: str) -> bool:
        known = self.results.get(uri)
        return known is not None and known.document is self.documents.get(uri)

    async def _settle(self, uri: str) -> None:
        await self._rest(self.settings.debounce)
        while uri in self.documents and not self._is_settled(uri):
            document, judge = self.documents[uri], self.judge
            began = time.perf_counter()
            checked, found = await self.apart(self._looked, document, judge)
            took = time.perf_counter() - began
            if self.documents.get(uri) is document and self.judge is judge:
                self.results[uri] = checked
                self._publish(uri, document.version, found)
                if self.judge.problems:
                    self.publish_problems()
            else:
                # Changes come faster than checks; a rest lets several of them be checked at once.
                await self._rest(took * 1000 if took > _BEARABLE else None)
        known = self.results.get(uri)
        if known is not None:
            self._resting.begin(partial(self.judge.checked, known.document))

    @staticmethod
    async def _rest(milliseconds: float | None) -> None:
        if milliseconds:
            await asyncio.sleep(min(milliseconds / 1000, _LONGEST_REST))

    def _looked(self, document: Document, judge: Judge) -> tuple[Checked, list[Diagnostic]]:
        checked = judge.checked(document, self._pasts.setdefault(document.uri, Past()))
        return checked, self.shown(checked)

    def _publish(self, uri: str, version: int | None, found: list[Diagnostic]) -> None:
        if self.settings.diagnostics == PULL and uri in self.documents:
            return
        self.server.text_document_publish_diagnostics(PublishDiagnosticsParams(uri, found, version))


def _tell(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and task.exception() is not None:
        _LOG.error("a check failed", exc_info=task.exception())
