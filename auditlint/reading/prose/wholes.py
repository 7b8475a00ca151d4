"""Which whole a list belongs to where the words leave it open, and whether its parts are all there are."""

from collections.abc import Sequence
from itertools import islice

from ...field import CARRIED, DIVISIONS, FAMILIES, FISCAL, FUNDS, OTHER, PARTS_OF, TOTAL_OF, TOTALS, Division, normal
from ...field.roles import BUDGETED
from ...language import group, words
from ...model.claims import Breakdown, Item, exact_parts
from ...model.figure import Figure, are_all, rounding_of
from ...model.strokes import digits, one_stroke
from ...startup import pattern
from .book import Book
from .divided import is_share
from .index import Index, amount_of
from .lists import members_of

#: How many lists of posts of one paragraph are looked at.
_FAR = 40
_POSTS = ("行政", "事业", "工勤", "参公")
_STAFF = ("编制", "在职", "在编")
_SUMS = frozenset(("合计", "共计", "总计", "小计", "总共", "共"))
_IN, _INCOME, _CARRIED_IN, _ELSE_IN, _FISCAL_IN = "收入", "本年收入", "年初结转和结余", "其他收入", "财政拨款收入"
_CARS, _OTHER_CARS = "车辆数", "其他用车"
_LIST_MARKS, _YUAN, _AND_SO_ON = ("其中", "（"), "元", "等"
#: 其中 behind another mark than a comma.
_WITHIN_ALL = "；其中"
#: Of a part only a part: 行政事业类项目中的重点项目.
_OF, _ENDS = "中的", "。\n"
#: What tells that a list has more parts, and what a part may be called beside its kind that makes it no part of another whole.
_MORE, _SOON = words("more"), 3
#: So many parts of the name of the first are asked whether the list begins once more.
_AGAIN = 4
#: The rest of a sentence behind its list is no longer than this.
_REST = 2000
_PLAIN = pattern(group("plain"))
#: 其中重点项目：
_OF_SOME = pattern(r"(?:其中|包括)(?!按)[^，,：:。；;]+[：:]")
#: What may stand behind an amount of a list that is whole, and how a sentence begins that tells of another part.
_TOLD = r"(?:亿|百万|万|千)?元?(?:[，,（(](?:约?占|比|较|同比|增长|下降|增加|减少)[^，,；;。、及和等\n]*[）)]?)*[）)]?"
#: What an amount is for, up to the ； or the end of the sentence.
_FOR = r"(?:[，,](?:主要)?(?:用于|包括|具体为)[^；;。\n]*(?=[；;。\n]|$))?"
_BEHIND = pattern(_TOLD + _FOR + r"[；;]?(?:[。\n]|$)")
_BETWEEN = pattern(_TOLD + _FOR + r"[；;，,、。及以和与\s]*(?:[（(]?[0-9一二三四五六七八九十]+[）)、.．]?\s*)?")
_FURTHER = pattern(_TOLD + r"[；;](?P<name>[^，,；;。、\d]{2,20}?)占[^，,；;。\d]*[\d.]+%(?:[。\n]|$)")
_LARGEST = pattern(r"较[大多]|最[大多]|重点")
_ANOTHER = pattern(r"^[^。]*。\s*(?:其余|其他|剩余|另|此外|还有|同时)")


def settle_whole(listing: Breakdown, index: Index) -> None:
    """Where the words do not say which total a list belongs to, it is the one it adds up to, else the one that its shares or its kind tell, or none."""
    if listing.whole is not None and _is_of_another(listing):
        listing.whole = None
    if not listing.others or listing.whole is None:
        return
    parts = [amount for part in listing.parts if (amount := amount_of(part)) is not None]
    wholes, listing.whole = (listing.whole, *listing.others), None
    if len(parts) < max(2, len(listing.parts)):
        return
    told = [(whole, whole.actual) for whole in wholes if whole.actual is not None and whole not in listing.parts]
    come = sum(part.exact for part in parts)
    adding = (whole for whole, actual in told if abs(actual.exact - come) <= rounding_of([actual, *parts]))
    outer = [(whole, actual) for whole, actual in told if actual.exact and index.owner.get(id(whole)) in (None, listing)]
    listing.whole = next(adding, None) or _shared_out(listing, outer) or _of_kind(listing, outer)


