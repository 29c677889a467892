"""
Who may ask the server of the page, and what it does with what it is sent.
"""

import asyncio
import json
import os
import socket
import sys
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from disclint.cli import main
from disclint.errors import UsageError
from disclint.serve import app, assets, server
from tests.test_html import EVIL
from tests.test_serve import answers, report

HOST = "127.0.0.1:8765"
TOKEN = "a-token-nobody-guesses"  # noqa: S105 - of a server that is never started
LIMIT = 100_000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
OURS = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def stranger() -> Iterator[TestClient]:
    made = app.made(answers(), TOKEN, frozenset((HOST, "localhost:8765")), LIMIT)
    with TestClient(made, base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


@pytest.fixture
def friend(stranger: TestClient) -> TestClient:
    answer = stranger.get("/", params={"token": TOKEN, "lang": "en"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?lang=en")
    stranger.headers.update(OURS)
    return stranger


def test_the_token_becomes_a_cookie_that_scripts_cannot_read(stranger: TestClient) -> None:
    answer = stranger.get("/", params={"token": TOKEN})
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "disclint-8765=" in cookie


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/app.js", "/api/open", "/?token=", "/?token=wrong", "/?token=é"]
)
def test_without_the_token_there_is_nothing(stranger: TestClient, path: str) -> None:
    for method in ("GET", "POST", "PUT", "OPTIONS"):
        answer = stranger.request(method, path, headers=OURS)
        assert answer.status_code == 403
        assert "disclint" in answer.text
        assert "set-cookie" not in answer.headers


def test_a_wrong_cookie_or_header_is_no_token(stranger: TestClient) -> None:
    stranger.cookies.set("disclint-8765", "wrong")
    assert stranger.get("/").status_code == 403
    assert stranger.get("/", headers={"X-Disclint-Token": "wrong"}).status_code == 403
    stranger.cookies.set("disclint-8765", TOKEN)
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:1", "[::1]:8765", ""]
)
def test_by_another_name_nobody_is_at_home(friend: TestClient, host: str) -> None:
    for path in ("/", f"/?token={TOKEN}"):
        answer = friend.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:8766"},
     {"Origin": f"https://{HOST}"}, OURS | {"Sec-Fetch-Site": "cross-site"}, OURS | {"Sec-Fetch-Site": "same-site"}],
)  # fmt: skip
def test_other_pages_cannot_ask(friend: TestClient, headers: dict[str, str]) -> None:
    friend.headers.pop("Origin")
    friend.headers.pop("Sec-Fetch-Site")
    assert friend.post("/api/open", content=b"x", headers=headers).status_code == 403


def test_a_browser_without_origin_cannot_and_a_program_with_the_header_can(friend: TestClient) -> None:
    friend.headers.pop("Origin")
    assert friend.post("/api/open", content=b"x").status_code == 403
    friend.cookies.clear()
    assert friend.post("/api/open", content=b"x", headers={"X-Disclint-Token": TOKEN}).status_code == 200


