"""
The instances of a rule in source: what all kinds with `foreach`, `let`, `where` and `when` share.
"""

from collections.abc import Callable, Mapping
from textwrap import indent

from attrs import evolve, frozen

from disclint.kinds.compiling import Compiler
from disclint.rules.nodes import Node, names
from disclint.rules.vocabulary import element
from disclint.sieve.names import Code, Names, Unwritten
from disclint.sieve.plain import Plain
from disclint.sieve.writing import Writer

# How many instances were decided, and all of them hold; None if one may not.
Passed = Callable[[Plain], int | None]

_UNSET = "unset"


@frozen(eq=False)
class Instances:
    """
    The instances of a rule in source: `head`, `before`, and `loop` with `skip` in it.

    `head` is for names, `before` ends it if what is the same for all does not hold, `skip` leaves out what does not
    count; `outside` are the names that may differ from instance to instance.
    """

    writer: Writer
    loop: str
    outside: frozenset[str]
    head: str = ""
    before: str = ""
    skip: str = ""


def instances_of(compiler: Compiler, writer: Writer, given: Mapping[str, Code] | None = None) -> Instances:
    """
    The instances of a rule whose kind gives the names in `given`.
    """
    for name, code in (given or {}).items():
        writer = writer.bound(name, code)
    found = _looped(compiler, writer, frozenset(given or ()))
    return _filtered(compiler, _with_lets(compiler, found))


def _looped(compiler: Compiler, writer: Writer, outside: frozenset[str]) -> Instances:
    domains = compiler.option("foreach", {})
    if len(domains) > 1:
        raise Unwritten
    for name, written in domains.items():
        domain = writer.write(compiler.node(written, "foreach", name))
        if domain.type is None or not domain.type.endswith("*"):
            raise Unwritten
        each = writer.names.variable()
        inner = writer.bound(name, Code(each, element(domain.type) or None))
        # What is not there may be an instance; the whole evaluation says why nobody knows.
        skip = f"sure({each})\n" if domain.has_gaps else ""
        return Instances(inner, f"for {each} in {domain.text}:", outside | {name}, skip=skip)
    return Instances(writer, "for _ in (0,):", outside)


def _with_lets(compiler: Compiler, found: Instances) -> Instances:
    common = set[str]()
    for name, written in compiler.option("let", {}).items():
        node = compiler.node(written, "let", name)
        if not names(node) & (found.outside - common):
            common.add(name)
        writer, lines, variable = _let(found.writer, name, node)
        reset = f"{variable} = {_UNSET}\n" if variable and name not in common else ""
        found = evolve(
            found,
            writer=writer,
            outside=found.outside | {name},
            head=found.head + lines,
            skip=found.skip + reset,
        )
    return found


def _filtered(compiler: Compiler, found: Instances) -> Instances:
    for key in ("where", "when"):
        written = compiler.option(key)
        if written is None:
            continue
        node = compiler.node(written, key)
        condition = f"if not {found.writer.truth(node)}:"
        if key == "when" and not names(node) & found.outside:
            found = evolve(found, before=f"{condition} return 0\n")
        else:
            found = evolve(found, skip=f"{found.skip}{condition} continue\n")
    return found


def _let(writer: Writer, name: str, node: Node) -> tuple[Writer, str, str]:
    """
    The writer that knows a name of `let`, which is worked out when it is first asked for.
    """
    try:
        code = writer.write(node)
    except Unwritten:
        # It may be for a message only.
        return writer.bound(name, None), "", ""
    variable, function = writer.names.variable(), writer.names.variable()
    lines = (
        f"{variable} = {_UNSET}\n"
        f"def {function}():\n"
        f"    nonlocal {variable}\n"
        f"    if {variable} is {_UNSET}: {variable} = {code.text}\n"
        f"    return {variable}\n"
    )
    known = evolve(code, text=f"{function}()")
    inner = writer.bound(name, known)
    return evolve(inner, lets={**inner.lets, name: (writer, node)}), lines, variable


def source(instances: Instances, body: str) -> str:
    """
    The source of a function that counts the instances for which `body` does not return.
    """
    inside = indent(f"{instances.skip}{body}checked += 1\n", "    ")
    whole = f"{instances.head}checked = 0\n{instances.before}{instances.loop}\n{inside}return checked\n"
    return f"def judge(plain):\n{indent(whole, '    ')}"


def made(written: str, names: Names) -> Passed:
    """
    The function `judge` in some source.
    """
    space = {**names.space, _UNSET: object()}
    exec(compile(written, "<rule>", "exec"), space)  # noqa: S102 - the source holds names made here, no word of a pack
    found: Passed = space["judge"]
    return found
