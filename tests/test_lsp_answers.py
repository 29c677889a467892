"""
What editors ask about reports, answered without a server.
"""

from pathlib import Path

import pytest
from attrs import evolve
from lsprotocol.types import DocumentHighlightKind, Position, Range

from disclint.lsp import actions, commands, hovering, navigating, outlining, publishing
from disclint.lsp.checking import Checked, Judge
from disclint.lsp.documents import Document, changed, path_of
from disclint.lsp.insight import Insight
from disclint.lsp.pages import Pages
from disclint.lsp.positions import Lines
from disclint.lsp.settings import Settings
from disclint.session import data

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ("2021-faulty.html", "2019-faulty.txt", "2019-sound.md", "2021-sound.txt")
JUDGE = Judge(Settings(), None, "zh")
PAGE = (EXAMPLES / "2021-faulty.html").read_text(encoding="utf-8")


def check(text: str, name: str = "a.txt") -> Checked:
    return JUDGE.checked(Document(f"file:///{name}", 1, "", Lines(text)))


def example(name: str) -> Insight:
    return Insight(check((EXAMPLES / name).read_text(encoding="utf-8"), name))


PAGE_SEEN = example("2021-faulty.html")


def at(words: str, insight: Insight = PAGE_SEEN, within: str = "") -> int:
    text = insight.checked.document.text
    return text.index(words, text.index(within))


def words_at(place: Range, insight: Insight = PAGE_SEEN) -> str:
    lines = insight.checked.document.lines
    return lines.text[lines.offset(place.start) : lines.offset(place.end)]


def applied(action, checked: Checked) -> Checked:
    edits = action.edit.changes[checked.document.uri]
    assert len(edits) == 1
    lines = checked.document.lines
    start, end = lines.offset(edits[0].range.start), lines.offset(edits[0].range.end)
    text = lines.text[:start] + edits[0].new_text + lines.text[end:]
    return check(text, checked.document.uri.rsplit("/", 1)[-1])


def actions_on(rule: str, checked: Checked):
    shown = next(each for each in publishing.diagnostics(checked) if each.code == rule)
    return [each for each in actions.actions(checked, shown.range, [shown]) if rule in _about(each, shown)]


def _about(action, shown) -> str:
    return shown.code if action.diagnostics == [shown] else ""


# Actions.


