"""
Old office files by LibreOffice: the same findings, and words that help where it is missing.
"""

import io
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from bench.reports import drafted, office, opc
from bench.reports.draft import Draft

from disclint.readers import Unreadable, sniff, whole
from disclint.session import check, converting, files, reading
from disclint.session.converting import Converter
from disclint.session.options import Options
from tests.pack import DEFAULT_RULES
from tests.pack import check as judged
from tests.test_word import REPORTS, page, told

needs_office = pytest.mark.skipif(
    converting.program() is None and not os.environ.get("CI"),
    reason="LibreOffice is not installed (apt-get install libreoffice-writer libreoffice-calc); CI has it",
)
FILTERS = {
    "doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8",
    "xls": "xls:MS Excel 97", "ods": "ods:calc8",
    "xml": "xml:MS Word 2003 XML", "uot": "uot:UOF text", "fodt": "fodt:OpenDocument Text Flat XML",
    "fods": "fods:OpenDocument Spreadsheet Flat XML",
}  # fmt: skip
SHEETS = ("xls", "ods", "fods")
CHOSEN = [REPORTS[at] for at in (0, 5)]
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(2000)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A folder of reports in old formats.
    """
    folder = tmp_path_factory.mktemp("old")
    for at, (seed, fault) in enumerate(CHOSEN):
        (folder / f"{at}.docx").write_bytes(office.by_python_docx(drafted(seed, fault)))
        (folder / f"{at}.xlsx").write_bytes(office.by_openpyxl(drafted(seed, fault)))
    program = converting.program() or "soffice"
    profile = (folder / "profile").as_uri()
    for suffix, filter_ in FILTERS.items():
        source = "xlsx" if suffix in SHEETS else "docx"
        subprocess.run(
            [
                program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", filter_, "--outdir",
                str(folder), *map(str, sorted(folder.glob(f"?.{source}"))),
            ],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
    for each in folder.glob("?.doc"):
        shutil.copy(each, each.with_suffix(".wps"))
    return folder


@needs_office
@pytest.mark.parametrize("suffix", [*FILTERS, "wps"])
def test_an_old_file_says_what_the_page_says(old: Path, suffix: str) -> None:
    paths = sorted(old.glob(f"?.{suffix}"))
    assert len(paths) == len(CHOSEN)
    for path, (seed, fault) in zip(converting.in_batches(paths, reading.content), CHOSEN, strict=True):
        source = reading.source(path.read_bytes(), path.name)
        assert source.media == ("workbook" if suffix in SHEETS else "word")
        assert told(judged(source, settings=DEFAULT_RULES)) == told(page(seed, fault))


@needs_office
def test_libreoffice_does_not_test_first_how_it_draws(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    It would take twice as long as the rest, and leaves a log in its profile.
    """
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = Converter(converting.program())
    assert made.converted((old / "0.doc").read_bytes(), "doc").startswith(b"PK")
    (profile,) = tmp_path.glob("disclint-*/profile/user")
    assert (profile / "registrymodifications.xcu").is_file()
    assert not list(profile.glob("GraphicsRender*"))


