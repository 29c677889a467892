"""
The forms that ship with disclint, loaded once for all tests, and tables of theirs read from lines.
"""

from collections.abc import Mapping
from decimal import Decimal

from disclint.editions import TableForm
from disclint.editions.load import editions, lexicon
from disclint.grammar import parse
from disclint.resources import rules_directory
from disclint.source import Source
from disclint.syntax import NUMBER, Table

EDITIONS = editions((each, each.read_bytes()) for each in sorted(rules_directory().glob("editions/*.yaml")))
LEXICON = lexicon((rules_directory() / "lexicon.yaml").read_bytes())

# The form of today, its tables, and the headings that they stand under.
EDITION = EDITIONS["2021"]
REQUESTS, DISPUTES, DISCLOSURE = (EDITION.tables[id] for id in ("requests", "disputes", "disclosure"))
HEADINGS = {
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
}


def read(form: TableForm, lines: list[str], *, reference: bool = False) -> Table:
    """
    The table that lines under its heading are, as a report has it.
    """
    text = "\n".join([HEADINGS[form.id], *lines, "五、存在的主要问题及改进情况", "宣传不够。"])
    found = parse(Source(text), EDITIONS, LEXICON, year=2024, reference=reference).report.table(form.id)
    assert found is not None
    return found


def values(found: Table) -> Mapping[str, Decimal | None]:
    """
    The numbers of its cells by their addresses.
    """
    return {each.address: each.value for each in found.cells() if each.state == NUMBER}


def rows_of(form: TableForm, numbers: Mapping[str, int]) -> list[tuple[str, list[str]]]:
    """
    The label and the numbers of each row.
    """
    return [
        (row.label, [str(numbers[f"{form.id}/{row.id}/{each.id}"]) for each in block.columns])
        for block in form.blocks
        for row in block.rows
    ]
