"""
Rules in their plain form on one report.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Context, localcontext

from disclint.facts import Facts, Inapplicable
from disclint.sieve.instances import Passed
from disclint.sieve.plain import Plain

# As many digits as the evaluation of expressions has.
_CONTEXT = Context(prec=10_000)

# How many instances of a rule hold, if all do, or why it does not apply; None leaves it to the evaluation.
Checked = Callable[[Passed | None], int | str | None]


@contextmanager
def sieved(facts: Facts) -> Iterator[Checked]:
    """
    The sieve for a report; what it is asked in between counts exactly.
    """
    plain = Plain(facts)
    if not plain.is_plain:
        yield lambda _: None
        return

    def checked(passed: Passed | None) -> int | str | None:
        if passed is None:
            return None
        try:
            return passed(plain)
        except Inapplicable as inapplicable:
            return inapplicable.reason
        except Exception:  # noqa: BLE001 - whatever is the matter, the evaluation says so
            return None

    with localcontext(_CONTEXT):
        yield checked
