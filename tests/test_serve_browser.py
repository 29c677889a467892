"""
The page in a browser: what people do with it, by mouse and by keyboard, and what it refuses to do.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests import browser
from tests.browser import drop, needs_axe, needs_chromium, serious
from tests.test_html import EVIL
from tests.test_serve import FAULT, report

pytestmark = needs_chromium
OPEN, READY = "body[data-state=open]", "body[data-state=start]"
BAD = "#drawn td.bad.error"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "disclint", "serve", "--no-browser", "--isolated"]
    with (
        tempfile.TemporaryFile() as nothing,
        subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=nothing, env=os.environ | {"PYTHONIOENCODING": "utf-8"}
        ) as server,
    ):
        assert server.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", server.stderr.readline().decode())
        assert found
        yield found.group()
        server.terminate()


@pytest.fixture(scope="module")
def one() -> Iterator[Any]:
    with browser.opened() as page:
        yield page


@pytest.fixture
def page(one: Any, address: str) -> Iterator[Any]:
    one.set_viewport_size({"width": 1400, "height": 950})
    one.emulate_media(color_scheme="light")
    one.goto(address)
    one.wait_for_selector(READY)
    yield one
    origin = address.partition("?")[0]
    assert [each for each in one.seen["requests"] if not each.startswith((origin, "blob:"))] == []
    assert one.seen["complaints"] == []
    one.seen["dialogs"].clear()


def counts(page: Any) -> list[str]:
    return [each.strip() for each in page.locator("#filters .filter").all_inner_texts()]


def rules(page: Any) -> list[str]:
    found: list[str] = page.locator(".finding code").all_inner_texts()
    return found


def dropped(page: Any, suffix: str = "docx") -> Any:
    drop(page, report(suffix=suffix), f"年度报告.{suffix}")
    page.wait_for_selector(OPEN)
    return page


def test_a_word_file_is_dropped_a_cell_put_right_and_the_result_taken_away(page: Any) -> None:
    dropped(page)
    assert page.locator("#paper-name").inner_text() == "年度报告.docx"
    assert FAULT in rules(page)
    before = counts(page)
    assert page.locator("#drawn td.sum.off").count() > 0
    wrong = page.locator(BAD).first
    should = page.locator(".finding", has_text=FAULT).locator("ins").inner_text()
    wrong.click()
    field = page.locator("#drawn input.field")
    field.fill(should)
    field.press("Enter")
    page.wait_for_selector("#changes-list ins")
    assert FAULT not in rules(page)
    assert counts(page) != before
    assert page.locator("#changes-list del").count() == 1
    assert "三、收到和处理" in page.locator("#changes-list .place").inner_text()
    assert page.evaluate("document.activeElement.matches('#drawn td[data-at]')")

    saved = {kind: taken(page, kind) for kind in ("word", "page", "xlsx")}
    said = [each.text for each in docx.Document(BytesIO(saved["word"])).comments]
    assert any(FAULT in each for each in said)
    sheet = openpyxl.load_workbook(BytesIO(saved["xlsx"])).worksheets[0]
    assert FAULT not in [each.value for each in sheet["J"]]
    assert FAULT not in saved["page"].decode()

    page.keyboard.press("Control+z")
    page.wait_for_selector(f"#drawn code:text-is('{FAULT}')")
    assert counts(page) == before
    page.keyboard.press("Control+y")
    page.wait_for_selector("#changes-list del")
    page.locator("#changes-list button").click()
    page.wait_for_selector("#changes", state="hidden")
    assert counts(page) == before


def taken(page: Any, kind: str) -> bytes:
    page.locator("#save summary").click()
    with page.expect_download() as waiting:
        page.locator(f"#downloads [data-kind={kind}]").click()
    names = {"word": "年度报告-批注.docx", "page": "年度报告-标注.html", "xlsx": "年度报告-整改清单.xlsx"}
    assert waiting.value.suggested_filename == names[kind]
    return Path(waiting.value.path()).read_bytes()


def test_html_is_pasted_from_the_clipboard(page: Any) -> None:
    browser.copied(page, report().decode())
    page.locator("body").press("Control+v")
    page.wait_for_selector(OPEN)
    assert page.locator("#paper-name").inner_text() == "粘贴的内容.html"
    assert FAULT in rules(page)
    assert page.locator("#drawn table.form").count() == 3


def test_an_example_is_tried(page: Any) -> None:
    page.locator("#try").click()
    page.wait_for_selector(OPEN)
    assert FAULT in rules(page)


def test_plain_text_goes_into_the_box(page: Any) -> None:
    page.evaluate("words => navigator.clipboard.writeText(words)", report(suffix="txt").decode())
    page.locator("#pasted").press("Control+v")
    page.wait_for_selector(OPEN)
    assert FAULT in rules(page)


def test_a_paragraph_is_changed_and_given_up(page: Any) -> None:
    dropped(page, "html")
    block = page.locator("#drawn article p[data-at]").nth(3)
    words = block.inner_text()
    block.click()
    page.locator("textarea.field").fill("别的")
    page.locator("textarea.field").press("Escape")
    assert block.inner_text() == words
    assert page.locator("#changes").is_hidden()
    block.click()
    page.locator("textarea.field").fill("由于未未按时公布。")
    page.locator("#paper-name").click()
    page.wait_for_selector("#changes-list ins")
    assert page.locator("#changes-list ins").inner_text() == "由于未未按时公布。"
    page.locator("#another").click()
    page.wait_for_selector(READY)
    assert len(page.seen["dialogs"]) == 1


def test_all_goes_by_keyboard(page: Any) -> None:
    dropped(page)
    assert page.evaluate("document.activeElement.id") == "paper-name"
    page.locator("#drawn article [data-at][tabindex='0']").focus()
    start = page.evaluate("document.activeElement.dataset.at")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.dataset.at") != start
    assert page.locator("#drawn article [data-at][tabindex='0']").count() == 1
    cell = page.locator("#drawn td.number[data-at]").nth(30)
    cell.focus()
    at = cell.get_attribute("data-at")
    page.keyboard.press("Enter")
    page.keyboard.type("77777")
    page.keyboard.press("Enter")
    page.wait_for_selector("#changes-list ins")
    assert page.evaluate("document.activeElement.dataset.at.split('-')[0]") == at.split("-")[0]
    page.wait_for_selector("#say :text('已修改')")
    # From a finding to its place, and back.
    link = page.locator(".finding dd a").first
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    assert page.locator("article .current").count() == 1


def test_a_finding_repairs_itself_and_kinds_are_filtered(page: Any) -> None:
    dropped(page)
    shown = page.locator(".finding:visible").count()
    errors = page.locator(".finding.error").count()
    page.locator("#filters [data-kind=error]").click()
    assert page.locator(".finding:visible").count() == shown - errors
    assert page.locator("#filters [data-kind=error]").get_attribute("aria-pressed") == "false"
    page.locator("#filters [data-kind=error]").click()
    page.locator(".finding", has_text=FAULT).locator(".repair").click()
    page.wait_for_selector("#changes-list ins")
    assert FAULT not in rules(page)


def test_the_language_is_chosen(page: Any) -> None:
    dropped(page)
    page.locator("#language").click()
    page.wait_for_selector("#drawn :text('should be')")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#another").inner_text() == "Another file"
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_nothing_runs_that_a_report_says(page: Any) -> None:
    evil = EVIL.replace("\0", "")
    told = (
        f"<html><body onload='window.ran=1'><h1>{evil}</h1><p>一、总体情况</p><script>window.ran=1</script>"
        "<img src=x onerror='window.ran=1'><svg onload='window.ran=1'></svg><a href='javascript:window.ran=1'>点这里</a>"
        "<iframe src='http://evil.example/'></iframe><img src='http://evil.example/x.png'>"
        "<p>&lt;script&gt;window.ran=1&lt;/script&gt;&lt;img src=x onerror=window.ran=1&gt;</p>"
        "<style>@import 'http://evil.example/x.css'</style><meta http-equiv=refresh content='0;url=http://evil.example'>"
    )
    for way in ("drop", "paste"):
        if way == "drop":
            drop(page, told.encode(), f"{evil.replace('/', '')}.html")
        else:
            page.evaluate(
                """html => { const data = new DataTransfer(); data.setData('text/html', html);
                document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
                told,
            )
        page.wait_for_selector(OPEN)
        page.wait_for_timeout(200)
        assert "点这里" in page.locator("article").inner_text()
        assert page.locator("#drawn :is(script,img,svg,iframe,style,meta,link)").count() == 0
        assert page.locator("#drawn a:not([href^='#'])").count() == 0
        block = page.locator("article [data-at]").first
        block.click()
        page.locator(".field").fill("<img src=x onerror='window.ran=1'>改")
        page.locator(".field").press("Enter")
        page.wait_for_selector("#changes-list ins")
        assert "<img src=x" in page.locator("#changes-list ins").inner_text()
        page.locator("#another").click()
        page.wait_for_selector(READY)
    assert page.evaluate("window.ran") is None
    assert page.url.startswith("http://127.0.0.1")


