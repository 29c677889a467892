"""
How long an audit takes: `python -m bench.audit 500 4` audits the reports of 500 invented agencies for four years, in one process and in two.

Prints reports a second, processor time for each report, and the memory of the process that conducts.  The last run has nothing new to read.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from multiprocessing import forkserver
from pathlib import Path

from bench.reports.series import series
from disclint.audits import Audit, Terms

_PLACES = (
    "青",
    "长",
    "石",
    "平",
    "东",
    "白",
    "望",
    "北",
    "新",
    "梅",
    "南",
    "松",
    "清",
    "临",
    "安",
    "云",
    "柳",
    "枫",
    "官",
    "龙",
)
_LANDS = ("溪县", "桥县", "泉县", "乐县", "坪县", "沙县", "江区", "苑区", "港区", "林区")
_BUREAUS = (
    "水利局",
    "教育局",
    "民政局",
    "商务局",
    "司法局",
    "审计局",
    "统计局",
    "财政局",
    "交通运输局",
    "应急管理局",
)
_LAST = 2024


def names() -> Iterator[str]:
    """
    Two thousand invented agencies.
    """
    return ("".join(each) for each in product(_PLACES, _LANDS, _BUREAUS))


def write(folder: Path, agencies: int, years: int) -> int:
    """
    Write the reports of so many agencies for so many years; how many there are.
    """
    written = 0
    for seed, name in zip(range(agencies), names(), strict=False):
        for year, suffix, content in series(seed, name, range(_LAST - years + 1, _LAST + 1)):
            (folder / f"{name}-{year}{suffix}").write_bytes(content)
            written += 1
    return written


def _timed(folder: Path, out: Path, jobs: int) -> str:
    paths = sorted(map(str, folder.iterdir()))
    before = processor()
    begun = time.perf_counter()
    summary = Audit(paths, out, Terms({}, named=False), jobs=jobs).run()
    seconds, used = time.perf_counter() - begun, processor() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    done = summary.done
    return (
        f"{jobs} job(s): {done:,} reports, {summary.kept:,} unchanged, {seconds:.1f} s, {done / seconds:.0f}/s, "
        f"{used * 1000 / done:.1f} ms of processor each, peak {peak:.0f} MiB here, {dict(summary.severities)}"
    )


def processor() -> float:
    """
    The seconds of the processor that this process and those that have worked for it have taken.
    """
    # The process that workers are forked from tells of their time when it ends.
    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001 - it ends with this process otherwise
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def main() -> None:
    """
    Write, audit, print.
    """
    agencies, years = (int(each) for each in (*sys.argv[1:3], *("500", "4")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        reports = place / "reports"
        reports.mkdir()
        print(f"{write(reports, agencies, years):,} reports")
        # Several processes first: what one process imports stays.
        for jobs, out in ((2, "two"), (1, "one"), (1, "one")):
            print(_timed(reports, place / out, jobs), flush=True)


if __name__ == "__main__":
    main()
