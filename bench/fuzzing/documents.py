"""
Documents as inputs: bytes of any kind, text, packages of office programs, printed pages.
"""

from bench.fuzzing import laws
from disclint import readers
from disclint.grammar import Parsed, parse
from disclint.native import wire, worker
from disclint.readers import Unreadable, paged
from disclint.session import data
from disclint.source import Source


def text_of(given: bytes) -> str:
    """
    An input as decoded text; bytes that are no UTF-8 become lone surrogates, which a program may hand over, too.
    """
    return given.decode("utf-8", "surrogateescape")


def parsed(source: Source) -> Parsed:
    """
    The tree of a source, by the forms that ship.
    """
    return parse(source, data.editions(), data.lexicon())


def read(given: bytes) -> None:
    """
    Bytes of any kind: a source that is whole and a tree, or a refusal in words.
    """
    try:
        source = readers.read(given, "fuzzed")
    except Unreadable as error:
        for words in (error.message, error.remedy):
            assert words["zh"] and words["en"], "refused without a word"  # noqa: PT018 - one thing
        return
    laws.ensure_whole(source)
    found = parsed(source)
    laws.ensure_parsed(found)
    if laws.seldom(given):
        laws.ensure_judged(found, given)


def grammar(given: bytes) -> None:
    """
    Text: a tree with every character, the same by the definitions and by what is fused of them.
    """
    source = readers.read_text(text_of(given), "fuzzed")
    laws.ensure_whole(source)
    laws.ensure_parsed(parsed(source))
    laws.ensure_alike(source)


def judged(given: bytes) -> None:
    """
    Text: each rule ends in one verdict, and the short way to it says what the long one says.
    """
    found = parsed(readers.read_text(text_of(given), "fuzzed"))
    laws.ensure_judged(found, given)


def printed(given: bytes) -> None:
    """
    What the process with pdfium sends: pages, or a refusal; of pages a source whose boxes lead back to them.
    """
    try:
        pages = [worker.page(each) for each in wire.unpacked(given)]
    except (ValueError, wire.Refused):
        return
    try:
        source = paged.read(pages, "fuzzed", "pdf")
    except Unreadable:
        return
    laws.ensure_whole(source)
    found = parsed(source)
    laws.ensure_parsed(found)
    if laws.seldom(given):
        laws.ensure_judged(found, given)
