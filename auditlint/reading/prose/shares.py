"""What a share is a share of: the whole that its words name, the list it stands in, or the total under which its section holds."""

from bisect import bisect_left
from collections.abc import Container
from decimal import Decimal
from operator import attrgetter

from ...field import FAMILIES, FLOWS, TOTALS, normal
from ...field.roles import LAST_YEAR
from ...model.arithmetic import Operand
from ...model.claims import Breakdown, Item, Share
from ...model.figure import Figure
from ...model.phrasing import phrase
from ...startup import pattern
from .divided import TOTALLED, come_to_all, find_divided, fits, is_sum, shared_by, told_behind
from .index import FAR, Index
from .shares_named import beside, bind_named, figures_like

#: How many amounts a sentence tells before a share at most; of a longer one the nearest are looked at.
_SENTENCE = 200
#: A share of so many places fits another amount by chance no more.
_PRECISE = 2
#: 占该类支出的: what the list is of, where words name it no more.
_MEANT = pattern(r"[该此](?P<level>[类款项])(?:支出|资金|经费)?(?:总额|合计)?")
_LEVELS = {"类": "（类）", "款": "（款）", "项": ""}
_REACH = 600
_IN, _OUT = "收入", "支出"
_STOP, _PARTED = "。", "；"


def bind_shares(index: Index) -> None:
    """Find the wholes of all shares."""
    for at, (claim, item, listing, scope) in enumerate(index.book.shares):
        _bind(claim, item, listing, scope, index)
        if item.owner and not any(whole.exact and fits(claim, whole) for whole in claim.wholes) and index.book.text.rfind("\n", item.start, claim.percent.start) >= 0:
            index.book.shares[at] = _bind_own(claim, item, scope, index)
    _infer_wholes(index)
    find_divided(index)
    _confirm(index)
    shared = {id(claim.part) for claim, *_ in index.book.shares}
    for claim, item, *_ in index.book.shares:
        if not claim.wholes and claim.part is not None and _names_none(claim):
            _take_total(claim, claim.part, item, shared, index)
    for claim, item in index.book.ratios:
        _bind_ratio(claim, item)
    _go_back(index)
    _find_rivals(index)
    for claim, *_ in index.book.shares:
        if claim.wholes and all(whole is claim.part for whole in claim.wholes) and claim.percent.exact != 1:
            claim.wholes, claim.reason = [], phrase("whole-not-said")  # nothing is a part of itself


def _confirm(index: Index) -> None:
    """完成投资 30 万元，占概算的 30%，累计完成 75 万元，占概算的 75%: what one share shows the words of its paragraph to mean the others are of too; only their own slip tells that they are wrong."""
    open_ones = [(claim, (item.paragraph, claim.named)) for claim, item, *_ in index.book.shares if claim.named and not claim.sure and claim.part is not None]
    shown = {key: whole for claim, key in open_ones for whole in claim.wholes if fits(claim, whole)}
    for claim, key in open_ones:
        if key in shown and not any(fits(claim, whole) for whole in claim.wholes):
            claim.wholes, claim.sure, claim.untold = [shown[key]], 1, True


def _go_back(index: Index) -> None:
    """甲 80 万元，占采购总额的 80%，其中乙 40 万元，占甲的 50%；丙 12 万元，占 12%: behind a ；a share that does not fit the list is of what its sentence named before, where it fits that."""
    text, named, last = index.book.text, list[Operand](), 0
    for claim, *_ in index.book.shares:
        between, part = text[last : claim.percent.start] if last else "", claim.part
        named = [] if _STOP in between or "\n" in between else named
        if part is not None and not claim.named and _PARTED in between and claim.wholes and not any(fits(claim, whole) for whole in claim.wholes):
            claim.wholes = [whole for whole in named if fits(claim, whole)][:1] or claim.wholes
        named = [*claim.wholes[:1], *named][:FAR] if claim.named else named
        last = claim.percent.end


