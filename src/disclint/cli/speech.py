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
    Chooses between two wordings; `given` tells a language that arguments or the environment ask for.
    """

    lang: str = "zh"
    given: str | None = None

    def __call__(self, zh: str, en: str) -> str:
        """
        The wording in this language.
        """
        return zh if self.lang == "zh" else en


# Who may ask for a language.
ARGUMENT, ENVIRONMENT = "argument", "environment"


def spoken(argv: Sequence[str], environment: Mapping[str, str]) -> Speech:
    """
    The language that arguments ask for, else the environment; it is needed before they are parsed, for help and errors.
    """
    for given, found in ((ARGUMENT, _asked(argv)), (ENVIRONMENT, environment.get(VARIABLE, ""))):
        lang = found.strip().lower()[:2] if given == ENVIRONMENT else found
        if lang in LANGUAGES:
            return Speech(lang, given)
    return Speech()


def _asked(argv: Sequence[str]) -> str:
    found = ""
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
    return found
