"""An amount that something is more or less by, before it is known of what, and how its change is entered."""

from ...field import BUDGETED, CHANGE, LAST_YEAR, OTHER_YEAR, SPENT
from ...language import meaning
from ...model.arithmetic import Absolute
from ...model.check import BROKEN, expect
from ...model.claims import Change, Item
from ...model.figure import Figure, Word
from ...model.phrasing import Phrase, phrase
from ...named import NamedTuple
from .book import Book
from .clauses import Base, Lead
from .context import Context
from .focus import Rules
from .items import again
from .whose import ended_here, is_listed_here
from .words import sign_of

TO_LAST_YEAR, TO_BUDGET = Base(LAST_YEAR, None, ""), Base(BUDGETED, None, "")
_OVER = "over"


class Delta(NamedTuple):
    """An amount that something is more or less by: what its words name, and the listed income or spending that they may mean."""

    context: Context
    figure: Figure
    lead: Lead
    book: Book
    named: Item | None = None
    flow: Item | None = None

    @property
    def word(self) -> Word:
        """The word of direction."""
        return word_of(self.context, self.lead, self.figure, self.book)

    def nothing(self, reason: Phrase) -> Context:
        """The figure is a change of nothing that is known."""
        self.book.mean(self.figure, reason=reason)
        return self.context

    def of_none(self, reason: Phrase) -> Context:
        """The figure is by how much something changed that no amount is known of."""
        self.book.mean(self.figure, role=CHANGE, sign=int(self.word.meaning))
        return self.nothing(reason)

    def of(self, item: Item) -> Context:
        """The change is an item's."""
        return _enter(self, item)


def is_of_year_before(last: Figure, lead: Lead, book: Book) -> bool:
    """Whether what is compared with the year before is of another year: 2017 年支出 9 万元，同比增长 5%；2018 年支出 10 万元 in the accounts of 2018."""
    dated = last.start in book.dated and lead.base is not None and lead.base.kind == LAST_YEAR and lead.base.year is None
    return last.reason == phrase("other-year") or dated


DELTAS: Rules[Delta, Context] = Rules(Delta)


def _enter(given: Delta, item: Item) -> Context:
    context, figure, lead, book, named = given.context, given.figure, given.lead, given.book, given.named
    context, base = _based(given)
    if base is not None and item.change is not None and item.change.base != book.kind_of(base):
        item = again(item, book)
        context = context._replace(item=item)
    change = book.change(base, item, context.section) if base is not None else context.change
    assert change is not None
    word = given.word
    book.mean(figure, role=CHANGE, label=item.label, scope=item.scope, sign=int(word.meaning))
    change.delta, change.delta_word = figure, word
    change.named = named is not None
    if named is None and item is context.item:
        change.rivals = rival_items(context, item, book)
    change.joined = lead.base is None and not lead.separator and context.prior is None
    change.of_total = named is not None and book.is_total_for(lead.subject, named)
    change.sure = named is not None or item.sentence == context.sentence or _opens(context, lead, item)
    measured(context, change)
    if item.change is None or item.change.delta is None:
        item.change = change
    return context._replace(prior=None, change=change, item=named if named is not None else context.item)


def rival_items(context: Context, item: Item, book: Book) -> list[Item]:
    """收入 9 万元，其中：甲 8 万元、乙 1 万元，较上年增加 2 万元 may be said of 乙 or of the whole."""
    return ended_here(context, item, book) or ([context.resumed] if context.resumed is not None else [])


def stated_base(context: Context) -> Base | None:
    """比年初预算 1,000 万元增长 2%: what the amount is that waits to be measured against; ``None`` where none does."""
    return Base(context.prior.role or OTHER_YEAR, None, "") if context.prior is not None else None


def _based(given: Delta) -> tuple[Context, Base | None]:
    """What a change is measured against: as its words say, as a stated base tells, or last year; ``None`` where it goes on with one that waits."""
    context, lead = given.context, given.lead
    base = lead.base or context.base if given.named is not None else lead.base
    if base is not None:
        return context._replace(base=base._replace(subject="")), base
    stated = stated_base(context)
    if stated is not None:
        return context, stated
    told = _told_plan(given)
    if told is not None:
        return context, told
    if _is_of_plan(given):
        return context, TO_BUDGET
    return context, TO_LAST_YEAR if context.change is None or context.change.delta is not None else None


def _told_plan(given: Delta) -> Base | None:
    """支出 3 万元，上年 2 万元，增加 1 万元；年初预算 4 万元，节约 1 万元: the only budget, right before a word of saving or just the difference, behind a comparison with last year."""
    item, last = given.named or given.flow or given.context.item, given.context.last
    if item is None or item.actual is None or last is None or len(item.budgets) > 1 or not any(last is budget for budget in item.budgets.values()):
        return None
    saved = given.lead.word in meaning("plan") and (item.prior is not None or item.change is not None)
    return Base(last.role, None, "") if saved or expect(given.figure, Absolute(item.actual - last)).verdict != BROKEN else None


def _is_of_plan(given: Delta) -> bool:
    """Whether a word speaks of the budget without naming it: 预算 3 万元，支出 4 万元，超支 1 万元."""
    kind = meaning("plan").get(given.lead.word, "")
    item = given.named or given.flow or given.context.item
    if not kind or item is None or not item.budgets:
        return kind == _OVER
    return kind == _OVER or item.prior is None and item.change is None and item.sentence == given.context.sentence


def _opens(context: Context, lead: Lead, item: Item) -> bool:
    """Whether 与上年相比 begins what is said of the topic: 其中：甲 3 万元。乙 2 万元。与上年相比，减少 1 万元 may be of 乙 or of the whole."""
    return lead.base is not None and lead.base.bare and item is context.topic and not is_listed_here(context, item)


def measured(context: Context, change: Change) -> None:
    """Give a change the base that the words have stated, where it is of its kind and counted as the change is."""
    prior, delta = context.prior, change.delta
    own = change.item.prior if change.item is not None else None
    if prior is not None and own is not None and prior.role == LAST_YEAR and change.item is not None and prior.label not in ("", change.item.label):
        prior = own  # 上年分别为 5 万元、2 万元，前者减少: each has its own
    if prior is None or delta is not None and delta.dimension != prior.dimension:
        return
    if (prior.role == LAST_YEAR) == change.base.startswith(LAST_YEAR):
        change.prior = prior


def told_in_reason(given: Delta) -> Context:
    """A change told within a reason, complete in itself."""
    context, book, word = given.context, given.book, given.word
    change = book.change(given.lead.base or stated_base(context) or TO_LAST_YEAR, None, context.section)
    change.delta, change.delta_word = given.figure, word
    measured(context, change)
    book.mean(given.figure, role=CHANGE, sign=int(word.meaning))
    return context._replace(prior=None, change=change)


def became(context: Context, figure: Figure, lead: Lead, book: Book) -> Context:
    """由上年的 a 万元增加到 b 万元: both figures of a change that is complete in itself."""
    word = word_of(context, lead, figure, book)
    change = book.change(TO_LAST_YEAR, None, context.section)
    change.currents, change.prior, change.rate_word = [figure], context.prior, word
    book.mean(figure, role=SPENT)
    return context._replace(prior=None, change=change)


def word_of(context: Context, lead: Lead, figure: Figure, book: Book) -> Word:
    """The word of direction before a figure; it says nothing where its template left a choice."""
    return book.word(lead.word, figure.start + lead.word_at, 0 if lead.choice else sign_of(lead.word), context.section)
