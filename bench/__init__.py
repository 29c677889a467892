"""
Measuring and trying disclint on reports it has never seen.
"""
