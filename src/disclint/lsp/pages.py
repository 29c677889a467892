"""
The page of each rule as a file, for an editor to open where nothing can be fetched from anywhere.

Pages are written when somebody may open them, into a folder that goes with the server.
"""

import tempfile
from pathlib import Path

from disclint.outputs import explain_text, reference
from disclint.outputs.view import View
from disclint.packs.kit import Kit
from disclint.result import PLAIN_RULES
from disclint.session import explaining


class Pages:
    """
    The pages that were written so far.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="disclint-lsp-")
        self._written: dict[tuple[str, str, int], str] = {}

    def uri(self, rule: str, kit: Kit, lang: str) -> str:
        """
        Where the page of a rule is; it is written if it was not.
        """
        key = rule, lang, id(kit)
        if key not in self._written:
            self._written[key] = self.write(f"{rule}.md", page(rule, kit, lang), str(len(self._written)))
        return self._written[key]

    def write(self, name: str, words: str, folder: str = "explained") -> str:
        """
        The URI of a file of that name that holds `words`.
        """
        path = Path(self._folder.name) / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
        return path.as_uri()

    def close(self) -> None:
        """
        Take all pages away.
        """
        self._folder.cleanup()


def page(rule: str, kit: Kit, lang: str) -> str:
    """
    The page of a rule, in Markdown.
    """
    view = View(lang=lang, editions=kit.editions)
    if rule in PLAIN_RULES:
        return "".join(explain_text.write_plain(rule, view))
    return "".join(reference.page(explaining.explained(rule, kit), view))
