"""The narrative: a fold over its sentences.

A sentence is read from figure to figure.  The words before each are cut into clauses, and every clause is a step from one context to the next; then the
figure itself is given to what it belongs to.
"""

from bisect import bisect_left
from collections.abc import Callable

from ...field import FLOWS, FUND, OTHER_YEAR, TOTALS, fund_scope, resolve
from ...language import expanded
from ...model.claims import Breakdown, Comparison, Item, Nil
from ...model.document import Paragraph
from ...model.figure import MONEY, Figure
from ...model.filing import Filing
from ...model.phrasing import phrase
from ...readers.paragraphs import MARKER
from ...startup import pattern
from ..lexer import Token
from ..sections import heading, open_section, subject_of
from .amounts import state
from .binding import bind
from .book import Book
from .causes import cause_after
from .changes import became, change_by, is_next_part, measured, stated_base
from .clauses import (
    Base,
    Clause,
    Compares,
    Declares,
    Enters,
    GoesOn,
    Lead,
    Leads,
    Leaves,
    Measures,
    Names,
    Opens,
    Reasons,
    Role,
    Stops,
    Unchanged,
    Under,
)  # fmt: skip
from .context import Context, Opening, begun
from .items import new_item
from .lists import is_only
from .parsing import explicit_prior, parse
from .rates import next_of_run, relate, run_of_amounts, run_of_shares
from .shares import FAR
from .words import operator_of, sign_of

#: Figures that equal nothing: standards for one of many, and amounts that are only said to be near.
_NOT_READ = frozenset(("标准", "约数"))
#: Why an amount belongs to no item, though the filing states it.
_UNATTACHED = frozenset((phrase("nameless"), phrase("no-meaning"), phrase("no-unit")))
#: Units of what is no amount, and why nothing is made of it.
_NO_AMOUNTS = {"倍": phrase("no-rate-meaning"), "": phrase("no-unit")}
_POINTS = frozenset(("个百分点", "百分点"))
#: What is said of an item without its name: how what was spent compares with the budget, and why.
_COMPARED = pattern(r"(?:支出)?决算(?:数|支出)?(?:大于|小于|高于|低于|等于|多于|少于|超过|与|较|比)")
#: Words that make an amount in brackets no part: another year's, another role's, or a part of a part.
_NO_PART = r"(?![^\d（）]{0,16}?(?:其中|含|上年|去年|按|比|较|(?<!公共|基金|经营)预算|决算|占|均|计划|实际|批复|下达|到位|累计|调整|追加|已|未|合同|合计))"
_PART = _NO_PART + r"[^\d（）()，,、；;。：:]{1,16}\d[\d,.]*\n?"
#: Parts in brackets right behind a total: 43 人（行政 13 人、事业 28 人）.
_PARTS = pattern(rf"[（(]\n?{_PART}(?P<unit>万元|元|亿元|人|名|辆|个)(?:[、，,；;和]\n?{_PART}(?P=unit))+[）)]")
_BRACKETS, _COLONS, _SEMICOLONS = "（(", "：:", "；;"
_PLAN, _PAST, _ACCOUNTS, _FLAT = "预算", "上年", ("决算数", "决算"), "持平"
#: What follows an amount that a change is measured against: 较年初 80 万元增加, 与年初结转和结余 9 万元相比; and what may stand
#: between one and 持平: 与年初预算 9 万元相比持平.
_TURNS = pattern(expanded(r"的?[，,]?(?:{direction}|{became}|相比|比较|对比|[多少超净])"))
_VERSUS, _COMMA, _SENTENCE_ENDS = pattern(expanded(r"{versus}")), "，", "。；;\n"
_OVERALL, _WITH = pattern(r"相比|比较|对比"), ("与", "同", "和")
_COMPARED_WITH = ("", "相比", "相比较", "比", "比较", "对比")
_CAPITAL, _IN, _OUT = "国有资本经营", "收", "支"
#: How far a heading, and a bracket with parts, may reach.
_TITLE, _REACH = 90, 200


