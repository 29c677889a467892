"""
`pypdfium2_raw` in a browser: the functions of pdfium that `disclint.native` calls, in WebAssembly.

Its memory is another one.  What a function is given by reference (a value or a structure of ctypes) has a place there,
and is copied back when the function returns.  The page puts the program at `disclint_pdfium.program`, anew for each file,
and this module where it is found under that name.
"""

import ctypes
from collections.abc import Callable
from typing import Any

FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_FORM = 1, 2, 3, 5
FPDF_SEGMENT_MOVETO = 2
# What a call is given by reference is never larger.
_PLACE, _PLACES = 32, 8


class FS_RECTF(ctypes.Structure):  # noqa: N801 - pdfium's name
    """
    A rectangle.
    """

    _fields_ = [(each, ctypes.c_float) for each in ("left", "top", "right", "bottom")]


class FS_MATRIX(ctypes.Structure):  # noqa: N801 - as above
    """
    A matrix.
    """

    _fields_ = [(each, ctypes.c_float) for each in "abcdef"]


class _Program:
    """
    The program for one file.
    """

    def __init__(self, program: Any) -> None:
        self.program = program
        self.places = program._malloc(_PLACE * _PLACES)  # noqa: SLF001 - the names of exported functions
        self.functions: dict[str, Any] = {}

    def call(self, name: str, given: tuple[Any, ...]) -> Any:
        """
        Call a function.
        """
        function = self.functions.get(name)
        if function is None:
            function = self.functions[name] = getattr(self.program, f"_{name}")
        told: list[Any] = []
        back: list[Any] = []
        for each in given:
            # What `byref` makes has the value in `_obj`.
            value = getattr(each, "_obj", each)
            if isinstance(value, ctypes._SimpleCData | ctypes.Structure):  # noqa: SLF001 - the common class has no other name
                told.append(self.places + _PLACE * len(back))
                back.append(value)
            else:
                told.append(value)
        answer = function(*told)
        if back:
            # The memory may have moved when it grew.
            kept = self.program.HEAPU8.subarray(self.places, self.places + _PLACE * len(back)).to_bytes()
            for at, value in enumerate(back):
                ctypes.memmove(ctypes.addressof(value), kept[_PLACE * at :], ctypes.sizeof(value))
        return answer


_running: list[_Program] = []


def FPDF_InitLibrary() -> None:  # noqa: N802 - as above
    """
    Take the program that the page has begun for this file.
    """
    import disclint_pdfium  # type: ignore[import-not-found]  # noqa: PLC0415 - put there by the page

    _running[:] = [_Program(disclint_pdfium.program)]


def FPDF_LoadMemDocument64(data: bytes, size: int, password: None) -> Any:  # noqa: N802 - as above
    """
    Open a file, which stays in the program's memory as long as the program.
    """
    (running,) = _running
    at = running.program._malloc(max(1, size))  # noqa: SLF001 - as above
    running.program.HEAPU8.subarray(at, at + size).assign(data)
    return running.call("FPDF_LoadMemDocument64", (at, size, password or 0))


def __getattr__(name: str) -> Callable[..., Any]:
    if not name.startswith("FPDF"):
        raise AttributeError(name)

    def function(*given: Any) -> Any:
        return _running[0].call(name, given)

    globals()[name] = function
    return function
