"""
The report with its findings in it: nothing that it says is changed, and each comment is on its characters.
"""

import functools
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import docx
import pytest
from bench.reports import FAULTS, drafted, faulty, office, sound
from bench.reports.office import ByHand
from click.testing import CliRunner, Result
from docx.oxml.ns import qn

import disclint
from disclint.cli import main
from disclint.outputs.annotated import webpage, word
from disclint.outputs.annotated.word import cells
from disclint.outputs.view import View
from disclint.session import data
from disclint.source import Span

ZH = View(editions=data.editions())
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CASES = [(1, "TBL4-SUM-RECON/total"), (3, "CEL-BLANK"), (5, "TBL3-SUM-ROW/total")]
CASES = [(seed, fault if fault in FAULTS else next(iter(FAULTS))) for seed, fault in CASES]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["annotate", *arguments], catch_exceptions=False)


# Word.


@functools.cache
def written(seed: int, fault: str, *, by_hand: bool) -> tuple[bytes, bytes, disclint.Result]:
    report = drafted(seed, fault)
    before = ByHand(report, Random(seed)).data() if by_hand else office.by_python_docx(report)
    result = disclint.check_bytes(before, "甲.docx")
    return before, word.annotated(before, result, ZH), result


def texts(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "".join(each.text or "" for each in body.iter(qn("w:t")))


def commented(content: bytes) -> dict[int, str]:
    """
    The characters that each comment is on.
    """
    found: dict[int, str] = {}
    active: set[int] = set()
    for each in docx.Document(io.BytesIO(content)).element.body.iter():
        if each.tag == qn("w:commentRangeStart"):
            active.add(int(each.get(qn("w:id"))))
            found[int(each.get(qn("w:id")))] = ""
        elif each.tag == qn("w:commentRangeEnd"):
            active.discard(int(each.get(qn("w:id"))))
        elif each.tag == qn("w:t"):
            for id in active:
                found[id] += each.text or ""
    assert not active
    return found


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize(("seed", "fault"), CASES)
def test_comments_are_on_the_exact_characters_and_the_text_stays(
    seed: int, fault: str, *, by_hand: bool
) -> None:
    before, after, result = written(seed, fault, by_hand=by_hand)
    assert result.diagnostics
    assert texts(after) == texts(before)
    comments = {
        each.comment_id: each
        for each in docx.Document(io.BytesIO(after)).comments
        if each.author == "disclint"
    }
    assert len(comments) == len(result.diagnostics)
    ranges = commented(after)
    for (id, comment), each in zip(sorted(comments.items()), result.diagnostics, strict=True):
        assert comment.text.startswith(("错误[", "警告[", "提示["))
        assert f"[{each.rule}] " in comment.text
        assert result.source is not None
        first, last = result.source.file_range(each.span)
        if first < last and not by_hand:
            assert ranges[id] == (result.source.file or "")[first:last]
        elif each.rule == "CEL-BLANK":
            assert ranges[id] == ""


def test_what_was_read_before_is_read_again_with_the_same_findings() -> None:
    _, after, result = written(*CASES[0], by_hand=False)
    again = disclint.check_bytes(after, "甲.docx")
    told = {(each.rule, each.address) for each in result.diagnostics}
    assert told == {(each.rule, each.address) for each in again.diagnostics}
    assert all(
        len(list(docx.Document(io.BytesIO(each)).comments)) == len(told)
        for each in (after, word.annotated(after, again, ZH))
    )


def test_comments_of_others_stay_and_own_ones_are_replaced() -> None:
    _, after, result = written(*CASES[1], by_hand=False)
    document = docx.Document(io.BytesIO(after))
    document.add_comment(document.paragraphs[0].runs, "请核对", author="王五")
    stream = io.BytesIO()
    document.save(stream)
    again = word.annotated(stream.getvalue(), disclint.check_bytes(stream.getvalue(), "甲.docx"), ZH)
    told = [each.text for each in docx.Document(io.BytesIO(again)).comments if each.author == "disclint"]
    assert len(told) == len(set(told)) == len(result.diagnostics) + 1
    assert [each for each in told if "[DOC-COMMENTS]" in each and "还有1条批注，第一条是“请核对”" in each]
    assert sum(each.author == "王五" for each in docx.Document(io.BytesIO(again)).comments) == 1
    assert len(commented(again)) == len(told) + 1
    assert texts(again) == texts(after)


def test_the_comment_on_an_empty_cell_is_in_that_cell() -> None:
    before, after, result = written(*CASES[1], by_hand=False)
    (blank,) = [each for each in result.diagnostics if each.rule == "CEL-BLANK"]
    block = result.locate(blank.span).block
    assert block is not None
    for content, marks in ((before, 0), (after, 1)):
        cell = cells.cell_named(docx.Document(io.BytesIO(content)).element.body, block)
        assert cell is not None
        assert "".join(each.text or "" for each in cell.iter(qn("w:t"))) == ""
        assert len(list(cell.iter(qn("w:commentRangeStart")))) == marks
    body = docx.Document(io.BytesIO(before)).element.body
    assert [
        cells.cell_named(body, each) for each in ("p1", "t99/r1/c1", "t1/r99/c1", "p1/box1/t1/r1/c1", "")
    ] == [None] * 5


def test_runs_keep_their_looks_where_they_are_split() -> None:
    document = docx.Document()
    run_of_text = document.add_paragraph().add_run("共收到申请12件，办结")
    run_of_text.bold = True
    run_of_text.add_tab()
    run_of_text.add_text("十件")
    content = io.BytesIO()
    document.save(content)
    result = disclint.check_bytes(content.getvalue(), "a.docx")
    source = result.source
    assert source is not None
    at = source.text.index("12件")
    wrong = disclint.Diagnostic("A-B", "error", Span(at, at + 3), "document", {"zh": "不对\x00"})
    whole = disclint.Diagnostic("A-C", "info", Span(0, 0), "document", {"zh": "全文"})
    from attrs import evolve  # noqa: PLC0415

    after = word.annotated(content.getvalue(), evolve(result, diagnostics=(whole, wrong, wrong)), ZH)
    (paragraph,) = docx.Document(io.BytesIO(after)).paragraphs
    assert paragraph.text == "共收到申请12件，办结\t十件"
    assert all(each.bold for each in paragraph.runs if each.text)
    assert list(commented(after).values())[1:] == ["12件", "12件"]


# The agency's page.


class Shown(HTMLParser):
    """
    What a page shows, and what it would run or load.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.inside: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag in ("style", "title", "aside", "sup", "script"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"[\s▯]+", "", "".join(self.words))


def test_the_page_says_what_it_said_and_each_finding_has_its_mark() -> None:
    page = (EXAMPLES / "2021-faulty.html").read_text(encoding="utf-8")
    result = disclint.check_bytes(page.encode(), "年报.html")
    after = webpage.annotated(result, ZH)
    shown = Shown(after)
    assert shown.text == Shown(page).text
    placed = [number for number, each in enumerate(result.diagnostics, 1) if each.span != Span(0, 0)]
    assert [each for each in placed if f"disclint-m{each}" not in shown.ids] == []
    assert len(set(shown.ids)) == len(shown.ids)
    for number, each in enumerate(result.diagnostics, 1):
        assert f"disclint-f{number}" in shown.ids
        assert each.rule in after
    blank = next(number for number, each in enumerate(result.diagnostics, 1) if each.rule == "CEL-BLANK")
    assert re.search(rf'<td>(?:<p>)?<mark [^>]*id="disclint-m{blank}"', after)


def as_a_browser_saves_it(page: str) -> str:
    return page.replace("&#9647;", "▯").replace("<details open>", '<details open="">')


@pytest.mark.parametrize("saved", [str, as_a_browser_saves_it])
@pytest.mark.parametrize("seed", [1, 3, 604])
def test_marks_on_a_page_make_way_for_new_ones(seed: int, saved: Callable[[str], str]) -> None:
    page = faulty(seed, "CEL-BLANK", style="html", edition="2021").data.decode()
    page = page.replace("</h1>", "</h1><p><mark>重点</mark>共<sup>2</sup></p>", 1)
    first = disclint.check_bytes(page.encode(), "年报.html")
    once = webpage.annotated(first, ZH)
    assert "&#9647;" in once
    again = disclint.check_bytes(saved(once).encode(), "年报.html")
    assert again.source is not None
    assert first.source is not None
    assert again.source.text == first.source.text
    said = [(each.rule, each.address, each.span) for each in first.diagnostics]
    assert [(each.rule, each.address, each.span) for each in again.diagnostics] == said
    assert webpage.annotated(again, ZH) == once
    assert once.count("<aside") == 1


def test_what_only_looks_like_a_mark_of_ours_stays() -> None:
    body = (
        "<p>甲县2023年政府信息公开工作年度报告</p><p><mark>一<sup>1</sup></mark>二<sup>2</sup></mark>"
        '<span id="disclint-m">三</span><mark class="disclint-m">四</mark><aside class="list">五</aside></p>'
    )
    source = disclint.check_text(f"<html><body>{body}</body></html>", "a.html").source
    assert source is not None
    assert re.sub(r"\s", "", source.text).endswith("一1二2三四五")


@pytest.mark.parametrize("blank", ["", "&nbsp;", "<p></p>", "<p>&nbsp;</p>", " ", "<br>"])
def test_the_mark_of_an_empty_cell_is_in_that_cell(blank: str) -> None:
    page = sound(604, style="html", edition="2021").data.decode()
    row = page.index("一、本年新收")
    begin = page.index("<td>", page.index("<td>", row) + 4) + 4
    page = page[:begin] + f'<i id="cell"></i>{blank}' + page[page.index("</td>", begin) :]
    result = disclint.check_bytes(page.encode(), "a.html")
    number = next(at for at, each in enumerate(result.diagnostics, 1) if each.rule.startswith("CEL-BLANK"))
    cell = webpage.annotated(result, ZH).partition('<i id="cell">')[2].partition("</td>")[0]
    assert f'id="disclint-m{number}"' in cell


def test_a_page_in_another_encoding_becomes_utf_8() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>甲县2023年政府信息公开工作年度报告</p></body></html>'
    after = webpage.annotated(disclint.check_bytes(page.encode("gb18030"), "a.html"), ZH)
    assert after.lower().count("charset") == 1
    assert '<meta charset="utf-8">' in after


HOSTILE = """<!DOCTYPE html><html onload="alert(1)"><head><title>a<script>alert(2)</script></title>
<base href="https://evil.example/"><link rel=stylesheet href="https://evil.example/a.css"><meta http-equiv=refresh content="0;url=javascript:alert(3)">
<style><!-- body{color:red} .a{background:url(https://evil.example/b)} --></style></head><body background="https://evil.example/c" onclick=alert(4)>
<script>document.write("<p>甲</p>")</script><!--[if IE]><script>alert(5)</script><![endif]-->
<p>甲县2023年政府信息公开工作年度报告</p><a href=" java\tscript:alert(6)">一</a><a href="https://example.gov.cn/">二</a>
<img src=x onerror=alert(7)><img src="data:image/png;base64,AA=="><iframe srcdoc="<script>alert(8)</script>">x</iframe>
<svg><style><img src=x onerror=alert(9)></style></svg><form action="javascript:alert(10)"><input formaction="javascript:alert(11)" type=text></form>
<p style="color:blue" x"><b>1 < 2 &amp; &lt;script&gt;</b><noscript><img src=y onerror=alert(12)></noscript><object data="a.swf"></object>
<math><mtext><img src=x onerror=alert(13)></mtext></math><template><script>alert(14)</script></template></body></html>"""


def test_a_page_runs_and_loads_nothing_any_more() -> None:
    after = webpage.annotated(disclint.check_text(HOSTILE, "a.html"), ZH)
    shown = Shown(after)
    assert after.startswith('<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
    assert "default-src 'none'" in after
    assert not {"script", "iframe", "object", "svg", "math", "template", "base", "link", "embed"} & set(
        shown.tags
    )
    for tag, name, value in shown.attributes:
        assert not name.startswith("on")
        assert "script:" not in re.sub(r"\s", "", value).lower()
        if name == "src":
            assert (tag, value[:11]) == ("img", "data:image/")
        if name == "href":
            assert value.startswith(("#", "https://example.gov.cn/"))
        assert name not in ("background", "action", "formaction", "srcdoc", "data")
    assert ("p", "style", "color:blue") in shown.attributes
    assert "body{color:red}" in after
    assert "1<2&<script>" in shown.text


# The command.


def test_it_writes_a_document_and_leaves_its_own_as_it_was() -> None:
    before, _, result = written(*CASES[0], by_hand=False)
    Path("甲.docx").write_bytes(before)
    done = run("甲.docx", "-o", "乙.docx", "--isolated")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "有问题，详见 乙.docx\n")
    assert result.fails
    assert Path("甲.docx").read_bytes() == before
    assert len(list(docx.Document("乙.docx").comments)) == len(result.diagnostics)
    refused = run("甲.docx", "-o", "甲.docx")
    assert refused.exit_code == 2
    assert "会被结果覆盖" in refused.stderr
    assert Path("甲.docx").read_bytes() == before


def test_text_becomes_a_page_with_marks() -> None:
    Path("甲.txt").write_bytes(faulty(1, "TBL4-SUM-RECON/total", style="pipe", edition="2021").data)
    assert run("甲.txt", "-o", "甲.html").exit_code == 1
    assert 'class="bad error' in Path("甲.html").read_text(encoding="utf-8").replace("number bad", "bad")
    Path("乙.txt").write_bytes(sound(3, style="pipe").data)
    assert run("乙.txt", "-o", "乙.html", "--lang=en").exit_code == 0
    assert "Nothing found." in Path("乙.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "output", "code", "said"),
    [
        ("甲.txt", "甲.docx", 2, "不是 .docx 文件"),
        ("甲.txt", "甲.pdf", 2, "不是 .pdf 文件"),
        ("甲.txt", "甲.xlsx", 2, "后缀应为"),
        ("没有.txt", "甲.html", 2, "找不到"),
        ("空.txt", "甲.html", 1, "文件是空的"),
        ("清单.txt", "甲.html", 0, "未检查: 清单.txt"),
    ],
)
def test_what_cannot_be_annotated_is_said(name: str, output: str, code: int, said: str) -> None:
    Path("甲.txt").write_bytes(sound(3, style="pipe").data)
    Path("空.txt").write_bytes(b"")
    Path("清单.txt").write_text("购物清单\n", encoding="utf-8")
    done = run(name, "-o", output)
    assert done.exit_code == code
    assert said in done.stderr
    assert Path(output).exists() == (code == 0)
