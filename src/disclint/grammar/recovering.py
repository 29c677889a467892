"""
Rows whose labels are misspelt beyond what the form knows them by, or lost.

    label   := numeral words | words       words alone where the table has lost its numerals
    numeral := "1." | "(1)" | "1)" | ①     "(一)" | "(一)、" | "一、" | "一." | "一)"

Such a row is looked for between those that the form has before and behind it.  The first row of a block has lost its label where
just its numbers stand between the head and the next label.  Refuses words that another label has, and numerals that count otherwise.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from attrs import frozen

from disclint.cache import compiled
from disclint.editions import TableForm
from disclint.grammar.found import Found
from disclint.grammar.labels import COLUMN, HEADER, NOTE, ROW, Hit, Meaning, RowForm, normal, row_forms
from disclint.source import Flow

# In any of these groups is the number.
_NUMERAL = compiled(
    r"\((?:([一二三四五六七])\)、?|(\d)\))|([一二三四五六七])[、.)]|(\d)(?:[.、](?!\d)|(?<!\d{4})\))|([①②③④⑤⑥⑦⑧])"
)
# 本年(2024年)新收: the year that 本年 is, is one of the words.
_WORDS = compiled(r"(?>\((?>19|20)\d\d年?\)|[一-龥、,;:\"'“”()]){2,60}")
_COUNTED = "一二三四五六七", "①②③④⑤⑥⑦⑧"
_ALIKE = 0.6
# 其他 is a column's as well.
_FEWEST = 4


@frozen
class _Item:
    """
    What may be a label: where it stands in the flow, the number before its words, and the words.
    """

    start: int
    end: int
    number: int | None
    words: str


def recovered(form: TableForm, flow: Flow, labels: Found, bounds: tuple[int, int]) -> Found:
    """
    `labels` with the rows added that the form expects between two found rows, or above the first, and that stand there misspelt.

    `bounds` are where the table begins and ends in the flow.
    """
    if labels.wording.has_all_rows:
        return labels
    rows, hits = row_forms(form), labels.hits
    found = {each.row.id: each for each in hits if each.row}
    order = list(rows.values())
    bare = _has_lost_numerals(flow, list(found.values()))
    added: list[Hit] = []
    for index, row in enumerate(order):
        id = row.row.id
        if id in found:
            continue
        behind = next((found[each.row.id].start for each in order[index + 1 :] if each.row.id in found), None)
        above = next(
            (found[each.row.id].end for each in reversed(order[:index]) if each.row.id in found), None
        )
        after = bounds[1] if behind is None else behind
        before = _head_end(hits, bounds[0], after) if above is None else above
        if above is None and behind is None:
            continue
        meaning = Meaning(ROW, id, row.block)
        place = _nearest(flow, (before, after), row, hits, bare=bare)
        if place is not None:
            hit = Hit(*place, (meaning,), meaning)
        elif _is_first(order, index) and (lost := _unlabelled(flow, (before, after), row, hits)):
            hit = Hit(*lost, (), meaning)
        else:
            continue
        found[id] = hit
        added.append(hit)
    return Found.of(form, flow, sorted([*hits, *added], key=lambda each: each.start)) if added else labels


def _is_first(rows: Sequence[RowForm], index: int) -> bool:
    """
    Whether a row is the first of its block: of others nobody knows whose the numbers below the head are.
    """
    return index == 0 or rows[index - 1].block != rows[index].block


def _has_lost_numerals(flow: Flow, rows: Sequence[Hit]) -> bool:
    return 2 * sum(_NUMERAL.match(flow.text, each.start) is None for each in rows) > len(rows)


def _head_end(hits: Sequence[Hit], start: int, first_row: int) -> int:
    """
    Where the head of a table ends: with the last label of a column, or over several, before its first row.
    """
    ends = [
        each.end
        for each in hits
        if each.end <= first_row and any(sort in (COLUMN, HEADER, NOTE) for sort, _ in each.others)
    ]
    return max(ends, default=start)


def _unlabelled(
    flow: Flow, bounds: tuple[int, int], row: RowForm, hits: Sequence[Hit]
) -> tuple[int, int] | None:
    """
    The place, of no length, before numbers that stand between the head of a row's block and the next label: as many as it has columns.
    """
    for number, head in enumerate(hits):
        own = any(each.sort == COLUMN and each.block == row.block for each in head.meanings)
        if not own or not bounds[0] <= head.end <= bounds[1]:
            continue
        end = hits[number + 1].start if number + 1 < len(hits) else bounds[1]
        pieces = [each.group() for each in flow.pieces(head.end, end)]
        # A word more may be what is left of another column's label.
        numbers = pieces[len(pieces) > len(row.columns) and not pieces[0].isdigit() :]
        is_row = len(numbers) == len(row.columns) and all(map(str.isdigit, numbers))
        if is_row and flow.opens_chunk(head.end):
            return head.end, head.end
    return None


def _nearest(
    flow: Flow, bounds: tuple[int, int], row: RowForm, hits: Sequence[Hit], *, bare: bool
) -> tuple[int, int] | None:
    """
    Where the words stand that are most like the label of a row, if they are enough.
    """
    label = next(_items(row.plain), None)
    if label is None:
        return None
    if whole := _whole(flow, bounds, row.plain, hits):
        return whole
    best, place = _ALIKE, None
    for each in _items_of(flow, *bounds, bare=bare):
        if each.number not in (None, label.number) or any(hit.start <= each.start < hit.end for hit in hits):
            continue
        # Items that count alike have that much in common.
        mark = "" if each.number is None else row.plain[: len(row.plain) - len(label.words)]
        ratio = SequenceMatcher(None, mark + normal(each.words), mark + label.words, autojunk=False).ratio()
        if ratio > best:
            best, place = ratio, (each.start, each.end)
    return place


def _whole(flow: Flow, bounds: tuple[int, int], label: str, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """
    Where all words of a label stand apart, whatever was lost of its numeral and its marks.
    """
    letters = _letters(label)
    for start, end in flow.chunks(*bounds):
        words = flow.text[start:end]
        own = _letters(words)
        # Its numeral may be one of the letters.
        if own not in (letters, letters[1:]) or len(own) < _FEWEST:
            continue
        # Numbers may be glued to it.
        first, last = start + words.index(own[0]), start + words.rindex(own[-1]) + 1
        last += flow.text.startswith(")", last, end)
        if not any(hit.start < last and first < hit.end for hit in hits):
            return first, last
    return None


def _letters(words: str) -> str:
    return "".join(each for each in words if "一" <= each <= "龥")


def _items(text: str, start: int = 0, end: int | None = None) -> Iterator[_Item]:
    """
    The words behind numerals, up to the next one at the latest.
    """
    end = len(text) if end is None else end
    marks = list(_NUMERAL.finditer(text, start, end))
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start() if number + 1 < len(marks) else end
        words = _WORDS.match(text, mark.end(), stop)
        if words:
            yield _Item(mark.start(), words.end(), _number(mark.group(mark.lastindex or 0)), words.group())


def _items_of(flow: Flow, start: int, end: int, *, bare: bool) -> Iterator[_Item]:
    for each in _items(flow.text, start, end):
        # A number of the row above and a mark that lost its numeral are no numeral.
        if not flow.opens_line(each.start + 1):
            yield each
    if bare:
        for begin, stop in flow.chunks(start, end):
            # Brackets and Chinese numerals may be words as well.
            words = None if _NUMERAL.match(flow.text, begin) else _WORDS.match(flow.text, begin, stop)
            if words:
                yield _Item(begin, words.end(), None, words.group())


def _number(written: str) -> int:
    return next((each.index(written) + 1 for each in _COUNTED if written in each), 0) or int(written)
