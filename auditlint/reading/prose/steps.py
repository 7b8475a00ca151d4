"""The steps of the fold: the context that each kind of clause leads to."""

from collections.abc import Callable

from ...field import FLOWS, FUND, TOTALS, fund_scope, resolve
from ...field.roles import CHANGE, COMPLETED, LAST_BUDGET, LAST_YEAR, OTHER_YEAR, STANDARD, budget_kind_of
from ...language import expanded
from ...model.claims import Comparison, Item, Nil
from ...model.document import begin_of
from ...model.figure import MONEY
from ...readers.paragraphs import MARKER
from ...startup import pattern
from .book import Book
from .causes import cause_after
from .clauses import (
    Base,
    Clause,
    Compares,
    Declares,
    Enters,
    GoesOn,
    Leaves,
    Measures,
    Names,
    Opens,
    Reasons,
    Stops,
    Unchanged,
    Under,
)  # fmt: skip
from .context import Aside, Context, Opening
from .delta import measured, rival_items, stated_base
from .index import FAR
from .items import new_item
from .lists import is_only
from .whose import is_next_part, is_other_name, names_another, names_count
from .words import SIDES, operator_of

_BRACKETS, _SEMICOLONS, _COMMA = "（(", "；;", "，"
_ACCOUNTS, _FLAT = ("决算数", "决算"), "持平"
_CAPITAL, _IN, _OUT = "国有资本经营", "收", "支"
#: What stands between an amount that a change is measured against and 持平: 与年初预算 9 万元相比持平.
_COMPARED_WITH = ("", "相比", "相比较", "比", "比较", "对比")
_VERSUS = pattern(expanded(r"{versus}"))
#: What begins a part of its own behind another; what ends one, and how far before its amount it begins at most.
_USED, _PARTS, _USED_NEAR = "；用于", "；;。\n", 60
#: So many items back numbered paragraphs may have begun.
_RUN = 40


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
    """一是 begins reasons, or the parts of an amount that stands before it: 预算 9 万元：一是甲 8 万元，支出 7 万元；二是乙 1 万元."""
    opening, last = context.opening, context.last
    listed = opening is not None and opening.paragraph == context.paragraph and not opening.stale or context.listing_here is not None
    parts = listed and last is not None and last.role != CHANGE and not context.reason
    return context if parts else context._replace(reason=True)


def _open(context: Context, clause: Opens, end: int, book: Book) -> Context:
    if _is_used_beside(context, clause, end, book):
        return context._replace(opening=None, opened=True, change=None)
    whole, side = book.named(clause.whole, context.section), False
    listing = context.listing
    if clause.side:
        total = _total_here(context, clause.side, book)
        whole, side = total or whole, total is not None
    elif clause.again and listing is not None and context.item in listing.parts[1:]:
        # 其中机关 7 辆、所属单位 59 辆；按用途分：…… divides the same whole once more.
        whole = listing.whole
    sure = whole is not None or is_only(context, book)
    if whole is None and _is_of_untold(context, clause):
        return context._replace(opening=None, opened=True, change=None)
    if whole is None:
        whole = context.topic if context.reason or context.item is None else context.item
    whole = whole or context.item
    if clause.again and (whole is None or whole.paragraph < context.paragraph and (whole.numbered or context.item is None)):
        whole, sure = _before_numbers(context, book)
    if whole is None and context.opening is not None and context.opening.paragraph == context.paragraph:
        return context._replace(opened=True, change=None)  # 按用途分，包括……: the second word opens what the first has
    opening = Opening(whole, sure, context.paragraph, side, context.reason) if whole is not None else None
    return context._replace(opening=opening, opened=True, change=None)


def _is_of_untold(context: Context, clause: Opens) -> bool:
    """一般公共预算基本支出中，……, or 收入包括：甲 9 万元；支出包括：……: whether words divide what is known and not told, and no item before them."""
    item = context.item
    if not clause.side:
        return resolve(clause.whole) is not None
    if item is None:
        return False
    beside = context.opened and context.opening is None and context.listing is None
    return beside or clause.side not in item.label and any(side in item.label for side in SIDES)