class Narrative:
    """Reads the paragraphs of one filing."""

    def __init__(self, filing: Filing, tokens: list[Token]):
        self.book = Book(filing, tokens)
        self.context = Context()

    def read(self, paragraph: Paragraph) -> None:
        """Read one paragraph."""
        self.context = _paragraph(self.context, paragraph, self.book)

    def finish(self) -> None:
        """Bind what was read."""
        bind(self.book)


def _paragraph(context: Context, paragraph: Paragraph, book: Book) -> Context:
    text = book.text
    context, start = _headed(context, paragraph, book)
    if start >= paragraph.end:
        return context
    context = _begun(begun(context, (start, paragraph.end)), paragraph, start, book)
    first, last = bisect_left(book.starts, start), bisect_left(book.starts, paragraph.end)
    at = start
    for index, token in enumerate(book.tokens[first:last], first):
        figure = token.figure
        gap = parse(text[at : figure.start], figure.unit == "%")
        context = _waiting(context, at, book)
        book.trace(figure.start, gap.shapes)
        for clause in gap.clauses:
            context = step(context, clause, figure.start, book)
        book.mean(figure, section=context.section.path)
        if figure.role not in _NOT_READ:
            context = _read(context, index, gap.lead, book)
        at = token.end
        context = context._replace(last=figure)
    if at < paragraph.end:
        gap = parse(text[at : paragraph.end], closing=True)
        book.trace(paragraph.end, gap.shapes)
        for clause in gap.clauses:
            context = step(context, clause, paragraph.end, book)
    return context._replace(entitled="")


# -- paragraphs ------------------------------------------------------------------------------------------------------------


def _headed(context: Context, paragraph: Paragraph, book: Book) -> tuple[Context, int]:
    """With the section that a heading opens, and where the text behind it begins."""
    text, start = book.text, paragraph.start
    found = heading(text[start : min(paragraph.end, start + _TITLE)])
    if found is None:
        return context, start
    level, number, length = found
    title = text[start : start + length]
    section, trail = open_section(context.trail, level, number, title, start)
    book.filing.sections.append(section)
    context = begun(context._replace(trail=trail, item=None), context.span)
    if level <= 2:
        context = context._replace(opening=None, resumed=None, lists=())
    entitled = subject_of(title)
    known = resolve(entitled) if level < 2 else None
    return context._replace(entitled="" if known is not None and known[0] in FLOWS else entitled), start + length


def _begun(context: Context, paragraph: Paragraph, start: int, book: Book) -> Context:
    """What a paragraph speaks of before it names anything."""
    if MARKER.match(book.text, start):
        return context._replace(item=None, resumed=None, entitled="")
    return _after_list(context, context.lists[-1], paragraph, book) if context.lists else context


def _after_list(context: Context, listing: Breakdown, paragraph: Paragraph, book: Book) -> Context:
    """A paragraph without a number after numbered ones speaks of their whole again, unless the last of them was but named.

    决算数大于预算数的原因 in a paragraph of its own is said of the last of them where the numbers go on; where they do
    not, it may be said of either.
    """
    last, whole = listing.parts[-1], listing.whole
    named = last.actual is None and not last.budgets
    several = last.numbered and whole is not None and listing.parts[0].paragraph != last.paragraph and context.item is last
    if named or not several:
        return context
    if _COMPARED.match(book.text, paragraph.start):
        return context._replace(item=last if MARKER.match(book.text, paragraph.end + 1) else None)
    return context._replace(item=whole, resumed=last)


def _waiting(context: Context, at: int, book: Book) -> Context:
    """A list begins with a bracket or a colon right behind its whole: 政府采购 9 万元：货物 8 万元、服务 1 万元."""
    sign, item, last = book.text[at], context.item, context.last
    if item is None:
        return context
    parts = sign in _BRACKETS and _PARTS.match(book.text, at, at + _REACH) is not None
    colon = sign in _COLONS and last is not None and last.unit in MONEY and not context.reason
    return context._replace(opening=Opening(item, True, context.paragraph)) if parts or colon else context


# -- steps -----------------------------------------------------------------------------------------------------------------


