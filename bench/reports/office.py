"""
Generated reports laid out as office documents.

By python-docx and openpyxl, and by hand as the XML that Word writes when a document has been through many hands.
"""

import io
from collections.abc import Iterator
from random import Random
from xml.sax.saxutils import escape

import docx
import openpyxl
from attrs import frozen
from openpyxl.utils import get_column_letter

from bench.reports.draft import Cell, Draft, Grid
from bench.reports.opc import package

NUMERALS = "一二三四五六七八九"


@frozen
class Placed:
    """
    A cell and where it stands in its table, from 0.
    """

    cell: Cell
    row: int
    column: int


def placed(grid: Grid) -> list[list[Placed]]:
    """
    The cells of each row with their columns, as row spans leave them room.
    """
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(grid):
        line, column = [], 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            line.append(Placed(cell, row, column))
            taken |= {
                (row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
            }
            column += cell.columns
        found.append(line)
    return found


def width(grid: Grid) -> int:
    """
    How many columns a table has.
    """
    return max(each.column + each.cell.columns for row in placed(grid) for each in row)


def by_python_docx(draft: Draft) -> bytes:
    """
    A .docx as python-docx makes it, the cells merged as in the form.
    """
    document = docx.Document()
    for paragraph in draft.paragraphs:
        if paragraph.kind == "table":
            grid = draft.tables[paragraph.section]
            table = document.add_table(len(grid), width(grid), style="Table Grid")
            cells = [list(row.cells) for row in table.rows]
            for each in (one for row in placed(grid) for one in row):
                last = cells[each.row + each.cell.rows - 1][each.column + each.cell.columns - 1]
                first = cells[each.row][each.column]
                (first if last is first else first.merge(last)).text = each.cell.text
        elif paragraph.kind == "title":
            document.add_heading(paragraph.text, 0)
        else:
            document.add_paragraph(paragraph.text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def by_openpyxl(draft: Draft) -> bytes:
    """
    A workbook with the text on its first sheet and each table on one of its own, between hidden ones.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "正文"
    hidden = book.create_sheet("草稿")
    hidden["A1"] = "六、其他需要报告的事项（草稿）"
    hidden.sheet_state = "hidden"
    for paragraph in draft.paragraphs:
        if paragraph.kind != "table":
            sheet.append([paragraph.text])
            continue
        sheet = book.create_sheet(f"表{len(book.sheetnames)}")
        for each in (one for row in placed(draft.tables[paragraph.section]) for one in row):
            cell = sheet.cell(each.row + 3, each.column + 2, _typed(each.cell))
            if each.cell.rows > 1 or each.cell.columns > 1:
                last = sheet.cell(each.row + 2 + each.cell.rows, each.column + 1 + each.cell.columns)
                sheet.merge_cells(f"{cell.coordinate}:{last.coordinate}")
        sheet = book.create_sheet(f"正文{len(book.sheetnames)}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _typed(cell: Cell) -> str | int | float:
    for type_ in (int, float) if cell.address else ():
        try:
            number = type_(cell.text)
        except ValueError:
            continue
        if str(number) == cell.text:
            return number
    return cell.text


def sheet_cell(row: int, column: int) -> str:
    """
    The name of a cell of a sheet, from 1.
    """
    return f"{get_column_letter(column)}{row}"


class ByHand:
    """
    A .docx as it comes out of an office.

    Runs are cut anywhere, headings numbered by Word, changes pending, paragraphs in text boxes and content
    controls, labels on two lines.
    """

    def __init__(self, draft: Draft, random: Random) -> None:
        self.draft, self.random = draft, random
        self.inserted = self.deleted = self.deleted_words = 0

    def data(self) -> bytes:
        """
        The bytes of the file.
        """
        body = "".join(self._blocks())
        return package(f"<w:body>{body}<w:sectPr/></w:body>", numbering=NUMBERING)

    @property
    def changes(self) -> dict[str, object]:
        """
        What is to be noticed about changes, once the bytes are made.
        """
        authors = (("甲", self.inserted), ("乙", self.deleted_words))
        counts = {"inserted": self.inserted, "deleted": self.deleted + self.deleted_words}
        return {
            "count": sum(counts.values()),
            **counts,
            "authors": {name for name, times in authors if times},
        }

    def _blocks(self) -> Iterator[str]:
        headings = [each.text for each in self.draft.paragraphs if each.kind == "heading"]
        # What is numbered wrongly was numbered by hand.
        in_order = all(
            text.startswith(f"{numeral}、") for numeral, text in zip(NUMERALS, headings, strict=False)
        )
        for paragraph in self.draft.paragraphs:
            if paragraph.kind == "table":
                yield self._table(self.draft.tables[paragraph.section])
                continue
            text, level = paragraph.text, None
            if paragraph.kind == "heading" and in_order:
                text, level = text[2:], 0
            yield self._around(self._paragraph(text, level))

    def _around(self, paragraph: str) -> str:
        chance = self.random.random()
        if chance < 0.08:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
        if chance < 0.16:
            box = f"<w:txbxContent>{paragraph}</w:txbxContent>"
            return (
                "<w:p><w:r><mc:AlternateContent>"
                f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
                f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
                "</mc:AlternateContent></w:r></w:p>"
            )
        if chance < 0.2:
            self.deleted += 1
            gone = run("这一段已经删除。", "delText")
            return f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2">{gone}</w:del></w:p>{paragraph}'
        return paragraph

    def _paragraph(self, text: str, level: int | None = None) -> str:
        numbered = (
            "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        )
        return f"<w:p><w:pPr>{numbered}</w:pPr>{self._runs(text)}</w:p>"

    def _runs(self, text: str) -> str:
        parts, at = [], 0
        while at < len(text):
            size = self.random.randint(1, 12)
            parts.append(self._run(text[at : at + size]))
            at += size
        return "".join(parts)

    def _run(self, text: str) -> str:
        chance = self.random.random()
        if chance < 0.03:
            self.inserted += 1
            return f'<w:ins w:id="3" w:author="甲">{run(text)}</w:ins>'
        if chance < 0.06:
            self.deleted_words += 1
            return f'<w:del w:id="4" w:author="乙">{run("9", "delText")}</w:del>{run(text)}'
        if chance < 0.09:
            return f'<w:smartTag><w:hyperlink r:id="x">{run(text)}</w:hyperlink></w:smartTag>'
        if chance < 0.12:
            code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
            instruction = f"<w:r><w:instrText> REF x </w:instrText></w:r>{run('code')}"
            return (
                f"{code.format('begin')}{instruction}{code.format('separate')}{run(text)}{code.format('end')}"
            )
        if chance < 0.15:
            return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>{run(text)}"
        return run(text)

    def _table(self, grid: Grid) -> str:
        columns = width(grid)
        widths = "".join('<w:gridCol w:w="900"/>' for _ in range(columns))
        starts = {(each.row, each.column): each.cell for row in placed(grid) for each in row}
        rows = "".join(self._row(starts, row, columns) for row in range(len(grid)))
        return f"<w:tbl><w:tblPr/><w:tblGrid>{widths}</w:tblGrid>{rows}</w:tbl>"

    def _row(self, starts: dict[tuple[int, int], Cell], row: int, columns: int) -> str:
        parts: list[str] = []
        column = 0
        while column < columns:
            above = next((at for at in range(row, -1, -1) if (at, column) in starts), None)
            if above is None:
                # A row was taken out of the form, and with it the label that stood here.
                parts.append("<w:tc><w:tcPr/><w:p/></w:tc>")
                column += 1
                continue
            cell = starts[above, column]
            merged = (
                "" if cell.rows == 1 else '<w:vMerge w:val="restart"/>' if above == row else "<w:vMerge/>"
            )
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            inside = self._cell(cell.text) if above == row else "<w:p/>"
            parts.append(f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{inside}</w:tc>")
            column += cell.columns
        return f"<w:tr>{''.join(parts)}</w:tr>"

    def _cell(self, text: str) -> str:
        if len(text) > 4 and not text[0].isdigit() and self.random.random() < 0.3:
            half = len(text) // 2
            return self._paragraph(text[:half]) + self._paragraph(text[half:])
        return self._paragraph(text)


def run(text: str, element: str = "t") -> str:
    """
    A run of words.
    """
    return f'<w:r><w:{element} xml:space="preserve">{escape(text)}</w:{element}></w:r>'


def level(at: int, format_: str, text: str, more: str = "") -> str:
    """
    A level of a list.
    """
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "chineseCountingThousand", "%1、")}'
    f"{level(1, 'chineseCounting', '（%2）')}{level(2, 'decimal', '%3.')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)
