"""
A report and a newer copy of it: what became of the findings, and which numbers changed.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import disclint
from disclint.cli import main
from disclint.errors import UsageError
from disclint.result import Difference
from tests.test_audit import report

WRONG = ("8 | 0 | 0 | 0 | 0 | 0 | 8", "8 | 0 | 0 | 0 | 0 | 0 | 9")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return written(tmp_path, "old.txt", report("乙县水利局", 2024, new=8, before=3).replace(*WRONG))


def written(folder: Path, name: str, text: str) -> Path:
    place = folder / name
    place.write_text(text, "utf-8")
    return place


def found(old: Path, text: str) -> Difference:
    return disclint.diff(old, written(old.parent, "new.txt", text), config=False)


def rules(listed: tuple[disclint.Diagnostic, ...]) -> set[str]:
    return {each.rule for each in listed}


def test_what_is_put_right_is_mended_and_the_rest_remains(old: Path) -> None:
    difference = found(old, report("乙县水利局", 2024, new=8, before=3))
    assert rules(difference.mended) == {"TBL3-SUM-ROW"}
    assert (difference.added, difference.unclear) == ((), ())
    assert {one.rule for one, _ in difference.remaining} == {each.rule for each in difference.new.diagnostics}
    (number,) = difference.numbers
    assert (number.address, number.old, number.new) == ("requests/new_received/total", "9", "8")


def test_the_same_slip_with_another_number_remains(old: Path) -> None:
    text = report("乙县水利局", 2024, new=8, before=3).replace(WRONG[0], WRONG[1].replace("| 9", "| 7"))
    difference = found(old, text)
    pairs = {one.rule: (one, other) for one, other in difference.remaining}
    one, other = pairs["TBL3-SUM-ROW"]
    assert one.fingerprint != other.fingerprint
    assert (difference.mended, difference.added) == ((), ())


def test_a_share_is_changed_only_if_its_percentage_is(old: Path) -> None:
    said = "收到申请11件，予以公开{}件，占{}%"
    first = written(old.parent, "first.txt", report("乙县水利局", 2024, text=said.format(3, "27.3")))
    changed = found(first, report("乙县水利局", 2024, text=said.format(4, "27.3"))).numbers
    assert [(each.words["en"], each.old, each.new) for each in changed] == [
        ("text: “requests granted”", "3", "4")
    ]
    changed = found(first, report("乙县水利局", 2024, text=said.format(3, "27.4"))).numbers
    assert [(each.words["en"], each.old, each.new) for each in changed] == [
        ("text: “a share”", "27.3", "27.4")
    ]


def test_what_goes_wrong_is_new(old: Path) -> None:
    text = report("乙县水利局", 2024, new=8, before=3).replace("公开信息8条", "收到申请9件")
    difference = found(old, text)
    assert rules(difference.added) == {"NAR-T3-RECEIVED"}
    assert difference.fails
    said = [each for each in difference.numbers if each.words["zh"].startswith("正文")]
    assert [(each.old, each.new) for each in said] == [(None, "9")]


def test_what_nobody_can_tell_any_more_is_not_mended(old: Path) -> None:
    text = report("乙县水利局", 2024, new=8, before=3)
    table = text[text.index("一、本年新收") : text.index("六、其他")]
    difference = found(old, text.replace(table, ""))
    assert "TBL3-SUM-ROW" in rules(difference.unclear)
    assert "TBL3-SUM-ROW" not in rules(difference.mended)


def test_a_copy_is_no_different(old: Path) -> None:
    difference = found(old, old.read_text("utf-8"))
    assert not difference.mended + difference.unclear + difference.added + difference.numbers


def test_numbers_that_change_after_publication_are_told_if_asked_for(old: Path) -> None:
    new = written(old.parent, "new.txt", report("乙县水利局", 2024, new=8, before=3))
    asked = disclint.diff(old, new, select=["PUB-CHANGED"], config=False)
    assert rules(asked.added) == {"PUB-CHANGED"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments), "--isolated"], catch_exceptions=False)


def test_the_command_prints_text_and_json(old: Path) -> None:
    new = written(old.parent, "new.txt", report("乙县水利局", 2024, new=8, before=3))
    plain = run(old, new, "--lang", "en", "--select", "TBL3-SUM-ROW,SEC-MISS-2")
    assert plain.exit_code == 1
    assert "mended 1" in plain.stdout
    assert "remaining 1" in plain.stdout
    assert "9 → 8" in plain.stdout
    data = json.loads(run(old, new, "--output-format", "json").stdout)
    assert [each["rule"] for each in data["mended"]] == ["TBL3-SUM-ROW"]
    assert data["numbers"][0] == {
        "address": "requests/new_received/total",
        "name": "表三“一、本年新收政府信息公开申请数量”“总计”",
        "old": "9",
        "new": "8",
    }
    assert run(old, new, "--select", "TBL3-SUM-ROW").exit_code == 0


def test_reports_of_two_agencies_are_remarked_upon(old: Path) -> None:
    new = written(old.parent, "new.txt", report("乙县教育局", 2023, new=8, before=3))
    said = run(old, new).stdout
    assert "乙县教育局" in said
    assert "年度不同" in said


def test_what_is_no_report_is_refused(old: Path) -> None:
    with pytest.raises(UsageError, match="no annual report"):
        found(old, "今天天气很好。\n")
    assert run(old, old.parent / "none.txt").exit_code == 2
