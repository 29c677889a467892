"""
Rows that leave no choice, held against splitting what stands behind their labels by bars, tabs and blanks.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product
from random import Random

import pytest

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named
from disclint.grammar.found import Found, found
from disclint.grammar.labels import normal_flow
from disclint.grammar.plainrows import (
    BARRED,
    GLUED,
    LINE,
    LINED,
    PASTED,
    RUN,
    SPACED,
    TABBED,
    PlainRow,
    numbers_of,
    plain_line,
    plain_rows,
)  # fmt: skip
from disclint.source import Flow
from disclint.syntax import NUMBER

BLANK = " \u200b"


def is_number(word: str, columns: int) -> bool:
    """
    Of few columns a number may be an amount; behind a sign stands no nought before digits.
    """
    whole, dot, decimals = word.partition(".")
    if dot and (columns > 2 or not decimals.isdecimal()):
        return False
    digits = whole.removeprefix("-")
    return digits.isdecimal() and not (whole.startswith("-0") and len(digits) > 1)


def only_numbers(words: Sequence[str], columns: int) -> list[str] | None:
    return [*words] if len(words) == columns and all(is_number(each, columns) for each in words) else None


def parted(text: str, marks: str) -> list[str]:
    return [each for each in re.split(f"[{marks}]+", text) if each]


def numbers(text: str, sort: str, columns: int) -> list[str] | None:  # noqa: PLR0911 - one case a sort
    """
    The numbers of a row of a sort whose label stands right before `text`; None if it is none.
    """
    line = text.split("\n", maxsplit=1)[0]
    spaces = r"\s" + BLANK
    if sort == BARRED:
        _, *cells = (each.strip(BLANK) for each in line.split("|"))
        inner = "|".join(cells).strip("|")
        return only_numbers(inner.split("|"), columns)
    if sort == TABBED:
        first, *cells = (each.strip(BLANK) for each in line.split("\t"))
        return None if line[:1] != "\t" or first else only_numbers(cells, columns)
    if sort == LINE:
        return only_numbers([each.strip(BLANK) for each in text.strip("|" + BLANK).split("|")], columns)
    if sort == PASTED:
        return only_numbers([each.strip(BLANK) for each in text.split("\t")], columns)
    if sort == RUN:
        return only_numbers(parted(text, spaces + "|"), columns) if re.match(f"[|{spaces}]", text) else None
    if sort == GLUED:
        digits = text.lstrip(BLANK).rstrip(" \u200b\n\t")
        return [digits] if digits.isdecimal() else None
    if sort == SPACED:
        is_apart = columns == 1 or bool(re.match(f"[{spaces}]", text))
        return only_numbers(parted(text, spaces), columns) if is_apart else None
    if line.strip("|" + BLANK) or "\n" not in text:
        return None
    return only_numbers(parted(text, spaces + "|"), columns)


SORTS = [BARRED, TABBED, SPACED, GLUED, LINED, LINE, PASTED, RUN]


def matched(text: str, sort: str, columns: int) -> list[str] | None:
    # What stands before and behind is none of it.
    flow = Flow.of(f"5{text}7")
    match = plain_line(flow, 1, 1 + len(text), columns, sort=sort)
    if match is None:
        return None
    assert all(flow.folded[slice(*match.span(at + 1))] == each for at, each in enumerate(match.groups()))
    return [*match.groups()]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_whatever_stands_there_is_a_row_of_a_sort_or_none(sort: str, columns: int) -> None:
    drawn, seen = Random(f"{sort} {columns}"), Counter[bool]()
    own = {BARRED: "|", LINE: "|", TABBED: "\t", PASTED: "\t", GLUED: ""}.get(sort, " ")
    between = [own] * 9 + [" | ", f" {own}", f"{own} ", "|", "\n", "\t", " ", "", "\u200b", f"{own}{own}"]
    for _ in range(1200):
        words = [
            drawn.choice(["0", "7", "12", "3", "3", "-4", "-0", "-05", "05", "1.5", "2.", "件"][: drawn.choice([5, 5, 5, 12])])
            for _ in range(drawn.choice([columns, columns, columns, columns + 1, max(1, columns - 1)]))
        ]  # fmt: skip
        text = drawn.choice([*["" if sort == PASTED else own] * 3, "", "|", "\n", " ", "|\n", f"件{own}"])
        text += "".join(f"{drawn.choice(between) if at else ''}{each}" for at, each in enumerate(words))
        text += drawn.choice(["", "", "", own, " ", "|", "\n", "\n件", "||"])
        found = matched(text, sort, columns)
        assert found == numbers(
            text.replace("\t", " ") if sort not in (TABBED, PASTED) else text, sort, columns
        ), text
        seen[found is None] += 1
    assert min(seen.values()) > 30, seen


@pytest.mark.parametrize("sort", SORTS)
def test_every_short_text_is_a_row_of_a_sort_or_none(sort: str) -> None:
    bar = "\t" if sort in (TABBED, PASTED) else "|"
    for length in range(1, 6):
        for letters in product(f" {bar}\n1", repeat=length):
            text = "".join(letters)
            for columns in (1, 2):
                assert matched(text, sort, columns) == numbers(text, sort, columns), (text, columns)


# Rows behind labels.

COLUMNS = (Line("x", "城镇"), Line("y", "乡村"), Line("s", "全部"))
ROWS = (Line("a", "甲事"), Line("b", "乙事"), Line("c", "丙事"))
GROUP = Named("g", "各项")
WIDE = TableForm(
    "made", "requests", {"zh": "表"}, "rows", (Block("one", None, COLUMNS, ROWS),), {}, (), groups=(GROUP,)
)
NARROW = TableForm("made", "disclosure", {"zh": "表"}, "rows", (Block("one", None, COLUMNS[:1], ROWS),), {}, (), groups=(GROUP,))  # fmt: skip
IDS = {"甲事": "a", "乙事": "b", "丙事": "c", "各项": ""}
Shown = tuple[str, list[str], bool, bool, int]


def labels_of(form: TableForm, text: str) -> tuple[Flow, Found]:
    flow = Flow.of(text)
    return flow, found(form, flow, normal_flow(flow), (0, len(flow.text)))


def expected(text: str, form: TableForm) -> list[Shown | None]:
    """
    Of each label of a row or a group the row: its id, its numbers, whether they are kept apart or glued, where the next label begins.
    """
    columns = len(form.columns())
    labels = [*re.finditer("甲事|乙事|丙事|各项|城镇" + ("|乡村|全部" if columns > 1 else ""), text)]
    rows: list[Shown | None] = []
    for at, label in enumerate(labels):
        if label[0] not in IDS:
            continue
        if not IDS[label[0]]:
            rows.append(None)
            continue
        following = next((each for each in range(at + 1, len(labels)) if labels[each][0] in IDS), len(labels))
        stop = labels[following].start() if following < len(labels) else len(text)
        until, others = stop, labels[at + 1 : following]
        # Labels right before the next one, nothing but blanks and bars between, are none of the row's.
        for each in reversed(others):
            if text[each.end() : until].strip(" |\n\t\u200b"):
                until = stop
                break
            until = each.start()
        ends = re.sub(r"[\s|]", "", text[until:]) == ""
        own = text[label.end() : until]
        line, plain = own.split("\n")[0], own.replace("\t", " ")
        found: Shown | None = None
        for sort in (BARRED, TABBED) if "\t" in line else (BARRED, SPACED, LINED, GLUED):
            said = (
                None
                if sort == GLUED and columns == 1
                else numbers(own if sort == TABBED else plain, sort, columns)
            )
            is_kept = sort in (BARRED, TABBED)
            # Another label on the line says that it is none.
            if (
                said
                and not (is_kept and not ends and "\n" not in own)
                and not (sort == GLUED and until != stop)
            ):
                end = len(re.sub(r"[\s|]", "", text[:stop]))
                found = IDS[label[0]], said, is_kept, sort == GLUED, end
                break
            if said:
                break
        rows.append(found)
    return rows


def shown(row: PlainRow | None) -> Shown | None:
    if row is None:
        return None
    raws = [each.raw for each in row.values()]
    return row.form.row.id, raws, row.apart, row.glued, row.end


@pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])
def test_rows_behind_labels_are_those_up_to_the_next(form: TableForm) -> None:
    drawn, seen = Random(form.id), Counter[bool]()
    columns = len(form.columns())
    for _ in range(1200):
        parts = list[str]()
        for label in drawn.sample(["甲事", "乙事", "丙事"], 3):
            parts += [drawn.choice(["各项", "城镇", "城镇 ", "各项 5"])] if drawn.random() < 0.2 else []
            bar = drawn.choice(["|", "|", " ", "\t", "\n", "", "|\n"])
            cells = [str(drawn.randrange(20)) for _ in range(columns - (drawn.random() < 0.1))]
            behind = drawn.choice(
                ["\n", "\n", "\n", "|\n", "", " ", "\n城镇\n", " 城镇", "城镇 城镇\n", "\n说明\n", "说明"]
            )
            parts += [label, drawn.choice([bar, bar, "", " ", " 城镇 "]), bar.join(cells), behind]
        text = "".join(parts).rstrip("\n|")
        flow, labels = labels_of(form, text)
        rows = [*plain_rows(flow, labels, len(flow.text))]
        want = expected(text, form)
        assert list(map(shown, rows)) == want, text
        for row in rows:
            if row is not None:
                place = flow.span(labels.hits[row.number].start, labels.hits[row.number].end)
                assert row.place == place
                assert IDS[text[place.start : place.end]] == row.form.row.id
                for each in row.values():
                    assert text[each.span.start : each.span.end] == each.raw
                    assert (each.state, each.value) == (NUMBER, int(each.raw))
            seen[row is None] += 1
    assert min(seen.values()) > 400


def test_up_to_the_end_of_the_table_and_no_further() -> None:
    flow, labels = labels_of(WIDE, "甲事 1 2 3 说明")
    assert [*plain_rows(flow, labels, len(flow.text))] == [None]
    (row,) = plain_rows(flow, labels, len(flow.text) - 2)
    assert shown(row) == ("a", ["1", "2", "3"], False, False, 5)


def test_a_row_that_lost_its_label_is_none_of_them() -> None:
    flow, labels = labels_of(WIDE, "甲事 1 2 3\n乙事 4 5 6")
    hits = [labels.hits[0], type(labels.hits[1])(7, 7, labels.hits[1].meanings, labels.hits[1].row)]
    rows = [*plain_rows(flow, Found.of(WIDE, flow, hits), len(flow.text))]
    assert rows[1] is None


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("behind", range(4))
def test_bars_around_the_numbers_make_blank_cells(before: int, behind: int) -> None:
    text = f"甲事{'|' * before}|1|2|3{'|' * behind}\n|乙事|4|5|6"
    flow, labels = labels_of(WIDE, text)
    first, second = plain_rows(flow, labels, len(flow.text))
    assert first is not None
    assert second is not None
    # A bar that ends the line borders no cell, or one that is blank.
    assert (first.bars_before, first.bars_behind) == (before, behind)
    assert (second.bars_before, second.bars_behind) == (0, 0)
    spaced, _ = plain_rows(*labels_of(WIDE, "甲事 1 2 3\n乙事 4 5 6"), 10)
    assert spaced is not None
    assert spaced.bars_before == 0


def test_the_numbers_of_a_match_are_cells_from_the_one_that_is_asked_for() -> None:
    for text, exact in [("12|3|-4", True), ("12|３|-4", False)]:
        flow = Flow.of(text)
        match = plain_line(flow, 0, len(flow.folded), 3)
        assert match is not None
        whole = numbers_of(flow, ("p", "q", "r"), match)
        assert (whole.addresses, whole.raws, whole.exact) == (("p", "q", "r"), ("12", "3", "-4"), exact)
        assert whole.places == ((0, 2), (3, 4), (5, 7))
        for start, count in [(0, 1), (0, 2), (1, 2), (1, 1), (2, 1)]:
            some = numbers_of(flow, ("p", "q")[:count], match, start)
            assert some.raws == whole.raws[start : start + count]
            assert some.places == whole.places[start : start + count]
    flow = Flow.of("１2\t3")
    match = plain_line(flow, 3, 4, 1, sort=PASTED)
    assert match is not None
    assert numbers_of(flow, ("p",), match).exact
