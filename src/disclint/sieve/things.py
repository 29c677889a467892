"""
Things of a report as plain objects: what a rule asks of a match, a heading or a row is an attribute.

A text has its place beside it, as `NAME_at`: stretches of the flow, or the words themselves where they stand
nowhere.  None is what is missing; what is not sure raises `Unsure`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from disclint.facts import Claim, Facts
from disclint.facts.ranges import Range
from disclint.facts.words import BEFORE
from disclint.phrases import Capture, Match, clause, sentence
from disclint.rules.functions import decimals
from disclint.sieve.support import Unsure
from disclint.values import Leaf, Missing, Number, Subject, Text, Truth, Value

# Where words are looked for: stretches of the flow, or words that stand nowhere in it.
Where = tuple[Range, ...] | str

# Numbers with more digits are no report's, and counting with them would need care.
LONGEST_NUMBER = 15


class Thing:
    """
    A subject whose properties are attributes, worked out when they are first asked for.
    """

    def __init__(self, subject: Subject, facts: Facts) -> None:
        self._subject = subject
        self._facts = facts
        self.key = (subject.kind, subject.address, subject.span)

    def __getattr__(self, name: str) -> Any:
        """
        The property called `name`, or its place.
        """
        found: Any
        if name == "at":
            found = self._place()
        elif name.endswith("_at"):
            value = self._subject.read(name.removesuffix("_at"))
            found = spot(value, self._facts) if isinstance(value, Text) else None
        else:
            found = bare(self._subject.read(name), self._facts)
        self.__dict__[name] = found
        return found

    def _place(self) -> Where:
        subject, facts = self._subject, self._facts
        if subject.kind == "section" and subject.address:
            return facts.ranges.get(subject.address.removeprefix("section:"), ())
        return () if subject.span is None else (facts.flow.bounds(subject.span),)

    def capture(self, name: str) -> Any:
        """
        What it has under a name of the pack's.
        """
        return bare(self._subject.read(name), self._facts)


def bare(value: Value, facts: Facts) -> Any:
    """
    A value as a plain one.
    """
    if isinstance(value, Text):
        return value.text
    if isinstance(value, Missing):
        return None
    if isinstance(value, Number):
        return exact(value.low, value.high) if not value.missing else _unsure()
    if isinstance(value, Truth):
        return value.value if value.value is not None else _unsure()
    if isinstance(value, Subject):
        return Thing(value, facts)
    return tuple(bare(each, facts) for each in value)


def spot(text: Text, facts: Facts) -> Where:
    """
    Where words stand.
    """
    return (facts.flow.bounds(text.span),) if text.span else text.text


def exact(low: Decimal | None, high: Decimal | None) -> Decimal:
    """
    The number that is meant, if it is one.
    """
    if low is None or low != high:
        raise Unsure
    return low


def _unsure() -> Any:
    raise Unsure


class Found:
    """
    An occurrence in the text, or a claim.
    """

    def __init__(
        self, facts: Facts, match: Match, previous: "Found | None" = None, claim: Claim | None = None
    ) -> None:
        self._facts = facts
        self.match = match
        self.previous = previous
        self.claim = claim
        self.start, self.end = match.start, match.end
        self._captured: dict[str, Any] = {}

    def read(self, stretch: Range) -> str:
        """
        The words of a stretch as the report writes them.
        """
        return self._facts.words.text(stretch).text

    @property
    def key(self) -> Range:
        """
        What tells it from others of its kind.
        """
        first = self.claim.value if self.claim else None
        return (first.start, first.end) if first else (self.start, self.end)

    @property
    def at(self) -> Where:
        """
        Where words are looked for in it.
        """
        return (self.key,)

    @cached_property
    def passage_range(self) -> Range:
        """
        The stretch from full stop to full stop.
        """
        return self._facts.words.passage(self.start)

    @cached_property
    def ranges(self) -> dict[str, Range | None]:
        """
        The stretches around it that were asked for.
        """
        return {}

    def stretch(self, name: str) -> Range | None:
        """
        A stretch around it; None if there is none.
        """
        if name not in self.ranges:
            self.ranges[name] = _STRETCHES[name](self)
        return self.ranges[name]

    def text_of(self, name: str) -> str | None:
        """
        The words of a stretch around it.
        """
        found = self.stretch(name)
        return None if found is None else self.read(found)

    def at_of(self, name: str) -> Where | None:
        """
        Where to look for words of a stretch around it.
        """
        found = self.stretch(name)
        return None if found is None else (found,) if found[0] < found[1] else ""

    @property
    def section(self) -> str:
        """
        The id of the section it stands in; a claim stands where its value does.
        """
        flow, words = self._facts.flow, self._facts.words
        return words.address(flow.span(*self.key)).removeprefix("section:")

    @property
    def first(self) -> Capture | None:
        """
        The value of a claim; of an occurrence, what it captured first.
        """
        return self.claim.value if self.claim else next(iter(self.match.captures.values()), None)

    @property
    def value(self) -> Any:
        """
        That as a number.
        """
        return self._worth(self.first)

    @property
    def unit(self) -> str | None:
        """
        Its measure word.
        """
        return self.first.unit if self.first else None

    @property
    def units(self) -> tuple[str, ...]:
        """
        The measure words of all that it captured, each once.
        """
        return tuple(dict.fromkeys(each.unit for each in self.match.captures.values() if each.unit))

    def __getattr__(self, name: str) -> Any:
        """
        What is seldom asked, as the subject has it.
        """
        subject = self._facts.claim(self.claim) if self.claim else self._facts.words.match(self.match)
        return bare(subject.read(name), self._facts)

    @property
    def concept(self) -> str:
        """
        What a claim is read as.
        """
        return self.claim.concept.id if self.claim else ""

    def has(self, name: str) -> bool:
        """
        Whether something was captured under a name.
        """
        return name in self.match.captures

    def capture(self, name: str) -> Any:
        """
        What was captured under a name.
        """
        if name not in self._captured:
            self._captured[name] = self._worth(self.match.captures.get(name))
        return self._captured[name]

    @property
    def certain(self) -> Decimal | None:
        """
        Its first number, if it is exact.
        """
        first = self.first
        return first.low if first is not None and first.parts is None and first.low == first.high else None

    def amount(self, name: str) -> Number:
        """
        What was captured under a name, with the words it was read from.
        """
        found = self._facts.words.capture(self.match.captures[name], "document")
        return found if isinstance(found, Number) else _unsure()

    def percent(self, name: str | None = None) -> tuple[Decimal, int]:
        """
        What was captured under a name, or first, and with how many decimals it is written.
        """
        capture = self.first if name is None else self.match.captures.get(name)
        value = self._worth(capture)
        if capture is None or not isinstance(value, Decimal):
            raise Unsure
        words = self.read((capture.start, capture.end))
        return value, decimals(Number(value, value, leaves=(Leaf(words),)))

    def _worth(self, capture: Capture | None) -> Any:
        if capture is None:
            return None
        if capture.end - capture.start > LONGEST_NUMBER:
            raise Unsure
        if capture.parts is None:
            return exact(capture.low, capture.high)
        return bare(self._facts.words.capture(capture, "document"), self._facts)


def _earlier(of: Found) -> Range | None:
    facts, start = of._facts, of.passage_range[0]  # noqa: SLF001 - of this module
    if start == facts.flow.paragraph(start)[0]:
        return None
    return facts.words.passage(start - 1)[0], start


_STRETCHES: Mapping[str, Callable[[Found], Range | None]] = {
    "text": lambda of: (of.start, of.end),
    "clause": lambda of: of.claim.clause if of.claim else clause(of._facts.flow, of.start),  # noqa: SLF001
    "sentence": lambda of: of.claim.sentence if of.claim else sentence(of._facts.flow, of.start),  # noqa: SLF001
    "passage": lambda of: of.passage_range,
    "lead": lambda of: (of.passage_range[0], of.start),
    "rest": lambda of: (of.end, max(of.end, of.passage_range[1])),
    "earlier": _earlier,
    "before": lambda of: (max(0, of.start - BEFORE), of.start),
}
