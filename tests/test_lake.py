"""
The kernel for engines: batches of documents in, batches of results out, a row each whatever is in them.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from bench import lakes
from bench.reports import faulty, sound

import disclint
from disclint.audits import Audit, Roster, Terms, work
from disclint.audits.tables import TABLES
from disclint.errors import UsageError
from disclint.facts.record import RELATIONS
from disclint.lake import DOCUMENT, Kernel, flat, on_duckdb, on_polars, pooled
from disclint.lake.schema import NESTED
from tests.test_audit import report

DOCUMENTED = Path(__file__).parents[1] / "docs" / "lake.md"
ALL = Kernel(NESTED, record=True)


def documents() -> list[dict[str, Any]]:
    found = [
        sound(11, style="html"),
        faulty(12, "TBL3-SUM-ROW", style="pipe"),
        faulty(13, "NAR-T3-CLOSED", style="markdown"),
        sound(14, style="text_gb18030"),
    ]
    return [
        {"id": f"d{number}", "name": f"{number}{each.suffix}", "content": each.data}
        for number, each in enumerate(found)
    ]


def batch(rows: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    names = dict.fromkeys(name for each in rows for name in each)
    return pa.RecordBatch.from_pylist([{**dict.fromkeys(names), **each} for each in rows])


def results(rows: Sequence[dict[str, Any]], kernel: Kernel = ALL) -> list[dict[str, Any]]:
    found = kernel(batch(rows))
    assert found.schema == kernel.schema
    return found.to_pylist()


def test_a_document_is_a_row_with_what_check_finds() -> None:
    given = documents()
    found = results(given)
    assert [each["id"] for each in found] == [each["id"] for each in given]
    for document, row in zip(given, found, strict=True):
        alone = disclint.check_bytes(document["content"], document["name"], config=False)
        assert [(each["rule"], each["address"], each["fingerprint"]) for each in row["findings"]] == [
            (each.rule, each.address, each.fingerprint) for each in alone.diagnostics
        ]
        assert {each["rule"]: each["verdict"] for each in row["verdicts"]} == {
            each.rule: each.status for each in alone.verdicts
        }
        assert row["errors"] == sum(each.severity == "error" for each in alone.diagnostics)
        assert alone.report is not None
        written = row["status"], row["year"], row["written_agency"]
        assert written == ("ok", alone.report.year, alone.report.agency)
    assert found[1]["errors"] > 0


def test_the_rows_of_each_table_are_those_of_an_audit(tmp_path: Path) -> None:
    given = documents()
    for each in given:
        each["name"] = str(tmp_path / "reports" / each["name"])
        Path(each["name"]).parent.mkdir(exist_ok=True)
        Path(each["name"]).write_bytes(each["content"])
    Audit([each["name"] for each in given], tmp_path / "out", Terms({}, named=False)).run()
    found = ALL(batch(given))
    base = duckdb.connect(str(tmp_path / "out" / "audit.duckdb"), read_only=True)
    for table in ("reports", "cells", "claims", "findings", "verdicts"):
        rows = flat(found, table)
        columns = [column for column, _, _ in TABLES[table][1]]
        assert set(columns) <= set(rows.schema.names)
        ours = [tuple(row[column] for column in columns) for row in rows.to_pylist()]
        named = ", ".join(f'"{each}"' for each in columns)
        theirs = base.execute(f"SELECT {named} FROM {table}").fetchall()  # noqa: S608 - names of our own
        assert theirs
        assert sorted(map(str, ours)) == sorted(map(str, theirs)), table


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        ({"content": None}, "IO-UNREADABLE"),
        ({"content": b"%PDF-1.4 nothing"}, "IO-UNREADABLE"),
        ({"content": b"\x00" * 400}, "IO-UNREADABLE"),
        ({"content": b"PK\x03\x04 no archive"}, "IO-UNREADABLE"),
        ({"content": documents()[0]["content"], "prev": ["no record"]}, "IO-CRASHED"),
        ({"content": documents()[0]["content"], "prev": ['{"path": "a"}']}, "IO-CRASHED"),
    ],
)
def test_a_bad_document_is_a_row_with_its_error(document: dict[str, Any], rule: str) -> None:
    good = documents()[1]
    found = results([good, {"id": "bad", "name": "bad", **document}, {**good, "id": "again"}])
    assert [each["id"] for each in found] == ["d1", "bad", "again"]
    bad = found[1]
    assert [each["rule"] for each in bad["findings"]] == [rule]
    assert (bad["status"], bad["errors"], bad["record"]) == ("unreadable", 1, None)
    assert bad["reason"]
    assert {**found[2], "id": "d1"} == found[0]


def test_a_fault_of_ours_is_a_row_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("disclint.audits.plain.odd_cells", broken)
    found = results(documents())
    assert [each["reason"] for each in found] == [
        "disclint failed on this file: RuntimeError: out of order"
    ] * 4


def test_text_that_was_extracted_already_is_read_as_text() -> None:
    text = report("乙县水利局", 2024, new=3)
    (row,) = results([{"id": 7, "text": text}])
    assert (row["id"], row["path"], row["agency"], row["year"]) == ("7", "7", "乙县水利局", 2024)
    assert row["digest"] == sha256(text.encode()).hexdigest()


def test_what_is_known_of_a_document_fills_in_and_is_doubted_where_it_differs() -> None:
    text = report("乙县水利局", 2024)
    nameless = text.replace("乙县水利局", "").replace("2024年", "")
    first, second, third = results(
        [
            {"id": "a", "text": text, "agency": "乙县教育局", "year": 2023},
            {"id": "b", "text": nameless, "agency": "乙县教育局", "year": 2023},
            {"id": "c", "text": text, "agency": "乙县 水利局", "year": None},
        ]
    )
    assert (first["agency"], first["written_agency"], first["year"]) == ("乙县教育局", "乙县水利局", 2024)
    assert first["doubt"] == "乙县水利局 ≠ 乙县教育局"
    assert (second["agency"], second["written_agency"], second["year"], second["doubt"]) == (
        "乙县教育局", None, 2023, None,
    )  # fmt: skip
    assert third["doubt"] is None


@pytest.mark.parametrize("columns", [{"content": [b"a"]}, {"id": ["a"]}, {"id": ["a"], "name": ["b"]}])
def test_a_batch_without_documents_is_refused(columns: dict[str, list[Any]]) -> None:
    with pytest.raises(UsageError, match="'id' and 'content' or 'text'"):
        ALL(pa.RecordBatch.from_pydict(columns))


def test_a_table_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="no table 'finding'"):
        Kernel(("finding",))
    with pytest.raises(UsageError, match="no rows of 'cells'"):
        flat(Kernel()(batch(documents())), "cells")


def test_an_empty_batch_has_no_results() -> None:
    found = ALL(batch(documents()).slice(0, 0))
    assert (found.num_rows, found.schema) == (0, ALL.schema)
    assert all(flat(found, each).num_rows == 0 for each in ("reports", *NESTED))


def test_a_large_batch_is_judged_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclint.lake.kernel.PIECE", 3)
    rows = batch(documents())
    found = list(Kernel().each([rows, rows]))
    assert sum(each.num_rows for each in found) == 8
    assert pa.Table.from_batches(found) == pa.Table.from_batches([Kernel()(rows)] * 2)


def test_settings_are_those_of_an_audit() -> None:
    kernel = Kernel(terms=Terms({"select": ("TBL3-SUM-ROW",)}, named=False))
    sent = pickle.loads(pickle.dumps(kernel))  # noqa: S301
    found = results(documents(), sent)
    assert {one["rule"] for each in found for one in each["findings"]} == {"TBL3-SUM-ROW"}
    with pytest.raises(UsageError, match="there is no rule"):
        results(documents(), Kernel(terms=Terms({"select": ("NO-SUCH",)}, named=False)))


def test_a_process_loads_its_rules_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Terms] = []
    real = work.Bench

    def counted(terms: Terms) -> Any:
        made.append(terms)
        return real(terms)

    monkeypatch.setattr(work, "Bench", counted)
    work.bench.cache_clear()
    list(Kernel().each([batch(documents())] * 3))
    work.bench.cache_clear()
    assert len(made) == 1


# Comparing.


def family() -> list[dict[str, Any]]:
    texts = {
        "last": report("乙县水利局", 2023, after=4),
        "this": report("乙县水利局", 2024, new=8, before=3),
        "copy": report("乙县水利局", 2024, new=9, before=3),
        "school": report("乙县教育局", 2024, new=2),
        "whole": report("乙县人民政府", 2024, new=9, before=3),
    }
    return [{"id": id, "name": f"{id}.txt", "text": text} for id, text in texts.items()]


def compared(found: Sequence[dict[str, Any]]) -> dict[str, set[tuple[str, str]]]:
    return {
        each["id"]: {
            (one["rule"], one["severity"])
            for one in each["findings"]
            if one["rule"].startswith(("XYR", "AGG", "PUB-MULTI"))
        }
        for each in found
    }


def test_records_of_other_reports_are_compared_in_either_pass() -> None:
    given = {each["id"]: each for each in family()}
    record = {each["id"]: each["record"] for each in results(list(given.values()))}
    others = {
        "this": {"prev": [record["last"]], "twins": [record["copy"]]},
        "copy": {"prev": [record["last"]], "twins": [record["this"]]},
        "whole": {"children": [record["this"], record["school"]], "absent": ["乙县粮食局"]},
    }
    rows = [
        {**dict.fromkeys((*RELATIONS, "absent")), **each, **others.get(id, {})} for id, each in given.items()
    ]
    whole = results(rows)
    expected = {
        "last": set(), "school": set(),
        "this": {("XYR-CARRY", "error"), ("PUB-MULTI", "warning")},
        "copy": {("XYR-CARRY", "error"), ("PUB-MULTI", "warning")},
        "whole": {("AGG-T3-SUM", "warning")},
    }  # fmt: skip
    assert compared(whole) == expected
    later = results(rows, Kernel(("findings", "verdicts"), comparing=True))
    assert compared(later) == expected
    # In the second pass nothing else is judged.
    assert {one["rule"] for each in later for one in each["findings"]} == {
        "XYR-CARRY",
        "PUB-MULTI",
        "AGG-T3-SUM",
    }
    assert "TBL3-SUM-ROW" not in {one["rule"] for each in later for one in each["verdicts"]}


def test_an_audit_compares_alike(tmp_path: Path) -> None:
    place = tmp_path / "reports"
    place.mkdir()
    for each in family():
        (place / each["name"]).write_text(each["text"], "utf-8")
    roster = Roster({})
    audit = Audit(sorted(map(str, place.iterdir())), tmp_path / "out", Terms({}, named=False), roster)
    audit.run()
    theirs = {
        Path(each.path).stem: {
            (one.rule, one.severity) for one in each.findings if one.rule.startswith(("XYR", "PUB-MULTI"))
        }
        for each in audit.results()
    }
    assert theirs["this"] == {("XYR-CARRY", "error"), ("PUB-MULTI", "warning")}


# Engines.


def test_several_processes_give_the_same_in_the_same_order() -> None:
    rows = batch(documents())
    alone = pa.Table.from_batches(Kernel().each([rows] * 3))
    assert pa.Table.from_batches(pooled(Kernel(), [rows] * 3, 2)) == alone


def test_a_document_that_brings_its_process_down_is_a_row() -> None:
    found = Kernel().lost(batch(documents()[:1])).to_pylist()
    assert [(each["id"], each["status"], each["errors"]) for each in found] == [("d0", "unreadable", 1)]


def test_duckdb_reads_results_as_a_table(tmp_path: Path) -> None:
    base = duckdb.connect()
    given = pa.Table.from_batches([batch(documents())])
    base.register("documents", given)
    found = on_duckdb.judged(base.sql("SELECT * FROM documents ORDER BY id"), ALL)
    place = tmp_path / "results.parquet"
    duckdb.connect().register("found", found).execute(f"COPY (FROM found) TO '{place}' (COMPRESSION zstd)")
    query = f"SELECT path, unnest(findings).rule FROM '{place}' WHERE errors > 0"  # noqa: S608
    assert {("1.txt", "TBL3-SUM-ROW"), ("2.md", "NAR-T3-CLOSED")} <= set(base.sql(query).fetchall())


def test_polars_takes_the_kernel_as_a_step() -> None:
    frame = pl.from_arrow(batch(documents()))
    assert isinstance(frame, pl.DataFrame)
    found = on_polars.judged(frame.lazy(), ALL).filter(pl.col("errors") > 0).select("path", "errors")
    assert found.collect()["path"].to_list() == ["1.txt", "2.md"]
    whole = on_polars.judged(frame.lazy(), ALL)
    assert whole.collect().schema == whole.collect_schema()


def test_whoever_imports_the_kernel_needs_no_engine() -> None:
    code = "import sys, disclint.lake; sys.exit(any(each in sys.modules for each in ('pyspark', 'polars', 'duckdb')))"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


# What is written of it.


def test_the_columns_of_documents_are_documented() -> None:
    text = DOCUMENTED.read_text("utf-8")
    for name, _, said in DOCUMENT:
        assert f"`{name}`" in text
        assert set(said) == {"zh", "en"}


def test_arrow_costs_little() -> None:
    told = lakes.overhead(48)
    assert told.documents == 48
    # Machines differ, and are busy: by command it is about 11.
    assert told.into + told.out < 150


def test_the_record_is_what_an_audit_keeps() -> None:
    (row,) = results(family()[:1])
    assert json.loads(row["record"])["agency"] == "乙县水利局"
