"""What is divided by shares for which no whole was found: an amount told around them, or what their own amounts come to.

一般公共服务支出 1200.35 万元，占 56.2%；农林水支出 935.50 万元，占 43.8%。总额 2135.85 万元: shares that come to all leave nothing out, and so do those that fit what
their amounts come to.  The total told before or behind such a list is what its parts make.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from ...field import normal
from ...language.numerals import number_of
from ...model.arithmetic import Operand, total
from ...model.claims import Breakdown, Item, Share
from ...model.figure import MONEY, Figure, are_all, rounding_of
from ...startup import pattern
from .index import Index

#: The end of the names of totals.
TOTALLED = ("总额", "合计", "总量", "总数", "总计", "共计")
#: Why the parts of a list are all there are: their shares leave nothing out.
SHARED_OUT = "占比构成"
_Whole = TypeVar("_Whole", bound=Operand)
_ONE, _STOP, _SEVERAL = Decimal(1), "。", pattern(r"[两二三四五六七八九][项者]")
#: What was spent up to a time: 截至 3 月底累计支出.
SO_FAR = pattern(r"累计|截至")


def find_divided(index: Index) -> None:
    """Give the shares of each list that have no whole what they divide, and the totals told beside such lists their parts."""
    owners = {id(claim): item for claim, item, *_ in index.book.shares}
    for group in _groups(index):
        found = next((whole for whole in _told_around(group, index) if tells(group, whole)), None)
        parts = [claim.part for claim in group if claim.part is not None and claim.part.exact]
        whole: Operand | None = found
        if whole is None and len(parts) > 1 and _makes_all(group, together := total(parts)):
            whole = together
        if whole is None:
            continue
        for claim in group:
            claim.wholes, claim.sure, claim.reason = [whole, *(other for other in claim.wholes if other is not whole)], 1, None
        if found is None:
            _list_under_total(group, [owners[id(claim)] for claim in group], index)


def fits(claim: Share, whole: Operand) -> bool:
    """Whether a share may be one of a whole, its rounding granted."""
    return claim.part is not None and is_share(claim.percent, claim.part, whole)


def is_share(percent: Figure, part: Figure, whole: Operand) -> bool:
    """Whether an amount may be so many percent of another, their rounding granted."""
    return bool(shared_by(percent, part, [whole]))


def shared_by(percent: Figure, part: Figure, wholes: Iterable[_Whole]) -> list[_Whole]:
    """The amounts of which another may be so many percent, their rounding granted."""
    rate, amount, off, about = percent.exact, part.exact, rounding_of([percent]), rounding_of([part, part])
    return [
        whole
        for whole in wholes
        if whole.exact is not None
        and abs(rate * whole.exact - amount) <= off * whole.exact + about
        and not (isinstance(whole, Figure) and part.dimension != whole.dimension)
    ]


def come_to_all(group: list[Share]) -> bool:
    """Whether shares come to 100%, their rounding granted."""
    return are_all(claim.percent for claim in group)


def is_sum(group: list[Share], whole: Figure) -> bool:
    """Whether the amounts of shares come to a whole, their roundings granted."""
    parts = [claim.part for claim in group if claim.part is not None and claim.part.dimension == whole.dimension]
    return len(parts) == len(group) and abs(sum((part.exact for part in parts), -whole.exact)) <= rounding_of([*parts, whole])


def tells(group: list[Share], whole: Figure) -> bool:
    """Whether shares are known to be of a whole: all that tell fit it, or all but one where their amounts or they themselves leave nothing out."""
    telling = [claim for claim in group if claim.part is not None and claim.part.exact]
    fitting = [claim for claim in telling if fits(claim, whole)]
    if len(telling) < 2 or not fitting or len(fitting) < len(telling) - 1:
        return False
    exactly = any(claim.percent.printed_places for claim in fitting)
    so_far = len(fitting) > 2 and all(SO_FAR.search(claim.percent.label) for claim in group)  # no part of another, and never all
    return is_sum(group, whole) or exactly and (len(fitting) == len(telling) or so_far or come_to_all(group))


def _makes_all(group: list[Share], together: Operand) -> bool:
    """Whether shares are of what their amounts come to: they come to all, or all but one of them fit that to a decimal."""
    if come_to_all(group):
        return True
    telling = [claim for claim in group if claim.part is not None and claim.part.exact and claim.percent.printed_places]
    fitting = [claim for claim in telling if fits(claim, together) and claim.percent.exact != _ONE]
    return bool(fitting) and len(fitting) >= len(telling) - 1


def _groups(index: Index) -> Iterator[list[Share]]:
    """The shares of one paragraph that have no whole for certain, as many as follow each other."""
    text, group = index.book.text, list[Share]()
    for claim, *_ in index.book.shares:
        if group and (claim.percent.source is not group[-1].percent.source or "\n" in text[group[-1].percent.end : claim.percent.start]):
            yield from [group] if len(group) > 1 else []
            group = []
        if claim.part is None or claim.wholes and claim.sure or group and not _goes_on(group[-1], claim):
            yield from [group] if len(group) > 1 else []
            group = []
        if claim.part is not None and not (claim.wholes and claim.sure):
            group.append(claim)
    yield from [group] if len(group) > 1 else []


def _goes_on(last: Share, claim: Share) -> bool:
    """Whether a share may be of the same whole as the one before it: its words name no other, and its amount is another one."""
    if claim.part is last.part or claim.part is None or last.part is None or claim.part.dimension != last.part.dimension:
        return False
    return not claim.named or not last.named or claim.named == last.named


def _told_around(group: list[Share], index: Index) -> list[Figure]:
    """The amounts of the paragraph that shares may be of: what it tells before their parts, the nearest first, and the totals behind them."""
    largest = max(claim.part.exact for claim in group if claim.part is not None)
    before = [figure for figure in _before(group, index) if figure.exact >= largest]
    return [*before, *(item.actual for item in _behind(group, index) if item.actual is not None)]


def _first(group: list[Share]) -> int:
    return min(claim.part.start for claim in group if claim.part is not None)


def _before(group: list[Share], index: Index) -> list[Figure]:
    """The amounts that the paragraph tells before the first part, the nearest first."""
    first, book = _first(group), index.book
    begins = book.text.rfind("\n", 0, first) + 1
    tokens = book.tokens[bisect_left(book.starts, begins) : bisect_left(book.starts, first)]
    return [token.figure for token in reversed(tokens) if token.figure.unit in MONEY]


def told_behind(group: list[Share], index: Index) -> list[Item]:
    """What the paragraph tells behind the last share."""
    end, text = max(claim.percent.start for claim in group), index.book.text
    below = text.find("\n", end)
    return index.told_between(end + 1, below if below >= 0 else len(text))


def _behind(group: list[Share], index: Index) -> list[Item]:
    """The totals among it, and what so many things come to together: 三项共 9 万元."""
    behind = [(item, normal(item.label)) for item in told_behind(group, index) if item.kind == "money"]
    return [item for item, label in behind if label.endswith(TOTALLED) or _SEVERAL.fullmatch(label) and number_of(label[0]) == len(group)]


def _list_under_total(group: list[Share], parts: list[Item], index: Index) -> None:
    """The total just behind the parts, or the amount told just before them in their sentence: what they come to."""
    text, first = index.book.text, _first(group)
    nearest = _before(group, index)[:1]
    before = [
        item for figure in nearest if _STOP not in text[figure.end : first]
        for item in index.told_between(figure.start, figure.end) if item.actual is figure
    ]  # fmt: skip
    whole = next((item for item in (*_behind(group, index), *before) if all(_may_be(claim.named, item) for claim in group)), None)
    if whole is None or whole in parts:
        return
    listing = Breakdown(whole, group[0].section)
    listing.parts, listing.family, listing.closed = parts, SHARED_OUT, True
    index.book.add(listing)


def _may_be(named: str, whole: Item) -> bool:
    """Whether the words of a share may name a whole: 占采购总额的 of 总额; where there are none, they may."""
    words, label = normal(named), normal(whole.label)
    return not words or words.endswith(label) or label.endswith(words)
