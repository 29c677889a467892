"""
Whether a body that is mentioned is the agency whose report it is.

Refuses to know more of the agency than its name and its kind.
"""

from functools import cached_property

from attrs import frozen

from disclint.facts.concepts import Guard
from disclint.facts.making import abbreviates
from disclint.phrases import Match
from disclint.source import Flow

# So many characters at the end of a mention have to be in the agency's name for it to be the agency.
_OWN_LENGTH = 3
# What stands before a body that has no name.
_BARE = frozenset(",。;:!?)年度前来")
# `own` words may be said around the mention, such as 我 before 局.
_AROUND = 4
# An office speaks for its government: 办公室, 办公厅 at the end of its name.
_OFFICE, _OFFICE_LENGTH = "office", 3


@frozen(slots=False)
class Own:
    """
    The reporting agency, by its name (empty where it is not known) and its kind.
    """

    agency: str
    kind: str | None

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """
        Whose requests the report counts: the agency's, and those of the government that an office belongs to.
        """
        return (self.agency, self.agency[:-_OFFICE_LENGTH]) if self.kind == _OFFICE else (self.agency,)

    def is_meant(self, guard: Guard, found: Match, flow: Flow) -> bool:
        """
        Whether the body that a phrase of a guard ends with is the agency.
        """
        text = flow.text
        around = text[max(0, found.start - _AROUND) : found.end]
        if any(own in around for own in guard.own):
            return True
        bare = found.start == flow.paragraph(found.start)[0] or text[found.start - 1] in _BARE
        # 中心收到 is said by a centre.
        if bare and (self.agency or "-").endswith(text[found.start : found.end]):
            return True
        # 街道共收到 is said by the office of a sub-district.
        if bare and self.kind in guard.unnamed:
            return text[found.start : found.end] in (self.agency or "-")
        if any(abbreviates(text, found.start, found.end, each) for each in self._names):
            return True
        # 县教育局 names the agency at its first character as well as at its last.
        pieces = (text[max(0, end - _OWN_LENGTH) : end] for end in range(found.end, found.end + _OWN_LENGTH))
        return any(len(each) == _OWN_LENGTH and each in self.agency for each in pieces)
