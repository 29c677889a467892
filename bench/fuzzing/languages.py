"""
What authors of rules and keepers of settings write: expressions, phrases, packs, forms, configurations, lists.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath

from bench.fuzzing import laws
from bench.fuzzing.documents import parsed, text_of
from disclint import readers
from disclint.audits import rosterfile
from disclint.errors import LanguageError, UsageError
from disclint.facts import Facts, facts_of
from disclint.packs import loading
from disclint.phrases import Finder, Phrase, PhraseError, compile_phrase, grammar, writing
from disclint.phrases import match as phrase_matching
from disclint.rules import checking, expressions, reading
from disclint.rules.expressions import ExpressionError
from disclint.rules.vocabulary import VOCABULARY
from disclint.rules.writing import written
from disclint.session import baseline, config, data
from disclint.session.configured import Configuration
from disclint.session.options import Options
from disclint.source import Flow, fold

# What is said of all of a file, and of no line.
_OF_WHOLE_FILES = (
    "this file is not called as files of a pack are",
    "there is no table [tool.disclint] in it",
    "the roster is neither UTF-8 nor GB18030",
    "the file is empty",
    "the edition has no id",
)
# A line with a file's name, of an input that is several files.
_NAMED = "=== "
_ROOT = Path(__file__).resolve().parents[2]
_FLOWS = (
    "2023年，本机关收到政府信息公开申请12件，比上年增长8.5%，办结11件；其中：网上申请5件（上年3件）。\n",
    "统计期限自2023年1月1日起至2023年12月31日止。\n一、总体情况\n未收取费用。\n",
    "",
)


def expression(given: bytes) -> None:
    """
    An expression: the grammar and the quick reader agree, and what is read is written and read again.
    """
    text = text_of(given)
    quick = reading.quick(text)
    try:
        node = expressions.parse(text)
    except ExpressionError as error:
        _ensure_said(error, text)
        assert quick is None, "the quick reader takes what the grammar refuses"
        return
    assert quick is None or quick == node, "the quick reader reads something else"
    again = written(node)
    if len(again) <= expressions.MAX_LENGTH:
        try:
            assert written(reading.parse(again)) == again, f"written as {again!r} it is another expression"
        except ExpressionError as error:
            # Brackets that are written plainly may nest deeper than they did.
            assert "deep" in error.problem, f"written as {again!r} it is no expression"
    try:
        checking.check(node, VOCABULARY)
    except LanguageError as error:
        _ensure_said(error, text)


def phrase(given: bytes) -> None:
    """
    A phrase: the grammar and the quick reader agree, and a finder finds what the phrase finds.
    """
    text = text_of(given)
    folded = fold(text)
    try:
        found = compile_phrase(text)
    except PhraseError as error:
        _ensure_said(error, text)
        return
    finally:
        # Each is another one.
        phrase_matching.phrase.cache_clear()
    quick = grammar.quick(folded)
    assert quick is None or quick == grammar.parsed(folded), "the quick reader reads something else"
    again = writing.written(found.lowered.phrase)
    assert writing.written(grammar.parse(again)) == again, f"written as {again!r} it is another phrase"
    for each in _FLOWS:
        _ensure_found(found, Flow.of(each))


def _ensure_found(phrase: Phrase, flow: Flow) -> None:
    found = list(phrase.find(flow))
    for each in found:
        assert 0 <= each.start <= each.end <= len(flow.text), "an occurrence is out of the text"
    finder = Finder(flow)
    assert list(finder.find(phrase, [(0, len(flow.text))])) == found, "a finder finds something else"
    assert finder.may_occur(phrase) or not found, "a finder rules out what is there"


def _ensure_said(error: LanguageError, text: str) -> None:
    assert 0 <= error.at <= max(len(text), expressions.MAX_LENGTH), "the error is behind the end"
    assert error.problem and error.remedy and all(error.zh), "an error without words"  # noqa: PT018 - one thing


def files(given: bytes) -> Iterator[tuple[str, bytes]]:
    """
    An input as files: each begins with a line `=== NAME`.
    """
    for part in (b"\n" + given).split(b"\n" + _NAMED.encode())[1:]:
        name, _, content = part.partition(b"\n")
        yield name.decode("utf-8", "replace").strip(), content


@contextmanager
def _folder(given: Mapping[str, bytes]) -> Iterator[Path]:
    root = Path(tempfile.mkdtemp(prefix="fuzzed-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108 - memory
    try:
        for name, content in given.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _is_harmless(name: str) -> bool:
    """
    Whether a name stays in its folder, and the file system takes it.
    """
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and len(name) < 100
        and name.isprintable()
        and not name.startswith("/")
        and ".." not in parts
    )


def pack(given: bytes) -> None:
    """
    The files of a pack: rules that judge a report, or errors that name file and line.
    """
    held = {PurePosixPath(name).as_posix(): content for name, content in files(given) if _is_harmless(name)}
    named = {
        name: content
        for name, content in held.items()
        if not any(other.startswith(f"{name}/") for other in held)
    }
    with _folder(named) as root:
        refused: list[UsageError] = []
        try:
            kit = data.kit([root])
        except UsageError as error:
            ensure_told(error)
            refused.append(error)
            # All that is wrong is listed, too.
            _try(lambda: data.kit([root], refuse=refused.append))
            for each in refused:
                ensure_told(each)
            return
        finally:
            loading._kept.clear()  # noqa: SLF001 - each is another one
        laws.ensure_judged_by(kit, _report())


def ensure_told(error: UsageError) -> None:
    """
    An error says what is wrong and what to do, in which file, and in which line if it is about what a file says.
    """
    for lang in ("zh", "en"):
        assert error.said(lang) and error.to_do(lang), "an error without words"  # noqa: PT018 - one thing
        error.worded(lang)
    assert error.where is not None, f"no file is named: {error.problem}"
    if error.problem not in _OF_WHOLE_FILES and error.where.is_file() and error.where.stat().st_size:
        assert error.line is not None, f"no line is named: {error.problem}"
        lines = len(error.where.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
        assert 1 <= error.line <= lines, f"line {error.line} of {lines}: {error.problem}"


def _try(action: Callable[[], object]) -> None:
    try:
        action()
    except UsageError as error:
        ensure_told(error)


@cache
def _report() -> Facts:
    found = parsed(readers.read((_ROOT / "examples" / "2021-faulty.html").read_bytes(), "2021-faulty.html"))
    return facts_of(found.report, found.flow, found.source, data.editions(), data.vocabulary())


def settings(given: bytes) -> None:
    """
    Files of settings by their names: a configuration, a baseline, a roster; errors name file and line.
    """
    for name, content in files(given):
        reader = _SETTINGS.get(name)
        if reader is not None:
            with _folder({name: content}) as root:
                try:
                    reader(root / name)
                except UsageError as error:
                    ensure_told(error)


def _configuration(path: Path) -> None:
    found = config.named(path)
    configuration = Configuration(used=found)
    options = configuration.options(path.parent / "报告.txt")
    assert isinstance(options, Options)


_SETTINGS: Mapping[str, Callable[[Path], object]] = {
    config.NAME: _configuration,
    config.PROJECT: _configuration,
    "baseline.json": lambda path: baseline.opened(path, accepting=False),
    "roster.csv": rosterfile.read,
}
