"""Sums: what stands under what, and which lists no words announce."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from ...field import ALL, CARRIED, FLOWS, PARTS_OF, TOTALS, names_carried
from ...field.roles import BUDGETED
from ...model.claims import Breakdown, Item
from ...model.figure import Figure, rounding_of
from ...model.filing import Filing
from ...startup import pattern
from .book import Book
from .index import Index, amount_of
from .parsing import level_of

#: How many items behind an amount are looked at.
_FAR = 40
_BOTH_TOTALS, _SPENDING = "收支总计", "本年支出"
_FOREIGN = pattern(r"(?:外宾|外事|国（境）外)(?:公务)?接待(?:费|支出|费支出|经费)")
_DOMESTIC = pattern(r"(?:其他)?国内(?:公务)?接待(?:费|支出|费支出|经费)")
_HOSTING = "公务接待费"
_STOPS, _SEMICOLONS = "，。；：\n", frozenset("；;")
_CENTRE = "第"
_OWN_YEAR = "本年"
#: No filing tells more totals of both sides than this.
_FEW, _NOTHING = 8, Decimal(0)
_MONEY = "money"


# -- what stands under what ----------------------------------------------------------------------------------------------------


def own_outlined(listing: Breakdown) -> None:
    """项目支出 9 万元，其中： / 1.经营支出 2 万元: what is listed under an amount that the department's own is not made of is the amount's."""
    whole = listing.whole
    assert whole is not None
    if not listing.opened or whole.concept is None or whole.concept in TOTALS or whole.concept in FLOWS:
        return
    for part in listing.parts:
        if part.concept != whole.concept and part.concept not in PARTS_OF.get(whole.concept, ()):
            part.owner = part.owner or whole.label


def own_carried(filing: Filing) -> None:
    """上年结转 9 万元，其中：事业收入 1 万元、其他收入 8 万元: the parts of what was carried over are no receipts of the year.

    Also where no words say that they are its parts, but their sum does: 含上年结转 9 万元：事业收入 1 万元、其他收入 8 万元.
    """
    for listing in filing.breakdowns():
        whole = listing.whole
        if whole is not None and not listing.others and _is_carried(whole):
            _own(listing.parts, whole)
    for at, whole in enumerate(filing.items):
        if whole.actual is not None and whole.kind == _MONEY and _is_carried(whole):
            told = [each for each in filing.items[at + 1 : at + _FAR] if each.sentence == whole.sentence and each.kind == _MONEY]
            parts = [(each, each.actual.exact) for each in told if each.actual is not None]
            sums = accumulate(amount for _, amount in parts)
            count = next((count for count, sum_ in enumerate(sums, 1) if count > 1 and sum_ == whole.actual.exact), 0)
            _own([part for part, _ in parts[:count]], whole)


def _is_carried(whole: Item) -> bool:
    return whole.concept in CARRIED or whole.concept is None and names_carried(whole.label)


def _own(parts: Sequence[Item], whole: Item) -> None:
    for part in parts:
        if part.concept not in CARRIED:
            part.owner = part.owner or whole.label


def carry_in_budgets(index: Index) -> None:
    """支出预算 9 万元 …… （三）年终结转结余 1 万元: in a budget it is the total of what there is, not only of the year; so it is beside 收支预算 9 万元."""
    if index.book.filing.kind != BUDGETED:
        return
    of = index.of_concept
    totals_of_both = [item for item in of.get((_BOTH_TOTALS, ALL), ()) if item.actual is not None]
    both, together = {_top(item) for item in totals_of_both}, _exact(totals_of_both)
    for carried, side in CARRIED.items():
        sections = both | {_top(item) for item in of.get((carried, ALL), ()) if item.actual is not None and item.actual.exact}
        year = of.get((f"本年{side}", ALL), [])
        known = _exact(of.get((f"{side}总计", ALL), ())) | together
        called = (item for item in year if _is_total(item, side, index.book))
        carry = _exact(of.get((carried, ALL), ())) - {_NOTHING}
        beside = {total - each for total in together for each in carry} if len(together) <= _FEW else set()
        called = (item for item in called if item.actual is None or item.actual.exact not in beside)
        totals = [item for item in called if _top(item) in sections or item.actual is not None and item.actual.exact in known]
        for item in totals:
            index.book.become(item, f"{side}总计", f"{side}预算")
            year.remove(item)
            of.setdefault((f"{side}总计", ALL), []).append(item)


def _exact(items: Iterable[Item]) -> set[Decimal]:
    return {item.actual.exact for item in items if item.actual is not None}


def _is_total(item: Item, side: str, book: Book) -> bool:
    """Whether an amount is called the budget, and not the year's."""
    if item.actual is None:
        return False
    words = book.text[max(0, item.actual.start - 16) : item.actual.start]
    words = words[max(words.rfind(sign) for sign in _STOPS) + 1 :]
    return (f"{side}预算" in words or f"预算{side}" in words) and _OWN_YEAR not in words


def _top(item: Item) -> str:
    """The outermost numbered section that an item stands in."""
    return item.section.partition("/")[0] if not item.section.startswith(_CENTRE) else "/".join(item.section.split("/")[:2])


# -- lists that no words announce ---------------------------------------------------------------------------------------------


