"""
The command line: arguments, streams and exit codes.

Refuses to hold rules or form, and imports what a command needs only when the command runs.
"""

import sys
from collections.abc import Sequence

from disclint import __version__
from disclint.cli import garbage
from disclint.cli.codes import CLEAN, FAILED, FOUND, MISUSED

# Type checkers take it for true; `typing` is slow to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

__all__ = ["CLEAN", "FAILED", "FOUND", "MISUSED", "main"]


class _Main:
    """
    The command itself; also usable where click expects one, as by its test runner.
    """

    name = "disclint"

    def __call__(self, args: Sequence[str] | None = None) -> "NoReturn":
        garbage.wait()
        try:
            self.main(args)
        finally:
            garbage.leave()

    def main(
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: "Any"
    ) -> "NoReturn":
        """
        Run a command and exit: 0 clean, 1 findings, 2 misuse, 3 a fault of ours.
        """
        argv = list(sys.argv[1:] if args is None else args)
        # Scripts ask for it, and it needs nothing.
        if argv == ["--version"] and _written(f"disclint {__version__}\n"):
            sys.exit(CLEAN)
        # jsonschema takes it where it is installed, for a format that no schema here names, and that takes a second.
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
        from disclint.cli.app import run  # noqa: PLC0415

        sys.exit(run(argv, prog_name or self.name, extra))


def _written(words: str) -> bool:
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except (AttributeError, OSError):
        return False
    return True


main = _Main()
