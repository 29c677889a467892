"""
The package of a Word document: the parts that comments concern, and what names a part that is new.
"""

from itertools import count
from xml.etree.ElementTree import Element

from attrs import define, field

from disclint.outputs.annotated.word import part, repacking
from disclint.outputs.annotated.word.part import Part, quoted
from disclint.readers import archive, relations, xmltree
from disclint.readers.archive import Archive
from disclint.readers.unreadable import Unreadable
from disclint.readers.word import package
from disclint.readers.word.names import W

TYPES = "[Content_Types].xml"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NO_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# As the strict form of the standard has it, and as all others do.
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATION = ("http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
             "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments")  # fmt: skip


@define(eq=False)
class Package:
    """
    A package, and the parts of it that were asked for, by their names; whatever they become goes into `written`.
    """

    data: bytes = field(repr=False)
    file: Archive = field(repr=False)
    main: str
    text: Part = field(repr=False)
    _parts: dict[str, Part] = field(factory=dict, repr=False)

    @property
    def body(self) -> Element:
        """
        What the text stands in.
        """
        found = self.text.root.find(f"{W}body")
        if found is None:
            raise Unreadable.of("damaged")
        return found

    def beside(self, sort: str) -> Part | None:
        """
        The part that the text names by a relation of this sort.
        """
        name = relations.by_type(self.file, self.main).get(sort)
        content = None if name is None else self.file.read(name)
        if name is None or content is None:
            return None
        self._parts[name] = found = part.parsed(content)
        return found

    def styles(self) -> Element | None:
        """
        The styles of paragraphs and characters; None if there are none, or none that can be read.
        """
        name = relations.by_type(self.file, self.main).get("styles")
        try:
            content = None if name is None else self.file.read(name)
            return None if content is None else xmltree.parse(package.without_table_styles(content))
        except Unreadable:
            return None

    def add_comments(self, comments: Part) -> None:
        """
        Make this the part that has the comments.
        """
        folder, _, own = self.main.rpartition("/")
        name = relations.by_type(self.file, self.main).get("comments")
        if name is None:
            begin = f"{folder}/" if folder else ""
            names = (f"{begin}comments{number or ''}.xml" for number in count())
            name = next(each for each in names if archive.plain(each) not in self.file.members)
            self._name(f"{begin}_rels/{own}.rels", name.removeprefix(begin))
        self._parts[name] = comments
        content = self.file.read(TYPES)
        if content is None:
            raise Unreadable.of("damaged")
        types = part.parsed(content)
        typed = {each.get("PartName", "").lower() for each in types.root.iter(f"{_PACKAGE}Override")}
        if f"/{name}".lower() not in typed:
            prefix, declared = types.naming(qualified=False)
            written = f'<{prefix}Override{declared} PartName="/{quoted(name)}" ContentType="{_COMMENTS}"/>'
            types.put(types.within(types.root), written)
            self._parts[TYPES] = types

    def _name(self, beside: str, target: str) -> None:
        listed = part.parsed(self.file.read(beside) or _NO_RELATIONS)
        taken = {each.get("Id") for each in listed.root}
        id = next(each for number in count(1) if (each := f"rId{number}") not in taken)
        sort = _RELATION[0 if self.text.namespace.startswith(_STRICT) else 1]
        prefix, declared = listed.naming(qualified=False)
        written = f'<{prefix}Relationship{declared} Id="{id}" Type="{sort}" Target="{quoted(target)}"/>'
        listed.put(listed.within(listed.root), written)
        self._parts[beside] = listed

    def written(self) -> bytes:
        """
        The package with these parts as they are now, and all else as it was.
        """
        changed = {name: each.written() for name, each in {self.main: self.text, **self._parts}.items()}
        return repacking.repacked(self.data, changed)


def opened(data: bytes) -> Package:
    """
    A package.  Raises Unreadable, as all that reads its parts.
    """
    file = archive.opened(data)
    main = package.main_part(file)
    content = file.read(main)
    if content is None:
        raise Unreadable.of("damaged")
    return Package(data, file, main, part.parsed(content))
