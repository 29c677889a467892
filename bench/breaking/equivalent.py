"""
Changes that make no difference, or none that anybody should be told of, each with its reason.
"""

from collections.abc import Mapping
from pathlib import Path

import yaml


def equivalents() -> Mapping[tuple[str, str], str]:
    """
    The reason, by file and change.
    """
    written = yaml.safe_load(Path(__file__).with_name("equivalent.yaml").read_text(encoding="utf-8"))
    return {(path, change): why for path, changes in written.items() for change, why in changes.items()}
