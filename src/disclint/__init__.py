"""
A linter for 政府信息公开工作年度报告, the annual reports on government-information disclosure.

    import disclint

    result = disclint.check("report.html")
    for each in result.diagnostics:
        place = result.locate(each.span)
        print(place.line, place.column, each.severity, each.rule, result.say(each.message))

Importing costs next to nothing; forms, rules and grammar are read when a function first needs them.
"""

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike

# Type checkers take it for true; importing `typing` would double the cost of importing disclint.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import pathlib

    from disclint.audits import Audited
    from disclint.diagnostics import Assurance, Diagnostic, Related, Suggestion, Verdict
    from disclint.errors import UsageError
    from disclint.packs.loading import LoadedPack
    from disclint.readers import Unreadable
    from disclint.result import Difference, Explanation, Result
    from disclint.rules.model import Rule
    from disclint.session.configured import Configuration
    from disclint.source import Location, Source, Span
    from disclint.syntax import Report

__version__ = "0.1.0"

__all__ = [
    "Assurance",
    "Audited",
    "Diagnostic",
    "Difference",
    "Explanation",
    "LoadedPack",
    "Location",
    "Related",
    "Report",
    "Result",
    "Rule",
    "Source",
    "Span",
    "Suggestion",
    "Unreadable",
    "UsageError",
    "Verdict",
    "all_rules",
    "assurance",
    "audit",
    "check",
    "check_bytes",
    "check_paths",
    "check_text",
    "diff",
    "explain",
    "load_pack",
    "parse",
    "parse_bytes",
    "parse_text",
]

_HOME = {
    "Assurance": "diagnostics", "Audited": "audits", "Diagnostic": "diagnostics", "Related": "diagnostics", "Suggestion": "diagnostics",
    "Verdict": "diagnostics", "UsageError": "errors", "Unreadable": "readers",
    "Difference": "result", "Explanation": "result", "LoadedPack": "packs.loading", "Result": "result", "Rule": "rules.model",
    "Location": "source", "Source": "source", "Span": "source", "Report": "syntax",
}  # fmt: skip

Path = str | PathLike[str]
# Where settings come from: the disclint.toml nearest to each file (True), none (False), a file, or what it would say.
Config = bool | Path | Mapping[str, object]


