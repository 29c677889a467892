"""
What a report says moves no cursor and turns no line, whichever way it is shown; and what nobody sees in it hides nothing.
"""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import disclint
from disclint.cli import main

EXAMPLE = (Path(__file__).parents[1] / "examples" / "2021-sound.txt").read_text("utf-8")
# It clears the screen, turns what follows, and hides a letter.
EVIL = "\x1b[2J\u202e\x9b1m"
MOVES = {chr(each) for each in (*range(9), *range(11, 32), *range(0x7F, 0xA0))}
TURNS = {chr(each) for each in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture(autouse=True)
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = EXAMPLE.replace("总体情况", f"总体{EVIL}情况").replace("31件，上年", "32件，上年")
    text = text.replace("培训2场", f"培训{EVIL}2场").replace("| 16\n", f"| 17{EVIL}\n")
    (tmp_path / "bad.txt").write_bytes(text.encode())
    (tmp_path / "good.txt").write_bytes(EXAMPLE.encode())


@pytest.mark.parametrize(
    "call",
    [
        *(f"check bad.txt --profile all --output-format {each}" for each in ("text", "concise", "markdown", "csv", "github")),
        "check bad.txt --assurance",
        "check bad.txt --verdicts",
        "parse bad.txt --cells",
        "diff good.txt bad.txt",
        "diff bad.txt good.txt",
        "explain PUN-TURNED bad.txt --all",
        "explain SEC-HEADING-WORDING bad.txt --all",
    ],
)  # fmt: skip
def test_a_report_moves_no_cursor(call: str) -> None:
    shown = run(*call.split()).output
    assert "17" in shown or "总体" in shown or "turn" in shown or "不可见" in shown
    assert not (MOVES | TURNS) & set(shown)


@pytest.mark.skipif(os.name != "posix", reason="no such names on Windows")
def test_nor_does_the_name_of_a_file_in_what_an_audit_says() -> None:
    folder = Path("reports")
    folder.mkdir()
    for name in ("a.txt", f"b\n{EVIL}.txt"):
        (folder / name).write_bytes(EXAMPLE.encode())
    for call in (
        "reports -o out",
        "-o out --sql FROM\u00a0reports",
        "-o out --output-format csv --sql FROM\u00a0reports",
    ):
        shown = run("audit", *(each.replace("\u00a0", " ") for each in call.split(" "))).output
        assert "b" in shown
        assert not (MOVES | TURNS) & set(shown.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    "unseen", [*"\x01\x02\x1b\x7f\x9d\u00ad\u180e\u200b\u2060\u2063\ufe00", "\U000e0100", "\x02\u200b"]
)
@pytest.mark.parametrize(
    ("sound", "wrong", "rule"),
    [
        ("申请31件，上年", "申请3*2件，上年", "NAR-T3-RECEIVED"),
        ("申请31件，上年", "申*请32件，上年", "NAR-T3-RECEIVED"),
        ("信息公开工作年度报告\n", "信息*公开年度报告\n", "DOC-TITLE-WORD"),
        ("予以公开 | 12 |", "予以*公开 | 1*3 |", "TBL3-SUM-ROW"),
        ("一、总体情况\n", "一、总体*情况\n", None),
    ],
)
def test_what_nobody_sees_hides_nothing(sound: str, wrong: str, rule: str | None, unseen: str) -> None:
    text = EXAMPLE.replace(sound, wrong.replace("*", unseen), 1)
    assert text != EXAMPLE
    found = {each.rule for each in disclint.check_text(text).at_least("warning")}
    assert found == ({rule} if rule else set())
