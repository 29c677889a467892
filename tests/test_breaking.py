"""
What measures the tests: breaks that are found in code, put into it, and noticed or not.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

from bench.breaking import __main__ as breaking
from bench.breaking.__main__ import HOME, TESTS, sample
from bench.breaking.equivalent import equivalents
from bench.breaking.running import KILLED, UNTESTED, Outcome
from bench.breaking.sites import Site, sites

CODE = '''
def half(number: int, *, up: bool = False) -> int | None:
    """
    Half of it, 2 of 4.
    """
    if number < 0 and not up:
        raise ValueError(
            f"{number} is below {0}",
        )
    return max(each for each in range(number) if each + each <= number)
'''


CHANGES = [
    (2, "False → (True)"),
    (6, "number < 0 → (number <= 0)"),
    (6, "number < 0 and not up → (number < 0 or not up)"),
    (6, "0 → (1)"),
    (6, "not up → (up)"),
    (7, 'raise ValueError( f"{number} is below {0}", ) → pass'),
    (10, "return max(each for each in range(number) if each + each <=… → return None"),
    (10, "max → (min)"),
    (10, "(each for each in range(number) if each + each <= number) → ((each for each in range(number)))"),
    (10, "each + each → (each - each)"),
    (10, "each + each <= number → (each + each < number)"),
]


def changes(tmp_path: Path) -> list[Site]:
    (tmp_path / "half.py").write_text(CODE, encoding="utf-8")
    return list(sites(tmp_path, "half.py"))


def test_a_place_is_broken_in_one_way_at_a_time(tmp_path):
    assert [(each.line, each.change) for each in changes(tmp_path)] == CHANGES


def test_what_is_broken_still_is_code_and_its_lines_stay_where_they_were(tmp_path):
    whole = ast.dump(ast.parse(CODE))
    for each in changes(tmp_path):
        broken = each.applied(CODE.encode()).decode()
        assert ast.dump(ast.parse(broken)) != whole
        assert len(broken.splitlines()) == len(CODE.splitlines())


def test_a_sample_hangs_on_the_seed_alone():
    assert sample("values", 9, 1) == sample("values", 9, 1) != sample("values", 9, 2)
    assert len(sample("values", 0, 1)) > 100


def test_what_counts_as_equivalent_still_stands_there():
    known = {each.key for room in TESTS for each in sample(room, 0, 1)}
    assert set(equivalents()) <= known


def test_breaks_are_noticed_and_what_survives_is_listed():
    # A sample: `CONTRIBUTING.md` says how all rooms are tried.
    command = [sys.executable, "-m", "bench.breaking", "values", "--count", "12", "--at-least", "70"]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = re.findall(r"^  (?:survived|run by no test)", done.stdout, re.MULTILINE)
    ((noticed, of),) = re.findall(r"(\d+) of (\d+)", done.stdout)
    assert int(of) - int(noticed) == len(listed)


def test_all_rooms_that_are_broken_and_all_tests_that_are_asked_exist():
    for room, tests in TESTS.items():
        assert (HOME / "src" / "disclint" / room).is_dir()
        assert [each for each in tests if not (HOME / each).is_file()] == []


def test_a_test_that_fails_on_sound_code_has_noticed_nothing(monkeypatch):
    monkeypatch.setattr(breaking, "_failing", lambda outcomes, _: {each.by for each in outcomes} & {"broken"})
    first, second = sample("values", 2, 1)

    def trying(work):
        return (Outcome(site, KILLED, asked[0]) if asked else Outcome(site, UNTESTED) for site, asked in work)

    broken = set()
    done = breaking.tried(trying, [(first, ["broken", "good"]), (second, ["broken"])], broken, 1)
    assert [(each.what, each.by) for each in done.values()] == [(KILLED, "good"), (UNTESTED, "")]
    assert broken == {"broken"}
