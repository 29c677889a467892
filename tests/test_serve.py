"""
What stands behind the page: edits of what was read, and the answers that a page is given.
"""

import gc
import io
import weakref
from collections.abc import Sequence
from itertools import pairwise

import docx
import openpyxl
import pytest
from attrs import evolve
from bench.reports import drafted, faulty, office
from hypothesis import given, settings
from hypothesis import strategies as st

import disclint
from disclint.errors import UsageError
from disclint.outputs import html
from disclint.outputs.view import View
from disclint.result import Result
from disclint.serve import working
from disclint.serve.answers import Answer, Answers
from disclint.serve.papers import Papers
from disclint.session import configured
from disclint.source import Edit, Span, edited
from tests.forms import EDITIONS
from tests.test_html import EVIL, page

SMALL = (
    "<p>一、总体&nbsp;情况</p><table><tr><td>甲&amp;乙</td><td></td><td>3</td></tr><tr><td colspan=2>丙</td><td>&#52;</td></tr></table>"
    "<p>完<b>毕</b>。</p>"
).encode()
FAULT = "TBL3-SUM-ROW"
STYLES = ("pipe", "html", "tabs", "prose")


def answers() -> Answers:
    options = configured.of({}, named=False).options(None)
    failures: list[str] = []
    return Answers(Papers(lambda: options, lambda _, trace: failures.append(trace)), EDITIONS)


def report(fault: str = FAULT, suffix: str = "html") -> bytes:
    draft = drafted(1, fault)
    if suffix == "docx":
        return office.by_python_docx(draft)
    if suffix == "xlsx":
        return office.by_openpyxl(draft)
    return faulty(1, fault, style={"html": "html", "txt": "pipe"}[suffix]).data


def rules(answer: Answer) -> list[str]:
    return [each.split("</code>")[0] for each in answer["html"].split("<code>")[1:]]


def found(answer: Answer, result: Result) -> bool:
    """Whether an answer draws exactly this result."""
    return bool(answer["html"] == html.fragment(result, View(editions=EDITIONS), placed=True))


def asked(answer: Answer, **more: object) -> dict[str, object]:
    edits = [[each["start"], each["end"], each["text"]] for each in answer["edits"]]
    return {"id": answer["id"], "lang": "zh", "edits": edits} | more


# What was read, with other words in it.


@given(st.data())
def test_edits_one_after_the_other_are_the_edits_of_the_text_as_it_was(data: st.DataObject) -> None:
    text = data.draw(st.text("ab1|\n", max_size=20))
    now, edits = text, ()
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(now)))
        end = data.draw(st.integers(start, len(now)))
        new = data.draw(st.text("xy2", max_size=4))
        edits = working.replaced(text, edits, Span(start, end), new)
        now = now[:start] + new + now[end:]
        source = edited(disclint.Source(text), edits)
        assert source.text == now
        assert all(one.span.end < other.span.start for one, other in pairwise(edits))


