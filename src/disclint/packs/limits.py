"""
What a rule of a pack may cost, and who may write regular expressions: told before any report is read.

The cost of an expression is the product of the lists that it goes through.  How long lists of sentences are hangs on
the report; here they count as long as in a long one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from disclint.editions import Edition
from disclint.kinds.messages import placeholders
from disclint.rules.expressions import ExpressionError
from disclint.rules.model import Rule, Words
from disclint.rules.nodes import (
    OF,
    Address,
    Call,
    Chain,
    Listing,
    Name,
    Node,
    Property,
    Quantifier,
    children,
    parts,
)
from disclint.rules.reading import parse, spelt
from disclint.rules.vocabulary import OTHERS
from disclint.yamlfile import NodePath

# The dearest rule that ships costs a quarter of it.
MOST = 3_000_000
_MOST_INSTANCES = 5_000
_PHRASES = ("require", "forbid", "unless", "partial")
_BY_NAME = ("foreach", "let", "variants")
_LISTS = ("related", "base", "denominators", "accept")
_SINGLE = (
    "where",
    "when",
    "at",
    "check",
    "total",
    "parts",
    "left",
    "right",
    "numerator",
    "percent",
    "adjusted",
    "replace",
    "of",
)
# How long the lists are that a report gives.
_LENGTHS = {
    "claims": 40, "matches": 60, "headings": 60, "citations": 60, "paragraphs": 150, "sentences": 300, "unpaired": 30,
    "spaces": 30, "slips": 30, "identifiers": 30, "definitions": 30, "places": 60, "namesakes": 30, "respective": 60,
    "labels": 60,
    "children": 200, "peers": 20, "twins": 5,
}  # fmt: skip
_PROPERTY = 5
# What rules of these kinds look at one by one, without a `foreach`.
_INSTANCES = {"match": "claims", "statement": "matches"}
# Comparing two texts, or looking for a phrase, takes as long as so many sums.
_DEAR = {"similarity": 200, "matches": 20}


def ensure_affordable(rule: Rule, editions: Mapping[str, Edition], trusted: frozenset[str]) -> None:
    """
    Raise UsageError for a rule that goes through too much, or that writes `regex:` in a pack that is not trusted.
    """
    for path in _expressions_of_regex(rule):
        if rule.pack not in trusted:
            raise rule.document.error(
                f"{rule.id}: `regex:` is only for packs that are trusted by name, and {rule.pack!r} is not",
                f"write a phrase (`disclint rules --language`, section 4), or run with --trust {rule.pack}",
                *path,
                zh=(
                    f"{rule.id}: 只有用户指名信任的规则包才能用 regex:，{rule.pack} 不在其中",
                    f"改写成短语（disclint rules --language 第 4 节），或者运行时加 --trust {rule.pack}",
                ),
            )
    meter = _Meter(editions)
    instances, total = _LENGTHS[_INSTANCES[rule.kind]] if rule.kind in _INSTANCES else 1, 0
    for path, source in (*expressions(rule), *_told(rule)):
        try:
            node = parse(source)
        except ExpressionError:
            # Whoever compiles the rule says what is wrong with it.
            return
        size, cost = meter.measure(node)
        if path[0] in ("foreach", "let"):
            meter.sizes[str(path[1])] = size if path[0] == "let" else 1
        if path[0] == "foreach":
            instances = min(instances * size, _MOST_INSTANCES)
            total += cost
        else:
            total += instances * cost
        if total > MOST:
            raise rule.document.error(
                f"{rule.id}: this goes through too much: about {total:,} steps, and {MOST:,} are the most",
                "quantify over fewer things, or over one inside the other",
                *path,
                zh=(
                    f"{rule.id}: 要逐一查看的太多：约 {total:,} 步，最多 {MOST:,} 步",
                    "缩小范围，或者少套一层",
                ),
            )


def _expressions_of_regex(rule: Rule) -> Iterator[NodePath]:
    for key in _PHRASES:
        for index, each in enumerate(rule.options.get(key, ())):
            if isinstance(each, Mapping):
                yield key, index


def expressions(rule: Rule) -> Iterator[tuple[NodePath, str]]:
    """
    The expressions of a rule and where it has them.
    """
    options = rule.options
    for key in _BY_NAME:
        for name, each in _mapping(options.get(key)).items():
            yield (key, name), spelt(each)
    for key in _SINGLE:
        if key in options:
            yield (key,), spelt(options[key])
    for key in _LISTS if rule.kind != "domain" else ():
        given = options.get(key, ())
        groups = given.items() if isinstance(given, Mapping) else [("", given)]
        for name, listed in groups:
            for index, each in enumerate(listed):
                yield ((key, name, index) if name else (key, index)), spelt(each)


def _told(rule: Rule) -> Iterator[tuple[NodePath, str]]:
    """
    The expressions in what a rule says of each finding.
    """
    several: list[tuple[NodePath, Words | None]] = [
        (("message", *([] if words is rule.plain_message else [variant])), words)
        for variant, words in rule.message.items()
    ]
    several += [(("fix",), rule.fix), (("repair",), rule.repair), (("several",), rule.several)]
    for path, words in several:
        for lang, said in (words or {}).items():
            for each in sorted(placeholders({lang: said})):
                yield (*path, lang), each


def _mapping(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


@frozen(eq=False)
class _Meter:
    """
    Measures expressions: how many things they give, and how many steps that takes.
    """

    editions: Mapping[str, Edition]
    sizes: dict[str, int] = field(factory=dict)

    def measure(self, node: Node) -> tuple[int, int]:
        """
        The length of the list that an expression gives, 1 if it is none, and its cost.
        """
        match node:
            case Quantifier(kind=kind, name=name, domain=domain, body=body):
                length, cost = self.measure(domain)
                self.sizes[name] = 1
                each = self.measure(body)[1]
                return (length if kind == "filter" else 1), cost + length * each
            case Call(function=function, arguments=arguments):
                return self._call(function, arguments)
            case Address():
                size = self._cells(node)
                return size, size
            case Name(id=id):
                # Other reports go by names, not by functions.
                return self.sizes.get(id) or (_LENGTHS[id] if id in OTHERS and id in _LENGTHS else 1), 1
            case Property(subject=subject):
                return _PROPERTY, self.measure(subject)[1] + 1
            case _:
                extra = _DEAR["matches"] if isinstance(node, Chain) and "matches" in node.operators else 1
                size = len(node.items) if isinstance(node, Listing) else 1
                return size, extra + sum(self.measure(each)[1] for each in children(node))

    def _call(self, function: str, arguments: tuple[Node, ...]) -> tuple[int, int]:
        measured = [self.measure(each) for each in arguments]
        cost = _DEAR.get(function, 1) + sum(each[1] for each in measured)
        if function == OF:
            # Evaluated in each of the other reports.
            (many, found), (size, each) = measured
            return many * size, found + many * each
        if function in ("rows", "columns") and isinstance(arguments[0], Name):
            size = self._lines(arguments[0].id, function)
        elif function in ("cells", "repeated"):
            size = measured[0][0]
        else:
            size = _LENGTHS.get(function, 1)
        return size, cost + size

    def _lines(self, table: str, function: str) -> int:
        forms = [each.tables[table] for each in self.editions.values() if table in each.tables]
        return max((len(each.rows() if function == "rows" else each.columns()) for each in forms), default=1)

    def _cells(self, address: Address) -> int:
        table, row, column = parts(address)
        found = [
            form
            for edition in self.editions.values()
            for form in edition.tables.values()
            if table in (form.id, "*")
        ]
        return max(
            (
                _some(row, len(form.rows()), form.axes) * _some(column, len(form.columns()), form.axes)
                for form in found
            ),
            default=1,
        )


def _some(part: str, lines: int, axes: Mapping[str, tuple[str, ...]]) -> int:
    if part == "*":
        return lines
    return len(axes.get(part[1:], ())) or 1 if part.startswith("@") else 1
