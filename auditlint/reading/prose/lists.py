"""Lists: which items are parts of which whole, and where a list ends.

A list ends at a full stop, at a new total or at another unit; it goes on past a full stop only to the missing member of a
closed family, or to the next numbered paragraph.
"""


from functools import cache

from ...field import (
    BY_FUND,
    CARRIED,
    COUNTED_WITH,
    FAMILY_OF,
    PARTS_OF,
    TOTALS,
    economic_items,
    normal,
    resolve,
)
from ...model.claims import CLASS, ITEM, Breakdown, Item, exact_parts
from ...named import NamedTuple
from ...startup import pattern
from .book import Book
from .context import Context, Opening

#: How many lists may be open within each other; no writer has so many.
_DEEPEST = 500
#: How many items back something may belong to what is listed.
_NEAR, _AROUND = 8, 12
#: 其他各类收入, 其他支出（上缴上级支出、对附属单位补助支出）: whatever else there is.
_ELSE = pattern(r"其他(?:各类|各项|方面的?|类)?(?:本年)?(?P<flow>收入|支出)(?:合计)?(?:（[^（）]*）)?")
#: What was spent of the whole so far, and is no part of it: 截至年末支出.
_SPENT_BY = pattern(r"(?:截至|截止)[^，。；]*(?:支出|支付|执行|使用|拨付)")
#: What came to a stock or left it, and is no part of it: 车辆 9 辆，其中本级 6 辆、下属单位 3 辆，当年报废 2 辆.
_MOVED = pattern(r"(?:^|年|年度|年内)(?:报废|新购|新增|购置|处置|调入|调出|更新)(?:了|更新)?$")
#: What was not spent is no part of what was.
_SAVED = pattern(r"节约|节省|节支|审减|核减")
#: What is left of a whole, and no part of it.
_LEFT = pattern(r"(?:资金|年末)?(?:结余|结存|结转|剩余|余额)(?:资金|金额)?")
#: A difference, and what makes up for it or is left of it.
_NET, _CARRIED = pattern(r"差额|相抵"), pattern(r"结转|结余")
_OTHER, _CARS, _STAFF = "其他", "用车", "实有人数"
_OWN_YEAR = "本年"
#: No part of one side of an account is the other.
_SIDES = ({"本年收入", "本年支出"}, {"收入总计", "本年支出"}, {"支出总计", "本年收入"})
_SPENDING = ("本年支出", "支出总计")
_FLOW_NAMES = frozenset(("本年收入", "本年支出"))
#: What makes up the total beside the year's own: what is carried over, and savings that are used.
_BESIDE_YEAR = {part: side for side in CARRIED.values() for part in PARTS_OF[f"{side}总计"] if part not in _FLOW_NAMES}
_CAR_COSTS = "公务用车购置及运行维护费"
_PUBLICS, _CAR_BOUGHT = "三公经费", "公务用车购置费"
_STOPS = "，。；：\n"
#: What classes are called by before their names.
_CODE = pattern(r"[12]\d\d(?:\d\d){0,2}(?![\d年])")
_OPERATING = ("公用经费", "商品和服务支出")

def expects(context: Context, concept: str) -> bool:
    """Whether the list that this sentence goes on with lacks a part of that name."""
    listing = context.listing_here
    if listing is None:
        return False
    return all(part.concept != concept for part in listing.parts) and concept in FAMILY_OF.get(listing.parts[0].concept or "", ())


def is_only(context: Context, book: Book) -> bool:
    """Whether the item spoken of is the only one it can be: of this sentence, or alone in this paragraph."""
    item = context.item
    if item is None:
        return False
    if item.sentence == context.sentence and not context.reason:
        return True
    near = [other for other in book.filing.items[-3:] if other.paragraph == context.paragraph]
    told = [other for other in near if other.actual is None or other.actual is not context.whole_told]  # 为年度计划 9 亿元的 105%: by the way
    return item.paragraph == context.paragraph and len(told) == 1


# -- putting an item into its list -----------------------------------------------------------------------------------------


