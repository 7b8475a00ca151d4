"""Totals: parts that make a whole, and their changes."""

from collections.abc import Iterator
from itertools import combinations

from auditlint.field import BUDGETED, CARRIED, DIVISIONS, LAST_BUDGET, PARTS_OF, TOTALS, names_carried
from auditlint.model import (
    BROKEN,
    ROUNDING,
    Breakdown,
    Change,
    Check,
    Figure,
    Filing,
    Item,
    Word,
    expect,
    expect_that,
    phrase,
    total,
    unchecked,
)  # fmt: skip
from auditlint.model.claims import ACTUALS, CHANGES
from auditlint.registry import Example, rule

from .choice import are_rounded, glossed, is_little, least, slipped, sound
from .left_out import left_out
from .open_lists import misses_whole, slipped_in_open
from .outlines import outlined_sums

#: With more doubtful items than this some sum of them comes near almost anything.
_MOST = 5
#: People that may hold none of the posts that a list names.
_POSTS = "人员编制构成"
#: Parts whose shares, or names, leave nothing out.
_DIVIDED = frozenset(("占比构成", *(division.name for division in DIVISIONS)))
#: What is counted once, as money is; of other things one may be several.
_CAR = "辆"


@rule(
    "SUM001",
    "parts-of-total",
    severity="error",
    title="分项之和等于合计",
    title_en="parts add up to the stated total",
    message="分项之和与合计不符",
    message_en="the parts do not add up to the stated total",
    formula="合计 = 分项 1 + 分项 2 + …",
    source="部门决算公开说明：“……合计 A 万元，其中：……”；决算报表各构成表的合计行",
    why_en=(
        "A total and its parts are the same money written twice; one wrong figure keeps them from agreeing.\n\n"
        "Parts that exceed the total are always wrong; parts below it only where the list is known to be complete: a fixed family "
        "(personnel and operating costs), shares of 100%, or budgets of the same list that add up. Otherwise the parts must only "
        "not exceed the total, or are wrong by a stroke of the hand where they are classes of one classification or pass it by less "
        "than anybody would leave out; where an item was not recognised nothing is judged.\n"
        "Where a total of revenue (expenditure) does not name balances used (distributed), what the summary table prints counts; "
        "where it is printed nowhere, the difference is only said to be unexplained.\n"
        "With two decimals, n parts may differ from the total by (n+1)×0.005, which is rounding."
    ),
    formula_en="total = part 1 + part 2 + …",
    source_en="narratives: 合计 A 万元，其中：……; total rows of the tables",
    good=(
        Example("三、支出决算情况说明\n本年支出100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。"),
        Example("2023年度支出100.00万元，其中：办公费10.00万元，印刷费5.00万元。"),
    ),
    bad=(
        Example("三、支出决算情况说明\n本年支出⟦100.00⟧万元，其中：基本支出60.00万元；项目支出41.00万元。", "101.00"),
        Example("一般公共预算财政拨款基本支出⟦100.00⟧万元，其中：人员经费70.00万元，公用经费20.00万元。", "90.00"),
    ),
)
def parts_of_total(filing: Filing) -> Iterator[Check]:
    """合计与分项是同一笔钱的两种写法，任何一个数字写错都会使它们对不上。

    分项之和超过合计总是错的；少于合计只有在已知列举完整时才算错：各项同属一个固定的构成（如人员经费与公用经费），
    或占比之和为 100%，或同一列举的预算数之和成立。其余情况只要求分项之和不超过合计，各项是同一分类的类、或略微超过合计，
    且改动一处数字就相符时才算错；有未能认出的项时不作判断。
    收入（支出）总计没有写使用非财政拨款结余（结余分配）时，以总表印出的为准；哪里都没有印出时只警告差额没有说明。
    各项取两位小数，n 项之和与合计最多相差 (n+1)×0.005，属于四舍五入。
    """
    for listing in filing.claims(Breakdown):
        yield from _audit_listing(filing, listing)
    yield from outlined_sums(filing)


def _audit_listing(filing: Filing, listing: Breakdown) -> Iterator[Check]:
    whole = listing.whole
    if whole is None or not listing.parts or listing.outlined:
        return
    for role in whole.columns():
        stated = whole.amount(role)
        check = _audit_column(filing, listing, role, stated) if stated is not None else None
        if check is not None:
            yield check


