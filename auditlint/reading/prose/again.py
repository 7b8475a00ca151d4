"""Amounts that are told again: parts of a list by numbered paragraphs, and what something cost beside how often there was any of it.

预算 9 万元，包括人员经费 6 万元、公用经费 2 万元、项目支出 1 万元。（一）人员经费 6 万元，主要是……: what the parts are called need not be
known; that they are the same is told by their whole, by their names, in the same order, and by all amounts but one.
"""

from ...field import normal, short_name
from ...model.claims import Breakdown, Item, Pair, exact_parts
from ...model.figure import Figure, rounding_of
from ...model.filing import Filing
from ...model.strokes import digits, one_stroke

#: What counts of something are told to have cost together, and how many items before it what that is called may stand.
_TOGETHER, _NEAR = frozenset(("共计支出", "合计支出", "共支出", "总计支出", "累计支出")), 12
_BRACKETS = ("（", "(")
#: The name of what is counted says enough with so many words, and an amount with more signs than these.
_SAYING, _SHORT = 4, 3
#: So many parts at least are told again, and so many items behind a list at most are looked at.
_FEWEST, _FAR = 3, 400


def tell_again(filing: Filing) -> None:
    """Enter each part with the amount that its paragraph tells."""
    at = {id(item): index for index, item in enumerate(filing.items)}
    under = {id(part): listing for listing in filing.breakdowns() if listing.outlined for part in listing.parts}
    for listing in filing.breakdowns():
        parts = [part for part in listing.parts if part.actual is not None]
        if listing.whole is None or len(parts) < _FEWEST or listing.outlined or parts[0].paragraph != parts[-1].paragraph:
            continue
        first = at[id(parts[-1])] + 1
        behind = _told_behind(parts, filing.items[first : first + _FAR])
        for first_told, told_again in _misprinted(listing, behind):
            filing.add(Pair(first_told, told_again, listing.section))
        pairs = [(part, again) for part, again in behind if (told := under.get(id(again))) is not None and _is_same(listing.whole, told.whole)]
        other = [pair for pair in pairs if not _is_same(*pair)]
        if len(pairs) < _FEWEST or len(other) > 1:
            continue
        # Both may divide their whole, each in its own way: （三）项目支出 4 万元，（四）上年结转安排的项目支出 1 万元.
        if not other or not all(exact_parts(each.whole, each.parts) for each in (listing, under[id(other[0][1])])):
            for part, again in pairs:
                if part.actual is not None and again.actual is not None:
                    filing.add(Pair(part.actual, again.actual, again.section))


def _misprinted(listing: Breakdown, pairs: list[tuple[Item, Item]]) -> list[tuple[Figure, Figure]]:
    """Parts of which too few are told again, right behind their list: the one of them that is a stroke of the hand away, where with one of its two amounts the list is whole."""
    told = [each.actual for each in (listing.whole, *listing.parts) if each is not None and each.actual is not None]
    if len(told) <= len(listing.parts):
        return []
    first, lacking = listing.parts[-1].paragraph, told[0].exact - sum(each.exact for each in told[1:])
    near = [(part.actual, again.actual) for at, (part, again) in enumerate(pairs, 1) if again.paragraph == first + at and again.section == listing.section]
    other = [(part, again) for part, again in near if part is not None and again is not None and part.exact != again.exact]
    one = len(near) < _FEWEST and len(other) == 1
    whole = one and min(abs(lacking), abs(lacking - other[0][1].exact + other[0][0].exact)) <= rounding_of(told)
    return other if whole and len(other[0][1].text) > _SHORT and one_stroke(digits(other[0][0].text), digits(other[0][1].text)) else []


def tell_counted(filing: Filing) -> None:
    """国内公务接待支出 5 万元，……。国内公务接待 61 批次，368 人次，共计支出 5 万元: enter what counts of something cost with its amount."""
    for index, item in enumerate(filing.items):
        if item.actual is None or item.kind != "money" or normal(item.label) not in _TOGETHER:
            continue
        near = [other for other in filing.items[max(0, index - _NEAR) : index] if other.paragraph == item.paragraph and other.actual is not None]
        counted = next((other for other in near if other.kind != "money" and other.sentence == item.sentence), None)
        name = normal(counted.label) if counted is not None else ""
        cost = next((other for other in reversed(near) if other.kind == "money" and normal(other.label).removesuffix("支出") == name), None)
        if len(name) >= _SAYING and cost is not None and cost.actual is not None:
            filing.add(Pair(cost.actual, item.actual, item.section))


def _told_behind(parts: list[Item], behind: list[Item]) -> list[tuple[Item, Item]]:
    """Each part with the next numbered paragraph that begins with its name and tells an amount of its kind, in their order."""
    pairs: list[tuple[Item, Item]] = []
    names = [short_name(normal(item.label)) if item.numbered else "" for item in behind]
    place = 0
    for part in parts:
        name = short_name(normal(part.label))
        if not name or name not in names[place:]:
            continue
        place = names.index(name, place) + 1
        again = behind[place - 1]
        if again.actual is not None and again.kind == part.kind and not _is_qualified(again.actual):
            pairs.append((part, again))
    return pairs


def _is_qualified(figure: Figure) -> bool:
    """Whether a bracket right behind an amount may say what it counts in or leaves out."""
    end = figure.end + len(figure.unit)
    return figure.source.text[end : end + 1] in _BRACKETS


def _is_same(part: Item | None, again: Item | None) -> bool:
    return part is not None and again is not None and part.actual is not None and again.actual is not None and part.actual.exact == again.actual.exact
