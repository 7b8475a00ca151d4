"""Sheets of a workbook, whatever format it is in, to tables whose cells have the names that a person sees."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from ..model.phrasing import phrase
from ..named import NamedTuple
from ..startup import pattern
from .builder import Builder, GridCell
from .unreadable import UnreadableFile

#: How many cells with something in them a workbook may have, and how many columns of a sheet are read.
MOST_CELLS = 500_000
MOST_COLUMNS = 512
#: How many places its rows may have, empty ones before the last filled one among them, and how many characters its cells.
MOST_PLACES = 2_000_000
MOST_CHARACTERS = 50_000_000
MOST_MERGED = 50_000
_QUOTES = {ord(mark): None for mark in "“”\"'‘’"}
#: The name of a sheet that may be a title; "Sheet1" and "表1" are none.
_TITLE = pattern(r"[一-龥]{4}")


class Area(NamedTuple):
    """A merged area, rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


def too_large() -> UnreadableFile:
    """What to say of a workbook with more cells than a filing has."""
    return UnreadableFile(phrase("excel-large", most=MOST_CELLS))


def add_sheet(builder: Builder, number: int, name: str, rows: Mapping[int, Mapping[int, str]], merged: Iterable[Area]) -> None:
    """Give a sheet to a builder: ``rows`` hold the texts of its cells by row and column, both from 0.

    Raises :class:`UnreadableFile` where it is larger than a sheet of a filing can be.
    """
    filled = sorted(row for row, cells in rows.items() if any(text.strip() for text in cells.values()))
    if not filled:
        return
    builder.start_page(number, sheet=name)
    if _is_title(name, [rows[row] for row in filled[:3]]):
        builder.paragraph(name)
    builder.table(())
    areas = _merged(merged, filled)
    beyond = False
    count = 0
    for row in filled:
        cells = rows[row]
        width = max(column for column, text in cells.items() if text.strip()) + 1
        beyond = beyond or width > MOST_COLUMNS
        width = min(width, MOST_COLUMNS)
        count += width
        if count > MOST_PLACES:
            raise too_large()
        builder.row(row + 1, [areas.cell(row, column, cells.get(column, "")) for column in range(width)])
    if beyond:
        builder.unread.append(phrase("sheet-wide", name=name, most=MOST_COLUMNS))


def _is_title(name: str, first: Iterable[Mapping[int, str]]) -> bool:
    """Whether the name of a sheet tells what none of its first rows does."""
    return _TITLE.search(name) is not None and _bare(name) not in _bare("".join(text for cells in first for text in cells.values()))


def _bare(text: str) -> str:
    """A text without spaces and quotation marks, which names of sheets often leave out."""
    return "".join(text.split()).translate(_QUOTES)


class _Areas(NamedTuple):
    """Merged areas by the place where they begin, and the other places that they cover."""

    corners: dict[tuple[int, int], Area]
    covered: set[tuple[int, int]]

    def cell(self, row: int, column: int, text: str) -> GridCell | None:
        """The cell that begins at a place; ``None`` where another covers it."""
        if (row, column) in self.covered:
            return None
        area = self.corners.get((row, column))
        return GridCell(text) if area is None else GridCell(text, area.right - area.left + 1, area.bottom - area.top + 1)


def _merged(merged: Iterable[Area], filled: list[int]) -> _Areas:
    """Merged areas, those that run off the used rows cut there."""
    corners: dict[tuple[int, int], Area] = {}
    covered: set[tuple[int, int]] = set()
    for area in merged:
        bottom, right = min(area.bottom, filled[-1]), min(area.right, MOST_COLUMNS - 1)
        if area.top > bottom or area.left > right:
            continue
        corners[area.top, area.left] = Area(area.top, area.left, bottom, right)
        for row in filled[bisect_left(filled, area.top) : bisect_right(filled, bottom)]:
            covered.update((row, column) for column in range(area.left, right + 1))
            if len(covered) > MOST_CELLS:
                raise too_large()
        covered.discard((area.top, area.left))
        if len(corners) > MOST_MERGED:
            raise too_large()
    return _Areas(corners, covered)
