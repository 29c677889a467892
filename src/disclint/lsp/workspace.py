"""
Findings when an editor asks for them: of a document, or of all reports in its folders.
"""

import uuid
from collections.abc import AsyncIterator, Sequence
from hashlib import sha256
from pathlib import Path

from attrs import frozen
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from disclint.errors import UsageError
from disclint.lsp.connection import Server
from disclint.lsp.desk import Desk
from disclint.lsp.documents import Document, path_of
from disclint.lsp.positions import Lines
from disclint.lsp.publishing import SOURCE
from disclint.readers import Unreadable, decode, sniff
from disclint.session import files, reading

COMMAND = "disclint.checkWorkspace"
# What editors show as text; nothing else has lines to show findings at.
_TEXT = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml")
_WORDS = {"zh": ("检查政府信息公开年度报告", "{} / {}"), "en": ("Checking annual reports", "{} of {}")}


@frozen
class _Found:
    """
    The findings of a file; two that have the same `id` are the same.
    """

    uri: str
    version: int | None
    items: Sequence[lsp.Diagnostic]
    id: str


def register(server: Server) -> None:
    """
    Let a server answer.
    """
    options = lsp.DiagnosticOptions(
        inter_file_dependencies=False, workspace_diagnostics=True, identifier=SOURCE, work_done_progress=True
    )
    server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, options)(_of_document)
    server.feature(lsp.WORKSPACE_DIAGNOSTIC)(_of_workspace)
    server.command(COMMAND)(_check)


async def _of_document(ls: Server, params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
    found = await _open(ls.desk, params.text_document.uri)
    if found.id == params.previous_result_id:
        return lsp.RelatedUnchangedDocumentDiagnosticReport(found.id)
    return lsp.RelatedFullDocumentDiagnosticReport(found.items, result_id=found.id)


async def _of_workspace(ls: Server, params: lsp.WorkspaceDiagnosticParams) -> lsp.WorkspaceDiagnosticReport:
    known = {each.uri: each.value for each in params.previous_result_ids}
    items: list[lsp.WorkspaceDocumentDiagnosticReport] = []
    async for each in _all(ls, params.work_done_token):
        if known.get(each.uri) == each.id:
            items.append(lsp.WorkspaceUnchangedDocumentDiagnosticReport(each.uri, each.id, each.version))
        else:
            items.append(
                lsp.WorkspaceFullDocumentDiagnosticReport(
                    each.uri, each.items, each.version, result_id=each.id
                )
            )
    return lsp.WorkspaceDiagnosticReport(items)


async def _check(ls: Server) -> dict[str, int]:
    """
    For clients that do not ask: publish the findings of all files in the folders, and say how many there are.
    """
    client = ls.client_capabilities.window
    token = str(uuid.uuid4()) if client is not None and client.work_done_progress else None
    if token is not None:
        try:
            await ls.work_done_progress.create_async(token)
        except JsonRpcException:
            token = None
    counts = {"files": 0, "findings": 0}
    shown = frozenset(ls.desk.elsewhere)
    found: set[str] = set()
    async for each in _all(ls, token):
        counts["files"] += 1
        counts["findings"] += len(each.items)
        found.add(each.uri)
        if each.uri not in ls.desk.documents:
            ls.desk.elsewhere.add(each.uri)
            ls.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(each.uri, each.items, each.version)
            )
    # One that is still there was only not come to, when the check was cancelled.
    ls.desk.clear(each for each in shown - found if not _exists(each))
    return counts


def _exists(uri: str) -> bool:
    path = path_of(uri)
    return path is not None and path.is_file()


async def _all(ls: Server, token: lsp.ProgressToken | None) -> AsyncIterator[_Found]:
    """
    What is open and what lies in the folders, one file after the other; cancelling the progress ends it.
    """
    desk, progress = ls.desk, ls.work_done_progress
    paths = await desk.apart(_listed, ls)
    title, counted = _WORDS[desk.lang]
    if token is not None:
        progress.begin(token, lsp.WorkDoneProgressBegin(title, cancellable=True, percentage=0))
    try:
        for at, path in enumerate(paths):
            if token is not None and progress.tokens[token].cancelled():
                return
            yield await _of_file(desk, path)
            if token is not None:
                percentage = 100 * (at + 1) // len(paths)
                message = counted.format(at + 1, len(paths))
                progress.report(token, lsp.WorkDoneProgressReport(message=message, percentage=percentage))
    finally:
        if token is not None:
            progress.end(token, lsp.WorkDoneProgressEnd())
            progress.tokens.pop(token, None)


def _listed(ls: Server) -> list[Path]:
    folders = [path_of(each.uri) for each in ls.workspace.folders.values()] or [ls.desk.root]
    inside = [
        each
        for folder in folders
        if folder is not None and folder.is_dir()
        for each in files.below(folder, ls.desk.judge.excludes)
    ]
    return [each for each in dict.fromkeys(inside) if each.suffix.lower() in _TEXT]


async def _of_file(desk: Desk, path: Path) -> _Found:
    uri = next((each.uri for each in desk.documents.values() if each.path == path), None)
    if uri is not None:
        return await _open(desk, uri)
    return await desk.apart(_closed, desk, path)


async def _open(desk: Desk, uri: str) -> _Found:
    checked = await desk.checked(uri)
    if checked is None:
        return _found(uri, None, [])
    return _found(uri, checked.document.version, await desk.apart(desk.shown, checked))


def _closed(desk: Desk, path: Path) -> _Found:
    try:
        content = reading.content(path)
    except (Unreadable, UsageError):
        # It may have gone since it was listed.
        content = b""
    # What is no text cannot be opened by the editor either.
    text = "" if sniff.container(content) is not None else decode.decode(content)
    document = Document(path.as_uri(), None, "", Lines(text, desk.encoding))
    return _found(document.uri, None, desk.shown(desk.judge.checked(document)))


def _found(uri: str, version: int | None, items: Sequence[lsp.Diagnostic]) -> _Found:
    return _Found(uri, version, items, sha256(repr(items).encode(errors="replace")).hexdigest()[:16])
