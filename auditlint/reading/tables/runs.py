"""Sums down the columns of a table by numbers alone: a row that is the sum of those next to it, nested; and tables of a few rows."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from .blocks import Block
from .sums import FAILURE, MARGIN, Equation, Schema, Table, allowed, bits, family

#: Tables of so few rows are searched for any rows that make up another.
_FEW = range(3, 8)
#: A run that stands above its sum and is called no total, and a run of one, need more evidence.
_ABOVE, _ONE = 6, 4


class _Rows:
    """The rows of a block that have figures, by the columns that have any."""

    def __init__(self, block: Block):
        self.lines = [line for line in block.lines if any(line.values.get(column) for column in block.columns)]
        self.columns = [column for column in block.columns if any(line.values.get(column) for line in self.lines)]
        self.values = [[line.values.get(column, 0) for column in self.columns] for line in self.lines]
        self.items = list(range(len(self.lines)))
        self.search = (2 * len(self.lines)).bit_length()
        #: By how much the negative figures of each column can make up for too much of the others.
        self.back = [-sum(row[at] for row in self.values if row[at] < 0) for at in range(len(self.columns))]

    def drop(self, taken: Iterable[int]) -> None:
        """Rows that are part of another are no longer looked at."""
        for each in taken:
            del self.items[bisect_left(self.items, each)]

    def tried(self, parent: int, children: Sequence[int]) -> tuple[int, int, int]:
        """How many columns hold and fail, and the evidence."""
        held = failed = evidence = 0
        for at, value in enumerate(self.values[parent]):
            used = [figure for child in children if (figure := self.values[child][at])]
            if not value and not used:
                continue
            if allowed(value - sum(used), len(used)):
                held += 1
                evidence += bits(value, len(used)) if value else 0
            else:
                failed += 1
        return held, failed, evidence

    def scan(self, parent: int, order: Iterable[int], least: int, extra: Callable[[int], int], stops: bool) -> list[int] | None:
        """The first stretch of ``least`` rows or more in this order that makes up the parent in all columns but one.

        ``extra`` is the evidence that a stretch needs more by its size; ``stops`` tells that no total stands behind the first row.
        What exceeds the parent by more than any further rows can make up for is followed no longer.
        """
        own = self.values[parent]
        widest = sorted(range(len(self.columns)), key=lambda at: -abs(own[at]))[:3]
        if not own[widest[0]]:
            return None
        slack = 1 if len(self.columns) > 3 else 0
        left = [own[each] for each in widest]
        dead = [-(len(self.items) + 1) // 2 - self.back[each] for each in widest]
        sizes = [0] * len(widest)
        taken: list[int] = []
        for child in (self.items[at] for at in order):
            taken.append(child)
            values = [self.values[child][each] for each in widest]
            left = [rest - value for rest, value in zip(left, values, strict=True)]
            sizes = [size + bool(value) for size, value in zip(sizes, values, strict=True)]
            if stops and len(taken) > 1 and self.lines[child].key:
                return None
            if sum([rest < end for rest, end in zip(left, dead, strict=True)]) > slack:
                return None
            missed = sum([not allowed(rest, size) for rest, size in zip(left, sizes, strict=True)])
            if len(taken) >= least and missed <= slack and self._makes_up(parent, taken, extra(len(taken))):
                return taken
        return None

    def _makes_up(self, parent: int, children: Sequence[int], extra: int) -> bool:
        """Whether rows make up another in all columns, or in all but one of several, and more speaks for it than chance."""
        held, failed, evidence = self.tried(parent, children)
        return held > 0 and (not failed or held > 3 and failed == 1) and evidence > MARGIN + self.search + extra


def run_sums(table: Table, block: Block) -> Iterator[Equation]:
    """Nested runs: first what a row heads, from the last row up, then what a row closes; rows that are taken are gone."""
    rows = _Rows(block)
    if len(rows.lines) < 2 or not rows.columns:
        return
    for parent, children in [*_headed_runs(rows), *_closed_runs(rows)]:
        schema = Schema("run", (table.number, block.number, rows.lines[parent].number))
        yield from family(table, schema, rows.lines[parent], [rows.lines[child] for child in children], block.columns)


def _headed_runs(rows: _Rows) -> Iterator[tuple[int, list[int]]]:
    """Rows that the ones below them make up, all of them or those that are no 其中; a run that ends with a total is none."""
    parted = False
    for at in reversed(range(len(rows.items))):
        parent = rows.items[at]
        behind = range(at + 1, len(rows.items))
        found = rows.scan(parent, behind, 1, _headed, True)
        if found is None and parted:
            found = rows.scan(parent, (each for each in behind if not rows.lines[rows.items[each]].part), 1, _headed, True)
        parted = parted or rows.lines[parent].part
        if found is not None and not rows.lines[found[-1]].key:
            rows.drop(found)
            yield parent, found


def _closed_runs(rows: _Rows) -> Iterator[tuple[int, list[int]]]:
    """Rows that the ones above them make up: totals by any, others by two or more."""
    at = 1
    while at < len(rows.items):
        parent = rows.items[at]
        total = bool(rows.lines[parent].key)
        found = rows.scan(parent, range(at - 1, -1, -1), 1 if total else 2, _closed if total else _closed_unnamed, False)
        if found is not None:
            rows.drop(found)
            yield parent, found
            at = bisect_left(rows.items, parent)
        at += 1


def _headed(size: int) -> int:
    return _ONE if size == 1 else 0


def _closed(size: int) -> int:
    return 0


def _closed_unnamed(size: int) -> int:
    return _ABOVE


def few_sums(table: Table, block: Block) -> Iterator[Equation]:
    """Any two or three rows that make up another in a table of a few rows and several columns."""
    rows = _Rows(block)
    if len(rows.lines) not in _FEW or len(rows.columns) < 3:
        return
    for parent in rows.items:
        best: tuple[int, int] | None = None
        found: tuple[int, ...] = ()
        others = [item for item in rows.items if item != parent]
        for children in (*combinations(others, 2), *combinations(others, 3)):
            worth = _worth(rows, parent, children)
            if worth is not None and (best is None or worth > best):
                best, found = worth, children
        if found:
            schema = Schema("run", (table.number, block.number, "few", rows.lines[parent].number))
            yield from family(table, schema, rows.lines[parent], [rows.lines[child] for child in found], block.columns)


def _worth(rows: _Rows, parent: int, children: Sequence[int]) -> tuple[int, int] | None:
    """How much speaks for a few rows making up another; ``None`` where it is no more than chance."""
    held, failed, evidence = rows.tried(parent, children)
    chance = (len(children) + 1) * (len(rows.lines) + 1).bit_length() + MARGIN + failed * FAILURE
    return (held - failed, evidence) if held > 2 and failed < 2 and evidence > chance else None
