"""Products that sentences tell: how many, how much for each, and how many times."""

from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ..model.arithmetic import Constant, Operand, total
from ..model.figure import Figure
from ..model.listings import Average, ProseProduct
from ..model.phrasing import Phrase, phrase
from ..startup import pattern
from .scene import COUNTED, PEOPLE, Scene

#: 20 个月, 122 天, 8 月前, 1-8 月, 8 月至 11 月.
_TIMES = pattern(r"(?<![\d.])(\d{1,3})\n?(?:(个月|天)|月(?:份)?(?:之?前)|月?(?:份)?[-－—~～至到]\n?(\d{1,2})\n?月)")
_CUTS = "。；;"
#: What every standard has in it.
_SIGNS = "每均/／"
_NUMBER = pattern(r"\d[\d,]*(?:\.\d+)?")
_EACH = ("每", "人均", "户均", "单价", "均价")
_LIMITS = ("不高于", "不超过", "不低于", "控制在", "以内")
_PAID = ("补助", "补贴", "经费", "费", "奖", "资金", "工资", "津贴", "支出", "投入")
#: Words between an amount and its factors that part them.
_PARTED = ("原因", "决算", "比", "较", "占", "完成", "成效", "主要", "包括", "其中")
_TWELVE = Constant(12, "12个月")


class Stretch(Constant):
    """The months from one to another, counted out by the reader."""

    __slots__ = ()


class Term(NamedTuple):
    """So many (indices of figures), so much for each, so many times."""

    counts: list[int]
    standard: int
    times: Operand | None

    def reading(self, figures: list[Figure]) -> Operand:
        """The term as an expression."""
        counts = [figures[index] for index in self.counts]
        amount = (counts[0] if len(counts) == 1 else total(list(counts))) * figures[self.standard]
        return amount if self.times is None else amount * self.times


class Segment:
    """The figures of one stretch between ； and 。, by what they are to a product (indices of figures)."""

    __slots__ = ("amounts", "counts", "standards", "times", "start", "end", "order", "inner")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.amounts: list[int] = []
        self.counts: list[int] = []
        self.standards: list[int] = []
        self.times: list[int] = []
        self.order: list[tuple[str, int]] = []
        self.inner = False

    def add(self, kind: str, index: int, within: bool = False) -> None:
        """Enter a figure; ``within`` tells that 其中 stands before it.  Amounts that are split up are not reckoned."""
        self.inner = self.inner or within
        if kind == "amounts" and self.inner:
            self.order = [(other, at) for other, at in self.order if other != "amounts"]
            self.amounts.clear()
            self.inner = False
        getattr(self, kind).append(index)
        self.order.append((kind, index))


def read_reckoning(scene: Scene, goals: list[tuple[int, int]], inside: list[int]) -> None:
    """Read products into ``filing.products``: those of goals, and those of the narrative that name every factor."""
    text = scene.text
    told = _formulas(scene) if "×" in text else set()
    for start, end in goals:
        told |= _prices(scene, start, end)
        for segment in _segments(scene, start, end, told):
            _product(scene, segment, True)
    _persons(scene, inside)
    at = text.find("每")
    while at >= 0:
        last = at + 1
        if text[last : last + 1] == "人" and not scene.in_table(at):
            first, last = _bounds(text, at, *scene.paragraph(at))
            _product(scene, _segment(scene, Segment(first, last), told), False)
        at = text.find("每", last)


def _segments(scene: Scene, start: int, end: int, told: set[int]) -> list[Segment]:
    """The stretches between ； and 。 that name a standard; one that stands alone belongs to the stretch before it."""
    text = scene.text
    found: list[Segment] = []
    at = _sign(text, start, end)
    while at >= 0:
        first, last = _bounds(text, at, start, end)
        segment = _segment(scene, Segment(first, last), told)
        if segment.standards and not segment.amounts and not segment.counts and first > start:
            before = found[-1] if found and found[-1].end == first else None
            whole = before or _segment(scene, Segment(*_bounds(text, first - 2, start, end)), told)
            if whole.amounts:
                for kind, index in segment.order:
                    whole.add(kind, index)
                whole.end = last
                segment = whole
        if segment.standards and segment not in found:
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


def _segment(scene: Scene, segment: Segment, told: set[int]) -> Segment:
    """Sort the figures of a stretch."""
    for index in scene.within(segment.start, segment.end):
        if index not in told:
            words = scene.gap(index)
            kind = _part(scene, index, words[-14:])
            if kind:
                segment.add(kind, index, "其中" in words)
    return segment


def _part(scene: Scene, index: int, words: str) -> str:
    """What a figure is to a product."""
    unit = scene.figures[index].unit
    if scene.is_money(index):
        if any(word in words for word in _LIMITS) or scene.text.startswith("以内", scene.stop(index)):
            return ""
        return "standards" if scene.behind(index) in "/／" or any(word in words for word in _EACH) else "amounts"
    return "times" if unit == "次" else "counts" if unit in COUNTED or unit == "万" else ""


