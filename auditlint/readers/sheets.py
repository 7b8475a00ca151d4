"""Sheets of a workbook, whatever format it is in, to tables whose cells have the names that a person sees."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..model.phrasing import phrase
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
    if _TITLE.search(name) and _bare(name) not in _bare("".join(text for row in filled[:3] for text in rows[row].values())):
        builder.paragraph(name)
    builder.table(())
    corners, covered = _merged(merged, filled)
    beyond = False
    count = 0
    for row in filled:
        cells = rows[row]
        width = max(column for column, text in cells.items() if text.strip()) + 1
        beyond = beyond or width > MOST_COLUMNS
        count += min(width, MOST_COLUMNS)
        if count > MOST_PLACES:
            raise too_large()
        places: list[GridCell | None] = []
        for column in range(min(width, MOST_COLUMNS)):
            if (row, column) in covered:
                places.append(None)
                continue
            area = corners.get((row, column))
            if area is None:
                places.append(GridCell(cells.get(column, "")))
            else:
                places.append(GridCell(cells.get(column, ""), area.right - area.left + 1, area.bottom - area.top + 1))
        builder.row(row + 1, places)
    if beyond:
        builder.unread.append(phrase("sheet-wide", name=name, most=MOST_COLUMNS))


def _bare(text: str) -> str:
    """A text without spaces and quotation marks, which names of sheets often leave out."""
    return "".join(text.split()).translate(_QUOTES)


def _merged(merged: Iterable[Area], filled: list[int]) -> tuple[dict[tuple[int, int], Area], set[tuple[int, int]]]:
    """Where merged areas begin, and the places that they cover; areas that run off the used rows are cut there."""
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
    return corners, covered
