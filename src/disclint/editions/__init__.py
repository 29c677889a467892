"""
What should be written: the forms of the annual report, one YAML file each.

Refuses to read reports; `editions.load` reads the files under `rules/editions/`.
"""

from disclint.editions.model import (
    Block,
    Edition,
    Equation,
    Line,
    Named,
    SectionForm,
    TableForm,
)

__all__ = ["Block", "Edition", "Equation", "Line", "Named", "SectionForm", "TableForm"]
