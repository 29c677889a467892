"""
Configuration: where it is found, what it says of a file, who wins, and how it is refused.
"""

import json
import re
import tomllib
from pathlib import Path

import pytest
from bench.reports import faulty, sound
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import disclint
from disclint import UsageError
from disclint.cli import main
from disclint.outputs.registry import OUTPUTS
from disclint.resources import rules_directory
from disclint.result import PLAIN_RULES
from disclint.session import config, patterns, tomlfile
from disclint.session.configured import Configuration
from disclint.session.layering import DEFAULTS
from disclint.session.options import Change, Options
from tests import packs

FAULTY = faulty(1, "TBL4-SUM-RECON/total", style="pipe", edition="2021")
RULE = "TBL4-SUM-RECON"
ONLY = f'select = ["{RULE}"]\n'


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    for name in ("年报/2023/甲.txt", "年报/2024/甲.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_bytes(FAULTY.data)
    (tmp_path / "年报" / "好.txt").write_bytes(sound(3, style="pipe").data)
    monkeypatch.chdir(tmp_path)


def write(words: str, name: str = "disclint.toml") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def run(*arguments: str, **given: object) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False, **given)  # type: ignore[arg-type]


def files(*arguments: str) -> dict[str, list[str]]:
    """
    The rules that are found, by file.
    """
    found = json.loads(run("check", *arguments, "--output-format=json").stdout)
    return {each["path"]: [finding["rule"] for finding in each["diagnostics"]] for each in found["files"]}


def options(path: str, **given: object) -> Options:
    return Configuration(given).options(Path(path))


# Where it is found.


def test_the_nearest_configuration_counts_and_no_other() -> None:
    write('ignore = ["TBL4"]\n')
    write(ONLY, "年报/2024/disclint.toml")
    assert options("年报/2023/甲.txt").ignore == ("TBL4",)
    assert options("年报/2024/甲.txt") == Options(select=(RULE,), today=options("年报/2024/甲.txt").today)
    found = files(".")
    assert found["年报/2024/甲.txt"] == [RULE]
    assert RULE not in found["年报/2023/甲.txt"]


def test_a_file_of_its_own_wins_over_the_project_and_a_project_without_our_table_is_none() -> None:
    write("[project]\nname = 'x'\n", "年报/pyproject.toml")
    write("[tool.disclint]\nprofile = 'all'\n", "pyproject.toml")
    assert options("年报/2023/甲.txt").profile == "all"
    write("broken\n", "年报/pyproject.toml")
    assert options("年报/2023/甲.txt").profile == "all"
    write("profile = 'strict'\n")
    assert options("年报/2023/甲.txt").profile == "strict"


def test_a_configuration_is_found_from_the_file_not_from_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(ONLY, "年报/disclint.toml")
    monkeypatch.chdir("/")
    assert options(str(tmp_path / "年报/2023/甲.txt")).select == (RULE,)
    assert options(str(tmp_path / "x.txt")).select == ()


def test_a_named_configuration_counts_for_every_file_and_isolation_for_none() -> None:
    write('ignore = ["*"]\n', "年报/2024/disclint.toml")
    write(ONLY, "别处/我的.toml")
    assert set(map(tuple, files("年报", "--config", "别处/我的.toml").values())) == {(RULE,), ()}
    assert files("年报/2024/甲.txt") == {"年报/2024/甲.txt": []}
    assert RULE in files("年报/2024/甲.txt", "--isolated")["年报/2024/甲.txt"]
    assert run("check", "年报", "--config=别处/我的.toml", "--isolated").exit_code == 2
    assert run("check", "年报", "--config=没有.toml").exit_code == 2


def test_standard_input_has_the_configuration_of_its_name() -> None:
    write('ignore = ["*"]\n', "年报/2024/disclint.toml")
    codes = [
        run("check", "-", "--stdin-filename", name, input=FAULTY.data).exit_code
        for name in ("年报/2024/新.txt", "年报/2023/新.txt")
    ]
    assert codes == [0, 1]


# What it says of a file.


