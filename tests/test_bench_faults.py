"""
The command that counts which faults are found: every fault has a class, every format is tried, real reports are spoken of if they are there.
"""

import pytest
from bench import corpus, faults
from bench.paraphrase.paragraphs import WORDINGS
from bench.paraphrase.score import outcomes, tallied
from bench.reports import FAULTS, STYLES

from tests.corpus import needs_corpus


@pytest.mark.parametrize("key", FAULTS)
def test_every_fault_has_a_class(key: str) -> None:
    assert faults.class_of(key.split("/", maxsplit=1)[0]) in faults.CLASSES


def test_every_layout_and_format_is_tried() -> None:
    assert set(faults.LAYOUTS) == {*STYLES, "docx", "docx by hand", "xlsx"}


@pytest.mark.parametrize("layout", faults.OFFICE)
@pytest.mark.parametrize("key", ["TBL3-SUM-ROW", "NAR-T3-RECEIVED", "SEC-MISS-5", "FEE-ORDER", "PII-ID"])
def test_faults_are_found_in_office_files(key: str, layout: str) -> None:
    found = faults.trial(7201, key, layout)
    assert found.found
    assert found.named
    assert found.stray == ()


def test_rows_count() -> None:
    made = [faults.trial(7201, key, "pipe") for key in ("TBL3-SUM-ROW", "PII-ID")]
    missed = faults.Trial(made[0].fault, "pipe", found=False, named=False, stray=(("X", "document"),), mine=0)
    (row,) = faults.rows([*made, missed], lambda each: each.layout)
    assert (row.name, row.reports) == ("pipe", 3)
    assert row.recall == pytest.approx(2 / 3)
    assert row.precision == pytest.approx(
        sum(each.mine for each in made) / (sum(each.mine for each in made) + 1)
    )
    assert row.blame == 1


def test_sound_reports_with_varied_wording_have_no_errors() -> None:
    assert list(faults.alarms(60)) == []


@needs_corpus
def test_real_reports_have_no_errors_but_their_own() -> None:
    assert list(corpus.alarms()) == []


@needs_corpus
def test_changed_cells_of_a_real_report_are_found() -> None:
    path = next(each for each in corpus.files() if each.name.startswith("001_"))
    assert all(each.noticed and each.listed for each in corpus.changes([path]))


# The fourth wordings are those that least was mended against.
@pytest.mark.parametrize(("wording", "bar"), [(each, 0.8 if each == "fourth" else 0.9) for each in WORDINGS])
def test_sentences_that_nobody_tuned_for_hold_the_bar(wording: str, bar: float) -> None:
    tallies = tallied(outcomes(range(450_000, 450_000 + 6 * len(WORDINGS[wording][0])), wording))
    pairs, found, errors, alarms = (
        sum(getattr(each, key) for each in tallies.values()) for key in ("pairs", "found", "errors", "alarms")
    )
    assert found / pairs >= bar
    assert errors / (errors + alarms) >= 0.995
