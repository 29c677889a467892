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


# Claims and matches have their captures besides, so that theirs are not checked.
PROPERTIES: Mapping[str, Mapping[str, Type]] = {
    "report": _properties(
        number="year", text="edition expected_edition kind scope agency status media"
    ),
    "title": _properties(number="year", text="text agency"),
    "period": _properties(day="start end", text="text"),
    "day": _properties(number="year month day ordinal"),
    "table": _properties(
        number="counted expected extra", text="state edition section name label id"
    ),
    "section": _properties(text="text", number="length", truth="exists", heading="heading"),
    "row": _properties(text="id label written", truth="found") | {"first": None},
    "column": _properties(text="id label written", truth="found") | {"first": None},
    "cell": _properties(
        number="value confidence",
        text="state raw address",
        row="row",
        column="column",
        table="table",
    ),
    "heading": _properties(
        number="level index", text="numeral title section text", truth="canonical inline"
    ),
    "citation": _properties(number="year number", text="office written"),
}
OPEN = frozenset({"claim", "match"})

NAMES: Mapping[str, Type] = {
    "report": "report", "title": "title", "period": "period", "published": "day",
}  # fmt: skip
FUNCTION_TYPES: Mapping[str, Type] = {
    "rows": "row*", "columns": "column*", "table": "table", "section": "section", "cells": "cell*",
    "claims": "claim*", "matches": "match*", "headings": "heading*", "citations": "citation*",
    "exists": TRUTH, "count": NUMBER, "sum": NUMBER, "min": NUMBER, "max": NUMBER, "abs": NUMBER,
    "length": NUMBER, "similarity": NUMBER, "ordinal": NUMBER,
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
