"""A law of a form whose names were given to the wrong cells: the figures of its table add up otherwise.

A form tells what its columns are called; where a head or a row was not understood, a part takes the name of its whole, or two parts have none.  The
figures of the table tell: the whole is made of others than were named, is a part itself, or a part was counted with the subtotal that it makes.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from ..model.check import Check
from ..model.figure import Figure

#: Among more figures, any sum comes out somehow.
_FEW = 14
#: Parts of a whole that are looked for.
_PARTS = (2, 3)


def named_otherwise(check: Check, figures: Sequence[Figure]) -> bool:
    """Whether what a law prints is made of other figures of its table than it names, or makes another one of them together with some."""
    printed = check.printed
    if not isinstance(printed, Figure) or check.expression is None or not printed.exact:
        return False
    own = {id(figure) for figure in check.operands()}
    terms = [figure.exact for figure in check.expression.operands() if figure.exact]
    if len(terms) > len(set(terms)) and _counted_twice(check, printed.exact, terms):
        return True
    beside = [each for each in figures if each.section == printed.section and each.source is printed.source and each.exact > 0 and each is not printed]
    near = [each for each in beside if each.place.line == printed.place.line] if _across(check) else beside
    if len(near) > _FEW:
        return False
    return _made(printed, near, own) or _makes(printed, near, own)


def _across(check: Check) -> bool:
    """Whether all figures of a relation stand in one line."""
    return len({(figure.place.page, figure.place.line) for figure in check.operands()}) == 1


def _counted_twice(check: Check, printed: Decimal, terms: Sequence[Decimal]) -> bool:
    return any(check.exact is not None and check.exact - term == printed for term in terms if terms.count(term) > 1)


def _made(printed: Figure, near: Sequence[Figure], own: set[int]) -> bool:
    """Whether a figure is the sum of some that are no bigger, one of them at least without a part in the law."""
    return any(
        sum(each.exact for each in some) == printed.exact and any(id(each) not in own for each in some)
        for count in _PARTS for some in combinations(near, count)
    )  # fmt: skip


def _makes(printed: Figure, near: Sequence[Figure], own: set[int]) -> bool:
    """Whether a figure and one or two others make another one, of which the law knows nothing."""
    wholes = {each.exact for each in near if id(each) not in own}
    return any(printed.exact + sum(each.exact for each in some) in wholes for count in (1, 2) for some in combinations(near, count))