def test_the_suggested_value_repairs_the_cell() -> None:
    checked = PAGE_SEEN.checked
    first = actions_on("TBL3-SUM-ROW", checked)[0]
    assert (first.title, first.is_preferred) == ("改为“22”", True)
    again = applied(first, checked)
    assert not [each for each in again.result.diagnostics if each.rule.startswith("TBL3-SUM")]
    assert len(again.document.text) == len(checked.document.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_suggested_value_takes_its_finding_away(name: str) -> None:
    checked = example(name).checked
    for finding in checked.result.diagnostics:
        if finding.suggestion is None or finding.suggestion.replacement is None:
            continue
        for action in actions_on(finding.rule, checked):
            if action.is_preferred:
                left = [(each.rule, each.fingerprint) for each in applied(action, checked).result.diagnostics]
                assert (finding.rule, finding.fingerprint) not in left


def test_where_tags_stand_between_the_words_nothing_is_offered() -> None:
    checked = check(PAGE.replace(">25<", "><b>2</b>5<", 1), "a.html")
    found = next(each for each in checked.result.diagnostics if each.rule == "TBL3-SUM-ROW")
    assert found.suggestion.replacement == "22"
    assert not [each for each in actions_on("TBL3-SUM-ROW", checked) if each.is_preferred]


@pytest.mark.parametrize(("name", "written"), [("a.html", "&lt;b&gt;&amp;"), ("a.txt", "<b>&")])
def test_what_is_written_into_a_page_is_escaped(name: str, written: str) -> None:
    text = PAGE if name == "a.html" else (EXAMPLES / "2019-faulty.txt").read_text(encoding="utf-8")
    checked = check(text, name)
    found = next(
        each for each in checked.result.diagnostics if each.suggestion and each.suggestion.replacement
    )
    told = evolve(found, suggestion=evolve(found.suggestion, replacement="<b>&"))
    others = tuple(told if each is found else each for each in checked.result.diagnostics)
    said = evolve(checked, result=evolve(checked.result, diagnostics=others))
    offered = [each for each in actions_on(found.rule, said) if each.is_preferred]
    assert offered
    assert {edit.new_text for each in offered for edit in each.edit.changes[checked.document.uri]} == {
        written
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_can_be_suppressed_where_it_is_with_a_reason(name: str) -> None:
    checked = example(name).checked
    for finding in checked.result.diagnostics:
        here, whole = (each for each in actions_on(finding.rule, checked)[:3] if "忽略" in each.title)
        for action in (here, whole):
            again = applied(action, checked).result
            assert finding.fingerprint in {each.fingerprint for each in again.suppressed}, action.title
            assert not [each.rule for each in again.diagnostics if each.rule.startswith("SUP-")]
            others = [each for each in again.diagnostics if each.rule != finding.rule]
            assert len(others) == len(
                [each for each in checked.result.diagnostics if each.rule != finding.rule]
            )


def test_what_is_said_about_comments_is_not_suppressed_by_comments() -> None:
    text = (EXAMPLES / "2021-sound.txt").read_text(encoding="utf-8")
    checked = check("# disclint: ignore TBL3：没有的\n" + text)
    titles = [each.title for each in actions_on("SUP-UNUSED", checked)]
    assert titles == ["说明 SUP-UNUSED：为什么报告这个问题"]


def test_only_what_is_asked_for_is_answered() -> None:
    checked = PAGE_SEEN.checked
    everywhere = checked.document.lines.range(0, len(PAGE))
    assert len(actions.actions(checked, everywhere)) > 50
    assert actions.actions(checked, everywhere, only=["refactor"]) == []
    assert actions.actions(checked, everywhere, only=["quickfix"])
    assert actions.actions(check("无"), Range(Position(0, 0), Position(0, 1))) == []


def test_an_explanation_has_the_page_of_the_rule_and_its_end_on_the_report() -> None:
    words = commands.explained("TBL3-SUM-ROW", PAGE_SEEN.checked)
    assert words.startswith("# TBL3-SUM-ROW ")
    assert "25 + 4 + 0 + 0 + 1 + 0 ＝ 30；总计写作 27，相差 3" in words
    assert commands.explained("SUP-UNUSED", PAGE_SEEN.checked).startswith("SUP-UNUSED")
    assert commands.file_of("TBL3-SUM-ROW", PAGE_SEEN.checked.kit).name == "TBL3-SUM-ROW.yaml"


# Hover.


def test_the_page_of_a_rule_is_that_of_the_pack_as_it_is_now() -> None:
    pages, found = Pages(), set()
    for _ in range(10):
        # Whatever lay in this place in memory before.
        kit = evolve(data.builtin())
        found |= {pages.uri("FEE-TARIFF", kit, "zh"), pages.uri("FEE-TARIFF", kit, "zh")}
        del kit
    assert len(found) == 10
    assert all(path_of(each or "").is_file() for each in found)  # type: ignore[union-attr]
    pages.close()


def test_a_cell_tells_its_equations_with_their_values() -> None:
    found = hovering.hover(PAGE_SEEN, at("25", within="1.本机关不掌握"), lambda rule: f"file:///{rule}.md")
    words = found.contents.value
    assert words_at(found.range) == "25"
    assert "✗ **25** + 4 + 0 + 0 + 1 + 0 ≠ 27 (Δ3, TBL3-SUM-ROW)" in words
    assert "TBL3-SUM-DISPOSED" in words
    assert "[TBL3-SUM-ROW](file:///TBL3-SUM-ROW.md)" in words
    assert "〔2021〕30号" in words


def test_a_cell_tells_the_numbers_of_the_text_that_it_is_held_against() -> None:
    insight = example("2021-sound.txt")
    row = next(
        each for each in insight.checked.document.text.splitlines() if "本年新收" in each and "|" in each
    )
    words = hovering.hover(insight, at(row, insight) + len(row)).contents.value
    assert "与正文对照" in words
    assert "NAR-T3-RECEIVED" in words


def test_a_number_of_the_text_tells_what_it_is_read_as_and_held_against() -> None:
    words = hovering.hover(PAGE_SEEN, at("112件")).contents.value
    assert "读作: 本年新收申请数" in words
    assert "✗ 不通过 NAR-T3-RECEIVED: 表三“一、本年新收政府信息公开申请数量”“总计”: 111" in words


def test_where_nothing_is_nothing_is_said() -> None:
    assert hovering.hover(PAGE_SEEN, 0) is None
    assert hovering.hover(Insight(check("无")), 0) is None


# Navigation.


def test_a_number_of_the_text_leads_to_its_cell_and_back() -> None:
    insight = example("2021-sound.txt")
    text = insight.checked.document.text
    group = next(each for each in insight.groups if each.rule == "NAR-T3-RECEIVED")
    number = next(each for each in group.places if each.address.startswith("section:"))
    cell = insight.cells["requests/new_received/total"]
    there = navigating.definitions(insight, number.span.start)
    assert cell[1] in [
        tuple(map(insight.checked.document.lines.offset, (each.range.start, each.range.end)))
        for each in there
    ]
    back = navigating.references(insight, cell[1][0], itself=False)
    assert text[number.span.start : number.span.end] in [words_at(each.range, insight) for each in back]


def test_a_part_leads_to_its_totals_and_a_total_to_its_parts() -> None:
    part = navigating.definitions(PAGE_SEEN, at("25", within="1.本机关不掌握"))
    assert [words_at(each.range) for each in part] == ["27", "88"]
    total = navigating.definitions(PAGE_SEEN, at("27", within="1.本机关不掌握"))
    # A total of a row is a part of the column's.
    assert [words_at(each.range) for each in total] == ["113"]
    last = navigating.definitions(PAGE_SEEN, at(">8<", within="结果维持") + 1)
    assert [words_at(each.range) for each in last] == ["6", "1", "0", "2"]


def test_an_equation_is_highlighted_and_its_total_stands_out() -> None:
    found = navigating.highlights(PAGE_SEEN, at("25", within="1.本机关不掌握"))
    loud = [words_at(each.range) for each in found if each.kind == DocumentHighlightKind.Write]
    assert loud == ["27", "88"]
    assert len(found) == 28
    assert len(navigating.references(PAGE_SEEN, at("25", within="1.本机关不掌握"), itself=False)) == 27
    assert navigating.highlights(PAGE_SEEN, 0) == []
    assert navigating.definitions(PAGE_SEEN, 0) == []
    assert navigating.references(PAGE_SEEN, 0, itself=True) == []


# Outline.


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_has_title_sections_tables_and_rows(name: str) -> None:
    insight = example(name)
    outline = outlining.symbols(insight)
    assert "政府信息公开" in outline[0].name
    sections = [each for each in outline[1:] if each.detail is None]
    assert len(sections) == 6
    tables = {table.detail: table for each in outline for table in each.children if table.detail}
    assert set(tables) == {"disclosure", "requests", "disputes"}
    row = tables["requests"].children[0]
    assert row.name.startswith("一、本年新收")
    assert len(row.detail.split(" | ")) == 7
    for each in outlining.flat(outline, "file:///a"):
        assert each.name
    for symbol in every(outline):
        assert symbol.range.start <= symbol.selection_range.start
        assert symbol.selection_range.end <= symbol.range.end


def every(symbols):
    for each in symbols:
        yield each
        yield from every(each.children)


def test_folds_are_lines_of_sections_headings_and_tables() -> None:
    insight = example("2021-sound.txt")
    text = insight.checked.document.text.splitlines()
    folds = {text[each.start_line]: each for each in outlining.folds(insight)}
    assert any(each.startswith("一、总体情况") for each in folds)
    for each in folds.values():
        assert each.start_line < each.end_line
        assert text[each.end_line].strip()


def test_totals_show_what_their_parts_add_up_to() -> None:
    hints = {each.label for each in outlining.hints(PAGE_SEEN)}
    assert "=Σ111" in hints
    assert "≠Σ30 (-3)" in hints
    lines = PAGE_SEEN.checked.document.lines
    start = at("1.本机关不掌握")
    some = outlining.hints(PAGE_SEEN, lines.range(start, start + 200))
    assert [each.label for each in some] == ["≠Σ30 (-3)"]
    assert "TBL3-SUM-ROW：各项之和为 30，写作 27，相差 3" in some[0].tooltip


def test_answers_are_given_in_the_document_with_a_byte_order_mark_too() -> None:
    text = (EXAMPLES / "2019-faulty.txt").read_text(encoding="utf-8")
    plain, marked = Insight(check(text)), Insight(check("\ufeff" + text))
    assert [each.label for each in outlining.hints(plain)] == [each.label for each in outlining.hints(marked)]
    assert {address: words for address, (words, _) in plain.cells.items()} == {
        address: words for address, (words, _) in marked.cells.items()
    }
    for address, (_, (start, end)) in marked.cells.items():
        first, last = plain.cells[address][1]
        assert ("\ufeff" + text)[start:end] == text[first:last], address


def test_a_change_gives_a_new_document() -> None:
    document = PAGE_SEEN.checked.document
    assert changed(document, 2, ()).text == document.text
