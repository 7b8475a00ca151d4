"""Changes: 增加 d，增长 r% against last year, or against a budget."""

from collections.abc import Iterator

from auditlint.field import LAST_YEAR, is_balance
from auditlint.model import (
    BROKEN,
    HOLDS,
    Change,
    Check,
    Figure,
    Filing,
    Operand,
    Phrase,
    expect,
    expect_that,
    phrase,
    unchecked,
)  # fmt: skip
from auditlint.registry import Example, rule

from .choice import best, slipped, sound


def _prior(change: Change, current: Figure, sign: int) -> Operand:
    assert change.delta is not None
    return current - change.delta if sign > 0 else current + change.delta


def rate_check(change: Change, sign: int) -> Check | None:
    """The rate against the change and the figure it speaks of, under a direction; ``None`` where something is missing."""
    rate, delta = change.rate, change.delta
    if rate is None:
        return None
    if delta is None:
        return _between_years(change, rate, -1 if falls(change) else sign)
    if falls(change) and sign < 0:
        bases = [change.prior] if change.prior is not None else [_prior(change, current, sign) for current in change.currents]
        return _of_any(change, rate, delta, [expect(rate, -(delta / abs(base))) for base in bases]) if bases else None
    if change.prior is not None:
        return expect(rate, delta / abs(change.prior))
    return _from_currents(change, rate, delta, sign) if change.currents else None


def _from_currents(change: Change, rate: Figure, delta: Figure, sign: int) -> Check | None:
    """The rate where last year's amount is not printed: this year's less the change, or the amount that a change is joined to."""
    if rate.exact < 0 and is_deficit(change):
        other = expect(rate, -(delta / abs(_prior(change, change.currents[0], delta.sign or sign))))
        return other if sound(other) else unchecked(rate, phrase("prior-negative"))
    checks = [expect(rate, delta / abs(_prior(change, current, sign))) for current in change.currents]
    if change.joined:
        checks.append(expect(rate, delta / abs(change.currents[0])))
    return _of_any(change, rate, delta, checks)


def rate_as_told(change: Change) -> Check | None:
    """The rate under the direction that the word of the change says, an increase where it says none."""
    return rate_check(change, (change.delta.sign if change.delta is not None else 0) or 1)


def falls(change: Change) -> bool:
    """增长率 -33.33%, 变动率 -33.33%, 减少 1 万元（-33.33%）: whether a number is negative that a word of growth, one that says no direction, or none of its own, stands before: it is a fall."""
    if change.rate is None or change.rate.exact >= 0:
        return False
    if change.rate_word is None:
        return change.delta_word is not None and change.delta_word.meaning == -1
    return change.rate_word.meaning != -1


def _between_years(change: Change, rate: Figure, sign: int) -> Check | None:
    """The rate against the figures of both years, where the change itself is not printed."""
    if change.prior is None or not change.currents:
        return None
    current, prior = change.currents[0], change.prior
    moved = current - prior if sign > 0 or rate.exact < 0 else prior - current
    return expect(rate, moved / prior)


def _of_any(change: Change, rate: Figure, delta: Figure, checks: list[Check]) -> Check | None:
    """The check of one of the figures that a change may be said of; of several that all break, that of which a slip of the hand can be true."""
    check = best(checks)
    if check is None or check.verdict != BROKEN or len(checks) == 1 or (change.sure and not change.rivals):
        return check
    slips = (other for other in checks if slipped(other)) if change.sure else iter(())
    return next(slips, None) or unchecked(rate, phrase("whose-change"), [delta])


def is_deficit(change: Change) -> bool:
    """Whether last year's figure is less than nothing: a rate printed with a sign may then be meant either way."""
    if change.prior is not None:
        return change.prior.exact < 0
    if not change.currents or change.delta is None:
        return False
    prior = change.currents[0].exact - change.delta.exact * (change.delta.sign or 1)
    return prior < 0


