"""
The page without a server: the same answers from inside the browser, with nothing but the files of a folder.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest
from bench import prints

import disclint
from disclint import native
from disclint.native import inside, standin
from disclint.native.wire import Refused
from disclint.outputs import html
from disclint.outputs.annotated import word
from disclint.outputs.view import View
from disclint.serve import bundling, carrying, inbrowser
from tests import browser, drawn, packs
from tests.browser import CI, drop, needs_axe, serious
from tests.forms import EDITIONS
from tests.test_serve import FAULT, report

PYODIDE, PDFIUM = os.environ.get("DISCLINT_PYODIDE", ""), os.environ.get("DISCLINT_PDFIUM", "")
OPEN, READY = "body[data-state=open]", "body[data-state=start]"
needs_all = pytest.mark.skipif(
    not CI and not (PYODIDE and PDFIUM and browser.CHROMIUM and shutil.which("node")),
    reason="DISCLINT_PYODIDE and DISCLINT_PDFIUM do not name the npm packages pyodide and @hyzyla/pdfium, or node or chromium is not installed",
)


# Without a browser.


@pytest.fixture(scope="module")
def desk() -> inbrowser.Desk:
    return inbrowser.Desk(inbrowser.answers())


def told(answer: tuple[str, str, bytes]) -> Any:
    assert answer[0] == ""
    return json.loads(answer[1])


def test_a_desk_answers_as_the_library(desk: inbrowser.Desk) -> None:
    data = report()
    opened = told(desk.asked("open", json.dumps({"name": "报告.html", "lang": "zh"}), data))
    expected = disclint.check_bytes(data, "报告.html")
    assert opened["html"] == html.fragment(expected, View(editions=EDITIONS), placed=True)
    asked = {"id": opened["id"], "lang": "en", "edits": [[0, 1, "甲"]]}
    assert told(desk.asked("check", json.dumps(asked)))["text"].startswith("甲")
    trouble, words, made = desk.asked("download", json.dumps(asked | {"kind": "page"}))
    assert (trouble, json.loads(words)["name"]) == ("", "报告-marked.html")
    assert made.startswith(b"<!DOCTYPE html>")
    told(desk.asked("close", json.dumps(asked)))
    gone = json.loads(desk.asked("check", json.dumps(asked))[0])
    assert gone["gone"]
    assert gone["error"]["zh"]["remedy"] == "请重新打开文件"


@pytest.mark.parametrize("head", ["%PDF-1.7\n", "\x89PNG\r\n\x1a\n"])
def test_what_a_browser_cannot_read_is_told(
    desk: inbrowser.Desk, head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbrowser.worker, "is_installed", lambda: False)
    content = head.encode("latin-1") + b"\0" * 100
    trouble, words, _ = desk.asked("open", json.dumps({"name": "x", "lang": "zh"}), content)
    assert words == ""
    told = json.loads(trouble)["error"]["zh"]
    assert told["message"] == ("本页读不了 PDF" if head.startswith("%") else "本页读不了图片")
    # What is a picture cannot be copied.
    assert ("粘贴" in told["remedy"]) == head.startswith("%")


def opened_elsewhere(folder: Path, data: bytes) -> Any:
    """
    The answer of a process that has what comes along in a folder, `kept` and `site`, and no library that does not.
    """
    program = (
        "import sys\n"
        "for each in ('yaml', 'jsonschema', 'click', 'rich', 'wcwidth', 'starlette', 'uvicorn', 'lxml', 'docx', 'pikepdf',\n"
        "             'pypdfium2', 'numpy', 'PIL', 'regex', 're2'): sys.modules[each] = None\n"
        "from disclint.serve import inbrowser\n"
        "desk = inbrowser.begun(sys.argv[1] + '/kept', sys.argv[1] + '/site')\n"
        'answer = desk.asked(\'open\', \'{"name": "报告.html", "lang": "zh"}\', sys.stdin.buffer.read())\n'
        "sys.stdout.buffer.write(answer[1].encode())\n"
    )
    command = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.stderr.decode() == ""
    return json.loads(done.stdout)


def bring(folder: Path, settings: carrying.Settings) -> Path:
    for name, content in carrying.read_ahead(settings).items():
        (folder / "kept").mkdir(exist_ok=True)
        (folder / "kept" / name).write_bytes(content)
    for name, content in carrying.files(settings):
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_bytes(content)
    return folder


def test_neither_yaml_nor_json_schema_is_needed(tmp_path: Path) -> None:
    data = report()
    found = opened_elsewhere(bring(tmp_path, {}), data)
    expected = disclint.check_bytes(data, "报告.html")
    assert found["html"] == html.fragment(expected, View(editions=EDITIONS), placed=True)
    assert found["downloads"] == ["page", "xlsx"]


def city(root: Path) -> Path:
    """
    A pack that extends another by its path, which extends the one that ships.
    """
    packs.write(root / "province", {"pack.yaml": PROVINCE, "rules/HOUSE-SIGNED.yaml": packs.SIGNED})
    return packs.write(root / "city", {"pack.yaml": CITY})


PROVINCE = packs.HEAD.replace("house", "province").replace(
    "annual-report}", 'annual-report, version: ">=0.1"}'
)
CITY = """\
pack: {id: city, version: 1.0.0}
extends: [{path: ../province}]
overrides: {HOUSE-SIGNED: {severity: error}}
"""


def test_packs_of_the_users_own_come_along_read(tmp_path: Path) -> None:
    data = report()
    settings = {"packs": [str(city(tmp_path / "packs"))], "ignore": [FAULT]}
    found = opened_elsewhere(bring(tmp_path, settings), data)
    expected = disclint.check_bytes(data, "报告.html", packs=settings["packs"], ignore=[FAULT])
    assert {each.rule: each.severity for each in expected.diagnostics}["HOUSE-SIGNED"] == "error"
    assert found["html"] == html.fragment(expected, View(editions=EDITIONS), placed=True)
    # The other Python need not be told where the packs were.
    brought = b"".join(each.read_bytes() for each in (tmp_path / "site").rglob("*") if each.is_file())
    assert str(tmp_path).encode() not in brought


class Crashing:
    """
    A program that gives up in the middle, as one does that a file has led astray.
    """

    def __getattr__(self, name: str) -> Any:
        def function(*_: object) -> int:
            if name == "_FPDF_LoadPage":
                raise RuntimeError("memory access out of bounds")
            return 8

        return function

    @property
    def HEAPU8(self) -> Any:  # noqa: N802 - its name
        return self

    def subarray(self, *_: int) -> Any:
        return self

    def assign(self, _: bytes) -> None:
        return


def test_a_program_that_crashes_is_told_as_a_child_that_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ModuleType("disclint_pdfium")
    page.program = Crashing()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "disclint_pdfium", page)
    monkeypatch.setitem(sys.modules, "pypdfium2_raw", standin)
    for each in ("pdf", "drawing"):
        monkeypatch.delitem(sys.modules, f"disclint.native.{each}", raising=False)
        monkeypatch.delattr(native, each, raising=False)
    with pytest.raises(Refused) as refused:
        inside.sheets(b"%PDF-1.7")
    assert refused.value.reason == "crashed"
    for each in ("pdf", "drawing"):
        sys.modules.pop(f"disclint.native.{each}")


# In a browser.


class Quiet(SimpleHTTPRequestHandler):
    """A web server as simple as they come."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


