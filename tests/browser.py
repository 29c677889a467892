"""
A headless Chromium to look at the page with.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = os.environ.get("DISCLINT_AXE", "")
CI = bool(os.environ.get("CI"))
needs_chromium = pytest.mark.skipif(CHROMIUM is None and not CI, reason="chromium is not installed")
needs_axe = pytest.mark.skipif(
    not AXE and not CI, reason="DISCLINT_AXE does not name axe.min.js: npm pack axe-core"
)


@contextmanager
def opened(**settings: Any) -> Iterator[Any]:
    """
    A page of a new browser; where it went, what it complained of, and whether it opened dialogs is kept in its `seen`.
    """
    sync_api = pytest.importorskip("playwright.sync_api", reason="pip install -e '.[test]'")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(
            **({"viewport": {"width": 1400, "height": 950}, "locale": "zh-CN"} | settings)
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.seen = {"requests": [], "complaints": [], "dialogs": []}
        page.on("request", lambda each: page.seen["requests"].append(each.url))
        page.on(
            "console", lambda each: page.seen["complaints"].append(each.text) if each.type != "log" else None
        )
        page.on("pageerror", lambda each: page.seen["complaints"].append(str(each)))
        page.on("dialog", lambda each: (page.seen["dialogs"].append(each.message), each.accept()))
        yield page
        browser.close()


def drop(page: Any, data: bytes, name: str) -> None:
    """
    Drop a file on the page.
    """
    page.evaluate(
        """([bytes, name]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], name));
            for (const kind of ["dragover", "drop"])
                document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        [list(data), name],
    )


def copied(page: Any, html: str) -> None:
    """
    Put HTML on the clipboard as a browser or an office program does.
    """
    page.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}), "text/plain": new Blob(["x"], {type: "text/plain"})})])""",
        html,
    )


def serious(page: Any) -> list[str]:
    """
    What axe-core finds that is serious.
    """
    # Run in the page's own world, but not as one of its scripts, which its policy would refuse.
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['html'][:150]} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
