"""
What editors ask about rule packs, carried to the functions that answer.
"""

import re
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from disclint.errors import UsageError
from disclint.lsp import completing, renaming, rulehover
from disclint.lsp.checking import Checked
from disclint.lsp.connection import Server
from disclint.packs import folder, testing
from disclint.session import packs

RUN = "disclint.runExamples"
# What ends a line for an editor.
_LINE_END = re.compile(r"\r\n|\r|\n")
_WORDS = {"zh": "▶ 运行例子（{}）", "en": "▶ Run the examples ({})"}
_ENDED = {
    "zh": ("{}：{} 个例子全部符合", "{}：{} 个例子中 {} 个不符合"),
    "en": ("{}: all {} examples end as they should", "{}: of {} examples {} do not end as they should"),
}


def register(server: Server) -> None:
    """
    Let a server answer.
    """
    triggers = lsp.CompletionOptions(trigger_characters=["/", "(", ".", ":", "-"])
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, triggers)(_completions)
    server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))(_rename)
    server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)(_prepare)
    server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)(_lenses)
    server.command(RUN)(_run)


async def _pack(ls: Server, uri: str) -> Checked | None:
    checked = await ls.desk.checked(uri)
    return checked if checked is not None and checked.pack is not None else None


async def _completions(ls: Server, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    checked = await _pack(ls, params.text_document.uri)
    if checked is None:
        return []
    document, kit, lang = checked.document, checked.kit, checked.lang
    return await ls.desk.apart(completing.completions, document, params.position, kit, lang)


async def _prepare(ls: Server, params: lsp.PrepareRenameParams) -> lsp.Range | None:
    checked = await _pack(ls, params.text_document.uri)
    if checked is None or checked.pack is None:
        return None
    found = rulehover.word_at(checked.document, params.position)
    if found is None or renaming.own(found[0], checked.pack.root, checked.kit) is None:
        return None
    return checked.document.lines.range(*found[1:])


async def _rename(ls: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    checked = await _pack(ls, params.text_document.uri)
    found = None if checked is None else rulehover.word_at(checked.document, params.position)
    if checked is None or checked.pack is None or found is None:
        return None
    root, kit, texts = checked.pack.root, checked.kit, dict(ls.desk.judge.texts)

    def edits() -> lsp.WorkspaceEdit:
        return renaming.renamed(
            found[0], params.new_name, root, kit, texts, encoding=ls.desk.encoding, moves=_moves(ls)
        )

    try:
        return await ls.desk.apart(edits)
    except UsageError as error:
        raise JsonRpcInvalidParams(error.worded(checked.lang)) from error


def _moves(ls: Server) -> bool:
    client = ls.client_capabilities.workspace
    edits = client.workspace_edit if client is not None else None
    operations = (edits.resource_operations if edits is not None else None) or ()
    return lsp.ResourceOperationKind.Rename in operations


async def _lenses(ls: Server, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    checked = await _pack(ls, params.text_document.uri)
    if checked is None or checked.pack is None:
        return []
    path = checked.document.path
    rule = next(
        (each for each in checked.kit.pack.rules if each.where and Path.cwd() / each.where == path), None
    )
    if rule is None or not rule.examples:
        return []
    lines = _LINE_END.split(checked.document.text)
    at = next((number for number, line in enumerate(lines) if line.startswith("examples:")), 0)
    title = _WORDS[checked.lang].format(len(rule.examples))
    place = lsp.Range(lsp.Position(at, 0), lsp.Position(at, len("examples:")))
    return [lsp.CodeLens(place, lsp.Command(title, RUN, arguments=[str(checked.pack.root), rule.id]))]


async def _run(ls: Server, root: str, rule: str) -> dict[str, Any]:
    """
    Run the examples of a rule as it stands in the editor; tells how many there are, and what is wrong with which.
    """
    desk, texts = ls.desk, dict(ls.desk.judge.texts)
    cases = await desk.apart(_cases, root, rule, texts)
    bad = [each for each in cases if not each.is_good]
    good, wrong = _ENDED[desk.lang]
    words = wrong.format(rule, len(cases), len(bad)) if bad else good.format(rule, len(cases))
    told = [each.tried.example.name for each in bad]
    kind = lsp.MessageType.Warning if bad else lsp.MessageType.Info
    ls.window_show_message(lsp.ShowMessageParams(kind, "\n".join([words, *told])))
    return {"rule": rule, "examples": len(cases), "bad": told}


def _cases(root: str, rule: str, texts: dict[Path, str]) -> list[testing.Case]:
    with folder.opened({path: text.encode(errors="replace") for path, text in texts.items()}):
        chosen = packs.chosen(root, ids=[rule], inherited=True)
        return list(testing.cases(chosen.kit, chosen.rules))
