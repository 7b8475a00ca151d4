"""Changes: 增加 d，增长 r% against last year, or against a budget."""

from collections.abc import Iterator

from auditlint.field import BALANCES, BUDGETED, LAST_BUDGET, LAST_YEAR
from auditlint.model import (
    BROKEN,
    HOLDS,
    Change,
    Check,
    Constant,
    Figure,
    Filing,
    Operand,
    Phrase,
    Word,
    expect,
    expect_that,
    phrase,
    unchecked,
)  # fmt: skip
from auditlint.registry import Example, rule

from .choice import best, slipped, sound

UP, DOWN = ("增加", "增长"), ("减少", "下降")


def _turned(word: Word, amount: bool) -> str:
    """The word that says the opposite, of the same kind."""
    return (DOWN if word.meaning == 1 else UP)[0 if amount else 1]


def _prior(change: Change, current: Figure, sign: int) -> Operand:
    assert change.delta is not None
    return current - change.delta if sign > 0 else current + change.delta


def rate_check(change: Change, sign: int) -> Check | None:
    """The rate against the change and the figure it speaks of, under a direction; ``None`` where something is missing."""
    rate, delta = change.rate, change.delta
    if rate is None:
        return None
    if delta is None:
        return _between_years(change, rate, -1 if _falls(change) else sign)
    if _falls(change) and sign < 0:
        bases = [change.prior] if change.prior is not None else [_prior(change, current, sign) for current in change.currents]
        return _of_any(change, rate, delta, [expect(rate, -(delta / abs(base))) for base in bases]) if bases else None
    if change.prior is not None:
        return expect(rate, delta / abs(change.prior))
    return _from_currents(change, rate, delta, sign) if change.currents else None


def _from_currents(change: Change, rate: Figure, delta: Figure, sign: int) -> Check | None:
    """The rate where last year's amount is not printed: this year's less the change, or the amount that a change is joined to."""
    if rate.exact < 0 and _deficit(change):
        other = expect(rate, -(delta / abs(_prior(change, change.currents[0], delta.sign or sign))))
        return other if sound(other) else unchecked(rate, phrase("prior-negative"))
    checks = [expect(rate, delta / abs(_prior(change, current, sign))) for current in change.currents]
    if change.joined:
        checks.append(expect(rate, delta / abs(change.currents[0])))
    return _of_any(change, rate, delta, checks)


def rate_as_told(change: Change) -> Check | None:
    """The rate under the direction that the word of the change says, an increase where it says none."""
    return rate_check(change, (change.delta.sign if change.delta is not None else 0) or 1)


def _falls(change: Change) -> bool:
    """增长率 -33.33%: whether a word of growth has a negative number, which is a fall."""
    return change.rate is not None and change.rate.exact < 0 and change.rate_word is not None and change.rate_word.meaning == 1


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


def _deficit(change: Change) -> bool:
    """Whether last year's figure is less than nothing: a rate printed with a sign may then be meant either way."""
    if change.prior is not None:
        return change.prior.exact < 0
    if not change.currents or change.delta is None:
        return False
    prior = change.currents[0].exact - change.delta.exact * (change.delta.sign or 1)
    return prior < 0


def _signs(change: Change) -> tuple[int, int]:
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
    first, second = _signs(change)
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
    for current in change.currents:
        if sound(expect(rate, delta / current)):
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
    "CHG002",
    "direction-word",
    severity="error",
    title="增减的词与数字的方向一致",
    title_en="the word of direction fits the figures",
    message="增减方向与数字不符",
    message_en="the word of direction does not fit the figures",
    formula="增加 / 增长 ⇔ 本年数 > 上年数；减少 / 下降 ⇔ 本年数 < 上年数",
    source="部门决算公开说明",
    why_en=(
        "The amount and the rate each have a word of direction; the two words and the figures must agree.\n\n"
        "Where the change is zero the direction means nothing, and two words that differ are a note."
    ),
    formula_en="increase ⇔ this year > last year; decrease ⇔ this year < last year",
    source_en="narrative of the final accounts",
    good=(Example("2023年度收入总计80.00万元。与上年相比，减少20.00万元，下降20.00%。"),),
    bad=(
        Example("2023年度收入总计80.00万元。与上年相比，⟦增加⟧20.00万元，下降20.00%。", "减少"),
        Example("公务接待费支出3.00万元，较2022年的4.00万元⟦增加⟧1.00万元，下降25.00%。", "减少"),
    ),
)
def direction_word(filing: Filing) -> Iterator[Check]:
    """增减额与变动率各有一个表示方向的词，两个词以及数字的方向必须一致。

    增减为零时词的方向没有意义，两词不一致只作提示。
    """
    for change in filing.claims(Change):
        if change.delta is not None:
            yield from _word_of_amount(change)
        elif change.rate is not None and change.prior is not None and change.currents and _signs(change)[1]:
            yield _against_prior(change, change.rate_word, _signs(change)[1])


def _word_of_amount(change: Change) -> Iterator[Check]:
    """The word of an amount against the figures of both years; where they are not printed, or that of the rate is another, the two words."""
    first, second = _signs(change)
    if not first:
        return
    printed = change.prior is not None and bool(change.currents)
    if printed:
        yield _against_prior(change, change.delta_word, first)
    if change.rate is not None and change.rate_word is not None and second and not (printed and second == first):
        yield _words(change, first, second)


