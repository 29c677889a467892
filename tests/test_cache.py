"""
What is kept between runs: nothing depends on it, nobody else can put anything there, and it stays small.
"""

import json
import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from disclint import cache, schemas, yamlfile
from disclint.cache import bundle, place
from disclint.cache.patterns import compiled
from disclint.errors import UsageError
from disclint.phrases import compile_phrase
from disclint.resources import rules_directory
from disclint.rules import load
from disclint.session import data
from disclint.yamlfile import several

REPORT = Path(__file__).parent.parent / "examples" / "2021-faulty.html"
PATTERNS = (
    "甲[丁-乙零一二三]{2,5}?", r"(?P<year>\d{4})年(?P<rest>.*)", "(?i:a)|b", "(?<!约)近", "(?>甲+)乙++", "[^,。;]",
    compile_phrase("共{..8}{n:count}").lowered.exact.pattern,
)  # fmt: skip


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"DISCLINT_CACHE": str(tmp_path / "kept")}


def folder(environ: dict[str, str]) -> Path:
    return Path(environ["DISCLINT_CACHE"]) / "disclint"


def run(environ: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    given = {key: value for key, value in os.environ.items() if key != "DISCLINT_CACHE"} | environ
    return subprocess.run(
        [sys.executable, "-m", "disclint", *(arguments or ("check", str(REPORT), "--verdicts"))],
        env=given, capture_output=True, check=False,
    )  # fmt: skip


def remade(environ: dict[str, str]) -> list[re.Pattern[str]]:
    with cache.used(environ, "1"):
        return [compiled(each) for each in PATTERNS]


def documents(environ: dict[str, str], texts: dict[str, str]) -> list[object]:
    with cache.used(environ, "1"):
        return [yamlfile.load(text, Path(name), "later").data for name, text in texts.items()]


def test_a_kept_pattern_is_the_pattern(environ: dict[str, str]) -> None:
    first, again = remade(environ), remade(environ)
    for written, made, kept in zip(PATTERNS, first, again, strict=True):
        re.purge()
        # Patterns are equal if their programs are.
        assert made == kept == re.compile(written)
        assert kept.groupindex == made.groupindex
        assert kept.groups == made.groups
    assert again[1].match("2024年度")["year"] == "2024"  # type: ignore[index]
    assert again[1].match("2024年度").lastgroup == "rest"  # type: ignore[union-attr]


def test_kept_patterns_are_not_compiled(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = remade(environ)
    monkeypatch.setattr("disclint.cache.patterns._program", None)
    monkeypatch.setattr("disclint.cache.patterns.re.compile", None)
    assert remade(environ) == expected


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.DOTALL])
def test_a_pattern_with_sets_that_others_have_is_the_pattern(flags: int) -> None:
    sets = ("[甲丙戊庚]", "[^甲丙戊庚，。]", r"[\d零〇一二三k]", "[aB甲]", "[丙-甲\U00020000]")
    for each in (*sets, *map("(?:a{0}|{0}+)b".format, sets)):
        re.purge()
        assert compiled(each, flags) == re.compile(each, flags)
        re.purge()
        made = compiled(each, flags)
        re.purge()
        assert made == re.compile(each, flags)


def test_python_compiles_as_before() -> None:
    before = re._compiler._optimize_charset  # type: ignore[attr-defined]  # noqa: SLF001 - it is put back
    with pytest.raises(re.error):
        compiled("[甲")
    assert re._compiler._optimize_charset is before  # type: ignore[attr-defined]  # noqa: SLF001


def test_kept_flags_are_the_flags(environ: dict[str, str]) -> None:
    for _ in range(2):
        with cache.used(environ, "1"):
            assert compiled("a.b", re.DOTALL).match("a\nb")
            assert not compiled("a.b").match("a\nb")


