"""The figures of tables: the cell of a table becomes a figure with a unit, a precision, a role and a name.

The lexer knows most of them already; those without a unit it passed over, and codes and numbers of rows that it took for figures are none.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from os.path import commonprefix

from ...field import BUDGETED, SPENT, forms
from ...model.document import Document
from ...model.figure import SHIFT, Figure
from ...model.phrasing import phrase
from ...model.spacing import half_width
from .amounts import decimals, number
from .blocks import Block, Line
from .grids import Entry, Sheet
from .names import column_unit, counts, is_half, role_of, title_of, unit_of
from .sums import Spot, Table, is_total

#: A figure in a table that is not in a column of amounts.
OUTSIDE = phrase("outside-amounts")
_OF_NUMBERS = frozenset("0123456789.,")


class Figures:
    """The figures of cells: those that the lexer found, and those that it passed over for want of a unit."""

    def __init__(self, document: Document, known: Sequence[Figure]):
        self.document = document
        self.all = known
        self.starts = [figure.start for figure in known]
        self.known = dict(zip(self.starts, known, strict=True))
        self.of: dict[int, Figure] = {}
        self.at: dict[Spot, Figure] = {}

    def figure(self, entry: Entry) -> Figure:
        """The figure of a cell that holds one amount and nothing else."""
        start = self.document.offset(entry.line, entry.start)
        found = self.known.get(start)
        if found is None or found.text != entry.text:
            value = number(entry.text)
            found = Figure(entry.text, value, "", decimals(entry.text), start, self._end(entry, start), self.document)
        self.of[id(entry)] = found
        return found

    def _end(self, entry: Entry, start: int) -> int:
        """Where an amount ends: one that a narrow column or the end of a line breaks has its last digits on a line below."""
        text, whole = self.document.text, half_width(entry.text)
        if text.startswith(whole, start):
            return start + len(whole)
        end = start + entry.size
        if not whole.isascii() or "".join(text[start:end].split(" ")) == whole:
            return end
        first = len(commonprefix((whole, text[start:end])))
        return next((at for at in _ends(text, whole[first:], start + first) if first), end)

    def read(self, sheet: Sheet, ground: Table, year: int | None, budget: bool) -> None:
        """Make the figures of a table: unit, precision, role and what each is of."""
        unit, title = unit_of(sheet), title_of(sheet)
        for block in ground.blocks:
            roles = {column: role_of(block.paths[column], year, forms()) or (BUDGETED if budget else SPENT) for column in (*block.columns, *block.rates)}
            units = {column: column_unit(block.paths[column], unit) for column in block.columns}
            for line in block.lines:
                counted = bool(line.entries) and counts(line.label)
                for column, entry in line.entries.items():
                    figure = self.figure(entry)
                    if column in block.rates or line.rate:
                        _set_unit(figure, "%")
                    else:
                        own, named = units[column]
                        _set_unit(figure, own if named or not counted or is_half(line.label, entry.text) else "")
                        figure.places = max(figure.places, ground.places)
                    figure.section, figure.role, figure.reason = title, roles[column], None
                    figure.label = _label(block, line, column)
                    self.at[Spot(ground.number, line.number, column)] = figure

    def settled(self, found: Iterable[Sheet]) -> list[Figure]:
        """All figures of the filing in order; what the lexer took for one and is a code or the number of a row is none."""
        mine = {figure.start: figure for figure in self.of.values()}
        codes: set[int] = set()
        for sheet in found:
            inside = [figure for first, last in sheet.spans for figure in self._within(first, last)]
            for figure in inside:
                if figure.start not in mine:
                    figure.reason = figure.reason or OUTSIDE
            if any(figure.start not in mine and figure.text.isdigit() for figure in inside):
                codes.update(self._codes(sheet))
        odd = (figure for figure in mine.values() if figure.text[0] == "(" or not figure.text.isascii())
        inner = {at for figure in odd for at in range(figure.start + 1, figure.end)}  # 1，756.78 and its 756.78
        others = [figure for figure in self.all if figure.start not in mine and figure.start not in codes and figure.start not in inner]
        return sorted([*others, *mine.values()], key=lambda figure: figure.start)

    def _within(self, first: int, last: int) -> Sequence[Figure]:
        """The figures of the lexer in a stretch of pieces of the document."""
        anchors = self.document.anchors
        end = anchors[last] if last < len(anchors) else len(self.document.text)
        return self.all[bisect_left(self.starts, anchors[first]) : bisect_left(self.starts, end)]

    def _codes(self, sheet: Sheet) -> Iterable[int]:
        """Where the digits of a table stand that are no figures."""
        return [
            self.document.offset(entry.line, entry.start)
            for row in (*sheet.head, *sheet.rows) for entry in row if entry.text.isdigit() and id(entry) not in self.of
        ]  # fmt: skip


def _ends(text: str, digits: str, start: int) -> Iterator[int]:
    """Where digits end that stand alone in the lines below a place."""
    below = text.find("\n", start)
    while below >= 0 and (at := text.find(digits, below)) >= 0:
        below = at + len(digits)
        if not {text[at - 1 : at], text[below : below + 1]} & _OF_NUMBERS:
            yield below


def _set_unit(figure: Figure, unit: str) -> None:
    figure.unit, figure.shift = unit, SHIFT.get(unit, 0)
    figure.exact = figure.value.scaleb(figure.shift) if figure.shift else figure.value


def _label(block: Block, line: Line, column: int) -> str:
    """What a figure is of: the name of its row, and of its column where the table has several."""
    path = block.paths[column]
    name = f"{line.core}（{line.code}）" if line.code and not block.lent else line.core
    told = len(block.columns) > 1 and path and not is_total(path[-1])
    return name + path[-1] if told or path and not name else name
