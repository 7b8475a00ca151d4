"""Lists that only the numbers of paragraphs make: 收入 9 万元。（一）拨款 8 万元……（二）其他收入 1 万元……"""

from collections.abc import Iterator

from auditlint.model import BROKEN, Breakdown, Check, Figure, Filing, expect, expect_that, phrase, total, unchecked
from auditlint.named import NamedTuple

from .choice import slipped, sound
from .open_lists import slipped_in_open


def outlined_sums(filing: Filing) -> Iterator[Check]:
    """Lists that only the numbers of paragraphs make: those that hold do, a closed family must, and of others a slip has to explain it.

    That the numbers of a filing make lists is shown by others that hold.
    """
    sums = [found for listing in filing.claims(Breakdown) if (found := _outlined(listing)) is not None]
    shown = sum(found.telling and sound(found.check) for found in sums) > 1
    between = _between([found.check for found in sums if found.check.verdict == BROKEN])
    for found in sums:
        check = found.check
        if check.verdict != BROKEN or found.listing.closed or (shown and slipped(check)) or id(check) in between:
            yield check
        else:
            yield slipped_in_open(found.listing, check.operands()[0], check.operands()[1:], check) or _at_most(found)


def _between(broken: list[Check]) -> set[int]:
    """Sums of which one has the whole of another as its part, and holds with the parts of that in its place: both tell what stands between."""
    inner_of = {id(check.printed): check for check in broken}
    found: set[int] = set()
    for outer in broken:
        assert isinstance(outer.printed, Figure)
        parts = outer.operands()[1:]
        for at, part in enumerate(parts):
            inner = inner_of.get(id(part))
            if inner is not None and sound(expect(outer.printed, total([*parts[:at], *inner.operands()[1:], *parts[at + 1 :]]))):
                found |= {id(outer), id(inner)}
    return found


class _Outlined(NamedTuple):
    """A list that only the numbers of paragraphs make, with its sum; ``telling`` where more than one part is more than nothing."""

    listing: Breakdown
    check: Check
    telling: bool


def _outlined(listing: Breakdown) -> _Outlined | None:
    """The sum of a list that only the numbers of paragraphs make; ``None`` for another list, and where an amount is not known."""
    if not listing.outlined or listing.whole is None:
        return None
    stated = listing.whole.stated
    parts = [figure for part in listing.parts if (figure := part.stated) is not None]
    if stated is None or len(parts) < len(listing.parts):
        return None
    return _Outlined(listing, expect(stated, total(parts)).folded("sum"), sum(not part.is_zero for part in parts) > 1)


def _at_most(found: _Outlined) -> Check:
    """Paragraphs under an amount are within it, where they are parts of it at all."""
    whole, parts = found.check.printed, found.check.operands()[1:]
    if found.listing.opened and isinstance(whole, Figure):
        within = expect_that(total(parts), "<=", whole)
        if sound(within):
            return within
    return unchecked(whole, phrase("paragraphs-no-parts"), parts)
