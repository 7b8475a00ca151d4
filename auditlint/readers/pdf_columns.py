"""Tables without ruling lines, or without those that part their rows: which lines may be their rows, and where the words stand."""

from itertools import pairwise

from ..model.document import Standing
from ..startup import pattern
from .lattice import Lattice
from .medians import median_low
from .pdf_lines import TextLine, words_of
from .pdf_text import Run

#: An amount and nothing else: no code, no year and no number of a page.
_AMOUNT = pattern(r"[-－−+＋]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+)$")
#: What stands between words that are apart, and what no row of a table has.
_APART, _SIGNS = "  ", frozenset("，。；")
#: So many lines above the first row may be its head, and so many below the last one the rest of its names.
_ABOVE, _BELOW = 16, 4
#: Lines of a cell stand so much nearer to each other than rows do.
_NEARER = 0.85
#: So many amounts below each other in one cell are rows that no line parts.
_STACKED = 3
#: The first row below a head stands no more than so many heights of its characters below it.
_NEXT = 3


def in_columns(lines: list[TextLine], runs: list[list[Run]], unit: float) -> list[TextLine]:
    """Lines of these runs that stand below each other: those that may be a table with the places of their words, in so many points."""
    rows = list(map(_is_row, lines))
    if True not in rows:
        return lines
    pitch = _pitch(lines, rows)
    first, last = max(0, rows.index(True) - _ABOVE), len(rows) - rows[::-1].index(True) + _BELOW
    found = lines[:first]
    for at, (line, own) in enumerate(zip(lines[first:last], runs[first:last], strict=True), first):
        gap = not at or line.base - lines[at - 1].base >= _NEARER * pitch
        places = tuple([(start, round(x0 / unit), round(x1 / unit)) for start, x0, x1 in words_of(own)])
        found.append(line._replace(standing=Standing(gap, places)))
    return found + lines[last:]


def _is_row(line: TextLine) -> bool:
    """Whether an amount stands apart from what else is in a line that is no part of a sentence."""
    text = line.text
    return _APART in text and _SIGNS.isdisjoint(text) and any(map(_AMOUNT.match, text.split()))


def _pitch(lines: list[TextLine], rows: list[bool]) -> float:
    """How far rows stand apart that follow each other."""
    steps = [below.base - line.base for (line, own), (below, other) in pairwise(zip(lines, rows, strict=True)) if own and other]
    return median_low(steps) if steps else 0.0


def parts_no_rows(table: Lattice, cells: dict[int, list[Run]], free: list[Run]) -> bool:
    """Whether ruling lines leave the rows of their table unparted: several of its cells hold many amounts, or it is but a head above them."""
    high = sum(len(runs) >= _STACKED and len({run.base for run in runs if _AMOUNT.match(run.text)}) >= _STACKED for runs in cells.values())
    if high > 1:
        return True
    if any(_AMOUNT.match(run.text) for runs in cells.values() for run in runs):
        return False
    left, right, bottom = table.xs[0], table.xs[-1], table.ys[-1]
    below = (run for run in free if left <= run.x0 and run.x1 <= right and 0 < run.middle - bottom < _NEXT * run.size)
    return any(_AMOUNT.match(run.text) for run in below)
