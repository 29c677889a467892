"""
A linter for 政府信息公开工作年度报告, the annual reports on government-information disclosure.

    import disclint

    result = disclint.check("report.html")
    for each in result.diagnostics:
        place = result.locate(each.span)
        print(place.line, place.column, each.severity, each.rule, result.say(each.message))

Importing costs next to nothing; forms, rules and grammar are read when a function first needs them.
"""

# Type checkers take it for true; importing `typing` would double the cost of importing disclint.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from disclint.audits import Audited
    from disclint.diagnostics import Assurance, Diagnostic, Related, Suggestion, Verdict
    from disclint.errors import UsageError
    from disclint.library.auditing import audit
    from disclint.library.checking import assurance, check, check_bytes, check_paths, check_text, diff
    from disclint.library.reading import parse, parse_bytes, parse_text
    from disclint.library.rules import all_rules, explain, load_pack
    from disclint.packs.loading import LoadedPack
    from disclint.readers import Unreadable
    from disclint.result import Difference, Explanation, Result
    from disclint.rules.model import Rule
    from disclint.source import Location, Source, Span
    from disclint.syntax import Report

__version__ = "1.0.0"

__all__ = [
    "Assurance",
    "Audited",
    "Diagnostic",
    "Difference",
    "Explanation",
    "LoadedPack",
    "Location",
    "Related",
    "Report",
    "Result",
    "Rule",
    "Source",
    "Span",
    "Suggestion",
    "Unreadable",
    "UsageError",
    "Verdict",
    "all_rules",
    "assurance",
    "audit",
    "check",
    "check_bytes",
    "check_paths",
    "check_text",
    "diff",
    "explain",
    "load_pack",
    "parse",
    "parse_bytes",
    "parse_text",
]

_ROOMS = {
    "audits": ("Audited",),
    "diagnostics": ("Assurance", "Diagnostic", "Related", "Suggestion", "Verdict"),
    "errors": ("UsageError",),
    "library.auditing": ("audit",),
    "library.checking": ("assurance", "check", "check_bytes", "check_paths", "check_text", "diff"),
    "library.reading": ("parse", "parse_bytes", "parse_text"),
    "library.rules": ("all_rules", "explain", "load_pack"),
    "packs.loading": ("LoadedPack",),
    "readers": ("Unreadable",),
    "result": ("Difference", "Explanation", "Result"),
    "rules.model": ("Rule",),
    "source": ("Location", "Source", "Span"),
    "syntax": ("Report",),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    """
    What the package offers, each imported when it is first asked for.
    """
    if name not in _HOME:
        raise AttributeError(f"module 'disclint' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - nothing is imported before it is needed

    found = getattr(import_module(f"disclint.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
