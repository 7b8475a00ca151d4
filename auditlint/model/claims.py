"""What a filing asserts: one class for each kind of relation.

A claim only says what the words say.  Whether it is right is for the rules.  Every claim keeps ``section`` (the path of
the section it stands in) and, where an operand could not be found or is not sure, ``reason``.
"""

from collections.abc import Sequence

from .arithmetic import Operand, signed, total
from .figure import Figure, Word
from .phrasing import Phrase

#: The levels of an item of the accounts that rules ask for: its class, and the item itself.
CLASS, ITEM = "类", "项"
#: Columns of a list, beside its budgets by kind.
ACTUALS, SHARES, CHANGES = "actual", "share", "change"


class Item:
    """Something that the filing speaks of, with the figures it states for it by role.

    ``label`` are the words, ``concept`` and ``scope`` what they resolve to (``None`` where the words are not known).
    ``budgets`` are held by kind (``年初``, ``全年``, ``调整`` or ``""`` where the filing only says 预算).
    ``level`` is 类, 款 or 项 where the label says so, ``levels`` the names of all three where it holds them; ``numbered`` is the manner of the
    number it begins with (``1.``, ``（1）``), ``marked`` that it is a part of some list, ``aside`` that it stands in brackets.  ``owner`` is
    whose it is where it is not the department's own: a unit below it, one item of the accounts, another classification of the same money.
    What different owners have is never the same thing.  ``nameless`` tells that only its role names it.
    """

    __slots__ = (
        "label", "concept", "scope", "section", "level", "actual", "budgets", "prior", "change", "share", "year",
        "start", "sentence", "paragraph", "kind", "marked", "numbered", "aside",
        "owner", "levels", "nameless",
    )  # fmt: skip

    def __init__(self, label: str, concept: str | None, scope: str, section: str, start: int):
        self.label = label
        self.concept = concept
        self.scope = scope
        self.section = section
        self.level = ""
        self.actual: Figure | None = None
        self.budgets: dict[str, Figure] = {}
        self.prior: Figure | None = None
        self.change: Change | None = None
        self.share: Figure | None = None
        self.year: int | None = None
        self.start = start
        self.sentence = self.paragraph = 0
        self.kind = ""
        self.marked = False
        self.numbered = ""
        self.aside = False
        self.owner = ""
        self.levels: tuple[str, str, str] | None = None
        self.nameless = False

    @property
    def stated(self) -> Figure | None:
        """The amount that it prints: what was, or the first of its budgets."""
        return self.actual or next(iter(self.budgets.values()), None)

    def columns(self) -> list[str]:
        """The columns in which a list may print an amount for it: what was, and the budgets that are told."""
        return [ACTUALS, *self.budgets]

    def amount(self, column: str) -> "Figure | None":
        """What it prints in a column of amounts."""
        return self.actual if column == ACTUALS else self.budgets.get(column)

    def moved(self, base: str) -> "Figure | Word | None":
        """By how much it changed against a base, or the word that says it did not; ``None`` where that is not told."""
        return self.change.moved(base) if self.change is not None else None

    def __repr__(self) -> str:
        return f"<{self.label}:{self.concept}@{self.scope} {self.actual!r} {self.budgets!r}>"


def exact_parts(whole: Item | None, parts: Sequence[Item], column: str = ACTUALS) -> list[Figure]:
    """What parts print in a column, where each prints something and they come to the whole to the last digit; nothing otherwise."""
    stated = whole.amount(column) if whole is not None else None
    amounts = [amount for part in parts if (amount := part.amount(column)) is not None]
    return amounts if stated is not None and len(amounts) == len(parts) and sum(each.exact for each in amounts) == stated.exact else []


class Claim:
    """The base of all claims."""

    __slots__ = ("section", "reason")

    def __init__(self, section: str = "", reason: Phrase | None = None):
        self.section = section
        self.reason = reason


