"""
An open document to its result, by the settings of the editor over the configuration beside the file.

What is wrong with a configuration is remembered, to be shown in that file; reports are checked meanwhile by what
held before, or by what holds by default.
"""

import logging
from pathlib import Path

from attrs import frozen

from disclint.errors import UsageError
from disclint.grammar.recognition import NOT_A_REPORT
from disclint.lsp import configuring, packfiles
from disclint.lsp.documents import Document
from disclint.lsp.packfiles import PackState
from disclint.lsp.settings import Settings
from disclint.packs.kit import Kit
from disclint.result import OK, Result
from disclint.session import check, config, patterns
from disclint.session.configured import Configuration
from disclint.session.options import Options
from disclint.session.past import Past

_LOG = logging.getLogger(__name__)
# A report is some ten thousand characters; what is much longer, and not named, is something else.
_LARGEST = 2_000_000


@frozen(eq=False)
class Checked:
    """
    A document and what came of it; `result` is None for one that nobody takes for a report.
    """

    document: Document
    result: Result | None
    kit: Kit
    lang: str
    # What is wrong with a document that is no report but a configuration or a part of a pack, and what may be.
    errors: tuple[UsageError, ...] = ()
    notes: tuple[UsageError, ...] = ()
    pack: PackState | None = None

    @property
    def is_report(self) -> bool:
        """
        Whether there is a report to answer questions about.
        """
        return self.result is not None and self.result.report is not None and self.result.status == OK


class Judge:
    """
    Checks documents by settings.

    `before` is the one whose configurations may still be good, `lang` None where the configuration decides the language.
    """

    def __init__(
        self, settings: Settings, root: Path | None, lang: str | None = None, before: "Judge | None" = None
    ) -> None:
        self.settings = settings
        self.root = root
        self.lang = settings.lang or lang
        self.problems: dict[Path | None, UsageError] = {}
        self._configuration = self._made()
        self._before = before
        self._fallen: dict[Path | None, Options] = {}
        self._plain = Configuration(discovers=False)
        # What is open, by file, and the packs that could be used when they were last looked at.
        self.texts: dict[Path, str] = {} if before is None else before.texts
        self.kits: dict[Path, Kit] = {} if before is None else before.kits
        if before is not None:
            before._before = None  # noqa: SLF001 - a chain of them would grow with every change

    def _made(self) -> Configuration:
        settings = self.settings
        try:
            used = config.named(Path(settings.config)) if settings.config else None
        except UsageError as error:
            self._note(error)
            used = None
        return Configuration(settings.given, used=used)

    def options(self, path: Path | None) -> Options:
        """
        What applies to a file; where that cannot be told, what did before, or by default.
        """
        folder = None if path is None else path.parent
        if folder in self._fallen:
            return self._fallen[folder]
        try:
            return self._configuration.options(path)
        except UsageError as error:
            self._note(error)
            self._fallen[folder] = self._last_good(path)
            return self._fallen[folder]

    def _last_good(self, path: Path | None) -> Options:
        if self._before is not None and not self._before.problems:
            return self._before.options(path)
        return self._plain.options(None)

    def _note(self, error: UsageError) -> None:
        self.problems[None if error.where is None else Path.cwd() / error.where] = error

    @staticmethod
    def kit(options: Options) -> Kit:
        """
        What reports are read and judged by under `options`.
        """
        return check.kit_of(options)

    def is_named(self, path: Path | None) -> bool:
        """
        Whether the editor's settings name it as a report.
        """
        if path is None or not self.settings.reports:
            return False
        return patterns.fits(self.settings.reports, patterns.relative(path, self.root or path.parent))

    def excludes(self, path: Path) -> bool:
        """
        Whether a file or folder is left out where nobody names it.
        """
        try:
            return self._configuration.excludes(path)
        except UsageError as error:
            self._note(error)
            return False

    def checked(self, document: Document, past: Past | None = None) -> Checked:
        """
        What comes of a document with a `past`.  What is no report has findings only if it was named as one.
        """
        options = self.options(document.path)
        kit, lang = self.kit(options), self.lang or options.lang
        path = document.path
        if path is not None and configuring.is_configuration(path):
            problem = configuring.problem(document.text, path)
            return Checked(document, None, kit, lang, () if problem is None else (problem,))
        root = packfiles.root_of(path)
        if path is not None and root is not None:
            return self._of_pack(document, path, root, lang)
        named = self.is_named(path)
        if len(document.text) > _LARGEST and not named:
            return Checked(document, None, kit, lang)
        name = document.name
        result = check.guarded(
            lambda: check.check_text(document.text, name, options, past), name, options, _told
        )
        # A report of the time before is told so; of what is no report, an editor's other files, nothing is said.
        if result.reason == NOT_A_REPORT and not named:
            return Checked(document, None, kit, lang)
        return Checked(document, result, kit, lang)

    def _of_pack(self, document: Document, path: Path, root: Path, lang: str) -> Checked:
        trust = config.listed(self.settings.given.get("trust", ()))
        state = packfiles.state(root, {**self.texts, path: document.text}, trust)
        # While something is being written, what it meant before helps to complete it.
        kit = self.kits[root] = state.kit or self.kits.get(root) or check.kit_of(self._plain.options(None))
        errors, notes = packfiles.about(state, path)
        return Checked(document, None, kit, lang, tuple(errors), tuple(notes), state)


def _told(name: str, trace: str) -> None:
    _LOG.error("disclint failed on %s:\n%s", name, trace)
