"""
What a rule demands, in words and as an equation, by its kind; its conditions; its messages with their gaps named.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from disclint.diagnostics import Words
from disclint.editions import Edition
from disclint.facts.concepts import Concept
from disclint.outputs.saying import words
from disclint.outputs.saying.nodes import Sayer, captures_of
from disclint.outputs.saying.places import Forms
from disclint.result import LANGUAGES, Formula
from disclint.rules.model import Rule
from disclint.rules.nodes import Chain, Node
from disclint.rules.reading import parse, spelt
from disclint.rules.vocabulary import Type

# A definition this short is said in place of its letter.
_SHORT = 28
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LETTERS = {"zh": "甲乙丙丁戊己庚辛壬癸", "en": "ABCDEFGHIJ"}
_STATEMENT_KEYS = ("require", "partial", "forbid", "unless")


@frozen(eq=False)
class _Rule:
    """
    A rule with a sayer that knows its names.
    """

    rule: Rule
    sayer: Sayer
    definitions: tuple[tuple[str, str], ...]

    def option(self, key: str, default: Any = None) -> Any:
        return self.rule.options.get(key, default)

    def say(self, source: Any) -> str:
        return self.sayer.say(_node(source))


def formula(
    rule: Rule,
    types: Mapping[str, Type],
    editions: Mapping[str, Edition],
    concepts: Mapping[str, Concept],
) -> Formula:
    """
    The formula of a rule; `types` are those of the names that it binds.
    """
    plain = {lang: _bound(rule, types, Sayer(lang, Forms(lang, editions), concepts)) for lang in LANGUAGES}
    signs = {
        lang: _bound(rule, types, Sayer(lang, Forms(lang, editions), concepts, signs=True))
        for lang in LANGUAGES
    }
    equations = {lang: _equation(each) for lang, each in signs.items()}
    conditions = {lang: list(_conditions(each)) for lang, each in plain.items()}
    return Formula(
        {lang: _demand(each) for lang, each in plain.items()},
        _message(rule.fix, plain),
        equations if equations["zh"] else None,
        tuple({lang: conditions[lang][at] for lang in LANGUAGES} for at in range(len(conditions["zh"]))),
        tuple(
            {lang: "{} ＝ {}".format(*signs[lang].definitions[at]) for lang in LANGUAGES}
            for at in range(len(signs["zh"].definitions))
        ),
        {variant: _message(said, plain) for variant, said in _messages(rule).items()},
    )


def _node(source: Any) -> Node:
    return parse(spelt(source))


def _messages(rule: Rule) -> Mapping[str, Words]:
    found = dict(rule.message)
    return found if rule.several is None else found | {"several": rule.several}


def _message(said: Words, rules: Mapping[str, _Rule]) -> Words:
    return {
        lang: _PLACEHOLDER.sub(lambda found, at=lang: f"〈{_gap(found[1], rules[at])}〉", written)  # type: ignore[misc]
        for lang, written in said.items()
        if lang in rules
    }


def _gap(source: str, rule: _Rule) -> str:
    said = rule.say(source)
    short = dict(rule.definitions).get(said, "")
    said = short if 0 < len(short) <= _SHORT else said
    return said if rule.sayer.lang != "zh" else said.replace("“", "").replace("”", "")


def _bound(rule: Rule, types: Mapping[str, Type], sayer: Sayer) -> _Rule:
    for name, pair in words.GIVEN.items():
        if name in types or name in ("number", "listed", "repair", "equations"):
            sayer = sayer.bound(name, sayer.pick(*pair))
    for id in rule.options.get("claims", ()):
        concept = sayer.concepts.get(id)
        if concept is not None:
            sayer = sayer.bound("claim", sayer.names["claim"], concept.captures())
    definitions: list[tuple[str, str]] = []
    for name, source in rule.options.get("foreach", {}).items():
        kind = types.get(name) or ""
        sayer = sayer.bound(
            name,
            sayer.pick(*words.KINDS.get(kind, ("该项", "the item"))),
            captures_of(_node(source), sayer.concepts),
        )
    for at, (name, source) in enumerate(rule.options.get("let", {}).items()):
        letter = _LETTERS[sayer.lang][at % 10]
        definitions.append((letter, sayer.say(_node(source))))
        sayer = sayer.bound(name, letter, captures_of(_node(source), sayer.concepts))
    return _Rule(rule, sayer, tuple(definitions))


def _conditions(rule: _Rule) -> Iterator[str]:
    sayer = rule.sayer
    if rule.option("claims"):
        labels = sayer.listed(
            [f"“{sayer.concepts[each].label[sayer.lang]}”" for each in rule.option("claims")]
        )
        yield sayer.pick(f"逐一检查正文所说的{labels}", f"for each of what the text says of {labels}")
    for source in rule.option("foreach", {}).values():
        domain = sayer.say(_node(source))
        yield sayer.pick(f"逐一检查{domain}", f"for each of {domain}")
    for key, zh, en in (("where", "只看", "only where"), ("when", "前提是", "provided that")):
        for each in _conjuncts(rule.option(key)):
            yield sayer.pick(f"{zh}：{sayer.say(each)}", f"{en} {sayer.say(each)}")
    for at, source in enumerate(rule.option("base", ())):
        said = rule.say(source)
        yield sayer.pick(
            f"{'没有的，' if at else ''}总数是{said}", f"{'failing that, ' if at else ''}the whole is {said}"
        )
    if rule.option("denominators"):
        others = sayer.listed([rule.say(each) for each in rule.option("denominators")])
        yield sayer.pick(
            f"与下列任何一个数相比能得出这个百分数的，也不报告：{others}",
            f"it is not reported if one of these explains the percentage: {others}",
        )


def _conjuncts(source: Any) -> Sequence[Node]:
    if source is None:
        return ()
    node = _node(source)
    is_and = isinstance(node, Chain) and node.operators[0] == "and"
    return node.operands if isinstance(node, Chain) and is_and else (node,)


def _demand(rule: _Rule) -> str:
    return _DEMANDS[rule.rule.kind](rule)


def _equation(rule: _Rule) -> str:
    match rule.rule.kind:
        case "sum":
            return f"{_summed(rule)} ＝ {rule.say(rule.option('total'))}"
        case "identity":
            return f"{rule.say(rule.option('left'))} ＝ {rule.say(rule.option('right'))}"
        case "match":
            claim, accepted = rule.sayer.names["claim"], rule.option("accept")
            lists = [accepted] if isinstance(accepted, Sequence) else list(accepted.values())
            sources = list(dict.fromkeys(each for listed in lists for each in listed))
            either = rule.sayer.pick(" 或 ", " or ").join(rule.say(each) for each in sources)
            return f"{claim} ＝ {either}"
        case "ratio":
            part, percent = rule.say(rule.option("numerator")), rule.say(rule.option("percent"))
            return f"{part} ÷ {rule.sayer.names['denominator']} ＝ {percent}"
        case "assert" if rule.option("check") is not False:
            return rule.say(rule.option("check"))
        case _:
            return ""


def _summed(rule: _Rule) -> str:
    parts = rule.say(rule.option("parts"))
    return rule.sayer.pick(f"{parts}之和", f"the sum of {parts}")


def _section(rule: _Rule) -> str:
    titles = rule.sayer.listed([rule.sayer.forms.scope(each) for each in rule.option("require")])
    return rule.sayer.pick(f"报告必须有{titles}这一部分", f"the report must have {titles}")


def _order(rule: _Rule) -> str:
    of = rule.option("of")
    what = rule.sayer.pick("各部分", "the sections") if of == "sections" else rule.say(of)
    return rule.sayer.pick(f"{what}必须按格式的次序排列", f"{what} must stand in the order of the form")


def _statement(rule: _Rule) -> str:
    sayer = rule.sayer
    where = sayer.listed([sayer.forms.scope(each) for each in rule.option("in")])
    said = {
        key: sayer.pick("、", ", ").join(map(sayer.phrase, rule.option(key)))
        for key in _STATEMENT_KEYS
        if rule.option(key)
    }
    unless = (
        sayer.pick(f"；同一句中有{said['unless']}的除外", f", unless the sentence has {said['unless']}")
        if "unless" in said
        else ""
    )
    if "require" in said:
        return sayer.pick(f"{where}必须写明{said['require']}", f"{where} must say {said['require']}") + unless
    return sayer.pick(f"{where}不得写{said['forbid']}", f"{where} must not say {said['forbid']}") + unless


def _domain(rule: _Rule) -> str:
    sayer, refused = rule.sayer, rule.option("refuse")
    states = sayer.listed(
        [sayer.pick(*words.VALUES.get(each, (each, each))) for each in refused or rule.option("accept")]
    )
    return (
        sayer.pick(f"表格的格内不得是{states}", f"no cell may be {states}")
        if refused
        else sayer.pick(f"表格的格内只能是{states}", f"cells must be {states}")
    )


def _sum(rule: _Rule) -> str:
    total = rule.say(rule.option("total"))
    return rule.sayer.pick(f"{_summed(rule)}应等于{total}", f"{_summed(rule)} must equal {total}")


def _identity(rule: _Rule) -> str:
    left, right = rule.say(rule.option("left")), rule.say(rule.option("right"))
    return rule.sayer.pick(f"{left}，应等于{right}", f"{left} must equal {right}")


def _match(rule: _Rule) -> str:
    sayer, accepted = rule.sayer, rule.option("accept")
    labels = {id: sayer.concepts[id].label[sayer.lang] for id in rule.option("claims")}
    by_claim = accepted if isinstance(accepted, Mapping) else {"": accepted}
    said = []
    for id, sources in by_claim.items():
        either = sayer.pick("，或者", ", or ").join(rule.say(each) for each in sources)
        named = f"“{labels[id]}”" if id else sayer.listed([f"“{each}”" for each in labels.values()])
        said.append(
            sayer.pick(f"正文所说的{named}应等于{either}", f"the {named} of the text must equal {either}")
        )
    among = rule.option("among")
    lead = "" if among is None else sayer.pick(
        f"同一段话里其他的数（合计至少{among}位）与表格一致时，", f"where other numbers of the passage ({among} digits at least) agree, "
    )  # fmt: skip
    return lead + sayer.pick("；", "; ").join(said)


def _ratio(rule: _Rule) -> str:
    sayer = rule.sayer
    part, percent = rule.say(rule.option("numerator")), rule.say(rule.option("percent"))
    return sayer.pick(
        f"{part}除以总数，四舍五入后应等于{percent}",
        f"{part} divided by the whole, rounded, must equal {percent}",
    )


def _assert(rule: _Rule) -> str:
    if rule.option("check") is False:
        return rule.sayer.pick("凡符合下列条件的都报告", "whatever meets these conditions is reported")
    said = rule.say(rule.option("check"))
    return rule.sayer.pick(f"应当：{said}", f"it must hold that {said}")


def _problem(rule: _Rule) -> str:
    return rule.sayer.pick("读取报告时不得遇到这种情形", "reading the report must not meet with this")


_DEMANDS = {
    "section": _section, "order": _order, "statement": _statement, "domain": _domain, "sum": _sum,
    "identity": _identity, "match": _match, "ratio": _ratio, "assert": _assert, "problem": _problem,
}  # fmt: skip
