"""What a change is said of and measured against, and the two amounts of completions, variances and comparisons."""

from bisect import bisect_left
from decimal import Decimal
from operator import attrgetter

from ...field import LAST_BUDGET, LAST_YEAR, budget_kind_of
from ...model.claims import Change, Comparison, Completion, Item, Variance
from ...model.figure import Figure, rounding_of
from .index import FAR, Index, amount_of, budget_of


def settle_rivals(change: Change, index: Index) -> None:
    """收入 9 万元，其中：甲 8 万元、乙 1 万元，较上年增加 2 万元，增长 28.57%: of which of them it is true.

    Where another part has a change of its own, or the whole has, there is nothing to choose.
    """
    item = change.item
    listing = index.owner.get(id(item))
    told = listing is not None and any(_has_own(part, change) for part in listing.parts if part is not item)
    change.rivals = [] if told else [whole for whole in change.rivals if not _has_own(whole, change) and amount_of(whole) is not None]
    if item is None or change.delta is None:
        return
    near = (item, *change.rivals) if change.rivals and _is_measured(change, item) else ()
    meant = next((other for other in near if (own := amount_of(other)) is not None and _moves(change, own)), None)
    if meant is None and not change.named and not told:
        meant = _told_before(change, item, index)
    if meant is not None and meant is not item:
        item.change, meant.change, change.item, change.rivals = None, change, meant, []


def _told_before(change: Change, item: Item, index: Index) -> Item | None:
    """接待费 6 万元，其中：甲 20 人 5 万元、乙 4 人 1 万元，较上年 8 万元减少 2 万元: what the paragraph told before, of which last year's amount and the change are true to the last digit."""
    prior, own = change.prior or item.prior, amount_of(item)
    if own is None or not change.base.startswith(LAST_YEAR) or (_is_since(change, own, prior) if prior is not None else change.rate is not None and _moves(change, own)):
        return None
    here = index.of_paragraph[item.paragraph]
    before = reversed(here[: bisect_left(here, item.start, key=attrgetter("start"))][-FAR:])
    for other in before:
        since = prior if other.prior is None else other.prior if prior is None else None
        alike = other.kind == item.kind and not other.aside and not _has_own(other, change)
        if alike and since is not None and other.actual is not None and _is_since(change, other.actual, since):
            item.prior, other.prior = item.prior if item.prior is not since else None, since
            return other
    return None


def _is_measured(change: Change, item: Item) -> bool:
    """Whether something printed tells of which amount a change is true: its rate, or last year's amount, before it or behind it."""
    prior, delta = item.prior, change.delta
    if change.rate is None and change.prior is None and prior is not None and delta is not None and prior.start > delta.start:
        _take_prior(change, item, prior)
    return change.rate is not None or change.prior is not None


def _take_prior(change: Change, item: Item, prior: Figure) -> None:
    """车辆 11 辆：轿车 8 辆、货车 3 辆，比上年减少 1 辆（上年 12 辆）: last year's amount behind a change is that of the whole by which the change holds, and not of the last part."""
    change.prior = prior
    if any((own := amount_of(whole)) is not None and _moves(change, own) for whole in change.rivals):
        item.prior = None
    else:
        change.prior = None


def settle_plan(change: Change, index: Index) -> None:
    """年初预算 10 万元，比上年增加 2 万元，增长 25%，决算 9 万元: a change of the budget, or of what is told to be spent; of nothing known where it is true of neither."""
    if change.item is not None or not change.currents or not change.rivals:
        return
    item, change.rivals = change.rivals[0], []
    twin = index.twin(item) if item.actual is None and item.concept is not None else None
    spent = twin.actual if twin is not None else item.actual
    if spent is None or _is_true_of(change, change.currents[0]):
        return
    change.currents = []
    change.item = item if _is_true_of(change, spent) else None


def _is_true_of(change: Change, own: Figure) -> bool:
    """Whether what is printed of a change shows that it is that of an amount."""
    return (change.prior is not None or change.rate is not None) and _moves(change, own)


def bind_change(change: Change, index: Index) -> None:
    """Find the figures that a change may be said of, and its base where it is stated."""
    item = change.item
    if item is None:
        return
    own = _own_amount(change, item, index)
    if own is not None:
        change.currents.append(own)
        if not change.sure:
            _add_neighbours(change, item, own, index)
    change.currents += [figure for other in change.rivals if (figure := amount_of(other)) is not None]
    if change.prior is None:
        planned = budget_kind_of(change.base)
        if planned is not None:
            change.prior = budget_of(item, planned)
        elif change.base == LAST_YEAR:
            change.prior = item.prior
    if own is not None:
        _settle_years(change, item, own, index)
    if change.of_total and own is not None and not _is_true_of(change, own):
        change.currents = []  # 财政拨款收支总计 9 万元。……财政拨款支出增加 1 万元: of what is not told
    # 预算 3 万元，超支 1 万元: what is said of an amount that is not printed is not said of its own base.
    change.currents = [figure for figure in change.currents if figure is not change.prior]


