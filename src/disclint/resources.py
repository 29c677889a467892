"""
Where the rules and schemas that ship with disclint are.
"""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def data_directory() -> Path:
    """
    The folder that holds `rules/`, `schemas/` and of `docs/` the rule language: inside the wheel, or the checkout's top.
    """
    installed = _HERE / "_data"
    return installed if installed.is_dir() else _HERE.parents[1]


def rules_directory() -> Path:
    """
    The folder of the editions and the built-in pack.
    """
    return data_directory() / "rules"


def sample_file() -> Path:
    """
    An invented report with faults, to try things on.
    """
    return data_directory() / "examples" / "2021-faulty.html"


def places_file() -> Path:
    """
    The list of the country's provinces, cities and counties.
    """
    return rules_directory() / "places.txt"


def language_file(lang: str) -> Path:
    """
    What the rule language is, in `zh` or `en`.
    """
    return data_directory() / "docs" / ("rule-language.zh.md" if lang == "zh" else "rule-language.md")


def schema_path(name: str) -> Path:
    """
    The JSON Schema called `name`, such as `rule`.
    """
    return data_directory() / "schemas" / f"{name}.schema.json"
