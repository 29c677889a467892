"""
The dashboard of an audit: what its numbers are, that they lead to the reports, and that everybody can use it.
"""

import csv
import json
import re
import zlib
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import disclint
from disclint.audits import Audit, Terms, board
from disclint.audits.rosterfile import read
from disclint.outputs import dashboard, html
from disclint.outputs.dashboard.words import WORDS
from disclint.outputs.view import View
from disclint.session import data
from tests import browser
from tests.browser import needs_axe, needs_chromium, serious
from tests.test_audit import ROSTER, report, run, write
from tests.test_html import EVIL

HOME = Path(dashboard.__file__).parent
COMPARED = ("XYR", "AGG", "PEER", "PUB")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dashboard")
    reports = place / "reports"
    reports.mkdir()
    for year in (2022, 2023, 2024):
        # What one year carries forward the next does not carry over.
        write(reports, f"{year}-水利局.txt", report("乙县水利局", year, new=8, before=3, after=4))
        write(reports, f"{year}-教育局.txt", report("乙县教育局", year, new=2))
    write(reports, "2024-政府.txt", report("县人民政府", 2024, new=9, before=3))
    write(
        reports,
        "=2024-别的.txt",
        report("丁市审计局", 2024, text="".join(each for each in EVIL if each.isprintable())),
    )
    (reports / "坏的.pdf").write_bytes(b"%PDF-1.4 nothing")
    write(place, "名册.csv", ROSTER)
    shown(place, "zh").run()
    return place


def shown(place: Path, lang: str) -> Audit:
    paths = sorted(str(each) for each in (place / "reports").iterdir())
    whole = Audit(paths, place / "out", Terms({}, named=False), read(place / "名册.csv"))
    whole.lang, whole.dashboard = lang, place / f"{lang}.html"
    return whole


def told(page: Path) -> dict[str, Any]:
    (found,) = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', page.read_text("utf-8")
    )
    return json.loads(found)


def drawing(page: Path, id: int) -> str:
    (found,) = re.findall(
        f'<script type="text/plain" id="drawn-{id}">(.*?)</script>', page.read_text("utf-8")
    )
    return zlib.decompress(b64decode(found)).decode()


def rows(page: Path) -> dict[str, list[Any]]:
    return {row[1]: row for row in told(page)["reports"]}


# What it is told.


def test_the_numbers_are_those_of_the_audit(made: Path) -> None:
    found = told(made / "zh.html")
    counted = Counter[str]()
    for row in found["reports"]:
        for rule, _, number, _ in row[8]:
            counted[found["rules"][rule][0]] += number
    summary = shown(made, "zh").run()
    assert counted == summary.rules
    assert counted["XYR-CARRY"] == 2
    assert {each[1]: each[4] for each in found["reports"]}["坏的.pdf"] == "unreadable"
    water = rows(made / "zh.html")["2024-水利局.txt"]
    assert water[5:8] == [8, round(7 / 11, 4), 1]
    assert [agency for agency, _, year in found["missing"] if year == 2024] == ["乙县粮食局"]


def test_a_report_is_drawn_as_check_draws_it(made: Path) -> None:
    row = rows(made / "zh.html")["2024-水利局.txt"]
    path = made / "reports" / "2024-水利局.txt"
    alone = disclint.check(path, previous=made / "reports" / "2023-水利局.txt", config=False)
    wanted = html.fragment(alone, View(editions=data.editions()), f"r{row[0]}")
    assert drawing(made / "zh.html", row[0]) == wanted
    (first,) = [each[3] for each in row[8] if told(made / "zh.html")["rules"][each[0]][0] == "XYR-CARRY"]
    assert re.search(rf'id="r{row[0]}-f{first}"><h3>.*?<code>XYR-CARRY</code>', wanted)


def test_drawings_are_kept_until_the_report_changes(made: Path) -> None:
    told_: list[tuple[str, int, int, int]] = []
    again = shown(made, "zh")
    again.heard = lambda *each: told_.append(each)
    again.run()
    assert ("drawing", 9, 9, 9) in told_
    write(made / "reports", "2022-教育局.txt", report("乙县教育局", 2022, new=3))
    told_.clear()
    again.run()
    # That of the year after is compared with it.
    assert next(each for each in told_ if each[0] == "drawing") == ("drawing", 7, 9, 7)
    write(made / "reports", "2022-教育局.txt", report("乙县教育局", 2022, new=2))
    again.run()


