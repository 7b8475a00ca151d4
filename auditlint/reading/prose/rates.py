"""What a percentage is of: changes, shares, completions and variances."""

from bisect import bisect_left
from collections.abc import Callable

from ...field import BUDGETED, LAST_YEAR, LOCAL, SPENT, budget_kind_of, normal, resolve
from ...field.roles import COMPLETED, GROWTH, OFF_BUDGET
from ...language import expanded
from ...model.check import BROKEN, expect
from ...model.claims import Change, Completion, Item, Portion, Share, Variance
from ...model.document import begin_of
from ...model.figure import MONEY, Figure
from ...model.phrasing import phrase
from ...startup import pattern
from ..lexer import Token
from .ahead import leads_on
from .bases import difference_of, of_difference, told_budget
from .book import Book, fits
from .clauses import Lead, Leads
from .context import Context, Shares
from .delta import TO_LAST_YEAR, is_of_year_before, measured, stated_base, word_of
from .divided import SO_FAR, TOTALLED
from .divided import fits as is_share_of
from .mentions import THAT, budget_kind
from .paired import of_two
from .spoken import is_known
from .whose import LIKE_FOR_LIKE, is_moved, is_narrower, is_of_other_years, names_another, names_count, part_of_named
from .words import sign_of

_OF_BUDGET = pattern(expanded(r"(?:本年度?|当年|20\d\d年度?)?(?P<kind>{kind}|年度|当年)?预算(?:数|额|总额)?$"))
#: Numbers that are no figures, of which one became the other.
_CLAUSES, _FAR_BACK = "\n。；;", 120
_BECAME = pattern(r"[由从][^，。；\n]{0,40}?\d[^，。；\n]{0,40}?[到至为]\s*\d[^。；\n]{0,40}$")
#: What parts one of several shares from the next.
_RUN = pattern(r"\s*[、，,和及]\s*")
_SEVERAL = "和及与、"
_CLOSING = tuple("）)")
#: A sentence tells no more changes than this before a rate.
_NEAR = 8
#: A paragraph tells no more amounts than this.
_FAR = 40
#: 经营支出0，占0%: a number without a unit, of which the share is.
_BARE_NIL = pattern(r"[^\d.,，]0(?:\.0+)?[，,]占[^，,\d]{0,6}$")
#: A label of these is no name of its own.
_ACCOUNTS = ("决算数", "支出决算", "决算")
_LONGEST_ROLE, _SHORT_NAME = 6, 3
_OVERALL, _DONE_FLOW = ("总体", "整体", "总", "综合"), "执行"
#: What may stand before 占 and names nothing: 其占, 所占, 各占.
_PRONOUNS = "其所各均共约分别也又仅并且即该此、，和及 （("
_AMOUNT, _AWARDED = "金额", "授予中小企业"
_OF, _OF_AMOUNT = "的", "元的"
#: 逐年下降 25% 和 40%: of years of which it is not told.
_YEARLY = ("逐年", "连年")
#: Changes of what is not told, whose rates are: 2024 年预算 9 万元，较 2023 年减少 1 万元，下降 10%; 接待 9 批次，费用比上年减少 1 万元，下降 10%.
_NOT_SAID = (phrase("other-year"), phrase("no-current"))
#: The budget that what was executed is measured by, where several are stated.
_EXECUTED = ("全年", "调整")


