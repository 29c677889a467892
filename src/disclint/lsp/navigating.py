"""
From a number to the numbers it is held against: text and cells, total and parts.
"""

from collections.abc import Iterable

from lsprotocol.types import DocumentHighlight, DocumentHighlightKind, Location

from disclint.kinds.core import Place
from disclint.lsp.insight import Insight, is_cell


def definitions(insight: Insight, offset: int) -> list[Location]:
    """
    Where a number comes from: of the text, the cells it is held against; of a part, its totals; of a total, its parts.
    """
    place = insight.place_at(offset)
    if place is None:
        return []
    return [_location(each, insight) for each in _origins(place, insight)]


def _origins(place: Place, insight: Insight) -> list[Place]:
    if not is_cell(place):
        held = _held(place, insight)
        return [each for each in held if is_cell(each)] or held
    sums = list(insight.sums_with(place.address))
    totals = dict.fromkeys(each.total for each in sums if each.total != place.address)
    if totals:
        return _cells(totals, insight)
    parts = dict.fromkeys(part for each in sums for part in each.parts)
    return _cells(parts, insight) or _held(place, insight)


def references(insight: Insight, offset: int, *, itself: bool) -> list[Location]:
    """
    All places that a number is held against; with `itself` its own, too.
    """
    place = insight.place_at(offset)
    if place is None:
        return []
    found = [*([place] if itself else []), *_related(place, insight)]
    return [_location(each, insight) for each in sorted(found, key=lambda each: each.span)]


def highlights(insight: Insight, offset: int) -> list[DocumentHighlight]:
    """
    A number and those that it is held against; the total of its equation stands out.
    """
    place = insight.place_at(offset)
    if place is None:
        return []
    sums = insight.sums_with(place.address) if is_cell(place) else ()
    totals = {each.total for each in sums}
    found = []
    for each in sorted([place, *_related(place, insight)], key=lambda each: each.span):
        kind = DocumentHighlightKind.Write if each.address in totals else DocumentHighlightKind.Read
        found.append(DocumentHighlight(_location(each, insight).range, kind))
    return found


def _related(place: Place, insight: Insight) -> list[Place]:
    cells: dict[str, None] = {}
    if is_cell(place):
        for _, equation in insight.equations_with(place.address):
            cells.update(dict.fromkeys(equation.terms))
    found = [*_cells(cells, insight), *_held(place, insight)]
    return [each for each in dict.fromkeys(found) if each != place]


def _held(place: Place, insight: Insight) -> list[Place]:
    found = [each for group in insight.groups_with(place) for each in group.places]
    return [each for each in dict.fromkeys(found) if each != place and each.span]


def _cells(addresses: Iterable[str], insight: Insight) -> list[Place]:
    known = (insight.cells.get(each) for each in addresses)
    return [Place(each[0].span, each[0].address) for each in known if each is not None]


def _location(place: Place, insight: Insight) -> Location:
    document = insight.checked.document
    return Location(document.uri, document.lines.range(*insight.stretch(place.span)))