def test_a_report_that_changed_since_is_only_listed(tmp_path: Path) -> None:
    path = tmp_path / "2024.txt"
    path.write_text(report("乙县水利局", 2024, new=5, before=1), "utf-8")
    whole = Audit([str(path)], tmp_path / "out", Terms({}, named=False))
    whole.dashboard = tmp_path / "a.html"
    whole.heard = lambda stage, *_: path.write_text("另一份", "utf-8") if stage == "drawing" else None
    whole.run()
    (row,) = told(tmp_path / "a.html")["reports"]
    assert row[8]
    assert "审核之后改动过" in drawing(tmp_path / "a.html", row[0])


def test_many_drawings_lie_beside_the_page(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "_MOST_INSIDE", 100)
    whole = shown(made, "zh")
    whole.dashboard = tmp_path / "many.html"
    (tmp_path / "many-reports").mkdir()
    mine = tmp_path / "many-reports" / "自己的.html"
    mine.write_text("x", "utf-8")
    (tmp_path / "many-reports" / "99999.html").write_text("old", "utf-8")
    whole.run()
    found = told(tmp_path / "many.html")
    assert found["beside"] == "many-reports/"
    assert (
        "drawn-"
        not in (tmp_path / "many.html").read_text("utf-8").partition('id="data"')[2].partition("<script>")[0]
    )
    names = {each.name for each in (tmp_path / "many-reports").iterdir()}
    assert names == {"自己的.html", *(f"{row[0]}.html" for row in found["reports"])}
    assert "XYR-CARRY" in (
        tmp_path / "many-reports" / f"{rows(tmp_path / 'many.html')['2024-水利局.txt'][0]}.html"
    ).read_text("utf-8")


def test_the_command_writes_it_and_does_not_take_it_for_a_report(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, "a.txt", report("乙县水利局", 2024))
    for _ in range(2):
        found = run(
            "audit",
            folder,
            "-o",
            tmp_path / "out",
            "-j",
            1,
            "--isolated",
            "--output-format",
            "json",
            "--dashboard",
            folder / "板.html",
            "--lang",
            "en",
        )
        assert json.loads(found.stdout)["files"] == 1
    text = (folder / "板.html").read_text("utf-8")
    assert '<html lang="en">' in text
    assert "<title>Audit of reports on disclosure</title>" in text
    (tmp_path / "dir.html").mkdir()
    assert (
        run(
            "audit", folder, "-o", tmp_path / "out", "--isolated", "--dashboard", tmp_path / "dir.html"
        ).exit_code
        == 2
    )


def test_each_word_is_used_and_known() -> None:
    scripts = "".join(each.read_text("utf-8") for each in HOME.glob("*.js")) + (HOME / "page.html").read_text(
        "utf-8"
    )
    asked = set(re.findall(r'\bsay\("(\w+)"', scripts)) | set(re.findall(r"{{(\w+)}}", scripts))
    assert asked <= WORDS.keys()
    assert [each for each in WORDS if f'"{each}"' not in scripts and f"{{{{{each}}}}}" not in scripts and each not in (
        "per_report", "received", "rate", "sure", "declined", "unreadable")] == []  # fmt: skip
    for zh, en in WORDS.values():
        assert set(re.findall(r"{\w+}", zh)) == set(re.findall(r"{\w+}", en))


def test_the_library_is_the_one_of_npm() -> None:
    noted = (HOME / "vendor" / "README.md").read_text("utf-8")
    assert sha256((HOME / "vendor" / "echarts.min.js").read_bytes()).hexdigest() in noted
    for each in ("LICENSE.echarts", "NOTICE.echarts", "LICENSE.zrender", "LICENSE.d3"):
        assert (HOME / "vendor" / each).stat().st_size > 100


# In a browser.


@pytest.fixture(scope="module")
def one() -> Iterator[Any]:
    with browser.opened() as page:
        yield page


@pytest.fixture
def page(one: Any, made: Path) -> Iterator[Any]:
    one.set_viewport_size({"width": 1400, "height": 950})
    one.emulate_media(color_scheme="light")
    opened(one, made / "zh.html")
    one.seen["requests"].clear()
    yield one
    assert one.seen["complaints"] == []
    assert one.seen["dialogs"] == []
    assert [each for each in one.seen["requests"] if not each.startswith(("blob:", "data:"))] == []


def opened(one: Any, path: Path) -> None:
    one.goto(path.as_uri())
    one.wait_for_selector("#told:not(:empty)")


