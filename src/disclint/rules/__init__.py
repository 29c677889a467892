"""
Rules as they are written: their files, and the language of their expressions.

Refuses to look at a report; `disclint.kinds` says what a rule does with one.
"""
