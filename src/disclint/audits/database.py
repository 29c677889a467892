"""
The tables of an audit as one DuckDB file, with views for what is asked most, and questions put to it.

Needs duckdb (the extra `[audit]`).
"""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import frozen

from disclint import disk
from disclint.audits.tables import BY_YEAR, TABLES
from disclint.diagnostics import Words
from disclint.errors import UsageError

NAME = "audit.duckdb"
_MEMORY = "1GB"

# View, what it tells, and the query.
VIEWS: Mapping[str, tuple[Words, str]] = {
    "by_rule": (
        {"zh": "各规则的问题数和涉及的报告数", "en": "findings and reports by rule"},
        """SELECT rule, severity, count(*) AS findings, count(DISTINCT path) AS reports
           FROM findings WHERE suppressed IS NULL GROUP BY rule, severity ORDER BY findings DESC, rule""",
    ),
    "by_agency": (
        {"zh": "各单位各年度的问题数", "en": "findings by agency and year"},
        """SELECT agency, year, sum(errors) AS errors, sum(warnings) AS warnings, sum(infos) AS infos, count(*) AS files
           FROM reports GROUP BY agency, year ORDER BY errors DESC, warnings DESC, agency, year""",
    ),
    "by_year": (
        {"zh": "各年度的报告数和问题数", "en": "reports and findings by year"},
        """SELECT year, count(*) AS reports, count(*) FILTER (status = 'ok') AS checked, count(*) FILTER (errors > 0) AS with_errors,
           sum(errors) AS errors, sum(warnings) AS warnings FROM reports GROUP BY year ORDER BY year""",
    ),
    "worst_reports": (
        {"zh": "错误最多的报告", "en": "the reports with the most errors"},
        """SELECT path, agency, year, errors, warnings, infos FROM reports WHERE errors > 0
           ORDER BY errors DESC, warnings DESC, path""",
    ),
    "not_submitted": (
        {"zh": "名册中没有提交报告的单位", "en": "agencies of the roster that have not submitted"},
        "SELECT year, agency, parent FROM agencies WHERE path IS NULL ORDER BY year, parent, agency",
    ),
    "doubtful_agencies": (
        {"zh": "单位对不上的报告", "en": "reports whose agency is not sure"},
        "SELECT path, written_agency, agency, doubt FROM reports WHERE doubt IS NOT NULL ORDER BY path",
    ),
    "not_checked": (
        {"zh": "读不出或不在检查范围的文件", "en": "files that were not checked"},
        """SELECT path, status, reason, any_value(message) AS message
           FROM reports LEFT JOIN findings USING (path) WHERE status <> 'ok'
           GROUP BY path, status, reason ORDER BY status, path""",
    ),
    "same_files": (
        {"zh": "内容与另一份文件完全相同的文件", "en": "files that are the same as another, byte for byte"},
        """SELECT path, first_value(path) OVER (PARTITION BY digest ORDER BY path) AS same_as, agency, year FROM reports
           WHERE status = 'ok' QUALIFY row_number() OVER (PARTITION BY digest ORDER BY path) > 1 ORDER BY path""",
    ),
    "request_totals": (
        {"zh": "各单位各年度的申请总数", "en": "requests by agency and year"},
        """SELECT agency, year, path,
           any_value(CAST(value AS BIGINT)) FILTER (row = 'new_received') AS new_received,
           any_value(CAST(value AS BIGINT)) FILTER (row = 'carried_over') AS carried_over,
           any_value(CAST(value AS BIGINT)) FILTER (row = 'disposed_total') AS disposed,
           any_value(CAST(value AS BIGINT)) FILTER (row = 'carried_forward') AS carried_forward
           FROM cells WHERE "table" = 'requests' AND "column" = 'total'
           GROUP BY agency, year, path ORDER BY agency, year, path""",
    ),
    "undecided": (
        {"zh": "各规则无法判断的报告数", "en": "reports on which each rule could not decide"},
        """SELECT rule, count(*) AS reports FROM verdicts WHERE verdict = 'unknown'
           GROUP BY rule ORDER BY reports DESC, rule""",
    ),
}  # fmt: skip


def build(folder: Path, parquet: Path) -> None:
    """
    Make the DuckDB file in `folder` from the Parquet files below `parquet`; it appears when it is whole.
    """
    import duckdb  # noqa: PLC0415 - an extra, slow to import

    # In there nobody else sees it while it is made.
    new = parquet / NAME
    new.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(new)) as base:
            base.execute(f"SET memory_limit = '{_MEMORY}'")
            base.execute("SET preserve_insertion_order = true")
            for name in TABLES:
                _fill(base, name, parquet)
            for name, (said, query) in VIEWS.items():
                base.execute(f"CREATE VIEW {name} AS {query}")
                base.execute(f"COMMENT ON VIEW {name} IS {_quoted(said['zh'])}")
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        # What the system said stands somewhere in what it says; most of all that there is no room.
        code = errno.ENOSPC if os.strerror(errno.ENOSPC) in str(error) else errno.EIO
        raise OSError(code, str(error).strip(), str(folder / NAME)) from error
    new.chmod(disk.PRIVATE)
    new.replace(folder / NAME)


