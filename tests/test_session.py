"""
From files to results: what is found, what is read, what is not, and what never stops a run.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from bench.reports import faulty, sound

from disclint import cache
from disclint.errors import UsageError
from disclint.readers import Unreadable
from disclint.session import check, data, explaining, files, paths, reading
from disclint.session.configured import Configuration
from disclint.session.options import Options, ensure_known
from disclint.session.run import Run
from tests.forms import EDITIONS
from tests.pack import PACK

KNOWN = ("TBL3-SUM-ROW", "TBL3-SUM-ROWS", "TBL3-BALANCE", "TBL4-SUM-RECON", "NAR-X")


def names(found: tuple[Path, ...], root: Path) -> list[str]:
    return [each.relative_to(root).as_posix() for each in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.HTML",
        "c.docx",
        "x.py",
        ".hidden.txt",
        "~$c.docx",
        "深/d e.md",
        "深/.git/y.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def test_a_folder_is_searched_to_the_bottom(folder: Path) -> None:
    assert names(files.find([str(folder)]), folder) == [
        "a.HTML",
        "b.txt",
        "c.docx",
        "深/d e.md",
    ]


def test_many_files_come_in_the_same_order_as_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        (tmp_path / f"{chr(0x4E00 + number * 37 % 300)}{number % 7}\U00020000.txt").write_text("x", "utf-8")
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "a.txt").write_text("x", "utf-8")
    few = files.find([str(tmp_path)])
    assert list(few) == sorted(few)
    monkeypatch.setattr(paths, "_SOME", 10)
    assert files.find([str(tmp_path)]) == few
    kept = paths.Paths(map(str, few))
    assert (len(kept), list(kept)) == (301, list(map(str, few)))
    assert list(kept) == list(kept)
    assert str(few[7]) in kept
    assert "x" not in kept


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_name_that_is_no_text_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = os.fsdecode(bytes(str(tmp_path), "utf-8") + b"/\xff\xfe.txt")
    try:
        Path(name).write_text("x", "utf-8")
    except OSError:
        pytest.skip("this file system knows no such names")
    monkeypatch.setattr(paths, "_SOME", 1)
    assert [str(each) for each in files.find([str(tmp_path)])] == [name]


def test_a_file_that_is_named_is_taken_whatever_its_name(folder: Path) -> None:
    given = [str(folder / "x.py"), str(folder / ".hidden.txt"), str(folder / "x.py")]
    assert names(files.find(given), folder) == ["x.py", ".hidden.txt"]


def test_patterns_are_resolved_where_the_shell_did_not(folder: Path) -> None:
    assert names(files.find([f"{folder}/*.txt"]), folder) == ["b.txt"]
    assert names(files.find([f"{folder}/**/*.md"]), folder) == ["深/d e.md"]
    assert names(files.find([f"{folder}/深*"]), folder) == ["深/d e.md"]


def test_a_circle_of_links_ends(folder: Path) -> None:
    (folder / "深" / "loop").symlink_to(folder, target_is_directory=True)
    assert len(files.find([str(folder)])) == 4
    assert names(files.find([f"{folder}/**/*.md"]), folder) == ["深/d e.md"]
    assert len(files.find([f"{folder}/**"])) == 5


@pytest.mark.parametrize(
    ("argument", "zh", "en"),
    [
        ("没有.txt", "找不到“没有.txt”", "there is no file or folder '没有.txt'"),
        ("*.nothing", "没有文件符合“*.nothing”", "no file matches '*.nothing'"),
    ],
)
def test_what_is_not_there_is_misuse(
    argument: str, zh: str, en: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        files.find([argument])
    assert caught.value.worded("zh").startswith(zh)
    assert caught.value.worded("en").startswith(en)
    assert "处理: " in caught.value.worded("zh")


def test_a_folder_without_reports_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "notes.py").touch()
    with pytest.raises(UsageError, match="holds no file to check"):
        files.find([str(tmp_path)])


@pytest.mark.parametrize(
    ("select", "ignore", "runs"),
    [
        ((), (), KNOWN),
        (("TBL3",), (), KNOWN[:3]),
        (("TBL",), (), KNOWN[:4]),
        (("TBL3-SUM-ROW",), (), KNOWN[:1]),
        (("tbl3-sum",), (), KNOWN[:2]),
        (("*-SUM-*",), (), (*KNOWN[:2], KNOWN[3])),
        (("TBL3,NAR",), ("TBL3-BALANCE",), (*KNOWN[:2], KNOWN[4])),
        ((), ("TBL3", "TBL4"), KNOWN[4:]),
    ],
)
def test_rules_are_chosen_by_id_beginning_or_pattern(
    select: tuple[str, ...], ignore: tuple[str, ...], runs: tuple[str, ...]
) -> None:
    options = Options(select, ignore)
    assert tuple(each for each in KNOWN if options.runs(each, "default")) == runs


def test_a_rule_outside_the_profile_runs_when_it_is_named() -> None:
    assert not Options().runs("NAR-X", "all")
    assert not Options(select=["NAR"]).runs("NAR-X", "all")
    assert Options(select=["NAR-X"]).runs("NAR-X", "all")
    assert Options(profile="all").runs("NAR-X", "all")


@pytest.mark.parametrize(
    ("options", "zh"),
    [
        (
            Options(["TBL3-SUM-RWO"]),
            "没有名为“TBL3-SUM-RWO”的规则\n  处理: 是不是想写 TBL3-SUM-ROW",
        ),
        (Options(["ZZZ-*"]), "没有规则符合“ZZZ-*”\n  处理: 用 disclint rules 查看全部规则"),
        (
            Options(profile="al"),
            "profile 不能是“al”\n  处理: 是不是想写 all？可以用: default、strict、all",
        ),
        (Options(lang="de"), "lang 不能是“de”\n  处理: 可以用: zh、en"),
    ],
)
def test_options_that_stand_for_nothing_are_misuse(options: Options, zh: str) -> None:
    with pytest.raises(UsageError) as caught:
        ensure_known(options, KNOWN)
    assert caught.value.worded("zh").startswith(zh)


def test_findings_that_need_no_rule_can_be_ignored() -> None:
    ensure_known(Options(ignore=["IO-UNREADABLE", "IO"]), KNOWN)
    result = check.check_bytes(b"%PDF-1.7", "a.pdf", Options(ignore=["IO-UNREADABLE"]))
    assert (result.status, result.diagnostics) == ("unreadable", ())


@pytest.mark.parametrize(
    ("content", "zh"),
    [
        (b"", "无法读取：文件是空的"),
        (b"\xef\xbb\xbf \r\n", "无法读取：文件是空的"),
        (b"%PDF-1.7\n", "无法读取：这个 PDF 已损坏或不完整"),
        (b"PK\x03\x04....word/document.xml", "无法读取：这似乎是 Word 文档(.docx)，但文件已损坏或不完整"),
        (b"\x00\x01\x02\x03", "无法读取：文件内容不是文本"),
        (bytes(range(128, 256)) * 9, "无法读取：文件内容不是文本"),
    ],
    ids=["empty", "blank", "pdf", "docx", "binary", "garbage"],
)
def test_what_holds_no_text_is_a_finding(content: bytes, zh: str) -> None:
    result = check.check_bytes(content, "a", Options())
    (found,) = result.diagnostics
    assert (result.status, found.rule, found.severity) == (
        "unreadable",
        "IO-UNREADABLE",
        "error",
    )
    assert found.message["zh"] == zh
    assert found.suggestion is not None
    assert found.suggestion.text["zh"].endswith("。")


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.symlink_to(tmp_path / "broken.txt")
    (result,) = Run(Configuration(discovers=False)).all(files.find([str(broken)]))
    assert result.diagnostics[0].rule == "IO-UNREADABLE"
    assert result.diagnostics[0].message["zh"].startswith("无法读取：文件打不开(")


def test_what_has_gone_since_it_was_listed_is_a_finding(tmp_path: Path) -> None:
    nowhere = tmp_path / "link.txt"
    nowhere.symlink_to(tmp_path / "gone")
    (result,) = Run(Configuration(discovers=False)).all(files.find([str(tmp_path)]))
    assert result.diagnostics[0].rule == "IO-UNREADABLE"
    assert result.diagnostics[0].message["zh"].startswith("无法读取：找不到")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_lies_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "report.txt").write_text("一、总体情况\n", "utf-8")
    assert files.find([str(tmp_path)]) == (tmp_path / "report.txt",)
    assert files.find([f"{tmp_path}/*.txt"]) == (tmp_path / "report.txt",)
    assert files.find([str(tmp_path / "pipe.txt")]) == (tmp_path / "pipe.txt",)


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        check.check_path(tmp_path, Options())


def test_what_is_too_large_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(Unreadable):
        reading.content(tmp_path / "a.txt")


def test_a_fault_of_ours_stops_one_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(sound(3, style="pipe").data)

    def fails(content: bytes, name: str, original: object = reading.source) -> object:
        if name.endswith("a.txt"):
            raise ZeroDivisionError(name)
        return original(content, name)  # type: ignore[operator]

    monkeypatch.setattr(reading, "source", fails)
    told: list[tuple[str, str]] = []
    first, second = Run(Configuration(discovers=False), lambda *given: told.append(given)).all(
        files.find([str(tmp_path)])
    )
    assert (first.status, first.diagnostics[0].rule) == ("unreadable", "IO-CRASHED")
    assert "ZeroDivisionError" in first.diagnostics[0].message["zh"]
    assert "请把" in first.diagnostics[0].suggestion.text["zh"]  # type: ignore[union-attr]
    assert second.status == "ok"
    assert len(told) == 1
    assert "Traceback" in told[0][1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("甲县2016年政府信息公开工作年度报告\n一、概述\n本县……", "before-2019"),
        ("购物清单\n1. 牛奶", "not-a-report"),
    ],
)
def test_what_the_forms_are_not_for_is_declined(text: str, reason: str) -> None:
    result = check.check_text(text, "a.txt", Options())
    assert (result.status, result.reason) == ("declined", reason)
    assert not [each for each in result.diagnostics if each.severity == "error"]


def test_every_rule_ends_in_one_verdict() -> None:
    for text in ("购物清单", sound(5, style="pipe").data.decode()):
        result = check.check_text(text, "a.txt", Options(profile="all"))
        assert sorted(each.rule for each in result.verdicts) == sorted(each.id for each in data.pack().rules)


def test_what_ships_is_loaded_once() -> None:
    assert data.program() is data.program()
    assert data.vocabulary().concepts.keys() == data.pack().vocabulary.concepts.keys()
    assert list(data.editions()) == list(EDITIONS)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (("kind: sum", "kind: smu"), r"TBL3-SUM-ROW.yaml:\d+: 'smu' is not allowed here"),
        (("\nfix:", "\nfxi:"), r"TBL3-SUM-ROW.yaml:\d+: the key 'fix' is missing"),
        (
            ("total: requests/", "total: reqests/"),
            r"TBL3-SUM-ROW.yaml:\d+: .*no table 'reqests'",
        ),
    ],
    ids=["kind", "key", "address"],
)
def test_a_rule_edited_into_nonsense_is_told_with_its_line(
    broken: tuple[str, str], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(data.rules_directory(), tmp_path / "rules")
    rule = tmp_path / "rules/annual-report/tbl3/TBL3-SUM-ROW.yaml"
    text = rule.read_text(encoding="utf-8")
    assert broken[0] in text
    rule.write_text(text.replace(*broken), encoding="utf-8")
    monkeypatch.setattr(data, "rules_directory", lambda: tmp_path / "rules")
    monkeypatch.setattr(data, "pack", data.pack.__wrapped__)
    monkeypatch.setattr(data, "program", data.program.__wrapped__)
    with pytest.raises(UsageError) as caught:
        check.check_text(sound(3, style="pipe").data.decode(), "a.txt", Options())
    assert re.search(problem, str(caught.value))


@pytest.mark.parametrize(
    ("file", "broken"),
    [("concepts/new_received.yaml", ("['{", "['{{")), ("scopes.yaml", ("phrases: [", "phrases: ['{甲', "))],
)
def test_a_phrase_broken_by_hand_is_told_when_the_pack_is_loaded(
    file: str, broken: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(data.rules_directory(), tmp_path / "rules")
    concept = tmp_path / "rules/annual-report" / file
    text = concept.read_text(encoding="utf-8")
    assert broken[0] in text
    monkeypatch.setattr(data, "rules_directory", lambda: tmp_path / "rules")
    with cache.used({"DISCLINT_CACHE": str(tmp_path)}, "1"):
        data.pack.__wrapped__()
        concept.write_text(text.replace(*broken, 1), encoding="utf-8")
        # Nor is it kept that it was read.
        for load in (data.pack, data.vocabulary, data.pack):
            with pytest.raises(UsageError) as caught:
                load.__wrapped__()
            assert re.search(rf"{concept.name}:\d+", str(caught.value))
        concept.write_text(text, encoding="utf-8")
        data.pack.__wrapped__()


def test_a_form_edited_into_nonsense_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(data.rules_directory(), tmp_path / "rules")
    form = tmp_path / "rules/editions/2021.yaml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace("layout: rows", "layuot: rows", 1), encoding="utf-8")
    monkeypatch.setattr(data, "rules_directory", lambda: tmp_path / "rules")
    with pytest.raises(UsageError, match=r"2021.yaml:\d+: the key 'layuot' is not known here"):
        data.editions.__wrapped__()


def test_a_rule_is_explained_with_what_it_looked_at() -> None:
    parsed = reading.parse_bytes(sound(3, style="pipe").data, "a.txt")
    found = explaining.explained_on("tbl4-sum-recon", parsed, "a.txt", "zh")
    assert (found.verdict and found.verdict.status) == "pass"
    assert found.diagnostics == ()
    assert "disputes/reconsideration/total" in [each.address for each in found.evidence]
    assert all(each.words["zh"] and each.words["en"] for each in found.evidence)
    assert found.sources


def test_a_rule_over_a_whole_table_is_explained_row_by_row() -> None:
    parsed = reading.parse_bytes(sound(3, style="pipe").data, "a.txt")
    found = explaining.explained_on("TBL3-BALANCE", parsed, "a.txt", "zh")
    rows = [each.address for each in found.evidence]
    assert rows == [
        "requests/new_received", "requests/carried_over", "requests/disposed_total", "requests/carried_forward",
    ]  # fmt: skip
    assert all(each.words["zh"].count(" | ") == 6 for each in found.evidence)


def test_a_rule_that_another_speaks_for_is_explained_by_that_one() -> None:
    parsed = reading.parse_bytes(faulty(1, "TBL3-SUM-ROW", style="pipe").data, "a.txt")
    whole = check.check_parsed(parsed, "a.txt", Options())
    folded = [id for each in whole.diagnostics for id in each.folded]
    assert folded
    found = explaining.explained_on(folded[0], parsed, "a.txt", "zh")
    assert found.diagnostics
    assert found.verdict
    assert found.verdict.status == "fail"


def test_an_unknown_rule_is_misuse() -> None:
    with pytest.raises(UsageError, match="did you mean TBL4-SUM-RECON"):
        explaining.explained("TBL4-SUM-RECNO")


def test_what_is_read_late_is_what_is_read_at_once() -> None:
    late = {each.id: each for each in data.pack().rules}
    for each in PACK.rules:
        assert late[each.id] == each
        assert "examples" not in late[each.id].document.data
        assert late[each.id].examples == each.examples
        path = ("examples", "fail", 0, "name")
        assert late[each.id].document.line_of(path) == each.document.line_of(path)
