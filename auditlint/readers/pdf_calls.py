"""Functions of pdfium that are called for every character or object of a page: thousands of times, so without detours."""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

#: Results of so many calls are fetched at once.
_CHUNK = 512


def bare(function: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """The same function with arguments that ctypes takes as they are, which costs a third of looking at each of them."""
    found: Any = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    found.restype = result
    return found  # type: ignore[no-any-return]


class Boxes:
    """Rectangles of four numbers that pdfium writes for one thing after another; ``get`` is a bare function.

    ``apart`` tells that it takes a place for each of the numbers and not one for all.
    """

    def __init__(self, get: Callable[..., Any], apart: bool):
        self._get = get
        memory = (ctypes.c_float * (4 * _CHUNK))()
        self._memory = memory
        self._view = memoryview(memory).cast("B").cast("f")
        steps = range(4) if apart else (0,)
        self._places = [[ctypes.byref(memory, 4 * (4 * each + step)) for each in range(_CHUNK)] for step in steps]

    def of(self, holder: Iterable[Any], keys: list[Any] | range) -> list[float]:
        """The numbers of the things, four of each; ``holder`` is what the function takes before the key, if anything."""
        found: list[float] = []
        for start in range(0, len(keys), _CHUNK):
            some = keys[start : start + _CHUNK]
            deque(map(self._get, *(repeat(each) for each in holder), some, *self._places), 0)
            found += self._view[: 4 * len(some)].tolist()
        return found