def gather_listed(index: Index) -> None:
    """类 and 项 that a section lists without saying 其中: their whole stands in a sibling section.

    What no words tell to be 类 or 项 is listed by its number: （1） under 1. is listed within it.
    """
    groups: dict[tuple[str, str, str], list[Item]] = {}
    for item in index.book.filing.items:
        if item.level and not item.marked:
            style = "" if level_of(item.label) else item.numbered
            groups.setdefault((item.section, item.level, style), []).append(item)
    for (section, _level, _style), items in groups.items():
        known = reversed(index.of_concept.get((_SPENDING, items[0].scope), []))
        whole = next((item for item in known if item.start < items[0].start and item.actual is not None), None)
        if whole is not None:
            listing = Breakdown(whole, section)
            listing.listed, listing.parts = True, items
            index.book.add(listing)


def read_hosting(book: Book) -> None:
    """公务接待费 by whom it was spent on: 外宾接待支出 2 万元 …… 国内公务接待支出 3 万元, with counts of guests between the two.

    Only where the foreign guests come first: 国内公务接待支出 5 万元，其中：外事接待支出 1 万元 names a part of what comes before.
    """
    whole: Item | None = None
    foreign: Item | None = None
    for item in book.filing.items:
        if item.actual is None or item.kind != "money":
            continue
        if item.concept == _HOSTING:
            whole, foreign = item, None
        elif whole is None or whole.section != item.section:
            foreign = None
        elif _FOREIGN.fullmatch(item.label):
            foreign = item
        else:
            if foreign is not None and _DOMESTIC.fullmatch(item.label):
                listing = Breakdown(whole, item.section)
                listing.parts, listing.family, listing.closed = [foreign, item], "接待构成", True
                book.add(listing)
            foreign = None


def give_back(index: Index) -> None:
    """支出 10 万元，其中甲 8 万元，其中乙 7 万元；丙 2 万元: behind a ；what a part cannot hold is told beside it, in the list that it stands in itself.

    So is what comes to a whole with it to the last digit, in its list or told before it: 采购 10 万元。甲 8 万元，其中乙 4 万元；丙 2 万元.
    """
    listings = index.book.filing.breakdowns()
    outer = {id(part): listing for listing in listings for part in listing.parts}
    moved: dict[int, Breakdown] = {}
    for listing in [*listings]:
        first = next((at for at in range(1, len(listing.parts)) if _parted(listing.parts[at - 1], listing.parts[at])), 0)
        own = outer.get(id(listing.whole)) if first else None
        inner, beside = listing.parts[:first], listing.parts[first:]
        if not first or listing.whole is None or _makes(listing.whole, listing.parts):
            continue
        if own is None:
            own = _made_with(listing.whole, beside, listing.section, index)
        elif own.parts[-1] is listing.whole and (_makes(own.whole, [*own.parts, *beside]) or _only_beside(own, listing, first)):
            own.parts += beside
        else:
            continue
        if own is not None:
            listing.parts = inner
            moved |= {id(part): own for part in beside}
    if moved:
        index.book.shares = [(claim, part, moved.get(id(part), listed), scope) for claim, part, listed, scope in index.book.shares]


def _only_beside(own: Breakdown, listing: Breakdown, first: int) -> bool:
    """Whether a list cannot hold its parts from one on, and that in which its whole stands can."""
    inner, beside = listing.parts[:first], listing.parts[first:]
    return not _holds_all(listing.whole, listing.parts) and _holds_all(listing.whole, inner) and _holds_all(own.whole, [*own.parts, *beside])


def _made_with(part: Item, beside: Sequence[Item], section: str, index: Index) -> Breakdown | None:
    """A list of what the paragraph told before a part, and which that makes with the first of others; ``None`` where there is no such amount, and for small numbers."""
    told = [item for item in index.of_paragraph.get(part.paragraph, ())[:_FAR] if item.start < part.start and item.kind == part.kind == _MONEY]
    for count in range(1, min(len(beside), _FAR) + 1):
        parts = [part, *beside[:count]]
        whole = next((item for item in told if _makes(item, parts) and not _makes(item, [part])), None)
        if whole is not None:
            listing = Breakdown(whole, section)
            listing.parts = parts
            index.book.add(listing)
            return listing
    return None


def _makes(whole: Item | None, parts: Sequence[Item]) -> bool:
    """Whether amounts come to a whole to the last digit."""
    told = _all_told(whole, parts)
    return bool(told) and sum(each.exact for each in told[1:]) == told[0].exact


def _all_told(whole: Item | None, parts: Sequence[Item]) -> list[Figure]:
    """The amounts of a whole and of parts; nothing where one is not told."""
    told = [amount for each in (whole, *parts) if (amount := amount_of(each)) is not None]
    return told if len(told) == 1 + len(parts) else []


def _holds_all(whole: Item | None, parts: Sequence[Item]) -> bool:
    """Whether an amount is as much as others together, their roundings granted; none is where one is not told."""
    told = _all_told(whole, parts)
    return bool(told) and sum(each.exact for each in told[1:]) <= told[0].exact + rounding_of(told)


def _parted(before: Item, behind: Item) -> bool:
    """Whether a ；stands between two items."""
    amount = amount_of(before)
    return amount is not None and not _SEMICOLONS.isdisjoint(amount.source.text[amount.end : behind.start])
