"""
A pack is data: whatever it holds, loading ends within a second, in little memory, at a file and line.
"""

import subprocess
import sys
import time
from pathlib import Path

import pytest

import disclint
from disclint.packs import testing
from disclint.packs.limits import ensure_affordable
from disclint.phrases.regex import compile_regex, translated
from disclint.session import data
from tests.packs import HEAD, SIGNED, house, load, refused, write

_ASSERT = """\
id: HOUSE-SIGNED
title: {{zh: 题, en: T}}
kind: assert
severity: warning
check: '{check}'
message: {{zh: 说, en: M}}
why: {{zh: 因, en: W}}
fix: {{zh: 改, en: F}}
basis: [{{ref: city}}]
examples:
  pass: [{{name: a, text: x}}]
  fail: [{{name: b, text: x}}]
"""
_CELLS = "cells(requests/*/*)"
_HUGE = f"all(a in {_CELLS}: all(b in {_CELLS}: all(c in {_CELLS}: a.value + b.value + c.value >= 0)))"


def rule(check: str) -> str:
    return _ASSERT.format(check=check)


def signed(**changes: str) -> str:
    text = SIGNED
    for key, value in changes.items():
        (line,) = [each for each in text.splitlines() if each.startswith(f"{key}:")]
        text = text.replace(line, f"{key}: {value}")
    return text


HOSTILE = {
    "alias bomb": "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
    "many aliases": "a: &a [1]\nb: [" + "*a," * 40_000 + "*a]\n",
    "deep brackets": "a: " + "[" * 100_000,
    "deep braces": "{a: " * 30_000,
    "deep lists": "- " * 100_000 + "a",
    "deep indentation": "\n".join(f"{' ' * n}a:" for n in range(700)),
    "many values": "a: [" + "1," * 60_000 + "1]",
    "too large": "a: " + "x" * 900_000,
    "a key twice": signed(id="HOUSE-SIGNED") + "kind: assert\n",
    "a key that is a list": SIGNED + "? [a, b]\n: 1\n",
    "a key that is a number": SIGNED + "1: 2\n",
    "a tag": SIGNED + "profile: !!python/object/apply:os.system ['true']\n",
    "a tag of python": SIGNED + "profile: !!python/name:os.system\n",
    "a word of YAML 1.1": SIGNED + "final: yes\n",
    "another word of YAML 1.1": SIGNED + "final: on\n",
    "a merge key": "x: &x {id: HOUSE-SIGNED}\n<<: *x\n",
    "two documents": f"{SIGNED}---\n{SIGNED}",
    "no YAML": "a: [b\n",
    "control characters": "a: \x00\n",
    "a huge quantifier": rule(_HUGE),
    "too many quantifiers": rule(_HUGE.replace("a.value +", "any(d in cells(requests/*/*): d.value > 0) and a.value +")),
    "deep parentheses": rule("(" * 900 + "1" + ")" * 900 + " == 1"),
    "a long chain": rule(" and ".join(["true"] * 400)),
    "an attribute of Python": rule('report.__class__ == "x"'),
    "an attribute behind another": rule('report.kind.__class__.__mro__ == "x"'),
    "a name of Python": rule('__class__ == "x"'),
    "a function of Python": rule('__import__("os") == "x"'),
    "open": rule('open("x") == "x"'),
    "a variable that is none": rule('$self == "x"'),
    "a format string": signed(message='{zh: "{report.__class__}", en: x}'),
    "a format with a conversion": signed(message='{zh: "{report!r}", en: x}'),
    "a deep phrase": signed(require="['" + "{" * 300 + "a" + "}" * 300 + "']"),
    "a phrase of many gaps": signed(require="['" + "{*99}{..99}" * 12 + "收']"),
    "a phrase of many options": signed(require="['" + "{甲|乙|丙|甲乙|乙丙}?{*60}" * 10 + "']"),
    "a long phrase": signed(require="['" + "收" * 20_000 + "']"),
    "no trust": signed(require="[{regex: '收+'}]"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_rule_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    data.program()
    root = house(tmp_path, HOUSE_SIGNED=HOSTILE[name])
    start = time.process_time()
    error = refused(root)
    assert time.process_time() - start < 1
    assert error.where == root / "rules" / "HOUSE-SIGNED.yaml"
    assert error.line is not None
    assert error.remedy


@pytest.mark.parametrize(
    ("check", "problem"),
    [
        ('report.__class__ == "x"', "unknown name: properties do not begin with '_'"),
        ('report.clazz == "x"', "a report has no .clazz"),
        ('__class__ == "x"', "unknown name: names do not begin with '_'"),
        ('__import__("os") == "x"', "no function '__import__'"),
        (_HUGE, "goes through too much"),
    ],
)
def test_what_is_refused_is_told(tmp_path: Path, check: str, problem: str) -> None:
    assert problem in refused(house(tmp_path, HOUSE_SIGNED=rule(check))).problem


_MEASURED = """
import sys, time
from disclint.errors import UsageError
from disclint.session import data
data.program()
start = time.process_time()
try:
    data.kit([sys.argv[1]])
except UsageError as error:
    # What getrusage tells counts whoever started this process, too.
    peak = next(each for each in open("/proc/self/status") if each.startswith("VmHWM"))
    print(time.process_time() - start, peak.split()[1], error.line)
"""


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="needs /proc to tell the memory of a process"
)
@pytest.mark.parametrize(
    "name",
    [
        "alias bomb",
        "deep brackets",
        "deep lists",
        "many values",
        "a huge quantifier",
        "a phrase of many options",
    ],
)
def test_a_hostile_rule_takes_little_memory(tmp_path: Path, name: str) -> None:
    root = house(tmp_path, HOUSE_SIGNED=HOSTILE[name])
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(root)], capture_output=True, text=True, check=True
    )
    seconds, kilobytes, line = done.stdout.split()
    assert float(seconds) < 1
    assert int(kilobytes) < 100_000
    assert line != "None"