def test_later_sections_win_and_only_for_the_files_they_match() -> None:
    write(
        'fail-on = "warning"\nignore = ["FEE"]\n[severity]\n"TBL4" = "info"\n'
        '[[paths]]\nmatch = "年报/**"\nfail-on = "never"\nignore = ["PUN"]\n'
        '[[paths]]\nmatch = ["2024"]\nfail-on = "info"\nstrict = true\nseverity = {"TBL4-SUM-RECON" = "warning"}\n'
    )
    old, new, other = (options(each) for each in ("年报/2023/甲.txt", "年报/2024/甲.txt", "x.txt"))
    assert (old.fail_on, old.ignore, old.strict) == ("never", ("FEE", "PUN"), False)
    assert (new.fail_on, new.ignore, new.strict) == ("info", ("FEE", "PUN"), True)
    assert (other.fail_on, other.ignore) == ("warning", ("FEE",))
    assert [each.severity(RULE, "fail") for each in (old, new, other)] == ["info", "warning", "info"]
    assert run("check", "年报/2023").exit_code == 0
    assert run("check", "年报/2024").exit_code == 1


def test_the_command_line_wins() -> None:
    write(
        f'ignore = ["{RULE}"]\nfail-on = "never"\nlang = "en"\nprofile = "all"\noutput-format = "concise"\n'
    )
    path = "年报/2023/甲.txt"
    assert RULE not in files(path)[path]
    assert files(path, f"--select={RULE}")[path] == [RULE]
    assert run("check", path, f"--select={RULE}").exit_code == 0
    assert run("check", path, f"--select={RULE}", "--fail-on=error").exit_code == 1
    assert ": error[" in run("check", path, f"--select={RULE}").stdout
    assert run("check", path, "--isolated", f"--select={RULE}").stdout.startswith("错误[")
    chinese = run("check", path, "--lang=zh", "--select=TBL4-SUM-RECON").stdout
    english = run("check", path, "--select=TBL4-SUM-RECON").stdout
    assert "行政复议" in chinese
    assert "Table 4" in english
    assert "FEE" in options(path, ignore=("FEE",)).ignore
    assert options(path, profile="default").profile == "default"


def test_the_variable_wins_over_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    write(f'lang = "zh"\n{ONLY}')
    monkeypatch.setenv("DISCLINT_LANG", "en")
    assert run("check", "年报/2023").stdout.startswith("error[")


def test_what_is_excluded_is_skipped_unless_it_is_named() -> None:
    write('exclude = ["2023", "好.*"]\n')
    assert list(files("年报")) == ["年报/2024/甲.txt"]
    assert list(files("年报/2023/甲.txt")) == ["年报/2023/甲.txt"]
    assert run("check", "年报/2023").exit_code == 0


def test_a_severity_for_an_outcome_leaves_the_others() -> None:
    chosen = Options(
        changes=(
            Change("TBL*", "warning"),
            Change("TBL3-SUM-ROW", "error"),
            Change("TBL3-LOST", "info", "lost"),
        )
    )
    assert chosen.severity("TBL3-SUM-ROW", "fail") == "error"
    assert chosen.severity("TBL3-LOST", "lost") == "info"
    assert chosen.severity("TBL3-LOST", "fail") == "warning"
    assert chosen.severity("FEE-MISSING", "fail") is None


def test_the_command_and_the_library_find_the_same() -> None:
    write(f'profile = "all"\nignore = ["PUN"]\n[severity]\n"{RULE}" = "info"\n')
    path = "年报/2023/甲.txt"
    found = json.loads(run("check", path, "--output-format=json").stdout)["files"][0]["diagnostics"]
    by_discovery, by_file = disclint.check(path), disclint.check(path, config="disclint.toml")
    by_mapping = disclint.check(path, config=tomllib.loads(Path("disclint.toml").read_text(encoding="utf-8")))
    by_bytes = disclint.check_bytes(FAULTY.data, path, config=True)
    for result in (by_discovery, by_file, by_mapping, by_bytes):
        assert [(each.rule, each.severity, each.fingerprint) for each in result.diagnostics] == [
            (each["rule"], each["severity"], each["fingerprint"]) for each in found
        ]
    assert disclint.check(path, config=False) == disclint.check_bytes(FAULTY.data, path)
    assert disclint.check(path).diagnostics != disclint.check(path, config=False).diagnostics


# How it is refused.


