"""
Nothing is fetched and nothing is listened to: commands end at once if any part of them opens a socket of the network.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench.reports import drafted, office

from tests.corpus import prints
from tests.lspclient import Client

HOME = Path(__file__).parent.parent
REPORT = HOME / "examples" / "2021-faulty.html"
CAUGHT = 97
# Found by Python when it starts, in children too. What event loops wake themselves with has no address.
HOOK = f"""
import os, sys
def watch(event, arguments):
    reaches = event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
    if reaches or (event == "socket.__new__" and arguments[1] != 1):
        os.write(2, f"{{event}} {{arguments}}\\n".encode())
        os._exit({CAUGHT})
sys.addaudithook(watch)
"""
LINKS = """<!DOCTYPE html><html><head><meta charset="utf-8"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<script src="http://127.0.0.1:9/a.js"></script></head><body><img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9/"></iframe>
<h1>丁县水务局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p></body></html>
"""


@pytest.fixture
def environment(tmp_path):
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    path = os.pathsep.join(each for each in (str(hooks), os.environ.get("PYTHONPATH")) if each)
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def ran(environment, *arguments, folder):
    command = [sys.executable, "-m", "disclint", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120, check=False)


def test_the_hook_catches(environment) -> None:
    for line in (
        "import socket; socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', 'import socket; socket.socket()']))",
    ):
        run = subprocess.run([sys.executable, "-c", line], env=environment, capture_output=True, check=False)
        assert run.returncode == CAUGHT, line


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", REPORT),
        ("check", REPORT, "--assurance"),
        *(("check", REPORT, "--output-format", f"{each}:out") for each in ("html", "sarif", "junit", "gitlab", "xlsx", "csv")),
        ("parse", REPORT),
        ("annotate", REPORT, "-o", "out.html"),
        ("explain", "TBL3-SUM-ROW", REPORT),
        ("rules",),
        ("rules", "--markdown", "-o", "pages"),
        ("schema", "rule"),
        ("doctor",),
        ("pack", "new", "pack"),
        ("pack", "check", HOME / "examples" / "custom-pack" / "linjiang"),
    ],
    ids=lambda given: " ".join(Path(str(each)).name for each in given),
)  # fmt: skip
def test_no_command_reaches_out(environment, tmp_path, arguments) -> None:
    run = ran(environment, *arguments, folder=tmp_path)
    assert run.returncode in (0, 1), run.stderr.decode()


def _reports():
    yield "report.docx", office.by_python_docx(drafted(3))
    yield "report.xlsx", office.by_openpyxl(drafted(3))
    yield "report.rtf", rb"{\rtf1\ansi 2024}"
    for path in prints():
        yield "report.pdf", path.read_bytes()


def test_no_reader_reaches_out(environment, tmp_path) -> None:
    """
    Programs that readers have do their work are not Python's, and the hook does not see into them.
    """
    for name, data in _reports():
        path = tmp_path / name
        path.write_bytes(data)
        run = ran(environment, "check", path, folder=tmp_path)
        assert run.returncode in (0, 1), run.stderr.decode()


def test_what_a_page_links_to_is_not_fetched(environment, tmp_path) -> None:
    (tmp_path / "page.html").write_text(LINKS, encoding="utf-8")
    for arguments in (("check", "page.html"), ("annotate", "page.html", "-o", "marked.html")):
        run = ran(environment, *arguments, folder=tmp_path)
        assert run.returncode in (0, 1), run.stderr.decode()


def test_the_language_server_talks_to_its_client_only(environment, tmp_path) -> None:
    with Client(tmp_path, environment=environment) as client:
        uri = (tmp_path / "报告.html").as_uri()
        client.open(uri, REPORT.read_text(encoding="utf-8"))
        assert client.published(uri)
