"""
What expressions are made of.  `at` is the column at which a node begins, from 0.
"""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen


@frozen
class Literal:
    """
    A number, a string, true or false.
    """

    at: int
    value: Decimal | str | bool


@frozen
class Listing:
    """
    A list, written out.
    """

    at: int
    items: "tuple[Node, ...]"


@frozen
class Address:
    """
    Cells: each part is an id, `@` and a group's id, `$` and a variable's name, or `*`.
    """

    at: int
    table: str
    row: str
    column: str


@frozen
class Name:
    """
    Something in scope; `variable` if it was written with `$`.
    """

    at: int
    id: str
    variable: bool = False


@frozen
class Property:
    """
    A property of what `subject` is.
    """

    at: int
    subject: "Node"
    name: str


@frozen
class Call:
    """
    What a function gives.
    """

    at: int
    function: str
    arguments: "tuple[Node, ...]"


@frozen
class Quantifier:
    """
    `body` for each item of `domain`, known in it as `name`.
    """

    at: int
    kind: str
    name: str
    domain: "Node"
    body: "Node"


@frozen
class Not:
    """
    The opposite.
    """

    at: int
    operand: "Node"


@frozen
class Chain:
    """
    Operands of one precedence, to be taken from left to right, and the operators between them.
    """

    at: int
    operands: "tuple[Node, ...]"
    operators: tuple[str, ...]


# What looks into another report: the report, and what is evaluated there.
OF = "of"

Node = Literal | Listing | Address | Name | Property | Call | Quantifier | Not | Chain


def address(at: int, written: str) -> "Address | Call":
    """
    The cells at an address; `prev/…` looks for them in another report.
    """
    first, *others = written.split("/")
    table, row, column = others if len(others) == 3 else (first, *others)
    found = Address(at, table, row, column)
    return Call(at, OF, (Name(at, first), found)) if len(others) == 3 else found


def children(node: Node) -> "tuple[Node, ...]":
    """
    The nodes directly below.
    """
    match node:
        case Listing(items=below) | Call(arguments=below) | Chain(operands=below):
            return below
        case Property(subject=below) | Not(operand=below):
            return (below,)
        case Quantifier(domain=domain, body=body):
            return domain, body
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """
    The node and all below it, in the order they are written.
    """
    yield node
    for each in children(node):
        yield from walk(each)


def names(node: Node) -> frozenset[str]:
    """
    The names that something around the expression has to give: no quantifier in it does.

    Words such as `requests` in `rows(requests)` are among them.
    """
    match node:
        case Name(id=id):
            return frozenset([id])
        case Address():
            return frozenset(each[1:] for each in parts(node) if each.startswith("$"))
        case Quantifier(domain=domain, name=name, body=body):
            return names(domain) | (names(body) - {name})
        case _:
            return frozenset[str]().union(*(names(each) for each in children(node)))


def variables(node: Node) -> frozenset[str]:
    """
    The names that are written with `$`, alone or in an address.
    """
    found = {each.id for each in walk(node) if isinstance(each, Name) and each.variable}
    written = (part for each in addresses(node) for part in parts(each))
    return frozenset(found | {each[1:] for each in written if each.startswith("$")})


def addresses(node: Node) -> tuple[Address, ...]:
    """
    The addresses in it.
    """
    return tuple(each for each in walk(node) if isinstance(each, Address))


def calls(node: Node) -> tuple[Call, ...]:
    """
    The calls in it.
    """
    return tuple(each for each in walk(node) if isinstance(each, Call))


def parts(address: Address) -> tuple[str, str, str]:
    """
    Table, row and column, as written.
    """
    return address.table, address.row, address.column
