"""
The basis of rules in words: the document and the place in it, by the year of the report.
"""

from attrs import frozen

from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.rules.model import Rule, Words
from disclint.rules.pack import Pack, Reference


@frozen
class Cited:
    """
    A basis in words, and what stands in its place for reports of years before `first_year`.
    """

    words: Words
    first_year: int | None = None
    earlier: Words | None = None

    def said(self, year: int | None) -> Words:
        """
        The basis for a report of `year`.
        """
        is_early = year is not None and self.first_year is not None and year < self.first_year
        return self.earlier if is_early and self.earlier else self.words


def cited(rule: Rule, pack: Pack) -> tuple[Cited, ...]:
    """
    What a rule rests on.  Raises UsageError for a source that the pack does not list.
    """
    found = []
    for index, basis in enumerate(rule.basis):
        source = _source(rule, pack, basis.ref, index)
        earlier = source.earlier and _source(rule, pack, source.earlier, index)
        found.append(
            Cited(
                _words(source, basis.at),
                source.first_year if earlier else None,
                _words(earlier, basis.at) if earlier else None,
            )
        )
    return tuple(found)


def _source(rule: Rule, pack: Pack, id: str, index: int) -> Reference:
    source = pack.sources.get(id)
    if source is None:
        raise rule.error(
            f"the pack has no source {id!r}", did_you_mean(id, pack.sources), "basis", index, "ref",
            zh=(f"规则包的 sources 里没有依据“{id}”", did_you_mean_zh(id, pack.sources)),
        )  # fmt: skip
    return source


def _words(source: Reference, at: Words | None) -> Words:
    number = {"zh": f"（{source.number}）", "en": f" ({source.number})"} if source.number else {}
    place = {"zh": f"，{at['zh']}", "en": f", {at['en']}"} if at else {}
    return {lang: f"{source.title[lang]}{number.get(lang, '')}{place.get(lang, '')}" for lang in ("zh", "en")}
