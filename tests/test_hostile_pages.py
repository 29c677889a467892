"""
PDF and OFD files that are broken or mean harm: said within the time and the memory, and disclint lives on.
"""

import os
import random
import subprocess
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from disclint.native import wire, worker
from disclint.readers import Unreadable, read
from disclint.source import Page
from tests import drawn, ofd

# Of a processor that reads a hundred thousand numbers in so many seconds, for files up to 2 MB.
SECONDS, NUMBERS = 2.0, 0.09
TEXT = drawn.words(*((50.0, 560.0 - 20 * at, f"line {at} with some words in it") for at in range(20)))
PLAIN = drawn.pdf([TEXT])
CALLS = b"/X1 Do " * 10
FORMS = [
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 %d 0 R >> >>"
    b" /Length %d >>\nstream\n%s\nendstream" % (5 + at, len(CALLS), CALLS)
    for at in range(25)
]
ENCRYPTED = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % (b"5a" * 32, b"a5" * 32)  # fmt: skip
SCANNED = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    b" /Length 1 >>\nstream\n\x00\nendstream"
)


def outcome(data: bytes) -> str:
    """
    What comes of a file within the time: `read`, or why it is unreadable.
    """
    start = spent()
    try:
        read(data, "报告")
        found = "read"
    except Unreadable as error:
        found = error.reason if error.message["zh"] and error.remedy["en"] else "said nothing"
    taken = spent() - start
    assert taken < SECONDS or taken < SECONDS * slowness()
    return found


def slowness() -> float:
    """
    How many times longer the processor takes at present than it should: others may share it.
    """
    start = time.process_time()
    assert len([tuple(map(float, f"{at} {at}".split())) for at in range(50_000)]) == 50_000
    return max(1.0, (time.process_time() - start) / NUMBERS)


