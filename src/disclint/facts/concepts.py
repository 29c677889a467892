"""
What sentences may be read as, and what takes a sentence out of the report's own totals: as values.
"""

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from disclint.phrases import Index, Phrase, RegexPhrase
from disclint.source.light import light

REPORT, ANY, WORDS = "report", "any", "words"
CLAUSE, BEFORE, SENTENCE, BEHIND = "clause", "before", "sentence", "behind"


@light
class Concept:
    """
    A named set of phrases; `value` is the capture that is a claim's value, `cell` what it is about.

    With `scope` `report`, claims about a part, another body, channel or period are refused, but for
    the guards in `allow`; with another, by guards that name the concept only.  `unless` looks at the claim's clause, `unless_before` at its sentence up to
    it, `unless_sentence` at all of it; one of `needs`, if there are any, has to stand in the sentence, or one of `headed` in a heading above.
    What is `recorded` other reports may ask for.
    `made_of` are the words that an occurrence may consist of besides its captures, `asides` phrases that may stand among them, `units` the measure words that its value may have; empty allows all.
    """

    id: str
    label: Mapping[str, str]
    phrases: tuple[Phrase, ...]
    value: str | None = None
    cell: str | None = None
    unless: tuple[Phrase, ...] = ()
    unless_sentence: tuple[Phrase, ...] = ()
    unless_before: tuple[Phrase, ...] = ()
    needs: tuple[Phrase, ...] = ()
    headed: tuple[Phrase, ...] = ()
    made_of: frozenset[str] = frozenset()
    asides: tuple[Phrase, ...] = ()
    units: frozenset[str] = frozenset()
    scope: str = REPORT
    allow: tuple[str, ...] = ()
    places: tuple[str, ...] = ("prose",)
    recorded: bool = False

    def captures(self) -> Mapping[str, str]:
        """
        The names and types of all that its phrases may capture.
        """
        return {name: kind for phrase in self.phrases for name, kind in phrase.captures}


@frozen
class Guard:
    """
    Words that speak of something else than the report's own totals, in the `window` of a claim.

    A word of `returns` between them and the claim leads back to the whole.  With `bodies`, a
    phrase ends with the name of a body, which is none if the body is the reporting agency; `own`
    are ways to speak of oneself; in reports of the kinds `unnamed` a body without a name is the agency.
    Phrases of `years` capture a year `y`: one that is not the report's refuses, too, the report's own leads back.
    A guard with `kinds` matters only to reports of agencies of these kinds, or of unknown ones, one with
    `concepts` only to their claims.  With `wholes` its phrases capture counts `n` that the claim may speak of, and
    one of them that is the whole acquits it: a claim of the concepts `whole`, or a sum of the cells of `wholes`.
    A guard that only `doubts` refuses nothing: the claim may or may not be about the whole.
    """

    id: str
    label: Mapping[str, str]
    window: str
    phrases: tuple[Phrase, ...]
    returns: tuple[Phrase, ...] = ()
    bodies: bool = False
    own: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    years: tuple[Phrase, ...] = ()
    kinds: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    wholes: tuple[tuple[str, ...], ...] = ()
    doubts: bool = False


Guards = tuple[Guard, ...]


@frozen
class Continuation:
    """
    How a sentence begins that goes on with the one before; `after`, if there are any, stand in that one.

    `pack` is the id of the pack that says so.
    """

    id: str
    begins: tuple[Phrase, ...]
    after: tuple[Phrase, ...] = ()
    pack: str = field(default="", eq=False)


@frozen
class Vocabulary:
    """
    The concepts of a pack, by id, its guards, and what goes on with an earlier sentence; `index` has the words of the phrases that were asked for.
    """

    concepts: Mapping[str, Concept] = field(factory=dict)
    guards: Guards = ()
    continuations: tuple[Continuation, ...] = ()
    index: Index = field(factory=Index, init=False, repr=False, eq=False)

    @cached_property
    def claimed(self) -> Mapping[str, Concept]:
        """
        The concepts that are claims by themselves: of scope `words` they are only what the numbers around make of them.
        """
        return {id: each for id, each in self.concepts.items() if each.scope != WORDS}

    @cached_property
    def speakers(self) -> tuple[tuple[Phrase, str], ...]:
        """
        Each phrase of a concept, and the concept's id.
        """
        return tuple((phrase, id) for id, each in self.concepts.items() for phrase in each.phrases)

    @cached_property
    def speaking(self) -> Mapping[Phrase | RegexPhrase, Mapping[tuple[str, ...], tuple[str, ...]]]:
        """
        For each phrase, by the scopes in which it is said: the concepts whose it is.
        """
        found: dict[Phrase | RegexPhrase, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for id, concept in self.concepts.items():
            for each in concept.phrases:
                several = found.setdefault(each, {})
                several[concept.places] = (*several.get(concept.places, ()), id)
        return found
