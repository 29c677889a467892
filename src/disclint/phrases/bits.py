"""
Sets of numbers that are integers with a bit for each: what to do where there are a hundred thousand of them.

To set or clear one bit of a long integer copies all of it; here each bit costs the same, however many there are.
"""

from collections.abc import Iterable, Iterator

# Up to so many bits it is quicker to work on the integer itself.
FEW = 4_096


def gathered(numbers: Iterable[int], size: int) -> int:
    """
    The set of these numbers, each of which is below `size`.
    """
    found = bytearray(size // 8 + 1)
    for each in numbers:
        found[each >> 3] |= 1 << (each & 7)
    return int.from_bytes(found, "little")


def numbers(mask: int) -> Iterator[int]:
    """
    The numbers of a set, the lowest first.
    """
    if mask.bit_length() <= FEW:
        yield from _numbers(mask, 0)
        return
    length = FEW // 8
    held = mask.to_bytes(mask.bit_length() // 8 + 1, "little")
    for at in range(0, len(held), length):
        yield from _numbers(int.from_bytes(held[at : at + length], "little"), 8 * at)


def _numbers(mask: int, first: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        mask ^= lowest
        yield first + lowest.bit_length() - 1
