"""
Sentences as officials might write them, each with what is true of it: a measure for wording that nobody tuned for.

The sentences are put together from many small choices and know nothing of the phrases in `rules/`; nothing here but
`score.py` and `__main__.py` imports disclint.  `python -m bench.paraphrase` prints how the pack fares with them.
"""

from bench.paraphrase.paragraphs import Pair, pair

__all__ = ["Pair", "pair"]