def _audit_column(filing: Filing, listing: Breakdown, role: str, stated: Figure) -> Check | None:
    """One column of a list: the sum where every part has an amount there, else that the parts are within the whole."""
    column = (part.amount(role) for part in listing.parts)
    parts = [part for part in column if part is not None and part.dimension == stated.dimension]
    if not parts:
        return None
    every = len(parts) == len(listing.parts)
    if any(part.exact < 0 for part in parts):
        check = expect(stated, total(parts)).folded("sum")
        return check if every and len(parts) > 1 and sound(check) else None
    if every and (len(parts) > 1 or _alone(filing, listing)):
        return left_out(filing, listing, _sum_check(listing, role, stated, parts), parts)
    return _within(listing, parts, stated)


def _alone(filing: Filing, listing: Breakdown) -> bool:
    """A list of one member is complete if that is 100% or changed as the whole did, and no other part of the whole is told of."""
    part, whole = listing.parts[0], listing.whole
    if part.share is not None and part.share.value == 100:
        return True
    if whole is None:
        return False
    a, b = part.change, whole.change
    together = a is not None and b is not None and a.delta is not None and b.delta is not None and a.delta.exact == b.delta.exact
    return together and not any(_is_beside(item, part, whole) for item in filing.items)


def _is_beside(item: Item, part: Item, whole: Item) -> bool:
    """Whether an item is another part that a whole is known to be made of, told in its section and more than nothing."""
    known = PARTS_OF.get(whole.concept or "", ())
    told = item.actual is not None and not item.actual.is_zero
    return told and item.concept in known and item.concept != part.concept and item.section == whole.section


def _sum_check(listing: Breakdown, role: str, stated: Figure, parts: list[Figure]) -> Check:
    check = expect(stated, total(parts)).folded("sum")
    if check.verdict != BROKEN or check.exact is None:
        return check
    short = check.exact < stated.exact
    shorter = expect(stated, total(parts[: len(parts) - explained])) if (explained := glossed(parts)) else None
    if shorter is not None and sound(shorter):
        return shorter
    if _doubted(listing, stated, check):
        held = _with_doubtful(listing, role, stated, parts)
        return held or (_within(listing, parts, stated) if short else unchecked(stated, phrase("list-unread"), parts))
    if listing.closed or len(parts) == 1 or listing.is_complete(role):
        return _whole_list(listing, stated, parts, check, short)
    bounded = _within(listing, parts, stated) if short else _over(listing, stated, parts)
    return bounded if not short and sound(bounded) else slipped_in_open(listing, stated, parts, check) or bounded


def _whole_list(listing: Breakdown, stated: Figure, parts: list[Figure], check: Check, short: bool) -> Check:
    """The broken sum of a list that leaves nothing out, or falls ``short`` of its whole by what its kind may leave out."""
    if listing.family == _POSTS and short:
        return check.warned()  # whoever holds no post of these kinds may be left out
    if listing.family in _DIVIDED and not slipped(check, True):
        # Shares and names may be those of something else.
        return _within(listing, parts, stated) if short else unchecked(stated, phrase("list-no-parts"), parts)
    return check


def _doubted(listing: Breakdown, stated: Figure, check: Check) -> bool:
    """Whether what was not read for certain may be what the parts miss the whole by.

    What stands between the parts may be one; what stands behind them and is not negative only explains what is short, unless the
    shares of the parts leave nothing for it.
    """
    if any(item.start < listing.parts[-1].start for item in listing.doubtful):
        return True
    if not listing.doubtful and not listing.unread:
        return False
    if len(listing.parts) > 1 and listing.is_shared_out and all(item.share is None for item in listing.doubtful):
        return False
    return check.exact is not None and (check.exact < stated.exact or may_be_negative(listing))


def _with_doubtful(listing: Breakdown, role: str, stated: Figure, parts: list[Figure]) -> Check | None:
    """The sum with as many of the doubtful items as make it hold, if any do."""
    extra = [figure for item in listing.doubtful if (figure := item.amount(role)) is not None and figure.dimension == stated.dimension]
    if len(extra) > _MOST:
        return None
    chosen = (some for count in range(1, len(extra) + 1) for some in combinations(extra, count))
    longer = (expect(stated, total([*parts, *some])) for some in chosen)
    return next((check for check in longer if sound(check)), None)


def may_be_negative(listing: Breakdown) -> bool:
    """Whether a part that was not read may be less than nothing: a total holds what is carried over, which may be a deficit."""
    concept = listing.whole.concept if listing.whole is not None else None
    carry = [part for part in (*listing.parts, *listing.doubtful) if names_carried(part.label)]
    carried = any(part.concept in CARRIED for part in carry)
    amounts = [part.stated for part in carry]
    return any(amount is None or amount.exact < 0 for amount in amounts) or (concept in TOTALS and not carried)


