"""
pdfium's functions that are called for each thing on a page, at half the price: runs in the child process alone.

ctypes asks each argument whether it is of the declared type, and makes a typed pointer of each answer.  These are
the same functions without declared arguments; what they answer with is a handle that they take again.
"""

import ctypes
from typing import Any

import pypdfium2_raw as pdfium


class Handle(ctypes.c_void_p):
    """
    What pdfium calls a thing by; ctypes makes numbers of `c_void_p` itself, and cuts them when they are given back.
    """


def direct(name: str, answer: Any = ctypes.c_int) -> Any:
    """
    The function of that name, which answers with a value of the type; what it is given by reference takes `byref`.
    """
    function = getattr(pdfium, name)
    if not hasattr(function, "restype"):
        # In a browser, where nothing is declared.
        return function
    # Another object for the same code: the declarations of the first are there for whoever else calls it.  These
    # functions are so quick that other threads may wait for them.
    return ctypes.PYFUNCTYPE(answer)(ctypes.cast(function, ctypes.c_void_p).value or 0)
