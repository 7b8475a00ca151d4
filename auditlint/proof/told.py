"""The amounts and rates of a filing in the order in which it tells them, and what the proofs of words call relations and roles."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from operator import attrgetter

from ..field import CHANGE as MOVED
from ..model.check import Check
from ..model.document import Document
from ..model.figure import Figure
from ..model.filing import Filing

#: Relations of changes, of budgets, of shares, of a whole with the parts of a list, of counts, and of several things, by the beginning of their codes.
CHANGE, PLANNED, SHARED, LISTED, COUNTED, RELATED = "CHG", "BUD", "PCT", "SUM", "CNT", "REF"
#: A list of a paragraph has no more amounts than this.
LIST = 8

_start, _exact = attrgetter("start"), attrgetter("exact")


class Values:
    """Figures of a stretch of text by what they come to, for the few among thousands that come near an amount."""

    def __init__(self, figures: Iterable[Figure]):
        #: By half a unit of their last place, with which their bounds are known: those in the order of their values, and these.
        self._rounded: dict[Decimal, tuple[list[Figure], list[Decimal]]] = {}
        for figure in sorted(figures, key=_exact):
            ordered, values = self._rounded.setdefault(figure.interval()[1] - figure.exact, ([], []))
            ordered.append(figure)
            values.append(figure.exact)

    def within(self, low: Decimal, high: Decimal) -> list[Figure]:
        """Those whose bounds meet these, in the order in which they are told."""
        found = [
            figure
            for half, (figures, values) in self._rounded.items()
            for figure in figures[bisect_left(values, low - half) : bisect_right(values, high + half)]
        ]  # fmt: skip
        found.sort(key=_start)
        return found


class Told:
    """The amounts and rates of each text, and its counts, asked for those of a stretch of it."""

    def __init__(self, filing: Filing):
        self._figures: dict[int, list[Figure]] = {}
        self._counts: dict[int, list[Figure]] = {}
        self._values: dict[tuple[int, int, bool], Values] = {}
        self._alike: dict[int, dict[Decimal, list[Figure]]] = {}
        self._stated: dict[int, list[Figure]] = {}
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

    def values(self, figure: Figure) -> Values:
        """The amounts and rates of the paragraph of an amount, or the counts of that of a count."""
        start, end = paragraph(figure)
        counts = figure.dimension == "count"
        key = id(figure.source), start, counts
        if key not in self._values:
            self._values[key] = Values((self.counted if counts else self.between)(figure.source, start, end))
        return self._values[key]

    def alike(self, source: Document, start: int, end: int, value: Decimal) -> list[Figure]:
        """The amounts and rates that begin in a stretch of a text and come to just so much."""
        if id(source) not in self._alike:
            known = self._alike[id(source)] = {}
            for figure in self.within(source):
                known.setdefault(figure.exact, []).append(figure)
        return _within(self._alike[id(source)].get(value, []), start, end)

    def stated_before(self, figure: Figure, start: int) -> Iterator[Figure]:
        """The amounts that are no changes from a figure back to a place before it, the nearest first."""
        return _back(self._stated_in(figure.source), figure, start)

    def back(self, figure: Figure, start: int) -> Iterator[Figure]:
        """The amounts and rates from a figure back to a place before it, the nearest first."""
        return _back(self.within(figure.source), figure, start)

    def stated_behind(self, figure: Figure, end: int) -> Iterator[Figure]:
        """The amounts that are no changes from a figure on to a place behind it."""
        stated = self._stated_in(figure.source)
        for at in range(bisect_left(stated, figure.end, key=_start), len(stated)):
            if stated[at].start >= end:
                return
            yield stated[at]

    def _stated_in(self, source: Document) -> list[Figure]:
        if id(source) not in self._stated:
            self._stated[id(source)] = [each for each in self.within(source) if each.dimension == "money" and each.role != MOVED]
        return self._stated[id(source)]

    def place(self, source: Document, start: int) -> int:
        """How many of a text begin before a place in it."""
        return bisect_left(self.within(source), start, key=_start)


def _within(figures: list[Figure], start: int, end: int) -> list[Figure]:
    return figures[bisect_left(figures, start, key=_start) : bisect_left(figures, end, key=_start)]


def _back(figures: list[Figure], figure: Figure, start: int) -> Iterator[Figure]:
    for at in range(bisect_left(figures, figure.start, key=_start) - 1, -1, -1):
        if figures[at].start < start:
            return
        yield figures[at]


def amounts(check: Check, dimension: str = "money") -> list[Figure]:
    """The amounts of money that a check relates, or its figures of another dimension, each once."""
    return list({id(figure): figure for figure in check.operands() if figure.dimension == dimension}.values())


def paragraph(figure: Figure, behind: int = 0) -> tuple[int, int]:
    """Where the paragraph of a figure begins, and where it, or one so many behind it, ends in its text."""
    paragraphs = figure.source.paragraphs
    mine = bisect_right(paragraphs, figure.start, key=_start) - 1
    return paragraphs[mine].start, paragraphs[min(mine + behind, len(paragraphs) - 1)].end
