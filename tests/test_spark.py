"""
The kernel on a Spark cluster of two executors on this machine, of which one is killed half-way; and comparisons as joins.
"""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from bench import cluster
from pyarrow import parquet

from disclint.audits import Audit, Terms, read_roster
from disclint.lake import Kernel
from tests.test_audit import ROSTER
from tests.test_lake import family

# Set by .ci/run where it has installed Spark; README's environment for tests goes without its weight.
DEMANDED = bool(os.environ.get("DISCLINT_SPARK"))
pytestmark = [
    pytest.mark.skipif(not DEMANDED, reason="DISCLINT_SPARK is not set: needs Java and the extra [spark]"),
    # What Spark itself does is not ours to mend.
    pytest.mark.filterwarnings("default"),
]
_DOCUMENTS, _PARTS = 96, 12
_COMPARING = ("XYR", "AGG", "PUB-MULTI")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    assert find_spec("pyspark"), "pip install 'disclint[spark]'"
    assert shutil.which("java"), "install openjdk-17-jre-headless"
    found = cluster.session()
    yield found
    found.stop()


def test_nothing_is_lost_or_doubled_when_an_executor_is_killed(spark: Any, tmp_path: Path) -> None:
    given = cluster.write(tmp_path / "documents.parquet", _DOCUMENTS)
    told = cluster.judged(spark, tmp_path / "documents.parquet", tmp_path / "results", _PARTS)
    assert told.killed == 1
    assert told.done < _PARTS
    found = cluster.differences(given, parquet.read_table(tmp_path / "results"))
    assert found == {"lost": 0, "doubled": 0, "different": 0}


def test_joins_find_what_an_audit_compares(spark: Any, tmp_path: Path) -> None:
    from disclint.lake import on_spark  # noqa: PLC0415 - an extra

    place = tmp_path / "reports"
    place.mkdir()
    for each in family():
        (place / each["name"]).write_text(each["text"], "utf-8")
    (tmp_path / "名册.csv").write_text(ROSTER, "utf-8")
    parquet.write_table(pa.Table.from_pylist(family()), tmp_path / "documents.parquet")

    documents = spark.read.parquet(str(tmp_path / "documents.parquet"))
    roster = spark.createDataFrame(
        [tuple(line.split(",")[:2]) for line in ROSTER.splitlines()[1:]], "agency string, parent string"
    ).where("parent <> ''")
    first = on_spark.judged(documents, Kernel(record=True)).cache()
    second = on_spark.judged(on_spark.companions(documents, first, roster), Kernel(comparing=True))
    found = {(each.path, each.rule) for each in on_spark.table(second, "findings").collect()}

    paths = sorted(map(str, place.iterdir()))
    audit = Audit(paths, tmp_path / "out", Terms({}, named=False), read_roster(tmp_path / "名册.csv"))
    audit.run()
    theirs = {
        (Path(each.path).name, one.rule)
        for each in audit.results()
        for one in each.findings
        if one.rule.startswith(_COMPARING)
    }
    assert found == theirs
    assert {rule for _, rule in found} == {"XYR-CARRY", "PUB-MULTI", "AGG-T3-SUM"}
