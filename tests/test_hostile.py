"""
Files made to do harm, and files that came to harm: a clear word, soon, in little memory.

Limits are those of the processor's time and of what Python allocates.
"""

import io
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path
from random import Random

import pytest
from bench.reports import drafted, office, opc
from bench.reports.office import ByHand
from bench.reports.opc import NAMESPACES, package

from disclint import readers
from disclint.readers import Unreadable, markup
from disclint.session import check
from disclint.session.options import Options
from tests.test_mht import saved

SECONDS, MEGABYTES = 2.0, 300


def reason(data: bytes) -> str | None:
    """
    Why a file cannot be read; None if it can.
    """
    start = time.process_time()
    found = refusal(data)
    assert time.process_time() - start < SECONDS
    tracemalloc.start()
    assert refusal(data) == found
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEGABYTES << 20
    return found


def refusal(data: bytes) -> str | None:
    """
    As `reason`, at any cost; what is refused says so in words.
    """
    try:
        source = readers.read(data, "a")
    except Unreadable as error:
        return (
            error.reason if error.message["zh"] and error.remedy["zh"] and error.remedy["en"] else "silence"
        )
    consistent = all(0 <= each.start <= each.end <= len(source.text) for each in source.places)
    return None if consistent else "inconsistent"


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return stream.getvalue()


def document(content: bytes) -> bytes:
    return archive({"word/document.xml": content})


def body(inside: str) -> bytes:
    return f"<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>".encode()


LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 10))
ENTITIES = (
    b'<!DOCTYPE w:document [<!ENTITY a0 "ha">'
    + LAUGHS
    + b"]>"
    + body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>")
)
OUTSIDE = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body(
    "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b" " * (40 << 20), "oversized"),
        (b"<w:p/>" * (2 << 20), "oversized"),
        (body("<w:p/>" * 1_000_000), "oversized"),
        (body("<w:p " + " ".join(f'a{at}=""' for at in range(1_100_000)) + "/>"), "oversized"),
        (ENTITIES, "entities"),
        (OUTSIDE, "entities"),
        (ENTITIES.decode().encode("utf-16"), "entities"),
        (body("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000), "damaged"),
        (body("<w:p>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:p>"), "damaged"),
        (body("<w:p>"), None),
        (b"", "damaged"),
        (b"<x/>", "damaged"),
        ("<w:document>甲".encode("gb18030"), "damaged"),
    ],
    ids=["blanks", "no root", "many tags", "many attributes", "laughs", "external", "laughs in UTF-16", "deep tables",
         "deep controls", "unbalanced", "empty", "foreign", "not UTF-8"],
)  # fmt: skip
def test_a_hostile_document_is_refused(content: bytes, expected: str | None) -> None:
    if expected is None:
        content, expected = content.replace(b"</w:body>", b""), "damaged"
    assert reason(document(content)) == expected


def test_long_tables_are_read_up_to_a_limit() -> None:
    row = f"<w:tr>{'<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>' * 10}</w:tr>"
    assert reason(document(body(f"<w:tbl>{row * 800}</w:tbl>"))) is None
    assert reason(document(body(f"<w:tbl>{row * 6500}</w:tbl>"))) == "oversized"


@pytest.mark.parametrize("span", ["10000", "1000000000", "-5", "x"])
def test_spans_that_nobody_writes_fill_no_memory(span: str) -> None:
    wide = f'<w:tcPr><w:gridSpan w:val="{span}"/><w:vMerge/></w:tcPr>'
    row = f'<w:tr><w:trPr><w:gridBefore w:val="{span}"/></w:trPr>{f"<w:tc>{wide}<w:p/></w:tc>" * 50}</w:tr>'
    assert reason(document(body(f"<w:tbl>{row * 60}</w:tbl>"))) is None


@pytest.mark.parametrize("sign", ["<", "< a", "<1", "<<b "])
def test_signs_that_begin_no_tag_are_one_text(sign: str) -> None:
    text = sign * 50_000
    tokens = list(markup.shown(f"<p>{text}</p>"))
    assert len(tokens) < (10 if sign != "<<b " else 110_000)
    assert "".join(shown for kind, shown, _, _, _ in tokens if kind == markup.TEXT).count("<") >= 50_000


def test_an_archive_of_too_many_members_is_refused() -> None:
    assert reason(archive({f"word/document{at}.xml": b"" for at in range(5000)})) == "oversized"


def test_an_archive_that_lies_about_sizes_is_refused() -> None:
    data = bytearray(document(body("<w:p/>") + b" " * (20 << 20)))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 100)
    assert reason(bytes(data)) in ("damaged", "oversized")


def test_names_that_lead_out_of_an_archive_lead_nowhere() -> None:
    relations = (
        f'<Relationships xmlns="{opc.RELATIONS}"><Relationship Id="r" Type="{opc.OFFICE}/officeDocument" '
        'Target="../../../../etc/passwd"/></Relationships>'
    ).encode()
    members = {"_rels/.rels": relations, "word/document.xml": b"x", "../../etc/passwd": body("<w:p/>")}
    assert reason(archive(members)) == "damaged"


