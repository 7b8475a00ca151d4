"""The narrative: a fold over its sentences.

A sentence is read from figure to figure.  The words before each are cut into clauses, and every clause is a step (``steps``) from one context to the
next; then the figure itself is given to what it belongs to.
"""

from bisect import bisect_left

from ...field import COSTS, FLOWS, LAST_YEAR, OTHER_YEAR, PARTS_OF, resolve
from ...field.roles import ABOUT, COMPLETED, FOREIGN, STANDARD
from ...language import expanded
from ...model.claims import Breakdown
from ...model.document import Paragraph, begin_of
from ...model.figure import MONEY, Figure
from ...model.filing import Filing
from ...model.phrasing import phrase
from ...readers.paragraphs import MARKER
from ...startup import pattern
from ..lexer import Token
from ..sections import heading, open_section, subject_of
from .ahead import of_ahead
from .amounts import state
from .binding import bind
from .book import Book
from .changes import beyond_last_year, change_by
from .clauses import Base, Lead, Leads, Role
from .context import Context, Opening, begun
from .delta import became
from .items import new_item
from .paired import adjusted_by, left_over
from .parsing import explicit_prior, parse
from .rates import is_run, next_of_run, relate, run_of_amounts, run_of_shares
from .respective import begin_run, of_next
from .rolled import rolled_over
from .steps import step

#: Figures that equal nothing: standards for one of many, amounts that are only said to be near, and those in foreign money.
_NOT_READ = frozenset((STANDARD, ABOUT, FOREIGN))
#: Why an amount belongs to no item, though the filing states it.
_UNATTACHED = frozenset((phrase("nameless"), phrase("no-meaning"), phrase("no-unit")))
#: Units of what is no amount, and why nothing is made of it.
_NO_AMOUNTS = {"倍": phrase("no-rate-meaning"), "": phrase("no-unit")}
#: Units of rates, and what is said of something with 倍: 增长 2 倍, 是上年的 3 倍.
_RATES, _OF_TIMES = ("%", "倍"), (Leads.TURN, Leads.RATIO, Leads.COMPLETION)
_POINTS = frozenset(("个百分点", "百分点"))
#: What is said of an item without its name: how what was spent compares with the budget, and why.
_COMPARED = pattern(r"(?:支出)?决算(?:数|支出)?(?:大于|小于|高于|低于|等于|多于|少于|超过|与|较|比)")
#: Words that make an amount in brackets no part: another year's, another role's, or a part of a part.
_NO_PART = r"(?![^\d（）]{0,16}?(?:其中|含|上年|去年|按|比|较|(?<!公共|基金|经营)预算|决算|占|均|计划|实际|批复|下达|到位|累计|调整|追加|已|未|合同|合计))"
_PART = _NO_PART + r"(?:[^\d（）()，,、；;。：:]|（[^\d（）()]{1,2}）|\([^\d（）()]{1,2}\)){1,16}\d[\d,.]*\n?"
#: By how much a part changed.
_TURNED = r"(?:[，,]\n?[比较与同](?:上年|去年|20\d\d年)[^（）()，,；;。]{0,24}(?:[，,][^（）()，,；;。\d]{0,6}\d[\d.]*%)?)?"
#: Parts in brackets right behind a total: 43 人（行政 13 人、事业 28 人）.
_PARTS = pattern(rf"[（(]\n?{_PART}(?P<unit>万元|元|亿元|人|名|辆|个){_TURNED}(?:[、，,；;和]\n?{_PART}(?P=unit){_TURNED})+。?[）)]")
_CAR = "辆"
_BRACKETS, _COLONS = "（(", "：:"
#: What follows an amount that a change is measured against: 较年初 80 万元增加, 与年初结转和结余 9 万元相比.
_TURNS = pattern(expanded(r"的?[，,]?(?:{direction}|{became}|相比|比较|对比|[多少超净])"))
_CLAUSES = "\n。；，,;"
_OVERALL, _WITH = pattern(r"相比|比较|对比"), ("与", "同", "和")
#: How far a heading and a bracket with parts may reach.
_TITLE, _REACH = 90, 200
#: A name on a line of its own, or closed by a full stop, with what marks a line that has no number.
_NAMED = pattern(r"\s*(?:[—–－·•●○▪◆■□★※＊*➢-]+\s*)?(?P<name>[^\s，,。；;：:、\d—·][^，,。；;：:、\d\n]{2,18}?)\s*(?:$|\n|。)")


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
    if paragraph.start > context.span[1] + 1:  # behind a table the words speak of nothing that was told before it
        context = context._replace(item=None, resumed=None, lists=(), opening=None)
    context, start = _headed(context, paragraph, book)
    if start >= paragraph.end:
        return context
    context = _begun(begun(context, (start, paragraph.end)), paragraph, start, book)
    first, last = bisect_left(book.starts, start), bisect_left(book.starts, paragraph.end)
    at = start
    for index, token in enumerate(book.tokens[first:last], first):
        figure = token.figure
        gap = parse(text[at : figure.start], figure.unit in _RATES)
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


