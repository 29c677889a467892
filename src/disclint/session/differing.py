"""
A report and a newer copy of it: what is mended, what remains, what is new, which numbers changed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import evolve

from disclint.diagnostics import CRASHED, NOT_APPLICABLE, UNKNOWN, Diagnostic
from disclint.errors import UsageError
from disclint.facts import Facts, record_of
from disclint.facts.claims import Claim
from disclint.facts.record import EARLIER
from disclint.phrases.numbers import Capture
from disclint.readers import Unreadable
from disclint.result import LANGUAGES, OK, Difference, Renumbered, Result
from disclint.session import check, reading
from disclint.session.options import Options
from disclint.syntax import NUMBER

_UNDECIDED = (UNKNOWN, NOT_APPLICABLE, CRASHED)


def different(old: Path, new: Path, old_options: Options, new_options: Options) -> Difference:
    """
    What became of the findings of the report at `old` in that at `new`.  Raises UsageError if one cannot be read or is no report.
    """
    before, facts = _judged(old, old_options)
    company = {**new_options.company, EARLIER: (record_of(facts, str(old)),)}
    after, newer = _judged(new, evolve(new_options, company=company))
    mended, remaining, added = _paired(before.diagnostics, after.diagnostics)
    # What was wrong and has been allowed since is neither mended nor wrong.
    allowed = {(each.rule, each.address) for each in after.suppressed}
    mended = [each for each in mended if (each.rule, each.address) not in allowed]
    silent = {each.rule for each in after.verdicts if each.status in _UNDECIDED}
    folded = {id for each in after.diagnostics for id in each.folded}
    unclear = [each for each in mended if each.rule in silent or each.rule in folded]
    return Difference(
        before,
        after,
        tuple(each for each in mended if each not in unclear),
        tuple(unclear),
        tuple(remaining),
        tuple(added),
        (*_cells(facts, newer), *_claims(facts, newer)),
    )


def _judged(path: Path, options: Options) -> tuple[Result, Facts]:
    try:
        parsed = reading.parse_bytes(reading.content(path), str(path), options.kit)
    except Unreadable as error:
        raise UsageError(
            f"'{path}' cannot be compared: {error.message['en']}",
            error.remedy["en"],
            zh=(f"“{path}”不能用来比较：{error.message['zh']}", error.remedy["zh"]),
        ) from error
    result, facts = check.judged(parsed, str(path), options)
    if result.status != OK:
        raise UsageError(
            f"'{path}' is no annual report of the forms since 2019",
            "name two copies of one report",
            zh=(f"“{path}”不是 2019 年以来格式的年度报告", "请给出同一份报告的两个版本"),
        )
    return result, facts


def _paired(
    old: Sequence[Diagnostic], new: Sequence[Diagnostic]
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, Diagnostic]], list[Diagnostic]]:
    """
    The old ones that are gone, those that are in both, and the new ones.

    What says the same is the same; of what is left, the same rule at the same address is the same slip with other numbers.
    """
    left, pairs = list(old), list[tuple[int, Diagnostic]]()
    fresh: list[tuple[int, Diagnostic]] = []
    for number, each in enumerate(new):
        same = next((one for one in left if one.fingerprint == each.fingerprint), None)
        if same is None:
            fresh.append((number, each))
        else:
            left.remove(same)
            pairs.append((number, same))
    added: list[Diagnostic] = []
    for number, each in fresh:
        same = next((one for one in left if (one.rule, one.address) == (each.rule, each.address)), None)
        if same is None:
            added.append(each)
        else:
            left.remove(same)
            pairs.append((number, same))
    return left, [(one, new[number]) for number, one in sorted(pairs, key=lambda each: each[0])], added


def _cells(old: Facts, new: Facts) -> Iterator[Renumbered]:
    """
    The cells that hold something else, in the order of the newer form.
    """
    before, after = _written(old), _written(new)
    for address in dict.fromkeys((*after, *before)):
        one, other = before.get(address), after.get(address)
        if one != other:
            facts = new if address in after else old
            yield Renumbered(address, _named(address, facts), one, other)


def _written(facts: Facts) -> dict[str, str]:
    """
    What the cells of tables that were read hold: a number, or what is written there.
    """
    return {
        address: f"{cell.value:f}" if cell.state == NUMBER and cell.value is not None else cell.raw
        for placed in facts.tabular.tables.values()
        if placed.is_read
        for address in placed.layout.form.addresses()
        if (cell := placed.cells.get(address)) is not None
    }


def _named(address: str, facts: Facts) -> dict[str, str]:
    table, row, column = address.split("/")
    layout = facts.tabular.tables[table].layout
    name = layout.form.name
    labels = layout.rows[row].label, layout.columns[column].label
    return {
        lang: "".join([name[lang], *(f"“{each}”" for each in labels)])
        if lang == "zh"
        else " ".join([name[lang], *(f"“{each}”" for each in labels)])
        for lang in LANGUAGES
    }


def _claims(old: Facts, new: Facts) -> Iterator[Renumbered]:
    """
    What the text says otherwise, concept by concept.
    """
    for id, concept in new.vocabulary.claimed.items():
        before, after = _said(old, id), _said(new, id)
        gone, come = before - after, after - before
        if not gone and not come:
            continue
        yield Renumbered(
            concept.cell or "section:overview",
            {lang: f"{'正文' if lang == 'zh' else 'text: '}“{concept.label[lang]}”" for lang in LANGUAGES},
            _joined(gone.elements()),
            _joined(come.elements()),
        )


def _said(facts: Facts, concept: str) -> Counter[str]:
    return Counter(
        f"{each.value:f}"
        for each in map(_counting, facts.claims(concept))
        if each is not None and each.value is not None
    )


def _counting(claim: Claim) -> Capture | None:
    """
    The number that is said; of a share the percentage, since its number is said of something else, too.
    """
    captures = claim.match.captures.values()
    return next((each for each in captures if each.kind == "percent"), claim.value)


def _joined(values: Iterable[str]) -> str | None:
    return "、".join(values) or None
