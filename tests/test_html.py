"""
The page for people: everything escaped, nothing from outside, every link leads somewhere.
"""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from attrs import evolve
from bench.reports import faulty
from hypothesis import given
from hypothesis import strategies as st

import disclint
from disclint.diagnostics import Diagnostic, Related, Suggestion, Suppressed
from disclint.outputs import html
from disclint.outputs.html.marking import Canvas, Mark
from disclint.outputs.view import View
from disclint.result import Result
from disclint.source import Source, Span
from tests.forms import EDITIONS

ZH = View(editions=EDITIONS)
EN = View(lang="en", editions=EDITIONS)
EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)> javascript:alert(3) ' </style></title>&lt;\x00\x1b"
VOID = {"meta", "input", "br"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "input", "label",
    "main", "nav", "section", "header", "aside", "article", "ol", "li", "span", "code", "dl", "dt", "dd", "a",
    "sup", "i", "b", "br", "ins", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "details",
    "summary", "pre",
}  # fmt: skip


class Page(HTMLParser):
    """
    A page taken apart: elements must be closed in their order.
    """

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(written)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def values(self, name: str) -> list[str]:
        return [given[name] for _, given in self.tags if name in given]

    def text_of(self, inside: str, *, without: str = "") -> str:
        return "".join(
            words for path, words in self.texts if inside in path and (not without or without not in path)
        )


def page(*results: Result, view: View = ZH) -> Page:
    found = Page("".join(html.write(results, view)))
    assert {tag for tag, _ in found.tags} <= ALLOWED
    ids = Counter(found.values("id"))
    assert [id for id, number in ids.items() if number > 1] == []
    for each in found.values("href"):
        assert each.startswith("#")
        assert each[1:] in ids
    for _, attributes in found.tags:
        assert not {"src", "action", "style", "srcdoc", "data"} & set(attributes)
        assert not any(each.startswith("on") for each in attributes)
    return found


def checked(id: str = "TBL4-SUM-RECON/total", path: str = "甲.txt") -> Result:
    made = faulty(1, id, style="pipe", edition="2021")
    return disclint.check_bytes(made.data, path)


def hostile() -> Result:
    text = f"三、申请{EVIL}\n共{EVIL}12件\n"
    at = text.index("12件")
    words = {"zh": EVIL, "en": EVIL}
    found = Diagnostic(
        EVIL, "error", Span(at, at + 2), EVIL, words, related=(Related(Span(0, 9), EVIL, words),),
        basis=(words,), suggestion=Suggestion(words, EVIL), folded=(EVIL,),
    )  # fmt: skip
    hidden = evolve(found, suppressed=Suppressed("comment", EVIL, EVIL))
    return Result(EVIL, "ok", None, Source(text, name=EVIL), (found,), suppressed=(hidden,))


