"""
The formats for other programs and for a list of what is to be put right: valid, escaped, and complete.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import weakref
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from attrs import evolve
from bench.reports import faulty
from click.testing import CliRunner
from lxml import etree

import disclint
from disclint.cli import main, streams
from disclint.cli.formats import FORMATS
from disclint.cli.speech import Speech
from disclint.diagnostics import Diagnostic, Related, Suggestion, Suppressed
from disclint.outputs import checklist, together
from disclint.outputs.registry import BINARY, ONLY_FINDINGS, OUTPUTS
from disclint.outputs.view import View
from disclint.resources import schema_path
from disclint.result import Result
from disclint.session import data
from disclint.source import Place, Source, Span
from tests.forms import EDITIONS

ONLY = "--select=TBL4-SUM-RECON"
FAULTY = faulty(1, "TBL4-SUM-RECON/total", style="pipe", edition="2021")
EVIL = '=cmd|"/c calc"!A1,\n<script>alert(1)</script> a|b %0A `x` \x1b[31m\x00'
TEXT = "三、申请情况\n（一）予以公开 | 367 | 5 | 376 |\n"
AT = TEXT.index("376")
ZH = View(editions=EDITIONS, rules=lambda: {each.id: each for each in data.pack().rules})
EN = evolve(ZH, lang="en")
FOUND = Diagnostic(
    rule="TBL3-SUM-ROW",
    severity="error",
    span=Span(AT, AT + 3),
    address="requests/granted/total",
    message={"zh": f"总计不对{EVIL}", "en": EVIL},
    related=(
        Related(Span(0, 0), "document", {"zh": "没有"}),
        Related(Span(0, 2), "section:requests", {"zh": "此处"}),
    ),
    basis=({"zh": "《格式》"},),
    suggestion=Suggestion({"zh": EVIL, "en": "Check."}, "3<7"),
    fingerprint="0123456789abcdef",
)
SILENT = evolve(FOUND, fingerprint="f" * 16, suppressed=Suppressed("comment", "已核对<b>", "年报.txt:2"))
EMPTY: tuple[Result, ...] = ()
RESULT = Result("年报 1.txt", "ok", None, Source(TEXT), (FOUND,), suppressed=(SILENT,))
UNREADABLE = Result(
    "=坏.doc", "unreadable",
    diagnostics=(Diagnostic("IO-UNREADABLE", "error", Span(0, 0), "document", {"zh": "读不出"}, fingerprint="0" * 16),),
)  # fmt: skip
DECLINED = Result("a|b.txt", "declined", source=Source("x"), reason="not-a-report")
PAGED = Result(
    "年报.pdf", "ok", None,
    Source(TEXT, places=(Place(0, len(TEXT), page=2, box=(1.0, 2.0, 3.0, 4.0)),)), (FOUND,),
)  # fmt: skip
ALL = (RESULT, UNREADABLE, DECLINED, PAGED)


def written(format: str, *results: Result, view: View = ZH) -> str:
    return "".join(OUTPUTS[format](results, view))


def sarif_schema() -> object:
    named = os.environ.get("DISCLINT_SARIF_SCHEMA")
    if not named and not os.environ.get("CI"):
        pytest.skip("DISCLINT_SARIF_SCHEMA does not name the schema of SARIF 2.1.0; .ci/run fetches it")
    return json.loads(Path(named or "").read_text(encoding="utf-8"))


def junit_schema() -> etree.XMLSchema:
    named = os.environ.get("DISCLINT_JUNIT_SCHEMA")
    if not named and not os.environ.get("CI"):
        pytest.skip("DISCLINT_JUNIT_SCHEMA does not name the schema of JUnit files; .ci/run fetches it")
    return etree.XMLSchema(etree.parse(named or ""))


# What GitLab documents of a code quality report.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16,64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                # Relative to the repository, and without `./`.
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\.?/"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("甲.txt").write_bytes(FAULTY.data)


def run(*arguments: str) -> object:
    return CliRunner().invoke(main, ["check", "甲.txt", ONLY, *arguments], catch_exceptions=False)


# All formats.


def test_the_command_offers_every_format() -> None:
    assert tuple(OUTPUTS) == FORMATS
    assert set(OUTPUTS) >= BINARY | ONLY_FINDINGS


@pytest.mark.parametrize("format", OUTPUTS)
@pytest.mark.parametrize("view", [ZH, EN, View(ascii_only=True)])
def test_a_format_gives_a_piece_for_each_result(format: str, view: View) -> None:
    taken = 0

    def results() -> Iterator[Result]:
        nonlocal taken
        for each in ALL:
            taken += 1
            yield each

    ahead = 0
    for _ in OUTPUTS[format](results(), view):
        ahead = max(0, ahead)
        assert taken <= ahead + 1
        ahead = taken
    assert taken == len(ALL)


def test_several_formats_go_through_the_results_together() -> None:
    given = 0

    def results() -> Iterator[Result]:
        nonlocal given
        for at in range(200):
            given += 1
            yield evolve(RESULT, path=f"{at}.txt", diagnostics=(FOUND,) * (at % 3))

    names = ("concise", "json", "csv", "text", "sarif", "html", "xlsx")
    seen = dict.fromkeys(range(len(names)), 0)
    found: dict[int, list[str | bytes]] = {at: [] for at in seen}
    for at, piece in together.pieces(results(), [(OUTPUTS[each], ZH) for each in names]):
        found[at].append(piece)
        if names[at] == "jsonl" or (names[at] == "json" and '"path"' in str(piece)):
            seen[at] += 1
            # Whoever is slowest is not left behind.
            assert given - seen[at] <= 1
    assert seen[1] == given == 200
    again = [evolve(RESULT, path=f"{at}.txt", diagnostics=(FOUND,) * (at % 3)) for at in range(200)]
    for at, name in enumerate(names[:-1]):
        assert "".join(map(str, found[at])) == "".join(map(str, OUTPUTS[name](again, ZH)))


def test_results_that_are_written_are_let_go() -> None:
    given: list[weakref.ref[Result]] = []

    def results() -> Iterator[Result]:
        for at in range(50):
            made = evolve(RESULT, path=f"{at}.txt")
            given.append(weakref.ref(made))
            yield made

    names = [each for each in OUTPUTS if each != "concise"]
    for _ in together.pieces(results(), [(OUTPUTS[each], ZH) for each in ("concise", *names)]):
        assert sum(each() is not None for each in given) <= 2
    assert len(given) == 50


@pytest.mark.usefixtures("_folder")
def test_several_outputs_of_one_run() -> None:
    result = run(
        "--output-format", "sarif:出.sarif", "--output-format=jsonl:出.jsonl", "--output-format", "concise"
    )
    assert result.exit_code == 1  # type: ignore[attr-defined]
    assert result.stdout.startswith("甲.txt:")  # type: ignore[attr-defined]
    assert (
        json.loads(Path("出.sarif").read_text(encoding="utf-8"))["runs"][0]["results"][0]["ruleId"]
        == "TBL4-SUM-RECON"
    )
    assert json.loads(Path("出.jsonl").read_text(encoding="utf-8"))["path"] == "甲.txt"


@pytest.mark.usefixtures("_folder")
def test_a_format_with_a_file_leaves_the_screen_alone() -> None:
    result = run("--output-format=csv:清单.csv")
    assert (result.exit_code, result.stdout) == (1, "")  # type: ignore[attr-defined]
    both = run("--output-format=csv:清单.csv", "-o", "出.txt")
    assert both.stdout == ""  # type: ignore[attr-defined]
    assert Path("出.txt").read_text(encoding="utf-8").startswith("错误[TBL4-SUM-RECON]")


@pytest.mark.usefixtures("_folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output-format=json", "--output-format=text"], "json、text 不能输出到同一处"),
        (["--output-format=json:a", "--output-format=text:./a"], "都要写入"),
        (["--output-format=json:"], "冒号后面没有写文件"),
        (["--output-format=xlms:a"], "是不是想写 xlsx"),
        (["--output-format=json:甲.txt"], "会被结果覆盖"),
        (["--output-format=json:没有/a.json", "--output-format=csv:b.csv"], "无法写入"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_left(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2  # type: ignore[attr-defined]
    assert said in result.stderr  # type: ignore[attr-defined]
    assert [each.name for each in Path().iterdir()] == ["甲.txt"]


@pytest.mark.usefixtures("_folder")
def test_if_one_output_fails_none_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Iterator[str]:
        yield "half"
        raise ZeroDivisionError

    monkeypatch.setitem(OUTPUTS, "csv", fails)
    assert run("--output-format=json:a.json", "--output-format=csv:b.csv").exit_code == 3  # type: ignore[attr-defined]
    assert [each.name for each in Path().iterdir()] == ["甲.txt"]


@pytest.mark.parametrize("format", [each for each in FORMATS if each not in BINARY])
def test_a_gbk_console_breaks_nothing(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="gbk"))
    view = streams.view(Speech(), "never", None, editions=EDITIONS)
    with streams.sink(None) as sink:
        for piece in OUTPUTS[format](ALL, view):
            sink.write(piece)
    sys.stdout.flush()
    text = shown.getvalue().decode("gbk")
    assert "TBL3-SUM-ROW" in text
    if format in ("json", "sarif", "gitlab"):
        json.loads(text)
    if format == "junit":
        assert ET.fromstring(shown.getvalue()).findall("testsuite")  # noqa: S314


# SARIF.


@pytest.mark.parametrize("results", [EMPTY, ALL], ids=["empty", "all"])
@pytest.mark.parametrize("view", [ZH, EN, View(ascii_only=True)])
def test_sarif_is_valid(results: tuple[Result, ...], view: View) -> None:
    schema = sarif_schema()
    document = json.loads(written("sarif", *results, view=view))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)  # type: ignore[arg-type]
    document["version"] = "2"
    assert not jsonschema.Draft7Validator(schema).is_valid(document)  # type: ignore[arg-type]


def test_sarif_of_real_findings_is_valid() -> None:
    schema = sarif_schema()
    results = [disclint.check(each) for each in sorted(Path(__file__).parents[1].glob("examples/20*"))]
    document = json.loads(written("sarif", *results))
    jsonschema.Draft7Validator(schema).validate(document)  # type: ignore[arg-type]
    (log,) = document["runs"]
    assert any("fixes" in each for each in log["results"])
    for each in log["results"]:
        assert log["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]


def test_sarif_says_where_what_and_why_not() -> None:
    (log,) = json.loads(written("sarif", *ALL))["runs"]
    assert log["columnKind"] == "unicodeCodePoints"
    first, silent, unreadable, paged = log["results"]
    (where,) = first["locations"]
    assert where["physicalLocation"]["artifactLocation"]["uri"] == "%E5%B9%B4%E6%8A%A5%201.txt"
    region = {"startLine": 2, "startColumn": 21, "endLine": 2, "endColumn": 24}
    assert where["physicalLocation"]["region"] == region | {"snippet": {"text": "376"}}
    assert where["logicalLocations"][0]["fullyQualifiedName"] == "requests/granted/total"
    assert [each["message"]["text"] for each in first["relatedLocations"]] == ["此处"]
    assert first["partialFingerprints"] == {"disclint/v1": "0123456789abcdef"}
    ((replaced,),) = [each["artifactChanges"][0]["replacements"] for each in first["fixes"]]
    assert replaced == {"deletedRegion": region, "insertedContent": {"text": "3<7"}}
    assert "suppressions" not in first
    assert silent["suppressions"][0]["kind"] == "inSource"
    assert silent["suppressions"][0]["justification"] == "已核对<b>"
    assert unreadable["ruleId"] == "IO-UNREADABLE"
    assert paged["locations"][0]["physicalLocation"]["properties"] == {"page": 2, "box": [1.0, 2.0, 3.0, 4.0]}
    assert "region" not in paged["locations"][0]["physicalLocation"]
    rules = log["tool"]["driver"]["rules"]
    assert "核对" in rules[0]["help"]["text"]
    assert "sum" in rules[0]["help"]["text"].lower()
    assert log["invocations"][0]["toolExecutionNotifications"][0]["level"] == "note"
    assert [each["location"]["uri"] for each in log["artifacts"]][2] == "a%7Cb.txt"


def test_what_sarif_puts_into_a_page_is_written_as_the_page_has_it() -> None:
    page = evolve(RESULT, source=Source(TEXT, media="html"))
    (log,) = json.loads(written("sarif", page))["runs"]
    replaced = log["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replaced["insertedContent"]["text"] == "3&lt;7"


# Others for programs.


def test_a_line_of_jsonl_is_a_file_of_json() -> None:
    lines = [json.loads(each) for each in written("jsonl", *ALL).splitlines()]
    whole = json.loads(written("json", *ALL))
    assert [{"version": 1} | each for each in whole["files"]] == lines
    schema = json.loads(schema_path("output").read_text(encoding="utf-8"))
    for each in lines:
        jsonschema.validate({"version": each.pop("version"), "files": [each]}, schema)
    assert written("jsonl") == ""


def test_junit_counts_what_fails_the_run() -> None:
    root = ET.fromstring(  # noqa: S314 - our own
        written("junit", *ALL, evolve(PAGED, fail_on="never"), evolve(RESULT, diagnostics=()))
    )
    suites = list(root)
    counts = [
        [int(each.attrib[key]) for key in ("tests", "failures", "errors", "skipped")] for each in suites
    ]
    assert counts == [[2, 1, 0, 1], [1, 0, 1, 0], [1, 0, 0, 1], [1, 1, 0, 0], [1, 0, 0, 0], [1, 0, 0, 1]]
    for suite, (tests, failures, errors, skipped) in zip(suites, counts, strict=True):
        found = [len(suite.findall(f"testcase/{each}")) for each in ("failure", "error", "skipped")]
        assert [len(suite), *found] == [tests, failures, errors, skipped]
    failure = suites[0].find("testcase/failure")
    assert failure is not None
    assert "<script>alert(1)</script>" in (failure.text or "")
    assert suites[3][0].attrib["name"] == "TBL3-SUM-ROW 第2页"
    assert suites[4].find("testcase/system-out") is not None
    assert list(ET.fromstring(written("junit"))) == []  # noqa: S314


@pytest.mark.parametrize("view", [ZH, EN])
def test_junit_is_valid(view: View) -> None:
    schema = junit_schema()
    examples = [disclint.check(each) for each in sorted(Path(__file__).parents[1].glob("examples/20*"))]
    for results in (EMPTY, ALL, examples):
        content = written("junit", *results, view=view)
        schema.assertValid(etree.fromstring(content.encode()))
    assert not schema.validate(etree.fromstring(content.replace("testcase", "case").encode()))


def test_github_commands_cannot_be_broken_out_of() -> None:
    lines = written("github", *ALL, evolve(RESULT, path="a:b,c%.txt")).splitlines()
    assert len(lines) == 5
    assert lines[0].startswith(
        "::error file=年报 1.txt,line=2,endLine=2,col=21,endColumn=24,title=错误[TBL3-SUM-ROW]::"
    )
    assert "%0A<script>" in lines[0]
    assert "a|b %250A" in lines[0]
    assert lines[2].startswith("::notice file=a|b.txt,title=未检查::")
    assert lines[4].startswith("::error file=a%3Ab%2Cc%25.txt,")


def test_gitlab_gets_an_array_with_fingerprints_of_its_own() -> None:
    found = json.loads(written("gitlab", *ALL, evolve(RESULT, path="./b.txt")))
    assert [each["location"] for each in found] == [
        {"path": "年报 1.txt", "lines": {"begin": 2, "end": 2}},
        {"path": "=坏.doc", "lines": {"begin": 1, "end": 1}},
        {"path": "年报.pdf", "lines": {"begin": 1, "end": 1}},
        {"path": "b.txt", "lines": {"begin": 2, "end": 2}},
    ]
    assert len({each["fingerprint"] for each in found}) == 4
    assert {each["severity"] for each in found} == {"major"}
    assert found[2]["description"].startswith("第2页: ")
    assert json.loads(written("gitlab")) == []
    examples = [disclint.check(each) for each in sorted(Path(__file__).parents[1].glob("examples/20*"))]
    real = json.loads(written("gitlab", *(evolve(each, path=Path(each.path).name) for each in examples)))
    assert len(real) > 10
    for each in (found, real):
        jsonschema.validate(each, GITLAB)


# The list of what is to be put right.


def test_markdown_is_one_table_whatever_is_in_it() -> None:
    lines = written("markdown", *ALL).splitlines()
    table = [each for each in lines if each.startswith("|")]
    assert len(table) == 2 + 3
    for row in table:
        assert row.replace("\\|", "").count("|") == 12
    assert "<script" not in "".join(lines)
    assert "另有 1 个问题已忽略，不在表内。" in lines
    assert lines[-1].startswith("* a\\|b.txt：")
    assert "0 findings" in written("markdown", view=EN)


def test_csv_opens_in_a_spreadsheet_and_holds_no_formula() -> None:
    text = written("csv", *ALL)
    assert text.startswith("\ufeff序号,文件,")
    assert text.count("\ufeff") == 1
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert [len(each) for each in rows] == [11] * 4
    assert rows[2][1] == "'=坏.doc"
    assert rows[1][8].startswith("'=cmd")
    assert rows[1][-1] == "待整改"
    assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row)
    assert not written("csv", view=View(ascii_only=True)).startswith("\ufeff")


def workbook(*results: Result, view: View = ZH) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(OUTPUTS["xlsx"](results, view))))  # type: ignore[arg-type]


def test_the_workbook_can_be_worked_with() -> None:
    book = workbook(*ALL)
    assert book.sheetnames == ["整改清单", "检查的文件"]
    sheet, files = book.worksheets
    rows = list(sheet.values)
    assert rows[0] == (
        "序号",
        "文件",
        "单位",
        "年度",
        "级别",
        "位置",
        "问题",
        "依据",
        "修改建议",
        "规则",
        "状态",
    )
    assert [row[0] for row in rows[1:]] == [1, 2, 3]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:K4")
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("K2:K4", '"待整改,已整改,无需整改,误报"')
    assert sheet["G2"].alignment.wrap_text
    assert sheet.column_dimensions["G"].width > 40
    # Some programs make rows one line high that have no height.
    assert all(sheet.row_dimensions[row].height >= 15 for row in range(2, 5))
    long = book_of("很长的说明" * 60).worksheets[0].row_dimensions[2].height
    assert 150 < long < 300
    for row in sheet.iter_rows(min_row=2):
        assert [cell.data_type for cell in row[1:] if cell.value is not None].count("f") == 0
    assert sheet["I2"].value.startswith("=cmd")
    assert sheet["I2"].quotePrefix
    assert [row[3] for row in files.values][1:] == ["已检查", "无法读取", "未检查：" + declined(), "已检查"]
    assert [row[4] for row in files.values][1:] == [1, 1, 0, 1]


def book_of(message: str) -> openpyxl.Workbook:
    told = evolve(RESULT.diagnostics[0], message={"zh": message, "en": message})
    return workbook(evolve(RESULT, diagnostics=(told,)))


def declined() -> str:
    return checklist.status(DECLINED, ZH).split("：", 1)[1]


def test_an_empty_workbook_and_one_in_english() -> None:
    book = workbook(view=EN)
    assert [each.max_row for each in book.worksheets] == [1, 1]
    assert next(iter(book.worksheets[0].values))[-1] == "State"
    assert workbook(RESULT, view=EN).worksheets[0]["K2"].value == "open"


def test_without_openpyxl_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(disclint.UsageError, match="openpyxl") as caught:
        list(OUTPUTS["xlsx"](ALL, ZH))
    assert "disclint[xlsx]" in caught.value.to_do("zh")


@pytest.mark.skipif(not shutil.which("soffice") and not os.environ.get("CI"), reason="no LibreOffice here")
def test_libreoffice_opens_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"".join(OUTPUTS["xlsx"](ALL, ZH)))  # type: ignore[arg-type]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    # Encoding 76 is UTF-8.
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
         "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    rows = list(csv.reader(io.StringIO((tmp_path / "清单.csv").read_text(encoding="utf-8"))))
    assert [row[9] for row in rows[1:]] == ["TBL3-SUM-ROW", "IO-UNREADABLE", "TBL3-SUM-ROW"]
    assert rows[1][8].startswith("=cmd|")
