"""
Suppression by comment and by configuration: exactly what was meant, always with a reason, never in silence.
"""

import json
from pathlib import Path

import jsonschema
import pytest
from bench.reports import FAULTS, faulty
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import disclint
from disclint.cli import main
from disclint.diagnostics import Diagnostic
from disclint.resources import schema_path
from disclint.session import remarks
from disclint.session.remarks import Malformed
from disclint.session.suppression import Suppression
from disclint.source import Remark, Source, Span

SCHEMA = json.loads(schema_path("output").read_text(encoding="utf-8"))
FAULTY = faulty(1, "TBL4-SUM-RECON/total", style="pipe", edition="2021")
RULE = "TBL4-SUM-RECON"
# A fault that breaks two equations.
FOLDED = "TBL3-BALANCE/carried_forward/applicant"
ONLY = f"--select={RULE},SUP,TBL3"
TEXT = FAULTY.data.decode()
# The row that is wrong begins the line of its finding.
LINE = disclint.check_bytes(FAULTY.data, "x.txt", select=RULE)
AT = LINE.locate(LINE.diagnostics[0].span).line or 0


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    (tmp_path / "甲.txt").write_bytes(FAULTY.data)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def found(*arguments: str) -> dict[str, list[dict[str, object]]]:
    """
    The findings by file, as JSON that keeps to its schema.
    """
    data = json.loads(run(*arguments, ONLY, "--output-format=json").stdout)
    jsonschema.validate(data, SCHEMA)
    return {each["path"]: each["diagnostics"] for each in data["files"]}


def with_line(comment: str, line: int = AT, text: str = TEXT) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[: line - 1], f"{comment}\n", *lines[line - 1 :]])


def checked(text: str, name: str = "x.txt", **given: object) -> disclint.Result:
    return disclint.check_text(text, name, **given)  # type: ignore[arg-type]


def keys(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return sorted((each.rule, each.fingerprint) for each in diagnostics if not each.rule.startswith("SUP-"))


# The words of a comment.


@pytest.mark.parametrize(
    ("comment", "rules", "reason", "until"),
    [
        ("<!-- disclint: ignore TBL3-SUM-ROW 理由:核对过 -->", "TBL3-SUM-ROW", "核对过", None),
        ("<!--disclint:ignore TBL3-SUM-ROW：核对过-->", "TBL3-SUM-ROW", "核对过", None),
        ("# disclint: ignore TBL3-SUM-ROW: looked at", "TBL3-SUM-ROW", "looked at", None),
        ("＃ disclint：ignore tbl3, NAR-*、FEE 理由 核对过：无误", "TBL3 NAR-* FEE", "核对过：无误", None),
        ("<!-- DISCLINT: ignore A-B reason: it\n  is so -->", "A-B", "it is so", None),
        ("# disclint: ignore A-B until=2026-12-31 reason: x", "A-B", "x", "2026-12-31"),
        ("# disclint: ignore A-B 至2026-12-31：理由：甲", "A-B", "甲", "2026-12-31"),
        ("# disclint: ignore REASON-X: y", "REASON-X", "y", None),
        ("<!-- disclint: ignore A-B：与原件一致 至2026-12-31 -->", "A-B", "与原件一致", "2026-12-31"),
        ("# disclint: ignore A-B：数据 截至2026-12-31", "A-B", "数据 截至2026-12-31", None),
        ("# disclint: ignore A-B：至2026-12-31", "A-B", "至2026-12-31", None),
    ],
)
def test_what_a_comment_says(comment: str, rules: str, reason: str, until: str | None) -> None:
    source = Source("一\n二\n", remarks=())
    said = remarks.understood(Remark(2, 2, len(comment), comment), source, "x.txt")
    assert isinstance(said, Suppression), said
    assert (said.rules, said.reason, said.until) == (tuple(rules.split()), reason, until)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ignore TBL3-SUM-ROW", "没有写理由"),
        ("ignore TBL3-SUM-ROW 理由：", "没有写理由"),
        ("ignore TBL3-SUM-ROW because it is so", "没有写理由"),
        ("ignore 核对过 FEE", "“核对过”不是规则编号"),
        ("ignore：核对过", "没有写明规则编号"),
        ("ignroe FEE：x", "“ignroe”不是可用的指令"),
        ("", "不是可用的指令"),
        ("ignore FEE until=2026-13-01：x", "不是日期"),
        ("ignore FEE until=soon：x", "不是日期"),
    ],
)
@pytest.mark.parametrize("form", ["<!-- disclint: {} -->", "# disclint: {}"])
def test_a_malformed_comment_suppresses_nothing_and_is_told(words: str, said: str, form: str) -> None:
    Path("乙.txt").write_text(with_line(form.format(words)), encoding="utf-8")
    findings = found("乙.txt")["乙.txt"]
    (told,) = [each for each in findings if each["rule"] == "SUP-MALFORMED"]
    assert said in str(told["message"])
    assert told["location"]["line"] == AT  # type: ignore[index]
    assert any(each["rule"] == RULE and "suppressed" not in each for each in findings)
    remark = Remark(0, 0, 9, form.format(words))
    assert isinstance(remarks.understood(remark, Source("一"), "x"), Malformed)


