"""Which column each amount of a row stands in, where blank cells have vanished.

A row with as many amounts as its table has columns is plain.  For any other, every way to put its amounts in order into
columns is a reading; what the row itself must add up to, what the columns of its siblings must add up to, and what the other
tables say is blank choose between them.  Where they leave more than one, the amounts are left unbound: they never hide a
wrong figure, because the reading that most of them support is kept even when one of them fails.
"""

from collections.abc import Callable, Iterable
from itertools import combinations

from ..model.figure import Figure
from ..model.tables import Row

Columns = tuple[str, ...]
#: What must hold in a row: a column and the columns (with signs) that make it up.
Law = tuple[str, tuple[tuple[int, str], ...]]
#: So many ways to read the rows of one family are looked at.
_MANY = 3000
#: Families with more rows that are open stay so: every way to read them is a copy of all of them.
_LONGEST = 120
#: For a family of so many rows; a larger one has fewer.
_WIDE = 12


def places(row: Iterable[Figure]) -> int:
    """The most decimals of these figures."""
    return max((figure.places for figure in row), default=0)


def held(values: dict[str, int], laws: Iterable[Law]) -> int:
    """How many laws hold, with roundings, less those that fail, for values in units of the last place.

    A law of which no figure is printed does neither.
    """
    score = 0
    for name, parts in laws:
        difference = values.get(name, 0)
        known = 0
        for sign, part in parts:
            value = values.get(part)
            if value is not None:
                difference -= value * sign
                known += 1
        if known or name in values:
            score += 1 if known and abs(2 * difference) <= known + (name in values) else -1
    return score


def candidates(count: int, allowed: Columns, must: frozenset[str]) -> list[Columns]:
    """Every way to put ``count`` amounts in order into the allowed columns, those that must be filled among them."""
    return [chosen for chosen in combinations(allowed, count) if must.issubset(chosen)]


def pick(
    figures: list[Figure], allowed: Columns, must: frozenset[str], laws: tuple[Law, ...], filled: Callable[[str], bool | None]
) -> list[Columns]:
    """The readings of a row that its laws and the other tables support best.

    ``filled`` says of a column whether another place fills it, ``None`` where there is none that knows.
    """
    found = candidates(len(figures), allowed, must)
    if len(found) == 1:
        return found
    size = places(figures)
    numbers = [whole(figure, size) for figure in figures]
    known = [(column, state) for column in allowed if (state := filled(column)) is not None]
    best: list[Columns] = []
    top = (-1, -1)
    for chosen in found:
        values = dict(zip(chosen, numbers, strict=True))
        agree = sum([state == (column in values) for column, state in known])
        held_here = held(values, laws)
        # What other places fill outweighs a law that a single wrong figure breaks.
        score = (held_here + agree, agree)
        if score > top:
            best, top = [chosen], score
        elif score == top:
            best.append(chosen)
    return best


def whole(figure: Figure, size: int) -> int:
    """A figure in units of its last place."""
    return int(figure.value.scaleb(size))


def bind_common(row: Row, readings: list[Columns]) -> None:
    """Bind what all readings agree in; the rest is left open."""
    if len(readings) == 1:
        bind(row, readings[0])
        return
    for at, figure in enumerate(row.figures):
        columns = {chosen[at] for chosen in readings}
        if len(columns) == 1:
            row.cells[columns.pop()] = figure


def bind(row: Row, columns: Columns) -> None:
    """Give a row's figures their columns."""
    row.cells = dict(zip(columns, row.figures, strict=True))
    row.bound = True


def family(parent: Row, children: list[Row], total: str, laws: tuple[Law, ...]) -> None:
    """Bind the children of a bound parent: their columns add up to its own, and none fills one that it leaves blank."""
    allowed = tuple(parent.cells)
    options: list[list[Columns]] = []
    for child in children:
        if child.bound:
            options.append([tuple(child.cells)])
            continue
        found = candidates(len(child.figures), allowed, frozenset((total,)) & frozenset(allowed))
        if laws and len(found) > 1:
            found = _lawful(child.figures, found, laws)
        options.append(found)
    for child, found in zip(children, options, strict=True):
        if len(found) == 1 and not child.bound:
            bind(child, found[0])
    open_rows = [(child, found) for child, found in zip(children, options, strict=True) if len(found) > 1]
    if open_rows and all(options):
        _search(parent, children, open_rows)


def _lawful(figures: list[Figure], found: list[Columns], laws: tuple[Law, ...]) -> list[Columns]:
    """The readings of a row under which most of its laws hold."""
    size = places(figures)
    numbers = [whole(figure, size) for figure in figures]
    scores = []
    for chosen in found:
        values = dict(zip(chosen, numbers, strict=True))
        scores.append(held(values, laws))
    best = max(scores)
    return [chosen for chosen, score in zip(found, scores, strict=True) if score == best]


def _search(parent: Row, children: list[Row], open_rows: list[tuple[Row, list[Columns]]]) -> None:
    """The one way to read all open rows under which most columns add up to the parent's."""
    if len(open_rows) > _LONGEST:
        return
    columns = tuple(parent.cells)
    if any(column not in parent.cells for child in children if child.bound for column in child.cells):
        return
    size = max(places(parent.figures), *(places(child.figures) for child in children))
    base = [-whole(parent.cells[column], size) for column in columns]
    for child in children:
        if child.bound:
            for column, figure in child.cells.items():
                base[columns.index(column)] += whole(figure, size)
    states: dict[tuple[int, ...], list[tuple[Columns, ...]]] = {tuple(base): [()]}
    for child, found in open_rows:
        numbers = [whole(figure, size) for figure in child.figures]
        following: dict[tuple[int, ...], list[tuple[Columns, ...]]] = {}
        for sums, ways in states.items():
            for chosen in found:
                changed = list(sums)
                for column, number in zip(chosen, numbers, strict=True):
                    changed[columns.index(column)] += number
                kept = following.setdefault(tuple(changed), [])
                kept += [(*way, chosen) for way in ways[: 2 - len(kept)]]
        if len(following) * len(open_rows) > _MANY * _WIDE:
            return
        states = following
    varied = [
        at for at, column in enumerate(columns)
        if any((column in found[0]) != (column in other) for _, found in open_rows for other in found[1:])
    ]  # fmt: skip
    slack = len(children) + 1
    best: list[tuple[Columns, ...]] = []
    top = (0, 0)
    for sums, ways in states.items():
        score = (sum(abs(2 * sums[at]) <= slack for at in varied), sum(not sums[at] for at in varied))
        if score > top:
            best, top = list(ways), score
        elif score == top:
            best += ways
    if top[0] and len(best) == 1:
        for (child, _), chosen in zip(open_rows, best[0], strict=True):
            bind(child, chosen)
