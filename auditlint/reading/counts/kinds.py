"""What a count of the narrative counts: rules in their order; and receptions with their guests, trips with their travellers."""

from enum import Enum

from ...language import expanded
from ...model.figure import MONEY
from ...model.listings import HOSTING
from ...named import NamedTuple
from ...startup import pattern
from ..prose.focus import Rules
from ..reasons import of_reasons
from .setting import Around, Setting

#: So many figures further on, people are still those of the receptions or trips just counted.
_NEXT, _GUESTS_AFTER, _WAITING = 3, 6, 6
_FOREIGN, _DOMESTIC = pattern(expanded("{foreign}")), pattern(expanded("{domestic}"))
_COMMAS, _WITHIN, _YEAR, _ASIDE = ("，", ","), "其中", "年", 8


class Kind(Enum):
    """What is counted; the value is what the words of the phrasebook say."""

    NOTHING = ""
    RECEPTIONS = "count.receptions"
    GUESTS = "count.guests"
    TRIPS = "count.trips"
    TRAVELLERS = "count.travellers"
    BOUGHT = "count.bought"
    KEPT = "count.kept"


class Counted(NamedTuple):
    """A count with the words round it, and those of its sentence as shapes see them; ``last`` is what the count just before counts."""

    setting: Setting
    at: int
    around: Around
    told: str
    last: Kind

    def says(self, what: str) -> bool:
        """Whether the words of the sentence say something."""
        return self.setting.find(what, self.at, self.told) is not None

    @property
    def in_reason(self) -> bool:
        """Whether it stands in a reason."""
        return of_reasons(self.setting.figures[self.at])


COUNTS: Rules[Counted, Kind] = Rules(Counted)
#: What is named, in the order in which it is asked for.
_NAMED = tuple((kind, kind.value) for kind in (Kind.RECEPTIONS, Kind.GUESTS, Kind.TRAVELLERS, Kind.TRIPS, Kind.KEPT, Kind.BOUGHT))


@COUNTS.rule("别年的或限额的个数")
def _elsewhen(given: Counted) -> Kind | None:
    """上年接待 20 批次, 接待不超过 20 批次"""
    return Kind.NOTHING if given.says("count.elsewhen") else None


@COUNTS.rule("原因里的个数")
def _in_reason(given: Counted) -> Kind | None:
    """主要原因是来访 20 批次; 主要原因是 2023 年购置 2 辆 tells what was bought."""
    if not given.in_reason:
        return None
    year = given.setting.filing.year
    return None if year is not None and f"{year}{_YEAR}" in given.around.lead and given.says(Kind.BOUGHT.value) else Kind.NOTHING


@COUNTS.rule("写明数的是什么")
def _said(given: Counted) -> Kind | None:
    """国内公务接待 20 批次, 公务用车保有量 2 辆"""
    return next((kind for kind, what in _NAMED if given.says(what)), None)


@COUNTS.rule("接着前一个数的人数")
def _next(given: Counted) -> Kind | None:
    """接待 20 批次，180 人次; 出国团组 1 个、累计 4 人次"""
    if given.last is Kind.NOTHING:
        return None
    found = given.setting.find("count.next", given.at, given.told)
    if found is None or given.last is Kind.GUESTS and not found.slot("visits"):
        return None
    return {Kind.RECEPTIONS: Kind.GUESTS, Kind.GUESTS: Kind.GUESTS, Kind.TRIPS: Kind.TRAVELLERS}.get(given.last)


@COUNTS.rule("数的是别的")
def _other(given: Counted) -> Kind:
    """下设 7 个处室"""
    return Kind.NOTHING


class Reception(NamedTuple):
    """One statement of receptions: how many, of how many people, foreign ones or all (indices of figures).

    ``inner`` tells that they are a part of those just before.
    """

    batches: int
    foreign: bool
    inner: bool
    guests: int | None = None


class Counts:
    """What the narrative counts, by kind; the values are indices of figures."""

    __slots__ = ("receptions", "of")

    def __init__(self) -> None:
        self.receptions: list[Reception] = []
        self.of: dict[Kind, list[int]] = {kind: [] for kind in Kind}


def sort_counts(setting: Setting, indices: list[int]) -> Counts:
    """Sort the counts of the narrative by what they count."""
    counts = Counts()
    last, at = Kind.NOTHING, -_NEXT
    for index in indices:
        around = setting.around(index)
        rule, kind = COUNTS.ask(Counted(setting, index, around, around.told, last if index - at < _NEXT else Kind.NOTHING))
        if kind is Kind.NOTHING:
            continue
        setting.filing.trace(setting.starts[index], rule=rule)
        counts.of[kind].append(index)
        if kind is Kind.RECEPTIONS:
            foreign = is_foreign(around.lead) or _abroad(setting, index)
            counts.receptions.append(Reception(index, foreign, foreign and _WITHIN in around.lead))
        elif kind is Kind.GUESTS:
            _seat(counts.receptions, index, around.lead)
        last, at = kind, index
    return counts


def is_foreign(words: str) -> bool:
    """Whether words speak of guests from abroad."""
    return _FOREIGN.search(words) is not None


def _abroad(setting: Setting, index: int) -> bool:
    """外事接待支出 13.40 万元，接待 19 批次: the amount says of whom."""
    lead = setting.around(index).lead
    if not index or setting.figures[index - 1].unit not in MONEY or len(lead) >= _ASIDE or lead and not lead.startswith(_COMMAS):
        return False
    words = setting.around(index - 1).clause
    return HOSTING in words and is_foreign(words)


def _seat(receptions: list[Reception], index: int, lead: str) -> None:
    """Give the guests to the reception they belong to: the last that waits for some."""
    first = max(0, len(receptions) - _WAITING)
    waiting = [at for at in range(first, len(receptions)) if receptions[at].guests is None and index - receptions[at].batches < _GUESTS_AFTER]
    if is_foreign(lead):
        waiting = [at for at in waiting if receptions[at].foreign]
    elif _DOMESTIC.search(lead) is not None:
        waiting = [at for at in waiting if not receptions[at].foreign] or waiting
    if waiting:
        receptions[waiting[-1]] = receptions[waiting[-1]]._replace(guests=index)