def locked(data: bytes, suffix: str) -> bytes:
    """
    An old file as one that has a password: what its header says of it.
    """
    if suffix in ("odt", "ods"):
        return opc.changed(data, "META-INF/manifest.xml", lambda text: text.replace(
            "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>"))  # fmt: skip
    found = bytearray(data)
    sectors = range(512, len(data), 512)
    if suffix == "doc":
        found[next(at for at in sectors if data.startswith(b"\xec\xa5", at)) + 11] |= 1
    else:
        begin = next(at for at in sectors if data.startswith(b"\x09\x08\x10\0\0\x06", at))
        # The record behind the first becomes that of a password.
        found[begin + 20 : begin + 22] = b"\x2f\0"
    return bytes(found)


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "xls", "odt", "ods"])
def test_an_old_file_with_a_password_says_so_and_is_not_converted(
    old: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (old / f"0.{suffix}").read_bytes()
    assert sniff.container(data) == suffix
    monkeypatch.setattr(Converter, "converted", lambda *_: pytest.fail("it was converted"))
    result = check.check_bytes(locked(data, suffix), f"a.{suffix}", Options())
    assert (result.status, result.diagnostics[0].message["zh"]) == (
        "unreadable",
        "无法读取：文件设有打开密码",
    )


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "xls"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_an_old_file_that_was_cut_off_says_so(old: Path, suffix: str, share: float) -> None:
    data = (old / f"0.{suffix}").read_bytes()
    result = check.check_bytes(data[: int(share * len(data))], f"a.{suffix}", Options())
    assert (result.status, result.diagnostics[0].message["zh"]) == (
        "unreadable",
        "无法读取：文件已损坏或不完整",
    )


@needs_office
@pytest.mark.parametrize("suffix", ["rtf", "odt", "ods", "fodt", "fods"])
def test_a_file_that_lost_its_end_says_so_without_libreoffice(old: Path, suffix: str) -> None:
    data = (old / f"0.{suffix}").read_bytes()
    nowhere = Converter("/nonexistent/soffice")
    for share in (0.2, 0.6, 0.98):
        with pytest.raises(Unreadable) as told_:
            nowhere.converted(data[: int(len(data) * share)], suffix)
        assert told_.value.reason == "damaged"
        assert "损坏或不完整" in told_.value.message["zh"]
    assert whole.broken(data, suffix) is None


@needs_office
@pytest.mark.parametrize("suffix", ["rtf", "odt"])
def test_what_libreoffice_reads_all_the_same_is_not_refused(old: Path, suffix: str) -> None:
    """
    Of files with a bit flipped or with noughts behind, those that are refused are ones that LibreOffice refuses.
    """
    data = (old / f"0.{suffix}").read_bytes()
    random = Random(4)
    given = [data + bytes(300)]
    for _ in range(12):
        flipped = bytearray(data)
        flipped[random.randrange(len(data))] ^= 1 << random.randrange(8)
        given.append(bytes(flipped))
    refused = [each for each in given if whole.broken(each, suffix)]
    assert len(refused) < len(given)
    assert given[0] not in refused
    office_ = Converter(converting.program())
    for each in refused:
        office_._convert([(each, suffix)], "docx", "docx:MS Word 2007 XML")  # noqa: SLF001 - past the check
    assert not office_.ready


def test_braces_that_are_no_groups_of_rtf_are_not_counted() -> None:
    letters = "亄倇".encode("gb18030")
    assert b"{" in letters
    given = rb"{\rtf1 \{ \'7b {\*\x a\\}\bin3 {{{" + letters + b"}"
    assert whole.broken(given, "rtf") is None
    assert whole.broken(given[:-1], "rtf") is not None
    assert whole.broken(b"{\\rtf1 \xe9}\n", "rtf") is None


@pytest.mark.parametrize(("make", "suffix"), [(office.by_python_docx, "docx"), (office.by_openpyxl, "xlsx")])
def test_a_new_file_with_a_password_says_so(make: Callable[[Draft], bytes], suffix: str) -> None:
    ooxml = pytest.importorskip("msoffcrypto.format.ooxml", reason="pip install -e '.[test]'")
    found = io.BytesIO()
    ooxml.OOXMLFile(io.BytesIO(make(drafted(4)))).encrypt("geheim", found)
    assert sniff.container(found.getvalue()) == "encrypted"
    result = check.check_bytes(found.getvalue(), f"a.{suffix}", Options())
    assert result.diagnostics[0].message["zh"] == "无法读取：文件设有打开密码"


@needs_office
def test_a_folder_is_searched_for_office_files_whatever_they_are_called(old: Path, tmp_path: Path) -> None:
    for suffix in ("xml", "uot", "fodt", "fods", "doc"):
        shutil.copy(old / f"0.{suffix}", tmp_path)
    (tmp_path / "网页.xml").write_text(
        '<?xml version="1.0"?><html xmlns="x"><body><p>年报</p></body></html>', "utf-8"
    )
    (tmp_path / "地图.xml").write_text('<?xml version="1.0"?><urlset><url/></urlset>', "utf-8")
    (tmp_path / "空.xml").touch()
    found = {each.name for each in files.find([str(tmp_path)])}
    assert found == {"0.xml", "0.uot", "0.fodt", "0.fods", "0.doc", "网页.xml"}


@needs_office
def test_a_converter_leaves_nothing_behind(old: Path) -> None:
    converter = Converter(converting.program())
    data = (old / "0.doc").read_bytes()
    before = sorted(old.iterdir())
    assert sniff.container(converter.converted(data, "doc")) == "docx"
    assert converter.ready == {}
    assert sorted(old.iterdir()) == before


@needs_office
def test_what_cannot_be_converted_is_a_finding() -> None:
    result = check.check_bytes(OLD_WORD, "a.doc", Options())
    assert (result.status, result.diagnostics[0].rule) == ("unreadable", "IO-UNREADABLE")
    assert "LibreOffice 没有能转换它" in result.diagnostics[0].message["zh"]


def test_without_libreoffice_the_remedy_is_said() -> None:
    with pytest.raises(Unreadable) as caught:
        Converter(None).converted(OLD_WORD, "doc")
    assert "另存为“Word 文档(.docx)”" in caught.value.remedy["zh"]
    assert "LibreOffice" in caught.value.remedy["en"]


def test_a_program_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "_SECONDS", 0)
    monkeypatch.setattr(converting, "_SECONDS_EACH", 0.2)
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    with pytest.raises(Unreadable) as caught:
        Converter(str(slow)).converted(OLD_WORD, "doc")
    assert caught.value.reason == "not-converted"


def test_who_is_interrupted_leaves_no_program_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "soffice"
    over = tmp_path / "over"
    slow.write_text(
        f"#!/bin/sh\n[ -e {over} ] && exit 1\necho $$ > {tmp_path / 'running'}\nsleep 60\n", "utf-8"
    )
    slow.chmod(0o755)
    converter = Converter(str(slow))
    known = subprocess.Popen.wait

    def interrupted(*_: object) -> int:
        while not (tmp_path / "running").exists():
            time.sleep(0.01)
        monkeypatch.setattr(subprocess.Popen, "wait", known)
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        converter.converted(OLD_WORD, "doc")
    running = int((tmp_path / "running").read_text())
    until = time.monotonic() + 5
    while _is_alive(running) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _is_alive(running)
    # What is to end at once does the same.
    (tmp_path / "running").unlink()

    def stop() -> None:
        while not (tmp_path / "running").exists():
            time.sleep(0.01)
        # It is tried once more by itself.
        over.touch()
        converter.stop()

    stopping = threading.Thread(target=stop)
    stopping.start()
    with pytest.raises(Unreadable):
        converter.converted(OLD_WORD, "doc")
    stopping.join()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"


def test_the_program_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "office"
    named.touch()
    monkeypatch.setenv("DISCLINT_SOFFICE", str(named))
    assert converting.program() == str(named)
    monkeypatch.setenv("DISCLINT_SOFFICE", "")
    assert converting.program() is None
