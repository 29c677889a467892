"""
Input that nobody writes in good faith, by class: `python -m bench.hostile [CLASS…]`.

Each class is a file, made when it is asked for; a fresh `disclint check` of it is measured in time of the processor
and in memory, with all that a command has to load.  What a class may take, and what is said of it, is in the table;
`tests/test_hostile_classes.py` holds the command to it.
"""

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl
from attrs import frozen

from bench.reports import drafted, office, opc, sound

# For a file up to 2 MB, and for a larger one: seconds of a quiet processor.
SHORT, LONG = 4.0, 20.0
MEGABYTES = 300
_SMALL = 2 * 1024 * 1024
# A fixed piece of work before and after the command tells how slow the machine is at this moment: neighbours on the
# same core halve what a second of the processor is worth.  Seconds that a quiet machine takes for it:
_UNIT = 0.055
_MEASURED = """
import resource, sys, time
from pathlib import Path
def unit():
    began, text, kept = time.process_time(), "公开" * 2_000, {}
    for at in range(180_000):
        kept[at % 5_000] = text.find("件", at % 4_000) + len(str(at))
    return time.process_time() - began
before = unit()
from disclint.cli import main
try:
    main(["check", "--isolated", "--output-format", "json", sys.argv[1]])
except SystemExit as left:
    used = resource.getrusage(resource.RUSAGE_SELF)
    # What `resource` tells of memory counts the process that this one was forked off from.
    most = next(each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM"))
    print(f"\\n{left.code} {most.split()[1]} {used.ru_utime + used.ru_stime - before} {(before + unit()) / 2}")
"""
# What may come of a file: a report with verdicts, something that is declined with a note, a refusal in words.
READ, DECLINED, REFUSED = "ok", "declined", "unreadable"


@frozen
class Class:
    """
    A class of input: a file's name and bytes, and what is to come of it; `says` is a part of what the user is told.
    """

    name: str
    make: Callable[[], bytes]
    comes: str
    says: str = ""
    suffix: str = ".txt"


@frozen
class Told:
    """
    What a check took and said: seconds (of a quiet machine), megabytes, exit code, status, the findings' words and remedies.
    """

    size: int
    seconds: float
    megabytes: float
    code: int
    status: str
    words: str
    remedies: tuple[str, ...]
    verdicts: Mapping[str, int]

    @property
    def allowed(self) -> float:
        """
        The seconds that a file of this size may take.
        """
        return SHORT if self.size <= _SMALL else LONG


@cache
def _report(style: str = "pipe") -> str:
    return sound(1, style=style).data.decode()


def _behind(piece: str, times: int) -> Callable[[], bytes]:
    """
    A sound report with a piece behind it, many times.
    """

    def make() -> bytes:
        return (_report() + piece * times).encode()

    return make


def _spoilt(old: str, new: str) -> Callable[[], bytes]:
    return lambda: _report().replace(old, new).encode()


def _between(put: str) -> Callable[[], bytes]:
    """
    A sound report with something between all its characters.
    """
    return lambda: put.join(_report()).encode("utf-8", "surrogatepass")


def _digits(zero: int) -> Callable[[], bytes]:
    table = {ord("0") + each: zero + each for each in range(10)}
    return lambda: _report().translate(table).encode()


def _page(body: Callable[[], str]) -> Callable[[], bytes]:
    def make() -> bytes:
        return f"<html><body>{body()}</body></html>".encode()

    return make


def _row(columns: int) -> str:
    return "<table><tr><td>（一）予以公开</td>" + "<td>1</td>" * columns + "</tr></table>"


def _document(inside: str) -> bytes:
    return opc.package(f"<w:body>{inside}</w:body>")


def _sheet(inside: Callable[[], str], sheets: str = "") -> Callable[[], bytes]:
    """
    A workbook whose sheet holds this, with more sheets that are named.
    """

    def make() -> bytes:
        stream = io.BytesIO()
        openpyxl.Workbook().save(stream)
        data = opc.changed(
            stream.getvalue(),
            "xl/worksheets/sheet1.xml",
            lambda each: each.replace("<sheetData></sheetData>", inside()),
        )
        return opc.changed(
            data, "xl/workbook.xml", lambda each: each.replace("</sheets>", f"{sheets}</sheets>")
        )

    return make


