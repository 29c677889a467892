"""
The reference of the rules: a page for each in each language, and an index by family.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from disclint.outputs import names
from disclint.outputs.saying.words import PARTS, VALUES
from disclint.outputs.view import View
from disclint.result import LANGUAGES, Explanation, Miniature
from disclint.rules.model import ALL, Applicability, Rule
from disclint.source import NO_WIDTH, fold

INDEX = "README.md"
_FAMILIES: Mapping[str, tuple[str, str]] = {
    "AGG": ("汇总与下级单位", "A whole and its parts"),
    "CEL": ("单元格的写法", "What cells hold"),
    "DAT": ("公布和落款的日期", "Dates"),
    "DOC": ("标题、年度和机关", "Title, year and agency"),
    "EXT": ("文件提取的缺损", "Losses of extraction"),
    "FEE": ("信息处理费", "Information-processing fees"),
    "FMT": ("格式的版本", "The edition of the form"),
    "GBN": ("数字和标点的国家标准", "Numerals by the national standard"),
    "IO": ("文件的读取", "Reading the file"),
    "NAR": ("正文与表格", "The text against the tables"),
    "NUM": ("正文的数字", "Numbers in the text"),
    "PCT": ("百分数", "Percentages"),
    "PEER": ("与其他单位的报告", "Against other agencies' reports"),
    "PII": ("个人信息", "Personal data"),
    "PRE": ("前言", "The preamble"),
    "PUB": ("公布的网页", "The page of publication"),
    "PUN": ("标点", "Punctuation"),
    "REF": ("引用的文件和条款", "Documents and articles cited"),
    "REQ": ("应当报告的内容", "What has to be reported"),
    "SEC": ("章节和小标题", "Sections and headings"),
    "TBL": ("三张表", "All tables"),
    "TBL2": ("表二：主动公开", "Table 2: disclosure"),
    "TBL3": ("表三：依申请公开", "Table 3: requests"),
    "TBL4": ("表四：复议和诉讼", "Table 4: disputes"),
    "WRD": ("用词", "Wording"),
    "XYR": ("与上一年度报告", "Against last year's report"),
}


def pages(rules: Sequence[Explanation]) -> Iterator[tuple[str, str]]:
    """
    The name of each file, with strokes between folders, and what it holds.
    """
    yield INDEX, _index(rules)
    for each in rules:
        for lang in LANGUAGES:
            yield f"{lang}/{each.rule.id}.md", "".join(page(each, View(lang=lang)))


def page(explanation: Explanation, view: View) -> Iterator[str]:
    """
    The page of one rule.
    """
    rule, formula = explanation.rule, explanation.formula
    yield f"# {rule.id} {view.say(rule.title)}\n\n"
    yield from _facts(rule, view)
    yield _head(view.pick("为什么", "Why")) + f"{_line(view.say(rule.why))}\n"
    if formula is None:
        return
    yield _head(view.pick("检查什么", "What it checks"))
    yield f"{_line(view.say(formula.demand))}\n"
    if formula.equation is not None:
        yield f"\n> {_line(view.say(formula.equation))}\n"
    if formula.definitions:
        yield view.pick("\n其中\n", "\nwhere\n")
        yield from _listed(view.say(each) for each in formula.definitions)
    yield _head(view.pick("怎么改", "What to do")) + f"{_line(view.say(formula.fix))}\n"
    for each in explanation.miniatures:
        yield from _miniature(each, view)
    yield _head(view.pick("报告时说", "What it says"))
    yield from _listed(_outcomes(explanation, view), first=True)
    yield _head(view.pick("依据", "Basis"))
    yield from _listed((view.say(each) for each in explanation.sources), first=True)
    if formula.conditions:
        yield _head(view.pick("细则", "In detail"))
        yield from _listed((view.say(each) for each in formula.conditions), first=True)


def _facts(rule: Rule, view: View) -> Iterator[str]:
    rows = [
        (view.pick("级别", "Severity"), _severity(rule, view)),
        (view.pick("适用", "Applies to"), _applies(rule.applies_to, view)),
        (
            view.pick("检查", "Checked"),
            view.pick("只在 `--profile all` 时", "only with `--profile all`")
            if rule.profile == ALL
            else view.pick("总是", "always"),
        ),
    ]
    yield f"| {rows[0][0]} | {rows[0][1]} |\n|---|---|\n"
    yield from (f"| {label} | {said} |\n" for label, said in rows[1:])


def _severity(rule: Rule, view: View) -> str:
    return view.pick("、", ", ").join(
        names.severity(severity, view) + ("" if variant == "fail" else f" (`{variant}`)")
        for variant, severity in rule.severity.items()
    )


def _applies(applies: Applicability, view: View) -> str:
    said = [
        *_years(applies, view),
        *(
            view.pick(*label).format(view.pick("、", ", ").join(_named(each, view) for each in listed))
            for listed, label in (
                (applies.editions, ("{}年格式", "the form of {}")),
                (applies.kinds, ("{}", "{}")),
                (applies.scopes, ("{}", "{}")),
                (applies.media, ("{}文件", "{}")),
            )
            if listed
        ),
    ]
    if applies.needs:
        needed = [view.pick(*PARTS[each]) for each in applies.needs]
        said.append(view.pick(f"有{'、'.join(needed)}时", f"with {', '.join(needed)}"))
    if applies.statuses != ("ok",):
        said.append(view.pick("不在检查范围之内的文件", "files that are not checked otherwise"))
    return view.pick("；", "; ").join(said) or view.pick("所有报告", "every report")


def _years(applies: Applicability, view: View) -> Iterator[str]:
    first, last = applies.first_year, applies.last_year
    if first is not None and last is not None:
        yield (
            view.pick(f"{first}至{last}年度", f"years {first} to {last}")
            if first != last
            else view.pick(f"{first}年度", f"{first}")
        )
    elif first is not None:
        yield view.pick(f"{first}年度起", f"from {first}")
    elif last is not None:
        yield view.pick(f"{last}年度及以前", f"until {last}")


def _named(id: str, view: View) -> str:
    return view.pick(*VALUES.get(id, (id, id)))


def _outcomes(explanation: Explanation, view: View) -> Iterator[str]:
    rule, formula = explanation.rule, explanation.formula
    if formula is None:
        return
    for variant, said in formula.messages.items():
        if variant == "several":
            yield view.pick("合并为一条时：", "of several at once: ") + _line(view.say(said))
            continue
        severity = names.severity(rule.severity_of(variant), view)
        label = severity if variant == "fail" else f"{severity} (`{variant}`)"
        yield (
            f"{label}: {_line(view.say(said))}" if view.lang != "zh" else f"{label}：{_line(view.say(said))}"
        )


def _miniature(each: Miniature, view: View) -> Iterator[str]:
    heads = {
        "fail": ("不通过的例子", "An example that fails"),
        "pass": ("通过的例子", "An example that passes"),
    }
    yield _head(f"{view.pick(*heads[each.expect])}{view.pick('：', ': ')}{each.name}")
    if each.given:
        yield f"{view.pick('、', ', ').join(view.say(given) for given in each.given)}\n\n"
    yield "```text\n" + _seen(each.text.strip("\n")) + "\n```\n"
    for said in each.said:
        yield f"\n→ {_line(view.say(said))}\n"


def _index(rules: Sequence[Explanation]) -> str:
    zh, en = View(lang="zh"), View(lang="en")
    lines = [
        "# 规则手册 / Reference of the rules\n",
        f"共 {len(rules)} 条。由 `disclint rules --markdown -o docs/rules` 写出，不要手改。",
        f"{len(rules)} rules. Written by `disclint rules --markdown -o docs/rules`; not to be edited.\n",
    ]
    for family, group in groupby(rules, key=lambda each: each.rule.id.split("-", 1)[0]):
        label = _FAMILIES.get(family, (family, family))
        lines.append(f"\n## {family} {label[0]} / {label[1]}\n")
        lines.append("| 规则 rule | 级别 | 检查 | checks |\n|---|---|---|---|")
        for each in group:
            rule = each.rule
            severity = names.severity(rule.severity_of("fail"), zh)
            lines.append(
                f"| [{rule.id}](zh/{rule.id}.md) [en](en/{rule.id}.md) | {severity} | {_line(zh.say(rule.title))} | {_line(en.say(rule.title))} |"
            )
    return "\n".join(lines) + "\n"


def _head(words: str) -> str:
    return f"\n## {words}\n\n"


def _listed(said: Iterator[str], *, first: bool = False) -> Iterator[str]:
    found = [f"- {_line(each)}\n" for each in said]
    if found and not first:
        yield "\n"
    yield from found


def _line(words: str) -> str:
    # What Markdown takes for a sign is a character here.
    return (
        _seen(" ".join(words.split()))
        .replace("|", "\\|")
        .replace("*", "\\*")
        .replace("<", "&lt;")
        .replace("[", "\\[")
    )


def _seen(words: str) -> str:
    # What nobody would see, and what could turn the rest of the page.
    folded = zip(words, fold(words), strict=True)
    return "".join(f"‹U+{ord(char):04X}›" if plain == NO_WIDTH else char for char, plain in folded)
