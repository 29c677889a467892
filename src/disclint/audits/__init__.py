"""
Many reports: each judged by itself, then with the reports it is compared with, and all of it written down as tables.

`run` conducts, `kernel` does in processes what is done to one file (`work` names the pieces, `pool` gives them out), `state` keeps what came of it between runs,
`roster` and `company` tell whose report is compared with whose, `alike` finds texts that are nearly the same,
`tables` and `database` write Parquet and DuckDB.  Refuses to hold more than a few files' results at a time, and to print.
"""

from disclint.audits.bench import Terms
from disclint.audits.planning import planned
from disclint.audits.result import Agency, Audited, Found, Summary
from disclint.audits.roster import Roster
from disclint.audits.rosterfile import read as read_roster
from disclint.audits.run import Audit, query
from disclint.session.paths import Paths

__all__ = [
    "Agency",
    "Audit",
    "Audited",
    "Found",
    "Paths",
    "Roster",
    "Summary",
    "Terms",
    "planned",
    "query",
    "read_roster",
]
