"""
Packs of rules as people hand them round: folders, what they extend, locks; checked, tested, compared, begun.

Refuses to read reports from disk and to run code that comes with a pack; `disclint.rules` says what a pack means.
"""
