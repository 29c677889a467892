"""
What was read before an edit makes no difference: the report is what it is when it is read anew.
"""

from random import Random

import pytest
from bench.reports import faulty, sound

from disclint.grammar import parse
from disclint.readers import read
from disclint.source import Source
from tests.forms import EDITIONS, LEXICON

STYLES = ("pipe", "lines", "spaced", "tabbed", "bars_alternate", "lines_bar")
WORDS = (
    "",
    "7",
    "甲",
    "\n",
    "|",
    "\t",
    " ",
    "一、总体情况\n",
    "（三）结果\n",
    "12 0 0 3\n",
    "政府信息公开",
    "六、",
)


def edited(text: str, drawn: Random) -> str:
    at = drawn.randrange(len(text))
    return text[:at] + drawn.choice(WORDS) + text[at + drawn.choice((0, 0, 1, 3, 40)) :]


def ensure_same(text: str, before_text: str) -> None:
    before = parse(Source(before_text), EDITIONS, LEXICON)
    after, anew = (parse(Source(text), EDITIONS, LEXICON, before=each) for each in (before, None))
    assert after.report == anew.report
    # And what is kept for the next edit is as good as new.
    again = parse(Source(text), EDITIONS, LEXICON, before=after)
    assert again.report == anew.report


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("fault", ["", "TBL3-SUM-ROW/total"])
def test_a_report_after_edits_here_and_there_is_what_it_is_anew(style: str, fault: str) -> None:
    made = faulty(5, fault, style=style, edition="2021") if fault else sound(5, style=style)
    text = read(made.data, "report" + made.suffix).text
    drawn = Random(f"{style} {fault}")
    for _ in range(12):
        changed = edited(text, drawn)
        ensure_same(changed, text)
        text = changed if drawn.random() < 0.5 else text


@pytest.mark.parametrize("style", STYLES)
def test_words_around_a_table_may_change_what_is_read_in_it(style: str) -> None:
    text = read(sound(5, style=style, edition="2021").data, "report.txt").text
    lines = text.splitlines(keepends=True)
    heads = [at for at, each in enumerate(lines) if each.startswith(("二、", "三、", "四、", "五、"))]
    for at in heads:
        for near in range(at - 2, min(at + 2, len(lines))):
            for line in ("", "甲乙\n", lines[near].rstrip("\n") + "0\n", lines[near] + lines[near]):
                ensure_same("".join([*lines[:near], line, *lines[near + 1 :]]), text)


def test_tables_before_an_edit_are_not_read_again() -> None:
    text = read(sound(5, style="pipe", edition="2021").data, "report.txt").text
    before = parse(Source(text), EDITIONS, LEXICON)
    for changed in (text.rstrip() + "甲", text.rstrip() + "\n", text.replace("年", "牛", 1)):
        after = parse(Source(changed), EDITIONS, LEXICON, before=before)
        assert before.tables
        assert after.tables
        kept = zip(after.tables.tables, before.tables.tables, strict=True)
        assert all(one.table is other.table for one, other in kept)