def _cells(row: int, *words: str) -> str:
    names = (office.sheet_cell(row, at) for at in range(1, len(words) + 1))
    cells = (f'<c r="{name}" t="str"><v>{each}</v></c>' for name, each in zip(names, words, strict=True))
    return f'<row r="{row}">{"".join(cells)}</row>'


def _rows(rows: Iterable[Sequence[str]]) -> str:
    return f"<sheetData>{''.join(_cells(at, *each) for at, each in enumerate(rows, 1))}</sheetData>"


_P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_AGAIN = f'<sheet xmlns:r="{opc.OFFICE}" name="Sheet" sheetId="1" r:id="rId1"/>'
_HIDDEN = '<col min="1" max="16384" hidden="0"/><col min="2" max="16384" hidden="1"/>'
_ONE_ROW = "（一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n"
CLASSES: Mapping[str, Class] = {
    each.name: each
    for each in (
        # Size.
        Class("empty", lambda: b"", REFUSED, "文件是空的"),
        Class("one byte", lambda: b"0", DECLINED),
        Class("65 MB of blanks", lambda: b" " * (65 << 20), REFUSED, "文件大于 64 MB"),
        Class("64 MB of one letter", lambda: "公".encode() * (20 << 20), REFUSED, "太长"),
        Class("one line of 10 MB", lambda: "全年收到政府信息公开申请12件，".encode() * 222_000, REFUSED, "太长"),
        Class("one line of 1.9 MB", lambda: "全年收到政府信息公开申请12件，".encode() * 42_000, DECLINED),
        Class("400,000 short lines", _behind("全年收到申请12件。\n", 400_000), REFUSED, "太长"),
        Class("60,000 short lines", _behind("全年收到申请12件。\n", 60_000), REFUSED, "太长"),
        Class("19,000 short lines", _behind("全年收到申请12件。\n", 19_000), READ),
        Class("1,000,000 line ends", _behind("\n", 1_000_000), REFUSED, "太长"),
        Class("1,000,000 headings", _behind("一、总体情况\n", 1_000_000), REFUSED, "太长"),
        Class("90,000 headings", _behind("一、总体情况\n", 90_000), REFUSED, "太长"),
        Class("19,000 headings", _behind("一、总体情况\n", 19_000), READ),
        Class("1,000,000 claims", _behind("收到申请12件，", 1_000_000), REFUSED, "太长"),
        Class("80,000 claims", _behind("收到申请12件，", 80_000), READ),
        Class("19,000 rows of a table", _behind(_ONE_ROW, 19_000), READ),
        Class("1,900,000 digits", lambda: b"1234567890" * 190_000, DECLINED),
        # Nesting.
        Class("300,000 nested brackets", _behind("（" * 300_000 + "）" * 300_000, 1), READ),
        Class("150,000 nested elements", _page(lambda: "<div>" * 150_000 + "件" + "</div>" * 150_000), DECLINED, suffix=".html"),
        Class("100,000 nested tables", _page(lambda: "<table><tr><td>" * 100_000 + "件"), DECLINED, suffix=".html"),
        Class("100,000 tables", _page(lambda: "<table><tr><td>件</td><td>1</td></tr></table>" * 100_000), REFUSED, "过大", suffix=".html"),
        Class("40,000 tables", _page(lambda: "<table><tr><td>件</td><td>1</td></tr></table>" * 40_000), REFUSED, "太长", suffix=".html"),
        Class("rows of 600 columns", _page(lambda: _report("html") + _row(600) * 250), READ, suffix=".html"),
        Class("spans of 65,534 columns", _page(lambda: "<table><tr>" + "<td rowspan=65534 colspan=65534>1" * 9_000 + "</table>"), DECLINED, suffix=".html"),
        Class("60,000 unclosed comments", _page(lambda: "<!-- disclint: ignore TBL3-*" * 60_000), DECLINED, suffix=".html"),
        Class("10,000 comments to disclint", _behind("# disclint: ignore TBL3-SUM-ROW：已核对\n", 10_000), READ, "没有用到"),
        Class("230,000 entities", _page(lambda: "&#20844;" * 230_000), DECLINED, suffix=".html"),
        Class("nested lists in Markdown", lambda: "".join(f"{' ' * (at % 900)}- # **1** | 2\n" for at in range(4_000)).encode(), DECLINED, suffix=".md"),
        Class("60,000 paragraphs of Word", lambda: _document(_P.format("一、总体情况") * 60_000), REFUSED, "太长", suffix=".docx"),
        Class("19,000 paragraphs of Word", lambda: _document(_P.format("一、总体情况") * 19_000), DECLINED, suffix=".docx"),
        Class("nested tables of Word", lambda: _document("<w:tbl><w:tr><w:tc>" * 100 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 100), REFUSED, "已损坏", suffix=".docx"),
        # Sheets and lists.
        Class("a sheet 200 times over", _sheet(lambda: _rows([["件"]] * 9_000), _AGAIN * 200), DECLINED, suffix=".xlsx"),
        Class("9,000 stretches of columns", _sheet(lambda: f"<cols>{_HIDDEN * 9_000}</cols>{_rows([['件']])}"), DECLINED, suffix=".xlsx"),
        Class("5,000 labels between rows", _sheet(lambda: _rows([["件"], ["件", "1", "2"]] * 5_000)), DECLINED, suffix=".xlsx"),
        Class("2,000 columns of remarks", _sheet(lambda: _rows([["备注"] * 2_000] * 6)), DECLINED, suffix=".xlsx"),
        Class("20,000 cells between commas", _spoilt("规章", "规章" + ",1 " * 20_000 + "\n"), READ),
        # Encodings and characters.
        Class("noughts", _between("\0"), READ, "空字符"),
        Class("noughts only", lambda: bytes(1_000_000), REFUSED, "文件是空的"),
        Class("lone surrogates", _between("\ud800"), REFUSED, "不是文本"),
        Class("random bytes", lambda: bytes(range(128, 256)) * 8_000, REFUSED, "不是文本"),
        Class("UTF-32", lambda: _report().encode("utf-32"), READ),
        Class("UTF-7", lambda: _report().encode("utf-7"), DECLINED),
        Class("a mark before every letter", _between("\ufeff"), READ),
        Class("zero-width characters", _between("\u200b"), READ),
        Class("joiners", _between("\u200d"), READ),
        Class("overridden direction", _spoilt("一、总体情况", "\u202e一、总体情况\u202c"), READ),
        Class("isolated direction", _spoilt("一、总体情况", "\u2066一、总体情况\u2069"), READ),
        Class("Arabic-Indic digits", _digits(0x660), READ),
        Class("mathematical digits", _digits(0x1D7CE), READ),
        Class("full-width digits", _digits(0xFF10), READ),
        Class("combining characters", _behind("申" + "\u0301" * 500_000, 1), READ),
        Class("private characters", _behind("\ue000\uf8ff\U000f0000" * 60_000, 1), READ),
        Class("line ends of all sorts", _behind("公\r\n\r\v\f\x1c\x85\u2028\u2029", 9_000), READ),
        Class("an archive by another name", lambda: office.by_openpyxl(drafted(1)), READ, suffix=".txt"),
    )
}  # fmt: skip