def _product(scene: Scene, segment: Segment, goal: bool) -> None:
    figures = scene.figures
    if len(segment.amounts) != 1 or not segment.counts or not segment.standards:
        return
    stated = figures[segment.amounts[0]]
    if not goal and (stated.concept is not None or _apart(scene, segment)):
        return
    words = scene.gap(segment.amounts[0])[-16:] + scene.after(segment.amounts[0])
    if not any(word in words for word in _PAID):
        return
    claim = ProseProduct(stated, [], stated.section)
    claim.factors = [figures[index] for index in (*segment.counts, *segment.standards, *segment.times)]
    terms, claim.reason = _terms(scene, segment)
    if terms and not claim.reason:
        readings = [term.reading(figures) for term in terms]
        claim.readings = [readings[0] if len(readings) == 1 else total(readings)]
        claim.strict = _strict(scene, segment, terms[0].times)
        claim.doubtful = goal and any(isinstance(term.times, Stretch) for term in terms)
        claim.firm = goal and not claim.doubtful
    if claim.readings or goal:
        scene.filing.products.append(claim)


def _apart(scene: Scene, segment: Segment) -> bool:
    """Whether words between the amount and its factors part them."""
    order = [index for _, index in segment.order]
    return any(word in scene.gap(index) for index in order[1:] for word in _PARTED) or len(segment.order) > 4


def _period(scene: Scene, standard: int) -> str:
    """个月 or 天 where a standard is one for each month or day."""
    words = scene.gap(standard) + scene.text[scene.stop(standard) : scene.stop(standard) + 6]
    if "每月" in words or "月人均" in words or "/月" in words:
        return "个月"
    return "天" if "每天" in words or "每日" in words or "/天" in words or "/日" in words else ""


def _strict(scene: Scene, segment: Segment, times: Operand | None) -> bool:
    """26 名 × 每人每月 1200 元 × 12 次: every factor is named for what it is."""
    if len(segment.counts) != 1 or len(segment.standards) != 1 or times is None or times is _TWELVE:
        return False
    standard = segment.standards[0]
    words = scene.gap(standard) + scene.after(standard)
    return scene.figures[segment.counts[0]].unit in PEOPLE and ("每人" in words or "/人" in words)


def _terms(scene: Scene, segment: Segment) -> tuple[list[Term], Phrase | None]:
    """The terms of a product, and why they cannot be told."""
    pairs = _pairs(scene, segment)
    periods = [_period(scene, standard) for _, standard in pairs]
    spans = _spans(scene, segment) if any(periods) else []
    terms: list[Term] = []
    for at, ((counts, standard), period) in enumerate(zip(pairs, periods, strict=True)):
        times = None if not period else spans[at] if len(spans) == len(pairs) else _times(scene, segment, period)
        if period and times is None:
            return [], phrase("no-months")
        terms.append(Term(counts, standard, times))
    return terms, None if terms else phrase("several-pairings")


def _pairs(scene: Scene, segment: Segment) -> list[tuple[list[int], int]]:
    """Which counts each standard multiplies; empty where the words can be read in several ways."""
    owns: list[tuple[list[int], int]] = []
    waiting: list[int] = []
    for kind, index in segment.order:
        if kind == "counts":
            waiting.append(index)
        elif kind == "standards":
            owns.append((waiting, index))
            waiting = []
    counts = _without_totals(scene, segment.counts)
    if all(own for own, _ in owns):
        pairs = [([index for index in own if index in counts], standard) for own, standard in owns]
        return [] if len(pairs) == 1 < len(counts) or not all(own for own, _ in pairs) else pairs
    if len(counts) == len(owns):
        return [([count], standard) for count, (_, standard) in zip(counts, owns, strict=True)]
    return []


def _without_totals(scene: Scene, counts: list[int]) -> list[int]:
    """The counts without one that is the sum of the others: 3381 名，其中 2310 人，1044 人，27 人."""
    figures = scene.figures
    if len(counts) < 3:
        return counts
    rest = total([figures[index] for index in counts[1:]])
    return counts[1:] if figures[counts[0]].exact == rest.exact or "其中" in scene.gap(counts[1]) else counts


def _times(scene: Scene, segment: Segment, period: str) -> Operand | None:
    """How many months, days or times, where the sentence says so once."""
    words = scene.text[segment.start : segment.end]
    told = [int(match[1]) for match in _TIMES.finditer(words) if match[2] == period]
    if len(segment.times) == 1 and not told:
        return scene.figures[segment.times[0]]
    if len(told) == 1 and not segment.times:
        return Constant(told[0], f"{told[0]}{period}")
    return _TWELVE if period == "个月" and not told and not segment.times and "全年" in words else None


