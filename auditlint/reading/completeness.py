"""Which columns of a list add up: that its parts make the whole in one of them shows that they are all there are in the others.

Whose change is that of the whole, and what tells by how much its parts changed, is found here too: it takes the other lists.
"""

from collections.abc import Iterator
from decimal import Decimal

from ..field import LAST_BUDGET, LAST_YEAR, TOTALS, functional_class, resolve
from ..language import group
from ..model.arithmetic import Operand, total
from ..model.check import expect
from ..model.claims import ACTUALS, CHANGES, ITEM, SHARES, Breakdown, Change, Item, Share
from ..model.figure import Figure, Word, are_all
from ..model.filing import Filing
from ..startup import pattern

#: Fewer changes than this may come to that of the whole by themselves.
_FEWEST_CHANGES = 3
#: So many other lists that add up show that those which begin alike leave nothing out; how far behind its whole a list begins.
_FEWEST_LISTS, _NEAR = 2, 60
_OPENERS, _MAINLY = pattern(group("listopener")), pattern("主要(?:用于|包括|是)")


def read_completeness(filing: Filing) -> None:
    """Enter in every list the columns in which its parts make its whole; to be read last, when all figures are settled."""
    lists = [listing for listing in filing.claims(Breakdown) if listing.whole is not None and len(listing.parts) > 1]
    named = {id(share.percent): share.named for share in filing.claims(Share)}
    for listing in lists:
        listing.adding, listing.classed = frozenset(_adding(listing, named)), _names_items(listing)
    _show(lists)
    # What something is made of stands behind it, so that no list is within itself.
    made = {
        id(whole): listing.parts for listing in lists
        if (whole := listing.whole) is not None and listing.adding and all(part.start > whole.start for part in listing.parts)
    }  # fmt: skip
    closed = {id(listing.whole) for listing in lists if listing.closed}
    totals: dict[tuple[str, str, Decimal], Change] = {}
    for change in filing.claims(Change):
        if change.item is not None and change.item.concept in TOTALS:
            for key in _printed(change.item):
                totals.setdefault(key, change)
    for listing in lists:
        listing.change = _change_of(listing, totals)
        if listing.change is not None:
            listing.moves = _moves(listing.parts, listing.change.base, made)
            open_ones = (part for part in listing.parts if _moved(part, listing.change.base) is None and id(part) not in closed)
            listing.lent = listing.whole is None or listing.change is not listing.whole.change or any(open_ones)
        if _changes_add_up(listing):
            listing.adding |= {CHANGES}


def _show(lists: list[Breakdown]) -> None:
    """Mark the one list that does not add up where those that begin with the same words (其中, 包括), or divide classes too, all do, though none of them must be whole."""
    alike: dict[str, list[Breakdown]] = {}
    for listing in lists:
        if not listing.closed and not listing.outlined and sum(part.actual is not None and bool(part.actual.exact) for part in listing.parts) > 1:
            alike.setdefault(_opener(listing), []).append(listing)
    for opener, known in alike.items():
        if opener:
            for listing in _only_open(known):
                listing.shown = True
    for listing in _only_open([listing for known in alike.values() for listing in known if listing.whole is not None and functional_class(listing.whole.label)]):
        listing.classed = True


def _names_items(listing: Breakdown) -> bool:
    """Whether its parts are called items (项), each another one, and no words before them say that they are the main ones."""
    names, whole = {part.label for part in listing.parts if part.level == ITEM}, listing.whole.actual if listing.whole is not None else None
    mainly = whole is not None and _MAINLY.search(whole.source.text, whole.end, listing.parts[0].start) is not None
    return len(names) == len(listing.parts) > 2 and not mainly


def _only_open(alike: list[Breakdown]) -> list[Breakdown]:
    """The only one of some lists whose parts do not make its whole, where enough others do."""
    open_ones = [listing for listing in alike if ACTUALS not in listing.adding]
    return open_ones if len(open_ones) == 1 and len(alike) - 1 >= _FEWEST_LISTS else []


def _opener(listing: Breakdown) -> str:
    """The words that stand between a whole and the first of its parts and begin a list."""
    whole, first = listing.whole, listing.parts[0]
    if whole is None or whole.actual is None or not whole.actual.end <= first.start <= whole.actual.end + _NEAR:
        return ""
    found = _OPENERS.search(whole.actual.source.text, whole.actual.end, first.start)
    return found.group() if found is not None else ""


def _change_of(listing: Breakdown, totals: dict[tuple[str, str, Decimal], Change]) -> Change | None:
    """The change of the whole, or that of the total which it balances: 收入、支出总计 9 万元，比上年减少 2 万元。（一）收入总计 9 万元，包括……"""
    whole = listing.whole
    if whole is None or whole.change is not None or whole.concept not in TOTALS:
        return whole.change if whole is not None else None
    return next((totals[key] for key in _printed(whole) if key in totals), None)


def _printed(item: Item) -> Iterator[tuple[str, str, Decimal]]:
    """The amounts that a total prints, with whose money it is."""
    for column in item.columns():
        amount = item.amount(column)
        if amount is not None and amount.exact:
            yield item.scope, item.owner, amount.exact


def _moves(items: list[Item], base: str, made: dict[int, list[Item]]) -> list[Figure | Word]:
    """By how much each of some items changed, or what it is made of where only that tells it; nothing where one is not told."""
    moves: list[Figure | Word] = []
    for item in items:
        own = _moved(item, base)
        inner = [own] if own is not None else _moves(made.get(id(item), []), base, made)
        if not inner:
            return []
        moves += inner
    return moves


def _moved(item: Item, base: str) -> Figure | Word | None:
    """By how much an item changed; what is nothing and was nothing in last year's budget did not change against last year either."""
    change = item.change
    if change is None:
        return None
    nothing = change.base == LAST_BUDGET and base == LAST_YEAR and item.actual is not None and not item.actual.exact
    return change.moved(change.base if nothing else base)


def _adding(listing: Breakdown, named: dict[int, str]) -> Iterator[str]:
    """The columns of amounts and shares in which the parts make the whole; ``named`` is what each share is said to be of."""
    whole = listing.whole
    assert whole is not None
    shares = [part.share for part in listing.parts if part.share is not None]
    if len(shares) == len(listing.parts) and are_all(shares) and not any(_of_another(whole, named.get(id(share), "")) for share in shares):
        yield SHARES
    for column in whole.columns():
        stated = whole.amount(column)
        parts = [figure for part in listing.parts if (figure := part.amount(column)) is not None]
        if stated is not None and stated.exact and len(parts) == len(listing.parts) and _fits(stated, total(parts)):
            yield column


def _of_another(whole: Item, named: str) -> bool:
    """支出总计 9 万元，其中：基本支出 6 万元，占本年支出的 75%: whether a share of a part of a total is of what else it is made of."""
    found = resolve(named) if whole.concept in TOTALS and named else None
    return found is not None and found[0] != whole.concept


def _changes_add_up(listing: Breakdown) -> bool:
    change = listing.change
    moved = listing.change_of_parts() if len(listing.moves) >= _FEWEST_CHANGES else None
    return change is not None and change.delta is not None and moved is not None and _fits(change.delta, moved)


def _fits(stated: Figure, expression: Operand) -> bool:
    return expect(stated, expression).sound
