"""
Values that a report makes by the hundred.

Freezing an attrs class triples the time of making one.  These are frozen to the type checker, which sees
`attrs.frozen`, and plain slots with the same equality, order and hash at run time.  What is equal to nothing but
itself is `light(eq=False, unsafe_hash=False)`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as light
else:
    from functools import partial

    from attrs import define

    light = partial(define, unsafe_hash=True)

__all__ = ["light"]
