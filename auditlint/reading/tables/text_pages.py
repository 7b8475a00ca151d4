"""Tables in plain text that go on over pages: the columns of each part among those of the whole.

A column that is blank on one page cannot be seen there.  Parts with heads tell by the names in them which columns they have; a part
without one has those that it fits best where each page is as wide as it likes.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, pairwise

from ...model.document import Cell
from ...named import NamedTuple
from .amounts import decimals, is_plain, units
from .grids import Grid, GridRow
from .text_columns import Span

#: So many ways to put a part's columns among those of the table are looked at.
_MANY = 3000
#: So many times better than any other a way must fit to be taken.
_CLEARLY = 4
#: So many rows with all its figures make a law, and tables with more columns are looked at for sums of two alone.
_TELLING, _WIDE = 2, 14
#: So many rows are looked at for laws.
_LOOKED = 60
#: So many columns a part may have that those before it lack.
_NEW = 2
#: A title that says so goes on.
_ONWARD = "续"
_SAME, _LIKE, _FREE = 4, 2, 1


class Part(NamedTuple):
    """What stands on one page: its rows and columns.

    ``names`` are the names over all columns ("" where there is none); ``body`` are the columns without those that only the head
    knows, ``places`` their numbers among all.  ``over`` are the titles above it; ``onward`` tells that it stands where it
    may go on with the part before.
    """

    rows: list[GridRow]
    columns: list[Span]
    names: list[str]
    body: list[Span]
    places: list[int]
    over: frozenset[str]
    onward: bool


class _Whole:
    """Parts of one table, and the columns that they have between them."""

    def __init__(self, part: Part):
        self.parts = [part]
        self.columns = list(part.columns)
        self.names = list(part.names)
        self.places = [list(range(len(part.columns)))]

    def take(self, part: Part) -> bool:
        """Take a part that goes on with the last one; ``False`` where it does not, or its columns cannot be told."""
        if not part.onward or not part.over <= self.parts[0].over and not any(_ONWARD in title for title in part.over):
            return False
        pairs = self._by_name(part) if any(part.names) else self._by_place(part)
        if pairs is None or len(part.columns) - len(pairs) > _NEW:
            return False
        self._add(part, pairs)
        return True

    def grids(self) -> Iterator[Grid]:
        """Each part as a grid whose columns are those of the whole."""
        for part, places in zip(self.parts, self.places, strict=True):
            rows = part.rows if places == list(range(len(places))) else [_renumbered(row, places) for row in part.rows]
            last = rows[0].cells[-1]
            blank = Cell("", last.start, len(self.columns) - 1)
            wide = max(cell.column + cell.columns for row in rows for cell in row.cells)
            if wide < len(self.columns):  # each part is as wide as the whole
                first = rows[0]._replace(cells=(*rows[0].cells, blank), lines=rows[0].lines and (*rows[0].lines, rows[0].line))
                rows = [first, *rows[1:]]
            yield Grid(tuple(rows))

    def _by_name(self, part: Part) -> list[tuple[int, int]] | None:
        """The columns that have the same names, and those without one between them; most names must be the same."""
        best = [[0] * (len(part.names) + 1) for _ in range(len(self.names) + 1)]
        for row in range(1, len(self.names) + 1):
            for at in range(1, len(part.names) + 1):
                worth = self._worth(row - 1, part, at - 1)
                both = best[row - 1][at - 1] + worth if worth else 0
                best[row][at] = max(both, best[row - 1][at], best[row][at - 1])
        pairs: list[tuple[int, int]] = []
        row, at = len(self.names), len(part.names)
        while row and at:
            worth = self._worth(row - 1, part, at - 1)
            if worth and best[row][at] == best[row - 1][at - 1] + worth:
                row, at = row - 1, at - 1
                pairs.append((row, at))
            elif best[row][at] == best[row - 1][at]:
                row -= 1
            else:
                at -= 1
        same = sum(bool(part.names[at]) and self.names[row] == part.names[at] for row, at in pairs)
        named = max(sum(map(bool, self.names)), sum(map(bool, part.names)))
        return pairs[::-1] if named > 1 and same * 4 >= named * 3 else None

    def _worth(self, row: int, part: Part, at: int) -> int:
        """How much speaks for two columns being one; 0 where they cannot be."""
        own, other = self.names[row], part.names[at]
        if own and other:
            return _SAME if own == other else 0
        if self.columns[row].amounts != part.columns[at].amounts:
            return 0
        return _FREE if own or other else _LIKE

    def _by_place(self, part: Part) -> list[tuple[int, int]] | None:
        """The columns that those of a part without a head stand in: its rows add up there as those before do, and it fits clearly best."""
        rows = list(values(part.rows).values())
        laws = row_laws(self._telling())
        own, other = _first_amounts(self.columns), next(iter(_first_amounts(part.columns)), None)
        fits: list[tuple[int, Fraction, list[int]]] = []
        for count, chosen in enumerate(_ways(self.columns, part.columns)):
            if count > _MANY:
                return None
            if other is None or chosen[other] in own:
                fits.append((broken(laws, rows, chosen), _misfit([self.columns[number] for number in chosen], part.columns), chosen))
        if not fits:
            return None
        fits.sort()
        if len(fits) > 1 and fits[0][0] == fits[1][0] and fits[0][1] * _CLEARLY >= fits[1][1]:
            return None
        return [(number, at) for at, number in enumerate(fits[0][2])]

    def _telling(self) -> list[dict[int, int]]:
        """The amounts of the first rows by column, as many as are looked at."""
        found: list[dict[int, int]] = []
        for part, places in zip(self.parts, self.places, strict=True):
            found.extend(values(part.rows[: _LOOKED - len(found)], places).values())
            if len(found) >= _LOOKED:
                break
        return found

    def _add(self, part: Part, pairs: list[tuple[int, int]]) -> None:
        """Take a part whose columns are paired with those of the whole; the others are put between."""
        self.parts.append(part)
        merged: list[tuple[int | None, int | None]] = []
        row = at = 0
        for own, other in [*pairs, (len(self.columns), len(part.columns))]:
            merged += [(number, None) for number in range(row, own)]
            merged += [(None, number) for number in range(at, other)]
            merged.append((own, other))
            row, at = own + 1, other + 1
        merged.pop()  # the end of both
        old = {own: number for number, (own, _) in enumerate(merged)}
        new = {other: number for number, (_, other) in enumerate(merged)}
        self.columns = [part.columns[other or 0] if own is None else self.columns[own] for own, other in merged]
        self.names = [_at(self.names, own) or _at(part.names, other) for own, other in merged]
        self.places = [[old[place] for place in places] for places in self.places]
        self.places.append([new[number] for number in range(len(part.columns))])


def values(rows: Sequence[GridRow], places: Sequence[int] | None = None) -> dict[int, dict[int, int]]:
    """The amounts of rows by column, in units of the last digit of all."""
    texts = {
        number: {places[cell.column] if places else cell.column: cell.text for cell in row.cells if cell.text and is_plain(cell.text)}
        for number, row in enumerate(rows)
    }
    size = max((decimals(text) for row in texts.values() for text in row.values()), default=0)
    return {number: {column: units(text, size) for column, text in row.items()} for number, row in texts.items() if row}


def row_laws(rows: Sequence[dict[int, int]]) -> list[tuple[int, tuple[int, ...]]]:
    """The columns that are the sum of some others in every row, and of two or more figures in some of them."""
    columns = sorted({column for row in rows for column, value in row.items() if value})
    amounts = {column: [row.get(column, 0) for row in rows] for column in columns}
    found: list[tuple[int, tuple[int, ...]]] = []
    for parts in chain.from_iterable(combinations(columns, size) for size in ((2, 3) if len(columns) <= _WIDE else (2,))):
        beside = list(zip(*(amounts[part] for part in parts), strict=True))
        if sum(map(all, beside)) >= _TELLING:
            sums = list(map(sum, beside))
            found += [(total, parts) for total in columns if total not in parts and amounts[total] == sums]
    return found


def broken(laws: Sequence[tuple[int, tuple[int, ...]]], rows: Sequence[dict[int, int]], chosen: Sequence[int]) -> int:
    """How often the laws of a table fail in rows whose columns are put among its own."""
    count = 0
    for row in rows:
        placed = {chosen[column]: value for column, value in row.items()}
        count += sum(placed.get(total, 0) != sum(placed.get(part, 0) for part in parts) for total, parts in laws)
    return count


def _at(names: Sequence[str], number: int | None) -> str:
    return "" if number is None else names[number]


def joined(parts: Sequence[Part]) -> list[Grid]:
    """The grids of all parts; those of one table have the same columns."""
    wholes: list[_Whole] = []
    for part in parts:
        if wholes and wholes[-1].take(part):
            continue
        if part.onward and not part.over and not any(part.names):
            part = part._replace(rows=[row._replace(loose=True) for row in part.rows])
        wholes.append(_Whole(part))
    return [grid for whole in wholes for grid in whole.grids()]


def _renumbered(row: GridRow, places: list[int]) -> GridRow:
    cells = tuple(
        cell._replace(column=places[cell.column], columns=places[cell.column + cell.columns - 1] - places[cell.column] + 1)
        for cell in row.cells
    )
    return row._replace(cells=cells)


def _first_amounts(columns: Sequence[Span]) -> list[int]:
    """The first columns of amounts behind those of names, one in each half of a table: no row leaves it blank, for it has their totals."""
    return [number for number, (before, span) in enumerate(pairwise(columns), 1) if span.amounts and not before.amounts]


def _ways(columns: Sequence[Span], some: Sequence[Span], start: int = 0) -> Iterator[list[int]]:
    """Every way to put some columns, in order, among all: words among words, and the first amounts where the first ones are."""
    if not some:
        yield []
        return
    for number in range(start, len(columns) - len(some) + 1):
        if columns[number].amounts == some[0].amounts:
            for rest in _ways(columns, some[1:], number + 1):
                yield [number, *rest]


def _misfit(columns: Sequence[Span], some: Sequence[Span]) -> Fraction:
    """How badly columns fit where one page may be narrower than the other and begin elsewhere: the squares left over."""
    count = len(some)
    xs = [span.right if span.amounts else span.left for span in columns]
    ys = [span.right if span.amounts else span.left for span in some]
    across = count * sum(x * y for x, y in zip(xs, ys, strict=True)) - sum(xs) * sum(ys)
    wide = count * sum(x * x for x in xs) - sum(xs) ** 2
    high = count * sum(y * y for y in ys) - sum(ys) ** 2
    if not wide:
        return Fraction(0)
    return Fraction(high * wide - across * across, wide * count)
