"""
Packs on top of packs: extending, overriding, templates, final rules, conflicts.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest

import disclint
from disclint.errors import UsageError
from disclint.packs import chain, installed
from disclint.session import data
from tests.packs import HEAD, SIGNED, house, load, refused, write

NOTHING = "一、总体情况\n某局编制。\n六、其他需要报告的事项\n无\n"


def test_a_pack_adds_its_rules_to_those_it_extends(tmp_path: Path) -> None:
    kit = load(house(tmp_path, HOUSE_SIGNED=SIGNED))
    assert kit.pack.rule("HOUSE-SIGNED") is not None
    assert len(kit.pack.rules) == len(data.pack().rules) + 1
    assert kit.pack.lineage == (f"annual-report {data.pack().version}", "house 1.0.0")
    result = disclint.check_text(NOTHING, packs=[tmp_path])
    assert "HOUSE-SIGNED" in {each.rule for each in result.diagnostics}


def test_a_pack_that_extends_nothing_stands_alone(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "pack.yaml": HEAD.replace("extends: [{pack: annual-report}]\n", ""),
            "rules/HOUSE-SIGNED.yaml": SIGNED,
        },
    )
    assert [each.id for each in load(tmp_path).pack.rules] == ["HOUSE-SIGNED"]


def test_inherited_rules_that_are_not_touched_are_not_made_again(tmp_path: Path) -> None:
    kit = load(house(tmp_path, HOUSE_SIGNED=SIGNED))
    ready = {each.rule.id: each for each in data.program().rules}
    assert all(each is ready[each.rule.id] for each in kit.program.rules if each.rule.id != "HOUSE-SIGNED")
    assert load(tmp_path) is kit


def test_scalars_replace_mappings_merge_plus_appends_minus_removes(tmp_path: Path) -> None:
    base = data.pack().rule("FEE-MISSING")
    assert base is not None
    phrases = base.document.data["require"]
    kit = load(
        house(
            tmp_path,
            f"""\
            overrides:
              FEE-MISSING:
                severity: warning
                message: {{en: "No word on fees"}}
                require+: [免收信息处理费]
                require-: ["{phrases[0]}"]
            """,
        )
    )
    rule = kit.pack.rule("FEE-MISSING")
    assert rule is not None
    assert rule.severity_of("fail") == "warning"
    assert rule.message["fail"] == {"zh": base.message["fail"]["zh"], "en": "No word on fees"}
    assert rule.options["require"] == [*phrases[1:], "免收信息处理费"]
    assert [each.expect for each in rule.examples] == [each.expect for each in base.examples]


def test_patterns_come_before_ids_wherever_they_stand(tmp_path: Path) -> None:
    kit = load(
        house(tmp_path, "overrides:\n  TBL3-SUM-ROW: {severity: info}\n  TBL3-*: {severity: warning}\n")
    )
    found = {each.id: each.severity_of("fail") for each in kit.pack.rules if each.id.startswith("TBL3")}
    assert found.pop("TBL3-SUM-ROW") == "info"
    assert set(found.values()) == {"warning"}


def test_a_rule_that_is_off_has_no_verdict_and_tells_why(tmp_path: Path) -> None:
    kit = load(house(tmp_path, "overrides:\n  FEE-MISSING: {disabled: true, reason: 另有规定}\n"))
    rule = kit.pack.rule("FEE-MISSING")
    assert rule is not None
    assert rule.disabled == "另有规定"
    verdicts = disclint.check_text(NOTHING, packs=[tmp_path]).verdicts
    assert "FEE-MISSING" not in {each.rule for each in verdicts}


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        ("overrides:\n  FEE-MISING: {severity: info}\n", 6, "no inherited rule 'FEE-MISING'"),
        ("overrides:\n  NOSUCH-*: {severity: info}\n", 6, "no inherited rule matches"),
        ("overrides:\n  FEE-MISSING:\n    severty: info\n", 7, "the key 'severty' is not known"),
        ("overrides:\n  FEE-MISSING:\n    require-: [没有的]\n", 7, "'没有的' cannot be removed"),
        ("overrides:\n  FEE-MISSING:\n    severity+: [info]\n", 7, "'severity' is no list"),
        ("overrides:\n  FEE-MISSING:\n    require+: ['{..']\n", 7, "'{' is never closed"),
        ("overrides:\n  FEE-MISSING: {disabled: true}\n", 6, "the key 'reason' is missing"),
        ("overrides:\n  FEE-MISSING: {disabled: true, reason: ' '}\n", 6, "' ' does not match"),
        ("overrides:\n  FEE-MISSING: {disabled: yes, reason: x}\n", 6, "'yes' is not of type 'boolean'"),
        ("overrides:\n  TBL3-SUM-ROW:\n    total: requests/$row/totl\n", 7, "there is no column 'totl'"),
        ("overrides:\n  new_received:\n    value: m\n", 7, "no phrase captures 'm'"),
    ],
)
def test_what_cannot_be_overridden_is_said_at_its_line(
    tmp_path: Path, lines: str, line: int, problem: str
) -> None:
    error = refused(house(tmp_path, lines))
    assert (error.where, error.line) == (tmp_path / "pack.yaml", line), error
    assert problem in error.problem


def test_a_misspelt_id_is_answered_with_the_nearest(tmp_path: Path) -> None:
    assert "FEE-MISSING" in refused(house(tmp_path, "overrides:\n  FEE-MISING: {severity: info}\n")).remedy


def test_concepts_can_be_widened(tmp_path: Path) -> None:
    load(
        house(
            tmp_path,
            'overrides:\n  new_received: {phrases+: ["来件{n:count}"], made_of+: [来件], needs+: [来件]}\n',
        )
    )
    text = "一、总体情况\n本年度来件5件。\n"
    claims = [
        each
        for each in disclint.explain("NAR-T3-RECEIVED", _report(tmp_path, text), packs=[tmp_path]).evidence
        if "来件" in each.words["zh"]
    ]
    assert claims


def _report(folder: Path, text: str) -> Path:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pack_has_concepts_of_its_own_in_its_head_and_in_files(tmp_path: Path) -> None:
    house(
        tmp_path,
        "concepts:\n  gazettes: {label: {zh: 公报, en: gazettes}, value: n, phrases: ['公报{n:count}']}\n",
    )
    write(
        tmp_path,
        {"concepts/hotline.yaml": "id: hotline\nlabel: {zh: 热线, en: hotline}\nphrases: [热线]\n"},
    )
    assert {"gazettes", "hotline", "new_received"} <= load(tmp_path).pack.vocabulary.concepts.keys()


def test_a_pack_says_how_sentences_go_on(tmp_path: Path) -> None:
    # What 来件 are counted in is told by the sentence before, if the pack says that such a sentence goes on.
    report = _report(tmp_path, "一、总体情况\n政府信息公开申请增多。全年来件收到5件。\n")
    head = "overrides:\n  new_received: {phrases+: ['来件收到{n:count}'], made_of: [来件收到], needs: [信息公开]}\n"
    going_on = "continues:\n  - {id: mails, begins: [全年来件], after: [申请增多]}\n"

    def said(scopes: str) -> bool:
        write(house(tmp_path, head), {"scopes.yaml": scopes})
        found = disclint.explain("NAR-T3-RECEIVED", report, packs=[tmp_path])
        return any("来件" in each.words["zh"] for each in found.evidence)

    assert said(going_on)
    assert not said(going_on.replace("全年来件", "全年办件"))
    assert not said(going_on.replace("申请增多", "申请减少"))


def test_a_pack_replaces_how_inherited_sentences_go_on(tmp_path: Path) -> None:
    write(house(tmp_path), {"scopes.yaml": "continues:\n  - {id: part, begins: [其中]}\n"})
    found = {each.id: each for each in load(tmp_path).pack.vocabulary.continuations}
    assert [each.words for each in found["part"].begins] == ["其中"]
    assert {"disputes", "all"} <= found.keys()


def test_two_packs_do_not_both_say_how_one_sentence_goes_on(tmp_path: Path) -> None:
    roots = [
        write(
            tmp_path / id,
            {
                "pack.yaml": HEAD.replace("house", id),
                "scopes.yaml": "continues:\n  - {id: part, begins: [其中]}\n",
            },
        )
        for id in ("one", "two")
    ]
    error = refused(*roots)
    assert (error.where, error.line) == (tmp_path / "two" / "scopes.yaml", 2)


def test_an_id_that_is_taken_is_not_taken_again(tmp_path: Path) -> None:
    error = refused(house(tmp_path, FEE_MISSING=SIGNED.replace("HOUSE-SIGNED", "FEE-MISSING")))
    assert error.where == tmp_path / "rules" / "FEE-MISSING.yaml"
    assert "annual-report" in error.problem
    assert "overrides" in error.remedy


# Templates.

TEMPLATES = """\
templates:
  must-say:
    params: {where: {type: section, default: overview}, what: phrases}
    kind: statement
    severity: info
    in: ["${where}"]
    require: "${what}"
    basis: [{ref: city}]
