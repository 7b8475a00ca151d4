"""What both sides of an account changed by: 收入预算 9 万元，比上年增加 1 万元；支出预算 9 万元，比上年增加 1 万元.

The totals of an account balance in every year, and so do income and expenditure of a budget; where they do this year, they changed alike.
"""

from ...field import BUDGETED
from ...model.check import expect
from ...model.claims import Item, Pair
from ...model.figure import Figure
from ...model.filing import Filing

_TOTALS, _YEAR = (("收入总计", "支出总计"), ("收支总计", "收入总计"), ("收支总计", "支出总计")), (("本年收入", "本年支出"),)


def balance_changes(filing: Filing) -> None:
    """Enter the changes of both sides as two statements of one thing."""
    told: dict[tuple[str, str], Item] = {}
    for item in filing.items:
        if item.concept is not None and not item.owner and item.actual is not None and item.change is not None:
            told.setdefault((item.concept, item.scope), item)
    for income, expenditure in (*_TOTALS, *_YEAR) if filing.kind == BUDGETED else _TOTALS:
        for (name, scope), one in told.items():
            other = told.get((expenditure, scope)) if name == income else None
            if other is not None and one.actual is not None and other.actual is not None and one.actual.exact == other.actual.exact:
                _pair(filing, one, other)


def _pair(filing: Filing, one: Item, other: Item) -> None:
    """The changes of two sides against one base, in one direction; last year's need not have balanced where each fits its own rate."""
    base = one.change.base if one.change is not None else ""
    first, second = one.moved(base), other.moved(base)
    if not isinstance(first, Figure) or not isinstance(second, Figure) or first is second or first.sign != second.sign:
        return
    if first.exact == second.exact or not (_fits_its_rate(one, first) and _fits_its_rate(other, second)):
        pair = Pair(first, second, other.section)
        pair.likely = True
        filing.add(pair)


def _fits_its_rate(item: Item, moved: Figure) -> bool:
    """Whether a change and its rate, both printed, fit the amount that changed."""
    rate = item.change.rate if item.change is not None else None
    if rate is None or item.actual is None:
        return False
    before = item.actual - moved if moved.sign > 0 else item.actual + moved
    return expect(rate, moved / before).sound
