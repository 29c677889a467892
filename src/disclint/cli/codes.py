"""
The exit codes.
"""

CLEAN, FOUND, MISUSED, FAILED = 0, 1, 2, 3
# What a shell makes of a program that Ctrl-C ended, and of one that wrote to a closed pipe.
INTERRUPTED, NOBODY_READS = 130, 141
