"""Relations that one sentence tells of its figures: 2021 年至 2023 年分别为甲、乙和丙，三年累计丁; 上半年甲、下半年乙，全年丙.

What the words say stands in ``shapes/told.toml``, which names the figures by what they are to each other.  What does not come out is told where a slip of
the hand explains it.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import attrgetter

from ...field import LAST_YEAR, normal
from ...field.roles import ABOUT
from ...language import meaning, overlapping
from ...language.numerals import number_of
from ...language.shapes import Found
from ...model.arithmetic import Constant, Operand, total
from ...model.check import expect
from ...model.claims import Change, Completion, Item, Share
from ...model.figure import MONEY, Figure, Word
from ...model.listings import Average, ProseSum
from .setting import Setting

#: So many figures at least are what such a sentence relates.
_RELATED = 3
#: Shares of which all but one fit are certainly of their whole, if they are so many.
_FEWEST = 3
#: What a year's balance is made of beside income and spending; the slot of a total that is a fall.
_BESIDE, _MOVED = ("结余分配", "使用非财政拨款"), "fall"
_SUMS = (("whole", "part", "less"), ("fall", "less", "part"), ("second", "other", ""), ("whole", "other", ""))


class _Told:
    """A shape in a paragraph, with the figures that stand in its slots."""

    __slots__ = ("setting", "found", "begin")

    def __init__(self, setting: Setting, found: Found, begin: int):
        self.setting, self.found, self.begin = setting, found, begin

    def figures(self, slot: str) -> list[Figure]:
        """The figures of a slot; nothing where one of them is no figure, or only about so much."""
        spans = self.found.match.spans(slot) if slot in self.found.match.re.groupindex else []
        indices = [self.setting.just_at(self.begin + start) for start, _ in spans]
        figures = [self.setting.figures[index] for index in indices if index is not None]
        return figures if len(figures) == len(spans) and not any(figure.role == ABOUT for figure in figures) else []

    def numbers(self, slot: str) -> list[int]:
        """The numbers of a slot."""
        return [int(each.replace(",", "")) for each in self.found.match.captures(slot)] if slot in self.found.match.re.groupindex else []

    def trace(self, figure: Figure) -> None:
        """Keep in the trace of a figure what was read of it."""
        self.setting.filing.trace(figure.start, self.found.shape.name)


def read_told(setting: Setting) -> None:
    """Enter what the sentences of the narrative tell of their figures."""
    for paragraph in setting.narrative:
        if len(setting.within(paragraph.start, paragraph.end)) < _RELATED:
            continue
        text = setting.text[paragraph.start : paragraph.end]
        characters = frozenset(text)
        for says, enter in _KINDS.items():
            for found in overlapping(says, text, characters):
                enter(_Told(setting, found, paragraph.start))
    for found in overlapping("told.rows", setting.text, frozenset(setting.text)):
        _sum(_Told(setting, found, 0))


# -- sums ----------------------------------------------------------------------------------------------------------------


def _sum(told: _Told) -> None:
    """上半年 1.80 万元、下半年 2.40 万元，全年 4.20 万元: each whole with what is added and taken away."""
    match = told.found.match.re.groupindex
    for whole, added, taken in _SUMS:
        if whole in match and added in match:
            _enter_sum(told, whole, told.figures(added), told.figures(taken))


def _last(told: _Told) -> None:
    """基本支出增加 21 万元，项目支出减少 32 万元，合计减少 11 万元: a total behind its parts, where the sentence tells no other amount before them."""
    setting, start = told.setting, told.begin + told.found.start
    if not any(map(setting.is_money, setting.within(setting.sentence(start), start))):
        _sum(told)


def _balance(told: _Told) -> None:
    """本年收入 425 万元，本年支出 423 万元，结转和结余增加 2 万元: unless the filing tells elsewhere of savings that were used or distributed."""
    text, end = told.setting.text, told.begin + told.found.end
    own = text[told.setting.sentence(told.begin + told.found.start) : end]
    if all(text.count(word) == own.count(word) for word in _BESIDE):
        _sum(told)


def _list(told: _Told) -> None:
    """总计 44 万元，包括甲 43 万元和乙 1 万元: parts that are not more than their whole."""
    _enter_sum(told, "whole", told.figures("part"), [], False)


def _enter_sum(told: _Told, slot: str, added: Sequence[Figure], taken: Sequence[Figure], complete: bool = True) -> None:
    """Enter a sum; of changes the last alone may be meant, as the first may be what they make up."""
    wholes, number, each = told.figures(slot), told.numbers("number"), told.numbers("each")
    if number:
        count = next((at for at, come in enumerate(accumulate(each), 1) if come == number[0]), 0)
        added = added[:count]
    parts = sorted([*added, *taken], key=attrgetter("start"))
    announced = number_of(told.found.slot("count"))
    if not wholes or len(parts) < 2 or announced and announced != len(parts) or _is_summed(told.setting, wholes[0]):
        return
    several = len(parts) - 1 if _MOVED in told.found.match.re.groupindex else 1
    readings: list[list[Operand]] = [[*(each for each in added if each in parts[first:]), *(-each for each in taken if each in parts[first:])] for first in range(several)]
    claim = ProseSum(wholes[0], readings, complete, False, wholes[0].section)
    claim.left = True
    told.trace(wholes[0])
    told.setting.add(claim)


def _is_summed(setting: Setting, whole: Figure) -> bool:
    """Whether another reading holds a whole to be what its parts come to."""
    lists = (listing.whole for listing in setting.filing.breakdowns() if listing.closed)
    return any(item is not None and item.actual is whole for item in lists)


def _average(told: _Told) -> None:
    """2021—2023 年分别为 12 万元、13 万元和 17 万元，三年平均 14 万元"""
    wholes, parts = told.figures("whole"), told.figures("part")
    if wholes and number_of(told.found.slot("count")) == len(parts):
        claim = Average(wholes[0], [total(parts) / Constant(len(parts))], wholes[0].section)
        claim.nearest = True
        told.trace(wholes[0])
        told.setting.add(claim)


# -- shares --------------------------------------------------------------------------------------------------------------


def _share(told: _Told) -> None:
    """项目支出 20 万元中，甲占 46%（9.20 万元）、乙占 54%（10.80 万元）: each share with its amount, of one whole."""
    wholes, parts, percents = told.figures("whole"), told.figures("part"), told.figures("percent")
    if not wholes or not parts or len(parts) != len(percents):
        return
    off = sum(not expect(percent, part / wholes[0]).sound for percent, part in zip(percents, parts, strict=True))
    for percent, part in zip(percents, parts, strict=True):
        _enter_share(told, percent, part, wholes[0], off < 2 and len(parts) >= _FEWEST)


def _enter_share(told: _Told, percent: Figure, part: Figure, whole: Figure, certain: bool) -> None:
    """Give a share that nothing tells more of what it is of; unless that is ``certain``, only its own slip tells that it is wrong."""
    known = next((claim for claim in told.setting.filing.claims(Share) if claim.percent is percent), None)
    if known is not None and known.part is not None and known.wholes or not whole.exact or whole.dimension != part.dimension:
        return
    claim = known or Share(percent, part, [], "", percent.section)
    claim.part, claim.wholes, claim.sure, claim.untold, claim.reason = part, [whole], 1, not certain, None
    told.trace(percent)
    if known is None:
        told.setting.add(claim)


def _named(told: _Told) -> None:
    """支出 21 万元，分为：甲 6.20 万元、乙 9.05 万元、丙 5.75 万元。乙占比最高，达 43.10%: of the only part of a list of its paragraph that is called so."""
    percents, setting = told.figures("percent"), told.setting
    begin, _ = setting.paragraph(told.begin)
    lists = [listing for listing in setting.filing.breakdowns() if listing.whole is not None and begin <= listing.whole.start < told.begin + told.found.start]
    name = normal(told.found.slot("name"))
    parts = [(part, listing.whole) for listing in lists for part in listing.parts if len(name) > 1 and _is_called(part, name)]
    if not percents or len(parts) != 1:
        return
    part, whole = parts[0]
    if part.actual is not None and whole is not None and whole.actual is not None:
        _enter_share(told, percents[0], part.actual, whole.actual, False)


def _is_called(item: Item, name: str) -> bool:
    """Whether a name is an item's, or the end of it."""
    return item.actual is not None and item.actual.unit in MONEY and normal(item.label).endswith(name)


