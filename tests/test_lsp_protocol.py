"""
The protocol by a client that is not ours: pytest-lsp, which holds every message to the specification.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

import disclint
from tests.browser import CI

if CI:
    import pytest_lsp
else:
    pytest_lsp = pytest.importorskip("pytest_lsp", reason="pip install pytest-lsp")
EXAMPLE = Path(__file__).parent.parent / "examples" / "2021-faulty.html"
TEXT = EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("editor", ["visual_studio_code", "neovim", "emacs"])
def test_a_report_is_opened_asked_about_put_right_and_closed(editor: str) -> None:
    async def session() -> None:
        client = pytest_lsp.make_test_lsp_client()
        await client.start_io(sys.executable, "-m", "disclint", "lsp")
        told = pytest_lsp.client_capabilities(editor)
        await client.initialize_session(
            lsp.InitializeParams(capabilities=told, root_uri=EXAMPLE.parent.as_uri(), locale="zh-CN")
        )
        await _worked(client)
        await client.shutdown_session()
        await client.stop()

    asyncio.run(session())


async def _worked(client: Any) -> None:
    uri = EXAMPLE.as_uri()
    document = lsp.TextDocumentIdentifier(uri)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "html", 1, TEXT)))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    found = client.diagnostics[uri]
    expected = disclint.check_text(TEXT, str(EXAMPLE))
    assert [each.code for each in found] == [each.rule for each in expected.diagnostics]

    wrong = next(each for each in found if (each.data or {}).get("replacement"))
    hover = await client.text_document_hover_async(lsp.HoverParams(document, wrong.range.start))
    assert hover is not None
    assert str(wrong.code) in hover.contents.value
    asked = lsp.CodeActionParams(document, wrong.range, lsp.CodeActionContext([wrong]))
    actions = await client.text_document_code_action_async(asked)
    fix = next(each for each in actions or [] if isinstance(each, lsp.CodeAction) and each.is_preferred)
    assert fix.edit is not None
    assert await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    assert await client.text_document_folding_range_async(lsp.FoldingRangeParams(document))

    (change,) = _edits(fix.edit, uri)
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(2, uri),
            [lsp.TextDocumentContentChangePartial(change.range, change.new_text)],
        )
    )
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert wrong.message not in [each.message for each in client.diagnostics[uri]]

    client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert not client.diagnostics[uri]


def _edits(edit: lsp.WorkspaceEdit, uri: str) -> list[lsp.TextEdit]:
    if edit.changes is not None:
        return list(edit.changes[uri])
    changes = [each for each in edit.document_changes or [] if isinstance(each, lsp.TextDocumentEdit)]
    return [each for change in changes for each in change.edits if isinstance(each, lsp.TextEdit)]