def enlist(context: Context, item: Item, scope: str, book: Book) -> Context:
    """Put an item into the list it belongs to; ``scope`` is the fund that its own words name."""
    _widen(context, item, book)
    opening = context.opening
    context = context._replace(opening=None)
    if opening is not None and item.concept not in TOTALS and _may_list(opening, item):
        whole = _same_of(context, item, opening.whole) or _counterpart(opening.whole, item, book)
        if whole.kind == item.kind and (item.concept is None or item.concept != whole.concept or item.scope != whole.scope):
            return _opened(context, opening, whole, item, scope, book)
    return _continued(context, item, scope, book)


def _opened(context: Context, opening: Opening, whole: Item, item: Item, scope: str, book: Book) -> Context:
    """A list begins with its first part."""
    listing = Breakdown(whole, context.section.path)
    listing.side, listing.unread = opening.side, opening.missed
    sure = opening.sure or whole is not opening.whole
    if not sure and not _is_kin(whole, item):
        listing.others = [other for other in book.filing.items[-_AROUND:] if other is not whole and other.paragraph >= whole.paragraph - 1]
    book.add(listing)
    _join(context, listing, item, scope, book)
    return context._replace(lists=(*context.lists, listing)[-_DEEPEST:], rest=context.rest and item.kind != "money")


def _continued(context: Context, item: Item, scope: str, book: Book) -> Context:
    """An open list goes on, or those end that do not."""
    lists = context.lists
    reach = lists[-1].parts[-1].paragraph if lists else 0
    if item.numbered:
        outer = next((i for i, listing in enumerate(lists[:-1]) if _is_next(listing, item, reach)), len(lists))
        lists = lists[: outer + 1]
    inner = lists[-1] if lists else None
    while lists:
        listing = lists[-1]
        last = listing.parts[-1]
        if _belongs(_Next(listing, item, reach, len(lists) == 1, book)):
            _join(context, listing, item, scope, book)
            return context._replace(lists=lists, rest=context.rest and item.kind != "money")
        if last.sentence == item.sentence and item.concept is None and item.kind == listing.parts[0].kind and not _is_move(item) and not _is_left(listing, item, book):
            listing.doubtful.append(item)
            return context._replace(lists=lists)
        if listing.parts[0].level and not item.level and last.paragraph == item.paragraph:
            return context._replace(lists=lists)  # what is told of one 项 does not end the list of them
        lists = lists[:-1]
    if inner is not None and _may_be_part(inner, item):
        inner.doubtful.append(item)
    # What brackets say beside the last part ends no list that they stand in.
    return context._replace(lists=context.lists[: context.asides[-1].lists] if context.asides else ())


def _join(context: Context, listing: Breakdown, item: Item, named: str, book: Book) -> None:
    whole = listing.whole
    own = whole is not None and not named and whole.scope and (item.scope or whole.concept in BY_FUND)
    book.join(listing, item, whole.scope if own and whole is not None else "")
    if context.rest and item.kind == "money":
        first = listing.parts[0].start
        parts = {id(part) for part in listing.parts}
        listing.closed = all(id(other) in parts for other in book.filing.items if other.sentence == item.sentence and other.start > first)


def _widen(context: Context, item: Item, book: Book) -> None:
    """收入预算 9 万元，其中：上年结转 1 万元: in a budget it is the total of what there is, not only of the year's income."""
    side = _BESIDE_YEAR.get(item.concept or "")
    whole = context.whole_here if side is not None else None
    if side is None or whole is None or whole.concept != f"本年{side}" or item.scope not in ("", whole.scope) or not book.is_planned(whole):
        return
    words = book.text[max(0, whole.start - 12) : whole.start]
    words = words[max(words.rfind(sign) for sign in _STOPS) + 1 :]
    if context.opening is not None or _OWN_YEAR not in words:
        book.become(whole, f"{side}总计", whole.label.removesuffix(whole.concept) + f"{side}预算")


def _same_of(context: Context, item: Item, opening: Item) -> Item | None:
    """政府采购 9 万元：货物 8 万元、服务 1 万元；其中一般公共预算政府采购 5 万元：…… is a part of the whole and not of 服务."""
    if item.concept is None or item.concept == opening.concept:
        return None
    wholes = (listing.whole for listing in reversed(context.lists))
    return next((whole for whole in wholes if whole is not None and whole.concept == item.concept and whole.scope != item.scope), None)


