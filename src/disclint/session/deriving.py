"""
The trace of a rule as a derivation: each thing it looked at, with its numbers and where they stand.

Refuses to evaluate: what is told is what the trace holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from disclint.diagnostics import Words
from disclint.facts import Facts
from disclint.kinds.core import Place, places
from disclint.kinds.messages import plain
from disclint.outputs.saying import values as saying
from disclint.result import LANGUAGES, Evidence, Looked, Working
from disclint.rules.model import Rule
from disclint.rules.nodes import Address, Call, Name, Property
from disclint.rules.tracing import PASS, Instance, Part, Step, Trace, walked
from disclint.rules.writing import written
from disclint.values import Missing, Number, Subject, Text, Truth, Value
from disclint.values.rounding import TRUNCATE, rounded

# A quotient is told to so many more places than any report writes.
_PLACES = 4


def derived(trace: Trace, facts: Facts) -> tuple[tuple[Looked, ...], tuple[Working, ...]]:
    """
    What a rule looked at, in its order, and what it evaluated for none of them.
    """
    looked = tuple(_looked(each, trace.rule, facts) for each in trace.instances)
    return looked, tuple(_working(each, facts) for each in trace.before)


def read_by(trace: Trace, facts: Facts) -> Iterator[str]:
    """
    The addresses of the cells that a rule read, in its order, each once.
    """
    seen: dict[str, None] = {}
    steps = [part.step for part in trace.before]
    for instance in trace.instances:
        steps += [part.step for part in instance.parts]
        seen |= dict.fromkeys(each.address for each in instance.leaves if each.address)
        for value in instance.names.values():
            seen |= dict.fromkeys(each.address for each in _places(value, facts))
    for step in steps:
        for each in walked(step):
            seen |= dict.fromkeys(place.address for place in _places(each.value, facts))
    return (each for each in seen if each.count("/") == 2)


def _looked(instance: Instance, rule: Rule, facts: Facts) -> Looked:
    about = [instance.names[name] for name in _bound(instance, rule)]
    place = next((each for value in reversed(about) for each in _stands(value, facts)), None)
    if place is None and instance.leaves:
        place = next((each for each in _places(Number(None, None, leaves=instance.leaves), facts)), None)
    return Looked(
        {lang: _what(about, lang, facts) for lang in LANGUAGES},
        instance.outcome,
        place.address if place else None,
        place.span if place else None,
        instance.variant,
        instance.by,
        instance.reasons,
        tuple(_working(each, facts) for each in instance.parts),
        _conclusion(instance, rule),
    )


def _bound(instance: Instance, rule: Rule) -> Sequence[str]:
    wanted = (*rule.options.get("foreach", ()), "match", "claim", "item", "missing", "section", "problem")
    return [name for name in dict.fromkeys(wanted) if name in instance.names]


def _what(about: Sequence[Value], lang: str, facts: Facts) -> str:
    return " / ".join(_named(each, lang, facts) for each in about if not isinstance(each, Missing))


def _named(value: Value, lang: str, facts: Facts) -> str:
    if isinstance(value, Subject) and value.kind == "cell" and value.span is not None:
        return facts.places.words(value.address, value.span)[lang]
    if isinstance(value, Subject) and value.kind == "section":
        value = value.read("title")
    return saying.subject(value, lang)


def _stands(value: Value, facts: Facts) -> Sequence[Place]:
    # A blank cell has a place, and no words.
    is_cell = isinstance(value, Subject) and value.kind == "cell"
    return places(value, facts) if is_cell else _places(value, facts)


def _working(part: Part, facts: Facts) -> Working:
    step = part.step
    return Working(
        "/".join(map(str, part.path)),
        written(step.node),
        {lang: saying.filled(step, lang) for lang in LANGUAGES},
        {lang: saying.shown(step.value, lang) for lang in LANGUAGES},
        tuple(_read(step, facts)),
        tuple(sorted(_missing(step))),
        step,
    )


def _read(step: Step, facts: Facts) -> Iterator[Evidence]:
    """
    The places that the operands were read from, in their order.
    """
    found: dict[Place, None] = {}
    for each in _operands(step):
        known = _places(each.value, facts) or [
            place for below in each.steps for place in _places(below.value, facts)
        ]
        found |= dict.fromkeys(known)
    for place in found:
        yield Evidence(place.address, place.span, facts.places.words(place.address, place.span))


def _operands(step: Step) -> Iterator[Step]:
    if (
        isinstance(step.node, Address | Property | Name)
        or not step.steps
        or (isinstance(step.node, Call) and step.node.function in ("matches", "claims", "cells"))
    ):
        yield step
    else:
        for each in step.steps:
            yield from _operands(each)


def _places(value: Value, facts: Facts) -> Sequence[Place]:
    if isinstance(value, Subject) and value.kind in ("row", "column", "table", "report", "words"):
        # What stands in them is read, not they.
        return ()
    return [each for each in places(value, facts) if each.span]


def _missing(step: Step) -> set[str]:
    value = step.value
    if isinstance(value, Number):
        return set(value.missing)
    if isinstance(value, Truth):
        return set(value.reasons)
    if isinstance(value, Missing):
        return {value.reason}
    items: Iterable[Value] = value if isinstance(value, tuple) else ()
    return {reason for each in items for reason in (each.missing if isinstance(each, Number) else ())}


# What an instance came down to, by the kind of its rule.

_FOUND = {"zh": "有这样的说法", "en": "it is said"}
_NOT_FOUND = {"zh": "没有这样的说法", "en": "it is not said"}
_THERE = {"zh": "有这一部分的标题", "en": "its heading is there"}
_NOT_THERE = {"zh": "没有这一部分的标题", "en": "its heading is not there"}


def _conclusion(instance: Instance, rule: Rule) -> Words | None:  # noqa: PLR0911 - one for each kind.
    names = instance.names
    match rule.kind:
        case "sum" if "total" in names and "parts" in names:
            return {lang: _sum(names, lang) for lang in LANGUAGES}
        case "identity" if "left" in names and "right" in names:
            left, right = names["left"], names["right"]
            return {lang: _compared(left, right, names, lang) for lang in LANGUAGES}
        case "match" if "claim" in names and "accepted" in names:
            return {lang: _match(instance, lang) for lang in LANGUAGES}
        case "ratio" if "numerator" in names:
            return {lang: _ratio(names, lang) for lang in LANGUAGES}
        case "statement":
            return _FOUND if "match" in names and not isinstance(names["match"], Missing) else _NOT_FOUND
        case "section":
            return _THERE if instance.outcome == PASS else _NOT_THERE
        case "domain":
            return {lang: _domain(instance, lang) for lang in LANGUAGES}
        case _:
            return None


def _sum(names: Mapping[str, Value], lang: str) -> str:
    summands = names.get("summands")
    added = summands.text if isinstance(summands, Text) else "…"
    sum_ = f"{added.replace('+', ' + ')} ＝ {saying.shown(names['parts'], lang)}"
    total = saying.shown(names["total"], lang)
    return _pick(f"{sum_}；总计写作 {total}", f"{sum_}; the total says {total}", lang) + _off(names, lang)


def _compared(left: Value, right: Value, names: Mapping[str, Value], lang: str) -> str:
    sign = "≠" if "delta" in names else "＝"
    return f"{saying.shown(left, lang)} {sign} {saying.shown(right, lang)}{_off(names, lang)}"


def _off(names: Mapping[str, Value], lang: str) -> str:
    if "delta" not in names:
        return ""
    off = saying.shown(names["delta"], lang)
    return _pick(f"，相差 {off}", f", {off} apart", lang)


def _match(instance: Instance, lang: str) -> str:
    claim = instance.names["claim"]
    said = saying.shown(claim.read("value"), lang) if isinstance(claim, Subject) else "?"
    accepted = [each.step.value for each in instance.parts if each.path[0] == "accept"]
    either = _pick(" 或 ", " or ", lang).join(
        dict.fromkeys(saying.shown(each, lang) for each in accepted or [instance.names["accepted"]])
    )
    return _pick(f"正文为 {said}；表格为 {either}", f"the text has {said}, the table {either}", lang)


def _ratio(names: Mapping[str, Value], lang: str) -> str:
    part, percent = names["numerator"], saying.shown(names["percent"], lang)
    said = saying.shown(part, lang)
    whole = names.get("denominator") or names.get("excuse")
    wrote = _pick(f"写作 {percent}%", f"{percent}% as written", lang)
    if not isinstance(whole, Number):
        return _pick(f"{said} ÷ ? ；{wrote}", f"{said} ÷ ?; {wrote}", lang)
    exact = _quotient(part, whole)
    rounded_ = names.get("computed")
    became = (
        _pick(
            f"，四舍五入为 {saying.shown(rounded_, lang)}%",
            f", {saying.shown(rounded_, lang)}% if rounded",
            lang,
        )
        if (rounded_ is not None)
        else ""
    )
    return f"{said} ÷ {saying.shown(whole, lang)} ＝ {exact}{became}{_pick('；', '; ', lang)}{wrote}"


def _quotient(part: Value, whole: Number) -> str:
    if not isinstance(part, Number) or part.value is None or not whole.value:
        return "?"
    found = rounded(part.value * 100, whole.value, _PLACES, TRUNCATE) or Decimal(0)
    is_exact = found * whole.value == part.value * 100
    return f"{plain(found)}{'' if is_exact else '…'}%"


def _domain(instance: Instance, lang: str) -> str:
    cell = next(iter(instance.names.values()), None)
    if not isinstance(cell, Subject) or not cell.has("raw"):
        return ""
    raw = cell.read("raw")
    said = raw.text if isinstance(raw, Text) else ""
    return (
        _pick(f"所填为“{said}”", f"it holds “{said}”", lang) if said else _pick("空白", "it is blank", lang)
    )


def _pick(zh: str, en: str, lang: str) -> str:
    return zh if lang == "zh" else en
