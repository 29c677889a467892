"""
The kinds of things that expressions speak of, and what each has.

A type is `number`, `text`, `truth`, a kind of subject (`row`), a list of one of these (`row*`),
or None where it is not known before a report is read.
"""

from collections.abc import Mapping

from attrs import evolve, field, frozen

NUMBER, TEXT, TRUTH = "number", "text", "truth"

Type = str | None


def _properties(**by_type: str) -> dict[str, Type]:
    return {name: type for type, names in by_type.items() for name in names.split()}


_LABEL = _properties(
    text="id label written", truth="found", number="times place index", wording="differing"
) | {"accepted": f"{TEXT}*"}
_LINE = _LABEL | _properties(text="type", cell="first")
PROPERTIES: Mapping[str, Mapping[str, Type]] = {
    "report": _properties(
        number="year", text="edition expected_edition kind scope agency stated status reason media"
    ),
    "other": _properties(number="year", text="edition expected_edition kind scope agency status path"),
    "words": {},
    "repetition": _properties(text="text"),
    "title": _properties(number="year", text="text agency") | {"repeated": "repetition*"},
    "period": _properties(day="start end", text="text"),
    "day": _properties(number="year month day ordinal"),
    "table": _properties(
        number="counted expected extra unplaced",
        text="state edition section belongs id",
        words="name label",
        truth="cut pictured",
    ),
    "section": _properties(text="text id title numeral", number="length", truth="exists", heading="heading"),
    "row": _LINE,
    "column": _LINE,
    "label": _LABEL | _properties(text="sort", truth="demanded"),
    "cell": _properties(
        number="value confidence",
        text="state raw address",
        row="row",
        column="column",
        table="table",
    ),
    "wording": _properties(text="text prescribed"),
    "heading": _properties(
        number="level index number",
        text="numeral title section within text",
        truth="canonical inline",
        heading="previous twin",
    ),
    "citation": _properties(number="year number", text="office written text bracket"),
    "paragraph": _properties(number="length", text="text folded section"),
    "sentence": _properties(number="length", text="text folded section"),
    "match": _properties(
        text="text clause sentence section passage lead rest earlier before unit",
        number="value",
        match="previous",
        truth="parallel",
    )
    | {"units": f"{TEXT}*"},
    "claim": _properties(
        text="text clause sentence section passage lead rest earlier before concept unit",
        number="value",
        truth="approximate doubtful",
        words="label",
    )
    | {"units": f"{TEXT}*"},
    "characters": _properties(text="text near section sort masked rest lead sentence", truth="same kin"),
    "member": _properties(
        text="text name passage lead rest earlier section unit", number="value n", truth="own"
    ),
    "definition": _properties(text="text short full", number="uses", definition="twin")
    | {"restated": "characters*"},
    "problem": {},
}
# What a phrase captures has the name it has there; what a problem tells is the grammar's business.
OPEN = frozenset({"claim", "match", "problem"})

# What the types are called in Chinese.
KINDS_ZH: Mapping[str, str] = {
    NUMBER: "数", TEXT: "文字", TRUTH: "真假（条件）", "report": "报告", "words": "名称", "repetition": "重复的内容",
    "title": "报告标题", "period": "统计期限", "day": "日期", "table": "表", "section": "部分", "row": "行",
    "column": "列", "label": "标签", "cell": "单元格", "wording": "用语", "heading": "标题", "citation": "引文",
    "paragraph": "段落", "sentence": "句子", "match": "短语的一处", "claim": "概念的一处", "characters": "字符",
    "definition": "简称", "member": "逐项列举的一项", "problem": "读取中的问题", "other": "另一份报告",
}  # fmt: skip

NAMES: Mapping[str, Type] = {
    "report": "report", "title": "title", "period": "period", "published": "day",
}  # fmt: skip
# Other reports, for rules that say under `needs` that they compare with them.
OTHERS: Mapping[str, Type] = {
    "prev": "other", "earlier": "other", "children": "other*", "peers": "other*", "twins": "other*",
}  # fmt: skip
# What another report is asked for: what it knows without saying where that stands.
KNOWN_OF_OTHERS = frozenset(("section", "paragraphs", "sentences", "claims"))
FUNCTION_TYPES: Mapping[str, Type] = {
    "rows": "row*", "columns": "column*", "labels": "label*", "table": "table", "section": "section", "cells": "cell*",
    "claims": "claim*", "matches": "match*", "headings": "heading*", "citations": "citation*",
    "paragraphs": "paragraph*", "sentences": "sentence*", "unpaired": "characters*", "spaces": "characters*",
    "slips": "characters*", "identifiers": "characters*", "definitions": "definition*", "places": "characters*",
    "namesakes": "characters*", "respective": "member*",
    "exists": TRUTH, "count": NUMBER, "sum": NUMBER, "min": NUMBER, "max": NUMBER, "abs": NUMBER,
    "repeated": None, "length": NUMBER, "similarity": NUMBER, "ordinal": NUMBER, "multiple": TRUTH, "explicable": TRUTH,
    "of": None,
}  # fmt: skip


@frozen
class Vocabulary:
    """
    The names in scope and the properties of each kind of subject; `open` kinds may have others.
    """

    names: Mapping[str, Type] = field(default=NAMES)
    properties: Mapping[str, Mapping[str, Type]] = field(default=PROPERTIES)
    functions: Mapping[str, Type] = field(default=FUNCTION_TYPES)
    open: frozenset[str] = OPEN

    def bind(self, name: str, type: Type = None) -> "Vocabulary":
        """
        The vocabulary with one more name.
        """
        return evolve(self, names={**self.names, name: type})


VOCABULARY = Vocabulary()


def element(type: Type) -> Type:
    """
    The type of the items of a list.
    """
    return type[:-1] if type is not None and type.endswith("*") else None
