"""
Fifty reports of both forms, sound ones and ones with a fault, in every format: the same sections, cells and findings.
"""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest
from bench import prints
from bench.prints import CHROMIUM, SOFFICE
from bench.reports import FAULTS, Report, drafted, office
from bench.reports.draft import Draft
from bench.reports.forms import FORMS
from bench.reports.render import STYLES

from disclint.native import worker
from disclint.readers import read
from disclint.session import converting, reading
from disclint.source import Source
from tests import ofd
from tests.pack import DEFAULT_RULES
from tests.pack import check as judged
from tests.test_mht import saved

# In CI a missing program is a failure: .ci/run installs it.
CI = bool(os.environ.get("CI"))
needs_chromium = pytest.mark.skipif(CHROMIUM is None and not CI, reason="chromium is not installed")
needs_soffice = pytest.mark.skipif(SOFFICE is None and not CI, reason="LibreOffice is not installed")

COUNT, PART = 50, 10
PARTS = range(COUNT // PART)
# A fault must be seen in each of the styles of text.
TEXTS = ("pipe", "pipe_leading", "lines_bar", "tabbed", "markdown")
PAGES = ("html_nested", "html_layout", "html_gb")
SEEN = sorted(key for key, each in FAULTS.items() if not {"html", *TEXTS} & set(each.avoid))
OLD = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8"}


@cache
def draft(number: int) -> Draft:
    """
    Every third is sound; every second is on the form of 2019, if its fault can be there.
    """
    edition = sorted(FORMS)[number % 2]
    try:
        return drafted(number, fault(number), edition=edition)
    except ValueError:
        return drafted(number, fault(number))


def fault(number: int) -> str | None:
    return SEEN[number * 7 % len(SEEN)] if number % 3 else None


def numbers(part: int) -> range:
    return range(part * PART, (part + 1) * PART)


def rendered(number: int, style: str) -> bytes:
    return STYLES[style](draft(number), Random(number)).data


def said(source: Source) -> tuple[object, ...]:
    """
    The tree, by addresses, and the findings; what is told of changes in the file itself is left out.
    """
    found = judged(source, settings=DEFAULT_RULES)
    report = found.facts.report
    sections = tuple(each.id for each in report.sections)
    cells = {cell.address: (cell.state, cell.value) for table in report.tables for cell in table.cells()}
    findings = sorted(
        (each.rule, each.severity, each.address)
        for each in found.outcome.diagnostics
        if each.rule != "DOC-TRACKED"
    )
    return report.year, report.edition, sections, cells, findings


@cache
def page(number: int) -> tuple[object, ...]:
    return said(read(rendered(number, "html"), "report.html"))


def assert_same(number: int, source: Source, media: str) -> None:
    assert source.media == media
    assert said(source) == page(number)


def test_the_reports_are_what_they_are_meant_to_be() -> None:
    years, editions, sections, cells, findings = zip(*map(page, range(COUNT)), strict=True)
    assert all(years)
    assert {each: editions.count(each) >= COUNT // 4 for each in editions} == dict.fromkeys(FORMS, True)
    assert all(len(each) >= 160 for each in cells)
    assert all(len(each) >= 5 for each in sections)
    assert sum(any(severity != "info" for _, severity, _ in each) for each in findings) >= COUNT // 3


MADE: Mapping[str, tuple[str, Callable[[int], bytes]]] = {
    "docx": ("word", lambda number: office.by_python_docx(draft(number))),
    "docx of many hands": ("word", lambda number: office.ByHand(draft(number), Random(number)).data()),
    "xlsx": ("workbook", lambda number: office.by_openpyxl(draft(number))),
    "mht": ("html", lambda number: saved(("text/html", rendered(number, "html_nested"), "quoted-printable"))),
    **{each: ("html", lambda number, style=each: rendered(number, style)) for each in PAGES},
    **{
        each: (
            "markdown" if each == "markdown" else "text",
            lambda number, style=each: rendered(number, style),
        )
        for each in TEXTS
    },
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("format_", MADE)
def test_a_report_says_the_same_in_every_format(format_: str, part: int) -> None:
    media, make = MADE[format_]
    for number in numbers(part):
        assert_same(number, read(make(number), "report"), media)


def printed(part: int, by: str) -> Iterator[tuple[int, bytes]]:
    """
    The PDF of each report, in one of the manners that have lines.
    """
    manners = [each for each in prints.MANNERS if each not in prints.BORDERLESS]
    given = [
        (
            Report(rendered(each, "html"), ".html", "html", {}, draft(each).facts, ()),
            manners[each % len(manners)],
        )
        for each in numbers(part)
    ]
    made = prints.printed(given, by=by)
    yield from zip(numbers(part), (each.pdf for each in made), strict=True)


@needs_chromium
@pytest.mark.parametrize("part", PARTS)
def test_a_report_printed_by_chromium_says_the_same_also_as_ofd(part: int) -> None:
    styles = list(ofd.MANNERS)
    for number, pdf in printed(part, "chromium"):
        assert_same(number, read(pdf, "report"), "pdf")
        packed = ofd.package(worker.pages(pdf), styles[number % len(styles)])
        assert_same(number, read(packed, "report"), "ofd")


@needs_soffice
@pytest.mark.parametrize("part", PARTS)
def test_a_report_printed_by_libreoffice_says_the_same(part: int) -> None:
    for number, pdf in printed(part, "soffice"):
        assert_same(number, read(pdf, "report"), "pdf")


@needs_soffice
@pytest.mark.parametrize("part", PARTS)
def test_a_word_document_says_the_same_as_pdf_and_in_old_formats(part: int, tmp_path: Path) -> None:
    for number in numbers(part):
        (tmp_path / f"{number}.docx").write_bytes(office.by_python_docx(draft(number)))
    for filter_ in (*OLD.values(), "pdf:writer_pdf_Export"):
        subprocess.run(
            [
                SOFFICE or "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
                "--convert-to", filter_, "--outdir", str(tmp_path), *map(str, tmp_path.glob("*.docx")),
            ],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    paths = [tmp_path / f"{number}.{suffix}" for suffix in OLD for number in numbers(part)]
    for path in converting.in_batches(paths, reading.content):
        assert_same(int(path.stem), reading.source(path.read_bytes(), path.name), "word")
    for number in numbers(part):
        # Its cells are narrow: digits are wrapped, and page breaks cut rows and labels.
        assert_same(number, read((tmp_path / f"{number}.pdf").read_bytes(), "report"), "pdf")
