"""
What ships with disclint, read once a process: the forms, the words of the trade, the rules.
"""

from collections.abc import Mapping
from functools import cache

from disclint.editions import Edition
from disclint.editions import load as editions_load
from disclint.editions.lexicon import Lexicon
from disclint.resources import rules_directory


@cache
def editions() -> Mapping[str, Edition]:
    """
    The forms, by id, the newest first.
    """
    files = sorted(rules_directory().glob("editions/*.yaml"))
    return editions_load.editions((each, each.read_bytes()) for each in files)


@cache
def lexicon() -> Lexicon:
    """
    The words that the grammar reads by.
    """
    path = rules_directory() / "lexicon.yaml"
    return editions_load.lexicon(path.read_bytes(), path)