def _find_rivals(index: Index) -> None:
    """Give shares that fit no whole the other amounts told near them that they fit.

    Where another share fits the same whole it may be a slip, and only what its sentence told before makes that doubtful.  Where none does, the
    list was misread (甲 8 万元，占 80%，其中乙 7 万元；丙 2 万元，占 20%), and an amount of the paragraph is the whole.
    """
    fitted = {id(whole) for claim, *_ in index.book.shares for whole in claim.wholes if fits(claim, whole)}
    for claim, item, *_ in index.book.shares:
        part = claim.part
        if not claim.wholes or claim.named or part is None or not part.exact:
            continue
        alone = fitted.isdisjoint(map(id, claim.wholes))
        claim.rivals = shared_by(claim.percent, part, [other for other in _told_near(claim, part, item, alone, index) if other not in claim.wholes])
        if alone and claim.percent.printed_places >= _PRECISE:
            claim.wholes, claim.sure, claim.rivals = [*claim.rivals, *claim.wholes], claim.sure + len(claim.rivals), []


def _told_near(claim: Share, part: Figure, item: Item, alone: bool, index: Index) -> list[Figure]:
    """The greater amounts told near a share: those of its paragraph where it is ``alone`` with its whole, but none of the other side of the account."""
    whole = claim.wholes[0]
    told = _told_before(claim.percent, part, index, alone)
    if isinstance(whole, Figure):
        # 收入预算 9 万元，包括本年收入 8 万元、上年结转 1 万元。其中：…… divides either of the two.
        told += _told_before(whole, part, index, alone)
    if not alone:
        return [*dict.fromkeys(told)]
    told += _told_behind(claim.percent, part, item, index)
    own = (_side(part) or _side(whole)) if whole.exact is not None and whole.exact >= part.exact else ""
    return [other for other in dict.fromkeys(told) if not own or _side(other) in ("", own)]


def _side(amount: Operand) -> str:
    """Whether an amount is of what comes in or of what goes out, by its label; "" for neither and for both."""
    sides = [side for side in (_IN, _OUT) if isinstance(amount, Figure) and side in amount.label]
    return sides[0] if len(sides) == 1 else ""


def _bind(claim: Share, item: Item, listing: Breakdown | None, here: str, index: Index) -> None:
    if claim.part is None:
        claim.part = item.stated or _told_later(item, index)
    part = claim.part
    if part is None:
        claim.reason = phrase("no-share-amount")
        return
    meant = _MEANT.fullmatch(claim.named)
    if claim.named and meant is None:
        bind_named(claim, item, part, here, index)
        if not claim.wholes:
            claim.reason = phrase("no-whole-amount", named=claim.named)
        return
    whole = _whole_of(item, listing, index)
    while meant is not None and whole is not None and _LEVELS[meant["level"]] not in whole.label and id(whole) in index.owner:
        whole = index.owner[id(whole)].whole
    if whole is not None:
        claim.wholes = [*figures_like(whole, part)]
        outer = index.owner.get(id(whole))
        if outer is not None and outer.whole is not None and whole.share is not None:
            # 财政拨款收入 9 万元，占 90%（其中：一般公共…… 8 万元，占 80%）: of either of the two.
            claim.wholes += figures_like(outer.whole, part)
        claim.sure, claim.untold = len(claim.wholes), meant is not None
    if not claim.wholes:
        claim.reason = phrase("no-whole-amount", named=claim.named) if claim.named else phrase("whole-not-said")


def _bind_own(claim: Share, item: Item, here: str, index: Index) -> tuple[Share, Item, None, str]:
    """Bind a share to the department's own amount, where that told last is another's and stands elsewhere: 办案（基本支出 0 元，项目支出 9 元）；……。基本支出占 51.04%."""
    known = index.of_concept.get((item.concept or "", item.scope), [])
    last = bisect_left(known, claim.percent.start, key=attrgetter("start"))
    own = next((own for own in reversed(known[max(0, last - FAR) : last]) if own.actual is not None), None)
    claim.part, claim.wholes, claim.sure, claim.reason = None, [], 0, None
    if own is None:
        claim.reason = phrase("no-share-amount")
        return claim, item, None, here
    _bind(claim, own, None, here, index)
    return claim, own, None, here


