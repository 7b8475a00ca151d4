"""What the reader of a narrative keeps in mind: section, item spoken of, open lists, the change that waits for its rate."""

from ..field import FUNDS, normal
from ..model.claims import Breakdown, Change, Item
from ..model.figure import Figure
from ..model.filing import Filing, Section
from .binding import Binder
from .lexer import Token
from .phrases import Base


class State:
    """The state of reading, and how words find the items they name."""

    def __init__(self, filing: Filing, tokens: list[Token]):
        self.filing = filing
        self.document = filing.document
        self.tokens = tokens
        self.starts = [token.figure.start for token in tokens]
        self.binder = Binder(filing)
        self.trail: list[Section] = [Section("", "", "全部", "", 0, -1)]
        self.item: Item | None = None
        self.topic: Item | None = None
        #: What the heading of a numbered paragraph names: the words below it that name nothing are said of this.
        self.entitled = ""
        self.lists: list[Breakdown] = []
        self.opening: Item | None = None
        self.stale = False
        #: The paragraph in which the list that waits for its first part was opened.
        self.opened_in = 0
        #: 其中 stands in a reason: it opens a list only for words that are known.
        self.aside = False
        self.sure_whole = True
        self.base: Base | None = None
        self.change: Change | None = None
        self.prior: Figure | None = None
        self.reason = False
        self.sentence = self.paragraph = 0
        self.opened = False
        self.asides: list[tuple[Item | None, int]] = []
        #: The figure before, and the budget whose parts stand in brackets behind it (``None`` where no budget does).
        self.last: Figure | None = None
        self.of_budget: str | None = None
        #: 其余 5 个村 is spoken of: the next amount closes its list.
        self.rest = False
        #: What the latest rate of completion was said of.
        self.completed: Item | None = None
        self.span = (0, 0)
        #: The last of numbered paragraphs, of which a paragraph without a number after them may speak as well as of their whole.
        self.resumed: Item | None = None
        #: What the words before a colon name without an amount: ②公用经费：商品和服务支出 3 万元 is of 公用经费.
        self.under = ""
        #: The list that opens is all that comes in, or all that goes out.
        self.side = False
        #: An amount in the list that opens belongs to no item.
        self.missed = False
        #: The items whose shares follow one another (``None`` where they cannot be told), and what they are shares of.
        self.respective: list[Item | None] = []
        self.respected = ""

    @property
    def section(self) -> Section:
        """The section that is being read."""
        return self.trail[-1]

    @property
    def several(self) -> bool:
        """Whether the paragraph names funds."""
        return any(self.document.text.find(fund, *self.span) >= 0 for fund in FUNDS)

    def _named(self, subject: str) -> Item | None:
        """The latest item that the words name."""
        if not subject or len(normal(subject)) < 2:
            return None
        return self.binder.find(subject, self.section)

    def _spoken_of(self, *subjects: str) -> Item | None:
        for subject in subjects:
            found = self._named(subject)
            if found is not None:
                return found
        return self.item

    def _settled(self, base: Base) -> str:
        """The kind of a base, once the year of the filing tells whose budget is meant."""
        kind, year = base.kind, self.filing.year
        if kind.startswith("年份预算"):
            return f"{kind[5:]}预算" if base.year == year else "上年预算"
        if base.year is not None and kind == "上年" and year is not None and base.year != year - 1:
            return "他年"
        return kind