# One of the examples, which goes along into the folder.
PACK = Path(__file__).parent.parent / "examples" / "custom-pack" / "linjiang"
SETTINGS: carrying.Settings = {"packs": [str(PACK)]}


def shown(data: bytes, name: str) -> str:
    """
    What a page of that folder shows of a file.
    """
    return html.fragment(disclint.check_bytes(data, name, packs=[PACK]), View(editions=EDITIONS), placed=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # It takes half a minute; whoever runs beside this one waits for the same.
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    out, done = shared / "bundle", shared / "bundle.done"
    try:
        out.mkdir()
    except FileExistsError:
        for _ in range(600):
            if done.exists():
                return out
            time.sleep(0.5)
        pytest.fail("the bundle was not made")
    bundling.write(out, Path(PYODIDE), settings=SETTINGS, pdfium=Path(PDFIUM))
    done.touch()
    return out


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def one(address: str) -> Iterator[Any]:
    with browser.opened() as page:
        page.set_default_timeout(60_000)
        page.goto(address)
        page.wait_for_selector(READY)
        yield page
        assert [each for each in page.seen["requests"] if not each.startswith((address, "blob:"))] == []
        assert page.seen["complaints"] == []


@needs_all
def test_the_folder_holds_all_that_is_needed(folder: Path) -> None:
    assert {"index.html", "worker.js", "site.zip", "kept.zip", "memory.gz", "LICENSES.txt"} <= {
        each.name for each in folder.iterdir()
    }
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in index
    assert "pyparsing" in (folder / "LICENSES.txt").read_text(encoding="utf-8")


OPENED = """async ([bytes, name]) => {
    const backend = await import("./backend.js");
    try {
        const opened = await backend.open(new Uint8Array(bytes), name, "zh");
        backend.close(opened.id);
        return opened.html;
    } catch (error) { return error.words.zh.message; }
}"""


@needs_all
@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "txt"])
def test_the_same_answers_come_from_inside_the_browser(one: Any, suffix: str) -> None:
    data = report(suffix=suffix)
    found = one.evaluate(OPENED, [list(data), f"报告.{suffix}"])
    assert found == shown(data, f"报告.{suffix}")
    assert "LINJIANG-" in found