def test_what_cannot_be_read_is_told(page: Any) -> None:
    drop(page, b"PK\x03\x04broken", "坏的.docx")
    page.wait_for_selector(OPEN)
    assert rules(page) == ["IO-UNREADABLE"]
    assert "处理" in page.locator(".finding").inner_text()


def test_a_report_that_the_server_forgot_is_opened_again(page: Any) -> None:
    dropped(page)
    page.evaluate(
        """async () => { for (let at = 0; at < 9; at++)
        await fetch('api/open?name=x.txt', {method: 'POST', body: 'x'}); }"""
    )
    page.locator(".finding", has_text=FAULT).locator(".repair").click()
    # The browser itself notes the answer 410.
    page.wait_for_selector("#changes-list ins")
    assert any("410" in each for each in page.seen["complaints"])
    page.seen["complaints"].clear()


def slowed(page: Any) -> None:
    """Answers take their time, as of a long report on an old machine."""
    page.evaluate(
        """() => { const asked = window.fetch; window.fetch = async (...given) => {
        await new Promise(then => setTimeout(then, 600)); return asked(...given); }; }"""
    )


def told_changes(page: Any) -> list[tuple[str, str]]:
    items = page.locator("#changes-list li")
    return [(each.locator("del").inner_text(), each.locator("ins").inner_text()) for each in items.all()]


