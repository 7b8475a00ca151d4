"""Work that goes on beside other work of the same file: inflating, which lets another thread run, takes nothing from reading then."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Beside(Generic[T]):
    """Do ``work`` in a thread while the body of ``with`` goes on; it is over where the body is.

    A thread and not an executor of the standard library, which imports as much as a reader.
    """

    def __init__(self, work: Callable[[], T]):
        self._work = work
        self._made: T | None = None
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Beside[T]":
        try:
            self._thread.start()
        except RuntimeError:  # the machine has no thread to give
            self._run()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._thread.ident is not None:
            self._thread.join()

    def result(self) -> T:
        """What came of the work.  Raises what the work raised."""
        if self._fault is not None:
            raise self._fault
        return cast(T, self._made)

    def _run(self) -> None:
        try:
            self._made = self._work()
        except BaseException as fault:
            self._fault = fault