@needs_chromium
def test_a_number_leads_to_its_report_by_keyboard_alone(page: Any) -> None:
    assert page.locator("#overview .tile.files strong").inner_text() == "9"
    page.locator("#by_rule summary").press("Enter")
    row = page.locator("#by_rule tr", has_text="XYR-CARRY")
    assert row.locator("td").last.inner_text() == "2"
    row.locator("td button").last.press("Enter")
    assert "XYR-CARRY" in page.locator("#selection-h").inner_text()
    assert page.evaluate("document.activeElement.id") == "selection-h"
    links = page.locator("#selection .to-report")
    assert sorted({each for each in links.all_inner_texts() if "水利局" in each}) == [
        "2023-水利局.txt",
        "2024-水利局.txt",
    ]
    page.locator("#selection tbody th .to-report").first.press("Enter")
    page.wait_for_selector("#paper .looked-at")
    assert "XYR-CARRY" in page.locator("#paper .looked-at").inner_text()
    assert page.locator("#paper td.bad").count() > 0
    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet", state="hidden")
    assert page.evaluate("document.activeElement.matches('#selection .to-report')")


def clicked(page: Any, id: str, value: list[int]) -> None:
    """
    Click where a chart shows a value.
    """
    place = page.locator(f"#{id} .chart")
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    x, y = page.evaluate(
        "([id, value]) => echarts.getInstanceByDom(document.querySelector(`#${id} .chart`)).convertToPixel({seriesIndex: 0}, value)",
        [id, value],
    )
    page.mouse.click(box["x"] + x, box["y"] + y)


@needs_chromium
def test_bars_and_squares_lead_to_reports(page: Any) -> None:
    # By year, then how many: inside of the bar.
    clicked(page, "by_year", [1, 1])
    assert page.locator("#selection-h").inner_text() == "所选报告: 2023 (2)"
    page.locator("#heat summary").click()
    rule = page.locator("#heat thead th").nth(1).inner_text()
    agency = page.locator("#heat tbody th").first.inner_text()
    clicked(page, "heat", [0, 0])
    assert page.locator("#selection-h").inner_text().startswith(f"所选报告: {agency} {rule} (")


@needs_chromium
def test_filters_change_all_numbers(page: Any) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    files, errors = page.locator(".tile.files strong"), page.locator(".tile.error strong")
    page.locator("#by-year").select_option("2024")
    expect(files).to_have_text("4")
    page.locator("#by-agency").fill("水利")
    expect(files).to_have_text("1")
    assert int(errors.inner_text()) > 0
    page.locator("#with-error").uncheck()
    expect(errors).to_have_text("0")
    page.locator("#reset").click()
    expect(files).to_have_text("9")
    # By a rule's name: the reports that have such findings.
    page.locator("#by-rule").fill("XYR-CARRY")
    expect(files).to_have_text("2")


@needs_chromium
def test_statistics_are_saved_as_csv(page: Any) -> None:
    with page.expect_download() as waiting:
        page.locator("#selection .csv").click()
    assert waiting.value.suggested_filename == "所选报告.csv"
    written = Path(waiting.value.path()).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(StringIO(written.decode("utf-8-sig"))))
    assert len(found) == 9
    # No spreadsheet takes a name for a formula.
    assert "'=2024-别的.txt" in {each["报告"] for each in found}
    (water,) = [each for each in found if each["报告"] == "2024-水利局.txt"]
    assert (water["新收申请数"], water["办结率"]) == ("8", "0.6364")


@needs_chromium
def test_nothing_that_a_report_says_runs(page: Any) -> None:
    page.locator("#selection .to-report", has_text="2024-别的.txt").first.click()
    page.wait_for_selector("#paper .report")
    assert "<script>alert(1)</script>" in page.locator("#paper article").inner_text()
    assert page.locator("#paper script, #paper img").count() == 0


@needs_chromium
@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_everybody_can_use_it(page: Any, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for each in page.locator("details summary").all():
        each.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    page.locator("#worst .to-report").first.click()
    page.wait_for_selector("#paper .finding")
    assert serious(page) == []


@needs_chromium
def test_it_speaks_english(one: Any, made: Path) -> None:
    shown(made, "en").run()
    opened(one, made / "en.html")
    assert one.locator("#by_rule-h").inner_text() == "Findings by rule"
    assert (
        re.search(
            r"[\u4e00-\u9fff]", one.locator("#top").inner_text() + one.locator("#overview").inner_text()
        )
        is None
    )
    assert one.seen["complaints"] == []
    shown(made, "zh").run()
