"""Shares: a part over the whole that the sentence names."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter, itemgetter

from auditlint.field import SPENT
from auditlint.model import (
    BROKEN,
    ROUNDING,
    Breakdown,
    Check,
    Constant,
    Figure,
    Filing,
    Item,
    Operand,
    Phrase,
    Portion,
    Share,
    expect,
    phrase,
    total,
    unchecked,
)
from auditlint.model.claims import SHARES
from auditlint.model.figure import rounding_of
from auditlint.registry import Example, rule

from .choice import best, sound, stroke
from .left_out import leaves_out

ONE = Decimal(1)
#: A share stands no further behind the others of its list.
_NEAR = 120
#: So many shares behind a list may be what it lacks.
_FEW = 12
_PROCURED, _AWARDED = ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出"), "授予中小企业合同金额"


@rule(
    "PCT001",
    "share-of-whole",
    severity="error",
    title="占比等于该项金额除以所占的合计",
    title_en="a share equals the part over the whole it names",
    message="占比与金额不符",
    message_en="the share does not fit the amounts",
    formula="占比 = 该项金额 ÷ 合计",
    source="部门决算公开说明：“……x 万元，占 p%”",
    why_en=(
        "The sentence says of what it is a share: of the expenditure of the year, of procurement, of contracts with small and "
        "medium firms; where it does not, it is the total of its list.\n\n"
        "No other denominator is guessed; where another one fits, that is only told in the note."
    ),
    formula_en="share = amount ÷ whole",
    source_en="narratives: x 万元，占 p%",
    good=(
        Example("二、收入决算情况说明\n本年收入300.00万元，其中：财政拨款收入200.00万元，占66.67%；其他收入100.00万元，占33.33%。"),
        Example("（二）政府采购情况\n政府采购支出总额50.00万元。授予中小企业合同金额40.00万元，占政府采购支出总额的80.00%，"
                "其中：授予小微企业合同金额10.00万元，占授予中小企业合同金额的25.00%。"),
    ),
    bad=(
        Example("二、收入决算情况说明\n本年收入300.00万元，其中：财政拨款收入200.00万元，占⟦66.76%⟧；其他收入100.00万元，占33.33%。", "66.67"),
        Example("（二）政府采购情况\n政府采购支出总额50.00万元。授予中小企业合同金额40.00万元，占政府采购支出总额的80.00%，"
                "其中：授予小微企业合同金额10.00万元，占授予中小企业合同金额的⟦20.00%⟧。", "25.00"),
    ),
)  # fmt: skip
def share_of_whole(filing: Filing) -> Iterator[Check]:
    """占比的分母由句子写明：占本年支出合计的、占政府采购支出总额的、占授予中小企业合同金额的；没有写明时是所在列举的合计。

    分母不能凭猜测替换；占比不符时，若换一个分母恰好成立，只作为提示写出。
    """
    amounts: _Amounts | None = None
    for claim in filing.claims(Share):
        if claim.part is None or not claim.wholes:
            yield unchecked(claim.percent, claim.reason)
            continue
        check = best(expect(claim.percent, claim.part / whole) for whole in claim.wholes)
        assert check is not None
        if check.verdict == BROKEN and claim.part.is_zero and claim.percent.exact == ONE and not any(whole.exact for whole in claim.wholes):
            yield check.graded("note")  # nothing of nothing is printed as 0% and as 100%
            continue
        if check.verdict == BROKEN and not claim.sure:
            check = unchecked(claim.percent, phrase("whole-not-printed", named=claim.named), [claim.part])
        if check.verdict == BROKEN and claim.untold and not (check.expected is not None and stroke(claim.percent, check.expected)):
            check = check.doubted(phrase("parts-unclear"))
        elif check.verdict == BROKEN:
            amounts = amounts or _Amounts(filing)
            check = check.explained_by(_hint(filing, amounts, claim.percent, claim.part, claim.wholes))
            rival = _rival(claim, claim.part) if check.explained else None
            if rival is not None:
                check = check.doubted(phrase("of-another", text=rival.text))
        yield check


def _rival(claim: Share, part: Figure) -> Figure | None:
    """The other amount of its sentence under which a share holds that names no whole."""
    return next((other for other in claim.rivals if sound(expect(claim.percent, part / other))), None)


class _Amounts:
    """The amounts of each section in order of size: few come near what a share would need, and only those are checked."""

    def __init__(self, filing: Filing):
        self.sections: dict[str, list[tuple[Decimal, int, Item]]] = {}
        self.slack: dict[str, Decimal] = {}
        for number, item in enumerate(filing.items):
            if item.actual is not None:
                section, quantum = item.actual.section, item.actual.quantum
                self.sections.setdefault(section, []).append((item.actual.exact, number, item))
                self.slack[section] = max(quantum, self.slack.get(section, quantum))
        for found in self.sections.values():
            found.sort(key=itemgetter(0))

    def near(self, percent: Figure, part: Figure) -> list[Item]:
        """The items of a section whose amounts may be what ``part`` is so many percent of, in reading order."""
        found = self.sections.get(percent.section, [])
        if not found:
            return []
        (low, high), (least, most) = percent.interval(), part.interval()
        slack = self.slack[percent.section]
        first = bisect_left(found, least / high - slack, key=itemgetter(0)) if high > 0 else 0
        last = bisect_right(found, most / low + slack, key=itemgetter(0)) if low > 0 else len(found)
        return [item for _, _, item in sorted(found[first:last], key=itemgetter(1))]


def _hint(filing: Filing, amounts: _Amounts, percent: Figure, part: Figure, wholes: list[Operand]) -> Phrase | None:
    """Which other whole of the same section would make the share right."""
    if percent.is_zero:
        return None
    for item in amounts.near(percent, part):
        other = item.actual
        if other is None or other is part or other in wholes or other.dimension != part.dimension:
            continue
        if other.exact > part.exact and sound(expect(percent, part / other)):
            return phrase("over-item", label=item.label, amount=other.text)
    for claim in filing.claims(Share):
        if claim.percent is not percent and claim.percent.section == percent.section and claim.part is not None:
            if claim.percent.exact == percent.exact:
                return phrase("same-share", label=claim.percent.label)
    return None


@rule(
    "PCT002",
    "shares-add-up",
    severity="error",
    title="完整列举的占比之和为 100%",
    title_en="the shares of a complete list add up to 100%",
    message="各项占比之和不为 100%",
    message_en="the shares do not add up to 100%",
    formula="占比 1 + 占比 2 + … = 100%",
    source="部门决算公开说明的构成列举",
    why_en=(
        "Where the amounts add up to the total, the shares add up to 100%; each is rounded, so that n of them may miss it by "
        "n×0.005 points.\n\n"
        "Lists that are not complete are not checked."
    ),
    formula_en="share 1 + share 2 + … = 100%",
    source_en="lists of the narrative",
    good=(Example("三、支出决算情况说明\n本年支出300.00万元，其中：基本支出100.00万元，占33.33%；项目支出200.00万元，占66.67%。"),),
    bad=(
        Example("三、支出决算情况说明\n本年支出300.00万元，其中：基本支出100.00万元，占33.33%；项目支出200.00万元，占⟦67.66%⟧。", ""),
    ),
)  # fmt: skip
def shares_add_up(filing: Filing) -> Iterator[Check]:
    """各项金额之和等于合计时，占比之和应为 100%；每个占比四舍五入，n 项最多相差 n×0.005 个百分点。

    列举不完整时不核对。
    """
    elsewhere = {id(claim.percent) for claim in filing.claims(Share) if claim.rivals and not _of_its_own(claim)}
    percents = sorted((claim.percent for claim in filing.claims(Share)), key=attrgetter("start"))
    named = {id(claim.percent): claim for claim in filing.claims(Share) if claim.named}
    for listing in filing.claims(Breakdown):
        shares = [part.share for part in listing.parts if part.share is not None]
        if any(id(share) in elsewhere for share in shares):
            continue
        if listing.whole is not None and 1 < len(shares) == len(listing.parts) and not _unclear(listing):
            if not (all(share.is_zero for share in shares) and _is_nothing(listing.whole)):
                check = _sum_of(listing, listing.whole, shares)
                other = _of_another([named[id(share)] for share in shares if id(share) in named], listing.whole) if check.verdict == BROKEN else ""
                if other:
                    check = check.doubted(phrase("no-whole-amount", named=other))
                yield check.doubted(phrase("list-open")) if check.verdict == BROKEN and _is_told_behind(percents, shares) else check


def _of_another(claims: list[Share], whole: Item) -> str:
    """The words of shares that name another whole than their list's, of which more than one of them does not hold; "" where none do."""
    stated = whole.actual
    if not claims or stated is None or stated.is_zero or any(stated in claim.wholes[: claim.sure] for claim in claims):
        return ""
    holding = [claim for claim in claims if claim.part is not None and sound(expect(claim.percent, claim.part / stated))]
    return claims[0].named if len(holding) < len(claims) - 1 else ""


