"""
The code that made what is kept: what other code of the same version made is not to be used.
"""

import os
from functools import lru_cache


@lru_cache
def code(file: str) -> str:
    """
    What tells the modules of the folder of `file` from any others; nothing where they cannot be read.
    """
    from disclint.cache.bundle import digest  # noqa: PLC0415 - not needed where nothing is kept

    folder, found = os.path.dirname(file), []  # noqa: PTH120 - pathlib is slow to import
    try:
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - as above
            if name.endswith(".py"):
                with open(os.path.join(folder, name), "rb") as module:  # noqa: PTH118, PTH123 - as above
                    found.append(module.read())
    except OSError:
        return ""
    return digest(*found).hex() if found else ""
