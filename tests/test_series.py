"""
Reports of invented agencies over several years, audited: sound ones are silent, and what is wrong between years is found.
"""

from pathlib import Path

import pytest
from bench.reports.series import CARRY, COPY, FAULTS, STOCK, series

from disclint.audits import Audit, Audited, Terms

YEARS = (2022, 2023, 2024)
# Rules that compare reports, and what they find of each fault.
FAMILIES = ("XYR-", "AGG-", "PEER-", "PUB-MULTI", "PCT-YOY-CROSS", "REQ-S5-COPY")
FOUND = {
    CARRY: {"XYR-CARRY"},
    STOCK: {"XYR-NORM-STOCK"},
    COPY: {"XYR-YEAR-COPY", "XYR-SECTION-COPY", "REQ-S5-COPY"},
}
BUREAUS = ("水利局", "教育局", "民政局", "商务局", "司法局", "审计局", "统计局", "财政局")


def name(number: int) -> str:
    """
    Whose reports these are.
    """
    return f"青溪县{BUREAUS[number % len(BUREAUS)]}"


def audited(folder: Path, faults: dict[int, dict[int, str]]) -> dict[str, Audited]:
    """
    The results by `AGENCY-YEAR`; `faults` are those of each agency by year.
    """
    reports = folder / "reports"
    reports.mkdir(parents=True)
    for number, wrong in faults.items():
        for year, suffix, content in series(number, name(number), YEARS, faults=wrong):
            (reports / f"{number}-{year}{suffix}").write_bytes(content)
    whole = Audit(sorted(map(str, reports.iterdir())), folder / "out", Terms({}, named=False))
    whole.run()
    return {Path(each.path).stem: each for each in whole.results()}


def compared(result: Audited) -> set[str]:
    return {each.rule for each in result.findings if each.rule.startswith(FAMILIES)}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Audited]:
    return audited(tmp_path_factory.mktemp("sound"), {number: {} for number in range(8)})


def test_sound_series_are_read_as_the_agencies_they_are_of(sound: dict[str, Audited]) -> None:
    assert {id: (each.matched, each.year) for id, each in sound.items()} == {
        f"{number}-{year}": (name(number), year) for number in range(8) for year in YEARS
    }


def test_sound_series_are_silent(sound: dict[str, Audited]) -> None:
    errors = {id: [each.rule for each in result.at_least("error")] for id, result in sound.items()}
    assert not any(errors.values()), errors
    warned = {id: compared(result) - {"XYR-JUMP", "XYR-PENDING"} for id, result in sound.items()}
    assert not any(warned.values()), warned


def test_rules_that_compare_did_compare(sound: dict[str, Audited]) -> None:
    later = [result for id, result in sound.items() if not id.endswith(str(YEARS[0]))]
    assert {each.verdicts["XYR-CARRY"] for each in later} == {"pass"}
    assert {each.verdicts["XYR-NORM-STOCK"] for each in later} == {"pass"}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_between_years_is_found(fault: str, tmp_path: Path) -> None:
    found = audited(tmp_path, {number: {2024: fault} for number in range(20, 24)})
    for number in range(20, 24):
        assert FOUND[fault] & compared(found[f"{number}-2024"]), number
        assert not FOUND[fault] & compared(found[f"{number}-2023"]), number
