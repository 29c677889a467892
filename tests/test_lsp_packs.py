"""
Rule packs in an editor.
"""

import shutil
from pathlib import Path

import pytest
from lsprotocol.types import Position, RenameFile, TextDocumentEdit

from disclint.errors import UsageError
from disclint.lsp import completing, packfiles, renaming, rulehover
from disclint.lsp.documents import Document
from disclint.lsp.positions import UTF16, Lines
from disclint.session import data, packs
from tests.lspclient import FULL, Client

SHIPPED = Path(__file__).parent.parent / "examples" / "custom-pack" / "linjiang"
KIT = data.builtin()
RULE = "LINJIANG-CARRIED-FORWARD"


@pytest.fixture
def pack(tmp_path):
    root = tmp_path / "linjiang"
    shutil.copytree(SHIPPED, root)
    return root


def whole(text):
    return {"text": text}


def at_end(text):
    """
    A rule file with the cursor at its end.
    """
    document = Document("file:///p/rules/A-B.yaml", 1, "yaml", Lines(text))
    return document, document.lines.position(len(text))


def offered(line):
    found = completing.completions(*at_end(f"id: A-B\n{line}"), KIT, "zh")
    return {each.label: each for each in found}


@pytest.mark.parametrize(
    ("line", "wanted", "unwanted"),
    [
        ("kind: ", {"sum", "assert", "problem"}, {"error"}),
        ("severity: w", {"error", "warning", "info"}, {"sum"}),
        ("basis: [{ref: f", {"fmt2021", "fee2020"}, {"sum"}),
        ("check: requests/new", {"new_received", "granted", "*"}, {"total", "requests"}),
        ("check: requests/new_received/", {"total", "natural_person"}, {"granted"}),
        ("check: disputes/", {"reconsideration"}, {"granted"}),
        ("foreach: {claim: claims(new_", {"new_received"}, {"sum", "total"}),
        ("  claims: [received, ", {"new_received"}, {"sum"}),
        ("check: sum(requests/granted/*) > ab", {"abs", "count", "requests", "published"}, {"new_received"}),
        ("when: row.wri", {"written", "label", "value"}, {"sum"}),
        ("overrides: {TBL3-S", {"TBL3-SUM-ROW"}, {"sum"}),
        ('phrases: ["收到{n:', {"count", "money", "percent", "year", "day", "number"}, {"sum"}),
        ("unless: ['{<!@one_", {"one_of_several", "outcomes"}, {"sum", "new_received"}),
        ('needs: [甲, "@ou', {"outcomes"}, {"sum"}),
        ("made_of: [收到, req", {"request", "link"}, {"new_received"}),
        ("# what stands in a comment, ", set(), {"sum"}),
    ],
)
def test_what_may_stand_at_a_place_is_offered(line, wanted, unwanted) -> None:
    found = offered(line)
    assert wanted <= set(found)
    assert not unwanted & set(found)


def test_what_is_chosen_replaces_what_is_written_of_it() -> None:
    found = offered("check: requests/new_rec")["new_received"]
    assert (found.text_edit.range.start, found.text_edit.range.end) == (Position(1, 16), Position(1, 23))
    assert found.detail == "一、本年新收政府信息公开申请数量"
    assert offered("kind: ")["sum"].detail == "Parts must add up to their total."
    assert offered("units: [")["asked"].detail == "件、份、条、宗、例、起、封、笔……"
    assert offered("units: [")["on_trial"].detail == "正在审理、尚在审理、仍在审理、在审"


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("ignore: TBL3-SUM-ROW", 12, "(`sum`)"),
        ("kind: sum", 7, "Parts must add up"),
        ("check: requests/granted/total > 0", 12, "表三 > (一)予以公开 > 总计"),
        ("foreach: {claim: claims(new_received)}", 26, "本年新收申请数"),
        ("check: abs(1) > 0", 8, "→ number"),
        ("unless: ['{<!@suing}甲']", 16, "起诉、提起诉讼、提起行政诉讼"),
    ],
)
def test_words_of_a_rule_are_explained(line, column, words) -> None:
    document = Document("file:///p/rules/A-B.yaml", 1, "yaml", Lines(line))
    assert words in rulehover.hover(document, Position(0, column), KIT, "zh").contents.value


def test_other_words_are_not() -> None:
    document = Document("file:///p/rules/A-B.yaml", 1, "yaml", Lines("title: {zh: 标题, en: nothing}"))
    assert rulehover.hover(document, Position(0, 24), KIT, "zh") is None
    assert rulehover.hover(document, Position(9, 0), KIT, "zh") is None


def test_only_files_of_a_pack_belong_to_it(pack) -> None:
    assert packfiles.root_of(pack / "rules" / f"{RULE}.yaml") == pack
    assert packfiles.root_of(pack / "pack.yaml") == pack
    for path in (pack / "README.md", pack / "notes.yaml", pack.parent / "a.yaml", None):
        assert packfiles.root_of(path) is None


def test_the_text_in_the_editor_counts_not_the_file(pack) -> None:
    path = pack / "rules" / f"{RULE}.yaml"
    text = path.read_text(encoding="utf-8")
    broken = packfiles.state(pack, {path: text.replace("kind: assert", "kind: asert")})
    errors, notes = packfiles.about(broken, path)
    assert [each.line for each in errors] == [text[: text.index("kind:")].count("\n") + 1]
    assert notes == []
    assert packfiles.state(pack, {}).problems == ()
    assert packs.check(str(pack)).problems == ()


