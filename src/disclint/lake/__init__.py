"""
Reports where engines for much data keep them: batches of documents in, batches of results out, whoever carries them.

`kernel` is the whole of it, a function of Arrow batches that any engine can send to its workers; `documents` and `schema` say what goes in and
what comes out, `columns` turns rows into batches; `on_spark`, `on_duckdb` and `on_polars` hand it to an engine each.  Refuses to
judge in another way than an audit does, to read files, and to know where documents and results are kept.
"""

from disclint.lake.columns import flat
from disclint.lake.kernel import Kernel, pooled
from disclint.lake.schema import DOCUMENT, results

__all__ = ["DOCUMENT", "Kernel", "flat", "pooled", "results"]