def test_all_that_ships_is_affordable() -> None:
    for each in data.pack().rules:
        ensure_affordable(each, data.editions(), frozenset())


# Templates and chains.


def test_templates_cannot_grow_without_end(tmp_path: Path) -> None:
    templates = "templates:\n  t0: {params: {a: text}, kind: statement, require: ['${a}']}\n"
    for n in range(1, 7):
        templates += f"  t{n}: {{params: {{a: text}}, use: t{n - 1}, with: {{a: '{'${a}' * 20}'}}}}\n"
    user = "id: HOUSE-SIGNED\nuse: t6\nwith: {a: 收到收到}\n"
    error = refused(house(tmp_path, templates, HOUSE_SIGNED=user))
    assert "too large" in error.problem
    assert error.line is not None


def test_lists_in_templates_cannot_grow_without_end(tmp_path: Path) -> None:
    templates = "templates:\n  t0: {params: {a: list}, kind: statement, require: '${a}'}\n"
    many = ", ".join(["'${a}'"] * 20)
    for n in range(1, 7):
        templates += f"  t{n}: {{params: {{a: list}}, use: t{n - 1}, with: {{a: [{many}]}}}}\n"
    user = "id: HOUSE-SIGNED\nuse: t6\nwith: {a: [收到]}\n"
    assert "too large" in refused(house(tmp_path, templates, HOUSE_SIGNED=user)).problem


def test_a_template_that_uses_itself_ends(tmp_path: Path) -> None:
    error = refused(house(tmp_path, "templates:\n  a: {use: a, kind: statement}\n"))
    assert (error.where, error.line) == (tmp_path / "pack.yaml", 6)


def test_a_long_chain_of_packs_ends(tmp_path: Path) -> None:
    for n in range(40):
        write(
            tmp_path / f"p{n}",
            {"pack.yaml": f"pack: {{id: p{n}, version: 1.0.0}}\nextends: [{{path: ../p{n + 1}}}]\n"},
        )
    error = refused(tmp_path / "p0")
    assert "too deep" in error.problem
    assert error.line == 2


# Files.


def test_links_out_of_a_pack_are_refused(tmp_path: Path) -> None:
    secret = write(tmp_path / "else", {"HOUSE-SIGNED.yaml": SIGNED}) / "HOUSE-SIGNED.yaml"
    root = house(tmp_path / "pack")
    (root / "rules").mkdir()
    link = root / "rules" / "HOUSE-SIGNED.yaml"
    link.symlink_to(secret)
    error = refused(root)
    assert (error.where, "leads out" in error.problem) == (link, True)
    link.unlink()
    folder = root / "more"
    folder.symlink_to(tmp_path / "else")
    assert refused(root).where == folder
    folder.unlink()
    folder.symlink_to(root)
    assert refused(root).where == folder
    folder.unlink()
    link.symlink_to(link)
    assert refused(root).where == link


