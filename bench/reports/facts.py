"""
What is true of one invented report, before anything is written down.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from attrs import field, frozen

from bench.reports import agencies, drawing
from bench.reports.agencies import Agency
from bench.reports.drawing import Number
from bench.reports.forms import addresses

_YEARS = {"2019": (2019, 2020), "2021": (2021, 2022, 2023, 2024, 2025)}


@frozen
class Fee:
    """
    信息处理费: notices sent (件), yuan asked for, yuan collected.
    """

    notices: int = 0
    notified_yuan: int = 0
    collected_yuan: int = 0


@frozen
class Facts:
    """
    Everything that the tables and the sentences of a report are made from.

    `stated` names the topics that the text speaks of; `channels` is how the new
    requests came (网络、信函、当面); `last_year` is how many came the year before.
    """

    year: int
    edition: str
    agency: Agency
    values: Mapping[str, Number]
    fee: Fee
    published: date
    channels: tuple[int, int, int]
    last_year: int
    stated: frozenset[str] = field(default=frozenset())

    def total(self, row: str) -> int:
        """
        The 总计 of a row of table 3, or of the rows whose ids start with `row`.
        """
        return self.of(row, "total")

    def of(self, row: str, column: str) -> int:
        """
        The requests of a row, or of a group of rows, in one column.
        """
        return self._sum(f"requests/{row}", f"/{column}")

    def disputed(self, row: str) -> int:
        """
        The 总计 of a block of table 4; `litigation` adds both kinds of lawsuit.
        """
        return self._sum(f"disputes/{row}", "/total")

    def _sum(self, start: str, end: str) -> int:
        if start + end in self.values:
            return int(self.values[start + end])
        wanted = (each for each in self.values if each.startswith(start))
        return sum(int(self.values[each]) for each in wanted if each.endswith(end))

    def norms(self, column: str) -> int:
        """
        A cell of the row 行政规范性文件.
        """
        return int(self.values[f"disclosure/normative_documents/{column}"])


def sound_facts(random: Random, *, edition: str | None = None, kind: str | None = None) -> Facts:
    """
    Facts in which all equations hold and nothing contradicts anything.
    """
    edition = edition or random.choice(("2021", "2021", "2021", "2019"))
    agency = agencies.draw(random, kind or random.choice(agencies.KINDS))
    values = drawing.values(random, edition, agency)
    year = random.choice(_YEARS[edition])
    received = int(values["requests/new_received/total"])
    return Facts(
        year=year,
        edition=edition,
        agency=agency,
        values={each: values[each] for each in addresses(edition)},
        fee=_fee(random, year, values),
        published=_published(random, year, agency.kind),
        channels=_channels(random, received),
        last_year=max(random.randint(received // 2, received * 3 // 2 + 1), 1),
    )


def _fee(random: Random, year: int, values: Mapping[str, Number]) -> Fee:
    unpaid = int(values.get("requests/other_fee_unpaid/total", 0))
    closed = int(values["requests/disposed_total/total"])
    if not unpaid and (year < 2021 or closed < 10 or random.random() < 0.6):
        return Fee()
    notices = unpaid + random.randint(0 if unpaid else 1, 4)
    notified = 10 * random.randint(notices, 40 * notices)
    if notices == unpaid:
        return Fee(notices, notified, 0)
    return Fee(notices, notified, 10 * random.randint(1, notified // 10 - unpaid))


def _published(random: Random, year: int, kind: str) -> date:
    last = 80 if kind == "government" else 29
    return date(year + 1, 1, 1) + timedelta(days=random.randint(4, last))


def _channels(random: Random, received: int) -> tuple[int, int, int]:
    online = random.randint(received // 2, received)
    mail = random.randint(0, received - online)
    return online, mail, received - online - mail