def _is_used_beside(context: Context, clause: Opens, end: int, book: Book) -> bool:
    """用于甲的支出 8 万元，占 80%；用于乙的支出 2 万元，占 20%: whether 用于 behind a ；begins with another part, as that before it began."""
    item, own = context.item, clause.whole or clause.side
    if own or item is None or item.actual is None or item.sentence != context.sentence or _USED not in book.text[item.actual.end : end]:
        return False
    begins = begin_of(book.text, item.actual.start, _PARTS, max(0, item.actual.start - _USED_NEAR))
    return _USED[1:] in book.text[begins : item.actual.start]


def _before_numbers(context: Context, book: Book) -> tuple[Item | None, bool]:
    """What numbered paragraphs divide, which words like 按支出结构划分 behind them, or in the next of them, divide once more.

    Where more than its amount stands before them, it is not sure.
    """
    near = book.filing.items[-_RUN:]
    numbered = {item.paragraph for item in near if item.numbered or MARKER.match(book.text, book.text.rfind("\n", 0, item.start) + 1)}
    before = [item for item in near if item.section == context.section.path and item.paragraph < context.paragraph and item.paragraph not in numbered]
    last = [item for item in before if item.paragraph == before[-1].paragraph and item.kind == "money"]
    return (last[0] if last else None), len(last) == 1


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
    item, change = context.item, context.change
    waits = change if change is not None and change.rate is None and change.delta is not None else None
    past = last is not None and last.role == LAST_YEAR and book.text.startswith(tuple(last.unit + sign for sign in _BRACKETS), last.end)
    asides = (*context.asides, Aside(item, len(context.lists), waits, past))
    if last is not None and last.role == COMPLETED and book.text[last.end] in _BRACKETS:
        item = context.completed  # 基本支出完成年初预算的 107.43%（年初预算 362 万元）
    return context._replace(asides=asides, item=item, budget=budget_kind_of(last.role) if last is not None and last.unit in MONEY else None)


def _leave(context: Context, clause: Leaves, end: int, book: Book) -> Context:
    if not context.asides:
        return context._replace(budget=None)
    *outer, aside = context.asides
    # 增加 3 万元（甲增加 5 万元、乙减少 2 万元），增长 10%: the rate is that of the change before the bracket.
    change = aside.change if aside.change is not None and aside.change.rate is None else context.change
    return context._replace(budget=None, asides=tuple(outer), item=aside.item, lists=context.lists[: aside.lists], change=change)


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
    base = stated or clause.base or Base(LAST_YEAR, None, clause.subject)
    item = book.named(clause.subject, context.section) or book.named(base.subject, context.section)
    if item is None:
        averaged = context.last is not None and context.last.role == STANDARD  # 年末 78 人，人均 2 万元，与上年持平
        item = None if averaged or _says_more(context, start, book) or _of_another(context, clause) else context.item
    if item is None:
        return context
    word = book.word(clause.word, start, 0, context.section)
    change = book.change(base, item, context.section)
    change.flat, change.loose = word, clause.soft
    if item is context.item:
        change.rivals = rival_items(context, item, book)
    if stated is not None:
        measured(context, change)
    change.cause = cause_after(book.document, word.end)
    if change.base in (LAST_YEAR, LAST_BUDGET) and item.change is None:
        item.change = change
    return context._replace(change=None)


def _of_another(context: Context, clause: Unchanged) -> bool:
    """Whether something else is named than was spoken of, though no amount of it is told: 住房保障支出与上年持平, 接待批次与上年持平."""
    item, base = context.item, clause.base
    subject = (base.subject if base is not None else clause.subject).strip()
    if item is None or not subject or base is not None and base.bare:
        return False
    return names_another(subject, item) or names_count(subject) or is_other_name(subject, item)



def _says_more(context: Context, start: int, book: Book) -> bool:
    """Whether a new sentence says something of its own before the comparison: 本年未使用基金安排支出，与上年持平 is not said of what was spoken of."""
    item = context.item
    if item is None or item.sentence == context.sentence:
        return False
    said, comma, _ = book.text[book.document.sentence(start, start)[0] : start].strip().partition(_COMMA)
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
    base = Base(LAST_BUDGET if last_year else OTHER_YEAR, None, "")
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
