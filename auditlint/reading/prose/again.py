"""Parts of a list that numbered paragraphs tell again: 预算 9 万元，包括人员经费 6 万元、公用经费 2 万元、项目支出 1 万元。（一）人员经费 6 万元，主要是…….

What they are called need not be known: that they are the same is told by their whole, by their names, in the same order, and by all amounts but one.
"""

from ...field import normal
from ...model.claims import Item, Pair
from ...model.filing import Filing

#: So many parts at least are told again, and so many items behind a list at most are looked at.
_FEWEST, _FAR = 3, 400


def tell_again(filing: Filing) -> None:
    """Enter each part with the amount that its paragraph tells."""
    at = {id(item): index for index, item in enumerate(filing.items)}
    wholes = {id(part): listing.whole for listing in filing.breakdowns() if listing.outlined for part in listing.parts}
    for listing in filing.breakdowns():
        parts = [part for part in listing.parts if part.actual is not None]
        if listing.whole is None or len(parts) < _FEWEST or listing.outlined or parts[0].paragraph != parts[-1].paragraph:
            continue
        first = at[id(parts[-1])] + 1
        pairs = _told_behind(parts, filing.items[first : first + _FAR])
        pairs = [(part, again) for part, again in pairs if (whole := wholes.get(id(again))) is not None and _is_same(listing.whole, whole)]
        if len(pairs) >= _FEWEST and sum(_is_same(*pair) for pair in pairs) >= len(pairs) - 1:
            for part, again in pairs:
                if part.actual is not None and again.actual is not None:
                    filing.add(Pair(part.actual, again.actual, again.section))


def _told_behind(parts: list[Item], behind: list[Item]) -> list[tuple[Item, Item]]:
    """Each part with the next numbered paragraph that begins with its name and tells an amount of its kind, in their order."""
    pairs: list[tuple[Item, Item]] = []
    names = [_name(item) if item.numbered else "" for item in behind]
    place = 0
    for part in parts:
        name = _name(part)
        if not name or name not in names[place:]:
            continue
        place = names.index(name, place) + 1
        again = behind[place - 1]
        if again.actual is not None and again.kind == part.kind:
            pairs.append((part, again))
    return pairs


def _name(item: Item) -> str:
    """Its name without what may be left out: 对个人和家庭的补助支出, 对个人和家庭补助支出."""
    return normal(item.label).replace("的", "").removesuffix("支出")


def _is_same(part: Item, again: Item) -> bool:
    return part.actual is not None and again.actual is not None and part.actual.exact == again.actual.exact
