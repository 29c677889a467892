"""
What can be told of an expression before there is a report: its names, its types, its cost.

Refuses to guess: where a type is not known, whoever evaluates finds out.
"""

from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.facts.ranges import MADE_UP
from disclint.rules.literals import WORDS, is_word, pattern, phrases
from disclint.rules.nodes import (
    OF,
    Address,
    Call,
    Chain,
    Listing,
    Literal,
    Name,
    Node,
    Not,
    Property,
    Quantifier,
    calls,
    parts,
    walk,
)
from disclint.rules.refusals import ExpressionError
from disclint.rules.vocabulary import (
    KINDS_ZH,
    KNOWN_OF_OTHERS,
    NUMBER,
    OTHERS,
    TEXT,
    TRUTH,
    Type,
    Vocabulary,
    element,
)

MAX_QUANTIFIERS = 3

# Functions that read the report, as against those that need nothing but their arguments.
_OF_REPORTS = frozenset((*WORDS, "cells", "headings", "citations"))
_ORDER = ("<", "<=", ">", ">=")


def check(node: Node, vocabulary: Vocabulary, demanded: frozenset[str] = frozenset()) -> Type:
    """
    The type of the expression; ExpressionError for names, properties and types that do not fit.

    Where types are `demanded`, it must be one of them.
    """
    found = _type(node, vocabulary, 0)
    return (
        found
        if found in demanded or not demanded
        else _fit(node, found, TRUTH if TRUTH in demanded else NUMBER)
    )


def _type(node: Node, vocabulary: Vocabulary, depth: int) -> Type:  # noqa: PLR0911 — one for each kind of node.
    match node:
        case Literal(value=value):
            return TRUTH if isinstance(value, bool) else TEXT if isinstance(value, str) else NUMBER
        case Name():
            return _name(node, vocabulary)
        case Address():
            return _address(node, vocabulary)
        case Listing(items=items):
            found = {_type(each, vocabulary, depth) for each in items}
            only = found.pop() if len(found) == 1 else None
            return f"{only}*" if only else None
        case Property():
            return _property(node, vocabulary, depth)
        case Call():
            return _call(node, vocabulary, depth)
        case Quantifier():
            return _quantifier(node, vocabulary, depth)
        case Not(operand=operand):
            return _demand(operand, TRUTH, vocabulary, depth)
        case Chain():
            return _chain(node, vocabulary, depth)


def _name(node: Name, vocabulary: Vocabulary) -> Type:
    if node.id not in vocabulary.names:
        remedy, zh = (each(node.id, vocabulary.names) for each in (did_you_mean, did_you_mean_zh))
        if node.id in OTHERS:
            needs = f"needs: [{node.id}]"
            remedy, zh = f"add `{needs}` to the rule", f"在规则里加上 {needs}"
        raise ExpressionError(
            f"nothing is called {node.id!r}", remedy, node.at, (f"没有名为“{node.id}”的名称", zh)
        )
    return vocabulary.names[node.id]


def _address(node: Address, vocabulary: Vocabulary) -> Type:
    for each in parts(node):
        if each.startswith("$"):
            _name(Name(node.at, each[1:], variable=True), vocabulary)
    several = any(each == "*" or each.startswith("@") for each in parts(node))
    return f"{NUMBER}*" if several else NUMBER


def _property(node: Property, vocabulary: Vocabulary, depth: int) -> Type:
    kind = _type(node.subject, vocabulary, depth)
    if kind is None:
        return None
    if kind.endswith("*"):
        raise ExpressionError(
            f"a list has no .{node.name}",
            "take first(…) of it, or use a quantifier",
            node.at,
            (f"这是{_zh(kind)}，没有 .{node.name}", "用 first(…) 取一个，或者用 all、any、sum 逐个看"),
        )
    known = vocabulary.properties.get(kind, {})
    if node.name not in known and kind not in vocabulary.open:
        raise ExpressionError(
            f"a {kind} has no .{node.name}", did_you_mean(node.name, known), node.at,
            (f"{_zh(kind)}没有 .{node.name}", did_you_mean_zh(node.name, known)),
        )  # fmt: skip
    return known.get(node.name)


def _of(node: Call, vocabulary: Vocabulary, depth: int) -> Type:
    where, body = node.arguments
    found = _type(where, vocabulary, depth)
    if found is not None and found not in ("other", "other*"):
        raise ExpressionError(
            f"of looks into another report, and this is {_named(found)}", "name prev or children", where.at,
            (f"of 的第一个参数是另一份报告，写的却是{_zh(found)}", "写 prev、children 等"),
        )  # fmt: skip
    for each in calls(body):
        # A place in another report is none in this one.
        if each.function in _OF_REPORTS - KNOWN_OF_OTHERS:
            known = ", ".join(sorted(KNOWN_OF_OTHERS))
            raise ExpressionError(
                f"another report cannot be asked for {each.function}", f"use addresses, {known}", each.at,
                (f"另一份报告里不能用 {each.function}", f"可以用地址和 {known}"),
            )  # fmt: skip
        # What stands between sections is not known of it.
        if each.function == "section" and any(
            isinstance(one, Name) and one.id in MADE_UP for one in each.arguments
        ):
            raise ExpressionError(
                "another report's text is known by sections", "name a section", each.at,
                ("另一份报告的文字按部分取用", "写部分的编号，例如 overview"),
            )  # fmt: skip
    for named in walk(body):
        if isinstance(named, Name) and named.id in ("period", "published"):
            raise ExpressionError(
                f"another report cannot be asked for {named.id}", "use report or title", named.at,
                (f"另一份报告里不能用 {named.id}", "可以用 report、title"),
            )  # fmt: skip
    inner = _type(body, vocabulary.bind("report", "other"), depth)
    if found != "other*":
        return inner
    if inner is not None and inner.endswith("*"):
        raise ExpressionError(
            "a list of lists cannot be used", "go through the reports one by one", body.at,
            ("列表里不能再是列表", "用 foreach 逐份报告看"),
        )  # fmt: skip
    return f"{inner}*" if inner else None


