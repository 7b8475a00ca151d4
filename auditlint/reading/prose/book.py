"""The book of a filing's prose: what has been read, and how words find it again.

Items, what is stated for them, and what a figure means are entered here.  It grows with every sentence; what only the whole filing tells (an amount under
a stale year, a total that a budget calls the year's) is put right here when everything is read.
"""

from typing import Any

from ...field import ALL, COSTS, FISCAL, FUNDS, INSTEAD, TOTAL_OF, TOTALS, normal, resolve
from ...field.roles import BUDGETED, LAST_BUDGET, LAST_YEAR, OTHER_YEAR, SPENT
from ...model.claims import Breakdown, Change, Claim, Comparison, Item, Share, StaleYear
from ...model.document import Document
from ...model.figure import MONEY, Figure, Word
from ...model.filing import Filing, Section, Trace
from ...startup import pattern
from ..lexer import Token
from .clauses import Base, Role

_FLOWS = {"支出": "本年支出", "收入": "本年收入"}
_PLAN = "预算"
_ANY_FUND = pattern(rf"(?:{'|'.join(FUNDS)})(?!服务)")
_OF_YEAR = ("本年", "合计")
_DONE, _REAL, _STOP = "执行", "实际", "。"


class Book:
    """What is read of one filing.

    ``dated`` tells, for amounts whose words give them to last year, where the year stands; ``priors`` are all of last year's amounts of an item.  ``restated``, ``shares``, ``ratios`` and ``comparisons`` wait to be bound.
    """

    def __init__(self, filing: Filing, tokens: list[Token]):
        self.filing = filing
        self.document: Document = filing.document
        self.text = filing.document.text
        self.tokens = tokens
        self.starts = [token.figure.start for token in tokens]
        self.dated: dict[int, int] = {}
        self.priors: dict[int, list[Figure]] = {}
        self.restated: list[tuple[Item, Figure]] = []
        #: What was stated last for an item, by its role.
        self._said: dict[tuple[int, str], Figure] = {}
        self.shares: list[tuple[Share, Item, Breakdown | None, str]] = []
        self.ratios: list[tuple[Share, Item]] = []
        self.comparisons: list[tuple[Comparison, str]] = []
        self._by_concept: dict[tuple[str, str], Item] = {}
        self._by_label: dict[str, Item] = {}
        self._seen = 0

    # -- figures and words ---------------------------------------------------------------------------------------------

    def mean(self, figure: Figure, **meaning: Any) -> None:
        """Enter what a figure means: its role, label, scope, sign, or why it belongs to nothing."""
        for name, value in meaning.items():
            setattr(figure, name, value)

    def trace(self, at: int, shapes: tuple[str, ...]) -> None:
        """Enter which shapes the words before a place have."""
        if shapes:
            self.filing.traces[at] = Trace(shapes, "")

    def decide(self, figure: Figure, rule: str) -> None:
        """Enter which rule said whose a figure is."""
        known = self.filing.traces.get(figure.start)
        self.filing.traces[figure.start] = Trace(known.shapes if known is not None else (), rule)

    def word(self, text: str, start: int, meaning: int | str, section: Section) -> Word:
        """A word of the text that says something, where it stands."""
        word = Word(text, start, start + len(text), self.document, meaning)
        word.section = section.path
        return word

    def names_funds(self, span: tuple[int, int]) -> bool:
        """Whether a stretch of the text names a fund; 一般公共服务支出 is a class of expenditure."""
        return _ANY_FUND.search(self.text, *span) is not None

    # -- items -----------------------------------------------------------------------------------------------------------

    def enter(self, item: Item) -> Item:
        """Enter an item."""
        self.filing.items.append(item)
        return item

    def state(self, item: Item, figure: Figure, role: Role, budget: str) -> None:
        """Enter a figure as what the filing states for an item."""
        doubt = budget == _REAL
        kind = _DONE if doubt else budget
        self.mean(figure, label=item.label, concept=item.concept, scope=item.scope)
        if role is Role.BUDGET:
            self.mean(figure, role=f"{kind}预算")
            if kind in item.budgets:
                self.restated.append((item, figure))
            else:
                item.budgets[kind] = figure
        elif role is Role.PRIOR:
            self.mean(figure, role=LAST_YEAR)
            self.prior(item, figure)
        else:
            self.mean(figure, role=SPENT)
            self._spend(item, figure, kind == _DONE and not item.budgets and not (doubt and item.concept is not None))
        self._said[id(item), figure.role] = figure

    def said_here(self, item: Item, role: str, end: int) -> Figure | None:
        """What the sentence before a place says last that an item has in a role; ``None`` where it says nothing of it."""
        figure = self._said.get((id(item), role))
        return figure if figure is not None and self.text.find(_STOP, figure.end, end) < 0 else None

    def _spend(self, item: Item, figure: Figure, executed: bool) -> None:
        """What was spent; behind what was stated first, an amount that was ``executed`` makes that one the budget."""
        if item.actual is None:
            item.actual = figure
        elif executed:
            # 资金 100 万元，执行数 90 万元: what was stated first is what there was to spend.
            self.mean(item.actual, role=BUDGETED)
            item.budgets[""], item.actual = item.actual, figure
        else:
            self.restated.append((item, figure))

    def prior(self, item: Item, figure: Figure, beside: bool = False) -> None:
        """Enter last year's amount of an item, the first of several, or one ``beside`` it."""
        self.priors.setdefault(id(item), []).append(figure)
        item.prior = item.prior if beside else item.prior or figure

    def plan(self, item: Item, kind: str, figure: Figure) -> None:
        """Enter a budget of an item, where none of that kind is known."""
        item.budgets.setdefault(kind, figure)

    def become(self, item: Item, concept: str, label: str) -> None:
        """Take an item for another concept than its own words told."""
        self._index()
        if self._by_concept.get((item.concept or "", item.scope)) is item:
            del self._by_concept[item.concept or "", item.scope]
        item.concept, item.label = concept, label
        for figure in (item.actual, *item.budgets.values()):
            if figure is not None:
                self.mean(figure, concept=concept, label=label)
        self._by_concept[concept, item.scope] = item

    def join(self, listing: Breakdown, item: Item, scope: str) -> None:
        """Enter an item as a part of a list, of whose fund it is."""
        if scope:
            item.scope = scope
        listing.parts.append(item)
        item.marked = True

    # -- claims ----------------------------------------------------------------------------------------------------------

    def add(self, claim: Claim) -> None:
        """Enter a claim."""
        self.filing.add(claim)

    def change(self, base: Base, item: Item | None, section: Section) -> Change:
        """Enter a change of an item (``None`` for one that is complete in itself) against a base."""
        change = Change(self.kind_of(base), section.path)
        change.item = item
        self.add(change)
        return change

    def share(self, claim: Share, item: Item, listing: Breakdown | None, scope: str) -> None:
        """Enter a share that waits for its whole; ``scope`` is that of its section."""
        self.add(claim)
        self.shares.append((claim, item, listing, scope))

    def ratio(self, claim: Share, item: Item) -> None:
        """Enter what an item is of its own last year, which waits for that."""
        self.add(claim)
        self.ratios.append((claim, item))

    def compare(self, claim: Comparison, kind: str) -> None:
        """Enter a comparison that waits for its budget."""
        self.add(claim)
        self.comparisons.append((claim, kind))

    def stale(self, figure: Figure, at: int) -> None:
        """Enter an amount of this year's that stands under last year's."""
        word = Word(self.text[at : at + 4], at, at + 4, self.document, 0)
        word.section = figure.section
        self.add(StaleYear(word, figure))
        self.mean(figure, role=SPENT)

    def undate(self, figure: Figure, items: list[Item], changes: list[Change], now: bool) -> None:
        """Take an amount for none of last year's; where it is this year's (``now``), it is that of the items which have none."""
        for item in items:
            item.prior = None
            if now:
                item.actual = item.actual or figure
        for change in changes:
            if change.prior is figure:
                change.prior = None

    # -- what was read ---------------------------------------------------------------------------------------------------

    def kind_of(self, base: Base) -> str:
        """The kind of a base, once the year of the filing tells whose budget is meant."""
        year = self.filing.year
        if base.dated:
            return base.kind if base.year == year else LAST_BUDGET
        if base.year is not None and base.kind == LAST_YEAR and year is not None and base.year != year - 1:
            return OTHER_YEAR
        return base.kind

    def named(self, subject: str, section: Section) -> Item | None:
        """The latest item that words name; ``None`` where they name none."""
        return self.find(subject, section) if subject and len(normal(subject)) > 1 else None

    def find(self, subject: str, section: Section) -> Item | None:
        """The latest item that ``subject`` names, in the scope that it names or that the section sets."""
        self._index()
        found = resolve(subject)
        if found is None and subject in _FLOWS:
            found = (_FLOWS[subject], "", True)
        flow = subject.removesuffix(_PLAN)
        if found is None and flow in _FLOWS and self.filing.kind == BUDGETED:
            # 收入预算 is that of all money, and in the section of one fund or one unit need not be the section's.
            whole = self._latest(_FLOWS[flow], ALL, "")
            return whole if whole is not None and whole.section == section.path else None
        if found is None:
            return self._by_label.get(normal(subject))
        concept, named, scoped = found
        scope = (named or section.scope) if scoped else ""
        of_year = concept in TOTAL_OF and any(word in subject for word in _OF_YEAR)
        narrow = section.scope if named == FISCAL and section.scope in FUNDS else ""
        known = (self._latest(name, scope, narrow) for name in (concept, *(() if of_year else INSTEAD.get(concept, ()))))
        return next((item for item in known if item is not None), None)

    def is_total_for(self, subject: str, item: Item) -> bool:
        """Whether words name what was spent in the year and the item is the total, which what is carried over may make larger; a budget knows no difference."""
        known = resolve(subject)
        concept = known[0] if known is not None else _FLOWS.get(subject)
        return concept in TOTAL_OF and item.concept in TOTALS and item.concept != concept and item.concept not in COSTS and not self.is_planned(item)

    def _latest(self, name: str, scope: str, narrow: str) -> Item | None:
        """财政拨款支出 in the section of one fund may be that fund's (``narrow``): what was spoken of last."""
        item = self._by_concept.get((name, scope))
        own = self._by_concept.get((name, narrow)) if narrow else None
        return own if own is not None and (item is None or item.start < own.start) else item

    def latest(self, concept: str, scope: str) -> Item | None:
        """The latest item of a concept and scope."""
        self._index()
        return self._by_concept.get((concept, scope))

    def is_planned(self, item: Item) -> bool:
        """Whether an amount is a budget's."""
        return self.filing.kind == BUDGETED or item.actual is None and bool(item.budgets)

    def _index(self) -> None:
        items = self.filing.items
        for item in items[self._seen :]:
            if item.concept is not None:
                self._by_concept[item.concept, item.scope] = item
            if not item.nameless:
                self._by_label[normal(item.label)] = item
        self._seen = len(items)


def measure_of(figure: Figure) -> str:
    """What a figure measures: money, or what its unit counts."""
    return "money" if figure.unit in MONEY else figure.unit


def fits(item: Item, figure: Figure) -> bool:
    """Whether a figure may be one of an item's: of the same measure."""
    return measure_of(figure) == item.kind
