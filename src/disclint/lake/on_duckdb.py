"""
The kernel on DuckDB: a relation's rows in, a reader of results out, which DuckDB reads as it reads a table.

Needs duckdb and pyarrow (the extra `[audit]`).
"""

from typing import Any

import pyarrow as pa

from disclint.lake.kernel import Kernel, pooled

_ROWS = 1024


def judged(documents: Any, kernel: Kernel, *, jobs: int = 1) -> pa.RecordBatchReader:
    """
    The results of the documents in a `duckdb.DuckDBPyRelation`, a row each, in its order, read once.

    Write them down with `COPY (SELECT * FROM found) TO …`, where `found` is the variable that holds them, on
    another connection (`duckdb.connect()`): that of the documents is busy while they are read.
    """
    # It had another name before 1.5.
    read = getattr(documents, "to_arrow_reader", None) or documents.fetch_record_batch
    given = read(_ROWS)
    return pa.RecordBatchReader.from_batches(kernel.schema, pooled(kernel, given, jobs))