def _settle_years(change: Change, item: Item, own: Figure, index: Index) -> None:
    """Of several amounts that an item was stated with, this year's (预算 9 万元，比上年 8 万元（执行数 7 万元）增加 1 万元) and last year's, those of which a change is true."""
    prior, several = change.prior, index.book.priors.get(id(item), ())
    planned = prior is not None and change.delta is not None and change.base.startswith(LAST_YEAR) and own.start > prior.start
    if prior is not None and planned and not _is_since(change, own, prior):
        change.currents = [next((each for each in item.budgets.values() if _is_since(change, each, prior)), own), *change.currents[1:]]
    if len(several) > 1 and (prior is None or prior in several):
        change.prior = next((each for each in several if _is_since(change, own, each)), prior)


def _is_since(change: Change, own: Figure, prior: Figure) -> bool:
    """上年预算 9 万元，上年执行 8 万元; 与上年执行相比增加 1 万元: whether a change, or its rate, is that since one of several amounts of last year."""
    if change.delta is not None:
        return abs(own.exact - prior.exact - change.delta.exact * change.delta.sign) <= rounding_of((own, prior, change.delta))
    rate = change.rate
    return rate is not None and bool(prior.exact) and abs(abs(own.exact / prior.exact - 1) - abs(rate.exact)) <= rounding_of([rate])


def _own_amount(change: Change, item: Item, index: Index) -> Figure | None:
    """The amount of the item that a change is said of: its budget against last year's budget."""
    if change.base == LAST_BUDGET and item.budgets:
        return next(iter(item.budgets.values()))
    own = amount_of(item)
    if own is None and item.concept is not None:
        twin = index.twin(item)
        own = twin.actual if twin is not None else None
    return own


def _add_neighbours(change: Change, item: Item, own: Figure, index: Index) -> None:
    """The amounts of the paragraph that a change may be said of as well, the nearest first."""
    end = (change.delta or change.rate or own).start
    for other in reversed(index.of_paragraph[item.paragraph]):
        amount = amount_of(other)
        if other.start < end and amount is not None and other is not item and not other.aside and other.kind == item.kind:
            change.currents.append(amount)
            if len(change.currents) > FAR:
                break
    change.sure = all(other.exact == own.exact for other in change.currents)


def bind_budget(claim: Variance | Completion, index: Index) -> None:
    """Find the budget and the amount of a rate."""
    item, kind = claim.item, claim.kind
    if item is None:
        return
    actual, budget = _both(item, kind, index)
    claim.actual, claim.budget = claim.actual or actual, claim.budget or budget
    if isinstance(claim, Completion):
        if claim.budget is None:
            claim.change = index.change_from(item, kind)
        claim.others = [figure for figure in item.budgets.values() if figure is not claim.budget]


def bind_comparison(claim: Comparison, kind: str, index: Index) -> None:
    """Find the budget and the amount that words compare, or the rate of completion that is printed instead of a budget."""
    item = claim.item
    if item is None:
        return
    if budget_of(item, kind) is None:
        done = (other for other in index.completions(item) if other.budget is None)
        claim.completion = next((other.rate for other in done if not kind or not other.kind or other.kind == kind), None)
    claim.actual, claim.budget = _both(item, kind, index)


def _both(item: Item, kind: str, index: Index) -> tuple[Figure | None, Figure | None]:
    """The amount and the budget of an item; what its sentence leaves out is that of the same concept elsewhere."""
    actual, budget = item.actual, budget_of(item, kind)
    other = None
    if actual is None or budget is None:
        other = index.twin(item, kind if budget is None else None)
    if other is not None:
        actual, budget = actual or other.actual, budget or budget_of(other, kind)
    return actual, budget


def _has_own(item: Item, change: Change) -> bool:
    """Whether an item has a change of its own against the same base."""
    return item.change is not None and item.change is not change and item.change.base == change.base


def _moves(change: Change, own: Figure) -> bool:
    """Whether a change is that of an amount: from the base that is stated, else by the rate of it, their rounding granted."""
    rate, delta = change.rate, change.delta
    assert delta is not None
    if change.prior is not None:
        return _is_since(change, own, change.prior)
    assert rate is not None
    prior = own.exact - delta.exact * delta.sign
    return makes_delta(change, abs(rate.exact), abs(prior))


def makes_delta(change: Change, rate: Decimal, base: Decimal) -> bool:
    """Whether a rate of a base comes to the amount of a change, the rounding of both granted."""
    assert change.rate is not None and change.delta is not None
    return abs(rate * base - change.delta.exact) <= change.rate.quantum * abs(base) / 2 + change.delta.quantum
