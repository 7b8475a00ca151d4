"""Sums down the columns of a table by numbers alone: a row that is the sum of those next to it, nested; and tables of a few rows."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from .blocks import Block, Line
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

    def scan(self, parent: int, order: Sequence[int], least: int, extra: Callable[[int], int], stops: bool) -> list[int] | None:
        """The first stretch in this order that makes up the parent in all columns but one."""
        own = self.values[parent]
        widest = sorted(range(len(self.columns)), key=lambda at: -abs(own[at]))[:3]
        if not own[widest[0]]:
            return None
        slack = 1 if len(self.columns) > 3 else 0
        left = [own[each] for each in widest]
        taken: list[int] = []
        for at in order:
            child = self.items[at]
            taken.append(child)
            values, size, missed = self.values[child], len(taken), 0
            for number, each in enumerate(widest):
                rest = left[number] = left[number] - values[each]
                missed += not allowed(rest, size)
            if stops and size > 1 and self.lines[child].key:
                return None
            if size < least or missed > slack:
                continue
            held, failed, evidence = self.tried(parent, taken)
            if held and (not failed or held > 3 and failed == 1) and evidence > MARGIN + self.search + extra(len(taken)):
                return taken
        return None


def run_sums(table: Table, block: Block) -> Iterator[Equation]:
    """Nested runs: first what a row heads, from the last row up, then what a row closes; rows that are taken are gone."""
    rows = _Rows(block)
    if len(rows.lines) < 2 or not rows.columns:
        return
    at = len(rows.items) - 1
    while at >= 0:
        parent = rows.items[at]
        behind = range(at + 1, len(rows.items))
        found = rows.scan(parent, behind, 1, lambda size: _ONE if size == 1 else 0, True)
        own = [each for each in behind if not rows.lines[rows.items[each]].part]
        if found is None and len(own) < len(behind):
            found = rows.scan(parent, own, 1, lambda size: _ONE if size == 1 else 0, True)
        if found is not None and not rows.lines[found[-1]].key:
            yield from _taken(table, block, rows, parent, found)
        at -= 1
    at = 1
    while at < len(rows.items):
        parent = rows.items[at]
        total = bool(rows.lines[parent].key)
        found = rows.scan(parent, range(at - 1, -1, -1), 1 if total else 2, lambda size, total=total: 0 if total else _ABOVE, False)  # type: ignore[misc]
        if found is not None:
            yield from _taken(table, block, rows, parent, found)
            at = rows.items.index(parent)
        at += 1


def _taken(table: Table, block: Block, rows: _Rows, parent: int, children: Sequence[int]) -> Iterator[Equation]:
    gone = set(children)
    rows.items = [item for item in rows.items if item not in gone]
    schema = Schema("run", (table.number, block.number, rows.lines[parent].number))
    yield from family(table, schema, rows.lines[parent], [rows.lines[child] for child in children], block.columns)


def few_sums(table: Table, block: Block) -> Iterator[Equation]:
    """Any two or three rows that make up another in a table of a few rows and several columns."""
    rows = _Rows(block)
    if len(rows.lines) not in _FEW or len(rows.columns) < 3:
        return
    search = (len(rows.lines) + 1).bit_length()
    for parent in rows.items:
        best: tuple[int, int, tuple[int, ...]] | None = None
        for size in (2, 3):
            for children in combinations([item for item in rows.items if item != parent], size):
                held, failed, evidence = rows.tried(parent, children)
                if held < 3 or failed > 1 or evidence - (size + 1) * search - MARGIN - failed * FAILURE <= 0:
                    continue
                if any(not any(rows.values[child]) for child in children):
                    continue
                if best is None or (held - failed, evidence) > best[:2]:
                    best = held - failed, evidence, children
        if best is not None:
            lines: list[Line] = [rows.lines[child] for child in best[2]]
            schema = Schema("run", (table.number, block.number, "few", rows.lines[parent].number))
            yield from family(table, schema, rows.lines[parent], lines, block.columns)
