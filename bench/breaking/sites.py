"""
Where code can be broken, and how: each place is one small change of one expression or statement.

Refuses to change what does nothing (docstrings, annotations, decorators, how a value is shown), and words in
strings: most are said to users, and no test can tell whether those are right.
"""

import ast
from collections.abc import Iterator, Mapping
from copy import copy
from itertools import accumulate
from pathlib import Path
from typing import Any

from attrs import frozen

_COMPARISONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_NAMES: Mapping[str, str] = {
    "min": "max", "max": "min", "any": "all", "all": "any", "startswith": "endswith", "endswith": "startswith",
    "lstrip": "rstrip", "rstrip": "lstrip", "find": "rfind", "rfind": "find", "search": "match",
    "bisect_left": "bisect_right", "bisect_right": "bisect_left", "partition": "rpartition",
}  # fmt: skip
# Arguments of attrs that say how values are shown to, and compared by, those who work on disclint.
_SHOWN = frozenset(("repr", "eq", "order", "hash"))
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# The parts of a node that are not run, or are run once for all.
_IDLE = frozenset(("annotation", "returns", "decorator_list", "type_comment"))


@frozen
class Site:
    """
    One change: the bytes `start` to `end` of a file become `after`.  Lines are from 1.

    It is in the function whose statements stand in the lines `body`, if in any.
    """

    path: str
    start: int
    end: int
    line: int
    last: int
    before: str
    after: str
    body: tuple[int, int] | None = None

    def applied(self, data: bytes) -> bytes:
        """
        The file with the change.
        """
        return data[: self.start] + self.after.encode() + data[self.end :]

    @property
    def change(self) -> str:
        """
        What becomes what, in a line.
        """
        return f"{_short(self.before)} → {_short(self.after)}"

    @property
    def key(self) -> tuple[str, str]:
        """
        What stays when lines move.
        """
        return self.path, self.change

    def __str__(self) -> str:
        """
        Where, and what becomes what.
        """
        return f"{self.path}:{self.line}: {self.change}"


def sites(root: Path, path: str) -> tuple[Site, ...]:
    """
    All changes of one file, in the order of its text.
    """
    data = (root / path).read_bytes()
    starts = (0, *accumulate(map(len, data.splitlines(keepends=True))))
    tree = ast.parse(data)
    bodies = [
        (each.body[0].lineno, each.end_lineno or 0) for each in ast.walk(tree) if isinstance(each, _FUNCTIONS)
    ]
    found = set[Site]()
    for node, words in _changes(tree):
        last = node.end_lineno or node.lineno
        start, end = starts[node.lineno - 1] + node.col_offset, starts[last - 1] + (node.end_col_offset or 0)
        # What stands below keeps its lines.
        lost = "\n" * (last - node.lineno)
        after = f"({words}{lost})" if isinstance(node, ast.expr) else f"{words}{lost}"
        body = min((each for each in bodies if each[0] <= node.lineno <= each[1]), default=None)
        found.add(Site(path, start, end, node.lineno, last, data[start:end].decode(), after, body))
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.after)))


def _changes(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    # Python 3.11 does not say where the pieces of an f-string stand.
    if isinstance(node, ast.JoinedStr) or _is_idle(node):
        return
    if isinstance(node, ast.expr | ast.stmt):
        found = _expressions(node) if isinstance(node, ast.expr) else _statements(node)
        yield from ((node, ast.unparse(each)) for each in found)
    yield from ((test, ast.unparse(ast.UnaryOp(ast.Not(), test))) for test in _conditions(node))
    for name, value in ast.iter_fields(node):
        if name not in _IDLE:
            for each in value if isinstance(value, list) else (value,):
                if isinstance(each, ast.AST):
                    yield from _changes(each)


def _is_idle(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.keyword(arg=str(name)):
            return name in _SHOWN
    return False


def _expressions(node: ast.expr) -> Iterator[ast.AST]:  # noqa: C901 - one case a kind of expression
    match node:
        case ast.Compare(ops=operators):
            for index, each in enumerate(operators):
                yield _with(
                    node, ops=[*operators[:index], _COMPARISONS[type(each)](), *operators[index + 1 :]]
                )
        case ast.BoolOp(op=operator):
            yield _with(node, op=ast.Or() if isinstance(operator, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(op=operator) if type(operator) in _OPERATORS:
            yield _with(node, op=_OPERATORS[type(operator)]())
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Name(id=name) if name in _NAMES:
            yield _with(node, id=_NAMES[name])
        case ast.Attribute(attr=name) if name in _NAMES:
            yield _with(node, attr=_NAMES[name])
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            for index, clause in enumerate(node.generators):
                for place in range(len(clause.ifs)):
                    fewer = _with(clause, ifs=[*clause.ifs[:place], *clause.ifs[place + 1 :]])
                    yield _with(
                        node, generators=[*node.generators[:index], fewer, *node.generators[index + 1 :]]
                    )


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise():
            yield ast.Pass()
        case ast.AugAssign(op=operator) if type(operator) in _OPERATORS:
            yield _with(node, op=_OPERATORS[type(operator)]())
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()


def _conditions(node: ast.AST) -> Iterator[ast.expr]:
    tests = node.ifs if isinstance(node, ast.comprehension) else [getattr(node, "test", None)]
    # Other conditions have an operator, which is changed by itself.
    plain = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr, ast.Subscript)
    yield from (each for each in tests if isinstance(each, plain))


def _with(node: Any, **changes: Any) -> Any:
    new = copy(node)
    for name, value in changes.items():
        setattr(new, name, value)
    return new


def _short(words: str, most: int = 60) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