def _counterpart(whole: Item, item: Item, book: Book) -> Item:
    """The whole of a list: 车辆 18 辆，价值 253.50 万元，其中：轿车 3 辆 lists vehicles, not money."""
    if whole.level == CLASS and item.level == ITEM and whole.paragraph == item.paragraph and whole.kind == item.kind:
        return whole  # 教育支出（类）9 万元。具体包括：（1）普通教育（款）小学教育（项）8 万元
    if item.level and whole.concept not in _SPENDING:
        return book.latest("本年支出", item.scope) or whole
    if whole.kind == item.kind:
        return whole
    near = [other for other in reversed(book.filing.items[-_NEAR:]) if other is not item and other.kind == item.kind]
    here = next((other for other in near if other.sentence == item.sentence), None)
    if here is not None:
        return here
    if item.kind == "money" and near and near[0].paragraph == item.paragraph and near[0].concept in COUNTED_WITH:
        # 因公出国（境）费 5 万元。全年 3 个团组，5 人次。其中：国际旅费 2 万元 lists money again.
        return near[0]
    return whole


def _may_list(opening: Opening, item: Item) -> bool:
    """包括：工资、奖金。公用经费 3 万元 opens no list: the sentence ended, or the next item is the whole's own sibling."""
    whole = opening.whole
    if opening.stale and (not item.level and not item.numbered or opening.paragraph < item.paragraph - 1):
        return False
    if item.level and item.level == whole.level and item.numbered == whole.numbered and opening.paragraph < item.paragraph:
        return False  # 12. 甲（项）3 万元，其中单价 298 元. 13. 乙（项）…… opens nothing
    if opening.aside and not item.level and item.concept is None:
        return False
    if _NET.search(whole.label) is not None and _CARRIED.search(item.label) is not None:
        return False  # 收支差额 -125 万元（收入 798 万元、支出 924 万元），用年初结转 165 万元弥补
    family = FAMILY_OF.get(whole.concept or "")
    return family is None or item.concept not in family or (item.scope != whole.scope and bool(item.scope))


def _may_be_part(listing: Breakdown, item: Item) -> bool:
    """Whether an item that ended a list of its sentence may have been a part: no total, and no sibling of the whole."""
    whole, last = listing.whole, listing.parts[-1]
    if whole is None or item.concept is None or item.concept in TOTALS or item.level or item.kind != last.kind or item.sentence != last.sentence:
        return False
    siblings = FAMILY_OF.get(whole.concept or "", frozenset())
    return item.concept not in siblings and item.concept != whole.concept


def _is_kin(whole: Item, item: Item) -> bool:
    """Whether a whole is known to be made of such parts, so that the words leave no doubt."""
    if item.level:
        return whole.concept == "本年支出"
    return whole.concept is not None and family_member(item, whole) in PARTS_OF.get(whole.concept, ())


# -- whether a list goes on -------------------------------------------------------------------------------------------------


class _Next(NamedTuple):
    """An item that may be the next part of a list; ``only`` tells that no other list is open.

    What all parts are asked for is asked last: lists may be long.
    """

    listing: Breakdown
    item: Item
    reach: int
    only: bool
    book: Book

    @property
    def first(self) -> Item:
        return self.listing.parts[0]

    @property
    def last(self) -> Item:
        return self.listing.parts[-1]

    @property
    def known(self) -> Item | None:
        """The first part that is known."""
        return next((part for part in self.listing.parts if part.concept is not None), None)

    @property
    def here(self) -> bool:
        """Whether the list has a part in the sentence of the item."""
        return self.last.sentence == self.item.sentence


def _belongs(given: _Next) -> bool:
    """Whether an item is the next part of a list: the first of the rules that knows decides, the last one always."""
    for rule in _RULES:
        answer = rule(given)
        if answer is not None:
            return answer
    raise LookupError("no rule decides")


