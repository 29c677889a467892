"""
Coverage-guided fuzzing of whatever takes what strangers wrote: `python -m bench.fuzzing TARGET --seconds N`.

`targets` is the table of what is fuzzed, `laws` what must hold of any input, `mutating` how inputs of a structure
are changed, `running` the only module that knows atheris.  Seeds lie in `tests/fuzz/seeds/`, what once broke a law in
`tests/fuzz/found/`; `tests/test_fuzz.py` tries both on every run of the tests, with or without atheris.
"""
