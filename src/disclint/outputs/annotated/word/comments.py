"""
The comments of a Word document as a part: those of an earlier time are taken away, new ones written.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from attrs import frozen

from disclint.outputs.annotated.word import part
from disclint.outputs.annotated.word.part import Part, quoted
from disclint.readers.word.changes import OWN
from disclint.readers.word.inline import RUN_PROPERTIES
from disclint.readers.word.names import W, value

_COMMENT, _STYLE = f"{W}comment", f"{W}style"
_ID, _AUTHOR = f"{W}id", f"{W}author"
_REFERENCE = f"{W}commentReference"
_MARKS = frozenset((f"{W}commentRangeStart", f"{W}commentRangeEnd", _REFERENCE))
# What later versions of Word keep beside a comment, by the paragraph that it ends with.
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_EXTENSION = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARENT = re.compile(rb"""\s[^\s="']*paraIdParent\s*=\s*(?:"[^"]*"|'[^']*')""")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A document without the style of comments would show them in its own: large, and with lines indented.
_PLAIN = (
    '<{0}spacing {0}before="0" {0}after="0" {0}line="240" {0}lineRule="auto"/>'
    '<{0}ind {0}firstLine="0" {0}firstLineChars="0"/>'
)
_TINY = '<{0}rPr><{0}sz {0}val="16"/><{0}szCs {0}val="16"/></{0}rPr>'
_SMALL = '<{0}rPr><{0}sz {0}val="20"/><{0}szCs {0}val="20"/></{0}rPr>'


@frozen
class Styles:
    """
    The ids of the styles that a document has for the references and the text of comments; None where it has none.
    """

    reference: str | None = None
    text: str | None = None

    def marking(self, prefix: str) -> str:
        """
        The properties of a run that stands for a comment: without a style it must not make its line higher.
        """
        if self.reference is None:
            return _TINY.format(prefix)
        return f'<{prefix}rPr><{prefix}rStyle {prefix}val="{quoted(self.reference)}"/></{prefix}rPr>'


def styles(root: Element | None) -> Styles:
    """
    Those among the styles of a document, which goes by their names in whatever language it was made.
    """
    named = {
        (each.get(f"{W}type"), (value(each.find(f"{W}name")) or "").lower()): each.get(f"{W}styleId")
        for each in (() if root is None else root.findall(_STYLE))
    }
    return Styles(
        named.get(("character", "annotation reference")), named.get(("paragraph", "annotation text"))
    )


def begun(namespace: str) -> Part:
    """
    A part without any comment, its names in the namespace of the document.
    """
    return part.parsed(f'{_DECLARATION}<w:comments xmlns:w="{namespace}"></w:comments>'.encode())


def clear(comments: Part, text: Part, extended: Part | None) -> None:
    """
    Take away what disclint wrote earlier, from the comments, the text and what Word keeps beside the comments.
    """
    own = [each for each in comments.root.findall(_COMMENT) if each.get(_AUTHOR) == OWN]
    others = {each.get(_ID) for each in comments.root.findall(_COMMENT) if each.get(_AUTHOR) != OWN}
    for each in own:
        comments.remove(each)
    ids = {each.get(_ID) for each in own} - others
    for mark in _marks(text):
        if mark.get(_ID) in ids:
            text.remove(_alone(mark, text))
    if extended is not None:
        _forget({id for each in own for paragraph in each if (id := paragraph.get(_PARAGRAPH_ID))}, extended)


def _marks(text: Part) -> Iterator[Element]:
    return (each for each in text.root.iter() if each.tag in _MARKS)


def _alone(mark: Element, text: Part) -> Element:
    # The run that holds a reference holds nothing else.
    run = text.parents[mark]
    is_alone = all(each is mark or each.tag == RUN_PROPERTIES for each in run)
    return run if mark.tag == _REFERENCE and is_alone else mark


def _forget(paragraphs: set[str], extended: Part) -> None:
    """
    What is kept of these comments; an answer to one of them goes on as a comment of its own.
    """
    for each in extended.root.findall(f"{_EXTENSION}commentEx"):
        if each.get(f"{_EXTENSION}paraId") in paragraphs:
            extended.remove(each)
        elif each.get(f"{_EXTENSION}paraIdParent") in paragraphs:
            extended.begin_otherwise(each, _PARENT.sub(b"", extended.start_tag(each)))


def numbers(comments: Part, text: Part, wanted: int) -> Sequence[int]:
    """
    So many numbers that no comment of others has, nor anything that stands for one, from the lowest.
    """
    taken = {each.get(_ID) for each in comments.root.findall(_COMMENT) if each.get(_AUTHOR) != OWN}
    own = {each.get(_ID) for each in comments.root.findall(_COMMENT) if each.get(_AUTHOR) == OWN} - taken
    taken |= {each.get(_ID) for each in _marks(text)} - own
    return list(islice((each for each in count() if str(each) not in taken), wanted))


def write(comments: Part, said: Mapping[int, str], known: Styles) -> None:
    """
    Write comments, by their numbers: a paragraph a line.
    """
    prefix, declared = comments.naming(qualified=True)
    written = "".join(
        f'<{prefix}comment{declared} {prefix}id="{number}" {prefix}author="{OWN}" {prefix}initials="{OWN[:2]}">'
        f"{''.join(_paragraphs(words, prefix, known))}</{prefix}comment>"
        for number, words in said.items()
    )
    comments.put(comments.within(comments.root), written)


def _paragraphs(words: str, prefix: str, known: Styles) -> Iterator[str]:
    style = _PLAIN.format(prefix)
    if known.text is not None:
        style = f'<{prefix}pStyle {prefix}val="{quoted(known.text)}"/>'
    looks = "" if known.text is not None else _SMALL.format(prefix)
    mark = f"<{prefix}r>{known.marking(prefix)}<{prefix}annotationRef/></{prefix}r>"
    for line in words.split("\n"):
        text = f'<{prefix}t xml:space="preserve">{escape(line)}</{prefix}t>'
        yield f"<{prefix}p><{prefix}pPr>{style}</{prefix}pPr>{mark}<{prefix}r>{looks}{text}</{prefix}r></{prefix}p>"
        mark = ""
