"""
What goes into the kernel and what comes out, as Arrow types.

Results have the columns of the audit's tables: those of `reports`, and of every other table a list of rows.
"""

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from disclint.audits.tables import TABLES, arrow_types
from disclint.diagnostics import Words
from disclint.facts.record import RELATIONS

ID, RECORD, ABSENT = "id", "record", "absent"
# Tables that a result can hold rows of.
NESTED = ("findings", "verdicts", "claims", "cells")
# These columns say which file a row is about; inside a result they need not be said again.
FILE = ("path", "year", "agency")

_RECORDS = pa.list_(pa.string())
# Column, type, what it holds.  Only `id` and one of `content` and `text` must be there; any may be null.
DOCUMENT: Sequence[tuple[str, pa.DataType, Words]] = (
    (ID, pa.string(), {"zh": "文件的标识，原样写回", "en": "what tells it from others; given back as it is"}),
    ("name", pa.string(), {"zh": "文件名或网址，默认同标识", "en": "its file name or address; the id by default"}),
    ("content", pa.binary(), {"zh": "文件的字节，任何读得懂的格式", "en": "its bytes, in any format that is read"}),
    ("text", pa.string(), {"zh": "或者已经提取的文字", "en": "or else its text, extracted already"}),
    ("agency", pa.string(), {"zh": "已知的单位(名册中的名称)", "en": "whose it is known to be, as on the roster"}),
    ("year", pa.int32(), {"zh": "已知的年度；报告自己没写时用它", "en": "the year it is known to be for, used where it names none"}),
    *(
        (each, _RECORDS, {"zh": f"比对用的记录({each})", "en": f"records to compare with ({each})"})
        for each in RELATIONS
    ),
    (ABSENT, _RECORDS, {"zh": "没有提交的下级单位", "en": "agencies below it without a report"}),
)  # fmt: skip


@cache
def results(tables: tuple[str, ...], *, record: bool) -> pa.Schema:
    """
    The schema of results with rows of these tables, and with or without the report's record as JSON.
    """
    types = arrow_types()
    head = [pa.field(column, types[type]) for column, type, _ in TABLES["reports"][1]]
    inner = [pa.field(each, pa.list_(pa.struct(rows(each)))) for each in tables]
    last = [pa.field(RECORD, pa.string())] if record else []
    return pa.schema([pa.field(ID, pa.string()), *head, *inner, *last])


@cache
def rows(table: str) -> tuple[pa.Field, ...]:
    """
    The columns of a table's rows, without those that say which file they are about.
    """
    types = arrow_types()
    return tuple(pa.field(column, types[type]) for column, type, _ in TABLES[table][1] if column not in FILE)
