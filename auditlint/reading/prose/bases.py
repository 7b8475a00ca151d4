"""What amounts are measured against: last year's, a budget, and the difference of two amounts of one item."""

from bisect import bisect_left

from ...field import BUDGETED, CHANGE, LAST_YEAR, OTHER_YEAR, budget_kind_of, normal
from ...language import expanded
from ...model.claims import Change, Item
from ...model.document import begin_of
from ...model.figure import MONEY, Figure, Word
from ...model.phrasing import phrase
from ...startup import pattern
from .book import Book, measure_of
from .clauses import Base, Lead, Role
from .context import Context
from .mentions import budget_kind
from .whose import called_short, cost_before, is_other_name, names_another, part_of_named, told_as

_LEFT = ("结余", "结转")
#: Last year's amount that is not its budget's, and how far before it that is said.
_EXECUTED, _REACH = pattern(r"(?:执行|决算|实际|完成)(?:支出|收入)?(?:数|情况|额)?(?:的|为|（)?$"), 12
_WITHIN, _COMPARED = "其中", "相比较"
#: Another year's amounts, and what parts sentences.
_OTHER_YEAR, _STOPS = pattern(expanded(r"上年|{past}|{last}|同比|增减")), "。！？\n"
#: Words that name one of several budgets.
_A_BUDGET = pattern(expanded(r"(?P<kind>{kind})预算(?:{sum})?"))