def _against_prior(change: Change, word: Word | None, sign: int) -> Check:
    assert word is not None and change.prior is not None
    nothing = change.delta is not None and change.delta.is_zero
    sign = -sign if change.delta is None and _falls(change) else sign
    operator = (">=" if sign > 0 else "<=") if nothing else (">" if sign > 0 else "<")
    check = expect_that(change.currents[0], operator, change.prior, word).instead(_turned(word, word is change.delta_word))
    if check.verdict == BROKEN and change.delta is not None and _is_of_rival(change, sign):
        return unchecked(word, phrase("whose-change"), [change.currents[0]])
    return check


def _is_of_rival(change: Change, sign: int) -> bool:
    """Whether what another item amounted to before and by what it changed make what it is now."""
    assert change.prior is not None and change.delta is not None
    moved = change.prior + change.delta if sign > 0 else change.prior - change.delta
    return any(item.actual is not None and sound(expect(item.actual, moved)) for item in change.rivals)


def _is_signed_as_well(change: Change) -> bool:
    """减少 -3.00 万元，下降 -3.23%: the signs say once more what the words do."""
    delta, rate = change.delta, change.rate
    return delta is not None and rate is not None and delta.exact < 0 and rate.exact < 0 and sound(rate_check(change, 1))


def _words(change: Change, first: int, second: int) -> Check:
    delta, rate = change.delta, change.rate
    assert delta is not None and rate is not None and change.delta_word is not None and change.rate_word is not None
    if first == second == -1 and _is_signed_as_well(change):
        return Check(change.delta_word, "=", None, HOLDS).beside([delta, rate])
    holds = sound(rate_check(change, first))
    if rate.exact < 0 <= delta.exact:
        if _deficit(change):
            return unchecked(rate, phrase("prior-negative"), [delta])
        second = -second
    if first == second and (holds or change.prior is not None or not sound(rate_check(change, -first))):
        check = Check(change.delta_word, "=", None, HOLDS).beside([delta, rate])
        return check
    if first == second:
        word, amount = change.delta_word, True
    else:
        wrong_rate = holds and not sound(rate_check(change, -first))
        word, amount = (change.rate_word, False) if wrong_rate else (change.delta_word, True)
    check = Check(word, "=", None, BROKEN).beside([delta, rate, *change.currents[:1]]).instead(_turned(word, amount))
    if delta.is_zero and rate.is_zero:
        check = check.graded("note")
    return check


@rule(
    "CHG003",
    "no-change",
    severity="error",
    title="“持平”“无变化”与数字一致",
    title_en="'unchanged' fits the figures",
    message="“持平”与数字不符",
    message_en="'unchanged' does not fit the figures",
    formula="持平 ⇔ 本年数 = 上年数",
    source="部门决算公开说明",
    why_en=(
        "Where 'unchanged' stands beside figures that differ, or the same thing is said elsewhere to have changed by an amount, "
        "one of the two is wrong.\n\n"
        "'Roughly unchanged' is no exact statement and is not judged where the figures differ."
    ),
    formula_en="unchanged ⇔ this year = last year",
    source_en="narrative of the final accounts",
    good=(Example("公务接待费支出3.00万元，上年决算数3.00万元，与上年持平。"),),
    bad=(Example("公务接待费支出3.00万元，上年决算数4.00万元，与上年⟦持平⟧。", ""),),
)
def no_change(filing: Filing) -> Iterator[Check]:
    """说“持平”而数字不同，或同一事项在别处印有增减额，两者必有一误。

    “基本持平”不是精确的说法，数字不同时不判断。
    """
    amounts: dict[tuple[object, ...], list[Change]] | None = None
    for change in filing.claims(Change):
        word = change.flat
        if word is None or not change.currents:
            continue
        word.section = change.section
        budget = change.base.endswith(BUDGETED) and change.base != LAST_BUDGET
        if change.prior is not None and (change.base == LAST_YEAR or budget):
            check = best(expect_that(each, "=", change.prior, word) for each in change.currents)
            assert check is not None
            yield _loosely(check, change)
            continue
        if amounts is None:
            amounts = _amounts(filing)
        other = next((each for each in amounts.get(_subject(change), ()) if each is not change), None)
        if other is not None and other.delta is not None:
            check = expect_that(other.delta, "=", Constant(0, "0"), word)
            yield _loosely(check, change)


def _amounts(filing: Filing) -> dict[tuple[object, ...], list[Change]]:
    """The changes that print an amount, by what they speak of."""
    found: dict[tuple[object, ...], list[Change]] = {}
    for change in filing.claims(Change):
        if change.item is not None and change.delta is not None:
            found.setdefault(_subject(change), []).append(change)
    return found


def _subject(change: Change) -> tuple[object, ...]:
    """What a change speaks of: a concept in its scope, or an item that is none, and what it is measured against."""
    item = change.item
    if item is None or item.concept is None:
        return change.base, id(item)
    return change.base, item.concept, item.scope, item.owner


def _loosely(check: Check, change: Change) -> Check:
    if change.loose and check.verdict == BROKEN:
        check = check.doubted(phrase("roughly-equal"))
    return check


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
            current, prior = change.currents[0], change.prior
            yield expect(delta, current - prior if delta.sign > 0 else prior - current)
        elif delta.sign > 0 and change.sure and delta.exact > 0 and change.currents[0].concept not in BALANCES and change.base == LAST_YEAR:
            check = expect_that(delta, "<=", change.currents[0])
            if change.rate is None or check.verdict == HOLDS:
                yield check