class Breakdown(Claim):
    """合计 A，其中：B、C、D.  ``closed`` tells that the parts are known to be all there are, and ``family`` why.

    ``others`` are wholes that the words may mean as well where they do not say which; ``doubtful`` are items between the
    parts or behind them of which the words do not say whether they are parts; ``unread`` tells that an amount among them
    belongs to no item.  ``side`` tells that the list is all that comes in, or all
    that goes out: 收支总预算 A。收入包括：B、C；支出包括：D、E.  ``outlined`` tells that only the numbers of paragraphs make it a list, ``opened``
    that words before it (其中：) do so too, ``more`` that words behind it tell of other parts (其余为……).  ``adding`` are the columns (:data:`ACTUALS`, budgets by kind, :data:`SHARES`, :data:`CHANGES`) in which
    the parts make the whole.  ``change`` is that of the whole, or of the total on the other side of the account, and ``moves`` is by how much
    each part changed against the same base, or what a part is made of where only that tells it: an amount, or the word
    that says it did not; nothing where one is not told.  ``lent`` tells that
    it is another's change, or that of an inner list which may leave something out.  ``shown`` tells that other lists of the filing which the same words open leave nothing out, ``classed``
    that those of other classes (类) do not, or that its parts are called items (项), each another one, of which no words say that they are the main ones.
    """

    __slots__ = (
        "whole", "parts", "closed", "family", "listed", "others", "doubtful", "unread", "side", "outlined", "opened", "more", "adding", "change", "moves", "lent", "shown", "classed",
    )  # fmt: skip

    def __init__(self, whole: Item | None, section: str):
        super().__init__(section)
        self.whole = whole
        self.parts: list[Item] = []
        self.closed = False
        self.family = ""
        self.listed = False
        self.others: list[Item] = []
        self.doubtful: list[Item] = []
        self.unread = False
        self.side = False
        self.outlined = self.opened = self.more = False
        self.adding: frozenset[str] = frozenset()
        self.change: Change | None = None
        self.moves: list[Figure | Word] = []
        self.lent = self.shown = self.classed = False

    @property
    def is_shared_out(self) -> bool:
        """Whether the shares of the parts leave nothing for another part."""
        return SHARES in self.adding

    def is_complete(self, column: str) -> bool:
        """Whether the shares, or another column than this, show that nothing is left out; of other parts that are told of it is only known that they did not change."""
        return self.is_shared_out or any(other != column and not (self.more and other == CHANGES) for other in self.adding)

    def change_of_parts(self) -> Operand | None:
        """What the change of the whole should be, in the direction of its own word, by those of two parts or more."""
        stated = self.change.moved(self.change.base) if self.change is not None else None
        parts: list[Operand] = [signed(each) for each in self.moves if isinstance(each, Figure)]
        if not isinstance(stated, Figure) or len(self.parts) < 2 or not parts:
            return None
        return -total(parts) if stated.sign < 0 else total(parts)


class Share(Claim):
    """占……的 p%: ``part`` over the first of ``wholes`` under which it holds; ``named`` are the words of the whole.

    ``sure`` counts the wholes, from the first, that are certainly meant; the others only may be.  ``rivals`` are other amounts
    that the sentence told before the part and that the percentage fits: it may be said of them as well where no words name the whole.  ``untold`` tells that
    what is not printed may belong to the whole or the part (案件 carried over): only a slip in the percentage itself shows that it is wrong.
    """

    __slots__ = ("percent", "part", "wholes", "named", "sure", "rivals", "untold")

    def __init__(self, percent: Figure, part: Figure | None, wholes: Sequence[Operand], named: str, section: str):
        super().__init__(section)
        self.percent = percent
        self.part = part
        self.wholes = list(wholes)
        self.named = named
        self.sure = 0
        self.rivals: list[Figure] = []
        self.untold = False


class Portion(Claim):
    """货物采购授予中小企业合同金额占货物支出金额的 p%: a share of one kind of ``whole`` whose amount is not printed."""

    __slots__ = ("percent", "whole")

    def __init__(self, percent: Figure, whole: str, section: str):
        super().__init__(section)
        self.percent = percent
        self.whole = whole


