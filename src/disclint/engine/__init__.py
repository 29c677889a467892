"""
Runs rules on reports: every rule ends in one verdict, every cause in one finding.

Refuses to know reports or kinds of rules.
"""

from disclint.engine.memory import Memory
from disclint.engine.program import Program, compile_pack
from disclint.engine.run import Outcome, Settings, run

__all__ = ["Memory", "Outcome", "Program", "Settings", "compile_pack", "run"]