def told(data: bytes, suffix: str) -> Told:
    """
    What a fresh command takes for a file, and says of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"报告{suffix}")
        file.write_bytes(data)
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", _MEASURED, str(file)], check=True, capture_output=True, text=True
        )
    printed, _, last = done.stdout.rstrip().rpartition("\n")
    code, kilobytes, seconds, unit = map(float, last.split())
    (found,) = json.loads(printed)["files"]
    findings = found["diagnostics"]
    words = "\n".join([*(each["message"] for each in findings), done.stderr])
    remedies = tuple((each["suggestion"] or {}).get("text", "") for each in findings)
    return Told(
        len(data),
        seconds / max(1, unit / _UNIT),
        kilobytes / 1024,
        int(code),
        found["status"],
        words,
        remedies,
        found["verdicts"],
    )


def main(*names: str) -> None:
    """
    Print what each class takes and what is said of it.
    """
    print(f"{'class':30}{'bytes':>12}{'CPU s':>8}{'bar':>6}{'MB':>7}  status")
    for name in names or CLASSES:
        each = CLASSES[name]
        found = told(each.make(), each.suffix)
        is_kept = (
            found.seconds <= found.allowed
            and found.megabytes <= MEGABYTES
            and found.status == each.comes
            and each.says in found.words
        )
        print(f"{name:30}{found.size:12,}{found.seconds:8.2f}{found.allowed:6.0f}{found.megabytes:7.0f}  "
              f"{found.status}{'' if is_kept else '  !'}  {found.words[:90]!r}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
