"""
Whether a rule is for a report; what is not known of the report decides nothing.
"""

from disclint.facts.record import ALONE, Company
from disclint.facts.recorded import why_alone
from disclint.rules.model import Applicability
from disclint.syntax import Report


def why_not(applies: Applicability, report: Report, media: str, company: Company = ALONE) -> str | None:
    """
    Why a rule does not apply to a report that is compared with `company`; None if it does.
    """
    if report.status not in applies.statuses:
        return f"the report is {report.status}: {report.reason or '-'}"
    return (
        _year(applies, report.year)
        or next(
            (
                reason
                for wanted, found, what in (
                    (applies.editions, report.edition or report.expected_edition, "edition"),
                    (applies.kinds, report.agency_kind, "agency kind"),
                    (applies.scopes, report.agency_scope, "agency scope"),
                    (applies.media, media, "media"),
                )
                if (reason := _not_among(wanted, found, what)) is not None
            ),
            None,
        )
        or next(
            (reason for each in applies.needs if (reason := why_alone(each, company, report.year))),
            None,
        )
    )


def _year(applies: Applicability, year: int | None) -> str | None:
    first, last = applies.first_year, applies.last_year
    if first is None and last is None:
        return None
    if year is None:
        return "scope unknown: report year"
    if (first is not None and year < first) or (last is not None and year > last):
        return f"report year {year}"
    return None


def _not_among(wanted: tuple[str, ...] | None, found: str | None, what: str) -> str | None:
    if wanted is None:
        return None
    if found is None:
        return f"scope unknown: {what}"
    return None if found in wanted else f"{what} {found}"
