"""Amounts that are none of the year's: standards, what was planned to be done, numbers in reasons, what was before, other years."""

from bisect import bisect_left

from ...field import OTHER_YEAR
from ...field.roles import STANDARD
from ...language import expanded
from ...model.figure import MONEY, Figure
from ...model.phrasing import phrase
from ...startup import pattern
from .amount import AMOUNTS, Amount, is_of_another, is_of_other_year, of_this_year
from .bases import state_prior
from .book import Book
from .clauses import Base, Role
from .context import Context
from .items import is_called, new_item
from .paired import average
from .spoken import (
    ends_reason,
    is_known,
    is_told_of_other_year,
    of_its_flow,
    year_begun,
)

_STANDARD = pattern(r"每(?:人|户|月|年|个|亩|平方米|名|位|家|辆|学年|生)|[人户亩车次生床辆]均|平均|单车|标准(?:为)?$")
#: What it is called, and how many numbers stand between two amounts of it.
_BETWEEN = 4
#: 由年初的 6 辆增加到 7 辆: what stands before and behind the amount that became another.
_FROM = pattern(r"(?P<what>.*)[由从][^由从]{0,10}$")
_TO = pattern(expanded(r"(?:逐步|调整后)?(?:{became})(?:到|至|为)"))
#: The shape of 完成任务, and what follows an amount that a rate is of.
_DONE, _OF_RATE = ("完成计划",), pattern(r"[^\d，。；]{1,4}的[^\d，。；]{0,2}\d+(?:\.\d+)?[%％]")
_SENTENCES = pattern(r"[。；;\n]")
_COMMAS, _SEMICOLONS, _COLONS = "，,", "；;", "：:"
_PRIORS = (Role.PRIOR, Role.BASIS)


@AMOUNTS.rule("单位标准")
def _standard(given: Amount) -> Context | None:
    """每人每月 1200 元"""
    if _STANDARD.search(given.label) is None:
        return None
    average(given.context, given.figure, given.label, given.book)
    context = given.nothing(phrase("standard"), STANDARD)
    return context._replace(item=None, change=None, prior=None) if given.lead.base is not None else context  # 较上年人均 2 万元下降 5%


@AMOUNTS.rule("单位标准的上年数")
def _standard_before(given: Amount) -> Context | None:
    """收入 760 万元，……；生均 6031 元（1260 人），较上年 6000 元: nearer to what one cost than to all, and no last year's amount of all."""
    item, figure, book = given.context.item, given.figure, given.book
    if given.role not in _PRIORS or item is None or item.actual is None or figure.unit not in MONEY:
        return None
    each = _standard_told(figure, book)
    if each is None or abs(figure.exact) ** 2 >= abs(each.exact * item.actual.exact):
        return None
    return given.nothing(phrase("standard"), STANDARD)._replace(item=None, change=None, prior=None)


def _standard_told(figure: Figure, book: Book) -> Figure | None:
    """The amount of money told right before one in its sentence, where it is what one of something cost."""
    last = bisect_left(book.starts, figure.start)
    for token in reversed(book.tokens[max(0, last - _BETWEEN) : last]):
        other = token.figure
        if _SENTENCES.search(book.text, other.end, figure.start) is not None:
            break
        if other.unit in MONEY:
            return other if other.role == STANDARD else None
    return None


@AMOUNTS.rule("完成的任务")
def _done(given: Amount) -> Context | Amount | None:
    """年初计划 300 万元，全年完成征收任务 303 万元: what was done; a plan only in 完成年度任务 300 万元的 101%."""
    item, lead = given.context.item, given.lead
    if lead.shapes[:1] != _DONE or given.context.reason or _OF_RATE.match(given.book.text, given.figure.end) is not None:
        return None
    if item is None or not item.budgets or item.actual is not None or item.sentence != given.context.sentence:
        return given.nothing(phrase("no-meaning"))
    return given._replace(role=Role.ACTUAL, label="")


@AMOUNTS.rule("原因里的数")
def _in_reason(given: Amount) -> Context | Amount | None:
    """主要原因是新建水库 3 万元; words that are known go back to what is told."""
    context, lead = given.context, given.lead
    if not context.reason:
        return None
    if given.role is Role.PRIOR and _is_of_this_year(given):  # 收入变动情况：2023 年 9 万元，2024 年 8 万元，减少 1 万元
        return given.nothing(phrase("of-reason"))
    if given.role in _PRIORS:
        return state_prior(context, given.figure, lead, given.book)
    if ends_reason(given.lead, given.role, given.label, context.item):
        return given._replace(context=context._replace(reason=False))
    same_breath = (not lead.separator or lead.separator in _COMMAS) and not context.opened
    if not is_known(given.label) or same_breath:
        return given.nothing(phrase("of-reason"))
    return given._replace(context=context._replace(reason=False))


