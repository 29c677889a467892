"""
The kernel on Spark: `mapInArrow`, and which reports belong together as joins.

Needs pyspark and pyarrow on the workers (the extra `[spark]`).
"""

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from disclint.lake.kernel import Kernel
from disclint.lake.schema import DOCUMENT, FILE

_COLUMNS = [name for name, _, _ in DOCUMENT]


def judged(documents: DataFrame, kernel: Kernel) -> DataFrame:
    """
    The results of documents, a row each.
    """
    known = documents.select(*(each for each in _COLUMNS if each in documents.columns))
    return known.mapInArrow(kernel.each, from_arrow_schema(kernel.schema))


def table(results: DataFrame, name: str) -> DataFrame:
    """
    The rows of one of the audit's tables.
    """
    return results.select(*FILE, f.inline(name))


def companions(documents: DataFrame, results: DataFrame, roster: DataFrame | None = None) -> DataFrame:
    """
    The documents that are compared with others, with the records of these; `results` are of a kernel with `record`.

    Compared are last year's report of the agency (`prev`), other copies (`twins`), and with a roster (`agency`, `parent`) those
    of the bodies below (`children`, `absent`).  What is nearly the same elsewhere (`peers`) is not looked for.
    """
    known = results.where("status = 'ok' AND year IS NOT NULL AND agency IS NOT NULL").select(
        "id", _plain("agency"), "year", "digest", "record"
    )
    first = known.groupBy("agency", "year").agg(f.min_by("record", "id").alias("record"))
    prev = first.select("agency", (f.col("year") + 1).alias("year"), f.array("record").alias("prev"))
    copy = known.select(
        "agency", "year", *(f.col(each).alias(f"other_{each}") for each in ("id", "digest", "record"))
    )
    twins = (
        known.join(copy, ["agency", "year"])
        .where("id <> other_id AND digest <> other_digest")
        .groupBy("id").agg(f.sort_array(f.collect_list("other_record")).alias("twins"))
    )  # fmt: skip
    found = (
        known.select("id", "agency", "year").join(prev, ["agency", "year"], "left").join(twins, "id", "left")
    )
    wanted = ["prev", "twins"]
    if roster is not None:
        years = known.select("year").distinct()
        below = (
            roster.where("parent IS NOT NULL").select(_plain("agency"), _plain("parent")).crossJoin(years).join(first, ["agency", "year"], "left")
            .groupBy(f.col("parent").alias("agency"), "year")
            .agg(
                f.sort_array(f.collect_list("record")).alias("children"),
                f.sort_array(f.collect_list(f.when(f.col("record").isNull(), f.col("agency")))).alias("absent"),
            )
            .where("size(children) > 0")
        )  # fmt: skip
        found = found.join(below, ["agency", "year"], "left")
        wanted += ["children", "absent"]
    compared = found.where(" OR ".join(f"{each} IS NOT NULL" for each in wanted)).select("id", *wanted)
    return documents.join(compared, "id")


def _plain(name: str) -> Column:
    # One year it is 乙县人民政府, and the next 乙县.
    return f.regexp_replace(name, "人民政府$", "").alias(name)
