"""Figures that follow each other, each of the next of several things: 甲、乙分别为 3 万元和 1 万元，较上年分别减少 0.90 万元和 0.50 万元，分别下降 23.08% 和 33.33%.

Whose they are is told where the sentence has just as many things as figures.
"""

from functools import partial
from itertools import takewhile

from ...field import BOTH, normal
from ...language import expanded
from ...language.numerals import number_of
from ...model.claims import Item
from ...model.document import begin_of
from ...model.figure import Figure
from ...model.phrasing import phrase
from ...startup import pattern
from .amounts import state
from .book import Book
from .changes import change_by
from .clauses import Lead, Leads, Role
from .context import Context, Each
from .divided import TOTALLED
from .items import new_item
from .rates import relate, run_of_amounts
from .whose import is_other_name

#: What parts one figure from the next; each may have its own word of direction.
_RUN = pattern(expanded(r"\s*(?:[、，,和及]|以及)\s*{direction}?\s*"))
_EXECUTED = "执行"
_SOME = pattern(r"(?:前|(?P<last>后))(?P<count>[一二两三四五六])[项者]")
#: What was told is meant by these.
_TOLD_THINGS = pattern(r"[两二三四五六七八九各]|[项者类]|以上|上述")
_SO_MANY = pattern(r"(?:以上|上述|这)?(?P<count>[两三四五六])[项者类]")
_SPENT = pattern(r"(?:当年|全年|已|实际)*(?:分别)?(?:支出|执行|使用|支付|拨付)")
_RATES, _NEAR = ("%", "倍"), 200
_LAST = pattern(expanded("{last}"))
#: A sentence states no more things than this.
_FAR = 40


def begin_run(context: Context, index: int, lead: Lead, book: Book) -> Context:
    """With the things whose figures follow, where a run of them begins here and its words tell whose they are."""
    alone = lead.kind is Leads.MENTION and lead.apart and lead.label != "" and not context.names
    lead = lead._replace(years=_years_again(context, index, book)) if alone and not lead.years else lead
    if lead.years and not context.each.items and run_of_amounts(index, book) == len(lead.years):
        return _of_years(context, index, lead, book)
    told_of, several = _may_begin(context, lead), _is_of_several(lead) and not context.names
    if context.each.items or not told_of and not several and not alone:
        return context
    tokens, count = book.tokens, 1
    unit = tokens[index].figure.unit
    while index + count < len(tokens) and tokens[index + count].figure.unit == unit and _follows(index + count, book):
        count += 1
    items: tuple[Item, ...] = _several(context, count, lead, book) if told_of and (count > 1 or lead.kind is Leads.APART) else ()
    if not items and count > 1 and (several or alone):
        context = context._replace(item=None) if alone else context  # 三年培训费分别为 3 万元、2 万元、1 万元
        return context._replace(each=Each((None,) * count, lead, tokens[index].figure.start, context.last), told=())
    if not items:
        return context
    return context._replace(each=Each(items, lead, tokens[index].figure.start, context.last), told=items, reason=False)


def _years_again(context: Context, index: int, book: Book) -> tuple[str, ...]:
    """The years that the sentence has named for another thing: 上年和本年基本支出分别为 ……，其中人员经费分别为 4 万元和 5 万元."""
    start = book.tokens[index].figure.start
    here = begin_of(book.text, start, "。\n", max(0, start - _NEAR)) <= context.each.start
    return context.each.lead.years if here else ()


def _of_years(context: Context, index: int, lead: Lead, book: Book) -> Context:
    """2024 年度、2023 年度培训费分别为 3 万元、2 万元: what the year of the filing has, and last year's."""
    figure, roles = book.tokens[index].figure, [_year_is(year, book) for year in lead.years]
    known = lead.kind is Leads.MENTION and lead.label and Role.NONE in roles
    context = new_item(context, lead.label, figure.start, book, figure=figure) if known else context._replace(item=None)
    items = tuple(context.item if role is not None else None for role in roles)
    return context._replace(each=Each(items, lead, figure.start, context.last), told=(), reason=not known)


def _year_is(year: str, book: Book) -> Role | None:
    """Whether an amount of a year is last year's, or nothing but the year's own; ``None`` for other years."""
    own = book.filing.year
    if _LAST.fullmatch(year) or own is not None and year[:4] == str(own - 1):
        return Role.PRIOR
    return None if year[:1].isdigit() and year[:4] != str(own) else Role.NONE


def of_next(context: Context, figure: Figure, own: Lead, book: Book) -> Context:
    """Give a figure to the next of the things that a run tells of; ``None`` is one that is not known."""
    item, *rest = context.each.items
    each, first = context.each, context.each.lead
    backwards = not rest and bool(first.years) and _year_is(first.years[0], book) is not Role.NONE  # 其中 would list the parts of the first year
    if item is None:
        book.mean(figure, reason=phrase("of-each"))
        return _ended(context._replace(each=each._replace(items=tuple(rest))), backwards)
    moved = figure.start - each.start
    lead = own if moved and own.kind is Leads.TURN else first._replace(word_at=first.word_at - moved)
    if lead.kind is Leads.APART:
        lead = lead._replace(kind=Leads.TURN)
    lead = lead._replace(subject="", base=first.base, label="", separator="", context="")
    waiting = item.change if item.change is not None and item.change.rate is None and figure.unit in _RATES else None
    role = _year_is(first.years[-len(context.each.items)], book) if first.years else None
    if role is not None:
        lead = lead._replace(kind=Leads.MENTION, role=role)
    inner = context._replace(item=item, change=waiting, last=each.last if lead.kind is Leads.COMPLETION else context.last, reason=False)
    if figure.unit == "%":
        own_prior = item.prior if inner.prior is not None and item.prior is not None else inner.prior
        inner = relate(inner._replace(prior=own_prior), figure, lead, book)
    elif lead.kind is Leads.TURN:
        inner = change_by(inner, figure, lead, book)
    elif _tells_spent(first):
        book.state(item, figure, Role.ACTUAL, _EXECUTED)
    else:
        inner = state(inner, figure, lead, book)
    return _ended(inner._replace(each=each._replace(items=tuple(rest)), change=None, told=context.told), backwards)


