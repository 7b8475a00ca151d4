"""What a check would say if one figure read otherwise, and which reading of a figure would make it hold.

Expressions are quotients of linear functions in any one figure, so that the reading that repairs a check is exact.
"""

from decimal import Decimal

from ..model.arithmetic import WIDE, Absolute, Linear, Operand, Product, Quotient, Total
from ..model.check import UNCHECKED, Check, expect, expect_that
from ..model.figure import Figure

ZERO = Decimal(0)
HALF = Decimal("0.5")


def would_hold(check: Check, figure: Figure, value: Decimal) -> bool | None:
    """Whether a check would hold, if only by rounding, with ``figure`` read as ``value``; ``None`` if it cannot be told."""
    left = _left(check)
    if left is None or check.expression is None:
        return None
    left, right = left.at(figure, value), check.expression.at(figure, value)
    if check.operator == "=" and isinstance(left, Figure):
        again = expect(left, right)
    else:
        again = expect_that(left, check.operator, right)
    return None if again.verdict == UNCHECKED else again.sound


def readings(check: Check, figure: Figure) -> list[tuple[Decimal, Decimal, Decimal]]:
    """Readings of ``figure`` that make a check hold: the exact one, and the least and greatest that rounding allows."""
    left = _left(check)
    if left is None or check.expression is None:
        return []
    inside = check.expression.holds(figure)
    if left is figure and not inside:
        return _of_printed(check.expression, check.operator, figure)
    moving, fixed = (check.expression, left) if inside else (left, check.expression)
    if fixed.exact is None:
        return []
    return [found for flip in (False, True)[: 1 + _has_absolute(moving, figure)] if (found := _solved(moving.linear(figure, flip), fixed)) is not None]


def _solved(parts: tuple[Linear, Linear] | None, fixed: Operand) -> tuple[Decimal, Decimal, Decimal] | None:
    """Where a quotient of linear functions comes to a fixed operand: exactly, and at least and at most."""
    assert fixed.exact is not None
    point = _solve(parts, fixed.exact) if parts is not None else None
    if parts is None or point is None:
        return None
    ends = [end for target in fixed.interval() or () if (end := _solve(parts, target)) is not None]
    return point, min([point, *ends]), max([point, *ends])


def _of_printed(expression: Operand, operator: str, figure: Figure) -> list[tuple[Decimal, Decimal, Decimal]]:
    exact, half = expression.exact, figure.quantum * HALF
    if exact is None:
        return [(ZERO, ZERO, ZERO)] if operator == "=" else []
    low, high = expression.interval() or (exact, exact)
    return [(exact, low - half, high + half)]


def _left(check: Check) -> Operand | None:
    if check.left is not None:
        return check.left
    return check.printed if isinstance(check.printed, Figure) else None


def _solve(parts: tuple[Linear, Linear], target: Decimal) -> Decimal | None:
    (a, b), (c, d) = parts
    slope = a - WIDE.multiply(target, c)
    return WIDE.divide(WIDE.multiply(target, d) - b, slope) if slope else None


def _has_absolute(operand: Operand, figure: Figure) -> bool:
    """Whether a figure stands within an absolute value."""
    if isinstance(operand, Absolute):
        return operand.holds(figure)
    if isinstance(operand, Total):
        return any(_has_absolute(operand.terms[at][1], figure) for at in operand.places_of(figure))
    return isinstance(operand, (Quotient, Product)) and (_has_absolute(operand.left, figure) or _has_absolute(operand.right, figure))