def _is_no_part(given: _Next) -> bool | None:
    """A total, another unit, the whole once more, the other side of the account."""
    item, whole = given.item, given.listing.whole
    if item.concept in TOTALS or item.concept == _STAFF or item.kind != given.first.kind or _SPENT_BY.fullmatch(item.label):
        return False
    if _is_move(item) or _is_left(given.listing, item, given.book) or item.concept is None and _SAVED.match(item.label) is not None:
        return False
    if whole is not None and item.concept is not None and item.concept == whole.concept and item.scope == whole.scope:
        return False
    if given.listing.side:
        return given.here
    if whole is not None and item.concept in _SPENDING and whole.concept in PARTS_OF[_SPENDING[0]] and "；" in given.book.text[given.last.start : item.start]:
        return False  # 项目支出 9 万元，其中前期费 6 万元；本年支出 20 万元
    return False if whole is not None and {whole.concept, item.concept} in _SIDES else None


def _is_move(item: Item) -> bool:
    """Whether an item is how many things came to a stock or left it."""
    return item.kind != "money" and item.concept is None and _MOVED.search(item.label) is not None


def _is_left(listing: Breakdown, item: Item, book: Book) -> bool:
    """收到 9 万元，其中甲 6 万元、乙 3 万元，已支出 7 万元，结余 2 万元: whether an amount is what is left, behind what was spent or parts that leave nothing out."""
    if item.concept is not None or _LEFT.fullmatch(item.label) is None or len(listing.parts) < 2:
        return False
    return book.filing.items[-2].nameless or bool(exact_parts(listing.whole, listing.parts))


def _is_numbered(given: _Next) -> bool | None:
    """（一）基本支出 …… （二）项目支出 ……"""
    if not _is_next(given.listing, given.item, max(given.reach, given.last.paragraph)):
        return None
    concept, scope = given.item.concept, given.item.scope
    return concept is None or all(part.concept != concept or part.scope != scope for part in given.listing.parts)


def _is_like_whole(given: _Next) -> bool | None:
    """◆社会保障支出 9 万元，其中： / 甲（项）8 万元 / 乙（项）1 万元 / ◆卫生健康支出 2 万元: what has the mark of the whole, and its parts none, stands beside the whole."""
    whole, mark = given.listing.whole, given.item.numbered
    beside = mark and whole is not None and whole.numbered == mark and not given.first.numbered and not given.last.numbered
    return False if beside else None


def _is_coded(given: _Next) -> bool | None:
    """201 一般公共服务支出 …… / 221 住房保障支出 ……: the next class by its code, in a paragraph of its own."""
    codes = [_CODE.match(part.label) for part in (given.first, given.last, given.item)]
    first, last, own = (found.group() if found is not None else "" for found in codes)
    if not len(first) == len(last) == len(own) > 0 or given.first.section != given.item.section:
        return None
    return True if last < own and given.last.paragraph < given.item.paragraph <= max(given.reach, given.last.paragraph) + 2 else None


def _is_another_car(given: _Next) -> bool | None:
    """机要通信用车 1 辆、消防用车 2 辆"""
    car = given.item.concept is None and given.here and normal(given.item.label).endswith(_CARS) and given.known is not None
    return True if car else None


def _is_of_another_fund(given: _Next) -> bool | None:
    """财政拨款支出 9 万元，包括一般公共预算财政拨款支出 8 万元、政府性基金预算财政拨款支出 1 万元"""
    item, whole = given.item, given.listing.whole
    if not item.scope or whole is None or item.concept is None or item.concept != whole.concept or given.known is None:
        return None
    return item.sentence == given.first.sentence and all(
        part.concept == item.concept and part.scope not in (item.scope, whole.scope) for part in given.listing.parts
    )


def _is_economic(given: _Next) -> bool | None:
    """公用经费 9 万元，包括：办公费 8 万元、公务接待费 1 万元: an item of the classification, whatever else has that name."""
    whole = given.listing.whole
    known = given.here and whole is not None and whole.concept in _OPERATING and given.item.concept in _economic_concepts()
    return True if known else None


@cache
def _economic_concepts() -> frozenset[str]:
    """The concepts that are items of the economic classification too."""
    return frozenset(known[0] for known in map(resolve, economic_items()) if known is not None)


