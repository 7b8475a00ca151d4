"""How far a run is, told on a terminal."""

import os
import sys
from time import monotonic

from ..wording import say

#: Seconds between two drawings, and from when on the time that is left can be told.
_PAUSE, _SURE = 0.1, 1.0


class Watch:
    """Is told how many files are done."""

    def begin(self, total: int) -> None:
        """So many files are to be audited."""

    def reach(self, count: int) -> None:
        """So many more files are done; some of them may be audited once more."""

    def end(self) -> None:
        """Nothing more is to come."""


class Progress(Watch):
    """A line on the standard error that says how many files are done and how long the others may take."""

    def __init__(self, lang: str):
        self.lang = lang
        self._total = self._done = 0
        self._start = self._drawn = monotonic()
        self._width = 0

    def begin(self, total: int) -> None:
        self._total = total
        self._start = monotonic()
        self._draw(say(self.lang, "progress-begin", n=total))

    def reach(self, count: int) -> None:
        self._done += count
        now = monotonic()
        if now - self._drawn >= _PAUSE:
            self._drawn = now
            self._draw(self._told(now - self._start))

    def end(self) -> None:
        self._draw("")

    def _told(self, elapsed: float) -> str:
        done = min(self._done, self._total)
        text = say(self.lang, "progress", done=done, total=self._total)
        if elapsed < _SURE or done >= self._total:
            return text
        left = round(elapsed / done * (self._total - done)) or 1
        return text + say(self.lang, "progress-left", n=left)

    def _draw(self, text: str) -> None:
        """Write over the line with another: with spaces and not with a control sequence, which not every console follows."""
        width = sum(1 if char < "\u2e80" else 2 for char in text)
        rest = " " * (self._width - width)
        self._width = width
        try:
            sys.stderr.write(f"\r{text}{rest}" if text else f"\r{rest}\r")
            sys.stderr.flush()
        except (OSError, ValueError):  # nobody is there to see it
            pass


def watch(files: int, lang: str) -> Watch:
    """What to watch a run with: drawn where a person sits before a terminal and there is something to wait for."""
    seen = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")
    return Progress(lang) if seen and files > 1 else Watch()
