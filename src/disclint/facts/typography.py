"""
What is only in the characters as they were typed: lone brackets, blanks before punctuation, odd marks.

Refuses to judge lists numbered `1)`, whose bracket has no partner and needs none, and the width of marks in a
text that has more of the other width: an extraction made them so.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import frozen

from disclint.cache import compiled
from disclint.facts.ranges import Range
from disclint.source import Flow, Source, Span

_CLOSING = {")": "(", "）": "(", "》": "《", "”": "“"}
_OPENING = {"(": "(", "（": "(", "《": "《", "“": "“"}
_BRACKET = compiled("[()（）《》“”]")
_HALF_WIDTHS = str.maketrans("（）", "()")
_LIST_MARK = compiled(r"(?:^|[^0-9])[0-9０-９一二三四五六七八九十a-zA-Z①-⑳]{1,2}$")
# Patterns begin with the characters they are about, which are found at once; what stands before is looked at then.
_SPACE = compiled(r"( (?<=[^\s|。,;:、!?] ) *)[。,;:、!?]")
_MARK_REACH = 4
# Extractions that drop 年 and 〕 between digits drop brackets there, too: near digits nothing is certain.
_DIGIT_BEFORE = compiled(r"[0-9０-９][^。\n]*$")
_DIGIT_BEHIND = compiled(r"[^。\n]*?[0-9０-９]")
_DAMAGED = 30
# …unless such a bracket was kept (〔2021〕, (2023年, 20%), 711号)), and nothing shows that others were not (〔202130号, 20231月).
_KEPT, _SURELY_KEPT = compiled("[〔(（][0-9]|[0-9%号件条年日][)）〕]"), 3
_LOST = compiled("20[0-9]{3,6}[号月日]")
# A character that was decoded wrongly takes half of its neighbour along, which may have been a bracket.
_MANGLED = compiled(r"\?[！。，、：；（）!,;]|\ufffd")

HALF_WIDTH, DOUBLED, STRAIGHT, NESTED, TURNED = "halfwidth", "doubled", "straight", "nested", "turned"
_HAN = "[一-鿿㐀-䶿》〉”’）]"
_HALF = compiled(rf"[,;:?!()](?:(?<={_HAN}[,;:?!])(?=[一-鿿“《（])|(?<={_HAN}\()(?=[一-鿿])|(?<=[一-鿿]\)))")
_FULL = compiled("[，；：？！（）]")
# Rather typed so than left so by an extraction, which changes all of them.
_SURELY_FULL = 3
_TWICE = compiled("[。，；：、,;](?:[。，；：、,;])+")
_STRAIGHT = compiled(r"""["＂'](?:(?<=["＂])(?:(?=[一-鿿])|(?<=[一-鿿].))|(?<=[一-鿿]')(?=[一-鿿]))""")
_INNER = compiled("《[^》\n]{0,80}?(《)")
# Those that only mark a direction, or set one from left to right beside Chinese, move nothing.
_TURNING = compiled("[\u202b\u202d\u202e\u2067]")


@frozen
class Slip:
    """
    Characters that were typed otherwise than the norms of punctuation have them, and in which way.
    """

    sort: str
    span: Span


def unpaired(source: Source, flow: Flow, stretch: Range) -> Iterator[Span]:
    """
    The brackets of a stretch that open and never close, or close what never opened.
    """
    span = flow.span(*stretch)
    marks = "".join(_BRACKET.findall(source.text, span.start, span.end)).translate(_HALF_WIDTHS)
    if not marks.replace("()", "").replace("《》", "").replace("“”", "") or all(
        _are_paired(marks, *each) for each in ("()", "《》", "“”")
    ):
        return
    # A curly quote that a straight one closes has its partner.
    straight = source.text.find('"', span.start, span.end) >= 0
    opened: dict[str, list[int]] = {}
    lone = []
    for found in _BRACKET.finditer(source.text, span.start, span.end):
        char, at = found.group(), found.start()
        if straight and char in "“”":
            continue
        if char in _OPENING:
            opened.setdefault(_OPENING[char], []).append(at)
        elif opened.get(_CLOSING[char]):
            opened[_CLOSING[char]].pop()
        elif not (flow.opens_line(flow.offset(at)) and char in ")）") and not _LIST_MARK.search(
            source.text[max(span.start, at - _MARK_REACH) : at]
        ):
            lone.append(at)
    left = [at for each in opened.values() for at in each]
    if len(_KEPT.findall(source.text)) < _SURELY_KEPT or _LOST.search(source.text):
        lone = [at for at in lone if not _DIGIT_BEFORE.search(source.text[max(0, at - _DAMAGED) : at])]
        left = [at for at in left if not _DIGIT_BEHIND.match(source.text, at, at + _DAMAGED)]
    lone += left
    lone = [at for at in lone if not _MANGLED.search(source.text, max(0, at - _DAMAGED), at + _DAMAGED)]
    yield from (Span(at, at + 1) for at in sorted(lone))


def _are_paired(marks: str, opening: str, closing: str) -> bool:
    """
    Whether each bracket of a sort has its partner, however deep they are nested.
    """
    if marks.count(opening) != marks.count(closing):
        return False
    depths = accumulate(1 if each == opening else -1 for each in marks if each in (opening, closing))
    return min(depths, default=0) >= 0


def spaces(flow: Flow, stretch: Range) -> Iterator[Span]:
    """
    The blanks of a stretch that stand before a punctuation mark of the same line.
    """
    span = flow.span(*stretch)
    for found in _SPACE.finditer(flow.folded, span.start, span.end):
        # Where the flow looks through a pronunciation, the text has no blank.
        if flow.source_text[slice(*found.span(1))].isspace():
            yield Span(*found.span(1))


def slips(source: Source, flow: Flow, stretches: Sequence[Range]) -> Iterator[Slip]:
    """
    The marks of these stretches that are half-width, doubled, straight, or nested in marks of their own kind.

    Characters that turn the order in which a reader is shown what follows are among them.
    """
    spans = [flow.span(*each) for each in stretches]
    text = source.text
    half = [each for span in spans for each in _HALF.finditer(text, span.start, span.end)]
    full = sum(1 for span in spans for _ in _FULL.finditer(text, span.start, span.end)) if half else 0
    if full > _SURELY_FULL * len(half):
        yield from (Slip(HALF_WIDTH, Span(*each.span())) for each in half)
    for span in spans:
        yield from (Slip(DOUBLED, Span(*each.span())) for each in _TWICE.finditer(text, span.start, span.end))
        yield from (
            Slip(STRAIGHT, Span(*each.span())) for each in _STRAIGHT.finditer(text, span.start, span.end)
        )
        yield from (Slip(NESTED, Span(*each.span(1))) for each in _INNER.finditer(text, span.start, span.end))
        yield from (
            Slip(TURNED, Span(*each.span())) for each in _TURNING.finditer(text, span.start, span.end)
        )
