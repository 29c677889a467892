"""
The files of an OFD package: which pages there are, what templates lie under them, how large they are.

    OFD.xml      := DocBody (DocRoot)*
    Document.xml := CommonData (PageArea, PublicRes*, DocumentRes*, TemplatePage*) Pages (Page*)

Paths are relative to the file that names them, or to the package if they begin with a slash; they name members
of the archive and nothing else.
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from attrs import define, field

from disclint.native.wire import MOST_GLYPHS, MOST_PAGES
from disclint.readers import xmltree
from disclint.readers.archive import Archive
from disclint.readers.ofd.content import Canvas, Unit
from disclint.readers.ofd.values import POINTS, named, numbers, tag, texts
from disclint.readers.unreadable import Unreadable
from disclint.source import Page

_ROOT = "OFD.xml"
_MOST_BYTES = 48 * 1024 * 1024
_A4 = (0.0, 0.0, 210.0, 297.0)


@define
class _Package:
    """
    An archive whose members are read as XML, all of them together within bounds.
    """

    archive: Archive
    left: int = _MOST_BYTES
    trees: dict[str, ET.Element] = field(factory=dict)

    def tree(self, path: str) -> ET.Element | None:
        """
        The root element of a member; None if there is no such member.
        """
        if path not in self.trees:
            data = self.archive.read(path)
            if data is None:
                return None
            self.left -= len(data)
            if self.left < 0:
                raise Unreadable.of("oversized")
            self.trees[path] = xmltree.parse(data)
        return self.trees[path]


def pages(archive: Archive) -> list[Page]:
    """
    The pages of all documents of a package.  Raises Unreadable.
    """
    package = _Package(archive)
    root = package.tree(_ROOT)
    if root is None:
        raise Unreadable.of("damaged")
    if named(root, "Encryptions") or archive.read("Encryptions.xml") is not None:
        raise Unreadable.of("encrypted")
    found: list[Page] = []
    glyphs = 0
    for location in texts(root, "DocRoot"):
        for page in _document(package, _path("", location)):
            found.append(page)
            glyphs += len(page.glyphs)
            if len(found) > MOST_PAGES or glyphs > MOST_GLYPHS:
                raise Unreadable.of("oversized")
    if not found:
        raise Unreadable.of("damaged")
    return found


def _document(package: _Package, path: str) -> Iterator[Page]:
    document = package.tree(path)
    if document is None:
        raise Unreadable.of("damaged")
    units = _units(package, document, path)
    area = _area(document) or _A4
    templates = {
        each.get("ID", ""): _path(path, each.get("BaseLoc", "")) for each in named(document, "TemplatePage")
    }
    for pages_ in named(document, "Pages"):
        for each in pages_:
            if tag(each) == "Page":
                location = _path(path, each.get("BaseLoc", ""))
                yield _page(package, location, area, templates, units)


def _page(
    package: _Package,
    path: str,
    area: tuple[float, ...],
    templates: Mapping[str, str],
    units: Mapping[str, Unit],
) -> Page:
    page = package.tree(path)
    if page is None:
        # One page that is missing does not hide the others.
        return Page(area[2] * POINTS, area[3] * POINTS)
    left, top, width, height = _area(page) or area
    canvas = Canvas(units, left, top)
    for each in page:
        below = templates.get(each.get("TemplateID", "")) if tag(each) == "Template" else None
        template = package.tree(below) if below else None
        if template is not None:
            canvas.draw(template)
    canvas.draw(page)
    # Its content is on the canvas; trees of many pages together would fill the memory.
    package.trees.pop(path, None)
    return canvas.page(width, height)


def _area(root: ET.Element) -> tuple[float, float, float, float] | None:
    for name in ("PhysicalBox", "ApplicationBox", "CropBox"):
        for written in texts(root, name):
            box = numbers(written)
            if len(box) == 4 and box[2] > 0 and box[3] > 0:
                return box[0], box[1], box[2], box[3]
    return None


def _units(package: _Package, document: ET.Element, path: str) -> Mapping[str, Unit]:
    """
    The compound drawings that pages use by number.
    """
    found: dict[str, Unit] = {}
    for name in ("PublicRes", "DocumentRes"):
        for location in texts(document, name):
            resources = package.tree(_path(path, location))
            for each in [] if resources is None else named(resources, "CompositeGraphicUnit"):
                found[each.get("ID", "")] = each
    return found


def _path(base: str, location: str) -> str:
    """
    The member that `location` names in the file `base`; `..` leads to the package's top at most.
    """
    location = location.strip().replace("\\", "/")
    steps = [] if location.startswith("/") else base.split("/")[:-1]
    for step in location.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)
