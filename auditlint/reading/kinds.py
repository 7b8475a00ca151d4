"""What each count of the narrative counts: receptions and their guests, trips and travellers, vehicles bought and kept."""

from ..model.figure import MONEY, Figure
from .reasons import of_reasons
from .scene import PEOPLE, Scene

FOREIGN = ("外事", "外宾", "境）外", "境)外", "境外", "国外", "外国")
#: Words that make a count a change, a limit or another year's.
_NOT_NOW = ("上年", "去年", "增加", "减少", "不超过", "少于", "计划", "上一年")


class Reception:
    """One statement of receptions: how many, of how many people, foreign ones or all.

    The values are indices of figures; ``inner`` tells that they are a part of those just before, ``money`` what was spent
    on just these.
    """

    __slots__ = ("batches", "guests", "foreign", "inner", "money")

    def __init__(self, batches: int, foreign: bool, inner: bool):
        self.batches = batches
        self.guests: int | None = None
        self.foreign = foreign
        self.inner = inner
        self.money: int | None = None


class Counts:
    """What the narrative counts, by kind; the values are indices of figures."""

    __slots__ = ("receptions", "groups", "travellers", "bought", "kept")

    def __init__(self) -> None:
        self.receptions: list[Reception] = []
        self.groups: list[int] = []
        self.travellers: list[int] = []
        self.bought: list[int] = []
        self.kept: list[int] = []


def sort_counts(scene: Scene, indices: list[int]) -> Counts:
    """Sort the counts of the narrative by what they count."""
    counts = Counts()
    last = ""
    at = -9
    for index in indices:
        figure = scene.figures[index]
        kind = ""
        if figure.unit not in ("家", "户", "张", "项"):
            lead = scene.lead(index)
            kind = _kind(scene, index, lead, last if index - at < 3 else "")
            if kind and _past(scene, figure, lead, kind):
                kind = ""
        if kind == "接待":
            foreign = any(word in lead for word in FOREIGN) or _abroad(scene, index, lead)
            counts.receptions.append(Reception(index, foreign, foreign and "其中" in lead))
        elif kind == "宾客":
            _guests(counts.receptions, index, lead)
        elif kind:
            {"团组": counts.groups, "出访": counts.travellers, "购置": counts.bought, "保有": counts.kept}[kind].append(index)
        if kind:
            last, at = kind, index
    return counts


def _abroad(scene: Scene, index: int, lead: str) -> bool:
    """外事接待支出 13.40 万元，接待 19 批次: the amount says of whom."""
    if index and scene.figures[index - 1].unit in MONEY and lead[:1] in "，," and len(lead) < 8:
        words = scene.clause(index - 1)
        return "接待" in words and any(word in words for word in FOREIGN)
    return False


def _kind(scene: Scene, index: int, lead: str, last: str) -> str:
    """What a count counts, by its unit and the words round it; ``last`` is the kind of the count just before."""
    unit = scene.figures[index].unit
    tail = lead[max(lead.rfind("，"), lead.rfind("、"), lead.rfind("：")) + 1 :]
    if unit in ("批次", "批"):
        return "接待" if "接待" in lead or "外事" in lead or "来访" in lead else ""
    if unit in ("个", "次", "组"):
        if "来访" in lead or "接待" in lead:
            return "接待" if "团组" in lead or scene.text.startswith("团组", scene.stop(index)) or lead.endswith(("批次", "国内接待", "国内公务接待")) else ""
        return "团组" if "团组" in tail or (scene.text.startswith("团组", scene.stop(index)) and "国" in lead) else ""
    if unit == "人次" or unit in PEOPLE:
        if "接待" in lead or "来访" in lead or "来宾" in lead or "外宾" in lead or "外事" in lead:
            return "宾客"
        if "出国" in lead or "出访" in lead:
            return "出访"
        if len(lead) > 12:
            return ""
        return {"接待": "宾客", "宾客": "宾客" if unit == "人次" else "", "团组": "出访"}.get(last, "")
    if unit in ("辆", "台"):
        if "保有" in tail:
            return "保有"
        return "购置" if ("购置" in tail or "更新" in tail or "新购" in tail) and "费" not in tail[-3:] else ""
    return ""


def _past(scene: Scene, figure: Figure, lead: str, kind: str) -> bool:
    """Whether the count is one of another year, or one that a reason mentions."""
    if any(word in lead for word in _NOT_NOW):
        return True
    if not of_reasons(figure):
        return False
    year = scene.filing.year
    return kind != "购置" or year is None or f"{year}年" not in lead


def _guests(receptions: list[Reception], index: int, lead: str) -> None:
    """Give the guests to the reception they belong to."""
    waiting = [reception for reception in receptions[-6:] if reception.guests is None and index - reception.batches < 6]
    if any(word in lead for word in FOREIGN):
        waiting = [reception for reception in waiting if reception.foreign]
    elif "）" in lead or ")" in lead or "接待" in lead:
        waiting = [reception for reception in waiting if not reception.foreign] or waiting
    if waiting:
        waiting[-1].guests = index
