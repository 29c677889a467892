"""
What took long to make and is the same the next time, kept in a directory of the user's own: patterns, what phrases tell and read YAML.

Nothing depends on it: what is missing, damaged, written by another version or by someone else is made again, and
where nothing can be written nothing is kept.  Refuses formats that can run code, directories that others may write
to, and links.  Only the command line writes there, and the processes that work for it; who imports disclint is `lent` what commands left, and
leaves no files behind.  `carried` takes it along in memory.
"""

from disclint.cache.code import code
from disclint.cache.patterns import compiled
from disclint.cache.shelves import Shelf, carried, lent, save, shelf, stand, standing, used

__all__ = ["Shelf", "carried", "code", "compiled", "lent", "save", "shelf", "stand", "standing", "used"]
