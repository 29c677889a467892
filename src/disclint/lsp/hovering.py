"""
What stands under the cursor: findings with their basis, a cell with its equations, a number with what it is held against.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from disclint.diagnostics import FAIL, PASS, UNKNOWN, Diagnostic
from disclint.engine.quantities import Quantity
from disclint.kinds.core import Equation, Place
from disclint.lsp.insight import Insight, Stretch, is_cell, touches
from disclint.lsp.publishing import Linked
from disclint.outputs.names import SEVERITY_NAMES, VERDICT_NAMES
from disclint.outputs.view import View
from disclint.result import said
from disclint.rules.reasons import STATES
from disclint.syntax import NUMBER, Cell

# More is no hover but a page.
_MOST_GROUPS = 8
_MARKS = {PASS: "✓", FAIL: "✗", UNKNOWN: "?"}


def hover(insight: Insight, offset: int, linked: Linked = lambda _: None) -> Hover | None:
    """
    All that is known of a place; None of one where there is nothing.
    """
    result, view = insight.checked.result, View(lang=insight.checked.lang)
    if result is None:
        return None
    found = [each for each in result.diagnostics if touches(insight.stretch(each.span), offset)]
    parts = [_finding(each, view, linked) for each in found]
    stretch = insight.stretch(found[0].span) if found else None
    cell, quantity = insight.cell_at(offset), insight.quantity_at(offset)
    if cell is not None:
        parts.append(_cell(cell, insight, view))
        stretch = insight.stretch(cell.span)
    elif quantity is not None:
        parts.append(_quantity(quantity, insight, view))
        stretch = insight.stretch(quantity.span)
    return None if stretch is None else _hover(parts, stretch, insight)


def _hover(parts: Sequence[str], stretch: Stretch, insight: Insight) -> Hover:
    words = "\n\n---\n\n".join(parts)
    return Hover(MarkupContent(MarkupKind.Markdown, words), insight.checked.document.lines.range(*stretch))


def _finding(finding: Diagnostic, view: View, linked: Linked) -> str:
    severity = view.pick(*SEVERITY_NAMES[finding.severity])
    link = linked(finding.rule)
    rule = finding.rule if link is None else f"[{finding.rule}]({link})"
    lines = [f"**{severity}** {rule}: {_plain(said(finding.message, view.lang))}"]
    if finding.suggestion is not None:
        lines.append(f"*{view.pick('处理', 'fix')}*: {_plain(said(finding.suggestion.text, view.lang))}")
    if finding.basis:
        sources = view.pick("；", "; ").join(_plain(said(each, view.lang)) for each in finding.basis)
        lines.append(f"*{view.pick('依据', 'basis')}*: {sources}")
    return "\n\n".join(lines)


def _cell(cell: Cell, insight: Insight, view: View) -> str:
    words = said(insight.facts.places.words(cell.address, cell.span), view.lang)
    if cell.state != NUMBER:
        words += f" ({view.pick(STATES.get(cell.state, cell.state), cell.state)})"
    lines = [f"**{_plain(words)}** `{cell.address}`"]
    if cell.confidence < 1:
        lines.append(
            view.pick(
                f"读法的把握: {cell.confidence:.0%}", f"confidence of the reading: {cell.confidence:.0%}"
            )
        )
    equations = [
        _equation(rule, each, cell.address, insight) for rule, each in insight.equations_with(cell.address)
    ]
    if equations:
        lines.append("\n".join(f"- {each}" for each in equations))
    held = list(_held(Place(cell.span, cell.address), insight, view))
    if held:
        lines.append(f"{view.pick('与正文对照', 'held against the text')}:\n" + "\n".join(held))
    return "\n\n".join(lines)


def _equation(rule: str, equation: Equation, here: str, insight: Insight) -> str:
    """
    An equation with its values, the one at the cursor in bold: `12+3 = **18` ✗`.
    """
    sides: dict[bool, list[str]] = {True: [], False: []}
    for address, weight in equation.terms.items():
        value = insight.cells[address][0].value if address in insight.cells else None
        written = "?" if value is None else f"{value:f}"
        times = "" if abs(weight) == 1 else f"{abs(weight)}×"
        shown = f"**{times}{written}**" if address == here else f"{times}{written}"
        sides[weight > 0].append(shown)
    few, many = sorted(sides.values(), key=len)
    left, right = " + ".join(many) or "0", " + ".join(few) or "0"
    if not equation.residual:
        return f"✓ {left} = {right} ({rule})"
    return f"✗ {left} ≠ {right} (Δ{abs(equation.residual):f}, {rule})"


def _quantity(quantity: Quantity, insight: Insight, view: View) -> str:
    concepts = insight.checked.kit.pack.vocabulary.concepts
    read = [said(concepts[each].label, view.lang) for each in quantity.claims if each in concepts]
    lines = [f"**{_plain(quantity.text)}**"]
    if read:
        lines[0] += f" {view.pick('读作', 'read as')}: {view.pick('、', ', ').join(map(_plain, read))}"
    place = insight.place_at(insight.stretch(quantity.span)[0])
    held = [] if place is None else list(_held(place, insight, view))
    if held:
        lines.append("\n".join(held))
    elif quantity.refused is not None:
        lines.append(
            f"{view.pick('不与表格比较', 'not compared')}: {_plain(said(quantity.refused, view.lang))}"
        )
    else:
        lines.append(view.pick("没有规则拿它与别处的数字核对", "no rule holds it against another number"))
    return "\n\n".join(lines)


def _held(place: Place, insight: Insight, view: View) -> Iterator[str]:
    for group in list(insight.groups_with(place))[:_MOST_GROUPS]:
        others = [each for each in group.places if each != place]
        words = view.pick("；", "; ").join(
            _plain(said(insight.facts.places.words(each.address, each.span), view.lang)) for each in others
        )
        ended = view.pick(*VERDICT_NAMES[group.outcome])
        added = _added(others, insight)
        yield f"- {_MARKS[group.outcome]} {ended} {group.rule}: {words}{added}"


def _added(places: Sequence[Place], insight: Insight) -> str:
    values = [
        insight.cells[each.address][0].value
        for each in places
        if is_cell(each) and each.address in insight.cells
    ]
    known = [each for each in values if each is not None]
    if len(known) < 2 or len(known) < len(values):
        return ""
    return f" (Σ{sum(known, Decimal()):f})"


def _plain(words: str) -> str:
    # What Markdown takes for a sign is a character here.
    return (
        " ".join(words.split())
        .replace("\\", "\\\\")
        .replace("*", "\\*")
        .replace("<", "&lt;")
        .replace("_", "\\_")
    )
