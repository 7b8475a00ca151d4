"""Averages that are told beside what they are averages of: 人均接待费, 车均运行维护费."""

from bisect import bisect_left

from ..model.arithmetic import Operand, total
from ..model.figure import MONEY, Figure
from ..model.listings import Average
from .kinds import Counts
from .scene import FAR, Scene

_LIMITS = ("不超过", "标准", "增", "月", "年", "低于", "高于", "以内", "，")
_BEFORE = ("人", "车", "平")


def read_averages(scene: Scene, counts: Counts) -> None:
    """Read averages into ``filing.products``."""
    text, figures = scene.text, scene.figures
    at = text.find("均")
    while at >= 0:
        if text[at - 1] in _BEFORE:
            index = bisect_left(scene.starts, at)
            stated = figures[index] if index < len(figures) else None
            if stated is not None and stated.start - at < 24 and stated.unit in MONEY:
                words = text[at - 1 : stated.start]
                if _plain(words, scene.behind(index)) and stated.role != "约数" and not scene.after(index).startswith(("以内", "以下")) and (words[0] != "平" or "每辆" in text[at - 3 : stated.start]):
                    _average(scene, stated, *_meant(words, index, counts))
        at = text.find("均", at + 1)


def _plain(words: str, after: str) -> bool:
    """Whether the words tell an average and neither a limit nor a standard."""
    return after not in "/／" and not any(limit in words for limit in _LIMITS)


def _meant(words: str, index: int, counts: Counts) -> tuple[str, list[tuple[int, int | None]]]:
    """Which amount is divided, and the counts that may divide it, each with the amount that is its own."""
    if words[0] == "人":
        if "出国" in words:
            return "出国", [(found, None) for found in counts.travellers[-FAR:]]
        if "接待" in words:
            receptions = [found for found in counts.receptions[-FAR:] if not found.inner]
            return "接待", [(found.guests, found.money) for found in receptions if found.guests is not None]
        # 接待 12 批次，118 人次（其中：外事 0 人次），人均 90 元
        near = range(index - 3, index)
        told = [found for found in counts.receptions[-FAR:] if found.guests in near and not found.inner]
        return "接待", [(found.guests, found.money) for found in told if found.guests is not None]
    if "购置" in words:
        return "购置", [(found, None) for found in counts.bought[-FAR:]]
    if "运行" in words or "维护" in words or "运维" in words or any(near in counts.kept[-FAR:] for near in (index - 1, index - 2)):
        return "运行", [(found, None) for found in counts.kept[-FAR:]]
    return "", []


def _average(scene: Scene, stated: Figure, name: str, counts: list[tuple[int, int | None]]) -> None:
    money = scene.amount(name, stated) if name and counts else None
    figures = scene.figures
    readings: list[Operand] = [figures[own] / figures[count] for count, own in counts if own is not None]
    if money is not None:
        readings += [money / figures[count] for count, _ in counts]
        if len(counts) > 1:
            readings.append(money / total([figures[count] for count, _ in counts]))
    if readings:
        scene.filing.products.append(Average(stated, readings, stated.section))
