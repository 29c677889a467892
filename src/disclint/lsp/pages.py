"""
The page of each rule as a file, for an editor to open where nothing can be fetched from anywhere.

Pages are written when somebody may open them, into a folder that goes with the server.
"""

import tempfile
from pathlib import Path
from weakref import WeakKeyDictionary

from disclint import disk
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
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        # As long as a pack's rules are in use, and no longer: another kit may come to lie where one lay.
        self._written: WeakKeyDictionary[Kit, dict[tuple[str, str], str]] = WeakKeyDictionary()
        self._count = 0

    def uri(self, rule: str, kit: Kit, lang: str) -> str | None:
        """
        Where the page of a rule is; it is written if it was not.  None where nothing can be written.
        """
        known = self._written.setdefault(kit, {})
        if (rule, lang) not in known:
            written = self.write(f"{rule}.md", page(rule, kit, lang), str(self._count))
            if written is None:
                return None
            self._count += 1
            known[rule, lang] = written
        return known[rule, lang]

    def write(self, name: str, words: str, folder: str = "explained") -> str | None:
        """
        The URI of a file of that name that holds `words`; None where nothing can be written.
        """
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="disclint-lsp-")
            path = Path(self._folder.name) / folder / name
            path.parent.mkdir(mode=disk.PRIVATE_FOLDER, exist_ok=True)
            disk.put(path, words.encode("utf-8", "replace"), sync=False)
        except OSError:
            # A full disk is no reason to say nothing about a report.
            return None
        return path.as_uri()

    def close(self) -> None:
        """
        Take all pages away.
        """
        if self._folder is not None:
            self._folder.cleanup()


def page(rule: str, kit: Kit, lang: str) -> str:
    """
    The page of a rule, in Markdown.
    """
    view = View(lang=lang, editions=kit.editions)
    if rule in PLAIN_RULES:
        return "".join(explain_text.write_plain(rule, view))
    return "".join(reference.page(explaining.explained(rule, kit), view))
