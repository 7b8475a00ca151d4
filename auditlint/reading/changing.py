"""What a change is said of, and what it is measured against."""

from collections.abc import Callable

from ..model.claims import Breakdown, Change, Item
from ..model.figure import Figure
from ..model.filing import Filing
from .sharing import FAR


class ChangeBinding:
    """Binds the changes of a filing."""

    filing: Filing
    _owner: dict[int, Breakdown]
    _of_paragraph: dict[int, list[Item]]
    _twin: Callable[[Item, bool, str], Item | None]

    def _settle_rivals(self, change: Change) -> None:
        """收入 9 万元，其中：甲 8 万元、乙 1 万元，较上年增加 2 万元，增长 28.57%: of which of them it is true.

        Where another part has a change of its own, or the whole has, there is nothing to choose.
        """
        item = change.item
        listing = self._owner.get(id(item))
        told = listing is not None and any(_changed(part, change) for part in listing.parts if part is not item)
        change.rivals = [] if told else [whole for whole in change.rivals if not _changed(whole, change) and amount_of(whole) is not None]
        if item is None or not change.rivals or change.delta is None or change.rate is None or change.prior is not None:
            return
        for other in (item, *change.rivals):
            own = amount_of(other)
            if own is not None and _moves(change, own):
                if other is not item:
                    item.change, other.change, change.item, change.rivals = None, change, other, []
                return

    def _bind_change(self, change: Change) -> None:
        item = change.item
        if item is None:
            return
        role = "预算" if change.base == "上年预算" else "决算"
        own = item.actual if item.actual is not None else next(iter(item.budgets.values()), None)
        if own is None and item.concept is not None:
            twin = self._twin(item, False, "")
            own = twin.actual if twin is not None else None
        if role == "预算" and item.budgets:
            own = next(iter(item.budgets.values()))
        if own is not None:
            change.currents.append(own)
        if not change.sure and own is not None:
            end = (change.delta or change.rate or own).start
            for other in reversed(self._of_paragraph[item.paragraph]):
                if (
                    other.start < end and other.actual is not None and other is not item and not other.aside
                    and other.kind == item.kind
                ):  # fmt: skip
                    change.currents.append(other.actual)
                    if len(change.currents) > FAR:
                        break
            change.sure = all(other.exact == own.exact for other in change.currents)
        change.currents += [figure for other in change.rivals if (figure := amount_of(other)) is not None]
        if change.base.endswith("预算") and change.base != "上年预算":
            if change.prior is None:
                change.prior = budget_of(item, change.base.removesuffix("预算"))
        elif change.prior is None and change.base == "上年" and item.prior is not None:
            change.prior = item.prior


def budget_of(item: Item, kind: str) -> Figure | None:
    """The budget of a kind; where only one of the two sides names the kind, they may mean the same."""
    budgets = item.budgets
    if kind in budgets:
        return budgets[kind]
    if len(budgets) == 1 and (not kind or "" in budgets):
        return next(iter(budgets.values()))
    return None


def amount_of(item: Item) -> Figure | None:
    """What a filing states for an item: what was spent, or else its budget."""
    return item.actual or next(iter(item.budgets.values()), None)


def _changed(item: Item, change: Change) -> bool:
    """Whether an item has a change of its own against the same base."""
    return item.change is not None and item.change is not change and item.change.base == change.base


def _moves(change: Change, own: Figure) -> bool:
    """Whether a rate is that of a change which an amount has made, its rounding granted."""
    rate, delta = change.rate, change.delta
    assert rate is not None and delta is not None
    prior = own.exact - delta.exact * delta.sign
    return abs(abs(rate.exact) * abs(prior) - delta.exact) <= rate.quantum * abs(prior) / 2 + delta.quantum