def _over(listing: Breakdown, stated: Figure, parts: list[Figure]) -> Check:
    """A list of unknown kind that ran on past its end adds up without its last members."""
    if not listing.family and "" in {part.level for part in listing.parts}:
        for count in _lengths(stated, parts):
            shorter = expect(stated, total(parts[:count]))
            if sound(shorter):
                return shorter
    if not listing.family and _may_overlap(stated):
        return unchecked(stated, phrase("list-overlaps"), list(parts))
    return _within(listing, parts, stated)


def _may_overlap(stated: Figure) -> bool:
    """People are counted twice more often than money."""
    return stated.dimension != "money" and stated.unit != _CAR


def _lengths(stated: Figure, parts: list[Figure]) -> Iterator[int]:
    """How many of the first parts, more than one and not all, come near enough to the stated total to be looked at."""
    low = high = parts[0].exact * 0
    for count, part in enumerate(parts[:-1], 1):
        bounds = part.interval()
        low, high = low + bounds[0], high + bounds[1]
        if count > 1 and low <= stated.exact + stated.quantum and high >= stated.exact - stated.quantum:
            yield count


def _within(listing: Breakdown, parts: list[Figure], stated: Figure) -> Check:
    """Whatever else the whole may hold, its parts do not pass it."""
    check = expect_that(total(parts) if len(parts) > 1 else parts[0], "<=", stated).said(phrase("parts-exceed-total"))
    known = listing.family or listing.listed or "" not in {part.level for part in listing.parts}
    if check.verdict == BROKEN and may_be_negative(listing):
        check = check.doubted(phrase("carry-negative"))
    elif check.verdict == BROKEN and not known:
        if _may_overlap(stated):
            check = check.doubted(phrase("list-overlaps"))
        elif slipped(expect(stated, total(parts))):
            check = check.warned()
        else:
            check = check.doubted(phrase("list-no-parts"))
    return check


@rule(
    "SUM002",
    "changes-of-parts",
    severity="error",
    title="分项增减额之和等于总增减额",
    title_en="changes of the parts add up to the change of the total",
    message="分项增减额之和与总增减额不符",
    message_en="the changes of the parts do not add up to the change of the total",
    formula="总增减额 = ±分项增减额 1 ± 分项增减额 2 …",
    source="部门决算公开说明：合计与各分项各自“比上年增加（减少）……”",
    why_en=(
        "The changes of all parts make the change of the total: the most common slip, and the one least looked for.\n\n"
        "Checked only where the list is complete (see SUM001) and total and parts all name a change, or none, against one base; a part "
        "that is all of the whole gained no less than the whole did."
    ),
    formula_en="change of the total = ± change 1 ± change 2 …",
    source_en="narratives: a total and its parts, each with its change over last year",
    good=(
        Example(
            "七、财政拨款“三公”经费支出决算情况说明\n2023年度财政拨款“三公”经费支出10.00万元，比上年增加2.00万元，增长25.00%。"
            "其中：因公出国（境）费支出0.00万元，与上年持平；公务用车购置及运行维护费支出8.00万元，比上年增加3.00万元，增长60.00%；"
            "公务接待费支出2.00万元，比上年减少1.00万元，下降33.33%。"
        ),
    ),
    bad=(
        Example(
            "七、财政拨款“三公”经费支出决算情况说明\n2023年度财政拨款“三公”经费支出10.00万元，比上年增加⟦2.50⟧万元，增长33.33%。"
            "其中：因公出国（境）费支出0.00万元，与上年持平；公务用车购置及运行维护费支出8.00万元，比上年增加3.00万元，增长60.00%；"
            "公务接待费支出2.00万元，比上年减少1.00万元，下降33.33%。",
            "2.00",
        ),
    ),
)
def changes_of_parts(filing: Filing) -> Iterator[Check]:
    """各分项的增减额相加必须等于合计的增减额，这是最常见又最少被核对的一类差错。

    只有在列举完整（见 SUM001）、且合计与每个分项都写明了同一比较基数的增减额（或持平）时才核对；一个分项就是合计的全部时，合计不会增加得比它更多。
    """
    told = {(item.concept, item.section) for item in filing.items if item.actual is not None and not item.actual.is_zero}
    for listing in filing.claims(Breakdown):
        check = _changes(listing)
        if check is None:
            check = _change_of_all(listing)
            if check is not None:
                yield check
            continue
        yield check if check.verdict != BROKEN else _broken_change(filing, listing, check, told)


