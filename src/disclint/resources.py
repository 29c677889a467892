"""
Where the rules and schemas that ship with disclint are.
"""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def data_directory() -> Path:
    """
    The folder that holds `rules/` and `schemas/`: inside the wheel, or the checkout's top.
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


def schema_path(name: str) -> Path:
    """
    The JSON Schema called `name`, such as `rule`.
    """
    return data_directory() / "schemas" / f"{name}.schema.json"
