"""An amount with what its words say, before it is known whose it is; and the years and names of last year's."""

from ...field import BUDGETED
from ...model.claims import Item
from ...model.figure import Figure
from ...model.phrasing import Phrase
from ...named import NamedTuple
from .book import Book
from .clauses import Lead, Role
from .context import Context
from .focus import Rules
from .items import is_called
from .spoken import OF_THIS_YEAR, is_spread


class Amount(NamedTuple):
    """A figure that is stated for something, with what its words say."""

    context: Context
    figure: Figure
    lead: Lead
    label: str
    role: Role
    book: Book

    def nothing(self, reason: Phrase, role: str = "", forget: bool = False) -> Context:
        """The figure belongs to nothing, for a reason."""
        self.book.mean(self.figure, label=self.label, reason=reason, **({"role": role} if role else {}))
        return self.context._replace(item=None) if forget else self.context

    def stated(self, item: Item, role: Role, budget: str = "") -> Context:
        """The figure is an item's."""
        self.book.state(item, self.figure, role, budget)
        return self.context


AMOUNTS: Rules[Amount, Context] = Rules(Amount)


def of_this_year(given: Amount) -> Amount:
    """The same as this year's budget, or as what this year's amount of its name is."""
    planned = given.lead.planned and given.book.filing.kind != BUDGETED
    spread = given.lead.planned and not given.label and is_spread(given.context.item)
    label = OF_THIS_YEAR if spread else "" if planned else given.label
    return given._replace(role=Role.BUDGET if planned else Role.NONE if label else Role.ACTUAL, label=label)


def is_of_another(given: Amount) -> bool:
    """Whether last year's amount names another thing than is spoken of: 上年公务接待费 3 万元."""
    context, lead = given.context, given.lead
    if not lead.label or not lead.subject or context.item is not None and is_called(context.item, lead.label):
        return False
    told = given.book.named(lead.label, context.section)
    return told is None or told.paragraph != context.paragraph  # 会议费 36 万元，同比增长 50%；……。会议费上年 24 万元


def is_of_other_year(given: Amount) -> bool:
    """Whether an amount is of neither year that accounts tell of: 2021 年 7 万元、2022 年预算 6 万元 in those of 2023."""
    year, of = given.lead.year, given.book.filing.year
    if given.lead.subject and year is None:  # 公务接待费上年预算 6 万元
        return given.lead.planned and given.book.filing.kind != BUDGETED
    if year is None or of is None:
        return False
    return year not in (of, of - 1) or given.lead.planned and given.book.filing.kind != BUDGETED
