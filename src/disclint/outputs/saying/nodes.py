"""
Expressions as a reader sees them: 表三“(七)总计”“总计” ≤ 该数 for `requests/disposed_total/total <= $n`.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import evolve, field, frozen

from disclint.facts.concepts import Concept
from disclint.outputs.saying import phrases, words
from disclint.outputs.saying.places import Forms
from disclint.rules.literals import is_word
from disclint.rules.nodes import (
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
    parts,
)
from disclint.rules.writing import strength


@frozen(eq=False)
class Sayer:
    """
    Says expressions in one language; with `signs` as an equation.

    `names` are the words for what a rule binds, `captures` the types of what phrases capture, by name.
    """

    lang: str
    forms: Forms
    concepts: Mapping[str, Concept]
    names: Mapping[str, str] = field(factory=dict)
    captures: Mapping[str, Mapping[str, str]] = field(factory=dict)
    signs: bool = False

    def bound(self, name: str, said: str, captures: Mapping[str, str] | None = None) -> "Sayer":
        """
        The sayer that knows one more name.
        """
        return evolve(
            self,
            names={**self.names, name: said},
            captures={**self.captures, name: captures} if captures else self.captures,
        )

    def say(self, node: Node) -> str:
        """
        The expression in words.
        """
        return self._said(node).replace("的的", "的")

    def _said(self, node: Node) -> str:  # noqa: PLR0911 - one for each kind of node.
        match node:
            case Literal(value=value):
                return self._literal(value)
            case Name(id=id):
                return self.names.get(id) or self._pair(words.PARTS.get(id, (id, id)))
            case Address():
                return self.forms.address(parts(node), self.names)
            case Property():
                return self._property(node)
            case Listing(items=items):
                return self.listed([self.say(each) for each in items])
            case Not(operand=operand):
                return self._denied(operand)
            case Quantifier():
                return self._quantifier(node)
            case Call():
                return self._call(node)
            case Chain():
                return self._chain(node)

    def phrase(self, words_: str) -> str:
        """
        A phrase in quotes.
        """
        return f"“{phrases.said(words_, self.lang)}”"

    def listed(self, said: Sequence[str]) -> str:
        """
        One after the other.
        """
        return self.pick("、", ", ").join(said)

    def pick(self, zh: str, en: str) -> str:
        """
        One of two wordings.
        """
        return zh if self.lang == "zh" else en

    def _pair(self, pair: words.Pair) -> str:
        return self.pick(*pair)

    def _literal(self, value: Decimal | str | bool) -> str:  # noqa: FBT001
        if isinstance(value, bool):
            return self.pick("成立" if value else "不成立", str(value).lower())
        if isinstance(value, Decimal):
            return f"{value:f}"
        known = words.VALUES.get(value)
        return f"“{self._pair(known) if known else self._known(value)}”"

    def _known(self, value: str) -> str:
        concept = self.concepts.get(value)
        if concept is not None:
            return concept.label[self.lang]
        if value.count("/") == 2:
            table, row, column = value.split("/")
            return self.forms.address((table, row, column), self.names)
        scope = self.forms.scope(value)
        if scope != value:
            return scope.strip("“”")
        return self.forms.label(value)

    def _property(self, node: Property) -> str:  # noqa: PLR0911 - each sort of property is said in its way.
        subject, name = node.subject, node.name
        captured = self._captured(subject)
        if name in captured:
            what = phrases.kind(captured[name], self.lang)
            # One letter tells several of a sort apart.
            letter = name if list(captured.values()).count(captured[name]) > 1 else ""
            return self.pick(
                f"{self.say(subject)}的{what}{letter}",
                f"the {what} {letter} of {self.say(subject)}".replace("  ", " "),
            )
        if isinstance(subject, Name) and subject.id == "report" and name in words.OF_REPORT:
            return self._pair(words.OF_REPORT[name])
        whose = self.say(subject)
        if name in words.SAME:
            return whose
        if name in words.TRUTHS:
            return self._pair(words.TRUTHS[name][0]).format(whose)
        if name in ("label", "name") and (named := words.NAMES.get(whose)) is not None:
            return named
        said = self._pair(words.PROPERTIES.get(name, (name, name)))
        if said.startswith("所在"):
            return f"{whose}{said}"
        if whose == "it":
            return f"its {said}"
        return self.pick(f"{whose}的{said}", f"{said} of {whose}")

    def _captured(self, node: Node) -> Mapping[str, str]:
        match node:
            case Name(id=id):
                return self.captures.get(id, {})
            case Call(function="first" | "last", arguments=(inner,)):
                return self._captured(inner)
            case _:
                return {}

    def _call(self, node: Call) -> str:
        given = [self._argument(node, each) for each in node.arguments]
        match node.function:
            case "claims":
                quoted = self.listed([f"“{each}”" for each in given])
                return self.pick(f"正文所说的{quoted}", f"what the text says of {quoted}")
            case "matches":
                where, *wanted = given
                return self.pick(f"{where}中的{self.listed(wanted)}", f"{self.listed(wanted)} in {where}")
            case "of":
                whose, what = given
                match node.arguments[1]:
                    case Address(table=table) if table.startswith("$"):
                        return self.pick(f"{whose}的同一格", f"the same cell in {whose}")
                return self.pick(f"{whose}的{what}", f"{what} in {whose}")
            case "ordinal":
                bare = [self._apart(said, each) for said, each in zip(given, node.arguments, strict=True)]
                return self.pick("{}年{}月{}日", "{}-{}-{}").format(*bare)
            case function:
                template = self._pair(words.FUNCTIONS.get(function, (f"{function}({{}})",) * 2))
                return template.format(self.listed(given))

    def _apart(self, said: str, node: Node) -> str:
        return f"({said})" if isinstance(node, Chain) else said

    def _argument(self, call: Call, node: Node) -> str:
        if is_word(call, node) and isinstance(node, Name) and node.id not in self.names:
            if call.function == "claims":
                concept = self.concepts.get(node.id)
                return concept.label[self.lang] if concept else node.id
            tables = call.function in ("rows", "columns", "labels", "table")
            return self.forms.table(node.id) if tables else self.forms.scope(node.id)
        if call.function == "matches" and isinstance(node, Literal) and isinstance(node.value, str):
            return self.phrase(node.value)
        return self.say(node)

    def _denied(self, node: Node) -> str:
        match node:
            case Call(function="exists"):
                return self.pick(f"没{self.say(node)}", self.say(node).replace("there is", "there is no", 1))
            case Property(subject=subject, name=name) if name in words.TRUTHS:
                return self._pair(words.TRUTHS[name][1]).format(self.say(subject))
            case Chain(operators=("matches",), operands=(where, phrase)):
                return self.pick(
                    f"{self.say(where)}不含{self._argument_phrase(phrase)}",
                    f"{self.say(where)} does not contain {self._argument_phrase(phrase)}",
                )
            case _:
                return self.pick(f"并非({self.say(node)})", f"not ({self.say(node)})")

    def _argument_phrase(self, node: Node) -> str:
        is_words = isinstance(node, Literal) and isinstance(node.value, str)
        return self.phrase(str(node.value)) if isinstance(node, Literal) and is_words else self.say(node)

    def _quantifier(self, node: Quantifier) -> str:  # noqa: PLR0911 - one for each kind.
        domain = self.say(node.domain)
        match node:
            case Quantifier(kind="filter", name=name, body=Call(function="exists", arguments=(Name(id=id),))):
                if id == name:
                    # Those of a list that are there.
                    return domain
            case Quantifier(kind="sum", name=name, body=Name(id=id)) if id == name:
                return self._pair(words.FUNCTIONS["sum"]).format(domain)
        it = self.pick("其", "it")
        inner = self.bound(node.name, it, captures_of(node.domain, self.concepts))
        body = inner.say(node.body)
        match node:
            case Quantifier(kind="all", name=name, body=Chain(operands=(Name(id=id), *_))) if id == name:
                # Of each of them something is said that begins with it, which need not be named again.
                rest = body.removeprefix(it)
                return self.pick(f"{domain}都{rest}", f"each of {domain}{rest}")
        match node.kind:
            case "all":
                return self.pick(f"{domain}都满足({body})", f"all of {domain} satisfy ({body})")
            case "any":
                return self.pick(f"{domain}中有满足({body})的", f"some of {domain} satisfies ({body})")
            case "sum":
                return self.pick(f"{domain}的({body})之和", f"the sum of ({body}) over {domain}")
            case "count":
                return self.pick(f"{domain}中满足({body})的个数", f"how many of {domain} satisfy ({body})")
            case _:
                return self.pick(f"{domain}中满足({body})的", f"those of {domain} that satisfy ({body})")

    def _chain(self, node: Chain) -> str:
        operator = node.operators[0]
        if operator == "matches":
            where, phrase = node.operands
            verb = self._pair(words.OPERATORS["matches"])
            gap = self.pick("", " ")
            return f"{self.say(where)}{gap}{verb}{gap}{self._argument_phrase(phrase)}"
        said = [self._operand(each, operator) for each in node.operands]
        if operator == "implies" and not self.signs:
            return self.pick(f"如果{said[0]}，那么{said[1]}", f"if {said[0]}, then {said[1]}")
        found = said[0]
        for each, right in zip(node.operators, said[1:], strict=True):
            found = f"{found}{self._sign(each)}{right}"
        return found

    def _sign(self, operator: str) -> str:
        if self.signs and operator in words.SIGNS:
            return f" {words.SIGNS[operator]} "
        said = self._pair(words.OPERATORS[operator])
        if operator in ("and", "or"):
            return self.pick(f"，{said}", f" {said} ")
        return self.pick(said, f" {said} ")

    def _operand(self, node: Node, operator: str) -> str:
        said = self.say(node)
        if not isinstance(node, Chain):
            return said
        inner, outer = strength(node.operators[0]), strength(operator)
        return f"({said})" if inner < outer else said


def captures_of(node: Node, concepts: Mapping[str, Concept]) -> Mapping[str, str]:
    """
    The types of what the items of a list have captured, by name.
    """
    from disclint.rules.literals import phrases as compiled  # noqa: PLC0415 - the name is taken here

    match node:
        case Call(function="claims", arguments=named):
            known = [concepts[each.id] for each in named if isinstance(each, Name) and each.id in concepts]
            return {name: kind for each in known for name, kind in each.captures().items()}
        case Call(function="matches", arguments=(_, *written)):
            return {name: kind for each in compiled(tuple(written)) for name, kind in each.captures}
        case (
            Call(function="first" | "last" | "repeated", arguments=(inner,))
            | Quantifier(kind="filter", domain=inner)
        ):
            return captures_of(inner, concepts)
        case _:
            return {}
