"""Choosing between readings: the one that holds, or the most natural one."""

from collections.abc import Iterable
from decimal import Decimal

from auditlint.model import BROKEN, HOLDS, ROUNDING, Check, Figure, Operand, Total, expect
from auditlint.model.arithmetic import WIDE
from auditlint.model.strokes import digits, one_stroke


def best(checks: Iterable[Check]) -> Check | None:
    """The first check that holds, else the first that only rounding explains, else the first of all."""
    first: Check | None = None
    rounding: Check | None = None
    for check in checks:
        if check.verdict == HOLDS:
            return check
        if check.verdict == ROUNDING and rounding is None:
            rounding = check
        if first is None:
            first = check
    return rounding or first


def sound(check: Check | None) -> bool:
    """Whether a check holds, if only by rounding."""
    return check is not None and check.verdict in (HOLDS, ROUNDING)


def broken(check: Check | None) -> bool:
    """Whether no originals can make the check right."""
    return check is not None and check.verdict == BROKEN


def same(figures: Iterable[Figure]) -> bool:
    """Whether all figures have one value."""
    return len({figure.exact for figure in figures}) <= 1


def slipped(check: Check) -> bool:
    """Whether one slip of the hand at one figure explains a broken equation: a digit, two swapped, one dropped or doubled, the point."""
    printed, expression = check.printed, check.expression
    if not isinstance(printed, Figure) or expression is None or expression.exact is None:
        return False
    left = check.left or printed
    moving, aim = (left, expression.exact) if not expression.operands() else (expression, left.exact)
    if aim is None or moving.exact is None:
        return False
    if left is printed and check.expected is not None and stroke(printed, check.expected):
        return True
    if isinstance(moving, Total):
        off = aim - moving.exact
        return any(isinstance(term, Figure) and stroke(term, term.exact + sign * off) for sign, term in moving.terms)
    return any(_solved(printed, moving, figure, aim) for figure in moving.operands())


def _solved(printed: Figure, moving: Operand, figure: Figure, aim: Decimal) -> bool:
    """Whether a figure one stroke away from ``figure`` makes a quotient or product give what is printed."""
    parts = moving.linear(figure)
    if parts is None:
        return False
    (a, b), (c, d) = parts
    slope = a - aim * c
    if not slope:
        return False
    value = round(WIDE.divide(aim * d - b, slope), figure.printed_places - figure.shift)
    return stroke(figure, value) and expect(printed, moving.at(figure, value)).verdict != BROKEN


def stroke(figure: Figure, value: Decimal) -> bool:
    """Whether ``value`` is written as ``figure`` is but for one stroke, or its decimal point."""
    right = f"{figure.in_unit(value):.{figure.printed_places}f}"
    if figure.exact and value and figure.exact.as_tuple().digits == value.normalize().as_tuple().digits:
        return True
    printed = digits(figure.text)
    return bool(one_stroke(printed, right) or one_stroke(printed, right.rstrip("0").rstrip(".") if "." in right else right))
