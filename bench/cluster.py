"""
The kernel on a Spark cluster that loses an executor: `python -m bench.cluster [REPORTS]`.

The cluster is two executors of one core each on this machine (`local-cluster[2,1,1024]`).  When half of the parts are done, one of them
is killed.  Each document must come out once, with the result that the kernel gives in one process.  Prints times and counts;
exits 1 if anything is lost, doubled or different.  Needs Java 17 or later and the extra `[spark]`.
"""

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow as pa
from attrs import frozen
from pyarrow import parquet

from bench.reports import FAULTS, STYLES, faulty, sound
from disclint.lake import Kernel

_REPORTS = 2000
_EXECUTOR = b"CoarseGrainedExecutorBackend"
# For processes that do not live long enough for code to be made faster.
_BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# Documents that no reader reads.
_BAD = (b"", b"%PDF-1.4 nothing", b"PK\x03\x04 no archive")
KERNEL = Kernel(("findings", "verdicts"), record=True)


@frozen
class Lost:
    """
    What came of a run in which an executor was killed: seconds, the number of executors killed, how many parts were done then.
    """

    seconds: float
    killed: int
    done: int
    parts: int


def documents(count: int) -> Iterator[dict[str, object]]:
    """
    So many documents: sound ones, faulty ones, and now and then one that cannot be read.
    """
    styles, faults = sorted(STYLES), sorted(FAULTS)
    for seed in range(count):
        if seed % 50 == 17:
            yield {"id": f"{seed:07}", "name": f"{seed}.pdf", "content": _BAD[seed // 50 % len(_BAD)]}
            continue
        report = (
            sound(seed, style=styles[seed % len(styles)])
            if seed % 2
            else faulty(seed, faults[seed % len(faults)])
        )
        yield {"id": f"{seed:07}", "name": f"{seed}{report.suffix}", "content": report.data}


def write(place: Path, count: int) -> pa.Table:
    """
    The documents, as they were written to a Parquet file.
    """
    table = pa.Table.from_pylist(list(documents(count)))
    parquet.write_table(table, place)
    return table


def session(executors: int = 2) -> Any:
    """
    A session on a cluster of its own.
    """
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra, slow to import

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    paths = os.pathsep.join(each for each in sys.path if each)
    settings = {
        "spark.ui.enabled": "false",
        "spark.executorEnv.PYTHONPATH": paths,
        "spark.pyspark.python": sys.executable,
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
        "spark.driver.extraJavaOptions": _BRIEF,
        "spark.executor.extraJavaOptions": _BRIEF,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.master(f"local-cluster[{executors},1,1024]").appName("disclint")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def executors(spark: Any) -> list[int]:
    """
    The processes of the session's executors: those below its own Java process, and no others.
    """
    below = {spark.sparkContext._gateway.proc.pid}  # noqa: SLF001 - nobody else knows
    found = []
    for _, pid, parent, command in sorted(_processes()):
        if parent in below:
            below.add(pid)
            if _EXECUTOR in command:
                found.append(pid)
    return found


def _processes() -> Iterator[tuple[int, int, int, bytes]]:
    # Began, number, parent, command; parents begin before their children.
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                told = (each / "stat").read_text().rpartition(")")[2].split()
                yield int(told[19]), int(each.name), int(told[1]), (each / "cmdline").read_bytes()
            except OSError:
                continue


def _kill_one(spark: Any, parts: int, told: list[int]) -> None:
    # `told` takes how many parts were done, and how many executors there were.
    tracker = spark.sparkContext.statusTracker()
    while not told:
        time.sleep(0.05)
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if (
                info
                and info.numTasks == parts
                and info.numCompletedTasks * 2 >= parts
                and info.numActiveTasks
            ):
                running = executors(spark)
                os.kill(running[0], signal.SIGKILL)
                told += [info.numCompletedTasks, len(running)]
                break


def judged(spark: Any, source: Path, target: Path, parts: int) -> Lost:
    """
    Judge the documents in a file, and kill an executor when half of them are done.
    """
    from disclint.lake import on_spark  # noqa: PLC0415 - an extra, slow to import

    told: list[int] = []
    killer = Thread(target=_kill_one, args=(spark, parts, told), daemon=True)
    begun = time.perf_counter()
    killer.start()
    given = spark.read.parquet(str(source)).repartition(parts, "id")
    on_spark.judged(given, KERNEL).write.parquet(str(target))
    seconds = time.perf_counter() - begun
    done = told[0] if told else parts
    told.append(0)
    killer.join()
    return Lost(seconds, 1 if done < parts else 0, done, parts)


def differences(given: pa.Table, came: pa.Table) -> dict[str, int]:
    """
    How many documents are lost, doubled, and other than in one process.
    """
    wanted = pa.Table.from_batches(KERNEL.each(given.to_batches()), KERNEL.schema)
    right = {each["id"]: each for each in wanted.to_pylist()}
    counted = Counter(came.column("id").to_pylist())
    return {
        "lost": len(right.keys() - counted.keys()),
        "doubled": sum(number - 1 for number in counted.values()),
        "different": sum(right[each["id"]] != each for each in came.select(wanted.schema.names).to_pylist()),
    }


def main(arguments: Sequence[str] = ()) -> int:
    """
    Write, judge, kill, compare, print.
    """
    count = int(arguments[0]) if arguments else _REPORTS
    parts = max(8, count // 100)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        given = write(place / "documents.parquet", count)
        begun = time.perf_counter()
        spark = session()
        print(f"cluster began in {time.perf_counter() - begun:.1f} s", flush=True)
        try:
            told = judged(spark, place / "documents.parquet", place / "results", parts)
        finally:
            spark.stop()
        came = parquet.read_table(place / "results")
        found = differences(given, came)
    print(
        f"{count:,} documents in {parts} parts, {told.seconds:.1f} s, {count / told.seconds:.0f}/s; "
        f"{told.killed} of 2 executors killed when {told.done} parts were done"
    )
    print(", ".join(f"{number} {what}" for what, number in found.items()))
    return int(any(found.values()) or not told.killed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
