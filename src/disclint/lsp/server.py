"""
The protocol: messages to the desk and answers back.

Refuses to hold anything but the wiring.  pygls' own copies of the documents are not kept, for finding a place in
them takes longer than a check.
"""

import logging
import os
import signal
import sys
from typing import Any, NoReturn

from lsprotocol import types as lsp

from disclint.errors import UsageError
from disclint.lsp import commands, features, packfeatures, settings, watching, workspace
from disclint.lsp.connection import Server
from disclint.lsp.documents import Document, changed, path_of
from disclint.lsp.positions import UTF16, Lines
from disclint.result import LANGUAGES

_LOG = logging.getLogger(__name__)
_SECTION = "disclint"


def serve(asked: str | None = None) -> None:
    """
    Serve the client at standard input and output until it leaves.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    server = made(asked)

    def leave(number: int, _frame: object) -> NoReturn:
        # Pages may quote a report.  The thread that reads the client would keep an orderly end waiting.
        server.desk.close()
        os._exit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    try:
        server.start_io()
    finally:
        server.desk.close()


def made(asked: str | None = None) -> Server:
    """
    A server that knows all it can do.
    """
    server = Server(asked)
    for method in (lsp.TEXT_DOCUMENT_DID_OPEN, lsp.TEXT_DOCUMENT_DID_CHANGE, lsp.TEXT_DOCUMENT_DID_CLOSE):
        # What would keep a second copy of each document.
        server.protocol.fm.builtin_features.pop(method)
    for method, handler in _HANDLERS.items():
        server.feature(method)(handler)
    for each in (features, packfeatures, commands, workspace, watching):
        each.register(server)
    return server


def _initialize(ls: Server, params: lsp.InitializeParams) -> None:
    desk = ls.desk
    folders = params.workspace_folders or []
    root = folders[0].uri if folders else params.root_uri
    desk.root = path_of(root) if root else None
    desk.encoding = ls.workspace.position_encoding or UTF16
    desk.locale = _language(params.locale)
    _set(ls, params.initialization_options)


async def _initialized(ls: Server, _params: lsp.InitializedParams) -> None:
    client = ls.client_capabilities.workspace
    await watching.watch(ls)
    if client is not None and client.configuration:
        await _ask(ls)


def _did_open(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    given = params.text_document
    lines = Lines(given.text, ls.desk.encoding)
    ls.desk.put(Document(given.uri, given.version, given.language_id, lines))


def _did_change(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    given = params.text_document
    known = ls.desk.documents.get(given.uri)
    if known is None:
        _LOG.warning("a change to %s, which is not open", given.uri)
        return
    ls.desk.put(changed(known, given.version, params.content_changes))


def _did_save(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    if watching.matters(path_of(params.text_document.uri)):
        ls.desk.set(ls.desk.settings)


def _did_close(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.desk.drop(params.text_document.uri)


async def _did_change_configuration(ls: Server, params: lsp.DidChangeConfigurationParams) -> None:
    client = ls.client_capabilities.workspace
    if client is not None and client.configuration:
        await _ask(ls)
        return
    sent = params.settings
    _set(ls, sent.get(_SECTION, sent) if isinstance(sent, dict) else sent)


async def _ask(ls: Server) -> None:
    item = lsp.ConfigurationItem(section=_SECTION)
    found = await ls.workspace_configuration_async(lsp.ConfigurationParams([item]))
    # A client that has no such section answers null, and then what it said at first holds.
    if found and found[0] is not None:
        _set(ls, found[0])


def _set(ls: Server, written: Any) -> None:
    desk = ls.desk
    try:
        desk.set(settings.read(_plain(written), desk.root))
    except UsageError as error:
        desk.complain(error)


def _plain(written: Any) -> Any:
    """
    What a client sent as an object of its own, as plain data.
    """
    if hasattr(written, "_asdict"):
        return {key: _plain(value) for key, value in written._asdict().items()}
    if isinstance(written, dict):
        return {key: _plain(value) for key, value in written.items()}
    return [_plain(each) for each in written] if isinstance(written, list | tuple) else written


def _language(locale: str | None) -> str | None:
    lang = (locale or "").replace("_", "-").split("-")[0].lower()
    return lang if lang in LANGUAGES else None


_HANDLERS: dict[str, Any] = {
    lsp.INITIALIZE: _initialize,
    lsp.INITIALIZED: _initialized,
    lsp.TEXT_DOCUMENT_DID_OPEN: _did_open,
    lsp.TEXT_DOCUMENT_DID_CHANGE: _did_change,
    lsp.TEXT_DOCUMENT_DID_SAVE: _did_save,
    lsp.TEXT_DOCUMENT_DID_CLOSE: _did_close,
    lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: _did_change_configuration,
}
