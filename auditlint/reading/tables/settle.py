"""Which columns the amounts of a row stand in where blank cells have vanished: the table's own sums tell.

Rows with as many amounts as there are columns are whole.  For the others every way to put their amounts in order into columns is a
candidate; those stay that obey the sums across the whole rows, and under which the rows below a total make it up in every column.
What only one way explains is settled; where two remain, a row stays open.  One column may fail to come out in a family, for a figure in
it may be wrong: that figure is then told by the sums and not hidden by them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

from .sums import allowed

#: So many ways to put a row's amounts, and so many sums of a family, are looked at, and so many steps taken from sum to sum.
_WAYS, _STATES, _STEPS = 400, 2000, 400_000
#: Columns that are the sum of at most so many others are looked for, in so many whole rows.
_PARTS, _LOOKED = 5, 40
#: So many choices of parts are looked at for all columns together: the widest form that is printed has fewer.
_CHOICES = 60_000
_RARE = 8
Columns = tuple[int, ...]
Law = tuple[int, Columns]


#: What stands in some columns, written as one number (:class:`_Fields`), and one way to put a row's amounts with what it adds to them.
Vector = int
Way = tuple[Vector, Columns]


class _Fields:
    """Writes what stands in some columns as one number, a field of bits for each column, so that one addition adds them all.

    No sum of a column comes to more than ``most``.  The highest bit of each field stays free: it tells what is below zero.
    """

    def __init__(self, count: int, most: int):
        self.size = most.bit_length() + 1
        self.count = count
        self.free = self.vector([1 << self.size - 1] * count)

    def vector(self, values: Sequence[int]) -> Vector:
        """The number of what stands in the columns."""
        return sum([value << self.size * column for column, value in enumerate(values)])

    def values(self, vector: Vector) -> Iterator[int]:
        """What stands in the columns."""
        for _ in range(self.count):
            value = vector & (1 << self.size) - 1
            value -= value >> self.size - 1 << self.size
            yield value
            vector = vector - value >> self.size


def _adds(whole: list[tuple[int, ...]], target: int, parts: Columns) -> bool:
    """Whether parts do more than repeat their total."""
    return len(parts) == 1 or any(row[part] and row[target] != row[part] for row in whole for part in parts)


def _reached(vectors: list[list[Way]], limit: Vector | None, free: int) -> list[set[Vector]] | None:
    """The sums that the first parts can come to, in no column above the limit; ``None`` where there are none or too many."""
    reached: list[set[Vector]] = [{0}]
    steps = 0
    for options in vectors:
        steps += len(reached[-1]) * len(options)
        if steps > _STEPS:
            return None
        now = {state + vector for state in reached[-1] for vector, _ in options}
        if limit is not None:
            top = limit + free
            now = {total for total in now if top - total & free == free}
        if not now or len(now) > _STATES:
            return None
        reached.append(now)
    return reached


def _failures(whole: list[tuple[int, ...]], target: int, parts: Columns) -> int | None:
    """In how many rows a column is not the sum of others; ``None`` where it is in too many."""
    failed = 0
    for row in whole:
        failed += not allowed(row[target] - sum([row[part] for part in parts]), len(parts))
        if failed * _RARE > len(whole):
            return None
    return failed


class Settler:
    """The rows of one half of a table: their amounts in units of the last digit, the row each is part of (-1 for none), and the columns.

    ``columns`` gives those of each row, and ``None`` where they stay open.
    """

    def __init__(self, rows: Sequence[Sequence[int]], parents: Sequence[int], width: int):
        self.rows = rows
        self.width = width
        self.columns: list[Columns | None] = [tuple(range(width)) if len(row) == width else None for row in rows]
        self.laws = self._laws()
        self.first = any(target == 0 for target, _ in self.laws)
        self.children: list[list[int]] = [[] for _ in rows]
        self.roots: list[int] = []
        for number, parent in enumerate(parents):
            (self.children[parent] if parent >= 0 else self.roots).append(number)
        self.cache: dict[tuple[Columns, Columns], list[Columns]] = {}

    def settle(self) -> list[Columns | None]:
        """The columns of every row."""
        if all(columns is not None for columns in self.columns):
            return self.columns
        for _ in range(2):
            self._down()
            self._up()
        return self.columns

    def values(self, number: int) -> dict[int, int]:
        """What stands in the columns of a settled row."""
        return dict(zip(self.columns[number] or (), self.rows[number], strict=True))

    # -- sums across rows ---------------------------------------------------------------------------------------------

    def _laws(self) -> list[Law]:
        """The columns that are the sum of others in nearly all whole rows, each with the fewest parts that make it up."""
        whole = list({tuple(row): None for row in self.rows if len(row) == self.width})[:_LOOKED]
        if not whole or self.width < 2:
            return []
        used = [column for column in range(self.width) if any(row[column] for row in whole)]
        most = _PARTS if len(used) < 10 else 3
        while most and len(used) * comb(len(used), most) > _CHOICES:
            most -= 1
        found: list[Law] = []
        for target in used if most else ():
            made = self._made(whole, target, [column for column in used if column != target], most)
            if made is not None:
                found.append((target, made))
        return found

    @staticmethod
    def _made(whole: list[tuple[int, ...]], target: int, others: list[int], most: int) -> Columns | None:
        """The columns of which one is made up: those that do something in some row."""
        best: tuple[int, int, Columns] | None = None
        for size in range(1, min(most, len(others)) + 1):
            for parts in combinations(others, size):
                failed = _failures(whole, target, parts)
                if failed is not None and (best is None or (failed, size) < best[:2]) and _adds(whole, target, parts):
                    best = failed, size, parts
        if best is None or best[1] == 1 and len(whole) > 1 and target > best[2][0]:
            return None  # said already by the other of the two
        return best[2]

    def _broken(self, values: dict[int, int]) -> int:
        """How many of the sums across do not come out."""
        count = 0
        for target, parts in self.laws:
            residual = values.get(target, 0) - sum(values.get(part, 0) for part in parts)
            count += not allowed(residual, len(parts))
        return count

    # -- candidates ---------------------------------------------------------------------------------------------------

    def candidates(self, number: int, within: Columns) -> list[Columns]:
        """The ways to put a row's amounts into some columns that break the fewest sums; none where there are too many."""
        known = self.columns[number]
        if known is not None:
            return [known]
        row = tuple(self.rows[number])
        key = row, within
        found = self.cache.get(key)
        if found is None:
            found = self.cache[key] = self._candidates(row, within)
        return found

    def _candidates(self, row: Columns, within: Columns) -> list[Columns]:
        fixed = (0,) if self.first else ()
        free = [column for column in within if column not in fixed]
        size = len(row) - len(fixed)
        if not 0 <= size <= len(free) or comb(len(free), size) > _WAYS:
            return []
        ranked: dict[int, list[Columns]] = {}
        for rest in combinations(free, size):
            columns = (*fixed, *rest)
            ranked.setdefault(self._broken(dict(zip(columns, row, strict=True))), []).append(columns)
        return ranked[min(ranked)]

    # -- families -----------------------------------------------------------------------------------------------------

    def _down(self) -> None:
        """From totals to their parts."""
        stack = list(reversed(self.roots))
        for root in self.roots:
            self._lone(root, tuple(range(self.width)))
        while stack:
            parent = stack.pop()
            children = self.children[parent]
            if children and self.columns[parent] is not None and any(self.columns[child] is None for child in children):
                self._family(parent, children)
            stack.extend(reversed(children))

    def _up(self) -> None:
        """From parts that are all settled to their total."""
        for parent in reversed(range(len(self.rows))):
            children = self.children[parent]
            if self.columns[parent] is None and children and all(self.columns[child] is not None for child in children):
                self._total(parent, children)

    def _total(self, parent: int, children: list[int]) -> None:
        """Settle a total where its amounts are as many as the sums of its parts, and in all columns but one come out."""
        sums: Counter[int] = Counter()
        for child in children:
            sums.update(self.values(child))
        filled = tuple(column for column in range(self.width) if sums[column])
        row = self.rows[parent]
        if len(filled) == len(row) and all(row):
            wrong = sum(not allowed(value - sums[column], len(children)) for column, value in zip(filled, row, strict=True))
            if wrong <= (len(row) > 2):
                self.columns[parent] = filled

    def _lone(self, number: int, within: Columns) -> None:
        """Settle a row by the sums across alone, where only one way obeys them and sums up several figures."""
        if self.columns[number] is not None or not self.laws:
            return
        found = self.candidates(number, within)
        if len(found) != 1:
            return
        values = dict(zip(found[0], self.rows[number], strict=True))
        telling = any(sum(bool(values.get(part)) for part in parts) > 1 for _, parts in self.laws)
        if telling and not self._broken(values):
            self.columns[number] = found[0]

    def _family(self, parent: int, children: list[int]) -> None:
        """Settle the parts of a total: in every column but one at most they make it up."""
        whole = self.values(parent)
        used = tuple(column for column in range(self.width) if whole.get(column))
        ways = [self.candidates(child, used if any(self.rows[child]) else tuple(range(self.width))) for child in children]
        if all(ways):
            found = self._solved(whole, children, ways, used)
            if found is None:
                found = self._but_one(whole, children, ways, used)
            if found is not None:
                for child, columns in zip(children, found, strict=True):
                    if len(columns) == 1:
                        self.columns[child] = columns[0]
                return
        for child, each in zip(children, ways, strict=True):
            forced = len(used) == len(self.rows[child])
            if len(each) == 1 and (forced or not self._broken(dict(zip(each[0], self.rows[child], strict=True)))):
                self.columns[child] = each[0]  # whatever is wrong, it stands nowhere else
            else:
                self._lone(child, used)

    def _but_one(self, whole: dict[int, int], children: list[int], ways: list[list[Columns]], used: Columns) -> list[list[Columns]] | None:
        """What all columns but one tell, where some one of them is wrong: only what is the same whichever it is."""
        known: list[set[Columns]] | None = None
        for left in used:
            rest = tuple(column for column in used if column != left)
            if not any(column for column in rest if column or not self.first):
                continue
            found = self._solved(whole, children, ways, rest)
            if found is not None:
                options = [set(columns) for columns in found]
                known = options if known is None else [a | b for a, b in zip(known, options, strict=True)]
        return None if known is None else [sorted(columns) for columns in known]

    def _solved(self, whole: dict[int, int], children: list[int], ways: list[list[Columns]], used: Columns) -> list[list[Columns]] | None:
        """For each part the ways under which all of them make up the total in some columns; ``None`` where there are none or too many."""
        parts = [value for child in children for value in self.rows[child]]
        fields = _Fields(len(used), sum(map(abs, parts)) + sum(map(abs, whole.values())) + len(children))
        vectors = [[(self._vector(child, columns, used, fields), columns) for columns in each] for child, each in zip(children, ways, strict=True)]
        wanted = [whole.get(column, 0) for column in used]
        positive = all(value >= 0 for value in parts)
        reached = _reached(vectors, fields.vector([value + len(children) for value in wanted]) if positive else None, fields.free)
        if reached is None:
            return None
        near = {fields.vector(wanted)} & reached[-1] or {
            state for state in reached[-1] if all(allowed(a - b, len(children)) for a, b in zip(wanted, fields.values(state), strict=True))
        }
        return list(self._back(vectors, reached, near))[::-1] if near else None

    def _vector(self, number: int, columns: Columns, used: Columns, fields: _Fields) -> Vector:
        """What a row adds to some columns where its amounts are put in this way."""
        values = dict(zip(columns, self.rows[number], strict=True))
        return fields.vector([values.get(column, 0) for column in used])

    @staticmethod
    def _back(
        vectors: list[list[Way]], reached: list[set[Vector]], ends: set[Vector]
    ) -> Iterator[list[Columns]]:
        """From the total back: which ways of each part lead to it."""
        for options, before in zip(reversed(vectors), reversed(reached[:-1]), strict=True):
            starts: set[Vector] = set()
            useful: list[Columns] = []
            for vector, columns in options:
                froms = {state for end in ends if (state := end - vector) in before}
                if froms:
                    starts |= froms
                    useful.append(columns)
            ends = starts
            yield useful
