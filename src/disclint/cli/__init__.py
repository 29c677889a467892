"""
The command line: arguments, streams and exit codes.

Refuses to hold rules or form, and imports what a command needs only when the command runs.
"""

from disclint.cli.app import CLEAN, FAILED, FOUND, MISUSED, main

__all__ = ["CLEAN", "FAILED", "FOUND", "MISUSED", "main"]