def _is_told_behind(percents: list[Figure], shares: list[Figure]) -> bool:
    """Whether what shares lack to 100% is told right behind them, by one share or by some, of what was not read to be of their list; ``percents`` are all in reading order."""
    last, lacking = shares[-1], ONE - sum((share.exact for share in shares[1:]), shares[0].exact)
    behind, end = list(shares), last.end
    first = bisect_left(percents, last.end + 1, key=attrgetter("start"))
    for percent in percents[first : first + _FEW]:
        if percent.start >= end + _NEAR or percent.source is not last.source or lacking <= 0:
            return False
        behind.append(percent)
        lacking, end = lacking - percent.exact, percent.end
        if abs(lacking) <= rounding_of(behind):
            return True
    return False


def _of_its_own(claim: Share) -> bool:
    """Whether a share holds of the whole that it was read to be of."""
    return claim.part is not None and any(sound(expect(claim.percent, claim.part / whole)) for whole in claim.wholes)


def _unclear(listing: Breakdown) -> bool:
    """Whether what was not read for certain may be a part: it stands between them, or has a share as they do."""
    return any(item.start < listing.parts[-1].start or item.share is not None for item in listing.doubtful)


def _is_nothing(whole: Item) -> bool:
    return whole.actual is None or whole.actual.is_zero


