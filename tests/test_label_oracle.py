"""
What of a row's label stands around its numbers, in pieces, with letters of the side header among them.
"""

from random import Random

import pytest

from disclint.editions.model import plain
from disclint.grammar.labels import ROW, Hit, Meaning, row_forms
from disclint.grammar.wording import head_above, label_of, row_label
from disclint.source import Flow
from disclint.syntax import Label
from tests.forms import DISPUTES, REQUESTS

ROWS = row_forms(REQUESTS)
SIDE = "".join(plain(each.label) for each in REQUESTS.groups)
# What stands between the pieces of a label and is none of its words.
VALUES = ["3", "0", "12", "无", "1,234", "1.5", "-", "/", "7件", "3万元"]


def said(text: str, id: str, known: int, *, end: int | None = None, cells: tuple[str, ...] = ()) -> Label:
    """
    The label of a row whose first characters, so many, it was known by.
    """
    flow = Flow.of(text)
    hit = Hit(1, 1 + known, (Meaning(ROW, id, ""),))
    return row_label(REQUESTS, flow, ROWS[id], hit, lambda: len(flow.text) if end is None else end, cells)


LONG = [id for id, each in ROWS.items() if len(each.plain) > 7 and "," not in each.plain]


@pytest.mark.parametrize("id", LONG)
@pytest.mark.parametrize("seed", range(3))
def test_a_label_in_pieces_is_one_label(id: str, seed: int) -> None:
    drawn = Random(f"{id} {seed}")
    label = ROWS[id].plain
    side = sorted({*SIDE} - {*label} - set("0123456789().、"))
    known = drawn.randrange(4, len(label) - 1)
    text, rest = "前" + label[:known], label[known:]
    while rest:
        size = drawn.randrange(1, len(rest) + 1)
        for _ in range(drawn.randrange(3)):
            text += " " + (drawn.choice(side) if side and drawn.random() < 0.4 else drawn.choice(VALUES))
        piece, rest = rest[:size], rest[size:]
        # A piece that begins with a digit or ends in one could be a value.
        text += f" {piece}"
    end = len(text)
    text += " " + " ".join(drawn.choice(VALUES) for _ in range(drawn.randrange(4)))
    found = said(text, id, known)
    assert found.written == label
    assert (found.span.start, found.span.end) == (1, end)
    # What was recognised whole needs no more words.
    whole = said(f"前{label} 又见 3", id, len(label))
    assert whole == Label(whole.span, label)
    assert (whole.span.start, whole.span.end) == (1, 1 + len(label))


@pytest.mark.parametrize("id", LONG[:6])
def test_words_that_are_not_the_form_s_are_those_that_stand_there(id: str) -> None:
    label = ROWS[id].plain
    wrong = f"{label[:5]}甚{label[6:]}甚"
    for behind, kept in [
        ("", wrong), (" 3 4 5", wrong), (" 甚么", wrong + "甚么"), (" 3 甚么", wrong + "甚么"), (" 无 3", wrong), ("3 4", wrong),
    ]:  # fmt: skip
        text = f"前{wrong}{behind}"
        found = said(text, id, 4)
        assert found.written == kept
        assert (found.span.start, found.span.end) == (1, text.rindex(kept[-1]) + 1)


def test_letters_of_the_side_header_at_its_end_are_none_of_a_label_that_is_misspelt() -> None:
    label = "1.属于国家秘蜜"
    for tail, kept in [
        ("处", label),
        ("处理", label),
        ("处理果", label + "处理果"),
        ("其", label),
        ("甚处", label + "甚"),
        ("处息", label + "处息"),
    ]:
        assert said(f"前{label}{tail} 3", "deny_state_secret", 4).written == kept


def test_words_of_cells_and_what_stands_behind_the_end_are_no_words_of_the_label() -> None:
    label = "1.属于国家秘蜜"
    assert said(f"前{label} 见附 3", "deny_state_secret", 4).written == f"{label}见附"
    assert said(f"前{label} 见附 3", "deny_state_secret", 4, cells=("见附",)).written == label
    assert said(f"前{label} 见附 3", "deny_state_secret", 4, end=1 + len(label)).written == label
    assert said(f"前{label} 见附 3", "deny_state_secret", 4, end=2 + len(label)).written == f"{label}见"
    far = f"前{label[:4]} {'1 ' * 130}{label[4:]} 3"
    assert said(far, "deny_state_secret", 4).written == label[:4]


def test_a_label_is_what_stands_there() -> None:
    flow = Flow.of("甲 行政\n复议 3")
    found = label_of(flow, Hit(1, 5, ()))
    assert (found.written, found.span.start, found.span.end) == ("行政复议", 2, 7)


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (["正文。", "自然人 商业", "企业 科研", "机构"], 1), (["自然人", "商业"], 0), (["正文。", "其他"], 1),
        (["正文。", "自然人 正文", "其他"], 2), (["正文。", *["其他"] * 6], 1), (["正文。", *["其他"] * 9], 4),
    ],
)  # fmt: skip
def test_the_head_of_a_table_begins_where_the_lines_above_it_hold_only_pieces_of_its_words(
    lines: list[str], first: int
) -> None:
    text = "\n".join([*lines, "一、本年新收政府信息公开申请数量 1"])
    flow = Flow.of(text)
    start = flow.offset(len("\n".join(lines)) + 1)
    at = len("\n".join(lines[:first])) + 1 if first else 0
    assert head_above(REQUESTS, flow, start) == flow.offset(at)
    # A table may begin within a line.
    inside = head_above(REQUESTS, flow, start + 3)
    assert inside == start + 3
    assert head_above(DISPUTES, flow, start) in (start, flow.offset(at))
