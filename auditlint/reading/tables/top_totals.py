"""Totals that stand above what they are of: 收入总计 over its kinds of receipts, 支出总计 over its classes, with 本年支出合计 and what is carried over below.

Such blocks have one total over all their rows, or one that begins them and one of the year (本年收入合计) near their end: the first is the
second and what stands below that, the second is what stands between the two.  Of a table that is neither, as one of projects below their units is, only what comes out is told.
"""

from collections.abc import Iterable, Iterator, Sequence

from ...named import NamedTuple
from .blocks import GROUP, Block, Line
from .families import addends
from .sums import Equation, Schema, Spot, Table

#: What the total of the year is called beside that of all.
_YEAR = "本年"
#: What the names of classes of expenditure end with.
_CLASS = "支出"


class _Way(NamedTuple):
    """A total, the rows that may be all that make it up, and whether they must be."""

    total: Line
    choices: Sequence[Sequence[Line]]
    sure: bool


def top_sums(table: Table, block: Block, made: Iterable[Equation]) -> Iterator[Equation]:
    """The sums of a block that begins with its total, where nothing that was ``made`` comes out for it already."""
    ways = _ways(table, block)
    told = {each.target for each in made if each.holds and not each.schema.across and each.size} if ways else set()
    schema = Schema("flat", (table.number, block.number, "top"), words=True)
    for column in block.columns:
        for way in ways:
            if Spot(table.number, way.total.number, column) not in told:
                found = _best(table, schema, way, column)
                if found is not None:
                    yield found


def _ways(table: Table, block: Block) -> list[_Way]:
    """How the totals of a block that begins with its total may be made up; nothing of a block of another form."""
    lines = [line for line in block.lines if line.values]
    if not lines or not lines[0].key or block.coded and not block.lent or any(map(_is_open, lines)):
        return []
    totals = [line for line in lines[1:] if line.key]
    if len(totals) > 1 or any(_YEAR not in line.label for line in totals):
        return []
    base = totals[0] if totals else None
    end = lines.index(base) if base is not None else len(lines)
    chief = _chief(lines[1:end])
    ways = [_Way(base or lines[0], [chief], (base is not None or len(table.blocks) > 1) and _are_all(chief))]
    return ways if base is None else [*ways, _Way(lines[0], addends(base, lines[end + 1 :]), True)]


def _is_open(line: Line) -> bool:
    """Whether a row may be a total of some rows only, or a part of more than is printed."""
    return line.key == GROUP or bool(line.open) or bool(line.apart)


def _best(table: Table, schema: Schema, way: _Way, column: int) -> Equation | None:
    """The first choice that adds up to a total, else the first of those that must be meant."""
    target = Spot(table.number, way.total.number, column)
    value = table.values.get(target)
    if not value:
        return None
    every = [
        each for lines in way.choices
        if (each := table.equation(schema, target, [spot for line in lines if (spot := table.rows[line.number].get(column)) is not None])) is not None
    ]  # fmt: skip
    found = next((each for each in every if each.holds), every[0] if every else None)
    return found if found is not None and found.size and (found.holds or way.sure and abs(found.residual) < abs(value)) else None


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
