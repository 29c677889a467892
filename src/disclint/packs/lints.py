"""
What is wrong with rules that can be loaded.

Conditions that no report meets, phrases that another makes useless, words that were not translated, things that nobody
uses: each is a `UsageError` at its line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from disclint.engine.examples import form_of
from disclint.errors import UsageError, did_you_mean
from disclint.grammar.recognition import BEFORE_2019, NOT_A_REPORT
from disclint.packs.kit import Kit
from disclint.packs.phrasing import shadowed
from disclint.packs.reasoning import Domains, Span, always
from disclint.rules.examples import fragment
from disclint.rules.expressions import ExpressionError
from disclint.rules.model import Applicability, Rule
from disclint.rules.reading import parse, spelt
from disclint.rules.templates import PARAMS, Template
from disclint.yamlfile import Document, NodePath

_KINDS = frozenset(("government", "office", "department", "township", "vertical", "other"))
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
# English has to name Chinese words now and then, up to their numbers and marks; it is made of words of its own all the same.
_QUOTED = re.compile(r"[\u3400-\u9fff](?:[^A-Za-z]*[\u3400-\u9fff])?")
_WORD = re.compile(r"[A-Za-z]{2,}")
_BLANK = re.compile(r"\{[^}]*\}")
# No report writes this.
_REGEX = re.compile(r"\.[*+]|\\[dwsDWSbB]|\[\^|\(\?[:=!]")
_WORDS = ("title", "message", "why", "fix", "repair", "several")
_CONDITIONS = ("where", "when", "check")
# What leaves something out, so that `check: false` reports what is left.
_SIEVES = ("foreach", "where", "when")


def problems(kit: Kit, rules: tuple[Rule, ...]) -> Iterator[UsageError]:
    """
    What is wrong with these rules of a kit.
    """
    domains: Domains = {
        "report.kind": _KINDS,
        "report.edition": frozenset(kit.editions),
        "report.expected_edition": frozenset(kit.editions),
        "report.status": frozenset(("ok", "declined")),
        "report.reason": frozenset((BEFORE_2019, NOT_A_REPORT)),
        "report.scope": frozenset(kit.lexicon.scopes),
    }
    for rule in rules:
        yield from _applicability(rule, kit)
        yield from _conditions(rule, domains)
        yield from _phrases(rule)
        yield from _untranslated(rule)
        yield from _examples(rule)
        yield from _fixtures(rule, kit)


def fault(document: Document, zh: str, en: str, remedy_zh: str, remedy: str, *path: str | int) -> UsageError:
    """
    The error at `path` of a document, in both languages.
    """
    return document.error(en, remedy, *path, zh=(zh, remedy_zh))


def _applicability(rule: Rule, kit: Kit) -> Iterator[UsageError]:
    applies = rule.applies_to
    years = Span(applies.first_year, applies.last_year)
    where = "applies_to"
    for index, id in enumerate(applies.editions or ()):
        if id not in kit.editions:
            known = sorted(kit.editions)
            yield fault(
                rule.document, f"没有版式“{id}”", f"{rule.id}: there is no edition {id!r}",
                f"可以用: {'、'.join(known)}", did_you_mean(id, known), where, "edition", index,
            )  # fmt: skip
    for index, id in enumerate(applies.scopes or ()):
        if id not in kit.lexicon.scopes:
            known = sorted(kit.lexicon.scopes)
            yield fault(
                rule.document, f"没有范围“{id}”", f"{rule.id}: there is no scope {id!r}",
                f"可以用: {'、'.join(known)}", did_you_mean(id, known), where, "scope", index,
            )  # fmt: skip
    if applies.first_year and applies.last_year and applies.first_year > applies.last_year:
        yield fault(
            rule.document, "年度范围是空的", f"{rule.id}: no year is in this range",
            "小的年份写在前面", "write the earlier year first", where, "year",
        )  # fmt: skip
        return
    forms = [
        Span(each.first_year, each.last_year)
        for id, each in kit.editions.items()
        if applies.editions is None or id in applies.editions
    ]
    if "ok" in applies.statuses and forms and not any(years.meets(each) for each in forms):
        yield fault(
            rule.document, "没有一份报告同时符合这些条件：这些年度不用所写的版式",
            f"{rule.id}: no report meets this: in these years reports are on another form",
            "改正 year 或 edition", "correct `year` or `edition`", where,
        )  # fmt: skip


def _conditions(rule: Rule, domains: Domains) -> Iterator[UsageError]:
    if rule.applies_to.kinds is not None:
        domains = {**domains, "report.kind": frozenset(rule.applies_to.kinds)}
    if rule.applies_to.editions is not None:
        domains = {**domains, "report.edition": frozenset(rule.applies_to.editions)}
    years = f"report.year >= {rule.applies_to.first_year or 0} and report.year <= {rule.applies_to.last_year or 9999}"
    for path, source in _written_conditions(rule):
        try:
            told = always(parse(source), domains)
            if told is None and always(parse(f"{years} and ({source})"), domains) is False:
                told = False
        except ExpressionError:
            continue
        if told is None:
            continue
        zh, en = ("成立", "holds") if told else ("不成立", "is false")
        yield fault(
            rule.document, f"这个条件总是{zh}", f"{rule.id}: this condition always {en}",
            "改正它，或者删去", "correct it, or take it out", *path,
        )  # fmt: skip
    seen: dict[str, str] = {}
    for name, source in rule.options.get("variants", {}).items():
        earlier = seen.setdefault(" ".join(str(source).split()), name)
        if earlier != name:
            yield fault(
                rule.document, f"变体 {name} 不会出现：{earlier} 的条件与它相同，排在前面",
                f"{rule.id}: the variant {name!r} never comes: {earlier!r} has the same condition and comes first",
                "改正其中一个条件", "correct one of the two", "variants", name,
            )  # fmt: skip


def _written_conditions(rule: Rule) -> Iterator[tuple[NodePath, str]]:
    for key in _CONDITIONS:
        source = spelt(rule.options[key]) if key in rule.options else None
        is_narrowed = any(each in rule.options for each in _SIEVES) or rule.applies_to != Applicability()
        is_all = key == "check" and source == "false" and is_narrowed
        if source is not None and not is_all:
            yield (key,), source
    for name, source in rule.options.get("variants", {}).items():
        yield ("variants", name), spelt(source)


def _phrases(rule: Rule) -> Iterator[UsageError]:
    # Of forbidden words the longer match is shown, so that a longer phrase there is not useless.
    for key, by_part in (("require", True), ("unless", True), ("partial", True), ("forbid", False)):
        given = [each for each in rule.options.get(key, ()) if isinstance(each, str)]
        for index, by in shadowed(given, by_part=by_part):
            yield fault(
                rule.document, f"“{given[index]}”不起作用：“{by}”已经包括它",
                f"{rule.id}: {given[index]!r} is useless beside {by!r}",
                "删去其中一个", "take one of them out", key, index,
            )  # fmt: skip
        for index, phrase in enumerate(rule.options.get(key, ())):
            found = _REGEX.search(phrase) if isinstance(phrase, str) else None
            if found is not None:
                yield fault(
                    rule.document, f"“{found[0]}”像是正则表达式，在短语里只是原样的字符",
                    f"{rule.id}: {found[0]!r} looks like a regular expression; in a phrase it is these characters",
                    "间隔写 {..8}，任选其一写 {甲|乙}，可有可无写 {甲}?", "write {..8} for a gap, {甲|乙} for alternatives, {甲}? for what may be missing",
                    key, index,
                )  # fmt: skip


def _untranslated(rule: Rule) -> Iterator[UsageError]:
    for key in _WORDS:
        for path, words in _all_words(rule.document.data.get(key), (key,)):
            zh, en = str(words["zh"]), str(words["en"])
            if zh == en or not _is_english(en):
                yield fault(
                    rule.document, f"{key} 的英文(en)没有翻译", f"{rule.id}: the English of {key} is not English",
                    "写上英文", "translate it", *path, "en",
                )  # fmt: skip
            elif not _HAN.search(zh) and _LATIN.search(_BLANK.sub("", zh)):
                yield fault(
                    rule.document, f"{key} 的中文(zh)没有翻译", f"{rule.id}: the Chinese of {key} is not Chinese",
                    "写上中文", "translate it", *path, "zh",
                )  # fmt: skip


def _is_english(words: str) -> bool:
    bare = _BLANK.sub("", words)
    return len(_WORD.findall(bare)) >= len(_QUOTED.findall(bare))


def _all_words(given: Any, path: NodePath) -> Iterator[tuple[NodePath, Mapping[str, Any]]]:
    if isinstance(given, Mapping) and {"zh", "en"} <= given.keys():
        yield path, given
    elif isinstance(given, Mapping):
        for key, each in given.items():
            yield from _all_words(each, (*path, key))


def _examples(rule: Rule) -> Iterator[UsageError]:
    seen = set[str]()
    for expect, listed in rule.document.data.get("examples", {}).items():
        for index, each in enumerate(listed):
            name = str(each["name"])
            if name in seen:
                yield fault(
                    rule.document, f"有两个例子都叫“{name}”", f"{rule.id}: two examples are called {name!r}",
                    "改其中一个的名称", "rename one of them", "examples", expect, index, "name",
                )  # fmt: skip
            seen.add(name)
            for words in each.get("instead", {}):
                if str(words) not in str(each.get("text", "")):
                    yield fault(
                        rule.document, f"例子里没有“{words}”，什么也没有替换", f"{rule.id}: {words!r} does not stand in the example's text",
                        "写成例子里的字样", "write it as the text has it", "examples", expect, index, "instead", words,
                    )  # fmt: skip


def _fixtures(rule: Rule, kit: Kit) -> Iterator[UsageError]:
    # Cells of examples that no form has, or that nobody could fill in.
    for example in rule.examples:
        try:
            fragment(rule, example, form_of(example, kit.editions))
        except UsageError as error:
            yield error


def template_problems(templates: list[Template]) -> Iterator[UsageError]:
    """
    Parameters that their template has no blank for.
    """
    for template in templates:
        for name in template.document.data.get(PARAMS, {}):
            if name not in template.blanks():
                yield fault(
                    template.document, f"模板没有用到参数“{name}”", f"the template does not use its parameter {name!r}",
                    f"在模板里写上 ${{{name}}}，或者删去它", f"write ${{{name}}} where it belongs, or take it out",
                    PARAMS, name,
                )  # fmt: skip
