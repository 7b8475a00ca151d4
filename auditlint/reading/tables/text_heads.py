"""Heads of tables in plain text: which columns each of their names stands over."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from ...model.document import Cell
from .grids import GridRow
from .text_columns import Span
from .text_pieces import Piece, PieceLine, words_of

#: A line of a wrapped name stands in the middle under the one before: edges are whole characters, so within one and a half.
_MIDDLE = 3
#: So many lines below the next line of a wrapped name stands at most: names of two and of three lines beside each other take turns.
_REACH = 2
#: What a character between a name and its column weighs, beside a half one between their middles.
_FAR = 2
#: What a name without a column weighs, or a column without a name.
_LONE = 30
_OPENS = frozenset("（(")
Columns = tuple[int, int]


class Name:
    """A name in a head, wrapped over one or more lines; lines count from 0 in the head."""

    __slots__ = ("piece", "text", "left", "right", "top", "bottom")

    def __init__(self, piece: Piece, line: int):
        self.piece = piece
        self.text = piece.text
        self.left, self.right = piece.left, piece.right
        self.top = self.bottom = line

    def take(self, other: "Name") -> None:
        """Go on with the name below."""
        self.text += other.text
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.top, self.bottom = min(self.top, other.top), max(self.bottom, other.bottom)

    def over(self, left: int, right: int) -> bool:
        """Whether it stands over (or under) what has these edges."""
        return self.left < right and left < self.right


class Head:
    """The head of a table: its names, and the columns that these tell of though no amount stands in them.

    ``columns`` are all of them, ``names`` the name over each ("" where there is none), and ``places`` the numbers of those of the
    body among them.  ``exact`` tells that edges are those of the page, and not of an extractor's characters.
    """

    def __init__(self, lines: Sequence[PieceLine], columns: list[Span], exact: bool):
        self._exact = exact
        self._lines = [line.number for line in lines]
        self._names = _wrapped(
            [[Name(word, number) for piece in line.pieces for word in words_of(piece)] for number, line in enumerate(lines)]
        )
        below = {id(name): self._children(name) for name in self._names}
        leaves = [name for name in self._names if self._is_leaf(name, below[id(name)])]
        leaves.sort(key=lambda name: name.left + name.right)
        self.places, placed, self.columns = _matched(columns, leaves, exact)
        self._own = dict(zip(placed, leaves, strict=True))
        self.names = [self._own[number].text if number in self._own else "" for number in range(len(self.columns))]
        self._cells = [(name, (column, column)) for column, name in self._own.items()]
        groups = [name for name in self._names if name not in leaves]
        for _, line in groupby(sorted(groups, key=lambda name: (name.top, name.left)), key=lambda name: name.top):
            over = list(line)
            self._cells += zip(over, self._shares(over, below) or map(self._nearest, over), strict=True)

    def rows(self) -> list[GridRow]:
        """The rows of the head."""
        begun = {name.top for name, _ in self._cells}
        found: dict[int, list[Cell]] = {number: [] for number in sorted(begun)}
        for name, (first, last) in sorted(self._cells, key=lambda each: (each[1], each[0].left)):
            high = sum(number in begun for number in range(name.top, name.bottom + 1))
            found[name.top].append(Cell(name.text, name.piece.start, first, last - first + 1, high))
        return [GridRow(self._lines[number], tuple(cells)) for number, cells in found.items()]

    def _children(self, name: Name) -> list[Name]:
        """The names below one, between those that stand beside it."""
        beside = [other for other in self._names if other is not name and other.top <= name.bottom and name.top <= other.bottom]
        left = max((other.right for other in beside if other.right <= name.left), default=-1)
        right = min((other.left for other in beside if other.left >= name.right), default=1 << 30)
        return [other for other in self._names if other.top > name.bottom and left <= other.left and other.right <= right]

    @staticmethod
    def _is_leaf(name: Name, below: list[Name]) -> bool:
        """Whether a name is that of one column: nothing is below it, or only to one side."""
        return all(other.right <= name.left for other in below) or all(other.left >= name.right for other in below)

    def _shares(self, groups: list[Name], below: dict[int, list[Name]]) -> tuple[Columns, ...]:
        """The columns that each of some names of one line stands over: all whose names stand below, each in the middle of its own.

        Nothing where they cannot be shared so.
        """
        numbers = [number for number, own in sorted(self._own.items()) if any(own in below[id(name)] for name in groups)]
        again = self._repeated(len(groups), numbers)
        if again:
            return again
        best: list[tuple[int, int, tuple[Columns, ...]]] = [(0, 0, ())] * (len(numbers) + 1)
        for name in groups:
            after: list[tuple[int, int, tuple[Columns, ...]]] = [(1 << 30, 0, ())] * (len(numbers) + 1)
            level = self._level(name, below[id(name)])
            for last, number in enumerate(numbers):
                after[last + 1] = min(after[last + 1], after[last])
                covered = 0
                for first in range(last, -1, -1) if id(self._own[number]) in level else ():
                    if self._own[numbers[first]] not in below[id(name)] or number - numbers[first] != last - first:
                        break
                    if id(self._own[numbers[first]]) not in level:
                        continue
                    covered += 1
                    left, far, shares = best[first]
                    apart = abs(self._edges(numbers[first])[0] + self._edges(number)[1] - name.left - name.right)
                    after[last + 1] = min(after[last + 1], (left - covered, far + apart, (*shares, (numbers[first], number))))
            best = after
        _, far, shares = best[-1]
        if len(shares) < len(groups):
            return ()
        centred = not self._exact or len(groups) == 1 and far <= _MIDDLE
        return shares if centred else self._set_left(groups, below) or shares

    def _repeated(self, count: int, numbers: list[int]) -> tuple[Columns, ...]:
        """The columns of each of some groups where all have the same names in the same order, and every column has one; nothing where they have not."""
        size = len(numbers) // count
        names = [self._own[number].text for number in numbers]
        if count < 2 or size < 2 or numbers[-1] - numbers[0] >= len(numbers) or names != names[:size] * count or len(set(names)) < size:
            return ()
        return tuple([(numbers[at], numbers[at + size - 1]) for at in range(0, len(numbers), size)])

    def _set_left(self, groups: list[Name], below: dict[int, list[Name]]) -> tuple[Columns, ...]:
        """The columns that names of one line stand over where each is set to the left, and the first name below it too.

        Nothing where they are not set so.
        """
        found: list[Columns] = []
        for name in groups:
            level = self._level(name, below[id(name)])
            under = [number for number, own in sorted(self._own.items()) if id(own) in level and own.left >= name.left - 1]
            if not under or self._own[under[0]].left > name.left + 1:
                return ()
            found.append((under[0], under[-1]))
        return tuple(found) if all(one[1] < other[0] for one, other in pairwise(found)) else ()

    def _nearest(self, name: Name) -> Columns:
        """The column that a name is nearest to."""
        middle = name.left + name.right
        number = min(range(len(self.columns)), key=lambda each: abs(sum(self._edges(each)) - middle))
        return number, number

    def _level(self, name: Name, below: list[Name]) -> set[int]:
        """Those of the names below one that are no higher than the nearest: names of taller cells beside those stand between the rows."""
        own = set(map(id, self._own.values()))
        leaves = [other for other in below if id(other) in own]
        if not leaves:
            return set()
        near = min(leaves, key=lambda other: abs(other.left + other.right - name.left - name.right))
        return {id(other) for other in leaves if other.top + other.bottom + 1 >= near.top + near.bottom}

    def _edges(self, column: int) -> Columns:
        """What a column takes up with its name."""
        span, name = self.columns[column], self._own.get(column)
        return (span.left, span.right) if name is None else (min(span.left, name.left), max(span.right, name.right))


def _matched(columns: list[Span], leaves: list[Name], exact: bool) -> tuple[list[int], list[int], list[Span]]:
    """The names of columns and the columns put side by side in their order, as near as they can be.

    Gives the numbers of the columns and of the names among all columns, and what all of them take up: a name too far from any
    column without a name is a column of its own.
    """
    apart = [[_apart(leaf, column, exact) for column in columns] for leaf in leaves]
    best = _distances(apart, len(columns))
    places: list[int] = []
    placed: list[int] = []
    spans: list[Span] = []
    row, at = len(leaves), len(columns)
    while row or at:
        both = row and at and best[row][at] == best[row - 1][at - 1] + apart[row - 1][at - 1]
        named = both or (row and best[row][at] == best[row - 1][at] + _LONE)
        if named:
            row -= 1
            placed.append(len(spans))
        if both or not named:
            at -= 1
            places.append(len(spans))
            spans.append(columns[at])
        else:
            spans.append(Span(leaves[row].left, leaves[row].right, True))
    last = len(spans) - 1
    return [last - each for each in reversed(places)], [last - each for each in reversed(placed)], spans[::-1]


def _distances(apart: list[list[int]], width: int) -> list[list[int]]:
    """How far the first names and the first columns are from each other at least: pairs by how far they stand apart, others by being alone."""
    best = [[at * _LONE for at in range(width + 1)]]
    for row, own in enumerate(apart, 1):
        now = [row * _LONE]
        for at, far in enumerate(own, 1):
            now.append(min(best[-1][at] + _LONE, now[-1] + _LONE, best[-1][at - 1] + far))
        best.append(now)
    return best


def _apart(name: Name, column: Span, exact: bool) -> int:
    """How far the middle of a name is from that of a column, and more where it does not stand over it.

    Amounts stand at the right edge of their column, so a name right of their middle is further from it than one left of it.
    No name begins where they end, if edges are exact.
    """
    if exact and column.amounts and column.right <= name.left:
        return 3 * _LONE
    gap = max(column.left - name.right, name.left - column.right, 0)
    apart = column.left + column.right - name.left - name.right
    far = -2 * apart if column.amounts and apart < 0 else abs(apart)
    return min(far + _FAR * gap, 2 * _LONE - 1)


def _wrapped(lines: list[list[Name]]) -> list[Name]:
    """The names of a head, those that are wrapped made whole, from the last line up."""
    whole: list[Name] = []
    for number in reversed(range(len(lines))):
        for name in lines[number]:
            below = _below(name, lines, number)
            if below is not None and below in whole:
                whole.remove(below)
                name.take(below)
            whole.append(name)
    return whole


def _below(name: Name, lines: list[list[Name]], number: int) -> Name | None:
    """The next line of a wrapped name: it alone stands under it, in its middle, and is not longer."""
    for below in lines[number + 1 : number + 1 + _REACH]:
        under = [other for other in below if name.over(other.left, other.right)]
        if not under:
            continue
        other = under[0]
        if len(under) > 1 or sum(other.over(each.left, each.right) for each in lines[number]) > 1:
            return None
        width = other.piece.right - other.piece.left
        if other.top == other.bottom and _among_singles(other, below, lines[number]):
            return None
        centred = abs(name.left + name.right - other.piece.left - other.piece.right) <= _MIDDLE or name.left == other.piece.left
        return other if centred and width - (other.text[0] in _OPENS) <= name.right - name.left else None
    return None


def _among_singles(name: Name, line: list[Name], above: list[Name]) -> bool:
    """Whether a name stands beside one that has but one line, as it has then itself: what is above is over both."""
    at = line.index(name)
    return any(
        other.top == other.bottom and not any(each.over(other.left, other.right) for each in above)
        for other in (*line[max(0, at - 1) : at], *line[at + 1 : at + 2])
    )