"""
USER = """\
id: HOUSE-SAID
use: must-say
with: {what: [编制机关]}
title: {zh: 题, en: T}
message: {zh: 说, en: M}
why: {zh: 因, en: W}
fix: {zh: 改, en: F}
examples:
  pass: [{name: 写明, text: "一、总体情况\\n编制机关。\\n"}]
  fail: [{name: 没写, text: "一、总体情况\\n无。\\n"}]
"""


def test_a_template_is_filled_in(tmp_path: Path) -> None:
    rule = load(house(tmp_path, TEMPLATES, HOUSE_SAID=USER)).pack.rule("HOUSE-SAID")
    assert rule is not None
    assert (rule.kind, rule.options["in"], rule.options["require"]) == (
        "statement",
        ["overview"],
        ["编制机关"],
    )


@pytest.mark.parametrize(
    ("change", "to", "where", "problem"),
    [
        ("use: must-say", "use: must-sya", "rules/HOUSE-SAID.yaml:2", "no template 'must-sya'"),
        ("{what: [编制机关]}", "{what: 编制机关}", "rules/HOUSE-SAID.yaml:3", "is no list"),
        ("{what: [编制机关]}", "{where: overview}", "rules/HOUSE-SAID.yaml:3", "'what' is not given"),
        ("{what: [编制机关]}", "{what: [x], wehre: a}", "rules/HOUSE-SAID.yaml:3", "no parameter 'wehre'"),
        ("{what: [编制机关]}", "{what: [x], where: oveview}", "rules/HOUSE-SAID.yaml:3", "no section 'oveview'"),
        ("{what: [编制机关]}", '{what: ["{.."]}', "pack.yaml:11", "of '{..'"),
    ],
)  # fmt: skip
def test_what_does_not_fit_a_template_is_said(
    tmp_path: Path, change: str, to: str, where: str, problem: str
) -> None:
    assert change in USER
    error = refused(house(tmp_path, TEMPLATES, HOUSE_SAID=USER.replace(change, to)))
    assert (
        f"{error.where}:{error.line}" == f"{tmp_path / where.split(':', maxsplit=1)[0]}:{where.split(':')[1]}"
    ), error
    assert problem in error.problem


def test_templates_that_use_themselves_are_refused(tmp_path: Path) -> None:
    more = "templates:\n  a: {use: b, kind: statement}\n  b: {use: a, kind: statement}\n"
    error = refused(house(tmp_path, more))
    assert (error.where, error.line) == (tmp_path / "pack.yaml", 7)
    assert "a → b → a" in error.problem


def test_a_parameter_of_a_rule_is_set_by_an_override(tmp_path: Path) -> None:
    rule = SIGNED.replace(
        "require: [编制机关]",
        "params: {least: {type: count, default: 30, max: 500}}\ncheck: length(section(overview).text) >= ${least}\nat: section(overview)",
    )
    rule = rule.replace("kind: statement", "kind: assert").replace("in: [overview]\n", "")
    base = house(tmp_path / "base", HOUSE_SIGNED=rule)
    made = load(base).pack.rule("HOUSE-SIGNED")
    assert made is not None
    assert made.options["check"].endswith(">= 30")
    head = "pack: {id: city, version: 1.0.0}\nextends: [{path: ../base}]\noverrides: {HOUSE-SIGNED: {params: {least: 5}}}\n"
    changed = load(write(tmp_path / "city", {"pack.yaml": head})).pack.rule("HOUSE-SIGNED")
    assert changed is not None
    assert changed.options["check"].endswith(">= 5")
    error = refused(write(tmp_path / "city", {"pack.yaml": head.replace("least: 5", "least: 501")}))
    assert "501 is not between" in error.problem
    assert (error.where, error.line) == (tmp_path / "city" / "pack.yaml", 3)


# Chains.


def test_a_chain_of_packs_by_path(tmp_path: Path) -> None:
    house(tmp_path / "province", "overrides: {FEE-MISSING: {severity: warning}}\n", HOUSE_SIGNED=SIGNED)
    city = write(
        tmp_path / "city",
        {
            "pack.yaml": "pack: {id: city, version: 2.0.0}\nextends: [{path: ../province, version: '>=1,<2'}]\noverrides: {FEE-MISSING: {severity: info}, HOUSE-SIGNED: {severity: error}}\n"
        },
    )
    pack = load(city).pack
    assert pack.lineage[1:] == ("house 1.0.0", "city 2.0.0")
    assert [pack.rule(id).severity_of("fail") for id in ("FEE-MISSING", "HOUSE-SIGNED")] == ["info", "error"]  # type: ignore[union-attr]


def test_packs_that_extend_one_another_are_refused(tmp_path: Path) -> None:
    one = write(
        tmp_path / "one", {"pack.yaml": "pack: {id: one, version: 1.0.0}\nextends:\n  - {path: ../two}\n"}
    )
    write(tmp_path / "two", {"pack.yaml": "pack: {id: two, version: 1.0.0}\nextends:\n  - {path: ../one}\n"})
    error = refused(one)
    assert "one → two → one" in error.problem
    assert (str(error.where).endswith("two/pack.yaml"), error.line) == (True, 3)


@pytest.mark.parametrize(
    ("extends", "problem"),
    [
        ("{pack: annual-report, version: '>=9'}", "not >=9"),
        ("{pack: annual-report, version: new}", "no range of versions"),
        ("{pack: annual-report, sha256: " + "0" * 64 + "}", "its sha256 is"),
        ("{pack: anual-report}", "no pack 'anual-report'"),
        ("{path: nowhere}", "no pack in"),
        ("{path: ../../elsewhere}", "leads out of the pack"),
        ("{path: /etc}", "leads out of the pack"),
    ],
)
def test_what_cannot_be_extended_is_said_at_its_line(tmp_path: Path, extends: str, problem: str) -> None:
    root = write(
        tmp_path / "a" / "b", {"pack.yaml": f"pack: {{id: house, version: 1.0.0}}\nextends:\n  - {extends}\n"}
    )
    write(tmp_path / "elsewhere", {"pack.yaml": "pack: {id: other, version: 1.0.0}\n"})
    error = refused(root)
    assert (error.where, error.line) == (root / "pack.yaml", 3)
    assert problem in error.problem


def test_the_hash_that_an_error_tells_is_the_one_to_write(tmp_path: Path) -> None:
    root = house(tmp_path)
    text = (
        (root / "pack.yaml").read_text().replace("annual-report}", "annual-report, sha256: " + "0" * 64 + "}")
    )
    (root / "pack.yaml").write_text(text)
    found = refused(root).problem.split()[-1]
    (root / "pack.yaml").write_text(text.replace("0" * 64, found))
    load(root)


def test_two_packs_at_once(tmp_path: Path) -> None:
    one = house(tmp_path / "one", HOUSE_SIGNED=SIGNED)
    two = write(
        tmp_path / "two",
        {
            "pack.yaml": "pack: {id: two, version: 1.0.0}\nextends: [{pack: house}]\noverrides: {HOUSE-SIGNED: {severity: info}}\n"
        },
    )
    # The second extends the first by its id.
    rule = load(one, two).pack.rule("HOUSE-SIGNED")
    assert rule is not None
    assert rule.severity_of("fail") == "info"


def test_what_two_packs_change_differently_is_a_conflict(tmp_path: Path) -> None:
    roots = []
    for id, severity in (("one", "info"), ("two", "warning")):
        head = HEAD.replace("house", id) + f"overrides: {{FEE-MISSING: {{severity: {severity}}}}}\n"
        roots.append(write(tmp_path / id, {"pack.yaml": head}))
    error = refused(*roots)
    assert "packs 'one' and 'two' both change severity of FEE-MISSING: 'info'" in error.problem
    assert (error.where, error.line) == (tmp_path / "two" / "pack.yaml", 5)
    (tmp_path / "two" / "pack.yaml").write_text(
        (tmp_path / "one" / "pack.yaml").read_text().replace("id: one", "id: two")
    )
    load(*roots)


def test_two_packs_cannot_define_the_same_rule(tmp_path: Path) -> None:
    one = house(tmp_path / "one", HOUSE_SIGNED=SIGNED)
    two = write(
        tmp_path / "two", {"pack.yaml": HEAD.replace("house", "two"), "rules/HOUSE-SIGNED.yaml": SIGNED}
    )
    assert "taken by pack 'house'" in refused(one, two).problem


# Final rules.


@pytest.mark.parametrize(
    ("override", "is_fine"),
    [
        ("{disabled: true, reason: x}", False),
        ("{severity: info}", False),
        ("{profile: all}", False),
        ("{applies_to: {year: 2030}}", False),
        ("{require+: [别的]}", False),
        ("{final: false}", False),
        ("{severity: error}", True),
        ("{message: {zh: 换个说法}}", True),
    ],
)
def test_final_rules_cannot_be_weakened(tmp_path: Path, override: str, is_fine: bool) -> None:  # noqa: FBT001
    house(tmp_path / "base", HOUSE_SIGNED=SIGNED + "final: true\n")
    head = f"pack: {{id: city, version: 1.0.0}}\nextends: [{{path: ../base}}]\noverrides:\n  HOUSE-SIGNED: {override}\n"
    city = write(tmp_path / "city", {"pack.yaml": head})
    if is_fine:
        load(city)
        return
    error = refused(city)
    assert (error.where, error.line) == (city / "pack.yaml", 4)
    assert "--allow-final-off" in error.remedy
    load(city, allow_final_off=True)


def test_final_rules_cannot_be_ignored(tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_SIGNED=SIGNED + "final: true\n")
    with pytest.raises(UsageError, match="final"):
        disclint.check_text(NOTHING, packs=[root], ignore="HOUSE")
    disclint.check_text(NOTHING, packs=[root], ignore="FEE")


# Forms.


def test_a_pack_changes_a_form(tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_SIGNED=SIGNED.replace("[overview]", "[digital]"))
    write(
        root,
        {
            "editions/2021.yaml": 'id: "2021"\nextends: "2021"\nsections+: [{id: digital, numeral: 七, title: 数字化建设情况, key: 数字化}]\n'
        },
    )
    kit = load(root)
    assert [each.id for each in kit.editions["2021"].sections][-1] == "digital"
    text = "六、其他需要报告的事项\n无\n七、数字化建设情况\n编制机关。\n"
    verdicts = {each.rule: each.status for each in disclint.check_text(text, packs=[root]).verdicts}
    assert verdicts["HOUSE-SIGNED"] == "pass"
    assert "digital" in {each.id for each in disclint.check_text(text, packs=[root]).report.sections}  # type: ignore[union-attr]


def test_a_form_that_exists_is_not_replaced_by_accident(tmp_path: Path) -> None:
    write(house(tmp_path), {"editions/2021.yaml": 'id: "2021"\ntitle: {zh: 一, en: a}\n'})
    assert "there is an edition '2021' already" in refused(tmp_path).problem


@pytest.mark.parametrize("base", ["2021", "[2021]", "{a: b}", "true"])
def test_a_form_extends_an_id_in_quotes(tmp_path: Path, base: str) -> None:
    write(house(tmp_path), {"editions/2021.yaml": f'id: "2021"\nextends: {base}\n'})
    error = refused(tmp_path)
    assert "is no id of an edition" in error.problem
    assert (error.line, error.remedy) == (2, 'write it in quotes, as in extends: "2021"')


@pytest.mark.parametrize(
    ("earlier", "problem", "remedy"),
    [
        ({"a": "b", "b": "a"}, "a source stands in place of itself: a → b → a", "take out one `earlier:`"),
        ({"a": "a"}, "a source stands in place of itself: a → a", "take out one `earlier:`"),
        ({"a": "b", "b": "citi"}, "there is no source 'citi': a → b → citi", "did you mean 'city'?"),
    ],
)
def test_sources_stand_in_place_of_others(
    tmp_path: Path, earlier: dict[str, str], problem: str, remedy: str
) -> None:
    sources = "".join(
        f"  {id}: {{title: {{zh: 甲, en: A}}, earlier: {each}}}\n" for id, each in earlier.items()
    )
    error = refused(write(tmp_path, {"pack.yaml": HEAD + sources}))
    assert (error.problem, error.remedy) == (problem, remedy)
    assert error.where == tmp_path / "pack.yaml"


# Installed packs.


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site"
    house(site / "zj_rules" / "pack", HOUSE_SIGNED=SIGNED)
    write(
        site,
        {
            "zj_rules/__init__.py": "raise SystemExit('the code of a pack was run')\n",
            "zj_rules-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: zj-rules\nVersion: 1.0\n",
            "zj_rules-1.0.dist-info/entry_points.txt": "[disclint.packs]\nhouse = zj_rules.pack\n",
        },
    )
    monkeypatch.syspath_prepend(str(site))
    return site


def test_an_installed_pack_is_found_and_none_of_its_code_runs(site: Path, tmp_path: Path) -> None:
    assert installed.names() == ("house",)
    assert data.kit(["house"]).pack.rule("HOUSE-SIGNED") is not None
    city = write(
        tmp_path / "city",
        {"pack.yaml": "pack: {id: city, version: 1.0.0}\nextends: [{pack: house, version: ~=1.0}]\n"},
    )
    assert load(city).pack.lineage[1:] == ("house 1.0.0", "city 1.0.0")
    (site / "zj_rules-1.0.dist-info" / "entry_points.txt").write_text(
        "[disclint.packs]\nhouse = zj_rules.pak\n"
    )
    with pytest.raises(UsageError, match=r"there is no pack\.yaml"):
        data.kit(["house"])


def test_a_loaded_pack_is_used_as_it_was(tmp_path: Path) -> None:
    root = house(tmp_path, HOUSE_SIGNED=SIGNED)
    pack = disclint.load_pack(root)
    (root / "rules" / "HOUSE-SIGNED.yaml").unlink()
    result = disclint.check_text(NOTHING, packs=[pack])
    assert "HOUSE-SIGNED" in {each.rule for each in result.verdicts}
    assert [each.id for each in disclint.all_rules([pack])] == sorted(each.id for each in pack.pack.rules)


def test_the_library_says_what_it_takes() -> None:
    assert chain.is_path("./x")
    assert not chain.is_path("zj-house")
    assert SimpleNamespace(packs=disclint.LoadedPack).packs.__name__ == "LoadedPack"


MADE = """\
id: HOUSE-SAID
use: must-say
with: {what: [政府公报]}
title: {zh: 须写政府公报, en: Tell of the gazette}
message: {zh: 未写政府公报, en: It does not tell of the gazette}
why: {zh: 本地要求, en: The house asks for it}
fix: {zh: 补写, en: Add it}
examples:
  pass: [{name: 写明, text: "一、总体情况\\n编印政府公报。\\n"}]
  fail: [{name: 没写, text: "一、总体情况\\n某局编制。\\n"}]
