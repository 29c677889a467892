"""
What an edit changed: how the facts of a report differ from those of the text before it.

Refuses to compare reports that differ in more than the words of some paragraphs and the insides of some tables; then
nothing is known to be as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from attrs import evolve, frozen

from disclint.facts.asked import EVERY, Cells, Questions
from disclint.facts.concepts import Guard
from disclint.facts.facts import Facts
from disclint.facts.ranges import FIXED_SCOPES, Range, merged
from disclint.facts.sameness import Tables, changed_tables
from disclint.phrases import Phrase, RegexPhrase
from disclint.source import Flow, Shift, Source, Span

# A claim is read in the light of the sentences that its own goes on from, as far back as this.
_HEARD_OVER = 800
# And of so many characters before words in it and behind them.
_SEEN_BEFORE, _SEEN_BEHIND = 4, 12

_Phrase = Phrase | RegexPhrase
_Answer = TypeVar("_Answer")


@frozen(eq=False, slots=False)
class Change:
    """
    What is otherwise in the `new` one of two reports than in the `old` one: the words in a stretch of the flow, and what is in `tables`.

    The stretch is made of whole paragraphs, `before` in the old flow and `now` in the new one; around it both are the same, place
    by place, but for the `shift`.
    """

    old: Facts
    new: Facts
    shift: Shift
    before: Range
    now: Range
    tables: Tables

    def changed(self, questions: Questions) -> int:
        """
        The bits of those questions that may have another answer now, be it only that there was or is none.

        Whoever asks none of them is told the same as before, but for places that have moved.
        """
        found = self._in_tables(questions) if self.tables.ids or self.tables.cells else 0
        for scope, bit in questions.scopes.items():
            if _parts(self.old, (scope,), self.before) or _parts(self.new, (scope,), self.now):
                found |= bit
        for bit in self._said(questions.phrases, self.before, self.now):
            found |= bit
        for id in questions.concepts.keys() & self.concepts:
            found |= questions.concepts[id]
        return found

    def _in_tables(self, questions: Questions) -> int:
        found = 0
        for table, bit in questions.lines.items():
            if table in self.tables.ids or (table == EVERY and self.tables.ids):
                found |= bit
        for pattern, bit in questions.cells.items():
            if self._differs(pattern):
                found |= bit
        return found

    def _differs(self, pattern: Cells) -> bool:
        """
        Whether a cell of a pattern may hold something else.
        """
        table = pattern[0]
        if table in self.tables.ids or (table == EVERY and self.tables.ids):
            return True
        return any(all(map(_fits, pattern, each.split("/"))) for each in self.tables.cells)

    def _said(
        self, phrases: Mapping[_Phrase, Mapping[tuple[str, ...], _Answer]], before: Range, now: Range
    ) -> Iterator[_Answer]:
        """
        What stands under phrases and scopes, where the phrases are said in the scopes, in the one stretch or the other.
        """
        for facts, stretch in ((self.old, before), (self.new, now)):
            finder, parts = facts.words.finder, dict[tuple[str, ...], tuple[Range, ...]]()
            for each in finder.possible_in(phrases.keys(), stretch):
                for scopes, answer in phrases[each].items():
                    if scopes not in parts:
                        parts[scopes] = _parts(facts, scopes, stretch)
                    if parts[scopes] and finder.occurs(each, parts[scopes]):
                        yield answer

    @property
    def _kept(self) -> Range:
        """
        How many characters are as they were at the beginning and at the end of the stretch.
        """
        flow, (start, end) = self.old.flow, self.before
        return flow.offset(self.shift.start) - start, end - flow.offset(self.shift.end)

    @cached_property
    def concepts(self) -> set[str]:
        """
        The concepts whose claims may be others now, or read otherwise.
        """
        vocabulary = self.new.vocabulary
        found = set[str]()
        if self.before[0] < max(self.before[1], self.now[1]):
            before = _heard(self.old, self.before, self._kept)
            now = _heard(self.new, self.now, self._kept)
            for ids in self._said(vocabulary.speaking, before, now):
                found.update(ids)
        if self.tables.ids or self.tables.cells:
            counting = [each for each in vocabulary.guards if self._counts(each)]
            heard = self.old.heard | self.new.heard
            while counting:
                refused = {id for each in counting for id in each.concepts or heard} & heard
                found |= refused
                # Whether a claim is the whole tells others whether they are a part.
                asking = (
                    each for each in vocabulary.guards if each.wholes and not refused.isdisjoint(each.whole)
                )
                counting = [
                    each
                    for each in asking
                    if not found.issuperset(heard.intersection(each.concepts or heard))
                ]
        return found

    def _counts(self, guard: Guard) -> bool:
        # Some guards hold a number against cells.
        return any(self._differs(pattern(cell)) for cells in guard.wholes for cell in cells)


def change(old: Facts, new: Facts) -> Change | None:
    """
    What is otherwise in `new` than in `old`; None if it is more than some words and some cells.
    """
    if (
        old.company is not new.company
        or old.vocabulary is not new.vocabulary
        or old.editions is not new.editions
        or not _alike(old.source, new.source)
    ):
        return None
    shift = Shift.between(old.flow, new.flow)
    before, now = _paragraphs(old.flow, new.flow, shift)
    tables = changed_tables(old.report, new.report, shift)
    if tables is None or not _framed_alike(old, new, shift):
        return None
    return Change(old, new, shift, before, now, _with_noughts(tables, old, new))


def _with_noughts(tables: Tables, old: Facts, new: Facts) -> Tables:
    """
    What is otherwise in tables, and the blanks in them that stand for a nought in but one of the reports.
    """
    if not tables.cells:
        return tables
    one, other = old.tabular.tables, new.tabular.tables
    turned = (one[id].noughts ^ other[id].noughts for id in one.keys() & other.keys())
    return evolve(tables, cells=tables.cells.union(*turned))


def _framed_alike(old: Facts, new: Facts, shift: Shift) -> bool:
    """
    Whether what no tree tells of a report as a whole is as it was.
    """
    pictures = [shift.moved(Span(each, each)) for each in old.source.pictures]
    return (
        old.tabular.cut == new.tabular.cut
        and pictures == [Span(each, each) for each in new.source.pictures]
        and all(bool(old.ranges.get(each)) == bool(new.ranges.get(each)) for each in FIXED_SCOPES)
        and (shift.start > old.report.front.end or old.stated() == new.stated())
    )


def pattern(address: str) -> Cells:
    """
    An address as a pattern.
    """
    table, row, column = address.split("/")
    return table, row, column


def _fits(wanted: str, id: str) -> bool:
    return wanted in (id, EVERY)


def _alike(old: Source, new: Source) -> bool:
    return (old.name, old.media, old.certainty) == (new.name, new.media, new.certainty) and not (
        old.gaps or new.gaps or old.pending or new.pending
    )


def _paragraphs(old: Flow, new: Flow, shift: Shift) -> tuple[Range, Range]:
    """
    The paragraphs of either flow outside of which both are the same, one by one.
    """
    if shift.start == shift.end and not shift.by:
        return (0, 0), (0, 0)
    one, other = old.breaks, new.breaks
    by = len(new.text) - len(old.text)
    # The last paragraph that begins before the change in both; where it begins a line, that is its own.
    first = min(old.offset(shift.start), new.offset(shift.start))
    opens_line = not shift.start or old.source_text[shift.start - 1] == "\n"
    if not opens_line or first not in old.lines:
        first -= 1
    common = 0
    while common < min(len(one), len(other)) and one[common] == other[common] <= first:
        common += 1
    # And the first that begins behind it in both.
    last = max(old.offset(shift.end), new.offset(shift.end + shift.by) - by)
    behind = 0
    while (
        behind < min(len(one), len(other)) - common
        and (at := one[-1 - behind]) >= last
        and other[-1 - behind] == at + by
    ):
        behind += 1
    start = one[common - 1] if common else 0
    end = one[-behind] if behind else len(old.text)
    return (start, end), (start, end + by)


def _heard(facts: Facts, changed: Range, kept: Range) -> Range:
    """
    The paragraphs in which sentences stand that are read in the light of what changed.

    `kept` are the characters at the beginning and at the end of the stretch that did not change.
    """
    flow, (start, end) = facts.flow, changed
    if kept[0] < _SEEN_BEHIND and start:
        start = flow.paragraph(start - 1)[0]
    if end < len(flow.text) and (kept[1] < _SEEN_BEFORE or _goes_on(facts, end)):
        end = flow.paragraph(end)[1]
        # A sentence goes on with one far before it only if all between them do.
        farthest = min(len(flow.text) - 1, end + _HEARD_OVER)
        while end <= farthest and _goes_on(facts, end):
            end = flow.paragraph(end)[1]
    return start, end


def _goes_on(facts: Facts, at: int) -> bool:
    """
    Whether a sentence that begins there may go on with the one before.
    """
    flow = facts.flow
    reach = min(len(flow.text), at + 2 * _HEARD_OVER)
    begins = (phrase for each in facts.vocabulary.continuations for phrase in each.begins)
    return flow.text[at - 1] == ";" or any(each.ends or each.at(flow, at, reach) for each in begins)


def _parts(facts: Facts, scopes: Iterable[str], stretch: Range) -> tuple[Range, ...]:
    """
    The parts of scopes that lie in a stretch.
    """
    start, end = stretch
    return merged(
        (max(first, start), min(last, end))
        for scope in scopes
        for first, last in facts.ranges.get(scope, ())
        if first < end and start < last
    )
