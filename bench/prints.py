"""
Generated reports printed to PDF and read back: `python -m bench.prints [REPORTS]`.

Each is printed by Chromium or LibreOffice in one of many manners; cells, addresses and findings must be those
of the page that was printed.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

from bench.reports import FAULTS, Report, faulty, sound
from disclint.grammar import Parsed
from disclint.native import pdf as native_pdf
from disclint.native import worker
from disclint.native.wire import packed, unpacked
from disclint.readers import Unreadable, paged
from disclint.session import data, reading
from disclint.session.check import check_parsed
from disclint.session.options import Options

_REPORTS = 60
_FIRST_SEED = 70_000
_PATIENCE = 300
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SOFFICE = shutil.which("soffice")

_PAGE = "body { font: 12pt 'Noto Serif CJK SC', serif } h1 { text-align: center; font-size: 20pt } td { font-size: 10pt; padding: 4px; border-color: #333 } p { margin: 4px 0 } "  # fmt: skip
# Manners of drawing: what the style sheet of the page says.
MANNERS: Mapping[str, str] = {
    "full": "table { border-collapse: collapse; width: 100% } td { border: 1px solid }",
    "hairline": "table { border-collapse: collapse; width: 100% } td { border: 0.25pt solid } p { text-indent: 2em }",
    "separate": "table { border-collapse: separate; border-spacing: 2px; width: 100%; border: 1px solid } td { border: 1px solid }",
    "double": "table { border-collapse: collapse; width: 100% } td { border: 3px double }",
    "dotted": "table { border-collapse: collapse; width: 100% } td { border: 1.5px dotted } td { text-align: center }",
    "dashed": "table { border-collapse: collapse; width: 100% } td { border: 1px dashed }",
    "level": "table { border-collapse: collapse; width: 100% } td { border: 0; border-bottom: 1px solid }",
    "open": "table { border-collapse: collapse; width: 100% } td { border: 1px solid } td:first-child { border-left: 0 } td:last-child { border-right: 0 }",
    "shaded": "table { border-collapse: collapse; width: 100% } td { border: 1px solid } tr:nth-child(odd) td { background: #dde6f0; print-color-adjust: exact; -webkit-print-color-adjust: exact }",
    "narrow": "@page { size: A5; margin: 12mm } table { border-collapse: collapse; width: 100% } td { border: 1px solid; font-size: 7pt; padding: 1px } tr { break-inside: auto }",
    "low": "@page { size: A4 landscape; margin: 15mm } table { border-collapse: collapse; width: 100% } td { border: 1px solid; font-size: 12pt } p { line-height: 1.8; text-align: justify }",
    "headed": "table { border-collapse: collapse; width: 100% } td { border: 1px solid; padding: 9px }",
    "plain": "table { width: 100% } td { border: 0 }",
    "centred": "table { border-collapse: collapse; width: 100% } td { border: 0; text-align: center; padding: 2px }",
    "right": "table { border-collapse: collapse; width: 100% } td { border: 0; text-align: right; vertical-align: top } td:first-child { text-align: left }",
    "wide": "@page { size: A4 landscape } table { border-collapse: collapse; width: 100% } td { border: 0; padding: 6px 3px; vertical-align: bottom }",
    "columns": "body { column-count: 2; column-gap: 24pt } h1, table { column-span: all } table { border-collapse: collapse; width: 100% } td { border: 1px solid }",
    "newspaper": "body { column-count: 2; column-gap: 20pt } table { border-collapse: collapse; width: 100% } td { border: 1px solid; font-size: 7pt; padding: 1px }",
}  # fmt: skip
# Manners whose rows, without any line, are rows of words and numbers on a page.
BORDERLESS = frozenset({"plain", "centred", "right", "wide"})

# What LibreOffice knows of them.
_SPACINGS = {
    "full": 'cellspacing="0" width="100%"',
    "separate": 'cellspacing="3"',
    "narrow": 'cellspacing="0" cellpadding="0"',
    "low": 'cellspacing="0" cellpadding="3" width="100%"',
    "headed": 'cellspacing="0" cellpadding="4"',
}

_ROW = re.compile(r"<tr>.*?</tr>")
_VALUE = re.compile(r"<td[^>]*>[-+]?[\d.,]*</td>")


@frozen
class Print:
    """
    A report, the page it is on, and the PDF that was made of that page.
    """

    report: Report
    manner: str
    page: bytes
    pdf: bytes


@frozen
class Differences:
    """
    What reading a print gave that reading the page did not: cells by address, findings by rule and address.
    """

    cells: tuple[str, ...] = ()
    findings: tuple[tuple[str, str, str], ...] = ()
    unreadable: str = ""

    def __bool__(self) -> bool:
        """
        Whether there is any.
        """
        return bool(self.cells or self.findings or self.unreadable)


def report(seed: int) -> Report:
    """
    A generated report as a page: every second one has a fault.
    """
    faults = sorted(key for key, each in FAULTS.items() if "html" not in each.avoid)
    if seed % 2:
        return faulty(seed, faults[seed % len(faults)], style="html")
    return sound(seed, style="html")


def page(given: Report, manner: str, *, by: str = "chromium") -> bytes:
    """
    The page of a report in one of the manners; LibreOffice draws only the borders that the tables ask for.
    """
    text = given.data.decode()
    if by == "chromium":
        text = text.replace(' border="1"', "")
    elif manner in BORDERLESS:
        text = text.replace(' border="1"', ' border="0"')
    elif manner in _SPACINGS:
        text = text.replace(' border="1"', f' border="1" {_SPACINGS[manner]}')
    if manner == "headed":
        text = re.sub(r"<table>\n(.*?)</table>", _headed, text, flags=re.DOTALL)
    return text.replace("<head>", f"<head><style>{_PAGE}{MANNERS[manner]}</style>").encode()


def _headed(table: re.Match[str]) -> str:
    """
    A table whose first rows are repeated on every page.
    """
    rows = _ROW.findall(table[1])
    first = next((at for at, row in enumerate(rows) if _VALUE.search(row)), 0)
    return f"<table><thead>{''.join(rows[:first])}</thead>{''.join(rows[first:])}</table>"


def printed(reports: Sequence[tuple[Report, str]], *, by: str) -> Iterator[Print]:
    """
    The reports, each in its manner, printed by `chromium` or `soffice`.
    """
    with tempfile.TemporaryDirectory() as folder:
        pages = [(given, manner, page(given, manner, by=by)) for given, manner in reports]
        sources = []
        for number, (_, _, content) in enumerate(pages):
            sources.append(Path(folder, f"{number}.html"))
            sources[-1].write_bytes(content)
        if by == "soffice":
            _soffice(sources, Path(folder))
        else:
            # Of browsers that are waited for, a thread may have one; who asks may have his own open.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(_chromium, sources).result()
        for source, (given, manner, content) in zip(sources, pages, strict=True):
            yield Print(given, manner, content, source.with_suffix(".pdf").read_bytes())


def _chromium(sources: Sequence[Path]) -> None:
    """
    Print pages in one browser, every second one with the browser's head and foot.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import, and not for LibreOffice

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for number, source in enumerate(sources):
            page.goto(source.as_uri())
            page.pdf(
                path=source.with_suffix(".pdf"),
                display_header_footer=bool(number % 2),
                prefer_css_page_size=True,
                margin={"left": "0.4in", "top": "0.4in", "right": "0.4in", "bottom": "0.4in"},
            )
        browser.close()