@settings(max_examples=30)
@given(st.data())
def test_whatever_is_edited_leads_back_to_the_file(data: st.DataObject) -> None:
    source = disclint.check_bytes(SMALL, "甲.html").source
    assert source is not None
    size = len(source.text)
    cuts = sorted(data.draw(st.sets(st.integers(0, size), min_size=2, max_size=8)))
    edits = [
        Edit(Span(*each), data.draw(st.text("12字", max_size=9)))
        for each in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    made = edited(source, edits)
    assert made.file == source.file
    shift = 0
    for edit in edits:
        now = Span(edit.span.start + shift, edit.span.start + shift + len(edit.text))
        if now:
            assert made.file_range(now) == source.file_range(edit.span)
        shift += edit.growth
    after = edits[-1].span.end
    for at in range(after, min(size, after + 200)):
        assert made.text[at + shift] == source.text[at]
        assert made.file_range(Span(at + shift, at + shift + 1)) == source.file_range(Span(at, at + 1))
    for grid in made.grids:
        for cell in grid.cells:
            assert 0 <= cell.span.start <= cell.span.end <= len(made.text)


def test_an_empty_cell_that_is_filled_is_a_cell_still() -> None:
    source = disclint.check_text("<table><tr><td>甲</td><td></td><td>3</td></tr></table>").source
    assert source is not None
    empty = source.grids[0].cells[1].span
    made = edited(source, [Edit(empty, "12")])
    assert [made.slice(each.span) for each in made.grids[0].cells] == ["甲", "12", "3"]


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edited(disclint.Source("abcdef"), [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")])


@pytest.mark.parametrize(
    "given_",
    [None, {}, [[1]], [[0, 1, 2]], [[True, 1, ""]], [[3, 1, ""]], [[0, 3, ""], [1, 4, ""]], [[0, 99, ""]],
     [[-1, 2, ""]], [[0, 0, "字" * (working.LONGEST + 1)]], [[0, 0, ""]] * (working.MOST_EDITS + 1)],
)  # fmt: skip
def test_edits_that_no_page_sends_are_refused(given_: object) -> None:
    with pytest.raises(UsageError):
        working.given(given_, disclint.Source("abcdef"))


# What a page is told.


@pytest.mark.parametrize("suffix", ["html", "txt", "docx", "xlsx"])
def test_a_page_is_told_what_the_library_finds(suffix: str) -> None:
    data = report(suffix=suffix)
    answer = answers().open(data, f"报告.{suffix}", "zh")
    assert found(answer, disclint.check_bytes(data, f"报告.{suffix}"))
    assert FAULT in rules(answer)


@pytest.mark.parametrize("suffix", ["html", "txt", "docx", "xlsx"])
def test_a_cell_that_is_put_right_is_right_and_back_again(suffix: str) -> None:
    asking = answers()
    first = asking.open(report(suffix=suffix), f"报告.{suffix}", "zh")
    start, end, fix = repair(first, FAULT)
    second = asking.check(asked(first, change=[start, end, fix]))
    assert FAULT not in rules(second)
    assert [each["was"] for each in second["edits"]] == [first["text"][start:end]]
    assert second["edits"][0]["place"].startswith("三、收到和处理")
    undone = asking.check(asked(first))
    assert undone["html"] == first["html"]
    back = asking.check(asked(second, change=[start, start + len(fix), first["text"][start:end]]))
    assert back["edits"] == []
    assert back["html"] == first["html"]


def repair(answer: Answer, rule: str) -> tuple[int, int, str]:
    """What the page would do about the finding of a rule: the place in the text and the value."""
    (item,) = [each for each in answer["html"].split("<li ")[1:] if f"<code>{rule}</code>" in each]
    start, end = item.split('data-at="')[1].split('"')[0].split("-")
    return int(start), int(end), item.split('data-fix="')[1].split('"')[0]


def test_every_cell_can_be_changed_and_is_checked_as_the_library_checks_it() -> None:
    data = report(suffix="txt").decode()
    asking = answers()
    first = asking.open(data.encode(), "甲.txt", "zh")
    result = disclint.check_text(data, "甲.txt")
    assert result.report is not None
    for table in result.report.tables:
        for cell in list(table.cells())[::17]:
            answer = asking.check(asked(first, change=[cell.span.start, cell.span.end, " 9\n7|"]))
            text = first["text"][: cell.span.start] + "9 7｜" + first["text"][cell.span.end :]
            assert answer["text"] == text
            expected = disclint.check_text(text, "甲.txt")
            assert [each.message for each in disclint_findings(answer, asking)] == [
                each.message for each in expected.diagnostics
            ]


def disclint_findings(answer: Answer, asking: Answers) -> Sequence[disclint.Diagnostic]:
    paper = asking.papers.paper(answer["id"])
    edits = working.given(asked(answer)["edits"], paper.source)
    return asking.papers.checked(paper, edits, "zh").diagnostics


@pytest.mark.parametrize("suffix", ["html", "txt", "docx", "xlsx"])
def test_a_cell_that_is_emptied_and_filled_again_was_changed_once(suffix: str) -> None:
    asking = answers()
    first = asking.open(report(suffix=suffix), f"报告.{suffix}", "zh")
    result = disclint.check_bytes(report(suffix=suffix), f"报告.{suffix}")
    assert result.report is not None
    for table in result.report.tables:
        # Neighbours, the first and the last of a row among them.
        for cell in list(table.cells())[:14]:
            if not cell.span:
                continue
            was = first["text"][cell.span.start : cell.span.end]
            emptied = asking.check(asked(first, change=[cell.span.start, cell.span.end, ""]))
            # People look for it in the table, where it was.
            assert " > " in emptied["edits"][0]["place"]
            start, end = blank(asking, emptied, cell.address)
            filled = asking.check(asked(emptied, change=[start, end, "77"]))
            assert [(each["was"], each["text"].strip()) for each in filled["edits"]] == [(was, "77")]
            back = asking.check(asked(emptied, change=[start, end, was]))
            assert back["text"] == first["text"]
            assert back["edits"] == []


def blank(asking: Answers, answer: Answer, address: str) -> tuple[int, int]:
    """Where the page has a cell in which nothing is written."""
    paper = asking.papers.paper(answer["id"])
    edits = working.given(asked(answer)["edits"], paper.source)
    found = asking.papers.checked(paper, edits, "zh").report
    assert found is not None
    (span,) = (each.span for table in found.tables for each in table.cells() if each.address == address)
    return span.start, span.end


def test_numbers_that_only_stand_apart_stay_apart() -> None:
    result = disclint.check_text("1 2 3")
    assert working._apart("12", Span(1, 1), "5") == " 5 "  # noqa: SLF001 - the one place that knows
    assert working.change([2, 3, "a\r\nb"], result) == (Span(2, 3), "a\nb")


def test_half_a_character_is_none() -> None:
    (edit,) = working.given([[0, 1, "\ud800"]], disclint.Source("ab"))
    assert edit.text == "\ufffd"


def test_a_paragraph_can_become_two_and_be_changed_again() -> None:
    asking = answers()
    first = asking.open(report(suffix="docx"), "报告.docx", "zh")
    at = first["text"].index("\n")
    second = asking.check(asked(first, change=[0, at, "甲\n乙"]))
    assert second["text"].startswith("甲\n乙\n")
    third = asking.check(asked(second, change=[2, 3, "丙丁"]))
    assert third["text"].startswith("甲\n丙丁\n")
    assert len(third["edits"]) == 1


def test_a_change_of_prose_is_named_by_its_section() -> None:
    asking = answers()
    first = asking.open(report(), "报告.html", "zh")
    at = first["text"].index("总体情况") + len("总体情况")
    at = first["text"].index("。", at)
    second = asking.check(asked(first, change=[at, at, "，群众满意"]))
    assert second["edits"][0]["place"] == "一、总体情况"
    # In front of the sections there is only the line.
    third = asking.check(asked(first, change=[0, 0, "甲"]))
    assert third["edits"][0]["place"].startswith("第")


def test_languages() -> None:
    asking = answers()
    first = asking.open(report(), "报告.html", "en")
    assert "should be" in first["html"]
    assert "应为" in asking.check(asked(first))["html"]
    assert "应为" in asking.open(report(), "报告.html", "xx")["html"]


# Downloads.


def test_comments_go_into_the_file_as_it_was() -> None:
    asking = answers()
    first = asking.open(report(suffix="docx"), "年报.docx", "zh")
    assert first["downloads"] == ["word", "page", "xlsx"]
    start, end, fix = repair(first, FAULT)
    second = asking.check(asked(first, change=[start, end, fix]))
    made = asking.download(asked(second, kind="word"))
    assert made.name == "年报-批注.docx"
    said = [each.text for each in docx.Document(io.BytesIO(made.content)).comments]
    assert any(FAULT in each for each in said)
    listed = asking.download(asked(second, kind="xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(listed.content)).worksheets[0]
    assert listed.name == "年报-整改清单.xlsx"
    assert FAULT not in [each.value for each in sheet["J"]]
    marked = asking.download(asked(second, kind="page"))
    page_ = marked.content.decode()
    assert FAULT not in page_
    assert "Content-Security-Policy" in page_


def test_what_cannot_be_made_is_refused() -> None:
    asking = answers()
    first = asking.open(report(), "报告.html", "zh")
    for kind in ("word", "pdf", "exe", None):
        with pytest.raises(UsageError):
            asking.download(asked(first, kind=kind))


@pytest.mark.parametrize("given_", ["", "\x00\x01", "PK\x03\x04broken", "%PDF-1.4 broken", "只有一句话。"])
def test_what_is_no_report_is_told_and_can_be_taken_away(given_: str) -> None:
    asking = answers()
    answer = asking.open(given_.encode(), "甲", "zh")
    assert answer["status"] in ("unreadable", "declined", "ok")
    for kind in answer["downloads"]:
        assert asking.download(asked(answer, kind=kind)).content


def test_few_reports_are_kept() -> None:
    asking = answers()
    ids = [asking.open("甲".encode(), "甲.txt", "zh")["id"] for _ in range(9)]
    assert len(set(ids)) == 9
    with pytest.raises(LookupError):
        asking.check({"id": ids[0]})
    asking.check({"id": ids[-1], "edits": [[0, 0, "乙"]]})
    source = weakref.ref(asking.papers.paper(ids[-1]).source)
    asking.close({"id": ids[-1]})
    gc.collect()
    assert source() is None
    for each in (ids[-1], None, 7, [], "x"):
        with pytest.raises(LookupError):
            asking.check({"id": each})


@pytest.mark.parametrize(
    ("name", "kept"),
    [("C:\\甲\\乙.docx", "乙.docx"), ("../../etc/passwd", "passwd"), ("", "报告"), ("a\0\n.txt", "a.txt")],
)
def test_names_are_bare(name: str, kept: str) -> None:
    assert answers().open(b"x", name, "zh")["name"] == kept


def test_nothing_that_a_report_says_is_drawn_as_html() -> None:
    # With this character it would be no text.
    evil = EVIL.replace("\0", "")
    text = f"{evil}\n<script>alert(1)</script>\n<a href='javascript:alert(1)' onclick=alert(1)>点</a>"
    asking = answers()
    answer = asking.open(text.encode(), f"{EVIL}.txt", "zh")
    answer = asking.check(asked(answer, change=[0, 1, EVIL]))
    for forbidden in ("<script", "<img", "<a href='java", "onerror=alert(2)>"):
        assert forbidden not in answer["html"]


def test_places_are_told_only_where_they_are_asked_for() -> None:
    result = disclint.check_bytes(report(), "甲.html")
    assert "data-" not in html.fragment(result, View(editions=EDITIONS))
    page(result)
    placed = html.fragment(result, View(editions=EDITIONS), placed=True)
    text = result.source.text if result.source else ""
    spans = [tuple(map(int, each.split('"')[0].split("-"))) for each in placed.split('data-at="')[1:]]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert len(spans) > 200
    assert evolve(result, lang="en").lang == "en"
