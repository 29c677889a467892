"""
Rules in their plain form on one report.
"""

from collections.abc import Iterable
from decimal import Context, localcontext

from disclint.facts import Facts, Inapplicable
from disclint.sieve.instances import Passed
from disclint.sieve.plain import Plain

# As many digits as the evaluation of expressions has.
_CONTEXT = Context(prec=10_000)


def sifted(facts: Facts, forms: Iterable[tuple[int, Passed]]) -> dict[int, int | str]:
    """
    Of rules in their plain form, each under a number, what is certain on a report.

    By number how many instances of a rule hold, if all do, or why it does not apply; the evaluation tells of the others.
    """
    plain = Plain(facts)
    told: dict[int, int | str] = {}
    if not plain.is_plain:
        return told
    with localcontext(_CONTEXT):
        for number, passed in forms:
            try:
                checked = passed(plain)
            except Inapplicable as inapplicable:
                told[number] = inapplicable.reason
            except Exception:  # noqa: BLE001, S112 - to a user a fault costs time only; tests see that there is none
                continue
            else:
                if checked is not None:
                    told[number] = checked
    return told