@AMOUNTS.rule("由甲到乙的甲")
def _from(given: Amount) -> Context | None:
    """公务用车保有量由年初的 6 辆增加到 7 辆: what it was before, and no whole of what follows."""
    said, figure = _FROM.match(given.label), given.figure
    if said is None or given.role is not Role.NONE or _TO.match(given.book.text, figure.end + len(figure.unit)) is None:
        return None
    lead = given.lead._replace(role=Role.BASIS, base=Base(OTHER_YEAR, None, ""), subject=said["what"])
    return state_prior(given.context, figure, lead, given.book)


@AMOUNTS.rule("上年数")
def _prior(given: Amount) -> Context | Amount | None:
    """较上年的 433 万元减少 2 万元; last year's words with this year's number are this year's."""
    if given.role is Role.PRIOR and _is_of_this_year(given):
        return of_this_year(given)
    if given.role not in _PRIORS:
        return None
    if _is_middle_of_years(given):
        return given.nothing(phrase("other-year"), forget=True)
    given = _with_named(given)
    given = given._replace(lead=of_its_flow(given.lead, given.context))
    if given.role is Role.PRIOR and is_of_other_year(given) or is_of_another(given):
        return given.nothing(phrase("other-year"))
    return state_prior(given.context, given.figure, given.lead, given.book)


def _with_named(given: Amount) -> Amount:
    """公务接待费：2025 年预算 9 万元，2026 年预算 8 万元 in a budget of 2026: what a colon names is spoken of, though last year's amount is told first."""
    context, lead, item = given.context, given.lead, given.context.item
    named = lead.separator in tuple(_COLONS) and lead.year is not None and not lead.subject and given.figure.unit in MONEY and is_known(lead.context)
    if not named or item is not None and is_called(item, lead.context):
        return given
    return given._replace(context=new_item(context, lead.context, given.figure.start, given.book, figure=given.figure))


def _is_middle_of_years(given: Amount) -> bool:
    """近三年水电费：2021 年 5 万元，2022 年 6 万元，2023 年 7 万元: whether only its year names an amount behind that of an earlier year, whoever's both are."""
    last = given.context.last
    bare = given.role is Role.PRIOR and given.lead.year is not None and not given.lead.subject and not given.lead.label
    return bare and last is not None and last.reason == phrase("other-year") and _SENTENCES.search(given.book.text, last.end, given.figure.start) is None


def _is_of_this_year(given: Amount) -> bool:
    return given.lead.year is not None and given.lead.year == given.book.filing.year


@AMOUNTS.rule("上年数的分项")
def _within_past(given: Amount) -> Amount | None:
    """比上年 9 万元（甲 6 万元、乙 3 万元）减少: what brackets behind last year's amount tell is last year's too."""
    asides, lead = given.context.asides, given.lead
    past = bool(asides) and asides[-1].past and bool(given.label) and given.role is Role.NONE and lead.year is None
    return given._replace(role=Role.PRIOR) if past and given.figure.unit in MONEY and not given.context.reason else None


@AMOUNTS.rule("写明年份的数")
def _dated(given: Amount) -> Context | Amount | None:
    """2022 年度支出总计 9 万元 in the accounts of 2023 is last year's, and so is what follows: 2022 年基本支出 6 万元、项目支出 3 万元."""
    of = given.book.filing.year
    year = given.lead.year if given.lead.year is not None else year_begun(given.context, given.figure, given.label, given.role, given.book)
    if given.label and given.role is Role.NONE and given.lead.year is None and is_told_of_other_year(given.figure, given.book):
        return given.nothing(phrase("other-year"))
    if year is None and _goes_on_with_other_year(given):
        return given.nothing(phrase("other-year"))
    if year is None or of is None or year == of:
        return None
    if year != of - 1 or not given.label or given.role is Role.BUDGET:
        return given.nothing(phrase("other-year"))
    start = given.figure.start
    given.book.dated[start] = given.book.text.rfind(str(year), 0, start)
    return given._replace(role=Role.PRIOR)


def _goes_on_with_other_year(given: Amount) -> bool:
    """2020 年年初预算 9 万元，年中追加 1 万元，调整预算 10 万元 in a budget of 2021: whether a budget without a name is of the other year that was told before it."""
    last = given.context.last
    told = last is not None and last.reason == phrase("other-year") and given.role is Role.BUDGET and not given.label
    return told and given.lead.separator not in tuple(_SEMICOLONS)