def _told_later(item: Item, index: Index) -> Figure | None:
    """The amount that the paragraph of a share tells behind it."""
    same = index.of_concept.get((item.concept or "", item.scope), ())
    return next((other.actual for other in same if other.paragraph == item.paragraph and other.start > item.start), None)


def _bind_ratio(claim: Share, item: Item) -> None:
    """是上年的 2 倍: last year's amount where it is told, else this year's less the change."""
    change, own = item.change, item.actual
    claim.part = claim.part or own
    if not claim.wholes and item.prior is not None:
        claim.wholes = [item.prior]
    elif not claim.wholes and own is not None and change is not None and change.base == LAST_YEAR and change.delta is not None:
        claim.wholes = [own - change.delta if change.delta.sign > 0 else own + change.delta]
    claim.sure = len(claim.wholes)
    if claim.part is None or not claim.wholes:
        claim.reason = phrase("no-change-or-prior")


def _whole_of(item: Item, listing: Breakdown | None, index: Index) -> Item | None:
    """What an item is a part of: of the list that was open, of the one that has it, or of its family's."""
    owner = listing if listing is not None and listing.whole is not None else index.owner.get(id(item))
    if owner is not None and owner.whole is not None:
        return owner.whole
    return _family_whole(item, index) if item.concept is not None else None


def _told_before(percent: Figure, part: Figure, index: Index, paragraph: bool) -> list[Figure]:
    """The greater amounts that the sentence of a share told before its part, or its paragraph where it has decimals and does not fit many."""
    text = index.book.text
    elsewhere = text.find(_STOP, max(part.start, percent.start - _REACH), percent.start) >= 0  # 剔除结转后为 9 万元，其中甲占 80%
    told = index.amounts_before(percent.start if elsewhere else part.start, _SENTENCE)
    stop = "\n" if paragraph and percent.printed_places else _STOP
    begins = text.rfind(stop, told[0].start, percent.start) + 1 if told else 0
    least = part.exact if percent.exact == 1 else part.exact.next_plus()
    return [other for other in told if other is not part and other.start >= begins and other.section == percent.section and other.exact >= least]


def _told_behind(percent: Figure, part: Figure, item: Item, index: Index) -> list[Figure]:
    """The greater amounts that the paragraph tells behind a share with decimals, the totals behind any: 甲 5 万元，占 50%；……。支出合计 10 万元."""
    behind = (other for other in beside(item, index) if other.start > percent.start)
    around = (other.actual for other in behind if percent.printed_places or normal(other.label).endswith(TOTALLED))
    return [other for other in around if other is not None and other.dimension == part.dimension and other.exact > part.exact]


def _family_whole(item: Item, index: Index) -> Item | None:
    """The latest item before this one that such parts are known to make up."""
    for family in FAMILIES:
        if item.concept in family.parts:
            before = (
                other for other in reversed(index.book.filing.items)
                if other.start < item.start and other.concept in family.wholes and other.scope == item.scope and other.actual is not None
            )  # fmt: skip
            found = next(before, None)
            if found is not None:
                return found
    return None


# -- wholes that nothing names -------------------------------------------------------------------------------------------------


def _infer_wholes(index: Index) -> None:
    """（二）支出结构 1. 甲支出 5 万元，占 50%；2. 乙支出 …: the total before them under which most of the shares hold.

    Shares of one section of which the words name no whole are one list, and so are those that do not fit that of the list in which they stand: behind
    门诊收入 5 万元，占医疗收入的 50% the next is of what came before. A total that fits by chance fits one of them.
    """
    groups: dict[str, list[Share]] = {}
    for claim, *_ in index.book.shares:
        if _names_none(claim) and not any(fits(claim, whole) for whole in claim.wholes):
            groups.setdefault(claim.section, []).append(claim)
    for group in groups.values():
        if len(group) > 1:
            _infer(group, index)