@pytest.mark.parametrize("view", [ZH, EN, View(ascii_only=True)])
def test_nothing_that_a_report_says_runs_or_is_loaded(view: View) -> None:
    found = page(hostile(), hostile(), evolve(hostile(), status="declined", reason=EVIL), view=view)
    policy = next(given["content"] for tag, given in found.tags if given.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert [tag for tag, _ in found.tags].count("style") == 1
    assert "<script>alert(1)</script>" in found.text_of("article")


def test_the_page_says_what_was_found_where() -> None:
    result = checked()
    found = page(result)
    list_of_findings = found.text_of("ol")
    for each in result.diagnostics:
        assert each.rule in list_of_findings
        assert each.message["zh"] in list_of_findings
    links = Counter(found.values("href"))
    for number, each in enumerate(result.diagnostics, 1):
        assert links[f"#r1-f{number}"] >= 1
        assert each.span == Span(0, 0) or links[f"#r1-m{number}-0"] == 1


def test_the_wrong_cell_is_coloured_and_its_row_says_by_how_much_it_is_off() -> None:
    result = checked()
    found = page(result)
    bad = [
        given["class"] for tag, given in found.tags if tag == "td" and "bad error" in given.get("class", "")
    ]
    assert bad
    off = [given for tag, given in found.tags if tag == "td" and given.get("class") == "sum off"]
    assert len(off) == 1
    ((left, right),) = [
        (sum(int(each.value or 0) for each in row.cells[:-1]), int(row.cells[-1].value or 0))
        for table in (result.report.tables if result.report else ())
        for row in table.rows
        if table.id == "disputes"
        and sum(int(each.value or 0) for each in row.cells[:-1]) != row.cells[-1].value
    ]
    assert f"{left}差\xa0{right - left:+d}" in found.text_of("td")


def test_of_a_sound_report_nothing_is_coloured() -> None:
    found = page(disclint.check_bytes(faulty(1, "TBL4-SUM-RECON/total", style="pipe", edition="2021").data))
    sums = [given for _, given in found.tags if given.get("class") == "sum"]
    assert len(sums) > 30
    from bench.reports import sound  # noqa: PLC0415

    clean = page(disclint.check_bytes(sound(3, style="pipe").data))
    assert not [given for _, given in clean.tags if "sum off" in given.get("class", "")]
    assert not [given for _, given in clean.tags if "bad" in given.get("class", "").split()]
    assert "没有发现问题。" in clean.text_of("aside")


def test_all_that_the_report_says_is_on_the_page() -> None:
    result = checked()
    assert result.source is not None
    shown = "".join(page(result).text_of("article", without="sup").split())
    for line in result.source.text.split("\n"):
        assert "".join(line.split()) in shown


def test_a_blank_cell_and_a_label_can_be_jumped_to() -> None:
    for id in ("CEL-BLANK", "TBL2-LABEL-NORM"):
        result = checked(id)
        numbers = [at for at, each in enumerate(result.diagnostics, 1) if each.rule == id]
        assert numbers
        hrefs = page(result).values("href")
        for each in numbers:
            assert f"#r1-m{each}-0" in hrefs


def test_what_is_missing_at_the_end_can_be_jumped_to() -> None:
    result = Result(
        "甲.txt", "ok", source=Source("三、申请\n没有了\n"),
        diagnostics=tuple(Diagnostic(each, "error", Span(9, 9), "document", {"zh": "缺"}) for each in ("A-A", "A-B")),
    )  # fmt: skip
    assert {"#r1-m1-0", "#r1-m2-0"} <= set(page(result).values("href"))


def test_what_cannot_be_drawn_is_said() -> None:
    unreadable = Result(
        "坏.doc", "unreadable",
        diagnostics=(Diagnostic("IO-UNREADABLE", "error", Span(0, 0), "document", {"zh": "读不出"}),),
    )  # fmt: skip
    found = page(unreadable, Result("b.txt", "declined", source=Source("购物清单"), reason="not-a-report"))
    assert "无法读取" in found.text_of("article")
    assert "购物清单" in found.text_of("article")
    assert "未检查" in found.text_of("nav")
    assert "没有检查任何文件。" in page().text_of("main")


def test_suppressed_findings_are_there_but_not_shown_until_asked_for() -> None:
    result = checked()
    hidden = evolve(result.diagnostics[0], suppressed=Suppressed("baseline", "旧账", "基线:3"))
    found = page(evolve(result, diagnostics=(), suppressed=(hidden,)))
    assert "旧账" in found.text_of("ol")
    boxes = {given["id"]: "checked" in given for tag, given in found.tags if tag == "input"}
    assert boxes == {"show-error": True, "show-warning": True, "show-info": True, "show-suppressed": False}
    classes = [given["class"] for tag, given in found.tags if tag == "li"]
    assert classes == ["finding suppressed"]


def test_several_reports_have_an_index_and_ids_of_their_own() -> None:
    found = page(checked(), checked(path="乙.txt"), checked("CEL-BLANK", path="丙.txt"))
    assert [each for each in found.values("href") if each in ("#r1", "#r2", "#r3")] == ["#r1", "#r2", "#r3"]
    assert all(each in found.text_of("nav") for each in ("甲.txt", "乙.txt", "丙.txt"))
    assert "nav" not in {tag for tag, _ in page(checked()).tags}


def test_whoever_draws_a_report_elsewhere_gets_the_same() -> None:
    result = checked()
    assert html.fragment(result, ZH, "r1") in "".join(html.write([result], ZH))
    assert 'id="x7-f1"' in html.fragment(result, EN, "x7")


@st.composite
def marked(draw: st.DrawFn) -> Canvas:
    text = draw(st.text(st.sampled_from("甲乙12<&\"' \n"), max_size=30))
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=6))
    kinds = st.sampled_from(["error", "info", "related", "suppressed"])
    marks = [Mark(Span(min(each), max(each)), at, draw(kinds), "document") for at, each in enumerate(pairs)]
    return Canvas(text, marks, "r1")


@given(marked())
def test_marks_change_no_character(canvas: Canvas) -> None:
    found = Page(canvas.marked(Span(0, len(canvas.text))))
    shown = "".join(words for path, words in found.texts if not {"sup", "i"} & set(path))
    assert shown == canvas.text
    assert set(found.values("id")) == {canvas.mark_id(each.number) for each in canvas.marks}


def test_reports_are_written_as_they_come() -> None:
    seen: list[int] = []

    def results() -> Iterator[Result]:
        for at in range(3):
            seen.append(at)
            yield checked(path=f"{at}.txt")

    written = html.write(results(), ZH)
    assert next(each for each in written if 'id="r1"' in each)
    assert seen == [0]


def test_a_number_is_told_once_where_marks_lie_in_each_other() -> None:
    outer = Mark(Span(0, 9), 1, "error", "document")
    canvas = Canvas("国办函〔2019〕60号", [outer, Mark(Span(4, 8), 1, "related", "document", 1)], "r1")
    drawn = canvas.marked(Span(0, 12))
    assert drawn.count("<sup>1</sup>") == 1
    assert drawn.count("<a ") == 3
