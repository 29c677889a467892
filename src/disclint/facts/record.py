"""
What other reports may ask of a report: who it is of, its numbers and its words, as plain values.

Refuses to keep where anything stands: a finding lies in the report that is judged.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import asdict, field, frozen

from disclint.facts.claims import Claim
from disclint.facts.layout import Placed
from disclint.facts.ranges import MADE_UP, paragraphs
from disclint.syntax import AMBIGUOUS, NUMBER
from disclint.values import Number

if TYPE_CHECKING:
    from disclint.facts.facts import Facts

OK, ABSENT = "ok", "absent"

# What other reports are to the one that is judged; of some there may be several.
PREV, EARLIER, CHILDREN, PEERS, TWINS = RELATIONS = ("prev", "earlier", "children", "peers", "twins")
SINGLE = (PREV, EARLIER)

# A cell without a number has its state behind this; one that may be several numbers has them behind the second.
_STATE, _OPTIONS = "?", "|"


# The least and the greatest number, where there are any, and the words.
Said = tuple[str | None, str | None, str]


@frozen
class Record:
    """
    A report as other reports see it.

    `status` is `ok`, `declined`, or `absent` where there should be a report and is none.  `tables` are the forms that tables were read
    by, `states` why the others were not, `cells` what stands in the cells by address: a number, `?` and the
    state, or `|` and the numbers it may be.  `claims` are what it says of the concepts that are recorded: the least and the greatest number and the
    words; None where something was not read that may say more.  `words` are the paragraphs of the title, the preamble and of each section without its tables.
    """

    path: str
    status: str = OK
    agency: str | None = None
    kind: str | None = None
    scope: str | None = None
    year: int | None = None
    edition: str | None = None
    expected_edition: str | None = None
    tables: Mapping[str, str] = field(factory=dict)
    states: Mapping[str, str] = field(factory=dict)
    cells: Mapping[str, str] = field(factory=dict, repr=False)
    claims: Mapping[str, tuple[Said, ...]] | None = field(factory=dict, repr=False)
    words: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)


# The other reports that are known, by what they are to the report that is judged.
Company = Mapping[str, tuple[Record, ...]]
ALONE: Company = MappingProxyType({})


def record_of(facts: "Facts", path: str) -> Record:
    """
    The record of a report that was read from `path`.
    """
    report = facts.report
    placed = facts.tabular.tables
    return Record(
        path,
        report.status,
        report.agency,
        report.agency_kind,
        report.agency_scope,
        report.year,
        report.edition,
        report.expected_edition,
        {id: each.table.edition for id, each in placed.items()},
        {id: each.table.state for id, each in placed.items() if not each.is_read},
        {address: _cell(each, address) for each in placed.values() if each.is_read for address in each.cells},
        None if facts.gaps else _claims(facts),
        {id: words for id in facts.ranges if id not in MADE_UP and (words := _words(facts, id))},
    )


def _claims(facts: "Facts") -> Mapping[str, tuple[Said, ...]]:
    wanted = [id for id, each in facts.vocabulary.concepts.items() if each.recorded]
    return {id: tuple(_said(facts, each) for each in found) for id in wanted if (found := facts.claims(id))}


def _said(facts: "Facts", claim: Claim) -> Said:
    read = facts.claim(claim)
    value = read.read("value") if claim.value is not None else None
    low, high = (value.low, value.high) if isinstance(value, Number) else (None, None)
    sentence = facts.words.text(claim.sentence).text
    return None if low is None else f"{low:f}", None if high is None else f"{high:f}", sentence


def _words(facts: "Facts", scope: str) -> tuple[str, ...]:
    found = (
        facts.words.text(each).text
        for stretch in facts.ranges[scope]
        for each in paragraphs(facts.flow, stretch)
    )
    return tuple(each for each in found if each)


def _cell(placed: Placed, address: str) -> str:
    cell = placed.cells[address]
    if cell.value is not None:
        return f"{cell.value:f}"
    if cell.state == AMBIGUOUS and cell.options:
        return several(sorted(cell.options))
    return f"{_STATE}{cell.state}"


def several(numbers: Iterable[Decimal]) -> str:
    """
    A cell that may hold any of these numbers, the least first.
    """
    return _OPTIONS + _OPTIONS.join(f"{each:f}" for each in numbers)


def number_in(written: str) -> Decimal | None:
    """
    The number that a cell of a record holds, if it holds one.
    """
    return None if written[:1] in (_STATE, _OPTIONS) else Decimal(written)


def options_in(written: str) -> tuple[Decimal, ...]:
    """
    The numbers that a cell of a record may hold, if it may hold several.
    """
    return tuple(map(Decimal, written.split(_OPTIONS)[1:]))


def state_in(written: str) -> str:
    """
    The state of a cell of a record.
    """
    if written.startswith(_STATE):
        return written[1:]
    return AMBIGUOUS if written.startswith(_OPTIONS) else NUMBER


def written_down(record: Record) -> dict[str, Any]:
    """
    The record as data that JSON can hold.
    """
    return asdict(record)


def read_back(data: Mapping[str, Any]) -> Record:
    """
    The record that was written down.
    """
    words = {scope: tuple(each) for scope, each in data["words"].items()}
    told = data.get("claims", {})
    claims = None if told is None else {id: tuple(map(tuple, each)) for id, each in told.items()}
    return Record(**{**data, "words": words, "claims": claims})
