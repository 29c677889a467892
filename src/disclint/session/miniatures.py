"""
Examples of rules in miniature: a few lines of a report, and what disclint says of them.
"""

from collections.abc import Iterator, Mapping, Sequence

from disclint.diagnostics import FAIL, PASS, Words
from disclint.editions import Edition, TableForm
from disclint.engine import Settings, run
from disclint.engine.examples import DEFAULT_KIND, DEFAULT_YEAR, staged
from disclint.facts.record import PREV
from disclint.outputs.saying.words import PARTS, VALUES
from disclint.packs.kit import Kit
from disclint.result import Miniature
from disclint.rules.model import Example, Rule

_OPEN, _CLOSE = "【", "】"
# Of an example with findings all over the first few are enough.
_MOST_SAID = 3
_LONGEST = 400


def miniatures(rule: Rule, kit: Kit) -> tuple[Miniature, ...]:
    """
    The first example that fails, with what is said of it, and the first that passes.
    """
    return tuple(
        _miniature(rule, each, kit) for expect in (FAIL, PASS) for each in _examples(rule, expect)[:1]
    )


def _examples(rule: Rule, expect: str) -> Sequence[Example]:
    found = [each for each in rule.examples if each.expect == expect]
    return sorted(found, key=lambda each: len(each.text or "") > _LONGEST)


def _miniature(rule: Rule, example: Example, kit: Kit) -> Miniature:
    said: tuple[Words, ...] = ()
    if example.expect == FAIL:
        _, facts = staged(kit.program, rule, example, kit.editions, kit.lexicon)
        outcome = run(kit.program, facts, Settings(runs=lambda id, _: id == rule.id))
        said = tuple(each.message for each in outcome.diagnostics if each.rule == rule.id)[:_MOST_SAID]
    text = _text(example, kit) + "".join(_others(example, kit))
    return Miniature(example.name, example.expect, text, tuple(_given(example)), said)


def _others(example: Example, kit: Kit) -> Iterator[str]:
    """
    The other reports that the example is compared with, each under its name.
    """
    for relation, found in example.others.items():
        for each in found:
            year = each.example.year or (example.year or DEFAULT_YEAR) - (relation == PREV)
            heading = "，".join(filter(None, (PARTS[relation][0], each.agency, f"{year}年度")))
            shown = _text(each.example, kit) if each.status == "ok" else "（没有提交）"
            yield f"\n\n── {heading} ──\n{shown}"


def _given(example: Example) -> Iterator[Words]:
    year = example.year or DEFAULT_YEAR
    yield {"zh": f"{year}年度", "en": f"year {year}"}
    if not example.whole:
        pair = VALUES.get(example.kind or DEFAULT_KIND, (example.kind or "",) * 2)
        yield {"zh": pair[0], "en": pair[1]}


def _text(example: Example, kit: Kit) -> str:
    lines = (example.text or "").replace("⟦", _OPEN).replace("⟧", _CLOSE).splitlines()
    edition = kit.editions.get(example.edition or "") or _edition(example, kit)
    return "\n".join([*lines, *_cells(example.cells, edition)])


def _edition(example: Example, kit: Kit) -> Edition:
    year = example.year or DEFAULT_YEAR
    return next(
        (each for each in kit.editions.values() if each.covers(year)), next(iter(kit.editions.values()))
    )


def _cells(cells: Mapping[str, object], edition: Edition) -> Iterator[str]:
    for key, given in cells.items():
        table, *lines = key.split("/")
        form = edition.tables.get(table)
        if form is None:
            continue
        label = " | ".join(_label(form, each) for each in lines)
        if isinstance(given, list):
            yield f"{label} | {' | '.join(map(_value, given))}"
        elif lines:
            yield f"{label} | {_value(given)}"
        else:
            yield f"({form.name['zh']}的其余各格: {_value(given)})"


def _label(form: TableForm, id: str) -> str:
    return next((each.label for each in (*form.rows(), *form.columns()) if each.id == id), id)


def _value(given: object) -> str:
    return "" if given is None else str(given)
