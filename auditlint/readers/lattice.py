"""The cells that ruling lines enclose.  Pure geometry: x grows to the right, y downward, in whatever unit.

Lines that are nearer to each other than ``near`` are one, and lines that miss each other by less touch.  What is near is for
the caller to say: a fraction of the height of a character, for between lines that are nearer no text has room.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from ..named import NamedTuple

#: A cell is at least so many times ``near`` wide or high where only the ends of lines show it.
_ROOM = 4
_UNSEEN, _OUTSIDE = -1, -2


class TooDense(Exception):
    """More places where lines could cross than the caller wants to look at."""


class Ruling(NamedTuple):
    """A straight line along one axis: where on the other axis it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


#: The same without names, for there are thousands of them.
Stretch = tuple[float, float, float]


class Box(NamedTuple):
    """A cell: its first column and row (from 0), and how many of each it covers."""

    column: int
    row: int
    columns: int
    rows: int


class Lattice:
    """Cells that hang together: the lines between columns (``xs``) and rows (``ys``), and the boxes between these lines."""

    __slots__ = ("xs", "ys", "boxes", "_owner")

    def __init__(self, xs: list[float], ys: list[float], boxes: list[Box]):
        self.xs = xs
        self.ys = ys
        self.boxes = boxes
        self._owner = [[_OUTSIDE] * (len(xs) - 1) for _ in range(len(ys) - 1)]
        for number, (column, row, columns, rows) in enumerate(boxes):
            if columns == rows == 1:
                self._owner[row][column] = number
            else:
                for owners in self._owner[row : row + rows]:
                    owners[column : column + columns] = [number] * columns

    def box_at(self, x: float, y: float) -> int | None:
        """The number of the box that holds a point."""
        row = bisect_right(self.ys, y) - 1
        column = bisect_right(self.xs, x) - 1
        if not (0 <= row < len(self._owner) and 0 <= column < len(self._owner[0])):
            return None
        owner = self._owner[row][column]
        return owner if owner >= 0 else None


class _Track(NamedTuple):
    """All lines at one place: ``spans`` are apart and in order."""

    at: float
    spans: list[tuple[float, float]]


def lattices(
    horizontals: Iterable[Stretch], verticals: Iterable[Stretch], near: float, most: int = 250_000
) -> list[Lattice]:
    """Every group of cells, from top to bottom.

    Raises :class:`TooDense` where there are more than ``most`` places where lines could cross.
    """
    rows = _tracks(horizontals, near)
    columns = _tracks(verticals, near)
    if len(rows) * len(columns) > most:
        raise TooDense
    found = []
    for across, down in _groups(rows, columns, near):
        _close(across, down, near)
        _close(down, across, near)
        lattice = _lattice(across, down, near)
        if lattice is not None:
            found.append(lattice)
    return sorted(found, key=lambda each: (each.ys[0], each.xs[0]))


def _tracks(rulings: Iterable[Stretch], near: float) -> list[_Track]:
    """Lines that stand at nearly the same place as one, those that nearly touch joined, and scraps dropped."""
    found: list[_Track] = []
    group: list[Stretch] = []
    last = 0.0
    for ruling in sorted(rulings):
        if group and ruling[0] - last > near:
            found.append(_track(group, near))
            group = []
        if not group:
            last = ruling[0]
        group.append(ruling)
    if group:
        found.append(_track(group, near))
    return [track for track in found if track.spans]


def _track(group: list[Stretch], near: float) -> _Track:
    spans: list[tuple[float, float]] = []
    total = weight = 0.0
    first, reach = 0.0, None
    for at, start, end in sorted(group, key=_start):
        length = end - start + near
        total += at * length
        weight += length
        if reach is not None and start - reach <= near:
            if end > reach:
                reach = end
        else:
            if reach is not None and reach - first > 2 * near:
                spans.append((first, reach))
            first, reach = start, end
    if reach is not None and reach - first > 2 * near:
        spans.append((first, reach))
    return _Track(total / weight, spans)


_start = itemgetter(1)