@pytest.mark.parametrize(
    ("words", "line", "zh", "en"),
    [
        ('lang = "zh"\nignroe = ["FEE"]\n', 2, "是不是想写 ignore？", "did you mean 'ignore'?"),
        ('\nprofile = "stict"\n', 2, "是不是想写 strict？", "did you mean 'strict'?"),
        ("strict = 1\n", 1, "请写true 或 false", "write true or false"),
        ('select = [\n  "TBL3",\n  "TBL9-X",\n]\n', 3, "没有名为“TBL9-X”的规则", "there is no rule 'TBL9-X'"),
        ('ignore = "NO-*"\n', 1, "没有规则符合“NO-*”", "no rule matches 'NO-*'"),
        ('[severity]\nFEE = "eror"\n', 2, "是不是想写 error？", "did you mean 'error'?"),
        ('[severity]\n"TBL3-SUM-ROW" = {blnk = "info"}\n', 2, "没有“blnk”这种结果", "no outcome 'blnk'"),
        ('[severity]\nCEL-BLANK = {blank = "no"}\n', 2, '不能是 "no"', 'cannot be "no"'),
        ('[[paths]]\nignore = ["FEE"]\n', 1, "[[paths]] 1 缺少 match", "[[paths]] 1 has no 'match'"),
        ('[[paths]]\nmacth = "x"\n', 2, "是不是想写 match？", "did you mean 'match'?"),
        ('[[paths]]\nmatch = "x"\nlang = "en"\n', 3, "[[paths]] 1 里没有“lang”", "no setting 'lang' in [[paths]] 1"),
        ('[[paths]]\nmatch = "x"\n[[paths]]\nmatch = "y"\nselect = ["XX"]\n', 5, "没有名为“XX”", "no rule 'XX'"),
        ('[[suppress]]\nrule = "FEE"\n', 1, "请加上一行: reason", "add a line reason"),
        ('[[suppress]]\nrule = "FEE"\nreason = " "\n', 3, "请写用文字写明的理由", "write why, in words"),
        ('[[suppress]]\nrule = "FEE"\nreason = "x"\nuntil = "明天"\n', 4, "最后一天", "the last day"),
        ('[[suppress]]\nrule = "FEE"\nreason = "x"\nyear = "20"\n', 4, "年份", "a year such as"),
        ('[[suppress]]\nrule = "FEE"\nreason = "x"\nyear = true\n', 4, "年份", "a year such as"),
        ("paths = 3\n", 1, "[[paths]] 小节", "[[paths]] sections"),
        ('lang = "zh"\n有问题\n', 2, "这不是 TOML：不是“名称 = 值”的写法", "this is not TOML"),
        ('lang = "zh\n', 1, "这不是 TOML：字符串里有换行或看不见的字符，可能漏了引号", "this is not TOML"),
        ('# \u2028\nignore = ["FEE', 2, "这不是 TOML", "this is not TOML"),
        ('lang = "zh"\nlang = "en"\n', 2, "这不是 TOML：同一个名称写了两次", "this is not TOML"),
    ],
)  # fmt: skip
def test_errors_say_where_what_and_what_to_do(words: str, line: int, zh: str, en: str) -> None:
    write(words)
    for lang, said in (("zh", zh), ("en", en)):
        result = run("check", "年报", f"--lang={lang}")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert f"disclint.toml:{line}: " in result.stderr, result.stderr
        assert said in result.stderr
    with pytest.raises(UsageError) as caught:
        disclint.check("年报/2023/甲.txt")
    assert caught.value.line == line


def test_a_format_that_is_not_there_is_refused_at_its_line() -> None:
    write('lang = "zh"\noutput-format = "jsn"\n')
    result = run("check", "年报")
    assert result.exit_code == 2
    assert "disclint.toml:2: " in result.stderr
    assert "json" in result.stderr


def test_several_formats_may_be_configured_with_files_beside_the_configuration() -> None:
    write(f'output-format = ["concise", "csv:清单.csv", "sarif:结果.sarif"]\n{ONLY}', "年报/disclint.toml")
    shown = run("check", "年报/2023/甲.txt").stdout
    assert len(shown.splitlines()) == 1
    assert RULE in Path("年报/清单.csv").read_text(encoding="utf-8-sig")
    assert json.loads(Path("年报/结果.sarif").read_bytes())["version"] == "2.1.0"
    Path("年报/清单.csv").unlink()
    # Who asks for a format wants that one.
    assert run("check", "年报/2023/甲.txt", "--output-format=json").stdout.startswith("{")
    assert not Path("年报/清单.csv").exists()
    for wrong, said in (
        ('["concise", "jsn"]', "jsn"),
        ('["json", "text"]', "text:"),
        ('["csv:"]', "csv"),
        ("[]", "disclint.toml:1"),
    ):
        write(f"output-format = {wrong}\n{ONLY}", "年报/disclint.toml")
        result = run("check", "年报/2023/甲.txt")
        assert result.exit_code == 2, wrong
        assert "disclint.toml:1: " in result.stderr, wrong
        assert said in result.stderr, wrong


