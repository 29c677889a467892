"""
The picture of a terminal in `docs/`: `python -m release.pictures` has Chromium draw what `check` prints.

The others are screenshots of pages.  Whoever makes pictures anew looks at them before they are committed.
"""

import io
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright
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


def main() -> int:
    """
    Draw it into `docs/`.
    """
    terminal(ROOT / "docs" / "terminal.png")
    return 0


def disclint(*arguments: str) -> str:
    """
    What the command prints, in Chinese, whatever it exits with.
    """
    command = [sys.executable, "-m", "disclint", *arguments]
    env = {**os.environ, "DISCLINT_LANG": "zh", "COLUMNS": "100"}
    return subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True).stdout


def terminal(picture: Path) -> None:
    """
    Draw what `check` prints in colours.
    """
    console = Console(record=True, width=110, file=io.StringIO())
    console.print(Text.from_ansi(disclint(*_CHECK)), soft_wrap=True)
    page_text = _FRAME.format(
        " ".join(_CHECK[:4]), console.export_html(inline_styles=True, code_format="{code}")
    )
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.set_content(page_text)
        page.locator("body").screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    raise SystemExit(main())
