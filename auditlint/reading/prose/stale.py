"""Years of last year's text: an amount of this year's that stands under last year's.

2022 年度支出总计 9 万元 in the accounts of 2023 may be last year's amount.  It is this year's, and the year was not changed, where what is
said of it holds of this year's alone: a change since last year, a share of this year's, the same amount stated elsewhere.
"""

from decimal import Decimal

from ...field import BOTH, LAST_YEAR
from ...model.claims import Change, Item
from ...model.figure import Figure
from .book import Book
from .comparisons import makes_delta

_TOTALS = tuple(name for both, sides in BOTH.items() for name in (*sides, both))


def read_stale_years(book: Book) -> None:
    """Give such amounts back to this year; what a change is measured against is left open where neither year fits.

    A year under which something was another amount than this year's was not left from last year's text.
    """
    dated = [(item, item.prior) for item in book.filing.items if item.prior is not None and item.prior.start in book.dated]
    if not dated:
        return
    stated: dict[tuple[str, str], set[Decimal]] = {}
    for item in book.filing.items:
        if item.concept is not None and item.actual is not None:
            stated.setdefault((item.concept, item.scope), set()).add(item.actual.exact)
    moved = {book.dated[prior.start] for item, prior in dated if prior.exact not in _known(item, stated, prior)}
    waiting: dict[int, list[Item]] = {}
    for item, prior in dated:
        if (item.actual is None or item.actual.exact == prior.exact) and book.dated[prior.start] not in moved:
            waiting.setdefault(prior.start, []).append(item)
    changes = _changes_of(book)
    for start, items in waiting.items():
        figure = items[0].prior
        if figure is not None:
            _settle(figure, items, [change for item in items for change in changes.get(id(item), ())], book.dated[start], stated, book)


def _known(item: Item, stated: dict[tuple[str, str], set[Decimal]], prior: Figure) -> set[Decimal]:
    """This year's amounts of what an amount is of; just that one where none is stated."""
    return stated.get((item.concept or "", item.scope)) or {prior.exact}


def _changes_of(book: Book) -> dict[int, list[Change]]:
    """The changes since last year with an amount, by their items."""
    found: dict[int, list[Change]] = {}
    for change in book.filing.claims(Change):
        if change.item is not None and change.base == LAST_YEAR and change.delta is not None:
            found.setdefault(id(change.item), []).append(change)
    return found


def _settle(figure: Figure, items: list[Item], own: list[Change], at: int, stated: dict[tuple[str, str], set[Decimal]], book: Book) -> None:
    """Say of one amount whose year it is: last year's as its words say, this year's, or neither."""
    moved = any(change.delta is not None and change.delta.exact for change in own)
    if items[0].actual is not None and not moved:
        return  # what did not change is the same in both years
    now = _is_stated_again(items[0], figure, stated) or any(_grew(change, figure) for change in own)
    if now:
        book.stale(figure, at)
    elif not any(change.rate is not None and not _is_from(change, figure) for change in own):
        return
    book.undate(figure, items, own, now)


def _is_stated_again(item: Item, figure: Figure, stated: dict[tuple[str, str], set[Decimal]]) -> bool:
    """Whether the filing states the same amount as this year's elsewhere, of the same thing or of the other side of the account."""
    concepts = _TOTALS if item.concept in _TOTALS else (item.concept,)
    return bool(figure.exact) and any(figure.exact in stated.get((concept or "", item.scope), ()) for concept in concepts)


def _grew(change: Change, figure: Figure) -> bool:
    """Whether a rate is that of a change to this amount, and not of one from it."""
    rate, delta = change.rate, change.delta
    if rate is None or delta is None or not rate.exact or _is_from(change, figure):
        return False
    return makes_delta(change, rate.exact, figure.exact - delta.exact * delta.sign)


def _is_from(change: Change, figure: Figure) -> bool:
    assert change.rate is not None
    return makes_delta(change, change.rate.exact, figure.exact)
