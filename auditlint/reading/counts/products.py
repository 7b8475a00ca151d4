"""Products that sentences tell: how many, how much for each, and how many times."""

from enum import Enum

from ...language import expanded
from ...model.arithmetic import Constant, Operand, total
from ...model.listings import ProseProduct
from ...model.phrasing import Phrase, phrase
from ...named import NamedTuple
from ...startup import pattern
from ..prose.focus import Rules
from .setting import PEOPLE, Setting

#: 20 个月, 122 天, 8 月前, 1-8 月, 8 月至 11 月.
PERIOD = pattern(expanded("{period}"))
_CUTS, _WHOLE_YEAR = "。；;", "全年"
#: What every standard has in it.
_SIGNS, _EACH = "每均/／", pattern(r"每[人户名套辆台]|人均(?=\d)")
_MONTH, _DAY, _WITHIN = "个月", "天", "其中"
_TWELVE = Constant(12, "12个月")
_GRADED = pattern(r"[\d,.]+[人名户]（每[人名户]\d[\d,.]*元）")
#: More figures than these are more than one product outside of the goals.
_MOST = 4


class Stretch(Constant):
    """The months from one to another, counted out by the reader."""

    __slots__ = ()


class Part(Enum):
    """What a figure is to a product."""

    NOTHING = "nothing"
    AMOUNT = "amount"
    COUNT = "count"
    STANDARD = "standard"
    TIMES = "times"


class Factor(NamedTuple):
    """A figure of a stretch."""

    setting: Setting
    at: int

    def says(self, what: str) -> bool:
        """Whether the words next to the figure say something."""
        return self.setting.find(what, self.at, self.setting.around(self.at).near) is not None


PARTS: Rules[Factor, Part] = Rules(Factor)


@PARTS.rule("限额不是因数")
def _limit(given: Factor) -> Part | None:
    """每人不超过 100 元, 100 元以内"""
    return Part.NOTHING if given.setting.is_money(given.at) and given.says("product.limit") else None


@PARTS.rule("标准")
def _standard(given: Factor) -> Part | None:
    """每人每月 1200 元, 60 元/人/天"""
    return Part.STANDARD if given.setting.is_money(given.at) and given.says("product.standard") else None


@PARTS.rule("金额")
def _amount(given: Factor) -> Part | None:
    """发放补助 37.44 万元"""
    return Part.AMOUNT if given.setting.is_money(given.at) else None


@PARTS.rule("次数")
def _often(given: Factor) -> Part | None:
    """全年发放 12 次"""
    return Part.TIMES if given.says("product.times") else None


@PARTS.rule("人数或个数")
def _count(given: Factor) -> Part | None:
    """26 名工作人员"""
    return Part.COUNT if given.says("product.count") else None


@PARTS.rule("与乘积无关的数")
def _nothing(given: Factor) -> Part:
    """完成率 100%"""
    return Part.NOTHING


class Segment(NamedTuple):
    """The figures of one stretch between ； and 。, by what they are to a product (indices of figures)."""

    start: int
    end: int
    order: tuple[tuple[Part, int], ...]

    def all(self, part: Part) -> list[int]:
        """The figures that are one thing to a product."""
        return [index for kind, index in self.order if kind is part]

    def followed(self, other: "Segment") -> "Segment":
        """With the figures of the stretch behind it."""
        return Segment(self.start, other.end, (*self.order, *other.order))


class Term(NamedTuple):
    """So many (indices of figures), so much for each, so many times."""

    counts: list[int]
    standard: int
    times: Operand | None

    def reading(self, setting: Setting) -> Operand:
        """The term as an expression."""
        counts = setting.of(self.counts)
        amount = (counts[0] if len(counts) == 1 else total(counts)) * setting.figures[self.standard]
        return amount if self.times is None else amount * self.times


def read_products(setting: Setting, goals: list[tuple[int, int]], told: set[int]) -> None:
    """Read products: those of goals, and those of the narrative that name every factor; ``told`` are figures of other products."""
    text = setting.text
    for start, end in goals:
        for segment in _segments(setting, start, end, told):
            _product(setting, segment, True)
    last = 0
    for each in _EACH.finditer(text):
        if each.start() >= last and not setting.in_table(each.start()):
            first, last = _bounds(text, each.start(), *setting.paragraph(each.start()))
            _product(setting, _segment(setting, first, last, told), False)


