"""
What is looked at before a phrase is parsed: its length, and whether its braces are closed and not too deep.
"""

from disclint.cache import compiled
from disclint.phrases.errors import PhraseError

MAX_LENGTH = 2_000
MAX_DEPTH = 16

BLANK = compiled(r"[\s\u200b]+")
_BRACE = compiled(r"[{}|]")


def ensure_shaped(folded: str) -> None:
    """
    Raise PhraseError for a phrase that no parser should see.
    """
    # The parser recurses, so that depth is looked at before it runs.
    if len(folded) > MAX_LENGTH:
        raise PhraseError(
            f"longer than {MAX_LENGTH} characters", "split the phrase", MAX_LENGTH,
            (f"短语长于 {MAX_LENGTH} 个字符", "拆成几条短语"),
        )  # fmt: skip
    if not BLANK.sub("", folded):
        raise PhraseError(
            "the phrase is empty", "write the words to look for", 0, ("短语是空的", "写上要找的词句")
        )
    opened: list[int] = []
    for found in _BRACE.finditer(folded):
        at, char = found.start(), found[0]
        if char == "{":
            opened.append(at)
            if len(opened) > MAX_DEPTH:
                raise PhraseError(
                    f"braces nest deeper than {MAX_DEPTH}", "flatten the phrase", at,
                    (f"花括号套了 {MAX_DEPTH} 层以上", "少套几层"),
                )  # fmt: skip
        elif char == "}":
            if not opened:
                raise PhraseError(
                    "'}' without '{'", "remove it or open the brace", at,
                    ("只有“}”，前面没有“{”", "删去它，或者在前面补上“{”"),
                )  # fmt: skip
            opened.pop()
        elif not opened:
            raise PhraseError(
                "'|' outside braces", "write the alternatives as {甲|乙}", at,
                ("“|”在花括号外面", "几种说法任选其一写成 {甲|乙}"),
            )  # fmt: skip
    if opened:
        raise PhraseError("'{' is never closed", "add '}'", opened[-1], ("“{”后面没有“}”", "补上“}”"))