def _headed(context: Context, paragraph: Paragraph, book: Book) -> tuple[Context, int]:
    """With the section that a heading opens, and where the text behind it begins."""
    text, start = book.text, paragraph.start
    found = heading(text[start : min(paragraph.end, start + _TITLE)])
    if found is None:
        named = _NAMED.match(text, start, min(paragraph.end, start + _TITLE))  # 公务接待费, on a line of its own; ——公务接待费。2025 年预算 9 万元
        cost = resolve(named["name"]) if named is not None else None
        return (context._replace(item=None, entitled=named["name"]), named.end()) if named is not None and cost is not None and cost[0] in COSTS else (context, start)
    level, number, length = found
    title = text[start : start + length]
    section, trail = open_section(context.trail, level, number, title, start)
    book.filing.sections.append(section)
    context = begun(context._replace(trail=trail, item=None), (start, paragraph.end))
    if level <= 2:
        context = context._replace(opening=None, resumed=None, lists=())
    entitled = subject_of(title)
    known = resolve(entitled) if level < 2 else None
    return context._replace(entitled="" if known is not None and known[0] in FLOWS else entitled), start + length


def _begun(context: Context, paragraph: Paragraph, start: int, book: Book) -> Context:
    """What a paragraph speaks of before it names anything."""
    if MARKER.match(book.text, start):
        return context._replace(item=None, resumed=None, entitled="")
    return _after_list(context, context.lists[-1], paragraph, book) if context.lists and not context.entitled else context


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
    parts = sign in _BRACKETS and (last is None or last.role != LAST_YEAR) and _PARTS.match(book.text, at, at + _REACH) is not None
    colon = sign in _COLONS and last is not None and (last.unit in MONEY or last.unit == _CAR) and not context.reason
    return context._replace(opening=Opening(item, True, context.paragraph)) if parts or colon else context


def _read(context: Context, index: int, lead: Lead, book: Book) -> Context:
    """Give a figure to what it belongs to."""
    figure, end = book.tokens[index]
    if lead.kind is Leads.SHARES or lead.kind is Leads.SHARE and not lead.label and not context.shares.items and is_run(index, book):
        context = run_of_shares(context, index, lead, book)
    if lead.names and run_of_amounts(index, book) == len(lead.names) and lead.year in (None, book.filing.year):
        context = _listing_names(context._replace(names=lead.names, told=()), lead.names)
    context = begin_run(context, index, lead, book)
    context = _given(context, figure, lead, book.text[end : end + 4], book)
    left_over(context, figure, book)
    adjusted_by(context, figure, book)
    rolled_over(context, figure, book)
    return _missed(context, figure) if figure.reason in _UNATTACHED else context


