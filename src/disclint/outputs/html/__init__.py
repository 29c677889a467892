"""
Reports and their findings as one page for people: no script, and nothing from outside.

`fragment` draws one report, `page` puts drawn reports into a page: whoever shows reports otherwise uses the same drawing.
"""

from disclint.outputs.html.page import write
from disclint.outputs.html.report import fragment

__all__ = ["fragment", "write"]