def _shared_out(listing: Breakdown, wholes: Sequence[tuple[Item, Figure]]) -> Item | None:
    """The whole of which all shares of a list that leave nothing out are right but one: that one's amount is wrong."""
    shares = [(part.share, amount) for part in listing.parts if part.share is not None and (amount := amount_of(part)) is not None]
    telling = [(share, amount) for share, amount in shares if amount.exact]
    if len(shares) < len(listing.parts) or not are_all(share for share, _ in shares):
        return None
    for whole, actual in wholes:
        wrong = [amount for share, amount in telling if not is_share(share, amount, actual)]
        if len(wrong) < min(len(telling), 2) or len(telling) == 1 and one_stroke(digits(wrong[0].text), digits(actual.text)):
            return whole
    return None


def _of_kind(listing: Breakdown, wholes: Sequence[tuple[Item, Figure]]) -> Item | None:
    """政府采购 9 万元，其中：集中采购 6 万元，分散采购 3 万元。按品目分，货物……: the only whole, if its kind is divided into such parts."""
    names = [normal(whole.label) for whole, _ in wholes]
    labels = [normal(part.label) for part in listing.parts]
    kinds = (each for each in DIVISIONS if len(each.parts) == len(labels))
    divided = len(wholes) == 1 and any(pattern(kind.of).search(names[0]) and _names_each(kind, labels, names[0]) for kind in kinds)
    return wholes[0][0] if divided else None


def _is_of_another(listing: Breakdown) -> bool:
    """市级 120 万元；县级 80 万元；其中新建 150 万元、续建 50 万元 divides what both come to: behind a ；a part may be larger than what was told last."""
    whole, first = amount_of(listing.whole), amount_of(listing.parts[0])
    if whole is None or first is None or not whole.exact < first.exact or whole.source is not first.source:
        return False
    return whole.source.text.find(_WITHIN_ALL, whole.end, first.start) >= 0


class Completeness:
    """Tells of lists whether their parts are all there can be, and why; ``listing.family`` is the reason."""

    def __init__(self, book: Book):
        self._book = book
        #: The lists of posts by paragraph.
        self._posted: dict[int, list[Breakdown]] = {}

    def judge(self, listing: Breakdown) -> None:
        """Enter whether the parts of a list are all there can be, each told once."""
        _tell_once(listing)
        if not self._is_family(listing):
            if listing.side:
                listing.closed = self._is_whole_side(listing)
            elif not self._is_of_posts(listing):
                _judge_kind(listing)
        _add_up(listing)
        listing.more = not listing.closed and (_goes_on(listing) or not listing.outlined and _leaves_out(listing))

    def _is_family(self, listing: Breakdown) -> bool:
        """Whether the parts are of a family that the field knows, which then tells whether they are all of it."""
        named = members_of(listing)
        members = set(named)
        concept = listing.whole.concept if listing.whole is not None else None
        for family in FAMILIES:
            if members and members <= family.parts and (not family.wholes or concept in family.wholes):
                # A budget that names 经营收入 and 其他收入 beside 财政拨款收入 names all there is: what it has none of is left out.
                planned = self._book.filing.kind == BUDGETED and family.planned <= members
                listing.family = family.name
                listing.closed = len(members) == len(named) and (family.core <= members or planned)
                return True
        if concept in TOTALS and _ELSE_IN in members and self._is_by_source(members):
            listing.family, listing.closed = "收入来源和结转", len(members) == len(named)
            return True
        return False

    def _is_by_source(self, members: set[str]) -> bool:
        """Whether parts of a total are the sources of the year's income, 其他收入 for whatever else there is, and what was carried over."""
        sources = PARTS_OF[_INCOME]
        return _CARRIED_IN in members and members <= sources | (PARTS_OF[f"{_IN}总计"] - {_INCOME}) and _FISCAL_IN in members

    def _is_whole_side(self, listing: Breakdown) -> bool:
        """A list within the list, an amount that is no part, or 等 at its end leaves open what is in it."""
        text, first, last = self._book.text, listing.parts[0], listing.parts[-1]
        between = text[first.start : last.start]
        after = text[last.start : last.start + 60].partition("；")[0].partition("。")[0]
        inner, bracket = _LIST_MARKS
        every = between.count(_YUAN) == len(listing.parts) - 1
        return every and inner not in between + after and _AND_SO_ON not in after and bracket not in between

    def _is_of_posts(self, listing: Breakdown) -> bool:
        """Whether the parts are posts, or those who hold them."""
        if _is_posts(listing):
            listing.family = "编制构成"
            if listing.whole is not None:
                self._posted.setdefault(listing.whole.paragraph, []).append(listing)
        elif self._is_like_posts(listing):
            listing.family, listing.closed = "人员编制构成", True
        return bool(listing.family)

    def _is_like_posts(self, listing: Breakdown) -> bool:
        """编制 598 人，其中行政 150 人、事业 448 人；实有 582 人，其中行政 143 人、事业 439 人: the posts that are all there are, once more."""
        own, whole = [_post(part) for part in listing.parts], listing.whole
        if whole is None or whole.kind == "money" or len(own) < 2 or "" in own:
            return False
        return any(
            set(own) <= {_post(part) for part in other.parts} and _comes_to(other, len(own))
            for other in self._posted.get(whole.paragraph, ())[-_FAR:]
        )  # fmt: skip


