"""Sums that sentences tell: 甲 x 万元，乙 y 万元，合计 z 万元; x 万元，其中：甲 y 万元、乙 z 万元."""

from bisect import bisect_right
from itertools import takewhile

from ...field import LAST_YEAR
from ...field.roles import SPENT
from ...language import every, expanded
from ...language.numerals import number_of
from ...language.shapes import Found
from ...model.arithmetic import Operand
from ...model.figure import MONEY, Figure
from ...model.listings import BUYING, RUNNING, InUnit, Presence, ProseSum, Tally
from ...startup import pattern
from ..reasons import of_reasons
from .setting import FAR, PEOPLE, Setting

Span = tuple[int, int]

_GOAL, _GOAL_ENDS = pattern(expanded("{goalbegins}")), pattern(expanded("{goalends}"))
#: 一等奖 2 个各 40 万元: what each of several got, and no part.
_AND_SO_ON, _EACH = "等", "各"
_FULL, _PER, _VEHICLE, _MODELS = "。", "/／", "辆", "车型"
_MANY = ("万元", "万")
#: The year of an amount; what makes one a part of the one before, and what ends such parts.
_OF_YEAR = pattern(expanded(r"20\d\d年度?|{last}|本年度?|当年|今年"))
_INNER, _STOPPED = pattern(r"其中|含"), pattern(r"[，,；;）)。]")
#: What was added to a budget, what parts its parts, and what is none of them.
_ADDED, _AND, _TAKEN = pattern(r"追加[^，。；\d减]{0,12}$"), "、；;和及", pattern(r"结转|结余|[减收缴退]|其中|含|上年|同时")
#: How many words may stand between a whole and 其中.
_APART = 40


def goals_of(setting: Setting) -> list[Span]:
    """The stretches of performance tables that are prose."""
    told = [span for table in setting.filing.performance for span in getattr(table, "prose", ())]
    return told or [span for start, end in setting.tables if (span := _goal(setting.text[start:end], start)) is not None]


def _goal(text: str, start: int) -> Span | None:
    begins = _GOAL.search(text)
    if begins is None:
        return None
    ends = _GOAL_ENDS.search(text, begins.start())
    return start + begins.end(), start + (ends.start() if ends is not None else len(text))


def read_sums(setting: Setting, goals: list[Span], counts: list[int]) -> None:
    """Read the sums of the narrative and of the goals; ``counts`` are the counts of the narrative."""
    for total in every("sum.total", setting.text):
        _total(setting, total, _goal_at(setting, goals, total.start))
    for total in every("sum.likely", setting.text):
        _total(setting, total, _goal_at(setting, goals, total.start), likely=True)
    for within in every("sum.within", setting.text):
        _within(setting, within, _goal_at(setting, goals, within.start))
    for upkeep in every("sum.upkeep", setting.text):
        _upkeep(setting, upkeep)
    _models(setting, counts)


def _goal_at(setting: Setting, goals: list[Span], at: int) -> Span | None:
    index = bisect_right(goals, (at, len(setting.text))) - 1
    return goals[index] if index >= 0 and at < goals[index][1] else None


def _beside(setting: Setting, index: int, words: str) -> bool:
    """Whether words before an amount make it no part of a sum."""
    return setting.find("sum.beside", index, words) is not None


# -- 合计 --------------------------------------------------------------------------------------------------------------


def _total(setting: Setting, said: Found, goal: Span | None, likely: bool = False) -> None:
    """甲 x 万元，乙 y 万元，合计 z 万元: all amounts of the sentence, or the last of them; words that only make it ``likely`` want a slip of the hand."""
    if goal is None and setting.in_table(said.start):
        return
    last = setting.just_at(said.end)
    if last is None or setting.figures[last].unit not in MONEY:
        return
    whole, indices, years = setting.figures[last], _told_before(setting, said, goal), number_of(said.slot("years"))
    if len(indices) < 2 and said.slot("count"):
        _of_paragraph(setting, said, whole)
        return
    if len(indices) < 2 or years and not _are_years(setting, indices, years, said.slot("verb")):
        return
    # 甲 x 万元（上年 u 万元），乙 y 万元（上年 v 万元），合计 z 万元: last year's are summed only where the sum is of several years, or last year's
    told = [index for index in indices if years or whole.role == LAST_YEAR or setting.figures[index].role != LAST_YEAR]
    readings = _summed(setting, indices, told, whole)
    if not readings or _AND_SO_ON in setting.text[setting.stop(indices[-1]) : said.start]:
        return
    setting.filing.trace(whole.start, said.shape.name)
    beside = {index for index in told if _beside(setting, index, setting.around(index).lead)}
    if likely and beside - _inner(setting, told) or any(setting.around(index).lead.endswith(_EACH) for index in told):
        return
    firm = len(told) > 1 and not beside and all(_part(setting, index, whole) is not None for index in told)
    claim = ProseSum(whole, readings, True, firm and not likely, whole.section)
    claim.left = likely
    setting.add(claim)


