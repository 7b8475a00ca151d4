"""Averages that are told beside what they are averages of: 人均接待费, 车均运行维护费."""

from bisect import bisect_left

from ..model.arithmetic import Operand, total
from ..model.figure import MONEY, Figure
from ..model.listings import Average
from .kinds import Counts
from .scene import Scene

_WORDS = ("人均", "车均", "平均每辆", "每辆平均")
_LIMITS = ("不超过", "标准", "增", "月", "年", "低于", "高于", "以内")


def read_averages(scene: Scene, counts: Counts) -> None:
    """Read averages into ``filing.products``."""
    text, figures = scene.text, scene.figures
    for word in _WORDS:
        at = text.find(word)
        while at >= 0:
            index = bisect_left(scene.starts, at)
            if index < len(figures) and figures[index].start - at < 24 and figures[index].unit in MONEY:
                stated = figures[index]
                words = text[at : stated.start]
                if not any(limit in words for limit in _LIMITS) and "，" not in words and stated.role != "标准":
                    _average(scene, stated, *_meant(words, index, counts))
            at = text.find(word, at + 2)


def _meant(words: str, index: int, counts: Counts) -> tuple[str, list[int]]:
    """The concept that is divided, and the counts that may divide it."""
    if words[0] == "人":
        if "出国" in words:
            return "因公出国（境）费", counts.travellers
        if "接待" in words:
            return "公务接待费", [found.guests for found in counts.receptions if found.guests is not None and not found.inner]
        return "", []
    if "购置" in words:
        return "公务用车购置费", counts.bought
    if "运行" in words or "维护" in words or "运维" in words:
        return "公务用车运行维护费", counts.kept
    return ("公务用车运行维护费", counts.kept) if index - 1 in counts.kept else ("", [])


def _average(scene: Scene, stated: Figure, concept: str, counts: list[int]) -> None:
    money = scene.amount(concept, stated) if concept and counts else None
    if money is None:
        return
    figures = [scene.figures[index] for index in counts]
    readings: list[Operand] = [money / figure for figure in figures]
    if len(figures) > 1:
        readings.insert(0, money / total(list(figures)))
    scene.filing.products.append(Average(stated, readings, stated.section))