def test_errors_in_a_project_file_point_into_it() -> None:
    write('[project]\nname = "x"\n\n[tool.disclint]\nstrct = true\n', "pyproject.toml")
    result = run("check", "年报")
    assert "pyproject.toml:5: " in result.stderr
    assert "strict" in result.stderr


def test_a_file_in_another_encoding_is_told_so_and_a_mark_is_no_harm() -> None:
    Path("disclint.toml").write_bytes('\n# 说明\nlang = "zh"\n'.encode("gbk"))
    result = run("check", "年报")
    assert result.exit_code == 2
    assert "disclint.toml:2: 文件不是 UTF-8 编码" in result.stderr
    Path("disclint.toml").write_bytes(ONLY.replace("\n", "\r\n").encode("utf-8-sig"))
    assert options("年报/2023/甲.txt").select == (RULE,)


def test_what_a_program_gives_is_held_against_the_schema_too() -> None:
    with pytest.raises(UsageError, match="there is no setting 'ignroe'"):
        disclint.check("年报/2023/甲.txt", config={"ignroe": []})


# Patterns of paths.


@pytest.mark.parametrize(
    ("pattern", "fits", "others"),
    [
        ("*.html", ["a.html", "x/y/a.html"], ["a.htm", "html"]),
        ("2023", ["2023", "2023/a.txt", "x/2023/y/a.txt"], ["2023.txt", "x2023/a.txt"]),
        ("2023/", ["2023/a.txt"], ["x.txt"]),
        ("2023/*.txt", ["2023/a.txt"], ["2023/x/a.txt", "x/2023/a.txt"]),
        ("2023/**/*.txt", ["2023/a.txt", "2023/x/y/a.txt"], ["a.txt"]),
        ("**/乡镇/**", ["乡镇/a.txt", "x/乡镇/y/a.txt"], ["乡镇x/a.txt"]),
        ("./a?.txt", ["ab.txt"], ["a.txt", "abc.txt"]),
        ("/a.txt", ["a.txt"], ["x/a.txt"]),
        ("[0-9]*.txt", ["1a.txt"], ["a1.txt"]),
        ("[!0-9]*.txt", ["a1.txt"], ["1a.txt"]),
        ("a(1).txt", ["a(1).txt"], ["a1.txt"]),
        ("[报告].txt", ["报.txt"], ["[报告].txt"]),
        # As in a shell: what is no class means itself, and there is nothing between z and a.
        ("a[].txt", ["a[].txt"], ["a.txt"]),
        ("a[!].txt", ["a[!].txt"], ["ab.txt"]),
        ("[]].txt", ["].txt"], ["a.txt"]),
        ("[z-a].txt", [], ["z.txt", "a.txt", "-.txt"]),
        ("[!z-a].txt", ["b.txt"], ["bb.txt"]),
        ("[a-].txt", ["-.txt"], ["b.txt"]),
        ("[a--&&[x].txt", ["&.txt", "[.txt"], ["b.txt"]),
        ("年报\\\\2023", ["年报/2023/a.txt"], ["年报/2024/a.txt"]),
    ],
)  # fmt: skip
def test_patterns_of_paths(pattern: str, fits: list[str], others: list[str]) -> None:
    pattern = pattern.replace("\\\\", "\\")
    assert [each for each in fits if not patterns.fits([pattern], each)] == []
    assert [each for each in others if patterns.fits([pattern], each)] == []


def test_a_pattern_is_relative_to_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    write('ignore = ["PUN"]\n[[paths]]\nmatch = "2023/*"\nignore = ["FEE"]\n', "年报/disclint.toml")
    assert options("年报/2023/甲.txt").ignore == ("PUN", "FEE")
    monkeypatch.chdir("年报/2023")
    assert options("甲.txt").ignore == ("PUN", "FEE")


# Lines of keys.

