"""
The reports that are open in pages, in memory only: the oldest go when there are too many.

A page keeps the file itself and what was changed, so that one that was forgotten is simply opened again.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence

from attrs import define, evolve, field, frozen

from disclint.errors import UsageError
from disclint.result import Result
from disclint.session import check
from disclint.session.options import Options
from disclint.session.past import Past
from disclint.source import Edit, Source, edited

_MOST, _MOST_BYTES = 8, 256 * 1024 * 1024
_LONGEST_NAME = 200
# Told of a failure of ours: the file, and the traceback.
Listener = Callable[[str, str], None]


@frozen(eq=False)
class Paper:
    """
    A file that was opened, and what came of it as it is; `id` is all that a page knows it by.

    `past` is what is remembered from one change to the next.
    """

    id: str
    content: bytes = field(repr=False)
    result: Result = field(repr=False)
    past: Past = field(factory=Past, repr=False)

    @property
    def name(self) -> str:
        """
        What the file is called.
        """
        return self.result.path

    @property
    def source(self) -> Source:
        """
        Its text as it was read; empty if it could not be.
        """
        return self.result.source or Source("", name=self.name)


@define(eq=False)
class Papers:
    """
    What is open; `options` says what applies to each file, `failed` is told where disclint itself is to blame.
    """

    options: Callable[[], Options]
    failed: Listener | None = None
    _open: OrderedDict[str, Paper] = field(factory=OrderedDict)
    # What came of the last check: a change begins where the one before it ended.
    _last: tuple[str, tuple[Edit, ...], Result] | None = None

    def opened(self, content: bytes, name: str, lang: str) -> Paper:
        """
        A file, read and checked.
        """
        name = _plain_name(name)
        options = self._options(lang)
        past = Past()
        result = check.guarded(
            lambda: check.check_bytes(content, name, options, past), name, options, self.failed
        )
        paper = Paper(secrets.token_urlsafe(12), content, result, past)
        self._open[paper.id] = paper
        while len(self._open) > _MOST or (len(self._open) > 1 and self._bytes() > _MOST_BYTES):
            self.forget(next(iter(self._open)))
        return paper

    def paper(self, id: object) -> Paper:
        """
        What is open under an id.  Raises LookupError if it was forgotten.
        """
        if not isinstance(id, str) or id not in self._open:
            raise LookupError("no such report is open")
        self._open.move_to_end(id)
        return self._open[id]

    def forget(self, id: object) -> None:
        """
        Close a report.
        """
        if isinstance(id, str):
            self._open.pop(id, None)
        if self._last is not None and self._last[0] == id:
            self._last = None

    def checked(self, paper: Paper, edits: Sequence[Edit], lang: str) -> Result:
        """
        What comes of a report with edits, read by the same grammar and judged by the same rules.
        """
        if paper.result.source is None or not edits:
            return evolve(paper.result, lang=lang)
        options = self._options(lang)

        def again() -> Result:
            source = edited(paper.source, edits)
            return check.check_source(source, paper.name, options, paper.past)

        match self._last:
            case (paper.id, known, result) if known == tuple(edits):
                return evolve(result, lang=lang)
        result = check.guarded(again, paper.name, options, self.failed)
        self._last = (paper.id, tuple(edits), result)
        return result

    def _options(self, lang: str) -> Options:
        return evolve(self.options(), lang=lang)

    def _bytes(self) -> int:
        return sum(len(each.content) for each in self._open.values())


def _plain_name(name: str) -> str:
    # A browser sends the bare name; what looks like a path is cut down to one.
    bare = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(each for each in bare if each.isprintable()).strip()
    return kept[-_LONGEST_NAME:] or "报告"


def gone() -> UsageError:
    """
    The error for a report that is no longer open here.
    """
    return UsageError(
        "the report is no longer open",
        "open the file again",
        zh=("报告已不在内存中", "请重新打开文件"),
    )
