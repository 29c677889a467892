"""
A report that was changed in the page is found to be what the same report is that was written so: for every format.
"""

import re
from difflib import SequenceMatcher
from random import Random

import pytest
from attrs import evolve
from bench.reports import STYLES, drafted, faulty, office, truth
from bench.reports.draft import Draft, recast

import disclint
from disclint.result import Result
from disclint.serve.answers import Answer
from disclint.source import Edit, Source, Span, edited
from tests.test_serve import FAULT, answers, asked, rules


def spot(span: Span) -> Span | None:
    """Where something stands; which of the blanks between two bars nothing stands at is nobody's business."""
    return span or None


def told(result: Result) -> list[tuple[object, ...]]:
    return [
        (each.rule, each.severity, spot(each.span), each.address, each.message["zh"],
         [spot(other.span) for other in each.related], each.suggestion)
        for each in result.diagnostics
    ]  # fmt: skip


def differences(before: Source, after: Source) -> list[Edit]:
    """The edits that lead from one text to the other: cell by cell where the file has cells, else what stands between bars."""
    if before.grids:
        spans = [[cell.span for grid in each.grids for cell in grid.cells] for each in (before, after)]
        pairs = zip(*spans, strict=True)
        return [
            Edit(one, after.slice(other)) for one, other in pairs if before.slice(one) != after.slice(other)
        ]
    pieces = [re.findall(r"[^|\n]+|[|\n]", each.text) for each in (before, after)]
    starts = [0]
    for each in pieces[0]:
        starts.append(starts[-1] + len(each))
    found = SequenceMatcher(None, *pieces, autojunk=False).get_opcodes()
    return [
        Edit(Span(starts[i], starts[j]), "".join(pieces[1][k:m]))
        for tag, i, j, k, m in found
        if tag != "equal"
    ]


def files(draft: Draft, seed: int, suffix: str) -> bytes:
    if suffix == "docx":
        return office.by_python_docx(draft)
    if suffix == "xlsx":
        return office.by_openpyxl(draft)
    return STYLES[suffix](draft, Random(seed)).data


def changed(draft: Draft, random: Random) -> Draft:
    """The same report with other things in a few of its cells."""
    others = {
        address: random.choice(["7", "112", "", "—"]) for address in random.sample(sorted(truth(draft)), 3)
    }
    for table in {each.split("/")[0] for each in others}:
        draft = recast(
            draft,
            table,
            lambda cell: evolve(cell, text=others[cell.address]) if cell.address in others else cell,
        )
    return draft


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "pipe", "markdown"])
@pytest.mark.parametrize("seed", range(10))
def test_what_is_edited_is_judged_as_what_was_written_so(seed: int, suffix: str) -> None:
    draft, name = drafted(seed), "甲.md" if suffix == "markdown" else "甲"
    before, after = (
        disclint.check_bytes(files(each, seed, suffix), name)
        for each in (draft, changed(draft, Random(seed)))
    )
    assert before.source is not None
    assert after.source is not None
    edits = differences(before.source, after.source)
    assert edits
    made = edited(before.source, edits)
    assert made.text == after.source.text
    assert cells(made) == cells(after.source)
    assert told(checked(made, name)) == told(after)


def cells(source: Source) -> list[Span | None]:
    return [spot(cell.span) for grid in source.grids for cell in grid.cells]


def checked(source: Source, name: str) -> Result:
    from disclint.session import check, configured, reading  # noqa: PLC0415

    return check.check_parsed(reading.parse(source), name, configured.of({}, named=False).options(None))


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_forty_changes_and_all_of_them_undone(suffix: str) -> None:
    asking, random = answers(), Random(7)
    first = answer = asking.open(files(drafted(1, FAULT), 1, suffix), f"甲.{suffix}", "zh")
    for _ in range(40):
        start, end = random.choice(places(answer))
        answer = asking.check(
            asked(answer, change=[start, end, random.choice(["", "7", "1 2", "四", "a|b"])])
        )
    fresh = answers()
    again = fresh.open(files(drafted(1, FAULT), 1, suffix), f"甲.{suffix}", "zh")
    assert fresh.check(asked(answer) | {"id": again["id"]})["html"] == answer["html"]
    assert asking.check(asked(first))["html"] == first["html"]


def places(answer: Answer) -> list[tuple[int, int]]:
    found = re.findall(r'<(?:td|p|h\d)[^>]*data-at="(\d+)-(\d+)"', answer["html"])
    return [(int(start), int(end)) for start, end in found]


def test_what_word_puts_on_the_clipboard_reads_as_the_page() -> None:
    page = faulty(1, FAULT, style="html").data.decode()
    found = re.search(r"<body[^>]*>(.*)</body>", page, re.DOTALL)
    body = re.sub(
        r"(<td[^>]*>)(\s*[\d.]+\s*)</td>",
        r"\1<p class=MsoNormal align=center style='mso-pagination:widow-orphan'><span lang=EN-US style='font-size:9.0pt'>\2"
        "<o:p></o:p></span></p></td>",
        found[1] if found else page,
    )
    copied = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
        "<meta name=ProgId content=Word.Document><!--[if gte mso 9]><xml><o:AllowPNG/></xml><![endif]-->"
        "<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=ZH-CN><!--StartFragment-->"
        f"{body}<![if !supportEmptyParas]>&nbsp;<![endif]><!--EndFragment--></body></html>"
    )
    asking = answers()
    assert rules(asking.open(copied.encode(), "粘贴的内容.html", "zh")) == rules(
        asking.open(page.encode(), "甲.html", "zh")
    )
    assert "MsoNormal" in copied
