"""
Bytes to a report, with what an output needs beside it.
"""

from pathlib import Path

from attrs import frozen

from disclint import readers
from disclint.grammar import report as grammar
from disclint.grammar.report import Parsed
from disclint.session import data
from disclint.source import Source


def parse(source: Source) -> Parsed:
    """
    The report in `source`, read by the forms that ship with disclint.
    """
    return grammar.parse(source, data.editions(), data.lexicon())
