"""
Phrases: what a rule looks for in Chinese text, written without regular expressions.

Refuses to know rules, tables or concepts; it reads words, numbers, sums, shares and days.
"""

from disclint.phrases.clauses import clause, sentence
from disclint.phrases.errors import PhraseError
from disclint.phrases.finder import Finder
from disclint.phrases.match import Match, Phrase, compile_phrase
from disclint.phrases.numbers import Capture

__all__ = [
    "Capture",
    "Finder",
    "Match",
    "Phrase",
    "PhraseError",
    "clause",
    "compile_phrase",
    "sentence",
]
