"""
From the text to the tree: the grammars of a report, generated from the editions of the form.

    report := front heading? (section | table)*
    front  := title? preamble?

Refuses to judge.  Any text gives a tree; what cannot be read is a problem in it.
"""

from disclint.grammar.report import Parsed, parse

__all__ = ["Parsed", "parse"]
