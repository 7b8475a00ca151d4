"""Relations of no more than: parts that exceed their whole, a growth that exceeds what grew.

They say nothing of what would fit, so that a slip has to be looked for: where no stroke of the hand makes a part small enough or the whole great
enough, where a part is told twice or by the way, or where another relation bears out the growth, they are of other amounts.
"""

from collections.abc import Sequence
from decimal import Decimal

from ..diagnosis.slips import near, slip
from ..field import CHANGE as MOVED
from ..model.arithmetic import Total
from ..model.check import HOLDS, Check, expect_that
from ..model.figure import Figure
from .told import CHANGE, LISTED

#: So many times as much is no slip of one digit.
_FAR = 3
#: Relations that only words assert.
_OF_WORDS = (LISTED, CHANGE)


def exceeds_by_misreading(check: Check, relations: Sequence[Check]) -> Figure | None:
    """The amount of which another reading explains that something exceeds its bound; ``relations`` are those of the figure printed."""
    whole = check.expression
    if not check.rule.startswith(_OF_WORDS) or check.operator != "<=" or whole is None or check.left is None or whole.exact is None or check.left.exact is None:
        return None
    parts = check.left
    if isinstance(parts, Total):
        by_the_way = _part_too_many(parts, check)
        if by_the_way is not None:
            return by_the_way
    printed = check.printed
    if not isinstance(printed, Figure) or printed.dimension != "money":
        return None
    if printed.role == MOVED and not isinstance(parts, Total) and any(other.verdict == HOLDS and other.operator == "=" for other in relations if other is not check):
        return printed
    return printed if parts.exact is not None and _too_far(check, parts.exact, whole.exact) else None


def outgrows(check: Check) -> bool:
    """Whether a change is more than both amounts that it lies between: no two amounts are further apart, so that these are others."""
    printed = check.printed
    if not check.rule.startswith(CHANGE) or check.operator != "=" or not isinstance(printed, Figure) or check.expression is None:
        return False
    between = [figure.exact for figure in check.expression.operands()]
    return printed.role == MOVED and len(between) == 2 and min(between) >= 0 and printed.exact > max(between)


def _part_too_many(parts: Total, check: Check) -> Figure | None:
    """A part without which the others come to just the whole, or one that is told twice and counted once does not exceed it.

    Where a slip of the hand makes another part just so much too great, there is none.
    """
    assert check.expression is not None and check.expression.exact is not None and parts.exact is not None
    excess = parts.exact - check.expression.exact
    if any(slip(each, each.exact - excess) for each in parts.operands() if each.exact != excess):
        return None
    for at, (sign, term) in enumerate(parts.terms):
        others = [each for place, each in enumerate(parts.terms) if place != at]
        if sign < 0 or not isinstance(term, Figure) or not others or not term.exact or term.dimension != "money":
            continue
        rest = Total(others)
        twice = any(other.exact == term.exact for _, other in others)
        if expect_that(rest, "<=" if twice else "=", check.expression).sound:
            return term
    return None


def _too_far(check: Check, parts: Decimal, whole: Decimal) -> bool:
    """Whether no slip of one digit explains that parts exceed a whole: each is far from what would do."""
    if abs(parts) < abs(whole) * _FAR:
        return False
    excess = parts - whole
    for figure in check.operands():
        if figure.exact == whole and near(figure, parts, parts * 10):
            return False
        if figure.exact >= excess and near(figure, Decimal(0), figure.exact - excess):
            return False
    return True
