"""Rates told before their amounts: 受理案件下降 12.5% 至 420 件（上年 480 件）, 同比压减 10% 的会议费为 4.50 万元, 接访批次下降 15%，由 400 批降至 340 批."""

from bisect import bisect_left, bisect_right

from ...language import expanded
from ...model.figure import Figure
from ...startup import pattern
from .amounts import state
from .book import Book
from .clauses import Lead, Leads, Role
from .context import Ahead, Context
from .delta import TO_LAST_YEAR, became, word_of

_NO_AMOUNTS = ("%", "倍", "个百分点", "百分点", "")
#: What stands between a rate and the amount that it leads to; 增长 10% 的要求 names nothing that grew.
_BEHIND = pattern(expanded(
    r"(?:(?P<to>[至到]了?)|(?P<from>[，,（(][由从](?:{last})?的?)|的(?P<name>(?:(?![要原标目口范情])[^\d，,。；;：:、（）()]){1,10}?{paid})(?:为|达|共计?)?)\s*"
))  # fmt: skip


def leads_on(context: Context, figure: Figure, lead: Lead, book: Book) -> Context | None:
    """With a rate that waits for the amount right behind it; ``None`` where it is of what was told before."""
    said = _BEHIND.match(book.text, figure.end) if lead.word else None
    at = bisect_right(book.starts, figure.start)
    follows = book.tokens[at].figure if at < len(book.tokens) else None
    if said is None or follows is None or follows.start != said.end() or follows.unit in _NO_AMOUNTS:
        return None
    label = said["name"] or lead.subject
    if len(label) < 2:
        return None
    return context._replace(ahead=Ahead(figure, word_of(context, lead, figure, book), lead.base or TO_LAST_YEAR, "" if said["from"] else label), change=None, prior=None)


def of_ahead(context: Context, ahead: Ahead, figure: Figure, lead: Lead, book: Book) -> Context | None:
    """An amount that a rate leads to; ``None`` for the first of two that became one another, and for all others."""
    if not ahead.label:
        right_behind = book.tokens[max(0, bisect_left(book.starts, figure.start) - 2)].figure is ahead.rate
        if lead.kind is not Leads.BECAME or context.prior is None or not right_behind:
            return None
        context = became(context._replace(ahead=None), figure, lead, book)
        change = context.change
    else:
        context = state(context._replace(ahead=None), figure, lead._replace(kind=Leads.MENTION, label=ahead.label, role=Role.NONE, base=None, subject="", word=""), book)
        item = context.item
        if item is None or item.actual is not figure:
            return context
        change = book.change(ahead.base, item, context.section)
        item.change = item.change or change
    assert change is not None
    change.rate, change.rate_word = ahead.rate, ahead.word
    return context._replace(change=None)