def step(context: Context, clause: Clause, end: int, book: Book) -> Context:
    """The context after a clause; ``end`` is where the words end from which its places count."""
    return _STEPS[type(clause)](context, clause, end, book)


def _stop(context: Context, clause: Stops, end: int, book: Book) -> Context:
    opening, item, topic = context.opening, context.item, context.topic
    if opening is not None:
        opening = None if opening.aside else opening._replace(stale=True)
    if context.opened and topic is not None and item is not None and item.sentence == context.sentence:
        item = _listed_whole(context, topic)
    if item is not None and item.nameless:
        item = None
    return context._replace(
        opening=opening, item=item, change=None, prior=None, base=None, sentence=context.sentence + 1, opened=False,
        topic=topic if context.reason else item, reason=False, under="",
    )  # fmt: skip


def _listed_whole(context: Context, topic: Item) -> Item:
    """What the words speak of after a list: its whole, also where 其中 begins a sentence and the first part is its topic."""
    listing = context.list_of(topic)
    if listing is None or listing.whole is None or len(listing.parts) < 2 or listing.parts[0] is not topic:
        return topic
    return listing.whole


def _under(context: Context, clause: Under, end: int, book: Book) -> Context:
    """②公用经费：商品和服务支出 3 万元: whose the amounts are that follow; totals are the department's."""
    found = resolve(clause.words)
    if found is not None:
        return context._replace(under="" if found[0] in TOTALS or found[0] in FLOWS else found[0])
    return context._replace(under=clause.words) if clause.counted else context


def _go_on(context: Context, clause: GoesOn, end: int, book: Book) -> Context:
    return context._replace(reason=True)


def _open(context: Context, clause: Opens, end: int, book: Book) -> Context:
    whole, side = book.named(clause.whole, context.section), False
    listing = context.listing
    if clause.side:
        total = _total_here(context, clause.side, book)
        whole, side = total or whole, total is not None
    elif clause.again and listing is not None and context.item in listing.parts[1:]:
        # 其中机关 7 辆、所属单位 59 辆；按用途分：…… divides the same whole once more.
        whole = listing.whole
    sure = whole is not None or is_only(context, book)
    if whole is None:
        whole = context.topic if context.reason or context.item is None else context.item
    whole = whole or context.item
    opening = Opening(whole, sure, context.paragraph, side, context.reason) if whole is not None else None
    return context._replace(opening=opening, opened=True, change=None)


def _total_here(context: Context, side: str, book: Book) -> Item | None:
    """The total of one side of the account that this paragraph states: 收支总预算 A。收入包括：B、C."""
    totals = ("收支总计", f"{side}总计")
    near = (item for item in reversed(book.filing.items[-FAR:]) if item.concept in totals and item.paragraph == context.paragraph)
    return next(near, None)


def _reason(context: Context, clause: Reasons, end: int, book: Book) -> Context:
    return context._replace(reason=True, change=None)


def _enter(context: Context, clause: Enters, end: int, book: Book) -> Context:
    """Brackets speak of something beside the item."""
    last = context.last
    asides = (*context.asides, (context.item, len(context.lists)))
    item = context.item
    if last is not None and last.role == "完成率" and book.text[last.end] in _BRACKETS:
        item = context.completed  # 基本支出完成年初预算的 107.43%（年初预算 362 万元）
    budget = last is not None and last.role.endswith(_PLAN) and last.unit in MONEY
    return context._replace(asides=asides, item=item, budget=last.role.removesuffix(_PLAN) if budget and last is not None else None)


def _leave(context: Context, clause: Leaves, end: int, book: Book) -> Context:
    if not context.asides:
        return context._replace(budget=None)
    item, count = context.asides[-1]
    return context._replace(budget=None, asides=context.asides[:-1], item=item, lists=context.lists[:count])


def _measure(context: Context, clause: Measures, end: int, book: Book) -> Context:
    """A new comparison begins: what came before it is said."""
    if context.reason:
        return context
    found = book.named(clause.base.subject, context.section)
    return context._replace(change=None, base=clause.base._replace(subject=""), item=found or context.item)