def _of_paragraph(setting: Setting, said: Found, whole: Figure) -> None:
    """培训费 2 万元，较上年减少 1 万元。会议费 1 万元。两项合计 3 万元: what was spent on the so many things of the paragraph; an error only by a slip."""
    indices = setting.within(setting.paragraph(said.start)[0], said.start)
    before = setting.of(indices if len(indices) <= FAR else ())
    parts: list[Operand] = [figure for figure in before if figure.role == SPENT and figure.unit in MONEY and figure.dimension == whole.dimension]
    if len(parts) == number_of(said.slot("count")) and whole.role in ("", SPENT):
        setting.filing.trace(whole.start, said.shape.name)
        claim = ProseSum(whole, [parts], True, False, whole.section)
        claim.left = True
        setting.add(claim)


def _told_before(setting: Setting, said: Found, goal: Span | None) -> list[int]:
    """The amounts that the sentence, within its goal or paragraph, tells before a total, and numbers that may be some."""
    start = goal[0] if goal else setting.paragraph(said.start)[0]
    here = setting.within(max(start, setting.text.rfind(_FULL, start, said.start) + 1), said.end)[-FAR + 1 :]
    return [index for index in here if setting.is_money(index) or setting.figures[index].unit in ("", "%")]


def _are_years(setting: Setting, indices: list[int], count: int, verb: str) -> bool:
    """Whether so many amounts are the same thing of a year each, and their sum is: 2022 年投入 x 万元，2023 年投入 y 万元，两年累计投入 z 万元."""
    clauses = [setting.around(index).clause for index in indices]
    if len(clauses) != count or not all(map(_OF_YEAR.search, clauses)):
        return False
    things = {_OF_YEAR.sub("", clause) for clause in clauses}
    return len(things) == 1 and verb in things.pop()


def _summed(setting: Setting, indices: list[int], told: list[int], whole: Figure) -> list[list[Operand]]:
    """The amounts that a total may sum: all or the last of those ``told`` that it may be of, with and without those that are only parts of others.

    预算 9 万元，决算 8 万元；……预算 7 万元，决算 6 万元；两项合计支出 14 万元 sums what was spent alone.
    """
    inner = _inner(setting, told)
    outer = [index for index in told if index not in inner] if inner else []
    past = set(indices).difference(told)
    before = list(takewhile(past.__contains__, reversed(indices)))[::-1]  # 上年分别为 u 万元、v 万元，合计 w 万元
    alike = [index for index in told if setting.figures[index].role == whole.role] if whole.role else []
    every_part = [[part for index in some if (part := _part(setting, index, whole)) is not None] for some in (outer, told, before, alike)]
    return [*{tuple(map(id, parts[first:])): parts[first:] for parts in every_part for first in range(len(parts) - 1)}.values()]


def _inner(setting: Setting, indices: list[int]) -> set[int]:
    """Those that 其中 or 含 makes parts of the one before, and what 、 adds to them."""
    found: set[int] = set()
    for index in indices:
        gap = setting.around(index).gap
        if _INNER.search(gap) or index - 1 in found and _STOPPED.search(gap) is None:
            found.add(index)
    return found


def _part(setting: Setting, index: int, whole: Figure) -> Operand | None:
    """An amount, or a number to which the unit of the whole belongs."""
    figure = setting.figures[index]
    if setting.is_money(index):
        return figure
    bare = not figure.unit and setting.find("sum.bare", index, setting.text[figure.end : figure.end + 6]) is not None
    return InUnit(figure, whole.unit) if bare else None


# -- 其中 --------------------------------------------------------------------------------------------------------------


def _within(setting: Setting, said: Found, goal: Span | None) -> None:
    """x 万元，其中：甲 y 万元；乙 z 万元 in goals, and in the reasons that the narrative gives."""
    first = setting.at(said.start)
    if not first or goal is None and (setting.in_table(said.start) or not of_reasons(setting.figures[first - 1])):
        return
    indices = setting.within(said.start, goal[1] if goal else setting.paragraph(said.start)[1])[:FAR]
    if not indices or not _is_whole(setting, first - 1, said.start) or setting.stated.owned(setting.figures[first]):
        return
    whole = setting.figures[first - 1]
    readings = _readings(setting, indices, whole, goal is not None)
    if readings:
        closed = goal is not None and len(readings) == 1 and _closes(setting, readings[0])
        setting.filing.trace(setting.starts[first], said.shape.name)
        parts: list[list[Operand]] = [[*setting.of(reading)] for reading in readings]
        claim = ProseSum(whole, parts, closed, goal is not None, whole.section)
        claim.left = goal is None and len(readings) == 1 and _is_added(setting, first - 1, readings[0])
        setting.add(claim)


