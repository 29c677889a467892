"""
Small packs on top of one another, read from memory: what each adds, changes and may not; all that is wrong is told.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from disclint import yamlfile
from disclint.errors import UsageError
from disclint.rules import load
from disclint.rules.differences import difference
from disclint.rules.load import Inherited
from disclint.rules.pack import Pack
from disclint.yamlfile import Document
from tests.packs import SIGNED

SECTIONS = ("overview", "other")
PLAIN = (
    SIGNED[: SIGNED.index("examples:")]
    .replace("severity: warning", "severity: warning\nrank: 5")
    .replace("[编制机关]", "[编制机关, 制作]")
)
EXAMPLES = SIGNED[SIGNED.index("examples:") :]
ASSERTED = PLAIN.replace("kind: statement", "kind: assert").replace(
    "in: [overview]\nrequire: [编制机关, 制作]", 'check: "1 == 1"'
)
SOURCE = "sources: {city: {title: {zh: 办法, en: Measures}}}\n"
HOTLINE = "id: hotline\nlabel: {zh: 热线, en: hotline}\nphrases: [热线]\n"


def rule(id: str, text: str = PLAIN) -> str:
    return text.replace("HOUSE-SIGNED", id) + EXAMPLES


def head(id: str, more: str = "") -> str:
    return f"pack: {{id: {id}, version: 1.2.3}}\n{more}"


BASE = {
    "pack.yaml": head("base", SOURCE),
    "rules/A-ONE.yaml": rule("A-ONE"),
    "rules/A-TWO.yaml": rule("A-TWO"),
    "rules/B-ONE.yaml": rule("B-ONE", ASSERTED),
    "rules/B-FINAL.yaml": rule("B-FINAL") + "final: true\n",
    "concepts/hotline.yaml": HOTLINE,
}


def read(
    files: Mapping[str, str],
    on: Pack | None = None,
    ancestors: Sequence[str] = (),
    *,
    off: bool = False,
    strict: bool = True,
) -> tuple[Pack, list[UsageError]]:
    """
    The pack, and all that is wrong with it.
    """
    found = list[UsageError]()
    base = Inherited(on, frozenset(ancestors), **({"allow_final_off": True} if off else {})) if on else None
    # Files are checked, and final rules stay, unless someone says otherwise.
    how: dict[str, Any] = {} if strict else {"strict": False}
    given = [(Path(name), text.encode()) for name, text in files.items()]
    made = load.pack(given, SECTIONS, inherited=base, **how, refuse=found.append)
    if found:
        # Who does not ask for all is told the first.
        with pytest.raises(UsageError) as caught:
            load.pack(given, SECTIONS, inherited=base, **how)
        assert str(caught.value) == str(found[0])
    return made, found


def sound(
    files: Mapping[str, str], on: Pack | None = None, ancestors: Sequence[str] = (), **more: bool
) -> Pack:
    made, found = read(files, on, ancestors, **more)
    assert not found, found
    return made


ROOT = sound(BASE)


def changed(
    overrides: str, on: Pack = ROOT, id: str = "heir", ancestors: Sequence[str] = ("base",), **more: bool
) -> Pack:
    return sound({"pack.yaml": head(id, overrides)}, on, ancestors, **more)


def wrong(
    overrides: str, on: Pack = ROOT, id: str = "heir", ancestors: Sequence[str] = ("base",)
) -> list[UsageError]:
    return read({"pack.yaml": head(id, overrides)}, on, ancestors)[1]


def severities(pack: Pack) -> dict[str, str]:
    return {each.id: each.severity_of("fail") for each in pack.rules}


def test_a_pack_is_what_its_files_say() -> None:
    assert (ROOT.id, ROOT.version, ROOT.lineage) == ("base", "1.2.3", ("base 1.2.3",))
    assert [each.id for each in ROOT.rules] == ["A-ONE", "A-TWO", "B-FINAL", "B-ONE"]
    assert {each.pack for each in ROOT.rules} == {"base"}
    assert ROOT.concepts.keys() == ROOT.vocabulary.concepts.keys() == {"hotline"}
    assert ROOT.sources.keys() == {"city"}
    one = ROOT.rule("A-ONE")
    assert one is not None
    assert (one.where, one.rank, one.disabled, one.final) == (Path("rules/A-ONE.yaml"), 5, None, False)
    assert ROOT.rule("A-NONE") is None
    assert not ROOT.changes
    alone = sound({"rules/A-ONE.yaml": rule("A-ONE")})
    assert (alone.id, alone.version) == ("unnamed", "0.0.0")


def test_an_heir_has_all_and_its_own() -> None:
    heir = sound({
        "pack.yaml": head("heir", "concepts: {cases: {label: {zh: 案, en: cases}, phrases: [案件]}}\nsources: {town: {title: {zh: 镇, en: T}, earlier: city}}\n"),
        "rules/C-ONE.yaml": rule("C-ONE"),
        "scopes.yaml": "words: {few: [少]}\ngroups: [{id: away, label: {zh: 外, en: away}, phrases: [外单位]}]\ncontinues: [{id: on, begins: [又]}]\n",
    }, ROOT, ("base",))  # fmt: skip
    assert [each.id for each in heir.rules] == ["A-ONE", "A-TWO", "B-FINAL", "B-ONE", "C-ONE"]
    assert [each.pack for each in heir.rules] == ["base"] * 4 + ["heir"]
    assert heir.lineage == ("base 1.2.3", "heir 1.2.3")
    assert heir.vocabulary.concepts.keys() == {"hotline", "cases"}
    assert heir.sources.keys() == {"city", "town"}
    assert heir.words == {"few": ["少"]}
    assert [each.id for each in heir.vocabulary.guards] == ["away"]
    assert [(each.id, each.pack) for each in heir.vocabulary.continuations] == [("on", "heir")]
    # And so has an heir of the heir.
    last = sound({"pack.yaml": head("last")}, heir, ("base", "heir"))
    assert (last.words, last.sources, last.templates) == (heir.words, heir.sources, heir.templates)
    assert last.vocabulary.guards == heir.vocabulary.guards
    assert last.vocabulary.continuations == heir.vocabulary.continuations
    assert [each.id for each in last.rules] == [each.id for each in heir.rules]


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ("A-ONE: {severity: info}", {"A-ONE": "info"}),
        ("A-*: {severity: info}", {"A-ONE": "info", "A-TWO": "info"}),
        ("'?-ONE': {severity: error}", {"A-ONE": "error", "B-ONE": "error"}),
        ("'[AB]-ONE': {severity: error}", {"A-ONE": "error", "B-ONE": "error"}),
        ("'*': {severity: error}", dict.fromkeys(["A-ONE", "A-TWO", "B-ONE", "B-FINAL"], "error")),
        # Patterns come first, wherever they stand.
        ("A-ONE: {severity: info}\n  A-*: {severity: error}", {"A-ONE": "info", "A-TWO": "error"}),
        (
            "'*-ONE': {severity: error}\n  A-*: {severity: info}",
            {"A-ONE": "info", "A-TWO": "info", "B-ONE": "error"},
        ),
        ("h*: {label: {zh: 热线电话}}", {}),
    ],
)
def test_an_override_changes_what_its_key_matches(overrides: str, expected: dict[str, str]) -> None:
    heir = changed(f"overrides:\n  {overrides}\n")
    assert severities(heir) == {**severities(ROOT), **expected}
    assert heir.changes.keys() == (expected.keys() or {"hotline"})
    assert heir.vocabulary.concepts["hotline"].label["zh"] == ("热线" if expected else "热线电话")
    # What was not touched is what it was.
    for each in ROOT.rules:
        assert (heir.rule(each.id) is each) is (each.id not in expected)
    made = [one for each in heir.changes.values() for one in each]
    assert {each.pack for each in made} == {"heir"}


def test_a_rule_is_turned_off_and_on_again() -> None:
    off = changed("overrides:\n  A-ONE: {disabled: true, reason: 另有规定}\n")
    found = {each.id: each.disabled for each in off.rules}
    assert found == {"A-ONE": "另有规定", "A-TWO": None, "B-ONE": None, "B-FINAL": None}
    (made,) = off.changes["A-ONE"]
    assert (made.pack, made.change.path, made.change.value) == ("heir", ("disabled",), True)
    on = changed("overrides:\n  A-ONE: {disabled: false}\n", off, "last", ("base", "heir"))
    assert {each.disabled for each in on.rules} == {None}
    assert [each.change.value for each in on.changes["A-ONE"]] == [True, False]
    # A pattern turns off many, an id one of them on again, with another severity.
    some = changed(
        "overrides:\n  A-ONE: {disabled: false, severity: info}\n  A-*: {disabled: true, reason: 试行}\n"
    )
    assert {each.id: each.disabled for each in some.rules if each.disabled} == {"A-TWO": "试行"}
    assert severities(some)["A-ONE"] == "info"


def test_a_final_rule_stays_on_unless_that_is_allowed() -> None:
    off = "overrides:\n  B-FINAL: {disabled: true, reason: 试行}\n"
    (error,) = wrong(off)
    assert "B-FINAL is final in pack 'base'" in error.problem
    assert error.line == 3
    found = changed(off, off=True).rule("B-FINAL")
    assert found is not None
    assert found.disabled == "试行"
    mild = "overrides:\n  B-*: {severity: info}\n"
    (error,) = wrong(mild)
    assert "changing its severity" in error.problem
    assert severities(changed(mild, off=True))["B-FINAL"] == "info"
    assert severities(changed("overrides:\n  B-FINAL: {severity: error}\n"))["B-FINAL"] == "error"
    changed("overrides:\n  B-FINAL: {disabled: false}\n")


def test_each_change_is_remembered_with_who_made_it() -> None:
    one = changed("overrides:\n  A-ONE: {severity: info, require+: [某]}\n")
    two = changed(
        "overrides:\n  A-ONE: {severity: error}\n  A-TWO: {rank: 7}\n", one, "last", ("base", "heir")
    )
    assert [(each.pack, each.change.path, each.change.sign, each.change.value) for each in two.changes["A-ONE"]] == [
        ("heir", ("severity",), "", "info"), ("heir", ("require",), "+", ["某"]), ("last", ("severity",), "", "error"),
    ]  # fmt: skip
    assert [each.pack for each in two.changes["A-TWO"]] == ["last"]
    found = two.rule("A-ONE")
    assert found is not None
    assert (found.severity_of("fail"), found.options["require"]) == ("error", ["编制机关", "制作", "某"])
    assert found.pack == "base"


CHANGES = [
    "{severity: info}", "{severity: error}", "{require+: [某]}", "{require+: [某某]}", "{require-: [制作]}", "{require: [某, 制作]}",
    "{message: {zh: 甲}}", "{message: {en: A}}", "{message: {zh: 乙}}", "{disabled: true, reason: x}", "{disabled: false}", "{rank: 7}",
]  # fmt: skip


def is_conflict(one: str, other: str) -> bool:
    """
    Whether two packs say different things of the same; to a list both may add.
    """

    def key(each: str) -> tuple[str, str]:
        name = each.strip("{}").partition(":")[0]
        inner = each.partition("message: {")[2].partition(":")[0]
        return name.strip("+-"), inner

    if one == other or key(one) != key(other):
        return False
    return not ("require+" in one and "require+" in other)


@pytest.mark.parametrize("one", CHANGES)
def test_what_strangers_change_differently_is_a_conflict(one: str) -> None:
    first = changed(f"overrides:\n  A-ONE: {one}\n", ROOT, "first")
    for other in CHANGES:
        if one == other and "-:" in one:
            # What is gone cannot be taken away again.
            continue
        overrides = f"overrides:\n  A-ONE: {other}\n"
        errors = wrong(overrides, first, "second")
        assert [("both change" in each.problem, each.line) for each in errors] == [(True, 3)] * is_conflict(
            one, other
        ), other
        assert all("'first' and 'second'" in each.problem and "A-ONE" in each.problem for each in errors)
        assert all("pack.yaml:3" in each.problem for each in errors)
        # Who extends the other, or is the same, may change it again.
        assert not wrong(overrides, first, "second", ("base", "first"))
        assert not wrong(overrides, first, "first")
    # Of another rule nobody else has said anything.
    assert not wrong("overrides:\n  A-TWO: {severity: error}\n", first, "second")


def test_a_value_within_another_conflicts_with_it() -> None:
    first = changed("overrides:\n  A-ONE: {severity: {partial: info}}\n", ROOT, "first")
    assert len(wrong("overrides:\n  A-ONE: {severity: error}\n", first, "second")) == 1
    assert not wrong("overrides:\n  A-ONE: {severity: {other: error}}\n", first, "second")


@pytest.mark.parametrize(
    ("overrides", "problem", "remedy", "line"),
    [
        ("A-ONEE: {severity: info}", "there is no inherited rule 'A-ONEE'", "did you mean 'A-ONE'?", 3),
        ("C-*: {severity: info}", "no inherited rule matches 'C-*'", None, 3),
        ("hotlin: {label: {zh: x}}", "there is no inherited rule 'hotlin'", "did you mean 'hotline'?", 3),
        ("A-ONE: {rank: many}", "'many' is not of type 'integer'", None, 3),
        ("A-*: {nosuch: 1}", "the key 'nosuch' is not known", None, 3),
        ("A-ONE: {require-: [某]}", "'某' cannot be removed: it is not there", None, 3),
        ("hotline: {disabled: true, reason: x}", "a concept cannot be disabled", "turn off the rules that use it", 3),
        ("hotline: {reason: x}", "a concept cannot be reason", "turn off the rules that use it", 3),
        ("hotline: {phrases+: ['{a']}", "'{' is never closed", None, 3),
        ("hotline: {nosuch: 1}", "the key 'nosuch' is not known", None, 3),
        ("A-ONE: {title-: [zh]}", "A-ONE, changed like this, is no rule: the key 'zh' is missing", None, 3),
    ],
)  # fmt: skip
def test_what_cannot_be_overridden_is_told(
    overrides: str, problem: str, remedy: str | None, line: int
) -> None:
    errors = wrong(f"overrides:\n  {overrides}\n")
    # Of a pattern the first is told: the same is wrong with all others.
    (error,) = errors
    assert problem in error.problem
    assert error.line == line
    assert remedy is None or error.remedy == remedy
    assert error.zh
    assert all(error.zh)
    if problem.startswith(("there is no inherited", "no inherited")):
        assert ("没有符合" in error.zh[0]) is ("*" in overrides)


def test_where_there_is_nothing_near_the_rules_are_listed_by_a_command() -> None:
    many = {f"rules/X-RULE{number}.yaml": rule(f"X-RULE{number}") for number in range(30)}
    base = sound({**BASE, **many})
    (error,) = wrong("overrides:\n  QQQ-ZZZ: {severity: info}\n", base)
    assert "`disclint rules --pack DIR` lists the rules" in error.remedy
    assert "disclint rules --pack" in (error.zh or ("", ""))[1]
    (error,) = wrong("overrides:\n  QQQ-ZZZ: {severity: info}\n")
    assert error.remedy == "use one of A-ONE, A-TWO, B-FINAL, B-ONE, hotline"
    # Of the first twenty the nearest is looked for.
    lines = "".join(f"  A-ONE{number:02}X: {{severity: info}}\n" for number in range(23))
    found = wrong(f"overrides:\n{lines}")
    assert ["did you mean" in each.remedy for each in found] == [True] * 20 + [False] * 3
    # Who inherits nothing lacks the pack.
    (error,) = read({"pack.yaml": head("lone", "overrides:\n  A-ONE: {severity: info}\n")})[1]
    assert "extends" in error.remedy
    assert "extends" in (error.zh or ("", ""))[1]


def test_all_that_is_wrong_is_told_and_the_rest_is_read() -> None:
    made, found = read({
        "pack.yaml": head("base", f"{SOURCE}concepts: {{a: {{label: {{zh: 甲, en: A}}, phrases: ['{{x', 好]}}}}\n"),
        "rules/A-ONE.yaml": rule("A-ONE"),
        "rules/A-TWO.yaml": rule("A-TWO").replace("severity: warning", "severity: loud"),
        "rules/A-THREE.yaml": rule("A-FOUR"),
        "rules/A-FIVE.yaml": "id: [",
        "concepts/hotline.yaml": HOTLINE.replace("hotline\n", "hotlines\n", 1),
    })  # fmt: skip
    told = {str(each.where): each.problem for each in found}
    assert len(found) == 5
    assert "'{' is never closed" in told["pack.yaml"]
    assert "'loud'" in told["rules/A-TWO.yaml"]
    assert told["rules/A-THREE.yaml"] == "the file is called A-THREE.yaml, but declares 'A-FOUR'"
    assert told["concepts/hotline.yaml"] == "the file is called hotline.yaml, but declares 'hotlines'"
    assert "rules/A-FIVE.yaml" in told
    assert [each.id for each in made.rules] == ["A-ONE"]
    # What is left of a concept is there for the rules that use it.
    assert [each.words for each in made.vocabulary.concepts["a"].phrases] == ["好"]


TAKEN = [
    ("rules/A-ONE.yaml", rule("A-ONE"), "the rule id 'A-ONE' is taken by pack 'base'", True),
    ("concepts/hotline.yaml", HOTLINE, "the concept id 'hotline' is taken by another file", True),
    ("pack.yaml", head("heir", "sources: {city: {title: {zh: 别的, en: Other}}}\n"), "the source id 'city' is taken by another file", False),
    ("pack.yaml", head("heir", "templates: {t: {kind: assert}}\n"), "the template id 't' is taken by another file", False),
    ("scopes.yaml", "words: {few: [少]}\n", "the list of words id 'few' is taken by another file", False),
    ("scopes.yaml", "groups: [{id: away, label: {zh: 外, en: away}, phrases: [外]}]\n", "the group id 'away' is taken by another file", False),
]  # fmt: skip
FULL = sound({
    **BASE, "pack.yaml": head("base", SOURCE + "templates: {t: {kind: assert}}\n"),
    "scopes.yaml": "words: {few: [少]}\ngroups: [{id: away, label: {zh: 外, en: away}, phrases: [外单位]}]\ncontinues: [{id: on, begins: [又]}]\n",
})  # fmt: skip


@pytest.mark.parametrize(("name", "text", "problem", "can_change"), TAKEN)
def test_what_is_taken_is_not_taken_again(name: str, text: str, problem: str, *, can_change: bool) -> None:
    files = {"pack.yaml": head("heir"), name: text}
    _, (error,) = read(files, FULL, ("base",))
    assert error.problem == problem
    assert ("overrides" in error.remedy) is can_change
    assert error.zh
    assert ("overrides" in error.zh[1]) is can_change
    assert "base" in error.zh[0] or "pack 'base'" not in problem
    assert str(error.where) == name
    assert (error.line or 0) >= 1
    # The same source again is no other.
    assert not read({"pack.yaml": head("heir", SOURCE)}, FULL, ("base",))[1]


def test_how_sentences_go_on_is_changed_by_an_heir_alone() -> None:
    files = {"pack.yaml": head("heir"), "scopes.yaml": "continues:\n  - {id: on, begins: [再]}\n"}
    heir = sound(files, FULL, ("base",))
    (found,) = heir.vocabulary.continuations
    assert ([each.words for each in found.begins], found.pack) == (["再"], "heir")
    _, (error,) = read(files, FULL)
    assert "the continuation id 'on' is taken" in error.problem
    assert (str(error.where), error.line) == ("scopes.yaml", 2)


def test_what_ships_is_not_checked_again() -> None:
    # Neither names of files nor keys are looked at, and the examples wait.
    made = sound(
        {"pack.yaml": head("base", SOURCE), "rules/A-ONE.yaml": rule("A-FOUR", f"{PLAIN}nosuch: 1\n")},
        strict=False,
    )
    (found,) = made.rules
    assert found.id == "A-FOUR"
    assert "examples" not in found.document.data
    assert [each.expect for each in found.examples] == ["pass", "fail"]
    assert (
        len(
            read(
                {"pack.yaml": head("base", SOURCE), "rules/A-ONE.yaml": rule("A-ONE", f"{PLAIN}nosuch: 1\n")}
            )[1]
        )
        == 1
    )


def test_what_ships_as_documents_is_the_same_pack() -> None:
    kinds = {"pack.yaml": "pack", "scopes.yaml": "scopes", "concepts/hotline.yaml": "concept"}
    given = [
        (kinds.get(name, "rule"), yamlfile.load(text, Path(name), "examples"))
        for name, text in sorted(BASE.items())
    ]
    for is_new in (False, True):
        made = load.shipped(given, SECTIONS, is_new=is_new)
        assert (made.id, made.lineage, made.rules) == (ROOT.id, ROOT.lineage, ROOT.rules)
        assert made.vocabulary.concepts.keys() == ROOT.vocabulary.concepts.keys()
    # Phrases are looked at once.
    broken = [
        *given,
        (
            "concept",
            yamlfile.load(
                HOTLINE.replace("[热线]", "['{热线']").replace("id: hotline", "id: lines"), Path("lines.yaml")
            ),
        ),
    ]
    with pytest.raises(UsageError, match="never closed"):
        load.shipped(broken, SECTIONS, is_new=True)
    assert "lines" in load.shipped(broken, SECTIONS).vocabulary.concepts


@pytest.mark.parametrize(
    ("sources", "problem"),
    [
        ({"a": "b", "b": "a"}, "a source stands in place of itself: a → b → a"),
        ({"a": "a"}, "a source stands in place of itself: a → a"),
        ({"a": "nosuch"}, "there is no source 'nosuch': a → nosuch"),
        ({"a": "b", "b": "c", "c": "nosuch"}, "there is no source 'nosuch': a → b → c → nosuch"),
        ({"a": "city"}, None),
        ({"a": "b", "b": "city"}, None),
    ],
)
def test_a_source_stands_in_place_of_another(sources: dict[str, str], problem: str | None) -> None:
    lines = "".join(
        f"  {id}:\n    title: {{zh: 甲, en: A}}\n    earlier: {earlier}\n" for id, earlier in sources.items()
    )
    made, found = read({"pack.yaml": head("heir", f"sources:\n{lines}")}, ROOT, ("base",))
    assert [each.problem for each in found] == ([problem] if problem else [])
    assert [each.line for each in found] == ([5] if problem else [])
    assert {id: each.earlier for id, each in made.sources.items()} == {"city": None, **sources}
    assert all(each.zh and "→" in each.zh[0] for each in found)


# What differs between packs.


def applied(old: Any, values: Sequence[Any]) -> Any:
    """
    The old data with the values put where they are told to be.
    """
    found = dict(old)
    for each in values:
        path = each.key.split(".")
        spot = found
        for step in path[:-1]:
            spot[step] = dict(spot[step])
            spot = spot[step]
        assert spot.get(path[-1]) == each.old != each.new
        if each.new is None:
            del spot[path[-1]]
        else:
            spot[path[-1]] = each.new
    return found


def without(document: Document) -> dict[str, Any]:
    return {key: value for key, value in document.data.items() if key != "examples"}


@pytest.mark.parametrize(
    "overrides",
    ["A-ONE: {severity: info, message: {zh: 新}, unless: [某]}", "A-*: {rank: 8}", "hotline: {phrases+: [专线], label: {zh: 专线}}",
     "A-ONE: {disabled: true, reason: x}", "A-ONE: {examples: {pass: [{name: 新, text: 编制机关}]}}", "A-ONE: {severity: warning}",
     "A-ONE: {applies_to: {year: '2020'}}\n  A-TWO: {disabled: true, reason: x, rank: 1}"],
)  # fmt: skip
def test_the_difference_of_two_packs_leads_from_one_to_the_other(overrides: str) -> None:
    new = changed(f"overrides:\n  {overrides}\n")
    for old, later in ((ROOT, new), (new, ROOT), (ROOT, ROOT)):
        found = difference(old, later)
        assert (found.old, found.new, found.added, found.removed) == (old, later, (), ())
        changes = {each.id: each.values for each in found.changed}
        assert list(changes) == sorted(changes)
        for each in old.rules:
            other = later.rule(each.id)
            assert other is not None
            assert applied(without(each.document), changes.get(each.id, ())) == without(other.document)
            is_off, was_off = other.disabled is not None, each.disabled is not None
            assert (each.id in {one.id for one in found.disabled}) is (is_off and not was_off)
            assert (each.id in {one.id for one in found.enabled}) is (was_off and not is_off)
        concepts = {each.id: each.values for each in found.concepts_changed}
        for id, document in old.concepts.items():
            assert applied(document.data, concepts.get(id, ())) == later.concepts[id].data
        assert all(changes.values())
        assert all(concepts.values())


def test_what_only_one_of_two_packs_has_is_added_or_removed() -> None:
    more = sound(
        {
            "pack.yaml": head("heir"),
            "rules/C-TWO.yaml": rule("C-TWO"),
            "rules/C-ONE.yaml": rule("C-ONE"),
            "concepts/lines.yaml": HOTLINE.replace("hotline\n", "lines\n", 1),
        },
        ROOT,
        ("base",),
    )
    there, back = difference(ROOT, more), difference(more, ROOT)
    assert [each.id for each in there.added] == [each.id for each in back.removed] == ["C-ONE", "C-TWO"]
    assert there.concepts_added == back.concepts_removed == ("lines",)
    assert (
        there.removed,
        back.added,
        there.concepts_removed,
        back.concepts_added,
        there.changed,
        back.changed,
    ) == ((), (), (), (), (), ())


# Concepts and guards as they are written.

CONCEPT = {
    "label": "{zh: 热线, en: hotline}", "phrases": "['热线{n:count}']", "value": "n", "cell": "requests/a/x", "unless": "[甲]", "unless_sentence": "[乙]",
    "unless_before": "[丙]", "needs": "[丁]", "headed": "[戊]", "units": "[件, counted]", "made_of": "['{的|了}', few, 热线]", "scope": "given", "allow": "[away]",
    "in": "[other, report]", "recorded": "true",
}  # fmt: skip
SCOPES = "words: {few: [少, ２], counted: [条]}\ngroups: [{id: away, label: {zh: 外, en: away}, phrases: [外单位]}]\n"


def concept(**changes: str | None) -> tuple[Pack, list[UsageError]]:
    given = {"id": "hotline", **CONCEPT, **changes}
    text = "".join(f"{key.rstrip('_')}: {value}\n" for key, value in given.items() if value is not None)
    return read({"pack.yaml": head("base"), "scopes.yaml": SCOPES, "concepts/hotline.yaml": text})


def test_a_concept_is_what_its_file_says() -> None:
    made, found = concept(scope=None)
    assert not found, found
    one = made.vocabulary.concepts["hotline"]
    words = {
        key: [each.words for each in getattr(one, key)]
        for key in ("phrases", "unless", "unless_sentence", "unless_before", "needs", "headed", "asides")
    }
    assert words == {
        "phrases": ["热线{n:count}"], "unless": ["甲"], "unless_sentence": ["乙"], "unless_before": ["丙"], "needs": ["丁"], "headed": ["戊"], "asides": ["{的|了}"],
    }  # fmt: skip
    # Widths do not count, and lists stand for their words.
    assert (one.made_of, one.units) == ({"少", "2", "热线"}, {"件", "条"})
    assert (one.value, one.cell, one.allow, one.places, one.recorded) == (
        "n",
        "requests/a/x",
        ("away",),
        ("other", "report"),
        True,
    )
    bare, found = concept(**dict.fromkeys([each for each in CONCEPT if each not in ("label", "phrases")]))
    assert not found
    one = bare.vocabulary.concepts["hotline"]
    assert (one.value, one.cell, one.allow, one.made_of, one.units, one.unless, one.recorded) == (
        None,
        None,
        (),
        set(),
        set(),
        (),
        False,
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"value": "m"}, "no phrase captures 'm'"),
        ({"in": "[nosuch]"}, "there is no scope 'nosuch'"),
        ({"in": "[other, nosuch]"}, "there is no scope 'nosuch'"),
        ({"allow": "[nosuch]"}, "there is no group 'nosuch'"),
        ({"allow": "[other]"}, "there is no group 'other'"),
        ({"made_of": "[nosuch]"}, "there is no list of words 'nosuch'"),
        ({"made_of": "['{的']"}, "never closed"),
        ({"units": "[nosuch]"}, "there is no list of words 'nosuch'"),
        ({"headed": "['{的']"}, "never closed"),
        ({"phrases": "['{@fews|甲}{n:count}']"}, "there is no list of words 'fews'"),
        ({"made_of": "['{<!@nosuch}的']"}, "there is no list of words 'nosuch'"),
        ({"unless": "['{@Few}']"}, "there is no list of words 'Few'"),
        ({"unless": "['{@ few}']"}, "there is no list of words ' few'"),
        ({"unless": "['@few ']"}, "there is no list of words 'few '"),
        ({"unless": "['@few{..8}甲']"}, "'@few' stands for a whole phrase, and more stands behind it"),
        (
            {"unless": "['{x:@few}']"},
            "{x:@few} names a list of words, which only concepts, groups and continuations can",
        ),
    ],
)
def test_a_concept_names_what_there_is(changes: dict[str, str], problem: str) -> None:
    _, (error,) = concept(scope=None, **changes)
    assert problem in error.problem
    (key,) = changes
    assert error.line == 1 + [each for each in ["id", *CONCEPT] if each != "scope"].index(key)
    assert error.zh


def test_phrases_name_lists_of_words() -> None:
    made, found = concept(
        scope=None,
        phrases="['{@few|甲}?热线{!@counted}{n:count}@few']",
        unless="['{甲{@counted}}']",
        made_of="['{<!@few}的']",
    )
    assert not found
    one = made.vocabulary.concepts["hotline"]
    assert [each.words for each in one.phrases] == ["{少|２|甲}?热线{!条}{n:count}@few"]
    assert [each.words for each in one.unless] == ["{甲{条}}"]
    assert [each.words for each in one.asides] == ["{<!少|2}的"]
    # Who inherits a list may name it, in groups and continuations, too.
    heir, found = read(
        {
            "pack.yaml": head("heir"),
            "scopes.yaml": "words: {more: [很多, 好多]}\n"
            "groups: [{id: far, label: {zh: 远, en: far}, phrases: ['{@few}{@more}']}]\n"
            "continues: [{id: on, begins: ['{@more|@few}']}]\n",
        },
        made,
        ("base",),
    )
    assert not found
    assert [each.words for each in heir.vocabulary.guards[-1].phrases] == ["{少|２}{很多|好多}"]
    assert [each.words for each in heir.vocabulary.continuations[-1].begins] == ["{很多|好多|少|２}"]


def test_a_list_in_place_of_a_phrase_is_all_of_its_words() -> None:
    made, found = concept(scope=None, unless="[甲, '@few', '{@counted}@few']", needs="['@few', '@few', 丁]")
    assert not found
    one = made.vocabulary.concepts["hotline"]
    assert [each.words for each in one.unless] == ["甲", "少", "２", "{条}@few"]
    assert [each.words for each in one.needs] == ["少", "２", "少", "２", "丁"]
    # What stands behind the list is told in its own place, and a list that is none is no phrase.
    _, found = concept(scope=None, unless="['@few', 甲, '{乙', '@fews']")
    assert sorted((each.line, each.column, each.problem) for each in found) == [
        (6, 22, "'{' is never closed"),
        (6, 28, "there is no list of words 'fews'"),
    ]


def test_what_a_list_holds_is_told_in_the_list() -> None:
    made, found = read(
        {
            "pack.yaml": head("base"),
            "scopes.yaml": "words:\n  mine: [公报, '{简报', '甲}{乙', '{@few}', '{的|了}']\n  few: [少]\n",
            "concepts/hotline.yaml": "id: hotline\nlabel: {zh: '@热线 {@none}', en: h}\nphrases: ['{@mine}热线', 'a@qq.com{@few|@}']\n",
        }
    )
    assert [(str(each.where), each.line, each.problem) for each in found] == [
        ("scopes.yaml", 2, "'{' is never closed"),
        ("scopes.yaml", 2, "'}' without '{'"),
        ("scopes.yaml", 2, "{@few} names a list of words, which only concepts, groups and continuations can"),
    ]
    # The others are of use, and what is for people to read names nothing.
    assert [each.words for each in made.vocabulary.concepts["hotline"].phrases] == [
        "{公报|{的|了}}热线",
        "a@qq.com{少|@}",
    ]
    _, (error,) = read({"pack.yaml": head("base"), "scopes.yaml": "words: {mine: []}\n"})
    assert (str(error.where), error.line) == ("scopes.yaml", 1)


def test_a_list_that_there_is_not_is_told_where_it_is_named() -> None:
    _, (error,) = read(
        {"pack.yaml": head("base"), "scopes.yaml": "continues:\n  - {id: on, begins: [又, '再{@few}']}\n"}
    )
    assert (error.problem, error.line, error.column) == ("there is no list of words 'few'", 2, 29)


def test_all_wrong_phrases_of_a_concept_are_told_each_in_its_place() -> None:
    made, found = concept(scope=None, phrases="['{a', '热线{n:count}', '{b']", unless="['{c']")
    assert [(each.line, each.column) for each in found] == [(3, 14), (3, 37), (6, 12)] or len(
        {each.column for each in found}
    ) == 3
    one = made.vocabulary.concepts["hotline"]
    assert [each.words for each in one.phrases] == ["热线{n:count}"]
    assert one.unless == ()


def test_a_guard_is_what_its_entry_says() -> None:
    entry = "{id: away, label: {zh: 外, en: away}, phrases: [外单位], returns: [本单位], window: clause, bodies: true, own: [我], unnamed: [township], years: ['{y:year}年'], kinds: [department], concepts: [hotline], whole: [hotline], wholes: [[requests/a/x, requests/b/x]]}"
    made, found = read(
        {
            "pack.yaml": head("base"),
            "scopes.yaml": f"groups:\n  - {entry}\n  - {{id: bare, label: {{zh: 甲, en: A}}, phrases: [乙]}}\n",
        }
    )
    assert not found, found
    one, bare = made.vocabulary.guards
    assert [[each.words for each in listed] for listed in (one.phrases, one.returns, one.years)] == [
        ["外单位"],
        ["本单位"],
        ["{y:year}年"],
    ]
    assert (one.window, one.bodies, one.own, one.unnamed, one.kinds, one.concepts, one.whole, one.wholes) == (
        "clause", True, ("我",), ("township",), ("department",), ("hotline",), ("hotline",), (("requests/a/x", "requests/b/x"),),
    )  # fmt: skip
    assert (bare.window, bare.bodies, bare.own, bare.returns, bare.years, bare.wholes) == (
        "before",
        False,
        (),
        (),
        (),
        (),
    )
    _, (error,) = read(
        {"pack.yaml": head("base"), "scopes.yaml": f"groups:\n  - {entry.replace('{y:year}', '{n:count}')}\n"}
    )
    assert error.problem == "a phrase of `years` captures a year y"
    assert error.line == 2


def test_every_pair_of_changes_was_tried() -> None:
    found = [is_conflict(one, other) for one, other in product(CHANGES, CHANGES)]
    assert any(found)
    assert not all(found)
