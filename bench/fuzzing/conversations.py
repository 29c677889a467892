"""
What an editor and the language server may say to each other: the sessions that fuzzing begins with.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.reports import sound

_ROOT = Path(__file__).resolve().parents[2]


def conversation() -> Iterator[bytes]:
    """
    Sessions of an editor, a message a line.
    """
    text = (_ROOT / "examples" / "2021-faulty.html").read_text(encoding="utf-8")[:6_000]
    where = {"textDocument": {"uri": "file:///a.html"}, "position": {"line": 12, "character": 3}}
    begin: dict[str, object] = {
        "id": 0,
        "method": "initialize",
        "params": {"processId": None, "rootUri": None, "capabilities": {}, "locale": "zh-CN"},
    }
    ready: dict[str, object] = {"method": "initialized", "params": {}}

    def opened(uri: str, language: str, words: str) -> dict[str, object]:
        return {
            "method": "textDocument/didOpen",
            "params": {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": words}},
        }

    span = {"start": {"line": 0, "character": 0}, "end": {"line": 40, "character": 9}}
    change: dict[str, object] = {
        "method": "textDocument/didChange",
        "params": {
            "textDocument": {"uri": "file:///a.html", "version": 2},
            "contentChanges": [
                {"range": {**span, "end": {"line": 1, "character": 1}}, "text": "一"},
                {"text": text[:3_000]},
            ],
        },
    }
    asked: list[dict[str, object]] = [
        {
            "id": at,
            "method": f"textDocument/{method}",
            "params": {
                **where,
                "range": span,
                "context": {"diagnostics": [], "includeDeclaration": True, "triggerKind": 1},
                "newName": "x",
                "options": {},
            },
        }
        for at, method in enumerate(
            (
                "hover",
                "codeAction",
                "documentSymbol",
                "foldingRange",
                "inlayHint",
                "definition",
                "references",
                "documentHighlight",
                "diagnostic",
                "completion",
                "rename",
            ),
            1,
        )
    ]
    yield _lines(
        [
            begin,
            ready,
            opened("file:///a.html", "html", text),
            *asked,
            change,
            asked[0],
            {"id": 99, "method": "shutdown"},
            {"method": "exit"},
        ]
    )
    folder = _ROOT / "examples" / "custom-pack" / "linjiang"
    rule = min((folder / "rules").glob("*.yaml"))
    of_pack = [
        opened(
            f"file:///custom-pack/linjiang/{each.relative_to(folder).as_posix()}",
            "yaml",
            each.read_text(encoding="utf-8"),
        )
        for each in (folder / "pack.yaml", rule)
    ]
    told: dict[str, object] = {
        "method": "workspace/didChangeConfiguration",
        "params": {
            "settings": {
                "disclint": {"select": ["TBL3"], "lang": "en", "failOn": "never", "inlayHints": True}
            }
        },
    }
    of_rule = [
        {
            **each,
            "params": {
                **each["params"],
                "textDocument": {"uri": f"file:///custom-pack/linjiang/rules/{rule.name}"},
            },
        }
        for each in asked
        if isinstance(each["params"], dict)
    ]
    yield _lines([begin, ready, *of_pack, *of_rule, told])
    plain = sound(5, style="pipe").data.decode()
    command: dict[str, object] = {
        "id": 50,
        "method": "workspace/executeCommand",
        "params": {"command": "disclint.explain", "arguments": ["TBL3-SUM-ROW", "file:///a.txt"]},
    }
    yield _lines(
        [
            begin,
            ready,
            opened("file:///a.txt", "plaintext", plain),
            command,
            {"method": "$/cancelRequest", "params": {"id": 50}},
            {"method": "textDocument/didClose", "params": {"textDocument": {"uri": "file:///a.txt"}}},
        ]
    )


def _lines(messages: list[dict[str, object]]) -> bytes:
    return b"\n".join(json.dumps(each, ensure_ascii=False).encode() for each in messages)
