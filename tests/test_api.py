"""
disclint as a library: what a developer imports, calls and gets.
"""

import json
import os
import subprocess
import sys
import typing
from pathlib import Path

import pytest
from bench.reports import faulty, sound

import disclint

FAULTY = faulty(1, "TBL4-SUM-RECON/total", style="text_gb18030")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "甲县.txt"
    found.write_bytes(FAULTY.data)
    return found


def process(script: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(Path(disclint.__file__).parents[1])}
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True, env=env
    ).stdout.strip()


def test_importing_costs_next_to_nothing() -> None:
    script = (
        "import sys, time; before = set(sys.modules); started = time.process_time(); import disclint\n"
        "took = time.process_time() - started; new = set(sys.modules) - before\n"
        "print(took, *sorted(each for each in new if each.startswith(('disclint', 'attr', 'yaml', 'pyparsing'))))"
    )
    found = [process(script).split() for _ in range(3)]
    assert all(each[1:] == ["disclint"] for each in found)
    assert min(float(each[0]) for each in found) < 0.02


def test_everything_public_is_there() -> None:
    for name in disclint.__all__:
        assert getattr(disclint, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        disclint.nonsense  # noqa: B018
    assert (Path(disclint.__file__).parent / "py.typed").exists()


@pytest.mark.parametrize("name", [each for each in disclint.__all__ if each[0].islower()])
def test_functions_say_what_they_take_and_give(name: str) -> None:
    function = getattr(disclint, name)
    assert function.__doc__
    hints = function.__annotations__
    assert "return" in hints
    assert set(hints) - {"return"} == set(
        function.__code__.co_varnames[: function.__code__.co_argcount + function.__code__.co_kwonlyargcount]
    )


def test_a_file_its_bytes_and_its_text_give_the_same(path: Path) -> None:
    of_file = disclint.check(path)
    of_bytes = disclint.check_bytes(path.read_bytes(), "甲县.txt")
    of_text = disclint.check_text(path.read_bytes().decode("gb18030"), "甲县.txt")
    assert of_file.diagnostics
    assert of_file.diagnostics == of_bytes.diagnostics == of_text.diagnostics
    assert of_file.verdicts == of_bytes.verdicts == of_text.verdicts
    assert of_file.report == of_bytes.report == of_text.report == disclint.parse(path)
    assert of_file.report == disclint.parse_bytes(path.read_bytes())
    assert of_file.report == disclint.parse_text(path.read_bytes().decode("gb18030"))


def test_the_library_and_the_command_give_the_same(path: Path) -> None:
    result = disclint.check(str(path))
    printed = subprocess.run(
        [sys.executable, "-m", "disclint", "check", str(path), "--output-format=json"],
        capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(Path(disclint.__file__).parents[1])},
    ).stdout  # fmt: skip
    found = json.loads(printed)["files"][0]
    assert [each["fingerprint"] for each in found["diagnostics"]] == [
        each.fingerprint for each in result.diagnostics
    ]
    assert found["verdicts"] == result.verdict_counts()


def test_a_result_speaks(path: Path) -> None:
    result = disclint.check(path, select=["TBL4-SUM-RECON"], lang="en")
    (found,) = result.at_least("error")
    assert result.say(found.message).startswith("Table 4")
    assert result.source is not None
    at = result.source.locate(found.span)
    lines = path.read_bytes().decode("gb18030").splitlines()
    assert at.line is not None
    assert at.column is not None
    assert at.end_column is not None
    assert lines[at.line - 1][at.column - 1 : at.end_column - 1] == result.source.slice(found.span)


def test_rules_can_be_chosen(path: Path) -> None:
    assert not [
        each for each in disclint.check(path, ignore="TBL4").diagnostics if each.rule.startswith("TBL4")
    ]
    assert {each.rule for each in disclint.check(path, select="TBL4").verdicts} <= {
        each.id for each in disclint.all_rules() if each.id.startswith("TBL4")
    }


def test_many_files(path: Path, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "c.md").write_bytes(sound(2, style="markdown").data)
    results = list(disclint.check_paths(tmp_path))
    assert [(Path(each.path).name, each.status) for each in results] == [
        ("b.pdf", "unreadable"), ("c.md", "ok"), ("甲县.txt", "ok"),
    ]  # fmt: skip
    assert [each.path for each in disclint.check_paths([path, tmp_path / "b.pdf"])] == [
        str(path),
        str(tmp_path / "b.pdf"),
    ]


def test_what_is_not_there_raises(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.txt"
    for call in (disclint.check, disclint.check_paths, disclint.parse):
        with pytest.raises(disclint.UsageError, match="there is no file"):
            call(missing)
    with pytest.raises(disclint.UsageError, match="there is no rule"):
        disclint.check_text("x", select=["NO-SUCH"])
    with pytest.raises(disclint.UsageError, match="no rule is left"):
        disclint.check_text("x", select=["TBL3"], ignore=["TBL*"])
    assert disclint.check_text("x", select=["IO-UNREADABLE"]).diagnostics == ()
    # A folder by itself is one, as a list of it is.
    with pytest.raises(disclint.UsageError, match="folder 'nowhere'"):
        disclint.check_text("x", packs="nowhere")
    with pytest.raises(TypeError, match="check_bytes"):
        disclint.check_text(b"x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="check_text"):
        disclint.check_bytes("x")  # type: ignore[arg-type]
    with pytest.raises(disclint.UsageError, match="profile cannot be"):
        disclint.check_text("x", profile="every")
    with pytest.raises(disclint.UsageError, match="there is no rule"):
        disclint.explain("NO-SUCH")


def test_what_holds_no_text_raises_where_a_report_is_promised() -> None:
    with pytest.raises(disclint.Unreadable) as caught:
        disclint.parse_bytes(b"%PDF-1.7")
    assert caught.value.message["zh"] == "这个 PDF 已损坏或不完整"
    assert caught.value.remedy["zh"].startswith("请重新下载")
    assert "PDF" in str(caught.value)
    assert disclint.check_bytes(b"%PDF-1.7").status == "unreadable"


def test_explain_gives_values(path: Path) -> None:
    plain = disclint.explain("TBL4-SUM-RECON")
    assert (plain.rule.id, plain.result) == ("TBL4-SUM-RECON", None)
    found = disclint.explain("TBL4-SUM-RECON", path)
    assert found.verdict
    assert found.verdict.status == "fail"
    assert len(found.evidence) >= 5


def test_types_can_be_resolved_at_run_time() -> None:
    assert typing.get_type_hints(disclint.Result)["status"] is str