KEYS = st.text("abz-_", min_size=1, max_size=4)
SIMPLE = st.sampled_from(
    ['"x"', "'#[='", "3", "[1, 2]", '"""\nb = 1\n"""', "[\n  # c = 1\n  1,\n]", "{}", "2026-01-31"]
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(KEYS, SIMPLE), max_size=5, unique_by=lambda each: each[0]),
    st.integers(0, 3),
    st.booleans(),
)
def test_the_line_of_each_key_is_known(pairs: list[tuple[str, str]], sections: int, quoted: bool) -> None:  # noqa: FBT001
    written = [(f'"{key}"' if quoted else key, value) for key, value in pairs]
    body = "".join(f"{key} = {value}  # d = 1\n" for key, value in written)
    text = body + "".join(f"\n[[paths]]\n{body}" for _ in range(sections))
    document = tomlfile.load(text.encode(), Path("x.toml"))
    assert document is not None
    lines = text.split("\n")
    for section in (None, *range(sections)):
        for key, value in written:
            path = (key.strip('"'),) if section is None else ("paths", section, key.strip('"'))
            line = document.line_of(path)
            assert line is not None
            assert lines[line - 1].startswith(f"{key} = {value.split(chr(10))[0]}")
        if section is not None:
            assert lines[(document.line_of(("paths", section)) or 0) - 1] == "[[paths]]"


