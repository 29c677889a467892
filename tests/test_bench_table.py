"""
The table of speeds tells each figure beside its bar; how long something takes is for people to read, since machines differ.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bench import comparing, peers, table
from bench.reports import sound


def _figures(_place: Path) -> Iterator[table.Figure]:
    yield table.Figure("quick", "0.5 ms", "1 ms", 0.5)
    yield table.Figure("slow", "3 ms", "1 ms", 3.0)


def test_a_figure_holds_or_is_past_its_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(table, "LINES", {"one": _figures})
    assert table.main() == 1
    _, _, quick, slow = capsys.readouterr().out.splitlines()
    assert quick.split() == ["quick", "0.5", "ms", "1", "ms", "holds"]
    assert slow.endswith("3.0 × past the bar")


def test_programs_that_are_started_are_started_in_turn(tmp_path: Path) -> None:
    found = peers.started(sound(7, style="pipe").data, tmp_path, 1)
    assert list(found) == ["disclint check FILE", "yamllint FILE", "disclint --version", "python"]
    assert all(each.processor > 0 for each in found.values())
    # What the next command needs is kept, and nothing is left in the project.
    assert (tmp_path / "kept" / "disclint").is_dir()
    assert found["disclint --version"].processor < found["disclint check FILE"].processor


def test_a_report_is_the_same_work_as_yaml() -> None:
    text = sound(7, style="pipe").data.decode()
    lines = [each for each in text.splitlines() if each.strip()]
    assert yaml.safe_load(peers.as_yaml(text)) == lines


def test_each_line_of_a_report_is_measured_on_different_texts() -> None:
    texts = table.texts(30)
    assert len(set(texts)) == 30
    assert all("政府信息公开" in each.decode() for each in texts)


def test_what_comparing_costs_is_told_by_steps(capsys: pytest.CaptureFixture[str]) -> None:
    comparing.main(["1"])
    *steps, kept = capsys.readouterr().out.splitlines()
    assert [each[:24].strip() for each in steps] == [
        "read again", "record of the other", "rules", "packed", "keep: put by", "keep: taken back",
    ]  # fmt: skip
    assert "kB a report" in kept
