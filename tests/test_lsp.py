"""
The language server, through the protocol.
"""

import random
import signal
import sys
from pathlib import Path

import pytest
from bench.reports import FAULTS, faulty
from click.testing import CliRunner

import disclint
from disclint.cli import main
from disclint.readers import decode
from tests.lspclient import FULL, Client

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORTS = ("2021-sound.txt", "2021-faulty.html", "2019-sound.md", "2019-faulty.txt")
FAULTY = (EXAMPLES / "2019-faulty.txt").read_text(encoding="utf-8")
# How many edits are made in a row, and after how many the findings are looked at.
EDITS, STOP = 1000, 125
PIECES = ("总计", "12", "\n", "（一）", "|", "😀", "。", "", "", "", "2019年", " ", "<td>", "<!-- disclint: ")
SEVERITIES = {"error": 1, "warning": 2, "info": 3}


@pytest.fixture(scope="module")
def client():
    with Client(EXAMPLES) as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "报告.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def uri_of(folder):
    return (folder / "报告.txt").as_uri()


def whole(text):
    return {"text": text}


def codes(found):
    return [each["code"] for each in found]


def expected(text, name, lang="zh", **given):
    """
    What the library finds, as the protocol counts.
    """
    result = disclint.check_text(text, name, lang=lang, **given)
    found = []
    for each in result.diagnostics:
        at = result.locate(each.span)
        found.append(
            (each.rule, SEVERITIES[each.severity], result.say(each.message),
             at.line - 1, at.column - 1, at.end_line - 1, at.end_column - 1)
        )  # fmt: skip
    return found


def as_told(found):
    return [
        (each["code"], each["severity"], each["message"],
         *(each["range"][end][key] for end in ("start", "end") for key in ("line", "character")))
        for each in found
    ]  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_findings_are_those_of_the_library(client, name) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    uri = (EXAMPLES / name).as_uri()
    client.open(uri, text)
    assert as_told(client.published(uri, 1)) == expected(text, str(EXAMPLES / name), config=True)


@pytest.mark.parametrize("seed", range(12))
def test_generated_reports_have_the_same_findings_too(client, seed) -> None:
    fault = sorted(FAULTS)[seed * 7 % len(FAULTS)]
    written = (faulty(each, fault) for each in range(seed, seed + 50))
    report = next(each for each in written if each.suffix in (".txt", ".md", ".html"))
    text, uri = decode.decode(report.data), f"file:///generated/{seed}{report.suffix}"
    client.open(uri, text)
    found = client.published(uri, 1)
    assert as_told(found) == expected(text, uri.removeprefix("file://"))
    assert found


def test_a_finding_tells_all_that_an_editor_can_show(client) -> None:
    text = (EXAMPLES / "2021-faulty.html").read_text(encoding="utf-8")
    client.open("file:///gone/b.html", text, 7, "html")
    found = next(
        each for each in client.published("file:///gone/b.html", 7) if each["code"] == "TBL3-SUM-ROW"
    )
    assert found["source"] == "disclint"
    assert found["data"]["replacement"] == "22"
    related = found["relatedInformation"]
    lines = text.splitlines()
    place = related[0]["location"]["range"]
    words = lines[place["start"]["line"]][place["start"]["character"] : place["end"]["character"]]
    assert words in related[0]["message"]
    page = Path(found["codeDescription"]["href"].removeprefix("file://"))
    assert page.read_text(encoding="utf-8").startswith("# TBL3-SUM-ROW ")


def test_findings_come_after_every_change_with_its_version(client) -> None:
    uri = "untitled:versions"
    client.open(uri, FAULTY, 3)
    first = client.published(uri, 3)
    client.change(uri, 4)
    assert client.published(uri, 4) == first
    start = {"line": 0, "character": 0}
    client.change(uri, 5, {"range": {"start": start, "end": start}, "text": "\n"}, whole(FAULTY))
    assert client.published(uri, 5) == first
    client.change(uri, 6, whole("今天天气很好。"))
    assert client.published(uri, 6) == []


