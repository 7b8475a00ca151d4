"""Averages that are told beside what they are averages of: 人均接待费, 车均运行维护费."""

from bisect import bisect_left

from ...field.roles import ABOUT
from ...language import expanded, words
from ...model.arithmetic import Operand, total
from ...model.figure import MONEY, Figure
from ...model.listings import ABROAD, BUYING, HOSTING, RUNNING, Average
from ...named import NamedTuple
from ...startup import pattern
from ..prose.focus import Rules
from .kinds import Counts, Kind
from .setting import FAR, PEOPLE, Setting
from .spending import local_amount

_EACH = "均"
#: How far from its word an average may stand, and how many characters before the word tell of what it is one.
_REACH, _FRONT = 24, 3
#: Averages of other years and of other places: 上年车均 2.60 万元.
_BEFORE, _OF_OTHERS = 12, pattern(r"(?:上年度?|去年|全[国省市县区])[^，。；]{0,4}$")
#: 人均接待费由 63 元变为 56 元: what it was.
_BECAME = pattern(expanded(r"[万亿]?元(?:逐步)?(?:{became})(?:到|至|为)"))
#: So many figures before an average the people may stand that it is of, and the vehicles.
_GUESTS, _VEHICLES = 3, 2
_VEHICLE = words("unit.vehicle")


class Averaged(NamedTuple):
    """An average, with its words as shapes see them."""

    setting: Setting
    at: int
    words: str
    counts: Counts

    def says(self, what: str) -> bool:
        """Whether the words say something."""
        return self.setting.find(what, self.at, self.words) is not None

    def of(self, kind: Kind) -> list[tuple[int, int | None]]:
        """The counts of a kind, which have no amounts of their own."""
        return [(count, None) for count in self.counts.of[kind][-FAR:]]

    def hosted(self, near: range | None = None) -> list[tuple[int, int | None]]:
        """The guests, each with what was spent on just these; of those ``near`` alone where it is given."""
        told = [found for found in self.counts.receptions[-FAR:] if found.guests is not None and not found.inner]
        return [(found.guests, local_amount(self.setting, found)) for found in told if found.guests is not None and (near is None or found.guests in near)]

    def kept(self) -> list[tuple[int, int | None]]:
        """The vehicles that are kept, and how many there were on average: 年末 3 辆（全年平均 4 辆）."""
        setting, near = self.setting, range(max(0, self.at - _GUESTS), self.at)
        mean = [index for index in near if setting.figures[index].unit in _VEHICLE and setting.find("count.mean", index, setting.around(index).told)]
        return [*self.of(Kind.KEPT), *((index, None) for index in mean)]

    def guests_near(self) -> range:
        """The last figures of the paragraph before the average among which its guests may be: they end where other people are counted."""
        setting, at = self.setting, self.at
        near = range(max(at - _GUESTS, setting.at(setting.paragraph(setting.starts[at])[0])), at)
        guests = self.counts.of[Kind.GUESTS]
        others = [index for index in near if setting.figures[index].unit in PEOPLE and guests[bisect_left(guests, index) :][:1] != [index]]
        return range(others[-1] + 1 if others else near.start, at)


class Divided(NamedTuple):
    """Which amount is divided, and the counts that may divide it, each with the amount that is its own."""

    name: str
    by: list[tuple[int, int | None]]


AVERAGES: Rules[Averaged, Divided | None] = Rules(Averaged)


@AVERAGES.rule("人均出国费")
def _abroad(given: Averaged) -> Divided | None:
    """人均出国费 2.92 万元"""
    return Divided(ABROAD, given.of(Kind.TRAVELLERS)) if given.says("average.abroad") else None


@AVERAGES.rule("人均接待费")
def _hosting(given: Averaged) -> Divided | None:
    """人均接待费 127.57 元"""
    return Divided(HOSTING, given.hosted()) if given.says("average.hosting") else None