def _is_all_else(given: _Next) -> bool | None:
    """本年收入 9 万元，其中：财政拨款收入 8 万元、其他各类收入 1 万元: what is left of what the list divides."""
    item, whole = given.item, given.listing.whole
    if item.concept is not None or item.level or whole is None or whole.concept not in _FLOW_NAMES or not given.here:
        return None
    found = _ELSE.fullmatch(normal(item.label))
    if found is None or whole.concept != f"本年{found['flow']}" or given.known is None:
        return None
    return None if any(normal(part.label).startswith(_OTHER) for part in given.listing.parts) else True


def _is_relative(given: _Next) -> bool | None:
    """A family goes on to the member that it lacks; what nobody knows may be made of anything that its sentence tells."""
    parts, whole = given.listing.parts, given.listing.whole
    if given.item.concept is None and any(part.concept is None for part in parts):
        return None
    known = given.known
    family = _relatives(given.listing, known, given.here, given.book) if known is not None else None
    if family is None:
        return None
    member = family_member(given.item, whole)
    if member not in family and whole is not None and whole.concept is None and given.here:
        return None
    return member in family and all(family_member(part, whole) != member for part in parts)


def _is_of_level(given: _Next) -> bool | None:
    """类 follows 类, 项 follows 项."""
    if given.first.level and not given.item.level:
        return False
    return given.item.level == given.first.level if given.item.level else None


def _is_of_sentence(given: _Next) -> bool | None:
    """What a sentence goes on to tell is listed, unless it belongs to a family of its own."""
    return given.here and (given.item.concept is None or not FAMILY_OF.get(given.item.concept) or given.only)


_RULES = (
    _is_no_part, _is_numbered, _is_like_whole, _is_coded, _is_another_car, _is_of_another_fund, _is_economic, _is_all_else, _is_relative, _is_of_level, _is_of_sentence,
)  # fmt: skip


def _is_next(listing: Breakdown, item: Item, reach: int) -> bool:
    """Whether an item is the next numbered paragraph of a list; ``reach`` is the last paragraph of the lists within."""
    first, last = listing.parts[0], listing.parts[-1]
    return (
        item.numbered != "" and not item.level and first.numbered == last.numbered == item.numbered
        and last.paragraph < item.paragraph <= reach + 2 and first.section == item.section
    )  # fmt: skip


def _relatives(listing: Breakdown, known: Item, here: bool, book: Book) -> frozenset[str] | None:
    """What may stand in one list with its parts, the first ``known`` one among them.

    A total lists what was carried over too (收入总计 9 万元，包括财政拨款收入 8 万元、年初结转和结余 1 万元): that of a budget anywhere, another behind sources ``here``, in one sentence.
    """
    whole = listing.whole
    if whole is not None and whole.concept == _PUBLICS:
        bought = all(part.concept != _CAR_COSTS for part in listing.parts)
        return PARTS_OF[_PUBLICS] | {_CAR_BOUGHT} if bought else PARTS_OF[_PUBLICS]
    if whole is not None and whole.concept in TOTALS:
        if not any(part.concept is not None and family_member(part, whole) in _FLOW_NAMES for part in listing.parts):
            for side in CARRIED.values():
                sources = here and family_member(known, whole) in PARTS_OF[f"本年{side}"]
                if whole.concept == f"{side}总计" and (sources or book.is_planned(whole)):
                    return PARTS_OF[f"本年{side}"] | PARTS_OF[whole.concept] - {f"本年{side}"}
    return FAMILY_OF.get(family_member(known, whole))


def family_member(part: Item, whole: Item | None) -> str:
    """The name under which a part stands in a family: 本年收入 of a narrower fund than the whole's is a source of income."""
    if part.concept == "本年收入" and whole is not None and part.scope != whole.scope:
        return f"{part.scope}收入"
    if part.concept == "公务用车运行维护费" and whole is not None and whole.concept == _PUBLICS:
        return _CAR_COSTS  # where nothing was bought, running costs stand for the whole of the cars
    return part.concept or part.label


def members_of(listing: Breakdown) -> list[str]:
    """The names of its parts in their family; what cars cost to buy and to run are one of the three publics together."""
    members = [family_member(part, listing.whole) for part in listing.parts]
    together = listing.whole is not None and listing.whole.concept == _PUBLICS and _CAR_COSTS in members
    return [name for name in members if name != _CAR_BOUGHT] if together else members
