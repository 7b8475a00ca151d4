"""What a reader of sentences keeps in mind between one clause and the next.

A context is never changed: a step gives a new one.  The items and lists that it names are the book's, where they go on growing.
"""

from typing import Any

from ...field import ALL
from ...model.claims import Breakdown, Change, Item
from ...model.figure import Figure, Word
from ...model.filing import Section
from ...named import NamedTuple
from .clauses import Base, Lead


class Aside(NamedTuple):
    """A bracket that is open: the item that was spoken of before it, how many lists were open, the change that waits for its rate, and whether it stands behind last year's amount."""

    item: Item | None
    lists: int
    change: Change | None
    past: bool = False


class Opening(NamedTuple):
    """A list that waits for its first part.

    ``whole`` is what it divides, ``sure`` that the words leave no doubt of it; ``paragraph`` is where it was opened, ``stale`` that a sentence has ended since.
    ``side`` tells that it is all that comes in, or all that goes out; ``aside`` that it stands in a reason and opens only for words that are known;
    ``missed`` that an amount in it belongs to no item.
    """

    whole: Item
    sure: bool
    paragraph: int
    side: bool = False
    aside: bool = False
    stale: bool = False
    missed: bool = False


class Shares(NamedTuple):
    """分别占: the items whose shares follow one another (``None`` where they cannot be told), and what they are shares of."""

    items: tuple[Item | None, ...] = ()
    whole: str = ""


class Each(NamedTuple):
    """较上年分别减少: the things whose figures follow one another (``None`` where they cannot be told), the words before the first and where that stands, and the figure before it."""

    items: tuple[Item | None, ...] = ()
    lead: Lead = Lead()
    start: int = 0
    last: Figure | None = None


class Ahead(NamedTuple):
    """A rate told before its amount: its word of direction, what it is measured against, and whose it is; no label for amounts of which one becomes the other."""

    rate: Figure
    word: Word
    base: Base
    label: str


class Context:
    """Where the reading stands.

    ``trail`` are the open sections, ``span`` the paragraph.  ``item`` is what is spoken of, ``topic`` what the sentence began with,
    ``entitled`` what the heading of a numbered paragraph names, ``under`` what stands before a colon without an amount, ``resumed`` the
    last of numbered paragraphs of which one without a number may speak as well as of their whole, ``completed`` what the latest rate of
    completion was said of.  ``lists`` are open, ``opening`` waits, ``opened`` tells that this sentence opened one.  ``base``, ``change``
    and ``prior`` belong to a comparison that goes on, ``reason`` tells that reasons are given, whose figures belong to nothing.  ``asides``
    are the items (and the number of lists) to go back to behind brackets, ``budget`` is the kind of budget whose parts stand in brackets
    behind it.  ``last`` is the figure before, ``whole_told`` what the share that follows it is of, ``rest`` tells that 其余 is spoken of,
    ``names`` are those of 甲、乙分别为 whose amounts follow one another,
    ``told`` the things that were told so, ``each`` those whose figures follow; ``ahead`` is a rate whose amount follows.
    """

    trail: tuple[Section, ...] = (Section("", "", ALL, "", 0, -1),)
    span: tuple[int, int] = (0, 0)
    sentence: int = 0
    paragraph: int = 0
    item: Item | None = None
    topic: Item | None = None
    entitled: str = ""
    under: str = ""
    resumed: Item | None = None
    completed: Item | None = None
    lists: tuple[Breakdown, ...] = ()
    opening: Opening | None = None
    opened: bool = False
    base: Base | None = None
    change: Change | None = None
    prior: Figure | None = None
    reason: bool = False
    asides: tuple[Aside, ...] = ()
    budget: str | None = None
    last: Figure | None = None
    rest: bool = False
    shares: Shares = Shares()
    whole_told: Figure | None = None
    names: tuple[str, ...] = ()
    told: tuple[Item, ...] = ()
    each: Each = Each()
    ahead: Ahead | None = None

    def _replace(self, **changes: Any) -> "Context":
        """The same with some fields changed; as of a named tuple, which takes three times as long for so many fields."""
        other = Context.__new__(Context)
        other.__dict__ = {**self.__dict__, **changes}
        return other

    @property
    def section(self) -> Section:
        """The section that is being read."""
        return self.trail[-1]

    def list_of(self, item: Item | None) -> Breakdown | None:
        """The innermost open list of which an item is a part."""
        if item is None or not item.marked:
            return None
        # Mostly it is the last part, and a list may be long.
        return next((listing for listing in reversed(self.lists) if listing.parts[-1] is item or item in listing.parts), None)

    @property
    def listing(self) -> Breakdown | None:
        """The innermost open list."""
        return self.lists[-1] if self.lists else None

    @property
    def listing_here(self) -> Breakdown | None:
        """The innermost open list, where this sentence goes on with it."""
        listing = self.listing
        return listing if listing is not None and listing.parts[-1].sentence == self.sentence else None

    @property
    def whole(self) -> Item | None:
        """What the next part would be a part of."""
        if self.opening is not None:
            return self.opening.whole
        return self.listing.whole if self.listing is not None else None

    @property
    def whole_here(self) -> Item | None:
        """What the next part of this sentence would be a part of."""
        if self.opening is not None:
            return self.opening.whole
        return self.listing_here.whole if self.listing_here is not None else None

    @property
    def divides_topic(self) -> bool:
        """Whether the item is one of several parts of what the sentence began with: 预算 9 万元，其中甲 8 万元，乙 1 万元；全年执行 9 万元."""
        listing = self.list_of(self.item)
        return listing is not None and listing.whole is self.topic and len(listing.parts) > 1

    @property
    def topic_waits(self) -> bool:
        """Whether the sentence began with something whose budget is told, and not yet what was spent."""
        topic = self.topic
        return topic is not None and topic.sentence == self.sentence and topic.actual is None and bool(topic.budgets)

    def planned_of(self, item: Item) -> str | None:
        """The kind of budget that an item is a part of; ``None`` where it is part of none."""
        if self.budget is not None and self.asides:
            return self.budget
        listing = self.listing
        whole = listing.whole if listing is not None else None
        if listing is None or whole is None or whole.actual is not None or not whole.budgets:
            return None
        return next(reversed(whole.budgets)) if listing.parts[-1] is item or item in listing.parts else None


def begun(context: Context, span: tuple[int, int]) -> Context:
    """A paragraph begins: what the last one left open is said."""
    return context._replace(
        span=span, sentence=context.sentence + 1, paragraph=context.paragraph + 1, change=None, prior=None, base=None, reason=False, opened=False,
        topic=None, asides=(), last=None, budget=None, rest=False, under="", told=(), ahead=None,
    )  # fmt: skip
