"""A page as a person sees it: lines of running text and tables, from top to bottom."""

from itertools import groupby

from ..named import NamedTuple
from .builder import GridCell
from .lattice import Lattice, Stretch, TooDense, lattices
from .pdf_columns import in_columns, parts_no_rows
from .pdf_lines import TextLine, is_full, joined, lines_with_runs, text_lines
from .pdf_page import PageContent
from .pdf_text import Run

#: Tables are looked up in bands of so many points.
_BAND = 64.0


class GridRow(NamedTuple):
    """A row of a table, the columns (of those where cells start) whose text fills its cell to the end, and its upper and lower edge."""

    cells: list[GridCell | None]
    full: frozenset[int]
    top: float
    bottom: float


class Grid(NamedTuple):
    """A table on one page: the lines between its columns, its rows, and whether it goes on with that of the page before."""

    xs: list[float]
    rows: list[GridRow]
    goes_on: bool = False


class Layout(NamedTuple):
    """What stands on a page (counted from 1) in reading order; ``dense`` tells that its lines could not be looked at."""

    number: int
    width: float
    height: float
    near: float
    blocks: list[TextLine | Grid]
    dense: bool


def lay_out(number: int, page: PageContent) -> Layout:
    """Put the characters of a page into cells and lines."""
    dense = False
    tables: list[Lattice] = []
    try:
        tables = _tables(page)
    except TooDense:
        dense = True
    held, free = _share(page.runs, tables)
    if unruled := [at for at, (table, cells) in enumerate(zip(tables, held, strict=True)) if cells and parts_no_rows(table, cells, free)]:
        tables = [table for at, table in enumerate(tables) if at not in unruled]
        held, free = _share(page.runs, tables)
    runs: dict[int, list[Run]] = {}
    blocks: list[tuple[float, TextLine | Grid]] = []
    for line, own in lines_with_runs(free):
        runs[id(line)] = own
        blocks.append((line.base - line.size, line))
    for table, cells in zip(tables, held, strict=True):
        if cells:
            blocks.append((table.ys[0], _grid(table, cells)))
    blocks.sort(key=lambda each: each[0])
    return Layout(number, page.width, page.height, page.near, _stand([block for _, block in blocks], runs, 2 * page.near), dense)


def _stand(blocks: list[TextLine | Grid], runs: dict[int, list[Run]], unit: float) -> list[TextLine | Grid]:
    """The blocks of a page, those lines that may be rows of tables without ruling lines with the places of their words."""
    found: list[TextLine | Grid] = []
    for is_line, run in groupby(blocks, key=lambda block: isinstance(block, TextLine)):
        if is_line:
            lines = [block for block in run if isinstance(block, TextLine)]
            found += in_columns(lines, [runs[id(line)] for line in lines], unit)
        else:
            found += run
    return found


def _tables(page: PageContent) -> list[Lattice]:
    """The tables of a page: a frame round text is none, nor is a list with a line under every entry.

    Filled rectangles are cells only where no lines rule a table: within one they lie behind words.
    """
    found = [each for each in lattices(page.horizontals, page.verticals, page.near) if len(each.xs) > 2]
    ruled = Areas(found)
    cells = [(x0, y0, x1, y1) for x0, y0, x1, y1 in page.fills if ruled.at((x0 + x1) / 2, (y0 + y1) / 2) is None]
    if not cells:
        return found
    across: list[Stretch] = [(y, x0, x1) for x0, y0, x1, y1 in cells for y in (y0, y1)]
    down: list[Stretch] = [(x, y0, y1) for x0, y0, x1, y1 in cells for x in (x0, x1)]
    every = lattices(page.horizontals + across, page.verticals + down, page.near)
    return [each for each in every if len(each.xs) > 2]


class Areas:
    """Tables to be found by a point; where one stands in a cell of another, it is the inner one."""

    def __init__(self, tables: list[Lattice]):
        self._tables = tables
        self._bands: dict[int, list[int]] = {}
        for number in sorted(range(len(tables)), key=lambda each: _area(tables[each])):
            ys = tables[number].ys
            for band in range(int(ys[0] // _BAND), int(ys[-1] // _BAND) + 1):
                self._bands.setdefault(band, []).append(number)

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """The numbers of the table and of its box that hold a point."""
        for number in self._bands.get(int(y // _BAND), ()):
            box = self._tables[number].box_at(x, y)
            if box is not None:
                return number, box
        return None

    def along(self, first: float, last: float, y: float) -> tuple[int, int] | None | bool:
        """What :meth:`at` finds from one point of a line to another, ``False`` where it may not be the same all the way."""
        numbers = self._bands.get(int(y // _BAND), ())
        if not numbers:
            return None
        if len(numbers) > 1:
            return False
        (number,) = numbers
        table = self._tables[number]
        one, other = table.box_at(first, y), table.box_at(last, y)
        if one != other or one is None and first < table.xs[-1] and last > table.xs[0]:
            return False
        return None if one is None else (number, one)


def _share(runs: list[Run], tables: list[Lattice]) -> tuple[list[dict[int, list[Run]]], list[Run]]:
    """The characters of each cell of each table, and those outside."""
    held: list[dict[int, list[Run]]] = [{} for _ in tables]
    if not tables:
        return held, runs
    areas = Areas(tables)
    free: list[Run] = []
    for run in runs:
        y = run.middle
        lefts, rights = run.lefts, run.rights
        found = areas.along((lefts[0] + rights[0]) / 2, (lefts[-1] + rights[-1]) / 2, y)
        if isinstance(found, bool):
            _divide(run, [areas.at((x0 + x1) / 2, y) for x0, x1 in zip(lefts, rights, strict=True)], held, free)
        elif found is None:
            free.append(run)
        else:
            held[found[0]].setdefault(found[1], []).append(run)
    return held, free


def _divide(run: Run, places: list[tuple[int, int] | None], held: list[dict[int, list[Run]]], free: list[Run]) -> None:
    """Put the characters of a run where each belongs."""
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[start]:
            place = places[start]
            where = free if place is None else held[place[0]].setdefault(place[1], [])
            where.append(run.part(start, end))
            start = end


def _area(table: Lattice) -> float:
    return (table.xs[-1] - table.xs[0]) * (table.ys[-1] - table.ys[0])


def _grid(table: Lattice, held: dict[int, list[Run]]) -> Grid:
    columns = len(table.xs) - 1
    rows: list[list[GridCell | None]] = [[None] * columns for _ in table.ys[1:]]
    full: list[set[int]] = [set() for _ in rows]
    for number, (column, row, wide, deep) in enumerate(table.boxes):
        runs = held.get(number)
        if runs is None:
            rows[row][column] = _BLANK if wide == deep == 1 else GridCell("", wide, deep)
            continue
        left, right = table.xs[column], table.xs[column + wide]
        lines = text_lines(runs)
        rows[row][column] = GridCell(joined(lines, left, right), wide, deep)
        if is_full(lines[-1], left, right):
            full[row].add(column)
    edges = zip(table.ys, table.ys[1:], strict=False)
    found = [GridRow(row, frozenset(ends), *edge) for row, ends, edge in zip(rows, full, edges, strict=True)]
    return Grid(table.xs, found)


_BLANK = GridCell("")
