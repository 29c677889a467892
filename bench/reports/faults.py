"""
Every fault that can be made, by the id of the rule that must find it.

A key may carry a suffix after the rule's id, for another way to break the same rule.
"""

from bench.reports.fault import Fault, Injection, Unfit
from bench.reports.faults_cells import CELL_FAULTS
from bench.reports.faults_claims import CLAIM_FAULTS
from bench.reports.faults_form import FORM_FAULTS
from bench.reports.faults_front import FRONT_FAULTS
from bench.reports.faults_grids import GRID_FAULTS
from bench.reports.faults_parts import PART_FAULTS
from bench.reports.faults_tables import TABLE_FAULTS
from bench.reports.faults_text import TEXT_FAULTS
from bench.reports.faults_told import TOLD_FAULTS
from bench.reports.faults_words import WORD_FAULTS

__all__ = ["EVERY", "FAULTS", "Fault", "Injection", "Unfit"]

FAULTS: dict[str, Injection] = {**TABLE_FAULTS, **CELL_FAULTS, **CLAIM_FAULTS, **FORM_FAULTS, **WORD_FAULTS}
_MORE: dict[str, Injection] = {**TEXT_FAULTS, **FRONT_FAULTS, **PART_FAULTS, **GRID_FAULTS, **TOLD_FAULTS}
# With those of `bench.provinces`: rules that a draft has to be taken apart for, and other ways to break the same rules.
EVERY: dict[str, Injection] = {
    **{f"{key}/other" if key in FAULTS else key: made for key, made in _MORE.items()},
    **FAULTS,
}
