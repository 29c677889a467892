"""
What is wrong with a configuration that is open, as it stands there.
"""

from pathlib import Path

from disclint.errors import UsageError
from disclint.session import config
from disclint.session.configured import Configuration


def is_configuration(path: Path | None) -> bool:
    """
    Whether a file by that name may hold settings.
    """
    return path is not None and path.name in (config.NAME, config.PROJECT)


def problem(text: str, path: Path) -> UsageError | None:
    """
    The first thing that keeps a configuration from being used, if there is one.
    """
    if path.name == config.PROJECT and "disclint" not in text:
        return None
    try:
        found = config.of_content(text.encode(errors="replace"), path)
        if found is not None:
            Configuration(used=found).options(None)
    except UsageError as error:
        return error
    return None