class Change(Claim):
    """与上年（或预算）相比，增加 d，增长 r%.

    ``currents`` are the figures it may speak of, the most natural first.  ``prior`` is a stated base.  ``flat`` is the word 持平 where there
    is neither amount nor rate.  ``base`` is 上年, a budget kind such as 年初预算, or 他年 where it is neither.  ``sure`` tells that the words leave
    no doubt which figure is meant; ``rivals`` are other items of which it may be said as well: the wholes of the list behind whose last
    part it stands, the last of numbered parts that it follows.  ``cause`` is the word of direction in the reasons given for a flat one,
    where they have but one direction.  ``joined`` tells that no mark and no word of comparison parts the change from the amount before it
    (9 万元增加 2 万元), which may then be the base.  ``of_total`` tells that its words name what was spent and only the total is told,
    ``named`` that they name what it is said of.
    """

    __slots__ = (
        "currents", "delta", "delta_word", "rate", "rate_word", "prior", "flat", "base", "item", "sure", "loose", "cause",
        "rivals", "joined", "of_total", "named",
    )  # fmt: skip

    def __init__(self, base: str, section: str):
        super().__init__(section)
        self.base = base
        self.currents: list[Figure] = []
        self.delta: Figure | None = None
        self.delta_word: Word | None = None
        self.rate: Figure | None = None
        self.rate_word: Word | None = None
        self.prior: Figure | None = None
        self.flat: Word | None = None
        self.cause: Word | None = None
        self.item: Item | None = None
        self.rivals: list[Item] = []
        self.sure = True
        self.loose = self.joined = self.of_total = self.named = False

    def moved(self, base: str) -> Figure | Word | None:
        """By how much something changed against a base, or the word that says it did not; ``None`` where neither is told for certain."""
        if self.base != base:
            return None
        if self.delta is not None:
            return self.delta if self.delta.sign or not self.delta.exact else None
        return None if self.loose else self.flat


class StaleYear(Claim):
    """An amount of this year's that is printed under last year's: ``word`` is the year."""

    __slots__ = ("word", "figure")

    def __init__(self, word: Word, figure: Figure):
        super().__init__(figure.section)
        self.word = word
        self.figure = figure


class Variance(Claim):
    """年初预算数 b，决算数 a，预决算差异率 r%."""

    __slots__ = ("rate", "budget", "actual", "item", "kind")

    def __init__(self, rate: Figure, budget: Figure | None, actual: Figure | None, kind: str, section: str):
        super().__init__(section)
        self.rate = rate
        self.budget = budget
        self.actual = actual
        self.item: Item | None = None
        self.kind = kind


class Completion(Claim):
    """完成年初预算的 r%.  ``others`` are budgets of other kinds, which may explain a rate that does not fit.

    Where no budget is printed, ``change`` is the difference from it: 与年初预算相比，增加 d 万元，完成年初预算的 r%.
    """

    __slots__ = ("rate", "budget", "actual", "kind", "others", "item", "change")

    def __init__(self, rate: Figure, budget: Figure | None, actual: Figure | None, kind: str, section: str):
        super().__init__(section)
        self.rate = rate
        self.budget = budget
        self.actual = actual
        self.kind = kind
        self.others: list[Figure] = []
        self.item: Item | None = None
        self.change: Change | None = None


class Comparison(Claim):
    """决算数大于 / 小于 / 等于预算数; ``word.meaning`` is the operator.

    ``completion`` is the rate of completion that the sentence prints instead of a budget.
    """

    __slots__ = ("word", "actual", "budget", "item", "loose", "completion")

    def __init__(self, word: Word, actual: Figure | None, budget: Figure | None, section: str):
        super().__init__(section)
        self.word = word
        self.actual = actual
        self.budget = budget
        self.completion: Figure | None = None
        self.item: Item | None = None
        self.loose = False


class Nil(Claim):
    """无……收入、支出: the concepts (with their scope) that the filing says are nothing.

    ``elsewhere`` tells that the words give it to another year, to somebody else or to a case that is only supposed, ``carried`` that it speaks of
    what is carried over too; ``tabled`` are amounts in the tables that it says are empty.
    """

    __slots__ = ("word", "concepts", "elsewhere", "carried", "tabled")

    def __init__(self, word: Word, concepts: list[tuple[str, str]], section: str):
        super().__init__(section)
        self.word = word
        self.concepts = concepts
        self.elsewhere = self.carried = False
        self.tabled: list[Figure] = []


class Pair(Claim):
    """One figure stated for two things (收、支总计), or two figures for them in one breath (4125.49，4143.91).

    ``likely`` tells that the two need not be the same: only a slip of the hand makes a difference worth a warning.
    """

    __slots__ = ("first", "second", "likely")

    def __init__(self, first: Figure, second: Figure, section: str):
        super().__init__(section)
        self.first = first
        self.second = second
        self.likely = False


class Covered(Claim):
    """What performance management covers: 整体支出纳入绩效目标管理，涉及资金 9 万元.  ``meant`` are the concepts, each with its scope, one of which it is all of."""

    __slots__ = ("figure", "meant")

    def __init__(self, figure: Figure, meant: list[tuple[str, str]], section: str):
        super().__init__(section)
        self.figure = figure
        self.meant = meant
