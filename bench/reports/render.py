"""
All styles in which a report can be laid out, by name.
"""

from bench.reports.render_html import HTML_STYLES
from bench.reports.render_text import TEXT_STYLES, Rendered, Renderer

__all__ = ["BARELESS", "GLUED", "STYLES", "Rendered", "Renderer"]

STYLES: dict[str, Renderer] = {**TEXT_STYLES, **HTML_STYLES}

# Tables whose digits run together: numbers may be ambiguous.
GLUED = frozenset({"glued", "glued_tables"})

# Tables in which an empty cell leaves no trace.
BARELESS = GLUED | {
    "spaced",
    "pdf",
    "lines",
    "lines_blank",
    "header_broken",
    "text_bom",
    "text_gb18030",
    "text_crlf",
}