def __getattr__(name: str) -> object:
    """
    The public types, each imported when it is first asked for.
    """
    if name not in _HOME:
        raise AttributeError(f"module 'disclint' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - nothing is imported before it is needed

    return getattr(import_module(f"disclint.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def check(
    path: Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: "Iterable[Path | LoadedPack]" = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: "Config" = True,
    assurance: bool = False,
    previous: Path | None = None,
) -> "Result":
    """
    Check the report in the file at `path`.

    `select` and `ignore` take rule ids (`TBL3-SUM-ROW`), their beginnings (`TBL3`) or patterns
    (`*-SUM-*`); `profile` is `default`, or `all` for hints that are sometimes wrong; `lang` (`zh`
    or `en`) is the language of `Result.say`.  `packs` are the rules to check by, instead of those that ship:
    folders, names of installed packs, or what `load_pack` gives; those whose ids are in `trust` may use `regex:`.
    What is not given is as the configuration says: `config` is True for the `disclint.toml` nearest to the file,
    as for the command, False for none, a configuration's path, or a mapping of what it would say
    (`{"severity": {"FEE": "info"}}`).

    The result's `status` is `ok`, `declined` (no report on a form since 2019; nothing is wrong with
    it) or `unreadable` (then the one finding is `IO-UNREADABLE`).  What comments, the configuration or a
    baseline suppress is in `suppressed`.  Spans are code points of
    `result.source.text`; `result.locate(span)` gives line and column in the file, from 1.
    `previous` is last year's report of the agency, for the rules that compare the two.
    With `assurance`, `Result.assurance()` tells what each cell and number was checked against; that takes a second.
    Amounts are in 万元 where the form counts in them; all numbers are exact.  What a finding rests
    on, down to the clause of the regulations or of the form, is its `basis`.

    Raises UsageError if there is no such file, rule or profile, and for a pack that cannot be used.
    """
    import pathlib  # noqa: PLC0415

    from disclint.session import check as session  # noqa: PLC0415

    configuration = _configuration(select, ignore, profile, packs, trust, lang, config)
    where = pathlib.Path(path)
    options = configuration.options(where)
    if assurance:
        from attrs import evolve  # noqa: PLC0415

        options = evolve(options, assurance=True)
    if previous is not None:
        from disclint.session import compared  # noqa: PLC0415

        options = compared.with_previous(options, pathlib.Path(previous))
    return session.check_path(where, options)


def assurance(
    path: Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: "Iterable[Path | LoadedPack]" = (),
    trust: Iterable[str] = (),
    config: "Config" = True,
) -> "Assurance":
    """
    For each cell and each number of the text of the report at `path`, the rules that judged it, and against what.

    Arguments and errors are those of `check`; of a file that cannot be read or is declined the map is empty.
    """
    result = check(
        path,
        select=select,
        ignore=ignore,
        profile=profile,
        packs=packs,
        trust=trust,
        config=config,
        assurance=True,
    )
    from disclint.diagnostics import Assurance  # noqa: PLC0415

    return result.assured or Assurance()


def check_paths(
    paths: Path | Iterable[Path],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: "Iterable[Path | LoadedPack]" = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: "Config" = True,
) -> "Iterator[Result]":
    """
    Check files, folders with all below them, and patterns, one result after the other.

    A file that cannot be read, or that disclint fails on, is a finding of its result and does not
    stop the others.  Findings about configurations and baselines come last, as results that are no reports
    (`is_report`).  Arguments and errors are those of `check`; raises UsageError at once for a path that does
    not exist.
    """
    from disclint.session import files  # noqa: PLC0415
    from disclint.session.run import Run  # noqa: PLC0415

    configuration = _configuration(select, ignore, profile, packs, trust, lang, config)
    given = [paths] if isinstance(paths, str | PathLike) else paths
    found = files.find((str(each) for each in given), configuration.excludes)
    for each in found:
        configuration.options(each)
    return Run(configuration).all(found)


def check_text(
    text: str,
    name: str = "<text>",
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: "Iterable[Path | LoadedPack]" = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: "Config" = False,
) -> "Result":
    """
    Check a report in text, Markdown or HTML that was decoded already.

    Lines and columns count in `text`; `name` is the result's `path`, and tells Markdown by its
    suffix.  No configuration is looked for unless `config` is True, and then from `name`.  Otherwise as `check`.
    """
    from disclint.session import check as session  # noqa: PLC0415

    configuration = _configuration(select, ignore, profile, packs, trust, lang, config)
    return session.check_text(text, name, configuration.options(_named(name)))


def check_bytes(
    data: bytes,
    name: str = "<bytes>",
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: "Iterable[Path | LoadedPack]" = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: "Config" = False,
) -> "Result":
    """
    Check a report in the bytes of a file; encoding and format are found in the bytes.

    `name` is the result's `path`.  No configuration is looked for unless `config` is True, and then from
    `name`.  Otherwise as `check`.
    """
    from disclint.session import check as session  # noqa: PLC0415

    configuration = _configuration(select, ignore, profile, packs, trust, lang, config)
    return session.check_bytes(data, name, configuration.options(_named(name)))


def diff(
    old: Path,
    new: Path,
    *,
    previous: Path | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: "Iterable[Path | LoadedPack]" = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: "Config" = True,
) -> "Difference":
    """
    What became of the findings of the report at `old` in the newer copy at `new`, and which numbers changed.

    `previous` is last year's report; the other arguments are those of `check`.  Raises UsageError if one of them cannot be read
    or is no report.
    """
    import pathlib  # noqa: PLC0415

    from disclint.session import compared, differing  # noqa: PLC0415

    configuration = _configuration(select, ignore, profile, packs, trust, lang, config)
    paths = pathlib.Path(old), pathlib.Path(new)
    before, after = (configuration.options(each) for each in paths)
    if previous is not None:
        last = pathlib.Path(previous)
        before, after = compared.with_previous(before, last), compared.with_previous(after, last)
    return differing.different(*paths, before, after)


def audit(
    paths: Path | Iterable[Path],
    *,
    folder: Path,
    roster: Path | None = None,
    jobs: int | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: Iterable[Path] = (),
    trust: Iterable[str] = (),
    config: bool | Path = True,
) -> "Iterator[Audited]":
    """
    Audit many reports, and give what came of each, in the order of the files.

    Each is judged by itself, then compared with last year's report of its agency, with those of the bodies below a
    government, with nearly the same ones of others, and with other copies.  `folder` takes the tables (Parquet and
    DuckDB, docs/audit.md) and the state by which files that have not changed are not read again.  `roster` is a CSV
    file `agency,parent,aliases`; `jobs` the number of processes, by default that of processors.  The other arguments are
    those of `check`; packs are folders or names.  No more than a few results are held at a time.

    Nothing is done before the first result is asked for.  Raises UsageError for what cannot be used.
    """
    import os  # noqa: PLC0415
    import pathlib  # noqa: PLC0415

    from disclint import audits  # noqa: PLC0415
    from disclint.session import files  # noqa: PLC0415

    given = {
        "select": _listed(select),
        "ignore": _listed(ignore),
        "profile": profile,
        "packs": tuple(map(str, packs)),
        "trust": _listed(trust),
    }
    terms = audits.Terms(
        {key: each for key, each in given.items() if each},
        config if isinstance(config, bool) else str(config),
    )
    named = [paths] if isinstance(paths, str | PathLike) else paths
    found = [str(each) for each in files.find(str(each) for each in named)]
    agencies = audits.read_roster(pathlib.Path(roster)) if roster is not None else audits.Roster()
    whole = audits.Audit(found, pathlib.Path(folder), terms, agencies, jobs or os.cpu_count() or 1)
    whole.run()
    if whole.interrupted:
        raise KeyboardInterrupt
    yield from whole.results()


def parse(path: Path) -> "Report":
    """
    The report in the file at `path` as a tree: title, period, sections, headings, tables, citations.

    The tree says what was written, not what should have been.  It never fails on what a report says:
    what cannot be read is one of its `problems`, a cell that allows several readings is `ambiguous`.
    A cell has the address `table/row/column`, a `state`, an exact `value` (万元 for amounts, else a
    count) and a `confidence` from 0 to 1.

    Raises UsageError if there is no such file, and Unreadable if it holds no text that we can read.
    """
    import pathlib  # noqa: PLC0415

    from disclint.session import reading  # noqa: PLC0415

    where = pathlib.Path(path)
    return reading.parse_bytes(reading.content(where), str(where)).report


def parse_bytes(data: bytes, name: str = "<bytes>") -> "Report":
    """
    The report in the bytes of a file, as `parse`.  Raises Unreadable.
    """
    from disclint.session import reading  # noqa: PLC0415

    return reading.parse_bytes(data, name).report


def parse_text(text: str, name: str = "<text>") -> "Report":
    """
    The report in text that was decoded already, as `parse`.

    Spans are code points of the text that a reader makes of it: for plain text, `text` with LF line
    ends.
    """
    from disclint.session import reading  # noqa: PLC0415

    return reading.parse_text(text, name).report


def load_pack(path: Path, *, trust: Iterable[str] = (), allow_final_off: bool = False) -> "LoadedPack":
    """
    The rule pack in the folder `path`, or the installed one of that name, checked whole.

    `pack.rules` of the result are its rules with those that it inherits, `editions` the forms it reads by.
    A pack whose id is in `trust` may use `regex:`; `allow_final_off` lets it turn off rules that are `final`.

    Raises UsageError, with file and line, at the first thing that is wrong with it.
    """
    from disclint.packs.loading import LoadedPack as Loaded  # noqa: PLC0415
    from disclint.session import data  # noqa: PLC0415

    return Loaded(data.kit([path], trust=_listed(trust), allow_final_off=allow_final_off))


def all_rules(packs: "Iterable[Path | LoadedPack]" = (), *, trust: Iterable[str] = ()) -> "tuple[Rule, ...]":
    """
    The built-in rules, or those of `packs`, by id: title, severity, why, what to do, legal basis, examples.
    """
    from disclint.session import data  # noqa: PLC0415

    return tuple(sorted(data.kit(packs, trust=_listed(trust)).pack.rules, key=lambda each: each.id))


def explain(
    rule: str,
    path: Path | None = None,
    *,
    packs: "Iterable[Path | LoadedPack]" = (),
    trust: Iterable[str] = (),
    lang: str = "zh",
    previous: Path | None = None,
) -> "Explanation":
    """
    What the rule with the id `rule` means; with the file at `path`, how it ended there and on what.

    `previous` is last year's report, for rules that compare the two.

    The verdict is `pass`, `fail`, `unknown`, `not_applicable`, `vacuous` or `crashed`; `evidence`
    are the cells and sentences that the rule looked at.

    Raises UsageError if there is no such rule, file or language, and Unreadable for a file without text.
    """
    import pathlib  # noqa: PLC0415

    from disclint.session import explaining, reading  # noqa: PLC0415

    kit = _configuration((), (), None, packs, trust, lang, config=False).options(None).kit
    if path is None:
        return explaining.explained(rule, kit)
    where = pathlib.Path(path)
    parsed = reading.parse_bytes(reading.content(where), str(where), kit)
    last = None if previous is None else pathlib.Path(previous)
    return explaining.explained_on(rule, parsed, str(where), lang, kit, last)


def _configuration(
    select: Iterable[str],
    ignore: Iterable[str],
    profile: str | None,
    packs: "Iterable[Path | LoadedPack]",
    trust: Iterable[str],
    lang: str | None,
    config: "Config",
) -> "Configuration":
    from disclint.session import configured  # noqa: PLC0415

    given = {
        "select": _listed(select),
        "ignore": _listed(ignore),
        "profile": profile,
        "packs": tuple(packs),
        "trust": _listed(trust),
        "lang": lang,
    }
    return configured.of({key: each for key, each in given.items() if each}, config)


def _named(name: str) -> "pathlib.Path | None":
    import pathlib  # noqa: PLC0415

    # As `<text>`: no file's name.
    return None if name.startswith("<") else pathlib.Path(name)


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
