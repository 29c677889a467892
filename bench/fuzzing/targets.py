"""
The table of what is fuzzed.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import frozen

from bench.fuzzing import documents, editor, languages, mutating, scraps
from bench.fuzzing.mutating import Mutator

CORPORA = Path(__file__).resolve().parents[2] / "tests" / "fuzz"


@frozen
class Target:
    """
    Something that takes inputs: `check` raises where one breaks a law, `mutate` changes one into another.

    An input of `longest` bytes may take so many `seconds` of the processor, and so many `megabytes` more than there were.
    """

    name: str
    what: str
    check: Callable[[bytes], None]
    mutate: Mutator
    longest: int = 16_384
    seconds: float = 2.0
    megabytes: int = 150

    @property
    def seeds(self) -> Path:
        """
        The folder of inputs to begin with.
        """
        return CORPORA / "seeds" / self.name

    @property
    def found(self) -> Path:
        """
        The folder of inputs that broke a law once.
        """
        return CORPORA / "found" / self.name


TARGETS: Mapping[str, Target] = {
    each.name: each
    for each in (
        Target("bytes", "files by their content: text, Markdown, HTML, MHT, RTF, flat XML, encodings", documents.read,
               mutating.texts((*scraps.MARKUP, *scraps.REPORT))),
        Target("packages", "archives: DOCX, XLSX, OFD", documents.read, mutating.packages, longest=65_536),
        Target("printed", "what the process with pdfium sends, to text", documents.printed, mutating.pages, longest=65_536),
        Target("grammar", "text to a tree, fused and by the definitions", documents.grammar, mutating.texts(scraps.REPORT), seconds=12.0),
        Target("verdicts", "text to verdicts and findings of all rules", documents.judged, mutating.texts(scraps.REPORT)),
        Target("expressions", "the expression language", languages.expression, mutating.texts(scraps.EXPRESSION), longest=1_024),
        Target("phrases", "the phrase language", languages.phrase, mutating.texts(scraps.PHRASE), longest=512),
        # A pack of four lines that adds a word to the built-in one has all of that one's phrases compiled anew.
        Target("packs", "files of a pack: YAML, schemas, rules, concepts, templates, forms", languages.pack,
               mutating.texts(scraps.YAML, whole=mutating.rules()), seconds=5.0),
        Target("settings", "configuration, baseline, roster", languages.settings, mutating.texts(scraps.SETTINGS), longest=4_096),
        Target("editor", "sessions of the language server", editor.session, mutating.sessions, seconds=4.0),
    )
}  # fmt: skip
