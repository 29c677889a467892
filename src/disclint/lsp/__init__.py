"""
The door for editors: the Language Server Protocol over standard input and output.

Answers are plain functions of a checked document and a place in it; `server` only carries them.  Refuses to judge:
findings are those of `session`, as every other door has them.
"""