def _tell_once(listing: Breakdown) -> None:
    """结构情况：甲（类）8 万元，乙（类）1 万元。 / （一）甲（类）8 万元…… / （二）乙（类）1 万元……: the parts that a list begins with are told again behind them."""
    names = [normal(part.label) for part in listing.parts]
    for again in islice((at for at, name in enumerate(names) if at > 1 and name == names[0]), _AGAIN):
        pairs = list(zip(listing.parts, listing.parts[again:], strict=False))
        same = [(amount := amount_of(one)) is not None and (other := amount_of(behind)) is not None and amount.exact == other.exact for one, behind in pairs]
        named = [one == other for one, other in zip(names, names[again:], strict=False)]
        if listing.parts[again].paragraph == listing.parts[again - 1].paragraph or len(set(names[:again])) < again:
            continue  # or each is called alike, and none is told again: （一）安排 0 万元用于…… （二）安排 0 万元用于……
        if len(pairs) > 1 and all(map(any, zip(same, named, strict=True))) and sum(same) * 2 >= len(pairs):
            listing.parts = listing.parts[:again]
            return


def _judge_kind(listing: Breakdown) -> None:
    """Funds, carry-overs, cars, and what is divided by words that leave nothing out."""
    whole = listing.whole
    if whole is None:
        return
    concept, funds = whole.concept, {(part.concept, part.scope) for part in listing.parts}
    if concept in CARRIED and funds == {(concept, FISCAL), (concept, OTHER)}:
        listing.family, listing.closed = "结转构成", True
    elif concept in TOTAL_OF and whole.scope == FISCAL:
        listing.family, listing.closed = "财政拨款构成", funds == {(concept, fund) for fund in FUNDS}
    elif concept == _CARS and _are_all_cars(listing):
        listing.family, listing.closed = "车辆构成", True
    elif not listing.outlined and concept not in TOTAL_OF and (concept not in TOTALS or whole.scope == FISCAL):
        _divide(listing, normal(whole.label))


def _are_all_cars(listing: Breakdown) -> bool:
    """Whether kinds of cars, each another one, are so many that no list leaves out more."""
    members = set(members_of(listing))
    return len(members) == len(listing.parts) > (2 if _OTHER_CARS in members else 3)