@needs_all
@pytest.mark.parametrize("manner", ["separate", "full"])
def test_a_print_is_read_inside_the_browser_as_everywhere(one: Any, manner: str) -> None:
    (made,) = prints.printed([(prints.report(72_003), manner)], by="chromium")
    found = one.evaluate(OPENED, [list(made.pdf), "报告.pdf"])
    assert found == shown(made.pdf, "报告.pdf")
    assert found.count("<table") >= 3


@needs_all
def test_a_pdf_that_is_none_is_told_and_the_next_is_read(one: Any) -> None:
    broken = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + b"\0" * 100
    assert one.evaluate(OPENED, [list(broken), "坏.pdf"]) == shown(broken, "坏.pdf")
    assert "已损坏" in shown(broken, "坏.pdf")
    (made,) = prints.printed([(prints.report(72_003), "plain")], by="chromium")
    assert one.evaluate(OPENED, [list(made.pdf), "报告.pdf"]) == shown(made.pdf, "报告.pdf")


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {each: file.read(each) for each in file.namelist()}


@needs_all
def test_a_report_is_dropped_changed_and_taken_away(one: Any) -> None:
    data = report(suffix="docx")
    drop(one, data, "年度报告.docx")
    one.wait_for_selector(OPEN)
    one.locator(".finding", has_text=FAULT).locator(".repair").click()
    one.wait_for_selector("#changes-list ins")
    assert FAULT not in one.locator(".finding code").all_inner_texts()
    saved = {}
    for kind, head in (("page", b"<!DOCTYPE html>"), ("xlsx", b"PK"), ("word", b"PK")):
        one.locator("#save summary").click()
        with one.expect_download() as waiting:
            one.locator(f"#downloads [data-kind={kind}]").click()
        saved[kind] = Path(waiting.value.path()).read_bytes()
        assert saved[kind].startswith(head)
    # What the command writes, for the file as it was dropped.
    found = disclint.check_bytes(data, "年度报告.docx", packs=[PACK])
    assert members(saved["word"]) == members(word.annotated(data, found, View(editions=EDITIONS)))
    assert any(FAULT in each.text for each in docx.Document(BytesIO(saved["word"])).comments)
    one.keyboard.press("Control+z")
    one.wait_for_selector(f"#drawn code:text-is('{FAULT}')")
    one.locator("#another").click()
    one.locator("#try").click()
    one.wait_for_selector(OPEN)
    assert one.locator("#paper-name").inner_text() == "示例.html"
    one.locator("#another").click()
    drop(one, b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "年度报告.png")
    one.wait_for_selector("#trouble")
    assert "Word" in one.locator("#trouble-fix").inner_text()