def _groups(rows: list[_Track], columns: list[_Track], near: float) -> list[tuple[list[_Track], list[_Track]]]:
    """Horizontal and vertical lines that hang together because they touch."""
    spans = [(0, track.at, span) for track in rows for span in track.spans]
    across = len(spans)
    firsts = []
    for track in columns:
        firsts.append(len(spans))
        spans += [(1, track.at, span) for span in track.spans]
    parent = list(range(len(spans)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    places = [column.at for column in columns]
    touched: set[int] = set()
    for node in range(across):
        _, at, (start, end) = spans[node]
        for x in range(bisect_left(places, start - near), bisect_right(places, end + near)):
            found = columns[x].spans
            index = 0 if len(found) == 1 else max(0, bisect_right(found, (at + near, float("inf"))) - 1)
            if found[index][0] <= at + near and found[index][1] + near >= at:
                other = firsts[x] + index
                touched.add(node)
                touched.add(other)
                parent[root(other)] = root(node)
    groups: dict[int, tuple[list[_Track], list[_Track]]] = {}
    for node in sorted(touched):
        axis, at, span = spans[node]
        group = groups.setdefault(root(node), ([], []))[axis]
        if group and group[-1].at == at:
            group[-1].spans.append(span)
        else:
            group.append(_Track(at, [span]))
    return list(groups.values())


def _close(across: list[_Track], down: list[_Track], near: float) -> None:
    """Add the side lines of a table that is open at its sides: there most lines end at one place beyond the last crossing."""
    if len(across) < 2:
        return
    low, high = across[0].at, across[-1].at
    for end, outermost, sign in ((0, down[0].at, 1), (-1, down[-1].at, -1)):
        ends = sorted((track.spans[end][end] * sign for track in across), key=float)
        place = ends[0]
        together = bisect_right(ends, place + near)
        if together * 2 > len(ends) and together > 1 and outermost * sign - place > _ROOM * near:
            down.insert(0 if end == 0 else len(down), _Track(place * sign, [(low, high)]))


def _lattice(across: list[_Track], down: list[_Track], near: float) -> Lattice | None:
    xs, ys = [track.at for track in down], [track.at for track in across]
    if len(xs) < 2 or len(ys) < 2:
        return None
    above = [_covered(track, xs, near) for track in across]
    beside = [_covered(track, ys, near) for track in down]
    boxes = _boxes(above, beside, len(ys) - 1, len(xs) - 1)
    if not boxes:
        return None
    return Lattice(xs, ys, boxes) if len(boxes) == (len(xs) - 1) * (len(ys) - 1) else _trimmed(xs, ys, boxes)


def _trimmed(xs: list[float], ys: list[float], boxes: list[Box]) -> Lattice:
    """Boxes from top to bottom, and of the lines only those that bound one."""
    used_x = sorted({x for box in boxes for x in (box.column, box.column + box.columns)})
    used_y = sorted({y for box in boxes for y in (box.row, box.row + box.rows)})
    if len(used_x) < len(xs) or len(used_y) < len(ys):
        x_of = {old: new for new, old in enumerate(used_x)}
        y_of = {old: new for new, old in enumerate(used_y)}
        boxes = [Box(x_of[c], y_of[r], x_of[c + columns] - x_of[c], y_of[r + rows] - y_of[r]) for c, r, columns, rows in boxes]
    boxes.sort(key=lambda box: (box.row, box.column))
    return Lattice([xs[each] for each in used_x], [ys[each] for each in used_y], boxes)


def _covered(track: _Track, places: Sequence[float], near: float) -> list[bool]:
    """For each stretch between two places whether the line runs along all of it."""
    found = [False] * (len(places) - 1)
    for start, end in track.spans:
        first = bisect_left(places, start - near)
        last = bisect_right(places, end + near) - 1
        for index in range(first, last):
            found[index] = True
    return found


def _boxes(above: list[list[bool]], beside: list[list[bool]], rows: int, columns: int) -> list[Box]:
    """What the lines enclose.  ``above[y][x]`` tells of a line above the place (y, x), ``beside[x][y]`` of one left of it."""
    owner = [[_UNSEEN] * columns for _ in range(rows)]
    for y, x in _open_places(above, beside):
        if owner[y][x] == _UNSEEN:
            _flood(owner, above, beside, y, x, _OUTSIDE)
    boxes: list[Box] = []
    number = 0
    for y in range(rows):
        owners, over, under = owner[y], above[y], above[y + 1]
        for x in range(columns):
            if owners[x] != _UNSEEN:
                continue
            if over[x] and under[x] and beside[x][y] and beside[x + 1][y]:
                owners[x] = number
                boxes.append(Box(x, y, 1, 1))
            else:
                boxes += _rectangles(_flood(owner, above, beside, y, x, number))
            number += 1
    return boxes


def _open_places(above: list[list[bool]], beside: list[list[bool]]) -> Iterator[tuple[int, int]]:
    """The places that are open to the outside at one of the four edges."""
    last_y, last_x = len(above) - 2, len(beside) - 2
    for y, line in ((0, above[0]), (last_y, above[-1])):
        yield from ((y, x) for x, closed in enumerate(line) if not closed)
    for x, line in ((0, beside[0]), (last_x, beside[-1])):
        yield from ((y, x) for y, closed in enumerate(line) if not closed)


def _flood(
    owner: list[list[int]], above: list[list[bool]], beside: list[list[bool]], y: int, x: int, mark: int
) -> list[tuple[int, int]]:
    """Mark every place that no line parts from (y, x); they are returned."""
    rows, columns = len(owner), len(owner[0])
    owner[y][x] = mark
    waiting = [(y, x)]
    for y, x in waiting:
        for other_y, other_x, wall in (
            (y - 1, x, above[y][x]), (y + 1, x, above[y + 1][x]), (y, x - 1, beside[x][y]), (y, x + 1, beside[x + 1][y]),
        ):  # fmt: skip
            if not wall and 0 <= other_y < rows and 0 <= other_x < columns and owner[other_y][other_x] == _UNSEEN:
                owner[other_y][other_x] = mark
                waiting.append((other_y, other_x))
    return waiting


def _rectangles(places: list[tuple[int, int]]) -> list[Box]:
    """The places as one box, or as several where a line is missing and they are no rectangle."""
    ys, xs = [y for y, _ in places], [x for _, x in places]
    top, left = min(ys), min(xs)
    rows, columns = max(ys) - top + 1, max(xs) - left + 1
    if rows * columns == len(places):
        return [Box(left, top, columns, rows)]
    stretches: dict[int, list[tuple[int, int]]] = {}
    for y, x in sorted(places):
        line = stretches.setdefault(y, [])
        if line and line[-1][1] == x:
            line[-1] = (line[-1][0], x + 1)
        else:
            line.append((x, x + 1))
    boxes: list[Box] = []
    open_boxes: dict[tuple[int, int], Box] = {}
    for y, line in sorted(stretches.items()):
        going_on = {span: box._replace(rows=box.rows + 1) for span in line if (box := open_boxes.get(span)) is not None}
        boxes += [box for span, box in open_boxes.items() if span not in going_on]
        open_boxes = {span: going_on.get(span, Box(span[0], y, span[1] - span[0], 1)) for span in line}
    return boxes + list(open_boxes.values())


