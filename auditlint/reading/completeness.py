"""Which columns of a list add up: that its parts make the whole in one of them shows that they are all there are in the others."""

from collections.abc import Iterator

from ..model.arithmetic import Operand, total
from ..model.check import expect
from ..model.claims import CHANGES, SHARES, Breakdown, Item
from ..model.figure import Figure, are_all
from ..model.filing import Filing

#: The changes of fewer parts than this may come to that of the whole by themselves.
_FEWEST_CHANGES = 3


def read_completeness(filing: Filing) -> None:
    """Enter in every list the columns in which its parts make its whole; to be read last, when all figures are settled."""
    for listing in filing.claims(Breakdown):
        if listing.whole is not None and len(listing.parts) > 1:
            listing.adding = frozenset(_adding(listing, listing.whole))


def _adding(listing: Breakdown, whole: Item) -> Iterator[str]:
    shares = [part.share for part in listing.parts if part.share is not None]
    if len(shares) == len(listing.parts) and are_all(shares):
        yield SHARES
    for column in whole.columns():
        stated = whole.amount(column)
        parts = [figure for part in listing.parts if (figure := part.amount(column)) is not None]
        if stated is not None and stated.exact and len(parts) == len(listing.parts) and _fits(stated, total(parts)):
            yield column
    delta = whole.change.delta if whole.change is not None else None
    moved = listing.change_of_parts() if len(listing.parts) >= _FEWEST_CHANGES else None
    if delta is not None and moved is not None and _fits(delta, moved):
        yield CHANGES


def _fits(stated: Figure, expression: Operand) -> bool:
    return expect(stated, expression).sound
