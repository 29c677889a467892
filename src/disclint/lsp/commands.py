"""
Commands that show something: why a rule ended as it did on a report, and the rule's own file.
"""

from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from disclint.errors import UsageError
from disclint.lsp.actions import EXPLAIN, OPEN
from disclint.lsp.checking import Checked
from disclint.lsp.connection import Server
from disclint.lsp.pages import page
from disclint.outputs import explain_text
from disclint.outputs.view import View
from disclint.packs.kit import Kit
from disclint.result import PLAIN_RULES
from disclint.session import explaining, reading

_HERE = {"zh": "在这份报告上", "en": "On this report"}
_WIDTH = 100


def register(server: Server) -> None:
    """
    Let a server carry them out.
    """
    server.command(EXPLAIN)(_explain)
    server.command(OPEN)(_open)


async def _explain(ls: Server, rule: str, uri: str = "") -> dict[str, str]:
    """
    The explanation in Markdown, shown as a file if the client can show one.
    """
    desk = ls.desk
    checked = await desk.checked(uri)
    try:
        if checked is None:
            kit = desk.judge.kit(desk.judge.options(None))
            words = await desk.apart(page, rule, kit, desk.lang)
        else:
            words = await desk.apart(explained, rule, checked)
    except UsageError as error:
        raise JsonRpcInvalidParams(error.worded(desk.lang)) from error
    target = await desk.apart(desk.pages.write, f"{rule}.md", words)
    await _show(ls, target)
    return {"markdown": words, "uri": target or ""}


async def _open(ls: Server, rule: str, uri: str = "") -> dict[str, str]:
    desk = ls.desk
    checked = await desk.checked(uri)
    kit = desk.judge.kit(desk.judge.options(None)) if checked is None else checked.kit
    where = file_of(rule, kit)
    try:
        target = (
            where.as_uri() if where is not None else await desk.apart(desk.pages.uri, rule, kit, desk.lang)
        )
    except UsageError as error:
        raise JsonRpcInvalidParams(error.worded(desk.lang)) from error
    await _show(ls, target)
    return {"uri": target or ""}


def explained(rule: str, checked: Checked) -> str:
    """
    The page of a rule and, of a report, how it ended there and on what.
    """
    kit, lang, document = checked.kit, checked.lang, checked.document
    words = page(rule, kit, lang)
    if not checked.is_report or rule in PLAIN_RULES:
        return words
    parsed = reading.parse_text(document.text, document.name, kit)
    explanation = explaining.explained_on(rule, parsed, document.name, lang, kit)
    view = View(lang=lang, width=_WIDTH, editions=kit.editions)
    ending = "".join(explain_text.write(explanation, view))
    return f"{words}\n## {_HERE[lang]}\n\n```text\n{ending.rstrip()}\n```\n"


def file_of(rule: str, kit: Kit) -> Path | None:
    """
    The file that a rule is written in.
    """
    found = next((each for each in kit.pack.rules if each.id == rule), None)
    where = None if found is None or found.where is None else found.where.absolute()
    return where if where is not None and where.is_file() else None


async def _show(ls: Server, target: str | None) -> None:
    client = ls.client_capabilities.window
    if target is None:
        return
    if client is not None and client.show_document is not None and client.show_document.support:
        await ls.window_show_document_async(lsp.ShowDocumentParams(target, take_focus=True))
