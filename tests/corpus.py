"""
Where the corpus of real reports lies, for the tests that read it.
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "shared" / "corpus"

needs_corpus = pytest.mark.skipif(
    not ROOT.is_dir(), reason=f"the corpus of real reports is not at {ROOT}; CI has it"
)


def files() -> list[Path]:
    """
    Every report of the corpus in a text or HTML form.
    """
    if not ROOT.is_dir():
        return []
    found = [
        *ROOT.glob("seeds/*.txt"),
        *ROOT.glob("reports/*.txt"),
        *ROOT.glob("reports/*.html"),
    ]
    return sorted(found)


def prints() -> list[Path]:
    """
    Every report of the corpus as PDF.
    """
    return sorted(ROOT.glob("reports/*.pdf"))


def truth_for(path: Path) -> Path | None:
    """
    The hand-made cells of a report, whose name begins like the truth's.
    """
    return next(
        (
            each
            for each in sorted(ROOT.glob("truth/*.json"))
            if path.name.startswith(each.name.split(".cells")[0])
        ),
        None,
    )