def _soffice(sources: Sequence[Path], folder: Path) -> None:
    # As pages of the web LibreOffice leaves some sheets white.
    command = [
        SOFFICE or "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), *map(str, sources),
    ]  # fmt: skip
    subprocess.run(command, check=True, timeout=_PATIENCE, capture_output=True)  # noqa: S603 - the program found above


def differences(given: Print) -> Differences:
    """
    In what the print of a report reads unlike the page that was printed.
    """
    page = reading.parse_bytes(given.page, "report.html")
    try:
        print_ = reading.parse_bytes(given.pdf, "report.pdf")
    except Unreadable as error:
        return Differences(unreadable=str(error))
    wanted, found = _cells(page), _cells(print_)
    cells = tuple(
        f"{address}: {found.get(address)} instead of {wanted.get(address)}"
        for address in {**wanted, **found}
        if wanted.get(address) != found.get(address)
    )
    said = _findings(page) ^ _findings(print_)
    return Differences(
        cells, tuple(sorted(("-" if each in _findings(page) else "+", *each) for each in said))
    )


def _cells(parsed: Parsed) -> Mapping[str, tuple[str, object]]:
    return {
        cell.address: (cell.state, cell.value) for table in parsed.report.tables for cell in table.cells()
    }


def _findings(parsed: Parsed) -> set[tuple[str, str]]:
    return {(each.rule, each.address) for each in check_parsed(parsed, "report", Options()).diagnostics}


def main(reports: int = _REPORTS) -> None:
    """
    Print what differs, report by report, and how long reading takes.
    """
    data.program()
    manners = list(MANNERS)
    every = [(report(_FIRST_SEED + each), manners[each % len(manners)]) for each in range(reports)]
    prints = [
        *printed([each for at, each in enumerate(every) if at % 3], by="chromium"),
        *printed([each for at, each in enumerate(every) if at % 3 == 0], by="soffice"),
    ]
    same = 0
    times = []
    for each in prints:
        times.append(_milliseconds(each.pdf))
        found = differences(each)
        same += not found
        if found:
            print(
                f"{each.manner} {each.report.facts.agency.name}: {found.unreadable} {len(found.cells)} cells, {found.findings}"
            )
            for cell in found.cells[:3]:
                print("   ", cell)
    times.sort()
    print(
        f"{same} of {len(prints)} prints read as their pages;"
        f" reading takes {times[len(times) // 2]:.0f} ms of one processor, at most {times[-1]:.0f}"
    )


def _milliseconds(pdf: bytes) -> float:
    """
    The processor's time for reading a PDF, the child's part done in this process; the best of three.
    """
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        sheets = unpacked(packed(native_pdf.pages(pdf)))
        paged.read([worker.page(each) for each in sheets], "report.pdf", "pdf")
        best = min(best, time.process_time() - start)
    return best * 1000


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