def _sum_of(listing: Breakdown, whole: Item, shares: list[Figure]) -> Check:
    """The shares against 100%, or against the share that the whole itself has of another."""
    check = expect(shares[-1], Constant(ONE, "100") - total(shares[:-1]))
    if check.verdict == BROKEN and whole.share is not None:
        nested = expect(whole.share, total(shares))
        check = nested if sound(nested) else check
    return _judge(listing, shares, check) if check.verdict == BROKEN else check


def _from_amounts(stated: Figure, parts: list[Figure], shares: list[Figure]) -> bool:
    """Whether the shares miss 100% only because the rounded parts miss the whole by as much."""
    if not stated.exact:
        return False
    return sound(expect(shares[-1], total(parts) / stated - total(shares[:-1])))


def _judge(listing: Breakdown, shares: list[Figure], check: Check) -> Check:
    stated = listing.whole.actual if listing.whole is not None else None
    parts = [part.actual for part in listing.parts if part.actual is not None]
    full = stated is not None and len(parts) == len(shares) and sound(expect(stated, total(parts)))
    added = sum((share.exact for share in shares[1:]), shares[0].exact)
    doubt = None if full else _doubt(listing, stated, added)
    if doubt is not None:
        return unchecked(shares[-1], doubt, shares[:-1])
    if stated is not None and full and _from_amounts(stated, parts, shares):
        check = check._replace(verdict=ROUNDING)
    return check.noted(phrase("shares-come-to", rate=f"{(added * 100).normalize():f}"))


def _doubt(listing: Breakdown, stated: Figure | None, added: Decimal) -> Phrase | None:
    """Why shares whose amounts do not make up the whole need not make 100% either; ``None`` where they must."""
    if not listing.closed and not (added > ONE and listing.is_complete(SHARES)):
        return phrase("list-open")
    if listing.unread and added < ONE:
        return phrase("list-unread")
    return phrase("list-open") if stated is not None and leaves_out(listing, stated) else None


@rule(
    "PCT003",
    "portions-of-procurement",
    severity="warning",
    title="货物、工程、服务中授予中小企业的部分之和等于授予中小企业合同金额",
    title_en="what goods, works and services give to small and medium firms adds up",
    message="货物、工程、服务的占比与授予中小企业合同金额不符",
    message_en="the shares of goods, works and services do not fit the contracts with small and medium firms",
    formula="授予中小企业合同金额 = 货物支出 × 占比 + 工程支出 × 占比 + 服务支出 × 占比",
    source="部门决算公开说明（2022 年度以后）：政府采购支出情况",
    why_en=(
        "The shares of the three kinds of procurement come without their amounts, but these amounts make up the contracts with "
        "small and medium firms. Where a kind has an amount and no share, nothing is checked."
    ),
    formula_en="contracts with small and medium firms = goods × share + works × share + services × share",
    source_en="narratives from 2022 on: procurement",
    good=(
        Example(
            "（二）政府采购情况\n政府采购货物支出10.00万元，政府采购工程支出0.00万元，政府采购服务支出20.00万元。授予中小企业合同金额15.00万元，"
            "货物采购授予中小企业合同金额占货物支出金额的50.00%，服务采购授予中小企业合同金额占服务支出金额的50.00%。"
        ),
    ),
    bad=(
        Example(
            "（二）政府采购情况\n政府采购货物支出10.00万元，政府采购工程支出0.00万元，政府采购服务支出20.00万元。授予中小企业合同金额⟦18.00⟧万元，"
            "货物采购授予中小企业合同金额占货物支出金额的50.00%，服务采购授予中小企业合同金额占服务支出金额的50.00%。",
            "15.00",
        ),
    ),
)
def portions_of_procurement(filing: Filing) -> Iterator[Check]:
    """三类采购各自的占比没有印出分子，但三个分子之和就是授予中小企业合同金额。有金额的类别没有印出占比时不核对。"""
    shares = {claim.whole: claim.percent for claim in filing.claims(Portion)}
    stated = filing.ledger.mentions(_AWARDED, "", SPENT)
    if not shares or not stated:
        return
    parts: list[Operand] = []
    for kind in _PROCURED:
        amounts = filing.ledger.mentions(kind, "", SPENT)
        if not amounts or (amounts[0].exact and kind not in shares):
            yield unchecked(stated[0], phrase("kind-not-printed", kind=kind), list(shares.values()))
            return
        if kind in shares:
            parts.append(amounts[0] * shares[kind])
    yield expect(stated[0], total(parts))
