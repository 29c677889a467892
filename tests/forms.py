"""
The forms that ship with disclint, loaded once for all tests.
"""

from disclint.editions.load import editions, lexicon
from disclint.resources import rules_directory

EDITIONS = editions((each, each.read_bytes()) for each in sorted(rules_directory().glob("editions/*.yaml")))
LEXICON = lexicon((rules_directory() / "lexicon.yaml").read_bytes())
