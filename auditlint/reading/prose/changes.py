"""Whose change it is: rules for the figures that say by how much something is more or less than before."""

from bisect import bisect_right

from ...field import CHANGE, LAST_YEAR
from ...language import expanded, meaning, words
from ...model.arithmetic import Absolute
from ...model.check import BROKEN, expect
from ...model.document import begin_of
from ...model.figure import MONEY, Figure
from ...model.phrasing import phrase
from ...startup import pattern
from .amounts import state
from .bases import adjusted, between, of_last_plan
from .book import Book, fits
from .clauses import Lead, Leads, Role
from .context import Context
from .delta import DELTAS, TO_LAST_YEAR, Delta, is_of_year_before, told_in_reason
from .paired import add_sum
from .rolled import flows_of
from .whose import (
    LIKE_FOR_LIKE,
    cost_before,
    is_moved,
    is_movement,
    is_narrower,
    is_next_part,
    is_of_another,
    is_of_other_years,
    listed_flow,
    subject_here,
    with_clause,
)
from .words import sign_of

_SEMICOLONS, _NET = ("；", ";"), "净"
#: What there is at a time, and words of what came to it or left it in a year.
_STOCK, _IN_YEAR, _MARKS = pattern(expanded("{stock}")), pattern(expanded("{inyear}")), "，,；;。：:（(\n"
#: 2024 年初调整增加, 期初余额更正减少: what a balance began with was put right.
_OPENING = pattern(r"[年期]初(?:余额|数)?(?:追溯)?(?:调整|更正|重述)$")
_BREATHS = "；;。）)"
#: 高于上年决算数: what follows is the difference, or last year's amount.
_BEYOND = pattern(expanded(r"(?P<sign>{comparison.more}|{comparison.less})(?:{last}|{past}|(?P<year>20\d\d)年度?)(?:同期)?的?(?:决算|支出|收入|实际)*(?:数|额)?"))
_RATE_OF = pattern(expanded(r"[万亿]?元[，,\s]*(?:同比)?(?:{direction})(?:了|率|幅度)?(?:为)?\s*"))
#: What begins words before 增加 that name no part.
_PRONOUNS = tuple(words("pronoun"))
#: The change of several things together, of which the sentence need not state the total.
_TOGETHER = pattern(expanded("{together}"))


