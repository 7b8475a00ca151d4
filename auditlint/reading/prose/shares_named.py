"""The whole of a share where its words name one: 占本年支出的, 占采购预算的, 占总投资的."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, islice
from operator import attrgetter

from ...field import ALL, CARRIED, FISCAL, GENERAL, INSTEAD, TOTAL_OF, names_budget, normal, resolve
from ...field.roles import SPENT, budget_kind_of
from ...model.arithmetic import Operand
from ...model.claims import Item, Share
from ...model.document import begin_of
from ...model.figure import Figure
from .divided import TOTALLED, fits
from .index import FAR, Index, in_role

_start = attrgetter("start")
_MARKS, _REACH = "\n，。；,;：:", 600
_DONE = "完成"
#: A name of less says too little of whose total it is.
_TELLING = 3
_ALL_OF_YEAR, _ALL = ("本年", "总"), "总"
#: 占采购预算的 is said of 政府采购预算.
_PUBLIC, _BOUGHT = "政府", "采购"
_SCOPES = (ALL, FISCAL, GENERAL)


def bind_named(claim: Share, item: Item, part: Figure, here: str, index: Index) -> None:
    """Wholes for the words after 占: those that are certainly meant first, those of the same section before others."""
    found = _resolved(claim.named, part, index)
    if found is None:
        sure, loose = _labelled(claim.named, item, index)
    else:
        concept, named, scoped = found
        scope = named or (ALL if claim.named.startswith(_ALL_OF_YEAR) else here) if scoped else ""
        sure, loose = _conceived(claim.named, concept, scope, (item.scope, *_SCOPES) if scoped else None, part, index)
        year = _of_the_year(concept, scope, part, index) if not sure else ()
        if year:
            claim.wholes, claim.sure = [next((each for each in year if fits(claim, each)), year[0])], 1
            return
        if not sure and not loose:
            sure = _totalled(claim.named, concept, item, index)
    _take_named(claim, part, item, sure, loose, index)


def _take_named(claim: Share, part: Figure, item: Item, sure: list[Figure], loose: list[Figure], index: Index) -> None:
    """Enter the wholes that a name means for ``sure`` and those that it may: of the section of the part before others, and what is called so here where none fits."""
    near = (figure for figure in reversed(sure) if figure.section == part.section and figure.start < part.start)
    sure = list(islice(dict.fromkeys(chain(islice(near, FAR), sure)), FAR))
    meant = list(islice((figure for figure in dict.fromkeys([*sure, *loose]) if figure.dimension == part.dimension), FAR))
    called = _called_here(claim, item, index) if not any(fits(claim, figure) for figure in meant) else []
    claim.wholes, claim.sure = [*called, *meant], len(called) + sum(1 for figure in meant if figure in sure)
    _give_to_list(claim, item, index)


def _give_to_list(claim: Share, item: Item, index: Index) -> None:
    """结转 9 万元，其中甲 6 万元、乙 3 万元，占收入总计的 9%: a share behind the last part of a list is the list's where it fits that and not the part."""
    listing, own = index.owner.get(id(item)), claim.part
    whole = listing.whole if listing is not None and listing.parts[-1] is item else None
    if own is None or whole is None or whole.actual is None or whole.actual.dimension != own.dimension or any(fits(claim, each) for each in claim.wholes):
        return
    claim.part = whole.actual
    if not any(fits(claim, each) for each in claim.wholes if each is not claim.part):
        claim.part = own


def _called_here(claim: Share, item: Item, index: Index) -> list[Figure]:
    """全镇财政总收入预算 9 万元，……占总收入的 85%: what the paragraph tells with the words of a whole right before it and the share fits, where no amount of that name does."""
    text = index.book.text
    part, told = claim.part, (other.actual for other in beside(item, index))
    larger = (each for each in told if each is not None and part is not None and each.dimension == part.dimension and each is not part and each.exact >= part.exact)
    return [
        amount for amount in larger
        if claim.named in text[begin_of(text, amount.start, _MARKS, max(0, amount.start - _REACH)) : amount.start] and fits(claim, amount)
    ]  # fmt: skip


def _resolved(words: str, part: Figure, index: Index) -> tuple[str, str, bool] | None:
    """What words resolve to, 总额 and 合计 at their end left out; in final accounts a budget is none of the totals of what was spent."""
    if index.book.filing.kind == SPENT and budget_kind_of(part.role) is None and names_budget(words):
        return None
    full = f"{_PUBLIC}{words}" if words.startswith(_BOUGHT) else words
    return next((known for word in ("", *TOTALLED) if (known := resolve(words.removesuffix(word)) or resolve(full.removesuffix(word))) is not None), None)


