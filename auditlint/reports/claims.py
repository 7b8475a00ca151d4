"""A claim in one line, as an auditor would note it: 变动 收入总计 对上年 -5,013.95 -53.31%."""

from collections.abc import Callable
from typing import Any

from ..model.arithmetic import Operand
from ..model.claims import (
    Breakdown,
    Change,
    Claim,
    Comparison,
    Completion,
    Item,
    Nil,
    Pair,
    Portion,
    Share,
    StaleYear,
    Variance,
)
from ..model.figure import Figure, Word
from ..model.listings import (
    AtLeast,
    Average,
    Equation,
    Listing,
    Named,
    Numbering,
    Presence,
    ProseProduct,
    ProseSum,
    Repeat,
    Tally,
)


def line(claim: Claim) -> str:
    """What a claim says, its figures as they are printed; the class and its members for a kind without a form of its own."""
    tell = _LINES.get(type(claim))
    return tell(claim) if tell is not None else _plain(claim)


def figures_of(claim: Claim) -> list[Figure]:
    """The figures that take part in a claim."""
    found: list[Figure] = []
    for kind in type(claim).__mro__:
        for name in getattr(kind, "__slots__", ()):
            value = getattr(claim, name, None)
            for member in value if isinstance(value, list) else [value]:
                found += _figures(member)
    return found


def _figures(member: object) -> list[Figure]:
    if isinstance(member, Item):
        return [figure for figure in (member.actual, *member.budgets.values()) if figure is not None]
    return member.operands() if isinstance(member, Operand) else []


def _name(item: Item | None) -> str:
    return item.label if item is not None else "？"


def _amount(item: Item) -> str:
    amount = item.stated
    return f"{item.label} {amount.text}" if amount is not None else item.label


def _printed(figure: Operand | None, missing: str = "？") -> str:
    return figure.formula() if figure is not None else missing


def _signed(figure: Figure | None, word: Word | None) -> str:
    if figure is None:
        return ""
    sign = {1: "+", -1: "-"}.get(int(word.meaning), "±") if word is not None else "±"
    return f" {sign}{figure.text}"


def _change(claim: Change) -> str:
    base = claim.base or "？"
    if claim.flat is not None:
        return f"持平 {_name(claim.item)} 对{base}{'（大体）' if claim.loose else ''}"
    prior = f" 自 {claim.prior.text}" if claim.prior is not None else ""
    moved = _signed(claim.delta, claim.delta_word) + _signed(claim.rate, claim.rate_word or claim.delta_word)
    return f"变动 {_name(claim.item)} 对{base}{moved}{prior}"


def _share(claim: Share) -> str:
    whole = _printed(claim.wholes[0] if claim.wholes else None)
    return f"占比 {claim.percent.label} {claim.percent.text} = {_printed(claim.part)} ÷ {whole}"


def _completion(claim: Completion) -> str:
    return f"完成率 {_name(claim.item)} {claim.rate.text} = {_printed(claim.actual)} ÷ {claim.kind}预算 {_printed(claim.budget)}"


def _variance(claim: Variance) -> str:
    return f"差异率 {_name(claim.item)} {claim.rate.text}，{_printed(claim.actual)} 对 {_printed(claim.budget)}"


def _comparison(claim: Comparison) -> str:
    return f"比较 {_name(claim.item)} {_printed(claim.actual)} {claim.word.meaning} 预算 {_printed(claim.budget)}"


def _nil(claim: Nil) -> str:
    return "没有 " + "、".join(f"{concept}（{scope}）" if scope else concept for concept, scope in claim.concepts)


def _breakdown(claim: Breakdown) -> str:
    whole = _amount(claim.whole) if claim.whole is not None else "？"
    sign = "=" if claim.closed else "≥"
    return f"列举 {whole} {sign} " + " + ".join(_amount(part) for part in claim.parts)


def _pair(claim: Pair) -> str:
    return f"重述 {claim.first.label} {claim.first.text} = {claim.second.text}"


def _portion(claim: Portion) -> str:
    return f"占比 {claim.percent.label} {claim.percent.text} = ？ ÷ {claim.whole}"


def _stale(claim: StaleYear) -> str:
    return f"年份 {claim.word.text} {claim.figure.label} {claim.figure.text}"


def _listing(claim: Listing) -> str:
    listed = " 或 ".join(map(str, claim.readings))
    return f"清单 {claim.count.text} {'=' if claim.firm else '≈'} {claim.what} {listed}"


def _named(claim: Named) -> str:
    return f"科目 {claim.whole.text}：" + "、".join(word.text for word in claim.names)


def _tally(claim: Tally) -> str:
    return f"个数 {claim.whole.text} {'=' if claim.complete else '≥'} " + " + ".join(part.text for part in claim.parts)


def _presence(claim: Presence) -> str:
    return f"相随 {claim.kind} {claim.cause.text} 与 " + "、".join(count.text for count in claim.counts)


def _at_least(claim: AtLeast) -> str:
    return f"至少 {claim.more.text} ≥ {claim.kind} {claim.less.text}"


def _repeat(claim: Repeat) -> str:
    return "重提 " + "、".join(f"{count.text} 计 {amount.text}" for count, amount in zip(claim.counts, claim.amounts, strict=True))


def _numbering(claim: Numbering) -> str:
    return "编号 " + " ".join(map(str, claim.values))


def _sum(claim: ProseSum) -> str:
    readings = " 或 ".join(" + ".join(map(_printed, reading)) for reading in claim.readings)
    return f"合计 {claim.whole.text} {'=' if claim.complete else '≥'} {readings}"


def _product(claim: ProseProduct) -> str:
    return f"乘积 {claim.stated.text} = " + (" 或 ".join(map(_printed, claim.readings)) or "？")


def _average(claim: Average) -> str:
    return f"平均 {claim.stated.text} = " + " 或 ".join(map(_printed, claim.readings))


def _equation(claim: Equation) -> str:
    return f"等式 {claim.stated.text} = {_printed(claim.value)}"


def _plain(claim: Claim) -> str:
    return f"{type(claim).__name__} " + " ".join(_printed(figure) for figure in figures_of(claim))


_LINES: dict[type, Callable[[Any], str]] = {
    Breakdown: _breakdown, Change: _change, Comparison: _comparison, Completion: _completion, Nil: _nil, Pair: _pair, Portion: _portion, Share: _share,
    StaleYear: _stale, Variance: _variance, Listing: _listing, Named: _named, Tally: _tally, Presence: _presence, AtLeast: _at_least, Repeat: _repeat,
    Numbering: _numbering, ProseSum: _sum, ProseProduct: _product, Average: _average, Equation: _equation,
}  # fmt: skip
