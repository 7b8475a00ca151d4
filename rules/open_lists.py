"""Lists that need not be complete, and that one stroke of the hand would make so."""

from collections.abc import Sequence

from auditlint.field import ALL, PARTS_OF, functional_class, name_classes, name_items
from auditlint.model import Breakdown, Check, Figure, expect, total

from .choice import alike, is_little, is_round, slipped, sound, tells

#: What classes of spending need not divide: few tell those of their projects in full.
_PROJECTS, _RUNNING = "项目", "基本支出"
#: All that comes in, and its sources.
_INCOME, _ALL_INCOME = "本年收入", ("本年收入", "收入总计", "收支总计")
_SOURCES = PARTS_OF["本年收入"] | PARTS_OF["收入总计"]
#: A round amount is so many units of its last place.
_ROUND = 10


def slipped_in_open(listing: Breakdown, stated: Figure, parts: Sequence[Figure], check: Check) -> Check | None:
    """A list that one stroke would make complete; ``None`` where a part that was left out explains it as well.

    Parts that miss the whole are all there are only where each is another class or item of one classification, or where other lists of
    the filing begin alike, or divide classes as well, and leave nothing out; of others one may be left out. Parts that pass it by less than anybody would leave out
    are too much.
    """
    labels = [part.label for part in listing.parts]
    classes = name_classes(labels) and _is_divided(listing)
    if check.exact is None or not _may_tell(listing, stated, parts) or not slipped(check, classes):
        return None
    missing = (stated.exact - check.exact) / min(figure.quantum for figure in (stated, *parts))
    if listing.more and missing > 0:
        return None
    if classes:
        return check if stated.printed_places or abs(missing) >= _ROUND else None
    too_much = missing < 0 and is_little(stated, check.exact)
    shown = (listing.shown or _are_sources(listing)) and (missing < 0 or not is_round(stated.exact - check.exact))
    items = (listing.classed or name_items(labels)) and not _is_short_twice(listing, stated)
    return check.warned() if stated.printed_places and (too_much or shown or items) else None


def _is_short_twice(listing: Breakdown, stated: Figure) -> bool:
    """Whether another column of a list misses its whole too: something was left out of both."""
    whole = listing.whole
    return whole is not None and any(whole.amount(column) is not stated and misses_whole(listing, column) for column in whole.columns())


def misses_whole(listing: Breakdown, column: str) -> bool:
    """Whether whole and parts all print an amount in a column, and the parts do not make the whole."""
    stated = listing.whole.amount(column) if listing.whole is not None else None
    parts = [amount for part in listing.parts if (amount := part.amount(column)) is not None]
    return stated is not None and len(parts) == len(listing.parts) and not sound(expect(stated, total(parts)))


def _are_sources(listing: Breakdown) -> bool:
    """Whether parts are sources of all that comes in, each once, and what was carried over: a filing that lists them names all it has."""
    whole, named = listing.whole, {(part.concept, part.scope) for part in listing.parts}
    every = len(named) == len(listing.parts) > 1 and all(is_source(*name) for name in named)
    return whole is not None and whole.scope == ALL and whole.concept in _ALL_INCOME and every


def is_source(concept: str | None, scope: str) -> bool:
    """Whether a concept of a fund is a source of what comes in, or what was carried over."""
    return concept in _SOURCES and (concept != _INCOME or scope not in ("", ALL))


def _may_tell(listing: Breakdown, stated: Figure, parts: Sequence[Figure]) -> bool:
    """Whether amounts of money are exact enough, and printed alike, for a stroke to tell something; shares that leave some of the whole say that the list does too."""
    shared = all(part.share is not None for part in listing.parts) and not listing.is_shared_out
    return stated.dimension == "money" and not shared and any(map(_is_telling, parts)) and alike([stated, *parts])


def _is_divided(listing: Breakdown) -> bool:
    """Whether a whole is what every class is of: all that is spent, or a fund's part of it; of costs of running only the economic ones."""
    label = listing.whole.label if listing.whole is not None else ""
    return _PROJECTS not in label and (_RUNNING not in label or not functional_class(listing.parts[0].label))


def _is_telling(figure: Figure) -> bool:
    """Whether an amount is exact enough, and no round one."""
    return figure.exact > 0 and bool(figure.exact % (figure.quantum * _ROUND)) and tells(figure, figure.exact)
