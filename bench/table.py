"""
The speed of disclint as one table, each figure beside its bar: `python -m bench.table [LINE…]`.

What is compared is measured in turn in one run, on different reports; times are the processor's but where something is waited for.
Without LINE all of them, which takes some minutes; a line that another bench measures is taken from there.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import dedent

from attrs import frozen

from bench import lakes, peers, reading, shapes
from bench.reports import STYLES, sound
from disclint.readers import read
from disclint.session import check
from disclint.session.options import Options

_FIRST_SEED = 130_000
_REPORTS, _PEERS, _ROUNDS = 300, 1000, 15
_POOLED, _MANY = 1000, 100_000
_NUMBER = re.compile(r"\d+")
_TEXTS = [each for each in sorted(STYLES) if sound(1, style=each).suffix == ".txt"]


@frozen
class Figure:
    """
    What was measured, what it is to be, and by how many times it is past its bar: 1 or less holds.
    """

    name: str
    told: str
    bar: str
    past: float


def texts(count: int) -> list[bytes]:
    """
    So many different reports in UTF-8, in turn in all layouts of text.
    """
    found = (sound(_FIRST_SEED + seed, style=_TEXTS[seed % len(_TEXTS)]) for seed in range(count))
    # Some styles are written in GB18030.
    return [read(each.data, "report.txt").text.encode() for each in found]


def floor(place: Path) -> Iterator[Figure]:
    """
    A report from its file to its verdicts, against opening, reading, decoding it, and looking for numbers once.
    """
    paths = []
    for number, data in enumerate(texts(_REPORTS + peers.WARM)):
        paths.append(place / f"{number}.txt")
        paths[-1].write_bytes(data)
    options = Options()

    def least(path: Path) -> object:
        with path.open("rb") as file:
            return _NUMBER.findall(file.read().decode())

    ways: Sequence[Callable[[Path], object]] = (least, lambda path: check.check_path(path, options))
    spent = [0.0, 0.0]
    for number, path in enumerate(paths):
        for at, way in enumerate(ways):
            begun = time.process_time()
            way(path)
            if number >= peers.WARM:
                spent[at] += time.process_time() - begun
    low, whole = (each * 1000 / _REPORTS for each in spent)
    yield Figure("parse and all rules, a text", f"{whole:.2f} ms", "1 ms", whole)
    yield Figure("the same, times the floor", f"{whole / low:.0f} × {low:.3f} ms", "10 ×", whole / low / 10)


def reference(_place: Path) -> Iterator[Figure]:
    """
    The fused grammar against pyparsing by its definitions: whole parses in all layouts, and each grammar alone.
    """
    for style in STYLES:
        reading.timed(style, 1)
    rows = [reading.timed(style, 4) for style in sorted(STYLES)]
    _, short, slow = (sum(each) for each in zip(*rows, strict=True))
    yield Figure("fused against pyparsing, whole parses", f"{slow / short:.1f} ×", "8 ×", 8 * short / slow)
    for name, (fused, defined) in reading.grammars(20).items():
        told = f"{defined / fused:.1f} ×"
        yield Figure(f"fused against pyparsing, {name}", told, "8 ×", 8 * fused / defined)


def others(_place: Path) -> Iterator[Figure]:
    """
    A thousand texts, against yamllint and autocorrect in the same process.
    """
    found = peers.on_texts(texts(_PEERS + peers.WARM))
    own = found["disclint"]
    for name, bar in (("yamllint", 12), ("autocorrect", 3)):
        told = f"{found[name] / own:.2f} × ({own:.2f} against {found[name]:.2f} ms)"
        yield Figure(f"{_PEERS:,} texts, times {name}'s speed", told, f"{bar} ×", bar * own / found[name])


def start(place: Path) -> Iterator[Figure]:
    """
    One file from the command line, against yamllint; the version, against Python that does nothing.
    """
    found = peers.started(sound(7, style="pipe").data, place, _ROUNDS)
    for name, other, bar in (
        ("disclint check FILE", "yamllint FILE", 1.0),
        ("disclint --version", "python", 3.0),
    ):
        one, two = found[name], found[other]
        told = f"{one.wall / two.wall:.2f} × ({one.wall * 1000:.0f} against {two.wall * 1000:.0f} ms)"
        yield Figure(f"{name}, {other}'s wall time", told, f"{bar:g} ×", one.wall / two.wall / bar)
        told = f"{one.processor / two.processor:.2f} × ({one.processor * 1000:.0f} against {two.processor * 1000:.0f} ms)"
        yield Figure(f"{name}, {other}'s processor time", told, f"{bar:g} ×", one.processor / two.processor / bar)  # fmt: skip


def hostile(_place: Path) -> Iterator[Figure]:
    """
    How much more a character costs in a long text of each shape that nobody writes, the worst of ten.
    """
    for judge in (False, True):
        times = {
            each: shapes.cost(each, shapes.LONG, judge=judge) / shapes.cost(each, shapes.SHORT, judge=judge)
            for each in shapes.SHAPES
        }
        worst = max(times, key=lambda each: times[each])
        name = f"a character, 4 kB to 400 kB, {'with all rules' if judge else 'parsing'}"
        yield Figure(name, f"{times[worst]:.2f} × ({worst})", "2 ×", times[worst] / 2)


def pool(place: Path) -> Iterator[Figure]:
    """
    A thousand files audited by as many processes as processors, against one: whole commands, waited for.

    Neither is the first command of its user, who has patterns kept.
    """
    cores = os.cpu_count() or 1
    folder = place / "reports"
    folder.mkdir()
    for number, data in enumerate(texts(_POOLED)):
        (folder / f"{number}.txt").write_bytes(data)
    _audited(folder, place, cores)
    wall, alone = _audited(folder, place, cores), _audited(folder, place, 1)
    share = alone / wall / cores
    yield Figure(
        f"{_POOLED:,} files in {cores} processes", f"{share:.2f} × cores ({wall:.1f} against {alone:.1f} s)",
        "0.85 × cores", 0.85 / share,
    )  # fmt: skip


def _audited(folder: Path, place: Path, jobs: int) -> float:
    """
    Seconds that the command takes.
    """
    command = (
        sys.executable,
        "-m",
        "disclint",
        "audit",
        str(folder),
        "--jobs",
        str(jobs),
        "--fail-on",
        "never",
        "-o",
    )
    with tempfile.TemporaryDirectory(dir=place) as out:
        begun = time.perf_counter()
        subprocess.run(  # noqa: S603 - our own command
            (*command, out), env=os.environ | {"DISCLINT_CACHE": str(place)}, capture_output=True, check=True
        )
        return time.perf_counter() - begun


def memory(place: Path) -> Iterator[Figure]:
    """
    The most memory of the process that conducts an audit of a hundred thousand files, one in a hundred of them a report.
    """
    folder = place / "many"
    report = sound(3, style="pipe").data
    for number in range(_MANY):
        if number % 1000 == 0:
            (folder / str(number // 1000)).mkdir(parents=True)
        text = report if number % 100 == 0 else f"第{number}号便条：今天停水。\n".encode()
        (folder / str(number // 1000) / f"{number}.txt").write_bytes(text)
    child = """
        import resource, sys
        from disclint.cli import main
        try:
            main(["audit", sys.argv[1], "-o", sys.argv[2], "--isolated", "--output-format", "json"])
        except SystemExit:
            pass
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
    """
    done = subprocess.run(  # noqa: S603 - our own folders
        (sys.executable, "-c", dedent(child), str(folder), str(place / "out")),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    peak = int(done.stderr.split()[-1]) / 1024
    yield Figure(f"memory of the parent, {_MANY:,} files", f"{peak:.1f} MiB", "60 MiB", peak / 60)


def arrow(_place: Path) -> Iterator[Figure]:
    """
    What taking documents out of Arrow and putting rows into it costs.
    """
    some = lakes.given(512)
    for name, kernel in lakes.KERNELS.items():
        cost = lakes.overhead(512, kernel, some)
        both = cost.into + cost.out
        yield Figure(f"Arrow, a document ({name})", f"{both:.0f} µs", "15 µs", both / 15)


def editor(_place: Path) -> Iterator[Figure]:
    """
    From a change of 12 kB in an editor to its findings, as `bench.editing` measures it.
    """
    done = subprocess.run(
        (sys.executable, "-m", "bench.editing", "60"), capture_output=True, text=True, check=True
    )
    for kind, median, late in re.findall(r"^(\S.*)\n *didChange.*p50 +([\d.]+) +p95 +([\d.]+)", done.stdout, re.MULTILINE):  # fmt: skip
        for name, value, bar in (("p50", float(median), 3), ("p95", float(late), 8)):
            yield Figure(f"editor, {kind}, {name}", f"{value:.1f} ms", f"{bar} ms", value / bar)


LINES: Mapping[str, Callable[[Path], Iterator[Figure]]] = {
    "floor": floor, "reference": reference, "others": others, "start": start, "shapes": hostile, "pool": pool,
    "memory": memory, "arrow": arrow, "editor": editor,
}  # fmt: skip


def main(names: Sequence[str] = ()) -> int:
    """
    Print each figure, its bar, and by how much it is past it; 1 if one is.
    """
    print(
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; what is waited for is only good where that is near 0"
    )
    print(f"{'':52} {'measured':40} {'bar':13} verdict", flush=True)
    short = False
    for name in names or LINES:
        with tempfile.TemporaryDirectory() as temporary:
            for each in LINES[name](Path(temporary)):
                verdict = "holds" if each.past <= 1 else f"{each.past:.1f} × past the bar"
                short |= each.past > 1
                print(f"{each.name:52} {each.told:40} {each.bar:13} {verdict}", flush=True)
    return int(short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
