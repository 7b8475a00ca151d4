"""Tables in raw text as grids: rows whose columns are only an order, settled by the sums of their table."""

from collections.abc import Iterator, Sequence

from ...field import forms
from ...model.document import Cell, Document
from .grids import Grid, GridRow
from .raw_heads import Name, by_form, by_line, of_publics
from .raw_lines import BLANK, RawTable, Word, raw_tables
from .raw_records import Record, records
from .raw_trees import full_codes, levels, parents
from .settle import Columns, Settler
from .text_numbers import places

_FEW = 2


class _Half:
    """One half of a table: its rows, how many columns its numbers, its codes (each at a level) and its amounts take, and the columns of each row's amounts."""

    def __init__(self, found: list[Record], number: int):
        self.rows = [record for record in found if record.half == number]
        size = max((places(word.text) for record in self.rows for word in record.amounts), default=0)
        self.values = [[_value(word.text, size) for word in record.amounts] for record in self.rows]
        self.first = levels(self.rows, self.values)
        self.levels = max((level + len(record.codes) for level, record in zip(self.first, self.rows, strict=True) if record.codes), default=0)
        self.numbered = int(any(record.number is not None for record in self.rows))
        self.level = dict(zip(map(id, self.rows), self.first, strict=True))
        self.inner = any(record.inner for record in self.rows)
        counts = [len(record.amounts) for record in self.rows]
        self.width = max(counts, default=0)
        if len(counts) > _FEW and counts.count(self.width) == 1 and not self.rows[counts.index(self.width)].total and not any(record.total for record in self.rows):
            self.width = max(count for count in counts if count < self.width)
        self.names = self.numbered + self.levels + (2 if self.inner else 1)
        self.columns = self._settled()

    @property
    def size(self) -> int:
        """How many columns it has."""
        return self.names + self.width

    def _settled(self) -> dict[int, Columns | None]:
        """The columns of each row by its identity, ``None`` where they stay open."""
        values = [row if len(row) <= self.width else [] for row in self.values]
        settler = Settler(values, parents(full_codes(self.rows, self.first), [record.total for record in self.rows], values), self.width)
        columns = settler.settle()
        return {id(record): columns[at] for at, record in enumerate(self.rows)}


def raw_grids(document: Document) -> list[Grid]:
    """The tables of a raw text."""
    return [grid for table in raw_tables(document) if (grid := _grid(table, document.text)) is not None]


def _grid(table: RawTable, text: str) -> Grid | None:
    found, count = records(table.head, table.body)
    valued = sum(bool(record.amounts) for record in found)
    if valued < _FEW and not (table.over and table.head and valued):
        return None
    halves = [_Half(found, number) for number in range(count)]
    starts = [0]
    for half in halves:
        starts.append(starts[-1] + half.size)
    rows = [*_head(table.head, halves, starts, _names(table, halves, text))]
    rows += [_row(together, halves, starts) for together in _together(found)]
    return Grid(tuple(rows))


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
    cells: list[tuple[int, Cell]] = []
    loose = False
    for record in together:
        if record.half < 0:  # it may be in any
            loose = True
            cells += [_name(record, start + half.numbered + half.levels) for half, start in zip(halves, starts, strict=False)]
            cells += [(word.line, Cell(word.text, max(0, word.start), starts[-2] + halves[-1].names + at)) for at, word in enumerate(record.amounts[: halves[-1].width])]
            continue
        half, start = halves[record.half], starts[record.half]
        if record.number is not None:
            cells.append((record.number.line, Cell(record.number.text, max(0, record.number.start), start)))
        first = start + half.numbered
        cells += _codes(record, first, half)
        if record.words:
            cells.append(_name(record, first + half.levels))
        if half.inner:
            cells += [(word.line, Cell(word.text, max(0, word.start), first + half.levels + 1)) for word in record.inner[:1]]
        if record.amounts:
            columns = half.columns[id(record)]
            loose = loose or columns is None
            for column, word in zip(columns or range(half.width), record.amounts, strict=False):
                cells.append((word.line, Cell(word.text, max(0, word.start), start + half.names + column)))
    cells.sort(key=lambda each: each[1].column)
    lines = tuple(line for line, _ in cells)
    line = together[0].first.line
    return GridRow(line, tuple(cell for _, cell in cells), loose, () if set(lines) == {line} else lines)


def _name(record: Record, column: int) -> tuple[int, Cell]:
    word = (record.words or record.codes or record.amounts)[0]
    return word.line, Cell(record.label, max(0, word.start), column)


def _codes(record: Record, start: int, half: _Half) -> Iterator[tuple[int, Cell]]:
    """The codes of a row, each in the column of its level: 201, 08, 01."""
    for level, word in enumerate(record.codes, half.level[id(record)]):
        yield word.line, Cell(word.text, max(0, word.start), start + level)


def _names(table: RawTable, halves: Sequence[_Half], text: str) -> list[Sequence[Name | None]] | None:
    """The names of the columns of each half; ``None`` where the head does not tell them."""
    found = by_line(table.head, [half.width for half in halves])
    if found is not None:
        return [*found]
    form = next((form for title in reversed(table.over) if (form := forms().of_title(title)) is not None), None)
    if form is None or len(halves) > 1 or not halves[0].width:
        return None
    if form.publics:
        names = of_publics(table.head, form, halves[0].width)
        return [names] if any(names) else None
    totals = [record for record in halves[0].rows if len(record.amounts) == halves[0].width]
    whole = next((record for record in totals if record.total), totals[0])
    names = by_form(table.head, form, [word.text for word in whole.amounts], text)
    return [names] if any(names) else None


def _head(
    head: list[list[Word]], halves: Sequence[_Half], starts: Sequence[int], names: list[Sequence[Name | None]] | None
) -> Iterator[GridRow]:
    """The head: the names of the columns where they are known."""
    words = [word for line in head for word in line]
    if not words:
        return
    cells: list[tuple[int, Cell]] = []
    for number, (half, start) in enumerate(zip(halves, starts, strict=False)):
        first = words[0]
        over = "科目编码" if half.levels else "项目"
        if half.numbered:
            cells.append((first.line, Cell("序号", max(0, first.start), start)))
        cells.append((first.line, Cell(over, max(0, first.start), start + half.numbered, max(1, half.levels))))
        if half.inner:
            cells.append((first.line, Cell("科目编码", max(0, first.start), start + half.names - 1)))
        for column in range(half.width):
            name = names[number][column] if names is not None else None
            place = name.word if name else first
            cells.append((place.line, Cell(name.text if name else "", max(0, place.start), start + half.names + column)))
    lines = tuple(line for line, _ in cells)
    line = words[0].line
    yield GridRow(line, tuple(cell for _, cell in cells), False, () if set(lines) == {line} else lines)


def _value(text: str, size: int) -> int:
    """An amount in units of a last digit; a blank is nothing."""
    if text in BLANK:
        return 0
    digits = text.rstrip("%").replace(",", "").replace("，", "").replace("－", "-").replace("−", "-")
    return int(digits.replace(".", "") + "0" * (size - places(text)))