def _is_whole(setting: Setting, index: int, at: int) -> bool:
    """Whether a figure is an amount or a number of people just before 其中."""
    words = setting.text[setting.stop(index) : at]
    return _FULL not in words and len(words) <= _APART and (setting.is_money(index) or setting.figures[index].unit in PEOPLE)


def _readings(setting: Setting, indices: range, whole: Figure, goal: bool) -> list[list[int]]:
    """The parts as they may be read: those of the first sentence, or those of more; lists of less than two are none.

    In the narrative a list ends with its sentence, and with words that make an amount no part.
    """
    parts: list[int] = []
    sizes: list[int] = []
    for index in indices:
        gap = setting.around(index).gap
        if index > indices[0]:
            if setting.find("sum.reached", index, gap) is not None:
                break
            ends, beside = _FULL in gap, _beside(setting, index, gap)
            sizes += [len(parts)] if ends else []
            if (ends or beside) and not goal:
                break
            if beside:
                continue
        if _is_like(setting, index, whole):
            parts.append(index)
    return [parts[:size] for size in dict.fromkeys((*sizes, len(parts))) if size > 1]


def _is_added(setting: Setting, whole: int, parts: list[int]) -> bool:
    """Whether what was added to a budget is listed, each part behind the same mark: 追加 66 万元，其中调资 33 万元、抚恤金 33 万元."""
    gaps = [setting.text[setting.stop(index - 1) : setting.starts[index]] for index in parts[1:]]
    marks = {gap[:1] for gap in gaps}
    each = parts == [*range(parts[0], parts[-1] + 1)] and parts[0] == whole + 1 and len(marks) == 1 and marks <= set(_AND)
    return each and _ADDED.search(setting.around(whole).clause) is not None and not any(map(_TAKEN.search, gaps))


def _is_like(setting: Setting, index: int, whole: Figure) -> bool:
    """Whether a figure is one of what the whole is: people, or money in its unit, and no price."""
    figure = setting.figures[index]
    if setting.text[setting.stop(index) : setting.stop(index) + 1] in tuple(_PER):
        return False
    if whole.unit in PEOPLE:
        return figure.unit in PEOPLE
    return setting.is_money(index) and figure.unit in (_MANY if whole.unit in _MANY else (whole.unit,))


def _closes(setting: Setting, parts: list[int]) -> bool:
    """Whether the last part is all that is left."""
    return setting.find("sum.rest", parts[-1], setting.around(parts[-1]).clause) is not None


# -- the 三公 pages ------------------------------------------------------------------------------------------------------


def _upkeep(setting: Setting, said: Found) -> None:
    """公务用车运行维护费中，加油 a 万元，维修 b 万元，公务用车其他支出 c 万元: what is left over closes the list."""
    end = setting.paragraph(said.start)[1]
    stop = setting.text.find(_FULL, said.end, end)
    indices = setting.within(said.end, stop if stop >= 0 else end)
    if len(indices) < 3 or not all(map(setting.is_money, indices)):
        return
    figures = setting.of(indices)
    whole = setting.stated.amount(RUNNING, figures[0])
    if whole is not None and setting.find("sum.residue", indices[-1], setting.around(indices[-1]).close) is not None:
        setting.filing.trace(figures[0].start, said.shape.name)
        setting.add(ProseSum(whole, [[*figures]], True, True, whole.section))


def _models(setting: Setting, counts: list[int]) -> None:
    """轿车 0 辆、金额 0 万元，越野车 2 辆、金额 34.95 万元: the amounts make up what the vehicles cost."""
    groups: dict[int, list[int]] = {}
    for index in counts:
        after = index + 1
        if setting.figures[index].unit == _VEHICLE and after < len(setting.figures) and setting.find("sum.models", after, setting.around(after).told):
            groups.setdefault(setting.paragraph(setting.starts[index])[0], []).append(index)
    for indices in groups.values():
        numbers, amounts = setting.of(indices), setting.of(index + 1 for index in indices)
        whole = setting.stated.amount(BUYING, amounts[0])
        if whole is None or len(amounts) < 2:
            continue
        setting.add(ProseSum(whole, [[*amounts]], True, True, amounts[0].section))
        for number, amount in zip(numbers, amounts, strict=True):
            setting.add(Presence([number], amount, _MODELS, amount.section))
        bought = indices[0] - 1
        if bought >= 0 and setting.figures[bought].unit == _VEHICLE and setting.find("sum.bought", bought, setting.around(bought).clause):
            setting.add(Tally(setting.figures[bought], numbers, True, setting.figures[bought].section))
