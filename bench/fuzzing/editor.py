"""
A whole session of the language server as an input: a message a line, answered by a server in this process.
"""

import asyncio
import json
import logging
import re
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any

from pygls.exceptions import JsonRpcException
from pygls.io_ import run_async

from disclint.lsp import connection, server
from disclint.lsp.connection import Server
from disclint.session import check
from disclint.session.options import Options

# What a client is told that is its own fault: parse, request, method, parameters; what is not ready, cancelled or changed.
_OWN_FAULT = frozenset((-32700, -32600, -32601, -32602, -32002, -32800, -32801))
# What is logged of messages that are no messages, and of what waits in vain when the session ends.
_NO_FAULT = (JsonRpcException, ValueError, TypeError, asyncio.CancelledError)
_PATIENCE = 30.0
_CONVERTER = "default_converter"
_REST = 0.2
# Of this machine nothing is read for a client that was made up but what is in one folder.
_FOLDER = Path(__file__).resolve().parents[2] / "examples"
_OUT = re.compile(r"\A[^/]*/*|(?:\.|%2e){2,}|//+|[?#\x00]", re.IGNORECASE)
_MOST_MESSAGES = 40


class _Client:
    """
    Hears what the server says.
    """

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    def write(self, data: bytes) -> None:
        self.heard.append(json.loads(data.partition(b"\r\n\r\n")[2]))

    def close(self) -> None:
        pass


class _Log(logging.Handler):
    """
    Keeps the exceptions that were logged and are nobody's fault but the server's.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.failures: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, _NO_FAULT):
            self.failures.append(error)


def session(given: bytes) -> None:
    """
    Messages to a server: no request is answered by an error of ours, and in the end a fresh check finds what is shown.
    """
    _quick_converter()
    framed = b"".join(map(_framed, given.split(b"\n")[:_MOST_MESSAGES]))
    client, log = _Client(), _Log()
    loggers = [logging.getLogger(name) for name in ("disclint", "pygls", "asyncio")]
    for each in loggers:
        each.addHandler(log)
        each.propagate = False
    try:
        asyncio.run(_served(framed, client))
    except SystemExit:
        # The client told it to go.
        pass
    finally:
        for each in loggers:
            each.removeHandler(log)
    for failure in log.failures:
        raise failure
    for said in client.heard:
        code = said.get("error", {}).get("code")
        assert code is None or code in _OWN_FAULT, f"answered by an error of ours: {said['error']}"


@cache
def _quick_converter() -> None:
    # Made anew for each server it takes longer than all the rest.
    setattr(connection, _CONVERTER, cache(getattr(connection, _CONVERTER)))


def _framed(line: bytes) -> bytes:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        body = line
    else:
        if isinstance(message, dict):
            message.setdefault("jsonrpc", "2.0")
        body = json.dumps(_harmless(message)).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body) if body else b""


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return (
            f"{_FOLDER.as_uri()}/{_OUT.sub('', value)[:200]}" if value.lower().startswith("file:") else value
        )
    if isinstance(value, dict):
        return {key: _harmless(each) for key, each in value.items()}
    return [_harmless(each) for each in value] if isinstance(value, list) else value


async def _served(framed: bytes, client: _Client) -> None:
    reader = asyncio.StreamReader(limit=1 << 24)
    reader.feed_data(framed)
    reader.feed_eof()
    made = server.made()
    made.protocol.set_writer(client)
    try:
        await asyncio.wait_for(
            run_async(Event(), reader, made.protocol, error_handler=made.report_server_error), _PATIENCE
        )
        while checks := [each for each in made.desk._tasks.values() if not each.done()]:  # noqa: SLF001 - to wait for
            await asyncio.wait_for(asyncio.wait(checks), _PATIENCE)
        # What the server asked the client is not answered, and who asked waits.
        waiting = [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]
        if waiting:
            await asyncio.wait(waiting, timeout=_REST)
        _ensure_settled(made)
    except asyncio.IncompleteReadError:
        # A message that ends before it should; the server goes, as if the client had.
        pass
    finally:
        made.desk.close()
        # Nobody listens any more.
        made.protocol.writer = None


def _ensure_settled(made: Server) -> None:
    for uri, document in made.desk.documents.items():
        checked = made.desk.results.get(uri)
        assert checked is not None, "a document was never checked"
        assert checked.document is document, "what is shown is of an older text"
        if checked.result is None or made.desk.settings.given:
            continue
        expected = check.check_text(document.text, document.name, Options())
        assert checked.result.diagnostics == expected.diagnostics, "a fresh check finds something else"
