"""
What a report consists of: title, sections, tables and rows, as an outline, as folds, and the sums at the totals.
"""

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import (
    DocumentSymbol,
    FoldingRange,
    FoldingRangeKind,
    InlayHint,
    Location,
    Range,
    SymbolInformation,
    SymbolKind,
)

from disclint.lsp.insight import Insight, Stretch, Sum
from disclint.source import Span
from disclint.syntax import READ, Heading, Section, Table

# A rule's equation is told in words; the hint itself has to be short.
_WORDS = {
    "zh": ("{}：各项之和为 {}，写作 {}", "，相差 {}"),
    "en": ("{}: the parts add up to {}, written {}", ", off by {}"),
}


def symbols(insight: Insight) -> list[DocumentSymbol]:
    """
    The outline, in the order of the report.
    """
    report = insight.parsed.report
    found = []
    if report.title is not None:
        place = _range(insight, insight.stretch(report.title.span))
        name = insight.parsed.source.slice(report.title.span)
        found.append(_symbol(" ".join(name.split()), SymbolKind.File, place, place))
    tables = [each for each in report.tables if each.state == READ and each.span]
    inside = {each.id: [table for table in tables if each.span.holds(table.span)] for each in report.sections}
    found += [_section(each, inside[each.id], insight) for each in report.sections]
    held = {table.id for each in inside.values() for table in each}
    found += [_table(each, insight) for each in tables if each.id not in held]
    return sorted(found, key=_begins)


def _section(section: Section, tables: Sequence[Table], insight: Insight) -> DocumentSymbol:
    whole = _range(insight, insight.stretch(section.span))
    heading = section.heading
    if heading is None:
        return _symbol(section.id, SymbolKind.Namespace, whole, Range(whole.start, whole.start))
    below = [_table(each, insight) for each in tables]
    below += [
        _heading(each, insight)
        for each in section.headings
        if each is not heading and not any(table.span.holds(each.span) for table in tables)
    ]
    head = _range(insight, insight.stretch(heading.span))
    return _symbol(_written(heading, insight), SymbolKind.Namespace, whole, head, sorted(below, key=_begins))


def _heading(heading: Heading, insight: Insight) -> DocumentSymbol:
    place = _range(insight, insight.stretch(heading.span))
    return _symbol(_written(heading, insight), SymbolKind.String, place, place)


def _table(table: Table, insight: Insight) -> DocumentSymbol:
    place = _range(insight, insight.stretch(table.span))
    form = insight.checked.kit.editions[table.edition].tables[table.id]
    name = form.name.get(insight.checked.lang) or form.name["zh"]
    rows = []
    for each in table.rows:
        whole = _range(insight, insight.stretch(each.span))
        head = whole if each.label is None else _range(insight, insight.stretch(each.label.span))
        label = next((row.label for row in form.rows() if row.id == each.id), each.id)
        values = " | ".join(cell.raw for cell in each.cells)
        rows.append(_symbol(label, SymbolKind.Field, whole, head, detail=values))
    return _symbol(name, SymbolKind.Array, place, Range(place.start, place.start), rows, table.id)


def _symbol(
    name: str,
    kind: SymbolKind,
    whole: Range,
    head: Range,
    below: Sequence[DocumentSymbol] = (),
    detail: str | None = None,
) -> DocumentSymbol:
    # An editor refuses an outline in which a head sticks out.
    start = min(whole.start, head.start)
    end = max(whole.end, head.end)
    return DocumentSymbol(name or "…", kind, Range(start, end), head, detail, children=list(below))


def _written(heading: Heading, insight: Insight) -> str:
    return " ".join(insight.parsed.source.slice(heading.span).split()) or heading.title


def _begins(symbol: DocumentSymbol) -> tuple[int, int]:
    return symbol.range.start.line, symbol.range.start.character


def flat(
    outline: Iterable[DocumentSymbol], uri: str, inside: str | None = None
) -> Iterator[SymbolInformation]:
    """
    An outline as a list, for clients that show no trees.
    """
    for each in outline:
        yield SymbolInformation(Location(uri, each.range), each.name, each.kind, container_name=inside)
        yield from flat(each.children or (), uri, each.name)


def folds(insight: Insight) -> list[FoldingRange]:
    """
    Sections, headings inside them and tables, as lines that can be hidden.
    """
    report = insight.parsed.report
    spans = [each.span for each in report.sections] + [each.span for each in report.tables if each.span]
    for section in report.sections:
        spans += _under_headings(section)
    lines = sorted(dict.fromkeys(_lines(spans, insight)))
    return [FoldingRange(first, last, kind=FoldingRangeKind.Region) for first, last in lines if first < last]


def _under_headings(section: Section) -> Iterator[Span]:
    heads = [each for each in section.headings if each is not section.heading and not each.inline]
    for at, head in enumerate(heads):
        behind = (each.span.start for each in heads[at + 1 :] if each.level <= head.level)
        yield Span(head.span.start, next(behind, section.span.end))


def _lines(spans: Sequence[Span], insight: Insight) -> Iterator[tuple[int, int]]:
    lines = insight.checked.document.lines
    for start, end in map(insight.stretch, spans):
        # Blank lines behind a section stay between the two.
        last = len(lines.text[start:end].rstrip()) + start
        yield lines.position(start).line, lines.position(max(start, last)).line


def hints(insight: Insight, within: Range | None = None) -> list[InlayHint]:
    """
    At each total what its parts add up to, and what is missing where the two differ.
    """
    lines = insight.checked.document.lines
    first, last = (
        (0, len(lines.text)) if within is None else (lines.offset(within.start), lines.offset(within.end))
    )
    found: dict[str, list[Sum]] = {}
    for each in insight.sums:
        found.setdefault(each.total, []).append(each)
    shown = []
    for address, sums in found.items():
        _, (_, end) = insight.cells[address]
        if first <= end <= last:
            label = " ".join(dict.fromkeys(map(_label, sums)))
            tip = "\n".join(_told(each, insight.checked.lang) for each in sums)
            shown.append((end, InlayHint(lines.position(end), label, tooltip=tip, padding_left=True)))
    return [hint for _, hint in sorted(shown, key=lambda each: each[0])]


def _label(each: Sum) -> str:
    return f"=Σ{each.added:f}" if not each.residual else f"≠Σ{each.added:f} ({each.residual:+f})"


def _told(each: Sum, lang: str) -> str:
    whole, off = _WORDS[lang]
    said = whole.format(each.rule, f"{each.added:f}", f"{each.written:f}")
    return said + (off.format(f"{abs(each.residual):f}") if each.residual else "")


def _range(insight: Insight, stretch: Stretch) -> Range:
    return insight.checked.document.lines.range(*stretch)
