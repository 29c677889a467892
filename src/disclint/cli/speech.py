"""
The language that the command line speaks: of the option, of the environment, else Chinese.
"""

from collections.abc import Mapping, Sequence

from attrs import frozen

VARIABLE = "DISCLINT_LANG"
LANGUAGES = ("zh", "en")


@frozen
class Speech:
    """
    Chooses between two wordings.
    """

    lang: str = "zh"

    def __call__(self, zh: str, en: str) -> str:
        """
        The wording in this language.
        """
        return zh if self.lang == "zh" else en


def language(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """
    The language that arguments ask for; it is needed before they are parsed, for help and errors.
    """
    found = environment.get(VARIABLE, "").strip().lower()[:2]
    expected = False
    for each in argv:
        if each == "--":
            break
        if expected:
            found, expected = each, False
        elif each == "--lang":
            expected = True
        elif each.startswith("--lang="):
            found = each.removeprefix("--lang=")
    return found if found in LANGUAGES else LANGUAGES[0]
