"""
yaml-language-server with the schemas, as rule files name them in their first lines: the built-in files are right, broken ones are shown where
they are wrong, and what may stand there is offered.
"""

import itertools
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.lspclient import FULL, Client

HOME = Path(__file__).parent.parent
PACKAGE = "yaml-language-server@1.25.0"
SETTINGS = {"validate": True, "completion": True, "schemaStore": {"enable": False}}
NUMBERS = itertools.count()
RULE = "rules/annual-report/tbl3/TBL3-SUM-ROW.yaml"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    npm = shutil.which("npm")
    if npm is None and "CI" not in os.environ:
        pytest.skip("npm is not installed")
    assert npm is not None, "npm is not installed; .ci/run installs it"
    folder = tmp_path_factory.mktemp("yaml")
    run = subprocess.run(
        [npm, "install", "--no-save", "--no-audit", "--no-fund", PACKAGE],
        cwd=folder, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    if run.returncode and "CI" not in os.environ:
        pytest.skip("npm reaches no registry here")
    assert run.returncode == 0, run.stderr.decode(errors="replace")
    program = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    capabilities = {**FULL, "textDocument": {**FULL["textDocument"], "completion": {}, "hover": {}}}
    with Client(
        HOME, command=("node", str(program), "--stdio"), configuration=SETTINGS, capabilities=capabilities
    ) as found:
        yield found


def told(client, text, name=RULE):
    """
    What is said of a file that stands beside a built-in one, with these words.
    """
    uri = (HOME / name).with_stem(f"{Path(name).stem}-{next(NUMBERS)}").as_uri()
    client.open(uri, text, language="yaml")
    return client.published(uri)


@pytest.mark.parametrize(
    "name",
    [
        RULE, "rules/annual-report/nar/NAR-T3-RECEIVED.yaml", "rules/annual-report/pack.yaml",
        "rules/annual-report/concepts/admin_fees.yaml", "rules/annual-report/scopes.yaml", "rules/editions/2021.yaml",
    ],
)  # fmt: skip
def test_built_in_files_are_right(client, name) -> None:
    assert told(client, (HOME / name).read_text(encoding="utf-8"), name) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("\nbasis:", "\nbases:", "bases"),
        ("\nkind: sum", "\nkind: sums", "Value is not accepted"),
        ("\nseverity: ", "\nseverity: [1]\nwas: ", "was"),
    ],
)
def test_what_is_wrong_is_shown_where_it_is(client, right, wrong, said) -> None:
    text = (HOME / RULE).read_text(encoding="utf-8")
    assert right in text
    broken = text.replace(right, wrong, 1)
    found = told(client, broken)
    line = broken[: broken.index(wrong) + 1].count("\n")
    assert any(said in each["message"] for each in found), found
    assert any(line <= each["range"]["start"]["line"] <= line + 1 for each in found), found


def test_keys_are_offered(client) -> None:
    text = (HOME / RULE).read_text(encoding="utf-8").rstrip() + "\n"
    uri = (HOME / RULE).as_uri()
    client.open(uri, text, language="yaml")
    place = {"textDocument": {"uri": uri}, "position": {"line": text.count("\n"), "character": 0}}
    found = client.ask("textDocument/completion", place)
    items = found["items"] if isinstance(found, dict) else found
    assert {"applies_to", "tags"} & {each["label"] for each in items}