@pytest.mark.parametrize("form", ["<!-- disclint {} -->", "# disclint {}"])
def test_a_comment_without_its_colon_is_malformed(form: str) -> None:
    result = checked(with_line(form.format(f"ignore {RULE} 理由：x")))
    (told,) = [each for each in result.diagnostics if each.rule.startswith("SUP")]
    assert (told.rule, "没有冒号" in str(told.message["zh"])) == ("SUP-MALFORMED", True)
    assert RULE in {each.rule for each in result.diagnostics}


def test_a_comment_that_is_not_closed_is_malformed() -> None:
    result = checked(with_line(f"<!-- disclint: ignore {RULE} 理由：x"))
    assert [each.rule for each in result.diagnostics if each.rule.startswith("SUP")] == ["SUP-MALFORMED"]
    assert keys(result.diagnostics) == keys(checked(TEXT).diagnostics)


# Where it counts.


def test_a_comment_above_a_line_covers_that_line_and_no_other() -> None:
    comment = f"# disclint: ignore {RULE}：核对过"
    for line in range(AT - 3, AT + 3):
        result = checked(with_line(comment, line))
        suppressed = [each.rule for each in result.suppressed]
        # Lines without words are passed over.
        passed = line < AT and not "".join(TEXT.splitlines()[line - 1 : AT - 1]).strip(" |")
        assert suppressed == ([RULE] if line == AT or passed else []), line
        assert ("SUP-UNUSED" in [each.rule for each in result.diagnostics]) != bool(suppressed)


def test_a_comment_in_a_line_covers_that_line() -> None:
    lines = TEXT.splitlines()
    lines[AT - 1] += f" <!-- disclint: ignore {RULE} 理由：核对过 -->"
    result = checked("\n".join(lines))
    (one,) = result.suppressed
    assert (one.rule, one.suppressed and one.suppressed.reason) == (RULE, "核对过")
    assert one.suppressed is not None
    assert (one.suppressed.kind, one.suppressed.where) == ("comment", f"x.txt:{AT}")


def test_a_comment_for_the_file_covers_all_of_it() -> None:
    result = checked(with_line(f"# disclint: ignore-file {RULE}, TBL3：核对过", len(TEXT.splitlines())))
    assert [each.rule for each in result.suppressed] == [RULE]
    assert result.fails == any(each.severity == "error" for each in result.diagnostics)


ROW = "<table><tr><td>名称</td><td>甲</td></tr>{}<tr>{}<td>{}乙</td><td>三{}</td></tr></table>"


@pytest.mark.parametrize("at", range(4))
def test_in_a_page_a_line_is_a_row_or_a_paragraph(at: int) -> None:
    comment = "<!-- disclint: ignore A-B 理由：x -->"
    page = ROW.format(*(comment if each == at else "" for each in range(4)))
    source = disclint.readers.read_text(f"<html><body>{page}<p>丁</p></body></html>", "x.html")
    (remark,) = source.remarks
    said = remarks.understood(remark, source, "x.html")
    assert isinstance(said, Suppression)
    assert said.span is not None
    assert source.slice(said.span).strip() == "乙 | 三"


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("<p>甲</p>{}<p>乙</p>", "乙"),
        ("<p>甲{}</p><p>乙</p>", "甲"),
        ("<p>{}甲</p><p>乙</p>", "甲"),
        ("<p>甲<b>{}</b></p><p>乙</p>", "甲"),
        ("<p>甲</p>\n  {}\n  <p>乙</p>", "乙"),
        ("<p>甲</p><p>乙</p>{}", ""),
    ],
)
def test_a_comment_between_paragraphs_is_about_the_next(page: str, line: str) -> None:
    comment = "<!-- disclint: ignore A-B 理由：x -->"
    source = disclint.readers.read_text(f"<html><body>{page.format(comment)}</body></html>", "x.html")
    said = remarks.understood(source.remarks[0], source, "x.html")
    assert isinstance(said, Suppression)
    assert said.span is not None
    assert source.slice(said.span) == line


