"""
Whatever is done in whatever order, the doors that remember something say what a fresh check says.
"""

import json
import os
import re
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

import disclint
from disclint.grammar.recognition import NOT_A_REPORT
from disclint.outputs import check_json
from disclint.session import check, reading
from disclint.session.options import Options
from disclint.source import Source
from tests.lspclient import Client
from tests.test_serve import answers

EXAMPLES = Path(__file__).parent.parent / "examples"
TEXTS = tuple((EXAMPLES / name).read_text(encoding="utf-8") for name in ("2019-faulty.txt", "2021-sound.txt"))
# Pieces that mean something to a report, to a table, to a comment, and to who counts in UTF-16.
PIECES = st.sampled_from(
    ["", "", "1", "9", "\n", "|", " ", "总计", "2019年", "。", "（一）", "😀", "\r\n", "<!-- disclint: ignore TBL3-* 理由：试 -->", "<td>"]
)  # fmt: skip
PLACES = st.floats(0, 1, allow_nan=False)
LISTED = re.compile(r'<li class="finding [^>]*>.*?<code>([^<]*)</code></h3><p>(.*?)</p>', re.DOTALL)
# So many times as many tries as in the tests, for whoever has the time.
LONG = int(os.environ.get("DISCLINT_LONG", "1"))
_STEPS: dict[str, Any] = {
    "max_examples": 12 * LONG,
    "stateful_step_count": 20 if LONG == 1 else 60,
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
}


def spot(text: str, offset: int) -> dict[str, int]:
    """
    A place as an editor tells it.
    """
    lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {"line": len(lines) - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}


class Editors(RuleBasedStateMachine):
    """
    A client that opens, changes and closes reports, and asks for all sorts of things, some of which there are not.
    """

    documents = Bundle("documents")
    client: Client
    numbers = count()

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, tuple[str, int]] = {}

    @rule(target=documents, text=st.sampled_from(TEXTS))
    def open(self, text: str) -> str:
        """
        Open a report under a name of its own.
        """
        uri = f"file:///stateful/{next(self.numbers)}.txt"
        self.client.open(uri, text)
        self.texts[uri] = text, 1
        return uri

    @rule(
        uri=documents, edits=st.lists(st.tuples(PLACES, st.integers(0, 12), PIECES), min_size=1, max_size=3)
    )
    def change(self, uri: str, edits: list[tuple[float, int, str]]) -> None:
        """
        Change a report, several times in one message.
        """
        text, version = self.texts[uri]
        sent = []
        for place, gone, new in edits:
            start = round(place * len(text))
            # No editor cuts a line end in two.
            start -= text[start - 1 : start + 1] == "\r\n"
            end = min(len(text), start + gone)
            end += text[end - 1 : end + 1] == "\r\n"
            sent.append({"range": {"start": spot(text, start), "end": spot(text, end)}, "text": new})
            text = text[:start] + new + text[end:]
        self.client.change(uri, version + 1, *sent)
        self.texts[uri] = text, version + 1

    @rule(uri=documents, text=st.sampled_from(TEXTS))
    def replace(self, uri: str, text: str) -> None:
        """
        Change all of a report.
        """
        version = self.texts[uri][1] + 1
        self.client.change(uri, version, {"text": text})
        self.texts[uri] = text, version

    @rule(
        uri=documents,
        place=PLACES,
        method=st.sampled_from(
            ["hover", "documentSymbol", "foldingRange", "definition", "documentHighlight", "references"]
        ),
    )
    def ask(self, uri: str, place: float, method: str) -> None:
        """
        Ask about a place, which the next change may move; the answer need not come in order.
        """
        text, _ = self.texts[uri]
        self.client.begin(
            f"textDocument/{method}",
            {
                "textDocument": {"uri": uri},
                "position": spot(text, round(place * len(text))),
                "context": {"includeDeclaration": True},
            },
        )

    @rule(uri=documents)
    def nonsense(self, uri: str) -> None:
        """
        Ask what cannot be answered: that is an error, and no end.
        """
        wrong = {"textDocument": {"uri": uri}, "position": {"line": "x"}}
        assert "error" in self.client.end(self.client.begin("textDocument/hover", wrong))
        far = {"textDocument": {"uri": uri}, "position": {"line": 99_999, "character": 99_999}}
        assert "error" not in self.client.end(self.client.begin("textDocument/hover", far))

    @rule(uri=documents)
    def settle(self, uri: str) -> None:
        """
        Wait, and compare.
        """
        text, version = self.texts[uri]
        # Whoever was told of this version already is told again after an edit that changes nothing.
        self.client.change(
            uri, version + 1, {"range": {"start": spot(text, 0), "end": spot(text, 0)}, "text": ""}
        )
        self.texts[uri] = text, version + 1
        found = self.client.published(uri, version + 1)
        expected = disclint.check_text(text, f"/stateful/{uri.rpartition('/')[2]}")
        # Of what is no report an editor is told nothing.
        told = () if expected.reason == NOT_A_REPORT else expected.diagnostics
        assert [(each["code"], each["message"]) for each in found] == [
            (each.rule, expected.say(each.message)) for each in told
        ]

    @rule(uri=consumes(documents))
    def close(self, uri: str) -> None:
        """
        Close a report, of which nothing is shown any more.
        """
        self.client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        del self.texts[uri]
        while self.client.published(uri):
            pass

    def teardown(self) -> None:
        """
        Close what is open.
        """
        for uri in self.texts:
            self.client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


