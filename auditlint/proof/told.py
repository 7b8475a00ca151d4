"""The amounts and rates of a filing in the order in which it tells them, and what the proofs of words call relations and roles."""

from bisect import bisect_left
from operator import attrgetter

from ..model.check import Check
from ..model.document import Document
from ..model.figure import Figure
from ..model.filing import Filing

#: Relations of changes, of a whole with the parts of a list, of counts, and of several things, by the beginning of their codes.
CHANGE, LISTED, COUNTED, RELATED = "CHG", "SUM", "CNT", "REF"
#: The role of an amount by which something changed.
MOVED = "增减额"

_start = attrgetter("start")


class Told:
    """The amounts and rates of each text, and its counts, asked for those of a stretch of it."""

    def __init__(self, filing: Filing):
        self._figures: dict[int, list[Figure]] = {}
        self._counts: dict[int, list[Figure]] = {}
        for figure in filing.figures:
            kind = self._counts if figure.dimension == "count" else self._figures
            kind.setdefault(id(figure.source), []).append(figure)
        for figures in (*self._figures.values(), *self._counts.values()):
            figures.sort(key=_start)

    def within(self, source: Document) -> list[Figure]:
        """All of a text."""
        return self._figures.get(id(source), [])

    def between(self, source: Document, start: int, end: int) -> list[Figure]:
        """Those that begin in a stretch of a text."""
        return _within(self.within(source), start, end)

    def counted(self, source: Document, start: int, end: int) -> list[Figure]:
        """The counts that begin in a stretch of a text."""
        return _within(self._counts.get(id(source), []), start, end)

    def place(self, source: Document, start: int) -> int:
        """How many of a text begin before a place in it."""
        return bisect_left(self.within(source), start, key=_start)


def _within(figures: list[Figure], start: int, end: int) -> list[Figure]:
    return figures[bisect_left(figures, start, key=_start) : bisect_left(figures, end, key=_start)]


def amounts(check: Check, dimension: str = "money") -> list[Figure]:
    """The amounts of money that a check relates, or its figures of another dimension, each once."""
    return list({id(figure): figure for figure in check.operands() if figure.dimension == dimension}.values())


def paragraph(figure: Figure, behind: int = 0) -> tuple[int, int]:
    """Where the paragraph of a figure begins, and where it, or one so many behind it, ends in its text."""
    text, end = figure.source.text, figure.end
    for _ in range(behind + 1):
        found = text.find("\n", end + 1)
        end = len(text) if found < 0 else found
    return text.rfind("\n", 0, figure.start) + 1, end