VALUES = st.recursive(
    st.sampled_from(["TBL3", "x", "", "error", "**", "[", 3, True, "2023", 2023, "2026-12-31"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["match", "rule", "reason", "FEE", "lost", "year", "ignore", "*"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from([*DEFAULTS, "paths", "suppress", "nonsense"]), VALUES, max_size=3))
def test_whatever_a_configuration_says_it_is_used_or_refused(given: dict[str, object]) -> None:
    given.pop("packs", None)
    given.pop("baseline", None)
    refused = None
    try:
        used = config.of_mapping(given)
        chosen = Configuration(used=used).options(Path("2023/x.txt"))
    except UsageError as error:
        refused = error
    if refused is None:
        assert chosen.profile in {"default", "strict", "all"}
    else:
        assert refused.zh is not None
        assert refused.remedy


def test_hostile_files_end_soon() -> None:
    for words in (
        "a = " + "[" * 100_000,
        "a = " + "{b=" * 5_000,
        '"' * 100_000,
        "a" * 2_000_000,
        "[a." * 10_000,
    ):
        with pytest.raises(UsageError):
            tomlfile.load(words.encode(), Path("x.toml"))


# Showing and beginning.


def test_settings_are_shown_with_their_origins() -> None:
    write(
        'profile = "all"\n[[paths]]\nmatch = "2023"\nignore = ["FEE"]\n[[suppress]]\nrule = "PUN"\nreason = "口径"\n'
    )
    shown = run("config", "年报/2023/甲.txt").stdout.splitlines()
    assert 'profile = "all"  # disclint.toml:1' in shown
    assert 'ignore = ["FEE"]  # disclint.toml:4' in shown
    assert "strict = false  # 默认" in shown
    assert "# [[suppress]] PUN: 口径  # disclint.toml:5" in shown
    # What is shown is a configuration.
    assert tomllib.loads("\n".join(shown))["profile"] == "all"
    by_hand = run("check", "年报", "--show-config", "--select=TBL3", "--lang=en").stdout
    assert 'select = ["TBL3"]  # command line' in by_hand
    assert by_hand.count("profile") == 3
    assert run("config", "没有").exit_code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_init_writes_is_a_configuration_commented_out(lang: str) -> None:
    assert run("init", f"--lang={lang}").exit_code == 0
    words = Path("disclint.toml").read_text(encoding="utf-8")
    assert tomllib.loads(words) == {}
    lines = [each[1:] if each[:1] == "#" and each[1:2] != " " else each for each in words.splitlines()]
    uncommented = re.sub("本市规则|house-rules", "annual-report", "\n".join(lines)) + "\n"
    used = config.named(write(uncommented, "全部.toml"))
    assert set(used.data) == {"profile", "select", "ignore", "fail-on", "packs", "exclude", "baseline", "lang",
                              "output-format", "severity", "paths", "suppress"}  # fmt: skip
    Configuration(used=used).layers(Path("年报/2023/甲.txt"))


def test_init_overwrites_nothing() -> None:
    write(ONLY)
    result = run("init")
    assert result.exit_code == 2
    assert "已经存在" in result.stderr
    assert Path("disclint.toml").read_text(encoding="utf-8") == ONLY
    assert run("init", "没有的文件夹").exit_code == 2
    assert (rules_directory() / "disclint.zh.toml").is_file()


def test_each_setting_has_a_default_and_a_place_in_the_schema() -> None:
    schema = json.loads(
        (rules_directory().parent / "schemas" / "config.schema.json").read_text(encoding="utf-8")
    )
    assert set(schema["properties"]) - {"paths", "suppress"} == set(DEFAULTS)
    assert set(schema["properties"]["paths"]["items"]["properties"]) - {"match"} == set(config.BY_PATH)
    assert DEFAULTS["output-format"] in OUTPUTS


def test_the_page_on_configuration_does_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).resolve().parents[1]
    page = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    (words,) = re.findall(r"^```toml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    Configuration(used=config.named(write(words))).layers(Path("年报/2023/甲.txt"))
    monkeypatch.chdir(root)
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    exec(compile(code, "configuration.md", "exec"), {})  # noqa: S102 - our own text
    for id in PLAIN_RULES[2:]:
        assert f"`{id}`" in page
        assert run("explain", id).exit_code == 0


# Packs.


def test_packs_lie_beside_the_configuration_and_the_command_line_adds_to_them() -> None:
    packs.house(
        Path("规则/本市"), "overrides:\n  TBL4-SUM-RECON: {severity: info}\n", HOUSE_SIGNED=packs.SIGNED
    )
    write(f'packs = ["本市"]\nselect = ["{RULE}", "HOUSE"]\n', "规则/disclint.toml")
    path = "年报/2023/甲.txt"
    by_house = json.loads(run("check", path, "--config=规则/disclint.toml", "--output-format=json").stdout)
    found = [(each["rule"], each["severity"]) for each in by_house["files"][0]["diagnostics"]]
    assert sorted(found) == [("HOUSE-SIGNED", "warning"), (RULE, "info")]
    assert len(disclint.check(path, config="规则/disclint.toml").diagnostics) == 2
    write(f'packs = ["规则/本市"]\n{ONLY}')
    assert run("check", path).exit_code == 0
    assert run("check", path, "--pack=annual-report").exit_code == 0
    assert run("check", path, "--isolated", "--pack=annual-report", f"--select={RULE}").exit_code == 1
    write("pack: {id: more, version: 1.0.0}\nextends: [{pack: house}]\n", "更多/pack.yaml")
    write(
        packs.SIGNED.replace("HOUSE", "MORE").replace("ref: city", "ref: fmt2021"),
        "更多/rules/MORE-SIGNED.yaml",
    )
    found = json.loads(
        run("check", path, "--pack=更多", "--select=HOUSE,MORE", "--output-format=json").stdout
    )
    assert sorted(each["rule"] for each in found["files"][0]["diagnostics"]) == [
        "HOUSE-SIGNED",
        "MORE-SIGNED",
    ]
    write('lang = "zh"\npacks = [\n  "annual-report",\n  "没有",\n]\n')
    assert "disclint.toml:4: " in run("check", path).stderr


def test_a_misspelt_family_is_guessed() -> None:
    write('ignore = ["FEA"]\n')
    told = run("check", "年报/2023/甲.txt")
    assert told.exit_code == 2
    assert "是不是想写 FEE？" in told.stderr


def test_what_a_pack_declares_final_is_neither_ignored_nor_milder_nor_suppressed() -> None:
    packs.house(Path("本市"), HOUSE_SIGNED=f"{packs.SIGNED}final: true\n")
    path = "年报/2023/甲.txt"
    for words in ('ignore = ["FEE", "HOUSE"]\n', 'severity = {"HOUSE-*" = "info"}\n'):
        write(f'packs = ["本市"]\n{words}')
        refused = run("check", path)
        assert refused.exit_code == 2
        assert "disclint.toml:2: " in refused.stderr
        assert "final" in refused.stderr
        assert run("check", path, "--allow-final-off").exit_code == 1
    write('packs = ["本市"]\nfail-on = "warning"\n[[suppress]]\nrule = "HOUSE-SIGNED"\nreason = "x"\n')
    found = files(path, "--select=HOUSE,SUP")
    assert found == {path: ["HOUSE-SIGNED"], "disclint.toml": ["SUP-FINAL"]}
    # Of a comment it is said once, and not that it is unused.
    with Path(path).open("ab") as file:
        file.write("\n# disclint: ignore-file HOUSE-SIGNED: 不要\n".encode())
    assert files(path, "--select=HOUSE,SUP")[path] == ["HOUSE-SIGNED", "SUP-FINAL"]
    assert run("check", path, "--select=HOUSE").exit_code == 1
    assert run("check", path, "--select=HOUSE", "--allow-final-off").exit_code == 0
