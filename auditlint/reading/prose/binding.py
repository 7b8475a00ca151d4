"""Binding: the operands of what was claimed, when everything is read.

Some stand before the claim and some after it (a share of 本年支出合计 may name a figure of another section).  Where several figures could be meant, all
are kept, the most natural first; none is invented.
"""

from ...field import BOTH, CHANGE, LAST_YEAR, LOCAL
from ...model.claims import Change, Completion, Item, Nil, Pair, Variance
from ...model.figure import Figure
from ...model.filing import Filing
from .again import tell_again, tell_counted
from .balanced import balance_changes
from .book import Book
from .comparisons import bind_budget, bind_change, bind_comparison, settle_plan, settle_rivals
from .covered import read_covered
from .index import Index, in_role
from .outline import read_outline
from .qualified import are_apart, own_qualified
from .shares import bind_shares
from .stale import read_stale_years
from .sums import carry_in_budgets, gather_listed, give_back, own_carried, own_outlined, read_hosting
from .wholes import Completeness, settle_whole


def bind(book: Book) -> None:
    """Find the operands of everything that a filing claims."""
    filing = book.filing
    own_qualified(book)
    own_carried(filing)
    index = Index(book)
    read_stale_years(book)
    outlined = read_outline(filing)
    for listing in outlined:
        own_outlined(listing)
    carry_in_budgets(index)
    _fill_ledger(filing)
    gather_listed(index)
    for listing in outlined:
        filing.add(listing)
    give_back(index)
    index.own(filing.breakdowns())
    completeness = Completeness(book)
    for listing in filing.breakdowns():
        settle_whole(listing, index)
        completeness.judge(listing)
    for item, figure in book.restated:
        _pair(item, figure, book)
    bind_shares(index)
    for change in filing.claims(Change):
        settle_plan(change, index)
        settle_rivals(change, index)
    for change in filing.claims(Change):
        bind_change(change, index)
    for variance in filing.claims(Variance):
        bind_budget(variance, index)
    for completion in filing.claims(Completion):
        bind_budget(completion, index)
    read_hosting(book)
    read_covered(book)
    tell_again(filing)
    tell_counted(filing)
    balance_changes(filing)
    for comparison, kind in book.comparisons:
        bind_comparison(comparison, kind, index)


def _pair(item: Item, figure: Figure, book: Book) -> None:
    """A figure that is stated for an item once more, and not of another thing."""
    first = in_role(item, figure.role)
    if first is not None and first is not figure and not are_apart(item, first, figure, book):
        book.filing.add(Pair(first, figure, item.section))


def _fill_ledger(filing: Filing) -> None:
    """Enter the department's own figures by concept, scope and role, and what it says it has none of."""
    ledger = filing.ledger
    for nil in filing.claims(Nil):
        for concept in nil.concepts:
            ledger.nils.setdefault(concept, nil)
    for item in filing.items:
        if item.concept is None or item.level or item.owner or item.concept in LOCAL:
            continue
        for name in BOTH.get(item.concept, (item.concept,)):
            for figure in (item.actual, item.prior, *item.budgets.values()):
                if figure is not None:
                    ledger.figures.setdefault((name, item.scope, figure.role), []).append(figure)
            change = item.change
            if change is not None and change.delta is not None and change.base == LAST_YEAR:
                ledger.figures.setdefault((name, item.scope, CHANGE), []).append(change.delta)