def test_a_rule_is_renamed_wherever_its_id_stands(pack) -> None:
    kit = packs.check(str(pack)).kit
    (pack.parent / "disclint.toml").write_text(f'ignore = ["{RULE}", "{RULE}-2"]\n', encoding="utf-8")
    head = pack / "pack.yaml"
    texts = {head: head.read_text(encoding="utf-8") + f"# {RULE}, X-{RULE}\n"}
    edit = renaming.renamed(RULE, "LINJIANG-CARRIED", pack, kit, texts, encoding=UTF16, moves=True)
    changed = {
        Path(each.text_document.uri.removeprefix("file://")).name: len(each.edits)
        for each in edit.document_changes
        if isinstance(each, TextDocumentEdit)
    }
    assert changed["disclint.toml"] == 1
    assert changed["pack.yaml"] == 1
    assert f"{RULE}.yaml" in changed
    moved = edit.document_changes[-1]
    assert isinstance(moved, RenameFile)
    assert moved.new_uri.endswith("/LINJIANG-CARRIED.yaml")
    for each in edit.document_changes[:-1]:
        path = Path(each.text_document.uri.removeprefix("file://"))
        lines = Lines(texts.get(path) or path.read_text(encoding="utf-8"))
        written = {
            lines.text[lines.offset(one.range.start) : lines.offset(one.range.end)] for one in each.edits
        }
        assert written == {RULE}
        text = lines.text
        for one in reversed(each.edits):
            text = text[: lines.offset(one.range.start)] + one.new_text + text[lines.offset(one.range.end) :]
        path.write_text(text, encoding="utf-8")
    (pack / "rules" / f"{RULE}.yaml").rename(pack / "rules" / "LINJIANG-CARRIED.yaml")
    again = packs.check(str(pack))
    assert again.problems == ()
    assert "LINJIANG-CARRIED" in {each.id for each in again.kit.pack.rules}


@pytest.mark.parametrize(
    ("old", "new"),
    [(RULE, "lower"), (RULE, "TBL3-SUM-ROW"), ("TBL3-SUM-ROW", "HOUSE-X"), ("NO-SUCH", "HOUSE-X")],
)
def test_what_cannot_be_renamed_is_said(pack, old, new) -> None:
    kit = packs.check(str(pack)).kit
    with pytest.raises(UsageError):
        renaming.renamed(old, new, pack, kit, {}, encoding=UTF16, moves=True)


def test_a_pack_in_a_client(pack) -> None:
    path = pack / "rules" / f"{RULE}.yaml"
    text, uri = path.read_text(encoding="utf-8"), path.as_uri()
    capabilities = {
        **FULL,
        "workspace": {"workspaceEdit": {"resourceOperations": ["rename"], "documentChanges": True}},
    }
    with Client(pack, capabilities=capabilities) as client:
        client.open(uri, text, 1, "yaml")
        assert client.published(uri, 1) == []
        client.change(uri, 2, whole(text.replace("kind: assert", "kind: asert")))
        found = client.published(uri, 2)
        line = text[: text.index("kind:")].count("\n")
        assert (found[0]["severity"], found[0]["range"]["start"]) == (1, {"line": line, "character": 0})
        assert "assert" in found[0]["message"]
        client.change(uri, 3, whole(text))
        assert client.published(uri, 3) == []
        document = {"textDocument": {"uri": uri}}
        lens = client.ask("textDocument/codeLens", document)[0]["command"]
        answer = client.ask(
            "workspace/executeCommand", {"command": lens["command"], "arguments": lens["arguments"]}
        )
        assert (answer["bad"], answer["examples"] > 2) == ([], True)
        wrong = text.replace("at: requests/carried_forward/total", "at: requests/granted/total", 1)
        client.change(
            uri,
            4,
            whole(
                wrong.replace("carried_forward: [9, 0", "carried_forward: [1, 0", 1).replace(
                    "0, 9]", "0, 1]", 1
                )
            ),
        )
        answer = client.ask(
            "workspace/executeCommand", {"command": lens["command"], "arguments": lens["arguments"]}
        )
        assert answer["bad"] == ["结转的多于应办的"]
        client.change(uri, 5, whole(text))
        position = {"line": text[: text.index(f"id: {RULE}")].count("\n"), "character": 8}
        assert (
            RULE in client.ask("textDocument/hover", {**document, "position": position})["contents"]["value"]
        )
        assert (
            client.ask("textDocument/prepareRename", {**document, "position": position})["start"]["character"]
            == 4
        )
        edit = client.ask(
            "textDocument/rename", {**document, "position": position, "newName": "LINJIANG-NEW"}
        )
        assert edit["documentChanges"][-1]["kind"] == "rename"
        refused = client.end(
            client.begin("textDocument/rename", {**document, "position": position, "newName": "x"})
        )
        assert "x" in refused["error"]["message"]
        assert client.ask("textDocument/definition", {**document, "position": position})[0]["uri"] == uri
        client.change(uri, 6, whole(text + "kind: "))
        place = {"line": text.count("\n"), "character": 6}
        labels = [
            each["label"] for each in client.ask("textDocument/completion", {**document, "position": place})
        ]
        assert "sum" in labels


def test_every_file_of_the_packs_that_ship_names_its_schema() -> None:
    rules = Path(__file__).parent.parent / "rules"
    files = [each for each in rules.rglob("*.yaml") if each.parent != rules and "new-pack" not in each.parts]
    assert len(files) > 250
    for each in files:
        first = each.read_text(encoding="utf-8").split("\n", 1)[0]
        mark, _, path = first.partition("$schema=")
        assert mark == "# yaml-language-server: ", each
        assert (each.parent / path).is_file(), each
