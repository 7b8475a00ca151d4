"""Where everything stands when it is read: items by concept, by paragraph and by the end of their labels; lists by their parts."""

from bisect import bisect_left
from operator import attrgetter

from ...field import BUDGETED, budget_kind_of, normal
from ...model.claims import Breakdown, Change, Completion, Item
from ...model.figure import Figure
from .book import Book

_amount_start = attrgetter("actual.start")

#: How many figures a claim may mean at most, the nearest of them: no sentence lists more.
FAR = 40


class Index:
    """Finds items and claims again; ``owner`` is filled when all lists are known."""

    def __init__(self, book: Book):
        self.book = book
        self.of_concept: dict[tuple[str, str], list[Item]] = {}
        self.of_paragraph: dict[int, list[Item]] = {}
        self.owner: dict[int, Breakdown] = {}
        self._told: list[Item] | None = None
        self._endings: dict[int, dict[str, list[Item]]] = {}
        self._twins: dict[tuple[str, str, str | None], list[Item]] = {}
        self._changes: dict[tuple[int, str], Change] = {}
        self._completions: dict[int, list[Completion]] = {}
        for item in book.filing.items:
            self.of_paragraph.setdefault(item.paragraph, []).append(item)
            if item.concept is not None and not item.owner:
                self.of_concept.setdefault((item.concept, item.scope), []).append(item)

    def own(self, listings: list[Breakdown]) -> None:
        """Enter which list each part is of, the first where there are several."""
        for listing in listings:
            for part in listing.parts:
                self.owner.setdefault(id(part), listing)

    def ending(self, words: str) -> list[Item]:
        """The items with an amount whose labels end with some words."""
        size = len(words)
        if size not in self._endings:
            found = self._endings[size] = {}
            for item in self.book.filing.items:
                if item.actual is not None:
                    label = normal(item.label)
                    found.setdefault(label[max(0, len(label) - size) :], []).append(item)
        return self._endings[size].get(words, [])

    def amounts_before(self, place: int, most: int) -> list[Figure]:
        """The last amounts of items, so many at most, that stand before a place in the text."""
        told = self._in_order()
        end = bisect_left(told, place, key=_amount_start)
        return [item.actual for item in told[max(0, end - most) : end] if item.actual is not None]

    def told_between(self, start: int, end: int) -> list[Item]:
        """The items whose amounts stand in a stretch of the text."""
        told = self._in_order()
        return told[bisect_left(told, start, key=_amount_start) : bisect_left(told, end, key=_amount_start)]

    def _in_order(self) -> list[Item]:
        if self._told is None:
            self._told = sorted((item for item in self.book.filing.items if item.actual is not None), key=_amount_start)
        return self._told

    def twin(self, item: Item, kind: str | None = None) -> Item | None:
        """The same concept stated elsewhere: with an amount, or with a budget of a kind."""
        if item.concept is None or item.owner:
            return None
        key = item.concept, item.scope, kind
        found = self._twins.get(key)
        if found is None:
            known = self.of_concept.get((item.concept, item.scope), ())
            found = self._twins[key] = [other for other in known if (other.actual if kind is None else budget_of(other, kind)) is not None]
        return next((other for other in found if other is not item), None)

    def change_from(self, item: Item, kind: str) -> Change | None:
        """How much an item is more or less than a budget of a kind, where the words leave no doubt that it is said of the item."""
        if not self._changes:
            for change in self.book.filing.claims(Change):
                if change.delta is not None and change.sure:
                    self._changes.setdefault((change.item.start if change.item is not None else -1, change.base), change)
        return self._changes.get((item.start, f"{kind}预算")) or self._changes.get((item.start, BUDGETED))

    def completions(self, item: Item) -> list[Completion]:
        """The rates of completion of an item."""
        if not self._completions:
            for completion in self.book.filing.claims(Completion):
                self._completions.setdefault(id(completion.item), []).append(completion)
        return self._completions.get(id(item), [])


def budget_of(item: Item, kind: str) -> Figure | None:
    """The budget of a kind; where only one of the two sides names the kind, they may mean the same."""
    budgets = item.budgets
    if kind in budgets:
        return budgets[kind]
    if len(budgets) == 1 and (not kind or "" in budgets):
        return next(iter(budgets.values()))
    return None


def in_role(item: Item, role: str) -> Figure | None:
    """The budget of an item that a role is called by, or what was spent."""
    kind = budget_kind_of(role)
    return item.actual if kind is None else item.budgets.get(kind)


def amount_of(item: Item | None) -> Figure | None:
    """What a filing states for an item: what was spent, or else its budget."""
    return item.stated if item is not None else None