def _take_total(claim: Share, part: Figure, item: Item, shared: Container[int], index: Index) -> None:
    """支出合计 10 万元。支出中，甲 5 万元，占 50.00%: a total that its paragraph told before, else the only greater amount that its sentence did, if that is no part itself.

    Where it does not fit the last, only a slip of the share shows it.
    """
    before = (other for other in reversed(beside(item, index)) if other.start < claim.percent.start and _is_called_total(other))
    totals = [whole for other in before if (whole := other.actual) is not None and whole.dimension == part.dimension and whole.exact > part.exact]
    if not totals:
        begins, _ = part.source.sentence(part.start, part.start)
        greater = [other for other in _told_before(claim.percent, part, index, False) if other.start >= begins]
        totals = greater if len(greater) == 1 and id(greater[0]) not in shared else []
    if totals:
        whole = next((each for each in totals if fits(claim, each)), totals[0])
        claim.wholes, claim.sure, claim.untold, claim.reason = [whole], 1, True, None


def _is_called_total(item: Item) -> bool:
    """Whether an item is a total of the account, or its words say so."""
    return item.concept in TOTALS or item.concept in FLOWS or normal(item.label).endswith(TOTALLED)


def _names_none(claim: Share) -> bool:
    """Whether the words of a share name no whole, and its digits tell one from another."""
    return not claim.named and claim.part is not None and bool(claim.part.exact) and (claim.percent.printed_places > 0 or bool(claim.wholes))


def _infer(group: list[Share], index: Index) -> None:
    best = max((whole for known, whole in _told_around(group, index) if _tells(group, whole, known)), key=lambda whole: _fitting(group, whole), default=None)
    fitting = _fitting(group, best) if best is not None else 0
    if best is None or fitting * 2 < len(group) or fitting * 2 == len(group) and not is_sum(group, best):
        return
    divided = is_sum(group, best) or come_to_all(group)  # a share within a share is not judged
    for claim in group:
        if divided or fits(claim, best):
            claim.wholes, claim.sure, claim.reason = [best], 1, None


def _told_around(group: list[Share], index: Index) -> list[tuple[bool, Figure]]:
    """The amounts that shares may be of, the nearest before them first, and whether the field has a name for each."""
    first = min(claim.percent.start for claim in group)
    largest = max(claim.part.exact for claim in group if claim.part is not None)
    before = [
        (item.concept is not None, item.actual) for item in index.book.filing.items
        if item.start < first and item.actual is not None and item.actual.exact >= largest
    ][-FAR:]  # fmt: skip
    return [*reversed(before), *((True, whole) for whole in _told_after(group, largest, index))]


def _tells(group: list[Share], whole: Figure, known: bool) -> bool:
    """Whether enough speaks for a whole: several shares fit it, all but one where it has no known name, or their amounts come to it."""
    fitting = _fitting(group, whole)
    return fitting > 1 and (known or fitting >= len(group) - 1) or is_sum(group, whole)


def _fitting(group: list[Share], whole: Figure) -> int:
    """How many shares fit a whole."""
    return sum(fits(claim, whole) for claim in group)


def _told_after(group: list[Share], largest: Decimal, index: Index) -> list[Figure]:
    """甲支出 5 万元，占 50%；乙支出 5 万元，占 50%。支出合计 10 万元: the totals that the paragraph tells behind its shares."""
    totals = (item.actual for item in told_behind(group, index) if item.concept is not None or normal(item.label).endswith(TOTALLED))
    return [total for total in totals if total is not None and total.exact >= largest][:FAR]
