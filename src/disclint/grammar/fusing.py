"""
Fuses a pyparsing expression into one regular expression that matches just what it matches.

    a + b      ab             a | b          (?>a|b)
    Opt(a)     (?>a)?+        a[...]         (?>a)*+        a[n]     a, n times
    ~a         (?!a)          FollowedBy(a)  (?=a)

pyparsing never goes back into what it has matched, so each element is an atomic group and each repetition
possessive.  What has a results name is a group.  The expression stays the definition, and what tests parse with;
refuses sorts of expressions that reports are not read with, actions and skipped blanks among them.
"""

import re
from collections.abc import Callable, Iterator, Mapping

import pyparsing as pp

from disclint.cache import compiled

# Letters and sets of letters, each once or possessively repeated: nothing in it to go back into.
_WHOLE = compiled(r"(?:(?:[^\\\[\](){}|.*+?^$]|\\[|nt]|\[\^?(?:[^\\\[\]]|\\[snu]\w*)+\])(?:[*+?]\+)?)+")


def fused(expression: pp.ParserElement) -> re.Pattern[str]:
    """
    The regular expression for `expression`.  Raises TypeError for what it cannot be made of.
    """
    pattern = _pattern(expression)
    if isinstance(expression, pp.Regex) and not expression.resultsName:
        # pyparsing has compiled what is one expression already.
        return re.compile(expression.re)
    return compiled(pattern)


def repeated(item: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """
    The matches of `item[...]` at the beginning of `text`, one behind the other; none of them is empty.
    """
    at = 0
    while (match := item.match(text, at)) is not None:
        yield match
        at = match.end()


def _pattern(element: pp.ParserElement) -> str:
    lower = _LOWERED.get(type(element))
    if lower is None or element.parseAction or element.skipWhitespace:
        raise TypeError(f"{element!r} cannot be fused")
    found = lower(element)
    return f"({found})" if element.resultsName else found


def _regex(element: pp.ParserElement) -> str:
    if not isinstance(element, pp.Regex) or element.flags:
        raise TypeError(f"{element!r} has flags")
    pattern = element.re.pattern
    return pattern if _WHOLE.fullmatch(pattern) else f"(?>{pattern})"


def _each(element: pp.ParserElement) -> Iterator[str]:
    return map(_pattern, element.recurse())


def _inner(element: pp.ParserElement) -> str:
    return "".join(_each(element))


_LOWERED: Mapping[type[pp.ParserElement], Callable[[pp.ParserElement], str]] = {
    pp.Regex: _regex,
    pp.And: _inner,
    pp.Suppress: _inner,
    pp.MatchFirst: lambda element: f"(?>{'|'.join(_each(element))})",
    pp.Opt: lambda element: f"(?>{_inner(element)})?+",
    pp.ZeroOrMore: lambda element: f"(?>{_inner(element)})*+",
    pp.OneOrMore: lambda element: f"(?>{_inner(element)})++",
    pp.StringEnd: lambda _: r"\Z",
    pp.NotAny: lambda element: f"(?!{_inner(element)})",
    pp.FollowedBy: lambda element: f"(?={_inner(element)})",
}