FAULTY_STYLES = ("pipe", "markdown", "html", "lines", "text_crlf", "spaced")


@settings(max_examples=12)
@given(st.data())
def test_suppressing_one_finding_removes_exactly_it(data: st.DataObject) -> None:
    fault = data.draw(st.sampled_from(sorted(FAULTS)))
    style = data.draw(st.sampled_from([each for each in FAULTY_STYLES if each not in FAULTS[fault].avoid]))
    report = faulty(2, fault, style=style)
    before = disclint.check_bytes(report.data, f"x{report.suffix}")
    if not before.diagnostics:
        return
    chosen = data.draw(st.sampled_from(before.diagnostics))
    alike = [
        each for each in before.diagnostics if (each.rule, each.address) == (chosen.rule, chosen.address)
    ]
    entry = {"rule": chosen.rule, "address": chosen.address.replace("*", "[*]"), "reason": "核对过"}
    after = disclint.check_bytes(report.data, f"x{report.suffix}", config={"suppress": [entry]})
    assert keys(after.suppressed) == keys(tuple(alike))
    assert keys((*after.diagnostics, *after.suppressed)) == keys(before.diagnostics)
    # The same by a comment above its line.
    file = before.source.file or before.source.text if before.source else ""
    line = before.locate(chosen.span).line or 1
    comment = f"<!-- disclint: ignore {chosen.rule} 理由：核对过 -->"
    commented = checked(with_line(comment, line, file), f"x{report.suffix}")
    assert keys((*commented.diagnostics, *commented.suppressed)) == keys(before.diagnostics)
    assert {each.rule for each in commented.suppressed} <= {chosen.rule}
    if style != "html":
        assert chosen.fingerprint in {each.fingerprint for each in commented.suppressed}


# What is wrong with a suppression.


def test_a_suppression_that_nothing_needs_is_told_where_it_stands() -> None:
    Path("甲.txt").write_text(with_line("  # disclint: ignore TBL3-SUM-ROW, TBL9：核对过"), encoding="utf-8")
    told = [each for each in found("甲.txt")["甲.txt"] if str(each["rule"]).startswith("SUP")]
    assert [(each["rule"], each["severity"]) for each in told] == [
        ("SUP-UNKNOWN", "warning"),
        ("SUP-UNUSED", "info"),
    ]
    assert {(each["location"]["line"], each["location"]["column"]) for each in told} == {(AT, 3)}  # type: ignore[index]
    shown = run("甲.txt", ONLY).stdout
    assert f"┌─ 甲.txt:{AT}:3" in shown
    assert "# disclint: ignore TBL3-SUM-ROW, TBL9：核对过" in shown
    assert "是不是想写" not in shown or "TBL" in shown


def test_what_was_not_asked_is_not_unused() -> None:
    text = with_line("# disclint: ignore FEE-MISSING：核对过")
    assert "SUP-UNUSED" in {each.rule for each in checked(text).diagnostics}
    assert "SUP-UNUSED" not in {each.rule for each in checked(text, ignore="FEE").diagnostics}
    assert "SUP-UNUSED" not in {each.rule for each in checked(text, ignore="SUP").diagnostics}


def test_what_was_folded_is_not_unused() -> None:
    report = faulty(1, FOLDED, style="pipe")
    result = disclint.check_bytes(report.data)
    finding = next(each for each in result.diagnostics if each.folded)
    id = finding.folded[0]
    line = result.locate(finding.span).line or 1
    commented = checked(with_line(f"# disclint: ignore {id}：核对过", line, report.data.decode()))
    assert keys(commented.diagnostics) == keys(result.diagnostics)
    assert "SUP-UNUSED" not in {each.rule for each in commented.diagnostics}


def test_one_that_has_run_out_suppresses_nothing_and_is_told() -> None:
    result = checked(with_line(f"# disclint: ignore {RULE} 至2020-01-01：核对过"))
    assert result.suppressed == ()
    assert "SUP-EXPIRED" in {each.rule for each in result.diagnostics}
    later = checked(with_line(f"# disclint: ignore {RULE} 至2999-01-01：核对过"))
    assert [each.rule for each in later.suppressed] == [RULE]


# By configuration.


def configured(*entries: str) -> None:
    words = "\n".join(f'[[suppress]]\nreason = "核对过"\n{each}\n' for each in entries)
    Path("disclint.toml").write_text(words, encoding="utf-8")


REPORT = disclint.parse_bytes(FAULTY.data)


