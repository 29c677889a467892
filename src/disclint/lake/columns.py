"""
Rows to batches, and results back to the rows of one table.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from disclint.audits.tables import fitted
from disclint.errors import UsageError, did_you_mean
from disclint.lake import schema

REPORTS = "reports"


@frozen
class Row:
    """
    What came of a document: the columns of `reports` behind its id, rows of other tables, its record.
    """

    id: str
    head: Sequence[Any]
    nested: Mapping[str, Sequence[Sequence[Any]]]
    record: str | None = None


def batch(found: Sequence[Row], kind: pa.Schema) -> pa.RecordBatch:
    """
    The rows as a batch of that schema.
    """
    columns: list[Sequence[Any]] = [
        [each.id for each in found],
        *zip(*(each.head for each in found), strict=True),
    ]
    arrays = []
    for at, field in enumerate(kind):
        if pa.types.is_list(field.type):
            arrays.append(_lists([each.nested.get(field.name, ()) for each in found], field.type))
        elif field.name == schema.RECORD:
            arrays.append(pa.array([each.record for each in found], field.type))
        else:
            arrays.append(pa.array(columns[at] if found else [], field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=kind)


def _lists(some: Sequence[Sequence[Sequence[Any]]], kind: pa.ListType) -> pa.Array:
    offsets = pa.array([0, *accumulate(map(len, some))], pa.int32())
    flat = [row for rows in some for row in rows]
    parts = [_array([row[at] for row in flat], field.type) for at, field in enumerate(kind.value_type)]
    return pa.ListArray.from_arrays(
        offsets, pa.StructArray.from_arrays(parts, fields=list(kind.value_type)), kind
    )


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    if not pa.types.is_decimal(kind):
        return pa.array(values, kind)
    # Most numbers are one of a few, and it is long to make one.
    codes: dict[Decimal | None, int] = {}
    places = [codes.setdefault(each, len(codes)) for each in values]
    return pa.array(map(fitted, codes), kind).take(pa.array(places, pa.int32()))


def flat(results: pa.RecordBatch, table: str) -> pa.RecordBatch:
    """
    The rows of one of the audit's tables in a batch of results.  Raises UsageError for a table that is not in it.
    """
    if table == REPORTS:
        plain = [each for each in results.schema.names if each not in (*schema.NESTED, schema.RECORD)]
        return results.select(plain)
    if table not in results.schema.names:
        known = [REPORTS, *(each for each in schema.NESTED if each in results.schema.names)]
        raise UsageError(
            f"there are no rows of '{table}' in the results",
            did_you_mean(table, known),
            zh=(f"结果里没有“{table}”的行", f"可以用: {'、'.join(known)}；或者建立 Kernel 时写上这张表"),
        )
    column = results.column(table)
    parents = pc.list_parent_indices(column)
    rows = pc.list_flatten(column)
    file = [results.column(each).take(parents) for each in schema.FILE]
    fields = [results.schema.field(each) for each in schema.FILE]
    return pa.RecordBatch.from_arrays([*file, *rows.flatten()], schema=pa.schema([*fields, *rows.type]))
