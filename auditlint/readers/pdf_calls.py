"""Functions of pdfium that are called for every character or object of a page: thousands of times, so without detours."""

import ctypes
from array import array
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any, Literal

#: Results of so many calls are fetched at once.
_CHUNK = 4096


def bare(function: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """The same function with arguments that ctypes takes as they are, which costs a third of looking at each of them.

    Other threads wait for it: to let them run during so short a call costs more than the call.
    """
    address: Any = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address)


class Numbers:
    """A few numbers each that pdfium writes for one thing after another; ``get`` is a bare function.

    ``kind`` is their type, ``each`` how many they are; ``apart`` tells that the function takes a place for each of them and
    not one for all.
    """

    def __init__(self, get: Callable[..., Any], kind: type["ctypes.c_float | ctypes.c_double"], each: int, apart: bool):
        self._get = get
        self._code: Literal["f", "d"] = "f" if kind is ctypes.c_float else "d"
        self._size = ctypes.sizeof(kind)
        self._each = each
        self._memory = (kind * (each * _CHUNK))()
        self._view = memoryview(self._memory).cast("B")
        self._places: list[list[Any]] = [[] for _ in range(each if apart else 1)]

    def of(self, *holder: Any, keys: list[Any] | range) -> "array[float]":
        """The numbers of each thing, one after another; ``holder`` is what the function takes before the key, if anything."""
        found: array[float] = array(self._code)
        for start in range(0, len(keys), _CHUNK):
            some = keys[start : start + _CHUNK]
            self._grow(len(some))
            deque(map(self._get, *map(repeat, holder), some, *self._places), 0)
            found.frombytes(self._view[: self._size * self._each * len(some)])
        return found

    def _grow(self, count: int) -> None:
        for step, places in enumerate(self._places):
            numbers = range(len(places), count)
            places += [ctypes.byref(self._memory, self._size * (self._each * number + step)) for number in numbers]