def test_every_answer_is_sealed(friend: TestClient) -> None:
    asked = [
        friend.get("/"), friend.get("/app.js"), friend.get("/nothing"), friend.get("/?token=wrong"),
        friend.post("/api/open", content=report()), friend.post("/api/check", content=b"{"),
    ]  # fmt: skip
    assert [each.status_code for each in asked] == [200, 200, 404, 403, 200, 400]
    for each in asked:
        policy = each.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert each.headers["x-content-type-options"] == "nosniff"
        assert each.headers["cache-control"] == "no-store"
        assert each.headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in each.headers


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    for name, each in assets.assets().items():
        words = each.content.decode().replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in words, name
        assert "https:" not in words, name
        assert "//" not in words.replace("// ", ""), name
        assert not any(
            banned in words for banned in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(")
        ), name
    index = assets.assets()["index.html"].content.decode()
    assert "<style" not in index
    assert " style=" not in index
    assert " on" not in index.replace(" on this", "")
    assert index.count("<script") == 1


@pytest.mark.parametrize(
    "path", ["/../app.py", "/%2e%2e/app.py", "/..%2fapp.py", "/page/app.js", "/app.py", "/api/open/x"]
)
def test_there_are_no_other_files(friend: TestClient, path: str) -> None:
    assert friend.get(path).status_code == 404


def test_what_is_too_large_is_not_taken(friend: TestClient) -> None:
    for content in (b"x" * (LIMIT + 1), iter([b"x" * LIMIT, b"y"])):
        answer = friend.post("/api/open", content=content)
        assert answer.status_code == 413
        assert answer.json()["error"]["zh"]["message"].startswith("文件大于")
    assert friend.post("/api/open", content=b"x" * LIMIT).status_code == 200
    assert friend.post("/api/check", content=b" " * 5_000_000).status_code == 413


@pytest.mark.parametrize("body", ["", "{", "[]", "7", "\xff", "[[[[" * 30_000], ids=range(6))
@pytest.mark.parametrize("path", ["/api/check", "/api/download", "/api/close"])
def test_nonsense_is_refused(friend: TestClient, path: str, body: str) -> None:
    assert friend.post(path, content=body.encode("latin-1")).status_code == 400


def test_a_report_is_opened_changed_taken_away_and_forgotten(friend: TestClient) -> None:
    opened = friend.post(
        "/api/open", params={"name": "年报.docx", "lang": "zh"}, content=report(suffix="docx")
    ).json()
    edits = [[0, 2, "甲"]]
    changed = friend.post("/api/check", json={"id": opened["id"], "lang": "zh", "edits": edits}).json()
    assert changed["text"].startswith("甲")
    assert friend.post("/api/check", json={"id": opened["id"], "edits": [[9, 2, ""]]}).status_code == 400
    asked = {"id": opened["id"], "lang": "zh", "edits": edits, "kind": "word"}
    made = friend.post("/api/download", json=asked)
    assert made.content.startswith(b"PK")
    assert made.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E5%B9%B4")
    assert friend.post("/api/download", json=asked | {"kind": "exe"}).status_code == 400
    assert friend.post("/api/close", json={"id": opened["id"]}).status_code == 200
    gone = friend.post("/api/check", json={"id": opened["id"]})
    assert (gone.status_code, gone.json()["error"]["en"]["remedy"]) == (410, "open the file again")


def test_an_evil_report_is_words_in_json(friend: TestClient) -> None:
    evil = EVIL.replace("\0", "")
    page = f"<html><body onload=alert(1)><p>{evil}</p><script>x</script><svg/onload=y><a href='javascript:z'>点</a>"
    answer = friend.post("/api/open", params={"name": f"{evil}\r\nSet-Cookie: x"}, content=page.encode())
    assert answer.headers["content-type"] == "application/json"
    assert not {"set-cookie", "location"} & set(answer.headers)
    html = answer.json()["html"]
    for forbidden in ("<script", "<img", "<svg", "javascript:z", " onload=alert"):
        assert forbidden not in html
    made = friend.post("/api/download", json={"id": answer.json()["id"], "kind": "page"})
    assert "\n" not in made.headers["content-disposition"]
    assert made.headers["x-content-type-options"] == "nosniff"


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} cannot be used"):
            server.serve(answers(), port, LIMIT, lambda _: None)


def test_it_listens_to_this_machine_only() -> None:
    with server._listening(0) as listening:  # noqa: SLF001 - what it is bound to is the promise
        assert listening.getsockname()[0] == "127.0.0.1"
        assert listening.family == socket.AF_INET


async def _is_answered_at_once(listening: socket.socket) -> bool:
    """
    Whether asyncio sends what is written over a connection without waiting for more.
    """
    asked: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        made = writer.get_extra_info("socket")
        asked.set_result(bool(made.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
        writer.close()

    async with await asyncio.start_server(answer, sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname())
        found = await asked
        writer.close()
    return found


def test_no_part_of_an_answer_is_held_back() -> None:
    with server._listening(0) as listening:  # noqa: SLF001 - as above
        assert asyncio.run(_is_answered_at_once(listening))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_missing_is_told(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("disclint.cli.serve.find_spec", lambda _: None)
    with pytest.raises(SystemExit, match="2"):
        main(["--lang", lang, "serve", "--no-browser"])
    assert "pip install 'disclint[serve]'" in capsys.readouterr().err


def test_nothing_is_written_to_disk(friend: TestClient) -> None:
    written: list[object] = []
    watching = [True]

    def watch(event: str, given: tuple[object, ...]) -> None:
        if watching and event == "open" and given[0] != os.devnull:
            _, mode, flags = given
            if (isinstance(mode, str) and set("wax+") & set(mode)) or (
                isinstance(flags, int) and flags & _WRITING
            ):
                written.append(given)

    sys.addaudithook(watch)
    answer = friend.post("/api/open", params={"name": "年报.docx"}, content=report(suffix="docx")).json()
    for kind in ("page", "word"):
        friend.post("/api/download", content=json.dumps({"id": answer["id"], "kind": kind}))
    watching.clear()
    assert written == []
