"""Sums that a table may be built of: what a schema is, what an equation is, and how much evidence one holds.

Values are whole numbers in units of the last digit of their table.  An equation of n figures beside its total holds where the roundings
of the figures can explain its residual: half a unit for each.  Evidence is counted in bits: how much less likely than chance it is that a sum
comes out.
"""

from collections.abc import Iterable, Sequence

from ...named import NamedTuple
from .blocks import Block, Line
from .heads import TOTAL

#: What an instance that fails takes from a schema, and what a schema must have beyond the number of its rivals, in bits.
FAILURE = 14
MARGIN = 8


class Spot(NamedTuple):
    """A cell: the number of its table, of its row in it, and its column."""

    table: int
    row: int
    column: int


class Schema:
    """One proposed structure; ``kind`` is column or head (across), code, total, run, flow, words or form (down), half or tie.

    ``held`` and ``failed`` count its distinct instances; ``words`` tells that words propose it and not only numbers.
    """

    __slots__ = ("kind", "key", "held", "failed", "words")

    def __init__(self, kind: str, key: tuple[object, ...], words: bool = False):
        self.kind = kind
        self.key = key
        self.held = self.failed = 0
        self.words = words

    @property
    def across(self) -> bool:
        """Whether its equations lie in rows and not in columns."""
        return self.kind in ("column", "head")

    def __repr__(self) -> str:
        return f"<{self.kind} {self.key} {self.held}:{self.failed}>"


class Equation(NamedTuple):
    """``target`` is the sum of ``parts``; cells without a figure are nothing.

    ``residual`` is the target less the parts, ``size`` the number of parts that are not nothing.
    """

    schema: Schema
    target: Spot
    parts: tuple[Spot, ...]
    residual: int
    size: int
    holds: bool


class Table:
    """What the search works on: the blocks of one joined table, what each of its cells holds, the form that its title names, and the decimals of its last digit."""

    __slots__ = ("number", "blocks", "values", "rows", "form", "places", "zeros")

    def __init__(self, number: int, parts: list[Block], form: str = "", places: int = 0):
        self.number = number
        self.places = places
        self.blocks = parts
        self.form = form
        self.values: dict[Spot, int] = {}
        #: The cells of each row that hold something, by their columns.
        self.rows: dict[int, dict[int, Spot]] = {}
        for line in (line for block in parts for line in block.lines if line.values):
            row = self.rows.setdefault(line.number, {})
            for column, value in line.values.items():
                spot = row[column] = Spot(number, line.number, column)
                self.values[spot] = value
        #: The columns that print their zeros.
        self.zeros = {spot.column for spot, value in self.values.items() if not value}.union(*[line.dashes for block in parts for line in block.lines])

    def words(self, kind: str) -> Schema:
        """The schema of what words propose: one for a table of a known form, for any other one for all of them."""
        return Schema("form", (self.form, self.number), words=True) if self.form else Schema("words", (kind,), words=True)

    def equation(self, schema: Schema, target: Spot, parts: Iterable[Spot]) -> Equation | None:
        """An equation; ``None`` where nothing is printed that it could be about."""
        known = self.values
        value = known.get(target)
        printed: list[Spot] = []
        size = total = 0
        for part in parts:
            figure = known.get(part)
            if figure is not None:
                printed.append(part)
                if figure:
                    total += figure
                    size += 1
        if not value and not size and (value is None or not printed):
            return None
        residual = (value or 0) - total
        return Equation(schema, target, tuple(printed), residual, size, allowed(residual, size))


def allowed(residual: int, size: int) -> bool:
    """Whether the roundings of ``size`` figures and their total explain a residual."""
    return abs(residual) * 2 <= size + 1


def bits(value: int, size: int) -> int:
    """How telling it is that a sum comes to ``value``: the digits of it that roundings leave."""
    return max(0, abs(value).bit_length() - (size + 2).bit_length() + 1)


def family(table: Table, schema: Schema, parent: Line, children: Sequence[Line], columns: Iterable[int]) -> list[Equation]:
    """The equations of one row and those that make it up, column by column.

    In a column that prints its zeros a blank is none: its figure was read into the column beside it, and what fails there accuses nobody.
    """
    rows = [row for child in children if (row := table.rows.get(child.number))]
    own = table.rows.get(parent.number, {})
    unread = parent.words.union(*[child.words for child in children])
    made: list[Equation] = []
    for column in columns:
        if column not in unread:
            target = own.get(column) or Spot(table.number, parent.number, column)
            each = table.equation(schema, target, [row[column] for row in rows if column in row])
            if each is not None and (each.holds or column not in table.zeros or _are_told((parent, *children), column)):
                made.append(each)
    return made


def _are_told(lines: Iterable[Line], column: int) -> bool:
    """Whether each row that holds figures prints something in a column, if only the sign of a blank."""
    return all(column in line.values or column in line.dashes for line in lines if line.values)


def weigh(equations: Iterable[Equation], values: dict[Spot, int]) -> tuple[int, int, int]:
    """How many equations hold, how many fail, and the bits of those that hold; those of nothing count for nothing."""
    held = failed = evidence = 0
    for each in equations:
        if not each.holds:
            failed += 1
        elif each.size:
            held += 1
            evidence += bits(values.get(each.target, 0), each.size)
    return held, failed, evidence


def is_total(words: str) -> bool:
    """Whether words call something a total."""
    return "计" in words and TOTAL.search(words) is not None
