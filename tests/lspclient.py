"""
A client of a language server (disclint's, if no other is named) as plain as the protocol: messages over pipes, answers by id.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

PATIENCE = 60
FULL = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "configuration": True,
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceFolders": True,
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
    },
}


class Client:
    """
    A client that answers what the server asks, and remembers what it was told.
    """

    def __init__(
        self,
        root,
        *,
        capabilities=None,
        options=None,
        locale="zh-CN",
        configuration=None,
        environment=None,
        command=(sys.executable, "-m", "disclint", "lsp", "--stdio"),
    ):
        self.root = Path(root)
        self.configuration = configuration
        self.notices = queue.Queue()
        self.told = []
        self.requests = []
        self._answers = {}
        self._arrived = threading.Condition()
        self._last = 0
        self.server = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.root,
            env={**{k: v for k, v in os.environ.items() if k != "DISCLINT_LANG"}, **(environment or {})},
        )
        self._stderr = []
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._hear, daemon=True).start()
        self.initialized = self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": self.root.as_uri(),
                "workspaceFolders": [{"uri": self.root.as_uri(), "name": "root"}],
                "capabilities": FULL if capabilities is None else capabilities,
                "initializationOptions": options,
                "locale": locale,
            },
        )
        self.tell("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.server.poll() is None:
            self.ask("shutdown", None)
            self.tell("exit", None)
            assert self.server.wait(PATIENCE) == 0
        for each in (self.server.stdin, self.server.stdout, self.server.stderr):
            each.close()

    @property
    def log(self):
        return "".join(self._stderr)

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def begin(self, method, params):
        self._last += 1
        self.send({"id": self._last, "method": method, "params": params})
        return self._last

    def end(self, id):
        """
        The whole answer to a request.
        """
        with self._arrived:
            assert self._arrived.wait_for(lambda: id in self._answers, PATIENCE), (id, self.log)
            return self._answers.pop(id)

    def ask(self, method, params):
        answer = self.end(self.begin(method, params))
        assert "error" not in answer, (answer, self.log)
        return answer["result"]

    def open(self, uri, text, version=1, language="plaintext"):
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, uri, version, *changes):
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def published(self, uri, version=None):
        """
        The next findings published for a document (in this version).
        """
        while True:
            notice = self.notices.get(timeout=PATIENCE)
            if notice["method"] != "textDocument/publishDiagnostics":
                self.told.append(notice)
                continue
            params = notice["params"]
            if params["uri"] == uri and (version is None or params.get("version") == version):
                return params["diagnostics"]

    def heard(self, method):
        """
        The next notice of a kind.
        """
        while True:
            notice = self.notices.get(timeout=PATIENCE)
            if notice["method"] == method:
                return notice["params"]

    def _read(self):
        while True:
            length = None
            while line := self.server.stdout.readline().strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                return
            self._take(json.loads(self.server.stdout.read(length)))

    def _take(self, message):
        if "method" not in message:
            with self._arrived:
                self._answers[message["id"]] = message
                self._arrived.notify_all()
        elif "id" in message:
            self.requests.append(message)
            self.send({"id": message["id"], "result": self._answer(message)})
        else:
            self.notices.put(message)

    def _answer(self, message):
        if message["method"] == "workspace/configuration":
            return [self.configuration for _ in message["params"]["items"]]
        if message["method"] == "window/showDocument":
            return {"success": True}
        return None

    def _hear(self):
        for line in self.server.stderr:
            self._stderr.append(line.decode(errors="replace"))