def signs(change: Change) -> tuple[int, int]:
    """The directions that the two words say; 0 where there is no word or the template was left as it was."""
    first = change.delta_word.meaning if change.delta_word is not None else 0
    second = change.rate_word.meaning if change.rate_word is not None else first
    return int(first), int(second)


def _zero_base(change: Change) -> bool:
    delta = change.delta
    if delta is None or change.rate is None or not change.currents:
        return False
    if change.prior is not None:
        return change.prior.is_zero and not delta.is_zero
    return bool(delta.exact) and delta.sign > 0 and change.currents[0].exact == delta.exact


@rule(
    "CHG001",
    "change-rate",
    severity="error",
    title="变动率等于增减额除以上年数",
    title_en="the rate of change equals the change over last year's figure",
    message="变动率与增减额不符",
    message_en="the rate of change does not fit the change",
    formula="变动率 = 增减额 ÷ |本年数 ∓ 增减额|",
    source="部门决算公开说明：“与上年相比，增加（减少）d 万元，增长（下降）r%”",
    why_en=(
        "Where last year's figure is not printed it is worked out from this year's and the change; where it is printed, it "
        "counts. A change against a budget has that budget for its denominator.\n\n"
        "Growth from nothing has no rate: CHG004. A wrong denominator (this year's figure, a budget), or a rate truncated instead "
        "of rounded, is told in the note."
    ),
    formula_en="rate of change = change ÷ |this year's figure ∓ change|",
    source_en="narratives: 与上年相比，增加（减少）d 万元，增长（下降）r%",
    good=(
        Example("一、收入支出决算总体情况说明\n2023年度收入总计120.00万元。与上年相比，增加20.00万元，增长20.00%。"),
        Example("公务接待费支出3.00万元，较2022年的4.00万元减少1.00万元，下降25.00%。"),
    ),
    bad=(
        Example("一、收入支出决算总体情况说明\n2023年度收入总计120.00万元。与上年相比，增加20.00万元，增长⟦16.67%⟧。", "20.00"),
        Example("公务接待费支出3.00万元，较2022年的4.00万元减少1.00万元，下降⟦33.33%⟧。", "25.00"),
    ),
)
def change_rate(filing: Filing) -> Iterator[Check]:
    """上年数没有印出时由本年数与增减额倒推；印出时以印出的为准。与预算相比的增减，分母是该预算数。

    从零增长时没有变动率可言，由 CHG004 处理。用错分母（本年数、预算数）或截断而未四舍五入时在提示中写明。
    """
    for change in filing.claims(Change):
        check = _rate(change, change.rate) if change.rate is not None and not _zero_base(change) else None
        if check is not None:
            yield check


def _rate(change: Change, rate: Figure) -> Check | None:
    """The rate under the words of direction; ``None`` where these are wrong and not the rate: CHG002."""
    if change.delta is None and change.prior is None:
        return unchecked(rate, phrase("no-change-or-prior"))
    first, second = signs(change)
    check = rate_check(change, first or second or 1)
    if check is None:
        return unchecked(rate, phrase("no-current"))
    if check.verdict != BROKEN:
        return check
    if change.prior is None and change.delta is not None and any(sound(rate_check(change, sign)) for sign in (1, -1)):
        return None
    return check.explained_by(_hint(change))


def _hint(change: Change) -> Phrase | None:
    """Another denominator that makes the rate right, or the rate turned round."""
    rate, delta = change.rate, change.delta
    assert rate is not None
    if delta is None or rate.is_zero:
        return None
    if any(sound(expect(rate, delta / current)) for current in change.currents):
        return phrase("over-current")
    item = change.item
    for kind, budget in (item.budgets.items() if item is not None else ()):
        if budget.exact and sound(expect(rate, delta / budget)):
            return phrase("over-budget", kind=kind)
    for current in change.currents:
        prior = _prior(change, current, delta.sign or 1)
        if prior.exact and sound(expect(rate, current / prior)):
            return phrase("current-over-prior")
    return None