def _broken_change(filing: Filing, listing: Breakdown, check: Check, told: set[tuple[str | None, str]]) -> Check:
    """What a broken sum of changes shows: nothing where the list may lack a part, and no more than a warning or a rounding where little is missing."""
    change = listing.change
    # A budget names only what there still is: what last year's had and this one has not is in no list.
    dropped = filing.kind == BUDGETED or listing.outlined or change is not None and change.base == LAST_BUDGET
    if listing.lent or not (listing.closed or not dropped and listing.is_complete(CHANGES)):
        little = listing.is_complete(CHANGES) and _gains_little(check) and slipped(check)
        return check.warned() if little else check.doubted(phrase("list-open"))
    if listing.doubtful or listing.unread:
        return check.doubted(phrase("list-unread"))
    if _has_others(listing, told) or misses_whole(listing, ACTUALS) or all(map(_is_proved, _moving(listing))):  # what lacks a part lacks its change
        return check.doubted(phrase("list-open"))
    return check._replace(verdict=ROUNDING) if are_rounded(check) else check


def _moving(listing: Breakdown) -> list[Change | None]:
    """The changes of a whole and of its parts."""
    return [listing.change, *(part.change for part in listing.parts)]


def _is_proved(change: Change | None) -> bool:
    """Whether a change is the difference of the two years' amounts that stand beside it, so that it is none that is wrong."""
    if change is None or change.delta is None or change.prior is None or not change.currents:
        return False
    return sound(expect(change.delta, abs(change.currents[0] - change.prior)))


def _has_others(listing: Breakdown, told: set[tuple[str | None, str]]) -> bool:
    """Whether the section tells of another part of the whole than those whose changes are listed: 经营支出 beside 基本支出 and 项目支出."""
    whole, named = listing.whole, {part.concept for part in listing.parts}
    family = PARTS_OF.get(whole.concept or "", frozenset()) if whole is not None else frozenset()
    return whole is not None and named <= family and any((known, whole.section) in told for known in family - named)


def _changes(listing: Breakdown) -> Check | None:
    """The changes of the parts against that of the whole; ``None`` where one of them is not told, or none is more than a word."""
    change, moved = listing.change, listing.change_of_parts()
    if change is None or change.delta is None or moved is None:
        return None
    flat = tuple(each for each in listing.moves if isinstance(each, Word))
    return expect(change.delta, moved).folded("sum")._replace(words=flat)


def _gains_little(check: Check) -> bool:
    """Whether a whole gained a little more than its parts: what this year has not cannot have added to it."""
    printed = check.printed
    if not isinstance(printed, Figure) or check.exact is None or not is_little(printed, check.exact):
        return False
    return printed.sign * printed.exact > printed.sign * check.exact


def _change_of_all(listing: Breakdown) -> Check | None:
    """财政拨款支出 9 万元，比上年增加 1 万元，其中：一般公共预算支出 9 万元，比上年增加 1 万元；政府性基金预算支出 0 万元: what is all of the whole changed as that did.

    What is nothing now may have been something before, so that the whole may have gained less than its part, and never more.
    """
    whole, part = listing.whole, _all_of(listing)
    if whole is None or whole.change is None or part is None or part.change is None:
        return None
    moved, own = (change.moved(whole.change.base) for change in (whole.change, part.change))
    if not isinstance(moved, Figure) or not isinstance(own, Figure):
        return None
    check = expect(moved, total([own]) if own.sign == moved.sign else -total([own])).folded("sum")
    if check.verdict != BROKEN:
        return check
    gained = moved.sign * moved.exact > own.sign * own.exact
    telling = max(moved.exact, own.exact) >= least(moved) and not names_carried(whole.label)
    return check.warned() if gained and telling and not may_be_negative(listing) and slipped(check) else check.doubted(phrase("list-open"))


def _all_of(listing: Breakdown) -> Item | None:
    """The part that comes to the whole of a list, whose other parts are nothing and told without a change; ``None`` where there is none."""
    stated = listing.whole.stated if listing.whole is not None else None
    part = next((part for part in listing.parts if (amount := part.stated) is None or amount.exact), None)
    own = part.stated if part is not None else None
    if stated is None or own is None or own is stated or own.exact != stated.exact:
        return None
    others = (other for other in listing.parts if other is not part)
    return part if all(other.change is None and (amount := other.stated) is not None and not amount.exact for other in others) else None
