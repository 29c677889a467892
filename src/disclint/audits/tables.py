"""
The tables that an audit leaves, as columns, and how the results of files become rows of them.

Needs pyarrow (the extra `[audit]`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from disclint.audits.plain import unpacked
from disclint.diagnostics import ERROR, INFO, WARNING, Words
from disclint.editions import Edition
from disclint.facts.record import number_in, options_in, state_in
from disclint.syntax import ABSENT

# Column, type, and what it holds.  A value has at most four decimals: amounts are in 万元.
Column = tuple[str, str, Words]
_FILE: tuple[Column, ...] = (
    ("path", "text", {"zh": "文件", "en": "the file"}),
    ("year", "year", {"zh": "报告年度", "en": "the report year"}),
    ("agency", "text", {"zh": "单位", "en": "the agency it is taken for"}),
)
TABLES: Mapping[str, tuple[Words, tuple[Column, ...]]] = {
    "reports": (
        {"zh": "一份文件一行", "en": "a row for each file"},
        (
            *_FILE,
            ("written_agency", "text", {"zh": "报告自己写的单位", "en": "what the report calls its agency"}),
            ("doubt", "text", {"zh": "单位对不上时的说明", "en": "why the agency is not sure"}),
            ("status", "text", {"zh": "ok、declined(不在检查范围)、unreadable(读不出)", "en": "ok, declined, unreadable"}),
            ("reason", "text", {"zh": "没有检查的原因", "en": "why it was not checked"}),
            ("kind", "text", {"zh": "单位类别", "en": "kind of agency"}),
            ("scope", "text", {"zh": "单位级别", "en": "level of the agency"}),
            ("edition", "text", {"zh": "所用格式", "en": "the form it uses"}),
            ("expected_edition", "text", {"zh": "应用的格式", "en": "the form it should use"}),
            ("title", "text", {"zh": "标题", "en": "the title"}),
            ("errors", "count", {"zh": "错误数", "en": "number of errors"}),
            ("warnings", "count", {"zh": "警告数", "en": "number of warnings"}),
            ("infos", "count", {"zh": "提示数", "en": "number of hints"}),
            ("digest", "text", {"zh": "文件内容的 SHA-256", "en": "SHA-256 of the file"}),
        ),
    ),
    "cells": (
        {"zh": "三张表的一格一行", "en": "a row for each cell of the three tables"},
        (
            *_FILE,
            ("address", "text", {"zh": "地址：表/行/列", "en": "table/row/column"}),
            ("table", "text", {"zh": "表", "en": "the table"}),
            ("row", "text", {"zh": "行", "en": "the row"}),
            ("column", "text", {"zh": "列", "en": "the column"}),
            ("value", "number", {"zh": "数值；收费以万元计", "en": "the number; fees in 万元"}),
            ("state", "text", {"zh": "number、blank、dash、text、absent、ambiguous", "en": "number, blank, dash, text, absent, ambiguous"}),
            ("raw", "text", {"zh": "所填内容", "en": "what is written"}),
            ("confidence", "share", {"zh": "把握，0 至 1", "en": "how sure, from 0 to 1"}),
        ),
    ),
    "claims": (
        {"zh": "正文中的一个说法一行", "en": "a row for each thing that the text says"},
        (
            *_FILE,
            ("concept", "text", {"zh": "说的是什么", "en": "what it says"}),
            ("value", "number", {"zh": "数值", "en": "the number"}),
            ("unit", "text", {"zh": "量词", "en": "the measure word"}),
            ("approximation", "text", {"zh": "约数的写法", "en": "how it is approximate"}),
            ("text", "text", {"zh": "原文", "en": "the words"}),
            ("cell", "text", {"zh": "对应的格", "en": "the cell it speaks of"}),
            ("refused", "text", {"zh": "不与表格比对的原因", "en": "why it is not compared"}),
            ("line", "count", {"zh": "行号", "en": "the line"}),
        ),
    ),
    "findings": (
        {"zh": "一个问题一行", "en": "a row for each finding"},
        (
            *_FILE,
            ("rule", "text", {"zh": "规则", "en": "the rule"}),
            ("severity", "text", {"zh": "error、warning、info", "en": "error, warning, info"}),
            ("variant", "text", {"zh": "问题的种类", "en": "the variant"}),
            ("address", "text", {"zh": "地址", "en": "the address"}),
            ("line", "count", {"zh": "行", "en": "line"}),
            ("column", "count", {"zh": "列", "en": "column"}),
            ("page", "count", {"zh": "页", "en": "page"}),
            ("block", "text", {"zh": "段落或格", "en": "paragraph or cell"}),
            ("message", "text", {"zh": "问题", "en": "the message in Chinese"}),
            ("message_en", "text", {"zh": "问题(英文)", "en": "the message in English"}),
            ("basis", "text", {"zh": "依据", "en": "the basis"}),
            ("fix", "text", {"zh": "修改建议", "en": "what to do"}),
            ("replacement", "text", {"zh": "应改成的字", "en": "the text that repairs it"}),
            ("suppressed", "text", {"zh": "不再提示的理由", "en": "the reason why it is suppressed"}),
            ("fingerprint", "text", {"zh": "问题的指纹", "en": "what tells it from others of the report"}),
        ),
    ),
    "verdicts": (
        {"zh": "一份报告的一条规则一行", "en": "a row for each rule on each report"},
        (
            *_FILE,
            ("rule", "text", {"zh": "规则", "en": "the rule"}),
            ("verdict", "text", {"zh": "pass、fail、unknown、not_applicable、vacuous、crashed", "en": "pass, fail, unknown, not_applicable, vacuous, crashed"}),
            ("reasons", "text", {"zh": "原因", "en": "the reasons"}),
        ),
    ),
    "agencies": (
        {"zh": "名册中一个单位一个年度一行", "en": "a row for each agency of the roster and year"},
        (
            ("agency", "text", {"zh": "单位", "en": "the agency"}),
            ("parent", "text", {"zh": "上级", "en": "the one above it"}),
            ("year", "year", {"zh": "报告年度", "en": "the report year"}),
            ("path", "text", {"zh": "文件；空的没有提交", "en": "the file; null if none was submitted"}),
            ("doubt", "text", {"zh": "对不上时的说明", "en": "why the match is not sure"}),
        ),
    ),
}  # fmt: skip
# The tables that are partitioned by year.
BY_YEAR = ("reports", "cells", "claims", "findings", "verdicts")
_PLACES = 4


def rows(results: Iterable[Mapping[str, Any]], editions: Mapping[str, Edition]) -> dict[str, list[list[Any]]]:
    """
    The rows of each table, for the results of some files.
    """
    found: dict[str, list[list[Any]]] = {each: [] for each in BY_YEAR}
    for each in results:
        file = [each["path"], each["year"], each["matched"] or each["agency"]]
        own = unpacked(each["judged"])
        compared = unpacked(each["compared"]) if each["compared"] else {}
        findings = [*own["findings"], *compared.get("findings", ())]
        counted = [one["severity"] for one in findings if one["suppressed"] is None]
        found["reports"].append([
            *file, each["agency"], each["doubt"], each["status"], each["reason"], each["kind"], each["scope"],
            each["edition"], each["expected_edition"], each["title"],
            *(counted.count(severity) for severity in (ERROR, WARNING, INFO)), each["digest"],
        ])  # fmt: skip
        found["findings"] += ([*file, *finding(one)] for one in findings)
        found["verdicts"] += ([*file, *one] for one in verdicts(own, compared))
        found["claims"] += ([*file, *claim(one)] for one in own.get("claims", ()))
        if each["record"] and each["status"] == "ok":
            record = unpacked(each["record"])
            found["cells"] += ([*file, *one] for one in cells(record, own.get("cells", {}), editions))
    return found


def claim(one: Sequence[Any]) -> list[Any]:
    """
    A claim, as `plain.claims` gives it, as a row without its file.
    """
    return [one[0], one[1] and Decimal(one[1]), *one[2:]]


def finding(one: Mapping[str, Any]) -> list[Any]:
    """
    A finding, as `plain.findings` gives it, as a row without its file.
    """
    place = one["place"]
    return [
        one["rule"], one["severity"], one["variant"], one["address"], place.get("line"), place.get("column"),
        place.get("page"), place.get("block"), one["message"]["zh"], one["message"]["en"], one["basis"]["zh"],
        one["fix"]["zh"], one["replacement"], one["suppressed"], one["fingerprint"],
    ]  # fmt: skip


def verdicts(own: Mapping[str, Any], compared: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """
    Rule, verdict and reasons; what comparing came to takes the place of what the report came to alone.
    """
    later = {_id(each) for rules in compared.get("verdicts", {}).values() for each in rules}
    for status, rules in own.get("verdicts", {}).items():
        for each in rules:
            if _id(each) not in later:
                yield _id(each), status, _reasons(each)
    for status, rules in compared.get("verdicts", {}).items():
        for each in rules:
            yield _id(each), status, _reasons(each)


def _id(each: str | list[Any]) -> str:
    return each if isinstance(each, str) else str(each[0])


def _reasons(each: str | list[Any]) -> str | None:
    return None if isinstance(each, str) else "; ".join(each[1])


def cells(
    record: Mapping[str, Any], odd: Mapping[str, Any], editions: Mapping[str, Edition]
) -> Iterator[list[Any]]:
    """
    The cells of a record as rows without their file; `odd` are those that are no plain numbers.
    """
    for table, edition in record["tables"].items():
        form = editions[edition].tables[table] if edition in editions else None
        for address in form.addresses() if form else ():
            _, row, column = address.split("/")
            written = record["cells"].get(address)
            place = [address, table, row, column]
            if written is None:
                yield [*place, None, ABSENT, None, 0.0]
            elif address in odd:
                state, raw, confidence = odd[address]
                yield [*place, _value(written), state, raw, confidence]
            else:
                yield [*place, _value(written), state_in(written), written, 1.0]


def _value(written: str) -> Decimal | None:
    # Of what may be several numbers none is told.
    return None if options_in(written) else number_in(written)


def write(folder: Path, part: int, year: int | None, found: Mapping[str, Sequence[Sequence[Any]]]) -> None:
    """
    Write a part of each table, all of one year, below `folder`: `TABLE/year=YEAR/part-N.parquet`.
    """
    from pyarrow import parquet  # noqa: PLC0415 - slow to import

    for name, listed in found.items():
        if not listed:
            continue
        place = folder / name / f"year={'__HIVE_DEFAULT_PARTITION__' if year is None else year}"
        place.mkdir(parents=True, exist_ok=True)
        parquet.write_table(_table(name, listed), place / f"part-{part:05}.parquet", compression="zstd")


def write_whole(folder: Path, name: str, listed: Sequence[Sequence[Any]]) -> None:
    """
    Write a table that has no parts: `NAME.parquet`.
    """
    from pyarrow import parquet  # noqa: PLC0415 - slow to import

    folder.mkdir(parents=True, exist_ok=True)
    parquet.write_table(
        _table(name, listed, partitioned=False), folder / f"{name}.parquet", compression="zstd"
    )


def _table(name: str, listed: Sequence[Sequence[Any]], *, partitioned: bool = True) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - slow to import

    types = arrow_types()
    columns = TABLES[name][1]
    arrays, fields = [], []
    for at, (column, type, said) in enumerate(columns):
        # The folder tells the year.
        if partitioned and column == "year":
            continue
        values = [row[at] for row in listed]
        if type == "number":
            values = [fitted(each) for each in values]
        arrays.append(_array(values, types[type]))
        fields.append(pa.field(column, types[type], metadata={"zh": said["zh"], "en": said["en"]}))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _array(values: Sequence[Any], type: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - slow to import

    try:
        return pa.array(values, type)
    except UnicodeEncodeError:
        # Not every name of a file is text: what is none stands there as Python writes it, `\udcff`.
        return pa.array([each and each.encode("utf-8", "backslashreplace").decode() for each in values], type)


def arrow_types() -> Mapping[str, Any]:
    """
    The Arrow type of each type of column.
    """
    import pyarrow as pa  # noqa: PLC0415 - slow to import

    return {
        "text": pa.string(),
        "year": pa.int16(),
        "count": pa.int32(),
        "number": pa.decimal128(24, _PLACES),
        "share": pa.float32(),
    }


def fitted(value: Decimal | None) -> Decimal | None:
    """
    The number as the tables hold it, None if it is too large for them.
    """
    # A number of thirty digits is a slip, and its cell says how it is written.
    if value is None or abs(value) >= Decimal(10) ** 20:
        return None
    return round(value, _PLACES)
