"""
What editors ask about reports, through the protocol.
"""

import re
from pathlib import Path

import pytest

from tests.lspclient import Client

EXAMPLES = Path(__file__).parent.parent / "examples"
PAGE = EXAMPLES / "2021-faulty.html"
TEXT = PAGE.read_text(encoding="utf-8")
URI = PAGE.as_uri()


@pytest.fixture(scope="module")
def client():
    with Client(EXAMPLES) as found:
        found.open(URI, TEXT, 1, "html")
        found.published(URI, 1)
        yield found


def place(words, within=""):
    offset = TEXT.index(words, TEXT.index(within))
    return {"line": TEXT.count("\n", 0, offset), "character": offset - TEXT.rfind("\n", 0, offset) - 1}


def asked(words="25", within="1.本机关不掌握", **more):
    return {"textDocument": {"uri": URI}, "position": place(words, within), **more}


def words_at(span):
    lines = TEXT.splitlines()
    assert span["start"]["line"] == span["end"]["line"]
    return lines[span["start"]["line"]][span["start"]["character"] : span["end"]["character"]]


def test_the_client_is_told_what_can_be_asked(client) -> None:
    offered = client.initialized["capabilities"]
    for each in (
        "hover",
        "codeAction",
        "documentSymbol",
        "foldingRange",
        "inlayHint",
        "definition",
        "references",
        "documentHighlight",
    ):
        assert offered[f"{each}Provider"], each
    assert {"disclint.explain", "disclint.openRule"} <= set(offered["executeCommandProvider"]["commands"])


def test_the_suggested_value_is_applied_and_the_finding_goes(client) -> None:
    uri = "file:///copy/a.html"
    client.open(uri, TEXT, 1, "html")
    finding = next(each for each in client.published(uri, 1) if each["code"] == "TBL3-SUM-ROW")
    params = {"textDocument": {"uri": uri}, "range": finding["range"], "context": {"diagnostics": [finding]}}
    action = client.ask("textDocument/codeAction", params)[0]
    assert (action["title"], action["kind"], action["isPreferred"]) == ("改为“22”", "quickfix", True)
    assert action["diagnostics"] == [finding]
    client.change(
        uri,
        2,
        *({"range": each["range"], "text": each["newText"]} for each in action["edit"]["changes"][uri]),
    )
    left = [each["code"] for each in client.published(uri, 2)]
    assert not [each for each in left if each.startswith("TBL3-SUM")]


def test_what_explains_is_shown_and_returned(client) -> None:
    params = {
        "textDocument": {"uri": URI},
        "range": {"start": place("25", "1.本机关不掌握"), "end": place("25", "1.本机关不掌握")},
    }
    found = client.ask("textDocument/codeAction", {**params, "context": {"diagnostics": []}})
    command = next(
        each["command"] for each in found if each.get("command", {}).get("command") == "disclint.explain"
    )
    answer = client.ask(
        "workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]}
    )
    assert answer["markdown"].startswith("# TBL3-SUM-ROW")
    shown = [each["params"] for each in client.requests if each["method"] == "window/showDocument"][-1]
    assert shown["uri"] == answer["uri"]
    assert Path(shown["uri"].removeprefix("file://")).read_text(encoding="utf-8") == answer["markdown"]
    opened = client.ask(
        "workspace/executeCommand", {"command": "disclint.openRule", "arguments": ["TBL3-SUM-ROW", URI]}
    )
    assert opened["uri"].endswith("/TBL3-SUM-ROW.yaml")
    for command in ("disclint.explain", "disclint.openRule"):
        asked_for = {"command": command, "arguments": ["NO-SUCH", URI]}
        wrong = client.end(client.begin("workspace/executeCommand", asked_for))["error"]
        assert "NO-SUCH" in wrong["message"]
        assert not {"Traceback", "UsageError"} & set(re.findall(r"\w+", str(wrong)))


def test_hover_navigation_and_outline(client) -> None:
    assert "Δ3" in client.ask("textDocument/hover", asked())["contents"]["value"]
    assert (
        client.ask(
            "textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
        )
        is None
    )
    assert [words_at(each["range"]) for each in client.ask("textDocument/definition", asked())] == [
        "27",
        "88",
    ]
    found = client.ask("textDocument/references", asked(context={"includeDeclaration": True}))
    assert len(found) == len(client.ask("textDocument/documentHighlight", asked())) == 28
    document = {"textDocument": {"uri": URI}}
    assert len(client.ask("textDocument/documentSymbol", document)) == 7
    assert len(client.ask("textDocument/foldingRange", document)) > 6
    everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
    labels = [
        each["label"] for each in client.ask("textDocument/inlayHint", {**document, "range": everywhere})
    ]
    assert "≠Σ30 (-3)" in labels
    assert "=Σ111" in labels


def test_what_is_no_report_has_no_answers(client) -> None:
    client.open("untitled:none", "无")
    params = {"textDocument": {"uri": "untitled:none"}, "position": {"line": 0, "character": 0}}
    for method in ("hover", "definition", "documentHighlight", "foldingRange"):
        assert not client.ask(f"textDocument/{method}", params)
    client.tell("textDocument/didClose", {"textDocument": {"uri": "untitled:none"}})
    assert not client.ask("textDocument/hover", params)


def test_answers_are_about_the_document_as_it_stands_now(client) -> None:
    uri = "file:///copy/b.html"
    client.open(uri, TEXT, 1, "html")
    for version in range(2, 8):
        client.change(uri, version, {"text": "\n" * version + TEXT})
    position = place("25", "1.本机关不掌握")
    position["line"] += 7
    answer = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
    assert answer["range"]["start"] == position


def test_hints_can_be_switched_off_and_old_clients_get_a_list(tmp_path) -> None:
    with Client(tmp_path, capabilities={}, options={"inlayHints": False}) as client:
        client.open(URI, TEXT, 1, "html")
        everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
        document = {"textDocument": {"uri": URI}}
        assert client.ask("textDocument/inlayHint", {**document, "range": everywhere}) is None
        found = client.ask("textDocument/documentSymbol", document)
        assert {each["containerName"] for each in found if "containerName" in each} >= {"表三"}
