"""
Reports printed by Chromium and LibreOffice, and packed as OFD, read as the pages that were printed.
"""

import os
import re
from collections.abc import Mapping
from functools import cache

import pdfplumber
import pytest
from attrs import evolve
from bench import prints
from bench.prints import CHROMIUM, SOFFICE, Print

from disclint.native import worker
from disclint.readers import read
from disclint.source import Place
from tests import ofd

# In CI a missing program is a failure: .ci/run installs it.
CI = bool(os.environ.get("CI"))
needs_chromium = pytest.mark.skipif(CHROMIUM is None and not CI, reason="chromium is not installed")
needs_soffice = pytest.mark.skipif(SOFFICE is None and not CI, reason="LibreOffice is not installed")
# A sample of both forms, with and without a fault; `python -m bench.prints` reads all manners.
BY_CHROMIUM = {"full": 90_001, "separate": 90_011, "dotted": 90_003, "level": 90_007, "headed": 90_006}
BY_SOFFICE = {81: "full", 82: "separate", 83: "narrow"}


@cache
def by_chromium(manner: str) -> Print:
    (made,) = prints.printed([(prints.report(BY_CHROMIUM[manner]), manner)], by="chromium")
    return made


@cache
def by_soffice() -> Mapping[str, Print]:
    given = [(prints.report(seed), manner) for seed, manner in BY_SOFFICE.items()]
    return {each.manner: each for each in prints.printed(given, by="soffice")}


@needs_chromium
@pytest.mark.parametrize("manner", BY_CHROMIUM)
def test_a_print_by_chromium_reads_as_its_page(manner: str) -> None:
    assert not prints.differences(by_chromium(manner))


@needs_chromium
@pytest.mark.parametrize(("style", "manner"), list(zip(ofd.MANNERS, BY_CHROMIUM, strict=True)))
def test_a_print_packed_as_ofd_reads_as_its_page(style: str, manner: str) -> None:
    made = by_chromium(manner)
    packed = ofd.package(worker.pages(made.pdf), style)
    source = read(packed, "report.ofd")
    assert source.media == "ofd"
    assert not prints.differences(Print(made.report, manner, made.page, packed))


# Pages that begin with a narrower line, borders that would cut the words of a head, heads set in four ways.
HARD = ((90_101, "level"), (91_023, "level"), (72_002, "plain"), (73_015, "centred"), (73_016, "right"), (73_017, "wide"))  # fmt: skip


@needs_chromium
def test_tables_with_few_lines_or_none_are_read_in_their_order() -> None:
    made = prints.printed([(prints.report(seed), manner) for seed, manner in HARD], by="chromium")
    found = {(each.manner, each.report.facts.agency.name): prints.differences(each) for each in made}
    assert len(found) == len(HARD)
    assert not {name: each for name, each in found.items() if each}


# All in columns, and titles and tables as wide as the page between them.
COLUMNS = ((75_001, "newspaper"), (75_009, "newspaper"), (75_000, "columns"), (75_008, "columns"))
NOUGHT = re.compile(rb"(<td[^>]*>)0(</td>)")


@needs_chromium
def test_of_two_columns_one_is_read_after_the_other() -> None:
    given = [(prints.report(seed), manner) for seed, manner in COLUMNS]
    blank = evolve(given[0][0], data=NOUGHT.sub(rb"\1\2", given[0][0].data, count=90))
    *made, emptied = prints.printed([*given, (blank, "newspaper")], by="chromium")
    assert not [each for each in map(prints.differences, made) if each]
    places = [each for each in read(emptied.pdf, "report.pdf").places if each.box and each.page]
    empty = [each for each in places if not each.length]
    assert len(empty) > 60
    # Wherever a column was moved to for reading, its empty cells are where nothing stands on the page.
    assert not [each for each in empty if any(_within(other, each) for other in places if other.length)]


def _within(inner: Place, outer: Place) -> bool:
    assert inner.box is not None
    assert outer.box is not None
    left, top, right, bottom = inner.box
    x0, y0, x1, y1 = outer.box
    return inner.page == outer.page and x0 < (left + right) / 2 < x1 and y0 < (top + bottom) / 2 < y1


@needs_soffice
def test_tables_without_lines_by_libreoffice_are_read_in_their_order() -> None:
    made = prints.printed([(prints.report(seed), "plain") for seed in (73_020, 73_021)], by="soffice")
    assert not [each for each in map(prints.differences, made) if each]


@needs_chromium
def test_a_line_of_dots_is_one_stroke() -> None:
    """
    The dots of a page are objects by the ten thousand.
    """
    pages = worker.pages(by_chromium("dotted").pdf)
    assert 200 < sum(len(each.strokes) for each in pages) < 4000


@needs_soffice
def test_prints_by_libreoffice_read_as_their_pages() -> None:
    found = {manner: prints.differences(each) for manner, each in by_soffice().items()}
    assert not {manner: each for manner, each in found.items() if each}


@needs_chromium
@pytest.mark.parametrize("manner", ["full", "headed"])
def test_pdfplumber_sees_the_same_rows_of_numbers(manner: str, tmp_path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(by_chromium(manner).pdf)
    rows = {
        tuple(each.strip() for each in line.split("|") if _is_number(each))
        for line in read(file.read_bytes(), file.name).text.split("\n")
        if "|" in line
    }
    seen = 0
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                for row in table:
                    numbers = tuple(each.strip() for each in row if each and _is_number(each))
                    if len(numbers) > 6:
                        seen += 1
                        assert numbers in rows
    assert seen >= 15


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "").isdigit()
