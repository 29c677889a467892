"""
All that is wrong with a rule that cannot be compiled, not only the first of it.

What is found to be wrong is put out of the way, in a copy of the rule, and the copy is compiled again.
"""

import re
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from disclint.editions import Edition
from disclint.engine.program import compiled
from disclint.errors import UsageError
from disclint.kinds import section
from disclint.phrases.numbers import TYPES
from disclint.rules.model import Rule, RuleError, Words
from disclint.rules.pack import Pack
from disclint.yamlfile import NodePath

# More would be read by nobody.
_MOST = 40
# An expression that may be of any type, and a phrase.
_ANYTHING, _WORD = "[]", "甲"
_PHRASES = ("require", "forbid", "unless", "partial")
_CAPTURE = re.compile(r"\{([a-z][a-z_0-9]*):([a-z]+)\}")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def faults(rule: Rule, pack: Pack, editions: Mapping[str, Edition]) -> tuple[UsageError, ...]:
    """
    What is wrong with a rule, the judge first, then its words, then its basis; none if it can be compiled.
    """
    found: list[UsageError] = []
    seen: set[tuple[NodePath, int | None]] = set()
    for _ in range(_MOST):
        try:
            compiled(rule, pack, editions, strict=True)
        except RuleError as error:
            if (error.path, error.at) in seen:
                return tuple(found)
            seen.add((error.path, error.at))
            found.append(error)
            rest = _without(rule, error, pack)
        except UsageError as error:
            return (*found, error)
        else:
            return tuple(found)
        if rest is None:
            return tuple(found)
        rule = rest
    return tuple(found)


def _without(rule: Rule, error: RuleError, pack: Pack) -> Rule | None:
    """
    The rule without what an error is about; None if it would be none without that.
    """
    match error.path:
        case ("message", *_) | ("fix", *_) | ("repair", *_) | ("several", *_):
            return _speechless(rule, error)
        case ("severity", variant):
            return evolve(rule, severity={key: each for key, each in rule.severity.items() if key != variant})
        case ("only", int(index)):
            return evolve(rule, only=_put(rule.only, index, "fail"))
        case ("basis", int(index), "ref") if pack.sources:
            known = evolve(rule.basis[index], ref=next(iter(pack.sources)))
            return rule.reworded(basis=_put(rule.basis, index, known))
        case _:
            options = changed(rule.options, error.path, lambda old: _harmless(rule, error.path, old, pack))
            return None if options is None else evolve(rule, options=options)


def _harmless(rule: Rule, path: NodePath, old: Any, pack: Pack) -> Any:
    key = path[0]
    if isinstance(old, Mapping) and "regex" not in old:
        return None
    if key == "in":
        return "report"
    if key == "claims":
        concepts = pack.vocabulary.concepts.values()
        return next((each.id for each in concepts if each.value is not None), None)
    if key in _PHRASES:
        if rule.kind == section.NAME:
            return None
        # Words for users speak of what a phrase captures.
        captured = dict(_CAPTURE.findall(str(old)))
        return _WORD + "".join(f"{{{name}:{type}}}" for name, type in captured.items() if type in TYPES)
    return _ANYTHING


def changed(data: Any, path: NodePath, change: Any) -> Any:
    """
    The data with the value at `path` changed; None if there is none, or nothing to change it to.
    """
    if not path:
        return change(data)
    step: Any = path[0]
    rest = list(path[1:])
    if not (
        (isinstance(data, Mapping) and step in data)
        or (isinstance(data, list) and isinstance(step, int) and step < len(data))
    ):
        return None
    inner = change(data[step]) if rest == ["regex"] else changed(data[step], tuple(rest), change)
    if inner is None:
        return None
    return {**data, step: inner} if isinstance(data, Mapping) else _put(data, int(step), inner)


def _put(items: Any, index: int, item: Any) -> Any:
    return type(items)([*items[:index], item, *items[index + 1 :]])


def _speechless(rule: Rule, error: RuleError) -> Rule | None:
    key, *inner = error.path
    if error.at is None:
        # A message for a variant that there is not.
        (variant,) = inner
        return rule.reworded(message={name: each for name, each in rule.message.items() if name != variant})
    *variants, lang = inner
    if key == "message":
        variant = str(variants[0]) if variants else "fail"
        return rule.reworded(
            message={**rule.message, variant: _blanked(rule.message[variant], lang, error.at)}
        )
    changes: dict[str, Any] = {str(key): _blanked(getattr(rule, str(key)), lang, error.at)}
    return rule.reworded(**changes)


def _blanked(words: Words, lang: Any, at: int) -> Words:
    # As long as it was, for other errors to be where they are.
    def blank(found: re.Match[str]) -> str:
        return " " * len(found[0]) if found.start() <= at <= found.end() else found[0]

    return {**words, lang: _PLACEHOLDER.sub(blank, words[lang])}