def relate(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """Give a percentage to what it is of."""
    name, handler = _HANDLERS.get(lead.kind, ("", None))
    item = context.item
    own = handler is _completion and item is not None and item.actual is not None and bool(item.budgets)
    paired = of_two(context, figure, book) if not own and not context.reason else None
    if paired is not None:
        book.decide(figure, "两数之比")
        return paired
    last = difference_of(context.last, book) if handler is None and not context.reason and not lead.label else None
    if last is not None:
        done = last.prior is not None and bool(last.prior.exact) and expect(figure, last.currents[0] / last.prior).verdict != BROKEN
        name, handler = _HANDLERS[Leads.COMPLETION if done else Leads.VARIANCE]  # 决算 90 万元，差额 -10 万元，90%
    waits = context.change is not None and context.change.item is None and handler is _rate
    leaves = bool(lead.label) and is_known(lead.label)
    if handler is None or context.reason and not waits and not leaves:
        book.mean(figure, reason=phrase("rate-of-reason") if context.reason else phrase("no-rate-meaning"))
        return context
    book.decide(figure, name)
    return handler(context, figure, lead, book)


# -- changes ---------------------------------------------------------------------------------------------------------------


def _rate(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """增长 11.11%: the rate that a change waits for, or a change told by its rate alone."""
    last = context.last
    before = last is not None and last.start in book.dated and not lead.subject and is_of_year_before(last, lead, book)
    if before or lead.subject.endswith(_YEARLY) or _is_of_no_figures(figure, book) or is_of_other_years(lead, figure, book):
        book.mean(figure, role=GROWTH, reason=phrase("no-figure"))
        return context
    leading = leads_on(context, figure, lead, book)
    if leading is not None:
        book.mean(figure, role=GROWTH, label=lead.subject)
        return leading
    change = _waiting(context, lead, book) if figure.exact >= 0 else context.change
    if change is None or change.rate is not None or _is_of_another_base(change, lead):
        item = _alone(context, figure, lead, book)
        if item is None:
            book.mean(figure, role=GROWTH, reason=phrase("no-figure"))
            other = context.item is not None and names_another(lead.subject, context.item)
            return context._replace(item=None) if other else context  # 合计增长 5%（上年 9 万元）: what follows is said of that
        if _is_bare(lead, figure, item, book):
            _loose_share(context, item, figure, book)
            return context
        change = book.change(lead.base or stated_base(context) or TO_LAST_YEAR, item, context.section)
        measured(context, change)
        context = context._replace(prior=None, change=change)
    book.mean(figure, role=GROWTH if change.base.startswith(LAST_YEAR) else OFF_BUDGET)
    change.rate = figure
    if change.item is not None:
        book.mean(figure, label=change.item.label, scope=change.item.scope)
    if lead.word:
        change.rate_word = word_of(context, lead, figure, book)
        book.mean(figure, sign=int(change.rate_word.meaning))
    elif change.delta is not None:
        book.mean(figure, sign=change.delta.sign)
    return context


def _waiting(context: Context, lead: Lead, book: Book) -> Change | None:
    """The change whose rate follows: 增加 3 万元，其中：甲增加 5 万元，乙减少 2 万元，增长 10% is said of the first that goes the same way."""
    change = context.change
    if change is not None and change.item is not None and _is_said_of_other(lead.subject, change.item):
        return None
    if change is None or change.delta_word is None or not lead.word or change.rate is not None or not change.delta_word.meaning:
        return change
    sign = sign_of(lead.word)
    if not sign or int(change.delta_word.meaning) == sign:
        return change
    begins, _ = change.delta_word.source.sentence(change.delta_word.start, change.delta_word.start)
    before = (other for other in reversed(book.filing.claims(Change)[-_NEAR:]) if other is not change and other.delta_word is not None and other.delta_word.start >= begins)
    return next((other for other in before if other.rate is None and other.delta_word is not None and int(other.delta_word.meaning) == sign), change)


def _is_said_of_other(subject: str, item: Item) -> bool:
    """Whether the words of a rate name another thing than a change is of: 比上年增加 9 万元（其中教育增加 6 万元），教育支出增长 8%, 人次下降 10%."""
    return bool(subject) and (names_another(subject, item) or LIKE_FOR_LIKE.search(subject) is not None or names_count(subject))


def _is_of_no_figures(figure: Figure, book: Book) -> bool:
    """办理时限由 2.5 个工作日压缩至 1.5 个工作日，压缩 40%: whether a rate follows numbers that are no figures and became one another."""
    begins = begin_of(book.text, figure.start, _CLAUSES, max(0, figure.start - _FAR_BACK))
    became = _BECAME.search(book.text, begins, figure.start)
    if became is None:
        return False
    told = book.tokens[bisect_left(book.starts, became.start()) : bisect_left(book.starts, figure.start)]
    return not any(token.figure.unit for token in told)


def _is_bare(lead: Lead, figure: Figure, item: Item, book: Book) -> bool:
    """首付款 30 万元（30%）: whether a rate alone in brackets, without a sign, stands behind an amount of which neither a budget nor last year's is told."""
    alone = lead.kind is Leads.BRACKET and figure.exact > 0 and book.text[figure.end : figure.end + 1] in _CLOSING
    return alone and item.actual is not None and item.actual.unit in MONEY and not item.budgets and item.prior is None


def _loose_share(context: Context, item: Item, figure: Figure, book: Book) -> None:
    """A rate that is a share only where others beside it fit the same whole, or its part is all of its list's: 收入中，甲 9 万元（100%）."""
    apart = Item(item.label, None, item.scope, item.section, item.start)
    apart.actual, apart.paragraph, apart.sentence, apart.kind = item.actual, item.paragraph, item.sentence, item.kind
    book.mean(figure, role="占比", label=item.label)
    claim, listing = Share(figure, item.actual, [], "", context.section.path), context.list_of(item)
    whole = listing.whole.actual if listing is not None and listing.whole is not None else None
    if whole is not None and item.actual is not None and item.actual.exact == whole.exact and is_share_of(claim, whole):
        claim.wholes, claim.sure = [whole], 1
    book.share(claim, apart, None, context.section.scope)


def _alone(context: Context, figure: Figure, lead: Lead, book: Book) -> Item | None:
    """The item whose change is told by its rate alone; ``None`` where nothing tells whose it is, or no printed amounts make it."""
    named = part_of_named(context, lead.subject, book) or book.named(lead.subject, context.section)
    item = named or context.item
    if named is not None and is_narrower(lead.subject, named):
        return None
    last = context.last
    if named is None and last is not None and not lead.subject and (last.reason in _NOT_SAID or item is not None and _is_told_since(item, last, context, book.text[last.end : figure.start])):
        return None
    if item is None or context.reason or told_budget(item, lead) is not None or is_moved(lead, item) or named is None and names_another(lead.subject, item) or _is_like_for_like(context, item, lead):
        return None
    return item


def _is_told_since(item: Item, last: Figure, context: Context, words: str) -> bool:
    """农村低保标准每人每月 408 元，增长 7%: whether an amount of no item stands in the sentence of a rate, which tells nothing of what was spoken of before."""
    return bool(last.reason) and item.sentence != context.sentence and not any(mark in words for mark in _CLAUSES)


def _is_like_for_like(context: Context, item: Item, lead: Lead) -> bool:
    """Whether a rate is one that the printed amounts do not make: 可比口径增长 5%, 扣除一次性因素后增长 5%, or that of money beside a number of people."""
    prior = context.prior
    return bool(LIKE_FOR_LIKE.search(lead.subject)) or prior is not None and not fits(item, prior)


def _is_of_another_base(change: Change, lead: Lead) -> bool:
    return lead.base is not None and lead.base.subject == "" and lead.base.kind != change.base and lead.word_at == 0


# -- shares ----------------------------------------------------------------------------------------------------------------


def _share(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """占本年支出的 66.67%"""
    book.mean(figure, role="占比")
    budget = _OF_BUDGET.match(lead.whole)
    if budget is not None and not resolve(lead.whole):
        return _completion(context, figure, lead._replace(whole="", budget=budget_kind(budget["kind"] or "")), book)
    bare = not lead.label and (_BARE_NIL.search(book.text, max(0, figure.start - _FAR_BACK), figure.start) is not None or _is_of_nameless(context, figure, book))
    item = _of_label(context, lead.label, book) if not bare else None
    if item is None or book.is_total_for(lead.label, item):
        item = _told_later(context, lead.label, figure, book)
    if item is None:
        book.mean(figure, reason=phrase("no-part"))
        _portion(context, figure, lead, book)
        return context
    if figure.exact == 1 and not lead.whole and normal(item.label) in TOTALLED:  # 合计 9 万元，占 100%: of itself
        book.mean(figure, label=item.label)
        return context
    _enter_share(context, item, figure, lead.whole, book)
    return context


def _is_of_nameless(context: Context, figure: Figure, book: Book) -> bool:
    """Whether an amount that nothing names stands right before a share, which is then its own: 80 至 / 90 分 1 个，占 33.33%."""
    last = context.last
    return last is not None and last.unit != "%" and last.reason == phrase("nameless") and begin_of(book.text, figure.start, _CLAUSES, max(0, figure.start - _FAR_BACK)) <= last.start


def _of_last_year(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """是上年的 2 倍, 为上年 10 万元的 80%: this year's amount over last year's."""
    item, prior = _of_label(context, lead.label, book), context.prior
    book.mean(figure, role="占比")
    if item is None or not fits(item, prior or figure) and prior is not None:
        book.mean(figure, reason=phrase("no-part"))
        return context
    book.mean(figure, label=item.label)
    book.ratio(Share(figure, item.actual, [prior] if prior is not None else [], "", context.section.path), item)
    return context._replace(prior=None)


def _told_later(context: Context, label: str, figure: Figure, book: Book) -> Item | None:
    """项目支出占总支出的 20%，……；总支出 3100 万元，其中项目支出 620 万元: something that is known by name, its amount told behind its share."""
    known = resolve(label)
    if known is None or known[0] in LOCAL:
        return None
    item = Item(label, known[0], known[1] or context.section.scope if known[2] else "", context.section.path, figure.start)
    item.paragraph = context.paragraph
    return item


def _portion(context: Context, figure: Figure, lead: Lead, book: Book) -> None:
    """货物采购授予中小企业合同金额占货物支出金额的 p%: of an amount that is not printed."""
    known = resolve(lead.whole.removesuffix(_AMOUNT)) or resolve(lead.whole)
    if known is not None and _AWARDED in lead.label:
        book.mean(figure, label=lead.label)
        book.add(Portion(figure, known[0], context.section.path))


def _enter_share(context: Context, item: Item, figure: Figure, whole: str, book: Book) -> None:
    book.mean(figure, label=item.label, scope=item.scope)
    if item.share is None and not whole.startswith(THAT):
        item.share = figure
    claim = Share(figure, item.actual, [], whole, context.section.path)
    book.share(claim, item, context.list_of(item), context.section.scope)


def _share_of_told(context: Context, item: Item, figure: Figure, whole: Figure, book: Book) -> Context:
    """占本年支出合计 9 万元的 85%: the whole is printed beside its share."""
    part = item.stated
    book.mean(figure, role="占比", label=item.label, scope=item.scope)
    claim = Share(figure, part, [whole], whole.label, context.section.path)
    claim.sure = 1
    book.add(claim)
    return context


def run_of_shares(context: Context, first: int, lead: Lead, book: Book) -> Context:
    """分别占: the items of this sentence, as many as there are percentages one after another."""
    count = 1
    while _goes_on(book.tokens, book, first + count):
        count += 1
    told = context.told if len(context.told) == count else _last_items(count, book)
    items = [item for item in told if item.sentence == context.sentence and item.actual is not None]
    listing = context.list_of(items[0]) if items else None
    whole = listing is None or len(listing.parts) == count
    fits = len(items) == count and whole and len({item.kind for item in items}) == 1 and not any(sign in lead.whole for sign in _SEVERAL)
    return context._replace(shares=Shares(tuple(items) if fits else (None,) * count, lead.whole))


def _last_items(count: int, book: Book) -> list[Item]:
    """The last so many items; what brackets tell of one (含专项债券 2 万元) is told by the way where others have none."""
    last = book.filing.items[-_FAR:]
    return [item for item in last if not item.aside][-count:] if any(not item.aside for item in last[-count:]) else last[-count:]


def run_of_amounts(first: int, book: Book) -> int:
    """How many amounts of one unit follow each other directly: 分别为 6 万元、2 万元."""
    count, unit = 1, book.tokens[first].figure.unit
    while _goes_on(book.tokens, book, first + count, unit):
        count += 1
    return count


def _goes_on(tokens: list[Token], book: Book, index: int, unit: str = "%") -> bool:
    """Whether a figure is a percentage, or one of another unit, that follows another directly."""
    if index >= len(tokens) or tokens[index].figure.unit != unit:
        return False
    return _RUN.fullmatch(book.text, tokens[index - 1].end, book.starts[index]) is not None


def is_run(index: int, book: Book) -> bool:
    """Whether a percentage is the first of several that follow each other directly: 占 65%、35%."""
    return _goes_on(book.tokens, book, index + 1)


def next_of_run(context: Context, figure: Figure, book: Book) -> Context:
    """a、b、c，分别占 x%、y%、z%: each share belongs to its own amount."""
    item, *rest = context.shares.items
    book.mean(figure, role="占比")
    if item is None:
        book.mean(figure, reason=phrase("uneven-respectively"))
    else:
        _enter_share(context, item, figure, context.shares.whole, book)
    return context._replace(shares=context.shares._replace(items=tuple(rest)))


def _of_label(context: Context, label: str, book: Book) -> Item | None:
    """The item that a rate speaks of: the one its own words name, else the one spoken of."""
    if len(label.strip(_PRONOUNS)) < 1 or label.endswith(_ACCOUNTS) and len(label) < _LONGEST_ROLE:
        return context.item
    item = book.named(label, context.section)
    if item is not None and item.concept is None and len(label) <= _SHORT_NAME and item.paragraph != context.paragraph:
        return None  # 本级, of another list
    return None if item is not None and _is_of_several(item, label, book) else item


def _is_alone(context: Context, book: Book) -> bool:
    """全年预算数合计 9 万元，执行数合计 8 万元，总体执行率 88.89%: whether the sentence has told of one thing only, so that 总体 is no total of several."""
    return sum(item.sentence == context.sentence and item.kind == "money" for item in book.filing.items[-_FAR:]) == 1


def _is_of_several(item: Item, label: str, book: Book) -> bool:
    """局机关人员经费 8 万元……，中心人员经费 1 万元……，人员经费合计占 90%: whether the words name all that have a name together."""
    if not label.endswith(TOTALLED) or item.concept is None or normal(item.label).endswith(TOTALLED):
        return False
    return sum(other.concept == item.concept and other.paragraph == item.paragraph for other in book.filing.items[-_FAR:]) > 1


# -- budgets ---------------------------------------------------------------------------------------------------------------


def _variance(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """预决算差异率 7.43%"""
    book.mean(figure, role="差异率")
    item = context.item
    if of_difference(figure, context.last, book):
        return context
    if item is None:
        book.mean(figure, reason=phrase("no-variance"))
        return context
    book.mean(figure, label=item.label, scope=item.scope)
    claim = Variance(figure, None, book.said_here(item, SPENT, figure.start), "", context.section.path)
    claim.item = item
    book.add(claim)
    return context


def _completion(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """完成年初预算的 107.43%; 占本年支出预算 66.54% in a budget, which tells of no completion, is a share."""
    last = context.last
    if last is not None and last is context.prior and last.role == LAST_YEAR and lead.shapes == (_OF,):
        return _of_last_year(context, figure, lead, book)  # 是上年 1000 万元的 3 倍
    if lead.whole and book.filing.kind == BUDGETED:
        return _share(context, figure, lead, book)
    if context.whole_told is not None and context.whole_told is context.last and context.item is not None:
        return _share_of_told(context, context.item, figure, context.whole_told, book)
    book.mean(figure, role=COMPLETED)
    if lead.word and not _is_told(context, figure, book):
        book.mean(figure, reason=phrase("no-rate-meaning"))
        return context
    overall = lead.label in _OVERALL and lead.flow == _DONE_FLOW  # 总体完成率 is that of the targets
    item = (context.item if _is_alone(context, book) else None) if overall else _of_label(context, lead.label, book)
    context = context._replace(completed=item)
    if item is None:
        book.mean(figure, reason=phrase("no-completion"))
        return context
    book.mean(figure, label=item.label, scope=item.scope)
    if item.concept is None and not item.budgets and SO_FAR.search(item.label) and lead.flow:
        _loose_share(context, item, figure, book)  # 全年预算 90 万元。截至 3 月底累计支出 18 万元，执行进度 20%；截至 6 月底……
        return context
    kind = lead.budget or _budget_of(context, item, figure, lead, book)
    budget, actual = (book.said_here(item, role, figure.start) for role in (f"{kind}预算", SPENT))
    claim = Completion(figure, budget, actual, kind, context.section.path)
    claim.item = item
    book.add(claim)
    return context


def _is_told(context: Context, figure: Figure, book: Book) -> bool:
    """Whether 完成 90% without more is a rate of the budget: the sentence has told both amounts."""
    item = context.item
    told = item is not None and item.budgets and item.actual is not None and item.sentence == context.sentence
    return bool(told) and not book.text.startswith(_OF, figure.end)


def _budget_of(context: Context, item: Item, figure: Figure, lead: Lead, book: Book) -> str:
    """Which budget a rate is of that names none; "" where nothing tells."""
    if lead.flow and len(item.budgets) > 1:
        # 年初预算 10 万元，全年预算 9 万元，全年执行 8 万元，执行率 88.89%
        kind = next((other for other in _EXECUTED if other in item.budgets), "")
        if kind:
            return kind
    last = context.last
    behind = last is not None and book.text[last.end : figure.start].endswith(_OF_AMOUNT)
    return budget_kind_of(last.role) or "" if behind and last is not None else ""


_HANDLERS: dict[Leads, tuple[str, Callable[[Context, Figure, Lead, Book], Context]]] = {
    Leads.TURN: ("所说的增减", _rate), Leads.BRACKET: ("括号里的增减", _rate), Leads.SHARE: ("所说的占比", _share),
    Leads.RATIO: ("上年的几倍", _of_last_year), Leads.VARIANCE: ("所说的差异率", _variance), Leads.COMPLETION: ("所说的完成率", _completion),
}  # fmt: skip