@AVERAGES.rule("刚说过的宾客的人均数")
def _guests(given: Averaged) -> Divided | None:
    """接待 12 批次，118 人次（其中：外事 0 人次），人均 90 元"""
    return Divided(HOSTING, given.hosted(given.guests_near())) if given.says("average.people") else None


@AVERAGES.rule("车均购置费")
def _buying(given: Averaged) -> Divided | None:
    """车均购置费 18 万元"""
    return Divided(BUYING, given.of(Kind.BOUGHT)) if given.says("average.buying") else None


@AVERAGES.rule("车均运行费")
def _running(given: Averaged) -> Divided | None:
    """车均运行维护费 2 万元"""
    return Divided(RUNNING, given.kept()) if given.says("average.running") else None


@AVERAGES.rule("刚说过的费用的车均数")
def _cost(given: Averaged) -> Divided | None:
    """公务用车购置费 36 万元，平均每辆 18 万元；运行维护费 9 万元，车均 3 万元"""
    setting, at = given.setting, given.at
    last = setting.figures[at - 1] if at else None
    if last is None or last.unit not in MONEY or not last.exact or not given.says("average.vehicles"):
        return None
    stated = ((name, setting.stated.amount(name, setting.figures[at])) for name in (BUYING, RUNNING))
    name = next((name for name, money in stated if money is not None and money.exact == last.exact), "")
    return Divided(name, given.of(Kind.BOUGHT) if name == BUYING else given.kept()) if name else None


@AVERAGES.rule("刚说过的车辆的车均数")
def _vehicles(given: Averaged) -> Divided | None:
    """公务用车保有量 3 辆，车均 2 万元; behind another amount (保有量 3 辆，加油 1 万元) it is of that."""
    near, kept = range(given.at - _VEHICLES, given.at), given.kept()
    near = near if given.at and given.setting.figures[given.at - 1].unit not in MONEY else range(0)
    return Divided(RUNNING, kept) if any(count in near for count, _ in kept) and given.says("average.vehicles") else None


@AVERAGES.rule("不知是谁的平均数")
def _unknown(given: Averaged) -> Divided:
    """平均每辆不超过 2 万元, 车均 2 万元 of vehicles that are not counted"""
    return Divided("", [])


def read_averages(setting: Setting, counts: Counts) -> None:
    """Read averages."""
    text = setting.text
    at = text.find(_EACH)
    while at >= 0:
        index = setting.at(at)
        stated = setting.figures[index] if index < len(setting.figures) else None
        others = _OF_OTHERS.search(text, max(0, at - _BEFORE), at) is not None or stated is not None and _BECAME.match(text, stated.end) is not None
        if stated is not None and not others and stated.start - at < _REACH and stated.unit in MONEY and stated.role != ABOUT:
            words = f"{text[max(0, at - _FRONT) : stated.start]}〔{stated.unit}〕{setting.around(index).after}"
            rule, divided = AVERAGES.ask(Averaged(setting, index, words, counts))
            assert divided is not None
            if _average(setting, stated, divided):
                setting.filing.trace(stated.start, rule=rule)
        at = text.find(_EACH, at + 1)


def _are_hosts(setting: Setting, index: int) -> bool:
    """Whether a count behind the guests is of those who sat with them, whose meals may be in the average: 来宾 120 人次，陪同 15 人次."""
    return index < len(setting.figures) and setting.find("count.hosts", index, setting.around(index).told) is not None


def _average(setting: Setting, stated: Figure, divided: Divided) -> bool:
    """Enter an average with the amounts and counts that may be meant; whether there are any."""
    figures, by = setting.figures, divided.by
    money = setting.stated.amount(divided.name, stated) if by else None
    readings: list[Operand] = [figures[own] / figures[count] for count, own in by if own is not None]
    if money is not None:
        readings += [money / figures[count] for count, _ in by]
        readings += [money / total(setting.of((count, count + 1))) for count, _ in by if divided.name == HOSTING and _are_hosts(setting, count + 1)]
        if len(by) > 1:
            readings.append(money / total(setting.of(count for count, _ in by)))
    if readings:
        setting.add(Average(stated, readings, stated.section))
    return bool(readings)
