"""
From bytes to a result: the room that knows all others below the commands, and the only one that reads reports.

Editions, words of the trade and the built-in pack are read once a process.
"""