def state_prior(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """An amount of last year's, or the budget that a change is measured against."""
    book.mean(figure, role=LAST_YEAR)
    called = told_as(context, lead.subject) or part_of_named(context, lead.subject, book) or book.named(lead.subject, context.section) or called_short(context, lead.subject, book)
    if called is None and _is_unknown(lead.subject, context.item, book):
        context = context._replace(item=None)
    item = called or context.item
    other_kind = item is not None and item.kind != measure_of(figure)
    if context.asides and other_kind:
        return context
    cost = other_kind and item is context.item
    if cost:
        item = cost_before(context, figure, lead, book) if figure.unit in MONEY else None
    book.mean(figure, label=item.label if item is not None else "")
    _enter_base(context, item, figure, book.kind_of(lead.base) if lead.base is not None else LAST_YEAR, book)
    turns = item is not None and (cost or _is_spoken_of(context, item, lead)) and not context.reason and not context.asides
    return context._replace(prior=figure, item=item if turns else context.item)


def _is_spoken_of(context: Context, item: Item, lead: Lead) -> bool:
    """Whether words that name an item make it what is spoken of: they stand in its paragraph, or are what it is compared with."""
    return bool(lead.subject) and (item.paragraph == context.paragraph or lead.role is Role.BASIS or lead.base is not None)


def _is_unknown(subject: str, item: Item | None, book: Book) -> bool:
    """Whether words that name nothing known name something else than was spoken of: 支出 9 万元，其中退耕还林支出由上年的 2 万元增至 3 万元."""
    bare = normal(subject)
    if item is None or not bare or item.actual is not None and bare in book.text[max(0, item.actual.start - len(bare) - 1) : item.actual.start]:
        return False
    left = any(word in normal(item.label) for word in _LEFT) and not any(word in bare for word in _LEFT)  # 结余 2 万元。该项支出较上年
    return left or names_another(subject, item) or is_other_name(subject, item)


def _enter_base(context: Context, item: Item | None, figure: Figure, base: str, book: Book) -> None:
    """Enter an amount as that of what a change is measured against: a budget of the item, its last year, or neither."""
    kind = budget_kind_of(base)
    if kind is not None:
        book.mean(figure, role=base)
        if item is not None:
            book.plan(item, kind, figure)
    elif base == OTHER_YEAR:
        book.mean(figure, role="")
    elif item is not None and base == LAST_YEAR and not context.reason:
        book.prior(item, figure, _is_executed(figure, book))


def _is_executed(figure: Figure, book: Book) -> bool:
    """与上年执行数 9 万元相比 in a budget, which is compared with last year's budget elsewhere."""
    return book.filing.kind == BUDGETED and _EXECUTED.search(book.text, max(0, figure.start - _REACH), figure.start) is not None


def _difference(context: Context, base: str, current: Figure, prior: Figure | None, figure: Figure, word: Word | None, book: Book) -> Change:
    """Enter the difference of two amounts that are known; without a ``word`` its sign tells the direction."""
    change = Change(base, context.section.path)
    change.currents, change.prior, change.delta, change.delta_word = [current], prior, figure, word
    book.add(change)
    return change


def adjusted(context: Context, figure: Figure, word: Word, book: Book) -> Context | None:
    """年初预算 10 万元，调整预算 12 万元（追加 2 万元）: the change from one budget to the other; ``None`` where it is none."""
    item, last = context.item, context.last
    first = item.budgets.get("年初") if item is not None else None
    if item is None or first is None or last is None or last is first or last not in item.budgets.values() or figure.unit not in MONEY:
        return None
    stop = figure.end + len(figure.unit)
    if context.asides and book.text[stop : stop + 1] not in ("）", ")") or _WITHIN in book.text[last.end : figure.start]:
        return None
    change = _difference(context, "年初预算", last, first, figure, word, book)
    book.mean(figure, role=CHANGE, label=last.label, sign=int(word.meaning))
    return context if context.asides else context._replace(change=change)


def apart(context: Context, item: Item, budget: Figure, figure: Figure, word: Word, book: Book) -> None:
    """预算 4 万元，决算 3 万元，低于预算 1 万元: the change from the budget of an item to what was spent."""
    assert item.actual is not None
    _difference(context, budget.role, item.actual, budget, figure, word, book)
    book.mean(figure, role=CHANGE, label=item.label, scope=item.scope, sign=int(word.meaning))


def signed_change(context: Context, item: Item, figure: Figure, book: Book) -> None:
    """增减额-1 万元: what this year's amount of an item is more than last year's, its sign telling the direction."""
    assert item.actual is not None
    _difference(context, LAST_YEAR, item.actual, item.prior, figure, None, book)
    book.mean(figure, role=CHANGE, label=item.label, scope=item.scope, sign=1)


def of_difference(figure: Figure, told: Figure | None, book: Book) -> bool:
    """差异额 2 万元，差异率 40%: whether a rate is that of a difference told just before, of last year's or without its sign, and not of the budget's as it stands."""
    if told is None:
        return False
    if told.role == "差异额" and told.reason:
        book.mean(figure, reason=told.reason)
        return True
    change = difference_of(told, book)
    if change is None or told.sign > 0 or told.exact < 0 or figure.exact < 0:
        return False
    change.rate = figure
    return True


def difference_of(told: Figure | None, book: Book) -> Change | None:
    """The difference from a budget that was told last as an amount, without a rate yet; ``None`` where it is none."""
    last = (each for each in book.filing.claims(Change)[-1:] if told is not None and each.delta is told)
    return next((each for each in last if each.base.endswith(BUDGETED) and each.delta_word is None and each.rate is None), None)


def told_budget(item: Item | None, lead: Lead) -> str | None:
    """The kind of the budget that a change with a base is said of, beside what was spent: 调整预算比年初预算增加; ``None`` where it is said of none."""
    named = _A_BUDGET.fullmatch(lead.subject) if lead.base is not None else None
    return budget_kind(named["kind"]) if named is not None and item is not None and item.actual is not None else None


def _told_last(context: Context, lead: Lead, book: Book) -> str | None:
    """年初预算 10 万元，全年预算 12 万元，较年初预算增加 2 万元，决算 11 万元: the kind of the budget that was told last, while nothing spent is told."""
    item, last = context.item, context.last
    if item is None or last is None or item.actual is not None or lead.base is None or lead.subject:
        return None
    prior = item.budgets.get(book.kind_of(lead.base).removesuffix(BUDGETED))
    here = prior is not None and prior is not last and any(last is budget for budget in item.budgets.values())
    return last.role.removesuffix(BUDGETED) if here else None


def between(context: Context, figure: Figure, lead: Lead, word: Word, book: Book) -> Context | None:
    """调整预算比年初预算增加 2 万元: the difference of two budgets; that from one of another year is not known; ``None`` where it is of no budget."""
    item = context.item
    kind = told_budget(item, lead) or _told_last(context, lead, book)
    if item is None or kind is None or lead.base is None:
        return None
    current, prior = item.budgets.get(kind), item.budgets.get(book.kind_of(lead.base).removesuffix(BUDGETED))
    book.mean(figure, role=CHANGE, sign=int(word.meaning))
    if current is None or prior is None or figure.unit not in MONEY:
        book.mean(figure, reason=phrase("no-current"))
        return context._replace(change=None)
    change = _difference(context, book.kind_of(lead.base), current, prior, figure, word, book)
    book.mean(figure, label=current.label)
    return context._replace(change=change)


def of_last_plan(context: Context, figure: Figure, lead: Lead, word: Word, book: Book) -> Context | None:
    """年初预算 10 万元，较上年年初预算 8 万元增加 2 万元，……，决算 9 万元: what changed is the budget, while nothing spent is told; ``None`` where it is not that."""
    item, base = context.item, lead.base or (Base(LAST_YEAR, None, "") if context.prior is not None and context.prior.role == LAST_YEAR else None)
    if item is None or base is None or item.actual is not None or len(item.budgets) != 1 or lead.subject.strip(_COMPARED) or book.filing.kind == BUDGETED:
        return None
    budget = next(iter(item.budgets.values()))
    told = (context.prior, figure) if context.last is context.prior and context.prior is not None else (figure,)
    right_behind = bisect_left(book.starts, told[0].start) == bisect_left(book.starts, budget.start) + 1
    if not book.kind_of(base).startswith(LAST_YEAR) or not right_behind or item.sentence != context.sentence or figure.unit not in MONEY:
        return None
    change = _difference(context, book.kind_of(base), budget, context.prior, figure, word, book)
    if BUDGETED not in book.text[budget.end : figure.start]:
        change.rivals = [item]  # 年初预算 10 万元，比上年增加 2 万元，决算 9 万元: it may be what was spent
    book.mean(figure, role=CHANGE, label=item.label, scope=item.scope, sign=int(word.meaning))
    item.change = item.change or change
    return context._replace(change=change, prior=None)


def told_difference(context: Context, item: Item | None, figure: Figure, book: Book, said: str = "") -> Context | None:
    """年初预算 4 万元，决算 3 万元，差异额-1 万元: what was spent less the budget, or how far the two are apart; ``None`` where the sentence does not tell both.

    Beside an amount of last year's it is not known of which the difference is; ``said`` are its own words.
    """
    if item is None or item.actual is None or len(item.budgets) != 1 or figure.unit not in MONEY:
        return None
    budget, begins = next(iter(item.budgets.values())), begin_of(book.text, figure.start, _STOPS)
    if not begins <= min(budget.start, item.actual.start) or budget.source is not item.actual.source:  # 死亡抚恤（项）。年初预算 4 万元，决算 3 万元，差异-1 万元
        return None
    if item.prior is not None or _OTHER_YEAR.search(book.text[begins : figure.start].replace(said or "\n", "")):
        book.mean(figure, role="差异额", reason=phrase("no-meaning"))
        return context
    _difference(context, budget.role, item.actual, budget, figure, None, book)
    sign = 1 if (item.actual.exact >= budget.exact) == (figure.exact >= 0) else -1
    book.mean(figure, role=CHANGE, label=item.label, scope=item.scope, sign=sign)
    return context
