"""
The commands of `bench` work; how long something takes is for people to read, since machines differ.
"""

import pytest
from bench import judging, mutation, reading, shapes, timing
from bench.reports import STYLES

from disclint.session import data


def test_the_timing_command_tells_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    timing.main(3)
    lines = capsys.readouterr().out.splitlines()
    assert [each.split("  ")[0].strip() for each in lines[1:]] == list(timing.STEPS)
    assert all(float(each.rsplit("max", 1)[1]) < 1000 for each in lines[1:])


def test_the_reading_command_tells_every_layout(capsys: pytest.CaptureFixture[str]) -> None:
    reading.main(1)
    lines = capsys.readouterr().out.splitlines()
    assert [each.split()[0] for each in lines[1:]] == [*sorted(STYLES), "mean", "numerals", "labels"]
    assert all(float(each) < 1000 for line in lines[1:] for each in line.split()[1:])
    mean, numerals, labels = (float(each.split()[-1]) for each in lines[-3:])
    # Both ways share most of what a report takes; what is fused itself is far faster than its definitions.
    assert mean > 2
    assert min(numerals, labels) > 8


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_a_character_costs_no_more_in_a_long_text(shape: str) -> None:
    # Twice as much by command, up to 400,000 characters; a sample here, and room for other work on the machine.
    assert shapes.cost(shape, 40_000) < 3 * shapes.cost(shape, shapes.SHORT)


def test_the_command_of_shapes_tells_each(capsys: pytest.CaptureFixture[str]) -> None:
    shapes.main(8_000)
    _, *lines = capsys.readouterr().out.splitlines()
    assert [line[:24].strip() for line in lines] == list(shapes.SHAPES)


def test_the_judging_command_tells_both_ways(capsys: pytest.CaptureFixture[str]) -> None:
    judging.main(2)
    _, *ways, share = capsys.readouterr().out.splitlines()
    assert [each.split()[0] for each in ways] == list(judging.WAYS)
    assert "the sieve tells 9" in share


@pytest.fixture(scope="module")
def changes() -> list[mutation.Change]:
    program = data.program()
    return [change for seed in range(3) for change in mutation.changes(seed, program)]


def test_a_changed_cell_is_noticed_and_named(changes: list[mutation.Change]) -> None:
    score = mutation.score(changes)
    requests, disputes = score["requests", 1], score["disputes", 1]
    assert requests[""] == requests[mutation.SEEN] == requests[mutation.NAMED] > 0
    # A row of Table 4 is one equation: any of its cells may be wrong.
    assert disputes[""] == disputes[mutation.SEEN] == disputes[mutation.LISTED] > 0


def test_two_changed_cells_are_noticed(changes: list[mutation.Change]) -> None:
    pairs = mutation.score(changes)["requests", 2]
    assert pairs[""] == pairs[mutation.SEEN] > 0


def test_the_mutation_command_tells_each_share(capsys: pytest.CaptureFixture[str]) -> None:
    mutation.main(1)
    lines = capsys.readouterr().out.splitlines()
    assert [each.split()[:2] for each in lines[1:4]] == [
        ["requests", "1"],
        ["disputes", "1"],
        ["requests", "2"],
    ]
    assert all(mutation.SEEN in each for each in lines[1:4])
