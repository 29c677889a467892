"""
Lists told in order: as many names, or counts, as numbers behind them.
"""

import pytest

from disclint.facts import facts_of
from disclint.grammar import parse
from disclint.session import data
from disclint.source import Source
from disclint.values import Number, Subject, Text, Truth
from tests.test_characters import HEAD, found, said
from tests.test_words import EDITIONS, LEXICON

RESULTS = ["予以公开", "部分公开", "不予公开"]


def members(text: str) -> list[tuple[object, object, object]]:
    """
    Name, count and number of each.
    """
    return [
        (said(each, "name"), _plain(said(each, "n")), _plain(said(each, "value")))
        for each in found("respective", text)
    ]


def _plain(value: object) -> object:
    return None if value is None else float(str(value))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("其中予以公开、部分公开、不予公开分别为9件、3件和2件。", RESULTS),
        ("申请中，予以公开、部分公开和不予公开分别是9件，3件，2件。", RESULTS),
        ("办理结果：予以公开、部分公开以及不予公开，依次为9件、3件、2件。", RESULTS),
        # One member of two names, where so many numbers follow.
        (
            "公开和部分公开、不予公开、无法提供分别为9件、3件、2件。",
            ["公开和部分公开", "不予公开", "无法提供"],
        ),
    ],
)
def test_names_and_numbers_are_paired_in_order(text: str, names: list[str]) -> None:
    assert members(text) == [(name, None, value) for name, value in zip(names, (9, 3, 2), strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "答复20件，其中予以公开9件、部分公开3件、不予公开2件，分别占45%、15%、10%。",
        "答复20件，予以公开9件，部分公开3件，不予公开2件，占总数的比例分别是45%、15%和10%。",
        "其中9件予以公开，3件部分公开；2件不予公开，各占45%、15%、10%。",
        "予以公开9件、部分公开3件和不予公开2件，占比依次为45%、15%、10%。",
    ],
)
def test_counts_and_shares_are_paired_in_order(text: str) -> None:
    assert [each[1:] for each in members(text)] == [(9, 45), (3, 15), (2, 10)]


@pytest.mark.parametrize(
    "text",
    [
        # More names or fewer, more counts or fewer, several in one.
        "予以公开、部分公开分别为9件、3件、2件。",
        "予以公开、部分公开、不予公开分别为9件、3件。",
        "予以公开9件、部分公开3件、不予公开2件，分别占15%、10%。",
        "予以公开9件、部分公开3件2件、不予公开2件，分别占45%、15%、10%。",
        "予以公开9件（含部分公开3件）、不予公开2件，分别占45%、10%。",
        "予以公开、部分公开3件、不予公开分别为9件、3件、2件。",
        # Nothing in order, one number, another sentence.
        "分别办理。答复9件、3件。",
        "对予以公开、部分公开分别作出说明，答复9件。",
        "分别由两个科室承办，答复9件、3件。",
        "",
    ],
)
def test_what_cannot_be_paired_is_no_list(text: str) -> None:
    assert members(text) == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("申请中予以公开、部分公开分别为9件、3件。", True),
        ("申请中县教育局予以公开、部分公开分别为9件、3件。", False),
        ("通过网站申请的予以公开、部分公开分别为9件、3件。", False),
    ],
)
def test_guards_tell_whose_numbers_they_are(text: str, own: bool) -> None:  # noqa: FBT001 - a case
    parsed = parse(Source(f"{HEAD}{text}\n"), EDITIONS, LEXICON, year=2024, kind="department")
    report = facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, data.pack().vocabulary)
    listed = report.call("respective", (Text("report"),))
    assert isinstance(listed, tuple)
    assert isinstance(listed[0], Subject)
    assert listed[0].read("own") == Truth(own)


def test_a_member_lies_at_its_number_and_knows_what_stands_around_it() -> None:
    _, second = found("respective", "答复20件，其中予以公开9件、部分公开3件，分别占45%、15%。以上均已答复。")
    value, text, lead = (second.read(name) for name in ("value", "text", "lead"))
    assert isinstance(value, Number)
    assert isinstance(text, Text)
    assert isinstance(lead, Text)
    assert (value.value, said(second, "unit")) == (15, "%")
    assert text.text == "予以公开9件、部分公开3件，分别占45%、15%"
    assert lead.text == "答复20件，其中"
