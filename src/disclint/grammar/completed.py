"""
The lines beside a title, which have what it lacks.

    above := [year] agency [year]
    below := "(" year ")"

Refuses whatever has other words beside these, and gives a title nothing that it has itself.
"""

from attrs import evolve

from disclint.cache import compiled
from disclint.source import Flow, Span
from disclint.syntax import Title

AGENCY_LINE = compiled(
    r"(?:(?P<before>(?:19|20)\d\d)年?度?)?"
    r"(?P<agency>[一-龥()·]{3,40}(?:府|局|委|厅|办|会|室|院|镇|乡|道|处|队|中心|县|市|区|省|所|站|社|机关|海关|关区|系统|署))"
    r"(?:(?P<behind>(?:19|20)\d\d)年?度?)?"
)
_YEAR_LINE = compiled(r"\((?P<year>(?:19|20)\d\d)年?度?\)")


def with_agency_above(flow: Flow, found: Title, above: tuple[int, int]) -> Title:
    """
    A title without an agency takes the one on the line above, and its year if it has none.
    """
    if found.agency is not None:
        return found
    words = flow.text[slice(*above)].strip("()")
    match = AGENCY_LINE.fullmatch(words)
    if match is None:
        return found
    place = flow.span(*above)
    year = match["before"] or match["behind"]
    whole = evolve(
        found,
        agency=match["agency"],
        agency_span=place,
        text=words + found.text,
        span=Span(place.start, found.span.end),
    )
    if found.year is not None or year is None:
        return whole
    return evolve(whole, year=int(year), year_span=place)


def with_year_below(flow: Flow, found: Title, below: tuple[int, int]) -> Title:
    """
    A title without a year takes the one that stands alone in brackets on the line below.
    """
    match = _YEAR_LINE.fullmatch(flow.text, *below) if found.year is None else None
    if match is None:
        return found
    span = Span(found.span.start, flow.span(*match.span()).end)
    return evolve(
        found,
        text=found.text + match.group(),
        span=span,
        year=int(match["year"]),
        year_span=flow.span(*match.span("year")),
    )