def _conceived(
    words: str, concept: str, scope: str, scopes: tuple[str, ...] | None, part: Figure, index: Index
) -> tuple[list[Figure], list[Figure]]:
    """The figures that are certainly meant by a concept, and those that may be."""
    sure, loose = _stated(concept, scope, part, index), []
    for name in (concept, *INSTEAD.get(concept, ())):
        for where in (scope, *scopes) if scopes is not None else ("",):
            loose += _stated(name, where, part, index)
    for flow in (flow for flow, whole in TOTAL_OF.items() if whole == concept):
        year = _stated(flow, scope, part, index)
        loose += year
        sure = sure + year if words.startswith(_ALL) else sure
    return sure, loose


def _labelled(words: str, item: Item, index: Index) -> tuple[list[Figure], list[Figure]]:
    """The figures of items whose labels are these words, and of those whose labels end with them."""
    bare = normal(words)
    same = [other for other in index.ending(bare) if other is not item]
    loose = [other.actual for other in same if other.actual is not None]
    sure = [other.actual for other in same if other.actual is not None and normal(other.label) == bare]
    return sure or [figure for figure in _only_here(bare, item, index) if figure is not None], loose


def _only_here(bare: str, item: Item, index: Index) -> list[Figure | None]:
    """占总投资的 of 高标准农田项目总投资: the only amount of the paragraph that is called so, whoever's it is."""
    here = [other for other in beside(item, index) if other is not item and other.kind == item.kind and other.actual is not None]
    bare = next((bare.removesuffix(word) for word in TOTALLED if bare.endswith(word)), bare)
    called = [other for other in here if normal(other.label).removesuffix(_DONE).endswith(bare)]
    if not called and len(bare) > _TELLING:  # 占中小企业份额的 of 预留中小企业采购份额
        called = [other for other in here if _has_all(bare, normal(other.label)) and not other.aside and other.start < item.start]
    return [called[0].actual] if len(called) == 1 and len(bare) >= _TELLING else []


def beside(item: Item, index: Index) -> list[Item]:
    """The items of the paragraph of one that stand nearest to it."""
    here = index.of_paragraph.get(item.paragraph, [])
    at = bisect_left(here, item.start, key=_start)
    return here[max(0, at - FAR) : at + FAR]


def _has_all(name: str, label: str) -> bool:
    """Whether a label has all signs of a name in their order, and ends as it does."""
    signs = iter(label)
    return label.endswith(name[-2:]) and all(sign in signs for sign in name)


def _totalled(words: str, concept: str, item: Item, index: Index) -> list[Figure]:
    """三公经费总额 10 万元, of which the words of a share say 占三公经费的; 全区一般公共预算收入完成 9 亿元."""
    found = []
    for other in beside(item, index):
        label = normal(other.label)
        bare = next((label.removesuffix(end) for end in (*TOTALLED, _DONE) if label.endswith(end)), "")
        known = resolve(bare) if bare else None
        same = known is not None and known[0] == concept or bool(bare) and bare.endswith(normal(words))
        if same and other.actual is not None and other is not item:
            found.append(other.actual)
    return found if len(found) == 1 else []


def _of_the_year(concept: str, scope: str, part: Figure, index: Index) -> Sequence[Operand]:
    """本年支出 that is not printed: the total less what is carried over, where the filing states both, or the total that is called so."""
    for carried, side in CARRIED.items():
        if concept == f"本年{side}":
            whole, rest = _stated(f"{side}总计", scope, part, index), _stated(carried, scope, part, index)
            return (whole[0] - rest[0], whole[0]) if whole and rest else ()
    return ()


def _stated(concept: str, scope: str, part: Figure, index: Index) -> list[Figure]:
    """The figures of a concept: where there are many, the first of them and those right before a part."""
    known = index.book.filing.ledger.mentions(concept, scope, SPENT if budget_kind_of(part.role) is None else part.role)
    at = bisect_left(known, part.start, key=_start)
    return known if len(known) <= FAR else [*known[:FAR], *known[max(FAR, at - FAR) : at]]


def figures_like(whole: Item, part: Figure) -> list[Figure]:
    """The whole's figure in the role of the part."""
    figure = in_role(whole, part.role)
    return [figure] if figure is not None and figure.dimension == part.dimension else []
