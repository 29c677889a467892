"""
A rule pack as a value: its rules, the concepts they speak of, the sources they cite, and what was changed in them.

Refuses to read files; `disclint.rules.load` makes one of what was read.
"""

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from disclint.facts.concepts import Vocabulary
from disclint.rules.merging import Change
from disclint.rules.model import Rule, Words
from disclint.rules.templates import Template
from disclint.yamlfile import Document


@frozen
class Made:
    """
    Who changed a value of an inherited rule or concept, and how: see `rules.merging.Change`.
    """

    pack: str
    change: Change


@frozen
class Reference:
    """
    A document or a practice that rules give as their basis.

    For reports of years before `first_year` another source, `earlier`, stands in its place.
    """

    id: str
    title: Words
    number: str | None = None
    issued: str | None = None
    start: str | None = None
    until: str | None = None
    practice: bool = False
    first_year: int | None = None
    earlier: str | None = None


@frozen
class Pack:
    """
    Rules, the concepts they speak of, and the sources they cite; with all that was inherited.

    `words` are the lists that concepts name in `made_of`, `concepts` the concepts as they are written.
    `changes` tells which values of inherited rules and concepts were changed, by id.  `lineage` are the
    packs that it consists of, each as `id version`, the first before those that extend it.
    """

    id: str
    version: str
    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    sources: Mapping[str, Reference]
    words: Mapping[str, Sequence[str]] = field(factory=dict, repr=False)
    concepts: Mapping[str, Document] = field(factory=dict, repr=False)
    templates: Mapping[str, Template] = field(factory=dict, repr=False)
    changes: Mapping[str, tuple[Made, ...]] = field(factory=dict, repr=False)
    lineage: tuple[str, ...] = ()

    def rule(self, id: str) -> Rule | None:
        """
        The rule called `id`.
        """
        return next((each for each in self.rules if each.id == id), None)