def test_what_is_no_report_has_no_findings(client) -> None:
    for at, text in enumerate(("", "买菜清单\n一、白菜\n二、萝卜\n", "\ud83d", "x" * 3_000_000)):
        client.open(f"untitled:none{at}", text)
        assert client.published(f"untitled:none{at}", 1) == []


def test_a_document_that_is_closed_has_no_findings_any_more(client) -> None:
    client.open("untitled:closing", FAULTY)
    assert client.published("untitled:closing", 1)
    client.tell("textDocument/didClose", {"textDocument": {"uri": "untitled:closing"}})
    assert client.published("untitled:closing") == []


@pytest.mark.parametrize(("encoding", "width"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_places_are_counted_as_agreed(tmp_path, encoding, width) -> None:
    capabilities = {"general": {"positionEncodings": [encoding]}}
    at = next(each[3] for each in expected(FAULTY, "untitled:places") if each[0] == "TBL3-SUM-ROW")
    line = FAULTY.splitlines()[at]
    start, behind = {"line": at, "character": 0}, {"line": at, "character": width}
    with Client(tmp_path, capabilities=capabilities) as client:
        assert client.initialized["capabilities"]["positionEncoding"] == encoding
        uri = "untitled:places"
        client.open(uri, FAULTY)
        first = client.published(uri, 1)
        # A character beyond the basic plane before a number that is wrong.
        client.change(uri, 2, {"range": {"start": start, "end": start}, "text": "𠮷"})
        found = [each for each in client.published(uri, 2) if each["range"]["start"]["line"] == at]
        client.change(uri, 3, {"range": {"start": start, "end": behind}, "text": ""})
        assert client.published(uri, 3) == first
    text = FAULTY.replace(line, "𠮷" + line)
    sizes = {
        1: len,
        2: lambda words: len(words.encode("utf-16-le")) // 2,
        4: lambda words: len(words.encode()),
    }
    assert found
    for each, wanted in zip(found, [each for each in expected(text, uri) if each[3] == at], strict=True):
        assert each["code"] == wanted[0]
        for key, column in (("start", wanted[4]), ("end", wanted[6])):
            assert each["range"][key]["character"] == sizes[width](text.splitlines()[at][:column])


def test_a_byte_order_mark_that_an_editor_keeps_moves_the_first_line(client) -> None:
    uri = "untitled:mark"
    client.open(uri, "\ufeff" + FAULTY)
    found = as_told(client.published(uri, 1))
    assert [each[:4] for each in found] == [each[:4] for each in expected(FAULTY, uri)]
    shifts = {
        each[4] - other[4] for each, other in zip(found, expected(FAULTY, uri), strict=True) if each[3] == 0
    }
    assert shifts <= {1}


def test_the_language_is_that_of_the_editor_or_of_its_setting(tmp_path) -> None:
    for locale, options, lang in (("en-GB", None, "en"), ("en", {"lang": "zh"}, "zh"), ("fr", None, "zh")):
        with Client(tmp_path, locale=locale, options=options) as client:
            client.open("untitled:1", FAULTY)
            assert as_told(client.published("untitled:1", 1)) == expected(FAULTY, "untitled:1", lang)


def test_pulled_findings_are_those_that_were_pushed(folder) -> None:
    with Client(folder) as client:
        assert client.initialized["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"]
        uri = uri_of(folder)
        client.open(uri, FAULTY)
        pushed = client.published(uri, 1)
        document = {"textDocument": {"uri": uri}}
        answer = client.ask("textDocument/diagnostic", document)
        assert (answer["kind"], answer["items"]) == ("full", pushed)
        again = client.ask("textDocument/diagnostic", {**document, "previousResultId": answer["resultId"]})
        assert again["kind"] == "unchanged"
        client.change(uri, 2, whole("无"))
        again = client.ask("textDocument/diagnostic", {**document, "previousResultId": answer["resultId"]})
        assert (again["kind"], again["items"]) == ("full", [])


def test_a_client_that_takes_both_is_offered_one_way(tmp_path) -> None:
    both = {**FULL, "textDocument": {"diagnostic": {}}}
    for options, offered in ((None, False), ({"diagnostics": "both"}, True), ({"diagnostics": "pull"}, True)):
        with Client(tmp_path, capabilities=both, options=options) as client:
            assert ("diagnosticProvider" in client.initialized["capabilities"]) == offered


def test_the_workspace_is_checked_with_progress(folder) -> None:
    (folder / "无关.md").write_text("# 笔记\n", encoding="utf-8")
    # No text, whatever reads it.
    for name in ("图.pdf", "稿.docm", "稿.odt", "表.ods"):
        (folder / name).write_bytes(b"PK\3\4")
    (folder / "disclint.toml").write_text('exclude = ["草稿"]\n', encoding="utf-8")
    (folder / "草稿").mkdir()
    (folder / "草稿" / "稿.txt").write_text(FAULTY, encoding="utf-8")
    with Client(folder) as client:
        answer = client.ask("workspace/diagnostic", {"previousResultIds": [], "workDoneToken": "w"})
        found = {Path(each["uri"]).name: each for each in answer["items"]}
        assert set(found) == {Path(uri_of(folder)).name, Path((folder / "无关.md").as_uri()).name}
        report = found[Path(uri_of(folder)).name]
        assert as_told(report["items"]) == expected(FAULTY, str(folder / "报告.txt"))
        kinds = [client.heard("$/progress")["value"]["kind"] for _ in range(4)]
        assert kinds == ["begin", "report", "report", "end"]
        known = [{"uri": each["uri"], "value": each["resultId"]} for each in answer["items"]]
        again = client.ask("workspace/diagnostic", {"previousResultIds": known})
        assert {each["kind"] for each in again["items"]} == {"unchanged"}
        counts = client.ask(
            "workspace/executeCommand", {"command": "disclint.checkWorkspace", "arguments": []}
        )
        assert counts == {"files": 2, "findings": len(report["items"])}
        assert client.published(uri_of(folder)) == report["items"]


@pytest.mark.skipif(sys.platform == "win32", reason="not everybody may make links there")
def test_a_file_that_cannot_be_opened_stops_no_check_of_the_workspace(folder) -> None:
    (folder / "断.txt").symlink_to(folder / "没有.txt")
    with Client(folder) as client:
        counts = client.ask(
            "workspace/executeCommand", {"command": "disclint.checkWorkspace", "arguments": []}
        )
        assert counts == {"files": 2, "findings": len(expected(FAULTY, str(folder / "报告.txt")))}


def test_findings_of_files_that_are_gone_go_too(folder) -> None:
    inside = folder / "市直"
    inside.mkdir()
    paths = [folder / "甲.txt", inside / "乙.txt", inside / "丙.txt"]
    check = ("workspace/executeCommand", {"command": "disclint.checkWorkspace", "arguments": []})
    with Client(folder) as client:
        for each in paths:
            each.write_text(FAULTY, encoding="utf-8")
        client.ask(*check)
        notices = [client.heard("textDocument/publishDiagnostics") for _ in (uri_of(folder), *paths)]
        assert all(each["diagnostics"] for each in notices)
        # Clients tell of a folder that is gone, not of the files in it.
        for gone, files in ((paths[0], paths[:1]), (inside, paths[1:])):
            client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": gone.as_uri(), "type": 3}]})
            published = [client.heard("textDocument/publishDiagnostics") for _ in files]
            assert {each["uri"]: each["diagnostics"] for each in published} == {
                each.as_uri(): [] for each in files
            }


def test_findings_of_files_that_are_gone_go_with_the_next_check(folder) -> None:
    path = folder / "甲.txt"
    path.write_text(FAULTY, encoding="utf-8")
    check = ("workspace/executeCommand", {"command": "disclint.checkWorkspace", "arguments": []})
    with Client(folder) as client:
        client.ask(*check)
        assert client.published(path.as_uri())
        path.unlink()
        client.ask(*check)
        assert client.published(path.as_uri()) == []


def test_a_request_can_be_cancelled(folder) -> None:
    for each in range(40):
        (folder / f"{each}.txt").write_text(FAULTY, encoding="utf-8")
    with Client(folder) as client:
        id = client.begin("workspace/diagnostic", {"previousResultIds": []})
        client.tell("$/cancelRequest", {"id": id})
        assert client.end(id)["error"]["code"] == -32800
        client.open("untitled:alive", FAULTY)
        assert client.published("untitled:alive", 1)


def test_a_request_that_fails_is_answered_and_logged_and_leaves_the_server_alive(folder) -> None:
    with Client(folder) as client:
        for method, params in (
            ("workspace/executeCommand", {"command": "disclint.nothing"}),
            ("textDocument/nothing", {}),
            ("textDocument/diagnostic", {"textDocument": 3}),
        ):
            assert "error" in client.end(client.begin(method, params))
        client.change("file:///never/opened.txt", 2, whole("x"))
        client.open(uri_of(folder), FAULTY)
        assert client.published(uri_of(folder), 1)
        assert "never/opened.txt" in client.log


def test_what_nobody_knows_is_answered_and_is_no_fault_of_ours(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        client.tell("strange/notice", {})
        error = client.end(client.begin("strange/request", {}))["error"]
        assert (error["code"], "strange/request" in error["message"]) == (-32601, True)
        assert all(each["method"] != "window/logMessage" for each in (*client.told, *client.notices.queue))
    assert "Traceback" not in client.log


def test_settings_of_the_editor_hold(folder) -> None:
    with Client(folder, options={"ignore": ["TBL3"], "severity": {"NAR": "info"}}) as client:
        client.open(uri_of(folder), FAULTY)
        found = client.published(uri_of(folder), 1)
        assert as_told(found) == expected(
            FAULTY, str(folder / "报告.txt"), config={"ignore": ["TBL3"], "severity": {"NAR": "info"}}
        )
        assert "TBL3-SUM-ROW" not in codes(found)
        client.configuration = {"select": ["TBL3"], "failOn": "warning"}
        client.tell("workspace/didChangeConfiguration", {"settings": None})
        found = client.published(uri_of(folder), 1)
        assert {each.split("-")[0] for each in codes(found)} == {"TBL3"}
        client.configuration = {"selekt": ["TBL3"]}
        client.tell("workspace/didChangeConfiguration", {"settings": None})
        assert "select" in client.heard("window/showMessage")["message"]


def test_settings_may_come_with_the_notice(folder) -> None:
    with Client(folder, capabilities={}) as client:
        client.open(uri_of(folder), FAULTY)
        assert "TBL3-SUM-ROW" in codes(client.published(uri_of(folder), 1))
        client.tell("workspace/didChangeConfiguration", {"settings": {"disclint": {"ignore": ["TBL3"]}}})
        assert "TBL3-SUM-ROW" not in codes(client.published(uri_of(folder), 1))


def test_files_that_are_named_are_reports_whatever_they_hold(folder) -> None:
    with Client(folder, options={"reports": ["*.txt"]}) as client:
        client.open(uri_of(folder), "2017年政府信息公开工作年度报告\n一、概述\n")
        text = "2017年政府信息公开工作年度报告\n一、概述\n"
        assert as_told(client.published(uri_of(folder), 1)) == expected(text, str(folder / "报告.txt"))


def test_a_configuration_is_watched_and_its_mistakes_are_shown_in_it(folder) -> None:
    toml = folder / "disclint.toml"
    watched = {"changes": [{"uri": toml.as_uri(), "type": 2}]}
    with Client(folder) as client:
        client.open(uri_of(folder), FAULTY)
        before = client.published(uri_of(folder), 1)
        toml.write_text('lang = "zh"\nignore = ["TBL3"]\n', encoding="utf-8")
        client.tell("workspace/didChangeWatchedFiles", watched)
        found = client.published(uri_of(folder), 1)
        assert [each for each in codes(before) if not each.startswith("TBL3")] == codes(found)
        toml.write_text('lang = "zh"\nignore = ["TBL9"]\n', encoding="utf-8")
        client.tell("workspace/didChangeWatchedFiles", watched)
        # What held before holds until it is mended.
        problems, again = {}, {}
        for _ in range(2):
            notice = client.heard("textDocument/publishDiagnostics")
            (problems if notice["uri"] == toml.as_uri() else again)[notice["uri"]] = notice["diagnostics"]
        assert problems[toml.as_uri()][0]["range"]["start"] == {"line": 1, "character": 0}
        assert "TBL9" in problems[toml.as_uri()][0]["message"]
        assert again[uri_of(folder)] == found
        toml.unlink()
        client.tell("workspace/didChangeWatchedFiles", watched)
        assert client.published(toml.as_uri()) == []
        assert client.published(uri_of(folder), 1) == before


def test_a_configuration_that_is_being_written_is_checked_as_it_stands(folder) -> None:
    toml = folder / "disclint.toml"
    with Client(folder) as client:
        client.open(toml.as_uri(), "profil = 1\n", 1, "toml")
        assert "profile" in client.published(toml.as_uri(), 1)[0]["message"]
        client.change(toml.as_uri(), 2, whole('profile = "all"\nignore = ["Q9"]\n'))
        assert client.published(toml.as_uri(), 2)[0]["range"]["start"]["line"] == 1
        client.change(toml.as_uri(), 3, whole('profile = "all"\n'))
        assert client.published(toml.as_uri(), 3) == []


def test_versions_that_are_superseded_are_not_published(folder) -> None:
    with Client(folder, options={"debounce": 300}) as client:
        uri = uri_of(folder)
        client.open(uri, FAULTY)
        for version in range(2, 12):
            client.change(uri, version, whole(FAULTY + "\n" * version))
        notice = client.heard("textDocument/publishDiagnostics")
        assert notice["version"] == 11


@pytest.mark.parametrize("name", ["2021-faulty.html", "2019-faulty.txt"])
def test_many_edits_in_a_row_leave_what_a_fresh_check_finds(client, name) -> None:
    dice = random.Random(name)
    uri, text = f"file:///edited/{name}", (EXAMPLES / name).read_text(encoding="utf-8")
    client.open(uri, text)
    undo: list[tuple[int, str, str]] = []
    for version in range(2, EDITS + 2):
        # Every other edit takes one back, lest nothing of the report be left.
        if undo and dice.random() < 0.5:
            start, old, new = undo.pop()
        else:
            start = dice.randrange(len(text) + 1)
            old, new = text[start : start + dice.choice((0, 0, 1, 2, 9))], dice.choice(PIECES)
            undo.append((start, new, old))
        span = {"start": spot(text, start), "end": spot(text, start + len(old))}
        client.change(uri, version, {"range": span, "text": new})
        text = text[:start] + new + text[start + len(old) :]
        if version % STOP == 1:
            found = client.published(uri, version)
            wanted = disclint.check_text(text, f"/edited/{name}")
            assert wanted.status == "ok"
            assert [(each["code"], each["message"]) for each in found] == [
                (each.rule, wanted.say(each.message)) for each in wanted.diagnostics
            ]
            places = [wanted.locate(each.span) for each in wanted.diagnostics]
            assert [each["range"]["start"]["line"] + 1 for each in found] == [each.line for each in places]
    assert (version, version % STOP) == (EDITS + 1, 1)


def spot(text, offset):
    before = text[:offset]
    last = before.rsplit("\n", 1)[-1]
    return {"line": before.count("\n"), "character": len(last.encode("utf-16-le")) // 2}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no signals that a process can answer")
@pytest.mark.parametrize("orderly", [True, False])
def test_a_server_leaves_nothing_behind(tmp_path, orderly) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    with Client(EXAMPLES, environment={"TMPDIR": str(kept)}) as found:
        found.open(uri_of(tmp_path), FAULTY)
        assert found.published(uri_of(tmp_path))
        assert list(kept.iterdir())
        if not orderly:
            found.server.terminate()
            found.server.wait(10)
    assert not list(kept.iterdir())


def test_without_the_extra_the_command_says_how_to_install_it(monkeypatch) -> None:
    monkeypatch.setattr("disclint.cli.lsp.find_spec", lambda _: None)
    for lang, words in (("zh", "语言服务器需要 pygls"), ("en", "the language server needs pygls")):
        result = CliRunner().invoke(main, ["lsp", "--lang", lang])
        assert result.exit_code == 2
        assert words in result.stderr
        assert "pip install 'disclint[lsp]'" in result.stderr