def test_kept_documents_are_the_documents(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "a.yaml": "a: [1, -2.50, '3', true, null, ~, 2024-01-01, 123456789012345678]\nb: {c: 甲}\nlater: 1\n",
        "b.yaml": "- 0.10\n- {}\n- []\n- '\\0decimal'\n",
        "c.yaml": "",
        "d.yaml": "a: &x [1]\nb: *x\n",
    }
    expected = [yamlfile.load(text, Path(name), "later").data for name, text in texts.items()]
    assert documents(environ, texts) == expected
    monkeypatch.setattr("disclint.yamlfile.composing.loaded", None)
    found = documents(environ, texts)
    assert found == expected
    assert [type(each) for each in found[0]["a"]] == [type(each) for each in expected[0]["a"]]  # type: ignore[index]
    assert found[1][0] == Decimal("0.10")  # type: ignore[index]
    assert str(found[1][0]) == "0.10"  # type: ignore[index]


def test_a_folder_that_was_kept_is_the_folder(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {
        "b.yaml": "a: 1.50\n",
        "a/z.yaml": "b: 甲\nlater: 2\n",
        "a.yaml": "- c\n",
        "a/c/d.yaml": "e: []\n",
    }
    for name, text in texts.items():
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    expected = sorted((tmp_path / "folder").rglob("*.yaml"))

    def found() -> list[yamlfile.Document]:
        with cache.used(environ, "1"):
            read = several.documents(several.files(tmp_path / "folder"), "later")
            read.keep()
            return read.documents

    read = found()
    assert [each.where for each in read] == expected
    assert [each.data for each in read] == [{"e": []}, {"b": "甲"}, ["c"], {"a": Decimal("1.50")}]
    monkeypatch.setattr("disclint.yamlfile.several.load", None)
    kept = found()
    assert kept == read
    assert kept[1].line_of(("later",)) == 2
    monkeypatch.undo()
    assert kept[1].whole().data == {"b": "甲", "later": 2}
    # Of the same length, and written at once; the file system tells that it is another.
    (tmp_path / "folder" / "b.yaml").write_text("a: 1.75\n", encoding="utf-8")
    assert found()[-1].data == {"a": Decimal("1.75")}
    (tmp_path / "folder" / "a.yaml").rename(tmp_path / "folder" / "c.yaml")
    assert [each.where.name for each in found() if each.where] == ["d.yaml", "z.yaml", "b.yaml", "c.yaml"]


def test_keys_that_are_apart_are_read_when_somebody_asks(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\nb: 甲\nc: 2\nlater: 3\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- b\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("c: 0.50\n", encoding="utf-8")

    def found() -> list[yamlfile.Document]:
        with cache.used(environ, "1"):
            read = several.documents(several.files(tmp_path), "later", ["b", "d"])
            read.keep()
            return read.documents

    expected = found()
    assert [each.first for each in expected] == [each.data for each in expected]
    kept = found()
    assert [each.first for each in kept] == [{"a": 1, "c": 2}, ["b"], {"c": Decimal("0.50")}]
    with monkeypatch.context() as patch:
        patch.setattr("disclint.yamlfile.several.load", None)
        assert kept == expected
        assert [*kept[0].data] == ["a", "b", "c"]
    # Half of it gone, or damaged, or of another time: the file says it.
    (file,) = (each for each in folder(environ).iterdir() if each.name.startswith(several.APART))
    (key,) = bundle.Bundle(file.read_bytes()).values()
    sound = bundle.Bundle(file.read_bytes()).get(key)
    assert sound is not None
    for other in (
        b"", b"[]", b'[["", []]]', sound.replace(b'"b"', b'"x"', 1), sound.replace(b'"b"', b"[0]", 1),
        sound.replace(b"[[", b"[0,[", 1), sound.replace(b'{"b"', b'{"x"', 1),
    ):  # fmt: skip
        file.write_bytes(bundle.written({key: other}))
        assert found()[0].data == {"a": 1, "b": "甲", "c": 2}
    file.unlink()
    assert found()[0].data == {"a": 1, "b": "甲", "c": 2}


def test_a_kept_pack_that_is_none_is_read_again(environ: dict[str, str]) -> None:
    def pack() -> list[object]:
        with cache.used(environ, "1"):
            return [(each.id, each.title, each.options) for each in data.pack.__wrapped__().rules]

    expected = pack()
    (file,) = (each for each in folder(environ).iterdir() if each.name.startswith(several.SHELF))
    (key,) = bundle.Bundle(file.read_bytes()).values()
    stored = bundle.Bundle(file.read_bytes()).get(key)
    assert stored is not None
    (value,) = json.loads(stored)
    for change in ({}, [], None, 1, {"id": 1}):
        value[1][7] = change
        file.write_bytes(bundle.written({key: json.dumps([value]).encode()}))
        assert pack() == expected
        # What was wrong is mended.
        assert bundle.Bundle(file.read_bytes()).get(key) == stored


def test_who_imports_disclint_uses_what_commands_kept_and_writes_nothing(
    environ: dict[str, str],
) -> None:
    script = (
        "import sys; from pathlib import Path; import disclint; from disclint.yamlfile import composing, several\n"
        "if sys.argv[1] == 'kept': composing.loaded = several.load = None\n"
        f"print([each.rule for each in disclint.check({str(REPORT)!r}).diagnostics])"
    )

    def told(how: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", script, how], env=os.environ | environ, capture_output=True, text=True, check=False
        )  # fmt: skip

    plain = told("nothing is kept")
    assert plain.returncode == 0, plain.stderr
    assert not Path(environ["DISCLINT_CACHE"]).exists()
    assert told("kept").returncode == 1
    run(environ)
    written = {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder(environ).iterdir()}
    again = told("kept")
    assert (again.returncode, again.stdout) == (0, plain.stdout), again.stderr
    assert written == {
        each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder(environ).iterdir()
    }


def test_a_folder_whose_values_were_changed_is_read_again(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    given = several.files(tmp_path)
    with cache.used(environ, "1"):
        read = several.documents(given)
        read.keep()
    (file,) = (each for each in folder(environ).iterdir() if each.name.startswith(several.SHELF))
    (key,) = bundle.Bundle(file.read_bytes()).values()
    for other in (
        b"",
        b"[]",
        b"[[]]",
        b"[[1, 2, 3]]",
        b'[["", [], []]]',
        f'[["{[*given.values()]!r}", [1, 2], [null]]]'.encode(),
    ):
        file.write_bytes(bundle.written({key: other}))
        with cache.used(environ, "1"):
            assert several.documents(given).documents == read.documents


def test_a_number_is_not_taken_for_the_words_that_were_found_good(environ: dict[str, str]) -> None:
    good = 'pack: {id: a, version: 1.0.0}\nsources: {law: {title: {zh: 法, en: law}, number: "1.5"}}\n'
    refused = []
    for text in (good, good.replace('"1.5"', "1.5"), good):
        with cache.used(environ, "1"):
            refused.append([each.problem for each in schemas.problems(yamlfile.load(text), "pack")])
    assert refused == [[], ["1.5 is not of type 'string'"], []]


def test_what_cannot_be_read_is_refused_every_time(environ: dict[str, str]) -> None:
    for _ in range(2):
        with pytest.raises(UsageError) as caught:
            documents(environ, {"a.yaml": "a: 1\na: 2\n"})
        assert caught.value.line == 2


def test_a_pack_that_was_kept_is_the_pack(environ: dict[str, str]) -> None:
    root = rules_directory() / "annual-report"
    given = [(each, each.read_bytes()) for each in sorted(root.rglob("*.yaml"))]
    sections = list(dict.fromkeys(each.id for form in data.editions().values() for each in form.sections))
    plain = load.pack(given, sections, strict=False)
    for _ in range(2):
        with cache.used(environ, "1"):
            kept = load.pack(given, sections, strict=False)
        assert [each.document.data for each in kept.rules if each.document] == [
            each.document.data for each in plain.rules if each.document
        ]
        assert [(each.id, each.severity, each.options, each.message) for each in kept.rules] == [
            (each.id, each.severity, each.options, each.message) for each in plain.rules
        ]
        assert [str(each) for each in kept.vocabulary.concepts.values()] == [
            str(each) for each in plain.vocabulary.concepts.values()
        ]
        assert [each.read_examples() for each in kept.rules[:9]] == [
            each.read_examples() for each in plain.rules[:9]
        ]
        assert kept.sources == plain.sources


def test_a_run_finds_the_same_with_and_without(environ: dict[str, str]) -> None:
    plain = run({"DISCLINT_CACHE": "off"})
    first = run(environ)
    written = {each.name: each.read_bytes() for each in folder(environ).iterdir()}
    again = run(environ)
    assert plain.returncode == 1
    assert len(written) == 5
    assert (plain.stdout, plain.stderr) == (first.stdout, first.stderr) == (again.stdout, again.stderr)
    # Patterns are the same every time, or the files would grow.
    assert written == {each.name: each.read_bytes() for each in folder(environ).iterdir()}
    assert stat.S_IMODE(folder(environ).stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder(environ).iterdir()} == {0o600}


def test_runs_at_once_do_not_disturb_each_other(environ: dict[str, str]) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: run(environ).stdout, range(3)))
    assert len(set(found)) == 1
    assert all(bundle.Bundle(each.read_bytes()).values() for each in folder(environ).iterdir())


def test_off_and_nowhere_keep_nothing(tmp_path: Path) -> None:
    assert run({"DISCLINT_CACHE": "off", "HOME": str(tmp_path)}).returncode == 1
    assert run({"HOME": "", "XDG_CACHE_HOME": "relative"}).returncode == 1
    assert not list(tmp_path.iterdir())
    assert not Path("relative").exists()


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"DISCLINT_CACHE": "off", "HOME": "/h"}, None),
        ({"DISCLINT_CACHE": "/d", "HOME": "/h"}, "/d/disclint"),
        ({"DISCLINT_CACHE": "", "HOME": "/h"}, "/h/.cache/disclint"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/disclint"),
        ({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/disclint"),
        ({}, None),
    ],
)
def test_where_things_are_kept(environ: dict[str, str], expected: str | None) -> None:
    assert place.path(environ) == expected


def test_damage_anywhere_costs_only_time(environ: dict[str, str]) -> None:
    expected = remade(environ)
    (file,) = folder(environ).iterdir()
    sound = file.read_bytes()
    places = [*range(40), *range(40, len(sound), max(1, len(sound) // 30)), len(sound) - 1]
    for at in places:
        for byte in (sound[at] ^ 1, 255 - sound[at]):
            file.write_bytes(sound[:at] + bytes([byte]) + sound[at + 1 :])
            assert remade(environ) == expected
    for length in (0, 1, 17, 36, 37, 40, len(sound) // 2, len(sound) - 1):
        file.write_bytes(sound[:length])
        assert remade(environ) == expected
    # What was damaged is mended.
    assert file.read_bytes() == sound


def test_programs_that_python_refuses_are_made_again(environ: dict[str, str]) -> None:
    expected = remade(environ)
    (file,) = folder(environ).iterdir()
    values = bundle.Bundle(file.read_bytes()).values()
    for other in (
        b"",
        b"\n",
        b"[]\n\0\0\0\0",
        b"{}\n" + bytes(64),
        b'{"a": 9}\n' + b"\xff" * 64,
        b"{}\n" + bytes(7),
    ):
        file.write_bytes(bundle.written(dict.fromkeys(values, other)))
        assert remade(environ) == expected


def test_directories_of_others_are_left_alone(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = remade(environ)
    monkeypatch.setattr("disclint.cache.place.os.geteuid", lambda: os.getuid() + 1)
    assert place.read(str(folder(environ)), next(folder(environ).iterdir()).name) == b""
    place.write(str(folder(environ)), "new", b"x")
    assert not (folder(environ) / "new").exists()
    assert remade(environ) == expected


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755, 0o720])
def test_directories_open_to_others_are_left_alone(environ: dict[str, str], mode: int) -> None:
    folder(environ).mkdir(parents=True)
    folder(environ).chmod(mode)
    assert len(remade(environ)) == len(PATTERNS)
    assert not list(folder(environ).iterdir())


def test_no_link_is_followed(environ: dict[str, str], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    folder(environ).parent.mkdir()
    folder(environ).symlink_to(elsewhere)
    remade(environ)
    assert not list(elsewhere.iterdir())
    folder(environ).unlink()
    expected = remade(environ)
    (file,) = folder(environ).iterdir()
    file.rename(tmp_path / "target")
    file.symlink_to(tmp_path / "target")
    before = (tmp_path / "target").read_bytes()
    assert place.read(str(folder(environ)), file.name) == b""
    assert remade(environ) == expected
    assert not file.is_symlink()
    assert (tmp_path / "target").read_bytes() == before


def test_files_open_to_others_and_what_is_no_file_are_not_read(environ: dict[str, str]) -> None:
    remade(environ)
    (file,) = folder(environ).iterdir()
    assert place.read(str(folder(environ)), file.name)
    file.chmod(0o666)
    assert place.read(str(folder(environ)), file.name) == b""
    os.mkfifo(folder(environ) / "pipe", 0o600)
    assert place.read(str(folder(environ)), "pipe") == b""


def test_where_nothing_can_be_written_nothing_is_kept(environ: dict[str, str]) -> None:
    folder(environ).parent.write_bytes(b"a file")
    assert run(environ).returncode == 1
    assert run(environ).stderr == b""
    assert folder(environ).parent.read_bytes() == b"a file"


def test_it_stays_small(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclint.cache.shelves._LARGEST", 2_000)
    for index in range(40):
        with cache.used(environ, "1"):
            shelf = cache.shelf("some")
            assert shelf is not None
            shelf.get("39")
            shelf.put(str(index), bytes([index]) * 100)
    (file,) = folder(environ).iterdir()
    assert file.stat().st_size < 4_000
    assert "39" in bundle.Bundle(file.read_bytes()).values()
    for version in range(20):
        with cache.used(environ, str(version)):
            compiled("甲[乙丙]")
    assert len(list(folder(environ).iterdir())) == 12
    (folder(environ) / "left.tmp").write_bytes(b"x")
    os.utime(folder(environ) / "left.tmp", (0, 0))
    place.write(str(folder(environ)), "new", b"x")
    assert not (folder(environ) / "left.tmp").exists()


def test_what_was_kept_meanwhile_is_not_lost(environ: dict[str, str]) -> None:
    with cache.used(environ, "1"):
        mine = cache.shelf("some")
        assert mine is not None
        mine.put("a", b"1")
        with cache.used(environ, "1"):
            other = cache.shelf("some")
            assert other is not None
            other.put("b", b"2")
    with cache.used(environ, "1"):
        found = cache.shelf("some")
        assert found is not None
        assert (found.get("a"), found.get("b"), found.get("c")) == (b"1", b"2", None)


def test_outside_of_a_command_nothing_is_kept(environ: dict[str, str]) -> None:
    # A process of its own: this one may have been lent what commands left.
    script = "from disclint import cache; print(cache.shelf('some'))"
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | environ, capture_output=True, text=True, check=True
    )
    assert done.stdout == "None\n"
    assert not Path(environ["DISCLINT_CACHE"]).exists()


def test_garbage_is_looked_for_once_what_stays_was_made() -> None:
    script = (
        "import gc, sys; from disclint.cli import garbage; before = gc.get_freeze_count()\n"
        "garbage.settle(); plain = gc.get_freeze_count(), gc.get_threshold()[0]\n"
        "garbage.wait(); first = gc.get_threshold()[0]\n"
        "garbage.settle(); then = gc.get_freeze_count(), gc.get_threshold()[0]\n"
        "print(plain[0] == before, plain[1] < first, then[0] > 0, then[1] < first)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True"] * 4
