"""
Real reports, where they lie beside the repository: errors that they do not make, and cells of theirs that are changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from attrs import frozen

from disclint.diagnostics import ERROR, INFO, Diagnostic
from disclint.grammar import Parsed
from disclint.session import reading
from disclint.session.check import check_bytes, check_text
from disclint.session.options import Options

ROOT = Path(__file__).resolve().parents[2] / "shared" / "corpus"
# What these reports really have wrong, by the beginning of the file's name: looked up by hand in the reports themselves.
KNOWN: Mapping[str, frozenset[str]] = {
    "000_": frozenset({"NAR-T3-HANDLED"}),
    "003_": frozenset({"NAR-T3-ALLCLOSED"}),
    "上海-上海市人民政府办公厅-2019": frozenset({"PCT-SHARE"}),
    "江苏淮安-洪泽区人民政府-2023": frozenset({"FMT-EDITION-TABLE3", "TBL4-SUM-RECON", "TBL4-SUM-AFTER"}),
    "福建平潭-平潭综合实验区-2020": frozenset({"TBL3-SUM-DISPOSED"}),
}  # fmt: skip
_CHANGES = 12
_LARGEST_STEP = 9


@frozen
class Changed:
    """
    A report with another number in one cell: whether something new was said, and whether at that cell.
    """

    name: str
    address: str
    noticed: bool
    listed: bool


def files() -> Sequence[Path]:
    """
    The reports, none if they are not there.
    """
    return sorted(
        each for folder in ("seeds", "reports") for each in (ROOT / folder).glob("*") if each.is_file()
    )


def alarms() -> Iterator[str]:
    """
    Errors about the reports that are not known to be theirs.
    """
    for path in files():
        known = next(
            (rules for start, rules in KNOWN.items() if path.name.startswith(start)), frozenset[str]()
        )
        for each in check_bytes(path.read_bytes(), path.name, Options()).diagnostics:
            if each.severity == ERROR and each.rule not in known:
                yield f"{path.name}: {each.rule} {each.message['zh']}"


def changes(paths: Iterable[Path] | None = None) -> Iterator[Changed]:
    """
    What comes of changing cells of Tables 3 and 4 in the texts of the reports.
    """
    for path in files() if paths is None else paths:
        if path.suffix == ".txt":
            yield from _changes(path)


def _changes(path: Path) -> Iterator[Changed]:
    parsed = reading.parse_bytes(path.read_bytes(), path.name)
    text = parsed.source.text
    before = {_key(each) for each in _said(text, path.name)}
    random = Random(path.name)
    cells = list(_cells(parsed))
    for address, start, end in random.sample(cells, min(len(cells), _CHANGES)):
        was = int(text[start:end])
        now = was + random.randint(1, _LARGEST_STEP)
        found = [
            each for each in _said(f"{text[:start]}{now}{text[end:]}", path.name) if _key(each) not in before
        ]
        places = {place for one in found for place in (one.address, *(each.address for each in one.related))}
        yield Changed(path.name, address, bool(found), address in places)


def _cells(parsed: Parsed) -> Iterator[tuple[str, int, int]]:
    for table in parsed.report.tables:
        for cell in table.cells():
            words = parsed.source.text[cell.span.start : cell.span.end]
            if (
                table.id in {"requests", "disputes"}
                and cell.confidence == 1
                and words.isdecimal()
                and words.isascii()
            ):
                yield cell.address, cell.span.start, cell.span.end


def _said(text: str, name: str) -> list[Diagnostic]:
    return [each for each in check_text(text, name, Options()).diagnostics if each.severity != INFO]


def _key(found: Diagnostic) -> tuple[str, str, str]:
    return found.rule, found.address, found.message["zh"]


def told() -> list[str]:
    """
    Both, in words; nothing where the reports are not there.
    """
    if not files():
        return []
    wrong, made = list(alarms()), list(changes())
    noticed, listed = (sum(getattr(each, key) for each in made) for key in ("noticed", "listed"))
    return [
        f"Real reports ({len(files())}), errors that are not theirs: {len(wrong)}.",
        *(f"* {each}" for each in wrong),
        (
            f"Cells changed in the texts of {len({each.name for each in made})} of them: {len(made)},"
            f" noticed {noticed / len(made):.1%}, with a finding at the cell {listed / len(made):.1%}."
        ),
    ]
