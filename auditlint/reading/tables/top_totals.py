"""Totals that stand above what they are of: 收入总计 over its kinds of receipts, 支出总计 over its classes, with 本年支出合计 and what is carried over below.

Such blocks have one total over all their rows, or one that begins them and one of the year (本年收入合计) near their end: the first is the
second and what stands below that, the second is what stands between the two.  Of a table that is neither, as one of projects below their units is, only what comes out is told.
"""

from collections.abc import Iterable, Iterator, Sequence

from .blocks import GROUP, Block, Line
from .families import addends
from .sums import Equation, Schema, Spot, Table

#: What the total of the year is called beside that of all.
_YEAR = "本年"
#: What the names of classes of expenditure end with.
_CLASS = "支出"


def top_sums(table: Table, block: Block, made: Iterable[Equation]) -> Iterator[Equation]:
    """The sums of a block that begins with its total, where nothing that was ``made`` comes out for it already."""
    lines = [line for line in block.lines if line.values]
    if not lines or not lines[0].key or block.coded and not block.lent:
        return
    totals = [line for line in lines if line.key]
    if len(totals) > 2 or any(line.key == GROUP or line.open or line.apart for line in lines) or totals[1:] and _YEAR not in totals[1].label:
        return
    told = {each.target for each in made if each.holds and not each.schema.across and each.size}
    base = totals[1] if totals[1:] else None
    end = lines.index(base) if base is not None else len(lines)
    chief = _chief(lines[1:end])
    ways = [(base or lines[0], [chief], (base is not None or len(table.blocks) > 1) and _are_all(chief))]
    if base is not None:
        ways.append((lines[0], addends(base, lines[end + 1 :]), True))
    schema = Schema("flat", (table.number, block.number, "top"), words=True)
    for column in block.columns:
        for total, choices, sure in ways:
            if Spot(table.number, total.number, column) not in told:
                found = _best(table, schema, total, choices, column)
                if found is not None and (found.holds or sure):
                    yield found


def _best(table: Table, schema: Schema, total: Line, choices: Sequence[Sequence[Line]], column: int) -> Equation | None:
    """The first of several ways to add up to a total that comes out, else the first that may be meant."""
    target = Spot(table.number, total.number, column)
    value = table.values.get(target)
    if not value:
        return None
    every = [
        each for lines in choices
        if (each := table.equation(schema, target, [spot for line in lines if (spot := table.rows[line.number].get(column)) is not None])) is not None
    ]  # fmt: skip
    found = next((each for each in every if each.holds), every[0] if every else None)
    return found if found is not None and found.size and (found.holds or abs(found.residual) < abs(value)) else None


def _chief(lines: Sequence[Line]) -> list[Line]:
    """The rows of the highest marks and those without any below them, but for what follows 其中; without marks all."""
    top = min((line.depth for line in lines if line.depth), default=0)
    found: list[Line] = []
    within = False
    for line in lines:
        within = line.part or within and line.depth == 0
        if not within and line.depth in (0, top):
            if top and line.depth and found and not found[-1].depth:
                return []  # the marks are those of the parts of each row without one
            found.append(line)
    return found


def _are_all(lines: Sequence[Line]) -> bool:
    """Whether rows are marked, or classes of expenditure, so that none is a part of another."""
    return any(line.depth for line in lines) or all(line.label.endswith(_CLASS) for line in lines)
