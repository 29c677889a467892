"""
The files of the page by name; the style of drawn reports comes from where they are drawn.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from attrs import frozen

from disclint.outputs.html.style import DARK, LIGHT, STYLE
from disclint.resources import sample_file

INDEX, DOCUMENT_STYLE = "index.html", "document.css"
# Not `.html`: it is to be read, and never shown as a page.
SAMPLE = "sample.bin"
FOLDER = Path(__file__).parent / "page"
_MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@frozen
class Asset:
    """
    A file of the page.
    """

    media: str
    content: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """
    All files of the page by name.
    """
    found = {
        each.name: Asset(_MEDIA[each.suffix], each.read_bytes())
        for each in sorted(FOLDER.iterdir())
        if each.suffix in _MEDIA
    }
    return found | {
        DOCUMENT_STYLE: Asset(_MEDIA[".css"], _document_style().encode()),
        SAMPLE: Asset("application/octet-stream", sample_file().read_bytes()),
    }


def asset(name: str) -> Asset | None:
    """
    The file of that name.
    """
    return assets().get(name)


def _document_style() -> str:
    # Whoever chooses light or dark in the page is not overruled by the system.
    chosen = (("light", LIGHT), ("dark", DARK))
    return STYLE + "".join(
        f':root[data-theme="{name}"]{{color-scheme:{name};{colours}}}\n' for name, colours in chosen
    )