def test_a_lock_is_no_way_out_of_a_pack(tmp_path: Path) -> None:
    secret = write(tmp_path, {"secret": "root: of all\n"}) / "secret"
    root = house(tmp_path / "pack")
    lock = root / "disclint.lock"
    lock.symlink_to(secret)
    assert "leads out" in refused(root).problem
    lock.unlink()
    lock.symlink_to(tmp_path / "nowhere")
    assert refused(root).where == lock
    lock.unlink()
    lock.mkdir()
    assert (refused(root).where, refused(root).problem) == (lock, "this is no file")


@pytest.mark.parametrize("path", ["a/" * 400, "长" * 300, "a/" * 5000, "a\\0b"])
def test_paths_that_no_system_takes_are_refused_at_their_line(tmp_path: Path, path: str) -> None:
    root = write(
        tmp_path, {"pack.yaml": f'pack: {{id: city, version: 1.0.0}}\nextends:\n  - {{path: "{path}"}}\n'}
    )
    assert (refused(root).where, refused(root).line) == (root / "pack.yaml", 3)


@pytest.mark.parametrize("key", ["A-{}", "'*{}-Q*'"])
def test_many_overrides_of_nothing_end_soon(tmp_path: Path, key: str) -> None:
    lines = "".join(f"  {key.format(n)}: {{severity: info}}\n" for n in range(1000))
    root = house(tmp_path, f"overrides:\n{lines}")
    start = time.process_time()
    assert refused(root).line == 6
    assert time.process_time() - start < 1
    write(root, {"pack.yaml": f"{HEAD}overrides:\n{lines}  B: {{severity: info}}\n"})
    assert refused(root).line == 5


def test_squares_of_squares_are_no_fault(tmp_path: Path) -> None:
    lets = "".join(f", a{n}: a{n - 1} * a{n - 1}" for n in range(1, 41))
    text = rule("a40 + a40 - a40 > 1").replace("kind: assert", f"kind: assert\nlet: {{a0: 12345678{lets}}}")
    root = house(tmp_path, HOUSE_SIGNED=text)
    sound = Path(__file__).parent.parent / "examples" / "2021-sound.txt"
    verdicts = disclint.check(sound, packs=[root], config=False).verdicts
    assert next(each.status for each in verdicts if each.rule == "HOUSE-SIGNED") == "pass"


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f", "\u061c"])
@pytest.mark.parametrize("form", ["raw", "escaped", "a comment", "a key"])
def test_words_that_read_otherwise_than_they_are_are_refused(
    character: str, form: str, tmp_path: Path
) -> None:
    escape = f"\\u{ord(character):04x}"
    texts = {
        "raw": signed(title=f"{{zh: 题{character}目, en: T}}"),
        "escaped": signed(title=f'{{zh: "题{escape}目", en: T}}'),
        "a comment": SIGNED.replace("\ntitle:", f" # {character}\ntitle:"),
        "a key": SIGNED.replace("\ntitle:", f'\n"{escape}a": 1\ntitle:'),
    }
    error = refused(house(tmp_path, HOUSE_SIGNED=texts[form]))
    assert error.where is not None
    assert (error.where.name, error.line) == ("HOUSE-SIGNED.yaml", 1 if form == "a comment" else 2)
    assert error.zh is not None


def test_words_that_steer_a_terminal_are_refused(tmp_path: Path) -> None:
    text = signed(title='{zh: "\\e[2J题", en: T}')
    error = refused(house(tmp_path, HOUSE_SIGNED=text))
    assert (error.line, "control character" in error.problem) == (2, True)


def test_escapes_that_turn_the_order_may_be_in_examples_and_nowhere_else(tmp_path: Path) -> None:
    inside = SIGNED.replace("某局编制", "\\u202e某局编制")
    outside = signed(title='{zh: "\\u202e题", en: T}')
    assert "control character" in refused(house(tmp_path, HOUSE_SIGNED=outside)).problem
    assert load(house(tmp_path, HOUSE_SIGNED=inside))
    broken = inside.replace("\\u202e", "\\e[2J")
    assert "control character" in refused(house(tmp_path, HOUSE_SIGNED=broken)).problem


def test_what_is_quoted_in_an_error_is_not_endless(tmp_path: Path) -> None:
    assert len(str(refused(house(tmp_path, HOUSE_SIGNED=signed(id="H-" + "A" * 50_000))))) < 5_000


