"""
A baseline of several files that are the same report.
"""

import json
from pathlib import Path

import pytest
from bench.reports import faulty
from click.testing import CliRunner

from disclint.cli import main

RULE = "TBL4-SUM-RECON"
FILE = "基线.json"


@pytest.mark.parametrize(("suppressed", "other"), [("丙.txt", "丁.txt"), ("丁.txt", "丙.txt")])
def test_of_two_copies_of_a_report_one_may_be_suppressed_by_the_configuration(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suppressed: str, other: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (suppressed, other):
        Path(name).write_bytes(faulty(1, f"{RULE}/total", style="pipe", edition="2021").data)
    Path("disclint.toml").write_text(
        f'[[suppress]]\nrule = "{RULE}"\npath = "{suppressed}"\nreason = "核对过"\n', encoding="utf-8"
    )
    run = ["check", ".", f"--baseline={FILE}"]
    CliRunner().invoke(main, [*run, "--update-baseline"], catch_exceptions=False)
    shown = CliRunner().invoke(main, [*run, "--output-format=json"], catch_exceptions=False)
    (found,) = [each for each in json.loads(shown.stdout)["files"] if each["path"] == other]
    assert {each["suppressed"]["kind"] for each in found["diagnostics"]} == {"baseline"}
