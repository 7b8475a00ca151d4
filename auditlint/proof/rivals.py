"""Rival items: of what else told in the same breath a relation may be said that what we took it to be said of breaks.

Words that name a rate leave its amount to the reader: 项目支出 612.55 万元，其中：甲 300.00 万元，乙 312.55 万元，完成年初预算 680.00 万元的 90.08% is said of the
whole and not of 乙.  Where what was printed fits another amount that stands before it in the sentence, and no slip of the hand explains it as it was
read, the reading is what was wrong.
"""

from bisect import bisect_left

from ..diagnosis.repair import would_hold
from ..diagnosis.slips import slip
from ..model.check import Check
from ..model.figure import Figure
from ..model.filing import Filing
from ..model.strokes import digits

#: Rates of so many digits fit an amount of the same sentence, or of an earlier one of the paragraph, hardly by chance.
_TELLING, _TELLING_FAR = 3, 4
#: A number of fewer digits is one stroke from too many others for that to mean anything.
_WORDY = 2
#: No sentence says a rate of what stands so many figures before it.
_FAR = 40
_PLAN, _CARRIED = "预算", ("结转", "结余")
_STOP, _BREAK, _RATE = "。", "\n", "%"


class Breath:
    """The figures of a filing, asked for those that are told in one breath with another."""

    def __init__(self, filing: Filing):
        self._figures = filing.figures
        self._starts = [figure.start for figure in filing.figures]

    def fits_another(self, check: Check) -> bool:
        """Whether a rate that is broken holds of another amount before it than the one it was taken to be of."""
        rate = check.printed
        if not isinstance(rate, Figure) or rate.unit != _RATE or check.operator != "=":
            return False
        amounts = [figure for figure in check.operands() if figure is not rate and figure.unit != _RATE]
        before = self._before(rate)
        if any(_is_short_of(check, amount, other) for other in before for amount in amounts):
            return True
        return _telling(rate) >= _TELLING and any(_is_rival(check, amount, other) for other in before for amount in amounts)

    def _before(self, rate: Figure) -> list[Figure]:
        """The figures before a rate in its sentence; in its paragraph where the rate says enough."""
        at = bisect_left(self._starts, rate.start)
        found = []
        for other in reversed(self._figures[max(0, at - _FAR) : at]):
            between = other.source.text[other.end : rate.start]
            if other.source is not rate.source or _BREAK in between:
                break
            if _STOP in between and _telling(rate) < _TELLING_FAR and not any(word in other.label for word in _CARRIED):
                continue
            found.append(other)
        return found


def _is_rival(check: Check, amount: Figure, other: Figure) -> bool:
    """Whether another amount in the place of one makes a check hold, and is not that one mistyped."""
    if other.dimension != amount.dimension or not other.exact or other.exact == amount.exact:
        return False
    if other.role != amount.role and other.role and amount.role or other.label == amount.label and other.role == amount.role:
        return False  # a budget is no amount spent; and the same thing is printed right where it is told first
    if _telling(amount) >= _WORDY and slip(amount, other.exact):
        return False
    return would_hold(check, amount, other.exact) is True


def _is_short_of(check: Check, amount: Figure, carried: Figure) -> bool:
    """Whether a budget makes a check hold with what was carried over to it: 当年预算安排 2,600 万元，上年结转 400 万元."""
    if not amount.role.endswith(_PLAN) or carried.dimension != amount.dimension or not any(word in carried.label for word in _CARRIED):
        return False
    return would_hold(check, amount, amount.exact + carried.exact) is True


def _telling(figure: Figure) -> int:
    """How many digits of a number say something: none of the zeros round it."""
    return len(digits(figure.text).lstrip("-").replace(".", "").strip("0"))