def test_a_pack_is_not_extended_through_a_link(tmp_path: Path) -> None:
    house(tmp_path / "far" / "away")
    root = write(
        tmp_path / "pack", {"pack.yaml": "pack: {id: city, version: 1.0.0}\nextends:\n  - {path: base}\n"}
    )
    (root / "base").symlink_to(tmp_path / "far" / "away")
    assert (refused(root).where, refused(root).line) in ((root / "base", None), (root / "pack.yaml", 3))


def test_files_that_would_be_overlooked_are_said(tmp_path: Path) -> None:
    root = write(house(tmp_path), {"rules/signed.yaml": SIGNED})
    assert refused(root).where == root / "rules" / "signed.yaml"
    (root / "rules" / "signed.yaml").rename(root / "rules" / "HOUSE-SIGNED.yml")
    assert refused(root).where == root / "rules" / "HOUSE-SIGNED.yml"
    (root / "rules" / "HOUSE-SIGNED.yml").rename(root / "HOUSE-SIGNED.yaml")
    write(
        root,
        {"other.yaml": "x: 1\n", ".hidden/rules/x.yaml": "x", "sub/pack.yaml": HEAD, "sub/rules/x.yaml": "x"},
    )
    assert load(root).pack.rule("HOUSE-SIGNED") is not None


def test_a_pack_of_too_many_files_is_refused(tmp_path: Path) -> None:
    root = house(tmp_path)
    for n in range(2_001):
        write(root, {f"rules/HOUSE-R{n}.yaml": ""})
    assert "more than 2,000 files" in refused(root).problem


# Regular expressions.


def test_regular_expressions_run_where_they_are_trusted(tmp_path: Path) -> None:
    pytest.importorskip("re2")
    root = house(
        tmp_path,
        HOUSE_SIGNED=signed(require=r"[{regex: '^编制机关:\w+\d$'}]").replace(
            "编制机关：某局。", "编制机关：某局３"
        ),
    )
    error = refused(root)
    assert (error.where, error.line) == (root / "rules" / "HOUSE-SIGNED.yaml", 6)
    assert "--trust house" in error.remedy
    kit = load(root, trust=("house",))
    assert [each.tried.outcome for each in testing.cases(kit, testing.own_rules(kit))] == [
        "validated",
        "reported",
    ]


@pytest.mark.parametrize(
    "pattern", ["(a", "(?<=a)b", r"\bword", "a{5000}", "[[:alpha:]]", "(?:a{1,900}){1,900}", "a" * 501]
)
def test_what_the_engine_cannot_do_is_refused(tmp_path: Path, pattern: str) -> None:
    pytest.importorskip("re2")
    error = refused(
        house(tmp_path, HOUSE_SIGNED=signed(require=f"[{{regex: '{pattern}'}}]")), trust=("house",)
    )
    assert (error.where, error.line) == (tmp_path / "rules" / "HOUSE-SIGNED.yaml", 6)


def test_without_the_engine_there_are_no_regular_expressions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_regex.cache_clear()
    monkeypatch.setitem(sys.modules, "re2", None)
    error = refused(house(tmp_path, HOUSE_SIGNED=signed(require="[{regex: '收+'}]")), trust=("house",))
    assert "google-re2" in error.problem
    assert "disclint[regex]" in error.remedy


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\w+", "政府,信息_1", ["政府", "信息_1"]),
        (r"\d+", "a１２b٣", ["１２", "٣"]),
        (r"[^\d]+", "甲1乙", ["甲", "乙"]),
        (r"[\w-]+", "甲-乙 丙", ["甲-乙", "丙"]),
        (r"\W+", "甲,。乙", [",。"]),
        (r"\p{Han}+", "abc政府", ["政府"]),
        (r"[]\d]+", "a]1", ["]1"]),
        (r"\\d", r"\d5", [r"\d"]),
        (r"(?i)ABC", "abc", ["abc"]),
    ],
)
def test_classes_are_those_of_unicode(pattern: str, text: str, found: list[str]) -> None:
    re2 = pytest.importorskip("re2")
    assert [each.group() for each in re2.finditer(translated(pattern), text)] == found


def test_a_catastrophic_pattern_is_none_on_this_engine(tmp_path: Path) -> None:
    pytest.importorskip("re2")
    root = house(tmp_path, HOUSE_SIGNED=signed(require="[{regex: '(甲+)+$'}]"))
    text = "一、总体情况\n" + "甲" * 20_000 + "乙\n"
    start = time.process_time()
    disclint.check_text(text, packs=[root], trust=["house"], select="HOUSE-SIGNED")
    assert time.process_time() - start < 5