def _ended(context: Context, backwards: bool) -> Context:
    """Behind the last amount; where the year of the filing was not named first, nothing is told of it: 其中 would list the parts of the first year."""
    return context._replace(item=None, topic=None, lists=(), reason=True) if backwards else context


def _may_begin(context: Context, lead: Lead) -> bool:
    """Whether words may be said of several things: they say 分别, or several were told one by one just before."""
    if lead.kind is Leads.APART:
        return bool(lead.word)
    stated = lead.kind is Leads.MENTION and lead.role in (Role.BUDGET, Role.PRIOR) and not lead.label or _tells_spent(lead)
    return stated and lead.apart or bool(context.told) and (stated or lead.kind in (Leads.TURN, Leads.COMPLETION))


def _tells_spent(lead: Lead) -> bool:
    """Whether words tell what was spent of each of several things: 甲 8 万元、乙 1 万元，分别支出 7 万元、1 万元."""
    if lead.kind is not Leads.MENTION:
        return False
    return lead.role is Role.ACTUAL and not lead.label or lead.role is Role.NONE and _SPENT.fullmatch(lead.label) is not None


def _is_of_several(lead: Lead) -> bool:
    """Whether words say of several things what was planned, spent or reached of each: 三个项目预算分别为 3 万元、2 万元和 1 万元."""
    return lead.apart and (lead.kind is Leads.COMPLETION or lead.kind is Leads.MENTION and (lead.role is not Role.NONE or _tells_spent(lead)))


def _follows(index: int, book: Book) -> bool:
    before, own = book.tokens[index - 1], book.tokens[index]
    return _RUN.fullmatch(book.text, before.end, own.figure.start) is not None


def _some_of(told: tuple[Item, ...], lead: Lead) -> tuple[Item, ...]:
    """甲、乙、丙分别为 ……，后两项分别减少 ……: those that are meant of the things that were told."""
    some = _SOME.match(lead.subject)
    if some is None:
        return told
    count = number_of(some["count"])
    return told[len(told) - count :] if some["last"] else told[:count]


def _several(context: Context, count: int, lead: Lead, book: Book) -> tuple[Item, ...]:
    """The things that so many figures are of: those told one by one, or all that the sentence states; none where they are more or fewer."""
    told = _some_of(context.told, lead) or _all_of_paragraph(context, count, lead, book)
    if len(told) == count > 1 and all(map(partial(_is_of_all, context), _behind(told[-1], context, book))):
        return told
    if lead.kind is not Leads.APART and not lead.apart:
        return ()
    return _stated(context, count, lead, book)


def _all_of_paragraph(context: Context, count: int, lead: Lead, book: Book) -> tuple[Item, ...]:
    """三项分别比上年增加 ……: the three things that the paragraph has told, each with its amount."""
    said = _SO_MANY.match(lead.subject)
    if said is None or number_of(said["count"]) != count:
        return ()
    here = [item for item in book.filing.items[-_FAR:] if item.paragraph == context.paragraph and item.kind == "money" and not item.aside]
    return tuple(here) if len(here) == count and all(item.actual is not None for item in here) else ()


def _behind(item: Item, context: Context, book: Book) -> list[Item]:
    """What was stated since an item, behind the word 分别."""
    since = takewhile(lambda other: other is not item, reversed(book.filing.items))
    return [other for other in since if other.start > context.each.start]


def _is_of_all(context: Context, item: Item) -> bool:
    """Whether an item is what the things told come to."""
    return normal(item.label).endswith(TOTALLED) or item.actual is context.whole_told


def _stated(context: Context, count: int, lead: Lead, book: Book) -> tuple[Item, ...]:
    """All that the sentence states, where they are so many."""
    stated = [item for item in book.filing.items[-_FAR:] if item.sentence == context.sentence and item.kind == "money" and not item.aside]
    spent = _tells_spent(lead)
    here = [item for item in stated if item.actual is not None or item.budgets and spent]
    sides = len(BOTH.get(here[0].concept or "", ())) if len(here) == 1 else 0
    if sides and count in (1, sides):
        return (here[0],) * count  # 收、支总计各 9 万元，分别减少 2 万元、2 万元, or 分别减少 2 万元
    parts = _listed(here, context, spent)
    if len(parts) > count:  # 甲 6 万元、乙 2 万元，合计 8 万元；上年分别为 5 万元、2 万元
        parts = [item for item in parts if not normal(item.label).endswith(TOTALLED)]
    return tuple(parts) if len(parts) == count > 1 and not _names_others(lead, parts) else ()


def _names_others(lead: Lead, items: list[Item]) -> bool:
    """人均综合能耗、人均用水量同比分别下降 ……: whether the words before 分别 name things that are not those which the sentence states."""
    if lead.kind is not Leads.APART or _TOLD_THINGS.search(lead.subject) is not None:
        return False
    return bool(items) and all(is_other_name(lead.subject, item) for item in items)


def _listed(items: list[Item], context: Context, spent: bool) -> list[Item]:
    """Those of some items that stand in the list of the last of them, or, where what was ``spent`` is told, in the one that is open."""
    listing = context.list_of(items[-1]) if items else None
    if listing is None and items and spent:
        listing = context.listing_here
    return [item for item in items if listing is None or item in listing.parts]

