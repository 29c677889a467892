"""
What the page remembers of a report from one change to the next: what it shows is what a fresh check finds.
"""

import os
from random import Random

import pytest
from bench.reports import drafted

from disclint.serve import working
from disclint.serve.papers import Papers
from disclint.session import check
from disclint.session.options import Options
from disclint.source import edited
from tests.edits import drawn
from tests.test_lsp_memory import came_of
from tests.test_serve_edits import files

EDITS = 25
LONG = int(os.environ.get("DISCLINT_LONG", "1"))
FAULT = "TBL3-SUM-ROW"
OPTIONS = Options(lang="zh")


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "pipe", "markdown"])
def test_whatever_is_changed_the_page_tells_what_a_fresh_check_finds(suffix: str) -> None:
    dice, still = Random(suffix), 0
    papers = Papers(lambda: OPTIONS)
    for seed in range(LONG):
        content = files(drafted(seed, FAULT), seed, suffix)
        paper = papers.opened(content, "甲.md" if suffix == "markdown" else "甲", "zh")
        undo = [()]
        for _ in range(EDITS):
            edits = undo.pop() if len(undo) > 1 and dice.random() < 0.3 else undo[-1]
            if edits == undo[-1] and dice.random() < 0.9:
                start, end, new = drawn(dice, edited(paper.source, edits).text)
                now = papers.checked(paper, edits, "zh")
                span, new = working.change([start, end, new], now)
                edits = working.replaced(paper.source.text, edits, span, new)
                undo.append(edits)
            found = papers.checked(paper, edits, "zh")
            fresh = check.check_source(edited(paper.source, edits), paper.name, OPTIONS)
            assert came_of(found) == came_of(fresh)
            still += len(paper.past.memory.still)
    assert still / (EDITS * LONG) > 20


def test_a_change_asks_only_what_it_concerns() -> None:
    papers = Papers(lambda: OPTIONS)
    paper = papers.opened(files(drafted(1, FAULT), 1, "docx"), "甲.docx", "zh")
    assert paper.past.memory.still == frozenset()
    table = paper.result.report.table("requests")
    cell = next(each for each in table.cells() if each.raw == "0")
    edits = working.replaced(paper.source.text, (), cell.span, "4")
    papers.checked(paper, edits, "zh")
    assert {"SEC-ENUM-SEQ", "TBL3-LABEL-EXACT", "NUM-REDUND"} <= paper.past.memory.still
    assert "TBL3-SUM-ROW" not in paper.past.memory.still
