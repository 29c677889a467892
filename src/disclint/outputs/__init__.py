"""
Ways to write results down.  Refuses to decide anything: what is wrong was decided before.
"""