@pytest.mark.parametrize(
    ("entry", "suppresses"),
    [
        (f'rule = "{RULE}"', True),
        ('rule = ["FEE", "tbl4-*"]', True),
        ('rule = "TBL3"', False),
        (f'rule = "{RULE}"\npath = "甲.*"', True),
        (f'rule = "{RULE}"\npath = "乙.*"', False),
        (f'rule = "{RULE}"\nyear = {REPORT.year}', True),
        (f'rule = "{RULE}"\nyear = "2000-{REPORT.year}"', True),
        (f'rule = "{RULE}"\nyear = 2001', False),
        (f'rule = "{RULE}"\nagency = "{(REPORT.agency or "")[:2]}*"', True),
        (f'rule = "{RULE}"\nagency = "别处*"', False),
        (f'rule = "{RULE}"\naddress = "disputes/*"', True),
        (f'rule = "{RULE}"\naddress = ["requests/*"]', False),
        (f'rule = "{RULE}"\nuntil = 2999-12-31', True),
        (f'rule = "{RULE}"\nuntil = 2001-12-31', False),
    ],
)
def test_an_entry_suppresses_what_it_names(entry: str, *, suppresses: bool) -> None:
    configured(entry)
    (finding,) = [each for each in found("甲.txt")["甲.txt"] if each["rule"] == RULE]
    expected = {"kind": "configuration", "reason": "核对过", "where": "disclint.toml:1"}
    assert finding.get("suppressed") == (expected if suppresses else None)
    assert run("甲.txt", f"--select={RULE}").exit_code == (0 if suppresses else 1)


def test_text_counts_what_it_hides_and_lines_hide_it() -> None:
    configured(f'rule = "{RULE}"')
    shown = run("甲.txt", ONLY).stdout
    assert RULE not in shown
    assert "没有发现问题" in shown
    assert "另有 1 个问题已忽略，不计在内：配置文件 1 条。" in shown
    assert run("甲.txt", ONLY, "--output-format=concise").stdout == ""


def test_entries_that_nothing_needs_are_told_once_all_they_are_for_was_looked_at() -> None:
    Path("乙.txt").write_bytes(FAULTY.data)
    configured(
        'rule = "TBL3-SUM-ROW"',
        'rule = "TBL3-SUM-ROW"\npath = "甲.txt"',
        'rule = "TBL9-X"',
        f'rule = "{RULE}"',
    )
    whole, part = found("."), found("甲.txt")
    assert [(each["rule"], each["location"]["line"]) for each in whole["disclint.toml"]] == [  # type: ignore[index]
        ("SUP-UNUSED", 1), ("SUP-UNUSED", 5), ("SUP-UNKNOWN", 10),
    ]  # fmt: skip
    # Whether the first is needed in the other file, nobody knows.
    assert [each["location"]["line"] for each in part["disclint.toml"]] == [5, 10]  # type: ignore[index]
    assert "共检查 2 个文件" in run(".", ONLY).stdout
    assert run(".", ONLY, "--fail-on=warning").exit_code == 1
    assert run(".", ONLY, "--ignore=SUP", "--fail-on=warning").exit_code == 0


def test_an_entry_for_files_that_are_not_there_is_told_so() -> None:
    configured(f'rule = "{RULE}"\npath = "无/*.txt"')
    (told,) = found(".")["disclint.toml"]
    assert told["message"] == "没有符合“无/*.txt”的文件：这一条没有用到"
    Path("乙.txt").write_bytes(FAULTY.data)
    assert "disclint.toml" not in found("甲.txt")


def test_an_entry_that_has_run_out_is_told_at_its_line() -> None:
    configured(f'rule = "{RULE}"\nuntil = 2001-12-31')
    assert [each["rule"] for each in found(".")["disclint.toml"]] == ["SUP-EXPIRED"]


def test_a_file_that_cannot_be_read_can_be_suppressed() -> None:
    Path("图.pdf").write_bytes(b"%PDF-1.4\n")
    configured('rule = "IO-UNREADABLE"\npath = "图.pdf"')
    assert run("图.pdf").exit_code == 0


def test_findings_keep_their_places_when_comments_are_there() -> None:
    comment = "# disclint: ignore-file FEE-MISSING：核对过"
    text = with_line(comment, 1)
    before, after = checked(TEXT), checked(text)
    moved = [each for each in after.diagnostics if not each.rule.startswith("SUP")]
    assert [after.locate(each.span).line for each in moved] == [
        (before.locate(each.span).line or 0) + 1 for each in before.diagnostics
    ]
    assert after.source is not None
    noticed = [each for each in after.diagnostics if each.rule == "SUP-UNUSED"]
    assert [after.source.slice(each.span) for each in noticed] == [comment]
    assert after.locate(Span(0, 0)).line == 2
