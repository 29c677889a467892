"""
A small writer of OFD packages (GB/T 33190), for pages that are known.
"""

import io
import zipfile
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from disclint.source import Glyph, Page, Stroke

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRES = 25.4 / 72
BELOW = 0.12
# `lines`: an object for each line of characters; `characters`: one for each; `scaled`: half the size under a matrix;
# `template`: the lines lie in a template under the page; `unit`: in a compound drawing.
MANNERS = ("lines", "characters", "scaled", "template", "unit")


def package(pages: Sequence[Page], manner: str = "lines") -> bytes:
    """
    The pages as OFD.
    """
    members = {"OFD.xml": _root()}
    templates, units, places = [], [], []
    for number, page in enumerate(pages):
        area = f"<ofd:Area><ofd:PhysicalBox>0 0 {_mm(page.width)} {_mm(page.height)}</ofd:PhysicalBox></ofd:Area>"
        text = "".join(_text(each, manner) for each in _runs(page.glyphs, single=manner == "characters"))
        paths = "".join(_path(each, page) for each in page.strokes)
        below = ""
        if manner == "template":
            members[f"Doc_0/Tpls/Tpl_{number}/Content.xml"] = _page(area, paths)
            templates.append(
                f'<ofd:TemplatePage ID="{5000 + number}" BaseLoc="Tpls/Tpl_{number}/Content.xml"/>'
            )
            below = f'<ofd:Template TemplateID="{5000 + number}" ZOrder="Background"/>'
            paths = ""
        if manner == "unit":
            units.append(f'<ofd:CompositeGraphicUnit ID="{7000 + number}"><ofd:Content>{paths}</ofd:Content></ofd:CompositeGraphicUnit>')  # fmt: skip
            paths = f'<ofd:CompositeObject ID="1" ResourceID="{7000 + number}" Boundary="0 0 {_mm(page.width)} {_mm(page.height)}"/>'  # fmt: skip
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(area + below, paths + text)
        places.append(f'<ofd:Page ID="{number + 1}" BaseLoc="/Doc_0/Pages/Page_{number}/Content.xml"/>')
    resources = ""
    if units:
        resources = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        members["Doc_0/DocumentRes.xml"] = _xml("Res", f"<ofd:CompositeGraphicUnits>{''.join(units)}</ofd:CompositeGraphicUnits>")  # fmt: skip
    common = f"<ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{resources}{''.join(templates)}</ofd:CommonData>"  # fmt: skip
    members["Doc_0/Document.xml"] = _xml("Document", f"{common}<ofd:Pages>{''.join(places)}</ofd:Pages>")
    return zipped(members)


def zipped(members: dict[str, str]) -> bytes:
    """
    A zip archive of texts.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _root() -> str:
    return _xml(
        "OFD", "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    )


def _xml(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{name} {NAMESPACE}>{inside}</ofd:{name}>'


def _page(head: str, content: str) -> str:
    return _xml(
        "Page", f'{head}<ofd:Content><ofd:Layer ID="2" Type="Body">{content}</ofd:Layer></ofd:Content>'
    )


def _mm(points: float) -> str:
    return f"{points * MILLIMETRES:.4f}"


def _runs(glyphs: Sequence[Glyph], *, single: bool) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        level = last is not None and abs(last[2] - glyph[2]) < 0.05 and abs(last[4] - glyph[4]) < 0.05
        if single or last is None or not level or glyph[1] < last[1]:
            runs.append([])
        runs[-1].append(glyph)
    return runs


def _text(run: Sequence[Glyph], manner: str) -> str:
    scale = 2.0 if manner == "scaled" else 1.0
    left, top, bottom = run[0][1], run[0][2], run[0][4]
    size = bottom - top
    x, y, em = (f"{each * MILLIMETRES / scale:.4f}" for each in (left, bottom - BELOW * size, size))
    matrix = f' CTM="{scale} 0 0 {scale} 0 0"' if scale != 1.0 else ""
    steps = [(b[1] - a[1]) * MILLIMETRES / scale for a, b in pairwise(run)]
    delta = f' DeltaX="{_deltas(steps)}"' if steps else ""
    words = escape("".join(each[0] for each in run))
    return (
        f'<ofd:TextObject ID="3" Boundary="0 0 210 297" Font="4" Size="{em}"{matrix}>'
        f'<ofd:TextCode X="{x}" Y="{y}"{delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def _deltas(steps: Sequence[float]) -> str:
    """
    Deltas as OFD writes them: equal ones with their number.
    """
    written: list[str] = []
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and abs(steps[end] - steps[at]) < 1e-4:
            end += 1
        written.append(
            f"g {end - at} {steps[at]:.4f}" if end - at > 2 else " ".join([f"{steps[at]:.4f}"] * (end - at))
        )
        at = end
    return " ".join(written)


def _path(stroke: Stroke, page: Page) -> str:
    x0, y0, x1, y1 = (each * MILLIMETRES for each in stroke)
    return (
        f'<ofd:PathObject ID="6" Boundary="{x0:.4f} {y0:.4f} {_mm(page.width)} {_mm(page.height)}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:.4f} {y1 - y0:.4f}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def unzipped(data: bytes) -> dict[str, str]:
    """
    The members of a zip archive of texts.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
