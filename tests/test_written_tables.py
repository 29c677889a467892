"""
Tables in the layouts that files, pages and programs give them: each cell and each label is read where it was written.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random

import pytest
from attrs import define, field

from disclint.editions import Block, TableForm
from disclint.grammar import parse
from disclint.source import Flow, Source, Span
from disclint.syntax import BLANK, DASH, MISSING, NUMBER, READ, TEXT, Report, Table
from tests.forms import DISCLOSURE, DISPUTES, EDITIONS, HEADINGS, LEXICON, REQUESTS

FORMS = [DISCLOSURE, REQUESTS, DISPUTES]
NAMES = pytest.mark.parametrize("form", FORMS, ids=[each.id for each in FORMS])
# What pages and programs put between the lines of a table.
FURNITURE = ["\n- 3 -", "\n\n", "\n+-----+-----+", "\n第 3 页 共 5 页", "\n \u200b"]
STATES = {"": BLANK, "-": DASH, "/": DASH, "无": DASH, "见附件": TEXT}


@define
class Paper:
    """
    A text as it is written, and where each cell and each label of a row stands in it.
    """

    text: str = ""
    cells: dict[str, tuple[Span, str]] = field(factory=dict)
    labels: dict[str, tuple[Span, str]] = field(factory=dict)

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def row(
        self, form: TableForm, id: str, label: Sequence[str], cells: Mapping[str, str], bars: "Bars"
    ) -> None:
        """
        A line: before it, its label, perhaps in pieces, its cells.
        """
        self.put(bars.before)
        places = []
        for at, piece in enumerate(label):
            self.put("\n" if at else "")
            places.append(self.put(piece))
        self.labels[id] = Span(places[0].start, places[-1].end), "".join(label)
        for column, words in cells.items():
            self.put(bars.between)
            self.cells[f"{form.id}/{id}/{column}"] = self.put(words), words
        self.put(bars.behind)


@define
class Bars:
    """
    What stands before, between and behind the cells of a line.
    """

    before: str
    between: str
    behind: str


LAYOUTS = {
    "bars": Bars("\n", " | ", ""),
    "tight bars": Bars("\n", "|", ""),
    "bars around": Bars("\n| ", " | ", " |"),
    "bars behind": Bars("\n", "|", " | |"),
    "tabs": Bars("\n", "\t", ""),
    "blanks": Bars("\n", " ", ""),
    "wide": Bars("\n", "    ", " "),
    "lines": Bars("\n", "\n", ""),
    "barred lines": Bars("\n|", "\n|", ""),
}
KEEP_APART = frozenset({"bars", "tight bars", "bars around"})


def numbers(drawn: Random, block: Block, high: int) -> dict[str, str]:
    """
    The cells of a row of a block, the last of several the sum of the others.
    """
    parts = [drawn.randrange(high) for _ in block.columns[1:]] or [drawn.randrange(high)]
    whole = [*parts, sum(parts)] if len(block.columns) > 1 else parts
    return {each.id: str(number) for each, number in zip(block.columns, whole, strict=True)}


Change = Callable[[str, dict[str, str]], dict[str, str]]


def as_it_is(_: str, cells: dict[str, str]) -> dict[str, str]:
    return cells


def written(
    form: TableForm, bars: Bars, drawn: Random, *, high: int = 40, change: Change = as_it_is,
    furniture: Sequence[str] = (), wrapped: bool = False,
) -> Paper:  # fmt: skip
    """
    A section with the table under its heading.
    """
    paper = Paper()
    paper.put(HEADINGS[form.id])
    for block in form.blocks:
        if form.layout == "line":
            head = [each.label for each in (*form.header, *block.rows[1:])] + [
                each.label for each in block.columns
            ] * len(block.rows)
            paper.put(bars.before + bars.between.join(head) + bars.behind)
            cells = {
                f"{row.id}/{id}": words
                for row in block.rows
                for id, words in change(row.id, numbers(drawn, block, high)).items()
            }
            paper.put(bars.before)
            for at, (address, words) in enumerate(cells.items()):
                paper.put(bars.between if at else "")
                paper.cells[f"{form.id}/{address}"] = paper.put(words), words
            paper.put(bars.behind)
            continue
        if block.caption:
            paper.put(f"{bars.before}{block.caption.label}{bars.behind}")
        head = [*(each.label for each in form.header), *(each.label for each in block.columns)]
        paper.put(bars.before + bars.between.join(head) + bars.behind)
        for row in block.rows:
            if furniture and drawn.random() < 0.3:
                paper.put(drawn.choice(furniture))
            label = row.label
            half = drawn.randrange(1, len(label)) if wrapped and len(label) > 4 else 0
            pieces = (
                [label[:half], label[half:]] if half and label[half - 1] not in "0123456789(." else [label]
            )
            paper.row(form, row.id, pieces, change(row.id, numbers(drawn, block, high)), bars)
    paper.put("\n五、存在的主要问题及改进情况\n宣传不够。")
    return paper


def reported(paper: Paper) -> Report:
    """
    The report, which is read in short ways and by its definition alike.
    """
    found = parse(Source(paper.text), EDITIONS, LEXICON, year=2024).report
    assert found == parse(Source(paper.text), EDITIONS, LEXICON, year=2024, reference=True).report
    return found


def ensure_alone(report: Report, paper: Paper, form: TableForm) -> None:
    """
    No label of the table is a heading, the table is its section's, and the other tables are not there.
    """
    ends = paper.text.index("五、存在")
    assert [(each.span.start, each.section, each.level) for each in report.headings] == [
        (0, form.section, 1),
        (ends, "problems", 1),
    ]
    assert [(each.id, each.span, each.headings) for each in report.sections] == [
        (form.section, Span(0, ends), ()),
        ("problems", Span(ends, len(paper.text)), ()),
    ]
    assert [(each.id, each.state, each.section) for each in report.tables] == [
        (each.id, READ if each is form else MISSING, form.section if each is form else None) for each in FORMS
    ]
    assert report.problems == ()


def the_table(paper: Paper, form: TableForm) -> Table:
    report = reported(paper)
    ensure_alone(report, paper, form)
    found = report.table(form.id)
    assert found is not None
    return found


def ensure_read(paper: Paper, form: TableForm, *, certain: bool = True) -> None:
    """
    Each cell is read as it was written, where it was written; so is each row's label.
    """
    found = the_table(paper, form)
    assert [each.address for each in found.cells()] == list(form.addresses())
    for cell in found.cells():
        place, words = paper.cells[cell.address]
        state = STATES.get(words, NUMBER)
        assert (cell.address, cell.state, cell.raw) == (cell.address, state, words)
        assert cell.value == (int(words) if state == NUMBER else None)
        if words:
            assert cell.span == place
        assert cell.confidence == 1 or not certain
    for row in found.rows:
        own = [paper.cells[each.address][0] for each in row.cells if each.raw]
        if row.id in paper.labels:
            place, words = paper.labels[row.id]
            assert row.label is not None
            assert row.label.span == place
            assert row.label.written == Flow.of(words).text
            assert row.span.start == place.start
            assert row.span.end >= max([place.end, *(each.end for each in own)])
        elif own:
            assert row.span.start <= own[0].start
            assert row.span.end >= own[-1].end
            if len(own) == len(row.cells):
                assert row.span == Span(own[0].start, own[-1].end)
    whole = [each for each, words in paper.cells.values() if words]
    assert found.span.start >= len(HEADINGS[form.id])
    assert found.span.start <= min(each.start for each, _ in [*paper.labels.values(), *paper.cells.values()])
    assert found.span.end == max(each.end for each in whole) or len(whole) < len(paper.cells)
    assert found.extra == ()
    assert found.counted == len(whole)


@NAMES
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("high", [8, 700])
def test_a_table_is_read_where_it_was_written(form: TableForm, layout: str, high: int) -> None:
    ensure_read(written(form, LAYOUTS[layout], Random(layout), high=high), form)


@NAMES
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("seed", range(3))
def test_what_stands_between_the_lines_of_a_table_is_none_of_its_cells(
    form: TableForm, layout: str, seed: int
) -> None:
    paper = written(form, LAYOUTS[layout], Random(f"{layout} {seed}"), furniture=FURNITURE)
    ensure_read(paper, form)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("seed", range(2))
def test_a_label_that_is_wrapped_is_one_label(layout: str, seed: int) -> None:
    ensure_read(written(REQUESTS, LAYOUTS[layout], Random(f"{layout} {seed}"), wrapped=True), REQUESTS)


@NAMES
@pytest.mark.parametrize("layout", sorted(KEEP_APART))
@pytest.mark.parametrize("sign", sorted(STATES))
@pytest.mark.parametrize("seed", range(2))
def test_cells_that_bars_keep_apart_may_be_without_a_number(
    form: TableForm, layout: str, sign: str, seed: int
) -> None:
    drawn = Random(f"{layout} {seed}")

    def change(_: str, cells: dict[str, str]) -> dict[str, str]:
        # One in a row at the most, never of all cells.
        odd = drawn.choice(list(cells)) if len(cells) > 1 and drawn.random() < 0.5 else None
        return {id: sign if id == odd else words for id, words in cells.items()}

    ensure_read(written(form, LAYOUTS[layout], drawn, change=change), form)


@NAMES
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("around", ["", "栏目\t导航\n"])
def test_rows_that_leave_no_choice_are_read_at_once_whatever_stands_around_the_table(
    form: TableForm, layout: str, around: str
) -> None:
    if form is DISPUTES and "bars" in layout.split()[:2] and layout != "barred lines":
        # Here the head is a line of as many cells.
        return
    paper = written(form, LAYOUTS[layout], Random(layout))
    found = parse(Source(f"{around}{paper.text}\n{around}"), EDITIONS, LEXICON, year=2024).report.table(
        form.id
    )
    assert found is not None
    assert [each.id for each in found.rows if each.numbers is None] == []
    assert [each.raw for each in found.cells()] == [words for _, words in paper.cells.values()]