@needs_all
def test_a_pdf_without_end_is_given_up_and_what_was_changed_stays(
    one: Any, address: str, folder: Path
) -> None:
    endless = drawn.endless()
    context = one.context.browser.new_context()
    # Nobody waits for twenty seconds here, twice.
    script = (folder / "backend.js").read_text(encoding="utf-8")
    shorter = script.replace("const STILL = 20_000", "const STILL = 5_000")
    assert shorter != script
    context.route("**/backend.js", lambda route: route.fulfill(body=shorter, content_type="text/javascript"))
    page = context.new_page()
    page.set_default_timeout(120_000)
    complaints: list[str] = []
    page.on("pageerror", lambda each: complaints.append(str(each)))
    page.on("dialog", lambda each: each.accept())
    page.goto(address)
    page.wait_for_selector(READY)
    drop(page, report(suffix="docx"), "年度报告.docx")
    page.wait_for_selector(OPEN)
    page.locator(".finding", has_text=FAULT).locator(".repair").click()
    page.wait_for_selector("#changes-list ins")
    for told, remedy in (("花的时间太长，已停止", "粘贴"), ("took too long and was stopped", "paste")):
        drop(page, endless, "坏.pdf")
        page.wait_for_selector(f"#trouble:not([hidden]) >> text={told}")
        assert remedy in page.locator("#trouble-fix").inner_text()
        assert page.locator("#paper-name").inner_text() == "年度报告.docx"
        assert page.locator("#changes-list ins").count() == 1
        # The other Python has never seen this report.
        page.keyboard.press("Control+z")
        page.wait_for_selector(f"#drawn code:text-is('{FAULT}')")
        assert page.locator("#trouble").is_hidden()
        page.keyboard.press("Control+y")
        page.wait_for_selector("#changes-list ins")
        if page.locator("html").get_attribute("lang") != "en":
            page.locator("#language").click()
            page.wait_for_selector("html[lang=en]")
    assert complaints == []
    context.close()


@needs_all
def test_whatever_keeps_it_busy_is_given_up(one: Any, address: str, folder: Path) -> None:
    context = one.context.browser.new_context()
    # Nobody waits for two minutes here.
    script = (folder / "backend.js").read_text(encoding="utf-8")
    shorter = script.replace("const LONG = 120_000", "const LONG = 2_000")
    assert shorter != script
    context.route("**/backend.js", lambda route: route.fulfill(body=shorter, content_type="text/javascript"))
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    page.wait_for_selector(READY)
    page.locator("#try").click()
    page.wait_for_selector(OPEN)
    lines = "\n".join(
        f"（一）共收到申请{each}件，占{each % 100}.5%，其中予以公开{each}件。" for each in range(19_000)
    )
    drop(page, f"某县水利局2024年政府信息公开工作年度报告\n一、总体情况\n{lines}".encode(), "很长.txt")
    page.wait_for_selector("#trouble:not([hidden]) >> text=花的时间太长，已停止")
    assert "选错了文件" in page.locator("#trouble-fix").inner_text()
    assert page.locator(".finding").count() > 10
    context.close()


@needs_all
@needs_axe
def test_axe_finds_nothing_serious(one: Any) -> None:
    assert serious(one) == []


@needs_all
def test_a_browser_that_does_not_take_the_memory_back_begins_afresh(one: Any, address: str) -> None:
    context = one.context.browser.new_context()
    context.route("**/memory.gz", lambda route: route.fulfill(body=b"no memory"))
    page = context.new_page()
    page.set_default_timeout(90_000)
    page.goto(address)
    page.wait_for_selector(READY)
    page.locator("#try").click()
    page.wait_for_selector(OPEN)
    assert page.locator(".finding").count() > 10
    context.close()