# -- stretches -----------------------------------------------------------------------------------------------------------


def _segments(setting: Setting, start: int, end: int, told: set[int]) -> list[Segment]:
    """The stretches between ； and 。 that name a standard; one that stands alone belongs to the stretch before it."""
    text = setting.text
    found: list[Segment] = []
    at = _sign(text, start, end)
    while at >= 0:
        first, last = _bounds(text, at, start, end)
        segment = _segment(setting, first, last, told)
        if first > start and segment.all(Part.STANDARD) and not segment.all(Part.AMOUNT) and not segment.all(Part.COUNT):
            before = found[-1] if found and found[-1].end == first else _segment(setting, *_bounds(text, first - 2, start, end), told)
            if before.all(Part.AMOUNT):
                found = [each for each in found if each is not before]
                segment = before.followed(segment)
        if segment.all(Part.STANDARD):
            found.append(segment)
        at = _sign(text, last, end)
    return found


def _sign(text: str, start: int, end: int) -> int:
    """Where the next word of a standard stands; -1 where there is none."""
    return min((at for sign in _SIGNS if (at := text.find(sign, start, end)) >= 0), default=-1)


def _bounds(text: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The stretch between ； and 。 that holds a position of a goal or paragraph."""
    first = max(text.rfind(sign, start, at) for sign in _CUTS) + 1
    ends = [found for sign in _CUTS if (found := text.find(sign, at, end)) >= 0]
    return max(first, start), min(ends) + 1 if ends else end


def _segment(setting: Setting, start: int, end: int, told: set[int]) -> Segment:
    """Sort the figures of a stretch.  An amount that is split up (其中) is not reckoned, but its first part may be."""
    order: list[tuple[Part, int]] = []
    inner = False
    for index in setting.within(start, end):
        part = PARTS.ask(Factor(setting, index))[1] if index not in told else Part.NOTHING
        if part is Part.NOTHING:
            continue
        inner = inner or setting.find("product.within", index, setting.around(index).gap) is not None
        if part is Part.AMOUNT and inner:
            order = [entry for entry in order if entry[0] is not Part.AMOUNT]
            inner = False
        order.append((part, index))
    return Segment(start, end, tuple(order))


# -- the product ---------------------------------------------------------------------------------------------------------


def _product(setting: Setting, segment: Segment, goal: bool) -> None:
    amounts, counts, standards, times = (segment.all(part) for part in (Part.AMOUNT, Part.COUNT, Part.STANDARD, Part.TIMES))
    if len(amounts) != 1 or not counts or not standards or not _is_told(setting, segment, amounts[0], goal):
        return
    stated = setting.figures[amounts[0]]
    claim = ProseProduct(stated, [], stated.section)
    claim.factors = setting.of([*counts, *standards, *times])
    terms, claim.reason = _terms(setting, segment)
    if terms:
        claim.readings = [_sum([term.reading(setting) for term in terms])]
        claim.strict = _is_strict(setting, segment, terms[0].times)
        claim.doubtful = goal and any(isinstance(term.times, Stretch) for term in terms)
        claim.firm = goal and not claim.doubtful
    if claim.readings or goal:
        setting.add(claim)


def _is_told(setting: Setting, segment: Segment, amount: int, goal: bool) -> bool:
    """Whether an amount was paid, and for nothing else where it is none of a goal."""
    own = goal or setting.figures[amount].concept is None and (not _is_parted(setting, segment) or _is_graded(setting, segment, amount))
    return own and setting.find("product.paid", amount, setting.around(amount).near) is not None


def _is_graded(setting: Setting, segment: Segment, amount: int) -> bool:
    """一档 205 人（每人 2000 元）、二档 160 人（每人 3000 元），共 89 万元: whether several standards stand in brackets right behind their numbers, and the amount behind all of them."""
    standards = segment.all(Part.STANDARD)
    graded = [_GRADED.fullmatch(setting.text[setting.starts[index - 1] : setting.stop(index) + 1]) for index in standards]
    return len(standards) > 1 and all(graded) and segment.order[-1][1] == amount == standards[-1] + 1


def _sum(terms: list[Operand]) -> Operand:
    return terms[0] if len(terms) == 1 else total(terms)


def _is_parted(setting: Setting, segment: Segment) -> bool:
    """Whether words between the amount and its factors part them."""
    behind = [index for _, index in segment.order[1:]]
    return len(segment.order) > _MOST or any(setting.find("product.parted", index, setting.around(index).gap) for index in behind)


def _period(setting: Setting, standard: int) -> str:
    """个月 or 天 where a standard is one for each month or day."""
    words = setting.around(standard).between
    if setting.find("product.month", standard, words) is not None:
        return _MONTH
    return _DAY if setting.find("product.day", standard, words) is not None else ""


def _is_strict(setting: Setting, segment: Segment, times: Operand | None) -> bool:
    """26 名 × 每人每月 1200 元 × 12 次: every factor is named for what it is."""
    counts, standards = segment.all(Part.COUNT), segment.all(Part.STANDARD)
    if len(counts) != 1 or len(standards) != 1 or times is None or times is _TWELVE or setting.figures[counts[0]].unit not in PEOPLE:
        return False
    return setting.find("product.person", standards[0], setting.around(standards[0]).between) is not None


def _terms(setting: Setting, segment: Segment) -> tuple[list[Term], Phrase | None]:
    """The terms of a product, and why they cannot be told."""
    pairs = _pairs(setting, segment)
    periods = [_period(setting, standard) for _, standard in pairs]
    spans = _spans(setting, segment) if any(periods) else []
    terms: list[Term] = []
    for at, ((counts, standard), period) in enumerate(zip(pairs, periods, strict=True)):
        times = None if not period else spans[at] if len(spans) == len(pairs) else _times(setting, segment, period)
        if period and times is None:
            return [], phrase("no-months")
        terms.append(Term(counts, standard, times))
    return terms, None if terms else phrase("several-pairings")


def _pairs(setting: Setting, segment: Segment) -> list[tuple[list[int], int]]:
    """Which counts each standard multiplies; empty where the words can be read in several ways."""
    owns: list[tuple[list[int], int]] = []
    waiting: list[int] = []
    for part, index in segment.order:
        if part is Part.COUNT:
            waiting.append(index)
        elif part is Part.STANDARD:
            owns.append((waiting, index))
            waiting = []
    counts = _without_totals(setting, segment.all(Part.COUNT))
    if all(own for own, _ in owns):
        pairs = [([index for index in own if index in counts], standard) for own, standard in owns]
        left_out = len(pairs) == 1 < len(counts)
        return pairs if all(own for own, _ in pairs) and not left_out else []
    return [([count], standard) for count, (_, standard) in zip(counts, owns, strict=True)] if len(counts) == len(owns) else []


def _without_totals(setting: Setting, counts: list[int]) -> list[int]:
    """The counts without one that is the sum of the others: 3381 名，其中 2310 人，1044 人，27 人."""
    if len(counts) < 3:
        return counts
    first, *rest = setting.of(counts)
    whole = first.exact == total(rest).exact or _WITHIN in setting.around(counts[1]).gap
    return counts[1:] if whole else counts


def _times(setting: Setting, segment: Segment, period: str) -> Operand | None:
    """How many months, days or times, where the sentence says so once."""
    words, often = setting.text[segment.start : segment.end], segment.all(Part.TIMES)
    told = [int(found["first"]) for found in PERIOD.finditer(words) if found["unit"] == period]
    if len(often) + len(told) == 1:
        return setting.figures[often[0]] if often else Constant(told[0], f"{told[0]}{period}")
    whole_year = period == _MONTH and not told and not often and _WHOLE_YEAR in words
    return _TWELVE if whole_year else None


def _spans(setting: Setting, segment: Segment) -> list[Operand]:
    """The months that the sentence names as stretches of the year."""
    found: list[Operand] = []
    for span in PERIOD.finditer(setting.text, segment.start, segment.end):
        if not span["unit"]:
            first, last = int(span["first"]), int(span["last"] or 0)
            months = last - first + 1 if last else first - 1
            if 0 < months <= 12:
                found.append(Stretch(months, f"{months}{_MONTH}"))
    return found
