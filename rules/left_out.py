"""Members of a family that a list does not name: what the shares, the narrative elsewhere and the tables say of them."""

from auditlint.field import ALL, TOTAL_OF, family, told
from auditlint.model import BROKEN, Breakdown, Check, Figure, Filing, expect, phrase, total, unchecked

from .choice import sound
from .table_lookup import Tables


def left_out(filing: Filing, listing: Breakdown, check: Check, parts: list[Figure]) -> Check:
    """Parts that fall short of a total because a member of their family is not named with them.

    What the narrative or the summary table prints for it decides; where neither does, the difference is only not explained.
    """
    stated = check.printed
    if check.verdict != BROKEN or check.exact is None or not isinstance(stated, Figure) or check.exact >= stated.exact:
        return check
    if leaves_out(listing, stated):
        return unchecked(stated, phrase("list-open"), list(parts))
    if stated.scope not in ("", ALL) or stated.role != "决算":
        return check
    named = {part.concept for part in listing.parts}
    unnamed = [part for part in _beside(listing.family) if part not in named]
    tables = Tables(filing)
    if _of_the_year(listing.family):
        others = [figure for part in unnamed if (figure := tables.printed(part, "")) is not None and figure.exact]
        longer = expect(stated, total([*parts, *others]))
        return longer if sound(longer) else check
    if not unnamed:
        return check
    name = unnamed[0]
    summary = tables.printed(name, "")
    printed = filing.ledger.mentions(name, stated.scope, stated.role)[:1] or ([summary] if summary is not None else [])
    if not printed:
        check.severity = "warning"
        check.note = phrase("difference-unexplained", what=name)
        return check
    longer = expect(stated, total([*parts, *printed]))
    return longer if sound(longer) else check


def _beside(name: str) -> list[str]:
    """The members of a family that lists often leave out: those that are of no fund and have a cell in the tables."""
    known = family(name)
    return [each.concept for each in told() if not each.scope and each.concept in known.parts] if known is not None else []


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
    for listing in filing.claims(Breakdown):
        whole = listing.whole
        if whole is None:
            continue
        role = next((kind for kind, figure in whole.budgets.items() if figure is stated), None)
        if role is None and whole.actual is not stated:
            continue
        items = [*listing.parts, *listing.doubtful]
        amounts = [item.actual if role is None else item.budgets.get(role) for item in items]
        known = [figure for figure in amounts if figure is not None and figure.dimension == stated.dimension]
        names = {(figure.concept, figure.scope, figure.exact) for figure in known}
        if len(usual) < len(known) == len(items) and {(figure.concept, figure.scope, figure.exact) for figure in usual} <= names:
            if sound(expect(stated, total(list(known)))):
                return True
    return False
