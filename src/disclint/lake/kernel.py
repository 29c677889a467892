"""
The kernel: a batch of documents to a batch of results, a row each, in their order.

It can be sent to other processes; what it judges by is loaded once in each.  Whatever is wrong with a document is in its row.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from typing import Any

import pyarrow as pa
from attrs import evolve, field, frozen

from disclint.audits import kernel as one
from disclint.audits import plain, tables, work
from disclint.audits.bench import Bench, Terms
from disclint.audits.pool import Pool
from disclint.audits.roster import Match, Roster, area
from disclint.audits.roster import plain as plain_name
from disclint.diagnostics import ERROR, INFO, WARNING
from disclint.errors import UsageError, did_you_mean
from disclint.facts import Facts, record_of
from disclint.facts.record import Record, written_down
from disclint.grammar import Parsed
from disclint.lake import documents, schema
from disclint.lake.columns import Row, batch
from disclint.lake.documents import Document
from disclint.readers import Unreadable
from disclint.result import OK, UNREADABLE, Result
from disclint.session import check, reading
from disclint.session.options import Options

# So many documents are judged before their results are given on.
PIECE = 256


# Settings by default: those that ship, wherever the documents come from.
_PLAIN = Terms({}, named=False)


def _written(given: Terms | str) -> str:
    return given if isinstance(given, str) else work.written(given)


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _known(_kernel: "Kernel", _field: object, given: tuple[str, ...]) -> None:
    for each in given:
        if each not in schema.NESTED:
            raise UsageError(
                f"there is no table '{each}'",
                did_you_mean(each, schema.NESTED),
                zh=(f"没有名为“{each}”的表", f"可以用: {'、'.join(schema.NESTED)}"),
            )


@frozen
class Kernel:
    """
    What comes of documents: a function from a `pyarrow.RecordBatch` of `DOCUMENT` to one of `schema`.

    `tables` are those of which results hold rows (`findings`, `verdicts`, `claims`, `cells`); with `record` they hold the record by which
    other reports are compared with this one.  `terms` are the settings of an audit.  A document whose columns name other
    reports is compared with them; with `comparing` only the rules that do so are run, for results that are there already.

    Raises UsageError for settings or columns that cannot be used, and for nothing that is in a document.
    """

    tables: tuple[str, ...] = field(default=("findings",), converter=_listed, validator=_known)
    record: bool = False
    comparing: bool = False
    terms: str = field(default=work.written(_PLAIN), converter=_written)

    @property
    def schema(self) -> pa.Schema:
        """
        What the columns of results are.
        """
        return schema.results(self.tables, record=self.record)

    def __call__(self, given: pa.RecordBatch) -> pa.RecordBatch:
        """
        The results of a batch of documents.
        """
        return batch([self.row(each) for each in documents.of(given)], self.schema)

    def each(self, given: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """
        The results of batches of documents, a few at a time however large the batches are.
        """
        return map(self, pieces(given))

    def row(self, document: Document) -> Row:
        """
        What comes of a document.
        """
        bench = work.bench(self.terms)
        options = bench.options(document.name)
        made: list[Row] = []

        def action() -> Result:
            result, facts, parsed = self._examined(bench, options, document)
            made.append(self._told(bench, options, document, result, facts, parsed))
            return result

        result = check.guarded(action, document.name, options)
        return made[0] if made else self._told(bench, options, document, result, None, None)

    def lost(self, given: pa.RecordBatch) -> pa.RecordBatch:
        """
        The results of documents that brought their process down.
        """
        head = {"status": UNREADABLE, "reason": one.LOST}
        return batch(
            [self._row(each, head, [plain.lost()], {}, None) for each in documents.of(given)], self.schema
        )

    def _examined(
        self, bench: Bench, options: Options, document: Document
    ) -> tuple[Result, Facts | None, Parsed | None]:
        company = document.company() if document.compared else {}
        if not self.comparing:
            judged_by = evolve(options, company=company) if company else options
            return *one.examined(judged_by, document.name, lambda: _parsed(document, options)), None
        try:
            parsed = _parsed(document, options)
        except Unreadable as error:
            return check.unreadable(document.name, error, options), None, None
        return one.comparison(bench, options, document.name, parsed, company), None, parsed

    def _told(
        self,
        bench: Bench,
        options: Options,
        document: Document,
        result: Result,
        facts: Facts | None,
        parsed: Parsed | None,
    ) -> Row:
        report = facts.report if facts else parsed.report if parsed else None
        head = plain.head(result, report) if report else {"status": result.status, "reason": result.reason}
        nested: dict[str, list[list[Any]]] = {}
        if "verdicts" in self.tables:
            own = {"verdicts": plain.verdicts(result)}
            nested["verdicts"] = [list(each) for each in tables.verdicts(own, {})]
        record: Record | None = None
        if facts and result.status == OK:
            record = record_of(facts, document.name) if self.record or "cells" in self.tables else None
            if "claims" in self.tables:
                nested["claims"] = [tables.claim(each) for each in plain.claims(facts)]
            if record and "cells" in self.tables:
                editions = bench.configuration.editions or check.kit_of(options).editions
                nested["cells"] = list(tables.cells(written_down(record), plain.odd_cells(facts), editions))
        return self._row(document, head, plain.findings(result), nested, record if self.record else None)

    def _row(
        self,
        document: Document,
        head: dict[str, Any],
        findings: list[dict[str, Any]],
        nested: dict[str, list[list[Any]]],
        record: Record | None,
    ) -> Row:
        counted = [each["severity"] for each in findings if each["suppressed"] is None]
        written, year = head.get("agency"), head.get("year")
        whose = _whose(document.agency, written)
        if "findings" in self.tables:
            nested["findings"] = [tables.finding(each) for each in findings]
        return Row(
            document.id,
            [
                document.name, document.year if year is None else year, whose.agency, written, whose.doubt, head["status"], head["reason"], head.get("kind"), head.get("scope"),
                head.get("edition"), head.get("expected_edition"), head.get("title"),
                *map(counted.count, (ERROR, WARNING, INFO)), _digest(document),
            ],
            nested,
            None if record is None else json.dumps(written_down(record), ensure_ascii=False),
        )  # fmt: skip


def _parsed(document: Document, options: Options) -> Parsed:
    if document.content is not None:
        return reading.parse_bytes(document.content, document.name, options.kit)
    if document.text is not None:
        return reading.parse_text(document.text, document.name, options.kit)
    raise Unreadable(
        "empty",
        {"zh": "没有内容：content 和 text 两列都是空的", "en": "there is nothing: content and text are null"},
        {"zh": "请核对这一行数据从哪里来。", "en": "Check where this row comes from."},
    )


def _whose(known: str | None, written: str | None) -> Match:
    """
    The agency that a report is taken for, and why that is not sure.
    """
    if known is None:
        return Roster().match(written, "")
    if written is None or area(plain_name(known)) == area(plain_name(written)):
        return Match(known)
    return Match(known, f"{written} {'≈' if known in written or written in known else '≠'} {known}")


def _digest(document: Document) -> str | None:
    content = document.content
    if content is None and document.text is not None:
        content = document.text.encode("utf-8", "surrogatepass")
    return None if content is None else sha256(content).hexdigest()


def pieces(given: Iterable[pa.RecordBatch], size: int = PIECE) -> Iterator[pa.RecordBatch]:
    """
    Batches cut into batches of no more than so many documents.
    """
    for each in given:
        for at in range(0, each.num_rows, size):
            yield each.slice(at, size)


def pooled(kernel: Kernel, given: Iterable[pa.RecordBatch], jobs: int) -> Iterator[pa.RecordBatch]:
    """
    The results of batches of documents, worked out in several processes, in their order.

    A document that brings its process down is a row that says so.
    """
    with Pool(jobs, partial(work.bench, kernel.terms), kernel, _singly, kernel.lost, work.end) as pool:
        yield from pool.ordered(pieces(given, 64))


def _singly(given: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    return pieces([given], 1)
