"""
What can be told of conditions without a report: whether they always hold, or never.

Simple reasoning only: constants, a thing compared with several constants, a condition beside its opposite.  What it
does not tell may still be so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne

from attrs import evolve, frozen

from disclint.rules.nodes import Chain, Listing, Literal, Name, Node, Not, Property, children

_COMPARED = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}

# The words that a property can be, by how it is written: `report.kind`.
Domains = Mapping[str, frozenset[str]]
_Limits = tuple[Decimal | None, bool, Decimal | None, bool]


def always(node: Node, domains: Domains) -> bool | None:  # noqa: PLR0911 - one for each kind of node
    """
    True if a condition always holds, False if it never does, None if that hangs on the report.
    """
    match node:
        case Literal(value=bool() as value):
            return value
        case Not(operand=operand):
            found = always(operand, domains)
            return None if found is None else not found
        case Chain(operators=("and", *_), operands=operands):
            return _all(operands, domains)
        case Chain(operators=("or", *_), operands=operands):
            # What one of them denies, all together deny.
            denied = _all([_opposite(each) for each in operands], domains)
            return None if denied is None else not denied
        case Chain(operators=("implies",), operands=(condition, consequence)):
            denied = _all([condition, _opposite(consequence)], domains)
            return None if denied is None else not denied
        case Chain(operators=(operator,), operands=(left, right)) if operator in _COMPARED:
            return _comparison(left, operator, right, domains)
        case Chain(operators=("in",), operands=(left, Listing(items=items))):
            return _membership(left, items, domains)
        case _:
            return None


def _comparison(left: Node, operator: str, right: Node, domains: Domains) -> bool | None:
    if isinstance(left, Literal) and isinstance(right, Literal):
        one, other = left.value, right.value
        if type(one) is type(other) and (operator in ("==", "!=") or isinstance(one, Decimal)):
            return bool(_COMPARED[operator](one, other))
        return None
    if plain(left) == plain(right) and not isinstance(left, Literal):
        # Of two equal things nothing else is sure: both may be missing.
        return False if operator in ("!=", "<", ">") else None
    if isinstance(left, Literal):
        left, right, operator = right, left, _TURNED[operator]
    known = domains.get(_path(left))
    if (
        known is not None
        and isinstance(right, Literal)
        and isinstance(right.value, str)
        and right.value not in known
    ):
        return False if operator == "==" else None
    return None


def _membership(left: Node, items: Sequence[Node], domains: Domains) -> bool | None:
    known = domains.get(_path(left))
    words = [each.value for each in items if isinstance(each, Literal) and isinstance(each.value, str)]
    if known is None or len(words) != len(items):
        return None
    return None if known & set(words) else False


def _all(parts: Iterable[Node], domains: Domains) -> bool | None:
    flat = list(_flat(parts))
    told = [always(each, domains) for each in flat]
    if False in told or _contradict(flat):
        return False
    return True if all(told) and flat else None


def _flat(parts: Iterable[Node]) -> Iterator[Node]:
    for each in parts:
        if isinstance(each, Chain) and each.operators[0] == "and":
            yield from _flat(each.operands)
        elif isinstance(each, Not) and isinstance(each.operand, Chain) and each.operand.operators[0] == "or":
            yield from _flat(_opposite(one) for one in each.operand.operands)
        else:
            yield each


def _opposite(node: Node) -> Node:
    match node:
        case Not(operand=operand):
            return operand
        case Chain(operators=(operator,), operands=operands) if operator in _OPPOSITE:
            return Chain(node.at, operands, (_OPPOSITE[operator],))
        case _:
            return Not(node.at, node)


def _contradict(parts: Sequence[Node]) -> bool:
    written = {plain(each) for each in parts}
    if any(plain(_opposite(each)) in written for each in parts):
        return True
    words: dict[str, set[str]] = {}
    limits: dict[str, _Limits] = {}
    for each in parts:
        match each:
            case Chain(operators=(operator,), operands=(left, right)) if operator in _COMPARED:
                if isinstance(left, Literal):
                    left, right, operator = right, left, _TURNED[operator]
                if not isinstance(right, Literal):
                    continue
                subject = plain(left)
                if isinstance(right.value, str) and operator == "==":
                    words.setdefault(subject, set()).add(right.value)
                elif isinstance(right.value, Decimal) and operator != "!=":
                    limits[subject] = _narrowed(limits.get(subject), operator, right.value)
    return any(len(each) > 1 for each in words.values()) or any(map(_is_empty, limits.values()))


def _narrowed(found: _Limits | None, operator: str, value: Decimal) -> _Limits:
    low, opens, high, closes = found or (None, False, None, False)
    if operator in (">", ">=", "==") and (low is None or (value, operator == ">") > (low, opens)):
        low, opens = value, operator == ">"
    if operator in ("<", "<=", "==") and (high is None or (-value, operator == "<") > (-high, closes)):
        high, closes = value, operator == "<"
    return low, opens, high, closes


def _is_empty(limits: _Limits) -> bool:
    low, opens, high, closes = limits
    if low is None or high is None:
        return False
    return low > high or (low == high and (opens or closes))


def _path(node: Node) -> str:
    if isinstance(node, Property) and isinstance(node.subject, Name):
        return f"{node.subject.id}.{node.name}"
    return f".{node.name}" if isinstance(node, Property) else ""


def plain(node: Node) -> str:
    """
    A node without its places, to tell whether two are the same.
    """
    return repr(_placeless(node))


def _placeless(node: Node) -> object:
    match node:
        case Chain(operands=operands, operators=operators):
            return ("chain", operators, tuple(map(_placeless, operands)))
        case Not(operand=operand):
            return ("not", _placeless(operand))
        case _:
            below = children(node)
            own = evolve(node, at=0)
            return own if not below else (type(node).__name__, _named(node), tuple(map(_placeless, below)))


def _named(node: Node) -> object:
    return tuple(getattr(node, each, None) for each in ("function", "kind", "name"))


@frozen
class Span:
    """
    Years from `first` to `last`, None for without end.
    """

    first: int | None
    last: int | None

    def meets(self, other: "Span") -> bool:
        """
        Whether some year is in both.
        """
        low = max(each for each in (self.first, other.first, 0) if each is not None)
        high = min(each for each in (self.last, other.last, 9999) if each is not None)
        return low <= high
