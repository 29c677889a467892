"""
One engine behind every door: the library, the command, the language server and the page find the same in the same file.
"""

import json
import re
import subprocess
import sys
from html import unescape
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest
from attrs import asdict, evolve
from bench.reports import FAULTS, faulty, sound

import disclint
from disclint.outputs import html
from disclint.outputs.view import View
from disclint.readers import decode
from tests.corpus import files
from tests.forms import EDITIONS
from tests.lspclient import Client

# Word and printed pages have no lines for an editor.
TEXTS = (".txt", ".md", ".html")
HOW_MANY = 200
NAMES = {1: "error", 2: "warning", 3: "info"}


def reports():
    keys = sorted(FAULTS)
    for seed in range(10 * HOW_MANY):
        each = sound(seed) if seed % 4 == 0 else faulty(seed, keys[seed % len(keys)])
        if each.suffix in TEXTS:
            yield each


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("reports")
    for number, each in enumerate(islice(reports(), HOW_MANY)):
        (made / f"{number:03}{each.suffix}").write_bytes(each.data)
    for number, path in enumerate(files()):
        if path.suffix in TEXTS:
            (made / f"real-{number:02}{path.suffix}").write_bytes(path.read_bytes())
    assert len(list(made.iterdir())) >= HOW_MANY
    return made


def placed(rule, severity, message, place):
    return (rule, severity, message, place["line"], place["column"], place["end_line"], place["end_column"])


@pytest.fixture(scope="module")
def results(folder):
    return {path.name: disclint.check(path) for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def by_library(results):
    found = {
        name: [
            placed(each.rule, each.severity, result.say(each.message), asdict(result.locate(each.span)))
            for each in result.diagnostics
        ]
        for name, result in results.items()
    }
    assert sum(map(bool, found.values())) >= HOW_MANY // 2
    return found


def test_the_command(folder, by_library) -> None:
    command = [sys.executable, "-m", "disclint", "check", ".", "--output-format", "jsonl", "--lang", "zh"]
    run = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)
    assert run.returncode == 1, run.stderr.decode()
    lines = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert {
        Path(line["path"]).name: [
            placed(each["rule"], each["severity"], each["message"], each["location"])
            for each in line["diagnostics"]
        ]
        for line in lines
    } == by_library


def test_the_language_server(folder, by_library) -> None:
    found = {}
    with Client(folder) as client:
        for path in sorted(folder.iterdir()):
            uri = path.as_uri()
            client.open(uri, decode.decode(path.read_bytes()))
            found[path.name] = [
                placed(each["code"], NAMES[each["severity"]], each["message"], _file_place(each["range"]))
                for each in client.published(uri)
            ]
            client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
            client.published(uri)
    assert found == by_library


# What the page lists: severity, rule, message.
LISTED = re.compile(r'<li class="finding (\w+)"[^>]*>.*?<code>([^<]*)</code></h3><p>(.*?)</p>', re.DOTALL)
SERVE = ["serve", "--no-browser", "--isolated", "--lang", "zh"]


@pytest.fixture(scope="module")
def page(folder):
    """
    A server of the page: how to send it a file.
    """
    command = [sys.executable, "-m", "disclint", *SERVE]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE) as server:
        address = urlsplit(re.search(r"http://\S+", server.stderr.readline().decode())[0])
        origin = f"http://{address.netloc}"
        token = re.search(r"token=([^&]+)", address.query)[1]

        def opened(name, data):
            where = f"{origin}/api/open?name={quote(name)}&lang=zh"
            headers = {"X-Disclint-Token": token, "Origin": origin}
            with urlopen(Request(where, data, headers), timeout=60) as answer:  # noqa: S310 - our own
                return json.load(answer)

        yield opened
        server.terminate()


def test_the_page(folder, results, by_library, page) -> None:
    for path in sorted(folder.iterdir()):
        answer = page(path.name, path.read_bytes())
        # The findings one by one, and then where they are marked, with all that is said of them.
        listed = [
            (rule, severity, unescape(message)) for severity, rule, message in LISTED.findall(answer["html"])
        ]
        assert sorted(listed) == sorted(each[:3] for each in by_library[path.name])
        expected = evolve(results[path.name], path=path.name)
        assert answer["html"] == html.fragment(expected, View(editions=EDITIONS), placed=True)
        assert answer["text"] == expected.source.text


def _file_place(range):
    return {
        f"{prefix}{name}": range[end][key] + 1
        for prefix, end in (("", "start"), ("end_", "end"))
        for name, key in (("line", "line"), ("column", "character"))
    }
