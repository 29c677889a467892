"""
Findings by cause: what one wrong cell breaks is one finding.

So are the findings of a rule that have a line or a table in common, where the rule says `fold`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from disclint.engine.blame import MOST_CELLS, Cause, causes
from disclint.engine.program import Compiled
from disclint.facts import Facts
from disclint.facts.written import ODDLY_WRITTEN
from disclint.kinds.core import Equation, Finding, Place, Tally
from disclint.kinds.domain import NAME as DOMAIN

# The causes of failing equations, by the values of their cells.
Solved = Callable[[Sequence[Equation], Mapping[str, Decimal]], list[Cause]]


@frozen(eq=False)
class Fold:
    """
    A cause: the finding that speaks for it, where it lies, and the rules that are silent for it.

    `repair` is the value that would set the place right, `equations` how many fail for it; `places` are
    those of all findings of the rule that this one stands for.
    """

    compiled: Compiled
    finding: Finding
    place: Place
    related: tuple[Place, ...]
    folded: tuple[str, ...] = ()
    repair: Decimal | None = None
    equations: int = 0
    places: tuple[Place, ...] = ()


@frozen(eq=False)
class _Entry:
    """
    An equation of the pool; without a finding it holds.  A `silent` one helps to find the wrong cell.
    """

    compiled: Compiled
    equation: Equation
    finding: Finding | None = None
    silent: bool = False


def folds(
    judged: Sequence[tuple[Compiled, Tally]],
    facts: Facts,
    silent: Sequence[tuple[Compiled, Tally]] = (),
    solved: Solved = causes,
) -> list[Fold]:
    """
    The causes of all findings; rules that nobody asked for only help to tell which cell is wrong.

    What equations come down to is `solved` by whoever may know it.
    """
    found: list[Fold] = []
    pool = [
        _Entry(compiled, equation, finding, silent=True)
        for compiled, tally in silent
        for equation, finding in (
            *((each.equation, each) for each in tally.findings if each.equation is not None),
            *((each, None) for each in tally.equations),
        )
    ]
    for compiled, tally in judged:
        single = []
        for finding in tally.findings:
            if compiled.blames and finding.equation is not None:
                pool.append(_Entry(compiled, finding.equation, finding))
            else:
                single.append(finding)
        if single:
            found += _together(compiled, single)
        if compiled.blames:
            pool += [_Entry(compiled, each) for each in tally.equations]
    if any(each.finding and not each.silent for each in pool):
        found = _merged(found, _blamed(pool, facts, solved))
    return found


def _merged(found: list[Fold], blamed: Iterable[Fold]) -> list[Fold]:
    """
    Both together; a cell that cannot hold what it holds and breaks equations is one finding.
    """
    odd = {each.address: at for at, fold in enumerate(found) for each in _cells_of(fold)}
    for fold in blamed:
        at = None if fold.repair is None else odd.get(fold.place.address)
        if at is None:
            found.append(fold)
            continue
        known = found[at]
        ids = (fold.compiled.rule.id, *fold.folded)
        found[at] = evolve(
            known,
            folded=tuple(dict.fromkeys((*known.folded, *ids))),
            repair=fold.repair if len(known.places) == 1 else None,
            equations=fold.equations,
        )
    return found


def _cells_of(fold: Fold) -> tuple[Place, ...]:
    # A number that is only written oddly may be wrong besides.
    is_cause = fold.compiled.rule.kind == DOMAIN and fold.finding.variant not in ODDLY_WRITTEN
    return fold.places if is_cause else ()


def _together(compiled: Compiled, findings: Sequence[Finding]) -> Iterator[Fold]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for at, finding in enumerate(findings):
        common = str(at) if compiled.fold is None else _COMMON[compiled.fold](finding.place.address)
        groups.setdefault((finding.variant, common), []).append(finding)
    for group in groups.values():
        first, *others = sorted(group, key=lambda each: each.place.span)
        places = tuple(dict.fromkeys(each.place for each in (first, *others)))
        related = (*places[1 : _MOST_RELATED + 1], *first.related) if others else first.related
        yield Fold(compiled, first, first.place, related, places=places)


# What addresses (`table/row/column`) have in common that are one finding.
_COMMON: Mapping[str, Callable[[str], str]] = {
    "row": lambda address: "/".join(address.split("/")[:2]),
    "column": lambda address: "/".join(address.split("/")[::2]),
    "table": lambda address: address.split("/", 1)[0],
    "report": lambda _: "",
}
# A reader follows the first few places; the number tells of the others.
_MOST_RELATED = 10


def _blamed(pool: Sequence[_Entry], facts: Facts, solved: Solved) -> Iterator[Fold]:
    cells = {address for each in pool for address in each.equation.terms}
    known = facts.tabular.known
    values = {each: known.get(each) or Decimal(0) for each in cells}
    for cause in _gathered(solved([each.equation for each in pool], values), pool):
        failing = [
            (pool[at].compiled, finding)
            for at in cause.equations
            if (finding := pool[at].finding) and not pool[at].silent
        ]
        if failing:
            yield _fold(cause, failing, facts)


def _gathered(found: Sequence[Cause], pool: Sequence[_Entry]) -> Iterator[Cause]:
    """
    The causes, those together that nothing explains: a table that is wrong all over is one finding a rule.
    """
    unexplained: dict[str, list[int]] = {}
    for cause in found:
        if cause.cell is None and not cause.candidates:
            rule = pool[cause.equations[0]].compiled.rule.id
            unexplained.setdefault(rule, []).extend(cause.equations)
        else:
            yield cause
    for equations in unexplained.values():
        if len(equations) > MOST_CELLS:
            yield Cause(tuple(equations))
        else:
            yield from (Cause((at,)) for at in equations)


def _fold(cause: Cause, failing: Sequence[tuple[Compiled, Finding]], facts: Facts) -> Fold:
    compiled, finding = failing[0]
    others = tuple(dict.fromkeys(each.rule.id for each, _ in failing if each is not compiled))
    if cause.cell is None:
        possible = [_cell(address, facts) for address, _ in cause.candidates]
        places = tuple(each.place for _, each in failing)
        related = _without(finding.place, [*places, *possible, *finding.related])
        return Fold(
            compiled, finding, finding.place, related, others, equations=len(failing),
            places=() if others else places,
        )  # fmt: skip
    place = _cell(cause.cell, facts)
    totals = _without(place, [each.place for _, each in failing])
    related = totals or _without(place, finding.related)
    return Fold(compiled, finding, place, related, others, cause.value, len(failing))


def _cell(address: str, facts: Facts) -> Place:
    cell = facts.tabular.tables[address.split("/", 1)[0]].cells[address]
    return Place(cell.span, address)


def _without(place: Place, others: Sequence[Place]) -> tuple[Place, ...]:
    return tuple(each for each in dict.fromkeys(others) if each != place)