# -- rates ---------------------------------------------------------------------------------------------------------------


def _done(told: _Told) -> None:
    """预算、决算分别为 9 万元和 8.10 万元，完成率 90%"""
    for percent, budget, actual in zip(*map(told.figures, ("percent", "whole", "part")), strict=False):
        if not any(claim.rate is percent for claim in told.setting.filing.claims(Completion)):
            told.trace(percent)
            told.setting.add(Completion(percent, budget, actual, "", percent.section))


def _change(told: _Told) -> None:
    """2022 年支出 10 万元，2023 年下降 8%至 9.20 万元"""
    setting, words = told.setting, told.found.match.spans("word")
    known = {id(change.rate) for change in setting.filing.claims(Change) if change.currents and change.prior is not None}
    for rate, prior, current, (start, end) in _each(told, words):
        if id(rate) not in known:
            change, said = Change(LAST_YEAR, rate.section), told.found.match.string[start:end]
            change.currents, change.prior, change.rate = [current], prior, rate
            sign = 1 if meaning("direction")[said] == "up" else -1
            change.rate_word = Word(said, told.begin + start, told.begin + end, setting.filing.document, sign)
            change.rate_word.section = rate.section
            told.trace(rate)
            setting.add(change)


def _each(told: _Told, words: Iterable[tuple[int, int]]) -> list[tuple[Figure, Figure, Figure, tuple[int, int]]]:
    """Each rate with the amounts of both years and its word."""
    return list(zip(told.figures("rate"), told.figures("prior"), told.figures("current"), words, strict=False))


_KINDS: dict[str, Callable[[_Told], None]] = {
    "told.sum": _sum, "told.last": _last, "told.balance": _balance, "told.list": _list, "told.average": _average, "told.share": _share, "told.named": _named, "told.done": _done, "told.change": _change,
}  # fmt: skip
