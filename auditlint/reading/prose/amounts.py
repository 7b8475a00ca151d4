"""Whose an amount is, and what it is of it: rules for the figures that something is stated with."""

from ...field import COSTS, functional_class, normal, resolve
from ...model.claims import Item
from ...model.figure import MONEY, Figure
from ...model.phrasing import phrase
from . import amounts_apart, amounts_beside  # noqa: F401 - their rules are asked before those here
from .amount import AMOUNTS, Amount
from .book import Book
from .clauses import Lead, Role
from .context import Context
from .items import is_called, nameless_item, new_item
from .listed import CARRIED_IN
from .spoken import goes_on_with_priors, spoken_by
from .words import SIDES

_SPENDING = "本年支出"
#: The shape of 共计 without more, and what is called so.
_SUMMED, _ALTOGETHER = ("共计",), "共计"
_SEMICOLONS = "；;"
_PRIORS, _STATED = (Role.PRIOR, Role.BASIS), (Role.ACTUAL, Role.BUDGET)


def state(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """Give an amount or a count to what it is stated for."""
    label, role = spoken_by(context, lead, figure.start, book)
    if role is Role.NONE and goes_on_with_priors(context, label):
        role, lead = Role.PRIOR, lead._replace(subject=label)
    if lead.separator in _SEMICOLONS and lead.label and role not in _PRIORS:
        context = context._replace(prior=None)  # 甲费 0 万元，比上年 24 万元；乙费 20 万元，……: last year's amount was of 甲
    name, context = AMOUNTS.ask(Amount(context, figure, lead, label, role, book))
    book.decide(figure, name)
    return context


@AMOUNTS.rule("所说的一项")
def _unnamed(given: Amount) -> Context | None:
    """决算数 x 万元, 支出 x 万元: a role of the item spoken of, without its name."""
    if given.label and (given.role is not Role.NONE or given.label not in SIDES):
        return None
    context, figure, book = _with_item(given), given.figure, given.book
    item = context.item
    if item is None or figure.unit not in MONEY:
        book.mean(figure, reason=phrase("nameless"))
        return context._replace(item=None if figure.unit in MONEY else item)
    if item.kind != "money":
        context = new_item(context, item.label, figure.start, book, figure=figure)
        item = context.item
    assert item is not None
    if given.role is Role.NONE and not given.label and context.opening is not None and context.opening.whole is item:
        return given.nothing(phrase("nameless"))  # 甲费增加 50 万元，其中：六成（30 万元）来自……
    role = given.role if given.role is not Role.NONE or item.actual is not None else Role.ACTUAL
    if role is Role.NONE and given.lead.shapes == _SUMMED and figure.unit in MONEY:
        context = nameless_item(context, _ALTOGETHER, figure.start, book)  # 甲 8 万元、乙 1 万元，共计 9 万元，比上年增加 2 万元
        item, role = context.item, Role.ACTUAL
        assert item is not None
    if role is Role.NONE:
        book.mean(figure, reason=phrase("nameless"))
        return context._replace(item=None)
    book.state(item, figure, role, given.lead.budget)
    return context


def _with_item(given: Amount) -> Context:
    """What an amount of money without a name is of: the topic that waits for it, what the heading names, or what only its role names."""
    context, figure = given.context, given.figure
    if figure.unit not in MONEY:
        return context
    if context.item is not None:  # 年初预算 9 万元，上年结转 1 万元，支出决算 10 万元
        parted = given.lead.separator in tuple(_SEMICOLONS) and context.divides_topic
        waits = given.role is Role.ACTUAL and (context.item.actual is not None or parted)
        waits = waits or given.role is Role.BUDGET and normal(context.item.label) in CARRIED_IN and not context.item.budgets
        return context._replace(item=context.topic) if waits and context.topic_waits else context
    if context.entitled:
        return new_item(context, context.entitled, figure.start, given.book, figure=figure)
    stated = given.role in _STATED or given.label in SIDES  # 支出 36 万元，比上年 12 万元增加 24 万元
    return nameless_item(context, f"{given.lead.flow or given.label}{given.role.value}", figure.start, given.book) if stated else context


@AMOUNTS.rule("写明名称的一项")
def _named(given: Amount) -> Context:
    """本年收入 9 万元: an item of that label, a new one where the last is another or has such a figure already."""
    context, lead, role, book = given.context, given.lead, given.role, given.book
    item = context.item
    named = lead.context.removesuffix("情况") or (context.entitled if item is None else "")
    if _is_spent_on(named, given.label):
        given = given._replace(label=named)
    elsewhere = item is not None and bool(item.owner) and item.paragraph != context.paragraph  # what was told without something is not the whole
    if item is None or elsewhere or not (is_called(item, given.label) and _is_vacant(item, role, lead.budget)):
        context = new_item(context, given.label, given.figure.start, book, lead.listed, given.figure)
    item = context.item
    assert item is not None
    budget = lead.budget
    if role is Role.NONE:
        planned = context.planned_of(item)
        role, budget = (Role.BUDGET, planned) if planned is not None else (role, budget)
    book.state(item, given.figure, role, budget)
    return context


def _is_spent_on(words: str, label: str) -> bool:
    """Whether all that was spent is what words before it name, as a heading or alone, that cost something: （二）公务用车购置费。本年支出 0 万元."""
    known = resolve(label) if words else None
    if known is None or known[0] != _SPENDING or known[1]:
        return False
    named = resolve(words)
    return named[0] in COSTS if named is not None else bool(functional_class(words))


def _is_vacant(item: Item, role: Role, budget: str) -> bool:
    if role is Role.BUDGET:
        return budget not in item.budgets
    return item.prior is None if role is Role.PRIOR else item.actual is None
