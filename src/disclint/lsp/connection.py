"""
The connection to a client, with the desk that it is answered from.
"""

import logging
from collections.abc import Generator
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, JsonRpcMethodNotFound
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method

from disclint import __version__
from disclint.lsp.desk import Desk
from disclint.lsp.settings import PUSH

_LOG = logging.getLogger(__name__)
_NO_MESSAGE = "this is no message of JSON-RPC 2.0"


class _Protocol(LanguageServerProtocol):
    """
    pygls' protocol, with a say in what the client is told that we can do.
    """

    @lsp_method(lsp.INITIALIZE)
    def lsp_initialize(self, params: lsp.InitializeParams) -> Generator[Any, Any, lsp.InitializeResult]:
        result = yield from super().lsp_initialize(params)
        desk: Desk = self._server.desk  # type: ignore[attr-defined]
        if desk.settings.diagnostics == PUSH and _pulls(params.capabilities):
            # Clients that take findings both ways show them twice.
            result.capabilities.diagnostic_provider = None
        return result

    def structure_message(self, data: dict[str, Any]) -> Any:
        """
        A message as a value; a request that is none is answered so, which pygls leaves out.
        """
        method, id = data.get("method"), data.get("id")
        if isinstance(method, str) and "jsonrpc" in data and self.get_message_type(method) is None:
            # What nobody knows may come without parameters, which pygls does not expect.
            data = {"params": None, **data}
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                if isinstance(method, str) and isinstance(id, str | int):
                    self._send_response(id, error=error.to_response_error())
                else:
                    self._refuse(None, lsp.ErrorCodes.InvalidRequest, _NO_MESSAGE)
            raise

    def handle_message(self, message: Any) -> None:
        """
        A message goes to who is there for it; what is none, and what comes before the client has said hello, is answered so.
        """
        id, method = getattr(message, "id", None), getattr(message, "method", None)
        is_named = isinstance(method, str) or not hasattr(message, "method")
        if not hasattr(message, "jsonrpc") or not isinstance(id, str | int | None) or not is_named:
            self._refuse(None, lsp.ErrorCodes.InvalidRequest, _NO_MESSAGE)
        elif hasattr(self, "client_capabilities") or method in (None, lsp.INITIALIZE, lsp.EXIT):
            super().handle_message(message)
        elif id is not None:
            self._refuse(id, lsp.ErrorCodes.ServerNotInitialized, "`initialize` comes first")

    def _refuse(self, id: str | int | None, code: lsp.ErrorCodes, words: str) -> None:
        self._send_data({"jsonrpc": self.VERSION, "id": id, "error": {"code": int(code), "message": words}})


class Server(LanguageServer):
    """
    A server with its desk.
    """

    def __init__(self, asked: str | None = None) -> None:
        super().__init__(
            "disclint", __version__, lsp.TextDocumentSyncKind.Incremental, protocol_cls=_Protocol,
            converter_factory=default_converter,
        )  # fmt: skip
        self.desk = Desk(self, asked)

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002 - pygls calls it
        """
        Log what failed; the request, if it was one, is answered with an error, and the server goes on.
        """
        if isinstance(error, JsonRpcMethodNotFound):
            # Not ours, and whoever asked has been told.
            return
        _LOG.error("%s", error, exc_info=error)
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, f"disclint: {error}"))


def _pulls(client: lsp.ClientCapabilities) -> bool:
    return client.text_document is not None and client.text_document.diagnostic is not None
