"""Members of a family that a list does not name: what the shares, the narrative elsewhere and the tables say of them."""

from decimal import Decimal

from auditlint.field import ALL, SPENT, TOTAL_OF, family, told
from auditlint.model import BROKEN, Breakdown, Check, Figure, Filing, expect, phrase, total, unchecked

from .choice import sound
from .table_lookup import Tables


def left_out(filing: Filing, listing: Breakdown, check: Check, parts: list[Figure]) -> Check:
    """Parts that fall short of a total because a member of their family is not named with them.

    What the narrative or the summary table prints for it decides; where neither does, the difference is only not explained.
    """
    stated = check.printed
    if not isinstance(stated, Figure) or not _falls_short(check, stated):
        return check
    if leaves_out(listing, stated):
        return unchecked(stated, phrase("list-open"), list(parts))
    if stated.scope not in ("", ALL) or stated.role != SPENT:
        return check
    unnamed = _unnamed(listing)
    if _of_the_year(listing.family):
        tables = Tables(filing)
        others = [figure for name in unnamed if (figure := tables.printed(name, "")) is not None and figure.exact]
    elif unnamed:
        others = _printed(filing, unnamed[0], stated)
        if not others:
            return check.warned().noted(phrase("difference-unexplained", what=unnamed[0]))
    else:
        return check
    longer = expect(stated, total([*parts, *others]))
    return longer if sound(longer) else check


def _falls_short(check: Check, stated: Figure) -> bool:
    return check.verdict == BROKEN and check.exact is not None and check.exact < stated.exact


def _unnamed(listing: Breakdown) -> list[str]:
    """The members of its family that lists often leave out, and this one does: those that are of no fund and have a cell in the tables."""
    known = family(listing.family)
    if known is None:
        return []
    named = {part.concept for part in listing.parts}
    return list(dict.fromkeys(each.concept for each in told() if not each.scope and each.concept in known.parts and each.concept not in named))


def _printed(filing: Filing, name: str, stated: Figure) -> list[Figure]:
    """What the narrative prints for a member beside a total, or else the summary table."""
    told_there = filing.ledger.mentions(name, stated.scope, stated.role)[:1]
    summary = None if told_there else Tables(filing).printed(name, "")
    return told_there or ([summary] if summary is not None else [])


def _of_the_year(name: str) -> bool:
    """Whether a family makes up what came in, or was spent, in the year."""
    known = family(name)
    return known is not None and not known.wholes.isdisjoint(TOTAL_OF)


def leaves_out(listing: Breakdown, stated: Figure) -> bool:
    """Whether every part is as much of the whole as its share says, and the shares leave room for a member that is not named."""
    pairs = [(part.share, part.actual) for part in listing.parts if part.actual is None or part.actual.exact]
    if not _of_the_year(listing.family) or len(pairs) < 2 or not stated.exact:
        return False
    left = slack = stated.exact * 0
    for share, actual in pairs:
        if share is None or actual is None or not sound(expect(share, actual / stated)):
            return False
        left, slack = left + share.exact, slack + share.quantum / 2
    return left + slack < 1


def divided_otherwise(filing: Filing, stated: Figure, usual: list[Figure]) -> bool:
    """Whether a list of the filing names these parts of a figure and others, and all of them add up to it."""
    names = _names(usual)
    for listing in filing.claims(Breakdown):
        amounts = _column(listing, stated)
        known = [figure for figure in amounts if figure is not None and figure.dimension == stated.dimension]
        if len(usual) < len(known) == len(amounts) and names <= _names(known) and sound(expect(stated, total(known))):
            return True
    return False


def _column(listing: Breakdown, stated: Figure) -> list[Figure | None]:
    """What a list prints for each of its items, doubtful ones too, in the column whose whole is ``stated``; nothing where none is."""
    whole = listing.whole
    if whole is None:
        return []
    items = [*listing.parts, *listing.doubtful]
    role = next((kind for kind, figure in whole.budgets.items() if figure is stated), None)
    if role is not None:
        return [item.budgets.get(role) for item in items]
    return [item.actual for item in items] if whole.actual is stated else []


def _names(figures: list[Figure]) -> set[tuple[str | None, str, Decimal]]:
    return {(figure.concept, figure.scope, figure.exact) for figure in figures}
