"""
The command as its users call it: what it prints, where, and how it exits.
"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from bench.reports import faulty, sound
from click.testing import CliRunner, Result

import disclint
from disclint.cli import check, main
from disclint.cli.app import COMMANDS
from disclint.diagnostics import Verdict
from disclint.engine import Outcome
from disclint.outputs.registry import OUTPUTS
from disclint.resources import schema_path
from disclint.session import check as session_check
from disclint.session import data, reading

# Processes find the same disclint as the tests do, installed or not.
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(disclint.__file__).parents[1])}
SCHEMA = json.loads(schema_path("output").read_text(encoding="utf-8"))
# Other rules may have more to say of a report that was made for one of them.
ONLY = "--select=TBL4-SUM-RECON"
FAULTY = faulty(1, "TBL4-SUM-RECON/total", style="pipe", edition="2021")
SOUND = sound(3, style="pipe")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DISCLINT_LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "faulty.txt").write_bytes(FAULTY.data)
    (tmp_path / "sound.txt").write_bytes(SOUND.data)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, env=env, catch_exceptions=False)  # type: ignore[arg-type]


def process(*arguments: str, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "disclint", *arguments],
        input=stdin, capture_output=True, check=False, timeout=60, env={**ENVIRONMENT, **env},
    )  # fmt: skip


# Exit codes.


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "sound.txt", ONLY], 0),
        (["check", "faulty.txt", ONLY], 1),
        (["check", "faulty.txt", ONLY, "--fail-on=never"], 0),
        (["check", "faulty.txt", "--select=TBL3-SUM-ROW"], 0),
        (["check", "nowhere.txt"], 2),
        (["check", "--nonsense"], 2),
        (["nonsense"], 2),
        ([], 0),
        (["--help"], 0),
        (["check", "-h"], 0),
        (["--version"], 0),
        (["rules"], 0),
        (["explain", "TBL4-SUM-RECON"], 0),
        (["explain", "NO-SUCH-RULE"], 2),
        (["parse", "sound.txt"], 0),
        (["parse"], 2),
        (["parse", "nowhere.txt"], 2),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else str(given),
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run(*arguments).exit_code == code


def test_warnings_count_when_they_are_asked_for() -> None:
    Path("blank.txt").write_bytes(faulty(2, "CEL-BLANK", style="pipe", edition="2021").data)
    given = ["check", "blank.txt", "--select=CEL-BLANK"]
    assert [run(*given, "--fail-on", each).exit_code for each in ("error", "warning", "info", "never")] == [
        0,
        1,
        1,
        0,
    ]


def test_a_fault_of_ours_exits_3_with_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> object:
        raise ZeroDivisionError("bad luck")

    monkeypatch.setattr(data, "pack", fails)
    result = run("check", "sound.txt")
    assert result.exit_code == 3
    assert "Traceback" in result.stderr
    assert "程序自身出错" in result.stderr


def test_a_file_that_disclint_fails_on_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(content: bytes, name: str, original: object = reading.source) -> object:
        if name == "sound.txt":
            raise ZeroDivisionError("bad luck")
        return original(content, name)  # type: ignore[operator]

    monkeypatch.setattr(reading, "source", fails)
    result = run("check", "sound.txt", "faulty.txt", ONLY, "--output-format=concise")
    assert result.exit_code == 3
    assert result.stdout.splitlines()[0] == (
        "sound.txt:1:1: error[IO-CRASHED] disclint 检查这个文件时出错：ZeroDivisionError: bad luck"
    )
    assert result.stdout.splitlines()[1].startswith("faulty.txt:")
    assert "Traceback" in result.stderr


def test_a_rule_that_crashes_is_told_of_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crashed(*given: object, original: object = session_check.run) -> Outcome:
        outcome = original(*given)  # type: ignore[operator]
        verdict = Verdict("TBL4-SUM-RECON", "crashed", ("ZeroDivisionError: bad luck",))
        return Outcome(outcome.diagnostics, (verdict,))

    monkeypatch.setattr(session_check, "run", crashed)
    told = "规则 TBL4-SUM-RECON 运行出错: sound.txt: ZeroDivisionError: bad luck\n"
    result = run("check", "sound.txt", ONLY, "--output-format=json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["files"][0]["verdicts"]["crashed"] == 1
    assert result.stderr == told
    for arguments in (("diff", "sound.txt", "sound.txt"), ("annotate", "sound.txt", "-o", "a.html")):
        result = run(*arguments, ONLY)
        assert (result.exit_code, result.stderr) == (3, told)


def test_a_fault_of_ours_cannot_be_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise ZeroDivisionError("bad luck")

    monkeypatch.setattr(reading, "source", fails)
    result = run("check", "sound.txt", "--ignore=IO", "--isolated")
    assert result.exit_code == 3
    assert "bad luck" in result.stdout


# What is printed.


def test_findings_in_chinese() -> None:
    result = run("check", "faulty.txt", ONLY)
    head, corner, bar, _, under, *notes = result.stdout.splitlines()
    assert head.startswith("错误[TBL4-SUM-RECON]: 表四“行政复议”")
    assert "┌─ faulty.txt:" in corner
    assert corner.endswith("四、政府信息公开行政复议、… > 表四 > 行政复议 > 总计")
    assert bar.strip() == "│"
    assert "^" in under
    assert any("处理" in each for each in notes)
    assert any("依据" in each and "年度报告格式" in each for each in notes)
    assert notes[-1] == "共检查 1 个文件，1 个错误。"
    assert result.stderr == ""


@pytest.mark.parametrize("way", ["before", "after", "variable"])
def test_findings_in_english(way: str) -> None:
    arguments = {
        "before": ["--lang=en", "check", "faulty.txt", ONLY],
        "after": ["check", "faulty.txt", ONLY, "--lang", "en"],
        "variable": ["check", "faulty.txt", ONLY],
    }[way]
    result = run(*arguments, env={"DISCLINT_LANG": "en_GB.UTF-8"} if way == "variable" else {})
    assert result.stdout.startswith("error[TBL4-SUM-RECON]: ")
    assert result.stdout.endswith("Checked 1 file; 1 error.\n")


def test_the_option_has_the_last_word_on_language() -> None:
    assert run("check", "sound.txt", ONLY, "--lang=zh", env={"DISCLINT_LANG": "en"}).stdout == (
        "共检查 1 个文件，没有发现问题。\n"
    )


def test_colour_is_for_screens() -> None:
    assert "\x1b[" not in run("check", "faulty.txt", ONLY).stdout
    assert "\x1b[1;31m错误" in run("check", "faulty.txt", ONLY, "--color=always").stdout


def test_concise() -> None:
    lines = run("check", "faulty.txt", ONLY, "--output-format", "concise", "--lang=en").stdout.splitlines()
    assert len(lines) == 1
    path, line, column, rest = lines[0].split(":", 3)
    assert (path, line.isdigit(), column.isdigit()) == ("faulty.txt", True, True)
    assert rest.startswith(" error[TBL4-SUM-RECON] ")


def test_what_is_declined_is_said_beside_a_format_without_a_place_for_it() -> None:
    result = run("check", "-", "--output-format=concise", stdin="购物清单".encode())
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("未检查: <stdin>: ")


def test_json_lies_where_it_says() -> None:
    result = run("check", "faulty.txt", ONLY, "--output-format=json")
    (file,) = json.loads(result.stdout)["files"]
    (found,) = file["diagnostics"]
    place = found["location"]
    line = FAULTY.data.decode().splitlines()[place["line"] - 1]
    assert line[place["column"] - 1 : place["end_column"] - 1].isdigit()
    assert found["address"].startswith("disputes/reconsideration/")
    assert (file["path"], file["status"], file["report"]["edition"]) == (
        "faulty.txt",
        "ok",
        "2021",
    )
    assert sum(file["verdicts"].values()) == 1
    assert result.stderr == ""


def test_json_keeps_to_its_schema() -> None:
    Path("old.txt").write_text("甲县2016年政府信息公开工作年度报告\n一、概述\n", encoding="utf-8")
    Path("a.pdf").write_bytes(b"%PDF-1.7")
    Path("page.html").write_bytes(faulty(4, "NAR-T3-RECEIVED", style="html").data)
    Path("b.md").write_bytes(faulty(5, "CEL-BLANK", style="markdown").data)
    Path("gb.htm").write_bytes(faulty(6, "SEC-ORDER", style="html_gb").data)
    for more in ([], ["--verdicts", "--profile=all"], ["--lang=en"]):
        document = json.loads(run("check", ".", "--output-format=json", *more).stdout)
        jsonschema.Draft202012Validator(SCHEMA).validate(document)
        assert {each["status"] for each in document["files"]} == {
            "ok",
            "declined",
            "unreadable",
        }
        assert len(document["files"]) == 7


def test_the_schema_itself_is_valid_and_refuses_something() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": 1, "files": [{"path": "a"}]}, SCHEMA)


def test_verdicts_on_demand() -> None:
    assert "  TBL4-SUM-RECON  通过\n" in run("check", "sound.txt", ONLY, "--verdicts").stdout


def test_every_format_can_be_asked_for() -> None:
    offered = run("check", "-h").stdout.split("--output-format [")[1].split("]")[0]
    assert offered.split("|") == list(OUTPUTS)


def test_findings_are_the_same_whatever_the_format() -> None:
    everything = ["check", "faulty.txt", "--profile=all"]
    data = json.loads(run(*everything, "--output-format=json").stdout)
    rules = [each["rule"] for each in data["files"][0]["diagnostics"]]
    lines = run(*everything, "--output-format=concise").stdout.splitlines()
    assert [each.split("[")[1].split("]")[0] for each in lines] == rules
    text = run(*everything).stdout
    assert all(f"[{each}]: " in text for each in rules)


# What is read.


def test_a_folder_with_this_and_that() -> None:
    Path("deep").mkdir()
    Path("deep/a.docx").write_bytes(b"PK\x03\x04word/document.xml")
    Path("deep/notes.py").write_text("x", encoding="utf-8")
    Path("deep/list.txt").write_text("购物清单", encoding="utf-8")
    Path("deep/empty.txt").touch()
    result = run("check", ".", ONLY)
    assert result.exit_code == 1
    assert "错误[IO-UNREADABLE]: 无法读取：这似乎是 Word 文档(.docx)，但文件已损坏或不完整" in result.stdout
    assert "错误[IO-UNREADABLE]: 无法读取：文件是空的" in result.stdout
    assert f"未检查: {Path('deep/list.txt')}: 没有看到年度报告的标题" in result.stdout
    assert result.stdout.endswith("共检查 5 个文件，3 个错误，2 个无法读取，1 个不属于检查范围。\n")


def test_without_a_path_the_current_folder_is_checked() -> None:
    assert run("check", ONLY).stdout == run("check", ".", ONLY).stdout


@pytest.mark.parametrize(
    "style", ["text_gb18030", "text_crlf", "text_bom", "html_gb", "html_nested", "markdown"]
)
def test_encodings_and_formats(style: str) -> None:
    report = faulty(7, "TBL4-SUM-RECON/total", style=style)
    Path(f"r{report.suffix}").write_bytes(report.data)
    result = run("check", f"r{report.suffix}", ONLY, "--output-format=json")
    (found,) = json.loads(result.stdout)["files"][0]["diagnostics"]
    assert found["rule"] == "TBL4-SUM-RECON"


def test_a_report_of_one_line_is_shown_round_the_finding() -> None:
    report = faulty(7, "TBL4-SUM-RECON/total", style="inline")
    text = " ".join(report.data.decode().split("\n"))
    assert len(text) > 3000
    result = run("check", "-", ONLY, stdin=text.encode())
    assert "错误[TBL4-SUM-RECON]" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) < 160
    assert "1│ ..." in result.stdout


@pytest.mark.parametrize("arguments", [["-", "--stdin-filename=甲县.txt"], ["--stdin-filename=甲县.txt"]])
def test_standard_input(arguments: list[str]) -> None:
    result = run("check", *arguments, ONLY, "--output-format=concise", stdin=FAULTY.data)
    assert result.exit_code == 1
    assert result.stdout.startswith("甲县.txt:")


def test_standard_input_without_a_name() -> None:
    assert run("check", "-", ONLY, "--output-format=concise", stdin=FAULTY.data).stdout.startswith("<stdin>:")
    assert json.loads(run("parse", "-", stdin=SOUND.data).stdout)["status"] == "ok"
    assert "通过" in run("explain", "TBL4-SUM-RECON", "-", stdin=SOUND.data).stdout


def test_too_much_on_standard_input_is_refused_as_a_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclint.session.reading.LARGEST", 1024 * 1024)
    Path("大.txt").write_bytes(b"1" * (1024 * 1024 + 1))
    said = []
    for path, given in (("大.txt", None), ("-", Path("大.txt").read_bytes() * 2)):
        result = CliRunner().invoke(main, ["check", path, "--isolated", "--output-format=json"], input=given)
        (file,) = json.loads(result.stdout)["files"]
        said.append([each["message"] for each in file["diagnostics"]])
    assert said[0] == said[1] == ["无法读取：文件大于 1 MB"]


def test_nothing_on_standard_input_is_unreadable() -> None:
    result = run("check", "-", stdin=b"")
    assert result.exit_code == 1
    assert "文件是空的" in result.stdout


# Where it goes.


def test_a_file_is_written_whole() -> None:
    result = run("check", "faulty.txt", ONLY, "-o", "out.json", "--output-format=json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["version"] == 1
    assert sorted(each.name for each in Path().iterdir()) == [
        "faulty.txt",
        "out.json",
        "sound.txt",
    ]


def test_a_run_that_fails_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.txt").write_text("before", encoding="utf-8")

    def fails(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("disclint.outputs.text.finding", fails)
    assert run("check", "faulty.txt", ONLY, "-o", "out.txt").exit_code == 3
    assert Path("out.txt").read_text(encoding="utf-8") == "before"
    assert len(list(Path().iterdir())) == 3


@pytest.mark.parametrize(
    ("output", "zh"),
    [
        (
            "no/such/folder.txt",
            "disclint: 无法写入“no/such/folder.txt”：没有这个文件或文件夹\n  处理: 请核对",
        ),
        (".", "disclint: 无法写入“.”：这是文件夹\n"),
        (
            "faulty.txt",
            "disclint: “faulty.txt”是要检查的文件，会被结果覆盖\n  处理: 请给结果换一个文件名\n",
        ),
    ],
)
def test_what_cannot_be_written_is_misuse(output: str, zh: str) -> None:
    result = run("check", "faulty.txt", "-o", output)
    assert result.exit_code == 2
    assert result.stderr.startswith(zh)
    assert Path("faulty.txt").read_bytes() == FAULTY.data


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout on this system")
def test_a_device_can_be_written_to() -> None:
    assert b"TBL4-SUM-RECON" in process("check", "faulty.txt", ONLY, "-o", "/dev/stdout").stdout


# Errors of use, in words.


def test_the_name_of_a_file_in_an_error_cannot_move_the_cursor() -> None:
    done = process("check", "no\x1b[2Jthing.txt")
    assert done.returncode == 2
    assert b"no?[2Jthing.txt" in done.stderr
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (
            ["chekc"],
            "disclint: 没有名为“chekc”的命令\n  处理: 是不是想写 check？\n",
            "disclint: there is no command 'chekc'\n  fix: did you mean 'check'?\n",
        ),
        (
            ["faulty.txt"],
            "disclint: “faulty.txt”是文件，不是命令\n  处理: 要检查它，请写: disclint check faulty.txt\n",
            "disclint: 'faulty.txt' is a file, not a command\n  fix: to check it: disclint check faulty.txt\n",
        ),
        (
            ["check", "--fail-on=errors"],
            "disclint: --fail-on 不能是“errors”\n  处理: 是不是想写 error？可以用: error、warning、info、never\n",
            "disclint: --fail-on cannot be 'errors'\n  fix: did you mean 'error'?\n",
        ),
        (
            ["check", "--output-format=xml"],
            "disclint: --output-format 不能是“xml”\n  处理: 可以用: text、json、concise、jsonl、sarif、junit、github、gitlab、markdown、csv、xlsx、html\n",
            "disclint: --output-format cannot be 'xml'\n  fix: use one of text, json, concise, jsonl, sarif, junit, github, gitlab, markdown, csv, xlsx, html\n",
        ),
        (
            ["check", "--selct=A"],
            "disclint: 没有选项 --selct\n  处理: 是不是想写 --select？\n",
            "disclint: there is no option --selct\n  fix: did you mean --select?\n",
        ),
        (
            ["check", "--select=TBL4-SUM-RECNO"],
            "disclint: 没有名为“TBL4-SUM-RECNO”的规则\n  处理: 是不是想写 TBL4-SUM-RECON",
            "disclint: there is no rule 'TBL4-SUM-RECNO'\n  fix: did you mean TBL4-SUM-RECON",
        ),
        (
            ["check", "nowhere.txt"],
            "disclint: 找不到“nowhere.txt”：没有这个文件或文件夹\n  处理: 请核对名称",
            "disclint: there is no file or folder 'nowhere.txt'\n  fix: check the spelling",
        ),
        (
            ["check", ""],
            "disclint: 找不到“”：没有这个文件或文件夹\n",
            "disclint: there is no file or folder ''\n",
        ),
        (
            ["explain"],
            "disclint: 缺少参数 规则编号\n  处理: 用法见 disclint explain -h\n",
            "disclint: the argument RULE is missing\n  fix: see disclint explain -h\n",
        ),
        (
            ["annotate", "nowhere.txt"],
            "disclint: 缺少选项 -o OUT\n  处理: 用法见 disclint annotate -h\n",
            "disclint: the option -o OUT is missing\n  fix: see disclint annotate -h\n",
        ),
        (
            ["check", "-o"],
            "disclint: 选项 -o 后面要写一个值\n  处理: 用法见 disclint check -h\n",
            "disclint: option -o needs a value\n  fix: see disclint check -h\n",
        ),
        (
            ["check", "--lang=fr"],
            "disclint: --lang 不能是“fr”\n  处理: 可以用: zh、en\n",
            "",
        ),
        (
            ["audit", "--jobs=0", "."],
            "disclint: --jobs 不能是“0”\n  处理: 请写 1 到 512 的整数\n",
            "disclint: --jobs cannot be '0'\n  fix: give a whole number from 1 to 512\n",
        ),
        (
            ["serve", "--port=abc"],
            "disclint: --port 不能是“abc”\n  处理: 请写 0 到 65535 的整数\n",
            "disclint: --port cannot be 'abc'\n  fix: give a whole number from 0 to 65535\n",
        ),
        (
            ["pack", "test", "--min-score=100.5"],
            "disclint: --min-score 不能是“100.5”\n  处理: 请写 0 到 100 的数\n",
            "disclint: --min-score cannot be '100.5'\n  fix: give a number from 0 to 100\n",
        ),
        (
            ["parse", "a", "b"],
            "disclint: 多余的参数 b\n  处理: 用法见 disclint parse -h\n",
            "disclint: the argument b is too many\n  fix: see disclint parse -h\n",
        ),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_errors_of_use(arguments: list[str], zh: str, en: str) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        result = run(*arguments, env={"DISCLINT_LANG": lang})
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(words)


def test_help_in_both_languages() -> None:
    for command in ([], *([each] for each in COMMANDS)):
        chinese, english = (
            run(*command, "-h").stdout,
            run(*command, "-h", "--lang=en").stdout,
        )
        assert chinese.startswith("用法: disclint")
        assert "显示这份说明。" in chinese
        assert english.startswith("Usage: disclint")
        assert "Show this message." in english
        assert english.isascii()


def test_without_arguments_the_help_is_shown() -> None:
    assert run().stdout == run("--help").stdout


# parse, explain, rules.


def test_parse_gives_every_cell_with_its_place() -> None:
    result = json.loads(run("parse", "sound.txt").stdout)
    wanted = (
        "version",
        "year",
        "agency",
        "agency_kind",
        "edition",
        "title",
        "period",
        "sections",
        "cells",
        "claims",
        "problems",
    )
    assert set(wanted) <= set(result)
    form = data.editions()[result["edition"]]
    assert list(result["cells"]) == [each for table in form.tables.values() for each in table.addresses()]
    lines = SOUND.data.decode().splitlines()
    for cell in result["cells"].values():
        place = cell["location"]
        if cell["state"] == "number":
            assert isinstance(cell["value"], int | float)
            assert lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1] == cell["raw"]
        else:
            assert cell["value"] is None
    assert [each["id"] for each in result["sections"]] == [each.id for each in form.sections]
    assert result["period"]["start"] == f"{result['year']}-01-01"
    assert result["period"]["end"] == f"{result['year']}-12-31"


def test_parse_of_what_is_no_report() -> None:
    result = json.loads(run("parse", "-", stdin="购物清单".encode()).stdout)
    assert (result["status"], result["cells"], result["title"]) == ("declined", {}, None)


def test_parse_lists_cells() -> None:
    lines = run("parse", "sound.txt", "--cells").stdout.splitlines()
    assert lines == run("parse", "sound.txt", "--output-format=cells").stdout.splitlines()
    assert all(" = " in each for each in lines)
    values = json.loads(run("parse", "sound.txt").stdout)["cells"]
    assert f"requests/new_received/total = {values['requests/new_received/total']['value']}" in lines


@pytest.mark.parametrize("command", [["parse"], ["explain", "TBL4-SUM-RECON"]], ids=" ".join)
def test_what_a_command_cannot_read(command: list[str]) -> None:
    Path("a.pdf").write_bytes(b"%PDF-1.7")
    result = run(*command, "a.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("disclint: 无法读取“a.pdf”：这个 PDF 已损坏或不完整\n  处理: ")


def test_explain_tells_all_about_a_rule() -> None:
    text = run("explain", "tbl4-sum-recon").stdout
    rule = data.pack().rule("TBL4-SUM-RECON")
    assert rule
    for words in (
        rule.id,
        rule.title["zh"],
        rule.why["zh"].strip(),
        rule.fix["zh"].strip(),
        "年度报告格式",
        "kind: sum",
    ):
        assert words in text
    assert all(each.name in text for each in rule.examples if each.expect == "fail")
    english = run("explain", "TBL4-SUM-RECON", "--lang=en").stdout
    assert rule.title["en"] in english


@pytest.mark.parametrize("id", ["IO-UNREADABLE", "io-crashed"])
def test_findings_that_no_rule_makes_are_explained(id: str) -> None:
    chinese, english = run("explain", id).stdout, run("explain", id, "--lang=en").stdout
    assert chinese.startswith(id.upper())
    assert "怎么改\n" in chinese
    assert english.isascii()
    assert "what to do\n" in english


def test_a_folder_is_no_file() -> None:
    for command in (["parse"], ["explain", "TBL4-SUM-RECON"]):
        result = run(*command, ".")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("disclint: “.”是文件夹，不是文件\n  处理: ")


def test_explain_tells_why_on_a_report() -> None:
    failed = run("explain", "TBL4-SUM-RECON", "faulty.txt").stdout
    assert "faulty.txt: 不通过" in failed
    assert "看到的\n" in failed
    assert "错误[TBL4-SUM-RECON]" in failed
    passed = run("explain", "TBL4-SUM-RECON", "sound.txt").stdout
    assert "sound.txt: 通过，检查了 1 处" in passed
    old = run("explain", "TBL4-SUM-RECON", "-", stdin="购物清单".encode()).stdout
    assert "不适用" in old
    assert "没有看到年度报告的标题" in old


@pytest.mark.parametrize("id", [each.id for each in data.pack().rules])
def test_every_rule_can_be_explained(id: str) -> None:
    for lang in ("zh", "en"):
        assert run("explain", id, "faulty.txt", f"--lang={lang}").exit_code == 0


def test_rules_are_listed() -> None:
    lines = run("rules").stdout.splitlines()
    assert len(lines) == len(data.pack().rules) + 2
    assert json.loads(run("rules", "--output-format=json").stdout)["version"] == 1
    assert run("rules", "--markdown").stdout == run("rules", "--output-format=markdown").stdout


def test_who_sees_no_output_is_told_where_it_went() -> None:
    both = ("--output-format", "csv:a.csv", "--output-format", "json:b.json")
    for lang, words in (("zh", "有问题，详见 a.csv、b.json\n"), ("en", "findings: see a.csv, b.json\n")):
        told = run("check", "faulty.txt", ONLY, *both, "--lang", lang)
        assert (told.exit_code, told.stdout, told.stderr) == (1, "", words)
    seen = run("check", "faulty.txt", ONLY, "--output-format", "csv:a.csv", "--output-format", "concise")
    assert (seen.exit_code, seen.stderr) == (1, "")
    sound = run("check", "sound.txt", ONLY, "-o", "c.txt")
    assert (sound.exit_code, sound.stdout, sound.stderr) == (0, "", "")


# The process.


def test_as_a_module() -> None:
    result = process("check", "faulty.txt", ONLY)
    assert (result.returncode, result.stderr) == (1, b"")
    assert result.stdout.decode().startswith("错误[TBL4-SUM-RECON]")


def test_machine_formats_print_nothing_else() -> None:
    result = process("check", ".", ONLY, "--output-format=json")
    json.loads(result.stdout)
    assert result.stderr == b""


def test_a_console_of_another_encoding() -> None:
    text = process("check", "faulty.txt", ONLY, PYTHONIOENCODING="gbk").stdout.decode("gbk")
    assert text.startswith("错误[TBL4-SUM-RECON]")
    plain = process("check", "faulty.txt", ONLY, "--output-format=json", PYTHONIOENCODING="gbk").stdout
    assert plain.isascii()
    json.loads(plain)
    poor = process("check", "faulty.txt", ONLY, PYTHONIOENCODING="ascii")
    assert poor.stdout.decode().startswith("错误[TBL4-SUM-RECON]")


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_name_that_is_no_text() -> None:
    Path(os.fsdecode(b"\xb1\xa8.txt")).write_bytes(FAULTY.data)
    result = process("check", ".", ONLY, "--output-format=json")
    assert len(json.loads(result.stdout)["files"]) == 3
    assert process("check", ".", ONLY).returncode == 1


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe that can be closed")
def test_who_stops_reading_is_not_a_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "disclint", "rules", "--markdown"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


@pytest.mark.skipif(os.name != "posix", reason="needs the redirections of a shell")
@pytest.mark.parametrize(
    ("call", "code", "zh"),
    [
        ("check - <&-", 2, "disclint: 标准输入是关闭的\n  处理: "),
        (f"check faulty.txt {ONLY} >&-", 1, ""),
        (f"check faulty.txt {ONLY} >&- 2>&-", 1, ""),
        *(
            pytest.param(
                f"{each} > /dev/full", 2, "disclint: 无法写到标准输出：磁盘已满\n  处理: ",
                marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full"),
            )
            for each in ("rules", "--version", "--help", "check -h", "schema output", "pack", "pack new mine")
        ),
    ],
)  # fmt: skip
def test_streams_that_are_closed_or_full(call: str, code: int, zh: str) -> None:
    done = subprocess.run(  # noqa: S602 - the shell is what is tested
        f"{sys.executable} -m disclint {call}",
        shell=True, capture_output=True, check=False, timeout=60, env=ENVIRONMENT,
    )  # fmt: skip
    assert done.returncode == code
    assert done.stderr.decode().startswith(zh)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("call", [["--help"], ["check", "-h"], ["pack"], ["init"]])
def test_a_console_with_few_letters_is_told_what_it_can_show(call: list[str]) -> None:
    done = process(*call, PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.strip()


def test_a_bar_is_shown_for_long_runs_on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    for number in range(3):
        Path(f"{number}.txt").write_bytes(SOUND.data)
    monkeypatch.setattr(check, "_LONG_RUN", 3)
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with pytest.raises(SystemExit) as caught:
        main(["check", ".", ONLY, "-o", "out.txt"])
    assert caught.value.code == 1
    assert "检查中" in screen.getvalue()


def test_starting_is_quick() -> None:
    script = (
        "import sys, disclint.cli; from disclint.cli import main\n"
        "heavy = {'pyparsing', 'yaml', 'rich', 'jsonschema', 'disclint.session', 'disclint.grammar'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        env=ENVIRONMENT,
    )
    assert found.stdout.strip() == "[]"


def test_a_run_needs_no_schema_and_no_bar() -> None:
    script = (
        "import sys\nfrom disclint.cli import main\n"
        "try:\n    main(['check', 'sound.txt', '-o', 'out.txt'])\n"
        "except SystemExit:\n    print(sorted({'rich', 'jsonschema'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        env=ENVIRONMENT,
    )
    assert found.stdout.strip() == "[]"
