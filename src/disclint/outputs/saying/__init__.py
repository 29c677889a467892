"""
Rules in the words of those who read reports: expressions, phrases and placeholders without their syntax.

Refuses to evaluate anything.
"""

from disclint.outputs.saying.formula import formula

__all__ = ["formula"]
