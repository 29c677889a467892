"""
The labels found in a table: where they stand, and what their spellings tell wherever they stand.

Reports of a form have the same labels in the same order, whatever is between them: what follows from the spellings
alone is worked out once for each sequence of them that is met.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import TypeAlias

from attrs import frozen

from disclint.editions import Block, TableForm
from disclint.grammar.labels import CAPTION, COLUMN, ROW, Hit, Meant, RowForm, label_grammar, row_forms
from disclint.source import Flow, Span

# A label of a row or a group, the next one behind it, and what row it is; each by its number among the labels.
Step: TypeAlias = tuple[int, int | None, RowForm | None]
# With its numeral a label is longer; without it, so short a one may be a word of a sentence.
_LONGEST_WORD = len("行政许可")


@frozen(eq=False)
class Wording:
    """
    What a sequence of labels means in a form.

    `score` tells how many labels of rows, columns and captions are there, and how many of rows; `whole` whether none
    of a row or column is missing; `is_regular` that no row comes twice and that a row is the last.  `others` are the numbers of the labels that mean something else than a row, by sort and id, and
    `unlike_rows` all of these; `steps` are those of rows and groups, `short` the rows' that may be words of a sentence;
    `heads` are the ids of columns in the order in which they are named, of the blocks where that is not the form's.
    """

    meant: tuple[Meant, ...]
    score: tuple[int, int]
    whole: bool
    has_all_rows: bool
    has_all_columns: bool
    is_regular: bool
    others: Mapping[str, Mapping[str, tuple[int, ...]]]
    unlike_rows: tuple[int, ...]
    steps: tuple[Step, ...]
    short: tuple[int, ...]
    heads: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, form: TableForm, meant: Sequence[Meant], lengths: Sequence[int]) -> "Wording":
        """
        The meaning of labels of such lengths.
        """
        forms = row_forms(form)
        seen = {meaning for meanings, _, _, _ in meant for meaning in meanings}
        rows, columns, captions = (
            {each.id for each in seen if each.sort == sort} for sort in (ROW, COLUMN, CAPTION)
        )
        missing = len(form.rows()) - len(rows) + len(form.columns()) - len(columns)
        numbers: dict[str, dict[str, list[int]]] = {}
        for number, (_, _, _, names) in enumerate(meant):
            for sort, id in names:
                numbers.setdefault(sort, {}).setdefault(id, []).append(number)
        others = {sort: {id: tuple(found) for id, found in by_id.items()} for sort, by_id in numbers.items()}
        marks = [number for number, (_, row, group, _) in enumerate(meant) if row or group]
        steps = tuple(
            (number, following, forms[row.id] if (row := meant[number][1]) else None)
            for number, following in zip_longest(marks, marks[1:])
        )
        named = [each.row.id for _, _, each in steps if each]
        return cls(
            tuple(meant),
            (len(rows) + len(columns) + len(captions), len(rows)),
            missing == 0,
            len(rows) == len(forms),
            all(each.id in others.get(COLUMN, ()) for each in form.columns()),
            bool(named) and len(named) == len(set(named)) and steps[-1][2] is not None,
            others,
            tuple(number for number, (_, _, _, names) in enumerate(meant) if names),
            steps,
            tuple(
                number
                for number, ((_, row, _, _), length) in enumerate(zip(meant, lengths, strict=True))
                if row and length <= _LONGEST_WORD
            ),
            dict(_heads(form, meant)),
        )


def _heads(form: TableForm, meant: Sequence[Meant]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """
    The order in which the head of a block names its columns, if it names each and not in the form's order.
    """
    for block in form.blocks:
        own = tuple(each.id for each in block.columns)
        # In a head of two lines those over a group's stand first.
        lined = sorted(block.columns, key=lambda each: each.group is not None)
        usual = {own, tuple(each.id for each in lined)}
        named = _named(block, meant, is_line=form.layout == "line")
        width, first = len(own), 0 if form.layout == "line" else len(named) - len(own)
        orders = {tuple(named[at : at + width]) for at in range(first, len(named), width)}
        if len(orders) == 1 and (order := orders.pop()) not in usual and sorted(order) == sorted(own):
            yield block.id, order


def _named(block: Block, meant: Sequence[Meant], *, is_line: bool) -> list[str]:
    """
    The columns of a block that are named, in a table of one line, or else before the block's first row.
    """
    named: list[str] = []
    for meanings, row, _, _ in meant:
        if row is not None and not is_line:
            if row.block == block.id:
                break
            named.clear()
        named.extend(each.id for each in meanings if each.sort == COLUMN and each.block == block.id)
    return named


@frozen(slots=False, eq=False)
class Found:
    """
    Labels by their places in the flow, in order.
    """

    flow: Flow
    spans: Sequence[tuple[int, int]]
    wording: Wording

    @classmethod
    def of(cls, form: TableForm, flow: Flow, hits: Sequence[Hit]) -> "Found":
        """
        These labels.
        """
        spans = [(each.start, each.end) for each in hits]
        meant = [(each.meanings, each.row, each.group, each.others) for each in hits]
        return cls(flow, spans, Wording.of(form, meant, [end - start for start, end in spans]))

    @cached_property
    def places(self) -> list[Span]:
        """
        Where each stands in the text.
        """
        return self.flow.spans(self.spans)

    @cached_property
    def hits(self) -> list[Hit]:
        """
        Each with its place and its meaning.
        """
        return [
            Hit(start, end, *meant)
            for (start, end), meant in zip(self.spans, self.wording.meant, strict=True)
        ]


def found(
    form: TableForm, flow: Flow, text: str, bounds: tuple[int, int], *, reference: bool = False
) -> Found:
    """
    The labels of a form between two offsets of `text`, the normal flow; with `reference`, by the grammar itself.
    """
    spans = label_grammar(form).spans(text, *bounds, reference=reference)
    return Found(flow, spans, worded(form, tuple([text[first:last] for first, last in spans])))


@lru_cache(maxsize=512)
def worded(form: TableForm, spellings: tuple[str, ...]) -> Wording:
    """
    What labels of such spellings mean in a form.
    """
    meanings = label_grammar(form).meanings
    return Wording.of(form, [meanings[each] for each in spellings], list(map(len, spellings)))
