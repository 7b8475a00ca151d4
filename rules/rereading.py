"""Reading an amount in another unit: whether what the filing says of it holds then, and only then."""

from collections.abc import Iterator
from decimal import Decimal

from auditlint.model import (
    SHIFT,
    Breakdown,
    Change,
    Check,
    Completion,
    Figure,
    Filing,
    Operand,
    PerUnit,
    Share,
    Variance,
    expect,
    total,
)  # fmt: skip

from .changes import rate_as_told
from .choice import best, broken, sound


def fits_only_as(filing: Filing, figure: Figure, unit: str, unlikely: bool) -> bool:
    """Whether relations that ``figure`` breaks hold when it is read in ``unit``, and none the other way round.

    One that holds as well with nothing in its place says that it is no part of it, and not what its unit is.
    Where no relation speaks either way, ``unlikely`` decides: the amount as printed is hardly possible.
    """
    from copy import copy

    other = copy(figure)
    other.unit, other.shift = unit, SHIFT[unit]
    other.exact = other.value.scaleb(other.shift)
    nothing = copy(other)
    nothing.value = nothing.exact = Decimal(0)
    relations = zip(*(_relations(filing, figure, each) for each in (figure, other, nothing)), strict=True)
    triples = [each for each in relations if not (sound(each[1]) and sound(each[2]))]
    if any(sound(printed) and not sound(reread) for printed, reread, _ in triples):
        return False
    if any(broken(printed) and sound(reread) for printed, reread, _ in triples):
        return True
    return unlikely and not any(sound(check) for printed, reread, _ in triples for check in (printed, reread))


def on_budgets(filing: Filing) -> list[Completion | Variance]:
    """Every rate that compares an actual figure with a budget."""
    return [*filing.claims(Completion), *filing.claims(Variance)]


def budget_rate(claim: Completion | Variance, actual: Figure, budget: Figure) -> Operand:
    """What the rate of ``claim`` should be for these figures."""
    return (actual - budget if isinstance(claim, Variance) else actual) / budget


def _relations(filing: Filing, figure: Figure, other: Figure) -> Iterator[Check | None]:
    """What the filing says of ``figure``, checked with ``other`` in its place."""
    yield from _rates(filing, figure, other)
    yield from _listings(filing, figure, other)
    for figures in filing.ledger.figures.values():
        if figure in figures:
            yield from (expect(other, twin) for twin in figures if twin is not figure)
    yield _average(filing, figure, other)


def _rates(filing: Filing, figure: Figure, other: Figure) -> Iterator[Check | None]:
    yield from _shares(filing, figure, other)
    for change in filing.claims(Change):
        if figure in (change.delta, change.prior) or figure in change.currents:
            yield _change(change, figure, other)
    for claim in on_budgets(filing):
        if claim.actual is not None and claim.budget is not None and figure in (claim.actual, claim.budget):
            actual, budget = (other if each is figure else each for each in (claim.actual, claim.budget))
            yield expect(claim.rate, budget_rate(claim, actual, budget))


def _shares(filing: Filing, figure: Figure, other: Figure) -> Iterator[Check | None]:
    for share in filing.claims(Share):
        part = share.part
        if part is not None and (part is figure or figure in share.wholes):
            moved = other if part is figure else part
            yield best(expect(share.percent, moved / (other if whole is figure else whole)) for whole in share.wholes)


def _listings(filing: Filing, figure: Figure, other: Figure) -> Iterator[Check]:
    for listing in filing.claims(Breakdown):
        whole = listing.whole.actual if listing.whole is not None else None
        parts = [part.actual for part in listing.parts if part.actual is not None]
        if whole is not None and (len(parts) > 1 or parts and parts[0].value == whole.value) and (whole is figure or figure in parts):
            yield expect(other if whole is figure else whole, total([other if part is figure else part for part in parts]))


def _change(change: Change, figure: Figure, other: Figure) -> Check | None:
    from copy import copy

    reread = copy(change)
    reread.delta = other if change.delta is figure else change.delta
    reread.prior = other if change.prior is figure else change.prior
    reread.currents = [other if current is figure else current for current in change.currents]
    return rate_as_told(reread)


def _average(filing: Filing, figure: Figure, other: Figure) -> Check | None:
    """车均运行费 x 元: one of the amounts before it over one of the counts before it."""
    claim = per_unit(filing, figure)
    if claim is None:
        return None
    counts = [each for each in claim.before if each.dimension == "count"]
    amounts = [each for each in claim.before if each.dimension == "money"]
    return best(expect(other, amount / count) for amount in amounts for count in counts)


def per_unit(filing: Filing, figure: Figure) -> PerUnit | None:
    """What an amount for each vehicle or person is reckoned from; ``None`` where it is no such amount."""
    return next((claim for claim in filing.claims(PerUnit) if claim.stated is figure), None)