def _given(context: Context, figure: Figure, lead: Lead, after: str, book: Book) -> Context:
    if context.shares.items:
        return next_of_run(context, figure, book)
    if context.each.items:
        return of_next(context, figure, lead, book)
    led = of_ahead(context, context.ahead, figure, lead, book) if context.ahead is not None else None
    if led is not None:
        return led
    if context.names:
        return _next_named(context, figure, lead, book)
    if figure.unit in _POINTS:
        book.mean(figure, role="百分点", reason=phrase("points"))
        return context
    if lead.kind is Leads.APART:
        book.mean(figure, reason=phrase("of-each"))
        return context._replace(reason=True, change=None)
    if figure.unit == "%" or figure.unit in _RATES and lead.kind in _OF_TIMES:
        return relate(context, figure, lead, book)
    if figure.unit in _NO_AMOUNTS:
        book.mean(figure, reason=_NO_AMOUNTS[figure.unit])
        return context
    if lead.kind is Leads.TURN:
        return change_by(context, figure, lead, book)
    if lead.kind is Leads.MENTION:
        return _mentioned(context, figure, lead, after, book)
    if lead.kind is Leads.BRACKET and _is_what_the_rate_makes(context, figure, book):
        return state(context, figure, lead._replace(kind=Leads.MENTION, role=Role.ACTUAL), book)
    if lead.kind is Leads.BECAME and context.prior is None and _is_standard_before(context.last, figure, book):
        context = context._replace(prior=context.last)
    if lead.kind is Leads.BECAME and context.prior is not None:
        return became(context, figure, lead, book)
    if lead.kind is Leads.BECAME and lead.subject and not context.reason:  # 培训费支出下降至 3 万元，比上年减少 1 万元
        return state(context, figure, lead._replace(kind=Leads.MENTION, label=lead.subject, subject="", word=""), book)
    book.mean(figure, reason=phrase("no-meaning"))
    return context


def _is_standard_before(last: Figure | None, figure: Figure, book: Book) -> bool:
    """标准由每人每年 4900 元提高到 5260 元: whether an amount right before another is a standard that became it."""
    return last is not None and last.role == STANDARD and last.unit == figure.unit and not any(mark in book.text[last.end : figure.start] for mark in _CLAUSES)


def _is_what_the_rate_makes(context: Context, figure: Figure, book: Book) -> bool:
    """占年初预算 9.33 万元的 68.5%，即 6.39 万元: whether an amount says once more how much of the budget was spent."""
    item, last = context.item, context.last
    if item is None or last is None or last.role != COMPLETED or figure.unit not in MONEY or context.reason:
        return False
    return item.actual is None and bool(item.budgets) and not set(_BRACKETS) & set(book.text[last.end : figure.start])


def _listing_names(context: Context, names: tuple[str, ...]) -> Context:
    """政府采购 9 万元，货物、工程、服务支出分别为 ……: names of the parts of what the sentence has just told are a list of it."""
    item = context.item
    family = PARTS_OF.get(item.concept or "", frozenset()) if item is not None and item.sentence == context.sentence else frozenset()
    known = [resolve(name) for name in names]
    if item is None or not family or any(found is None or found[0] not in family for found in known):
        return context
    return context._replace(opening=Opening(item, True, context.paragraph))


def _next_named(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """基本支出、项目支出分别为 6 万元、2 万元: an amount of the next of the names."""
    name, *rest = context.names
    context = new_item(context._replace(names=tuple(rest)), name, figure.start, book, figure=figure)
    context = state(context, figure, lead._replace(kind=Leads.MENTION, label=name, role=Role.NONE, names=()), book)
    return context._replace(told=(*context.told, context.item)) if context.item is not None else context


def _mentioned(context: Context, figure: Figure, lead: Lead, after: str, book: Book) -> Context:
    """What something is stated with; one that is measured against is so only where a change follows it."""
    beyond = beyond_last_year(context, figure, lead, book)
    if beyond is not None:
        return beyond
    if _OVERALL.match(after) and lead.role is Role.NONE and lead.base is not None and lead.label and _is_compared(figure, book):
        lead = lead._replace(role=Role.PRIOR, subject=lead.label, label="")  # 与 2023 年一般公共预算 9 万元相比
    if _OVERALL.match(after) and lead.label.startswith(_WITH):
        lead = lead._replace(role=Role.BASIS, base=Base(OTHER_YEAR, None, ""), label="", subject="")
    if lead.role is Role.BASIS and lead.base is not None and lead.base.kind == OTHER_YEAR and not _TURNS.match(after):
        book.mean(figure, reason=phrase("no-meaning"))
        return context
    prior = explicit_prior(after) and _may_be_prior(lead)
    return state(context, figure, lead._replace(role=Role.PRIOR) if prior else lead, book)


def _is_compared(figure: Figure, book: Book) -> bool:
    """Whether the clause of an amount begins with the words of a comparison."""
    return book.text.startswith(_WITH, begin_of(book.text, figure.start, _CLAUSES, max(0, figure.start - _REACH)))


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
    return lead.role in (Role.BASIS, Role.PRIOR) or (lead.base is not None and lead.base.kind.startswith(LAST_YEAR) and not lead.label)
