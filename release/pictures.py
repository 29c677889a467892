"""
Pictures in `docs/`: `python -m release.pictures` has Chromium draw what `check` prints and the dashboard, and LibreOffice what `annotate` writes.

Those of the page in a browser are screenshots by hand.  Whoever makes pictures anew looks at them before they are committed.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pypdfium2
from bench import provinces
from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
_CHECK = (
    "check",
    "examples/2021-faulty.html",
    "--select",
    "TBL3-SUM-ROW,NAR-T3-RECEIVED,FEE-TARIFF",
    "--color",
    "always",
)
_FRAME = """<meta charset="utf-8"><style>body{{margin:0;background:#fbfbf8;display:inline-block}}
pre{{margin:0;padding:20px 28px;font:15px/1.45 "Noto Sans Mono CJK SC",monospace;color:#222;white-space:pre}}</style>
<pre>$ disclint {0}\n{1}</pre>"""
# What makes a Word file of the page in the examples: lines, and the third section on a page of its own.
_LOOKS = (
    ("<table", '<table border="1" cellspacing="0"'),
    ("<h2>三、", '<h2 style="page-break-before: always">三、'),
)
# Which of its faults are told: more would not fit beside it.
_TOLD = "DAT-DEADLINE-GOV,PRE-PERIOD-YEAR,NAR-T3-RECEIVED,PCT-SHARE,TBL2-LABEL-NORM,TBL3-SUM-ROW,TBL3-LABEL-EXACT,CEL-BLANK"
# LibreOffice prints comments in the margin.
_MARGIN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Writer/Print/Content">
<prop oor:name="Note" oor:op="fuse"><value>4</value></prop></item></oor:items>"""
_SCALE, _GAP = 1.5, 24
_REPORTS = 240
_BOARDS: tuple[tuple[str, int, int, Literal["light", "dark"]], ...] = (
    ("dashboard.png", 1400, 1750, "light"),
    ("dashboard-dark.png", 1400, 950, "dark"),
    ("dashboard-phone.png", 390, 844, "light"),
)
# Milliseconds in which charts have come to rest.
_DRAWN = 3000


def main() -> int:
    """
    Draw them into `docs/`.
    """
    terminal(ROOT / "docs" / "terminal.png")
    commented(ROOT / "docs" / "annotate-word.png")
    dashboard(ROOT / "docs")
    return 0


def disclint(*arguments: str, folder: Path = ROOT) -> str:
    """
    What the command prints in a folder, in Chinese, whatever it exits with.
    """
    command = [sys.executable, "-m", "disclint", *arguments]
    env = {**os.environ, "DISCLINT_LANG": "zh", "COLUMNS": "100"}
    return subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True, text=True).stdout


def terminal(picture: Path) -> None:
    """
    Draw what `check` prints in colours.
    """
    console = Console(record=True, width=110, file=io.StringIO())
    console.print(Text.from_ansi(disclint(*_CHECK)), soft_wrap=True)
    page_text = _FRAME.format(
        " ".join(_CHECK[:4]), console.export_html(inline_styles=True, code_format="{code}")
    )
    with _browser() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.set_content(page_text)
        page.locator("body").screenshot(path=str(picture))


def dashboard(folder: Path) -> None:
    """
    Draw the dashboard of some counties' reports: on a desk, in the dark and on a phone.
    """
    with TemporaryDirectory() as made, _browser() as browser:
        provinces.write(Path(made) / "年报", _REPORTS)
        board = Path(made) / "board.html"
        disclint(
            "audit", "年报", "--roster", "roster.csv", "-o", "audit", "--dashboard", board.name, "--isolated",
            folder=Path(made),
        )  # fmt: skip
        for name, width, height, scheme in _BOARDS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(board.as_uri())
            page.wait_for_timeout(_DRAWN)
            drawn = Image.open(io.BytesIO(page.screenshot()))
            drawn.convert("RGB").quantize(128).save(folder / name, optimize=True)


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def commented(picture: Path) -> None:
    """
    Draw the first pages of a Word file with comments.
    """
    with TemporaryDirectory() as made:
        folder = Path(made)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_MARGIN, encoding="utf-8")
        page = (ROOT / "examples" / "2021-faulty.html").read_text(encoding="utf-8")
        for plain, drawn in _LOOKS:
            page = page.replace(plain, drawn)
        (folder / "年度报告.html").write_text(page, encoding="utf-8")
        _office(
            folder, "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "年度报告.html"
        )
        report, copy = str(folder / "年度报告.docx"), str(folder / "批注.docx")
        disclint("annotate", report, "-o", copy, "--isolated", "--select", _TOLD)
        _office(folder, "--print-to-file", "批注.docx")
        with pypdfium2.PdfDocument(folder / "批注.pdf") as pdf:
            sheets = [_trimmed(pdf[at].render(scale=_SCALE).to_pil().convert("RGB")) for at in range(2)]
    size = sum(each.width for each in sheets) + 3 * _GAP, max(each.height for each in sheets) + 2 * _GAP
    whole = Image.new("RGB", size, "white")
    at = _GAP
    for each in sheets:
        whole.paste(each, (at, _GAP))
        at += each.width + _GAP
    whole.quantize(64).save(picture, optimize=True)


def _office(folder: Path, *arguments: str) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--norestore", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)


def _trimmed(sheet: Image.Image) -> Image.Image:
    """
    A page without its margins.
    """
    return sheet.crop(ImageChops.invert(sheet).getbbox())


if __name__ == "__main__":
    raise SystemExit(main())
