"""
An audit as one page that needs nothing from outside: charts, their numbers as tables, and each report drawn with its marks.

The page counts what it shows from a row for each report.  Its charts are drawn by Apache ECharts (Apache License 2.0), which lies in `vendor`.
"""

from disclint.outputs.dashboard.page import beside, write

__all__ = ["beside", "write"]