def _fill(base: Any, name: str, parquet: Path) -> None:
    said, columns = TABLES[name]
    declared = ", ".join(f'"{column}" {_TYPES[type]}' for column, type, _ in columns)
    base.execute(f"CREATE TABLE {name} ({declared})")
    files = sorted(
        parquet.glob(f"{name}/*/*.parquet") if name in BY_YEAR else parquet.glob(f"{name}.parquet")
    )
    if files:
        listed = ", ".join(_quoted(str(each)) for each in files)
        wanted = ", ".join(f'"{column}"' for column, _, _ in columns)
        hive = ", hive_partitioning = true, hive_types = {'year': SMALLINT}" if name in BY_YEAR else ""
        base.execute(f"INSERT INTO {name} SELECT {wanted} FROM read_parquet([{listed}]{hive})")  # noqa: S608
    base.execute(f"COMMENT ON TABLE {name} IS {_quoted(said['zh'])}")
    for column, _, words in columns:
        base.execute(f'COMMENT ON COLUMN {name}."{column}" IS {_quoted(words["zh"])}')


_TYPES = {
    "text": "VARCHAR",
    "year": "SMALLINT",
    "count": "INTEGER",
    "number": "DECIMAL(24, 4)",
    "share": "FLOAT",
}


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


@frozen(eq=False)
class Answer:
    """
    What a question came to: the names of its columns, and its rows as they are asked for.
    """

    columns: Sequence[str]
    rows: Iterator[tuple[Any, ...]]


def asked(folder: Path, question: str) -> Answer:
    """
    The answer to a question in SQL.  Raises UsageError if there is no audit in `folder`, or it cannot be answered.

    The file is opened for reading, and nothing outside it can be reached.
    """
    path = folder / NAME
    ensure_installed()
    import duckdb  # noqa: PLC0415 - an extra, slow to import

    if not path.is_file():
        raise UsageError(
            f"there is no audit in '{folder}'",
            "run `disclint audit DIR` first, or name its folder with -o",
            zh=(f"“{folder}”里没有审核结果", "先运行 disclint audit 文件夹，或者用 -o 写出结果所在的文件夹"),
        )
    try:
        _ensure_one(duckdb.extract_statements(question))
        base = duckdb.connect(str(path), read_only=True, config={"enable_external_access": "false"})
        found = base.execute(question)
    except duckdb.Error as error:
        why = str(error).strip()
        known = ", ".join((*TABLES, *VIEWS))
        raise UsageError(
            f"the question cannot be answered: {why}",
            f"there are: {known}",
            zh=(f"这个查询不能执行：{why}", f"可以查询: {known}"),
        ) from error
    if found is None:
        raise UsageError(
            "there is no question to answer",
            "write a statement of SQL, for instance --sql 'FROM by_rule'",
            zh=("没有写查询", "写一条 SQL 语句，例如 --sql 'FROM by_rule'"),
        )
    return Answer([each[0] for each in found.description or ()], _fetched(found))


def _ensure_one(statements: Sequence[Any]) -> None:
    if len(statements) > 1:
        raise UsageError(
            f"these are {len(statements)} questions, and only one can be answered",
            "ask them one by one; the statements of SQL are parted by `;`",
            zh=(f"一次只能查询一条，这里有 {len(statements)} 条", "请一条一条查询；SQL 语句之间是分号"),
        )


def _fetched(found: Any) -> Iterator[tuple[Any, ...]]:
    while some := found.fetchmany(1000):
        yield from some


def ensure_installed() -> None:
    """
    Raise UsageError if what an audit needs is not installed; nothing of it is imported.
    """
    lacking = [each for each in _NEEDED if find_spec(each) is None]
    if lacking:
        raise UsageError(
            f"auditing needs {', '.join(lacking)}, which is not installed",
            "pip install 'disclint[audit]'",
            zh=(f"审核需要 {'、'.join(lacking)}，还没有安装", "请运行 pip install 'disclint[audit]'"),
        )


_NEEDED = ("duckdb", "pyarrow", "datasketch", "openpyxl")


def figures(folder: Path) -> Mapping[str, Any]:
    """
    The audit in figures: files by status, files that are the same, findings by severity and by rule, rules that crashed.
    """
    return {
        "statuses": dict(asked(folder, "SELECT status, count(*) FROM reports GROUP BY 1 ORDER BY 1").rows),
        "same": list(asked(folder, "SELECT path, same_as FROM same_files").rows),
        "severities": dict(
            asked(folder, "SELECT severity, count(*) FROM findings WHERE suppressed IS NULL GROUP BY 1").rows
        ),
        "rules": dict(
            asked(
                folder,
                "SELECT rule, count(*) FROM findings WHERE suppressed IS NULL GROUP BY 1 ORDER BY 2 DESC, 1",
            ).rows
        ),
        "crashed": dict(
            asked(
                folder,
                "SELECT rule, any_value(path || ': ' || ifnull(reasons, '')) FROM verdicts"
                " WHERE verdict = 'crashed' GROUP BY 1 ORDER BY 1",
            ).rows
        ),
    }
