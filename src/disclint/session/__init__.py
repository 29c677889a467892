"""
From bytes to a result: the one room that knows every other, and the only one that reads reports.

Editions, words of the trade and the built-in pack are read once a process.
"""