def _name(context: Context, clause: Names, end: int, book: Book) -> Context:
    return new_item(context._replace(reason=False), clause.words, end + clause.at, book, listed="1.")


def _base_before(context: Context, clause: Unchanged) -> Base | None:
    """与年初预算 9 万元相比持平: what the amount is that stands before; ``None`` where other words tell, or it stands further away."""
    waits = clause.base is None and clause.subject in _COMPARED_WITH and context.prior is context.last
    return stated_base(context) if waits else None


def _flat(context: Context, clause: Unchanged, end: int, book: Book) -> Context:
    start = end + clause.at
    behind = book.text[start - len(clause.subject) - 1]
    if context.reason and clause.base is not None and behind in _SEMICOLONS and is_next_part(context, clause.base.subject or clause.subject):
        context = context._replace(reason=False)
    if context.reason:
        return context
    stated = _base_before(context, clause)
    base = stated or clause.base or Base(_PAST, None, clause.subject)
    item = book.named(clause.subject, context.section) or book.named(base.subject, context.section)
    if item is None:
        item = None if _says_more(context, start, book) else context.item
    if item is None:
        return context
    word = book.word(clause.word, start, 0, context.section)
    change = book.change(base, item, context.section)
    change.flat, change.loose = word, clause.soft
    if stated is not None:
        measured(context, change)
    change.cause = cause_after(book.document, word.end)
    if change.base in (_PAST, "上年预算") and item.change is None:
        item.change = change
    return context._replace(change=None)