def spent() -> float:
    """
    The processor's time of this process and its children, in seconds; of those that run where the system tells.
    """
    ended = os.times()
    running = worker._WORKERS["pdf"].child  # noqa: SLF001 - nobody else wants to know
    file = Path(f"/proc/{running.pid if running else 0}/stat")
    ticks = sum(map(int, file.read_text().rpartition(")")[2].split()[11:13])) if file.is_file() else 0
    return (
        ended.user
        + ended.system
        + ended.children_user
        + ended.children_system
        + ticks / os.sysconf("SC_CLK_TCK")
    )


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The child runs before a file is timed: another one may have ended the last.  No scan is recognised here.
    """
    installed = worker.is_installed
    monkeypatch.setattr(worker, "is_installed", lambda engine="pdf": engine == "pdf" and installed())
    worker.pages(PLAIN)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: drawn.pdf([TEXT], trailer=ENCRYPTED), "pdf-encrypted"),
        (lambda: drawn.pdf([TEXT] * 450), "pdf-pages"),
        (lambda: b"%PDF-1.7\n" + bytes(1000), "pdf-damaged"),
        (lambda: drawn.pdf([b" " * 300_000_000], packed=True), "pdf-crashed"),
        (drawn.endless, "pdf-slow"),
        (lambda: drawn.pdf([b"/X1 Do"], resources=b"/XObject << /X1 4 0 R >>", more=FORMS), "pdf-slow pdf-crashed"),
        (lambda: drawn.pdf([b"0 0 m 9 9 l S\n" * 150_000], packed=True), "pdf-slow pdf-no-text"),
        (lambda: drawn.pdf([TEXT + b"50 50 m 500 50 l S 50 50 m 50 500 l S\n" * 50_000], packed=True), "read pdf-slow"),
        (
            lambda: drawn.pdf(
                [TEXT + b"".join(b"%d %d m %d %d l S\n" % (at % 500, at % 700, at % 500 + 40, at % 700) for at in range(100_000))],
                packed=True,
            ),
            "read pdf-slow",
        ),
        (lambda: drawn.pdf([drawn.words(*((5.0, 9.0 * at, "wide" * 1000) for at in range(90)))], packed=True), "pdf-slow pdf-crowded"),
        (lambda: drawn.pdf([TEXT + drawn.words((9e8, -9e8, "far away")) + b"-1e30 0 m 1e30 0 l S"]), "read"),
        (lambda: drawn.pdf([b""]), "pdf-no-text"),
        (
            lambda: drawn.pdf([b"595 0 0 842 0 0 cm /X1 Do"], resources=b"/XObject << /X1 4 0 R >>", more=[SCANNED]),
            "pdf-scanned",
        ),
    ],
    ids=[
        "encrypted", "pages", "nothing", "bomb", "without end", "forms in forms", "strokes alone", "the same strokes", "strokes",
        "characters", "far away", "empty", "scanned",
    ],
)  # fmt: skip
def test_a_hostile_pdf_is_said_in_time(make: Callable[[], bytes], reason: str) -> None:
    data = make()
    assert len(data) < 2 * 1024 * 1024
    assert outcome(data) in reason.split()
    assert read(PLAIN, "报告").text.startswith("line 0 with some words in it")


@pytest.mark.skipif(not wire.ENDS_ITSELF, reason="this system does not end a process whose time is over")
def test_a_busy_machine_makes_no_file_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    # The child sleeps longer than it may reckon, as one that waits for its turn.
    monkeypatch.setenv("PYTHONPATH", "")
    slow = (
        "import time; from disclint.native import child, pdf; pages = pdf.pages\n"
        "pdf.pages = lambda data: (time.sleep(2.5), pages(data))[1]\n"
        "import sys; sys.argv[1:] = ['pdf']; child.main()"
    )
    started = subprocess.Popen

    def instead(command: list[str], **given: object) -> object:
        return started([command[0], "-P", "-c", slow], **given)  # type: ignore[call-overload]

    worker._WORKERS["pdf"].stop()  # noqa: SLF001
    monkeypatch.setattr(subprocess, "Popen", instead)
    assert read(PLAIN, "报告").text.startswith("line 0")
    assert outcome(PLAIN) == "read"
    worker._WORKERS["pdf"].stop()  # noqa: SLF001


def test_a_scanned_page_among_others_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "is_installed", lambda engine="pdf": engine == "pdf")
    data = drawn.pdf(
        [TEXT, b"595 0 0 842 0 0 cm /X1 Do", TEXT], resources=b"/XObject << /X1 4 0 R >>", more=[SCANNED]
    )
    source = read(data, "报告")
    assert [(each.what, source.text[: each.at].count("\n") > 0) for each in source.gaps] == [("page 2", True)]
    assert [(each.code, each.values["pages"]) for each in source.notices] == [("unread-pages", ("2",))]
    assert {each.page for each in source.places if each.length} == {1, 3}
    assert source.locate(source.notices[0].span).page == 2


def test_characters_without_codes_are_said() -> None:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 1 /LastChar 9"
        b" /Widths [1 1 1 1 1 1 1 1 1] /Encoding << /Type /Encoding /Differences [1 /x1 /x2 /x3 /x4 /x5 /x6 /x7 /x8 /x9] >>"
        b" /CharProcs << " + b" ".join(b"/x%d 5 0 R" % at for at in range(1, 10)) + b" >> >>"
    )
    glyph = b"<< /Length 24 >>\nstream\n1 0 0 0 1 1 d1 0 0 1 1 re\nendstream"
    text = b"BT /F2 12 Tf 50 700 Td <010203040506070809> Tj 0 -20 Td <010203040506070809> Tj ET"
    with pytest.raises(Unreadable) as caught:
        read(drawn.pdf([text], fonts=b"/F2 4 0 R", more=[font, glyph]), "报告")
    assert caught.value.reason == "pdf-nameless"


def test_a_damaged_pdf_is_read_or_said() -> None:
    dice = random.Random(7)
    for _ in range(40):
        data = bytearray(PLAIN)
        for _ in range(dice.randint(1, 12)):
            data[dice.randrange(9, len(data))] = dice.randrange(256)
        assert outcome(bytes(data))
    for end in range(12, len(PLAIN), len(PLAIN) // 15):
        assert outcome(PLAIN[:end])


def test_a_child_that_has_died_is_replaced() -> None:
    assert worker.pages(PLAIN)
    child = worker._WORKERS["pdf"].child  # noqa: SLF001 - who else would kill it
    assert child is not None
    child.kill()
    child.wait()
    assert len(worker.pages(PLAIN)) == 1


def test_who_was_interrupted_is_not_told_of_another_file(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = worker._answer  # noqa: SLF001 - where somebody waits for the child

    def interrupted(child: "subprocess.Popen[bytes]", data: bytes) -> bytes | None:
        assert child.stdin is not None
        child.stdin.write(len(data).to_bytes(8, "little") + data)
        child.stdin.flush()
        raise KeyboardInterrupt

    monkeypatch.setattr(worker, "_answer", interrupted)
    with pytest.raises(KeyboardInterrupt):
        worker.pages(drawn.pdf([drawn.words((60, 410, "another"))]))
    monkeypatch.setattr(worker, "_answer", answer)
    (page,) = worker.pages(PLAIN)
    assert "".join(each[0] for each in page.glyphs).startswith("line 0 with some words in it")


def test_a_page_that_is_turned_is_read_upright() -> None:
    whole = read(PLAIN, "报告").text
    for turn in (90, 180, 270):
        assert read(drawn.pdf([_turned(TEXT, turn)], page=b"/Rotate %d" % turn), "报告").text == whole
        # Nothing but the direction of its text tells how this page is meant.
        source = read(drawn.pdf([_turned(TEXT, turn)]), "报告")
        assert source.text == whole
        boxes = [each.box for each in source.places if each.box is not None]
        assert all(0 <= x0 < x1 <= 842 and 0 <= y0 < y1 <= 842 for x0, y0, x1, y1 in boxes)


def _turned(content: bytes, turn: int) -> bytes:
    matrix = {90: b"0 1 -1 0 595 0", 180: b"-1 0 0 -1 595 842", 270: b"0 -1 1 0 0 842"}[turn]
    return b"q " + matrix + b" cm\n" + content + b"Q"


def sheet(text: str) -> Page:
    """
    A page with a line of text.
    """
    glyphs = tuple((char, 50.0 + 12 * at, 50.0, 62.0 + 12 * at, 62.0) for at, char in enumerate(text))
    return Page(595.0, 842.0, glyphs)


def content(length: int, *, times: int = 1) -> str:
    """
    What is on a page of OFD with texts of so many characters.
    """
    text = f'<TextObject Size="5"><TextCode X="10" Y="10">{"字" * length}</TextCode></TextObject>'
    return f"<Page><Layer>{text * times}</Layer></Page>"


def ruled(count: int, upright: int) -> Page:
    """
    A page with a line of text and many level lines, which upright ones may close at their ends.
    """
    height = 10.0 * count + 100
    level = tuple((40.0, 40.0 + 10 * at, 500.0, 40.0 + 10 * at) for at in range(count))
    closing = tuple((x, 40.0, x, height - 60) for x in (40.0, 500.0)[:upright])
    return Page(595.0, height, sheet(LINE).glyphs, (*level, *closing))


def steps(count: int) -> Page:
    """
    The same with lines each of which begins further right than the last.
    """
    end = 10.0 * count + 300
    level = tuple((40.0 + 10 * at, 40.0 + 20 * at, end, 40.0 + 20 * at) for at in range(count))
    return Page(end + 100, 20.0 * count + 100, sheet(LINE).glyphs, level)


LINE = "这一页上有一行字以便看出读没读"
GOOD = ofd.package([sheet(LINE)])


def members(data: bytes, **changed: str) -> bytes:
    """
    A package with some members changed, by the ends of their names.
    """
    return ofd.zipped(
        {name: changed.get(name.rpartition("/")[2][:-4], text) for name, text in ofd.unzipped(data).items()}
    )


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: GOOD, "read"),
        (lambda: GOOD[: len(GOOD) // 2], "damaged"),
        (lambda: members(GOOD, Content="<a>"), "damaged"),
        (lambda: members(GOOD, Content='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "entities"),
        (lambda: members(GOOD, Document=f"<a>{' ' * 60_000_000}</a>"), "oversized"),
        (lambda: members(GOOD, Document="<a/>"), "damaged"),
        (lambda: ofd.zipped({"OFD.xml": "<a><DocRoot>../../../../etc/passwd</DocRoot></a>"}), "damaged"),
        (lambda: ofd.zipped({"OFD.xml": "<a/>", **{f"{at}.xml": "" for at in range(5000)}}), "oversized"),
        (lambda: ofd.package([sheet("")] * 500), "oversized"),
        (lambda: ofd.package([sheet("空")]), "ofd-no-text"),
        (lambda: members(GOOD, Content=content(2_000_000)), "oversized"),
        (lambda: members(GOOD, Content=content(20, times=20_000)), "oversized"),
        (lambda: ofd.package([ruled(8_000, 0)]), "read"),
        (lambda: ofd.package([ruled(8_000, 2)]), "read"),
        (lambda: ofd.package([steps(400)]), "read"),
    ],
    ids=[
        "whole", "truncated", "no xml", "entities", "bomb", "no pages", "a path out", "members", "pages", "empty",
        "characters", "texts", "level lines", "rows", "steps",
    ],
)  # fmt: skip
def test_a_hostile_ofd_is_said_in_time(make: Callable[[], bytes], reason: str) -> None:
    assert outcome(make()) == reason


def test_a_damaged_ofd_is_read_or_said() -> None:
    dice = random.Random(7)
    for _ in range(80):
        data = bytearray(GOOD)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(4, len(data))] = dice.randrange(256)
        assert outcome(bytes(data))


def test_a_drawing_of_many_lines_takes_little_time_and_memory() -> None:
    def drawing(count: int) -> bytes:
        strokes = tuple(
            (at % 500 + 0.0, at % 700 + 99.0, at % 500 + 40.0, at % 700 + 99.0) for at in range(count)
        )
        return ofd.package([Page(595.0, 842.0, sheet(LINE).glyphs, strokes)])

    assert outcome(drawing(40_000)) == "read"
    data = drawing(4_000)
    tracemalloc.start()
    try:
        assert LINE in read(data, "报告").text
        assert tracemalloc.get_traced_memory()[1] < 12 * 1024 * 1024
    finally:
        tracemalloc.stop()
