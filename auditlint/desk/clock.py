"""A bound of processor time for what is done in this process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class Overrun(BaseException):
    """The time is up.  Nothing that catches errors on its way may take it for one of its own."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Let a block of code have so many seconds of processor time.

    Signals reach the main thread only: in another one, and where there are none, the block takes the time that it takes.

    Raises :class:`Overrun`.
    """
    threading = sys.modules.get("threading")
    if threading is not None and threading.current_thread() is not threading.main_thread():
        yield
        return
    try:
        import _signal as signal  # type: ignore[import-not-found]  # without making names of all its numbers
    except ImportError:
        import signal

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)  # once more each second, should somebody have caught it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise Overrun