@rule(
    "CHG004",
    "growth-from-zero",
    severity="error",
    title="从零增长没有变动率",
    title_en="there is no rate of growth from nothing",
    message="上年数为零，没有变动率可言",
    message_en="last year's figure is zero: there is no rate of change",
    formula="上年数 = 0 ⇒ 变动率无意义（习惯写作 100%、0% 或“—”）",
    source="各地填报习惯",
    why_en=(
        "Growth from zero is customarily written as 100%, as 0% or not at all; these are notes (errors with zero-base = \"error\").\n\n"
        "Any other value is an error."
    ),
    formula_en="last year = 0 ⇒ the rate means nothing (customarily 100%, 0% or a dash)",
    source_en="customs of filing",
    good=(Example("公务接待费支出0.00万元，比上年减少3.00万元，下降100.00%。"),),
    bad=(Example("公务接待费支出3.00万元，比上年增加3.00万元，增长⟦300.00%⟧。", ""),),
)
def growth_from_zero(filing: Filing) -> Iterator[Check]:
    """上年为零时，习惯上写“增长 100%”“增长 0%”或不写；这些写法只作提示（可用 zero-base = "error" 改为错误）。

    写成其他数值则是错误。
    """
    for change in filing.claims(Change):
        if not _zero_base(change):
            continue
        rate, delta = change.rate, change.delta
        assert rate is not None and delta is not None
        current = change.currents[0]
        usual = rate.is_zero or rate.value == 100
        check = Check(rate, "=", delta / (change.prior or current - delta), HOLDS if usual else BROKEN)
        if usual:
            check = check.graded("note").said(phrase("zero-prior-rate"))
        yield check


@rule(
    "CHG005",
    "change-amount",
    severity="error",
    title="增减额等于本年数减去上年数",
    title_en="the change equals this year's figure less last year's",
    message="增减额与两年的数字不符",
    message_en="the change does not fit the two figures",
    formula="增减额 = |本年数 - 上年数|；增加额不超过本年数",
    source="部门决算公开说明：“较 2022 年的 x 万元减少 d 万元”",
    why_en=(
        "Where last year's figure (or the budget) stands in the sentence, the two are subtracted; where it does not, an increase "
        "is at most this year's figure, else last year's would be negative.\n\n"
        "Carry-over may be negative and is not held to the latter."
    ),
    formula_en="change = |this year - last year|; an increase does not exceed this year's figure",
    source_en="narratives: 较 2022 年的 x 万元减少 d 万元",
    good=(
        Example("公务接待费支出3.00万元，较2022年的4.00万元减少1.00万元，下降25.00%。"),
        Example("公务接待费支出3.00万元，比上年增加1.00万元。"),
        Example("“三公”经费预算28.00万元。公务接待费4.00万元，公务用车运行维护费24.00万元。与上年30.00万元相比减少2.00万元。"),
    ),
    bad=(
        Example("公务接待费支出3.00万元，较2022年的4.00万元减少⟦2.00⟧万元，下降50.00%。", "1.00"),
        Example("公务接待费支出3.00万元，比上年增加⟦31.00⟧万元。", ""),
    ),
)
def change_amount(filing: Filing) -> Iterator[Check]:
    """上年数（或所比的预算数）印在句中时直接相减；没有印出时，增加额至少不能超过本年数，否则上年数为负。

    结转和结余可以为负，不作后一种核对。
    """
    for change in filing.claims(Change):
        delta = change.delta
        if delta is None or not change.currents:
            continue
        if change.prior is not None and delta.sign:
            prior = change.prior
            checks = [expect(delta, own - prior if delta.sign > 0 else prior - own) for own in change.currents]
            yield next(filter(sound, checks), checks[0])
        elif delta.sign > 0 and change.sure and delta.exact > 0 and change.base == LAST_YEAR and not is_balance(change.currents[0].concept, change.currents[0].label):
            check = expect_that(delta, "<=", change.currents[0])
            if change.rate is None or check.verdict == HOLDS:
                yield check
