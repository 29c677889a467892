"""
Rules that are written once with blanks to fill in: `templates` of a pack, `use` and `with` of a rule.

A template may use another one, never itself; what comes out is an ordinary rule.  `${name}` is the blank.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from disclint.errors import UsageError, did_you_mean
from disclint.rules.merging import merged
from disclint.rules.parameters import Known, ensured
from disclint.yamlfile import Document, NodePath

USE, WITH, PARAMS = "use", "with", "params"
_OWN = (USE, WITH, PARAMS)
# Words that users read, and reports, have no blanks.
_LITERAL = ("examples",)
_BLANK = re.compile(r"\$\{([^{}]*)\}")
_DEEPEST = 8
_MOST_VALUES = 5_000
_LONGEST = 4_000


@frozen
class Template:
    """
    A template of a pack, as it is written.
    """

    name: str
    document: Document = field(eq=False, repr=False)

    def blanks(self) -> frozenset[str]:
        """
        The names that its text has blanks for.
        """
        return frozenset(_blanks({key: value for key, value in self.document.data.items() if key != PARAMS}))


Templates = Mapping[str, Template]


def templates(head: Document) -> dict[str, Template]:
    """
    The templates that the head of a pack declares.
    """
    return {name: Template(name, head.part("templates", name)) for name in head.data.get("templates", {})}


def ensure_acyclic(template: Template, known: Templates) -> None:
    """
    Raise UsageError if a template uses, in the end, itself, one that does not exist, or too many.
    """
    seen = [template.name]
    while (name := template.document.data.get(USE)) is not None:
        used = known.get(name)
        if used is None:
            raise _no_template(template.document, name, known)
        if name in seen or len(seen) == _DEEPEST:
            way = " → ".join([*seen, name])
            raise template.document.error(
                f"templates use one another in a circle or too deep: {way}",
                f"let none use itself, and at most {_DEEPEST} one another",
                USE,
                zh=(f"模板循环引用或层次太多: {way}", f"模板不能引用自己，最多相互引用 {_DEEPEST} 层"),
            )
        seen.append(name)
        template = used


def expanded(document: Document, known: Templates, words: Known) -> Document:
    """
    The rule that a rule file with `params`, `use` and `with` stands for.  Raises UsageError.
    """
    # Neither is kept apart (`files.APART`).
    if USE not in document.first and PARAMS not in document.first:
        return document
    data = document.data
    values = _values(document, data.get(PARAMS, {}), {}, None, words)
    own = _filled(document, {key: value for key, value in data.items() if key not in _OWN}, values)
    if USE not in data:
        return own
    given = _filled(document, data.get(WITH, {}), values, WITH)
    base = _instance(document, data[USE], given, known, words, 1)
    joined, _ = merged(base, own)
    _ensure_small(joined.data, document)
    return joined.seated(document)


def _instance(
    user: Document, name: Any, given: Document, known: Templates, words: Known, depth: int
) -> Document:
    template = known.get(name) if isinstance(name, str) else None
    if template is None:
        raise _no_template(user, name, known)
    if depth > _DEEPEST:
        ensure_acyclic(template, known)
    document = template.document
    values = _values(document, document.data.get(PARAMS, {}), given.data, given, words)
    body = {key: value for key, value in document.data.items() if key not in _OWN}
    own = _filled(document, body, values)
    if USE not in document.data:
        return own
    inner = _filled(document, document.data.get(WITH, {}), values, WITH)
    base = _instance(document, document.data[USE], inner, known, words, depth + 1)
    return merged(base, own)[0]


def _no_template(user: Document, name: Any, known: Templates) -> UsageError:
    near = did_you_mean(str(name), sorted(known))
    listed = "、".join(sorted(known))
    return user.error(
        f"there is no template {name!r}",
        near,
        USE,
        zh=(
            f"没有名为“{name}”的模板",
            f"可以用: {listed}" if known else "在 pack.yaml 的 templates 下定义它",
        ),
    )


def _values(
    document: Document,
    declared: Mapping[str, Any],
    given: Mapping[str, Any],
    user: Document | None,
    words: Known,
) -> dict[str, Any]:
    """
    The value of each parameter: the one given, else the default.
    """
    for name in given:
        if user is not None and name not in declared:
            raise user.error(
                f"the template has no parameter {name!r}",
                did_you_mean(name, sorted(declared)),
                name,
                zh=(f"模板没有参数“{name}”", f"可以用: {'、'.join(sorted(declared)) or '(无参数)'}"),
            )
    found = {}
    for name, says in declared.items():
        about = says if isinstance(says, Mapping) else {"type": says}
        if name in given and user is not None:
            found[name] = ensured(about, given[name], words, user, (name,))
        elif "default" in about:
            found[name] = ensured(about, about["default"], words, document, (PARAMS, name, "default"))
        elif user is None:
            raise document.error(
                f"the parameter {name!r} has no value",
                "give it a `default:`",
                PARAMS, name,
                zh=(f"参数“{name}”没有值", "写上 default:"),
            )  # fmt: skip
        else:
            raise user.error(
                f"the parameter {name!r} is not given",
                f"add `{name}:` under `with:`",
                zh=(f"没有给出参数“{name}”", f"在 with: 下写上 {name}:"),
            )
    return found


def _filled(
    document: Document, body: Mapping[str, Any], values: Mapping[str, Any], key: str | None = None
) -> Document:
    """
    The body with its blanks filled in; with `key`, what stands under that key of the document.
    """
    at: NodePath = () if key is None else (key,)
    data = {
        name: each if name in _LITERAL else _fill(document, each, values, (*at, name))
        for name, each in body.items()
    }
    _ensure_small(data, document)
    home = document if key is None or key not in document.data else document.part(key)
    return home.derived(data, {})


def _fill(document: Document, value: Any, values: Mapping[str, Any], path: NodePath) -> Any:
    if isinstance(value, Mapping):
        return {key: _fill(document, each, values, (*path, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_fill(document, each, values, (*path, index)) for index, each in enumerate(value)]
    if not isinstance(value, str) or "${" not in value:
        return value
    whole = _BLANK.fullmatch(value)
    if whole is not None:
        return _value(document, whole[1], values, path)
    text = _BLANK.sub(lambda found: _written(document, found[1], values, path), value)
    if len(text) > _LONGEST:
        raise _too_large(document, path)
    return text


def _value(document: Document, name: str, values: Mapping[str, Any], path: NodePath) -> Any:
    if name not in values:
        raise document.error(
            f"there is no parameter {name!r}",
            did_you_mean(name, sorted(values)),
            *path,
            zh=(f"没有参数“{name}”", f"可以用: {'、'.join(sorted(values)) or '先在 params 下声明'}"),
        )
    return values[name]


def _written(document: Document, name: str, values: Mapping[str, Any], path: NodePath) -> str:
    value = _value(document, name, values, path)
    if isinstance(value, list | Mapping):
        raise document.error(
            f"{name!r} is a list and cannot stand inside a text",
            f'write nothing but "${{{name}}}" here',
            *path,
            zh=(f"“{name}”是列表，不能写在一句话中间", f"这里只写 ${{{name}}}"),
        )
    return str(value).lower() if isinstance(value, bool) else str(value)


def _ensure_small(data: Any, document: Document) -> None:
    for count, _ in enumerate(_all(data)):
        if count > _MOST_VALUES:
            raise _too_large(document, (USE,))


def _all(data: Any) -> Iterator[Any]:
    yield data
    below = data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ()
    for each in below:
        yield from _all(each)


def _too_large(document: Document, path: NodePath) -> UsageError:
    return document.error(
        "the template unfolds to a rule that is too large",
        "give it fewer or shorter values",
        *path,
        zh=("模板展开后的规则太大", "减少或缩短参数的值"),
    )


def _blanks(value: Any) -> Iterator[str]:
    for each in _all(value):
        if isinstance(each, str):
            yield from _BLANK.findall(each)