def test_what_is_typed_while_a_check_runs_goes_where_it_was_typed(page: Any) -> None:
    dropped(page, "txt")
    slowed(page)
    cells = page.locator("#drawn td.number[data-at]")
    first, second, third = (cells.nth(each) for each in (3, 6, 9))
    were = [each.inner_text() for each in (first, second, third)]
    for cell, value in ((first, "12345"), (second, "678901")):
        cell.click()
        page.keyboard.type(value)
        page.keyboard.press("Enter")
    # The last is still being typed when the report is drawn anew.
    third.click()
    page.keyboard.type("23")
    page.wait_for_selector("#changes-list li:nth-child(2)")
    page.keyboard.type("4")
    assert page.locator("#drawn input.field").input_value() == "234"
    page.keyboard.press("Enter")
    page.wait_for_selector("#changes-list li:nth-child(3)")
    assert told_changes(page) == list(zip(were, ("12345", "678901", "234"), strict=True))


def test_what_is_typed_while_another_report_is_opened_does_not_go_into_that(page: Any) -> None:
    dropped(page, "txt")
    slowed(page)
    drop(page, report(suffix="html"), "别的.html")
    page.locator("#drawn td.number[data-at]").nth(6).click()
    page.keyboard.type("88")
    page.wait_for_selector("#paper-name:text('别的.html')")
    page.wait_for_timeout(900)
    assert page.locator("#changes").is_hidden()
    assert page.locator("#trouble").is_hidden()


def test_what_is_no_report_does_not_pass_for_clean(page: Any) -> None:
    drop(page, "这不是年度报告。".encode(), "别的.txt")
    page.wait_for_selector(OPEN)
    page.wait_for_selector("#say :text('没有检查')")
    assert "没有检查" in page.locator("#paper-facts").inner_text()


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_serious(page: Any, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert serious(page) == []
    dropped(page)
    page.locator(".finding", has_text=FAULT).locator(".repair").evaluate("each => each.click()")
    page.wait_for_selector("#changes-list ins")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == []
    page.locator("#save summary").click()
    assert serious(page) == []
    page.locator("#save summary").press("Escape")
    assert page.locator("#downloads").is_hidden()
    if width < 500:
        page.locator("#see-findings").click()
    assert serious(page) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_nothing_is_cut_off(page: Any, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    if page.locator("html").get_attribute("lang").startswith("zh") != (lang == "zh"):
        page.locator("#language").click()
    dropped(page)
    for state in ("open", "start"):
        page.wait_for_selector(f"body[data-state={state}]")
        if state == "open":
            page.locator("#save summary").click()
        # What lies beyond the edge cannot be touched; a button of two lines has wrapped where there was no room.
        wrong = page.evaluate(
            """() => [...document.querySelectorAll("button, summary, label.button")].filter(each => each.offsetWidth).filter(each => {
                const place = each.getBoundingClientRect();
                const inside = each.closest("#drawn, #changes, #start, #downloads");
                return place.left < 0 || place.right > innerWidth || (!inside && place.height > 48);
            }).map(each => each.outerHTML)"""
        )
        assert wrong == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if state == "open":
            page.locator("#save summary").press("Escape")
            page.locator("#another").click()


def test_a_server_that_is_gone_is_told_and_nothing_is_lost(page: Any) -> None:
    dropped(page)
    page.context.route("**/api/check", lambda route: route.abort())
    page.locator(".finding", has_text=FAULT).locator(".repair").click()
    page.wait_for_selector("#trouble")
    assert "disclint serve" in page.locator("#trouble-fix").inner_text()
    page.context.unroute("**/api/check")
    page.locator(".finding", has_text=FAULT).locator(".repair").click()
    page.wait_for_selector("#changes-list ins")
    assert page.locator("#trouble").is_hidden()
    assert any("ERR_FAILED" in each for each in page.seen["complaints"])
    page.seen["complaints"].clear()
