"""Places of a text as editors count them: from 0, and columns in the units that editor and server agreed on."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..model.place import Place

Range = dict[str, Any]
_BREAK = re.compile(r"\r\n|\r|\n")
_UNITS: Mapping[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}


class Lines:
    """The lines of a text; ``units`` is how the editor counts in them: ``utf-16`` unless it says otherwise."""

    def __init__(self, text: str, units: str = "utf-16"):
        self._lines = _BREAK.split(text)
        self._width = _UNITS[units]
        #: The reader takes a mark of byte order off the text, the editor counts it.
        self._mark = int(text.startswith("\ufeff"))

    def range(self, place: Place) -> Range:
        """Where a place begins and ends; what is beyond the text ends with it."""
        return {"start": self._position(place.line, place.column), "end": self._position(place.end_line, place.end_column)}

    def first(self) -> Range:
        """The first line, for what is said of the whole text."""
        return {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": self._width(self._lines[0])}}

    def _position(self, line: int, column: int) -> dict[str, int]:
        index = min(line, len(self._lines)) - 1
        before = self._lines[index][: column - 1 + (self._mark if index == 0 else 0)]
        return {"line": index, "character": self._width(before)}
