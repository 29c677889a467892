"""
Names in the text that are the agency's own but for one letter: 石桥镇 in the report of 石梁镇.

Refuses names that differ at the beginning, unless they are long: 新城区 and 老城区 are common nouns.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from disclint.facts import gazetteer
from disclint.facts.ranges import Range
from disclint.source import Flow

# 市场监督管理局 begins with no place, 国家税务总局临汀县税务局 not at once with one.
_PART = re.compile(
    "(?:[一-龥]*?总局)?([一-龥]{2,12}?)(街道|自治区|自治县|自治州|[省市区县旗盟州镇乡](?![场域级民容政委建]))"
)
_LONG = 3
# No letter of a name: 温为市 ends one word and begins another.
_LETTER = re.compile(
    "(?![为的在与和及等是了以对向将由各全该本我某此两其之并把被从至到上下或按经已又也都就则入])[一-龥]"
)


def found(flow: Flow, stretch: Range, agency: str) -> Iterator[Range]:
    """
    Where such names stand in a stretch of the flow, by the place in the agency's name that they resemble.
    """
    text = flow.text
    for stem, suffix in _parts(agency):
        for at in range(0 if len(stem) >= _LONG else 1, len(stem)):
            lead, rest = stem[:at], stem[at + 1 :] + suffix
            # What is looked for is the longer of the two.
            key, back = (lead, 0) if len(lead) > len(rest) else (rest, at + 1)
            start = text.find(key, stretch[0], stretch[1])
            while start >= 0:
                begin, end = start - back, start - back + len(stem) + len(suffix)
                if begin >= stretch[0] and end <= stretch[1] and _is_one(text[begin:end], stem + suffix, at):
                    yield begin, end
                start = text.find(key, start + 1, stretch[1])


def _is_one(name: str, own: str, at: int) -> bool:
    others = name[:at] == own[:at] and name[at + 1 :] == own[at + 1 :]
    return (
        others
        and name[at] != own[at]
        and _LETTER.match(name[at]) is not None
        and not any(gazetteer.named(Flow.of(name), (0, len(name))))
    )


@lru_cache(maxsize=64)
def _parts(agency: str) -> tuple[tuple[str, str], ...]:
    return tuple((each[1], each[2]) for each in _PART.finditer(agency))
