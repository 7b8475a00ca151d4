"""Tables in raw text as grids: rows whose columns are only an order, settled by the sums of their table."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from ...field import forms
from ...model.document import Cell, Document
from .amounts import decimals, units
from .grids import Grid, GridRow
from .raw_heads import Name, by_form, by_line, of_publics
from .raw_lines import NUMBER, RawTable, Word
from .raw_numbers import without_numbers
from .raw_records import Record, is_left_out, records
from .raw_trees import full_codes, levels, parents
from .settle import Columns, Settler

_FEW = 2
#: What the columns before the amounts are called.
_CODE, _ITEM = "科目编码", "项目"
#: A cell and the line that it begins on.
Place = tuple[int, Cell]


class _Half:
    """One half of a table: its rows, how many columns its numbers, its codes (each at a level) and its amounts take, and the columns of each row's amounts."""

    def __init__(self, found: list[Record], number: int):
        self.rows = [record for record in found if record.half == number]
        size = max((decimals(word.text) for record in self.rows for word in record.amounts), default=0)
        values = [[units(word.text, size) for word in record.amounts] for record in self.rows]
        first = levels(self.rows, values)
        self.level = dict(zip(map(id, self.rows), first, strict=True))
        self.levels = max((level + len(record.codes) for level, record in zip(first, self.rows, strict=True) if record.codes), default=0)
        self.numbered = int(any(record.number is not None for record in self.rows))
        self.inner = any(record.inner for record in self.rows)
        self.names = self.numbered + self.levels + (2 if self.inner else 1)
        self.width = _width(self.rows)
        self.columns = self._settled(full_codes(self.rows, first), values)

    @property
    def size(self) -> int:
        """How many columns it has."""
        return self.names + self.width

    def _settled(self, codes: list[str], values: list[list[int]]) -> dict[int, Columns | None]:
        """The columns of each row by its identity, ``None`` where they stay open."""
        values = [row if len(row) <= self.width else [] for row in values]
        columns = Settler(values, parents(codes, [record.total for record in self.rows], values), self.width).settle()
        return dict(zip(map(id, self.rows), columns, strict=True))

    def cells(self, record: Record, start: int) -> Iterator[Place]:
        """The cells of a row of this half, which begins at a column of the table."""
        first = start + self.numbered
        if record.number is not None:
            yield _cell(record.number, start)
        for level, word in enumerate(record.codes, self.level[id(record)]):  # each code in the column of its level: 201, 08, 01
            yield _cell(word, first + level)
        if record.words:
            yield _cell(record.words[0], first + self.levels, record.label)
        if self.inner:
            yield from (_cell(word, first + self.levels + 1) for word in record.inner[:1])
        columns = self.columns[id(record)] or range(self.width)
        yield from (_cell(word, start + self.names + column) for column, word in zip(columns, record.amounts, strict=False))


def _width(rows: Sequence[Record]) -> int:
    """How many columns of amounts some rows have; a single widest row among several, none of them a total, has two amounts in one cell."""
    counts = sorted(len(record.amounts) for record in rows)
    if len(counts) > _FEW and counts[-1] > counts[-2] and not any(record.total for record in rows):
        return counts[-2]
    return counts[-1] if counts else 0


def raw_grids(document: Document, tables: Sequence[RawTable]) -> list[Grid]:
    """The tables of a raw text as grids."""
    return [grid for table in map(without_numbers, tables) if (grid := _grid(table, document.text)) is not None]


def _grid(table: RawTable, text: str) -> Grid | None:
    found, count = records(table.head, table.body)
    valued = sum(bool(record.amounts) for record in found)
    if valued < _FEW and not (table.over and table.head and valued):
        return None
    halves = [_Half(found, number) for number in range(count)]
    starts = list(accumulate((half.size for half in halves), initial=0))
    rows = [*_head(table.head, halves, starts, _names(table, halves, text))]
    rows += [_row(together, halves, starts) for together in _together(found)]
    short = (0 < len(record.amounts) < half.width for half in halves for record in half.rows)
    return Grid(tuple(rows), any(short) or any(record.half < 0 for record in found) or any(map(is_left_out, table.body[:-1])))


def _together(found: Sequence[Record]) -> Iterator[list[Record]]:
    """The records that stand in one row: those that follow each other from half to half."""
    run: list[Record] = []
    for record in found:
        if run and (record.half <= run[-1].half or run[-1].half < 0 or record.half < 0):
            yield run
            run = []
        run.append(record)
    if run:
        yield run


def _row(together: list[Record], halves: Sequence[_Half], starts: Sequence[int]) -> GridRow:
    cells: list[Place] = []
    loose = False
    for record in together:
        if record.half < 0:
            loose = True
            cells += _anywhere(record, halves, starts)
        else:
            half = halves[record.half]
            loose = loose or bool(record.amounts) and half.columns[id(record)] is None
            cells += half.cells(record, starts[record.half])
    cells.sort(key=lambda each: each[1].column)
    return GridRow.of(together[0].first.line, cells, loose)


def _anywhere(record: Record, halves: Sequence[_Half], starts: Sequence[int]) -> Iterator[Place]:
    """The cells of a record that may be in any half: its name in each, its amounts in the last."""
    first = (record.words or record.codes or record.amounts)[0]
    for half, start in zip(halves, starts, strict=False):
        yield _cell(first, start + half.numbered + half.levels, record.label)
    for column, word in enumerate(record.amounts[: halves[-1].width], starts[-2] + halves[-1].names):
        yield _cell(word, column)


def _names(table: RawTable, halves: Sequence[_Half], text: str) -> Sequence[Sequence[Name | None]]:
    """The names of the columns of each half; nothing where the head does not tell them."""
    found = by_line(table.head, [half.width for half in halves])
    if found is not None:
        return found
    form = next(filter(None, map(forms().of_title, reversed(table.over))), None)
    if form is None or len(halves) > 1 or not halves[0].width:
        return ()
    if form.publics:
        names = of_publics(table.head, form, halves[0].width)
    else:
        widest = [record for record in halves[0].rows if len(record.amounts) == halves[0].width]
        whole = next((record for record in widest if record.total), widest[0])
        names = by_form(table.head, form, [word.text for word in whole.amounts], text)
    return [names] if any(names) else ()


def _head(head: list[list[Word]], halves: Sequence[_Half], starts: Sequence[int], names: Sequence[Sequence[Name | None]]) -> Iterator[GridRow]:
    """The head: the names of the columns where they are known."""
    first = next((word for line in head for word in line), None)
    if first is None:
        return
    cells: list[Place] = []
    for number, (half, start) in enumerate(zip(halves, starts, strict=False)):
        if half.numbered:
            cells.append(_cell(first, start, NUMBER))
        cells.append(_cell(first, start + half.numbered, _CODE if half.levels else _ITEM, max(1, half.levels)))
        if half.inner:
            cells.append(_cell(first, start + half.names - 1, _CODE))
        for column in range(half.width):
            name = names[number][column] if names else None
            cells.append(_cell(name.word if name else first, start + half.names + column, name.text if name else ""))
    yield GridRow.of(first.line, cells)


def _cell(word: Word, column: int, text: str | None = None, columns: int = 1) -> Place:
    """A cell that begins with a word, and the line it begins on; its text is that of the word unless told otherwise."""
    return word.line, Cell(word.text if text is None else text, word.start, column, columns)
