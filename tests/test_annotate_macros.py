"""
A Word document with macros keeps the name that Word opens it by.
"""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

import disclint
from disclint.cli import main
from disclint.outputs.view import View
from disclint.serve import downloads

PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"


def document(kind: bytes) -> bytes:
    plain, made = io.BytesIO(), io.BytesIO()
    written = docx.Document()
    written.add_paragraph("一、总体情况")
    written.add_paragraph("二、主动公开政府信息情况")
    written.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(PLAIN, kind))
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "fits", "other"), [(PLAIN, ".docx", ".docm"), (MACROS, ".docm", ".docx")], ids=["none", "macros"]
)
def test_comments_go_into_a_file_that_word_opens(kind: bytes, fits: str, other: str, tmp_path: Path) -> None:
    report = tmp_path / f"报告{fits}"
    report.write_bytes(document(kind))
    for suffix, code in ((fits, 0), (other, 2)):
        target = tmp_path / f"批注{suffix}"
        done = CliRunner().invoke(
            main, ["annotate", str(report), "-o", str(target), "--isolated", "--select", "FEE"]
        )
        assert (done.exit_code, target.exists()) == (code, code == 0), done.stderr
    assert f"-o 文件{fits}" in done.stderr
    content = report.read_bytes()
    made = downloads.made("word", content, disclint.check_bytes(content, report.name), View())
    assert made.name == f"报告-批注{fits}"
