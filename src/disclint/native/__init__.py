"""
Foreign native code, which may crash, hang or take all memory, in a process of its own.

Bytes go in, pages come out.  Refuses to know what a report is.  `worker` is the side of disclint;
the other modules run in the child, which starts faster for importing nothing else.
"""
