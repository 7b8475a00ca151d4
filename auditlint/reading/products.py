"""Sums and products that sentences tell: 甲 x 万元，乙 y 万元，合计 z 万元; 26 名，每人每月 1200 元，发放 12 次."""

from bisect import bisect_left, bisect_right

from ..model.arithmetic import Operand
from ..model.figure import MONEY, Figure
from ..model.listings import InUnit, Presence, ProseSum, Tally
from .reasons import of_reasons
from .reckoning import read_reckoning
from .scene import FAR, PEOPLE, Scene

_TOTALS = ("合计", "共计", "总计", "合计为", "共计为", "合计支出", "共计支出")
#: Words before an amount that make it no part of a sum.
_NO_PART = (
    "标准", "每", "人均", "户均", "单价", "增加", "减少", "增长", "下降", "上年度", "预算", "比上", "较上", "占", "其中", "含", "完成率",
    "执行", "不高于", "不超过",
)  # fmt: skip
#: Ends of a label that takes all that is left: 公务用车其他支出.
_RESIDUES = ("其他", "其他支出", "其他费用", "其他经费")
#: Words with which the other cell of a table begins: what was reached, beside what was planned.
_REACHED = ("截至", "截止")


def read_products(scene: Scene, counts: list[int], inside: list[int]) -> None:
    """Read the sums and products of the narrative and of performance tables into ``filing.products``.

    ``counts`` are the counts of the narrative and ``inside`` those of the tables.
    """
    goals = _goals(scene)
    _told_totals(scene, goals)
    _lists(scene, goals)
    _upkeep(scene)
    _vehicles(scene, counts)
    read_reckoning(scene, goals, inside)


def _goals(scene: Scene) -> list[tuple[int, int]]:
    """The stretches of performance tables that are prose."""
    told = [span for table in scene.filing.performance for span in getattr(table, "prose", ())]
    if told or not scene.tables:
        return told
    text = scene.text
    found = []
    for start, end in scene.tables:
        head = text.find("实际完成情况", start, end)
        tail = min((at for at in (text.find("一级", head, end), text.find("二级指标", head, end)) if at > 0), default=end)
        if head >= 0:
            found.append((head + 6, tail))
    return found


