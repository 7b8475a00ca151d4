"""What can be said between one figure and the next: clauses, and the lead of a figure.  All of them are frozen."""

from enum import Enum
from typing import Union

from ...field import BUDGETED, LAST_YEAR, SPENT
from ...named import NamedTuple


class Base(NamedTuple):
    """What a change is measured against.

    ``kind`` is 上年, 上年预算, 他年, or a budget (年初预算, and 预算 where none is named); where ``dated``, a budget of ``year``, which tells whose it is.
    """

    kind: str
    year: int | None
    subject: str
    bare: bool = False
    dated: bool = False


class Carried(NamedTuple):
    """Words of one clause that may name what the next one tells; ``style`` is that of their number, ``firm`` that a full stop does not end them."""

    words: str = ""
    style: str = ""
    firm: bool = False


NOTHING = Carried()


class Stops(NamedTuple):
    """A sentence ends."""


class GoesOn(NamedTuple):
    """一是……二是…… goes on with reasons, or with a story."""


class Opens(NamedTuple):
    """A list begins: of ``whole``, of all income or spending (``side``), or ``again`` of what was divided before."""

    shape: str
    whole: str = ""
    side: str = ""
    again: bool = False


class Under(NamedTuple):
    """Words before a colon; ``counted`` where a circled number stands before them."""

    words: str
    counted: bool


class Reasons(NamedTuple):
    """Reasons begin."""

    shape: str


class Enters(NamedTuple):
    """A bracket opens."""


class Leaves(NamedTuple):
    """A bracket closes."""


class Names(NamedTuple):
    """An item of the functional classification is named; ``at`` counts from the end of the words, here as below."""

    shape: str
    words: str
    at: int


class Measures(NamedTuple):
    """A base is named."""

    shape: str
    base: Base


class Unchanged(NamedTuple):
    """与上年持平: nothing changed; ``soft`` where it is said to be nearly so."""

    shape: str
    subject: str
    word: str
    at: int
    base: Base | None
    soft: bool


class Compares(NamedTuple):
    """决算数大于预算数: ``sign`` is the word, ``kind`` which budget."""

    shape: str
    subject: str
    sign: str
    at: int
    kind: str
    year: int | None
    soft: bool
    base: Base | None


class Declares(NamedTuple):
    """无……收入、支出."""

    shape: str
    what: str
    word: str
    at: int


Clause = Union[Stops, GoesOn, Opens, Under, Reasons, Enters, Leaves, Names, Measures, Unchanged, Compares, Declares]


class Leads(Enum):
    """What the words directly before a figure make of it."""

    MENTION = "mention"
    BRACKET = "bracket"
    TURN = "turn"
    APART = "apart"
    BECAME = "became"
    VARIANCE = "variance"
    COMPLETION = "completion"
    SHARE = "share"
    SHARES = "shares"
    RATIO = "ratio"


class Role(Enum):
    """What an amount is of its item; ``NONE`` where the words do not say."""

    NONE = ""
    ACTUAL = SPENT
    BUDGET = BUDGETED
    PRIOR = LAST_YEAR
    BASIS = "基数"


class Lead(NamedTuple):
    """The words directly before a figure: what they make of it, and what they name.

    ``label`` names what a mention or a rate speaks of, ``budget`` which budget; ``word`` is the direction, with ``word_at`` where it stands
    before the figure and ``choice`` where another one stands in brackets behind it; ``subject`` are the words before it.  ``whole`` is what
    a share is of.  ``by_the_way`` tells that an amount is only what a share is of (占本年支出 9 万元的 85%), ``within`` that a budget is told by
    the way (占年初预算 21 万元的 85.81%), ``names`` are those of 甲、乙分别为, ``years`` those of
    2024 年、2023 年分别为, ``planned`` tells that a year's amount is its budget's, ``listed`` the
    style of a number before the words, ``separator`` the mark, ``apart`` that its words say 分别.
    """

    kind: Leads = Leads.MENTION
    shapes: tuple[str, ...] = ()
    label: str = ""
    role: Role = Role.NONE
    budget: str = ""
    word: str = ""
    word_at: int = 0
    choice: bool = False
    base: Base | None = None
    subject: str = ""
    whole: str = ""
    within: bool = False
    by_the_way: bool = False
    context: str = ""
    separator: str = ""
    listed: str = ""
    year: int | None = None
    flow: str = ""
    names: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    planned: bool = False
    apart: bool = False


class Gap(NamedTuple):
    """The words between two figures; ``shapes`` are the names of all shapes that were found in them, in their order."""

    clauses: tuple[Clause, ...]
    lead: Lead
    shapes: tuple[str, ...]
