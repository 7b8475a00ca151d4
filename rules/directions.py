"""Words of changes: 增加, 下降, 持平, against the figures that they speak of and against each other."""

from collections.abc import Iterator

from auditlint.field import BUDGETED, LAST_BUDGET, LAST_YEAR
from auditlint.model import (
    BROKEN,
    HOLDS,
    Change,
    Check,
    Constant,
    Figure,
    Filing,
    Word,
    expect,
    expect_that,
    phrase,
    unchecked,
)  # fmt: skip
from auditlint.registry import Example, rule

from .changes import falls, is_deficit, rate_check, signs
from .choice import best, sound

UP, DOWN = ("增加", "增长"), ("减少", "下降")


def _turned(word: Word, amount: bool) -> str:
    """The word that says the opposite, of the same kind."""
    return (DOWN if word.meaning == 1 else UP)[0 if amount else 1]


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
        elif change.rate is not None and change.prior is not None and change.currents and signs(change)[1]:
            yield _against_prior(change, change.rate_word, signs(change)[1])


def _word_of_amount(change: Change) -> Iterator[Check]:
    """The word of an amount against the figures of both years; where they are not printed, or that of the rate is another, the two words."""
    first, second = signs(change)
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
    turned = change.delta.exact < 0 < sign if change.delta is not None else falls(change)  # 增加-1.72 万元 is a fall
    sign = -sign if turned else sign
    operator = (">=" if sign > 0 else "<=") if nothing else (">" if sign > 0 else "<")
    check = expect_that(change.currents[0], operator, change.prior, word).instead(_turned(word, word is change.delta_word))
    if check.verdict == BROKEN and change.delta is not None and (not _makes(change, change.delta) or _is_of_rival(change, sign)):
        return unchecked(word, phrase("whose-change"), [change.currents[0]])
    return check


def _makes(change: Change, delta: Figure) -> bool:
    """Whether two years' amounts are as far apart as the change says; where they are not it is that of others, or one of the three is wrong, and the word need not be."""
    assert change.prior is not None
    apart = abs(change.currents[0] - change.prior)
    return sound(expect(delta, -apart if delta.exact < 0 else apart))


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
        if is_deficit(change):
            return unchecked(rate, phrase("prior-negative"), [delta])
        second = -second
    if first == second and (holds or change.prior is not None or not sound(rate_check(change, -first))):
        return Check(change.delta_word, "=", None, HOLDS).beside([delta, rate])
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
        other = next((each for each in amounts.get(_subject(change), ()) if each is not change and _are_one(change, each)), None)
        if other is not None and other.delta is not None:
            check = expect_that(other.delta, "=", Constant(0, "0"), word)
            yield _loosely(check, change)


def _are_one(one: Change, other: Change) -> bool:
    """Whether two changes may be of the same thing: 行政单位离退休 9 万元 and 事业单位离退休 8 万元, of one concept, are two."""
    amounts = [each.currents[0].exact for each in (one, other) if each.currents]
    return len(set(amounts)) < 2


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
