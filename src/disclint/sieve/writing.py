"""
Writes expressions as Python source, over plain values.

No word of a pack gets into the source: what a rule writes is a constant `k1`, `k2`… beside it, and the source holds
nothing but names made here.  What has no plain form raises `Unwritten`, and the whole evaluation does it.
"""

from collections.abc import Mapping, Sequence

from attrs import evolve, field, frozen

from disclint.facts import Concept
from disclint.phrases import Phrase
from disclint.rules import literals
from disclint.rules.nodes import Name, Node, Property
from disclint.rules.vocabulary import NUMBER, PROPERTIES, TEXT, TRUTH, Type, element
from disclint.sieve.expressions import WRITTEN
from disclint.sieve.names import FOUND, STRETCHES, Code, Names, Unwritten

_LINES = ("row", "column", "label")
# Of lines, what stands in the report; the other texts are the form's.
_PLACED = ("written",)


@frozen(eq=False)
class Writer:
    """
    Writes expressions; `scope` are the names that are bound, `lets` those whose place may be asked for.
    """

    names: Names
    concepts: Mapping[str, Concept]
    scope: Mapping[str, Code | None] = field(factory=dict)
    lets: Mapping[str, tuple["Writer", Node]] = field(factory=dict)

    def bound(self, name: str, code: Code | None) -> "Writer":
        """
        The writer that knows one more name; None if what it is called has no plain form.
        """
        return evolve(self, scope={**self.scope, name: code})

    def called(self, name: str) -> Code:
        """
        The source of what is called so.
        """
        known = self.scope.get(name)
        if known is None:
            raise Unwritten
        return known

    def truth(self, node: Node) -> str:
        """
        The source of a condition.
        """
        code = self.write(node)
        if code.type != TRUTH:
            raise Unwritten
        return f"sure({code.text})" if code.is_open else code.text

    def number(self, node: Node) -> str:
        """
        The source of a number; None makes whatever is done with it fail.
        """
        code = self.write(node)
        if code.type in FOUND or code.type == "cell":
            return self.read(code, "value")
        if code.type not in (NUMBER, None):
            raise Unwritten
        return code.text

    def write(self, node: Node) -> Code:
        """
        The source of any expression.
        """
        return WRITTEN[type(node)](self, node)

    def items(self, node: Node) -> tuple[Code, Type]:
        """
        The source of a list, and the type of its items.
        """
        code = self.write(node)
        if code.type is None or not code.type.endswith("*"):
            raise Unwritten
        return code, element(code.type) or None

    def where(self, node: Node) -> str:
        """
        The source of the place of a text or of a thing of the report.
        """
        if isinstance(node, Name) and node.id in self.lets and self.called(node.id).type == TEXT:
            writer, inner = self.lets[node.id]
            return writer.where(inner)
        code = self.write(node)
        if code.type in PROPERTIES:
            return self.read(code, "at")
        if not isinstance(node, Property) or code.type != TEXT:
            raise Unwritten
        subject = self.write(node.subject)
        if subject.type in FOUND:
            if node.name not in STRETCHES:
                return code.text
            name = self.names.constant(node.name)
            return f"at_of({subject.text}, {name})" if subject.is_open else f"{subject.text}.at_of({name})"
        if subject.type in _LINES and node.name not in _PLACED:
            return code.text
        return self.read(subject, f"{node.name}_at")

    def claims(self, ids: Sequence[str]) -> str:
        """
        The source of the claims of some concepts.
        """
        if any(name in PROPERTIES["claim"] for id in ids for name in self.concepts[id].captures()):
            raise Unwritten
        return f"plain.claims({', '.join(map(self.names.constant, ids))})"

    def percent(self, node: Node) -> str:
        """
        The source of a percentage, with its decimals.
        """
        if isinstance(node, Property):
            subject = self.write(node.subject)
            if subject.type in FOUND and node.name not in PROPERTIES[subject.type]:
                found = f"sure({subject.text})" if subject.is_open else subject.text
                return f"{found}.percent({self.names.constant(node.name)})"
        code = self.write(node)
        if code.type not in FOUND:
            raise Unwritten
        return f"sure({code.text}).percent()"

    def several(self, node: Node) -> str:
        """
        The source of one number or several, or of things that have one.
        """
        code = self.write(node)
        if element(code.type) in FOUND or code.type in (NUMBER, f"{NUMBER}*", None, *FOUND):
            return code.text
        raise Unwritten

    def read(self, subject: Code, attribute: str) -> str:
        """
        The source of an attribute of a thing.
        """
        # The attribute is one of the vocabulary's, which is ours.
        return f'get({subject.text}, "{attribute}")' if subject.is_open else f"{subject.text}.{attribute}"

    def phrases(self, nodes: tuple[Node, ...]) -> tuple[Phrase, ...]:
        """
        The phrases that literals hold.
        """
        found = literals.phrases(nodes)
        # What is captured under the name of a property hides the property.
        if any(name in PROPERTIES["match"] for each in found for name, _ in each.captures):
            raise Unwritten
        return found

    def pattern(self, pattern: tuple[str, str, str]) -> str:
        """
        The source of an address pattern.
        """
        if not any(each.startswith("$") for each in pattern):
            return self.names.constant(pattern)
        return f"({', '.join(self.part(each) for each in pattern)})"

    def part(self, part: str) -> str:
        """
        The source of a part of an address.
        """
        if not part.startswith("$"):
            return self.names.constant(part)
        code = self.called(part[1:])
        text = f"sure({code.text})" if code.is_open else code.text
        if code.type == TEXT:
            return text
        if "id" not in PROPERTIES.get(code.type or "", {}):
            raise Unwritten
        return f"{text}.id"