def _says_more(context: Context, start: int, book: Book) -> bool:
    """Whether a new sentence says something of its own before the comparison: 本年未使用基金安排支出，与上年持平 is not said of what was spoken of."""
    item = context.item
    if item is None or item.sentence == context.sentence:
        return False
    first = max(book.text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    said, comma, _ = book.text[first:start].strip().partition(_COMMA)
    return bool(comma) and not _VERSUS.match(said)


def _compare(context: Context, clause: Compares, end: int, book: Book) -> Context:
    if context.reason:
        return context
    if clause.year and book.filing.year is not None and clause.year != book.filing.year:
        return _unchanged_plan(context, clause, end, book)
    operator = operator_of(clause.sign)
    if not operator:
        return context
    subject = next((clause.subject.removesuffix(word) for word in _ACCOUNTS if clause.subject.endswith(word)), clause.subject)
    item = (book.named(subject, context.section) if len(subject) > 2 else None) or context.item
    word = book.word(clause.sign, end + clause.at, operator, context.section)
    claim = Comparison(word, None, None, context.section.path)
    claim.item = item
    claim.loose = clause.soft
    book.compare(claim, clause.kind)
    return context


def _unchanged_plan(context: Context, clause: Compares, end: int, book: Book) -> Context:
    """与 2024 年预算持平 in a budget of 2025: nothing changed."""
    start = book.text.find(_FLAT, end + clause.at, end + clause.at + 20)
    if start < 0:
        return context
    last_year = book.filing.year is not None and clause.year == book.filing.year - 1
    base = Base("上年预算" if last_year else OTHER_YEAR, None, "")
    return _flat(context, Unchanged(clause.shape, clause.subject, _FLAT, start - end, base, clause.soft), end, book)


def _declare(context: Context, clause: Declares, end: int, book: Book) -> Context:
    if context.reason:
        return context
    concepts = _nothing_of(clause.what, context)
    if not concepts:
        return context
    word = book.word(clause.word, end + clause.at, 0, context.section)
    book.add(Nil(word, concepts, context.section.path))
    item = context.item
    if item is not None and (item.concept or "", item.scope) not in concepts:
        # 没有因公出国（境）支出，与上年一致 is not said of what was spoken of before.
        return context._replace(item=None)
    return context


def _nothing_of(words: str, context: Context) -> list[tuple[str, str]]:
    """The concepts, each with its scope, that words say there is nothing of."""
    fund = fund_scope(words)
    if fund and not resolve(words.rstrip("的")) or fund == FUND:
        incomes = ("本年收入", "收入总计") if _IN in words.removeprefix(_CAPITAL) else ()
        spending = ("本年支出", "支出总计") if _OUT in words else ()
        return [(concept, fund) for concept in (*incomes, *spending)]
    found = resolve(words)
    return [(found[0], found[1] or context.section.scope if found[2] else "")] if found is not None else []


_STEPS: dict[type, Callable[..., Context]] = {
    Stops: _stop, GoesOn: _go_on, Opens: _open, Reasons: _reason, Measures: _measure, Names: _name, Enters: _enter, Leaves: _leave,
    Unchanged: _flat, Compares: _compare, Declares: _declare, Under: _under,
}  # fmt: skip


# -- figures ---------------------------------------------------------------------------------------------------------------


def _read(context: Context, index: int, lead: Lead, book: Book) -> Context:
    """Give a figure to what it belongs to."""
    figure, end = book.tokens[index]
    if lead.kind is Leads.SHARES:
        context = run_of_shares(context, index, lead, book)
    if lead.names and run_of_amounts(index, book) == len(lead.names):
        context = context._replace(names=lead.names)
    context = _given(context, figure, lead, book.text[end : end + 4], book)
    return _missed(context, figure) if figure.reason in _UNATTACHED else context


def _given(context: Context, figure: Figure, lead: Lead, after: str, book: Book) -> Context:
    if context.shares.items:
        return next_of_run(context, figure, book)
    if context.names:
        return _next_named(context, figure, lead, book)
    if figure.unit in _POINTS:
        book.mean(figure, role="百分点", reason=phrase("points"))
        return context
    if lead.kind is Leads.APART:
        book.mean(figure, reason=phrase("of-each"))
        return context._replace(reason=True, change=None)
    if figure.unit == "%":
        return relate(context, figure, lead, book)
    if figure.unit in _NO_AMOUNTS:
        book.mean(figure, reason=_NO_AMOUNTS[figure.unit])
        return context
    if lead.kind is Leads.TURN:
        return change_by(context, figure, lead, book)
    if lead.kind is Leads.MENTION:
        return _mentioned(context, figure, lead, after, book)
    if lead.kind is Leads.BECAME and context.prior is not None and sign_of(lead.word):
        return became(context, figure, lead, book)
    book.mean(figure, reason=phrase("no-meaning"))
    return context


def _next_named(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """基本支出、项目支出分别为 6 万元、2 万元: an amount of the next of the names."""
    name, *rest = context.names
    context = new_item(context._replace(names=tuple(rest)), name, figure.start, book, figure=figure)
    return state(context, figure, lead._replace(kind=Leads.MENTION, label=name, role=Role.NONE, names=()), book)


def _mentioned(context: Context, figure: Figure, lead: Lead, after: str, book: Book) -> Context:
    """What something is stated with; one that is measured against is so only where a change follows it."""
    if _OVERALL.match(after) and lead.label.startswith(_WITH):
        lead = lead._replace(role=Role.BASIS, base=Base(OTHER_YEAR, None, ""), label="", subject="")
    if lead.role is Role.BASIS and lead.base is not None and lead.base.kind == OTHER_YEAR and not _TURNS.match(after):
        book.mean(figure, reason=phrase("no-meaning"))
        return context
    prior = explicit_prior(after) and _may_be_prior(lead)
    return state(context, figure, lead._replace(role=Role.PRIOR) if prior else lead, book)


def _missed(context: Context, figure: Figure) -> Context:
    """An amount that belongs to no item may be a part of the list it stands in."""
    if context.reason or context.asides:
        return context
    last = context.listing_here.parts[-1] if context.listing_here is not None else None
    if last is not None and last.kind == ("money" if figure.unit in MONEY else figure.unit or last.kind):
        context.lists[-1].unread = True
    opening = context.opening
    return context if opening is None else context._replace(opening=opening._replace(missed=True))


def _may_be_prior(lead: Lead) -> bool:
    return lead.role in (Role.BASIS, Role.PRIOR) or (lead.base is not None and lead.base.kind.startswith(_PAST) and not lead.label)
