"""
The rows of a batch as documents.
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa
from attrs import frozen

from disclint.audits import kernel
from disclint.errors import UsageError
from disclint.facts.record import CHILDREN, RELATIONS, Company, Record, read_back
from disclint.lake.schema import ABSENT, DOCUMENT, ID

_COLUMNS = tuple(name for name, _, _ in DOCUMENT)
_COMPARED = (*RELATIONS, ABSENT)


@frozen
class Document:
    """
    A document: its bytes, or its text, and what is known of it.  `compared` are the columns that say what it is compared with.
    """

    id: str
    name: str
    content: bytes | None = None
    text: str | None = None
    agency: str | None = None
    year: int | None = None
    compared: tuple[Any, ...] = ()

    def company(self) -> Company:
        """
        The other reports.  Raises ValueError or KeyError for what is no record.
        """
        given = dict(zip(_COMPARED, self.compared, strict=False))
        found = {
            relation: tuple(map(recorded, _listed(some)))
            for relation in RELATIONS
            if (some := given.get(relation))
        }
        missing = _listed(given.get(ABSENT) or ())
        if missing and CHILDREN in found:
            year = found[CHILDREN][0].year or self.year or 0
            found[CHILDREN] += tuple(kernel.absent(each, year) for each in missing)
        return found


def _listed(given: str | Sequence[str]) -> Sequence[str]:
    return (given,) if isinstance(given, str) else tuple(given)


@lru_cache(maxsize=256)
def recorded(text: str) -> Record:
    """
    The record that a result holds as JSON.
    """
    return read_back(json.loads(text))


def of(batch: pa.RecordBatch) -> Iterator[Document]:
    """
    The documents of a batch.  Raises UsageError if its columns are not those of documents.
    """
    names = set(batch.schema.names)
    if ID not in names or not names & {"content", "text"}:
        listed = ", ".join(batch.schema.names)
        raise UsageError(
            f"documents need the columns 'id' and 'content' or 'text'; there are: {listed}",
            "rename or select the columns before they come to disclint (docs/lake.md)",
            zh=(
                f"文件要有 id 列，和 content 或 text 列；现有：{listed}",
                "先改列名或选列，再交给 disclint(docs/lake.md)",
            ),
        )
    nothing = [None] * batch.num_rows
    columns = {each: batch.column(each).to_pylist() if each in names else nothing for each in _COLUMNS}
    compares = any(each in names for each in _COMPARED)
    others = zip(*(columns[each] for each in _COMPARED), strict=True) if compares else nothing
    for id, name, content, text, agency, year, compared in zip(
        *(columns[each] for each in _COLUMNS[:6]), others, strict=True
    ):
        known = "" if id is None else str(id)
        yield Document(known, name or known, content, text, agency, year, compared or ())
