"""
The page for people without an editor: a report in, its findings beside it, changed in place and checked at once.

`papers`, `working` and `answers` know neither network nor browser: a server (`app`, `server`) and a worker inside the
browser (`inbrowser`) ask them the same. Nothing is written to disk. Judges nothing itself.
"""