def change_by(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """Give an amount that something is more or less by to its change."""
    name, context = DELTAS.ask(Delta(context, figure, lead, book))
    book.decide(figure, name)
    return context


# -- the rules -------------------------------------------------------------------------------------------------------------


@DELTAS.rule("名称里的增减")
def _of_name(given: Delta) -> Context | None:
    """绿化提升 9 万元，就业增收 8 万元: what money is spent on; no money is 提升 by an amount."""
    lead, figure = given.lead, given.figure
    if lead.word not in words("named") or figure.unit not in MONEY or lead.base is not None or len(lead.subject) < 2:
        return None
    return state(given.context, figure, lead._replace(kind=Leads.MENTION, label=lead.subject + lead.word, subject="", word=""), given.book)


@DELTAS.rule("可比口径的增减")
def _like_for_like(given: Delta) -> Context | None:
    """剔除减免因素后实际增加 2 万元: of what the printed amounts do not make."""
    if LIKE_FOR_LIKE.search(given.lead.subject) is None:
        return None
    return given.of_none(phrase("no-current"))._replace(change=None)


@DELTAS.rule("两个预算之差")
def _of_budgets(given: Delta) -> Context | None:
    """年初预算 10 万元，调整预算 12 万元（增加 2 万元）"""
    if not given.context.budget or given.lead.base is not None:
        return None
    return adjusted(given.context, given.figure, given.word, given.book)


@DELTAS.rule("一个预算比另一个")
def _of_a_budget(given: Delta) -> Context | None:
    """年初预算 10 万元，调整预算 12 万元，决算 11 万元，……；调整预算比年初预算增加 2 万元: of the budgets, and not of what was spent."""
    return between(given.context, given.figure, given.lead, given.word, given.book) or of_last_plan(
        given.context, given.figure, given.lead, given.word, given.book
    )


@DELTAS.rule("核增核减的预算")
def _of_moves(given: Delta) -> Context | None:
    """年初预算 12 万元，调整预算 10 万元，核减 2 万元，核减率 16.67%: of the two budgets, or of what is not told; never of what was spent."""
    net = given.book.text[given.word.start - 1 : given.word.start] == _NET
    if not is_moved(given.lead, given.context.item) and not (net and is_movement(given.lead, given.context.item)):
        return None
    told = adjusted(given.context, given.figure, given.word, given.book)
    if told is not None:
        return told
    return given.of_none(phrase("no-meaning"))


@DELTAS.rule("进出相抵的净增减")
def _net(given: Delta) -> Context | None:
    """新发展会员 40 名，退会 1 名，净增 39 名: what came less what left, and no change of either."""
    context, word, figure = given.context, given.word, given.figure
    if given.lead.base is not None or context.prior is not None or not given.book.text.endswith(_NET, 0, word.start):
        return None
    flows, way = flows_of(figure, given.book), int(word.meaning)
    if not flows:
        return None
    add_sum(figure, [[each if sign == way else -each for each, sign in flows]], context, given.book)
    return given.of_none(phrase("no-current"))._replace(change=None)


@DELTAS.rule("由甲到乙的增减")
def _of_became(given: Delta) -> Context | None:
    """由上年的 70 万元减少到 61 万元，减少 9 万元: the difference of the two."""
    change, lead = given.context.change, given.lead
    open_ = change is not None and change.item is None and change.currents and change.delta is None and change.rate is None
    if not open_ or change is None or lead.subject or lead.base is not None or given.figure.dimension != change.currents[0].dimension:
        return None
    word = given.word
    given.book.mean(given.figure, role=CHANGE, sign=int(word.meaning))
    change.delta, change.delta_word = given.figure, word
    return given.context


@DELTAS.rule("别年的增减")
def _of_other_year(given: Delta) -> Context | None:
    """2024 年预算 9 万元，较 2023 年减少 1 万元 in the accounts of 2023: of what was told just before, and so is its rate."""
    last, figure, lead = given.context.last, given.figure, given.lead
    if last is None or not is_of_year_before(last, lead, given.book) or lead.subject or last.dimension != figure.dimension:
        return None
    if any(mark in given.book.text[last.end : figure.start] for mark in _BREATHS):
        return None
    return given.nothing(phrase("other-year"))._replace(change=None, item=None)


@DELTAS.rule("年初的调整")
def _of_opening(given: Delta) -> Context | None:
    """上年末结余 9 万元，年初调整增加 1 万元: what the year began with was put right, and nothing changed in a year."""
    return given.of_none(phrase("no-current"))._replace(change=None) if given.lead.base is None and _OPENING.search(given.lead.subject) is not None else None


@DELTAS.rule("存量的年内增减")
def _of_stock(given: Delta) -> Context | None:
    """固定资产年初原值 1 万元，本年增加 9 万元，本年减少 2 万元: what came in and went out in the year, and no change of what there was."""
    context, figure, lead = given.context, given.figure, given.lead
    item, text = context.item, given.book.text
    if lead.base is not None or context.base is not None or context.prior is not None or item is None or _STOCK.search(item.label) is None:
        return None
    begins = begin_of(text, figure.start, _MARKS)
    return given.nothing(phrase("no-current"))._replace(change=None) if _IN_YEAR.match(text, begins, figure.start) else None


@DELTAS.rule("两个别年之间的增减")
def _between_years(given: Delta) -> Context | None:
    """2025 年比 2024 年减少 5 万元 in a budget of 2026: of neither year's amount that is known to be the department's."""
    return given.nothing(phrase("other-year"))._replace(change=None) if is_of_other_years(given.lead, given.figure, given.book) else None


@DELTAS.rule("句中的主语")
def _who(given: Delta) -> Delta | None:
    """公务接待费比上年增加 1 万元; behind a ；the words may turn from the reasons for one part to the next part."""
    context, lead = given.context, with_clause(given.lead)
    given = given._replace(lead=lead)
    if lead.separator in _SEMICOLONS and is_next_part(context, lead.subject):
        context = context._replace(reason=False)
    context, named = subject_here(context, lead, given.figure, given.book)
    flow = listed_flow(context, lead.subject) if named is None else None
    return given._replace(context=context, named=named, flow=flow)


@DELTAS.rule("原因里说完整的增减")
def _in_reason(given: Delta) -> Context | None:
    """主要原因是……比上年的 433 万元减少 2 万元，下降 0.46%: complete in itself."""
    context = given.context
    return told_in_reason(given) if context.reason and context.prior is not None else None


@DELTAS.rule("原因里的数")
def _reason(given: Delta) -> Context | Delta | None:
    """主要原因是人员增加 3 万元; 决算数较上年增加 ends the reasons."""
    if not given.context.reason:
        return None
    base = given.lead.base
    if (base is None or not base.bare) and (given.named is None or base is None):
        return given.nothing(phrase("of-reason"))
    return given._replace(context=given.context._replace(reason=False))


@DELTAS.rule("合计的增减")
def _together(given: Delta) -> Context | None:
    """甲增加 3 万元，乙减少 1 万元，合计净增加 2 万元: of what is not printed; 甲预算 5 万元，乙预算 2 万元，共节约 1 万元."""
    context, subject = given.context, given.lead.subject
    item = given.named or context.item
    if item is not None and item.actual is None and not subject and _TOGETHER.match(item.label):  # 两项合计完成预算 9 万元的 95%，比上年减少
        return given.of_none(phrase("no-current"))._replace(change=None, prior=None)
    several = subject in words("summed") and context.item is not None and context.topic is not context.item
    if given.named is not None or not several and not _TOGETHER.match(subject) and not (not subject and _TOGETHER.match(given.lead.context)):
        return None
    return given.of_none(phrase("no-current"))._replace(item=None if several else context.item, change=None)


@DELTAS.rule("上年数之后的节约")
def _saved(given: Delta) -> Context | None:
    """支出 90 万元，上年 70 万元，预算执行节约 5 万元，比上年增加 20 万元: of the budget, where it is not the difference of the years."""
    context, lead, prior = given.context, given.lead, given.context.prior
    item = given.named or given.flow or context.item
    if lead.base is not None or not lead.separator or lead.word not in meaning("plan") or prior is None or prior.role != LAST_YEAR:
        return None
    if item is None or item.actual is None or expect(given.figure, Absolute(item.actual - prior)).verdict != BROKEN:
        return None
    return given.of_none(phrase("no-current"))


@DELTAS.rule("其中一级的增减")
def _narrower(given: Delta) -> Context | None:
    """财政拨款收入 9 万元，其中省级 5 万元，……；市级财政拨款收入比上年增加 1 万元: of what is not told, and so is its rate."""
    item = given.named
    return given.of_none(phrase("no-current"))._replace(item=None, change=None) if item is not None and is_narrower(given.lead.subject, item) else None


@DELTAS.rule("写明是谁的增减")
def _named(given: Delta) -> Context | None:
    """公务接待费比上年增加 1 万元: what its words name."""
    return given.of(given.named) if given.named is not None and fits(given.named, given.figure) else None


@DELTAS.rule("列举的收支")
def _flow(given: Delta) -> Context | None:
    """收入预算 9 万元，其中：甲 8 万元，乙 1 万元，收入比上年增加 2 万元: what is listed, not its last part."""
    item = given.flow
    if item is None or not fits(item, given.figure) or is_of_another(given.lead.subject, item):
        return None
    return given.of(item)


@DELTAS.rule("另有所指的词")
def _unknown(given: Delta) -> Context | None:
    """今年支出增加 2 万元 names another amount than was spoken of."""
    item = given.flow or given.context.item
    if given.named is not None or item is None or not is_of_another(given.lead.subject, item):
        return None
    context = told_in_reason(given)
    given.book.mean(given.figure, reason=phrase("no-current"))
    return context


@DELTAS.rule("其中一部分的增减")
def _of_part(given: Delta) -> Context | None:
    """节约 40 万元，其中公开招标节约 30 万元，节约率 6%: of a part whose amount is not told, and so is its rate."""
    context, subject = given.context, given.lead.subject
    waits = context.opening is not None and context.opened and given.named is None and given.flow is None
    if not waits or len(subject) < 2 or subject.startswith(_PRONOUNS) or given.lead.base is not None:
        return None
    return given.of_none(phrase("no-current"))._replace(item=None, change=None)


@DELTAS.rule("所说的一项")
def _spoken_of(given: Delta) -> Context | None:
    """收入 9 万元，较上年增加 2 万元"""
    item = given.context.item
    if given.named is not None or given.flow is not None or item is None or not fits(item, given.figure):
        return None
    return given.of(item)


@DELTAS.rule("个数之前的费用")
def _of_cost(given: Delta) -> Context | None:
    """公务接待费 3 万元，接待 9 批次，费用比上年减少 1 万元: of the only amount that the sentence has told before the numbers."""
    context, lead = given.context, given.lead
    if lead.base is None and context.prior is None or given.figure.unit not in MONEY:
        return None
    cost = cost_before(context, given.figure, lead, given.book)
    return given._replace(named=cost).of(cost) if cost is not None else None


@DELTAS.rule("没有所说的数")
def _nobody(given: Delta) -> Context:
    """增加 2 万元 behind a number of people, or at the beginning; its rate is no other change's, nor is last year's amount."""
    return given.of_none(phrase("no-current"))._replace(change=None, prior=None)


def beyond_last_year(context: Context, figure: Figure, lead: Lead, book: Book) -> Context | None:
    """机关运行经费 9 万元，高于上年决算数 1 万元，增长 12.50%: by how much, or last year's amount where the rate is that of one; ``None`` for other words."""
    words = book.text[begin_of(book.text, figure.start, _MARKS) : figure.start]
    said, item = _BEYOND.fullmatch(words), context.item
    if said is None or context.reason or item is None or item.actual is None or item.sentence != context.sentence or not fits(item, figure):
        return None
    year, of = said["year"], book.filing.year
    rate = _rate_behind(figure, book)
    if rate is None or figure.unit not in MONEY or not figure.exact or year and of is not None and int(year) != of - 1:
        return None
    sign, apart = sign_of(said["sign"]), item.actual.exact - figure.exact
    if apart * sign > 0 and expect(rate, abs(item.actual - figure) / figure).verdict != BROKEN:
        return state(context, figure, lead._replace(kind=Leads.MENTION, role=Role.PRIOR, label="", subject="", year=None), book)
    at = said.start("sign") - len(words)
    return change_by(context, figure, lead._replace(kind=Leads.TURN, word=said["sign"], word_at=at, base=TO_LAST_YEAR, label="", subject="", role=Role.NONE), book)


def _rate_behind(figure: Figure, book: Book) -> Figure | None:
    """The rate of a change that follows an amount."""
    at = bisect_right(book.starts, figure.start)
    rate = book.tokens[at].figure if at < len(book.tokens) else None
    return rate if rate is not None and rate.unit == "%" and _RATE_OF.fullmatch(book.text, figure.end, rate.start) is not None else None