def _in_goals(scene: Scene, goals: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    index = bisect_right(goals, (at, len(scene.text))) - 1
    return goals[index] if index >= 0 and at < goals[index][1] else None


# -- 合计 --------------------------------------------------------------------------------------------------------------


def _told_totals(scene: Scene, goals: list[tuple[int, int]]) -> None:
    text = scene.text
    for word in ("合计", "共计"):
        at = text.find(word)
        while at >= 0:
            if text[at - 1] in "，、；,\n":
                _told_total(scene, goals, at)
            at = text.find(word, at + 2)


def _told_total(scene: Scene, goals: list[tuple[int, int]], at: int) -> None:
    """甲 x 万元，乙 y 万元，合计 z 万元: all amounts of the sentence, or the last of them."""
    span = _in_goals(scene, goals, at)
    if span is None and scene.in_table(at):
        return
    start = span[0] if span else scene.paragraph(at)[0]
    indices = scene.within(max(start, scene.text.rfind("。", start, at) + 1), at + 12)[-FAR:]
    if len(indices) < 3:
        return
    whole = scene.figures[indices[-1]]
    between = scene.text[at : whole.start].replace("\n", "")
    if whole.start < at or whole.unit not in MONEY or between not in _TOTALS:
        return
    parts: list[Operand] = []
    for index in indices[:-1]:
        figure = scene.figures[index]
        if scene.is_money(index):
            parts.append(figure)
        elif not figure.unit and scene.text[figure.end : figure.end + 6].lstrip("\n").startswith((*"，,、；", whole.unit)):
            parts.append(InUnit(figure, whole.unit))
    if len(parts) < 2:
        return
    firm = len(parts) == len(indices) - 1 and not any(_no_part(scene.lead(index)) for index in indices[:-1])
    readings = [parts[first:] for first in range(len(parts) - 1)]
    scene.filing.products.append(ProseSum(whole, readings, True, firm, whole.section))


def _no_part(words: str) -> bool:
    return any(word in words for word in _NO_PART)


# -- 其中 --------------------------------------------------------------------------------------------------------------


def _lists(scene: Scene, goals: list[tuple[int, int]]) -> None:
    """x 万元，其中：甲 y 万元；乙 z 万元 in goals, and in the reasons that the narrative gives."""
    text = scene.text
    at = text.find("其中")
    while at >= 0:
        span = _in_goals(scene, goals, at)
        if span is not None:
            _list(scene, at, span[1], True)
        elif not scene.in_table(at):
            _list(scene, at, -1, False)
        at = text.find("其中", at + 2)


def _upkeep(scene: Scene) -> None:
    """公务用车运行维护费中，加油 a 万元，维修 b 万元，公务用车其他支出 c 万元: what is left over closes the list."""
    text = scene.text
    at = text.find("费中，")
    while at >= 0:
        start, end = scene.paragraph(at)
        stop = text.find("。", at, end)
        indices = scene.within(at, stop if stop >= 0 else end)
        figures = [scene.figures[index] for index in indices]
        if "运行" in text[max(start, at - 6) : at] and len(figures) > 2 and all(map(scene.is_money, indices)):
            whole = scene.amount("运行", figures[0])
            if whole is not None and scene.clause(indices[-1]).endswith(_RESIDUES):
                scene.filing.products.append(ProseSum(whole, [list(figures)], True, True, whole.section))
        at = text.find("费中，", at + 3)


def _list(scene: Scene, at: int, end: int, goal: bool) -> None:
    first = bisect_left(scene.starts, at)
    if not first or not goal and not of_reasons(scene.figures[first - 1]):
        return
    indices = scene.within(at, end if goal else scene.paragraph(at)[1])[:FAR]
    whole = _whole(scene, first - 1, at)
    if whole is None or not len(indices) or scene.owned(scene.figures[first]):
        return
    people = whole.unit in PEOPLE
    readings: list[list[Operand]] = []
    parts: list[Operand] = []
    closed = False
    for index in indices:
        figure = scene.figures[index]
        words = scene.gap(index)
        if index > first:
            if any(word in words for word in _REACHED):
                break
            if "。" in words:
                readings.append(list(parts))
                if not goal:
                    break
            if _no_part(words):
                if not goal:
                    break
                continue
        if scene.behind(index) in "/／":
            continue
        if figure.unit in PEOPLE if people else scene.is_money(index) and figure.unit in _like(whole.unit):
            parts.append(figure)
            closed = scene.clause(index).startswith(("其他", "其余", "剩余"))
    readings.append(parts)
    readings = [reading for reading in _prefixes(readings) if len(reading) > 1]
    if readings:
        scene.filing.products.append(ProseSum(whole, readings, goal and closed and len(readings) == 1, goal, whole.section))


def _like(unit: str) -> tuple[str, ...]:
    return ("万元", "万") if unit in ("万元", "万") else (unit,)


def _prefixes(readings: list[list[Operand]]) -> list[list[Operand]]:
    """The readings, the longest last; the words of a first sentence may also list less than all."""
    longest = readings[-1]
    sizes = dict.fromkeys(len(reading) for reading in readings)
    return [longest[:size] for size in sizes]


def _whole(scene: Scene, index: int, at: int) -> Figure | None:
    """The amount or the number of people just before 其中."""
    figure = scene.figures[index]
    words = scene.text[scene.stop(index) : at]
    if "。" in words or len(words) > 40 or not (scene.is_money(index) or figure.unit in PEOPLE):
        return None
    return figure


# -- the 三公 pages ------------------------------------------------------------------------------------------------------


def _vehicles(scene: Scene, counts: list[int]) -> None:
    """轿车 0 辆、金额 0 万元，越野车 2 辆、金额 34.95 万元: the amounts make up what the vehicles cost."""
    text, figures = scene.text, scene.figures
    groups: dict[int, list[int]] = {}
    for index in counts:
        if figures[index].unit == "辆":
            stop = scene.stop(index)
            if text.startswith("金额", stop + 1) and index + 1 < len(figures) and figures[index + 1].start < stop + 6:
                groups.setdefault(scene.paragraph(stop)[0], []).append(index)
    for indices in groups.values():
        numbers = [figures[index] for index in indices]
        amounts = [figures[index + 1] for index in indices]
        whole = scene.amount("购置", amounts[0])
        if whole is None or len(amounts) < 2:
            continue
        scene.filing.products.append(ProseSum(whole, [list(amounts)], True, True, amounts[0].section))
        scene.filing.listings += [
            Presence([number], amount, "车型", amount.section) for number, amount in zip(numbers, amounts, strict=True)
        ]
        bought = indices[0] - 1
        if bought >= 0 and figures[bought].unit == "辆" and "购置" in scene.clause(bought):
            scene.filing.listings.append(Tally(figures[bought], numbers, True, figures[bought].section))


__all__ = ["read_products"]