def test_a_server_that_was_told_anything_says_what_a_fresh_check_says() -> None:
    with Client(EXAMPLES) as Editors.client:
        test = Editors.TestCase
        test.settings = settings(**_STEPS)
        test().runTest()
        assert next(Editors.numbers) > 0


class Pages(RuleBasedStateMachine):
    """
    A page that opens reports, changes words and cells, takes changes back, and asks for what it closed.
    """

    papers = Bundle("papers")

    @initialize()
    def begin(self) -> None:
        """
        A server with nothing open.
        """
        self.answers = answers()
        self.shown: dict[str, dict[str, Any]] = {}
        self.before: dict[str, list[list[object]]] = {}
        self.read: dict[str, str] = {}

    @rule(target=papers, text=st.sampled_from(TEXTS))
    def open(self, text: str) -> str:
        """
        Drop a file.
        """
        answer = self.answers.open(text.encode(), "报告.txt", "zh")
        self.shown[answer["id"]], self.before[answer["id"]] = answer, [[]]
        self.read[answer["id"]] = answer["text"]
        self._compare(answer)
        return str(answer["id"])

    @rule(id=papers, place=PLACES, gone=st.integers(0, 12), new=PIECES)
    def change(self, id: str, place: float, gone: int, new: str) -> None:
        """
        Change something of what is shown.
        """
        shown = self.shown[id]
        start = round(place * len(shown["text"]))
        change = [start, min(len(shown["text"]), start + gone), new]
        self.before[id].append(self._edits(shown))
        self._told(id, self._edits(shown), change)

    @rule(id=papers, at=st.integers(0, 3), new=PIECES)
    def retype(self, id: str, at: int, new: str) -> None:
        """
        Change once more what was changed before.
        """
        shown = self.shown[id]
        if shown["edits"]:
            start, end = shown["edits"][at % len(shown["edits"])]["at"]
            self.before[id].append(self._edits(shown))
            self._told(id, self._edits(shown), [start, end, new])

    @rule(id=papers)
    def undo(self, id: str) -> None:
        """
        Take the last change back.
        """
        if self.before[id]:
            self._told(id, self.before[id].pop(), None)

    @rule(id=papers, kind=st.sampled_from(["page", "xlsx"]))
    def download(self, id: str, kind: str) -> None:
        """
        Take something away.
        """
        asked = {"id": id, "lang": "zh", "edits": self._edits(self.shown[id]), "kind": kind}
        try:
            made = self.answers.download(asked)
        except LookupError:
            assert len(self.shown) > 8
            return
        assert made.content

    @rule(id=consumes(papers))
    def close(self, id: str) -> None:
        """
        Close a report, and ask for it.
        """
        self.answers.close({"id": id})
        try:
            self.answers.check({"id": id, "lang": "zh", "edits": []})
        except LookupError:
            return
        raise AssertionError

    def _told(self, id: str, edits: list[list[object]], change: list[object] | None) -> None:
        asked = {"id": id, "lang": "zh", "edits": edits} | ({} if change is None else {"change": change})
        try:
            answer = self.answers.check(json.loads(json.dumps(asked)))
        except LookupError:
            # The oldest are forgotten where there are many; a page opens them again.
            assert len(self.shown) > 8
            return
        self.shown[id] = answer
        self._compare(answer)

    @staticmethod
    def _edits(shown: dict[str, Any]) -> list[list[object]]:
        return [[each["start"], each["end"], each["text"]] for each in shown["edits"]]

    def _compare(self, answer: dict[str, Any]) -> None:
        text = self.read[answer["id"]]
        for each in reversed(answer["edits"]):
            assert text[each["start"] : each["end"]] == each["was"]
            text = text[: each["start"]] + each["text"] + text[each["end"] :]
        assert answer["text"] == text
        # Not read anew: whatever is written into a page, it stays what it was dropped as.
        source = Source(text, "报告.txt", "text")
        expected = check.check_parsed(reading.parse(source), "报告.txt", Options())
        listed = [(one, unescape(two)) for one, two in LISTED.findall(answer["html"])]
        assert listed == [(each.rule, expected.say(each.message)) for each in check_json.ordered(expected)]


def test_a_page_that_was_told_anything_shows_what_a_fresh_check_finds() -> None:
    test = Pages.TestCase
    # Nobody need be waited for; a slip that hides behind another takes a few more to find.
    test.settings = settings(**_STEPS | {"max_examples": 20 * LONG})
    test().runTest()
