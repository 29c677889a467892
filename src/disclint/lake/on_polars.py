"""
The kernel on Polars: a step of a lazy frame.

Needs polars and pyarrow.
"""

import polars as pl
import pyarrow as pa

from disclint.lake.kernel import Kernel, pooled


def judged(documents: pl.LazyFrame, kernel: Kernel, *, jobs: int = 1) -> pl.LazyFrame:
    """
    The results of documents, a row each.
    """

    def judge(frame: pl.DataFrame) -> pl.DataFrame:
        batches = frame.to_arrow().to_batches()
        found = pa.Table.from_batches(pooled(kernel, batches, jobs), kernel.schema)
        return _frame(found)

    shown = _frame(kernel.schema.empty_table()).schema
    return documents.map_batches(
        judge, schema=shown, streamable=True, predicate_pushdown=False, projection_pushdown=False
    )


def _frame(found: pa.Table) -> pl.DataFrame:
    made = pl.from_arrow(found)
    if not isinstance(made, pl.DataFrame):
        raise TypeError(made)
    return made
