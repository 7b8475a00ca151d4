"""Functions of pdfium that are called for every character or object of a page: thousands of times, so without detours."""

import ctypes
from array import array
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any

#: Results of so many calls are fetched at once.
_CHUNK = 4096


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
        self._memory = (ctypes.c_float * (4 * _CHUNK))()
        self._view = memoryview(self._memory).cast("B")
        self._places: list[list[Any]] = [[] for _ in range(4 if apart else 1)]

    def of(self, *holder: Any, keys: list[Any] | range) -> "array[float]":
        """Four numbers for each thing, one after another; ``holder`` is what the function takes before the key, if anything."""
        found = array("f")
        for start in range(0, len(keys), _CHUNK):
            some = keys[start : start + _CHUNK]
            self._grow(len(some))
            deque(map(self._get, *map(repeat, holder), some, *self._places), 0)
            found.frombytes(self._view[: 16 * len(some)])
        return found

    def _grow(self, count: int) -> None:
        for step, places in enumerate(self._places):
            places += [ctypes.byref(self._memory, 4 * (4 * each + step)) for each in range(len(places), count)]