def _divide(listing: Breakdown, whole: str) -> None:
    """结余分配 9 万元，其中：提取职工福利基金 4 万元、转入事业基金 5 万元: parts that are called what leaves nothing out; what follows them is none."""
    for division in DIVISIONS:
        labels = [normal(part.label) for part in listing.parts[: None if division.alone else len(division.parts)]]
        more = [normal(part.label) for part in listing.parts[len(labels) :]]
        every = len(labels) == len(division.parts) and pattern(division.of).search(whole) and not any(_OF in label for label in labels)
        if every and _names_each(division, labels, whole) and not any(pattern(part).search(label) for part in division.parts for label in more):
            if _goes_on(listing) or _of_one_kind(listing):
                return
            listing.parts, listing.family, listing.closed = listing.parts[: len(labels)], division.name, True
            return


def _names_each(division: Division, labels: Sequence[str], whole: str) -> bool:
    """Whether each part has a name of its own that says no more than the whole's: 女职工 and 男性党员 do not divide 职工."""
    rests = [[pattern(part).sub("", label, 1) for label in labels if pattern(part).search(label)] for part in division.parts]
    return all(len(found) == 1 and set(_PLAIN.sub("", found[0])) <= set(whole) for found in rests)


def _of_one_kind(listing: Breakdown) -> bool:
    """项目支出 9 万元，其中重点项目：运转类 1 万元: whether the parts are told of some of the whole alone."""
    return _OF_SOME.search(_opening(listing)) is not None


def _opening(listing: Breakdown) -> str:
    """What stands between a whole and the first of its parts, where that is near."""
    whole, first = amount_of(listing.whole), listing.parts[0].start
    return whole.source.text[whole.end : first] if whole is not None and whole.end > first - _REST else ""


def _goes_on(listing: Breakdown) -> bool:
    """Whether the rest of the sentence behind a list tells that it has more parts."""
    last = listing.parts[-1].actual
    if last is None:
        return False
    rest = last.source.text[last.end : last.end + _REST]
    rest = rest[: min((at for mark in _ENDS if (at := rest.find(mark)) >= 0), default=len(rest))]
    return any(word in rest for word in _MORE) or _AND_SO_ON in rest[:_SOON]


def _leaves_out(listing: Breakdown) -> bool:
    """Whether a sentence names other parts without their amounts: behind its list (及住房保障支出等), among it, or in the next; or lists the largest only.

    Behind parts that have paragraphs of their own stands what they were spent on.
    """
    amounts = [part.actual for part in listing.parts if part.actual is not None]
    if len(amounts) < len(listing.parts) or listing.parts[0].paragraph != listing.parts[-1].paragraph:
        return False
    text, last = amounts[-1].source.text, amounts[-1].end
    rest = text[last : last + _REST]
    between = [text[amount.end : part.start].rpartition(part.label)[0] for amount, part in zip(amounts, listing.parts[1:], strict=False)]
    among = any(words and _BETWEEN.fullmatch(words) is None for words in between) or _LARGEST.search(_opening(listing)) is not None
    again = _FURTHER.match(rest)  # 丙 2 万元；乙占该款的 28%: what is said of one of them adds none
    told = again is not None and again["name"] in {normal(part.label) for part in listing.parts}
    return among or _BEHIND.match(rest) is None and not told or _ANOTHER.search(rest) is not None


def _is_posts(listing: Breakdown) -> bool:
    """编制 58 名（行政编制 31 名、事业编制 27 名）: nobody holds two posts."""
    if listing.whole is None or not any(word in listing.whole.label for word in _STAFF):
        return False
    found = [_post(part) for part in listing.parts]
    return len(found) > 1 and "" not in found and len(set(found)) == len(found)


def _post(part: Item) -> str:
    return next((post for post in _POSTS if post in part.label), "")


def _comes_to(listing: Breakdown, count: int) -> bool:
    """Whether the first parts of a list, and as many as that, come to its whole."""
    return len(exact_parts(listing.whole, listing.parts[:count])) == count


def _add_up(listing: Breakdown) -> None:
    """项目预算 9 万元，其中甲 8 万元、乙 1 万元，合计 9 万元: the sum is no part, and tells that the parts are all there are."""
    last = listing.parts[-1]
    if len(listing.parts) > 2 and normal(last.label) in _SUMS:
        listing.parts.pop()
        own, stated = amount_of(last), amount_of(listing.whole)
        if own is not None and stated is not None and own.exact == stated.exact:
            listing.family, listing.closed = "合计", True