def test_other_ways_of_packing_are_refused() -> None:
    assert reason(archive({"word/document.xml": body("<w:p/>")}, zipfile.ZIP_LZMA)) == "damaged"


def test_a_locked_document_says_so() -> None:
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(2000)
    )
    result = check.check_bytes(locked, "年报.docx", Options())
    (found,) = result.diagnostics
    assert (result.status, found.rule) == ("unreadable", "IO-UNREADABLE")
    assert found.message["zh"] == "无法读取：文件设有打开密码"


MEASURED = """
import resource, sys
from pathlib import Path
from disclint.cli import main
try:
    main(["check", "--isolated", sys.argv[1]])
except SystemExit:
    used = resource.getrusage(resource.RUSAGE_SELF)
    # What `resource` tells of memory counts the process that this one was forked off from.
    most = next(each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM"))
    print(most.split()[1], int(1000 * (used.ru_utime + used.ru_stime)))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the units of memory are those of Linux")
@pytest.mark.parametrize("line", ["a\n", "中\n", "1 ", "|\n", "一、\n"])
def test_a_text_of_short_lines_takes_little_memory(line: str, tmp_path: Path) -> None:
    file = tmp_path / "短.txt"
    file.write_bytes(line.encode() * (1_800_000 // len(line.encode())))
    command = [sys.executable, "-c", MEASURED, str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    kilobytes, milliseconds = map(int, done.stdout.split()[-2:])
    assert kilobytes < MEGABYTES << 10
    # A machine that others use too takes up to twice as long.
    assert milliseconds < 2 * 1000 * SECONDS


def sheet(inside: str) -> bytes:
    return opc.changed(
        office.by_openpyxl(drafted(1)),
        "xl/worksheets/sheet1.xml",
        lambda _: (
            f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{inside}</worksheet>'
        ),
    )


CORNERS = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>2</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (CORNERS + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', None),
        (CORNERS + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 400 + "</mergeCells>", "oversized"),
        ("<sheetData>" + "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="{name}{at}"><v>1</v></c></row>'
         for at, name in enumerate((office.sheet_cell(1, 3 * n + 2)[:-1] for n in range(2000)), 1)) + "</sheetData>", "oversized"),
        ('<sheetData><row r="99999999999"><c r="ZZZZ1" s="x" t="s"><v>999999999</v></c><c t="s"><v>x</v></c></row></sheetData>', None),
        ('<cols><col min="1" max="99999999" hidden="1"/></cols>' + CORNERS, None),
        ("<sheetData>" + "<row/>" * 900_000 + "</sheetData>", "oversized"),
    ],
    ids=["all merged", "all merged often", "wide and long", "nonsense", "all hidden", "many rows"],
)  # fmt: skip
def test_a_hostile_workbook_is_refused_or_read(inside: str, expected: str | None) -> None:
    assert reason(sheet(inside)) == expected


def test_a_saved_page_of_too_many_parts_is_refused() -> None:
    assert (
        reason(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n" * 3000) == "oversized"
    )
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n" for at in range(19))
    assert reason(f"MIME-Version: 1.0\r\n{nested}".encode()) == "damaged"
    assert reason(saved(*[("text/plain", b"x", "base64")] * 2100)) == "oversized"


REFUSED = {None, "damaged", "oversized", "entities", "encrypted", "zip", "binary", "empty"}
FILES = {
    "docx": ByHand(drafted(4), Random(4)).data(),
    "docx of python-docx": office.by_python_docx(drafted(4)),
    "xlsx": office.by_openpyxl(drafted(4)),
    "mht": saved(("text/html", b"<html><body><p>a</p></body></html>" * 50, "base64")),
    "comments": package(
        "<w:body><w:p/></w:body>", comments="<w:comment/>", numbering="<w:num/>", styles="<w:style/>"
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_refused_but_never_fails(name: str) -> None:
    random, data = Random(name), FILES[name]
    for _ in range(25):
        cut = data[: random.randrange(len(data))]
        flipped = bytearray(data)
        for _ in range(random.choice((1, 3, 30))):
            flipped[random.randrange(len(data))] ^= 1 << random.randrange(8)
        for each in (cut, bytes(flipped)):
            assert refusal(each) in REFUSED


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_flipped_bits_inside_the_parts_are_survived(name: str) -> None:
    # The checksum of a member keeps the readers from most of what is broken; here it is right.
    random = Random(name)
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as file:
        members = {each: file.read(each) for each in file.namelist()}
    for _ in range(40):
        part = random.choice([each for each in members if each.endswith(".xml")])
        content = bytearray(members[part])
        for _ in range(random.choice((1, 2, 8))):
            at = random.randrange(len(content))
            content[at] = (
                random.choice(b'0123456789<>/"= aw') if random.random() < 0.7 else random.randrange(256)
            )
        assert refusal(archive({**members, part: bytes(content)})) in REFUSED
