"""A law of a form whose names were given to the wrong cells: the figures of its table add up otherwise.

A form tells what its columns are called; where a head or a row was not understood, a part takes the name of its whole, or two parts have none.  The
figures of the table tell: the whole is made of others than were named, is a part itself, or a part was counted with the subtotal that it makes.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, combinations, permutations

from ..model.arithmetic import Operand, Total
from ..model.check import BROKEN, Check, expect
from ..model.figure import Figure

#: Among more figures, any sum comes out somehow.
_FEW = 14
#: The lines of a table's next row stand so near.
_NEXT = 4
#: Parts of a whole that are looked for.
_PARTS = (2, 3)


def named_otherwise(check: Check, figures: Sequence[Figure]) -> bool:
    """Whether what a law prints is made of other figures of its table than it names, or makes another one of them together with some."""
    printed = check.printed
    if not isinstance(printed, Figure) or check.expression is None:
        return False
    own = {id(figure) for figure in check.operands()}
    if counted_twice(check):
        return True
    beside = [each for each in figures if _is_beside(each, printed)]
    line = [each for each in beside if each.place.line == printed.place.line and each.place.page == printed.place.page]
    across = _across(check)
    if not across and check.operator == "=" and len(line) <= _FEW and _lacks(printed, check.expression, line):
        return True
    near = line if across else beside
    return len(near) <= _FEW and (
        _made(printed, near, own, across) or _makes(printed.exact, near, own) or across and check.exact is not None and _makes(check.exact, line, own)
    )


def _is_beside(figure: Figure, printed: Figure) -> bool:
    """Whether a figure stands in the same table as another, and is something."""
    return figure.section == printed.section and figure.source is printed.source and figure.exact > 0 and figure is not printed


def in_the_next_row(check: Check, figures: Sequence[Figure]) -> bool:
    """Whether a bound is broken by an amount beside which, in a row without a name next to its own, the one stands that keeps it.

    An extractor that sets amounts higher than the names of their rows gives a name those of the row below.
    """
    if check.operator == "=" or check.expression is None or check.left is None:
        return False
    sides = check.left.operands(), check.expression.operands()
    return any(
        each.section == figure.section and each.exact == other.exact and each.place.page == figure.place.page
        and 0 < abs(each.place.line - figure.place.line) <= _NEXT and each.label != "" and figure.label.endswith(each.label)
        for own, across in (sides, sides[::-1]) if len(own) == len(across) == 1
        for figure, other in zip(own, across, strict=True) for each in figures
    )  # fmt: skip


class Lines:
    """The figures of a filing by the line, and by the column of a table, that they stand in."""

    def __init__(self, figures: Sequence[Figure]):
        self._found: dict[tuple[int, int | None, int], list[Figure]] = {}
        self._columns: dict[tuple[int, str, int | None], list[Figure]] = {}
        self._at: dict[int, int] = {}
        for figure in figures:
            self._found.setdefault(line_of(figure), []).append(figure)
            column = self._columns.setdefault(_column_of(figure), [])
            self._at[id(figure)] = len(column)
            column.append(figure)

    def beside(self, figure: Figure) -> list[Figure]:
        """The other figures of the line of one."""
        return [each for each in self._found.get(line_of(figure), ()) if each is not figure]

    def next_in_column(self, figure: Figure) -> list[Figure]:
        """The figures right above and below one in its column."""
        if figure.place.cell_column is None:
            return []
        column = self._columns[_column_of(figure)]
        at = self._at[id(figure)]
        return [*column[max(at - 1, 0) : at], *column[at + 1 : at + 2]]


def line_of(figure: Figure) -> tuple[int, int | None, int]:
    """What tells the line of a figure from all others."""
    place = figure.place
    return id(figure.source), place.page, place.line


def _column_of(figure: Figure) -> tuple[int, str, int | None]:
    return id(figure.source), figure.section, figure.place.cell_column


def are_rates(check: Check, lines: Lines) -> bool:
    """Whether what a column is said to add up to, and one of its parts, are rates of two amounts of their own rows: 增减% whose head was lost."""
    printed = check.printed
    if not isinstance(printed, Figure):
        return False
    parts = [figure for figure in check.operands() if figure is not printed and figure.exact]
    return _is_rate(printed, lines) and any(_is_rate(part, lines) for part in parts)


def _is_rate(printed: Figure, lines: Lines) -> bool:
    """Whether a figure is by how many percent one of its row differs from another one, or what part it makes of that."""
    others = [each.value for each in lines.beside(printed) if each.value]
    half = Decimal((0, (5,), -printed.printed_places - 1))
    pairs = ((one, base) for one, base in permutations(others, 2)) if len(others) <= _FEW else ()
    return any(abs(each * 100 / base - printed.value) <= half for one, base in pairs for each in (one, one - base))


def _lacks(printed: Figure, expression: Operand, line: Sequence[Figure]) -> bool:
    """Whether what a law adds up and some other amounts of the row of what it prints make that: tables that it needs were not read."""
    return any(expect(printed, Total([(1, expression), *((1, each) for each in some)])).verdict != BROKEN for count in _PARTS for some in combinations(line, count))


def _across(check: Check) -> bool:
    """Whether all figures of a relation stand in one line."""
    return len({(figure.place.page, figure.place.line) for figure in check.operands()}) == 1


def counted_twice(check: Check) -> bool:
    """Whether what is added up holds an amount twice, as a subtotal and as its parts, and makes what is printed with it once."""
    printed, expression = check.printed, check.expression
    if not isinstance(printed, Figure) or expression is None:
        return False
    terms = [term for term in expression.operands() if term.exact]
    counts = Counter(term.exact for term in terms)
    reached = list(accumulate((term.exact for term in terms), initial=Decimal(0)))
    runs = set(reached)
    some = {sum(each.exact for each in parts) for count in _PARTS for parts in combinations(terms, count)} if len(terms) <= _FEW else set()
    subtotals = (
        term for at, term in enumerate(terms)
        if counts[term.exact] > 1 or reached[at + 1] + term.exact in runs or reached[at] - term.exact in runs or term.exact in some
    )  # fmt: skip
    return any(expect(printed, Total([(1, expression), (-1, term)])).verdict != BROKEN for term in subtotals)


def _made(printed: Figure, near: Sequence[Figure], own: set[int], alone: bool) -> bool:
    """Whether a figure is the sum of some that are no bigger, or with ``alone`` one of them, and one of these has no part in the law."""
    return printed.exact > 0 and any(
        sum(each.exact for each in some) == printed.exact and any(id(each) not in own for each in some)
        for count in ((1, *_PARTS) if alone else _PARTS) for some in combinations(near, count)
    )  # fmt: skip


def _makes(value: Decimal, near: Sequence[Figure], own: set[int]) -> bool:
    """Whether an amount is another one of which the law knows nothing, or makes it with one or two others."""
    wholes = {each.exact for each in near if id(each) not in own}
    others = [each for each in near if id(each) not in own]
    return value > 0 and any(value + sum(each.exact for each in some) in wholes for count in (0, 1, 2) for some in combinations(others, count))
