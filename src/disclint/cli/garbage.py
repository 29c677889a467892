"""
When Python looks for garbage: not while code, forms and rules are made, which stay to the end, nor at the end.
"""

import gc

# One report needs some 200,000 objects with all that is made for it; each one more leaves few behind.
_AT_FIRST, _LATER = 250_000, 20_000


def wait() -> None:
    """
    A command begins: what it makes now will stay.
    """
    gc.set_threshold(_AT_FIRST)


def settle() -> None:
    """
    What is needed has been made; from here on memory is to stay flat.
    """
    if gc.get_threshold()[0] == _AT_FIRST:
        gc.freeze()
        gc.set_threshold(_LATER)


def leave() -> None:
    """
    The command ends, before which Python would look through everything once more.
    """
    gc.freeze()
