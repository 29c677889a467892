"""
The exit codes.
"""

CLEAN, FOUND, MISUSED, FAILED = 0, 1, 2, 3
