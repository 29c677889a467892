"""
The reference in `docs/rules/` is what the rules say, and its pages can be read.
"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from disclint.cli import main
from disclint.outputs import reference
from disclint.result import Explanation
from disclint.session import data, explaining

FOLDER = Path(__file__).parents[1] / "docs" / "rules"
COMMAND = "disclint rules --markdown -o docs/rules"


@pytest.fixture(scope="module")
def rules() -> tuple[Explanation, ...]:
    return explaining.reference()


@pytest.fixture(scope="module")
def pages(rules: tuple[Explanation, ...]) -> dict[str, str]:
    return dict(reference.pages(rules))


def test_the_committed_reference_is_in_step(pages: dict[str, str]) -> None:
    written = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")
    }
    other = sorted(name for name in {*written, *pages} if written.get(name) != pages.get(name))
    assert not other, f"run `{COMMAND}` and commit docs/rules: {other[:8]}"


def test_each_rule_has_a_page_in_both_languages(pages: dict[str, str]) -> None:
    ids = [each.id for each in data.pack().rules]
    assert set(pages) == {"README.md", *(f"{lang}/{id}.md" for lang in ("zh", "en") for id in ids)}
    for id in ids:
        assert f"(zh/{id}.md)" in pages["README.md"]


def test_each_family_of_rules_has_a_name_in_both_languages(pages: dict[str, str]) -> None:
    families = {each.id.split("-", 1)[0] for each in data.pack().rules}
    for each in families:
        (named,) = re.findall(rf"^## {each} (.+) / (.+)$", pages["README.md"], re.MULTILINE)
        assert each not in named


def test_pages_have_no_syntax_of_rules(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        assert "{" not in prose, name
        assert not re.search(r"\b(?:requests|disputes|disclosure)/", prose), name


def test_miniatures_are_told_as_disclint_tells_them(rules: tuple[Explanation, ...]) -> None:
    for each in rules:
        expected = [one.expect for one in each.miniatures]
        assert expected == ["fail", "pass"], each.rule.id
        assert each.miniatures[0].said, each.rule.id
        assert not each.miniatures[1].said


def test_the_command_writes_a_folder_and_takes_away_what_is_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    (folder / "zh").mkdir(parents=True)
    (folder / "zh" / "OLD-RULE.md").write_text("# OLD-RULE 旧规则\n", encoding="utf-8")
    (folder / "zh" / "notes.md").write_text("别的文字\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["rules", "--markdown", "-o", str(folder)])
    assert result.exit_code == 0, result.output
    assert not (folder / "zh" / "OLD-RULE.md").exists()
    assert (folder / "zh" / "notes.md").exists()
    assert (folder / "en" / "TBL3-SUM-ROW.md").exists()


def test_a_page_tells_a_clerk_what_to_do(pages: dict[str, str]) -> None:
    page = pages["zh/TBL3-SUM-ROW.md"]
    for part in ("为什么", "检查什么", "怎么改", "不通过的例子", "通过的例子", "报告时说", "依据"):
        assert f"\n## {part}" in page
    assert "2021年9月26日印发" in page
    assert "→ 表三“一、本年新收政府信息公开申请数量”：各类申请人之和为 193，总计写作 192，相差 1" in page
    assert "An example that fails" in pages["en/TBL3-SUM-ROW.md"]
