"""
What a pack changes in the rules and concepts that it inherits: `overrides` of its head.

A key is an id or a pattern; the patterns are applied first.  What two packs change differently, of which
neither extends the other, is a conflict; what is `final` stays on and as strict as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from attrs import define, evolve, field, frozen

from disclint import schemas
from disclint.errors import UsageError, did_you_mean, did_you_mean_zh
from disclint.rules import finality
from disclint.rules.documents import Refuse
from disclint.rules.merging import APPEND, Change, merged
from disclint.rules.model import Rule
from disclint.rules.pack import Made, Pack
from disclint.yamlfile import Document

_KEY, _DISABLED, _REASON = "overrides", "disabled", "reason"
_MAGIC = frozenset("*?[")
# A remedy that lists all rules helps nobody.
_LONGEST = 200
# To look for the nearest id takes longer than all else; whoever misspelt so many ids has another trouble.
_MOST_GUESSED = 20


@frozen
class Heir:
    """
    A pack that changes what it inherits: its head, and the ids of the packs that it extends.
    """

    head: Document
    ancestors: frozenset[str]
    allow_final_off: bool
    strict: bool

    @property
    def id(self) -> str:
        """
        The id of the pack.
        """
        return str(self.head.data["pack"]["id"])


@define
class ChangedRule:
    """
    A rule that was changed: its new file, if that changed, and whether and why it is off.

    `is_checked` if its new file has still to be held against the schema.
    """

    document: Document | None = None
    is_checked: bool | None = None
    disabled: str | None = None
    is_told: bool = False

    def applied(self, rule: Rule) -> Rule:
        """
        The rule, on or off.
        """
        return evolve(rule, disabled=self.disabled) if self.is_told else rule


@define
class Changed:
    """
    All that a pack changed, by id.
    """

    rules: dict[str, ChangedRule] = field(factory=dict)
    concepts: dict[str, Document] = field(factory=dict)
    changes: dict[str, list[Made]] = field(factory=dict)

    def made(self, earlier: Mapping[str, tuple[Made, ...]]) -> Mapping[str, tuple[Made, ...]]:
        """
        The changes of each id, with the earlier ones.
        """
        return {id: (*earlier.get(id, ()), *each) for id, each in self.changes.items()}


def overridden(heir: Heir, base: Pack, refuse: Refuse) -> Changed:
    """
    What the head of a pack changes in `base`.  Each error goes to `refuse`.
    """
    found = Changed()
    given = heir.head.data.get(_KEY, {})
    missed = 0
    rules = {each.id: each for each in base.rules}
    for pattern in sorted(given, key=lambda each: not _MAGIC & set(each)):
        ids = _matching(pattern, rules, base.concepts)
        if not ids:
            missed += 1
            refuse(_nothing(heir, pattern, [*rules, *base.concepts], guess=missed <= _MOST_GUESSED))
        kinds = set[str]()
        for id in ids:
            try:
                if id in rules:
                    is_new = rules[id].kind not in kinds or pattern == id
                    kinds.add(rules[id].kind)
                    _change_rule(heir, base, rules[id], pattern, found, check=is_new)
                else:
                    _change_concept(heir, base, id, pattern, found)
            except UsageError as error:
                refuse(error)
                # The same is wrong with all others of the pattern.
                break
    return found


def _matching(pattern: str, rules: Mapping[str, Rule], concepts: Mapping[str, Document]) -> Sequence[str]:
    # Ids of rules are capital letters, those of concepts small ones; a bare `*` means the rules.
    known: Iterator[str] = iter(concepts if any(each.islower() for each in pattern) else rules)
    return [each for each in known if each == pattern or fnmatchcase(each, pattern)]


def _nothing(heir: Heir, pattern: str, known: Sequence[str], *, guess: bool) -> UsageError:
    is_pattern = bool(_MAGIC & set(pattern))
    problem = (
        f"no inherited rule matches {pattern!r}" if is_pattern else f"there is no inherited rule {pattern!r}"
    )
    zh = f"没有符合“{pattern}”的继承规则" if is_pattern else f"没有继承到规则“{pattern}”"
    remedy = zh_remedy = ""
    if guess:
        remedy, zh_remedy = did_you_mean(pattern, known), did_you_mean_zh(pattern, known)
    if not known:
        remedy, zh_remedy = (
            "add the pack that has it under `extends:`",
            "先在 extends 下写上有这条规则的规则包",
        )
    elif not guess or len(remedy) > _LONGEST:
        remedy, zh_remedy = (
            "`disclint rules --pack DIR` lists the rules",
            "用 disclint rules --pack 目录 查看全部规则",
        )
    return heir.head.error(problem, remedy, _KEY, pattern, zh=(zh, zh_remedy))


def _change_rule(heir: Heir, base: Pack, rule: Rule, pattern: str, found: Changed, *, check: bool) -> None:
    given = heir.head.data[_KEY][pattern]
    state = found.rules.setdefault(rule.id, ChangedRule())
    if _DISABLED in given:
        _switch(heir, base, rule, pattern, found)
    if not given.keys() - {_DISABLED, _REASON}:
        return
    before = state.document or rule.written or rule.document
    old = _whole(before, check=check or _speaks_of_examples(given))
    changes = heir.head.part(_KEY, pattern)
    changes = changes.derived(
        {key: value for key, value in given.items() if key not in (_DISABLED, _REASON)}, {}
    )
    new, made = merged(old, changes)
    if rule.final and not heir.allow_final_off:
        finality.ensure_no_weaker(rule, new, made, pattern)
    _take(heir, base, rule.id, made, found)
    if "use" not in new.data and heir.strict and check:
        try:
            schemas.validate(new, "rule")
        except UsageError as error:
            raise _of_the_change(heir, rule, pattern, error) from None
    state.document = new
    state.is_checked = heir.strict and check


def _of_the_change(heir: Heir, rule: Rule, pattern: str, error: UsageError) -> UsageError:
    """
    The error at the change that brought it about, where it would be told in the file that was sound before.
    """
    if error.where != rule.document.where:
        return error
    return heir.head.error(
        f"{rule.id}, changed like this, is no rule: {error.problem}",
        error.remedy,
        _KEY,
        pattern,
        zh=(f"{rule.id} 这样改动以后不再是规则: {error.said('zh')}", error.to_do("zh")),
    )


def _speaks_of_examples(given: Mapping[str, Any]) -> bool:
    return any(key.startswith("examples") for key in given)


def _whole(document: Document, *, check: bool) -> Document:
    # Of rules that ship with disclint the examples were not read yet.
    if not check or "examples" in document.data:
        return document
    return document.whole()


def _switch(heir: Heir, base: Pack, rule: Rule, pattern: str, found: Changed) -> None:
    given = heir.head.data[_KEY][pattern]
    is_off = bool(given[_DISABLED])
    at = (_KEY, pattern, _DISABLED)
    if is_off and not heir.allow_final_off:
        finality.ensure_may_go(rule, heir.head, at)
    change = Change((_DISABLED,), "", is_off, heir.head.origin(at))
    _take(heir, base, rule.id, (change,), found)
    state = found.rules[rule.id]
    state.is_told, state.disabled = True, str(given.get(_REASON)) if is_off else None


def _change_concept(heir: Heir, base: Pack, id: str, pattern: str, found: Changed) -> None:
    given = heir.head.data[_KEY][pattern]
    for key in (_DISABLED, _REASON):
        if key in given:
            raise heir.head.error(
                f"a concept cannot be {key}",
                "turn off the rules that use it",
                _KEY, pattern, key,
                zh=("概念不能停用", "停用使用它的规则"),
            )  # fmt: skip
    old = found.concepts.get(id) or base.concepts[id]
    new, made = merged(old, heir.head.part(_KEY, pattern))
    if heir.strict:
        schemas.validate(new, "concept")
    _take(heir, base, id, made, found)
    found.concepts[id] = new


def _take(heir: Heir, base: Pack, id: str, made: Sequence[Change], found: Changed) -> None:
    """
    Remember changes; UsageError if a pack that this one does not extend changed the same otherwise.
    """
    for change in made:
        for earlier in base.changes.get(id, ()):
            is_akin = earlier.pack in heir.ancestors or earlier.pack == heir.id
            if not is_akin and _clash(earlier.change, change):
                raise _conflict(heir, id, earlier, change)
    found.changes.setdefault(id, []).extend(Made(heir.id, each) for each in made)


def _clash(one: Change, other: Change) -> bool:
    length = min(len(one.path), len(other.path))
    if one.path[:length] != other.path[:length]:
        return False
    both_add = one.sign == other.sign == APPEND
    return not both_add and (one.path, one.sign, one.value) != (other.path, other.sign, other.value)


def _conflict(heir: Heir, id: str, earlier: Made, change: Change) -> UsageError:
    document, at = change.at
    key = ".".join(map(str, change.path))
    there, where = earlier.change.at
    place = f"{there.origin(where)[0].where}:{there.line_of(where)}"
    return document.error(
        f"packs {earlier.pack!r} and {heir.id!r} both change {key} of {id}: {earlier.change.value!r} ({place}) and {change.value!r}",
        "drop one of the two, or let one pack extend the other",
        *at,
        zh=(
            f"规则包 {earlier.pack} 和 {heir.id} 都改了 {id} 的 {key}：{earlier.change.value!r}（{place}）和 {change.value!r}",
            "去掉其中一处，或者让一个规则包 extends 另一个",
        ),
    )
