"""What stands beside a sum of a table that does not come out: figures that may be a part which was overlooked, or a whole row that is missing."""

from collections.abc import Sequence
from functools import cached_property

from .grids import Sheet
from .structure import Structure
from .sums import Equation, Schema, Spot, Table

#: So far above and below a family a row may stand that was overlooked.
_NEAR = 2
#: One family of one table: its schema, the number of the table, and the row of its total.
Family = tuple[Schema, int, int]


class Beside:
    """The cells, the sums and the ends of pages of a filing's tables."""

    def __init__(self, found: Sequence[Sheet], grounds: Sequence[Table], read: Structure):
        self.values = {ground.number: ground.values for ground in grounds}
        self.grounds = grounds
        self.breaks = [{*sheet.breaks, len(sheet.rows)} for sheet in found]
        self.read = read

    def near(self, equation: Equation) -> list[Spot]:
        """Figures of the same row, or near in the same column, that are no part of the sum and of no other that holds.

        What is carried over may be printed in the row of the totals alone: there a figure whose column has nothing in the rows of the parts
        stands beside the sum too.  So does just what is lacking, in a row that has nothing in the column of the sum.
        """
        target, own = equation.target, {equation.target, *equation.parts}
        printed = [spot for spot, value in self.values[target.table].items() if value]
        if equation.schema.across:
            return [spot for spot in printed if spot.row == target.row and spot not in own]
        rows = {spot.row for spot in own}
        parts = rows - {target.row}
        below = {spot.column for spot in printed if spot.row in parts}
        reach = range(min(rows) - _NEAR, max(rows) + _NEAR + 1)
        found = [spot for spot in printed if spot not in own and (self._may_add(spot, target, reach) or spot.row == target.row and spot.column not in below)]
        found += self._in_another_column(equation, printed, reach) + self._going_on(target.table + 1)
        return found + self._codeless(equation, reach) if equation.schema.kind == "code" else found

    def _in_another_column(self, equation: Equation, printed: Sequence[Spot], reach: range) -> list[Spot]:
        """The figures that are just what a sum lacks, of rows that have nothing in its column."""
        target, values = equation.target, self.values[equation.target.table]
        held = {spot.row for spot in printed if spot.column == target.column}
        return [spot for spot in printed if spot.row in reach and spot.row not in held and values[spot] == equation.residual]

    def _going_on(self, table: int) -> list[Spot]:
        """The figures of a table that goes on with the one before, where its columns could not be told: its rows are of those families."""
        return [spot for spot, value in self.values[table].items() if value] if table in self.values and 0 in self.breaks[table] else []

    def _codeless(self, equation: Equation, reach: range) -> list[Spot]:
        """The figures among rows with codes that have none and are just what a family lacks: the code stands in another line of their row."""
        target, values = equation.target, self.values[equation.target.table]
        spots = (Spot(target.table, row, target.column) for row in reach if row > target.row and (target.table, row) in self._bare)
        return [spot for spot in spots if values.get(spot) == equation.residual]

    def _may_add(self, spot: Spot, target: Spot, reach: range) -> bool:
        """Whether a figure near a sum down a column is part of no other that holds, or of one that comes to the same."""
        if spot.column != target.column or spot.row not in reach:
            return False
        wholes = self._children.get(spot)
        return wholes is None or self.values[target.table].get(target, 0) in wholes

    def is_row(self, equation: Equation) -> bool:
        """Whether the family fails in several columns by what would itself be a row of the table."""
        if equation.schema.across or equation.schema.kind == "tie" or equation.residual < 0:
            return False
        missing = self._failing.get(_family(equation), {})
        if len(missing) < 2 or min(missing.values()) < 0 or self._broken_off(equation):
            return False  # what one column lacks and another has too much of stands in the wrong one
        sums = [
            (missing.get(target, 0), sum(missing.get(part, 0) for part in parts))
            for target, parts in self._columns(equation.target.table) if not missing.keys().isdisjoint((target, *parts))
        ]  # fmt: skip
        return bool(sums) and all(whole == total for whole, total in sums)

    @cached_property
    def _bare(self) -> set[tuple[int, int]]:
        """The rows without a code among those that have one, by the numbers of their tables."""
        return {
            (ground.number, line.number) for ground in self.grounds for block in ground.blocks if block.coded
            for line in block.lines if not (line.code or line.key)
        }  # fmt: skip

    @cached_property
    def _children(self) -> dict[Spot, set[int]]:
        """The figures that are part of a sum down a column that holds, with what these sums come to."""
        found: dict[Spot, set[int]] = {}
        for each in (*self.read.established, *self.read.likely):
            if each.holds and each.size > 1 and not each.schema.across:
                for part in each.parts:
                    found.setdefault(part, set()).add(self.values[each.target.table].get(each.target, 0))
        return found

    @cached_property
    def _failing(self) -> dict[Family, dict[int, int]]:
        """What the families that fail lack in each column."""
        found: dict[Family, dict[int, int]] = {}
        for each in self.read.established:
            if not each.holds and not each.schema.across:
                found.setdefault(_family(each), {})[each.target.column] = each.residual
        return found

    def _broken_off(self, equation: Equation) -> bool:
        """Whether a page ends among the rows of a family, or right behind them: one may have been lost there by its reader."""
        below: dict[int, list[int]] = {}
        for each in self.read.established:
            if not each.schema.across and each.target.table == equation.target.table:
                below.setdefault(each.target.row, []).extend(part.row for part in each.parts)
        rows = [equation.target.row]
        for row in rows:
            rows += [child for child in below.get(row, ()) if child not in rows]
        return any(min(rows) <= line <= max(rows) + 1 for line in self.breaks[equation.target.table])

    def _columns(self, table: int) -> set[tuple[int, tuple[int, ...]]]:
        """The established sums across the rows of a table."""
        return {
            (int(each.schema.key[2]), each.schema.key[3]) for each in self.read.established  # type: ignore[call-overload, misc]
            if each.schema.kind == "column" and each.target.table == table
        }  # fmt: skip


def _family(equation: Equation) -> Family:
    return equation.schema, equation.target.table, equation.target.row
