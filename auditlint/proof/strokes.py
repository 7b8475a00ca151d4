"""Relations of tables for which little else in the filing speaks: only a stroke of the hand that explains them tells that they were broken.

Of the right filings that we know hardly any breaks the only total of a table or the law of its form, and none by a stroke.
"""

from collections.abc import Iterable
from decimal import Decimal

from ..diagnosis.repair import readings, would_hold
from ..diagnosis.slips import near, slip
from ..model.check import Check, round_half_up
from ..model.figure import Figure, rounding_of, significant
from .rows import counted_twice

#: What words propose, and how many rows must agree in two columns, but for one, to make of them the same money.
_NAMED, _SAME = frozenset(("form", "words", "code", "half", "flat")), 8
#: Strokes that explain too much: a sign, and an amount in another unit.
_EASY = frozenset(("", "sign", "unit"))
#: How many significant digits an amount must have to be known again where it is printed elsewhere: a slip of the hand is off by fewer.
TELLING = 3


def may_stand_alone(check: Check) -> bool:
    """Whether a broken relation of a table is of those that a stroke is enough for."""
    support = check.support
    if support is None or not support.established:
        return support is not None and support.kind in _NAMED and not counted_twice(check)
    return _agrees(check)


def _agrees(check: Check) -> bool:
    """Whether two columns are equal in all other rows, though nothing says that they are one thing."""
    support = check.support
    return check.claim is not None and check.claim.equal and support is not None and support.held >= _SAME and support.failed == 1


def stroke_at(check: Check, figures: Iterable[Figure]) -> str:
    """The stroke at one of some figures that explains a relation, with all that roundings leave room for; "" where none does."""
    slack = rounding_of(check.operands())
    short = _agrees(check)
    for figure in figures:
        for _, low, high in readings(check, figure)[:1] if figure.exact else ():
            for value in near(figure, low - slack, high + slack):
                name = slip(figure, value) if value and (short or telling(figure, value)) and would_hold(check, figure, value) else ""
                if name not in _EASY:
                    return name
    return ""


def telling(figure: Figure, value: Decimal) -> bool:
    """Whether a value of a figure, to the place that it is held to, has digits enough to be known again."""
    return significant((value / figure.quantum).to_integral_value()) >= TELLING


def slipped(check: Check) -> bool:
    """Whether one of the figures that a relation adds up is a slip of what would repair it."""
    return any(
        slip(figure, round_half_up(exact, figure.quantum)) not in _EASY
        for figure in check.operands() if figure is not check.printed for exact, _, _ in readings(check, figure)
    )  # fmt: skip
