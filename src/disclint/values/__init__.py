"""
Values that know how sure they are: numbers as intervals, truth in three values, and what is missing.

Refuses to know where values come from; a leaf only carries it along.
"""

from disclint.values.arithmetic import (
    add,
    compare,
    equal,
    multiply,
    negate,
    subtract,
    total,
)
from disclint.values.logic import conjunction, disjunction, implication, negation
from disclint.values.types import (
    FALSE,
    TRUE,
    Leaf,
    Missing,
    Number,
    Subject,
    Text,
    Truth,
    Value,
    leaves_of,
    number,
    unknown,
)

__all__ = [
    "FALSE",
    "TRUE",
    "Leaf",
    "Missing",
    "Number",
    "Subject",
    "Text",
    "Truth",
    "Value",
    "add",
    "compare",
    "conjunction",
    "disjunction",
    "equal",
    "implication",
    "leaves_of",
    "multiply",
    "negate",
    "negation",
    "number",
    "subtract",
    "total",
    "unknown",
]