"""
SAYING = """\
templates:
  must-say:
    params: {what: phrases}
    kind: statement
    severity: warning
    in: [overview, other]
    require: "${what}"
    basis: [{ref: city}]
"""


@pytest.mark.parametrize(
    ("change", "require", "where"),
    [
        ("require+: [公报室]", ["政府公报", "公报室"], ["overview", "other"]),
        ("require+: [公报室], require-: [政府公报]", ["公报室"], ["overview", "other"]),
        ("in-: [other]", ["政府公报"], ["overview"]),
        ("require: [公报室]", ["公报室"], ["overview", "other"]),
    ],
)
def test_lists_that_a_template_gives_are_appended_to_and_shortened(
    tmp_path: Path, change: str, require: list[str], where: list[str]
) -> None:
    base = house(tmp_path / "base", SAYING, HOUSE_SAID=MADE)
    head = "pack: {id: ID, version: 1.0.0}\nextends: [{path: ../UNDER}]\n"
    middle = write(
        tmp_path / "middle",
        {
            "pack.yaml": head.replace("ID", "middle").replace("UNDER", base.name)
            + f"overrides: {{HOUSE-SAID: {{{change}}}}}\n"
        },
    )
    rule = load(middle).pack.rule("HOUSE-SAID")
    assert rule is not None
    assert (rule.document.data["require"], rule.document.data["in"]) == (require, where)
    more = "overrides: {HOUSE-SAID: {require+: [政报]}}\n"
    top = write(
        tmp_path / "top",
        {"pack.yaml": head.replace("ID", "top").replace("UNDER", "middle") + more},
    )
    rule = load(top).pack.rule("HOUSE-SAID")
    assert rule is not None
    assert rule.document.data["require"] == [*require, "政报"]


def test_what_the_list_of_a_template_does_not_have_cannot_be_removed(tmp_path: Path) -> None:
    house(tmp_path / "base", SAYING, HOUSE_SAID=MADE)
    head = "pack: {id: top, version: 1.0.0}\nextends: [{path: ../base}]\n"
    top = write(tmp_path / "top", {"pack.yaml": f"{head}overrides:\n  HOUSE-SAID:\n    require-: [公报室]\n"})
    error = refused(top)
    assert (error.where, error.line) == (top / "pack.yaml", 5)
    assert "公报室" in error.problem


def test_a_change_that_makes_a_rule_none_is_told_where_it_was_written(tmp_path: Path) -> None:
    error = refused(house(tmp_path, "overrides:\n  FEE-MISSING: {kind: sum}\n"))
    assert (error.where, error.line) == (tmp_path / "pack.yaml", 6)
    assert "FEE-MISSING" in error.said("zh")
    assert "total" in error.said("zh")


@pytest.mark.parametrize(
    "tag", ["!!python/name:os.system", "!<tag:yaml.org,2002:python/name:os.system>", "!!set"]
)
def test_a_tag_before_words_is_refused(tmp_path: Path, tag: str) -> None:
    error = refused(house(tmp_path, HOUSE_SIGNED=SIGNED.replace("zh: 便于核实", f"zh: {tag} 便于核实")))
    assert (error.where, error.line) == (tmp_path / "rules/HOUSE-SIGNED.yaml", 8)
    assert "tag" in error.problem