def _spans(scene: Scene, segment: Segment) -> list[Operand]:
    """The months that the sentence names as stretches of the year."""
    found: list[Operand] = []
    for match in _TIMES.finditer(scene.text, segment.start, segment.end):
        if match[2]:
            continue
        first, last = int(match[1]), int(match[3]) if match[3] else 0
        months = last - first + 1 if last else first - 1
        if 0 < months <= 12:
            found.append(Stretch(months, f"{months}个月"))
    return found


# -- formulas and prices -----------------------------------------------------------------------------------------------


def _formulas(scene: Scene) -> set[int]:
    """20.50 万元（28 人×122 天×60 元/人/天）: the sentence itself multiplies.  Returns the figures that are taken."""
    text = scene.text
    taken: set[int] = set()
    at = text.find("×")
    while at >= 0:
        start = max(text.rfind(sign, max(0, at - 40), at) for sign in "（(")
        end = min((found for sign in "）)" if (found := text.find(sign, at, at + 60)) > 0), default=-1)
        if start < 0 or end < 0:
            at = text.find("×", at + 1)
            continue
        inside = scene.within(start, end)
        stated = inside.start - 1
        pieces = _pieces(text, start + 1, end, "+＋")
        terms = [term for first, last in pieces if (term := _factors(scene, first, last)) is not None]
        if stated >= 0 and scene.stop(stated) == start and scene.is_money(stated) and len(terms) == len(pieces):
            claim = ProseProduct(scene.figures[stated], [terms[0] if len(terms) == 1 else total(terms)], "")
            claim.section = claim.stated.section
            claim.strict = True
            scene.filing.products.append(claim)
            taken.update(inside)
        at = text.find("×", end)
    return taken


def _pieces(text: str, start: int, end: int, signs: str) -> list[tuple[int, int]]:
    cuts = [start - 1, *(at for at in range(start, end) if text[at] in signs), end]
    return [(first + 1, last) for first, last in pairwise(cuts)]


def _factors(scene: Scene, start: int, end: int) -> Operand | None:
    """The product that words with × in them tell; what is no figure (122 天) is taken as it stands."""
    product: Operand | None = None
    for first, last in _pieces(scene.text, start, end, "×"):
        numbers = list(_NUMBER.finditer(scene.text, first, last))
        if len(numbers) != 1:
            return None
        index = scene.within(numbers[0].start(), last)
        factor: Operand = scene.figures[index.start] if len(index) else Constant(_plain(numbers[0].group()), numbers[0].group())
        product = factor if product is None else product * factor
    return product


def _plain(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _prices(scene: Scene, start: int, end: int) -> set[int]:
    """编织袋 6 万条 12.24 万元（单价 2.04 元/条）."""
    text = scene.text
    taken: set[int] = set()
    at = text.find("（单价", start, end)
    while at >= 0:
        price = scene.within(at, at + 12)
        stated = price.start - 1
        if len(price) == 1 and stated > 0 and scene.stop(stated) == at and scene.is_money(stated):
            count = stated - 1
            if scene.is_money(price.start) and not scene.is_money(count) and len(scene.gap(stated)) < 4:
                figures = scene.figures
                claim = ProseProduct(figures[stated], [figures[count] * figures[price.start]], figures[stated].section)
                claim.firm = True
                scene.filing.products.append(claim)
                taken.update((stated, price.start))
        at = text.find("（单价", at + 3, end)
    return taken


def _persons(scene: Scene, inside: list[int]) -> None:
    """1-8 月 26 人，9-12 月 3 人 beside a number of people: their average over the year."""
    text = scene.text
    run: list[tuple[int, int, Figure]] = []
    for index in inside:
        figure = scene.figures[index]
        if figure.unit != "人" or text[figure.start - 1] != "月":
            continue
        match = _TIMES.search(text, max(0, figure.start - 8), figure.start)
        if match is None or not match[3]:
            continue
        first, last = int(match[1]), int(match[3])
        run = [*run, (first, last, figure)] if run and run[-1][1] + 1 == first else [(first, last, figure)]
        if last == 12 and run[0][0] == 1 and len(run) > 1:
            _mean(scene, run)


def _mean(scene: Scene, run: list[tuple[int, int, Figure]]) -> None:
    """The number of people that the row gives as what was reached."""
    before = scene.within(run[0][2].start, run[0][2].end).start - 1
    for index in range(before, max(-1, before - 4), -1):
        figure = scene.figures[index]
        if figure.unit == "人" and scene.text[figure.start - 1] == "=":
            terms: list[Operand] = [person * Constant(last - first + 1, f"{last - first + 1}") for first, last, person in run]
            claim = Average(figure, [total(terms) / Constant(12)], figure.section)
            claim.doubtful = True
            scene.filing.products.append(claim)
            return
