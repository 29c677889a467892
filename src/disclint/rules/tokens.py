"""
The words that expressions are written with, as patterns; each kind is a named group.
"""

import re

WORD = "[A-Za-z][A-Za-z0-9_]*"
_KEYWORD = r"(?:implies|or|and|not|in|matches|true|false)\b"
_PART = r"(?:\*|[@$]?[A-Za-z0-9][A-Za-z0-9_]*)"
STRING = r'"(?:[^"\\\n]|\\["\\])*"'
# An address in another report, or in several of them, has what they are to this one before it.
_ELSEWHERE = "(?:prev|earlier|children|peers|twins)/"
LEAF = (
    rf"(?P<address>(?:{_ELSEWHERE})?{_PART}/{_PART}/{_PART}(?![\w/@$*]))"
    r"|(?P<number>[0-9]{1,20}(?:\.[0-9]{1,10})?(?![\w.]))"
    rf"|(?P<string>{STRING})"
    r"|(?P<truth>(?:true|false)\b)"
    rf"|(?P<name>\${WORD}|(?!{_KEYWORD}){WORD}\b(?!\s*\())"
)
OPENS_QUANTIFIER = rf"(?P<kind>all|any|count|sum|filter)\s*\(\s*(?P<bound>{WORD})\s+in\b"
OPENS_CALL = r"(?P<function>[A-Za-z_]\w*)\s*\("


def unquoted(written: str) -> str:
    """
    What a string literal says.
    """
    return re.sub(r"\\(.)", r"\1", written[1:-1])
