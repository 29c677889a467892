"""
What is said of a phrase that cannot be compiled.
"""

from disclint.errors import LanguageError


class PhraseError(LanguageError):
    """
    A phrase cannot be compiled.
    """
