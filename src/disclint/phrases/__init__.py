"""
Phrases: what a rule looks for in Chinese text, written without regular expressions.

Refuses to know rules, tables or concepts; it reads words, numbers, sums, shares and days.
"""

from disclint.phrases.clauses import clause, clause_end, clause_start, sentence
from disclint.phrases.errors import PhraseError
from disclint.phrases.finder import Finder
from disclint.phrases.index import Index
from disclint.phrases.match import Match, Phrase, compile_phrase, phrase
from disclint.phrases.numbers import Capture
from disclint.phrases.regex import RegexPhrase, compile_regex

__all__ = [
    "Capture",
    "Finder",
    "Index",
    "Match",
    "Phrase",
    "PhraseError",
    "RegexPhrase",
    "clause",
    "clause_end",
    "clause_start",
    "compile_phrase",
    "compile_regex",
    "phrase",
    "sentence",
]
