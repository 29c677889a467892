"""
Reports checked: files, bytes, text, many of them, and two copies of one.
"""

import pathlib
from collections.abc import Iterable, Iterator
from os import PathLike

from attrs import evolve

from disclint.diagnostics import Assurance
from disclint.library.settings import Config, Packs, Path, configuration_of, named
from disclint.result import Difference, Result
from disclint.session import check as session
from disclint.session import compared, differing, files
from disclint.session.run import Run


def check(
    path: Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: Packs = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: Config = True,
    assurance: bool = False,
    previous: Path | None = None,
) -> Result:
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
    configuration = configuration_of(select, ignore, profile, packs, trust, lang, config)
    where = pathlib.Path(path)
    options = configuration.options(where)
    if assurance:
        options = evolve(options, assurance=True)
    if previous is not None:
        options = compared.with_previous(options, pathlib.Path(previous))
    return session.check_path(where, options)


def assurance(
    path: Path,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: Packs = (),
    trust: Iterable[str] = (),
    config: Config = True,
) -> Assurance:
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

    return result.assured or Assurance()


def check_paths(
    paths: Path | Iterable[Path],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: Packs = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: Config = True,
) -> Iterator[Result]:
    """
    Check files, folders with all below them, and patterns, one result after the other.

    A file that cannot be read, or that disclint fails on, is a finding of its result and does not
    stop the others.  Findings about configurations and baselines come last, as results that are no reports
    (`is_report`).  Arguments and errors are those of `check`; raises UsageError at once for a path that does
    not exist.
    """
    configuration = configuration_of(select, ignore, profile, packs, trust, lang, config)
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
    packs: Packs = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: Config = False,
) -> Result:
    """
    Check a report in text, Markdown or HTML that was decoded already.

    Lines and columns count in `text`; `name` is the result's `path`, and tells Markdown by its
    suffix.  No configuration is looked for unless `config` is True, and then from `name`.  Otherwise as `check`.
    """
    if not isinstance(text, str):
        raise TypeError(f"check_text takes a str, not {type(text).__name__}; bytes are for check_bytes")
    configuration = configuration_of(select, ignore, profile, packs, trust, lang, config)
    return session.check_text(text, name, configuration.options(named(name)))


def check_bytes(
    data: bytes,
    name: str = "<bytes>",
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: Packs = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: Config = False,
) -> Result:
    """
    Check a report in the bytes of a file; encoding and format are found in the bytes.

    `name` is the result's `path`.  No configuration is looked for unless `config` is True, and then from
    `name`.  Otherwise as `check`.
    """
    if not isinstance(data, bytes | bytearray | memoryview):
        raise TypeError(f"check_bytes takes bytes, not {type(data).__name__}; a str is for check_text")
    configuration = configuration_of(select, ignore, profile, packs, trust, lang, config)
    return session.check_bytes(data, name, configuration.options(named(name)))


def diff(
    old: Path,
    new: Path,
    *,
    previous: Path | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: Packs = (),
    trust: Iterable[str] = (),
    lang: str | None = None,
    config: Config = True,
) -> Difference:
    """
    What became of the findings of the report at `old` in the newer copy at `new`, and which numbers changed.

    `previous` is last year's report; the other arguments are those of `check`.  Raises UsageError if one of them cannot be read
    or is no report.
    """
    configuration = configuration_of(select, ignore, profile, packs, trust, lang, config)
    paths = pathlib.Path(old), pathlib.Path(new)
    before, after = (configuration.options(each) for each in paths)
    if previous is not None:
        last = pathlib.Path(previous)
        before, after = compared.with_previous(before, last), compared.with_previous(after, last)
    return differing.different(*paths, before, after)