def _call(node: Call, vocabulary: Vocabulary, depth: int) -> Type:
    if node.function == OF:
        return _of(node, vocabulary, depth)
    found = [TEXT if is_word(node, each) else _type(each, vocabulary, depth) for each in node.arguments]
    if node.function == "cells":
        pattern(node)
    elif node.function == "matches":
        phrases(node.arguments[1:])
    elif node.function in ("first", "last"):
        return element(found[0]) or found[0]
    elif node.function == "repeated":
        return found[0]
    elif node.function in ("abs", "ordinal", "multiple", "explicable"):
        for each, type in zip(node.arguments, found, strict=True):
            _fit(each, type, NUMBER)
    return vocabulary.functions.get(node.function)


def _quantifier(node: Quantifier, vocabulary: Vocabulary, depth: int) -> Type:
    # The product of the domains is the cost, and three of them are a table of tables.
    if depth == MAX_QUANTIFIERS:
        raise ExpressionError(
            f"quantifiers nest deeper than {MAX_QUANTIFIERS}",
            "split it with `let`",
            node.at,
            (f"all、any、count、sum、filter 套了 {MAX_QUANTIFIERS} 层以上", "用 let 拆成几步"),
        )
    if node.name in vocabulary.names:
        raise ExpressionError(
            f"{node.name!r} is taken", "choose another name", node.at,
            (f"“{node.name}”已经是别的名称", "换一个名称"),
        )  # fmt: skip
    domain = _type(node.domain, vocabulary, depth + 1)
    if domain in (NUMBER, TEXT, TRUTH):
        raise ExpressionError(
            f"a {domain} is no list", "give it a list", node.domain.at,
            (f"这是{_zh(domain)}，不是列表", "给一个列表，例如 rows(requests)、claims(概念)"),
        )  # fmt: skip
    inner = vocabulary.bind(node.name, element(domain))
    demanded = NUMBER if node.kind == "sum" else TRUTH
    _demand(node.body, demanded, inner, depth + 1)
    if node.kind == "filter":
        return domain
    return TRUTH if node.kind in ("all", "any") else NUMBER


def _chain(node: Chain, vocabulary: Vocabulary, depth: int) -> Type:
    operator = node.operators[0]
    if operator in ("and", "or", "implies", "+", "-", "*"):
        demanded = NUMBER if operator in ("+", "-", "*") else TRUTH
        for each in node.operands:
            _demand(each, demanded, vocabulary, depth)
        return demanded
    left, right = (_type(each, vocabulary, depth) for each in node.operands)
    if operator == "matches":
        phrases(node.operands[1:])
    elif operator in _ORDER:
        _fit(node.operands[0], left, NUMBER)
        _fit(node.operands[1], right, NUMBER)
    elif operator == "in":
        if right is not None and not right.endswith("*") and {left, right} - {None} != {TEXT}:
            raise ExpressionError(
                f"a {right} is no list", "write [a, b]", node.operands[1].at,
                (f"in 后面是{_zh(right)}，不是列表", "写成 [甲, 乙]"),
            )  # fmt: skip
    elif left is not None and right is not None and left != right:
        raise ExpressionError(
            f"{_named(left)} and {_named(right)} cannot be equal",
            "compare like with like",
            node.at,
            (f"{_zh(left)}和{_zh(right)}不能比较是否相等", "同类的才能比较"),
        )
    return TRUTH


def _demand(node: Node, demanded: str, vocabulary: Vocabulary, depth: int) -> Type:
    return _fit(node, _type(node, vocabulary, depth), demanded)


def _fit(node: Node, found: Type, demanded: str) -> Type:
    if found is not None and found != demanded:
        raise ExpressionError(
            f"this is {_named(found)}, and {_named(demanded)} is needed",
            "compare or compute it",
            node.at,
            (f"这里要{_zh(demanded)}，写的却是{_zh(found)}", "加上比较或计算，或者取它的属性"),
        )
    return demanded


def _named(type: str) -> str:
    return f"a list of {type[:-1]}s" if type.endswith("*") else f"a {type}"


def _zh(type: str) -> str:
    return f"{KINDS_ZH[type[:-1]]}的列表" if type.endswith("*") else KINDS_ZH[type]
